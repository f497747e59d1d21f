"""What weights repair: post-stratification, in a model and on a real table."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, ParameterError, band, generator, model, real, whole

GROUPS = 8
POLLS = 300  # simulated polls for each skew
CENTRE = 0.54  # mean share of yes over the groups


def post_stratified(totals: ArrayLike, answers: ArrayLike, shares: ArrayLike) -> np.ndarray:
    """Return the mean of answers with every cell (an age group, a district) at its true share.

    Parameters
    ----------
    totals : sum of the answers' values in each cell, of shape (..., cells).
    answers : number of answers in each cell, of the same shape, at least one of them in all.
    shares : what each cell is of the population, of shape (cells,), summing to 1.

    Returns
    -------
    Estimates of shape (...), in the unit of the values. A cell without an answer takes the mean of
    all answers: nothing else is known of it.

    Examples
    --------
    >>> float(post_stratified([8, 1], [10, 10], [0.9, 0.1]))
    0.73
    """
    sums = np.asarray(totals, dtype=float)
    counts = np.asarray(answers, dtype=float)
    overall = sums.sum(axis=-1, keepdims=True) / counts.sum(axis=-1, keepdims=True)
    means = np.where(counts > 0, sums / np.maximum(counts, 1), overall)
    return means @ np.asarray(shares, dtype=float)


@model
class PostStratification(Model):
    """Weights against two kinds of skew: by the group one belongs to, and by the answer one gives.

    Post-stratification and non-ignorable selection: eight equal groups differ in their share of
    yes, on a line of width `contrast` around .54. Whoever belongs to the last group is
    exp(`by_group`) times as likely to answer as whoever belongs to the first; whoever says yes is
    exp(`by_answer`) times as likely as a neighbour who says no. The reweighted estimate counts each
    group at its true share. Within a group it still hears p·e^b/(p·e^b + 1 − p) instead of p.

    One poll, answer by answer::

        while heard.sum() < answers:
            group = rng.integers(8)
            says_yes = rng.random() < share_of_yes[group]
            if rng.random() < willing(group, says_yes):
                heard[group] += 1
                yes[group] += says_yes
        raw = yes.sum() / heard.sum()
        reweighted = (yes / heard).mean()

    Who answers in such a loop is drawn from the sixteen kinds of people (group and answer) in
    proportion to their number times their willingness: one multinomial draw for each poll.

    Returns rows by `by_answer` (0 to 1): `raw` (mean share of yes over 300 polls) with `raw_low`
    and `raw_high`, `reweighted` with `low` and `high`, `expected_raw` and `expected` (the same two
    from the equation, for very many answers), `truth` and `yours`. All are shares.
    [wang2015xbox]
    """

    by_group: float = real(
        2.0,
        low=0.0,
        high=3.0,
        step=0.25,
        meaning="skew by group: log ratio of the last to the first",
    )
    by_answer: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="b",
        meaning="skew by answer: log ratio of yes to no among neighbours",
    )
    contrast: float = real(
        0.55,
        low=0.0,
        high=0.9,
        step=0.05,
        meaning="difference of the share of yes, last less first group",
    )
    answers: int = whole(
        5000,
        low=30,
        high=100_000,
        scale="log",
        symbol="n",
        unit="answers",
        meaning="answers in one poll",
    )

    card = Card(
        assumes="The groups' true sizes are known, and whom one belongs to is known of everybody "
        "who answers.",
        leaves_out="Models that borrow strength between groups, and answers that change by being "
        "asked for.",
        absent="Groups that the list of groups does not name.",
        wrong_if="Within each group those who answer are like those who do not, for any reason.",
        boundary="Skew by group is repaired, skew by the answer is not; groups that nobody answers "
        "for are guessed.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return raw and reweighted estimates for every skew by answer."""
        skews = np.union1d(np.linspace(0, 1, 11).round(9), [self.by_answer])
        yes, no = (weights[:, None] for weights in self.willing(skews))  # (skews, 1, groups)
        kinds = np.concatenate([yes, no], axis=-1)
        chances = kinds / kinds.sum(axis=-1, keepdims=True)
        drawn = rng.multinomial(self.answers, chances, (len(skews), POLLS))
        said_yes = drawn[..., :GROUPS]
        answered = said_yes + drawn[..., GROUPS:]
        raw = said_yes.sum(axis=-1) / self.answers
        reweighted = post_stratified(said_yes, answered, np.full(GROUPS, 1 / GROUPS))
        raw_low, _, raw_high = band(raw, axis=1)
        low, _, high = band(reweighted, axis=1)
        expected_raw, expected = self.expected(skews)
        return pd.DataFrame(
            {
                "by_answer": skews,
                "raw": raw.mean(axis=1),
                "raw_low": raw_low,
                "raw_high": raw_high,
                "reweighted": reweighted.mean(axis=1),
                "low": low,
                "high": high,
                "expected_raw": expected_raw,
                "expected": expected,
                "truth": self.group_shares.mean(),
                "yours": skews == self.by_answer,
            }
        )

    @property
    def group_shares(self) -> np.ndarray:
        """The true share of yes in each of the eight groups."""
        return CENTRE + self.contrast * np.linspace(-0.5, 0.5, GROUPS)

    def willing(self, by_answer: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return how much of yes and of no is heard from each group, in a common unit.

        Parameters
        ----------
        by_answer : skews by the answer, of shape (skews,).

        Returns
        -------
        Two arrays of shape (skews, 8).
        """
        group = np.exp(self.by_group * np.linspace(0, 1, GROUPS))
        skew = np.exp(np.asarray(by_answer, dtype=float))[:, None]
        yes = group * self.group_shares * skew
        no = group * (1 - self.group_shares) * np.ones_like(skew)
        return yes, no

    def expected(self, by_answer: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return what very many answers show, raw and reweighted.

        Parameters
        ----------
        by_answer : skews by the answer, of shape (skews,).

        Returns
        -------
        Two arrays of shares of yes, of shape (skews,).
        """
        yes, no = self.willing(by_answer)
        return yes.sum(axis=1) / (yes + no).sum(axis=1), (yes / (yes + no)).mean(axis=1)


@cache
def patients() -> pd.DataFrame:
    """Return 442 real people with diabetes, from the table in scikit-learn.

    Returns
    -------
    One row a person: `pressure` (average blood pressure, in the table's unit), `sex` (0 or 1: the
    table does not say which is which), `age` (in years), `third` (of age, 0 to 2) and `cell` (sex
    and third together, 0 to 5). [sklearn2011]
    """
    from sklearn.datasets import load_diabetes

    table = load_diabetes(as_frame=True, scaled=False).data
    third = np.searchsorted(np.quantile(table.age, [1 / 3, 2 / 3]), table.age, side="left")
    sex = (table.sex == table.sex.max()).astype(int)
    return pd.DataFrame(
        {
            "pressure": table.bp,
            "sex": sex,
            "age": table.age,
            "third": third,
            "cell": 3 * sex + third,
        }
    )


def patient_panels(
    by_cell: float, by_answer: float, answers: int = 100, panels: int = 400, seed: int = 0
) -> pd.DataFrame:
    """Draw panels of volunteers from the 442 patients, and estimate everybody's mean pressure.

    A patient one cell further on volunteers exp(`by_cell`/5) times as readily, and one whose
    pressure is a standard deviation higher exp(`by_answer`) times. The table is the whole
    population here, so the truth is known.

    Parameters
    ----------
    by_cell : skew by cell: log ratio of the last of six cells to the first.
    by_answer : skew by pressure: log ratio for one standard deviation.
    answers : people in a panel, 1 to 441.
    panels : how many are drawn.
    seed : a whole number >= 0.

    Returns
    -------
    One row a panel: `raw` (mean of those who answer) and `reweighted` (each of the six cells at its
    true share), both in the unit of the pressures.

    Raises
    ------
    ParameterError where a panel has no answer, or not fewer than there are patients.
    """
    people = patients()
    if not 1 <= answers < len(people):
        raise ParameterError(f"answers must satisfy 1 <= answers < {len(people)}: got {answers!r}")
    pressure = people.pressure.to_numpy()
    cell = people.cell.to_numpy()
    standard = (pressure - pressure.mean()) / pressure.std()
    readiness = by_cell * cell / 5 + by_answer * standard
    # The largest sums of readiness and Gumbel luck are people drawn one after the other, without
    # replacement, in proportion to exp(readiness).
    luck = generator(seed).gumbel(size=(panels, len(people)))
    chosen = np.argpartition(-(readiness + luck), answers, axis=1)[:, :answers]
    member = cell[chosen][..., None] == np.arange(6)
    totals = (pressure[chosen][..., None] * member).sum(axis=1)
    counts = member.sum(axis=1)
    shares = np.bincount(cell, minlength=6) / len(people)
    return pd.DataFrame(
        {
            "raw": pressure[chosen].mean(axis=1),
            "reweighted": post_stratified(totals, counts, shares),
        }
    )
