"""Three forecasters who differ in how they forget, and a change that may pass."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, delta_rule, model, real, whole

FORECASTERS = ("everything", "slow", "nimble")
AROUND = 60  # days before and after the shock that the table shows
WORLDS = 100


@model
class DemandShock(Model):
    """Three forecasters, one of whom forgets nothing, meet a sudden change that may pass.

    Regime shift: demand is a level plus noise; for `length` days the level jumps. "everything"
    forecasts the mean of all days on record (`history` and what follows), "slow" and "nimble"
    smooth exponentially: forecast ← forecast + α·(demand − forecast). A miss is the distance
    between forecast and level, on the day that was forecast. In short::

        for day in days:
            level = jump if 0 <= day < length else 0
            miss = abs(forecast - level)
            demand = level + normal(noise)
            forecast += rate * (demand - forecast)    # "everything": rate = 1 / (days on record)

    Returns
    -------
    Rows by `day` (−60 to 60 days past the shock, which begins on day 0) and `forecaster`: the
    `level`, the mean `forecast` and mean absolute `miss` over 100 worlds, and the `phase` (before,
    during, after). [heaven2020, gama2014]
    """

    jump: float = real(3.0, low=0.5, high=10.0, step=0.5, meaning="how far demand jumps")
    length: int = whole(
        30, low=1, high=365, scale="log", unit="days", meaning="how long the jump lasts"
    )
    slow: float = real(
        0.02,
        low=0.005,
        high=0.2,
        step=0.005,
        scale="log",
        symbol="α",
        meaning="slow adapter's smoothing",
    )
    nimble: float = real(0.3, low=0.2, high=1.0, step=0.1, meaning="nimble adapter's smoothing")
    noise: float = real(
        1.0, low=0.0, high=2.0, step=0.1, symbol="σ", meaning="typical noise of a day's demand"
    )
    history: int = whole(
        365, low=100, high=1000, scale="log", unit="days", meaning="days on record before the shock"
    )

    card = Card(
        assumes="Demand is given from outside, and forecasts neither move it nor each other.",
        leaves_out="Weeks and seasons, stock, delivery, and people in the warehouse who read "
        "newspapers.",
        absent="The person at the empty shelf, and the one who had filled the cellar.",
        wrong_if="Systems are switched off or retrained by hand as soon as somebody notices.",
        boundary="If the change stays, the one who forgets nothing is worst; if days are noisy, "
        "the nimble one pays daily.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return every forecaster's mean forecast and miss, day by day."""
        days = np.arange(-AROUND, self.length + AROUND)
        level = np.where((days >= 0) & (days < self.length), self.jump, 0.0)
        mean, miss = self._paths(days, level, rng)
        phase = np.where(days < 0, "before", np.where(days < self.length, "during", "after"))
        return pd.DataFrame(
            {
                "day": np.repeat(days, 3),
                "forecaster": np.tile(FORECASTERS, len(days)),
                "level": np.repeat(level, 3),
                "forecast": mean.ravel(),
                "miss": miss.ravel(),
                "phase": np.repeat(phase, 3),
            }
        )

    def _paths(
        self, days: np.ndarray, level: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return mean forecast and mean absolute miss, each of shape (days, 3 forecasters)."""
        # Before the first day every forecaster has long been at work: a mean of n days has the
        # variance 1/n, exponential smoothing α/(2 − α), in units of the noise's.
        on_record = self.history - AROUND
        rates = np.array([1 / on_record, self.slow, self.nimble])
        variance = np.array([rates[0], *(a / (2 - a) for a in rates[1:])])
        forecast = rng.normal(size=(3, WORLDS)) * self.noise * np.sqrt(variance)[:, None]
        mean = np.empty((len(days), 3))
        miss = np.empty((len(days), 3))
        for place, day in enumerate(days):
            mean[place] = forecast.mean(axis=1)
            miss[place] = np.abs(forecast - level[place]).mean(axis=1)
            demand = level[place] + rng.normal(0, self.noise, WORLDS)
            rates[0] = 1 / (self.history + day + 1)
            forecast = delta_rule(forecast, demand, rates[:, None])
        return mean, miss

    def aftermath(self, rate: float) -> float:
        """Return the mean miss over the 60 days after the shock, were there no noise.

        Parameters
        ----------
        rate : smoothing α of a forecaster, 0 < rate <= 1.

        Returns
        -------
        jump · (1 − (1 − α)^length) · (1 − (1 − α)^60)/(60·α), in the unit of demand.
        """
        kept = 1 - rate
        learned = self.jump * (1 - kept**self.length)
        return learned * (1 - kept**AROUND) / (AROUND * rate)
