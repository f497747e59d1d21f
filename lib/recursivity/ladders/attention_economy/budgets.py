"""Budgets of attention: what there is to go round, and who grows by an exchange of follows.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, ParameterError, gini, model, option, real, whole

SHOWN = 4000  # works whose readings are drawn one by one, at most
ROUNDS = 100  # threads in a run
WORLDS = 4  # circles side by side
AT_FIRST = 10  # people whom a member follows at the start, in the mean


@model
class AttentionBudget(Model):
    """Every reading that a work gets somebody gives: the mean is settled before anybody competes.

    Conservation of attention: a mean work has r·(1 + x)/(ρ·c) readings, where each of N members
    reads r works, a share ρ of them make c works each, and x outside readers come to one member.
    N cancels. How unevenly the readings fall on works (a log-normal law with standard deviation σ
    of the logarithm) moves the median, and never the mean.

    The readings of a circle's works are one multinomial draw, which is this loop::

        weight = [rng.lognormal(0, unevenness) for work in works]
        readings = [0 for work in works]
        for reading in range(round(audience * len(works))):
            work = rng.choice(works, p=weight / sum(weight))
            readings[work] += 1

    Returns
    -------
    Rows by `members` (100 to a million people, and the number chosen): `works` (how many),
    `audience` (mean readings of a work, from the equation), `simulated` and `median` (readings),
    `unread` (share of works without a reading; these three among at most 4,000 works) and `yours`.
    [simon1971]
    """

    members: int = whole(
        10_000,
        low=100,
        high=1_000_000,
        scale="log",
        symbol="N",
        unit="people",
        meaning="size of the circle",
    )
    makers: float = real(
        1.0,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        symbol="ρ",
        meaning="share of members who make works",
    )
    reading: int = whole(
        20,
        low=1,
        high=200,
        scale="log",
        symbol="r",
        unit="works",
        meaning="works that each person reads",
    )
    output: int = whole(1, low=1, high=10, symbol="c", unit="works", meaning="works by each maker")
    outside: float = real(
        0.0,
        low=0.0,
        high=10.0,
        step=0.5,
        symbol="x",
        unit="a member",
        meaning="readers from outside for each member",
    )
    unevenness: float = real(
        1.5,
        low=0.0,
        high=3.0,
        step=0.25,
        symbol="σ",
        meaning="how unequally readings fall on works",
    )

    card = Card(
        assumes="All read equally much, and a reading given to one work is not given to another.",
        leaves_out="Depth: a glance and a week with a book both count as one.",
        absent="Whatever making is good for when nobody reads it: pleasure, practice, friends.",
        wrong_if="A bigger circle makes its members read more, or draws in people who only read.",
        boundary="Growth of the circle changes nothing; readers who make nothing, and more "
        "reading, raise the mean.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what a mean and a median work get, by size of the circle."""
        members = np.union1d(np.geomspace(100, 1_000_000, 9).round().astype(int), [self.members])
        works = np.round(members * self.makers).astype(int) * self.output
        drawn = [self._readings(rng, w) for w in works]
        return pd.DataFrame(
            {
                "members": members,
                "works": works,
                "audience": self.audience,
                "simulated": [x.mean() for x in drawn],
                "median": [np.median(x) for x in drawn],
                "unread": [(x == 0).mean() for x in drawn],
                "yours": members == self.members,
            }
        )

    @property
    def audience(self) -> float:
        """Mean readings of a work: r·(1 + x)/(ρ·c)."""
        return self.reading * (1 + self.outside) / (self.makers * self.output)

    def livings(self, spend: float, need: float) -> float:
        """Return how many livings the spending of all who read pays, in units of the members.

        Parameters
        ----------
        spend : what each reader, of the circle or from outside, spends in a year, 0 or more.
        need : what a living takes in a year, in the same money, more than 0.

        Returns
        -------
        (1 + x)·spend/need: livings for each member, a share where it is below 1.

        Raises
        ------
        ParameterError where a sum of money is out of its range.
        """
        if not 0 <= spend < math.inf:
            raise ParameterError(f"spend must satisfy 0 <= spend and be finite: got {spend!r}")
        if not 0 < need < math.inf:
            raise ParameterError(f"need must satisfy 0 < need and be finite: got {need!r}")
        return (1 + self.outside) * spend / need

    def _readings(self, rng: np.random.Generator, works: int) -> np.ndarray:
        """Return the readings of at most 4,000 works, which share out what falls to so many."""
        shown = min(works, SHOWN)
        weight = rng.lognormal(0, self.unevenness, shown)
        return rng.multinomial(round(self.audience * shown), weight / weight.sum())


@model
class Lift(Model):
    """A thread in which all are to grow together, and what host and guests have of it.

    Hub formation by follow-back: in each of 100 rounds one member, drawn by lot, is the host. A
    share of the others are guests. At the start everybody follows about ten others at random.
    Outsiders may follow the host besides; they are followed by nobody. Every follow has two ends,
    so members' mean following equals their mean followers, less outsiders.

    Circles lie side by side in one array; in each of them a round is this loop::

        host, *guests = rng.permutation(members)[: 1 + round(take_up * (members - 1))]
        for guest in guests:
            follows[guest].add(host)
            if follow_back == "yes":
                follows[host].add(guest)
            for other in guests:
                if other != guest and rng.random() < mutual:
                    follows[guest].add(other)
        outsiders[host] += strangers

    As any two people are equally likely to be host and guest, a pair that does not follow yet is
    met with the same chance in each round: what a thread brings follows from how many pairs are
    left, g·q for a host and q·(1 + (g − 1)·e) for a guest of g, where a share q follow not yet.

    Returns
    -------
    Rows by `round` (0 to 100, means over 4 circles): `host` and `guest` (followers gained in the
    round by the host, and by a guest on average), `gini` (of followers), `followers` and
    `following` (people, means over members). [essay_social2]
    """

    members: int = whole(
        300, low=100, high=300, step=50, unit="people", meaning="people in the circle"
    )
    take_up: float = real(
        0.1, low=0.02, high=1.0, step=0.01, meaning="share of the others who take part in a round"
    )
    follow_back: str = option(
        "yes", options=("yes", "no"), meaning="whether the host follows guests back"
    )
    mutual: float = real(
        0.01,
        low=0.0,
        high=0.05,
        step=0.005,
        symbol="e",
        meaning="chance that a guest follows another guest",
    )
    strangers: int = whole(
        0, low=0, high=20, unit="people", meaning="outside readers who follow the host in a round"
    )

    card = Card(
        assumes="Guests keep the bargain, nobody unfollows, and hosts are drawn by lot.",
        leaves_out="Whether anybody reads what is posted: a follow is all that counts here.",
        absent="Kindness, which may well be what a thread is for.",
        wrong_if="Guests go through the list and follow one another, or the audience is not the "
        "circle itself.",
        boundary="If everybody takes part and hosts follow back, followings become nearly equal, "
        "and mark out nobody.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return gains and inequality, round by round."""
        n = self.members
        guests = max(2, round(self.take_up * (n - 1)))
        world = np.arange(WORLDS)
        follows = rng.random((WORLDS, n, n)) < AT_FIRST / (n - 1)
        follows[:, np.arange(n), np.arange(n)] = False
        outsiders = np.zeros((WORLDS, n), dtype=int)
        before = follows.sum(axis=1)
        rows = [self._row(0, (0.0, 0.0), before, follows)]
        for number in range(1, ROUNDS + 1):
            order = rng.random((WORLDS, n)).argsort(axis=1)
            host = order[:, 0]
            guest = order[:, 1 : guests + 1]
            self._thread(rng, follows, host, guest)
            outsiders[world, host] += self.strangers
            after = follows.sum(axis=1) + outsiders
            gain = after - before
            gains = gain[world, host].mean(), gain[world[:, None], guest].mean()
            rows.append(self._row(number, gains, after, follows))
            before = after
        columns = ["round", "host", "guest", "gini", "followers", "following"]
        return pd.DataFrame(rows, columns=columns)

    def _thread(
        self, rng: np.random.Generator, follows: np.ndarray, host: np.ndarray, guest: np.ndarray
    ) -> None:
        """Add the follows of one thread, in every circle."""
        worlds, guests = guest.shape
        world = np.arange(worlds)
        follows[world[:, None], guest, host[:, None]] = True
        if self.follow_back == "yes":
            follows[world[:, None], host[:, None], guest] = True
        # So many hits, on pairs drawn with replacement, leave out a pair with a chance of 1 − e.
        mean_hits = -math.log1p(-self.mutual) * guests * (guests - 1)
        hits = rng.poisson(mean_hits, worlds)
        at = np.repeat(world, hits.astype(np.intp))  # an index has 32 bits in the browser
        one = rng.integers(guests, size=len(at))
        other = (one + 1 + rng.integers(guests - 1, size=len(at))) % guests
        follows[at, guest[at, one], guest[at, other]] = True

    def _row(
        self, number: int, gains: tuple[float, float], followers: np.ndarray, follows: np.ndarray
    ) -> tuple[float, ...]:
        following = np.count_nonzero(follows) / (WORLDS * self.members)
        return number, *gains, gini(followers).mean(), followers.mean(), following
