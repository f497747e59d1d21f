"""Numbers on display: what a count does to choices, and what positions do to opinions.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, gini, model, rank_correlation, real, steady, whole

WORLDS = 8
WORKS = 100
AT_A_TIME = 10  # visitors who come before the counts are shown anew
STEEPNESS = 1.3  # exponent with which shown counts draw visitors
AVERSION = 0.56  # log odds against liking a work of mean quality: a chance of 0.36

QUESTIONS = 20
SPEAKERS = 300  # of each party


@model
class HiddenScore(Model):
    """The same works before the same public, with the count of likes shown, softened or shuffled.

    Cumulative advantage with a public signal: visitors come ten at a time and choose one work of a
    hundred, with a probability in proportion to (1 + likes)^(1.3 · visibility), or, with
    probability `shuffle`, at random. They like what they chose with a chance that is the work's own
    quality: logistic, around 0.36. Eight worlds hold the same works; only luck differs.

    The worlds are drawn side by side; in each of them this happens::

        for visitor in range(visitors):
            if visitor % 10 == 0:
                weight = (1 + likes) ** (1.3 * visibility)
            if rng.random() < shuffle:
                work = rng.choice(works)
            else:
                work = rng.choice(works, p=weight / weight.sum())
            likes[work] += rng.random() < quality[work]

    Returns
    -------
    Rows by `work` (best first): `quality` (chance to be liked), `likes` (mean over worlds) and
    `world_1` to `world_8` (likes in each). The method `judged` draws a table's measures:
    inequality, validity, likes for each visit, distance of worlds. [salganik2006, pandey2005]
    """

    visibility: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how much counts weigh in the choice, 0 where hidden",
    )
    shuffle: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="share of visitors who are shown a work at random"
    )
    spread: float = real(
        0.5,
        low=0.0,
        high=2.0,
        step=0.25,
        meaning="how unlike works are in quality (σ of its log odds)",
    )
    visitors: int = whole(
        3000, low=500, high=5000, step=500, unit="visitors", meaning="who come to each world"
    )

    card = Card(
        assumes="One number is shown, everybody reads it alike, and liking has nothing to do with "
        "it.",
        leaves_out="Friends, tastes, time, and works that are made because others were liked.",
        absent="The platform's income, of which likes for each visit are a stand-in.",
        wrong_if="People choose by something else than counts, or like a thing because others did.",
        boundary="Where counts are hidden inequality is what quality and luck leave; likes for "
        "each visit fall.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the likes of every work in every world."""
        odds = AVERSION - self.spread * rng.standard_normal(WORKS)
        quality = np.sort(1 / (1 + np.exp(odds)))[::-1]
        likes = np.zeros((WORLDS, WORKS), dtype=int)
        for _ in range(self.visitors // AT_A_TIME):
            weight = steady((1.0 + likes) ** (STEEPNESS * self.visibility))
            drawn = weight / weight.sum(axis=1, keepdims=True)
            chance = (1 - self.shuffle) * drawn + self.shuffle / WORKS
            likes += rng.binomial(rng.multinomial(AT_A_TIME, chance), quality)
        worlds = {f"world_{number}": row for number, row in enumerate(likes, start=1)}
        columns = {"work": np.arange(1, WORKS + 1), "quality": quality, "likes": likes.mean(axis=0)}
        return pd.DataFrame(columns | worlds)

    def judged(self, table: pd.DataFrame) -> pd.Series:
        """Return the measures of a table of this model.

        Parameters
        ----------
        table : what `run` returned.

        Returns
        -------
        `gini` (of likes), `validity` (rank correlation of likes with quality) and `likes` (for each
        visit), means over the eight worlds; `distance`, the mean over pairs of worlds of
        Σ|difference of shares|, 0 where worlds agree and 2 where they like no work in common.
        """
        likes = table[[f"world_{number}" for number in range(1, WORLDS + 1)]].to_numpy().T
        shares = likes / likes.sum(axis=1, keepdims=True)
        valid = rank_correlation(likes, np.broadcast_to(table.quality, likes.shape)).mean()
        pairs = WORLDS * (WORLDS - 1)  # both ways round, as the sum below counts them
        apart = np.abs(shares[:, None] - shares).sum(axis=-1).sum() / pairs
        visits = WORLDS * AT_A_TIME * (self.visitors // AT_A_TIME)
        return pd.Series(
            {
                "gini": gini(likes).mean(),
                "validity": valid,
                "likes": likes.sum() / visits,
                "distance": apart,
            }
        )


@model
class ArbitraryViews(Model):
    """Two parties, twenty questions, eight worlds: a side may be settled by whoever spoke first.

    Opinion cascade in multiple worlds: 300 members of each party speak in turn. Somebody agrees
    with log odds of ± lean + influence · (L_own − L_other)/2, where L are the log odds
    (agreed + 1)/(disagreed + 1) of either party so far, and the lean, log-odds for one party and
    against for the other, is drawn for each question with a standard deviation `prior`.

    Worlds and questions are two axes of an array; for one of each this happens::

        for turn in range(300):
            for party, side in ((0, 1), (1, -1)):
                standing = [log((yes[p] + 1) / (no[p] + 1)) for p in (0, 1)]
                pressure = (standing[party] - standing[1 - party]) / 2
                odds = side * lean + influence * pressure
                if rng.random() < 1 / (1 + exp(-odds)):
                    yes[party] += 1
                else:
                    no[party] += 1

    Returns
    -------
    Rows by `question`: `lean` (log odds), `gap` (mean size of the difference of the parties' shares
    of yes, over worlds), `unsettled` (standard deviation over worlds of that difference, with its
    sign) and `world_1` to `world_8` (the difference in each). [macy2019]
    """

    influence: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        meaning="how much the parties' visible shares of yes weigh",
    )
    prior: float = real(
        0.2,
        low=0.0,
        high=2.0,
        step=0.1,
        meaning="how strongly parties lean before anybody has spoken",
    )

    card = Card(
        assumes="Everybody sees where both parties stand, wants to be with one's own, and speaks "
        "once.",
        leaves_out="Arguments, leaders, news, and questions that hang together.",
        absent="Whoever has no party.",
        wrong_if="People do not look at who holds an opinion, or look only at the reasons for it.",
        boundary="Without influence worlds agree; so they do, at any influence, where the lean is "
        "strong from the start.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return where the parties stand in every world, question by question."""
        lean = self.prior * rng.standard_normal(QUESTIONS)
        counts = np.ones((2, 2, WORLDS, QUESTIONS))  # party, agreed or not, world, question
        luck = rng.random((SPEAKERS, 2, WORLDS, QUESTIONS))
        for turn in luck:
            for party, side in ((0, 1), (1, -1)):
                standing = np.log(counts[:, 0] / counts[:, 1])
                pressure = (standing[party] - standing[1 - party]) / 2
                odds = side * lean + self.influence * pressure
                agrees = turn[party] < 1 / (1 + np.exp(-odds))
                counts[party, 0] += agrees
                counts[party, 1] += ~agrees
        shares = (counts[:, 0] - 1) / SPEAKERS
        gap = shares[0] - shares[1]
        summary = {
            "question": np.arange(1, QUESTIONS + 1),
            "lean": lean,
            "gap": np.abs(gap).mean(axis=0),
            "unsettled": gap.std(axis=0, ddof=1),
        }
        worlds = {f"world_{number}": row for number, row in enumerate(gap, start=1)}
        return pd.DataFrame(summary | worlds)
