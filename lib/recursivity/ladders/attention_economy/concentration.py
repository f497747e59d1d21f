"""Concentration: what the first few hold, and what it gives the others to talk about.

The laws of concentration stand in `recursivity.core`, for other tools to call. Nothing here is a
measurement: what is known of the world stands in the essay. Keys in brackets are those of the
bibliography.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from ...core import (
    Card,
    Model,
    gini,
    lognormal_spread,
    lognormal_top_share,
    model,
    normal_quantile,
    pareto_exponent,
    pareto_top_share,
    real,
    whole,
)

WORKS = 10_000
PEOPLE = 300  # whose works are drawn, at each concentration


@model
class Concentration(Model):
    """How much the first few hold at a given Gini, and how much it gives the others to talk about.

    Two laws for one Gini coefficient G: Pareto, where the first share q of holders hold
    q^(1 − 1/a) with G = 1/(2a − 1), and log-normal, where they hold Φ(σ − Φ⁻¹(1 − q)) with
    G = 2Φ(σ/√2) − 1. Two people who each draw m of 10,000 works, with chances s under the
    log-normal law, share at least one with probability 1 − exp(−m²·Σs²), or rather less where
    single works are large. With several `groups` each has an order of works of its own, and the law
    holds within it.

    Of a pair only the one who draws first is drawn; that the other meets one of those works has an
    exact chance. For each of 300 people that is::

        seen = set(rng.choice(works, m, p=share[own_group]))
        met = 1 - (1 - sum(share[other_group][work] for work in seen)) ** m

    Returns
    -------
    Rows by `gini` (0.05 to 0.96, and the one chosen): `pareto` and `lognormal` (what the first
    `top` hold), `above_mean` (Pareto: share of holders above the mean), `overlap` (chance of a work
    in common from the equation, within a group), `shared` (by 300 simulated people with somebody of
    their group), `across` (with somebody of another), `effective` (works that count: exp of the
    entropy of shares), `together` (Gini of all groups taken as one) and `yours`.
    [zhulerman2016, bartl2018]
    """

    concentration: float = real(
        0.92, low=0.05, high=0.96, step=0.01, symbol="G", meaning="Gini coefficient of attention"
    )
    top: float = real(
        0.01,
        low=0.001,
        high=0.5,
        step=0.001,
        scale="log",
        symbol="q",
        meaning="the first share of holders",
    )
    seen: int = whole(
        20, low=1, high=50, symbol="m", unit="works", meaning="works that each person has seen"
    )
    groups: int = whole(
        1, low=1, high=8, unit="groups", meaning="circles, each with favourites of its own"
    )

    card = Card(
        assumes="One smooth law holds from the first to the last, and people draw works "
        "independently.",
        leaves_out="Everything that is not an amount: what is said, and how long it is remembered.",
        absent="Who stands where, and whether it is the same people every year.",
        wrong_if="The far tail is cut, or follows another law than the rest: then shares and Gini "
        "part company.",
        boundary="Below a Gini of 0.74 (Pareto) or 0.90 (log-normal) the first hundredth does not "
        "hold more than all the rest.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return shares of the first, and overlaps, for each Gini."""
        index = np.union1d([0.05, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.94, 0.96], [self.concentration])
        spreads = lognormal_spread(index)
        columns = ["overlap", "shared", "across", "effective", "together"]
        drawn = pd.DataFrame([self._overlaps(rng, s) for s in spreads], columns=columns)
        a = pareto_exponent(index)
        return pd.DataFrame(
            {
                "gini": index,
                "pareto": pareto_top_share(index, self.top),
                "lognormal": lognormal_top_share(index, self.top),
                "above_mean": ((a - 1) / a) ** a,
                **drawn,
                "yours": index == self.concentration,
            }
        )

    def _overlaps(self, rng: np.random.Generator, spread: float) -> tuple[float, ...]:
        """Return what two people share: equation, pairs in one group and in two, and the rest."""
        weight = np.exp(spread * _ladder())
        share = rng.permuted(np.tile(weight / weight.sum(), (self.groups, 1)), axis=1)
        drawn = rng.random((PEOPLE, self.seen))
        seen = np.sort(np.searchsorted(share[0].cumsum(), drawn), axis=1)
        fresh = np.diff(seen, axis=1, prepend=-1) > 0  # a work seen twice counts once
        other = min(1, self.groups - 1)  # another group, or the only one
        within, across = (
            1 - (1 - (share[group][seen] * fresh).sum(axis=1)) ** self.seen for group in (0, other)
        )
        return (
            -np.expm1(-(self.seen**2) * (share[0] ** 2).sum()),
            within.mean(),
            across.mean(),
            np.exp(-(share[0] * np.log(share[0])).sum()),
            gini(share.mean(axis=0)),
        )


@cache
def _ladder() -> np.ndarray:
    """Return 10,000 standard normal numbers as they lie on average: no luck in the top rungs."""
    return normal_quantile((np.arange(WORKS) + 0.5) / WORKS)
