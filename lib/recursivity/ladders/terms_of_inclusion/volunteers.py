"""What the answers of volunteers are worth, in people drawn by lot."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, model, real, whole

POLLS = 300  # simulated polls at each coverage


@model
class BigSample(Model):
    """Millions of volunteers, or a few hundred people drawn by lot.

    Data defect correlation: the error of a mean is ρ · √((1 − f)/f) · σ, where f is the share of
    the population that answers, ρ the correlation, over everybody, between answering and the
    answer, and σ the standard deviation of the answers, here √(p(1 − p)) for a question with a
    share p of yes. As many people drawn by lot as give the same mean squared error are what the
    answers are `worth`; once chance no longer matters, f/((1 − f)·ρ²), whatever the size of the
    population. ρ cannot exceed what is reached when one side stays silent or the other answers in
    full, and is cut there.

    One poll, person by person::

        yes = no = 0
        for person in population:
            chance = chance_yes if person.means_yes else chance_no
            if rng.random() < chance:
                yes += person.means_yes
                no += not person.means_yes
        error = yes / (yes + no) - share

    Of people who all answer with one chance only the number of answers matters, which is binomial,
    so that no array has as many rows as the population has people.

    Returns rows by `coverage` f (0.001 to 0.95, and the one chosen): `answers` (their number),
    `error` (of the volunteers' share of yes, as a share), `margin` (half of the 95 % interval that
    is printed if they are taken for a random sample, as a share), `worth` (people drawn by lot),
    `simulated` (the same from the errors of 300 polls) and `yours`. [meng2018]
    """

    coverage: float = real(
        0.01,
        low=0.001,
        high=0.95,
        step=0.001,
        scale="log",
        symbol="f",
        meaning="share that answers",
    )
    correlation: float = real(
        0.005,
        low=0.0,
        high=0.1,
        step=0.001,
        symbol="ρ",
        meaning="correlation of answering with the answer",
        source="meng2018",
    )
    population: int = whole(
        231_000_000,
        low=100_000,
        high=1_000_000_000,
        scale="log",
        symbol="N",
        unit="people",
        meaning="everybody who is meant",
    )
    share: float = real(
        0.5, low=0.05, high=0.95, step=0.05, symbol="p", meaning="true share of yes"
    )

    card = Card(
        assumes="Everybody is either in or out, answers once, and answers truly.",
        leaves_out="Weights, trends, and errors of wording; a bias that stays the same leaves "
        "changes readable.",
        absent="Those who stay silent: they have no reasons here, only a correlation.",
        wrong_if="Willingness to answer and the answer are uncorrelated, or their correlation is "
        "known and can be undone.",
        boundary="By lot the correlation vanishes and every answer counts; near full coverage no "
        "correlation does harm.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return error and worth at every coverage."""
        coverage = np.union1d(np.geomspace(0.001, 0.95, 25), [self.coverage])
        chance_yes, chance_no = self.chances(coverage)
        with_yes = round(self.population * self.share)
        with_no = round(self.population * (1 - self.share))
        yes = rng.binomial(with_yes, chance_yes, (POLLS, len(coverage)))
        no = rng.binomial(with_no, chance_no, (POLLS, len(coverage)))
        squared = ((yes / (yes + no) - self.share) ** 2).mean(axis=0)
        answers = self.population * coverage
        return pd.DataFrame(
            {
                "coverage": coverage,
                "answers": answers.round().astype(int),
                "error": self.error(coverage),
                "margin": 1.96 * self.deviation / np.sqrt(answers),
                "worth": self.worth(coverage),
                "simulated": self.deviation**2 / squared,
                "yours": coverage == self.coverage,
            }
        )

    @property
    def deviation(self) -> float:
        """σ, the standard deviation of the answers in the population."""
        return math.sqrt(self.share * (1 - self.share))

    def chances(self, coverage: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return how likely somebody with a yes, and somebody with a no, is to answer.

        Parameters
        ----------
        coverage : shares of the population that answer, above 0 and below 1, of any shape.

        Returns
        -------
        Two arrays of chances of that shape, whose mean over everybody is the coverage.
        """
        f = np.asarray(coverage, dtype=float)
        odds = math.sqrt((1 - self.share) / self.share)
        push = self._push(f)
        # The push is cut where a chance reaches its end; only rounding is left to be clipped here.
        return np.minimum(f + push * odds, 1.0), np.maximum(f - push / odds, 0.0)

    def error(self, coverage: ArrayLike) -> np.ndarray:
        """Return by how much the volunteers' share of yes exceeds everybody's.

        It is ρ · √((1 − f)/f) · σ, as far as ρ is possible.

        Parameters
        ----------
        coverage : shares of the population that answer, above 0 and below 1, of any shape.

        Returns
        -------
        Expected errors of that shape, as shares.
        """
        f = np.asarray(coverage, dtype=float)
        return self._push(f) * self.deviation / f

    def worth(self, coverage: ArrayLike) -> np.ndarray:
        """Return how many people drawn by lot give the same mean squared error.

        Parameters
        ----------
        coverage : shares of the population that answer, above 0 and below 1, of any shape.

        Returns
        -------
        Numbers of people, of that shape.
        """
        f = np.asarray(coverage, dtype=float)
        by_chance = (1 - f) * self.deviation**2 / (f * self.population)
        return self.deviation**2 / (self.error(f) ** 2 + by_chance)

    def _push(self, f: np.ndarray) -> np.ndarray:
        """Return ρ · √(f(1 − f)), which sets chances apart, cut at what is possible.

        No skew can go further than that everybody with a no is silent, or that everybody with a
        yes answers.
        """
        odds = math.sqrt((1 - self.share) / self.share)
        possible = np.minimum(f * odds, (1 - f) / odds)
        return np.minimum(self.correlation * np.sqrt(f * (1 - f)), possible)
