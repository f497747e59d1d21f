"""The duty to rate, and what ratings say that are given under it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, model, normal_cdf, real, whole

RIDERS = 2000
DRIVERS = 400
MIDDLE = 4.0  # stars that a driver of middling quality deserves
SLOPE = 0.8  # stars for a standard deviation of quality


@model
class ReputationInflation(Model):
    """Where both sides rate, and see what the other side gave, all end up with five stars.

    Reciprocity and reputation inflation: 2,000 riders rate 400 drivers of unequal quality, with an
    honest number of stars or, once they have learned not to dare, with five. A candid rider who
    gives fewer than five is answered in kind with probability `retaliation`, and does not dare
    again. Of those who dare a share retaliation · (share of honest ratings below five) is silenced
    in a round. A service that lets go of whoever falls below a threshold of the mean does the rest.

    One round, rider by rider::

        for rider in riders:
            driver = next_driver(rider)  # by lot, five riders to a driver
            honest = round(4 + 0.8 * driver.quality + noise * rng.normal())
            stars = clip(honest, 1, 5) if rider.dares else 5
            if stars < 5 and rng.random() < retaliation:
                rider.dares = False

    Returns rows by `round`: `stars` (mean), `bits` (entropy of the ratings given), `agreement`
    (correlation of stars with quality; 0 where all are alike), `silenced` (share of riders),
    `expected` (the same from the equation) and `dropped` (share of drivers whose mean of the round
    is below the threshold). [filippas2022]
    """

    retaliation: float = real(
        0.2,
        low=0.0,
        high=1.0,
        step=0.05,
        meaning="chance that less than five stars is answered in kind",
    )
    noise: float = real(
        0.6,
        low=0.1,
        high=2.0,
        step=0.1,
        unit="stars",
        meaning="how much chance there is in an honest rating",
    )
    threshold: float = real(
        4.6,
        low=3.0,
        high=4.9,
        step=0.1,
        unit="stars",
        meaning="mean below which a driver is let go",
    )
    rounds: int = whole(
        40, low=5, high=100, unit="rounds", meaning="rounds in which every rider rates one driver"
    )

    card = Card(
        assumes="Honest stars rise with quality, fear is learned once and for all, and everybody "
        "rides alike.",
        leaves_out="Kindness, better service, drivers who leave, and comments beside the stars.",
        absent="Those who never rate; and the drivers' own stars for the riders.",
        wrong_if="Ratings are private, or given by both at once and then shown, and stay candid "
        "all the same.",
        boundary="Without retaliation ratings stay as informative as they were.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what ratings say, round by round."""
        quality = rng.normal(size=DRIVERS)
        dares = np.ones(RIDERS, dtype=bool)
        rows = []
        for each in range(self.rounds + 1):
            driver = rng.permutation(np.arange(RIDERS) % DRIVERS)
            noise = self.noise * rng.normal(size=RIDERS)
            honest = np.clip(np.rint(MIDDLE + SLOPE * quality[driver] + noise), 1, 5)
            stars = np.where(dares, honest, 5.0)
            dropped = np.bincount(driver, stars) / (RIDERS // DRIVERS) < self.threshold
            agreement = np.corrcoef(stars, quality[driver])[0, 1] if stars.std() > 0 else 0.0
            silenced = 1 - dares.mean()
            rows.append((each, stars.mean(), _bits(stars), agreement, silenced, dropped.mean()))
            dares &= (stars == 5) | (rng.random(RIDERS) >= self.retaliation)
        columns = ["round", "stars", "bits", "agreement", "silenced", "dropped"]
        table = pd.DataFrame(rows, columns=columns)
        return table.assign(expected=1 - (1 - self.retaliation * self.candour) ** table["round"])

    @property
    def candour(self) -> float:
        """The share of honest ratings that are below five stars."""
        below = 4.5 - MIDDLE  # what is nearer to five stars than to four is rounded to five
        return float(normal_cdf(below / math.hypot(SLOPE, self.noise)))


def _bits(stars: np.ndarray) -> float:
    """Return the entropy of ratings of one to five stars, in bits."""
    shares = np.bincount(stars.astype(int), minlength=6) / len(stars)
    given = shares[shares > 0]
    return -(given * np.log2(given)).sum()
