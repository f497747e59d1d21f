"""Copying: what is left of ideas where members repeat each other, and where makers crowd.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, band, herfindahl, model, real, steady, whole

WORLDS = 12
STEPS = 400

MAKERS = 100
TOPICS = 20
MOVING = 0.2  # share of makers who choose anew in a round
TOPIC_WORLDS = 20
EVERY = 5  # rounds from one row of the table to the next


@model
class TightLoop(Model):
    """A circle in which everybody passes on what somebody else passed on.

    Neutral drift: at each of 400 steps each of N members takes up the idea of a member drawn at
    random, or, with probability μ, a new one. Sameness F is the chance that two members hold the
    same idea. It tends to (1 − μ)²/(N − (N − 1)(1 − μ)²), about 1/(1 + 2Nμ): from half a new idea a
    step in the whole circle (2Nμ = 1) it is below one half, whatever N.

    Twelve worlds are rows of one array; in each of them a step is this loop::

        before = list(ideas)
        for member in range(members):
            ideas[member] = before[rng.integers(members)]
            if rng.random() < fresh:
                ideas[member] = next(new)

    Returns
    -------
    Rows by `step` (0, 10, … 400): `ideas` (different ones, mean over 12 worlds), `low`, `high`,
    `sameness` (mean) and `expected` (where sameness tends). [wright1931, bentley2004]
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
        boundary="One new idea every other step in the whole circle halves its sameness, in a "
        "circle of any size.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how many ideas are left, step by step."""
        n = self.members
        ideas = np.tile(np.arange(n), (WORLDS, 1))
        world = np.arange(WORLDS)[:, None]
        rows = []
        for step in range(STEPS + 1):
            if step % 10 == 0:
                rows.append((step, *self._variety(ideas)))
            ideas = ideas[world, rng.integers(n, size=(WORLDS, n))]
            new = rng.random((WORLDS, n)) < self.fresh
            ideas[new] = n * (step + 1) + np.nonzero(new)[1]  # a number that nobody has had
        columns = ["step", "ideas", "low", "high", "sameness"]
        return pd.DataFrame(rows, columns=columns).assign(expected=self.expected)

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

    Herding in production: 100 makers work on 20 topics. A topic's attention is in proportion to
    supply^γ. In each round a fifth of the makers, drawn at random, choose anew, in proportion to
    what they look at: attention/supply^c, the whole of a topic's attention where congestion c is 0,
    and what one maker gets of it where c is 1 (an ideal free distribution).

    How far makers crowd is a matter of time. Where γ − c = 1 a choice copies somebody's, which is
    drift: the chance that two makers share a topic goes 0.0036 of the way to 1 in each round. Above
    1 one topic has everybody soon, below 1 luck empties one topic after the other.

    Makers are alike, so that only their numbers are drawn; a round is this loop::

        supply = [topic.count(t) for t in topics]
        lure = [s ** (pull - congestion) if s > 0 else 0 for s in supply]
        for maker in range(100):
            if rng.random() < 0.2:
                topic[maker] = rng.choice(topics, p=lure / sum(lure))

    Returns
    -------
    Rows by `round` (every fifth, over 20 worlds): `concentration` (Herfindahl index of supply),
    `low`, `high`, `largest` (share of makers in the largest topic), `topics` (with a maker left)
    and `premium` (attention for each maker in the largest topic, in units of the mean maker's).
    [fretwell1969]
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
    rounds: int = whole(
        150,
        low=50,
        high=1500,
        step=EVERY,
        scale="log",
        unit="rounds",
        meaning="how long; a fifth of the makers choose anew in each",
    )

    card = Card(
        assumes="Makers can make anything, moving is free, and all topics are equally worth while.",
        leaves_out="Knowing a subject, loving it, and the audience's boredom.",
        absent="Topics that nobody has thought of; one that nobody is left on does not come back.",
        wrong_if="Attention goes to what is scarce.",
        boundary="Makers who count the crowd spread out, and lose topics slowly; the hot topic "
        "pays its makers more only above γ = 1, and less below.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how makers crowd on topics, round by round."""
        supply = rng.multinomial(MAKERS, np.full(TOPICS, 1 / TOPICS), TOPIC_WORLDS)
        number = np.arange(0, self.rounds + 1, EVERY)
        seen = np.empty((len(number), *supply.shape), dtype=int)
        for at in range(len(number)):
            for _ in range(EVERY if at else 0):
                supply = self._moved(rng, supply)
            seen[at] = supply
        return self._measured(number, seen)

    def _moved(self, rng: np.random.Generator, supply: np.ndarray) -> np.ndarray:
        """Return the makers on each topic after a round, in every world."""
        drawn = self.pull - self.congestion
        lure = np.power(supply, drawn, out=np.zeros(supply.shape), where=supply > 0)
        lure = steady(lure)
        leaving = rng.binomial(supply, MOVING)
        chance = lure / lure.sum(axis=1, keepdims=True)
        return supply - leaving + rng.multinomial(leaving.sum(axis=1), chance)

    def _measured(self, number: np.ndarray, seen: np.ndarray) -> pd.DataFrame:
        """Return the measures of makers of shape (rounds, worlds, topics), by round."""
        index = herfindahl(seen)
        low, _, high = band(index, axis=1)
        largest = seen.max(axis=2)
        attention = seen**self.pull
        premium = (largest**self.pull / largest) / (attention.sum(axis=2) / MAKERS)
        return pd.DataFrame(
            {
                "round": number,
                "concentration": index.mean(axis=1),
                "low": low,
                "high": high,
                "largest": largest.mean(axis=1) / MAKERS,
                "topics": (seen > 0).sum(axis=2).mean(axis=1),
                "premium": premium.mean(axis=1),
            }
        )
