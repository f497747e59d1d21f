"""Ceilings and thresholds: where a following ends, and from where it begins to grow of itself.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, band, following, generator, model, option, plateau, real, whole

WORLDS = 200
DAYS = 1000  # that an account is followed


class Circle(NamedTuple):
    """A following on one day: who is in it, and what has moved since the day before in the table.

    Numbers of people in each world, of shape (worlds,).
    """

    day: int
    inside: np.ndarray  # followers from the circle
    outside: np.ndarray  # followers from elsewhere
    came: np.ndarray  # members who follow now and did not before
    left: np.ndarray  # members who followed before and do not now


@model
class Ceiling(Model):
    """A following in a closed circle: quick or slow, it ends at the circle's edge, or before it.

    Reachable set with loss: of C people within reach a share g·rank^(−fade) begins to follow in a
    day, and a share δ of followers leaves and can be won again. The following tends to C·g/(g + δ):
    without loss rank decides how soon, not where. A share b of the effort goes over a bridge to
    circles that never run dry: those won there add g·b·C a day and leave at the same rate. If only
    those below follow, C is the number below instead of all others.

    Each of 200 worlds is drawn from day to day of the table in one step that has the law of this
    loop over single days::

        for day in range(days):
            came = rng.binomial(reach - at_home, gain * (1 - bridge))
            left = rng.binomial(at_home, loss)
            gone = rng.binomial(abroad, loss)
            at_home += came - left
            abroad += rng.poisson(gain * bridge * reach) - gone

    Returns
    -------
    Rows by `day` (41 of them, 0 to `days`): `audience` (people, from the equation), `low`, `median`
    and `high` (people, over 200 worlds), `plateau` (where it ends; the largest of the days' where
    it does not end), and `reach` (C). [zhulerman2016]
    """

    circle: int = whole(
        801,
        low=101,
        high=5001,
        step=100,
        symbol="N",
        unit="people",
        meaning="people in the circle, yourself too",
    )
    rank: int = whole(
        20,
        low=1,
        high=100,
        scale="log",
        symbol="r",
        meaning="your place in the circle, 1 at the top",
    )
    gain: float = real(
        0.0075,
        low=0.001,
        high=0.03,
        step=0.0005,
        symbol="g",
        unit="a day",
        meaning="share of those in reach won by rank 1",
    )
    fade: float = real(
        0.3, low=0.0, high=1.0, step=0.1, meaning="how fast gains fall with rank: an exponent"
    )
    loss: float = real(
        0.0,
        low=0.0,
        high=0.02,
        step=0.001,
        symbol="δ",
        unit="a day",
        meaning="share of followers who leave",
    )
    bridge: float = real(
        0.0,
        low=0.0,
        high=0.5,
        step=0.05,
        symbol="b",
        meaning="share of effort that goes to other circles",
    )
    followed_by: str = option(
        "anybody",
        options=("anybody", "those below"),
        called="followed by",
        meaning="who in the circle may follow you",
    )
    days: int = whole(
        1000, low=100, high=4000, step=100, scale="log", unit="days", meaning="how long"
    )

    card = Card(
        assumes="All in the circle are within reach and alike, and leave and return at random; "
        "other circles never run dry.",
        leaves_out="Other members who grow at the same time, and what a reader does besides "
        "following.",
        absent="The platform, which decides what is shown to whom.",
        wrong_if="Accounts in closed circles settle at sizes that have nothing to do with pool, "
        "gain and loss.",
        boundary="Without loss the circle itself is the only ceiling. A bridge lifts it, and "
        "removes it if nobody leaves.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the following day by day: equation, and worlds in which all decide alone."""
        circles = list(self._grown(rng))
        day = np.array([circle.day for circle in circles])
        seen = np.array([circle.inside + circle.outside for circle in circles])
        low, median, high = band(seen, axis=1)
        audience = self.audience(day)
        end = self.plateau if math.isfinite(self.plateau) else audience[-1]
        columns = {"day": day, "audience": audience, "low": low, "median": median, "high": high}
        return pd.DataFrame(columns | {"plateau": end, "reach": self.reach})

    def steps(self, seed: int = 0) -> Iterator[Circle]:
        """Yield the following of 200 worlds on the 41 days of the table.

        Parameters
        ----------
        seed : as in `run`, whose table sums up the same worlds.
        """
        return self._grown(generator(seed))

    def _grown(self, rng: np.random.Generator) -> Iterator[Circle]:
        day = np.linspace(0, self.days, 41).round().astype(int)
        inside = np.zeros(WORLDS, dtype=int)
        outside = np.zeros(WORLDS, dtype=int)
        at_home, abroad = self._gains
        share = float(plateau(1, at_home, self.loss))
        for today, step in zip(day.tolist(), np.diff(day, prepend=0), strict=True):
            # Everybody is in or out, and forgets which at a rate of gain + loss: so many days are
            # one draw, in which a share `mixed` of the people have decided nothing anew.
            mixed = (1 - at_home - self.loss) ** step
            stays = (1 - self.loss) ** step
            leaves = rng.binomial(inside, np.clip((1 - share) * (1 - mixed), 0, 1))
            comes = rng.binomial(self.reach - inside, np.clip(share * (1 - mixed), 0, 1))
            inside = inside + comes - leaves
            arrived = abroad * self.reach * (step if self.loss == 0 else (1 - stays) / self.loss)
            outside = rng.binomial(outside, stays) + rng.poisson(arrived, WORLDS)
            yield Circle(today, inside, outside, comes, leaves)

    @property
    def reach(self) -> int:
        """C, the people in the circle who may follow."""
        return self.circle - (1 if self.followed_by == "anybody" else self.rank)

    @property
    def plateau(self) -> float:
        """Where the following ends: C·g'/(g' + δ) at home, and what a bridge keeps up.

        In people; infinite over a bridge without loss.
        """
        at_home, abroad = self._gains
        if abroad == 0:
            beyond = 0.0
        elif self.loss == 0:
            beyond = math.inf
        else:
            beyond = abroad * self.reach / self.loss
        return float(plateau(self.reach, at_home, self.loss)) + beyond

    def audience(self, day: ArrayLike) -> np.ndarray:
        """Return the expected following after some days.

        Parameters
        ----------
        day : days since the start, 0 or more, of any shape.

        Returns
        -------
        People, of the same shape.

        Raises
        ------
        ParameterError where a day is negative.
        """
        day = np.asarray(day, dtype=float)
        at_home, abroad = self._gains
        beyond = day if self.loss == 0 else -np.expm1(-self.loss * day) / self.loss
        return following(day, self.reach, at_home, self.loss) + abroad * self.reach * beyond

    @property
    def _gains(self) -> tuple[float, float]:
        gain = self.gain * self.rank**-self.fade
        return gain * (1 - self.bridge), gain * self.bridge


@model
class TakeOff(Model):
    """A critical size: below it an account melts away, above it growth feeds itself.

    Allee effect: an account of x followers changes in a day by the share −l + (h + l)/(1 + (θ/x)⁴),
    give or take luck, and stops short of everybody. Growth is nothing at θ·(l/h)^¼, the watershed,
    which lies below the size θ at which feedback is half of what it becomes. θ is an illustration:
    no study that we know of fixes such a number.

    Accounts of 17 sizes in 200 worlds are one array; one of them is this loop::

        for day in range(1000):
            free = -melting + (growing + melting) / (1 + (feedback / size) ** 4)
            growth = free * (1 - size / EVERYBODY) if free > 0 else free
            size *= exp(growth + rng.normal(-(luck**2) / 2, luck))

    Returns
    -------
    Rows by `start` (100 to 20,000 followers, and the one chosen): `growth` (expected share in the
    first day), `end` (followers after 1,000 days without luck), `taken_off` (share of 200 worlds
    that end beyond θ), `watershed` (followers) and `yours`. [allee1931]
    """

    start: int = whole(
        2000, low=100, high=20_000, scale="log", unit="followers", meaning="size at the start"
    )
    feedback: int = whole(
        3000,
        low=1000,
        high=10_000,
        step=500,
        symbol="θ",
        unit="followers",
        meaning="size at which feedback is half of all",
    )
    melting: float = real(
        0.002,
        low=0.0,
        high=0.01,
        step=0.001,
        symbol="l",
        unit="a day",
        meaning="loss of a tiny account",
    )
    growing: float = real(
        0.01,
        low=0.005,
        high=0.02,
        step=0.001,
        symbol="h",
        unit="a day",
        meaning="growth of a large account",
    )
    luck: float = real(0.02, low=0.0, high=0.05, step=0.01, meaning="spread of daily growth")

    card = Card(
        assumes="Everybody sees the same feedback at the same size, and luck on one day knows "
        "nothing of the day before.",
        leaves_out="Quality, other accounts, and the day on which the platform changes its rules.",
        absent="Followers: they are a quantity here.",
        wrong_if="Growth, as a share, does not depend on size, or falls with it.",
        boundary="Without loss there is no watershed: everybody takes off, only later. Luck blurs "
        "the line.",
    )
    EVERYBODY = 1_000_000

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the end by the size at the start."""
        sizes = self.parameters()["start"]
        grid = np.geomspace(sizes.low, sizes.high, 16).round().astype(int)
        start = np.union1d(grid, [self.start])
        size = np.repeat(start[:, None].astype(float), WORLDS + 1, axis=1)  # the last has no luck
        for _ in range(DAYS):
            growth = self.growth(size)
            wind = rng.standard_normal((len(start), WORLDS), dtype=np.float32)
            growth[:, :-1] += self.luck * wind - self.luck**2 / 2
            size = np.clip(size * np.exp(growth), 1, self.EVERYBODY)
        return pd.DataFrame(
            {
                "start": start,
                "growth": self.growth(start),
                "end": size[:, -1],
                "taken_off": (size[:, :-1] > self.feedback).mean(axis=1),
                "watershed": self.watershed,
                "yours": start == self.start,
            }
        )

    def growth(self, size: ArrayLike) -> np.ndarray:
        """Return the expected daily growth of accounts; it dies out as everybody follows.

        Parameters
        ----------
        size : followers, more than 0, of any shape.

        Returns
        -------
        Growth in a day, as a share of the size, of the same shape.
        """
        x = np.asarray(size, dtype=float)
        ratio = (self.feedback / x) ** 2
        free = -self.melting + (self.growing + self.melting) / (1 + ratio * ratio)
        return np.where(free > 0, free * (1 - x / self.EVERYBODY), free)

    @property
    def watershed(self) -> float:
        """The size at which an account neither grows nor melts, in followers: θ·(l/h)^¼."""
        return self.feedback * (self.melting / self.growing) ** 0.25
