"""Bought silence: a majority that does not exist, and what people who count heads make of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...core import Card, Model, band, generator, model, real, whole

WORLDS = 40
ROUNDS = 40
SHOWN = 5  # worlds whose course the table tells one by one
ACQUAINTANCES = 8
STEEPNESS = 2.0  # of the chance to speak up, per unit of confidence
LAG = 0.5  # how much of confidence lasts into the next round
ANSWER = 8.0  # confidence per unit by which the support that one sees exceeds one half
ONLY_VOICE = 0.9  # of all that people say, from which on a side is as good as alone


class Talk(NamedTuple):
    """One round of talk in all worlds."""

    voice: np.ndarray  # 1, -1 of who speaks for the buyers or against, 0 silent; (worlds, people)
    said: np.ndarray  # the buyers' share of what people say, (worlds,)
    count: np.ndarray  # the same with what was bought, as the public count shows it, (worlds,)


@model
class BoughtSilence(Model):
    """Nobody changes an opinion, and one side falls silent.

    Spiral of silence: everybody has a fixed opinion and speaks up with chance
    1/(1 + exp(−2·c)). The confidence c moves halfway each round to 8 times how far the support
    one sees exceeds one half; what one sees is the public count, with weight `public`, and eight
    acquaintances drawn by lot. Bought posts, `bought` times the number of people, enter the
    public count. All speak at once, then all look round::

        for round in range(41):
            for person in town:
                speaks = random() < 1 / (1 + exp(-2 * c[person]))
            count = (ours + bought posts) / (all that is said + bought posts)
            for person in town:
                near = share of ours among acquaintances who speak
                support = public * count + (1 - public) * near   # for the buyers' side
                c[person] = (c[person] + 8 * (own side's support - 0.5)) / 2

    Returns rows by `round` (0 to 40): `low`, `median`, `high` of the buyers' share of what people
    (and nobody else) say over 40 worlds (tenth, fiftieth and ninetieth percentile), `won` and
    `lost` (shares of worlds in which it is over 0.9, or under 0.1), and `world_1` to `world_5`.
    [noelle1974spiral, ross2019bots]
    """

    true_share: float = real(
        0.5, low=0.3, high=0.5, step=0.05, meaning="share of people on the buyers' side"
    )
    bought: float = real(
        0.04,
        low=0.0,
        high=0.5,
        step=0.01,
        meaning="bought posts a round, as a share of the number of people",
    )
    public: float = real(
        0.5,
        low=0.0,
        high=1.0,
        step=0.1,
        called="weight of the count",
        meaning="weight of the public count",
    )
    people: int = whole(200, low=100, high=400, step=100, unit="people", meaning="people in town")

    card = Card(
        assumes=(
            "Opinions are fixed, two, and public; people fear to be few, and no reasons are "
            "exchanged."
        ),
        leaves_out="Friends who are alike, hard cores who speak regardless, and the press.",
        absent="Anonymity, the secret ballot, and polls that tell the true split.",
        wrong_if="People speak up the more, the more they feel outnumbered.",
        boundary=(
            "Where nobody looks at the count (weight 0), money buys nothing; a clear minority "
            "needs far more of it."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the buyers' share of what is said, round by round."""
        said = np.array([talk.said for talk in self._talk(rng)])
        low, median, high = band(said, axis=1)
        return pd.DataFrame(
            {
                "round": np.arange(ROUNDS + 1),
                "low": low,
                "median": median,
                "high": high,
                "won": (said > ONLY_VOICE).mean(axis=1),
                "lost": (said < 1 - ONLY_VOICE).mean(axis=1),
                **{f"world_{world + 1}": said[:, world] for world in range(SHOWN)},
            }
        )

    @property
    def posts(self) -> float:
        """Bought posts in all, from round 0 to the last."""
        return self.bought * self.people * (ROUNDS + 1)

    def steps(self, seed: int = 0) -> Iterator[Talk]:
        """Yield what is said in 40 worlds, round by round.

        Parameters
        ----------
        seed : as in `run`, whose table sums up the same worlds.
        """
        return self._talk(generator(seed))

    @property
    def sides(self) -> np.ndarray:
        """Whether each person is on the buyers' side, of shape (people,)."""
        return np.arange(self.people) < round(self.true_share * self.people)

    def _talk(self, rng: np.random.Generator) -> Iterator[Talk]:
        shape = (WORLDS, self.people)
        opinion = np.where(self.sides, 1, -1).astype(np.int8)
        heard_from = self._acquaintances(rng)
        extra = self.bought * self.people
        confidence = np.zeros(shape)
        for _ in range(ROUNDS + 1):
            speaks = rng.random(shape) < 1 / (1 + np.exp(-STEEPNESS * confidence))
            voice = opinion * speaks  # 1 and −1 for those who speak, 0 for the silent
            ours = (voice > 0).sum(axis=1)
            spoken = np.abs(voice).sum(axis=1)
            count = _share(ours + extra, spoken + extra)
            yield Talk(voice, _share(ours, spoken), count)
            around = voice.ravel()[heard_from]
            talked = np.abs(around).sum(axis=0, dtype=np.int8)
            balance = around.sum(axis=0, dtype=np.int8)
            near = _share((balance + talked) / 2, talked)
            seen = self.public * count[:, None] + (1 - self.public) * near
            confidence = LAG * confidence + (1 - LAG) * ANSWER * opinion * (seen - 0.5)

    def _acquaintances(self, rng: np.random.Generator) -> np.ndarray:
        """Return whom everybody hears, as places in a flat array of worlds, one after the other.

        The shape is (acquaintances, worlds, people): sums over the first axis are the fast ones.
        """
        drawn = rng.integers(self.people, size=(WORLDS, self.people, ACQUAINTANCES))
        places = drawn + self.people * np.arange(WORLDS)[:, None, None]
        return np.ascontiguousarray(places.transpose(2, 0, 1))


def _share(part: np.ndarray, whole_: np.ndarray) -> np.ndarray:
    """Return a share, and one half where nothing was said."""
    return np.where(whole_ > 0, part / np.maximum(whole_, 1e-12), 0.5)
