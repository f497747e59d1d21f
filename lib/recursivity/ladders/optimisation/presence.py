"""Being present: what is forgotten of those who are silent."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, gini, model, real, whole

WORLDS = 8
USERS = 200
BEGINS = 30  # day on which the pause begins
DAYS = 121
TOP = 20
TIES = 150
PEOPLE = 200  # people whose ties are followed


@model
class FeedDecay(Model):
    """Whoever stops posting is shown less to the others, and is missed by nobody's feed.

    Recency-weighted ranking: every day a user's score becomes (1 − δ) · score + δ · response,
    response being activity times luck, and a feed shows users in proportion to activity · score^γ.
    Who pauses gets no response, so that what a post would be shown falls by (1 − δ)^γ a day, by
    half in about ln 2/(γ·δ) days. Coming back, one climbs from there as slowly.

    One user, day by day::

        for day in range(121):
            shown = activity * score**sharpness
            posts = not pause_begins <= day < pause_ends
            response = activity * luck[day] if posts else 0
            score += forgetting * (response - score)

    Returns rows by `day` (0 to 120, every third; the pause begins on day 30): `visible` (what a
    post of the one who pauses would be shown, in units of what it would be without the pause),
    `expected` (the same for even luck), `gini_shown` and `gini_active` (of what is shown and of
    activity, over 200 users) and `top_kept` (share of the 20 most shown on day 30 who are among
    them still), means of eight worlds. [wuhuberman2007]
    """

    forgetting: float = real(
        0.05,
        low=0.01,
        high=0.3,
        step=0.01,
        symbol="δ",
        unit="per day",
        meaning="how fast scores fade",
    )
    sharpness: float = real(
        1.0,
        low=0.0,
        high=1.5,
        step=0.25,
        symbol="γ",
        meaning="how strongly the feed follows the scores",
    )
    pause: int = whole(14, low=0, high=60, unit="days", meaning="how long one user posts nothing")

    card = Card(
        assumes="One feed for all, activity that stays as it is, and response to activity "
        "whatever one's score.",
        leaves_out="Response that grows with what is shown, followers who come looking, and "
        "notifications that call one back.",
        absent="Why somebody stays away, and what the days are used for.",
        wrong_if="The feed shows posts in the order of their time, or scores do not fade within "
        "the time of a pause.",
        boundary="With γ = 0 exposure is as unequal as activity, and a pause costs nothing once "
        "it is over.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return day by day what is shown of whom, with and without a pause of the first user."""
        activity = np.exp(rng.normal(0, 0.5, (WORLDS, USERS)))
        activity[:, 0] = 1.0
        response = activity * np.exp(rng.normal(0, 1, (DAYS, WORLDS, USERS)) - 0.5)
        score = activity.copy()
        # The first user lives twice: with a pause here, and without one among all the others.
        away = np.ones(WORLDS)
        rows = []
        for day in range(DAYS):
            shown = activity * score**self.sharpness
            if day % 3 == 0:
                best = shown >= np.sort(shown, axis=1)[:, -TOP, None]
                if day <= BEGINS:
                    top = best
                visible = ((away / score[:, 0]) ** self.sharpness).mean()
                kept = (best & top).sum() / (WORLDS * TOP)
                rows.append((day, visible, gini(shown).mean(), kept))
            posts = not BEGINS <= day < BEGINS + self.pause
            score += self.forgetting * (response[day] - score)
            away += self.forgetting * (response[day, :, 0] * posts - away)
        table = pd.DataFrame(rows, columns=["day", "visible", "gini_shown", "top_kept"])
        return table.assign(expected=self.expected(table.day), gini_active=gini(activity).mean())

    def expected(self, days: ArrayLike) -> np.ndarray:
        """Return how visible the one who pauses is on some days, for even luck.

        Parameters
        ----------
        days : days since the beginning (the pause begins on day 30), of any shape.

        Returns
        -------
        Visibility in units of what it would be without the pause, of that shape.
        """
        since = np.maximum(np.asarray(days, dtype=float) - BEGINS, 0)
        away = np.minimum(since, self.pause)
        back = np.maximum(since - self.pause, 0)
        fade = 1 - self.forgetting
        return (1 - (1 - fade**away) * fade**back) ** self.sharpness


@model
class TieDecay(Model):
    """Who leaves tags and photographs unanswered is dropped, by the least attached first.

    Tie decay: in each week of silence a tie of strength s (0 to 1, all strengths alike) is given up
    with probability hazard · exp(−protection · s), unless it is also kept up in person. What is
    left after t weeks is the mean of (1 − that probability)^t over strengths: weak ties go at an
    exponential rate, strong ones seem to stay.

    One person's ties, week by week::

        for tie in ties:
            tie.met = rng.random() < offline
        for week in range(26):
            for tie in ties:
                if not tie.met and rng.random() < hazard * exp(-protection * tie.strength):
                    ties.remove(tie)

    The week in which a tie goes has a geometric law, and is drawn at once.

    Returns rows by `week` (0 to 26): `left` (share of 150 ties, mean of 200 worlds) with `low` and
    `high` (tenth and ninetieth percentile), `weakest` and `strongest` (of the weakest and the
    strongest third), and `expected` (of all ties, by the equation). [burt2000, burt2001]
    """

    hazard: float = real(
        0.1,
        low=0.0,
        high=0.5,
        step=0.02,
        symbol="h",
        unit="per week",
        meaning="loss of the weakest ties",
    )
    protection: float = real(
        4.0,
        low=0.0,
        high=8.0,
        step=0.5,
        meaning="how much strength protects: log ratio of the two ends",
    )
    offline: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="share of ties that are kept up in person as well"
    )

    card = Card(
        assumes="Ties are given up one by one, silence is all that the others go by, and nobody "
        "is won back.",
        leaves_out="The age of a tie, friends who go because friends went, and ties that somebody "
        "is glad to lose.",
        absent="What it is like to notice.",
        wrong_if="Silence is understood, announced, or common enough that nobody reads anything "
        "into it.",
        boundary="Ties that are kept up in person lose nothing; without protection all ties go "
        "alike.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is left of the ties, week by week."""
        chance = self.hazard * np.exp(-self.protection * self.strengths)
        met = rng.random((PEOPLE, TIES)) < self.offline
        lasts = np.where(met, np.inf, _weeks(rng.random((PEOPLE, TIES)), chance))
        week = np.arange(27)
        left = lasts[None] > week[:, None, None]  # (weeks, people, ties, the weakest first)
        low, high = np.quantile(left.mean(axis=2), (0.1, 0.9), axis=1)
        third = TIES // 3
        return pd.DataFrame(
            {
                "week": week,
                "left": left.mean(axis=(1, 2)),
                "low": low,
                "high": high,
                "weakest": left[..., :third].mean(axis=(1, 2)),
                "strongest": left[..., -third:].mean(axis=(1, 2)),
                "expected": self.expected(week),
            }
        )

    @property
    def strengths(self) -> np.ndarray:
        """The strengths of the ties, weakest first, of shape (150,)."""
        return (np.arange(TIES) + 0.5) / TIES

    def expected(self, weeks: ArrayLike) -> np.ndarray:
        """Return the share of ties that is left after some weeks of silence, on average.

        Parameters
        ----------
        weeks : weeks of silence, of any shape.

        Returns
        -------
        Shares of that shape.
        """
        stays = 1 - self.hazard * np.exp(-self.protection * self.strengths)
        unmet = (stays ** np.asarray(weeks, dtype=float)[..., None]).mean(axis=-1)
        return self.offline + (1 - self.offline) * unmet


def _weeks(luck: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Return the week in which something of a weekly chance (below 1) happens first.

    `luck` is uniform between 0 and 1. Weeks are 1, 2, …, and infinite where the chance is 0.
    """
    with np.errstate(divide="ignore"):
        return np.ceil(np.log1p(-luck) / np.log1p(-chance))
