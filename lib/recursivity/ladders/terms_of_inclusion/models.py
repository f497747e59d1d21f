"""Terms of inclusion: what a count knows of those it counts, whom it watches, and who cannot leave it.

Every model here is small, exact about its mechanism and silent about everything else (see its `card`). Chance enters
only through `seed`, and many independent worlds run side by side along one axis of an array. `low` and `high` are the
tenth and the ninetieth percentile over these worlds. A row marked `yours` belongs to the setting that was chosen. A value
outside a declared range raises `ParameterError`. Keys in brackets are those of the bibliography.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, band, majority, model, option, real, whole

# ------------------------------------------------------------------------------------------------ answers by volunteers


@model
class BigSample(Model):
    """Millions of volunteers, or a few hundred people drawn by lot.

    Data defect correlation: the error of a mean is ρ · √((1 − f)/f) · σ, where f is the share of the population that
    answers, ρ the correlation, over everybody, between answering and the answer, and σ the standard deviation of the
    answers, here √(p(1 − p)) for a question with a share p of yes. As many people drawn by lot as give the same mean
    squared error are what the answers are `worth`; once chance no longer matters, f/((1 − f)·ρ²), whatever the size of
    the population. ρ cannot exceed what is reached when one side stays silent or the other answers in full, and is cut there.

    Returns rows by `coverage` f (0.001 to 0.95, and the one chosen): `answers`, `error` (of the volunteers' share of yes),
    `margin` (half of the 95 % interval that is printed if they are taken for a random sample), `worth` (people drawn by
    lot), `simulated` (the same from the errors of 300 worlds) and `yours`. [meng2018]
    """

    coverage: float = real(
        0.01,
        low=0.001,
        high=0.95,
        step=0.001,
        scale="log",
        symbol="f",
        meaning="share that answers",
    )
    correlation: float = real(
        0.005,
        low=0.0,
        high=0.1,
        step=0.001,
        symbol="ρ",
        meaning="correlation of answering with the answer",
        source="meng2018",
    )
    population: int = whole(
        231_000_000,
        low=100_000,
        high=1_000_000_000,
        scale="log",
        symbol="N",
        unit="people",
        meaning="everybody who is meant",
    )
    share: float = real(
        0.5, low=0.05, high=0.95, step=0.05, symbol="p", meaning="true share of yes"
    )

    card = Card(
        assumes="Everybody is either in or out, answers once, and answers truly.",
        leaves_out="Weights, trends, and errors of wording; a bias that stays the same leaves changes readable.",
        absent="Those who stay silent: they have no reasons here, only a correlation.",
        wrong_if="Willingness to answer and the answer are uncorrelated, or their correlation is known and can be undone.",
        boundary="By lot the correlation vanishes and every answer counts; near full coverage no correlation does harm.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return error and worth at every coverage."""
        coverage = np.union1d(np.geomspace(0.001, 0.95, 25), [self.coverage])
        chance_yes, chance_no = self.chances(coverage)
        yes = rng.binomial(round(self.population * self.share), chance_yes, (300, len(coverage)))
        no = rng.binomial(
            round(self.population * (1 - self.share)), chance_no, (300, len(coverage))
        )
        squared = ((yes / (yes + no) - self.share) ** 2).mean(axis=0)
        answers = self.population * coverage
        return pd.DataFrame(
            {
                "coverage": coverage,
                "answers": answers.round().astype(int),
                "error": self.error(coverage),
                "margin": 1.96 * self.deviation / np.sqrt(answers),
                "worth": self.worth(coverage),
                "simulated": self.deviation**2 / squared,
                "yours": coverage == self.coverage,
            }
        )

    @property
    def deviation(self) -> float:
        """σ, the standard deviation of the answers in the population."""
        return math.sqrt(self.share * (1 - self.share))

    def chances(self, coverage: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return how likely somebody with a yes, and somebody with a no, is to answer at a coverage."""
        f, odds = np.asarray(coverage, dtype=float), math.sqrt((1 - self.share) / self.share)
        push = self._push(f)
        return np.minimum(f + push * odds, 1.0), np.maximum(f - push / odds, 0.0)  # rounding aside

    def error(self, coverage: ArrayLike) -> np.ndarray:
        """Return by how much the volunteers' share of yes exceeds everybody's, at a coverage: ρ · √((1 − f)/f) · σ."""
        f = np.asarray(coverage, dtype=float)
        return self._push(f) * self.deviation / f

    def worth(self, coverage: ArrayLike) -> np.ndarray:
        """Return how many people drawn by lot give the same mean squared error, at a coverage."""
        f = np.asarray(coverage, dtype=float)
        by_chance = (1 - f) * self.deviation**2 / (f * self.population)
        return self.deviation**2 / (self.error(f) ** 2 + by_chance)

    def _push(self, f: np.ndarray) -> np.ndarray:
        """Return ρ · √(f(1 − f)), cut where people with a no would fall silent or people with a yes answer in full."""
        odds = math.sqrt((1 - self.share) / self.share)
        return np.minimum(
            self.correlation * np.sqrt(f * (1 - f)), np.minimum(f * odds, (1 - f) / odds)
        )


def post_stratified(totals: ArrayLike, answers: ArrayLike, shares: ArrayLike) -> np.ndarray:
    """Return the mean of answers with every cell (an age group, a district) counted at its true share.

    Parameters
    ----------
    totals : sum of the answers' values in each cell, of shape (..., cells).
    answers : number of answers in each cell, of the same shape, at least one of them in all.
    shares : what each cell is of the population, of shape (cells,), summing to 1.

    Returns
    -------
    Estimates of shape (...). A cell without an answer takes the mean of all answers: nothing else is known of it.
    """
    totals, answers = np.asarray(totals, dtype=float), np.asarray(answers, dtype=float)
    overall = totals.sum(axis=-1, keepdims=True) / answers.sum(axis=-1, keepdims=True)
    means = np.where(answers > 0, totals / np.maximum(answers, 1), overall)
    return means @ np.asarray(shares, dtype=float)


@model
class PostStratification(Model):
    """Weights against two kinds of skew: by the group one belongs to, and by the answer one gives.

    Post-stratification and non-ignorable selection: eight equal groups differ in their share of yes, on a line of width
    `contrast` around .54. Whoever belongs to the last group is exp(`by_group`) times as likely to answer as whoever belongs
    to the first; whoever says yes is exp(`by_answer`) times as likely as a neighbour who says no. The reweighted estimate
    counts each group at its true share. Within a group it still hears p·e^b/(p·e^b + 1 − p) instead of p.

    Returns rows by `by_answer` (0 to 1): `raw` (mean share of yes over 300 polls) with `raw_low`, `raw_high`, `reweighted`
    with `low`, `high`, `expected_raw`, `expected` (the same two from the equation, many answers), `truth` and `yours`.
    [wang2015xbox]
    """

    by_group: float = real(
        2.0,
        low=0.0,
        high=3.0,
        step=0.25,
        meaning="skew by group: log ratio of the last to the first",
    )
    by_answer: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="b",
        meaning="skew by answer: log ratio of yes to no among neighbours",
    )
    contrast: float = real(
        0.55,
        low=0.0,
        high=0.9,
        step=0.05,
        meaning="difference of the share of yes, last less first group",
    )
    answers: int = whole(
        5000, low=30, high=100_000, scale="log", symbol="n", meaning="answers in one poll"
    )

    card = Card(
        assumes="The groups' true sizes are known, and whom one belongs to is known of everybody who answers.",
        leaves_out="Models that borrow strength between groups, and answers that change by being asked for.",
        absent="Groups that the list of groups does not name.",
        wrong_if="Within each group those who answer are like those who do not, for any reason.",
        boundary="Skew by group is repaired, skew by the answer is not; groups that nobody answers for are guessed.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return raw and reweighted estimates for every skew by answer."""
        skews = np.union1d(np.linspace(0, 1, 11).round(9), [self.by_answer])
        yes, no = (weights[:, None] for weights in self.willing(skews))  # (skews, 1, groups)
        cells = np.concatenate([yes, no], axis=-1)
        drawn = rng.multinomial(
            self.answers, cells / cells.sum(axis=-1, keepdims=True), (len(skews), 300)
        )
        said_yes, answered = drawn[..., :8], drawn[..., :8] + drawn[..., 8:]
        raw = said_yes.sum(axis=-1) / self.answers
        reweighted = post_stratified(said_yes, answered, np.full(8, 1 / 8))
        (raw_low, _, raw_high), (low, _, high) = band(raw, axis=1), band(reweighted, axis=1)
        expected_raw, expected = self.expected(skews)
        return pd.DataFrame(
            {
                "by_answer": skews,
                "raw": raw.mean(axis=1),
                "raw_low": raw_low,
                "raw_high": raw_high,
                "reweighted": reweighted.mean(axis=1),
                "low": low,
                "high": high,
                "expected_raw": expected_raw,
                "expected": expected,
                "truth": self.group_shares.mean(),
                "yours": skews == self.by_answer,
            }
        )

    @property
    def group_shares(self) -> np.ndarray:
        """The true share of yes in each of the eight groups."""
        return 0.54 + self.contrast * np.linspace(-0.5, 0.5, 8)

    def willing(self, by_answer: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return how much of yes and of no is heard from each group, of shape (skews, 8), in a common unit."""
        group = np.exp(self.by_group * np.linspace(0, 1, 8))
        skew = np.exp(np.asarray(by_answer, dtype=float))[:, None]
        return group * self.group_shares * skew, group * (1 - self.group_shares) * np.ones_like(
            skew
        )

    def expected(self, by_answer: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return what very many answers show, raw and reweighted, for each skew by answer."""
        yes, no = self.willing(by_answer)
        return yes.sum(axis=1) / (yes + no).sum(axis=1), (yes / (yes + no)).mean(axis=1)


@cache
def patients() -> pd.DataFrame:
    """Return 442 real people with diabetes, from the table in scikit-learn.

    Columns: `pressure` (average blood pressure), `sex` (0 or 1: the table does not say which is which), `age` (in years),
    `third` (of age, 0 to 2) and `cell` (sex and third together, 0 to 5). [sklearn2011]
    """
    from sklearn.datasets import load_diabetes

    table = load_diabetes(as_frame=True, scaled=False).data
    third = np.searchsorted(np.quantile(table.age, [1 / 3, 2 / 3]), table.age, side="left")
    sex = (table.sex == table.sex.max()).astype(int)
    return pd.DataFrame(
        {
            "pressure": table.bp,
            "sex": sex,
            "age": table.age,
            "third": third,
            "cell": 3 * sex + third,
        }
    )


def patient_panels(
    by_cell: float, by_answer: float, answers: int = 100, panels: int = 400, seed: int = 0
) -> pd.DataFrame:
    """Draw panels of volunteers from the 442 patients, and estimate everybody's mean blood pressure from each.

    A patient one cell further on volunteers exp(`by_cell`/5) times as readily, and one whose pressure is a standard
    deviation higher exp(`by_answer`) times. The table is the whole population here, so the truth is known.

    Returns
    -------
    One row a panel: `raw` (mean of those who answer) and `reweighted` (each of the six cells at its true share).
    """
    people = patients()
    pressure, cell = people.pressure.to_numpy(), people.cell.to_numpy()
    standard = (pressure - pressure.mean()) / pressure.std()
    readiness = by_cell * cell / 5 + by_answer * standard
    luck = np.random.default_rng(seed).gumbel(
        size=(panels, len(people))
    )  # the highest sums are draws without replacement
    chosen = np.argpartition(-(readiness + luck), answers, axis=1)[:, :answers]
    member = cell[chosen][..., None] == np.arange(6)
    totals, counts = (pressure[chosen][..., None] * member).sum(axis=1), member.sum(axis=1)
    shares = np.bincount(cell, minlength=6) / len(people)
    return pd.DataFrame(
        {
            "raw": pressure[chosen].mean(axis=1),
            "reweighted": post_stratified(totals, counts, shares),
        }
    )


# ------------------------------------------------------------------------------------------------------------- watching


@model
class PatrolUrn(Model):
    """A patrol is sent where crime was recorded, and crime is recorded where the patrol is.

    Runaway feedback in an urn: each day one patrol goes to district A with probability a/(a + b), the share of A in the
    record, and finds an incident there with the district's own rate. A find in a district that was to be visited with
    probability s counts 1 − `disbelief` · s. With probability `reports` the day's entry comes from a resident instead,
    from A in proportion to the true rates. Without reports and disbelief equal rates leave a share that is any number at
    all (a uniform law, if the record starts with one entry each), and unequal ones creep towards 1.

    Returns rows by `day` (41 of them): `low`, `median`, `high`, `mean` and `spread` (standard deviation) of the share of
    patrols sent to A over 200 worlds, `world_1` to `world_5` (five of these worlds), and `truth` (A's share of incidents).
    [ensign2018, lumisaac2016, eggenberger1923]
    """

    crime_in_a: float = real(
        0.5,
        low=0.1,
        high=1.0,
        step=0.1,
        called="crime in A",
        unit="per visit",
        meaning="chance that a visit to A finds something",
    )
    crime_in_b: float = real(
        0.5,
        low=0.1,
        high=1.0,
        step=0.1,
        called="crime in B",
        unit="per visit",
        meaning="chance that a visit to B finds something",
    )
    record_on_a: int = whole(
        1,
        low=1,
        high=20,
        called="record on A",
        unit="finds",
        meaning="finds in A that the record begins with",
    )
    record_on_b: int = whole(
        1,
        low=1,
        high=20,
        called="record on B",
        unit="finds",
        meaning="finds in B that the record begins with",
    )
    reports: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="share of days on which a resident's report is recorded",
    )
    disbelief: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how far a find is discounted where one was sure to look",
    )
    days: int = whole(1000, low=100, high=3000, step=100, scale="log", meaning="days")

    card = Card(
        assumes="Incidents do not answer to patrols, and all are alike; one patrol a day, and the record forgets nothing.",
        leaves_out="Deterrence, officers' own judgement, and reports that are skewed themselves.",
        absent="Whoever is stopped, and what a stop costs where nothing is found.",
        wrong_if="Patrols are planned by calls from residents, or finding is so sure that looking adds nothing.",
        boundary="Full disbelief recovers the truth; reports soften the runaway; where rates differ much, less is distorted.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return where patrols are sent, day by day."""
        worlds = 200
        goes, luck, calls, where = rng.random((4, self.days, worlds))
        called = calls < self.reports
        find_a, find_b = (luck < self.crime_in_a) & ~called, (luck < self.crime_in_b) & ~called
        call_a, call_b = called & (where < self.truth), called & (where >= self.truth)
        a, b = np.full(worlds, float(self.record_on_a)), np.full(worlds, float(self.record_on_b))
        shares = np.empty((self.days + 1, worlds))
        for day in range(self.days):
            share = shares[day] = a / (a + b)
            to_a = goes[day] < share
            a += call_a[day] + (to_a & find_a[day]) * (1 - self.disbelief * share)
            b += call_b[day] + (find_b[day] & ~to_a) * (1 - self.disbelief * (1 - share))
        shares[-1] = a / (a + b)
        shown = np.linspace(0, self.days, 41).round().astype(int)
        shares = shares[shown]
        low, median, high = band(shares, axis=1)
        some = {f"world_{world + 1}": shares[:, world] for world in range(5)}
        summary = {
            "low": low,
            "median": median,
            "high": high,
            "mean": shares.mean(axis=1),
            "spread": shares.std(axis=1),
        }
        return pd.DataFrame({"day": shown, **summary, **some, "truth": self.truth})

    @property
    def truth(self) -> float:
        """A's share of all incidents."""
        return self.crime_in_a / (self.crime_in_a + self.crime_in_b)


@model
class BaseRates(Model):
    """A good test for something rare raises mostly false alarms.

    Base-rate arithmetic (Bayes's rule): of those whom a test flags, the share that it is right about is
    p·s/(p·s + (1 − p)·f), for prevalence p, sensitivity s and false-positive rate f. Turned round: to be right equally
    often about two groups in which p differs, a test must flag the innocent of one of them more often (`innocent_flagged`).

    Returns rows by `prevalence` (0.00001 to 0.5, and the one chosen): `precision`, `flagged` (share of everybody),
    `false_alarms` (for each true one) and `yours`. [chouldechova2017, kleinberg2017itcs]
    """

    prevalence: float = real(
        0.001,
        low=1e-5,
        high=0.5,
        step=1e-5,
        scale="log",
        symbol="p",
        meaning="share who are of the type",
    )
    sensitivity: float = real(
        0.95, low=0.5, high=1.0, step=0.05, symbol="s", meaning="share of them who are flagged"
    )
    false_positives: float = real(
        0.01,
        low=0.0001,
        high=0.2,
        step=0.0001,
        scale="log",
        symbol="f",
        meaning="share of the others who are flagged",
    )

    random = False
    card = Card(
        assumes="Everybody is of the type or not, somebody knows which, and the test errs alike in all groups.",
        leaves_out="What a flag leads to, a second look by people, and what either mistake costs whom.",
        absent="How the type was drawn up, and by whom.",
        wrong_if="Only those are tested of whom there is reason to think it, so that the type is not rare among them.",
        boundary="Where half of all are of the type precision is high; with equal prevalence groups can be treated alike.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the precision at every prevalence."""
        prevalence = np.union1d(np.geomspace(1e-5, 0.5, 61), [self.prevalence])
        true, false = prevalence * self.sensitivity, (1 - prevalence) * self.false_positives
        return pd.DataFrame(
            {
                "prevalence": prevalence,
                "precision": true / (true + false),
                "flagged": true + false,
                "false_alarms": false / true,
                "yours": prevalence == self.prevalence,
            }
        )


def innocent_flagged(prevalence: float, precision: float, sensitivity: float) -> float:
    """Return the false-positive rate that a precision and a sensitivity force on a group: p/(1 − p) · (1 − PPV)/PPV · TPR."""
    return prevalence / (1 - prevalence) * (1 - precision) / precision * sensitivity


@model
class SystemAvoidance(Model):
    """The more a service watches those who come, the fewer of those it watches for come.

    System avoidance, or a Laffer curve of surveillance: each person of a watched group keeps using the service with
    probability exp(−fear · s) at a surveillance of s. Fear has mean k and a relative variance v over people (a gamma law), so
    that use = (1 + v·k·s)^(−1/v), and exp(−k·s) where all fear alike. Detected is `detection` · s · use. It peaks at
    s = 1/(k·(1 − v)), and never where v >= 1: what the fearful take away, those without fear outweigh.

    Returns rows by `surveillance` (0 to 1, and the one chosen): `use` (share of the group that still comes), `detected`
    (share of the group), `register` (the group's share of the service's register, to which everybody else comes) and `yours`.
    [brayne2014, remster2018]
    """

    surveillance: float = real(
        0.3, low=0.0, high=1.0, step=0.05, symbol="s", meaning="how much of each visit is recorded"
    )
    fear: float = real(
        1.5,
        low=0.0,
        high=6.0,
        step=0.5,
        symbol="k",
        meaning="mean fear: how fast use falls with surveillance",
    )
    variety: float = real(
        0.0,
        low=0.0,
        high=2.0,
        step=0.25,
        symbol="v",
        meaning="how unlike people's fears are (relative variance)",
    )
    detection: float = real(
        0.9,
        low=0.1,
        high=1.0,
        step=0.1,
        symbol="δ",
        meaning="share found under full watch, if all came",
    )
    group: float = real(
        0.1, low=0.01, high=0.5, step=0.01, meaning="the watched group's share of the population"
    )

    random = False
    card = Card(
        assumes="People know how much is recorded, and staying away is the only answer they have.",
        leaves_out="Need: some cannot stay away. Time, rumours, and services that are not watched.",
        absent="What the watching is for, and whether being found helps or harms.",
        wrong_if="Those who stay away do so for other reasons that go with being watched, such as poverty or distance.",
        boundary="Where fear is small (k < 1) or differs enough between people (v >= 1), more watching always finds more.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return use and detection for every surveillance."""
        surveillance = np.union1d(np.linspace(0, 1, 41).round(9), [self.surveillance])
        use = self.use(surveillance)
        return pd.DataFrame(
            {
                "surveillance": surveillance,
                "use": use,
                "detected": self.detection * surveillance * use,
                "register": self.group * use / (self.group * use + 1 - self.group),
                "yours": surveillance == self.surveillance,
            }
        )

    def use(self, surveillance: ArrayLike) -> np.ndarray:
        """Return the share of the watched group that still comes."""
        dread = self.fear * np.asarray(surveillance, dtype=float)
        return (1 + self.variety * dread) ** (-1 / self.variety) if self.variety else np.exp(-dread)

    @property
    def peak(self) -> float:
        """The surveillance that detects most: 1/(k·(1 − v)), and 1 where there is no peak before."""
        slope = self.fear * (1 - self.variety)
        return min(1.0, 1 / slope) if slope > 0 else 1.0


# --------------------------------------------------------------------------------------------------------- answering back


@model
class Obfuscation(Model):
    """Noise that hides each person and not the crowd.

    Randomised response: everybody flips a yes-or-no answer with probability p. The share of yes becomes
    p + (1 − 2p)·truth, from which whoever knows p gets the truth back by (seen − p)/(1 − 2p), at the price of more
    people: λ(1 − λ)/(τ(1 − τ)(1 − 2p)²) times as many for the same precision, at least 1/(1 − 2p)².

    Returns rows by `flip` (0 to 0.45): `seen` (mean share of yes as given), `recovered` (mean of the inverted share) with
    `low`, `high` over 400 surveys, `people_needed` (times as many), `believed` (chance that somebody who said yes meant it)
    and `yours`. [warner1965, brunton2015]
    """

    flip: float = real(
        0.3,
        low=0.0,
        high=0.45,
        step=0.05,
        symbol="p",
        meaning="chance that an answer is turned round",
    )
    truth: float = real(
        0.3, low=0.05, high=0.95, step=0.05, symbol="τ", meaning="true share of yes"
    )
    people: int = whole(
        1000, low=100, high=10_000, step=100, scale="log", meaning="people in a survey"
    )

    card = Card(
        assumes="Flips are independent, and everybody flips with the same probability.",
        leaves_out="Many questions at once, by which one person's noise can be averaged away.",
        absent="What it costs a person to make noise, in work and in trust.",
        wrong_if="Those with something to hide flip more often than others, so that noise itself tells.",
        boundary="A known flip can be undone for the crowd; an unknown one cannot.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is seen and recovered at every chance of flipping."""
        flip = np.union1d(np.linspace(0, 0.45, 10).round(9), [self.flip])
        says_yes = flip + (1 - 2 * flip) * self.truth
        seen = rng.binomial(self.people, says_yes, (400, len(flip))) / self.people
        recovered = (seen - flip) / (1 - 2 * flip)
        low, _, high = band(recovered)
        return pd.DataFrame(
            {
                "flip": flip,
                "seen": seen.mean(axis=0),
                "recovered": recovered.mean(axis=0),
                "low": low,
                "high": high,
                "people_needed": says_yes
                * (1 - says_yes)
                / (self.truth * (1 - self.truth) * (1 - 2 * flip) ** 2),
                "believed": self.truth * (1 - flip) / says_yes,
                "yours": flip == self.flip,
            }
        )


@model
class InspectionGame(Model):
    """Officials who may break a rule, and bystanders who may film them.

    Inspection game, in its mixed equilibrium: an official breaks the rule with just the probability that makes filming
    worth its cost, cost/(conviction · worth), and is filmed with just the probability that makes breaking it a toss-up,
    gain/(conviction · sanction). Each side's rate is set by the other side's stakes.

    Returns rows by `sanction` (0.5 to 20, and the one chosen): `breaking` and `filming` (probabilities) and `yours`. [mann2003]
    """

    gain: float = real(
        1.0, low=0.1, high=5.0, step=0.1, meaning="what breaking the rule is worth to the official"
    )
    sanction: float = real(
        5.0, low=0.5, high=20.0, step=0.5, meaning="what a conviction costs the official"
    )
    conviction: float = real(
        0.3,
        low=0.0,
        high=1.0,
        step=0.05,
        meaning="chance that film of a breach ends in a conviction",
    )
    cost: float = real(
        0.1, low=0.01, high=1.0, step=0.01, scale="log", meaning="what filming costs the bystander"
    )
    worth: float = real(
        1.0, low=0.1, high=5.0, step=0.1, meaning="what a conviction is worth to the bystander"
    )

    random = False
    card = Card(
        assumes="Both sides know all the numbers and reason to the end; one encounter, with nothing after it.",
        leaves_out="Solidarity, anger, habit, and reprisals against whoever films.",
        absent="Courts and employers, who are a single probability.",
        wrong_if="People film because it is right, whatever comes of it: then sanctions deter as one would think.",
        boundary="If film never leads to a conviction nobody films, and nothing restrains the official.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return both rates for every sanction."""
        sanction = np.union1d(np.linspace(0.5, 20, 40).round(9), [self.sanction])
        breaking, filming = self.rates(sanction)
        return pd.DataFrame(
            {
                "sanction": sanction,
                "breaking": breaking,
                "filming": filming,
                "yours": sanction == self.sanction,
            }
        )

    def rates(self, sanction: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return how often the rule is broken and how often somebody films, at a sanction."""
        deterred = (
            self.conviction * np.asarray(sanction, dtype=float) > self.gain
        )  # by being filmed for sure
        if self.conviction * self.worth <= self.cost:  # even a sure breach is not worth filming
            return np.ones_like(deterred, dtype=float), np.zeros_like(deterred, dtype=float)
        mixed = self.gain / np.maximum(
            self.conviction * np.asarray(sanction, dtype=float), self.gain
        )
        return np.where(deterred, self.cost / (self.conviction * self.worth), 1.0), mixed


# ------------------------------------------------------------------------------------------- instruments, silence, shadows


@model
class ChainDrift(Model):
    """A price index made from scanner files, in a shop where in the end nothing has changed.

    Chain drift: eight goods go on sale now and then, and shoppers buy ahead. A sale cuts a price by `depth`; demand is
    price^−elasticity; a share `stocking` of what is bought beyond the ordinary is missing from the next three weeks. The weekly
    index (Fisher's, or Laspeyres's) is chained: each week against the one before. In the last week all prices and
    quantities are as they were in the first. A multilateral index (GEKS: the geometric mean over all weeks of two-step
    comparisons) and a fixed basket say so.

    Returns rows by `week`: `chained` (median over 20 shops) with `low`, `high`, `multilateral` and `fixed` (medians), all 1 in
    week 0. [ivancic2011]
    """

    depth: float = real(0.3, low=0.0, high=0.6, step=0.05, meaning="price cut in a sale")
    elasticity: float = real(
        3.0,
        low=0.0,
        high=6.0,
        step=0.5,
        symbol="ε",
        meaning="how strongly demand answers to a price",
    )
    stocking: float = real(
        0.5, low=0.0, high=1.0, step=0.1, meaning="share of the extra that replaces later purchases"
    )
    every: int = whole(6, low=4, high=13, unit="weeks", meaning="time between two sales of a good")
    weeks: int = whole(52, low=12, high=104, meaning="weeks")
    formula: str = option(
        "Fisher", options=("Fisher", "Laspeyres"), meaning="index that is chained"
    )

    card = Card(
        assumes="The same eight goods all year; nobody buys less than a twentieth of the ordinary quantity.",
        leaves_out="New goods, shrinking packages, other shops, and what the file does not contain.",
        absent="Those who pay cash at a market stall, and the firm that may stop delivering the file.",
        wrong_if="Purchases are spread over months, so that buying ahead cancels within each period.",
        boundary="Without buying ahead, or with a multilateral index, the index comes back to where it began.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return three indices of the same shops, week by week."""
        price, quantity = self.purchases(rng)
        spent = (
            price @ quantity.mT
        )  # [shop, s, t]: what the quantities of week t cost at the prices of week s
        own = np.einsum("...tt->...t", spent)
        laspeyres, paasche = (
            spent.mT / own[:, :, None],
            own[:, None, :] / spent,
        )  # from week s to week t
        fisher = np.sqrt(laspeyres * paasche)
        steps = np.diagonal(
            fisher if self.formula == "Fisher" else laspeyres, offset=1, axis1=1, axis2=2
        )
        low, chained, high = band(np.cumprod(np.insert(steps, 0, 1.0, axis=1), axis=1))
        detours = np.log(fisher)
        multilateral = np.exp(detours[:, 0].mean(axis=1, keepdims=True) + detours.mean(axis=1))
        return pd.DataFrame(
            {
                "week": np.arange(self.weeks + 1),
                "chained": chained,
                "low": low,
                "high": high,
                "multilateral": np.median(multilateral, axis=0),
                "fixed": np.median(laspeyres[:, 0], axis=0),
            }
        )

    def purchases(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return prices and quantities, each of shape (20 shops, weeks + 1, 8 goods), the last week like the first."""
        shops, goods = 20, 8
        usual = np.exp(rng.normal(0, 0.5, (shops, 1, goods)))
        turn = rng.integers(self.every, size=(shops, 1, goods))
        week = np.arange(self.weeks + 1)[:, None]
        price = 1 - self.depth * (
            ((week + turn) % self.every == 0) & (week > 0) & (week < self.weeks - 3)
        )
        demand = price**-self.elasticity
        at_home = np.zeros_like(demand)
        for later in (1, 2, 3):
            at_home[:, later:] += self.stocking * (demand[:, :-later] - 1) / 3
        return price, usual * np.maximum(demand - at_home, 0.05)


@model
class InformativeSilence(Model):
    """What a pause says about the one who pauses.

    Informative missingness: some people return after gaps of `short_gap` days on average, a `share` of them, on the way out,
    after gaps of `long_gap`; both laws are exponential. The longer the silence, the surer a machine is that somebody
    belongs to the second kind. One gap sorts a pair of people rightly with probability long/(long + short). With
    probability `breaks` a gap is a deliberate break instead, from one law for all with the mean of the two means.

    Returns rows by `days` of silence (0 to 30): `belief` (chance that somebody silent for so long is of the second kind), and,
    the same in every row, `sorted` (share of 20,000 pairs sorted rightly by one gap) and `expected` (by the equation).
    [bucher2020]
    """

    short_gap: float = real(
        2.0, low=1.0, high=5.0, step=0.5, unit="days", meaning="mean gap of those who stay"
    )
    long_gap: float = real(
        6.0, low=5.0, high=30.0, step=1.0, unit="days", meaning="mean gap of those on the way out"
    )
    share: float = real(0.3, low=0.05, high=0.95, step=0.05, meaning="share who are on the way out")
    breaks: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="share of gaps that are deliberate breaks"
    )

    card = Card(
        assumes="There are two kinds of people, and the machine knows their habits.",
        leaves_out="Reasons: illness, a funeral, a lost telephone, a good book.",
        absent="What the machine then does to call somebody back.",
        wrong_if="People change kind in the middle of a silence, or take breaks because they know that breaks are read.",
        boundary="Equal gaps, or breaks that everybody takes at random, leave silence without a meaning.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what each length of silence is taken for."""
        days = np.arange(31)
        stay, leave = (self.share_silent(gap, days) for gap in (self.short_gap, self.long_gap))
        staying, leaving = (self.gaps(gap, rng) for gap in (self.short_gap, self.long_gap))
        return pd.DataFrame(
            {
                "days": days,
                "belief": self.share * leave / (self.share * leave + (1 - self.share) * stay),
                "sorted": (leaving > staying).mean(),
                "expected": self.expected,
            }
        )

    def share_silent(self, gap: float, days: ArrayLike) -> np.ndarray:
        """Return which share of people with a mean gap is still silent after so many days."""
        days = np.asarray(days, dtype=float)
        return (1 - self.breaks) * np.exp(-days / gap) + self.breaks * np.exp(
            -days / self.break_length
        )

    def gaps(self, gap: float, rng: np.random.Generator) -> np.ndarray:
        """Return 20,000 gaps, in days."""
        mean = np.where(rng.random(20_000) < self.breaks, self.break_length, gap)
        return rng.exponential(size=20_000) * mean

    @property
    def break_length(self) -> float:
        """Mean length of a deliberate break, in days."""
        return (self.short_gap + self.long_gap) / 2

    @property
    def expected(self) -> float:
        """Chance that, of a pair, the one on the way out is silent for longer."""
        pauses = self.break_length
        leave, stay = (((1 - self.breaks), gap) for gap in (self.long_gap, self.short_gap))
        kinds = [
            (a * b, x, y)
            for a, x in (leave, (self.breaks, pauses))
            for b, y in (stay, (self.breaks, pauses))
        ]
        return sum(weight * x / (x + y) for weight, x, y in kinds)


@model
class ShadowProfile(Model):
    """Guessing a trait of somebody who never joined, from friends who did.

    Homophilous leakage: each contact of a person has the person's trait (one of two, equally common) with probability h,
    and with probability `disclosing` is on the platform, shows the trait and shares an address book. The platform takes
    the majority of what these contacts show, or the minority where it knows that opposites attract (h < ½); a tie is
    settled by a coin. Whether the person has joined appears nowhere in the equation.

    Returns rows by `disclosing` (0 to 1, and the one chosen): `expected` (chance of a right guess by the binomial law),
    `accuracy` (share of 2,000 people guessed rightly), `known` (mean number of contacts that tell) and `yours`.
    [garcia2017, bagrow2019]
    """

    contacts: int = whole(
        15, low=1, high=50, unit="contacts", meaning="people in whose address books one stands"
    )
    homophily: float = real(
        0.7,
        low=0.1,
        high=0.9,
        step=0.05,
        symbol="h",
        meaning="chance that a contact has one's own trait",
    )
    disclosing: float = real(
        0.4,
        low=0.0,
        high=1.0,
        step=0.05,
        meaning="share of contacts who join, show their trait and share",
    )

    card = Card(
        assumes="Two traits, equally common; contacts are independent, and those who tell are like those who do not.",
        leaves_out="Who tags, rates or mentions whom; traits that are rare; contacts of contacts.",
        absent="Any choice of the person who is guessed.",
        wrong_if="Whoever stays away has friends who stay away, so that no address book holds the name.",
        boundary="At h = ½ friends say nothing, however many tell; below it, enemies inform as well as friends.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how often the guess is right, for every share of contacts who tell."""
        disclosing = np.union1d(np.linspace(0, 1, 21).round(9), [self.disclosing])
        known = rng.binomial(self.contacts, disclosing, (2000, len(disclosing)))
        lead = 2 * rng.binomial(known, self.signal) - known
        return pd.DataFrame(
            {
                "disclosing": disclosing,
                "expected": [self.expected(share) for share in disclosing],
                "accuracy": (np.sign(lead) / 2 + 0.5).mean(axis=0),
                "known": self.contacts * disclosing,
                "yours": disclosing == self.disclosing,
            }
        )

    def expected(self, disclosing: float) -> float:
        """Return the chance of a right guess where this share of contacts tells."""
        return sum(
            math.comb(self.contacts, k)
            * disclosing**k
            * (1 - disclosing) ** (self.contacts - k)
            * right
            for k, right in enumerate(_right_by_contacts(self.contacts, self.signal))
        )

    @property
    def signal(self) -> float:
        """Chance that what one contact shows points to the right trait, once the platform knows which way to read it."""
        return max(self.homophily, 1 - self.homophily)


@cache
def _right_by_contacts(contacts: int, signal: float) -> list[float]:
    return [majority(known, signal) for known in range(contacts + 1)]
