"""Labels: clicks that cost nothing, and cheap judgements that are checked against each other."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, dawid_skene, model, real, vote_shares, whole

EXPONENT = 0.35  # of the learning curve

ITEMS = 400
PEOPLE = 40
MOST_LABELS = 15
NUMBERS = (1, 3, 5, 9, 15)  # of labels an item that the table shows besides the one chosen
ROUNDS = 20  # of the estimator


@model
class FreeLabels(Model):
    """Clicks as labels: noisy, free, and enough where users are many.

    Learning curve with noisy labels: an error of ε takes ε^(−1/b) clean labels, with b = 0.35. A
    click whose meaning is turned round with chance f is worth (1 − 2f)² of a clean label, so long
    as mistakes are random. What users do not supply is bought.

    Returns rows by `users` (10 to ten million, and the number chosen): `free` (clicks in a day),
    `worth` (in clean labels), `bought` (labels to be paid for), `bought_share` (of those needed),
    and `yours`. [casilli2017blog]
    """

    users: float = real(
        1000, low=10, high=10_000_000, step=1, scale="log", unit="users", meaning="people who click"
    )
    clicks: float = real(
        5.0, low=0.0, high=50.0, step=1.0, unit="a day", meaning="clicks of each that say something"
    )
    flip: float = real(
        0.25,
        low=0.0,
        high=0.5,
        step=0.05,
        symbol="f",
        meaning="chance that a click means the opposite",
    )
    error: float = real(
        0.05, low=0.01, high=0.2, step=0.01, symbol="ε", meaning="error that the machine may make"
    )

    random = False
    card = Card(
        assumes=(
            "Clicks err at random, all alike, and the curve falls as a power of the number of "
            "labels."
        ),
        leaves_out="Questions that no click answers, and labels for what users must never see.",
        absent="What a click was for, to the person who made it.",
        wrong_if=(
            "Clicks err together (as when all click what stands first): then no number of them "
            "helps."
        ),
        boundary=(
            "As flips approach one half clicks are worth nothing, and everything has to be bought."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what users supply and what has to be bought, for any number of them."""
        ends = self.parameters()["users"]
        users = np.union1d(np.geomspace(ends.low, ends.high, 37), [self.users])
        free = users * self.clicks
        worth = free * (1 - 2 * self.flip) ** 2
        bought = np.maximum(self.needed - worth, 0)
        return pd.DataFrame(
            {
                "users": users,
                "free": free,
                "worth": worth,
                "bought": bought,
                "bought_share": bought / self.needed,
                "yours": users == self.users,
            }
        )

    @property
    def needed(self) -> float:
        """Clean labels that the error takes."""
        return self.error ** (-1 / EXPONENT)

    @property
    def enough(self) -> float:
        """The number of users from which on nothing has to be bought; infinite for mere coins."""
        each = self.clicks * (1 - 2 * self.flip) ** 2
        return self.needed / each if each > 0 else math.inf


@model
class CrowdLabels(Model):
    """Many cheap judgements, some of them by people who do not look.

    Majority vote against Dawid and Skene's estimator: 400 yes-or-no items, labelled by some of 40
    people each. Spammers toss a coin, the others are right with chance `accuracy`. A share `hard`
    of items is misunderstood by all the others, as under bad instructions: there they are wrong
    as often as they are right elsewhere. The estimator learns each person's errors from agreement
    alone, starting from the majority's word (its loop stands in `recursivity.core.annotation`).
    How many items and people there are moves little but the noise. Label by label::

        for item in items:
            seems = the opposite of truth[item] if hard[item] else truth[item]
            for person in as many as there are labels an item, drawn by lot:
                right = random() < (0.5 if spams[person] else accuracy)
                label = seems if right else the opposite of seems

    Returns rows by `labels` per item (1 to 15, and the number chosen): `majority` and `estimated`
    (shares of items labelled rightly), `told_apart` (share of people rightly held to be spammers
    or not), and `yours`. [dawidskene1979, snow2008cheap]
    """

    labels: int = whole(
        5,
        low=1,
        high=15,
        step=2,
        called="labels per item",
        unit="labels",
        meaning="people who label each item",
    )
    spammers: float = real(
        0.4, low=0.0, high=0.7, step=0.1, meaning="share of people who toss a coin"
    )
    hard: float = real(
        0.0, low=0.0, high=0.3, step=0.05, meaning="share of items that everybody misunderstands"
    )
    accuracy: float = real(
        0.92, low=0.6, high=1.0, step=0.02, meaning="how often the others are right"
    )

    card = Card(
        assumes="Two classes, equally common; one answer is true; people work alone.",
        leaves_out="Gold questions, pay by quality, fatigue, and items that are hard for some.",
        absent="Why people toss coins: an hour's arithmetic with piece rates.",
        wrong_if="Workers copy one another or spam alike, so that agreement is no sign of care.",
        boundary=(
            "What all misunderstand no vote and no estimator repairs; with one label an item "
            "nobody can be told apart."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how many items each way gets right, for any number of labels an item."""
        truth = rng.integers(2, size=ITEMS)
        worker = rng.random((ITEMS, PEOPLE)).argsort(axis=1)[:, :MOST_LABELS]
        spams = np.arange(PEOPLE) < round(self.spammers * PEOPLE)
        # A hard item seems to be of the other class to everybody who tries.
        seems = truth ^ (np.arange(ITEMS) < round(self.hard * ITEMS))
        right = rng.random(worker.shape) < np.where(spams[worker], 0.5, self.accuracy)
        label = np.where(right, seems[:, None], 1 - seems[:, None])
        coin = rng.random(ITEMS) * 1e-6  # settles ties
        rows = [
            self._row(truth, worker[:, :k], label[:, :k], coin, spams)
            for k in sorted({*NUMBERS, self.labels})
        ]
        return pd.DataFrame(rows).assign(yours=lambda table: table.labels == self.labels)

    def _row(
        self,
        truth: np.ndarray,
        worker: np.ndarray,
        label: np.ndarray,
        coin: np.ndarray,
        spams: np.ndarray,
    ) -> dict[str, float]:
        """Return what both ways make of labels (`worker`, `label`: items, labels an item)."""
        each = label.shape[1]
        item = np.repeat(np.arange(ITEMS), each)
        votes = vote_shares(item, label.ravel(), ITEMS, 2)[:, 1]
        majority = votes + coin - 5e-7 > 0.5
        found = dawid_skene(item, worker.ravel(), label.ravel(), 2, rounds=ROUNDS)
        skill = np.trace(found.confusion, axis1=1, axis2=2) / 2
        believed_to_spam = skill < (0.5 + self.accuracy) / 2
        return {
            "labels": each,
            "majority": float((majority == truth).mean()),
            "estimated": float((found.labels == truth).mean()),
            "told_apart": float((believed_to_spam == spams[: len(skill)]).mean()),
        }
