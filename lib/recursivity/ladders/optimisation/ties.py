"""Whom one follows and is tied to, where everybody can count."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import (
    Card,
    Model,
    followers,
    gini,
    model,
    preferential_attachment,
    rank_correlation,
    real,
    whole,
)

JUDGED = 400  # users over whom ratio and standing are compared
WORLDS = 6
PEOPLE = 40
TURNS = 30  # turns a head
EVERY = 3  # turns a head between two rows
CORE = 8
NESTED = 0.9  # of the lesser's acquaintances the greater must know


@model
class FollowRatio(Model):
    """Whom many follow and who follows few: a ratio that everybody can read.

    Deference in a growing network: users come one after the other and follow those who are followed
    already (preferential attachment), and a follow is returned out of politeness with probability
    `follow_back`. Standing is the number of follows that came unasked. The mean of followers and of
    followed is the same number, whatever happens; how many `users` there are in the end moves no
    tenth by more than chance does.

    Newcomer by newcomer::

        for newcomer in range(1, users):
            for follow in range(follows):
                if earlier_follows and rng.random() < copying:
                    whom = rng.choice(earlier_follows)
                else:
                    whom = rng.integers(newcomer)
                standing[whom] += 1
                newcomer follows whom
                if rng.random() < follow_back:
                    whom follows newcomer

    Returns rows by `tenth` of users (1 has the lowest standing): mean `followers`, `following` and
    `ratio` (of the two), and in every row `agreement` (rank correlation of ratio and standing, over
    400 users) and `mutual` (share of follows that are returned).
    [podolny1993, gould2002, simon1955]
    """

    follow_back: float = real(
        0.2, low=0.0, high=1.0, step=0.1, meaning="chance that a follow is returned"
    )
    copying: float = real(
        0.5, low=0.0, high=0.9, step=0.1, meaning="share of follows that go where others go"
    )
    follows: int = whole(
        10, low=1, high=20, unit="follows", meaning="follows that each newcomer makes"
    )
    users: int = whole(
        5000, low=500, high=100_000, scale="log", unit="users", meaning="users in the end"
    )

    card = Card(
        assumes="Everybody can follow everybody, nobody is dropped, and returning a follow is a "
        "habit, the same in all.",
        leaves_out="Bought followers, machines, and following as reading rather than as respect.",
        absent="What anybody has to say, and to whom.",
        wrong_if="People follow downwards, or the famous return follows as readily as anybody "
        "because it costs them nothing.",
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
        some = order[np.linspace(0, self.users - 1, JUDGED).round().astype(int)]
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

    Rank-assortative rewiring (nestedness): somebody drawn by lot either, with probability `adding`,
    ties up with whoever has most ties among those not yet known, or drops whichever acquaintance
    has fewest (with `curating` below 1, now and then whomever the lot names). Ties are mutual, and
    nobody keeps more than `capacity` of them; who is full takes no more.

    One world, turn by turn (between equals the lot decides)::

        one = rng.choice(people)
        looks = rng.random() < curating
        standing = {x: (len(ties[x]) if looks else 0) + rng.random() / 2 for x in people}
        if rng.random() < adding:
            free = [x for x in people - {one} - ties[one] if len(ties[x]) < capacity]
            if free and len(ties[one]) < capacity:
                tie(one, max(free, key=standing.get))
        elif ties[one]:
            untie(one, min(ties[one], key=standing.get))

    Returns rows by `turns` (turns a head, of 40 people): `gini` (of ties a head), `core` (ties
    among the eight best tied, as a share of all possible) and `rest` (the same among the others),
    `nested` (share of pairs of which one knows everybody, or all but one in ten, whom the other
    knows) and `likeness` (correlation of the two ends' numbers of ties), means of six worlds.
    [konig2014, colizza2006]
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
        leaves_out="Liking, likeness, place, and the refusal of the visible to be known by just "
        "anybody.",
        absent="Whatever a tie was once for.",
        wrong_if="People drop those who have become too grand, or keep up with the unseen because "
        "they like them.",
        boundary="By lot there is no core; and where nobody can keep more than a few ties the "
        "core comes apart.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how unequal and how nested ties become."""
        steps = TURNS * PEOPLE
        ties = np.zeros((WORLDS, PEOPLE, PEOPLE), dtype=bool)
        count = np.zeros((WORLDS, PEOPLE))
        who = rng.integers(PEOPLE, size=(steps, WORLDS))
        adds = rng.random((steps, WORLDS)) < self.adding
        lots = rng.random((steps, WORLDS, PEOPLE)) / 2  # between equals the lot decides
        looks = rng.random((steps, WORLDS, 1)) < self.curating
        rows = [(0, *_shape(ties))]
        for step in range(steps):
            standing = count * looks[step] + lots[step]
            self._turn(ties, count, standing, who[step], adds[step])
            if (step + 1) % (EVERY * PEOPLE) == 0:
                rows.append(((step + 1) // PEOPLE, *_shape(ties)))
        return pd.DataFrame(rows, columns=["turns", "gini", "core", "rest", "nested", "likeness"])

    def _turn(
        self,
        ties: np.ndarray,
        count: np.ndarray,
        standing: np.ndarray,
        one: np.ndarray,
        add: np.ndarray,
    ) -> None:
        """Let one person in each world add a tie or drop one, in `ties` and their `count`.

        `ties` has the shape (worlds, people, people), `count` and `standing` (worlds, people),
        `one` (who it is) and `add` (whether to add) the shape (worlds,).
        """
        worlds = np.arange(WORLDS)
        known = ties[worlds, one]
        closed = known | (count >= self.capacity)
        closed[worlds, one] = True
        best = np.where(closed, -1.0, standing).argmax(axis=1)
        worst = np.where(known, standing, np.inf).argmin(axis=1)
        # Where all are closed, or nobody is known, what was found is nobody, and nothing is done.
        room = (count[worlds, one] < self.capacity) & ~closed[worlds, best]
        acts = np.where(add, room, known[worlds, worst])
        other = np.where(add, best, worst)
        w = worlds[acts]
        i = one[acts]
        j = other[acts]
        ties[w, i, j] = add[acts]
        ties[w, j, i] = add[acts]
        change = np.where(add[acts], 1, -1)
        count[w, i] += change
        count[w, j] += change


def _shape(ties: np.ndarray) -> tuple[float, float, float, float, float]:
    """Return inequality, density of core and rest, nestedness and likeness, means over worlds.

    `ties` has the shape (worlds, people, people).
    """
    count = ties.sum(axis=2)
    order = np.argsort(-count, axis=1, kind="stable")  # the best tied first
    ties = np.take_along_axis(ties, order[:, :, None], axis=1)
    ties = np.take_along_axis(ties, order[:, None, :], axis=2)
    count = np.take_along_axis(count, order, axis=1)
    unequal = np.mean([gini(world) if world.any() else 0.0 for world in count])
    core = _density(ties[:, :CORE, :CORE])
    rest = _density(ties[:, CORE:, CORE:])
    return unequal, core, rest, _nestedness(ties, count), _likeness(ties, count)


def _density(block: np.ndarray) -> float:
    """Return the share of possible ties that there are within a block, (worlds, n, n)."""
    n = block.shape[1]
    return block.sum(axis=(1, 2)).mean() / (n * (n - 1))


def _nestedness(ties: np.ndarray, count: np.ndarray) -> float:
    """Return in which share of pairs one knows whom the other knows, of people in order of ties."""
    numbers = ties.astype(float)
    shared = np.matmul(numbers, numbers)  # acquaintances in common
    one, other = np.triu_indices(ties.shape[1], 1)
    lesser = (count[:, None, :] - ties)[:, one, other]  # acquaintances of the lesser, but the one
    some = lesser > 0
    nested = (shared[:, one, other] >= NESTED * lesser) & some
    return nested.sum() / max(some.sum(), 1)


def _likeness(ties: np.ndarray, count: np.ndarray) -> float:
    """Return the correlation of two ends' numbers of ties, over all ties; 0 where all are alike."""
    world, i, j = np.nonzero(ties)
    here = count[world, i]
    there = count[world, j]
    return np.corrcoef(here, there)[0, 1] if len(world) and here.std() > 0 else 0.0
