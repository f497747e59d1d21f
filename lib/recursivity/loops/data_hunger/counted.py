"""Lives that are counted: effort that a tracker counts, and friends that a screen ranks."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, band, model, rank_correlation, real, whole


@model
class SelfTracking(Model):
    """What is counted draws effort away from what is not, or carries it along.

    Multitask agency: a person spends effort c on what a tracker counts and u on what it does not.
    Felt reward is (drive + bonus)·c + drive·value·u, cost is (c² + u²)/2 + s·c·u, and the efforts
    are those that feel best. At s = 1 they are perfect substitutes; below 0 they ease each other. A
    `drive` under 1 says that in the moment effort feels worth less than it is. Nothing is random.

    Returns
    -------
    Rows by `bonus` (0 to 1, and the one chosen): effort `counted` and `uncounted`, `counted_share`
    of effort, `welfare` (full worth c + value·u less cost, the bonus not included) and `yours`
    (true for the bonus chosen). [holmstrom1991]
    """

    bonus: float = real(
        0.2,
        low=0.0,
        high=1.0,
        step=0.05,
        meaning="what one more unit of the count is felt to be worth",
    )
    substitution: float = real(
        0.5,
        low=-0.8,
        high=1.0,
        step=0.1,
        symbol="s",
        meaning="how far one effort stands in for the other",
    )
    value: float = real(
        1.5,
        low=0.2,
        high=2.0,
        step=0.1,
        meaning="worth of uncounted effort, where counted effort has 1",
    )
    drive: float = real(
        0.5, low=0.1, high=1.0, step=0.1, meaning="share of its worth that effort is felt to have"
    )

    random = False
    card = Card(
        assumes="People weigh both efforts coolly, and the count measures what it counts without "
        "error.",
        leaves_out="Habit, company, shame, and a count that changes what one wants.",
        absent="The firm that counts, and what it does with the record.",
        wrong_if="Being paid in points spoils the pleasure in the activity itself.",
        boundary="Where counted effort eases the other (steps that get one outdoors) both grow and "
        "the harm is gone.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return both efforts for every bonus."""
        bonus = np.union1d(np.linspace(0, 1, 41), [self.bonus])
        counted, uncounted = self.efforts(bonus)
        cost = (counted**2 + uncounted**2) / 2 + self.substitution * counted * uncounted
        return pd.DataFrame(
            {
                "bonus": bonus,
                "counted": counted,
                "uncounted": uncounted,
                "counted_share": counted / (counted + uncounted),
                "welfare": counted + self.value * uncounted - cost,
                "yours": bonus == self.bonus,
            }
        )

    def efforts(self, bonus: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return the efforts that feel best at a bonus.

        Parameters
        ----------
        bonus : what one more unit of the count is felt to be worth, >= 0, of any shape.

        Returns
        -------
        Effort on what is counted and on what is not, each of the shape of `bonus`.
        """
        s = min(self.substitution, 1 - 1e-9)  # the limit of perfect substitutes: a tie is shared
        counts = self.drive + np.asarray(bonus, dtype=float)
        other = np.asarray(self.drive * self.value)
        # Where one effort pays so much better that the other would be negative, it takes all.
        both = (counts > s * other) & (other > s * counts)
        all_counted = np.where(counts >= other, counts, 0.0)
        all_other = np.where(counts >= other, 0.0, other)
        counted = np.where(both, (counts - s * other) / (1 - s**2), all_counted)
        uncounted = np.where(both, (other - s * counts) / (1 - s**2), all_other)
        return counted, uncounted


@model
class FriendRanking(Model):
    """A ranking of friends by contact, shown to the one whose friends they are.

    Reinforcement: the next contact falls on a friend with probability
    ∝ closeness · (contacts so far + 1)^γ, where γ is the pull of the ranking times its visibility.
    Closeness is lognormal. In short::

        closeness = exp(normal(spread)) for every friend
        for contact in range(contacts):
            weights = closeness * (counts + 1) ** (pull * visibility)
            counts[choice(friends, weights)] += 1
        agreement = spearman(closeness, counts)

    The arrays draw the same law without that loop: each friend's contacts run as an independent
    clock with exponential waits at these rates, and the first `contacts` rings over all clocks are
    the contacts in their order.

    Returns
    -------
    Rows by displayed `rank` (1 = most contacts): `share` of contacts (mean over 100 worlds; `low`
    and `high`, their tenth and ninetieth percentile), `closeness_rank` (mean true rank of the
    friend shown there), and `agreement` (mean Spearman correlation of contacts with closeness, the
    same in every row). [eggenberger1923, gilbertkarahalios2009]
    """

    friends: int = whole(15, low=5, high=50, unit="friends", meaning="friends who are ranked")
    pull: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        symbol="γ",
        meaning="how strongly a visible count attracts contact",
    )
    visibility: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.1,
        unit="of the ranking",
        meaning="how much of the ranking is seen",
    )
    spread: float = real(
        0.7, low=0.1, high=1.5, step=0.1, meaning="standard deviation of log closeness"
    )
    contacts: int = whole(
        400, low=50, high=2000, step=50, scale="log", unit="contacts", meaning="contacts in all"
    )

    card = Card(
        assumes="Closeness stays as it is; only contact follows the ranking.",
        leaves_out="The friends' own choices, quarrels, and contact that no machine sees.",
        absent="Friends who are not on the platform: they have no rank at all.",
        wrong_if="Closeness itself grows with contact, so that the ranking makes itself true.",
        boundary="With a weak pull or a hidden ranking counts come to follow closeness, and the "
        "measure is valid.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what the displayed ranking shows, rank by rank."""
        closeness, counts = self.ties(rng)
        shown = np.argsort(-counts, axis=1, kind="stable")
        share = np.take_along_axis(counts, shown, axis=1) / self.contacts
        true_rank = (-closeness).argsort(axis=1).argsort(axis=1) + 1
        low, _, high = band(share)
        return pd.DataFrame(
            {
                "rank": np.arange(1, self.friends + 1),
                "share": share.mean(axis=0),
                "low": low,
                "high": high,
                "closeness_rank": np.take_along_axis(true_rank, shown, axis=1).mean(axis=0),
                "agreement": rank_correlation(closeness, counts).mean(),
            }
        )

    def ties(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return how close friends are and how often they were in contact.

        Parameters
        ----------
        rng : the source of chance.

        Returns
        -------
        True closeness (> 0) and number of contacts, each of shape (100 worlds, friends).
        """
        worlds = 100
        closeness = np.exp(rng.normal(0, self.spread, (worlds, self.friends)))
        attraction = np.arange(1, self.contacts + 1) ** (self.pull * self.visibility)
        rates = closeness[..., None] * attraction  # of a friend's first, second, … contact
        waits = rng.exponential(size=(worlds, self.friends, self.contacts)) / rates
        rings = waits.cumsum(axis=2)
        in_order = np.partition(rings.reshape(worlds, -1), self.contacts - 1, axis=1)
        last = in_order[:, self.contacts - 1]
        return closeness, (rings <= last[:, None, None]).sum(axis=2)
