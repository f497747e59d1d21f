"""Who says what is in the picture: several labellers, and a majority of them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, majority, model, real, whole


@model
class LabelMajority(Model):
    """Several people label the same thing, and the majority decides.

    Condorcet's jury theorem, with shared errors: each labeller is right with probability
    `accuracy`; with probability √ρ a labeller repeats what a common source says (a guideline, a
    search result) instead of judging alone, so that any two labels correlate with ρ. A tie is
    settled by a coin. For one item, in short::

        source_is_right = chance(accuracy)
        for person in range(labellers):
            if chance(sqrt(correlation)):
                right += source_is_right
            else:
                right += chance(accuracy)
        majority_is_right = right > labellers / 2 or (right == labellers / 2 and chance(0.5))

    Returns
    -------
    Rows by `labellers` (1, 3, … 51, and the number chosen): `expected` (accuracy of the majority by
    the binomial law), `accuracy` (share of 2,000 simulated items, a tie counting one half), `cost`
    (pay per correct label, in the unit of `pay`) and `yours` (true for the number chosen).
    [dawidskene1979]
    """

    labellers: int = whole(
        5,
        low=1,
        high=51,
        step=2,
        symbol="k",
        unit="labellers",
        meaning="people who label each item",
    )
    accuracy: float = real(
        0.7, low=0.45, high=0.95, step=0.05, symbol="p", meaning="chance that one labeller is right"
    )
    correlation: float = real(
        0.0,
        low=0.0,
        high=0.5,
        step=0.05,
        symbol="ρ",
        meaning="correlation of two labellers' errors",
    )
    pay: float = real(
        0.05,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        unit="per label",
        meaning="what a label is paid",
    )

    card = Card(
        assumes="Items are equally hard, labellers equally good, and one answer is true.",
        leaves_out="Weighting labellers by their record, and items on which people rightly "
        "disagree.",
        absent="The labellers' working day: haste, rejection and rates are one number here.",
        wrong_if="Labellers err in different directions, so that even shared material divides "
        "them.",
        boundary="Under one half more labellers make it worse; where errors are shared no crowd "
        "beats its source.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the accuracy of majorities of every size."""
        items = 2000
        most = self.parameters()["labellers"].high
        source = rng.random((items, 1)) < self.accuracy
        own = rng.random((items, most)) < self.accuracy
        labels = np.where(rng.random((items, most)) < math.sqrt(self.correlation), source, own)
        sizes = np.union1d(np.arange(1, most + 1, 2), [self.labellers])
        lead = 2 * labels.cumsum(axis=1)[:, sizes - 1] - sizes  # right labels less wrong ones
        expected = np.array([self.majority(k) for k in sizes])
        return pd.DataFrame(
            {
                "labellers": sizes,
                "expected": expected,
                "accuracy": (np.sign(lead) / 2 + 0.5).mean(axis=0),
                "cost": self.pay * sizes / expected,
                "yours": sizes == self.labellers,
            }
        )

    def majority(self, labellers: int) -> float:
        """Return the chance that a majority of so many labellers (0 or more) is right."""
        follows = math.sqrt(self.correlation)
        when_right = majority(labellers, follows + (1 - follows) * self.accuracy)
        when_wrong = majority(labellers, (1 - follows) * self.accuracy)
        return self.accuracy * when_right + (1 - self.accuracy) * when_wrong
