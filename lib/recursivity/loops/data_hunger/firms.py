"""The loop of firms: users make data, data a better product, a better product users."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, band, herfindahl, model, real, top_share, whole

PERIODS = 300
EVEN = 10  # data that users with an even share of the market leave behind in one period


@model
class DataRace(Model):
    """Firms whose users make their product better, which brings more users.

    Data network effect: quality = 1 − (1 + data)^−β; people choose by a logit rule,
    share ∝ exp(sharpness · quality); a fraction `mobility` of them choose anew in each period;
    users leave data behind (10 a period for an even share), and data goes stale at the rate
    `decay`. All firms start alike but for luck in their first data. With `sharing`, what a firm
    learns from moves that fraction of the way from its own data to the average of all. For one
    market, in short::

        data = [10 * exp(normal(0.3)) for firm in firms]
        for period in range(300):
            usable = [own + sharing * (mean(data) - own) for own in data]
            pull = [exp(sharpness * (1 - (1 + u) ** -exponent)) for u in usable]
            for firm in firms:
                share[firm] += mobility * (pull[firm] / sum(pull) - share[firm])
                data[firm] = (1 - decay) * data[firm] + 10 * len(firms) * share[firm]

    The rule treats equal firms alike, so the order of the first data is never overturned.

    Returns
    -------
    Rows by `period` (0 to 300), medians over 100 worlds: the Herfindahl index `hhi` with the tenth
    and ninetieth percentile `hhi_low`, `hhi_high`, the `largest` share, and `leader` (share of the
    firm that had most data at the start). [farboodi2019, arthur1989, katzshapiro1985]
    """

    firms: int = whole(5, low=2, high=10, unit="firms", meaning="firms in the market")
    exponent: float = real(
        0.3, low=0.1, high=1.0, step=0.1, symbol="β", meaning="steepness of the learning curve"
    )
    sharpness: float = real(
        20.0,
        low=5.0,
        high=60.0,
        step=5.0,
        symbol="κ",
        meaning="how much users mind small gaps in quality",
    )
    decay: float = real(
        0.02,
        low=0.0,
        high=0.1,
        step=0.01,
        unit="per period",
        meaning="share of data that goes stale",
    )
    mobility: float = real(
        0.1,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        unit="per period",
        meaning="share of users who choose anew",
    )
    sharing: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="how far firms must pool their data"
    )

    card = Card(
        assumes="Data is the only source of quality, users see quality as it is, and each uses one "
        "firm.",
        leaves_out="Price, advertising, talent, several services at once, and firms that buy each "
        "other.",
        absent="The users as makers of the data: they are neither asked nor paid.",
        wrong_if="Curves flatten before gaps in quality can be felt, as some find for search and "
        "advertising.",
        boundary="Gentle choice, flat curves or pooled data keep the market even.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how concentrated the market is in each period."""
        data = EVEN * np.exp(rng.normal(0, 0.3, (100, self.firms)))
        share = np.full(data.shape, 1 / self.firms)
        ahead = data.argmax(axis=1, keepdims=True)
        shares = np.empty((PERIODS + 1, *share.shape))
        for period in range(PERIODS + 1):
            shares[period] = share
            usable = data + self.sharing * (data.mean(axis=1, keepdims=True) - data)
            pull = np.exp(-self.sharpness * (1 + usable) ** -self.exponent)
            chosen = pull / pull.sum(axis=1, keepdims=True)
            share = share + self.mobility * (chosen - share)
            data = (1 - self.decay) * data + EVEN * self.firms * share
        low, median, high = band(herfindahl(shares), axis=1)
        leader = np.take_along_axis(shares, ahead[None], axis=2)[..., 0]
        return pd.DataFrame(
            {
                "period": np.arange(PERIODS + 1),
                "hhi": median,
                "hhi_low": low,
                "hhi_high": high,
                "largest": np.median(top_share(shares, 1), axis=1),
                "leader": np.median(leader, axis=1),
            }
        )

    @property
    def tipping_sharpness(self) -> float:
        """Sharpness above which an even, settled market falls apart: 1 / (∂quality/∂ln data).

        A young market has less data, feels the same gap more, and where users move fast may fall
        apart below this.
        """
        if self.decay == 0 or self.sharing == 1:
            return math.inf
        settled = EVEN / self.decay
        slope = self.exponent * settled * (1 - self.sharing)
        return (1 + settled) ** (self.exponent + 1) / slope
