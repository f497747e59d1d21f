"""The hunger for freshness: data that is new, over and over, while the world moves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, generator, model, real, whole


class Tracked(NamedTuple):
    """One step of a learner that follows a moving world: where the world is, and what it says."""

    truth: float  # distance from where the world was at the first step
    seen: float  # the newest observation
    estimate: float  # the mean of those remembered


@model
class RedQueen(Model):
    """Remember much or remember what is fresh, in a world that moves.

    Concept drift: the truth is a random walk, and the learner reports the mean of its last `memory`
    noisy observations. Mean squared error = noise²/W + drift²·(W−1)(2W−1)/(6W), about
    noise²/W + drift²·W/3: a long memory averages noise away and grows stale. The best memory is
    √3·noise/drift, to within half an observation. In short::

        for step in history:
            truth += normal(drift)
            seen.append(truth + normal(noise))
        error = (mean(seen[-memory:]) - truth) ** 2

    Returns
    -------
    Rows by `memory` (observations, 1 to 1,000): `expected` (mean squared error by the equation),
    `error` (mean over 300 simulated worlds), its 95 % interval `low`, `high`, and `yours` (true for
    the memory chosen). [gama2014]
    """

    memory: int = whole(
        50,
        low=1,
        high=1000,
        scale="log",
        symbol="W",
        unit="observations",
        meaning="length of the memory",
    )
    drift: float = real(
        0.02,
        low=0.0,
        high=0.2,
        step=0.01,
        symbol="d",
        unit="per step",
        meaning="typical move of the world",
    )
    noise: float = real(
        1.0, low=0.1, high=3.0, step=0.1, symbol="σ", meaning="typical error of one observation"
    )

    card = Card(
        assumes="The world moves a little at every step, in no direction; every observation in "
        "memory counts the same.",
        leaves_out="Sudden breaks, and memories that fade instead of ending.",
        absent="Those who are observed: here the world moves by itself, not because it is being "
        "learned.",
        wrong_if="Drift has a direction or comes back, so that old observations become useful "
        "again.",
        boundary="In a world that stands still whoever keeps everything wins.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the error of every memory at the end of a long history."""
        longest = self.parameters()["memory"].high
        spread = np.geomspace(1, longest, 49).round().astype(int)
        memories = np.unique(np.append(spread, self.memory))
        _, seen = self._history(300, rng)
        squared = _mean_of_last(seen, memories) ** 2
        error = squared.mean(axis=0)
        margin = 1.96 * squared.std(axis=0) / np.sqrt(len(squared))
        return pd.DataFrame(
            {
                "memory": memories,
                "expected": self.expected_error(memories),
                "error": error,
                "low": error - margin,
                "high": error + margin,
                "yours": memories == self.memory,
            }
        )

    def steps(self, seed: int = 0, count: int = 120) -> Iterator[Tracked]:
        """Yield what one learner does from its first observation on.

        Parameters
        ----------
        seed : as in `run`; the same world for every memory.
        count : how many steps, 1 to 1,000. Until as many observations are there as `memory` asks
            for, it remembers those that there are.
        """
        truth, seen = (past[:, :count] for past in self._history(1, generator(seed)))
        first = float(truth[0, -1])
        for step in range(count):
            now = count - 1 - step  # histories are told from the newest on
            known = np.array([min(self.memory, step + 1)])
            estimate = _mean_of_last(seen[:, now:], known)[0, 0]
            yield Tracked(
                *(float(value) - first for value in (truth[0, now], seen[0, now], estimate))
            )

    def _history(self, worlds: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return where worlds were and what was seen of them, the newest first.

        Both are told from where the world is now, and of shape (worlds, longest memory). Looking
        back from now, the past differs from the present by a random walk that starts at nothing:
        so one history, cumulated backwards, serves every memory.
        """
        moves = rng.normal(0, self.drift, (worlds, self.parameters()["memory"].high))
        moves[:, 0] = 0
        past = moves.cumsum(axis=1)
        return past, past + rng.normal(0, self.noise, moves.shape)

    def expected_error(self, memory: ArrayLike) -> np.ndarray:
        """Return the mean squared error of a memory of so many observations, by the equation.

        Parameters
        ----------
        memory : numbers of observations >= 1, of any shape.
        """
        w = np.asarray(memory, dtype=float)
        return self.noise**2 / w + self.drift**2 * (w - 1) * (2 * w - 1) / (6 * w)

    @property
    def best_memory(self) -> float:
        """√3·noise/drift, the memory with the least error; infinite in a world at rest."""
        return math.sqrt(3) * self.noise / self.drift if self.drift else math.inf


def _mean_of_last(seen: np.ndarray, memories: np.ndarray) -> np.ndarray:
    """Return the means of the newest observations (worlds, observations) by memory."""
    return seen.cumsum(axis=1)[:, memories - 1] / memories
