"""Half a recognition: who stays where skill is seen in part."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, real

PEOPLE = 150  # whose skills lie evenly between 0 and 1
SKILLED = 100  # the best third begins here
ROUNDS = 200  # of repricing: more than it takes to come to rest
BLUR = 0.05  # width of the logistic choice, and what leaving has to gain at least


@model
class HalfRecognition(Model):
    """Pay people as if they were average, and the good ones leave, and the average falls.

    Adverse selection with a partly visible skill: pay is `share` · ((1 − s) · mean skill of those
    who stay + s · own skill), with recognition s. A person of skill q (even from 0 to 1) stays
    with a logistic chance, by how far pay exceeds `outside` · q + 0.05, in units of 0.05. Begun
    with everybody, the pool is repriced until it comes to rest::

        stay = [1 for person in people]
        for round in range(200):
            average = mean skill of people, weighted by stay
            for person in people:
                pay = share * ((1 - s) * average + s * skill[person])
                gain = pay - outside * skill[person] - 0.05
                stay[person] = 1 / (1 + exp(-gain / 0.05))

    Returns rows by recognition `recognised` (0 to 1, and the one chosen): `skilled` (share of the
    top third who stay), `quality` (mean skill of those who stay), `stay` (share of everybody) and
    `yours`. [akerlof1970, tubaro2022learners]
    """

    recognition: float = real(
        0.3, low=0.0, high=1.0, step=0.05, symbol="s", meaning="how much of one's own skill is seen"
    )
    outside: float = real(
        0.55,
        low=0.0,
        high=0.9,
        step=0.05,
        symbol="o",
        meaning="what skill earns elsewhere, per unit",
    )
    share: float = real(
        0.75,
        low=0.3,
        high=1.0,
        step=0.05,
        symbol="β",
        meaning="what skill would earn here if it were seen",
    )

    random = False
    card = Card(
        assumes="Skill is one number, known to its owner; whoever is underpaid can leave.",
        leaves_out="Learning on the job, pride, and the time it takes to find something else.",
        absent="Those who cannot leave, except as an outside option of nothing.",
        wrong_if=(
            "The skilled stay although they are unseen, because nobody else wants them either."
        ),
        boundary=(
            "Without an outside option they stay, unrecognised: misrecognition costs the employer "
            "nothing."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who stays, for every degree of recognition."""
        seen = np.union1d(np.linspace(0, 1, 41).round(9), [self.recognition])[:, None]
        skill = (np.arange(PEOPLE) + 0.5) / PEOPLE
        stay = np.ones((len(seen), PEOPLE))
        for _ in range(ROUNDS):
            quality = (stay * skill).mean(axis=1, keepdims=True) / stay.mean(axis=1, keepdims=True)
            pay = self.share * ((1 - seen) * quality + seen * skill)
            gain = pay - self.outside * skill - BLUR
            stay = 1 / (1 + np.exp(-gain / BLUR))
        return pd.DataFrame(
            {
                "recognised": seen[:, 0],
                "skilled": stay[:, SKILLED:].mean(axis=1),
                "quality": quality[:, 0],
                "stay": stay.mean(axis=1),
                "yours": seen[:, 0] == self.recognition,
            }
        )
