"""What is drawn down and what is carried on: two stocks behind one output, and inherited ties."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, band, model, real, two_colour_urn, whole

STOCK = 20.0  # years of the first year's recharge (water) or work (strength) in a full stock
WORLDS = 300
CONTRACTS = 1000


@model
class TwoStocks(Model):
    """Two stocks behind one output, and how long money can grow while both run down.

    Stocks and flows with a Leontief technology: each year output grows towards (1 + growth)ᵗ,
    draws `draw` of water for each unit against a recharge of 1, and takes one unit of strength
    against a recovery of `pay` (what wages and rest restore) plus `newcomers` from elsewhere. Both
    stocks begin at 20 years of recharge. Where one is empty, output is what flows in.

    Returns rows by `year` (0 to 60): `output`, `water` and `strength` (stocks, 1 is full), and
    `worn` (newcomers used up so far, in years of the first year's work).
    """

    draw: float = real(
        1.2, low=0.0, high=3.0, step=0.1, meaning="draw of water, over what is recharged"
    )
    pay: float = real(
        0.8, low=0.3, high=2.0, step=0.1, meaning="what pay restores, over what work takes at first"
    )
    newcomers: float = real(
        0.0, low=0.0, high=3.0, step=0.1, meaning="fresh workers a year, over the first year's work"
    )
    growth: float = real(
        0.03, low=0.0, high=0.1, step=0.01, unit="a year", meaning="growth that buyers ask for"
    )

    random = False
    card = Card(
        assumes="Stocks are full at first, are known to nobody, and give as readily when nearly "
        "empty as when full.",
        leaves_out="Prices that rise with scarcity, technology that saves, and politics.",
        absent="What a worn-out worker, or a village without water, does next.",
        wrong_if="Exhaustion shows in prices long before it comes.",
        boundary="Where the buyer can take new people from elsewhere, the stock of strength never "
        "binds the buyer.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return output and stocks year by year."""
        water = strength = STOCK
        worn = 0.0
        rows = []
        for year in range(61):
            by_water = (water + 1) / self.draw if self.draw else math.inf
            by_strength = strength + self.pay + self.newcomers
            output = min((1 + self.growth) ** year, by_water, by_strength)
            rows.append((year, output, water / STOCK, strength / STOCK, worn))
            worn += min(max(output - self.pay, 0), self.newcomers)
            water = min(max(water + 1 - self.draw * output, 0), STOCK)
            strength = min(max(by_strength - output, 0), STOCK)
        return pd.DataFrame(rows, columns=["year", "output", "water", "strength", "worn"])


@model
class InheritedTies(Model):
    """Old ties and lower pay elsewhere: whether a buyer goes on choosing whom it chose before.

    A non-linear Pólya urn: each new contract goes to the old partner with a probability in
    proportion to language · (contracts so far)^g, to the rival in proportion to
    (contracts so far)^g / rival pay::

        for contract in range(1000):
            for_old = language * old**g
            for_rival = rival**g / rival_pay
            if rng.random() < for_old / (for_old + for_rival):
                old += 1
            else:
                rival += 1

    Below g = 1 shares settle where the ratio of contracts is (language · rival pay)^(1/(1 − g)),
    whatever the head start; above 1 somebody wins all, and at 1 exactly the better offer creeps
    ahead.

    Returns rows by `contracts` (41 of them, 0 to 1,000): `low`, `median`, `high` (the 10th, 50th
    and 90th percentile) and `mean` of the old partner's share over 300 worlds.
    """

    gravity: float = real(
        1.0, low=0.0, high=2.0, step=0.1, symbol="g", meaning="pull of earlier contracts"
    )
    head_start: int = whole(
        2, low=1, high=10, unit="contracts", meaning="contracts that the old partner begins with"
    )
    language: float = real(
        1.0, low=1.0, high=3.0, step=0.1, meaning="advantage of a common language, as a factor"
    )
    rival_pay: float = real(
        1.0, low=0.4, high=1.0, step=0.05, meaning="pay at the rival, over pay at the old partner"
    )

    card = Card(
        assumes="Two partners, and buyers who copy what was done before, to a degree.",
        leaves_out="Why the ties are there: conquest, schools, call centres, law.",
        absent="The third partner, whom nobody has thought of.",
        wrong_if="Buyers search the world afresh for every contract.",
        boundary="Where the pull of the past is weak, the head start is forgotten and pay decides.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the old partner's share."""

        def put_back(contract: int, old: np.ndarray, rival: np.ndarray) -> tuple:
            pull = self.language * self.rival_pay * (old / rival) ** self.gravity
            # pull / (1 + pull) is the old partner's chance; the product spares a division.
            chosen = rng.random(WORLDS) * (1 + pull) < pull
            return chosen, ~chosen

        start = np.full(WORLDS, self.head_start)
        shares = two_colour_urn(start, np.ones(WORLDS), CONTRACTS, put_back)[::25]
        low, median, high = band(shares, axis=1)
        return pd.DataFrame(
            {
                "contracts": range(0, CONTRACTS + 1, 25),
                "low": low,
                "median": median,
                "high": high,
                "mean": shares.mean(axis=1),
            }
        )

    @property
    def rest(self) -> float:
        """The old partner's share in the long run where g < 1.

        Where g >= 1 it is that of an equal choice without a past.
        """
        power = 1 / (1 - self.gravity) if self.gravity < 1 else 1
        better = (self.language * self.rival_pay) ** power
        return better / (1 + better)
