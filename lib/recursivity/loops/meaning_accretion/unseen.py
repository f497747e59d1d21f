"""What was never seen: how much a record tells of what it is missing."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from ...core import Card, Model, model, real, whole

SIZES = (10, 30, 100, 300, 1000, 3000, 10_000)  # of the records that the table shows
WORLDS = 10


@model
class UnseenKinds(Model):
    """How much of what comes next has never been seen, and what the record itself says about it.

    Missing mass: kinds occur with probabilities ∝ 1/rank^s. After n observations, the chance that
    the next one is of a new kind is estimated by the share of kinds seen exactly once,
    (seen once)/n (Good–Turing). With a `turnover` that share of tomorrow's observations comes from
    the same kinds with their ranks dealt out anew, so that each kind is as likely as any other. In
    short::

        record = [draw_a_kind(chances) for observation in range(seen)]
        estimate = count(kind for kind in kinds if record.count(kind) == 1) / seen
        new = [kind for kind in kinds if kind not in record]
        truth = (1 - turnover) * sum(chances[new]) + turnover * len(new) / len(kinds)

    Returns
    -------
    Rows by `seen` (sizes of the record from 10 to 10,000, and the one chosen): `estimate` and
    `truth` (chance of a new kind tomorrow), means over 10 worlds, `expected` (the estimate's
    expectation by the equation), and `yours` (true for the size chosen). [good1953]
    """

    seen: int = whole(
        1000,
        low=100,
        high=SIZES[-1],
        scale="log",
        symbol="n",
        unit="observations",
        meaning="observations on record",
    )
    kinds: int = whole(
        1000, low=100, high=100_000, scale="log", unit="kinds", meaning="kinds that can occur"
    )
    exponent: float = real(
        1.1, low=0.8, high=2.0, step=0.1, symbol="s", meaning="steepness of Zipf's law"
    )
    turnover: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.1,
        unit="of tomorrow",
        meaning="share of tomorrow that follows new ranks",
    )

    card = Card(
        assumes="Observations are independent of each other, and kinds are told apart without "
        "error.",
        leaves_out="How grave a surprise is: a new kind of toilet paper and a new virus count "
        "alike.",
        absent="Who draws the line between two kinds.",
        wrong_if="New kinds arrive in clusters, as topics do, so that the record looks calmer than "
        "the world.",
        boundary="Under turnover the estimate stays calm and wrong: it knows about yesterday's "
        "rarities only.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return estimate and truth for records of several sizes."""
        sizes = np.unique([*SIZES, self.seen])
        chance = self.chances()
        # A draw of almost 1 may lie above the last sum, which rounding keeps under 1.
        luck = rng.random((WORLDS, sizes[-1])) * (1 - 1e-12)
        kind = np.minimum(chance.cumsum().searchsorted(luck), self.kinds - 1)
        drawn = kind + self.kinds * np.arange(WORLDS)[:, None]  # worlds side by side in one count
        estimate = []
        truth = []
        for size in sizes:
            times = np.bincount(drawn[:, :size].ravel(), minlength=WORLDS * self.kinds)
            times = times.reshape(WORLDS, -1)
            new = times == 0
            estimate.append((times == 1).sum() / size / WORLDS)
            same_ranks = (1 - self.turnover) * (new @ chance)
            truth.append((same_ranks + self.turnover * new.mean(axis=1)).mean())
        return pd.DataFrame(
            {
                "seen": sizes,
                "estimate": estimate,
                "truth": truth,
                "expected": [(chance * (1 - chance) ** (size - 1)).sum() for size in sizes],
                "yours": sizes == self.seen,
            }
        )

    def chances(self) -> np.ndarray:
        """Return the probability of every kind, the commonest first, of shape (kinds,)."""
        chance = np.arange(1.0, self.kinds + 1) ** -self.exponent
        return chance / chance.sum()


@cache
def real_words() -> np.ndarray:
    """Return real prose: what scikit-learn says about six small data sets that it ships.

    Returns
    -------
    Its words in small letters, in the order of the prose, of shape (words,). [sklearn2011]
    """
    from sklearn import datasets

    names = ("breast_cancer", "diabetes", "digits", "iris", "linnerud", "wine")
    prose = " ".join(getattr(datasets, f"load_{name}")().DESCR for name in names)
    return np.array(re.findall(r"[a-z]+", prose.lower()))


def words_halves(seed: int = 0) -> pd.DataFrame:
    """Read half of some real prose and ask how many words of the rest are new, halved in two ways.

    The prose is what scikit-learn says about the six small data sets that it ships. After a random
    half of its words the next word is like those before; after the first half, as printed, it may
    belong to another subject. Real data, no model of the world. [good1953, sklearn2011]

    Parameters
    ----------
    seed : a whole number >= 0, for the random half; the printed order has no chance in it.

    Returns
    -------
    Two rows: `split` ("random half", "first half"), `estimate` (words seen once, by words read) and
    `truth` (share of the words of the other half that did not occur in the first).
    """
    words = real_words()
    orders = {
        "random half": np.random.default_rng(seed).permutation(len(words)),
        "first half": np.arange(len(words)),
    }
    rows = []
    for split, order in orders.items():
        read, rest = np.split(words[order], [len(words) // 2])
        known, times = np.unique(read, return_counts=True)
        estimate = (times == 1).sum() / len(read)
        truth = (~np.isin(rest, known)).mean()
        rows.append({"split": split, "estimate": estimate, "truth": truth})
    return pd.DataFrame(rows)
