"""The clerks of the in-tray: what a yes or no from many hands makes of a heap of pieces.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, band, model, normal_cdf, real, whole

WORLDS = 20
PIECES = 200
BEST = PIECES // 10
READINGS = (1, 2, 5, 10, 20, 50, 100, 200)  # of a piece, after which the order is looked at
LONGEST = READINGS[-1]


@model
class InTray(Model):
    """Clerks pass a piece on or drop it, and the order of the heap is the count of their passings.

    Binary votes on hidden worth, some of them copied: 200 pieces have a worth w from the standard
    normal law. A clerk passes a piece with probability Φ(w/σ), judging it alone. With probability
    c the clerk looks into the out-trays instead and does as one earlier clerk did. Each of twenty
    worlds has heaps of its own; for one piece this happens::

        passed = 0
        for before in range(readings):
            if before > 0 and rng.random() < copying:
                says_yes = rng.random() < passed / before
            else:
                says_yes = rng.random() < normal_cdf(worth / noise)
            passed += says_yes

    A copied yes leaves the mean where it was and adds nothing that was not known: the variance of a
    piece's count is that of `worth_of` clerks who judge alone. Counts of pieces are drawn side by
    side, and one random number serves both of a clerk's doubts, which has the same law.

    Returns
    -------
    Rows by `readings` of a piece (1 to 200, and the number chosen): `right` (share of pairs of
    pieces that the order has the right way round, a tie counting one half), `low` and `high` (over
    twenty worlds), `found` (share of the first tenth of the order that belongs to the best tenth,
    ties broken by lot), `worth_of` (clerks who judge alone, from the equation) and `yours`.
    [dawidskene1979, salganik2006]
    """

    readings: int = whole(
        100,
        low=1,
        high=LONGEST,
        scale="log",
        symbol="n",
        unit="clerks",
        meaning="who have had a piece in their tray",
    )
    copying: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.1,
        symbol="c",
        meaning="share of decisions that repeat an earlier clerk's",
    )
    noise: float = real(
        2.0,
        low=0.25,
        high=8.0,
        step=0.25,
        symbol="σ",
        meaning="how blurred a clerk's judgement is, in standard deviations of worth",
    )

    card = Card(
        assumes="Pieces have one worth, clerks are equally good judges of it, and none is lazy or "
        "bribed; a copier copies any earlier clerk.",
        leaves_out="Taste, friendship, and pieces that die because the first trays drop them.",
        absent="Whoever owns the counts, and what the clerks might have done instead.",
        wrong_if="What people pass on has nothing to do with what they think of it, or errors are "
        "shared by all clerks.",
        boundary="The more is copied the fewer clerks a crowd is worth: at one half a hundred are "
        "worth about twenty, and where all is copied, one.",
    )

    def worth_of(self, readings: int) -> float:
        """Return how many clerks who judge alone have a count as uncertain as these.

        Parameters
        ----------
        readings : n, clerks who have had the piece, at least 1.

        Returns
        -------
        n²/v, where v begins at 1 and becomes v·(1 + 2c/k) + 1 after the k-th clerk.
        """
        spread = 1.0
        for before in range(1, readings):
            spread = spread * (1 + 2 * self.copying / before) + 1
        return readings**2 / spread

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how well the heap is ordered, by how many clerks have had it."""
        worth = np.sort(rng.standard_normal((WORLDS, PIECES)))[:, ::-1]
        alone = normal_cdf(worth / self.noise)
        lots = rng.random(worth.shape)  # break ties in the order
        passed = np.zeros(worth.shape, dtype=np.int16)
        wanted = sorted({*READINGS, self.readings})
        rows = []
        for before in range(wanted[-1]):
            copied = passed / before if before else alone
            chance = (1 - self.copying) * alone + self.copying * copied
            passed += rng.random(worth.shape) < chance
            if before + 1 in wanted:
                right = _right(passed)
                low, _, high = band(right)
                first = np.argsort(passed + lots, axis=1)[:, -BEST:]  # counts first, then the lot
                found = (first < BEST).mean()
                known = self.worth_of(before + 1)
                rows.append((before + 1, right.mean(), low, high, found, known))
        columns = ["readings", "right", "low", "high", "found", "worth_of"]
        table = pd.DataFrame(rows, columns=columns)
        return table.assign(yours=table.readings == self.readings)


def _right(passed: np.ndarray) -> np.ndarray:
    """Return the share of pairs in the right order, of counts that are given best piece first."""
    counts = passed.T
    ahead, behind = np.triu_indices(PIECES, 1)
    lead = counts[ahead] - counts[behind]  # rows are pairs, columns are worlds
    return ((lead > 0).mean(axis=0) + (lead >= 0).mean(axis=0)) / 2
