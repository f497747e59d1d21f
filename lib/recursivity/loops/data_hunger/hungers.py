"""Two hungers for data: for precision and for coverage (`freshness` has the third).

Precision is bought by more of the same and ends where the noise begins; coverage by data from
elsewhere.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, band, model, real, whole

# --------------------------------------------------------------------------------------- precision


def fitted_exponent(examples: ArrayLike, error: ArrayLike) -> float:
    """Return the exponent β of the power law error ∝ examples^−β that fits best.

    Parameters
    ----------
    examples : numbers of examples > 0, of shape (points,), at least two different ones.
    error : the error after each of them > 0, of shape (points,).

    Returns
    -------
    β by least squares on logarithmic axes; positive where error falls.
    """
    slope, _ = np.polyfit(np.log(examples), np.log(error), 1)
    return float(-slope)


@model
class LearningCurve(Model):
    """Error falls with examples as a power law, down to a floor.

    Power-law scaling: error = scale · examples^−β + floor, and never worse than guessing. Each
    halving of what lies above the floor takes 2^(1/β) times the examples, over and over: hunger
    grows in proportion to what was eaten. Nothing is random.

    Returns
    -------
    Rows with `examples` (1 to 10⁹), `error` (share) and `enough` (true where the error is at the
    target or below). [hestness2017, kaplan2020]
    """

    exponent: float = real(
        0.3, low=0.05, high=0.9, step=0.05, symbol="β", meaning="steepness of the learning curve"
    )
    scale: float = real(
        1.0,
        low=0.5,
        high=5.0,
        step=0.5,
        symbol="a",
        meaning="error of one example, were the law to hold",
    )
    floor: float = real(
        0.0,
        low=0.0,
        high=0.1,
        step=0.01,
        symbol="c",
        meaning="error that no amount of data removes",
    )
    guessing: float = real(0.9, low=0.5, high=0.9, step=0.1, meaning="error of guessing")
    target: float = real(
        0.1, low=0.01, high=0.4, step=0.01, meaning="error that would be good enough"
    )

    random = False
    card = Card(
        assumes="One exponent from the first example to the last.",
        leaves_out="Why the law holds: a long tail of ever rarer cases is one explanation, not "
        "modelled here.",
        absent="Whoever yields the examples, and what it costs them.",
        wrong_if="The exponent changes on the way, as it does when a better kind of model takes "
        "over.",
        boundary="At the floor more data buys nothing, and a target below it is out of reach for "
        "ever.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the curve at 20 points a decade."""
        examples = np.logspace(0, 9, 181)
        error = self.error(examples)
        return pd.DataFrame({"examples": examples, "error": error, "enough": error <= self.target})

    def error(self, examples: ArrayLike) -> np.ndarray:
        """Return the error, a share, after so many examples (numbers >= 1, of any shape)."""
        n = np.asarray(examples, dtype=float)
        return np.minimum(self.guessing, self.scale * n**-self.exponent + self.floor)

    @property
    def halving_factor(self) -> float:
        """How many times the examples halve the error above the floor."""
        return 2 ** (1 / self.exponent)

    @property
    def examples_to_target(self) -> float:
        """Examples after which the error meets the target: infinite at or under the floor."""
        if self.target <= self.floor:
            return math.inf
        return max(1.0, (self.scale / (self.target - self.floor)) ** (1 / self.exponent))


# ---------------------------------------------------------------------------------------- coverage

DIRECTIONS = 10  # of the world that is to be learned


@model
class VolumeOrVariety(Model):
    """Many examples from one milieu, or few from many.

    Covariate shift: what is to be learned is a linear rule over ten directions, but each context (a
    family, a town, a platform) varies along a few of them only. Ridge regression learns from
    examples spread evenly over the contexts seen, and is then asked about the whole space.
    R² = 1 − |learned − true|²/|true|²: 1 is perfect, 0 knows nothing. In short::

        true = normal(10)
        for number in range(examples):
            shown = directions[number % contexts]        # `span` orthonormal directions
            x = shown @ normal(span) * sqrt(10 / span)   # a narrow context is no quieter
            remember(x, true @ x + normal(noise))
        learned = ridge(remembered, penalty)

    Returns
    -------
    Rows by `contexts` (1 to 10) at the same number of examples, over 40 worlds: `mean`, `median`,
    `low` and `high` of the R² everywhere (fiftieth, tenth and ninetieth percentile), `home` (median
    R² within the first context; a mean need not exist, as there may be little to know there) and
    `yours` (true for the contexts chosen).
    """

    examples: int = whole(
        200,
        low=10,
        high=2000,
        step=10,
        scale="log",
        symbol="n",
        unit="examples",
        meaning="examples in all",
    )
    contexts: int = whole(
        1,
        low=1,
        high=10,
        symbol="K",
        unit="contexts",
        meaning="contexts that the examples come from",
    )
    span: int = whole(
        2,
        low=1,
        high=DIRECTIONS,
        unit="of 10 directions",
        meaning="how much of the world one context shows",
    )
    noise: float = real(
        0.5, low=0.0, high=3.0, step=0.5, symbol="σ", meaning="typical error of one observation"
    )
    penalty: float = real(
        1.0,
        low=0.1,
        high=10.0,
        step=0.1,
        scale="log",
        symbol="λ",
        meaning="ridge penalty on large weights",
    )

    card = Card(
        assumes="One rule holds in all contexts; contexts differ only in what they let one see.",
        leaves_out="Contexts with rules of their own, where what is learned in one misleads in "
        "another.",
        absent="Why someone meets one context only: money, distance, doors.",
        wrong_if="Experience transfers by analogy, so that one milieu teaches more than its own "
        "directions.",
        boundary="Where every context shows everything, variety buys nothing and volume is what "
        "counts.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return R² for every number of contexts."""
        worlds = 40
        most = self.parameters()["contexts"].high
        true = rng.normal(size=(worlds, DIRECTIONS))
        axes = rng.normal(size=(worlds, most, DIRECTIONS, self.span))
        shown, _ = np.linalg.qr(axes)  # orthonormal directions
        # Whatever a context shows, its examples are equally loud: their total variance is that of
        # the whole space.
        loudness = math.sqrt(DIRECTIONS / self.span)
        place = rng.normal(0, loudness, (worlds, self.examples, self.span))
        mistake = rng.normal(0, self.noise, (worlds, self.examples))
        everywhere = []
        home = []
        for contexts in range(1, most + 1):
            inputs = np.empty((worlds, self.examples, DIRECTIONS))
            for context in range(contexts):
                turn = slice(context, None, contexts)
                inputs[:, turn] = place[:, turn] @ shown[:, context].mT
            missed = self._learned(inputs, true, mistake) - true
            everywhere.append(_explained(missed, true))
            at_home = shown[:, 0].mT
            home.append(_explained(_times(at_home, missed), _times(at_home, true)))
        low, median, high = band(np.array(everywhere), axis=1)
        number = np.arange(1, most + 1)
        return pd.DataFrame(
            {
                "contexts": number,
                "mean": np.mean(everywhere, axis=1),
                "median": median,
                "low": low,
                "high": high,
                "home": np.median(home, axis=1),
                "yours": number == self.contexts,
            }
        )

    def _learned(self, inputs: np.ndarray, true: np.ndarray, mistake: np.ndarray) -> np.ndarray:
        """Return the weights that ridge regression finds in each world, of shape (worlds, 10)."""
        answers = _times(inputs, true) + mistake
        gram = inputs.mT @ inputs + self.penalty * np.eye(DIRECTIONS)
        return np.linalg.solve(gram, inputs.mT @ answers[..., None])[..., 0]


def _times(matrices: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Return the product of each world's matrix with its vector."""
    return (matrices @ vectors[..., None])[..., 0]


def _explained(missed: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Return R² in each world: 1 less what was missed, in squares, by what there was."""
    return 1 - (missed**2).sum(axis=1) / (true**2).sum(axis=1)
