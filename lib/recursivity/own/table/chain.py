"""A chain of one's own: stages from the client to whoever does the work, and who keeps what.

A file has a row for every stage: `stage`, and where known `country`, `margin` (share kept of what
arrives) or `kept` (as a sum), `wage` (an hour) and `hours`. The sums are those of the chapter on
gig labour, out of `recursivity.core`.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
import pandas as pd

from ...core import equal_margin, raised, waterfall
from ...core.chains import RULES, Waterfall
from ..content import Source
from ..finding import Finding, Findings
from ..numbers import LARGEST, within
from ..problems import Problem, ReadingError
from ..records import Column, Records, read_records
from ..words import count

STAGES = (
    Column(name="stage", also=("step", "link", "who", "etapa", "étape", "Stufe", "Etappe", "fase")),
    Column(
        name="country",
        needed=False,
        blank=True,
        also=("region", "place", "país", "pays", "Land", "paese"),
    ),
    Column(
        name="margin",
        kind="share",
        needed=False,
        blank=True,
        also=("share kept", "margen", "marge", "margine", "margem"),
    ),
    Column(
        name="kept",
        kind="number",
        needed=False,
        blank=True,
        also=("amount", "retenido", "gardé", "behalten", "trattenuto", "retido"),
    ),
    Column(
        name="wage",
        kind="number",
        needed=False,
        blank=True,
        also=("hourly wage", "pay", "salario", "salaire", "Lohn", "Stundenlohn", "salário"),
    ),
    Column(
        name="hours",
        kind="number",
        needed=False,
        blank=True,
        also=("horas", "heures", "Stunden", "ore"),
    ),
)
SPARE = 1e-9  # of a sum, lost to rounding
RISE = (1.0, 10.0)  # by how much pay may be multiplied


@attrs.frozen(eq=False, repr=False)
class Chain:
    """A chain that was read; shown, it is a list of findings.

    Parameters
    ----------
    price : float
        What the client pays.
    rise : float
        By how much the pay of the last stage is multiplied.
    rows : pandas.DataFrame
        By stage: `line`, `stage`, `country`, `received`, `kept`, `wage`, `hours`.
    missing : float
        What reaches the last stage and is accounted for by nobody.
    notes : tuple of str
        How the file was read.
    """

    price: float
    rise: float
    rows: pd.DataFrame
    missing: float
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        """Return the findings as text."""
        return repr(self.findings)

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()

    @cached_property
    def shares(self) -> pd.DataFrame:
        """By stage, what each has of the money and of the hours.

        Columns: `stage`, `country`, `money` (share of the price), `hours` (share of those told),
        and `an_hour` (kept for each hour).
        """
        hours = self.rows.hours
        return pd.DataFrame(
            {
                "stage": self.rows.stage,
                "country": self.rows.country,
                "money": self.rows.kept / self.price,
                "hours": hours / hours.sum() if hours.sum() > 0 else np.nan,
                "an_hour": (self.rows.kept / hours).where(hours > 0),
            }
        )

    @property
    def waterfall(self) -> Waterfall:
        """The price on its way down, as the chapter on gig labour has it."""
        return waterfall(self.price, (self.rows.kept / self.rows.received).iloc[:-1])

    @cached_property
    def findings(self) -> Findings:
        """All that is said, each with what it assumes and what it cannot know."""
        found = [_where_it_stops(self), _who_works(self), _better_pay(self)]
        return Findings(found, self.notes)


def read_chain(source: Source, **reading: Any) -> Records:
    """Return the rows of a chain, their cells checked, whatever the client pays.

    Parameters
    ----------
    source : str, path or bytes
        A CSV with a row for each stage, the client's side first.
    reading
        What `recursivity.own.records.read_records` is to know of the file.

    Returns
    -------
    Records
        With the columns of `STAGES`, those that the file lacks blank.

    Raises
    ------
    ReadingError
        Naming every cell that could not be read.
    """
    records = read_records(source, STAGES, **reading)
    rows = records.values.reindex(columns=["line", *(column.name for column in STAGES)])
    rows["country"] = rows.country.fillna("")
    return attrs.evolve(records, values=rows)


def about_chain(
    source: Source | Records, *, price: float = 100.0, rise: float = 2.0, **reading: Any
) -> Chain:
    """Return what a chain says: where the money stops, who works, what better pay would cost.

    Parameters
    ----------
    source : str, path, bytes or Records
        A CSV with a row for each stage, the client's side first, or what `read_chain` read of it.
        The last stage takes what is left, unless it says what it keeps or works for.
    price : float
        What the client pays, in the unit of the table's sums, more than 0.
    rise : float
        By how much the pay of the last stage is multiplied, 1 to 10.
    reading
        What `recursivity.own.records.read_records` is to know of the file.

    Returns
    -------
    Chain
        Shown, it is a list of findings.

    Raises
    ------
    ReadingError
        Naming every row that could not be read, or that has more going out than comes in.
    ParameterError
        Where `price` or `rise` is out of range.
    """
    price = within("price", price, 0, LARGEST)
    rise = within("rise", rise, *RISE)
    records = source if isinstance(source, Records) else read_chain(source, **reading)
    rows = records.values
    problems: list[Problem] = []
    received, kept = [], []
    left = price
    for i, row in enumerate(rows.itertuples()):
        keeps, complaint = _keeps(row, left, last=i == len(rows) - 1)
        if complaint:
            problems.append(Problem(row.line, 0, *complaint))
        received.append(left)
        kept.append(keeps)
        left = max(left - keeps, 0.0)
    if problems:
        raise ReadingError(records.file, problems)
    columns = ["line", "stage", "country", "received", "kept", "wage", "hours"]
    rows = rows.assign(received=received, kept=kept)[columns]
    notes = [f"{count(len(rows), 'stage')}, read in the order of the file.", *records.notes]
    if silent := [row.stage for row in rows.itertuples() if np.isnan(row.hours)]:
        notes.append(f"No hours are told for {', '.join(silent)}.")
    missing = left if left > SPARE * price else 0.0
    return Chain(price, rise, rows, missing, tuple(notes))


def _keeps(row: Any, left: float, last: bool) -> tuple[float, tuple[str, str] | None]:
    """Return what a stage keeps of what reaches it, and what was found and expected instead."""
    paid = row.wage * row.hours
    if not np.isnan(row.margin) and not np.isnan(row.kept):
        return 0.0, ("both a margin and a sum kept", "one of the two")
    if not np.isnan(row.margin):
        keeps = row.margin * left
    elif not np.isnan(row.kept):
        keeps = row.kept
    elif not np.isnan(paid):
        keeps = paid
    elif last:
        keeps = left
    else:
        found = "a stage without margin, sum kept, or wage and hours"
        return 0.0, (found, "one of them (the last stage takes what is left)")
    if keeps > left * (1 + SPARE):
        found = f"{keeps:,.4g} going to {row.stage}"
        return left, (found, f"at most the {left:,.4g} that arrive there")
    if not np.isnan(paid) and paid > keeps * (1 + SPARE):
        found = f"wages of {paid:,.4g} at {row.stage}"
        return keeps, (found, f"at most the {keeps:,.4g} that it keeps")
    if not last and keeps >= left * (1 - SPARE):
        found = f"all of the {left:,.4g} kept by {row.stage}"
        return keeps, (found, "something to be left for those below")
    return keeps, None


# ------------------------------------------------------------------------------------ in sentences


def _where_it_stops(c: Chain) -> Finding:
    most = c.rows.loc[c.rows.kept.idxmax()]
    last = c.rows.iloc[-1]
    says = (
        f"Of {c.price:,.4g} paid, {most.stage} keeps most, {most.kept:,.3g}, and {last.stage}, at "
        f"the end, {last.kept:,.3g} ({last.kept / c.price:.0%})."
    )
    between = len(c.rows) - 1
    passed = float(c.waterfall.passed)
    if between > 1 and passed > 0:
        margin = equal_margin(passed, between)
        says += f" {between} equal stages would have to keep {margin:.0%} each for that."
    if c.missing:
        says += f" For {c.missing:,.3g} that reach the last stage nobody accounts."
    if c.rows.country.str.strip().any():
        by_country = c.rows.groupby("country", sort=False).kept.sum().div(c.price)
        told = (f"{name or 'not told'} {share:.0%}" for name, share in by_country.items())
        says += f" By country: {', '.join(told)}."
    return Finding(
        name="Where the money stops",
        says=says,
        assumes="Stages are paid one after the other, and what is kept is what the table says.",
        cannot="what a stage does for its share, what it pays for rent and machines out of it, and "
        "who owns it.",
    )


def _who_works(c: Chain) -> Finding:
    shares = c.shares.dropna(subset=["hours"])
    if shares.empty:
        says = "The table tells 0 hours, so who does the work cannot be said."
    else:
        most = shares.loc[shares.hours.idxmax()]  # has hours, so that what one keeps can be said
        best = shares.loc[shares.an_hour.idxmax()]
        says = (
            f"{most.stage} does {most.hours:.0%} of the hours that are told, and has "
            f"{most.money:.0%} of the money: {most.an_hour:,.3g} an hour."
        )
        if best.an_hour > most.an_hour > 0:
            times = best.an_hour / most.an_hour
            says += (
                f" An hour of {best.stage} keeps {best.an_hour:,.3g}, {times:,.3g} times as much."
            )
        elif best.an_hour > most.an_hour:
            says += f" An hour of {best.stage} keeps {best.an_hour:,.3g}."
    return Finding(
        name="Who does the hours",
        says=says,
        assumes="Hours are hours: of whatever skill, paid or waited through, if the table counts "
        "them.",
        cannot="the hours that it leaves out, of searching, waiting and unpaid tests above all, "
        "and which part of a sum kept is a wage, unless it says so.",
    )


def _better_pay(c: Chain) -> Finding:
    last = c.rows.iloc[-1]
    told = []
    for rule in RULES:
        price = float(raised(c.waterfall, c.rise, rule).price)
        more = price / c.price - 1
        told.append(f"{price:,.4g} ({more:+.1%}) if every stage insists on its {rule}")
    return Finding(
        name="What better pay would cost",
        says=f"If what reaches {last.stage} were multiplied by {c.rise:g}, the client would pay "
        f"{' and '.join(told)}.",
        assumes="All of a rise is passed on to the client, who buys as before.",
        cannot="who would give way: a client who leaves, a stage that takes less, or a worker who "
        "is replaced.",
    )
