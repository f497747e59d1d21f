"""Meaning accretion: how a past settles in whoever learns from it – a person, a profession, a model, an archive.

Every model here is small, exact about its mechanism and silent about everything else (see its `card`). Chance enters
only through `seed`. Where a process is random, many independent worlds run side by side along one axis of an array. A
value outside a declared range raises `ParameterError`. Keys in brackets are those of the bibliography.
"""

from __future__ import annotations

import math
import re
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, band, lock_in_threshold, model, real, whole

# ------------------------------------------------------------------------------------- one learner and its own past


@model
class Sediment(Model):
    """What one more record can move, after so many.

    Bayesian accumulation: the estimate is the mean of a Beta distribution that begins at ½ with the weight of `prior`
    records. A record x moves it by |x − estimate|/(records + prior + 1), so the step shrinks as the past grows. With a
    `memory` λ below 1 every weight, the prior's too, is multiplied by λ at each new record; the step then stops
    shrinking near 1 − λ, and the first records keep λ^(later records) of their pull. After `past` records with mean
    `good` come records with mean `turned`.

    Returns rows by `later` (0 to 1,200 records of the new kind): `estimate`, `step` (how far the next record, were it
    a 0, would move it) and `influence` (the past's share of all weight). Nothing is random. [krosnick1989]
    """

    past: int = whole(
        100,
        low=10,
        high=1000,
        scale="log",
        symbol="n",
        unit="records",
        meaning="length of the past",
    )
    good: float = real(
        0.8, low=0.55, high=0.95, step=0.05, symbol="m", meaning="mean of the past records"
    )
    turned: float = real(
        0.2, low=0.0, high=0.4, step=0.05, meaning="mean of the records that come later"
    )
    prior: float = real(
        2.0, low=1.0, high=50.0, step=1.0, symbol="κ", unit="records", meaning="weight of the prior"
    )
    memory: float = real(
        1.0, low=0.9, high=1.0, step=0.01, symbol="λ", meaning="what a record keeps at each new one"
    )

    random = False
    card = Card(
        assumes="Records are of one kind and equally credible, and their order carries no meaning of its own.",
        leaves_out="Reading a record in the light of the others, which is most of what people do with records.",
        absent="Whoever decides what becomes a record, and what counts as a good one.",
        wrong_if="People hold on to early lessons because these were lessons of love, not because they were many.",
        boundary="Forgetting caps the past: beyond some length it no longer matters how long it was.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the estimate while the new records come in."""
        later = np.arange(1201)
        before, after, weight = self._weights(later)
        estimate = (weight / 2 + before * self.good + after * self.turned) / (
            weight + before + after
        )
        total = self.memory * (weight + before + after) + 1
        return pd.DataFrame(
            {
                "later": later,
                "estimate": estimate,
                "step": estimate / total,
                "influence": before / (weight + before + after),
            }
        )

    def _weights(self, later: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the weights of the past, of the later records and of the prior."""
        j = np.asarray(later, dtype=float)
        return (
            self.memory**j * self._sum(self.past),
            self._sum(j),
            self.prior * self.memory ** (self.past + j),
        )

    def _sum(self, records: ArrayLike) -> np.ndarray:
        """Return 1 + λ + λ² + …, the weight of so many records in a row."""
        j = np.asarray(records, dtype=float)
        return j if self.memory == 1 else (1 - self.memory**j) / (1 - self.memory)

    @property
    def reversal(self) -> int:
        """Records of the new kind after which the estimate lies below ½."""
        for_it, against = self.good - 0.5, 0.5 - self.turned
        if self.memory == 1:
            return math.floor(for_it * self.past / against + 1e-9) + 1
        pull = for_it * (1 - self.memory**self.past)
        return math.floor(math.log((pull + against) / against) / -math.log(self.memory) + 1e-9) + 1


@model
class FirstSignal(Model):
    """Somebody is judged by a row of ambiguous signals, and the first one is read as it is.

    Confirmatory bias: of all signals a share `quality` speaks for the truth. People count signals for and against; from
    the second one on, a signal that contradicts the side they lean to is misread as confirming it with probability
    `misreading`. Where they lean to neither side they read it as it is. With a `memory` below 1 the count fades by that
    factor at each signal. Of 2,000 people one half meets a wrong signal first, the other half a right one.

    Returns rows by `signal` (1 to `signals`): the share that leans the wrong way among those whose first signal was
    wrong (`first_wrong`) and right (`first_right`), and among all (`wrong`), the halves weighted as often as such first
    signals occur. [rabinschrag1999]
    """

    quality: float = real(
        0.6, low=0.55, high=0.9, step=0.05, symbol="θ", meaning="share of signals that are right"
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
        100, low=10, high=1000, step=10, scale="log", meaning="signals a person meets"
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
        assumes="One question with two answers, signals of equal strength, and readers who act alone.",
        leaves_out="Doubt, talk, and the possibility that the judged person answers back.",
        absent="Why the first signal was what it was: a photograph, a name, a mugshot.",
        wrong_if="People re-read the early signals in the light of later ones, as a good novel makes them do.",
        boundary="Below a certain rate of misreading time cures error; with a fading count the first signal fades too.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who leans wrong after each signal."""
        half = 1000
        count = np.repeat([-1.0, 1.0], half)
        wrong = np.empty((self.signals, 2))
        against, neutral, for_it = (
            (1 - self.misreading) * self.quality,
            self.quality,
            self._confirmed,
        )
        for signal in range(self.signals):
            if signal:
                read_right = np.where(count < 0, against, np.where(count > 0, for_it, neutral))
                count = self.memory * count + np.where(rng.random(2 * half) < read_right, 1, -1)
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
    def _confirmed(self) -> float:
        """Chance that somebody who leans the right way reads a signal as right."""
        return self.quality + (1 - self.quality) * self.misreading

    @property
    def threshold(self) -> float:
        """The misreading above which a wrong lean can last for ever."""
        return lock_in_threshold(self.quality)

    @property
    def in_the_end(self) -> tuple[float, float]:
        """Share that is wrong for ever (full memory), the first signal having been wrong, and right: two walks' escapes."""
        up = (1 - self.misreading) * self.quality
        back_from_wrong = min(1.0, up / (1 - up))
        back_from_right = (1 - self._confirmed) / self._confirmed
        stay_wrong, stay_right = (
            (1 - self.quality) * (1 - back_from_wrong),
            self.quality * (1 - back_from_right),
        )
        undecided = stay_wrong / (stay_wrong + stay_right)
        return 1 - back_from_wrong * (1 - undecided), back_from_right * undecided


@model
class BulkOrWeight(Model):
    """Many weak cues against one strong cue, when the weak ones repeat each other.

    Additive evidence: `cues` weak cues of strength `weak` (in nats, units of log odds) stand against one contrary cue of
    strength `strong`. Who adds them up finds k·weak − strong. If any two weak cues correlate with ρ they are worth only
    k/(1 + (k − 1)·ρ) independent ones, never more than 1/ρ of them: no bulk outweighs the strong cue once ρ is above
    weak/strong.

    Returns rows by `cues` (1 to 100): `counted` and `corrected` (log odds by either rule), `worth` (independent cues
    that so many are worth) and `yours` (true for the number chosen). Nothing is random. [marlow2013]
    """

    cues: int = whole(
        16, low=1, high=100, scale="log", symbol="k", meaning="weak cues that speak for somebody"
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
        assumes="Cues add up like weights, and how far they repeat each other is known and the same for every pair.",
        leaves_out="Cues that change each other's meaning, so that a third makes the first two look different.",
        absent="Whoever copied the cue, and what each copy earned.",
        wrong_if="The strong cue is itself a copy, or a lie.",
        boundary="Independent weak cues are right to win; copied ones are not, however many they are.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return both totals for every number of weak cues."""
        cues = np.arange(1, 101)
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
        """Return the smallest number of weak cues that outweigh the strong one; infinite where no number does."""
        gain = self.weak - self.strong * correlation
        return (
            math.floor(self.strong * (1 - correlation) / gain + 1e-9) + 1
            if gain > 1e-12
            else math.inf
        )

    @property
    def tipping_correlation(self) -> float:
        """weak/strong: at this correlation and above, no number of weak cues outweighs the strong one."""
        return self.weak / self.strong


# ------------------------------------------------------------------------------------------ institutions and forecasts


@model
class PolyaUrn(Model):
    """Whoever was hired trains the next: two schools of thought in one profession.

    Path dependence: an urn begins with `start` balls of each of two colours. A ball is drawn and put back with another
    of its colour; a colour with n balls is drawn with probability ∝ n^γ. With γ = 1 this is Pólya's urn, where every
    final share is possible; below 1 shares return to one half, above it one colour takes all. A share `fresh` of draws
    ignores the urn and is a coin's.

    Returns rows by `draw` (0 to `draws`), over 500 urns: `low`, `median` and `high` of one colour's share, `spread`
    (standard deviation) and `echo` (correlation between the share by then and the share at the end). [eggenberger1923,
    arthur1989]
    """

    start: int = whole(
        1, low=1, high=50, scale="log", unit="balls", meaning="balls of each colour at the start"
    )
    reinforcement: float = real(
        1.0,
        low=0.5,
        high=2.0,
        step=0.1,
        symbol="γ",
        meaning="how strongly numbers draw more of the same",
    )
    fresh: float = real(
        0.0, low=0.0, high=0.5, step=0.05, meaning="share of draws that do not depend on the urn"
    )
    draws: int = whole(1000, low=50, high=2000, step=50, scale="log", meaning="draws in all")

    card = Card(
        assumes="The two schools are equally good, nobody leaves, and nobody changes sides.",
        leaves_out="Argument, evidence and crises: what makes a profession abandon what it was taught.",
        absent="Those who were never let near the urn.",
        wrong_if="A bad record costs a school its recruits, so that merit and numbers pull against each other.",
        boundary="Where numbers draw less than in proportion, or some recruits come from outside, the path is forgotten.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how the shares of many urns spread, and how early the end can be seen."""
        shares = self.shares(rng)
        low, median, high = band(shares, axis=1)
        away = shares - shares.mean(axis=1, keepdims=True)
        spread = np.sqrt((away**2).mean(axis=1))
        scale = spread * spread[-1]
        echo = (away * away[-1]).mean(axis=1) / np.where(scale > 0, scale, 1)
        return pd.DataFrame(
            {
                "draw": np.arange(len(shares)),
                "low": low,
                "median": median,
                "high": high,
                "spread": spread,
                "echo": echo,
            }
        )

    def shares(self, rng: np.random.Generator) -> np.ndarray:
        """Return the first colour's share after every draw, of shape (draws + 1, 500 urns)."""
        urns = 500
        luck = rng.random((self.draws, urns))
        first = np.full(urns, float(self.start))
        shares = np.empty((self.draws + 1, urns))
        shares[0] = 0.5
        for draw in range(1, self.draws + 1):
            chance = shares[draw - 1]
            if self.reinforcement != 1:
                chance = 1 / (1 + (1 / chance - 1) ** self.reinforcement)
            if self.fresh:
                chance = (1 - self.fresh) * chance + self.fresh / 2
            first += luck[draw - 1] < chance
            shares[draw] = first / (2 * self.start + draw)
        return shares


FORECASTERS = ("everything", "slow", "nimble")


@model
class DemandShock(Model):
    """Three forecasters, one of whom forgets nothing, meet a sudden change that may pass.

    Regime shift: demand is a level plus noise; for `length` days the level jumps. "everything" forecasts the mean of
    all days on record (`history` and what follows), "slow" and "nimble" smooth exponentially: forecast ← forecast + α·(demand −
    forecast). A miss is the distance between forecast and level, on the day that was forecast.

    Returns rows by `day` (−60 to 60 days past the shock, which begins on day 0) and `forecaster`: the `level`, the mean
    `forecast` and mean absolute `miss` over 100 worlds, and the `phase` (before, during, after). [heaven2020, gama2014]
    """

    jump: float = real(3.0, low=0.5, high=10.0, step=0.5, meaning="how far demand jumps")
    length: int = whole(
        30, low=1, high=365, scale="log", unit="days", meaning="how long the jump lasts"
    )
    slow: float = real(
        0.02,
        low=0.005,
        high=0.2,
        step=0.005,
        scale="log",
        symbol="α",
        meaning="slow adapter's smoothing",
    )
    nimble: float = real(0.3, low=0.2, high=1.0, step=0.1, meaning="nimble adapter's smoothing")
    noise: float = real(
        1.0, low=0.0, high=2.0, step=0.1, symbol="σ", meaning="typical noise of a day's demand"
    )
    history: int = whole(
        365, low=100, high=1000, scale="log", unit="days", meaning="days on record before the shock"
    )

    card = Card(
        assumes="Demand is given from outside, and forecasts neither move it nor each other.",
        leaves_out="Weeks and seasons, stock, delivery, and people in the warehouse who read newspapers.",
        absent="The person at the empty shelf, and the one who had filled the cellar.",
        wrong_if="Systems are switched off or retrained by hand as soon as somebody notices.",
        boundary="If the change stays, the one who forgets nothing is worst; if days are noisy, the nimble one pays daily.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return every forecaster's mean forecast and miss, day by day."""
        worlds, around = 100, 60
        days = np.arange(-around, self.length + around)
        level = np.where((days >= 0) & (days < self.length), self.jump, 0.0)
        # Before the first day every forecaster has long been at work: its error then has this variance.
        rates = np.array([1 / (self.history - around), self.slow, self.nimble])
        variance = np.array([rates[0], *(a / (2 - a) for a in rates[1:])])
        forecast = rng.normal(size=(3, worlds)) * self.noise * np.sqrt(variance)[:, None]
        mean, miss = np.empty((len(days), 3)), np.empty((len(days), 3))
        for place in range(len(days)):
            mean[place], miss[place] = (
                forecast.mean(axis=1),
                np.abs(forecast - level[place]).mean(axis=1),
            )
            demand = level[place] + rng.normal(0, self.noise, worlds)
            rates[0] = 1 / (self.history + days[place] + 1)
            forecast = forecast + rates[:, None] * (demand - forecast)
        phase = np.where(days < 0, "before", np.where(days < self.length, "during", "after"))
        return pd.DataFrame(
            {
                "day": np.repeat(days, 3),
                "forecaster": np.tile(FORECASTERS, len(days)),
                "level": np.repeat(level, 3),
                "forecast": mean.ravel(),
                "miss": miss.ravel(),
                "phase": np.repeat(phase, 3),
            }
        )

    def aftermath(self, rate: float) -> float:
        """Return the mean miss of a smoothing `rate` over the 60 days after the shock, were there no noise."""
        kept = 1 - rate
        return self.jump * (1 - kept**self.length) * (1 - kept**60) / (60 * rate)


# -------------------------------------------------------------------------------------------------- what was never seen


@model
class UnseenKinds(Model):
    """How much of what comes next has never been seen, and what the record itself says about it.

    Missing mass: kinds occur with probabilities ∝ 1/rank^s. After n observations, the chance that the next one is of a
    new kind is estimated by the share of kinds seen exactly once, (seen once)/n (Good–Turing). With a `turnover` that
    share of tomorrow's observations comes from the same kinds with their ranks dealt out anew.

    Returns rows by `seen` (sizes of the record from 10 to 10,000, and the one chosen): `estimate` and `truth` (chance
    of a new kind tomorrow), means over 10 worlds, `expected` (the estimate's expectation by the equation), and `yours`.
    [good1953]
    """

    seen: int = whole(
        1000, low=100, high=10_000, scale="log", symbol="n", meaning="observations on record"
    )
    kinds: int = whole(1000, low=100, high=100_000, scale="log", meaning="kinds that can occur")
    exponent: float = real(
        1.1, low=0.8, high=2.0, step=0.1, symbol="s", meaning="steepness of Zipf's law"
    )
    turnover: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="share of tomorrow that follows new ranks"
    )

    card = Card(
        assumes="Observations are independent of each other, and kinds are told apart without error.",
        leaves_out="How grave a surprise is: a new kind of toilet paper and a new virus count alike.",
        absent="Who draws the line between two kinds.",
        wrong_if="New kinds arrive in clusters, as topics do, so that the record looks calmer than the world.",
        boundary="Under turnover the estimate stays calm and wrong: it knows about yesterday's rarities only.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return estimate and truth for records of several sizes."""
        worlds, sizes = 10, np.unique([10, 30, 100, 300, 1000, 3000, 10_000, self.seen])
        chance = self.chances()
        drawn = chance.cumsum().searchsorted(rng.random((worlds, sizes[-1])) * (1 - 1e-12))
        drawn = np.minimum(drawn, self.kinds - 1) + self.kinds * np.arange(worlds)[:, None]
        estimate, truth = [], []
        for size in sizes:
            counts = np.bincount(drawn[:, :size].ravel(), minlength=worlds * self.kinds).reshape(
                worlds, -1
            )
            new = counts == 0
            estimate.append((counts == 1).sum() / size / worlds)
            truth.append(
                ((1 - self.turnover) * (new @ chance) + self.turnover * new.mean(axis=1)).mean()
            )
        return pd.DataFrame(
            {
                "seen": sizes,
                "estimate": estimate,
                "truth": truth,
                "expected": [(chance * (1 - chance) ** (size - 1)).sum() for size in sizes],
                "yours": sizes == self.seen,
            }
        )

    def chances(self) -> np.ndarray:
        """Return the probability of every kind, the commonest first."""
        chance = np.arange(1.0, self.kinds + 1) ** -self.exponent
        return chance / chance.sum()


@cache
def real_words() -> np.ndarray:
    """Return the words of what scikit-learn says about six small data sets that it ships, in the order of the prose."""
    from sklearn import datasets

    names = ("breast_cancer", "diabetes", "digits", "iris", "linnerud", "wine")
    prose = " ".join(getattr(datasets, f"load_{name}")().DESCR for name in names)
    return np.array(re.findall(r"[a-z]+", prose.lower()))


def words_halves(seed: int = 0) -> pd.DataFrame:
    """Read one half of some real prose and ask how much of the other half's vocabulary is new, halved in two ways.

    The prose is what scikit-learn says about the six small data sets that it ships. After a random half of its words
    the next word is like those before; after the first half, as printed, it may belong to another subject.

    Returns
    -------
    Two rows: `split` ("random half", "first half"), `estimate` (words seen once, by words read) and `truth` (share of the
    words of the other half that did not occur in the first). Real data, no model of the world. [good1953, sklearn2011]
    """
    words = real_words()
    orders = {
        "random half": np.random.default_rng(seed).permutation(len(words)),
        "first half": np.arange(len(words)),
    }
    rows = []
    for split, order in orders.items():
        read, rest = np.split(words[order], [len(words) // 2])
        known, times = np.unique(read, return_counts=True)
        rows.append(
            {
                "split": split,
                "estimate": (times == 1).sum() / len(read),
                "truth": (~np.isin(rest, known)).mean(),
            }
        )
    return pd.DataFrame(rows)


# -------------------------------------------------------------------------------------------------- an archive that lives


@model
class LiveArchive(Model):
    """Good and bad items about one person, met, copied, expired and delisted for ten years.

    Reputational reinforcement: N bad and P good items stand in an archive. A reader meets a bad one with probability s =
    w·N/(w·N + P), where w is its `salience`. `copying` items a day are copied as they are met, `favourable` good ones
    arrive, a share `expiry` of all items and a further share `delisting` of the bad ones vanish each day:
    dN/dt = copying·s − (expiry + delisting)·N, dP/dt = favourable + copying·(1 − s) − expiry·P. This is the mean of many
    such archives; it is integrated in small steps (Runge and Kutta's).

    Returns rows by `day` (0 to 3,650, unevenly spaced): items `bad` and `good`, and `met` (the share s of what a reader
    meets that is bad). Nothing is random. [lageson2018, rozin2001, baumeister2001]
    """

    copying: float = real(
        20.0,
        low=0.0,
        high=50.0,
        step=1.0,
        symbol="A",
        unit="items a day",
        meaning="items copied on",
    )
    favourable: float = real(
        1.0, low=0.0, high=20.0, step=1.0, symbol="p", unit="a day", meaning="new good items"
    )
    salience: float = real(
        1.0,
        low=0.5,
        high=3.0,
        step=0.1,
        symbol="w",
        meaning="how much more a bad item is noticed than a good one",
    )
    expiry: float = real(
        0.0,
        low=0.0,
        high=0.1,
        step=0.01,
        symbol="δ",
        unit="a day",
        meaning="share of items that expire",
    )
    delisting: float = real(
        0.0,
        low=0.0,
        high=0.1,
        step=0.01,
        symbol="ν",
        unit="a day",
        meaning="share of bad items delisted",
    )
    bad: float = real(30.0, low=1.0, high=100.0, step=1.0, meaning="bad items at the start")
    good: float = real(10.0, low=0.0, high=100.0, step=1.0, meaning="good items at the start")

    random = False
    card = Card(
        assumes="An item is good or bad, nobody adds a new bad one, and all readers meet the same archive.",
        leaves_out="Ranking by machines, malice, lawyers, and the wish to look a second time.",
        absent="The person: she can add good items and has no other move.",
        wrong_if="Readers who meet something bad go looking for something to set against it, as some voters do.",
        boundary="Without copying the share falls as one over time; expiry restores a steady rate, unless salience is high.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the archive at about 600 moments of ten years, close together at first."""
        day, bad, good = 0.0, self.bad, self.good
        rows = [(day, bad, good)]
        while day < 3650:
            step = min(0.04 * (day + 0.1), 8.0, 3650 - day)
            a = self._change(bad, good)
            b = self._change(bad + step / 2 * a[0], good + step / 2 * a[1])
            c = self._change(bad + step / 2 * b[0], good + step / 2 * b[1])
            d = self._change(bad + step * c[0], good + step * c[1])
            bad += step / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0])
            good += step / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1])
            day += step
            rows.append((day, bad, good))
        table = pd.DataFrame(rows, columns=["day", "bad", "good"])
        return table.assign(
            met=self.salience * table.bad / (self.salience * table.bad + table.good)
        )

    def _change(self, bad: float, good: float) -> tuple[float, float]:
        met = self.salience * bad / (self.salience * bad + good)
        return (
            self.copying * met - (self.expiry + self.delisting) * bad,
            self.favourable + self.copying * (1 - met) - self.expiry * good,
        )

    def day_below(self, share: float, table: pd.DataFrame | None = None) -> float:
        """Return the day on which less than this share of what readers meet is bad; infinite if not within ten years.

        `table` is what `run` gave, where that is at hand.
        """
        table = self.run() if table is None else table
        low = (table.met < share).to_numpy()
        if not low.any():
            return math.inf
        at = int(low.argmax())
        return float(
            np.interp(
                -share, -table.met[max(at - 1, 0) : at + 1], table.day[max(at - 1, 0) : at + 1]
            )
        )

    def waiting(self, share: float) -> float:
        """Return the same day by the equation, however far off, for equal salience (w = 1) and where nothing vanishes.

        Then s = s₀·(1 + (A + p)·day/(bad + good))^(−p/(A + p)); infinite where nothing good arrives.
        """
        total = self.copying + self.favourable
        first = self.bad / (self.bad + self.good)
        if share >= first or not self.favourable:
            return 0.0 if share >= first else math.inf
        return (self.bad + self.good) / total * ((first / share) ** (total / self.favourable) - 1)

    @property
    def exponent(self) -> float:
        """(p + A·(1 − w))/(A + p): a share that has become small falls as time to minus this power (nothing expires)."""
        total = self.copying + self.favourable
        return (self.favourable + self.copying * (1 - self.salience)) / total if total else 0.0

    @property
    def tipping_salience(self) -> float:
        """1 + p/A: more salient than this, and not delisted, the bad never fades; infinite where nothing is copied."""
        return 1 + self.favourable / self.copying if self.copying else math.inf

    @property
    def lasting(self) -> float:
        """The share met that remains for ever if nothing is delisted: 0 at or below the tipping salience."""
        if self.salience <= self.tipping_salience:
            return 0.0
        growth = 1 + self.favourable / self.copying
        return (self.salience - growth) / (self.salience - 1)
