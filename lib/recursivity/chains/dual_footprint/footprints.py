"""Where value, work, ore, land and water of a country's AI come to lie, and who can be seen."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, option, real
from ...core.input_output import Table, footprint, merged, requirements
from .table import (
    AI,
    ARGENTINA,
    BUYERS,
    FRANCE,
    GATHER,
    MADAGASCAR,
    MINING,
    NATURE,
    REGIONS,
    REST,
    STAGES,
    SUPPLIER,
    WATER,
    ai_table,
    by_region,
    node,
    used,
    workers,
)


@model
class DualFootprint(Model):
    """One matrix, many footprints: where the value, the work and the nature of AI come to lie.

    Leontief's inverse with extensions: what final demand y uses up at node i is
    eᵢ ((I − A)⁻¹ y)ᵢ, where e is value added, hours of work, ore, land or water for a unit of
    output. The inverse stands for following the purchases up, round after round::

        bought = y
        while bought.sum() > 1e-12:
            for i in nodes:
                amount[i] += e[i] * bought[i]
            bought = [sum(a[i][j] * bought[j] for j in nodes) for i in nodes]

    A link's share of the hours over its share of the value is the mean hourly value of the whole
    chain over the hourly value of the link. The table is illustrative (see `ai_table`).

    Returns rows by `region`: `value`, `hours`, `ore`, `land` and `water`, its shares of the buyer's
    AI; `an_hour` (dollars of value for an hour worked there for it, 0 where nobody does); `asked`,
    `worked` and `earned`: its shares of the hours of the whole world's AI as buyer and as worker,
    and of its value; `yours` (the country of the data work). [leontief1970, tubaro2025dual]
    """

    buyer: str = option(FRANCE, options=BUYERS, meaning="whose AI is looked through")
    cost_share: float = real(
        0.2,
        low=0.05,
        high=5.0,
        step=0.05,
        scale="log",
        unit="%",
        meaning="data work from the supplier in the costs of AI",
    )
    pay: float = real(
        0.7,
        low=0.5,
        high=40.0,
        step=0.1,
        scale="log",
        unit="dollars an hour",
        meaning="pay of the supplier's data workers",
        source="leludec2023annotation",
    )
    thirst: float = real(
        1.0,
        low=1.0,
        high=100.0,
        step=1,
        scale="log",
        unit="times",
        meaning="how much a litre of Argentina's mines counts",
    )
    pay_gap: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how much of the differences in pay is left (0: one pay for all)",
    )

    random = False
    card = Card(
        assumes="Prices measure amounts, every dollar of a stage's output is made alike, and one "
        "wage stands for each cell.",
        leaves_out="Data centres and mines as investments, unpaid and informal work, dust, waste "
        "and grief.",
        absent="Those who live beside the brine or the server, and anybody whom no payment "
        "reaches.",
        wrong_if="What a country sells to AI firms is made very differently from what it sells to "
        "everybody else.",
        boundary="At equal hourly value a link has as much of the hours as of the value. Ore is "
        "far from home whoever buys; litres are where the money is while regions are alike.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return shares by region."""
        table = self.table()
        mine = {name: used(table, self.buyer, name) for name in ("value", "hours", *NATURE)}
        everybody = table.demand * table.at(sector=AI)[:, None]
        world_hours = footprint(table.requirements, table.intensity("hours"), everybody)
        world_value = footprint(table.requirements, table.intensity("value"), everybody)
        return pd.DataFrame(
            {
                "region": REGIONS,
                **{name: by_region(amounts) for name, amounts in mine.items()},
                "an_hour": requirements(GATHER @ mine["value"], GATHER @ mine["hours"]),
                "asked": world_hours.sum(axis=0) / world_hours.sum(),
                "worked": by_region(world_hours.sum(axis=1)),
                "earned": by_region(world_value.sum(axis=1)),
                "yours": [region == SUPPLIER[self.buyer] for region in REGIONS],
            }
        )

    def table(self) -> Table:
        """Return the table at this setting, with the mines of Argentina weighted by thirst."""
        table = ai_table(self.buyer, self.cost_share / 100, self.pay, pay_gap=self.pay_gap)
        table.intensities[WATER][node(ARGENTINA, MINING)] *= self.thirst
        return table

    @property
    def workers(self) -> float:
        """How many full-time data workers the setting implies in the supplier's country."""
        return workers(self.table(), SUPPLIER[self.buyer])


@model
class MissingCountry(Model):
    """A country that the database counts as rest of the world, and what disappears with it.

    Aggregation bias: with G the matrix that sums merged regions, A becomes G A x̂ Gᵀ (G x)⁻¹ and an
    intensity its mean over the merged, weighted by output::

        for stage in stages:
            both = [(country, stage), (rest, stage)]
            e[rest, stage] = sum(e[i] * x[i] for i in both) / sum(x[i] for i in both)
            for j in nodes:  # what each of the two sold and bought becomes one row, one column
                z[(rest, stage), j] = sum(z[i, j] for i in both)
                z[j, (rest, stage)] = sum(z[j, i] for i in both)

    `likeness` gives the merged regions a part of the rest of the world's technology and pay; at 1
    they are the same and nothing is lost. The table is illustrative (see `ai_table`).

    Returns rows by `indicator` (value, hours, ore, land, water): `before` and `after` merging, for
    the buyer's AI (billions of dollars, billions of hours, millions of tonnes, km², millions of
    m³), and `change`, as a share.
    [bjelle2020exiobase3rx]
    """

    buyer: str = option(FRANCE, options=BUYERS, meaning="whose AI is looked through")
    missing: str = option(
        MADAGASCAR, options=(MADAGASCAR, ARGENTINA, "both"), meaning="who becomes rest of the world"
    )
    cost_share: float = real(
        0.2,
        low=0.05,
        high=5.0,
        step=0.05,
        scale="log",
        unit="%",
        meaning="data work from the supplier in the costs of AI",
    )
    pay: float = real(
        0.7,
        low=0.5,
        high=15.0,
        step=0.1,
        scale="log",
        unit="dollars an hour",
        meaning="pay of the supplier's data workers",
        source="leludec2023annotation",
    )
    likeness: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how far the missing resemble the rest of the world",
    )

    random = False
    card = Card(
        assumes="The finer table is right, and the coarser one was made from it without error.",
        leaves_out="Everything else that differs between databases, which is a good deal.",
        absent="Those who are missing from the finer table as well.",
        wrong_if="The merged countries work, are paid and buy as the rest of the world does.",
        boundary="With equal technology and pay the loss is exactly nothing; with equal pay alone "
        "it is not.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return each indicator before and after merging."""
        fine = self.table()
        coarse = merged(fine, dict.fromkeys(self.gone(), REST))
        names = ("value", "hours", *NATURE)
        before = np.array([used(fine, self.buyer, name).sum() for name in names])
        after = np.array([used(coarse, self.buyer, name).sum() for name in names])
        # What is left of an exact zero after rounding differs between processors.
        change = np.where(np.isclose(after, before, rtol=1e-12, atol=0), 0.0, after / before - 1)
        return pd.DataFrame(
            {"indicator": names, "before": before, "after": after, "change": change}
        )

    def gone(self) -> tuple[str, ...]:
        """Return the countries that are merged."""
        return (MADAGASCAR, ARGENTINA) if self.missing == "both" else (self.missing,)

    def table(self) -> Table:
        """Return the table at this setting, before merging."""
        table = ai_table(self.buyer, self.cost_share / 100, self.pay)
        theirs = np.array([node(REST, stage) for stage in STAGES])
        for region in self.gone():
            ours = np.array([node(region, stage) for stage in STAGES])
            # A column of A is what a node buys; of an intensity only the last axis is there.
            for values in (table.requirements, *table.intensities.values()):
                values[..., ours] += self.likeness * (values[..., theirs] - values[..., ours])
        return table

    @property
    def workers(self) -> float:
        """How many full-time data workers the setting implies in the supplier's country."""
        return workers(self.table(), SUPPLIER[self.buyer])
