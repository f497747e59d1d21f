"""What is in what a region buys: whose money, whose hours, and what better pay would cost."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
import pandas as pd

from ...core import ParameterError
from ...core.input_output import Table, outputs, tiers
from ..content import Source
from ..finding import Finding, Findings
from ..numbers import within
from .chain import RISE
from .flows import read_flows

TIERS = 3  # told one by one


@attrs.frozen(eq=False, repr=False)
class Flows:
    """A table of flows that was read, and what is asked of it; shown, it is a list of findings.

    Parameters
    ----------
    table : recursivity.core.input_output.Table
        Who buys what from whom.
    buyer : str
        Whose final demand is looked through.
    sector : str or None
        What of it; all of it where None.
    whose : str
        The region whose wages rise.
    rise : float
        By how much they are multiplied.
    notes : tuple of str
        How the file was read.
    put_out : numpy.ndarray of float, shape (nodes,)
        What every sector puts out for it.
    """

    table: Table
    buyer: str
    sector: str | None
    whose: str
    rise: float
    notes: tuple[str, ...]
    put_out: np.ndarray

    def __repr__(self) -> str:
        """Return the findings as text."""
        return repr(self.findings)

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()

    @property
    def bought(self) -> np.ndarray:
        """What is looked through, of shape (nodes,): the demand for every sector, or for one."""
        return self.table.bought(self.buyer, sector=self.sector)

    def by_region(self, measure: str) -> pd.Series:
        """Return what the buyer's demand comes to in each region.

        Parameters
        ----------
        measure : str
            "value" that stays there, "hours" or "wages".

        Returns
        -------
        pandas.Series
            By region, in the table's unit.
        """
        amounts = self.table.intensity(measure) * self.put_out
        return pd.Series(self.table.by_region(amounts), dtype=float)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """By region, shares of what the buyer's demand comes to.

        Columns: `money`, `hours` (nothing where none are told), and `an_hour`, value for an hour.
        """
        value = self.by_region("value")
        hours = value * np.nan
        if "hours" in self.table.intensities:
            hours = self.by_region("hours")
        return pd.DataFrame(
            {
                "money": value / value.sum(),
                "hours": hours / hours.sum() if hours.sum() > 0 else hours * np.nan,
                "an_hour": (value / hours).where(hours > 0),
            }
        )

    @property
    def dearer(self) -> float:
        """By which share the purchases cost more if a region's wages rise and all is passed on.

        It is the rise of the wages that are in them: prices and quantities are each other's dual.
        """
        paid = self.table.intensity("wages") * self.table.at(region=self.whose) * self.put_out
        return float(paid.sum() * (self.rise - 1) / self.bought.sum())

    @cached_property
    def findings(self) -> Findings:
        """All that is said, each with what it assumes and what it cannot know."""
        found = [_money_of(self)]
        if "hours" in self.table.intensities:
            found += [_hours_of(self)]
            if self.by_region("hours").sum() > 0:
                found += [_depth_of(self)]
        if "wages" in self.table.intensities:
            found += [_wages_of(self)]
        return Findings(found, self.notes)


def about_flows(
    source: Source,
    *,
    buyer: str | None = None,
    sector: str | None = None,
    whose: str | None = None,
    rise: float = 2.0,
    **reading: Any,
) -> Flows:
    """Return what a table of flows says of what one region buys.

    Parameters
    ----------
    source : str, path or bytes
        A CSV of flows.
    buyer : str, optional
        A region with final demand; the first in the file where nothing is said.
    sector : str, optional
        What of its demand is looked through; all of it where nothing is said.
    whose : str, optional
        The region whose wages are multiplied; the one with the cheapest hour where nothing is said.
    rise : float
        By how much, 1 to 10.
    reading
        What `recursivity.own.records.read_records` is to know of the file.

    Returns
    -------
    Flows
        Shown, it is a list of findings.

    Raises
    ------
    ReadingError
        Naming every row that could not be read.
    ParameterError
        For a region that is not in the file, or a rise that is out of range.
    """
    rise = within("rise", rise, *RISE)
    table, notes = read_flows(source, **reading)
    return ask_flows(table, notes, buyer=buyer, sector=sector, whose=whose, rise=rise)


def ask_flows(
    table: Table,
    notes: tuple[str, ...],
    *,
    buyer: str | None,
    sector: str | None,
    whose: str | None,
    rise: float,
) -> Flows:
    """Return the same of a table that has been read; see `about_flows`.

    Raises
    ------
    ParameterError where there is no such buyer, sector or region, or nothing is bought.
    """
    rise = within("rise", rise, *RISE)
    buyer = table.buyers[0] if buyer is None else buyer
    bought = table.bought(buyer, sector=sector)  # refuses a buyer or a sector who is not there
    if not bought.any():
        of = f" of {sector}" if sector else ""
        raise ParameterError(f"{buyer} buys nothing{of}: nothing can be looked through")
    asked = Flows(table, buyer, sector, "", rise, notes, outputs(table.requirements, bought))
    if whose is None:
        an_hour = asked.shares.an_hour.dropna()
        whose = an_hour.idxmin() if len(an_hour) else table.regions[0]
    table.at(region=whose)  # refuses a region that is not there
    return attrs.evolve(asked, whose=whose)


_STATIC = (
    "One year's prices hold, a sector makes everything alike, and whatever is bought is in the "
    "table."
)


def _ranked(shares: pd.Series, most: int = 5) -> str:
    top = shares.sort_values(ascending=False, kind="stable")
    told = ", ".join(f"{name or 'no region'} {share:.1%}" for name, share in top.head(most).items())
    return told + (f" and {len(top) - most} more" if len(top) > most else "")


def _money_of(f: Flows) -> Finding:
    on = f" on {f.sector}" if f.sector else ""
    return Finding(
        name="Where the money stops",
        says=f"Of {f.bought.sum():,.4g} that {f.buyer or 'final demand'} spends{on}, this stays as "
        f"wages, profits and taxes: {_ranked(f.shares.money)}.",
        assumes=_STATIC,
        cannot="who in a region gets it, and payments that no table records.",
    )


def _hours_of(f: Flows) -> Finding:
    told = f.shares.dropna(subset=["an_hour"])
    if told.empty:
        says = "The work for it is 0 hours in the table, so who does it cannot be said."
    else:
        low = told.an_hour.idxmin()
        high = told.an_hour.idxmax()
        says = (
            f"The work for it is {f.by_region('hours').sum():,.4g} hours in the table's unit: "
            f"{_ranked(f.shares.hours)}. An hour leaves {told.an_hour[high]:,.3g} in "
            f"{high or 'the region'} and {told.an_hour[low]:,.3g} in {low or 'the region'}."
        )
    return Finding(
        name="Who does the hours",
        says=says,
        assumes=_STATIC,
        cannot="unpaid and unrecorded hours, which are the ones that this course is most curious "
        "about.",
    )


def _depth_of(f: Flows) -> Finding:
    table = f.table
    steps = tiers(table.requirements, table.intensity("hours"), f.bought, TIERS - 1)
    parts = steps.sum(axis=1) / f.by_region("hours").sum()
    where = ("with the seller", "one tier up", "two up")
    told = ", ".join(f"{part:.0%} {place}" for part, place in zip(parts, where, strict=True))
    further = max(1 - parts.sum(), 0.0)  # a rounding residue may be negative
    return Finding(
        name="How far away",
        says=f"Of these hours {told}, and {further:.0%} further off.",
        assumes="A purchase within a sector is one tier, whoever makes it.",
        cannot="chains inside a sector: five subcontractors in one row are one row.",
    )


def _wages_of(f: Flows) -> Finding:
    return Finding(
        name="What better pay would cost",
        says=f"If wages in {f.whose or 'the region'} were multiplied by {f.rise:g} and every price "
        f"passed it on, what {f.buyer or 'final demand'} buys would cost {f.dearer:.2%} more.",
        assumes="Nobody adds a margin on the rise, and everybody buys as before.",
        cannot="who would be replaced, and who would keep the difference.",
    )
