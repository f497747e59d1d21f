"""Five tribes of machine learners read the same real digits.

The pictures are scikit-learn's, and so are the learners, apart from the rule that is bred here.
What a learner presumes before it has seen anything decides how its error falls with examples.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from ...core import Card, Model, model, option, real, whole

LEARNERS = (
    "decision tree",
    "neural network",
    "evolved rule",
    "naive Bayes",
    "nearest neighbour",
    "15 nearest neighbours",
    "support vector machine",
)
TRAINING = 1200  # images that may be learned from; the other 597 are for the test


@cache
def digits() -> tuple[np.ndarray, np.ndarray]:
    """Return scikit-learn's 1,797 handwritten digits. [sklearn2011]

    Returns
    -------
    images : grey values from 0 to 1, of shape (1797, 64).
    labels : the digits 0 to 9, of shape (1797,).
    """
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    return images / 16.0, labels


def digits_halves(seed: int = 0) -> pd.DataFrame:
    """Test one nearest neighbour on the half of the digits that it has not seen, halved two ways.

    A random half comes from all over the file. A contiguous block of it leaves the other block
    unseen, and what lies together in the file was collected together. Volume is equal; variety is
    not. Real data, no model of the world. [sklearn2011]

    Parameters
    ----------
    seed : a whole number >= 0, for the random half; the contiguous one has no chance in it.

    Returns
    -------
    Two rows: `split` ("random half", "contiguous half") and `error`, the share of test images
    misread.
    """
    images, labels = digits()
    middle = len(labels) // 2
    orders = {
        "random half": np.random.default_rng(seed).permutation(len(labels)),
        "contiguous half": np.arange(len(labels)),
    }
    error = {}
    for split, order in orders.items():
        seen = order[:middle]
        unseen = order[middle:]
        learner = _learner("nearest neighbour", 0).fit(images[seen], labels[seen])
        error[split] = (learner.predict(images[unseen]) != labels[unseen]).mean()
    return pd.DataFrame({"split": list(error), "error": list(error.values())})


class EvolvedRule:
    """A linear rule bred by a genetic algorithm.

    The fitter half survives, pairs are crossed, genes mutate. One rule is a matrix of weights,
    pixels by digits; its fitness is the share of training images that it names right. There is
    no gradient and no distance: only variation and selection.

    Parameters
    ----------
    seed : a whole number >= 0.
    rules : how many rules live at a time.
    generations : how often the worse half is replaced.
    mutation : standard deviation of what is added to every weight of a child.
    """

    def __init__(
        self, seed: int, rules: int = 80, generations: int = 150, mutation: float = 0.2
    ) -> None:
        self.seed = seed
        self.rules = rules
        self.generations = generations
        self.mutation = mutation

    def fit(self, images: np.ndarray, labels: np.ndarray) -> EvolvedRule:
        """Breed rules and keep the fittest.

        Parameters
        ----------
        images : of shape (images, pixels).
        labels : the digits 0 to 9, of shape (images,).

        Returns
        -------
        The learner itself, as scikit-learn's learners do.
        """
        rng = np.random.default_rng(self.seed)
        rules = rng.normal(size=(self.rules, images.shape[1], 10))
        for _ in range(self.generations):
            best_first = np.argsort(-self._fitness(rules, images, labels), kind="stable")
            parents = rules[best_first[: self.rules // 2]]
            pairs = rng.integers(len(parents), size=(2, self.rules - len(parents)))
            mothers, fathers = parents[pairs]
            children = np.where(rng.random(mothers.shape) < 0.5, mothers, fathers)
            mutated = children + rng.normal(0, self.mutation, children.shape)
            rules = np.concatenate([parents, mutated])
        self.best = rules[self._fitness(rules, images, labels).argmax()]
        return self

    def predict(self, images: np.ndarray) -> np.ndarray:
        """Return the digit with the highest score for each of the images, of shape (images,)."""
        return (images @ self.best).argmax(axis=1)

    @staticmethod
    def _fitness(rules: np.ndarray, images: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Return the share of images that each rule names right, of shape (rules,)."""
        return ((images @ rules).argmax(axis=2) == labels).mean(axis=1)


def _learner(name: str, seed: int) -> Any:
    """Return an untrained learner with `fit` and `predict`."""
    # Imported here, as it takes a second that a reader of the other models need not wait.
    from sklearn.naive_bayes import GaussianNB
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.neural_network import MLPClassifier
    from sklearn.svm import SVC
    from sklearn.tree import DecisionTreeClassifier

    return {
        "decision tree": DecisionTreeClassifier(random_state=seed),
        "neural network": MLPClassifier((32,), max_iter=300, random_state=seed),
        "evolved rule": EvolvedRule(seed),
        # Without smoothing, pixels that never vary would count as certainties.
        "naive Bayes": GaussianNB(var_smoothing=0.1),
        "nearest neighbour": KNeighborsClassifier(1),
        "15 nearest neighbours": KNeighborsClassifier(15),
        "support vector machine": SVC(C=10.0),
    }[name]


@model
class FiveTribes(Model):
    """Five families of learners read the same handwritten digits.

    Inductive bias: what a learner presumes before it has seen anything decides how fast its error
    falls with examples, and what wrong labels do to it. Rules (a decision tree), connections (a
    neural network with 32 hidden units), evolution (a linear rule bred by a genetic algorithm),
    probabilities (Gaussian naive Bayes) and similarity (one or fifteen nearest neighbours, a
    support vector machine) train on `examples` random images and are tested on 597 others. In
    short::

        order = shuffled(range(1797))
        for image in order[:examples]:
            if chance(label_noise):
                label[image] = any_other_digit()
        learner.fit(order[:examples])
        test_error = share(learner.predict(image) != digit[image] for image in order[1200:])

    Returns
    -------
    One row: `tested` (images), `training_error` (share of the given labels, wrong ones included,
    that it fails to give back) and `test_error` (share of test images misread).
    [domingos2015, ngjordan2001, sklearn2011]
    """

    learner: str = option(
        "nearest neighbour", options=LEARNERS, meaning="the learner, one of the five families"
    )
    examples: int = whole(
        200,
        low=20,
        high=TRAINING,
        step=20,
        scale="log",
        symbol="n",
        unit="images",
        meaning="labelled images to learn from",
    )
    label_noise: float = real(
        0.0,
        low=0.0,
        high=0.3,
        step=0.1,
        meaning="share of training labels that name another digit",
    )

    card = Card(
        assumes="Training and test images come from one heap, shuffled; wrong labels fall "
        "anywhere, with equal chance.",
        leaves_out="Tuning: each learner has one ordinary setting. Time, energy and the price of "
        "labels.",
        absent="The people who wrote the digits and those who typed in what they read.",
        wrong_if="Other data, where similar looks do not mean the same thing, put the learners in "
        "another order.",
        boundary="With three wrong labels in ten the order turns round: the perfect memory "
        "remembers the mistakes.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the one row of a training and a test."""
        images, labels = digits()
        order = rng.permutation(len(labels))
        train = order[: self.examples]
        test = order[TRAINING:]
        wrong = rng.random(self.examples) < self.label_noise
        given = (labels[train] + wrong * rng.integers(1, 10, self.examples)) % 10
        learner = _learner(self.learner, int(rng.integers(2**31)))
        with warnings.catch_warnings():
            # A network that was stopped early is a learner still.
            warnings.filterwarnings("ignore", message="Stochastic Optimizer")
            learner.fit(images[train], given)
        errors = {
            "training_error": (learner.predict(images[train]) != given).mean(),
            "test_error": (learner.predict(images[test]) != labels[test]).mean(),
        }
        return pd.DataFrame([{"tested": len(test)} | errors])
