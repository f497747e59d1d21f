"""A reader of signals: the first one, those that are misread, and those that repeat each other."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, lock_in_threshold, model, real, whole


@model
class FirstSignal(Model):
    """Somebody is judged by a row of ambiguous signals, and the first one is read as it is.

    Confirmatory bias: of all signals a share `quality` speaks for the truth. People count signals
    for and against; from the second one on, a signal that contradicts the side they lean to is
    misread as confirming it with probability `misreading`. Where they lean to neither side they
    read it as it is. With a `memory` below 1 the count fades by that factor at each signal. Of
    2,000 people one half meets a wrong signal first, the other half a right one. In short::

        count = -1 if first_signal_is_wrong else 1
        for signal in range(1, signals):
            says_right = chance(quality)
            contrary = (count < 0 and says_right) or (count > 0 and not says_right)
            if contrary and chance(misreading):
                says_right = not says_right
            count = memory * count + (1 if says_right else -1)

    Returns
    -------
    Rows by `signal` (1 to `signals`): the share that leans the wrong way among those whose first
    signal was wrong (`first_wrong`) and right (`first_right`), and among all (`wrong`), the halves
    weighted as often as such first signals occur. Who leans to neither side is not wrong.
    [rabinschrag1999]
    """

    quality: float = real(
        0.6,
        low=0.55,
        high=0.9,
        step=0.05,
        symbol="θ",
        meaning="share of signals that are right",
    )
    misreading: float = real(
        0.3,
        low=0.0,
        high=0.8,
        step=0.05,
        symbol="q",
        meaning="chance that a contrary signal is taken for a confirming one",
    )
    signals: int = whole(
        100,
        low=10,
        high=1000,
        step=10,
        scale="log",
        unit="signals",
        meaning="signals a person meets",
    )
    memory: float = real(
        1.0,
        low=0.9,
        high=1.0,
        step=0.01,
        symbol="λ",
        meaning="what the count keeps at each new signal",
    )

    card = Card(
        assumes="One question with two answers, signals of equal strength, and readers who act "
        "alone.",
        leaves_out="Doubt, talk, and the possibility that the judged person answers back.",
        absent="Why the first signal was what it was: a photograph, a name, a mugshot.",
        wrong_if="People re-read the early signals in the light of later ones, as a good novel "
        "makes them do.",
        boundary="Below a certain rate of misreading time cures error; with a fading count the "
        "first signal fades too.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who leans wrong after each signal."""
        half = 1000
        count = np.repeat([-1.0, 1.0], half)
        wrong = np.empty((self.signals, 2))
        for signal in range(self.signals):
            if signal:
                leaning_right = np.where(count > 0, self._confirmed, self.quality)
                reads_right = np.where(count < 0, self._corrected, leaning_right)
                heard = np.where(rng.random(2 * half) < reads_right, 1, -1)
                count = self.memory * count + heard
            wrong[signal] = (count < 0).reshape(2, half).mean(axis=1)
        return pd.DataFrame(
            {
                "signal": np.arange(1, self.signals + 1),
                "first_wrong": wrong[:, 0],
                "first_right": wrong[:, 1],
                "wrong": (1 - self.quality) * wrong[:, 0] + self.quality * wrong[:, 1],
            }
        )

    @property
    def _corrected(self) -> float:
        """Chance that somebody who leans the wrong way reads a signal as right."""
        return (1 - self.misreading) * self.quality

    @property
    def _confirmed(self) -> float:
        """Chance that somebody who leans the right way reads a signal as right."""
        return self.quality + (1 - self.quality) * self.misreading

    @property
    def threshold(self) -> float:
        """The misreading above which a wrong lean can last for ever."""
        return lock_in_threshold(self.quality)

    @property
    def in_the_end(self) -> tuple[float, float]:
        """Share wrong for ever (full memory), after a wrong first signal and after a right one.

        On either side of 0 the count is a walk with a drift. From 1 step away it comes back to 0
        with the probability that gamblers are ruined with; from 0 it sets out anew, until it does
        not come back.
        """
        up = self._corrected
        back_from_wrong = min(1.0, up / (1 - up))
        back_from_right = (1 - self._confirmed) / self._confirmed
        stay_wrong = (1 - self.quality) * (1 - back_from_wrong)
        stay_right = self.quality * (1 - back_from_right)
        undecided = stay_wrong / (stay_wrong + stay_right)
        return 1 - back_from_wrong * (1 - undecided), back_from_right * undecided


@model
class BulkOrWeight(Model):
    """Many weak cues against one strong cue, when the weak ones repeat each other.

    Additive evidence: `cues` weak cues of strength `weak` (in nats, units of log odds) stand
    against one contrary cue of strength `strong`. Who adds them up finds k·weak − strong. If any
    two weak cues correlate with ρ they are worth only k/(1 + (k − 1)·ρ) independent ones, never
    more than 1/ρ of them: no bulk outweighs the strong cue once ρ is at or above weak/strong.
    Nothing is random.

    Returns
    -------
    Rows by `cues` (1 to 100): `counted` and `corrected` (log odds by either rule, nats), `worth`
    (independent cues that so many are worth) and `yours` (true for the number chosen). [marlow2013]
    """

    cues: int = whole(
        16,
        low=1,
        high=100,
        scale="log",
        symbol="k",
        unit="cues",
        meaning="weak cues that speak for somebody",
    )
    weak: float = real(
        0.2, low=0.1, high=1.0, step=0.1, unit="nats", meaning="strength of each weak cue"
    )
    strong: float = real(
        3.0, low=1.0, high=5.0, step=0.5, unit="nats", meaning="strength of the one cue against"
    )
    correlation: float = real(
        0.1, low=0.0, high=0.5, step=0.02, symbol="ρ", meaning="correlation between two weak cues"
    )

    random = False
    card = Card(
        assumes="Cues add up like weights, and how far they repeat each other is known and the "
        "same for every pair.",
        leaves_out="Cues that change each other's meaning, so that a third makes the first two "
        "look different.",
        absent="Whoever copied the cue, and what each copy earned.",
        wrong_if="The strong cue is itself a copy, or a lie.",
        boundary="Independent weak cues are right to win; copied ones are not, however many they "
        "are.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return both totals for every number of weak cues."""
        cues = np.arange(1, self.parameters()["cues"].high + 1)
        worth = cues / (1 + (cues - 1) * self.correlation)
        return pd.DataFrame(
            {
                "cues": cues,
                "counted": self.weak * cues - self.strong,
                "corrected": self.weak * worth - self.strong,
                "worth": worth,
                "yours": cues == self.cues,
            }
        )

    def outvoted_by(self, correlation: float) -> float:
        """Return how many weak cues it takes to outweigh the strong one.

        Parameters
        ----------
        correlation : of any two weak cues, 0 or more.

        Returns
        -------
        The smallest number of weak cues; infinite where no number is enough.
        """
        gain = self.weak - self.strong * correlation
        if gain <= 1e-12:
            return math.inf
        return math.floor(self.strong * (1 - correlation) / gain + 1e-9) + 1

    @property
    def tipping_correlation(self) -> float:
        """weak/strong: at this correlation and above, no number of weak cues is enough."""
        return self.weak / self.strong
