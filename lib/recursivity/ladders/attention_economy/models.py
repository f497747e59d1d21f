"""The attention economy: how much there is to go round, who gets it, and what is promised to those who do not.

Small models of closed circles in which makers are each other's audience. Where many worlds run side by side they are an axis
of an array; `low` and `high` are the tenth and ninetieth percentile over them, and a row marked `yours` belongs to the chosen
setting. Ceilings and concentration laws stand in `recursivity.core`, for other tools to call. No number here is a measurement:
what is known of the world stands in the essay. A value outside a declared range raises `ParameterError`. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import heapq
import math
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import (
    Card,
    Model,
    ParameterError,
    band,
    following,
    gini,
    herfindahl,
    lognormal_spread,
    lognormal_top_share,
    model,
    normal_cdf,
    normal_density,
    normal_quantile,
    option,
    pareto_exponent,
    pareto_top_share,
    plateau,
    rank_correlation,
    real,
    steady,
    whole,
)

# --------------------------------------------------------------------------------------------------------------- budgets


@model
class AttentionBudget(Model):
    """Every reading that a work gets is one that somebody gives: the mean is settled before anybody competes.

    Conservation of attention: a mean work has r·(1 + x)/(ρ·c) readings, where each of N members reads r works, a share ρ of
    them make c works each, and x outside readers come to one member. N cancels. How unevenly the readings fall on works (a
    log-normal law with standard deviation σ of the logarithm) moves the median, and never the mean.

    Returns rows by `members` (100 to a million, and the number chosen): `works`, `audience` (mean readings of a work, from the
    equation), `simulated`, `median`, `unread` (share of works without a reading, both among at most 4,000 works) and `yours`.
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
        boundary="Growth of the circle changes nothing; readers who make nothing, and more reading, raise the mean.",
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
        """Return the share of members that money can keep, if everybody who reads spends so much and a living needs so much."""
        return (1 + self.outside) * spend / need

    def _readings(self, rng: np.random.Generator, works: int) -> np.ndarray:
        """Return the readings of at most 4,000 works, which share out exactly what falls to so many."""
        shown = min(works, 4000)
        weight = rng.lognormal(0, self.unevenness, shown)
        return rng.multinomial(round(self.audience * shown), weight / weight.sum())


@model
class Lift(Model):
    """A thread in which all are to grow together, and what host and guests have of it.

    Hub formation by follow-back: in each of 100 rounds one member, drawn by lot, is the host. A share of the others are
    guests: all of them follow the host, who follows them back or does not, and each guest follows each other guest with a
    small probability. At the start everybody follows about ten others at random. Outsiders may follow the host besides; they
    are followed by nobody. Every follow has two ends, so members' mean following equals their mean followers, less outsiders.

    Returns rows by `round` (0 to 100, means over 4 worlds): `host` and `guest` (followers gained in the round by the host, and
    by a guest on average), `gini` (of followers), `followers` and `following` (means over members). [essay_social2]
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
        wrong_if="Guests go through the list and follow one another, or the audience is not the circle itself.",
        boundary="If everybody takes part and hosts follow back, followings become nearly equal, and mark out nobody.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return gains and inequality, round by round."""
        worlds, n, guests = 4, self.members, max(2, round(self.take_up * (self.members - 1)))
        world = np.arange(worlds)
        follows = rng.random((worlds, n, n)) < 10 / (n - 1)
        follows[:, np.arange(n), np.arange(n)] = False
        outsiders = np.zeros((worlds, n), dtype=int)
        rows, before = [], follows.sum(axis=1)
        for number in range(101):
            gains = (0.0, 0.0)
            if number > 0:
                order = rng.random((worlds, n)).argsort(axis=1)
                host, guest = order[:, 0], order[:, 1 : guests + 1]
                self._thread(rng, follows, host, guest)
                outsiders[world, host] += self.strangers
                gain = follows.sum(axis=1) + outsiders - before
                gains = gain[world, host].mean(), gain[world[:, None], guest].mean()
            before = follows.sum(axis=1) + outsiders
            rows.append(
                (
                    number,
                    *gains,
                    gini(before).mean(),
                    before.mean(),
                    np.count_nonzero(follows) / (worlds * n),
                )
            )
        return pd.DataFrame(
            rows, columns=["round", "host", "guest", "gini", "followers", "following"]
        )

    def _thread(
        self, rng: np.random.Generator, follows: np.ndarray, host: np.ndarray, guest: np.ndarray
    ) -> None:
        """Add the follows of one thread, in every world."""
        worlds, guests = guest.shape
        world = np.arange(worlds)
        follows[world[:, None], guest, host[:, None]] = True
        if self.follow_back == "yes":
            follows[world[:, None], host[:, None], guest] = True
        hits = rng.poisson(
            -math.log1p(-self.mutual) * guests * (guests - 1), worlds
        )  # each pair is hit with probability e
        at = np.repeat(world, hits.astype(np.intp))  # an index has 32 bits in the browser
        one = rng.integers(guests, size=len(at))
        other = (one + 1 + rng.integers(guests - 1, size=len(at))) % guests
        follows[at, guest[at, one], guest[at, other]] = True


# -------------------------------------------------------------------------------------------------------- under a ceiling

SIZES, PULLS = (
    np.array([1, 9, 90, 900]),
    np.array([0.8, 0.35, 0.06, 0.004]),
)  # of the four tiers: an illustration, not data


@model
class StatusTiers(Model):
    """Follow those above you, return the follows of your equals: one star, nine names, ninety hopes and nine hundred more.

    Status-directed attachment with selective reciprocity: each member follows each member of a tier with that tier's pull, 0.8,
    0.35, 0.06 or 0.004, scaled by an appetite of the member's own (log-normal, mean 1): 1 − (1 − pull)^appetite. A follow is
    returned with probability `courtesy` · exp(−λ · gap), where the gap counts the tiers that the follower stands below. With
    `status` 0 members follow by interest, and all tiers pull alike, so much that there are as many follows.

    Returns rows by `tier` (1 to 4): `size`, `followers` and `following` (means), `below` (share of its followers who stand in a
    lower tier), `returned` (share of their follows that are returned), `both` (share of its followers, the star aside, who
    follow the star, too) and `mutual` (share of all follows in the circle that go both ways). [gould2002, konig2014]
    """

    status: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how far status settles whom one follows, and not interest",
    )
    appetite: float = real(
        0.4, low=0.0, high=1.5, step=0.1, meaning="how unlike members are in how much they follow"
    )
    courtesy: float = real(
        0.5, low=0.0, high=1.0, step=0.1, meaning="chance that an equal's follow is returned"
    )
    gap: float = real(
        2.0,
        low=0.0,
        high=5.0,
        step=0.5,
        symbol="λ",
        meaning="how fast that fades with each tier between",
    )

    card = Card(
        assumes="Tiers are given, everybody sees them, and a bigger name pulls everybody alike.",
        leaves_out="How somebody came to be in a tier, taste, and rival camps with a star each.",
        absent="Why they follow: to learn, to be seen, or because they like the work.",
        wrong_if="Followings go by interest, or the known return a follow as a matter of course.",
        boundary="Following by interest levels the tiers; with one appetite for all, whose follower one is says nothing more.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who follows whom, tier by tier."""
        tier, follows = np.repeat(np.arange(4), SIZES), self.graph(rng)
        rows = []
        for t, size in enumerate(SIZES):
            members, lower, others = tier == t, tier > t, np.arange(len(tier)) > 0
            fans, gives = follows[:, members], follows[members]
            from_below = fans[lower].sum()
            row = (
                t + 1,
                size,
                fans.sum() / size,
                gives.sum() / size,
                from_below / max(fans.sum(), 1),
            )
            returned = (fans & gives.T)[lower].sum() / max(from_below, 1)
            rows.append(
                (*row, returned, fans[others & follows[:, 0]].sum() / max(fans[others].sum(), 1))
            )
        table = pd.DataFrame(
            rows, columns=["tier", "size", "followers", "following", "below", "returned", "both"]
        )
        return table.assign(mutual=(follows & follows.T).sum() / max(follows.sum(), 1))

    def graph(self, rng: np.random.Generator) -> np.ndarray:
        """Draw who follows whom: entry [i, j] is true where i follows j, the star first."""
        tier = np.repeat(np.arange(4), SIZES)
        even = (PULLS * SIZES).sum() / SIZES.sum()
        pull = even + self.status * (PULLS - even)  # as many follows whatever the status
        appetite = rng.lognormal(-(self.appetite**2) / 2, self.appetite, len(tier))
        wish, back = rng.random((2, len(tier), len(tier)), dtype=np.float32)
        follows = wish < 1 - (1 - pull[tier]) ** appetite[:, None]
        np.fill_diagonal(follows, False)
        distance = tier[:, None] - tier
        returns = self.courtesy * np.exp(-self.gap * np.abs(distance))
        return follows | (follows & (distance >= 0) & (back < returns)).T


@model
class Ceiling(Model):
    """A following in a closed circle: quick or slow, it ends at the circle's edge, and with loss it ends before.

    Reachable set with loss: of C people within reach a share g·rank^(−fade) begins to follow in a day, and a share δ of
    followers leaves and can be won again. The following tends to C·g/(g + δ): without loss rank decides how soon, not where.
    A share b of the effort goes over a bridge to circles that never run dry: those won there add g·b·C a day and leave at
    the same rate. If only those below follow, C is the number below instead of all others.

    Returns rows by `day` (41 of them, 0 to `days`): `audience` (from the equation), `low`, `median` and `high` over 200 worlds,
    `plateau` (where it ends; the largest of the days' where it does not end), and `reach` (C). [zhulerman2016]
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
    days: int = whole(1000, low=100, high=4000, step=100, scale="log", meaning="days")

    card = Card(
        assumes="All in the circle are within reach and alike, and leave and return at random; other circles never run dry.",
        leaves_out="Other members who grow at the same time, and what a reader does besides following.",
        absent="The platform, which decides what is shown to whom.",
        wrong_if="Accounts in closed circles settle at sizes that have nothing to do with pool, gain and loss.",
        boundary="Without loss the circle itself is the only ceiling. A bridge lifts it, and removes it if nobody leaves.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the following day by day: equation, and worlds in which everybody decides alone."""
        day = np.linspace(0, self.days, 41).round().astype(int)
        inside, outside = np.zeros((2, 200), dtype=int)
        at_home, abroad = self._gains
        seen = np.empty((41, 200), dtype=int)
        for at, step in enumerate(np.diff(day, prepend=0)):
            mixed, stays = (
                (1 - at_home - self.loss) ** step,
                (1 - self.loss) ** step,
            )  # exact for any number of days
            share = float(plateau(1, at_home, self.loss))
            leaves = rng.binomial(inside, np.clip((1 - share) * (1 - mixed), 0, 1))
            inside += rng.binomial(self.reach - inside, np.clip(share * (1 - mixed), 0, 1)) - leaves
            arrived = abroad * self.reach * (step if self.loss == 0 else (1 - stays) / self.loss)
            outside = rng.binomial(outside, stays) + rng.poisson(arrived, 200)
            seen[at] = inside + outside
        low, median, high = band(seen, axis=1)
        audience = self.audience(day)
        end = self.plateau if math.isfinite(self.plateau) else audience[-1]
        columns = {"day": day, "audience": audience, "low": low, "median": median, "high": high}
        return pd.DataFrame(columns | {"plateau": end, "reach": self.reach})

    @property
    def reach(self) -> int:
        """C, the people in the circle who may follow."""
        return self.circle - (1 if self.followed_by == "anybody" else self.rank)

    @property
    def plateau(self) -> float:
        """Where the following ends: C·g'/(g' + δ) at home plus what a bridge keeps up, infinite over a bridge without loss."""
        at_home, abroad = self._gains
        beyond = (
            0.0 if abroad == 0 else math.inf if self.loss == 0 else abroad * self.reach / self.loss
        )
        return float(plateau(self.reach, at_home, self.loss)) + beyond

    def audience(self, day: ArrayLike) -> np.ndarray:
        """Return the expected following after some days."""
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

    Allee effect: an account of x followers changes in a day by the share −l + (h + l)/(1 + (θ/x)⁴), give or take luck, and
    stops short of everybody. Growth is nothing at θ·(l/h)^¼, the watershed, which lies below the size θ at which feedback is
    half of what it becomes. θ is an illustration: no study that we know of fixes such a number.

    Returns rows by `start` (100 to 20,000 followers, and the one chosen): `growth` (expected share in the first day), `end`
    (followers after 1,000 days without luck), `taken_off` (share of 200 worlds that end beyond θ), `watershed` and `yours`.
    [allee1931]
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
        assumes="Everybody sees the same feedback at the same size, and luck on one day knows nothing of the day before.",
        leaves_out="Quality, other accounts, and the day on which the platform changes its rules.",
        absent="Followers: they are a quantity here.",
        wrong_if="Growth, as a share, does not depend on size, or falls with it.",
        boundary="Without loss there is no watershed: everybody takes off, only later. Luck blurs the line.",
    )
    EVERYBODY = 1_000_000

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the end by the size at the start."""
        start = np.union1d(np.geomspace(100, 20_000, 30).round().astype(int), [self.start])
        size = np.repeat(
            start[:, None].astype(float), 201, axis=1
        )  # the last column is without luck
        for _ in range(200):  # five days a step
            luck = (
                self.luck * math.sqrt(5) * rng.standard_normal((len(start), 200), dtype=np.float32)
            )
            growth = 5 * self.growth(size)
            growth[:, :-1] += luck - 5 * self.luck**2 / 2
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
        """Return the expected daily growth of accounts of a size, as a share; it dies out as everybody follows."""
        x = np.asarray(size, dtype=float)
        ratio = (self.feedback / x) ** 2
        free = -self.melting + (self.growing + self.melting) / (1 + ratio * ratio)
        return np.where(free > 0, free * (1 - x / self.EVERYBODY), free)

    @property
    def watershed(self) -> float:
        """The size at which an account neither grows nor melts: θ·(l/h)^¼."""
        return self.feedback * (self.melting / self.growing) ** 0.25


# ---------------------------------------------------------------------------------------------------- numbers on display


@model
class HiddenScore(Model):
    """The same works before the same public, with the count of likes shown, softened, or shuffled away.

    Cumulative advantage with a public signal: visitors come ten at a time and choose one work of a hundred, with a probability
    in proportion to (1 + likes)^(1.3 · visibility), or, with probability `shuffle`, at random. They like what they chose with
    a chance that is the work's own quality: logistic, around 0.36. Eight worlds hold the same works; only luck differs.

    Returns rows by `work` (best first): `quality`, `likes` (mean over worlds) and `world_1` to `world_8`. The method
    `judged` draws a table's measures: inequality, validity, likes for each visit, distance of worlds.
    [salganik2006, pandey2005]
    """

    visibility: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how much counts weigh in the choice, 0 where hidden",
    )
    shuffle: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="share of visitors who are shown a work at random"
    )
    spread: float = real(
        0.5,
        low=0.0,
        high=2.0,
        step=0.25,
        meaning="how unlike works are in quality (σ of its log odds)",
    )
    visitors: int = whole(3000, low=500, high=5000, step=500, meaning="visitors to each world")

    card = Card(
        assumes="One number is shown, everybody reads it alike, and liking has nothing to do with it.",
        leaves_out="Friends, tastes, time, and works that are made because others were liked.",
        absent="The platform's income, of which likes for each visit are a stand-in.",
        wrong_if="People choose by something else than counts, or like a thing because others did.",
        boundary="Where counts are hidden inequality is what quality and luck leave; likes for each visit fall.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the likes of every work in every world."""
        quality = np.sort(1 / (1 + np.exp(0.56 - self.spread * rng.standard_normal(100))))[::-1]
        likes = np.zeros((8, 100), dtype=int)
        for _ in range(self.visitors // 10):
            weight = steady((1.0 + likes) ** (1.3 * self.visibility))
            chance = (1 - self.shuffle) * weight / weight.sum(
                axis=1, keepdims=True
            ) + self.shuffle / 100
            likes += rng.binomial(rng.multinomial(10, chance), quality)
        worlds = {f"world_{number}": row for number, row in enumerate(likes, start=1)}
        return pd.DataFrame(
            {"work": np.arange(1, 101), "quality": quality, "likes": likes.mean(axis=0), **worlds}
        )

    def judged(self, table: pd.DataFrame) -> pd.Series:
        """Return a table's `gini` (of likes), `validity` (rank correlation with quality), `likes` a visit and `distance`.

        The first three are means over the eight worlds; distance is the mean over pairs of worlds of Σ|difference of shares|,
        0 where worlds agree and 2 where they have no liked work in common.
        """
        likes = table[[f"world_{number}" for number in range(1, 9)]].to_numpy().T
        shares = likes / likes.sum(axis=1, keepdims=True)
        valid = rank_correlation(likes, np.broadcast_to(table.quality, likes.shape)).mean()
        apart = np.abs(shares[:, None] - shares).sum(axis=-1).sum() / 56
        a_visit = likes.sum() / (8 * 10 * (self.visitors // 10))
        return pd.Series(
            {"gini": gini(likes).mean(), "validity": valid, "likes": a_visit, "distance": apart}
        )


@model
class ArbitraryViews(Model):
    """Two parties, twenty questions, eight worlds: which side a party is on may be settled by whoever spoke first.

    Opinion cascade in multiple worlds: 300 members of each party speak in turn. Somebody agrees with log odds of
    ± lean + influence · (L_own − L_other)/2, where L are the log odds (agreed + 1)/(disagreed + 1) of either party so far, and
    the lean, log-odds for one party and against for the other, is drawn for each question with a standard deviation `prior`.

    Returns rows by `question`: `lean`, `gap` (mean size of the difference of the parties' shares of yes, over worlds),
    `unsettled` (standard deviation over worlds of that difference, with its sign) and `world_1` to `world_8`. [macy2019]
    """

    influence: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        meaning="how much the parties' visible shares of yes weigh",
    )
    prior: float = real(
        0.2,
        low=0.0,
        high=2.0,
        step=0.1,
        meaning="how strongly parties lean before anybody has spoken",
    )

    card = Card(
        assumes="Everybody sees where both parties stand, wants to be with one's own, and speaks once.",
        leaves_out="Arguments, leaders, news, and questions that hang together.",
        absent="Whoever has no party.",
        wrong_if="People do not look at who holds an opinion, or look only at the reasons for it.",
        boundary="Without influence worlds agree; so they do, at any influence, where the lean is strong from the start.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return where the parties stand in every world, question by question."""
        lean = self.prior * rng.standard_normal(20)
        counts = np.ones((2, 2, 8, 20))  # party, agreed or not, world, question
        luck = rng.random((300, 2, 8, 20))
        for turn in luck:
            for party, side in ((0, 1), (1, -1)):
                standing = np.log(counts[:, 0] / counts[:, 1])
                odds = side * lean + self.influence * (standing[party] - standing[1 - party]) / 2
                agrees = turn[party] < 1 / (1 + np.exp(-odds))
                counts[party, 0] += agrees
                counts[party, 1] += ~agrees
        shares = (counts[:, 0] - 1) / 300
        gap = shares[0] - shares[1]
        worlds = {f"world_{number}": row for number, row in enumerate(gap, start=1)}
        summary = {
            "lean": lean,
            "gap": np.abs(gap).mean(axis=0),
            "unsettled": gap.std(axis=0, ddof=1),
        }
        return pd.DataFrame({"question": np.arange(1, 21), **summary, **worlds})


# --------------------------------------------------------------------------------------------- who has, and who came first


@model
class Concentration(Model):
    """How much the first few hold at a given Gini, and how much it gives the others to talk about.

    Two laws for one Gini coefficient: Pareto, where the first share q of holders hold q^(1 − 1/a) with G = 1/(2a − 1), and
    log-normal, where they hold Φ(σ − Φ⁻¹(1 − q)) with G = 2Φ(σ/√2) − 1. Two people who each draw m of 10,000 works, with
    chances s under the log-normal law, share at least one with probability 1 − exp(−m²·Σs²), or rather less where single
    works are large. With several `groups` each has an order of works of its own, and the law holds within it.

    Returns rows by `gini` (0.05 to 0.96, and the one chosen): `pareto` and `lognormal` (what the first `top` hold),
    `above_mean` (Pareto: share of holders above the mean), `overlap` (from the equation, within a group), `shared` (by 300
    simulated people with somebody of their group), `across` (with somebody of another), `effective` (works that count: exp
    of the entropy of shares), `together` (Gini of all groups taken as one) and `yours`. [zhulerman2016, bartl2018]
    """

    concentration: float = real(
        0.92, low=0.05, high=0.96, step=0.01, symbol="G", meaning="Gini coefficient of attention"
    )
    top: float = real(
        0.01,
        low=0.001,
        high=0.5,
        step=0.001,
        scale="log",
        symbol="q",
        meaning="the first share of holders",
    )
    seen: int = whole(
        20, low=1, high=50, symbol="m", unit="works", meaning="works that each person has seen"
    )
    groups: int = whole(1, low=1, high=8, meaning="groups, each with favourites of its own")

    card = Card(
        assumes="One smooth law holds from the first to the last, and people draw works independently.",
        leaves_out="Everything that is not an amount: what is said, and how long it is remembered.",
        absent="Who stands where, and whether it is the same people every year.",
        wrong_if="The far tail is cut, or follows another law than the rest: then shares and Gini part company.",
        boundary="Below a Gini of 0.74 (Pareto) or 0.90 (log-normal) the first hundredth does not hold more than all the rest.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return shares of the first, and overlaps, for each Gini."""
        index = np.union1d([0.05, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.94, 0.96], [self.concentration])
        spreads = lognormal_spread(index)
        columns = ["overlap", "shared", "across", "effective", "together"]
        drawn = pd.DataFrame([self._overlaps(rng, s) for s in spreads], columns=columns)
        a = pareto_exponent(index)
        return pd.DataFrame(
            {
                "gini": index,
                "pareto": pareto_top_share(index, self.top),
                "lognormal": lognormal_top_share(index, self.top),
                "above_mean": ((a - 1) / a) ** a,
                **drawn,
                "yours": index == self.concentration,
            }
        )

    def _overlaps(self, rng: np.random.Generator, spread: float) -> tuple[float, ...]:
        """Return what two people share at a spread of 10,000 works: equation, pairs in one group and in two, and the rest."""
        weight = np.exp(spread * _ladder())
        share = rng.permuted(np.tile(weight / weight.sum(), (self.groups, 1)), axis=1)
        seen = np.sort(np.searchsorted(share[0].cumsum(), rng.random((300, self.seen))), axis=1)
        fresh = np.diff(seen, axis=1, prepend=-1) > 0  # a work seen twice counts once
        met = [
            1 - (1 - (share[g][seen] * fresh).sum(axis=1)) ** self.seen
            for g in (0, min(1, self.groups - 1))
        ]
        overlap = -np.expm1(-(self.seen**2) * (share[0] ** 2).sum())
        return (
            overlap,
            met[0].mean(),
            met[1].mean(),
            np.exp(-(share[0] * np.log(share[0])).sum()),
            gini(share.mean(axis=0)),
        )


@cache
def _ladder() -> np.ndarray:
    """Return 10,000 standard normal numbers as they lie on average: a popularity ladder without luck in its top rungs."""
    return normal_quantile((np.arange(10_000) + 0.5) / 10_000)


@model
class LateComers(Model):
    """Everybody who comes links to somebody who is there, and mostly to whom others have linked.

    Preferential attachment with fitness: each entrant makes one link, to an earlier one in proportion to
    fitness · (1 + links received)^γ. Fitness is log-normal. With γ = 1 and one fitness for all, the first share q of entrants
    hold 2√q − q of all links in the long run. Drawn exactly, as clocks that compete: an entrant's next link arrives after an
    exponential time at that rate, and whoever is linked to is the one whose clock rings first.

    Returns rows by `first` (0.01 to 1, a share of the entrants in the order of coming): `held` (their share of all links, mean
    over 12 worlds), `low`, `high`, `expected` (2√q − q), `correlation` (rank correlation of coming late with links) and `late`
    (how many of the ten most linked, as a share, came in the last 80 %; these two are the same in every row).
    [simon1955, barabasi1999, bianconi2001, newman2009]
    """

    entrants: int = whole(
        1000,
        low=200,
        high=2000,
        step=100,
        scale="log",
        symbol="n",
        unit="people",
        meaning="people who come",
    )
    fitness: float = real(
        0.0, low=0.0, high=2.0, step=0.25, meaning="how unlike entrants are in what draws links (σ)"
    )
    pull: float = real(
        1.0, low=0.5, high=1.5, step=0.1, symbol="γ", meaning="exponent with which links draw links"
    )

    card = Card(
        assumes="Nothing grows old or is forgotten, and everybody sees everybody's links.",
        leaves_out="Fashion, and rooms that newcomers have to themselves.",
        absent="Those who looked, saw that places were taken, and did not come.",
        wrong_if="Attention goes to what is new because it is new.",
        boundary="Unlike fitness lets newcomers in; a pull below 1 shares out more, and still by the order of coming.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how much those who came first hold."""
        first = np.array([0.01, 0.02, 0.05, *np.linspace(0.1, 1, 10).round(9)])
        worlds = [self.links(rng) for _ in range(12)]
        counts = np.ceil(first * self.entrants - 1e-9).astype(int)
        held = np.array([np.cumsum(w)[counts - 1] / w.sum() for w in worlds])
        low, _, high = band(held)
        best = [np.argsort(-w, kind="stable")[:10] for w in worlds]
        order = pd.Series(np.arange(self.entrants, dtype=float))
        correlation = np.mean([pd.Series(w).rank().corr(order) for w in worlds])
        table = {
            "first": first,
            "held": held.mean(axis=0),
            "low": low,
            "high": high,
            "expected": 2 * np.sqrt(first) - first,
        }
        late = np.mean([(b >= 0.2 * self.entrants).mean() for b in best])
        return pd.DataFrame(table | {"correlation": correlation, "late": late})

    def links(self, rng: np.random.Generator) -> np.ndarray:
        """Return how many links each entrant receives in one world, in the order of coming."""
        n = self.entrants
        fitness = np.exp(self.fitness * rng.standard_normal(n))
        waits = rng.exponential(size=(2, n)).tolist()
        pace = [(1 + k) ** -self.pull for k in range(n)]
        slow, received, clocks = (1 / fitness).tolist(), [0] * n, []
        heapq.heappush(clocks, (waits[0][0] * slow[0], 0))
        for newcomer in range(1, n):
            now, chosen = clocks[0]
            received[chosen] += 1
            heapq.heapreplace(
                clocks, (now + waits[1][newcomer] * slow[chosen] * pace[received[chosen]], chosen)
            )
            heapq.heappush(clocks, (now + waits[0][newcomer] * slow[newcomer], newcomer))
        return np.array(received)


@model
class RichAndPoor(Model):
    """To those who have is given, from those who have little is taken, and one had a start.

    Matthew effect with loss: in each of 100 rounds ten newcomers follow accounts with a probability in proportion to k^γ, where
    k is the following now, and a share `loss` as many leave, an account being left in proportion to 1/k. All begin with five
    followers; the first account begins with `head_start` more. An account that is down to none is out of sight. Without loss
    and with γ = 1 it is Pólya's urn: the mean share of the first account stays at (5 + head start)/(5n + head start).

    Returns rows by `round` (0 to 100, over 40 worlds): `gini`, `largest` (share of the largest), `gained` (by the first account
    since the start), `typical` (by the mean account), `leads` (share of worlds that the first account leads, ties shared) and
    `empty` (share of accounts without followers). [merton1968, krapivsky2000, zhulerman2016, vanderijt2014]
    """

    accounts: int = whole(50, low=10, high=100, step=10, symbol="n", meaning="accounts")
    pull: float = real(
        1.0,
        low=0.5,
        high=1.5,
        step=0.1,
        symbol="γ",
        meaning="exponent with which a following draws followers",
    )
    loss: float = real(0.0, low=0.0, high=0.9, step=0.1, meaning="departures for each arrival")
    head_start: int = whole(
        0,
        low=0,
        high=80,
        step=5,
        unit="followers",
        meaning="what the first account begins with besides",
    )

    card = Card(
        assumes="All accounts are equally good, and ten newcomers decide before they see each other.",
        leaves_out="Quality, which in experiments keeps the very good from failing and the very bad from winning.",
        absent="Who can afford a head start: family, friends, money.",
        wrong_if="Small accounts are left no more readily than large ones, or what is given early is soon forgotten.",
        boundary="A pull below 1 wears a head start down, above 1 one takes all; without loss the poor lose nothing.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return inequality and the fate of the first account, round by round."""
        k = np.full((40, self.accounts), 5)
        k[:, 0] += self.head_start
        start, rows = k.copy(), [self._row(0, k, k)]
        for number in range(1, 101):
            weight = steady(k.astype(float) ** self.pull)
            k = k + rng.multinomial(10, weight / weight.sum(axis=1, keepdims=True))
            leaving = rng.binomial(10, self.loss, 40)
            little = np.divide(1.0, k, out=np.zeros(k.shape), where=k > 0)
            k = np.maximum(
                k - rng.multinomial(leaving, little / little.sum(axis=1, keepdims=True)), 0
            )
            rows.append(self._row(number, k, start))
        return pd.DataFrame(
            rows, columns=["round", "gini", "largest", "gained", "typical", "leads", "empty"]
        )

    def _row(self, number: int, k: np.ndarray, start: np.ndarray) -> tuple[float, ...]:
        best = k == k.max(axis=1, keepdims=True)
        leads, largest = (
            (best[:, 0] / best.sum(axis=1)).mean(),
            (k.max(axis=1) / k.sum(axis=1)).mean(),
        )
        gained = (k - start).mean(axis=0)
        return number, gini(k).mean(), largest, gained[0], gained.mean(), leads, (k == 0).mean()


# ---------------------------------------------------------------------------------------------------------- closed loops


@model
class TightLoop(Model):
    """A circle in which everybody passes on what somebody else passed on.

    Neutral drift: at each of 400 steps each of N members takes up the idea of a member drawn at random, or, with probability μ,
    a new one. Sameness F is the chance that two members hold the same idea. It tends to (1 − μ)²/(N − (N − 1)(1 − μ)²), about
    1/(1 + 2Nμ): from half a new idea a step in the whole circle (2Nμ = 1) it is below one half, whatever N.

    Returns rows by `step` (41 of them): `ideas` (different ones, mean over 12 worlds), `low`, `high`, `sameness` (mean) and
    `expected` (where sameness tends). [wright1931, bentley2004]
    """

    members: int = whole(
        100,
        low=20,
        high=500,
        scale="log",
        symbol="N",
        unit="people",
        meaning="people in the circle",
    )
    fresh: float = real(
        0.01,
        low=0.0,
        high=0.05,
        step=0.001,
        symbol="μ",
        meaning="chance that somebody brings a new idea",
    )

    card = Card(
        assumes="Ideas are equally good, one to a person, and all members copy all others alike.",
        leaves_out="Judgement, memory, and ideas made of two others.",
        absent="Reasons for staying with what one has.",
        wrong_if="Ideas last because they are better, or people copy what is rare.",
        boundary="One new idea every other step in the whole circle halves its sameness, in a circle of any size.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how many ideas are left, step by step."""
        worlds, n = 12, self.members
        ideas = np.tile(np.arange(n), (worlds, 1))
        world = np.arange(worlds)[:, None]
        rows = []
        for step in range(401):
            if step % 10 == 0:
                rows.append((step, *self._variety(ideas)))
            ideas = ideas[world, rng.integers(n, size=(worlds, n))]
            new = rng.random((worlds, n)) < self.fresh
            ideas[new] = n * (step + 1) + np.nonzero(new)[1]  # a number that nobody has had
        return pd.DataFrame(rows, columns=["step", "ideas", "low", "high", "sameness"]).assign(
            expected=self.expected
        )

    @property
    def expected(self) -> float:
        """Where sameness tends: (1 − μ)²/(N − (N − 1)(1 − μ)²)."""
        kept = (1 - self.fresh) ** 2
        return kept / (self.members - (self.members - 1) * kept)

    @staticmethod
    def _variety(ideas: np.ndarray) -> tuple[float, ...]:
        counts = [np.unique(row, return_counts=True)[1] for row in ideas]
        low, _, high = band(np.array([len(c) for c in counts]))
        n = ideas.shape[1]
        same = np.mean([(c * (c - 1)).sum() / (n * (n - 1)) for c in counts])
        return np.mean([len(c) for c in counts]), low, high, same


@model
class HotTopics(Model):
    """Makers go where the talk is, and the talk goes where the makers are.

    Herding in production: 100 makers work on 20 topics. A topic's attention is in proportion to supply^γ. In each of 150 rounds
    a fifth of the makers, drawn at random, choose anew, in proportion to what they look at: attention/supply^c, the whole of a
    topic's attention where congestion c is 0, and what one maker gets of it where c is 1 (an ideal free distribution).

    Returns rows by `round` (every fifth, over 20 worlds): `concentration` (Herfindahl index of supply), `low`, `high`,
    `largest` (share of makers in the largest topic), `topics` (with a maker left) and `premium` (attention for each maker in
    the largest topic, in units of the mean maker's). [fretwell1969]
    """

    pull: float = real(
        1.0,
        low=0.5,
        high=1.2,
        step=0.1,
        symbol="γ",
        meaning="exponent with which supply draws attention",
    )
    congestion: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.1,
        symbol="c",
        meaning="how far makers count those already there",
    )

    card = Card(
        assumes="Makers can make anything, moving is free, and all topics are equally worth while.",
        leaves_out="Knowing a subject, loving it, and the audience's boredom.",
        absent="Topics that nobody has thought of; one that nobody is left on does not come back.",
        wrong_if="Attention goes to what is scarce.",
        boundary="Makers who count the crowd spread out; at γ = 1 the hot topic never paid anybody more than the cold one.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how makers crowd on topics, round by round."""
        supply = rng.multinomial(100, np.full(20, 1 / 20), 20)
        rows = []
        for number in range(151):
            if number % 5 == 0:
                rows.append((number, *self._row(supply)))
            lure = np.power(
                supply, self.pull - self.congestion, out=np.zeros(supply.shape), where=supply > 0
            )
            leaving, lure = rng.binomial(supply, 0.2), steady(lure)
            supply = (
                supply
                - leaving
                + rng.multinomial(leaving.sum(axis=1), lure / lure.sum(axis=1, keepdims=True))
            )
        return pd.DataFrame(
            rows, columns=["round", "concentration", "low", "high", "largest", "topics", "premium"]
        )

    def _row(self, supply: np.ndarray) -> tuple[float, ...]:
        index = herfindahl(supply)
        low, _, high = band(index)
        attention = supply**self.pull
        largest = supply.max(axis=1)
        premium = (largest**self.pull / largest) / (attention.sum(axis=1) / 100)
        return (
            index.mean(),
            low,
            high,
            largest.mean() / 100,
            (supply > 0).sum(axis=1).mean(),
            premium.mean(),
        )


# ---------------------------------------------------------------------------------------------- promises, and who pays them


@model
class SilentFailures(Model):
    """Who fails says nothing, so that whoever looks around sees winners.

    Undersampling of failure: outcomes are log-normal; the best hundredth are successes, and are seen. Of the others a share h
    stays hidden. Success then seems as common as 0.01/(0.01 + 0.99·(1 − h)), and the mean as high as that of those seen.

    Returns rows by `hidden` (0 to 0.99, and the share chosen): `rate` (of success among those seen) and `mean` (of outcomes
    seen, in units of the median), both in a sample of 100,000, `expected_rate`, `expected_mean`, `below` (share of all who lie
    below the mean that they see) and `yours`. [denrell2003, jordan2011]
    """

    hidden: float = real(
        0.95,
        low=0.0,
        high=0.99,
        step=0.01,
        symbol="h",
        meaning="share of the others who are not seen",
    )
    spread: float = real(
        1.5,
        low=0.5,
        high=2.0,
        step=0.25,
        symbol="σ",
        meaning="how unlike outcomes are (σ of their logarithm)",
    )

    card = Card(
        assumes="Every success is seen, and everybody takes what is seen for what there is.",
        leaves_out="Boasting, which would make it worse, and doubt, which would help.",
        absent="What failing costs those who do it in silence.",
        wrong_if="Failures are talked of as much as successes are, or people know that they are not.",
        boundary="With nothing hidden, or with base rates published next to each success, what is seen is true.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is seen by how much is hidden."""
        hidden = np.union1d(np.r_[np.linspace(0, 0.95, 20).round(9), 0.99], [self.hidden])
        outcome = np.sort(rng.lognormal(0, self.spread, 100_000))
        luck = rng.random(99_000)
        seen = [np.r_[outcome[:99_000][luck >= h], outcome[99_000:]] for h in hidden]
        last = float(normal_quantile(0.99))
        whole_mean = math.exp(self.spread**2 / 2)
        winners = whole_mean * normal_cdf(self.spread - last)
        expected = (winners + (1 - hidden) * (whole_mean - winners)) / (0.01 + 0.99 * (1 - hidden))
        return pd.DataFrame(
            {
                "hidden": hidden,
                "rate": [1000 / len(s) for s in seen],
                "mean": [s.mean() for s in seen],
                "expected_rate": 0.01 / (0.01 + 0.99 * (1 - hidden)),
                "expected_mean": expected,
                "below": normal_cdf(np.log(expected) / self.spread),
                "yours": hidden == self.hidden,
            }
        )


@model
class Tournament(Model):
    """A prize for the first among equals: one can work, or spoil the work of others.

    Sabotage in tournaments: n equals compete for a prize V. Effort e costs e²/2 and shows as o·e, with o the observability of
    quality; sabotage S, spread over the n − 1 rivals, costs k·S²/2. Luck has a standard deviation of √½ each, and one unit of
    advantage over all raises the chance to win by d. In equilibrium e = o·V·d and S = V·d/(k·(n − 1)): what is done to one
    rival is a gift to all others. Insults that cost nothing, so many a head, come besides and win nothing.

    Returns rows by `observability` (0.05 to 1, and the one chosen): `effort`, `sabotage`, `hostile` (share of sabotage and
    insults in all that is done) and `yours`. [lazear1989]
    """

    observability: float = real(
        1.0, low=0.05, high=1.0, step=0.05, symbol="o", meaning="how far good work shows"
    )
    contestants: int = whole(
        2, low=2, high=50, scale="log", symbol="n", meaning="people who compete"
    )
    prize: float = real(
        1.0,
        low=0.1,
        high=2.0,
        step=0.1,
        scale="log",
        symbol="V",
        meaning="what the first gets, over the others",
    )
    cost: float = real(
        2.0,
        low=0.5,
        high=10.0,
        step=0.5,
        symbol="k",
        meaning="cost of sabotage, in units of that of work",
    )
    insults: float = real(
        0.0, low=0.0, high=0.2, step=0.05, meaning="insults a head that cost nothing"
    )

    random = False
    card = Card(
        assumes="All are equal and know it, and nobody is ashamed of anything.",
        leaves_out="Revenge, alliances, being found out, and prizes so large that some would rather give up than keep pace.",
        absent="The audience, which might stop watching.",
        wrong_if="People blacken others for other reasons than to win.",
        boundary="With many contestants sabotage hardly pays; with a fixed wage instead of a prize it does not pay at all.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return effort and sabotage by how far good work shows."""
        shows = np.union1d(np.linspace(0.05, 1, 20).round(9), [self.observability])
        effort = shows * self.prize * self.edge
        sabotage = np.full(
            len(shows), self.prize * self.edge / (self.cost * (self.contestants - 1))
        )
        hostile = (sabotage + self.insults) / (effort + sabotage + self.insults)
        columns = {
            "observability": shows,
            "effort": effort,
            "sabotage": sabotage,
            "hostile": hostile,
        }
        return pd.DataFrame(columns | {"yours": shows == self.observability})

    @property
    def edge(self) -> float:
        """d, by how much a small advantage over all others raises the chance to win: ∫ (n − 1)·φ²·Φ^(n − 2), at σ = √½."""
        x = np.linspace(-8, 8, 321)
        terms = (
            (self.contestants - 1)
            * normal_density(x) ** 2
            * normal_cdf(x) ** (self.contestants - 2)
        )
        return float(terms.sum() * (x[1] - x[0]) * math.sqrt(2))


@model
class HobbyFinance(Model):
    """A circle whose members buy from each other, with somebody who sells advice, or the stall, to all of them.

    Transfers in a closed economy: n makers each spend B within the circle. A share f of it goes to a middleman (a platform, a
    teacher of success). The rest, and what outside readers bring, R in all, goes to makers in proportion to 1/rank. The mean
    maker nets R/n − f·B, whoever wins; the middleman takes f·B·n, and passes a maker's R/n at n = √(R/(f·B)).

    Returns rows by `makers` (10 to 10,000, and the number chosen): `from_readers` (R/n), `middleman` (f·B·n), `net` (of the
    mean maker), `losing` (share of makers who spend more than they earn), `best` (net of the first) and `yours`.
    [essay_social2]
    """

    makers: int = whole(
        1000,
        low=10,
        high=10_000,
        scale="log",
        symbol="n",
        unit="makers",
        meaning="people who make and buy",
    )
    spend: float = real(
        100.0,
        low=0.0,
        high=200.0,
        step=5.0,
        symbol="B",
        unit="a year",
        meaning="what each of them spends",
    )
    fee: float = real(
        0.3,
        low=0.0,
        high=0.9,
        step=0.05,
        symbol="f",
        meaning="share of it that the middleman keeps",
    )
    readers: int = whole(
        0,
        low=0,
        high=1_000_000,
        step=10_000,
        symbol="R",
        unit="a year",
        meaning="what readers from outside spend in all",
    )

    random = False
    card = Card(
        assumes="Everybody spends the same, and revenue falls with rank as 1/rank.",
        leaves_out="What a course is worth to somebody who wanted to learn, and not to earn.",
        absent="Pleasure in making, which turns a loss into the price of a hobby.",
        wrong_if="Those at the top live by readers who make nothing, or everybody earns about the same.",
        boundary="Money from outside readers, or no middleman, lets the mean maker come out even or ahead.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who earns what, by how many take part."""
        makers = np.union1d(np.geomspace(10, 10_000, 13).round().astype(int), [self.makers])
        return pd.DataFrame(
            {
                "makers": makers,
                "from_readers": self.readers / makers,
                "middleman": self.fee * self.spend * makers,
                "net": [self.nets(n).mean() for n in makers],
                "losing": [(self.nets(n) < 0).mean() for n in makers],
                "best": [self.nets(n)[0] for n in makers],
                "yours": makers == self.makers,
            }
        )

    def nets(self, makers: int) -> np.ndarray:
        """Return what each of so many makers earns less what each spends, the first first."""
        share = 1 / np.arange(1, makers + 1)
        pot = makers * self.spend * (1 - self.fee) + self.readers
        return pot * share / share.sum() - self.spend

    @property
    def crossing(self) -> float:
        """How many makers it takes until the middleman has more than a maker gets from readers: √(R/(f·B)), 0 if R is 0."""
        taken = self.fee * self.spend
        return math.sqrt(self.readers / taken) if taken else (math.inf if self.readers else 0.0)


@model
class Pyramid(Model):
    """Each needs k below, and each of those needs k: how far down that goes, and who is at the bottom.

    A tree of recruits, or of pupils: in each round everybody at the bottom finds k people who are not in it yet. After L rounds
    (k^(L+1) − 1)/(k − 1) people are in. Whenever it stops a share of 1 − 1/k, or a little more, has nobody below. A share
    `churn` of the bottom leaves in each round, and can be found again: recruiting then never ends, and rising does.

    Returns rows by `round` (0 to 40): `wanted` (people that the new level would need), `newcomers` (whom it finds), `members`,
    `rising` (members who came to have somebody below) and `bottom` (share of members with nobody below). [larson2014]
    """

    below: float = real(
        6.0,
        low=1.5,
        high=100.0,
        step=0.1,
        scale="log",
        symbol="k",
        meaning="people whom each needs below",
    )
    people: float = real(
        8e9, low=1e3, high=1e10, step=1e3, scale="log", unit="people", meaning="everybody there is"
    )
    churn: float = real(
        0.0, low=0.0, high=0.9, step=0.1, meaning="share of the bottom who leave in a round"
    )

    random = False
    card = Card(
        assumes="Everybody finds as many as anybody else, until there is nobody left to find.",
        leaves_out="Those who never try, and places that are won by merit.",
        absent="What is taught, or sold, and whether it is any good.",
        wrong_if="The number of places at the top grows as fast as the number of those who aspire to them.",
        boundary="Where the bottom leaves and returns it never runs out of newcomers, and still nobody rises.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the pyramid round by round."""
        upper, bottom = 0.0, 1.0
        rows = [(0, 1.0, 1.0, 1.0, 0.0, 1.0)]
        for number in range(1, 41):
            gone = self.churn * bottom if upper else 0.0
            staying = bottom - gone
            wanted = (
                self.below * staying + gone
            )  # some to stand below those who stayed, some in the places of the others
            newcomers = min(wanted, self.people - upper - staying)
            rising = max(newcomers - gone, 0.0) / self.below
            upper, bottom = upper + rising, staying - rising + newcomers
            rows.append(
                (number, wanted, newcomers, upper + bottom, rising, bottom / (upper + bottom))
            )
        return pd.DataFrame(
            rows, columns=["round", "wanted", "newcomers", "members", "rising", "bottom"]
        )


def placed(pupils: float, growth: float = 0.0) -> float:
    """Return the share of pupils who find a place like their teacher's, where each teacher trains so many in a career.

    One place falls vacant for each career, and `growth` new ones come to it. [larson2014]
    """
    if not (pupils > 0 and growth >= -1):
        raise ParameterError(
            f"pupils must satisfy 0 < pupils and growth -1 <= growth: got {pupils!r} and {growth!r}"
        )
    return min(1.0, (1 + growth) / pupils)


@model
class RiskPool(Model):
    """Share what comes in: enough for most, and a fortune for nobody.

    Risk pooling: m makers, whose incomes are log-normal and independent, share equally. The chance that a share exceeds a
    target, in units of the mean income, rises with m where the target lies below 1, and falls to nothing where it lies above.

    Returns rows by `pool` (1 to 100, and the size chosen): `enough` (chance of a share above the target), `fortune` (above five
    times the mean), `median` (of a share, in units of the mean), each in 4,000 draws, `alone` (chance to pass the target
    alone, from the equation) and `yours`. [essay_social2]
    """

    pool: int = whole(
        5, low=1, high=100, scale="log", symbol="m", unit="makers", meaning="makers who share"
    )
    target: float = real(
        0.8,
        low=0.2,
        high=5.0,
        step=0.1,
        symbol="T",
        meaning="what is enough, in units of the mean income",
    )
    spread: float = real(
        1.5,
        low=0.5,
        high=2.0,
        step=0.25,
        symbol="σ",
        meaning="how unlike incomes are (σ of their logarithm)",
    )

    card = Card(
        assumes="Fortunes are independent, shares equal, and sharing changes nobody's work.",
        leaves_out="Free riding, friendship, and what can only be made together.",
        absent="Those who were not asked into the pool.",
        wrong_if="All members of the pool rise and fall together, as a closed circle may.",
        boundary="Pooling serves those who want enough; whoever wants a fortune has to stay alone.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the chances of a share by the size of the pool."""
        sizes = np.union1d(np.geomspace(1, 100, 13).round().astype(int), [self.pool])
        income = np.exp(
            self.spread * rng.standard_normal((4000, 100), dtype=np.float32) - self.spread**2 / 2
        )
        share = income.cumsum(axis=1)[:, sizes - 1] / sizes
        z = (math.log(self.target) + self.spread**2 / 2) / self.spread
        return pd.DataFrame(
            {
                "pool": sizes,
                "enough": (share > self.target).mean(axis=0),
                "fortune": (share > 5).mean(axis=0),
                "median": np.median(share, axis=0),
                "alone": float(normal_cdf(-z)),
                "yours": sizes == self.pool,
            }
        )


@model
class PeersAmongFollowers(Model):
    """How many of a writer's followers write: what profiles say, and what one has to assume to say more.

    A proportion and what is not declared: a share `stated` of followers say in their profiles that they write; of all others a
    share u writes and does not say so. Writers are then stated + u·(1 − stated) of them. Chance enters through the number of
    profiles that somebody reads and sorts.

    Returns rows by `undeclared` (0 to 1, and the share chosen): `writers` (share of followers), `count`, `low` and `high` (of
    the share found, over 400 samples of profiles) and `yours`. [giles2017]
    """

    stated: float = real(
        0.23, low=0.05, high=0.6, step=0.01, meaning="share of followers who say that they write"
    )
    followers: int = whole(
        13_000, low=500, high=100_000, scale="log", unit="people", meaning="followers"
    )
    undeclared: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="u",
        meaning="share of the others who write in silence",
    )
    profiles: int = whole(
        500, low=50, high=5000, scale="log", meaning="profiles that are read (an illustration)"
    )

    card = Card(
        assumes="Each follower writes or does not, and who says so does.",
        leaves_out="Followers who are nobody, such as automata, and those who follow without reading.",
        absent="Why writers follow writers, which may be friendship.",
        wrong_if="Those who sort profiles take readers for writers.",
        boundary="From what is stated alone no third and no half follows, unless the stated share reaches it.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the share of writers by how many do not say so."""
        undeclared = np.union1d(np.linspace(0, 1, 21).round(9), [self.undeclared])
        writers = self.stated + undeclared * (1 - self.stated)
        low, _, high = band(
            rng.binomial(self.profiles, writers, (400, len(writers))) / self.profiles
        )
        columns = {
            "undeclared": undeclared,
            "writers": writers,
            "count": (writers * self.followers).round().astype(int),
        }
        return pd.DataFrame(
            columns | {"low": low, "high": high, "yours": undeclared == self.undeclared}
        )

    def needed(self, claimed: float) -> float:
        """Return the share of the others that would have to write in silence for writers to be a claimed share of followers."""
        return max(0.0, (claimed - self.stated) / (1 - self.stated))
