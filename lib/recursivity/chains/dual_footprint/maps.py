"""Whether the map of what is taken from nature resembles that of work, or that of money."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, model, option, real
from .table import (
    BUYERS,
    DATA,
    FRANCE,
    NATURE,
    ORE,
    OTHER,
    PAY,
    PERIPHERY,
    REGIONS,
    ai_table,
    by_region,
    used,
)

ALL_WORK = "all work"
DRAWS = 400


@model
class TwoMaps(Model):
    """Two maps of one chain, of nature and of work, and the map of money between them.

    A footprint by region is a map. The map of nature *follows labour* where it lies nearer the map
    of work than that of money, and *follows money* where it does not. The distance of two maps is
    the index of dissimilarity, ½ Σ |n − m|: the share that would have to move.

    What a dollar takes from nature differs between regions by factors that nobody has measured for
    these stages. They are drawn: `spread` is the largest over the smallest that a draw can give,
    and `slope` says how far they follow low pay instead of luck::

        for region in regions:
            low = 1 - 2 * log(pay / lowest_pay) / log(highest_pay / lowest_pay)  # 1 poor, -1 rich
            luck = rng.uniform(-1, 1)
            share_of_spread = slope * low + (1 - abs(slope)) * luck
            nature[region] *= spread ** (share_of_spread / 2)

    At a spread of 1 the regions are as the table has them: equal stage by stage, but for the water
    of mines (illustrative) and of electricity (measured; `grids` takes these differences out).

    Returns rows by `region`: `value` and `labour`, its shares of the buyer's AI; `low`, `median`,
    `high` (the 10th, 50th and 90th percentile over 400 draws) of its share of nature; and, the same
    in all rows, `follows` (the share of draws in which nature follows labour), `from_labour` and
    `from_money` (the median distances) and `far` (the median share of the periphery: Argentina,
    Madagascar, rest of the world). [tubaro2025dual, leontief1970]
    """

    buyer: str = option(FRANCE, options=BUYERS, meaning="whose AI is looked through")
    indicator: str = option(ORE, options=NATURE, meaning="what is taken from nature")
    labour: str = option(ALL_WORK, options=(ALL_WORK, DATA), meaning="whose work is mapped")
    spread: float = real(
        10.0,
        low=1.0,
        high=1000.0,
        step=1,
        scale="log",
        unit="times",
        meaning="most that a dollar takes in a region, over the least",
    )
    slope: float = real(
        0.0,
        low=-1.0,
        high=1.0,
        step=0.25,
        meaning="how far low pay decides who takes more (0: luck; −1: high pay)",
    )
    grids: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.5,
        called="measured grids",
        meaning="how much of the measured differences in electricity's water is left",
    )

    card = Card(
        assumes="One factor stands for all stages of a region, and any order of regions is as "
        "likely as another, but for what pay decides.",
        leaves_out="Which ore it is: a dollar's worth of one is a dollar's worth of another; and "
        "what is left behind, tailings, dust, salt.",
        absent="Those who live on the land, and all places that are smaller than a country.",
        wrong_if="Countries that pay little also take little from nature for a dollar, or the "
        "mines lie where the AI is.",
        boundary="Water and land follow money while regions are alike, and labour once poor "
        "regions take several times as much for a dollar as rich ones.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the three maps."""
        nature, work, money = self._maps()
        luck = rng.uniform(-1, 1, (DRAWS, len(REGIONS)))
        drawn = _spread_out(nature, self.spread, self.slope, luck)
        from_labour = _apart(drawn, work)
        from_money = _apart(drawn, money)
        low, median, high = np.quantile(drawn, [0.1, 0.5, 0.9], axis=0)
        far = drawn[:, [REGIONS.index(region) for region in PERIPHERY]].sum(axis=1)
        return pd.DataFrame(
            {
                "region": REGIONS,
                "value": money,
                "labour": work,
                "low": low,
                "median": median,
                "high": high,
                "follows": (from_labour < from_money).mean(),
                "from_labour": np.median(from_labour),
                "from_money": np.median(from_money),
                "far": np.median(far),
            }
        )

    def turn(self) -> float:
        """Return the spread from which the verdict is another than at 1, where pay alone decides.

        `slope` gives the side: where it is negative, regions of high pay take more. It is infinite
        where nothing turns within the range of `spread`.
        """
        maps = self._maps()
        side = -1.0 if self.slope < 0 else 1.0

        def follows(logarithm: float) -> bool:
            nature, work, money = maps
            drawn = _spread_out(nature, math.exp(logarithm), side, np.zeros((1, len(REGIONS))))
            return bool(_apart(drawn, work)[0] < _apart(drawn, money)[0])

        first = follows(0.0)
        steps = np.linspace(0, math.log(self.parameters()["spread"].high), 301)
        turned = [place for place, step in enumerate(steps) if follows(step) != first]
        if not turned:
            return math.inf
        low = steps[turned[0] - 1]
        high = steps[turned[0]]
        for _ in range(40):
            middle = (low + high) / 2
            if follows(middle) == first:
                low = middle
            else:
                high = middle
        return math.exp(high)

    def _maps(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return nature as the table has it, work and money, as shares of shape (regions,)."""
        table = ai_table(grids=self.grids)
        hours = used(table, self.buyer, "hours")
        if self.labour == DATA:
            hours = hours * table.at(sector=DATA)
        nature = by_region(used(table, self.buyer, self.indicator))
        return nature, by_region(hours), by_region(used(table, self.buyer, "value"))


def _spread_out(nature: np.ndarray, spread: float, slope: float, luck: np.ndarray) -> np.ndarray:
    """Return maps of nature, of shape (draws, regions), each summing to 1.

    `luck` is of the same shape, between -1 and 1: where each region stands by chance.
    """
    pay = np.log(PAY[OTHER])
    low_pay = 1 - 2 * (pay - pay.min()) / (pay.max() - pay.min())
    stands = slope * low_pay + (1 - abs(slope)) * luck
    taken = nature * spread ** (stands / 2)
    return taken / taken.sum(axis=1, keepdims=True)


def _apart(maps: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the index of dissimilarity of each map (draws, regions) and another (regions,)."""
    return np.abs(maps - other).sum(axis=1) / 2
