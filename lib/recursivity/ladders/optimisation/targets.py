"""Scores that people work for, and bars that are moved in answer."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, model, normal_quantile, real, whole

PEOPLE = 1000
HALF = 2000  # people in either half of those for whom a bar is set


@model
class TargetedScore(Model):
    """A measure becomes a target, and people take the cheapest route to it.

    Goodhart's law, as gaming against improvement: people differ in talent and in eagerness (a
    half-normal effort). A score is talent plus stakes · effort plus noise. A share of the effort is
    real, and adds to worth, which otherwise is talent; the rest adds to the score alone. With
    quadratic costs the share is what the two routes' prices make it: price of gaming/(price of
    gaming + price of getting better). Score and worth correlate with
    (1 + s·v·g²)/√((1 + s²·v·g²)·(1 + v·g² + noise²)), for stakes g, real share s and v = 1 − 2/π.
    That is less than without stakes only where (2s − s²)·(1 + noise²) + s²·noise²·v·g² is below 1:
    an exact score loses by every gaming, a rough one gains by nearly any effort that is real.

    Person by person::

        for person in range(1000):
            talent = rng.normal()
            effort = abs(rng.normal())
            worth = talent + genuine * stakes * effort
            score = talent + stakes * effort + noise * rng.normal()

    Returns 1,000 rows, one a person: `effort`, `worth` (with what effort has added), `score` and
    `chosen` (the best tenth by score), in standard deviations of talent; `judged` sums them up.
    [manheim2018, kleinbergraghavan2019, strathern1997, campbell1979, espeland2007]
    """

    stakes: float = real(
        2.0, low=0.0, high=4.0, step=0.25, symbol="g", meaning="how hard people try for the score"
    )
    genuine: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="s",
        meaning="share of the effort that makes people better",
    )
    noise: float = real(0.5, low=0.0, high=2.0, step=0.1, unit="sd", meaning="error of the score")

    card = Card(
        assumes="Eagerness has nothing to do with worth, and gaming harms nobody but those who "
        "are passed over.",
        leaves_out="Scores that are redrawn in answer, gaming that destroys worth, and people who "
        "refuse.",
        absent="Whoever decided what the score should stand for.",
        wrong_if="Nobody can move the score except by getting better, or nobody wants what it "
        "gives.",
        boundary="Where the cheapest way to a better score is to get better, selection improves, "
        "and so does everybody; the rougher the score, the sooner.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return effort, worth and score of a thousand people, and who is chosen."""
        talent, eagerness, error = rng.normal(size=(3, PEOPLE))
        effort = np.abs(eagerness)
        worth = talent + self.genuine * self.stakes * effort
        score = talent + self.stakes * effort + self.noise * error
        chosen = score >= np.sort(score)[-PEOPLE // 10]
        return pd.DataFrame({"effort": effort, "worth": worth, "score": score, "chosen": chosen})

    @property
    def correlation(self) -> float:
        """The correlation of score and worth, over very many people."""
        effort = self.stakes**2 * (1 - 2 / math.pi)  # variance of what effort adds to the score
        worth = 1 + self.genuine**2 * effort
        score = 1 + effort + self.noise**2
        return (1 + self.genuine * effort) / math.sqrt(worth * score)


def judged(people: pd.DataFrame) -> dict[str, float]:
    """Return what a score has done to people.

    Parameters
    ----------
    people : a table with the columns `worth`, `score` and `chosen`, one row a person.

    Returns
    -------
    `correlation` (of score and worth), `worth` and `score` (means of the chosen) and `everybody`
    (mean worth of all), in the units of the table.
    """
    chosen = people[people.chosen]
    return {
        "correlation": float(np.corrcoef(people.score, people.worth)[0, 1]),
        "worth": chosen.worth.mean(),
        "score": chosen.score.mean(),
        "everybody": people.worth.mean(),
    }


@model
class RisingBar(Model):
    """The bar is set anew each round, for people who have trained for the last one.

    Strategic classification with repeated refitting: a tenth is admitted. Knowing the bar,
    everybody adds ε times its height to the score, or, being one of the half for whom effort is
    dear, ε/c times; then the bar is put where a tenth passes again. With equal costs bars are
    z·(1 + ε + ε² + …), z being the first, and settle at z/(1 − ε) where ε is below 1.

    Round by round::

        bar = 0
        for round in range(rounds + 1):
            for person in people:
                cost = handicap if person.dear else 1
                person.score = person.worth + response / cost * bar
            admitted = sorted(people, key=score, reverse=True)[: len(people) // 10]
            bar = admitted[-1].score

    Returns rows by `round`: `bar` and `expected` (of equal costs), in standard deviations of worth,
    `dear` (share of those admitted for whom effort is dear) and `worth` (mean of those admitted,
    without what was added, in standard deviations). [hardt2016, perdomo2020]
    """

    response: float = real(
        0.5,
        low=0.0,
        high=1.2,
        step=0.05,
        symbol="ε",
        meaning="how much people add for each unit of the bar",
    )
    handicap: float = real(
        2.0,
        low=1.0,
        high=4.0,
        step=0.5,
        symbol="c",
        unit="times",
        meaning="how dear effort is to half of the people",
    )
    rounds: int = whole(20, low=5, high=30, unit="rounds", meaning="times the bar is set anew")

    random = False
    card = Card(
        assumes="The added part is worth nothing, all know the last bar, and both halves are "
        "equally good.",
        leaves_out="Limits to what can be added, memory beyond one round, and a bar that measures "
        "something else next time.",
        absent="What people would have done with the effort.",
        wrong_if="The operator can see the added part and take it off, or effort is dear to "
        "nobody.",
        boundary="With ε of 1 or more the bar never settles; with equal costs the same people "
        "pass as if nobody had tried.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the bar and who passes it, round by round."""
        half = normal_quantile((np.arange(HALF) + 0.5) / HALF)  # the same people, free of luck
        worth = np.concatenate([half, half])
        dear = np.arange(2 * HALF) >= HALF
        reply = self.response / np.where(dear, self.handicap, 1)
        bar = 0.0
        rows = []
        for each in range(self.rounds + 1):
            score = worth + reply * bar
            bar = np.sort(score)[-2 * HALF // 10]
            passes = score >= bar
            rows.append((each, bar, dear[passes].mean(), worth[passes].mean()))
        table = pd.DataFrame(rows, columns=["round", "bar", "dear", "worth"])
        series = (self.response ** np.arange(self.rounds + 1)).cumsum()
        return table.assign(expected=table.bar[0] * series)
