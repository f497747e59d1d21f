"""Data hunger: what makes a learner – a child, a platform, a model – want more data, and when more stops helping.

Every model here is small, exact about its mechanism and silent about everything else (see its `card`). Chance enters
only through `seed`. Where a process is random, many independent worlds run side by side along one axis of an array, and
a table gives their median with the band from the tenth to the ninetieth percentile (`low`, `high`), unless it says
otherwise. A value outside a declared range raises `ParameterError`. Keys in brackets are those of the bibliography.
"""

from __future__ import annotations

import math
import warnings
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import (
    Card,
    Model,
    band,
    herfindahl,
    lock_in_threshold,
    majority,
    model,
    option,
    rank_correlation,
    real,
    top_share,
    whole,
)

LEARNERS = (
    "decision tree",
    "neural network",
    "evolved rule",
    "naive Bayes",
    "nearest neighbour",
    "15 nearest neighbours",
    "support vector machine",
)


def fitted_exponent(examples: ArrayLike, error: ArrayLike) -> float:
    """Return β of the power law error ∝ examples^−β that fits best on logarithmic axes (least squares; both > 0)."""
    return float(-np.polyfit(np.log(examples), np.log(error), 1)[0])


# ------------------------------------------------------------------------------------ real digits, learning curves


@cache
def digits() -> tuple[np.ndarray, np.ndarray]:
    """Return the 1,797 handwritten digits in scikit-learn: 64 grey values in [0, 1] each, and the labels 0–9."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    return images / 16.0, labels


def digits_halves(seed: int = 0) -> pd.DataFrame:
    """Train one nearest neighbour on half of the digits and test it on the other half, halved in two ways.

    A random half comes from all over the file. A contiguous block of it leaves the other block unseen, and what lies
    together in the file was collected together. Volume is equal; variety is not. Real data, no model of the world.

    Returns
    -------
    Two rows: `split` ("random half", "contiguous half") and `error`, the share of test images misread. [sklearn2011]
    """
    images, labels = digits()
    middle = len(labels) // 2
    orders = {
        "random half": np.random.default_rng(seed).permutation(len(labels)),
        "contiguous half": np.arange(len(labels)),
    }
    error = {}
    for split, order in orders.items():
        learner = _learner("nearest neighbour", 0).fit(
            images[order[:middle]], labels[order[:middle]]
        )
        error[split] = (learner.predict(images[order[middle:]]) != labels[order[middle:]]).mean()
    return pd.DataFrame({"split": list(error), "error": list(error.values())})


class EvolvedRule:
    """A linear rule bred by a genetic algorithm: the fitter half survives, pairs are crossed, genes mutate.

    One rule is a matrix of weights, pixels by digits; its fitness is the share of training images that it names right.
    There is no gradient and no distance: only variation and selection.
    """

    def __init__(
        self, seed: int, rules: int = 80, generations: int = 150, mutation: float = 0.2
    ) -> None:
        self.seed, self.rules, self.generations, self.mutation = seed, rules, generations, mutation

    def fit(self, images: np.ndarray, labels: np.ndarray) -> EvolvedRule:
        """Breed rules for images of shape (n, pixels) with labels 0–9, and keep the fittest."""
        rng = np.random.default_rng(self.seed)
        rules = rng.normal(size=(self.rules, images.shape[1], 10))
        for _ in range(self.generations):
            parents = rules[
                np.argsort(-self._fitness(rules, images, labels), kind="stable")[: self.rules // 2]
            ]
            mothers, fathers = parents[
                rng.integers(len(parents), size=(2, self.rules - len(parents)))
            ]
            children = np.where(rng.random(mothers.shape) < 0.5, mothers, fathers)
            rules = np.concatenate(
                [parents, children + rng.normal(0, self.mutation, children.shape)]
            )
        self.best = rules[self._fitness(rules, images, labels).argmax()]
        return self

    def predict(self, images: np.ndarray) -> np.ndarray:
        """Return the digit with the highest score for each image."""
        return (images @ self.best).argmax(axis=1)

    @staticmethod
    def _fitness(rules: np.ndarray, images: np.ndarray, labels: np.ndarray) -> np.ndarray:
        return ((images @ rules).argmax(axis=2) == labels).mean(axis=1)


def _learner(name: str, seed: int):
    """Return an untrained learner with `fit` and `predict`; scikit-learn is imported here because it takes a second."""
    from sklearn.naive_bayes import GaussianNB
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.neural_network import MLPClassifier
    from sklearn.svm import SVC
    from sklearn.tree import DecisionTreeClassifier

    return {
        "decision tree": DecisionTreeClassifier(random_state=seed),
        "neural network": MLPClassifier((32,), max_iter=300, random_state=seed),
        "evolved rule": EvolvedRule(seed),
        "naive Bayes": GaussianNB(
            var_smoothing=0.1
        ),  # pixels that never vary would otherwise count as certainties
        "nearest neighbour": KNeighborsClassifier(1),
        "15 nearest neighbours": KNeighborsClassifier(15),
        "support vector machine": SVC(C=10.0),
    }[name]


@model
class FiveTribes(Model):
    """Five families of learners read the same handwritten digits.

    Inductive bias: what a learner presumes before it has seen anything decides how fast its error falls with examples,
    and what wrong labels do to it. Rules (a decision tree), connections (a neural network with 32 hidden units),
    evolution (a linear rule bred by a genetic algorithm), probabilities (Gaussian naive Bayes) and similarity (one or
    fifteen nearest neighbours, a support vector machine) train on `examples` random images and are tested on 597.

    Returns one row: `tested` (images), `training_error` (share of the given labels, wrong ones included, that it fails
    to give back) and `test_error` (share of test images misread). [domingos2015, ngjordan2001, sklearn2011]
    """

    learner: str = option(
        "nearest neighbour", options=LEARNERS, meaning="the learner, one of the five families"
    )
    examples: int = whole(
        200,
        low=20,
        high=1200,
        step=20,
        scale="log",
        symbol="n",
        meaning="labelled images to learn from",
    )
    label_noise: float = real(
        0.0, low=0.0, high=0.3, step=0.1, meaning="share of training labels that name another digit"
    )

    card = Card(
        assumes="Training and test images come from one heap, shuffled; wrong labels fall anywhere, with equal chance.",
        leaves_out="Tuning: each learner has one ordinary setting. Time, energy and the price of labels.",
        absent="The people who wrote the digits and those who typed in what they read.",
        wrong_if="Other data, where similar looks do not mean the same thing, put the learners in another order.",
        boundary="With three wrong labels in ten the order turns round: the perfect memory remembers the mistakes.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the one row of a training and a test."""
        images, labels = digits()
        order = rng.permutation(len(labels))
        train, test = order[: self.examples], order[1200:]
        wrong = rng.random(self.examples) < self.label_noise
        given = (labels[train] + wrong * rng.integers(1, 10, self.examples)) % 10
        learner = _learner(self.learner, int(rng.integers(2**31)))
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", message="Stochastic Optimizer"
            )  # a network stopped early is still a learner
            learner.fit(images[train], given)
        errors = {
            "training_error": (learner.predict(images[train]) != given).mean(),
            "test_error": (learner.predict(images[test]) != labels[test]).mean(),
        }
        return pd.DataFrame([{"tested": len(test)} | errors])


@model
class LearningCurve(Model):
    """Error falls with examples as a power law, down to a floor.

    Power-law scaling: error = scale · examples^−β + floor, and never worse than guessing. Each halving of what lies
    above the floor takes 2^(1/β) times the examples, over and over: hunger grows in proportion to what was eaten.

    Returns rows with `examples` (1 to 10⁹) and `error` (share). [hestness2017, kaplan2020]
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
        leaves_out="Why the law holds: a long tail of ever rarer cases is one explanation, not modelled here.",
        absent="Whoever yields the examples, and what it costs them.",
        wrong_if="The exponent changes on the way, as it does when a better kind of model takes over.",
        boundary="At the floor more data buys nothing, and a target below it is out of reach for ever.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the curve at 20 points a decade."""
        examples = np.logspace(0, 9, 181)
        return pd.DataFrame({"examples": examples, "error": self.error(examples)})

    def error(self, examples: ArrayLike) -> np.ndarray:
        """Return the error after so many examples (any number >= 1)."""
        return np.minimum(
            self.guessing,
            self.scale * np.asarray(examples, dtype=float) ** -self.exponent + self.floor,
        )

    @property
    def halving_factor(self) -> float:
        """How many times the examples halve the error above the floor."""
        return 2 ** (1 / self.exponent)

    @property
    def examples_to_target(self) -> float:
        """Examples after which the error meets the target: 1 where guessing does, infinite at or under the floor."""
        if self.guessing <= self.target:
            return 1.0
        if self.target <= self.floor:
            return math.inf
        return max(1.0, (self.scale / (self.target - self.floor)) ** (1 / self.exponent))


# ---------------------------------------------------------------------------------- memory, variety, search, markets


@model
class RedQueen(Model):
    """Remember much or remember what is fresh, in a world that moves.

    Concept drift: the truth is a random walk, and the learner reports the mean of its last `memory` noisy observations.
    Mean squared error = noise²/W + drift²·(W−1)(2W−1)/(6W), about noise²/W + drift²·W/3: a long memory averages noise
    away and grows stale. The best memory is √3·noise/drift, to within half an observation.

    Returns rows by `memory` (observations, 1 to 1000): `expected` (mean squared error by the equation), `error` (mean
    over 300 simulated worlds), its 95 % interval `low`, `high`, and `yours` (true for the memory chosen). [gama2014]
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
        assumes="The world moves a little at every step, in no direction; every observation in memory counts the same.",
        leaves_out="Sudden breaks, and memories that fade instead of ending.",
        absent="Those who are observed: here the world moves by itself, not because it is being learned.",
        wrong_if="Drift has a direction or comes back, so that old observations become useful again.",
        boundary="In a world that stands still whoever keeps everything wins.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the error of every memory at the end of a long history."""
        longest = self.parameters()["memory"].high
        memories = np.unique(
            np.append(np.geomspace(1, longest, 49).round().astype(int), self.memory)
        )
        # Looking back from now, the past differs from the present by a random walk that starts at nothing.
        moves = rng.normal(0, self.drift, (300, longest))
        moves[:, 0] = 0
        remembered = moves.cumsum(axis=1) + rng.normal(0, self.noise, moves.shape)
        squared = (remembered.cumsum(axis=1)[:, memories - 1] / memories) ** 2
        error, margin = squared.mean(axis=0), 1.96 * squared.std(axis=0) / np.sqrt(len(squared))
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

    def expected_error(self, memory: ArrayLike) -> np.ndarray:
        """Return the mean squared error of a memory of so many observations, by the equation."""
        w = np.asarray(memory, dtype=float)
        return self.noise**2 / w + self.drift**2 * (w - 1) * (2 * w - 1) / (6 * w)

    @property
    def best_memory(self) -> float:
        """√3·noise/drift, the memory with the least error; infinite in a world that stands still."""
        return math.sqrt(3) * self.noise / self.drift if self.drift else math.inf


@model
class VolumeOrVariety(Model):
    """Many examples from one milieu, or few from many.

    Covariate shift: what is to be learned is a linear rule over ten directions, but each context (a family, a town, a
    platform) varies along a few of them only. Ridge regression learns from examples spread evenly over the contexts
    seen, and is then asked about the whole space. R² = 1 − |learned − true|²/|true|²: 1 is perfect, 0 knows nothing.

    Returns rows by `contexts` (1 to 10) at the same number of examples: `median`, `low`, `high` of the R² everywhere,
    `home` (median R² within the first context) over 40 worlds, and `yours` (true for the contexts chosen).
    """

    examples: int = whole(
        200, low=10, high=2000, step=10, scale="log", symbol="n", meaning="examples in all"
    )
    contexts: int = whole(
        1, low=1, high=10, symbol="K", meaning="contexts that the examples come from"
    )
    span: int = whole(
        2,
        low=1,
        high=10,
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
        leaves_out="Contexts with rules of their own, where what is learned in one misleads in another.",
        absent="Why someone meets one context only: money, distance, doors.",
        wrong_if="Experience transfers by analogy, so that one milieu teaches more than its own directions.",
        boundary="Where every context shows everything, variety buys nothing and volume is what counts.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return R² for every number of contexts."""
        worlds, dimensions = 40, 10
        most = self.parameters()["contexts"].high
        true = rng.normal(size=(worlds, dimensions))
        shown = np.linalg.qr(rng.normal(size=(worlds, most, dimensions, self.span)))[
            0
        ]  # orthonormal directions
        # Whatever a context shows, its examples are equally loud: their total variance is that of the whole space.
        place = rng.normal(0, math.sqrt(dimensions / self.span), (worlds, self.examples, self.span))
        mistake = rng.normal(0, self.noise, (worlds, self.examples))
        everywhere, home = [], []
        for contexts in range(1, most + 1):
            inputs = np.empty((worlds, self.examples, dimensions))
            for context in range(contexts):
                inputs[:, context::contexts] = place[:, context::contexts] @ shown[:, context].mT
            answers = (inputs @ true[..., None])[..., 0] + mistake
            gram = inputs.mT @ inputs + self.penalty * np.eye(dimensions)
            missed = np.linalg.solve(gram, inputs.mT @ answers[..., None])[..., 0] - true
            everywhere.append(1 - (missed**2).sum(axis=1) / (true**2).sum(axis=1))
            missed_home, true_home = (
                (shown[:, 0].mT @ v[..., None])[..., 0] for v in (missed, true)
            )
            home.append(1 - (missed_home**2).sum(axis=1) / (true_home**2).sum(axis=1))
        low, median, high = band(np.array(everywhere), axis=1)
        number = np.arange(1, most + 1)
        return pd.DataFrame(
            {
                "contexts": number,
                "median": median,
                "low": low,
                "high": high,
                "home": np.median(home, axis=1),
                "yours": number == self.contexts,
            }
        )


@model
class LoadedSearch(Model):
    """Do your own research, with queries worded by a hunch.

    Confirmatory search: a belief is a Beta distribution. With probability `loaded_queries` a search is worded by the
    lean of the moment and returns a document for that side; otherwise it returns one for the better-supported side with
    probability `truth`. Each document adds 1 to its side. Half of the 2,000 people start leaning right, half wrong.
    Who leans wrong meets the truth in (1 − b)·truth of the searches: above b* = 1 − 1/(2·truth) too seldom to turn.

    Returns rows by `search` (0 to `searches`): `right` (share of people whose belief exceeds ½), the `low`, `median`
    and `high` belief, and `spread` (standard deviation of beliefs). [golebiewski2018, tripodi2018]
    """

    loaded_queries: float = real(
        0.3,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="b",
        meaning="share of queries worded by one's lean",
    )
    truth: float = real(
        0.6,
        low=0.5,
        high=0.9,
        step=0.05,
        meaning="share of documents for the better-supported side",
    )
    lean: float = real(
        0.15,
        low=0.0,
        high=0.4,
        step=0.05,
        meaning="distance of the first belief from ½, either way",
    )
    weight: float = real(
        2.0,
        low=1.0,
        high=20.0,
        step=1.0,
        unit="documents",
        meaning="how much the first belief counts",
    )
    searches: int = whole(
        60, low=10, high=1000, step=10, scale="log", meaning="searches a person makes"
    )

    card = Card(
        assumes="Each document counts as much as any other, and a loaded query always finds what it asks for.",
        leaves_out="Trust in sources, other people, and the search engine's own ranking.",
        absent="Who writes the documents for the other side, and why.",
        wrong_if="People notice that their own words chose the answers, and discount them.",
        boundary="Below b* = 1 − 1/(2·truth) time cures error; above it more searching only hardens it.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how beliefs stand after each search."""
        beliefs = self.beliefs(rng)
        low, median, high = band(beliefs, axis=1)
        return pd.DataFrame(
            {
                "search": np.arange(len(beliefs)),
                "right": (beliefs > 0.5).mean(axis=1),
                "low": low,
                "median": median,
                "high": high,
                "spread": beliefs.std(axis=1),
            }
        )

    def beliefs(self, rng: np.random.Generator) -> np.ndarray:
        """Return everybody's belief in the better-supported side after each search, of shape (searches + 1, 2000)."""
        people = 2000
        start = 0.5 + self.lean * np.where(np.arange(people) % 2, 1, -1)
        favourable = self.weight * start
        beliefs = np.empty((self.searches + 1, people))
        beliefs[0] = start
        for search in range(1, self.searches + 1):
            held = beliefs[search - 1]
            loaded = (rng.random(people) < self.loaded_queries) & (
                held != 0.5
            )  # without a lean nothing can be loaded
            favourable += np.where(loaded, held > 0.5, rng.random(people) < self.truth)
            beliefs[search] = favourable / (self.weight + search)
        return beliefs

    @property
    def threshold(self) -> float:
        """b* = 1 − 1/(2·truth), the share of loaded queries above which wrong believers stay wrong."""
        return lock_in_threshold(self.truth)


@model
class DataRace(Model):
    """Firms whose users make their product better, which brings more users.

    Data network effect: quality = 1 − (1 + data)^−β; people choose by a logit rule, share ∝ exp(sharpness · quality); a
    fraction `mobility` of them choose anew in each period; users leave data behind (10 a period for an even share), and
    data goes stale at the rate `decay`. All firms start alike but for luck in their first data. With `sharing`, what a
    firm learns from moves that fraction of the way from its own data to the average of all.

    Returns rows by `period` (0 to 300): the Herfindahl index `hhi` with `hhi_low`, `hhi_high`, the `largest` share, and
    `leader` (share of the firm that had most data at the start), medians over 100 worlds. [farboodi2019, arthur1989,
    katzshapiro1985]
    """

    firms: int = whole(5, low=2, high=10, meaning="firms in the market")
    exponent: float = real(
        0.3, low=0.1, high=1.0, step=0.1, symbol="β", meaning="steepness of the learning curve"
    )
    sharpness: float = real(
        20.0,
        low=5.0,
        high=60.0,
        step=5.0,
        symbol="κ",
        meaning="how much users mind small gaps in quality",
    )
    decay: float = real(
        0.02,
        low=0.0,
        high=0.1,
        step=0.01,
        unit="per period",
        meaning="share of data that goes stale",
    )
    mobility: float = real(
        0.1,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        unit="per period",
        meaning="share of users who choose anew",
    )
    sharing: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="how far firms must pool their data"
    )

    card = Card(
        assumes="Data is the only source of quality, users see quality as it is, and each uses one firm.",
        leaves_out="Price, advertising, talent, several services at once, and firms that buy each other.",
        absent="The users as makers of the data: they are neither asked nor paid.",
        wrong_if="Curves flatten before gaps in quality can be felt, as some find for search and advertising.",
        boundary="Gentle choice, flat curves or pooled data keep the market even.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how concentrated the market is in each period."""
        periods = 300
        data = 10 * np.exp(rng.normal(0, 0.3, (100, self.firms)))
        share = np.full(data.shape, 1 / self.firms)
        ahead = data.argmax(axis=1, keepdims=True)
        shares = np.empty((periods + 1, *share.shape))
        for period in range(periods + 1):
            shares[period] = share
            usable = data + self.sharing * (data.mean(axis=1, keepdims=True) - data)
            pull = np.exp(-self.sharpness * (1 + usable) ** -self.exponent)
            share = share + self.mobility * (pull / pull.sum(axis=1, keepdims=True) - share)
            data = (1 - self.decay) * data + 10 * self.firms * share
        low, median, high = band(herfindahl(shares), axis=1)
        leader = np.take_along_axis(
            shares, np.broadcast_to(ahead, (periods + 1, *ahead.shape)), axis=2
        )[..., 0]
        return pd.DataFrame(
            {
                "period": np.arange(periods + 1),
                "hhi": median,
                "hhi_low": low,
                "hhi_high": high,
                "largest": np.median(top_share(shares, 1), axis=1),
                "leader": np.median(leader, axis=1),
            }
        )

    @property
    def tipping_sharpness(self) -> float:
        """Sharpness above which an even market with settled data falls apart: 1 / (∂quality/∂ln data).

        A young market has less data, feels the same gap more, and where users move fast may fall apart below this.
        """
        if self.decay == 0 or self.sharing == 1:
            return math.inf
        settled = 10 / self.decay
        return (1 + settled) ** (self.exponent + 1) / (self.exponent * settled * (1 - self.sharing))


# ------------------------------------------------------------------------------------ labels, feedback, one equation


@model
class LabelMajority(Model):
    """Several people label the same thing, and the majority decides.

    Condorcet's jury theorem, with shared errors: each labeller is right with probability `accuracy`; with probability
    √ρ a labeller repeats what a common source says (a guideline, a search result) instead of judging alone, so that any
    two labels correlate with ρ. A tie is settled by a coin.

    Returns rows by `labellers` (1, 3, … 51, and the number chosen): `expected` (majority accuracy by the binomial law),
    `accuracy` (share of 2,000 simulated items), `cost` (pay per correct label) and `yours`. [dawidskene1979]
    """

    labellers: int = whole(
        5, low=1, high=51, step=2, symbol="k", meaning="people who label each item"
    )
    accuracy: float = real(
        0.7, low=0.45, high=0.95, step=0.05, symbol="p", meaning="chance that one labeller is right"
    )
    correlation: float = real(
        0.0,
        low=0.0,
        high=0.5,
        step=0.05,
        symbol="ρ",
        meaning="correlation of two labellers' errors",
    )
    pay: float = real(
        0.05,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        unit="per label",
        meaning="what a label is paid",
    )

    card = Card(
        assumes="Items are equally hard, labellers equally good, and one answer is true.",
        leaves_out="Weighting labellers by their record, and items on which people rightly disagree.",
        absent="The labellers' working day: haste, rejection and rates are one number here.",
        wrong_if="Labellers err in different directions, so that even shared material divides them.",
        boundary="Under one half more labellers make it worse; where errors are shared no crowd beats its source.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the accuracy of majorities of every size."""
        items, most = 2000, self.parameters()["labellers"].high
        source = rng.random((items, 1)) < self.accuracy
        own = rng.random((items, most)) < self.accuracy
        labels = np.where(rng.random((items, most)) < math.sqrt(self.correlation), source, own)
        sizes = np.union1d(np.arange(1, most + 1, 2), [self.labellers])
        margin = 2 * labels.cumsum(axis=1)[:, sizes - 1] - sizes
        expected = np.array([self.majority(k) for k in sizes])
        return pd.DataFrame(
            {
                "labellers": sizes,
                "expected": expected,
                "accuracy": (np.sign(margin) / 2 + 0.5).mean(axis=0),
                "cost": self.pay * sizes / expected,
                "yours": sizes == self.labellers,
            }
        )

    def majority(self, labellers: int) -> float:
        """Return the chance that a majority of so many labellers is right."""
        follows = math.sqrt(self.correlation)
        when_right = majority(labellers, follows + (1 - follows) * self.accuracy)
        when_wrong = majority(labellers, (1 - follows) * self.accuracy)
        return self.accuracy * when_right + (1 - self.accuracy) * when_wrong


@model
class FeedbackLoop(Model):
    """A system that lives on the reactions it causes.

    Feedback control: the next state is gain · (the state `delay` steps ago) + `push` + noise. A gain within ±1 settles
    at push/(1 − gain); a gain beyond runs away; a negative one overshoots, in waves of 2·(delay + 1) steps. Saturating
    responses bend at a ceiling of 10: next = 10·tanh((gain · state + push)/10), and runaway becomes lock-in.

    Returns rows by `step` (0 to 80): `low`, `median`, `high` of the state over 60 worlds. [wiener1948]
    """

    gain: float = real(
        0.5,
        low=-1.5,
        high=1.5,
        step=0.1,
        symbol="g",
        meaning="how strongly the state feeds back on itself",
    )
    delay: int = whole(
        0, low=0, high=10, symbol="τ", unit="steps", meaning="age of the state that is reacted to"
    )
    push: float = real(
        1.0, low=-5.0, high=5.0, step=0.5, symbol="u", meaning="steady input from outside"
    )
    noise: float = real(0.1, low=0.0, high=1.0, step=0.1, meaning="typical shock in one step")
    start: float = real(
        0.0, low=-10.0, high=10.0, step=1.0, meaning="state at the beginning and before it"
    )
    response: str = option(
        "linear", options=("linear", "saturating"), meaning="whether the reaction has a ceiling"
    )

    card = Card(
        assumes="One number describes the system, and it reacts to nothing but its own past and a steady push.",
        leaves_out="Learning: the gain never changes, and nobody redesigns the loop.",
        absent="Who watches the response, and who set the gain.",
        wrong_if="The system notices that its input is its own echo, and discounts it.",
        boundary="With a ceiling runaway turns into lock-in: where it ends depends on where it began.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the state of many worlds after each step."""
        steps, worlds = 80, 60
        shocks = rng.normal(0, self.noise, (steps, worlds))
        states = np.full((steps + 1, worlds), self.start)
        for step in range(steps):
            reaction = self.gain * states[max(step - self.delay, 0)] + self.push
            if self.response == "saturating":
                reaction = 10 * np.tanh(reaction / 10)
            states[step + 1] = reaction + shocks[step]
        low, median, high = band(states, axis=1)
        return pd.DataFrame(
            {"step": np.arange(steps + 1), "low": low, "median": median, "high": high}
        )

    @property
    def resting_point(self) -> float:
        """push/(1 − gain), where a linear loop comes to rest; infinite where it never does."""
        return self.push / (1 - self.gain) if abs(self.gain) < 1 else math.inf


def rescorla_wagner(
    start: float, outcomes: np.ndarray, cues: np.ndarray, salience: float
) -> np.ndarray:
    """Return associative strengths: every present cue moves by salience · (outcome − sum of present cues).

    `cues` has shape (trials, cues), 1 where a cue is present; the result (trials + 1, cues). [rescorla1972]
    """
    strengths = [np.full(cues.shape[1], start)]
    for present, outcome in zip(cues, outcomes, strict=True):
        surprise = outcome - strengths[-1][present == 1].sum()
        strengths.append(strengths[-1] + salience * surprise * present)
    return np.array(strengths)


def bush_mosteller(start: float, outcomes: np.ndarray, rate: float) -> np.ndarray:
    """Return the chance of a response: one operator after reward (1), another after none (0). [bushmosteller1955]"""
    probabilities = [start]
    for rewarded in outcomes:
        p = probabilities[-1]
        probabilities.append(p + rate * (1 - p) if rewarded else (1 - rate) * p)
    return np.array(probabilities)


def least_mean_squares(
    start: float, outcomes: np.ndarray, inputs: np.ndarray, rate: float
) -> np.ndarray:
    """Return the weights of an adaptive filter: each follows the gradient of the squared error. Signal processing.

    `inputs` has shape (trials, weights); the result (trials + 1, weights).
    """
    weights = [np.full(inputs.shape[1], start)]
    for x, desired in zip(inputs, outcomes, strict=True):
        gradient = -2 * (desired - weights[-1] @ x) * x
        weights.append(weights[-1] - rate / 2 * gradient)
    return np.array(weights)


def exponential_smoothing(start: float, outcomes: np.ndarray, smoothing: float) -> np.ndarray:
    """Return a forecast: a weighted average of the newest value and the forecast before. Sales and stocks."""
    forecasts = [start]
    for value in outcomes:
        forecasts.append(smoothing * value + (1 - smoothing) * forecasts[-1])
    return np.array(forecasts)


@model
class DeltaRule(Model):
    """Four sciences, four names, one equation.

    Delta rule: value ← value + α · (outcome − value). Conditioning (Rescorla and Wagner), mathematical psychology (Bush
    and Mosteller), adaptive filters (least mean squares) and forecasting (exponential smoothing) each wrote it down in
    their own terms. One cue is rewarded at random; half of a surprise is forgotten after ln ½ / ln(1 − α) trials.

    Returns rows by `trial` (1 to 60): `outcome` (0 or 1) and the value after it by each of the four rules:
    `rescorla_wagner`, `bush_mosteller`, `least_mean_squares`, `exponential_smoothing`.
    [rescorla1972, bushmosteller1955]
    """

    rate: float = real(
        0.1,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        symbol="α",
        meaning="how far one surprise moves the value",
    )
    reward: float = real(0.8, low=0.0, high=1.0, step=0.05, meaning="chance of reward on a trial")
    start: float = real(0.0, low=0.0, high=1.0, step=0.1, meaning="value before the first trial")

    card = Card(
        assumes="One cue, outcomes of one kind, a constant rate.",
        leaves_out="Attention, models of the situation, and rates that adapt.",
        absent="Meaning, bodies and motives: what the outcome is for the one who learns.",
        wrong_if="Learning depends on more than surprise, such as on how surprising the world has been of late.",
        boundary="With two cues they part ways: a shared surprise blocks the second cue, separate averages do not.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return one series of outcomes and the four trajectories."""
        outcomes = (rng.random(60) < self.reward).astype(float)
        one_cue = np.ones((60, 1))
        return pd.DataFrame(
            {
                "trial": np.arange(1, 61),
                "outcome": outcomes,
                "rescorla_wagner": rescorla_wagner(self.start, outcomes, one_cue, self.rate)[1:, 0],
                "bush_mosteller": bush_mosteller(self.start, outcomes, self.rate)[1:],
                "least_mean_squares": least_mean_squares(self.start, outcomes, one_cue, self.rate)[
                    1:, 0
                ],
                "exponential_smoothing": exponential_smoothing(self.start, outcomes, self.rate)[1:],
            }
        )

    @property
    def half_life(self) -> float:
        """Trials after which half of a surprise is forgotten: ln ½ / ln(1 − rate)."""
        return math.log(0.5) / math.log1p(-self.rate) if self.rate < 1 else 0.0


# ------------------------------------------------------------------------------------------------------ counted lives


@model
class SelfTracking(Model):
    """What is counted draws effort away from what is not, or carries it along.

    Multitask agency: a person spends effort c on what a tracker counts and u on what it does not. Felt reward is
    (drive + bonus)·c + drive·value·u, cost is (c² + u²)/2 + s·c·u. At s = 1 the two efforts are perfect substitutes;
    below 0 they ease each other. A `drive` under 1 says that in the moment effort feels worth less than it is.

    Returns rows by `bonus` (0 to 1, and the one chosen): effort `counted` and `uncounted`, `counted_share` of effort,
    `welfare` (full worth c + value·u less cost, the bonus not included) and `yours`. [holmstrom1991]
    """

    bonus: float = real(
        0.2,
        low=0.0,
        high=1.0,
        step=0.05,
        meaning="what one more unit of the count is felt to be worth",
    )
    substitution: float = real(
        0.5,
        low=-0.8,
        high=1.0,
        step=0.1,
        symbol="s",
        meaning="how far one effort stands in for the other",
    )
    value: float = real(
        1.5,
        low=0.2,
        high=2.0,
        step=0.1,
        meaning="worth of uncounted effort, where counted effort has 1",
    )
    drive: float = real(
        0.5, low=0.1, high=1.0, step=0.1, meaning="share of its worth that effort is felt to have"
    )

    random = False
    card = Card(
        assumes="People weigh both efforts coolly, and the count measures what it counts without error.",
        leaves_out="Habit, company, shame, and a count that changes what one wants.",
        absent="The firm that counts, and what it does with the record.",
        wrong_if="Being paid in points spoils the pleasure in the activity itself.",
        boundary="Where counted effort eases the other (steps that get one outdoors) both grow and the harm is gone.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return both efforts for every bonus."""
        bonus = np.union1d(np.linspace(0, 1, 41), [self.bonus])
        counted, uncounted = self.efforts(bonus)
        cost = (counted**2 + uncounted**2) / 2 + self.substitution * counted * uncounted
        return pd.DataFrame(
            {
                "bonus": bonus,
                "counted": counted,
                "uncounted": uncounted,
                "counted_share": counted / (counted + uncounted),
                "welfare": counted + self.value * uncounted - cost,
                "yours": bonus == self.bonus,
            }
        )

    def efforts(self, bonus: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return the effort on what is counted and on what is not that feels best at a bonus."""
        s = min(
            self.substitution, 1 - 1e-9
        )  # the limit of perfect substitutes, where a tie is shared
        counts, other = (
            self.drive + np.asarray(bonus, dtype=float),
            np.asarray(self.drive * self.value),
        )
        both = (counts > s * other) & (other > s * counts)
        counted = np.where(
            both, (counts - s * other) / (1 - s**2), np.where(counts >= other, counts, 0.0)
        )
        uncounted = np.where(
            both, (other - s * counts) / (1 - s**2), np.where(counts >= other, 0.0, other)
        )
        return counted, uncounted


@model
class FriendRanking(Model):
    """A ranking of friends by contact, shown to the one whose friends they are.

    Reinforcement: the next contact falls on a friend with probability ∝ closeness · (contacts so far + 1)^γ, where γ is
    the pull of the ranking times its visibility. Closeness is lognormal. Each friend's contacts run as an independent
    clock with exponential waits at these rates; the first `contacts` rings over all clocks follow exactly that law.

    Returns rows by displayed `rank` (1 = most contacts): `share` of contacts (mean over 100 worlds; `low`, `high`),
    `closeness_rank` (mean true rank of the friend shown there), and `agreement` (mean Spearman correlation of contacts
    with closeness, the same in every row). [eggenberger1923, gilbertkarahalios2009]
    """

    friends: int = whole(15, low=5, high=50, meaning="friends who are ranked")
    pull: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        symbol="γ",
        meaning="how strongly a visible count attracts contact",
    )
    visibility: float = real(
        1.0, low=0.0, high=1.0, step=0.1, meaning="how much of the ranking is seen"
    )
    spread: float = real(
        0.7, low=0.1, high=1.5, step=0.1, meaning="standard deviation of log closeness"
    )
    contacts: int = whole(400, low=50, high=2000, step=50, scale="log", meaning="contacts in all")

    card = Card(
        assumes="Closeness stays as it is; only contact follows the ranking.",
        leaves_out="The friends' own choices, quarrels, and contact that no machine sees.",
        absent="Friends who are not on the platform: they have no rank at all.",
        wrong_if="Closeness itself grows with contact, so that the ranking makes itself true.",
        boundary="With a weak pull or a hidden ranking counts come to follow closeness, and the measure is valid.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what the displayed ranking shows, rank by rank."""
        closeness, counts = self.ties(rng)
        shown = np.argsort(-counts, axis=1, kind="stable")
        share = np.take_along_axis(counts, shown, axis=1) / self.contacts
        true_rank = (-closeness).argsort(axis=1).argsort(axis=1) + 1
        low, _, high = band(share)
        return pd.DataFrame(
            {
                "rank": np.arange(1, self.friends + 1),
                "share": share.mean(axis=0),
                "low": low,
                "high": high,
                "closeness_rank": np.take_along_axis(true_rank, shown, axis=1).mean(axis=0),
                "agreement": rank_correlation(closeness, counts).mean(),
            }
        )

    def ties(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return true closeness and number of contacts, each of shape (100 worlds, friends)."""
        worlds = 100
        closeness = np.exp(rng.normal(0, self.spread, (worlds, self.friends)))
        attraction = np.arange(1, self.contacts + 1) ** (self.pull * self.visibility)
        waits = rng.exponential(size=(worlds, self.friends, self.contacts)) / (
            closeness[..., None] * attraction
        )
        rings = waits.cumsum(axis=2)
        last = np.partition(rings.reshape(worlds, -1), self.contacts - 1, axis=1)[
            :, self.contacts - 1
        ]
        return closeness, (rings <= last[:, None, None]).sum(axis=2)
