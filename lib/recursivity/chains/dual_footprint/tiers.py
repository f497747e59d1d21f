"""How far an audit climbs before it meets anybody, and what passes over the map on its way."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, option, real, whole
from ...core.input_output import Table, footprint, routes, tiers
from .table import AI, BUYERS, DATA, FRANCE, GATHER, HARDWARE, MINING, ai_table

DEEPEST = 6  # tiers that an audit may climb


@model
class SupplyTiers(Model):
    """How many tiers an audit climbs before it meets the annotators, and before the miners.

    Tiers of the power series of A: what tier k works for a demand y is e'Aᵏy; tier 0 is the seller
    of AI itself::

        bought = y
        for tier in range(7):
            for i in nodes:
                met[tier][i] = e[i] * bought[i]
            bought = [sum(a[i][j] * bought[j] for j in nodes) for i in nodes]

    `in_house` hands a part of the hardware's own purchases, work and water to the firm that buys
    it. `routes` follows the same tiers over the map. The table is illustrative (see `ai_table`).

    Returns rows by `tier` (0 to 6): `data_work`, `mining` and `all` (what of each has been seen
    when the audit has gone so far, as a share of its whole) and `yours`. [miller2009io]
    """

    buyer: str = option(FRANCE, options=BUYERS, meaning="whose AI is audited")
    measure: str = option(
        "hours", options=("hours", "value", "water"), meaning="what is looked for"
    )
    audited: int = whole(1, low=1, high=DEEPEST, unit="tiers", meaning="how far up the audit goes")
    in_house: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="share of hardware that AI firms make themselves"
    )

    random = False
    card = Card(
        assumes="An audit sees all of a tier, and firms are as far apart as the table's stages.",
        leaves_out="Forged papers, subcontractors of subcontractors, smelters that mix what they "
        "melt.",
        absent="Whoever works for nobody's supplier: the diggers, dealers and guards around a "
        "mine.",
        wrong_if="Annotators sit behind several layers of subcontracting, or AI firms buy their "
        "minerals directly.",
        boundary="When AI firms make their own hardware, the mines move up a tier and the direct "
        "audit meets them.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is seen, tier by tier."""
        table = self.table()
        a = table.requirements
        e = table.intensity(self.measure)
        y = table.bought(self.buyer, sector=AI)
        reached = tiers(a, e, y, DEEPEST).cumsum(axis=0)
        whole_of_it = footprint(a, e, y)
        layers = {
            "data_work": table.at(sector=DATA),
            "mining": table.at(sector=MINING),
            "all": np.ones(len(a), dtype=bool),
        }
        seen = {
            name: reached[:, layer].sum(axis=1) / whole_of_it[layer].sum()
            for name, layer in layers.items()
        }
        climbed = np.arange(DEEPEST + 1)
        return pd.DataFrame({"tier": climbed, **seen, "yours": climbed == self.audited})

    def routes(self, stage: str) -> np.ndarray:
        """Return what a stage's work or water for the buyer passes on between regions.

        Parameters
        ----------
        stage : one of `STAGES`, whose work or water is followed as far up as the audit goes.

        Returns
        -------
        Shares of all that the stage contributes, of shape (regions, regions), from row to column;
        what stays in a region is on the diagonal.
        """
        table = self.table()
        a = table.requirements
        y = table.bought(self.buyer, sector=AI)
        e = table.intensity(self.measure) * table.at(sector=stage)
        return GATHER @ routes(a, e, y, self.audited) @ GATHER.T / footprint(a, e, y).sum()

    def table(self) -> Table:
        """Return the table, with a part of the hardware made by those who buy it."""
        table = ai_table()
        a = table.requirements
        rows = table.at(sector=HARDWARE)
        columns = table.at(sector=AI)
        # Of each AI firm (column): the hardware that it makes itself from now on.
        part = np.zeros_like(a)
        part[np.ix_(rows, columns)] = self.in_house * a[np.ix_(rows, columns)]
        moved = {name: e + part.T @ e for name, e in table.intensities.items()}
        return Table(
            regions=table.regions,
            sectors=table.sectors,
            requirements=a - part + a @ part,  # it now buys what its suppliers bought for it
            demand=table.demand,
            buyers=table.buyers,
            intensities=moved,
        )
