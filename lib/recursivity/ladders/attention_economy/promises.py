"""Promises: what success looks like where failure is silent, and what contests do to contestants.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import (
    Card,
    Model,
    model,
    normal_cdf,
    normal_density,
    normal_quantile,
    real,
    whole,
)

PEOPLE = 100_000
SUCCESSES = 1000  # the best hundredth of them
FAILURES = PEOPLE - SUCCESSES


@model
class SilentFailures(Model):
    """Who fails says nothing, so that whoever looks around sees winners.

    Undersampling of failure: outcomes are log-normal; the best hundredth are successes, and are
    seen. Of the others a share h stays hidden. Success then seems as common as
    0.01/(0.01 + 0.99·(1 − h)), and the mean as high as that of those seen. The median of those seen
    misleads far less: it is passed by half where nothing is hidden, whatever the spread.

    Returns
    -------
    Rows by `hidden` (0 to 0.99, and the share chosen): `rate` (of success among those seen) and
    `mean` (of outcomes seen, in units of the median), both in a sample of 100,000, `expected_rate`,
    `expected_mean`, `below` and `below_median` (share of all who lie below the mean, and below the
    median, of those seen) and `yours`.
    [denrell2003, jordan2011]
    """

    hidden: float = real(
        0.95,
        low=0.0,
        high=0.99,
        step=0.01,
        symbol="h",
        meaning="share of the others who are not seen",
    )
    spread: float = real(
        1.5,
        low=0.5,
        high=2.0,
        step=0.25,
        symbol="σ",
        meaning="how unlike outcomes are (σ of their logarithm)",
    )

    card = Card(
        assumes="Every success is seen, and everybody takes what is seen for what there is.",
        leaves_out="Boasting, which would make it worse, and doubt, which would help.",
        absent="What failing costs those who do it in silence.",
        wrong_if="Failures are talked of as much as successes are, or people know that they are "
        "not.",
        boundary="With nothing hidden, or with base rates published next to each success, what is "
        "seen is true.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is seen by how much is hidden."""
        hidden = np.union1d(np.r_[np.linspace(0, 0.95, 20).round(9), 0.99], [self.hidden])
        outcome = np.sort(rng.lognormal(0, self.spread, PEOPLE))
        failed = outcome[:FAILURES]
        succeeded = outcome[FAILURES:]
        luck = rng.random(FAILURES)
        seen = [np.r_[failed[luck >= h], succeeded] for h in hidden]
        expected = self._mean_seen(hidden)
        return pd.DataFrame(
            {
                "hidden": hidden,
                "rate": [SUCCESSES / len(s) for s in seen],
                "mean": [s.mean() for s in seen],
                "expected_rate": 0.01 / (0.01 + 0.99 * (1 - hidden)),
                "expected_mean": expected,
                "below": normal_cdf(np.log(expected) / self.spread),
                "below_median": self._below_median(hidden),
                "yours": hidden == self.hidden,
            }
        )

    def _mean_seen(self, hidden: np.ndarray) -> np.ndarray:
        """Return the mean of outcomes seen, in units of the median, by the share hidden."""
        whole_mean = math.exp(self.spread**2 / 2)
        last = float(normal_quantile(0.99))
        winners = whole_mean * normal_cdf(self.spread - last)  # what the best hundredth add to it
        shown = winners + (1 - hidden) * (whole_mean - winners)
        return shown / (0.01 + 0.99 * (1 - hidden))

    @staticmethod
    def _below_median(hidden: np.ndarray) -> np.ndarray:
        """Return the share of all below the median of those seen, by the share hidden."""
        failures = 0.99 * (1 - hidden)
        half = (0.01 + failures) / 2  # of those seen lie below it
        among_failures = half / (1 - hidden)  # of whom each one seen stands for 1/(1 − h)
        among_winners = 0.99 + half - failures
        return np.where(half <= failures, among_failures, among_winners)


@model
class Tournament(Model):
    """A prize for the first among equals: one can work, or spoil the work of others.

    Sabotage in tournaments: n equals compete for a prize V. Effort e costs e²/2 and shows as o·e,
    with o the observability of quality; sabotage S, spread over the n − 1 rivals, costs k·S²/2.
    Luck has a standard deviation of √½ each, and one unit of advantage over all raises the chance
    to win by d. In equilibrium e = o·V·d and S = V·d/(k·(n − 1)): what is done to one rival is a
    gift to all others. Insults that cost nothing, so many a head, come besides and win nothing.

    Returns
    -------
    Rows by `observability` (0.05 to 1, and the one chosen): `effort`, `sabotage` (units of effort),
    `hostile` (share of sabotage and insults in all that is done) and `yours`. [lazear1989]
    """

    observability: float = real(
        1.0, low=0.05, high=1.0, step=0.05, symbol="o", meaning="how far good work shows"
    )
    contestants: int = whole(
        2,
        low=2,
        high=50,
        scale="log",
        symbol="n",
        unit="people",
        meaning="who compete for the prize",
    )
    prize: float = real(
        1.0,
        low=0.1,
        high=2.0,
        step=0.1,
        scale="log",
        symbol="V",
        meaning="what the first gets, over the others",
    )
    cost: float = real(
        2.0,
        low=0.5,
        high=10.0,
        step=0.5,
        symbol="k",
        meaning="cost of sabotage, in units of that of work",
    )
    insults: float = real(
        0.0, low=0.0, high=0.2, step=0.05, meaning="insults a head that cost nothing"
    )

    random = False
    card = Card(
        assumes="All are equal and know it, and nobody is ashamed of anything.",
        leaves_out="Revenge, alliances, being found out, and prizes so large that some would "
        "rather give up than keep pace.",
        absent="The audience, which might stop watching.",
        wrong_if="People blacken others for other reasons than to win.",
        boundary="With many contestants sabotage hardly pays; with a fixed wage instead of a prize "
        "it does not pay at all.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return effort and sabotage by how far good work shows."""
        shows = np.union1d(np.linspace(0.05, 1, 20).round(9), [self.observability])
        effort = shows * self.prize * self.edge
        each = self.prize * self.edge / (self.cost * (self.contestants - 1))
        sabotage = np.full(len(shows), each)
        hostile = (sabotage + self.insults) / (effort + sabotage + self.insults)
        return pd.DataFrame(
            {
                "observability": shows,
                "effort": effort,
                "sabotage": sabotage,
                "hostile": hostile,
                "yours": shows == self.observability,
            }
        )

    @property
    def edge(self) -> float:
        """d, what a unit of advantage over all adds to the chance to win, at equal efforts.

        The integral of (n − 1)·φ²·Φ^(n − 2) over luck, at a standard deviation of √½.
        """
        x = np.linspace(-8, 8, 321)
        rivals = self.contestants - 1
        terms = rivals * normal_density(x) ** 2 * normal_cdf(x) ** (rivals - 1)
        return float(terms.sum() * (x[1] - x[0]) * math.sqrt(2))
