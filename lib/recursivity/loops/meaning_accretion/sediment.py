"""One learner and its own past: records that are kept or fade."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, model, real, whole

LATER = 1200  # records of the new kind that the table follows


@model
class Sediment(Model):
    """What one more record can move, after so many.

    Bayesian accumulation: the estimate is the mean of a Beta distribution that begins at ½ with the
    weight of `prior` records. A record x moves it by |x − estimate|/(records + prior + 1), so the
    step shrinks as the past grows. With a `memory` λ below 1 every weight, the prior's too, is
    multiplied by λ at each new record; the step then stops shrinking near 1 − λ, and the first
    records keep λ^(later records) of their pull. After `past` records with mean `good` come records
    with mean `turned`. Nothing is random. In short::

        good_weight = bad_weight = prior / 2
        for record in past_records + later_records:
            good_weight = memory * good_weight + record
            bad_weight = memory * bad_weight + 1 - record
        estimate = good_weight / (good_weight + bad_weight)

    Returns
    -------
    Rows by `later` (0 to 1,200 records of the new kind): `estimate`, `step` (how far the next
    record, were it a 0, would move it) and `influence` (the past's share of all weight).
    [krosnick1989]
    """

    past: int = whole(
        100,
        low=10,
        high=1000,
        scale="log",
        symbol="n",
        unit="records",
        meaning="length of the past",
    )
    good: float = real(
        0.8, low=0.55, high=0.95, step=0.05, symbol="m", meaning="mean of the past records"
    )
    turned: float = real(
        0.2, low=0.0, high=0.4, step=0.05, meaning="mean of the records that come later"
    )
    prior: float = real(
        2.0, low=1.0, high=50.0, step=1.0, symbol="κ", unit="records", meaning="weight of the prior"
    )
    memory: float = real(
        1.0, low=0.9, high=1.0, step=0.01, symbol="λ", meaning="what a record keeps at each new one"
    )

    random = False
    card = Card(
        assumes="Records are of one kind and equally credible, and their order carries no meaning "
        "of its own.",
        leaves_out="Reading a record in the light of the others, which is most of what people do "
        "with records.",
        absent="Whoever decides what becomes a record, and what counts as a good one.",
        wrong_if="People hold on to early lessons because these were lessons of love, not because "
        "they were many.",
        boundary="Forgetting caps the past: beyond some length it no longer matters how long it "
        "was.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the estimate while the new records come in."""
        later = np.arange(LATER + 1)
        before, after, weight = self._weights(later)
        total = weight + before + after
        estimate = (weight / 2 + before * self.good + after * self.turned) / total
        return pd.DataFrame(
            {
                "later": later,
                "estimate": estimate,
                "step": estimate / (self.memory * total + 1),
                "influence": before / total,
            }
        )

    def _weights(self, later: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the weights of the past, of the later records and of the prior."""
        j = np.asarray(later, dtype=float)
        past = self.memory**j * self._sum(self.past)
        prior = self.prior * self.memory ** (self.past + j)
        return past, self._sum(j), prior

    def _sum(self, records: ArrayLike) -> np.ndarray:
        """Return 1 + λ + λ² + …, the weight of so many records in a row."""
        j = np.asarray(records, dtype=float)
        return j if self.memory == 1 else (1 - self.memory**j) / (1 - self.memory)

    @property
    def reversal(self) -> int:
        """Records of the new kind after which the estimate lies below ½."""
        # Both lengths are whole at exact ties, where rounding must not take one away.
        for_it = self.good - 0.5
        against = 0.5 - self.turned
        if self.memory == 1:
            return math.floor(for_it * self.past / against + 1e-9) + 1
        pull = for_it * (1 - self.memory**self.past)
        length = math.log((pull + against) / against) / -math.log(self.memory)
        return math.floor(length + 1e-9) + 1
