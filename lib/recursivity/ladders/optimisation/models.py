"""Stratification by optimisation: rankings that answer to those who are ranked, and what it costs to live in them.

Every model here is small, exact about its mechanism and silent about everything else (see its `card`). Chance enters
only through `seed`; where many worlds run side by side they are an axis of an array. A row marked `yours` belongs to
the setting that was chosen. A value outside a declared range raises `ParameterError`. Keys in brackets are those of the
bibliography.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import (
    Card,
    Model,
    ParameterError,
    cumulative_advantage,
    followers,
    gini,
    k_means,
    model,
    normal_cdf,
    normal_density,
    normal_quantile,
    option,
    preferential_attachment,
    rank_correlation,
    real,
    spanning_tree,
    whole,
)

# ------------------------------------------------------------------------------------------------------ lines and kinds


@model
class CutClasses(Model):
    """Classes are distances, cut somewhere: they come out whether there are any or not.

    k-means and single linkage: 200 points in a plane, in `groups` round clouds whose centres are `gap` standard deviations
    apart (one cloud: no structure at all). k-means puts as much of the variance as it can between k classes; of one round
    normal cloud in three classes that is 27/(16π), more than a half. Single linkage joins whatever is nearer than a height;
    each height gives a number of classes, and a number that lasts over a wide range of heights is found and not made.

    Returns rows by `classes` (2 to 6): `explained` (share of variance between the classes of k-means), `parted` (share of
    points whose nearest neighbour is in another of these classes), `slack` (range of heights at which single linkage gives
    so many classes, as a share of the greatest height that joins two) and `yours`. [fourcade2016]
    """

    groups: int = whole(1, low=1, high=5, meaning="clouds that the points really come from")
    gap: float = real(
        8.0,
        low=1.0,
        high=12.0,
        step=0.5,
        unit="sd",
        meaning="distance of neighbouring clouds' centres",
    )
    classes: int = whole(3, low=2, high=6, symbol="k", meaning="classes that somebody asks for")

    card = Card(
        assumes="Likeness is distance in a plane, and everybody is as well measured as everybody else.",
        leaves_out="Classes that people make real by acting on them, and lines along which one is ranked within a class.",
        absent="Who asks for so many classes, and what for.",
        wrong_if="The classes were there first, in law or in custom, and the distances follow from them.",
        boundary="Where clouds are far apart their number is stable over a wide range of cuts; in one cloud none is.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what every number of classes explains, parts and survives."""
        angle = 2 * np.pi * np.arange(self.groups) / self.groups
        radius = self.gap / (2 * math.sin(math.pi / self.groups)) if self.groups > 1 else 0.0
        centres = radius * np.column_stack([np.cos(angle), np.sin(angle)])
        points = centres[np.arange(200) % self.groups] + rng.normal(size=(200, 2))
        apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
        heights = np.sort(spanning_tree(apart))[::-1]
        nearest = (apart + np.diag(np.full(200, np.inf))).argmin(axis=1)
        rows = []
        for classes in range(2, 7):
            label, within = k_means(points, classes, rng)
            explained = 1 - within / ((points - points.mean(axis=0)) ** 2).sum()
            slack = (heights[classes - 2] - heights[classes - 1]) / heights[0]
            rows.append(
                (
                    classes,
                    explained,
                    (label != label[nearest]).mean(),
                    slack,
                    classes == self.classes,
                )
            )
        return pd.DataFrame(rows, columns=["classes", "explained", "parted", "slack", "yours"])


@model
class SelectionLadder(Model):
    """Each rung admits to the next, and those who reach the top were good and lucky.

    Sequential selection under noise: on each rung a score is √(1 − λ) · skill + √λ · luck, luck being new on every rung (and
    the mean of several `trials`), and the best go on, so many that the same share is kept on all rungs.

    Returns rows by `place` (true place by skill, in intervals that grow from the top): `reached` (share of those in the
    interval who reach the final), `expected` (the same for very many entrants), and in every row `kept` (share of the truly
    best, as many as the final has places, who are in it), `expected_kept` and `fortune` (finalists' mean luck on a rung, in
    standard deviations). [denrell2012, pluchino2018]
    """

    weight: float = real(
        0.1,
        low=0.0,
        high=0.9,
        step=0.05,
        called="luck",
        symbol="λ",
        meaning="luck's share of a score",
    )
    rungs: int = whole(3, low=1, high=6, meaning="stages from entry to final")
    trials: int = whole(1, low=1, high=25, meaning="trials whose mean is the score on a rung")
    entrants: int = whole(100_000, low=1000, high=100_000, scale="log", meaning="who enter")
    final: int = whole(100, low=10, high=500, scale="log", meaning="places in the final")

    card = Card(
        assumes="One skill, the same on all rungs, and luck that favours nobody and is forgotten on the next rung.",
        leaves_out="Learning on the way up, advantages of having been up before, and tests of the wrong thing.",
        absent="Those who never enter, and what happens to those who are sent home.",
        wrong_if="Scores on one rung hardly differ from those on another, as where a field can be measured with a tape.",
        boundary="The mean of several trials makes luck small; one hard cut loses more of the best than several mild ones.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who reaches the final."""
        skill = np.sort(rng.normal(size=self.entrants))[::-1]  # in the order of their true places
        left, fortune = np.arange(self.entrants), np.zeros(self.entrants)
        for survivors in self.survivors:
            luck = rng.normal(size=len(left))
            score = self._mix[0] * skill[left] + self._mix[1] * luck
            chosen = np.sort(
                np.argpartition(-score, survivors - 1)[:survivors]
            )  # in an order that no processor decides
            left, fortune = left[chosen], (fortune + luck)[chosen]
        edges = np.unique(np.geomspace(1, self.entrants + 1, 25).round().astype(int))
        middle = np.sqrt(edges[:-1] * (edges[1:] - 1))
        place, chance, kept = self.law()
        return pd.DataFrame(
            {
                "place": middle,
                "reached": np.histogram(left, edges - 1)[0] / np.diff(edges),
                "expected": np.interp(np.log(middle), np.log(place), chance),
                "kept": (left < self.final).mean(),
                "expected_kept": kept,
                "fortune": fortune.mean() / self.rungs,
            }
        )

    @property
    def survivors(self) -> list[int]:
        """How many are left after each rung."""
        shares = (self.final / self.entrants) ** (np.arange(1, self.rungs + 1) / self.rungs)
        return [max(round(self.entrants * share), self.final) for share in shares]

    @property
    def _mix(self) -> tuple[float, float]:
        """What skill and luck count for in a score; the score need not have a variance of one."""
        return math.sqrt(1 - self.weight), math.sqrt(self.weight / self.trials)

    def law(self) -> tuple[np.ndarray, np.ndarray, float]:
        """Return true places, the chance from each to reach the final, and the share of the best who do, for very many."""
        edges = np.concatenate(
            [
                np.geomspace(0.5, self.final + 0.5, 81),
                np.geomspace(self.final + 0.5, self.entrants, 121)[1:],
            ]
        )
        size, place = np.diff(edges), np.sqrt(edges[1:] * edges[:-1])
        skill, chance = normal_quantile(1 - place / self.entrants), np.ones(200)
        ability, noise = self._mix[0], max(self._mix[1], 1e-6)
        for survivors in self.survivors:
            low, high = -12.0, 12.0
            for _ in range(24):  # where must the bar be, for so many to pass?
                bar = (low + high) / 2
                passing = chance * normal_cdf((ability * skill - bar) / noise)
                low, high = (bar, high) if passing @ size > survivors else (low, bar)
            chance = passing
        return place, chance, float(chance[:80] @ size[:80] / self.final)


# ---------------------------------------------------------------------------------------------------------- being present


@model
class FeedDecay(Model):
    """Whoever stops posting is shown less to the others, and is missed by nobody's feed.

    Recency-weighted ranking: every day a user's score becomes (1 − δ) · score + δ · response, response being activity times
    luck, and a feed shows users in proportion to activity · score^γ. Who pauses gets no response, so that what a post would be
    shown falls by (1 − δ)^γ a day, by half in about ln 2/(γ·δ) days. Coming back, one climbs from there as slowly.

    Returns rows by `day` (0 to 120, every third; the pause begins on day 30): `visible` (what a post of the one who pauses
    would be shown, in units of what it would be without the pause), `expected` (the same for even luck), `gini_shown` and
    `gini_active` (of what is shown and of activity, over 200 users) and `top_kept` (share of the 20 most shown on day 30
    who are among them still), means of eight worlds. [wuhuberman2007]
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
        assumes="One feed for all, activity that stays as it is, and response to activity whatever one's score.",
        leaves_out="Response that grows with what is shown, followers who come looking, and notifications that call one back.",
        absent="Why somebody stays away, and what the days are used for.",
        wrong_if="The feed shows posts in the order of their time, or scores do not fade within the time of a pause.",
        boundary="With γ = 0 exposure is as unequal as activity, and a pause costs nothing once it is over.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return day by day what is shown of whom, with and without a pause of the first user."""
        activity = np.exp(rng.normal(0, 0.5, (8, 200)))
        activity[:, 0] = 1.0
        response = activity * np.exp(rng.normal(0, 1, (121, 8, 200)) - 0.5)
        score, away = (
            activity.copy(),
            np.ones(8),
        )  # everybody's, and the first user's in a world in which that user pauses
        top, rows = None, []
        for day in range(121):
            shown = activity * score**self.sharpness
            if day % 3 == 0:
                best = shown >= np.sort(shown, axis=1)[:, -20:-19]
                top = best if day <= 30 else top  # those of the day on which the pause begins
                visible = ((away / score[:, 0]) ** self.sharpness).mean()
                rows.append(
                    (
                        day,
                        visible,
                        np.mean([gini(world) for world in shown]),
                        (best & top).sum() / 160,
                    )
                )
            score += self.forgetting * (response[day] - score)
            away += self.forgetting * (
                response[day, :, 0] * (not 30 <= day < 30 + self.pause) - away
            )
        table = pd.DataFrame(rows, columns=["day", "visible", "gini_shown", "top_kept"])
        return table.assign(
            expected=self.expected(table.day),
            gini_active=np.mean([gini(world) for world in activity]),
        )

    def expected(self, days: ArrayLike) -> np.ndarray:
        """Return how visible the one who pauses is on some days, in units of what it would be without, for even luck."""
        since = np.maximum(np.asarray(days, dtype=float) - 30, 0)
        kept, back = np.minimum(since, self.pause), np.maximum(since - self.pause, 0)
        return (
            1 - (1 - (1 - self.forgetting) ** kept) * (1 - self.forgetting) ** back
        ) ** self.sharpness


@model
class TieDecay(Model):
    """Who leaves tags and photographs unanswered is dropped, by the least attached first.

    Tie decay: in each week of silence a tie of strength s (0 to 1, all strengths alike) is given up with probability
    hazard · exp(−protection · s), unless it is also kept up in person. What is left after t weeks is the mean of (1 − that
    probability)^t over strengths: weak ties go at an exponential rate, strong ones seem to stay.

    Returns rows by `week` (0 to 26): `left` (share of 150 ties, mean of 200 worlds) with `low` and `high` (tenth and
    ninetieth percentile), `weakest` and `strongest` (of the weakest and the strongest third), and `expected`.
    [burt2000, burt2001]
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
        assumes="Ties are given up one by one, silence is all that the others go by, and nobody is won back.",
        leaves_out="The age of a tie, friends who go because friends went, and ties that somebody is glad to lose.",
        absent="What it is like to notice.",
        wrong_if="Silence is understood, announced, or common enough that nobody reads anything into it.",
        boundary="Ties that are kept up in person lose nothing; without protection all ties go alike.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is left of the ties, week by week."""
        chance = self.hazard * np.exp(-self.protection * self.strengths)
        lasts = np.where(
            rng.random((200, 150)) < self.offline, np.inf, _weeks(rng.random((200, 150)), chance)
        )
        left = (
            lasts[None] > np.arange(27)[:, None, None]
        )  # (weeks, worlds, ties, the weakest first)
        low, high = np.quantile(left.mean(axis=2), (0.1, 0.9), axis=1)
        return pd.DataFrame(
            {
                "week": np.arange(27),
                "left": left.mean(axis=(1, 2)),
                "low": low,
                "high": high,
                "weakest": left[..., :50].mean(axis=(1, 2)),
                "strongest": left[..., 100:].mean(axis=(1, 2)),
                "expected": self.expected(np.arange(27)),
            }
        )

    @property
    def strengths(self) -> np.ndarray:
        """The strengths of the ties, weakest first."""
        return (np.arange(150) + 0.5) / 150

    def expected(self, weeks: ArrayLike) -> np.ndarray:
        """Return the share of ties that is left after some weeks of silence, on average."""
        stays = 1 - self.hazard * np.exp(-self.protection * self.strengths)
        return self.offline + (1 - self.offline) * (
            stays ** np.asarray(weeks, dtype=float)[..., None]
        ).mean(axis=-1)


def _weeks(luck: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Return the week in which something of a weekly chance (below 1) happens first: 1 or later, never where it cannot."""
    with np.errstate(divide="ignore"):
        return np.ceil(np.log1p(-luck) / np.log1p(-chance))


@model
class ReputationInflation(Model):
    """Where both sides rate, and see what the other side gave, all end up with five stars.

    Reciprocity and reputation inflation: 2,000 riders rate 400 drivers of unequal quality, with an honest number of stars or,
    once they have learned not to dare, with five. A candid rider who gives fewer than five is answered in kind with
    probability `retaliation`, and does not dare again. Of those who dare a share retaliation · (share of honest ratings
    below five) is silenced in a round. A service that lets go of whoever falls below a threshold of the mean does the rest.

    Returns rows by `round`: `stars` (mean), `bits` (entropy of the ratings given), `agreement` (correlation of stars with
    quality; 0 where all are alike), `silenced` (share of riders), `expected` (the same from the equation) and `dropped`
    (share of drivers whose mean of the round is below the threshold). [filippas2022]
    """

    retaliation: float = real(
        0.2,
        low=0.0,
        high=1.0,
        step=0.05,
        meaning="chance that less than five stars is answered in kind",
    )
    noise: float = real(
        0.6,
        low=0.1,
        high=2.0,
        step=0.1,
        unit="stars",
        meaning="how much chance there is in an honest rating",
    )
    threshold: float = real(
        4.6,
        low=3.0,
        high=4.9,
        step=0.1,
        unit="stars",
        meaning="mean below which a driver is let go",
    )
    rounds: int = whole(40, low=5, high=100, meaning="rounds in which every rider rates one driver")

    card = Card(
        assumes="Honest stars rise with quality, fear is learned once and for all, and everybody rides alike.",
        leaves_out="Kindness, better service, drivers who leave, and comments beside the stars.",
        absent="Those who never rate; and the drivers' own stars for the riders.",
        wrong_if="Ratings are private, or given by both at once and then shown, and stay candid all the same.",
        boundary="Without retaliation ratings stay as informative as they were.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what ratings say, round by round."""
        quality, dares, rows = rng.normal(size=400), np.ones(2000, dtype=bool), []
        for each in range(self.rounds + 1):
            driver = rng.permutation(np.arange(2000) % 400)
            honest = np.clip(
                np.rint(4 + 0.8 * quality[driver] + self.noise * rng.normal(size=2000)), 1, 5
            )
            stars = np.where(dares, honest, 5.0)
            shares = np.bincount(stars.astype(int), minlength=6) / 2000
            bits = -(shares[shares > 0] * np.log2(shares[shares > 0])).sum()
            means = np.bincount(driver, stars) / 5
            agreement = np.corrcoef(stars, quality[driver])[0, 1] if stars.std() > 0 else 0.0
            rows.append(
                (
                    each,
                    stars.mean(),
                    bits,
                    agreement,
                    1 - dares.mean(),
                    (means < self.threshold).mean(),
                )
            )
            dares &= (stars == 5) | (rng.random(2000) >= self.retaliation)
        table = pd.DataFrame(
            rows, columns=["round", "stars", "bits", "agreement", "silenced", "dropped"]
        )
        return table.assign(expected=1 - (1 - self.retaliation * self.candour) ** table["round"])

    @property
    def candour(self) -> float:
        """The share of honest ratings that are below five stars."""
        return float(normal_cdf(0.5 / math.hypot(0.8, self.noise)))


# ------------------------------------------------------------------------------------------------------------ success


@model
class ParallelWorlds(Model):
    """The same songs and the same public in several worlds, each of which sees its own tallies.

    Cumulative advantage: listeners come one after the other, and each tries a song with probability proportional to
    (1 + downloads so far)^α, and downloads it with the song's own appeal, 1/(1 + exp(−q)), where q is normal with the given
    spread. `start` may show false tallies: what each song would get if nobody looked at the others, the other way round,
    the best song's for the worst.

    Returns rows by `world` and `song` (1 is the most appealing): `appeal`, `downloads`, `gini` (of the world's downloads),
    `agreement` (rank correlation of appeal and downloads in it) and `unpredictability` (mean difference of a song's share
    between two worlds, summed over songs and halved: how much of one world's success would have to be moved to give
    another's; 0 for a single world). [salganik2006, salganik2008, merton1968, pemantle2007]
    """

    influence: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        symbol="α",
        meaning="how strongly tallies steer what is tried",
    )
    spread: float = real(
        0.6,
        low=0.0,
        high=2.0,
        step=0.1,
        meaning="standard deviation of the songs' appeal (in log odds)",
    )
    songs: int = whole(48, low=8, high=96, meaning="songs", source="salganik2006")
    listeners: int = whole(
        2000, low=100, high=4000, scale="log", unit="listeners", meaning="who come to each world"
    )
    worlds: int = whole(8, low=1, high=12, unit="worlds", meaning="worlds", source="salganik2006")
    start: str = option(
        "empty", options=("empty", "inverted"), meaning="tallies that the first listener is shown"
    )

    card = Card(
        assumes="One appeal for everybody; a listener tries one song, whose tally is all that is known of it.",
        leaves_out="Taste, friends, marketing, songs that wear out, and a list in order of rank with a first place.",
        absent="The musicians, and what they do with failure.",
        wrong_if="Listeners try songs without looking at tallies, or stop trusting tallies that they find false.",
        boundary="Without influence worlds still differ by chance; with it the very best seldom fail and the worst seldom win.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the downloads of every song in every world."""
        appeal = np.sort(1 / (1 + np.exp(-rng.normal(0, self.spread, self.songs))))[::-1]
        false = (
            appeal[::-1] * self.listeners / self.songs
            if self.start == "inverted"
            else np.zeros(self.songs)
        )
        everywhere = np.tile(appeal, (self.worlds, 1))
        downloads = cumulative_advantage(everywhere, 1 + false, self.influence, self.listeners, rng)
        shares = downloads / downloads.sum(axis=1, keepdims=True)
        pairs = self.worlds * (self.worlds - 1)
        apart = np.abs(shares[:, None] - shares).sum() / 2 / max(pairs, 1)
        return pd.DataFrame(
            {
                "world": np.repeat(np.arange(1, self.worlds + 1), self.songs),
                "song": np.tile(np.arange(1, self.songs + 1), self.worlds),
                "appeal": everywhere.ravel(),
                "downloads": downloads.ravel(),
                "gini": np.repeat([gini(world) for world in downloads], self.songs),
                "agreement": np.repeat(rank_correlation(everywhere, downloads), self.songs),
                "unpredictability": apart,
            }
        )


@model
class Endowment(Model):
    """One of many begins with more, and all are chosen in proportion to what they have.

    Pólya urn with unequal beginnings: one person brings `head_start` units of standing from elsewhere, each rival one, and each
    choice adds one, with probability proportional to (standing)^γ. Where γ is 1 expected shares never change (they are a
    martingale), and final shares have a Dirichlet law, from which they are drawn; elsewhere the choices are simulated.

    Returns rows by `head_start` (1 to 20, and the one chosen): `share` (of the choices, mean over worlds) with `low` and `high`
    (tenth and ninetieth percentile), `first` (share of worlds in which nobody is chosen more often), `brought` (share of all
    standing at the start, which is the expected share where γ is 1) and `yours`. [eggenberger1923, groggel2019]
    """

    head_start: int = whole(5, low=1, high=20, meaning="standing that one person brings along")
    rivals: int = whole(49, low=1, high=99, meaning="people who begin with a standing of one")
    influence: float = real(
        1.0,
        low=0.0,
        high=1.5,
        step=0.25,
        symbol="γ",
        meaning="how strongly standing attracts choices",
    )
    choices: int = whole(1000, low=100, high=1000, step=100, meaning="choices made")

    card = Card(
        assumes="What one brings along is standing like any other, and everybody is equally good.",
        leaves_out="That taste and ease are standing too, which no number holds; losses; and other ladders.",
        absent="Where the endowment comes from, and whom it was taken from.",
        wrong_if="A newcomer's past is unknown or does not count where the choices are made.",
        boundary="With γ below 1 beginnings fade; above 1 they grow until one person has nearly everything.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what comes of every head start."""
        starts = np.union1d([1, 2, 5, 10, 20], [self.head_start])
        rows = []
        for start in starts:
            counts = self._choose(int(start), rng)
            share = counts[:, 0] / self.choices
            low, high = np.quantile(share, (0.1, 0.9))
            ahead = (counts[:, 0] >= counts[:, 1:].max(axis=1)).mean()
            rows.append(
                (
                    start,
                    share.mean(),
                    low,
                    high,
                    ahead,
                    start / (start + self.rivals),
                    start == self.head_start,
                )
            )
        return pd.DataFrame(
            rows, columns=["head_start", "share", "low", "high", "first", "brought", "yours"]
        )

    def _choose(self, start: int, rng: np.random.Generator) -> np.ndarray:
        """Return how often each is chosen, the one with the head start first, of shape (worlds, people)."""
        standing = np.ones(self.rivals + 1)
        standing[0] = start
        if self.influence == 1:
            return rng.multinomial(self.choices, rng.dirichlet(standing, 500))
        return cumulative_advantage(
            np.ones((16, len(standing))), standing, self.influence, self.choices, rng
        )


@model
class FollowRatio(Model):
    """Whom many follow and who follows few: a ratio that everybody can read.

    Deference in a growing network: users come one after the other and follow those who are followed already (preferential
    attachment), and a follow is returned out of politeness with probability `follow_back`. Standing is the number of follows
    that came unasked. The mean of followers and of followed is the same number, whatever happens.

    Returns rows by `tenth` of users (1 has the lowest standing): mean `followers`, `following` and `ratio` (of the two), and in
    every row `agreement` (rank correlation of ratio and standing, over 400 users) and `mutual` (share of follows that are
    returned). [podolny1993, gould2002, simon1955]
    """

    follow_back: float = real(
        0.2, low=0.0, high=1.0, step=0.1, meaning="chance that a follow is returned"
    )
    copying: float = real(
        0.5, low=0.0, high=0.9, step=0.1, meaning="share of follows that go where others go"
    )
    follows: int = whole(10, low=1, high=20, meaning="follows that each newcomer makes")
    users: int = whole(5000, low=500, high=100_000, scale="log", meaning="users in the end")

    card = Card(
        assumes="Everybody can follow everybody, nobody is dropped, and returning a follow is a habit, the same in all.",
        leaves_out="Bought followers, machines, and following as reading rather than as respect.",
        absent="What anybody has to say, and to whom.",
        wrong_if="People follow downwards, or the famous return follows as readily as anybody because it costs them nothing.",
        boundary="Where every follow must be returned the ratio is one for all, and says nothing.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return followers and followed from the least to the most respected tenth."""
        whom = preferential_attachment(self.users, self.follows, self.copying, rng)
        standing = followers(whom)
        back = rng.random(whom.shape) < self.follow_back
        came = standing + np.concatenate([[0], back.sum(axis=1)])
        went = np.bincount(whom.ravel(), back.ravel(), minlength=self.users)
        went[1:] += self.follows
        ratio = came / np.maximum(went, 1)
        order = np.argsort(standing, kind="stable")
        some = order[np.linspace(0, self.users - 1, 400).round().astype(int)]
        tenths = np.array_split(order, 10)
        return pd.DataFrame(
            {
                "tenth": np.arange(1, 11),
                "followers": [came[tenth].mean() for tenth in tenths],
                "following": [went[tenth].mean() for tenth in tenths],
                "ratio": [ratio[tenth].mean() for tenth in tenths],
                "agreement": rank_correlation(ratio[some], standing[some]),
                "mutual": 2 * back.mean() / (1 + back.mean()),
            }
        )


@model
class CuratedTies(Model):
    """Everybody keeps up with the visible and lets the others go.

    Rank-assortative rewiring (nestedness): somebody drawn by lot either, with probability `adding`, ties up with whoever has
    most ties among those not yet known, or drops whichever acquaintance has fewest (with `curating` below 1, now and then
    whomever the lot names). Ties are mutual, and nobody keeps more than
    `capacity` of them; who is full takes no more. Six worlds of 40 people side by side.

    Returns rows by `turns` (turns a head): `gini` (of ties a head), `core` (ties among the eight best tied, as a share of all
    possible) and `rest` (the same among the others), `nested` (share of pairs of which one knows everybody, or all but one
    in ten, whom the other knows) and `likeness` (correlation of the two ends' numbers of ties). [konig2014, colizza2006]
    """

    curating: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.25,
        meaning="share of turns that go by visibility and not by lot",
    )
    adding: float = real(
        0.5, low=0.2, high=0.6, step=0.05, meaning="chance that a turn is used to add a tie"
    )
    capacity: int = whole(39, low=3, high=39, unit="ties", meaning="ties that one can keep")

    card = Card(
        assumes="Everybody sees everybody's number of ties, and wants those with most.",
        leaves_out="Liking, likeness, place, and the refusal of the visible to be known by just anybody.",
        absent="Whatever a tie was once for.",
        wrong_if="People drop those who have become too grand, or keep up with the unseen because they like them.",
        boundary="By lot there is no core; and where nobody can keep more than a few ties the core comes apart.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how unequal and how nested ties become."""
        worlds, people, turns = 6, 40, 30
        ties, everyone = np.zeros((worlds, people, people), dtype=bool), np.arange(worlds)
        count, rows = np.zeros((worlds, people)), []
        who, adds = (
            rng.integers(people, size=(turns * people, worlds)),
            rng.random((turns * people, worlds)) < self.adding,
        )
        lots = rng.random((turns * people, worlds, people)) / 2  # between equals the lot decides
        looks = rng.random((turns * people, worlds, 1)) < self.curating
        for turn in range(turns * people + 1):
            if turn % (3 * people) == 0:
                rows.append((turn // people, *self._shape(ties, count)))
            if turn == turns * people:
                break
            one, add, standing = who[turn], adds[turn], count * looks[turn] + lots[turn]
            known = ties[everyone, one]
            closed = known | (count >= self.capacity)
            closed[everyone, one] = True
            best, worst = (
                np.where(closed, -1.0, standing).argmax(axis=1),
                np.where(known, standing, np.inf).argmin(axis=1),
            )
            other = np.where(add, best, worst)
            room = (count[everyone, one] < self.capacity) & ~closed[everyone, best]
            acts = np.where(add, room, known[everyone, worst])
            w, i, j = everyone[acts], one[acts], other[acts]
            ties[w, i, j] = ties[w, j, i] = add[acts]
            count[w, i] += np.where(add[acts], 1, -1)
            count[w, j] += np.where(add[acts], 1, -1)
        return pd.DataFrame(rows, columns=["turns", "gini", "core", "rest", "nested", "likeness"])

    def _shape(
        self, ties: np.ndarray, count: np.ndarray
    ) -> tuple[float, float, float, float, float]:
        """Return inequality, density in the core and among the rest, nestedness and likeness, means over worlds."""
        order = np.argsort(-count, axis=1, kind="stable")
        ties = np.take_along_axis(
            np.take_along_axis(ties, order[:, :, None], 1), order[:, None, :], 2
        )
        count = np.take_along_axis(count, order, 1)
        unequal = np.mean([gini(world) if world.any() else 0.0 for world in count])
        core, rest = (
            block.sum(axis=(1, 2)).mean() / (n * (n - 1))
            for block, n in ((ties[:, :8, :8], 8), (ties[:, 8:, 8:], 32))
        )
        shared = np.matmul(ties.astype(float), ties.astype(float))
        pairs = np.triu_indices(ties.shape[1], 1)
        least = (count[:, None, :] - ties)[
            :, pairs[0], pairs[1]
        ]  # acquaintances of the lesser, the greater one aside
        some = least > 0
        nested = ((shared[:, pairs[0], pairs[1]] >= 0.9 * least) & some).sum() / max(some.sum(), 1)
        world, i, j = np.nonzero(ties)
        ends = count[world, i], count[world, j]
        likeness = np.corrcoef(*ends)[0, 1] if len(world) and ends[0].std() > 0 else 0.0
        return unequal, core, rest, nested, likeness


# ------------------------------------------------------------------------------------------------- scores and contests


@model
class GrindContest(Model):
    """One prize, several contestants, and hours that count only against the others' hours.

    Tullock contest: the chance to win is effort^r divided by the sum of all efforts^r. In equilibrium each of n equal rivals
    spends r·(n − 1)/n² of the prize, and all together r·(n − 1)/n of it. Above r = n/(n − 1) that would be more than the
    prize, and there is no equilibrium in which all do the same for sure; the whole prize stands there as a bound. Of two,
    one of whom pays `handicap` times as much for an hour, that one wins with probability 1/(1 + handicap^r), provided that
    r is no more than 1 + handicap^−r.

    Returns rows by `rivals` (2 to 100, and the number chosen): `hours` (what each spends), `burnt` (what all spend, as a share
    of the prize), `net` (what each gains on average), `pure` (whether the equilibrium exists) and `yours`. [tullock1980]
    """

    rivals: int = whole(5, low=2, high=100, scale="log", symbol="n", meaning="contestants")
    decisiveness: float = real(
        1.0, low=0.0, high=2.0, step=0.1, symbol="r", meaning="how surely more hours win"
    )
    prize: float = real(
        100.0, low=1.0, high=1000.0, step=1.0, meaning="worth of the prize, in hours"
    )
    handicap: float = real(
        2.0,
        low=1.0,
        high=4.0,
        step=0.5,
        meaning="what an hour costs the poorer of two, in the other's",
    )

    random = False
    card = Card(
        assumes="All know the prize, the rules and each other's costs, and hours serve for nothing but winning.",
        leaves_out="Pleasure, skill that comes of practice, prizes for the second, and those who stay out.",
        absent="Who set up the contest, and lives on the hours.",
        wrong_if="Hours are good for something themselves, or one can win by being different instead of more.",
        boundary="By lot (r = 0) nobody spends an hour; above r = n/(n − 1) no such equilibrium exists.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what rivalry costs, for every number of rivals."""
        rivals = np.union1d([2, 3, 5, 7, 10, 20, 50, 100], [self.rivals])
        burnt = np.minimum(self.decisiveness * (rivals - 1) / rivals, 1)
        hours = burnt * self.prize / rivals
        return pd.DataFrame(
            {
                "rivals": rivals,
                "hours": hours,
                "burnt": burnt,
                "net": self.prize / rivals - hours,
                "pure": self.decisiveness * (rivals - 1) <= rivals,
                "yours": rivals == self.rivals,
            }
        )

    def poorer_wins(self) -> float:
        """Return the chance of the one of two contestants for whom an hour costs `handicap` times as much.

        Raises `ParameterError` above r = 1 + handicap^−r, where no equilibrium exists in which both compete for sure.
        """
        bound = 1 + self.handicap**-self.decisiveness
        if self.decisiveness > bound:
            raise ParameterError(
                f"decisiveness must not exceed 1 + handicap^-decisiveness = {bound:.3g}: got {self.decisiveness}"
            )
        return 1 / (1 + self.handicap**self.decisiveness)


@model
class PaidLift(Model):
    """An edge that can be bought is an edge until the others have bought it.

    Positional good and arms race: the best `slots` of 1,000 people by quality + boost are shown, boost being for those who
    pay. Those pay first who have the longest purse, which is correlated with quality. Where purse and quality are unrelated
    and people very many, the bar t solves a·Q(t − b) + (1 − a)·Q(t) = slots, with adoption a, boost b and the normal tail Q.

    Returns rows by `adoption` (share who pay; 0 to 1, and the one chosen): `payers` and `others` (their chance of a place, mean
    of 60 worlds; where there is none, of one of the fifty with the longest or the shortest purse), `quality` (mean of those
    shown, in standard deviations) and `yours`. [hirsch1976]
    """

    adoption: float = real(
        0.3, low=0.0, high=1.0, step=0.05, symbol="a", meaning="share who buy the boost"
    )
    boost: float = real(
        1.0,
        low=0.0,
        high=3.0,
        step=0.25,
        symbol="b",
        unit="sd",
        meaning="what a boost adds to one's rank score",
    )
    purse: float = real(
        0.0, low=0.0, high=1.0, step=0.25, symbol="ρ", meaning="correlation of purse and quality"
    )
    slots: float = real(
        0.1, low=0.02, high=0.5, step=0.02, meaning="share of people for whom there is a place"
    )

    card = Card(
        assumes="Places are as many as before, a boost works for all alike, and quality is what it was.",
        leaves_out="That the price rises, that boosts fade, that shown people improve; and boosts of several sizes.",
        absent="The seller, to whom every stage of the race is profit.",
        wrong_if="Those who buy are those who are good and were overlooked, or more places are made for those who pay.",
        boundary="Only where the longest purses are those of the best is nothing lost; at full adoption all is as before.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return chances and quality at every adoption."""
        adoption = np.union1d(np.linspace(0, 1, 11).round(9), [self.adoption])
        quality, other = rng.normal(size=(2, 60, 1000))
        purse = self.purse * quality + math.sqrt(1 - self.purse**2) * other
        wealth = purse.argsort(axis=1).argsort(axis=1)
        pays = wealth >= 1000 * (1 - adoption[:, None, None]) - 1e-6
        score = quality + self.boost * pays
        places = round(1000 * self.slots)
        bar = np.partition(score, -places, axis=2)[..., -places, None]
        shown = score >= bar
        chances = {
            "payers": self._chance(shown, pays, quality + self.boost >= bar, wealth >= 950),
            "others": self._chance(shown, ~pays, quality >= bar, wealth < 50),
        }
        worth = (quality * shown).sum(axis=(1, 2)) / shown.sum(axis=(1, 2))
        return pd.DataFrame(
            {"adoption": adoption, **chances, "quality": worth, "yours": adoption == self.adoption}
        )

    @staticmethod
    def _chance(
        shown: np.ndarray, members: np.ndarray, alone: np.ndarray, next_ones: np.ndarray
    ) -> np.ndarray:
        """Return the members' chance of a place, or, where there are no members, what the next ones' would be, each alone."""
        count = members.sum(axis=(1, 2))
        single = (alone & next_ones).sum(axis=(1, 2)) / next_ones.sum()
        return np.where(
            count > 0, (shown & members).sum(axis=(1, 2)) / np.maximum(count, 1), single
        )

    def law(self, adoption: float) -> tuple[float, float, float]:
        """Return the chances of payers and others and the quality shown, of very many people whose purse is unrelated."""
        low, high = -10.0, 10.0 + self.boost
        for _ in range(60):
            bar = (low + high) / 2
            payers, others = 1 - float(normal_cdf(bar - self.boost)), 1 - float(normal_cdf(bar))
            low, high = (
                (bar, high)
                if adoption * payers + (1 - adoption) * others > self.slots
                else (low, bar)
            )
        quality = adoption * normal_density(bar - self.boost) + (1 - adoption) * normal_density(bar)
        return payers, others, float(quality) / self.slots


@model
class TargetedScore(Model):
    """A measure becomes a target, and people take the cheapest route to it.

    Goodhart's law, as gaming against improvement: people differ in talent and in eagerness (a half-normal effort). A score is
    talent plus stakes · effort plus noise. A share of the effort is real, and adds to worth, which otherwise is talent; the
    rest adds to the score alone. With quadratic costs the share is what the two routes' prices make it: price of gaming/(price
    of gaming + price of getting better). Score and worth correlate with (1 + s·v·g²)/√((1 + s²·v·g²)·(1 + v·g² + noise²)), for
    stakes g, real share s and v = 1 − 2/π.

    Returns 1,000 rows, one a person: `effort`, `worth` (with what effort has added), `score` and `chosen` (the best tenth by
    score); `judged` sums them up. [manheim2018, kleinbergraghavan2019, strathern1997, campbell1979, espeland2007]
    """

    stakes: float = real(
        2.0, low=0.0, high=4.0, step=0.25, symbol="g", meaning="how hard people try for the score"
    )
    genuine: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="s",
        meaning="share of the effort that makes people better",
    )
    noise: float = real(0.5, low=0.0, high=2.0, step=0.1, unit="sd", meaning="error of the score")

    card = Card(
        assumes="Eagerness has nothing to do with worth, and gaming harms nobody but those who are passed over.",
        leaves_out="Scores that are redrawn in answer, gaming that destroys worth, and people who refuse.",
        absent="Whoever decided what the score should stand for.",
        wrong_if="Nobody can move the score except by getting better, or nobody wants what it gives.",
        boundary="Where the cheapest way to a better score is to get better, selection improves, and so does everybody.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return effort, worth and score of a thousand people, and who is chosen."""
        talent, effort, error = rng.normal(size=(3, 1000))
        effort = np.abs(effort)
        worth = talent + self.genuine * self.stakes * effort
        score = talent + self.stakes * effort + self.noise * error
        chosen = score >= np.sort(score)[-100]
        return pd.DataFrame({"effort": effort, "worth": worth, "score": score, "chosen": chosen})

    @property
    def correlation(self) -> float:
        """The correlation of score and worth, over very many people."""
        gain, varied = self.stakes**2 * (1 - 2 / math.pi), self.genuine
        return (1 + varied * gain) / math.sqrt((1 + varied**2 * gain) * (1 + gain + self.noise**2))


def judged(people: pd.DataFrame) -> dict[str, float]:
    """Return what a score has done to people: correlation with worth, worth and score of the chosen, mean worth of all."""
    chosen = people[people.chosen]
    return {
        "correlation": float(np.corrcoef(people.score, people.worth)[0, 1]),
        "worth": chosen.worth.mean(),
        "score": chosen.score.mean(),
        "everybody": people.worth.mean(),
    }


@model
class RisingBar(Model):
    """The bar is set anew each round, for people who have trained for the last one.

    Strategic classification with repeated refitting: a tenth is admitted. Knowing the bar, everybody adds ε times its height
    to the score, or, being one of the half for whom effort is dear, ε/c times; then the bar is put where a tenth passes
    again. With equal costs bars are z·(1 + ε + ε² + …), z being the first, and settle at z/(1 − ε) where ε is below 1.

    Returns rows by `round`: `bar`, `expected` (of equal costs), `dear` (share of those admitted for whom effort is dear) and
    `worth` (mean of those admitted, without what was added). [hardt2016, perdomo2020]
    """

    response: float = real(
        0.5,
        low=0.0,
        high=1.2,
        step=0.05,
        symbol="ε",
        meaning="how much people add for each unit of the bar",
    )
    handicap: float = real(
        2.0,
        low=1.0,
        high=4.0,
        step=0.5,
        symbol="c",
        meaning="how dear effort is to half of the people",
    )
    rounds: int = whole(20, low=5, high=30, meaning="times the bar is set anew")

    random = False
    card = Card(
        assumes="The added part is worth nothing, all know the last bar, and both halves are equally good.",
        leaves_out="Limits to what can be added, memory beyond one round, and a bar that measures something else next time.",
        absent="What people would have done with the effort.",
        wrong_if="The operator can see the added part and take it off, or effort is dear to nobody.",
        boundary="With ε of 1 or more the bar never settles; with equal costs the same people pass as if nobody had tried.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the bar and who passes it, round by round."""
        half = normal_quantile((np.arange(2000) + 0.5) / 2000)
        worth, dear = np.concatenate([half, half]), np.arange(4000) >= 2000
        reply = self.response / np.where(dear, self.handicap, 1)
        bar, rows = 0.0, []
        for each in range(self.rounds + 1):
            score = worth + reply * bar
            bar = np.sort(score)[-400]
            passes = score >= bar
            rows.append((each, bar, dear[passes].mean(), worth[passes].mean()))
        table = pd.DataFrame(rows, columns=["round", "bar", "dear", "worth"])
        return table.assign(
            expected=table.bar[0] * (self.response ** np.arange(self.rounds + 1)).cumsum()
        )


@model
class LeagueTable(Model):
    """A league table is drawn up once a year, and read to the last place.

    Volatility of ranks, and the reification of merit: people of true worth with a standard deviation of one are measured, 400
    times, with an error of its own each time. Whoever reads the table pays in proportion to exp(k · score); a reader who is
    told of the error shrinks scores by their reliability, 1/(1 + error²), before paying. Nobody's work changes.

    Returns rows by `place` (true place, 1 is best): `low` and `high` (limits of 95 % of the ranks it is given), `width` (places
    between them), `paid` (in units of the mean) and `warned` (the same by a reader who is told).
    [goldstein1996, accominotti2020]
    """

    error: float = real(0.3, low=0.0, high=1.0, step=0.05, unit="sd", meaning="error of a score")
    people: int = whole(100, low=10, high=200, step=10, meaning="people in the table")
    keenness: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.25,
        symbol="k",
        meaning="how steeply pay rises with the score",
    )

    card = Card(
        assumes="One true order, errors that nobody can steer, and a reader who takes a number for what it says.",
        leaves_out="Error that is the same every year, worth that has no order, and readers who prefer words.",
        absent="The years of those whose place moved.",
        wrong_if="Scores repeat themselves from one year to the next, or pay does not follow them.",
        boundary="Shown with its error a score pays less unequally; where scores hardly err, there is nothing to be told.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return ranks and pay over four hundred measurements."""
        worth = normal_quantile(1 - (np.arange(self.people) + 0.5) / self.people)
        scores = worth + self.error * rng.normal(size=(400, self.people))
        ranks = (-scores).argsort(axis=1).argsort(axis=1) + 1
        low, high = np.quantile(ranks, (0.025, 0.975), axis=0)
        paid, warned = (self._pay(scores * trust) for trust in (1, 1 / (1 + self.error**2)))
        place = np.arange(1, self.people + 1)
        table = {
            "place": place,
            "low": low,
            "high": high,
            "width": high - low,
            "paid": paid,
            "warned": warned,
        }
        return pd.DataFrame(table)

    def _pay(self, scores: np.ndarray) -> np.ndarray:
        """Return what each is paid on average, in units of the mean, for scores of shape (measurements, people)."""
        pay = np.exp(self.keenness * scores)
        return (pay / pay.mean(axis=1, keepdims=True)).mean(axis=0)
