"""A place in a table: how surely it is known, and what is paid for it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, normal_quantile, real, whole

YEARS = 400


@model
class LeagueTable(Model):
    """A league table is drawn up once a year, and read to the last place.

    Volatility of ranks, and the reification of merit: people of true worth with a standard
    deviation of one are measured, 400 times, with an error of its own each time. Whoever reads the
    table pays in proportion to exp(k · score); a reader who is told of the error shrinks scores by
    their reliability, 1/(1 + error²), before paying. Nobody's work changes.

    One year, person by person::

        for person in people:
            person.score = person.worth + error * rng.normal()
            person.pay = exp(keenness * person.score)
            person.warned = exp(keenness * person.score / (1 + error**2))
        for person in people:
            person.rank = 1 + sum(other.score > person.score for other in people)

    Returns rows by `place` (true place, 1 is best): `low` and `high` (limits of 95 % of the ranks
    it is given), `width` (places between them), `paid` (in units of the mean) and `warned` (the
    same by a reader who is told). [goldstein1996, accominotti2020]
    """

    error: float = real(0.3, low=0.0, high=1.0, step=0.05, unit="sd", meaning="error of a score")
    people: int = whole(
        100, low=10, high=200, step=10, unit="people", meaning="people in the table"
    )
    keenness: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.25,
        symbol="k",
        meaning="how steeply pay rises with the score",
    )

    card = Card(
        assumes="One true order, errors that nobody can steer, and a reader who takes a number "
        "for what it says.",
        leaves_out="Error that is the same every year, worth that has no order, and readers who "
        "prefer words.",
        absent="The years of those whose place moved.",
        wrong_if="Scores repeat themselves from one year to the next, or pay does not follow them.",
        boundary="Shown with its error a score pays less unequally; where scores hardly err, "
        "there is nothing to be told.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return ranks and pay over four hundred measurements."""
        worth = normal_quantile(1 - (np.arange(self.people) + 0.5) / self.people)
        scores = worth + self.error * rng.normal(size=(YEARS, self.people))
        ranks = (-scores).argsort(axis=1).argsort(axis=1) + 1
        low, high = np.quantile(ranks, (0.025, 0.975), axis=0)
        reliability = 1 / (1 + self.error**2)
        return pd.DataFrame(
            {
                "place": np.arange(1, self.people + 1),
                "low": low,
                "high": high,
                "width": high - low,
                "paid": self._pay(scores),
                "warned": self._pay(scores * reliability),
            }
        )

    def _pay(self, scores: np.ndarray) -> np.ndarray:
        """Return what each is paid on average, in units of the mean, of shape (people,).

        `scores` has the shape (years, people).
        """
        pay = np.exp(self.keenness * scores)
        return (pay / pay.mean(axis=1, keepdims=True)).mean(axis=0)
