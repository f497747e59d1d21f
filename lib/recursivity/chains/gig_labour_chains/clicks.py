"""Gig-labour chains: three ways to be badly paid, what the cheap work is for, and why it does not go away.

Every model here is small, exact about its mechanism and silent about everything else (see its `card`). Chance enters
only through `seed`, and many independent worlds run side by side along one axis of an array. A row marked `yours` belongs
to the setting that was chosen. Where no source is given for a default it is illustrative. A value outside a declared range
raises `ParameterError`. Keys in brackets are those of the bibliography.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import (
    RULES,
    Card,
    Model,
    band,
    dawid_skene,
    model,
    normal_cdf,
    option,
    raised,
    real,
    vote_shares,
    waterfall,
    whole,
)

# ------------------------------------------------------------------------------------------------ three ways to be badly paid


@model
class LabourChain(Model):
    """A client pays, intermediaries keep their margins, and a worker gets what is left.

    Successive mark-ups: of what reaches it each of `tiers` stages keeps a share `margin`, so that the wage is price · (1 −
    margin)^tiers. When the wage is to be multiplied by `rise`, a stage that keeps its percentage multiplies its own sum,
    too, and one that keeps its sum passes the rise on and no more. If every stage recruits `branching` others, depth
    multiplies reach as it divides pay.

    Returns rows by `stage` (0 is the client, the last one the worker): `received` and `kept`, the same after the rise
    (`received_after`, `kept_after`), and `people` at the stage. [perrigo2023openai, wang2012serf]
    """

    price: float = real(
        12.5,
        low=1.0,
        high=50.0,
        step=0.5,
        unit="dollars",
        meaning="what the client pays per hour",
        source="perrigo2023openai",
    )
    tiers: int = whole(5, low=1, high=8, meaning="intermediaries between client and worker")
    margin: float = real(
        0.34, low=0.0, high=0.9, step=0.01, symbol="m", meaning="share that each of them keeps"
    )
    rule: str = option(
        "percentage",
        options=RULES,
        called="what they insist on",
        meaning="what each stage keeps after a rise",
    )
    rise: float = real(
        2.0,
        low=1.0,
        high=5.0,
        step=0.5,
        called="pay multiplied by",
        meaning="the worker's new pay over the old",
    )
    branching: int = whole(
        10, low=1, high=1000, scale="log", meaning="how many each stage of a campaign recruits"
    )

    random = False
    card = Card(
        assumes="Every stage keeps the same share, and all of a rise in pay is passed on to the client.",
        leaves_out="What a stage does for its share: training, checking, taking the risk that the client does not pay.",
        absent="The client's other choices: to pay less, to go elsewhere, or to hire the worker.",
        wrong_if="Stages are paid in reputation or in favours, or squeeze one another instead of passing anything on.",
        boundary="Where stages keep sums and not shares, a rise costs the client the rise, however long the chain is.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what reaches every stage, before the rise and after it."""
        before = waterfall(self.price, [self.margin] * self.tiers)
        after = raised(before, self.rise, self.rule)
        kept, kept_after = (np.append(chain.kept, chain.wage) for chain in (before, after))
        stage = np.arange(self.tiers + 1)
        table = {
            "stage": stage,
            "received": before.received,
            "kept": kept,
            "received_after": after.received,
        }
        return pd.DataFrame(
            table | {"kept_after": kept_after, "people": float(self.branching) ** stage}
        )


JOBS, LEAST, MOST = 100, 1.0, 10.0  # jobs on offer, worth evenly between these many dollars an hour


def wanted(rate: ArrayLike) -> np.ndarray:
    """Return how many jobs are worth at least a rate."""
    return JOBS * np.clip((MOST - np.asarray(rate, dtype=float)) / (MOST - LEAST), 0, 1)


def offered(rate: ArrayLike, workers: ArrayLike, low: float, high: float) -> np.ndarray:
    """Return how many of so many workers accept a rate, if the least they would take lies evenly between low and high."""
    return np.asarray(workers) * np.clip((np.asarray(rate, dtype=float) - low) / (high - low), 0, 1)


def clearing(supply: Callable[[np.ndarray], np.ndarray], shape: tuple[int, ...] = ()) -> np.ndarray:
    """Return the rate at which as many workers as jobs are left over, by halving the interval; supply must not fall."""
    low, high = np.zeros(shape), np.full(shape, MOST)
    for _ in range(50):
        rate = (low + high) / 2
        short = supply(rate) < wanted(rate)
        low, high = np.where(short, rate, low), np.where(short, high, rate)
    return (low + high) / 2


@model
class TwoLabourMarkets(Model):
    """One buyer, or too many sellers: two reasons for the same low rate, and what a legal minimum does under each.

    Monopsony: a single buyer, to whom an hour is worth 10 dollars and who attracts (rate/10)^e of the people around, pays
    10 · e/(1 + e), since a higher rate would have to be paid to all. Oversupply: a reverse auction in which 100 jobs, worth
    1 to 10 dollars, meet `workers_per_job` as many people, who would take anything from 0.50 to 8 dollars; nobody has
    market power. A minimum rate lets the buyer hire everybody who comes at that rate; in the auction it strikes jobs out.

    Returns rows by `floor` (0 to 12 dollars, and the one chosen): `one_buyer_rate`, `one_buyer_work` (share of people
    around who are hired), `crowd_rate`, `crowd_work` (share of jobs that are filled), and `yours`. [dube2020monopsony,
    graham2017digital]
    """

    elasticity: float = real(
        0.5,
        low=0.1,
        high=10.0,
        step=0.1,
        scale="log",
        symbol="e",
        meaning="by what % more people come to a single buyer for 1 % more pay",
        source="dube2020monopsony",
    )
    workers_per_job: float = real(
        2.0, low=0.5, high=20.0, step=0.5, scale="log", meaning="people bidding for each job"
    )
    floor: float = real(
        0.0,
        low=0.0,
        high=12.0,
        step=0.5,
        called="legal minimum",
        unit="dollars",
        meaning="legal minimum rate",
    )

    random = False
    card = Card(
        assumes="An hour is an hour, whoever works it, and a minimum is obeyed.",
        leaves_out="Reputation, skill that is scarce, jobs that move away, and buyers who are few without being one.",
        absent="What a person can live on; whoever is not hired vanishes from the table.",
        wrong_if="Buyers facing a crowd also set its rate, so that both markets are one; the payslip cannot tell.",
        boundary="A minimum above the worth of an hour (10 dollars) ends all work in either market.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return rates and work in both markets, for every minimum."""
        floor = np.union1d(np.linspace(0, 12, 25), [self.floor])
        one_rate, crowd_rate = np.maximum(self.one_buyer, floor), np.maximum(self.crowd, floor)
        hired = np.where(
            one_rate <= MOST, (np.minimum(one_rate, MOST) / MOST) ** self.elasticity, 0.0
        )
        filled = np.minimum(wanted(crowd_rate), self.willing(crowd_rate)) / JOBS
        table = {
            "floor": floor,
            "one_buyer_rate": one_rate,
            "one_buyer_work": hired,
            "crowd_rate": crowd_rate,
        }
        return pd.DataFrame(table | {"crowd_work": filled, "yours": floor == self.floor})

    def willing(self, rate: ArrayLike) -> np.ndarray:
        """Return how many people in the crowd accept a rate."""
        return offered(rate, JOBS * self.workers_per_job, 0.5, 8.0)

    @property
    def one_buyer(self) -> float:
        """The rate that a single buyer sets."""
        return MOST * self.elasticity / (1 + self.elasticity)

    @property
    def crowd(self) -> float:
        """The rate at which the auction clears."""
        return float(clearing(self.willing))


@model
class PlanetaryMarket(Model):
    """A market that anybody with a connection may enter, and where people live nevertheless.

    Labour arbitrage with friction: as many people at home as there are jobs would work for 4 to 10 dollars; newcomers would
    take a `wage_ratio`-th of that. Half of them share the buyers' language, or an old tie; the others cost the buyer
    `friction` dollars an hour more. All jobs clear at one cost to the buyer, so that who brings friction is paid so much
    less.

    Returns rows by `newcomers` per job (0 to 10, and the number chosen): `rate` (what home and tied newcomers get),
    `untied_rate`, and jobs in a hundred held at `home_work`, `tied_work` and `untied_work`, and `yours`.
    [graham2019planetary, graham2017digital]
    """

    newcomers: float = real(
        1.0, low=0.0, high=10.0, step=0.5, unit="per job", meaning="people elsewhere for each job"
    )
    wage_ratio: float = real(
        20.0,
        low=1.0,
        high=60.0,
        step=1.0,
        meaning="what people at home ask for, over what newcomers do",
    )
    friction: float = real(
        2.0,
        low=0.0,
        high=10.0,
        step=0.5,
        unit="dollars",
        meaning="extra cost of those without a tie",
    )

    random = False
    card = Card(
        assumes="One kind of work, which can be sent anywhere, and one price for it.",
        leaves_out="Skills, reputations, time zones, and what newcomers spend and thereby earn others.",
        absent="States, except as something that makes some people dearer to hire than others.",
        wrong_if="Licences or minimum rates bind, or buyers pay by passport for the same work.",
        boundary="Where friction exceeds the rate, the untied are shut out, and their number changes nothing.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return rates and who works, for any number of newcomers."""
        newcomers = np.union1d(np.linspace(0, 10, 21), [self.newcomers])

        def parts(rate: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            ends = 4 / self.wage_ratio, 10 / self.wage_ratio
            half = JOBS * newcomers / 2
            untied = offered(rate - self.friction, half, *ends)
            return offered(rate, JOBS, 4.0, 10.0), offered(rate, half, *ends), untied

        rate = clearing(lambda rate: sum(parts(rate)), newcomers.shape)
        home, tied, untied = parts(rate)
        untied_rate = np.maximum(rate - self.friction, 0)
        table = {
            "newcomers": newcomers,
            "rate": rate,
            "untied_rate": untied_rate,
            "home_work": home,
            "tied_work": tied,
        }
        return pd.DataFrame(table | {"untied_work": untied, "yours": newcomers == self.newcomers})


@model
class CollectiveFloor(Model):
    """The same few pledges, spread over the map or made in one place.

    Threshold model of collective action: 240 workers in equal places pledge to refuse work below a rate as soon as the
    share of pledges that they see exceeds a threshold of their own (normal, spread 0.15). They see their own place with
    weight `within` and everybody with the rest. The first pledges come from a share `starters`, drawn by lot or taken place
    by place. In a place there is work for half of its people, and the floor holds there if those without a pledge, with
    `outsiders` who come for each worker, are too few to do it.

    Returns rows by `round` (0 to 30), means over 60 worlds: share of pledges from `scattered` and from `together` starts,
    and share of places in which the floor holds (`holds_scattered`, `holds_together`). [granovetter1978]
    """

    places: int = whole(6, low=1, high=30, meaning="places where workers see one another")
    within: float = real(
        0.8, low=0.0, high=1.0, step=0.1, meaning="weight of one's own place in what one sees"
    )
    starters: float = real(
        0.05, low=0.0, high=0.4, step=0.01, meaning="share who pledge without waiting"
    )
    threshold: float = real(
        0.4, low=0.1, high=0.9, step=0.05, meaning="mean share of pledges that people wait for"
    )
    outsiders: float = real(
        0.0,
        low=0.0,
        high=2.0,
        step=0.25,
        unit="per worker",
        meaning="people who come and take any rate",
    )

    card = Card(
        assumes="A pledge is seen, kept and never withdrawn, and work stays in the place where it is.",
        leaves_out="Strike funds, reprisals, and friendships that cross the map.",
        absent="Organisers: somebody decides where to begin, and here it is the author.",
        wrong_if="Workers follow prominent strangers and not their neighbours.",
        boundary="With outsiders enough no floor holds; with many starters it is better to scatter them than to gather them.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how far pledges spread, from two ways of placing the first."""
        worlds, workers, rounds = 60, 240, 30
        place = np.arange(workers) * self.places // workers
        living = (place[:, None] == np.arange(self.places)) / np.bincount(place)
        waits = rng.normal(self.threshold, 0.15, (worlds, workers))
        first = round(self.starters * workers)
        by_lot = rng.random((worlds, workers)).argsort(axis=1).argsort(axis=1) < first
        table = {"round": np.arange(rounds + 1)}
        for name, pledged in (
            ("scattered", by_lot),
            ("together", np.tile(np.arange(workers) < first, (worlds, 1))),
        ):
            shares, holds = [], []
            for _ in range(rounds + 1):
                local = pledged @ living
                shares.append(pledged.mean())
                holds.append((1 - local + self.outsiders < 0.5 - 1e-9).mean())
                seen = self.within * local[:, place] + (1 - self.within) * pledged.mean(
                    axis=1, keepdims=True
                )
                pledged = pledged | (seen > waits)
            table |= {name: shares, f"holds_{name}": holds}
        return pd.DataFrame(table)


@model
class Upgrading(Model):
    """A supplier learns by working, and forgets between contracts.

    Upgrading with leaks: a contract of T months teaches a month's worth of skill a month; when it ends a share `leak` of all
    skill is lost, as the team is dismissed and the tools stay with the buyer. Skill approaches T/leak, and better work at
    a better margin asks for `entry` months of it: out of reach for ever as soon as leak > T/entry.

    Returns rows by `leak` (0 to 1, and the one chosen): `skill` (most ever reached within 20 years, in months), `limit`
    (T/leak, at most 240), `upgrades` (whether `entry` is reached) and `yours`. [mudambi2008, kraemer2011capturing]
    """

    leak: float = real(
        0.7, low=0.0, high=1.0, step=0.05, meaning="share of skill lost when a contract ends"
    )
    contract: int = whole(
        12, low=1, high=60, unit="months", symbol="T", meaning="length of a contract"
    )
    entry: int = whole(
        24, low=2, high=120, unit="months", meaning="skill that better work asks for"
    )

    random = False
    card = Card(
        assumes="Skill is one number, contracts follow one another, and better work is there for whoever can do it.",
        leaves_out="Bargaining, tariffs, patents, and buyers who see to it that nobody learns.",
        absent="The workers, who keep their own skill and take it elsewhere.",
        wrong_if="Suppliers fail to rise although they have the skill, because the better work is not given to them.",
        boundary="One contract as long as the learning takes (T >= entry) is enough, whatever leaks afterwards.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the skill that is ever reached, for every leak."""
        leak = np.union1d(np.linspace(0, 1, 21).round(9), [self.leak])
        skill = most = np.zeros_like(leak)
        for _ in range(240 // self.contract):
            most = np.maximum(most, skill + self.contract)
            skill = (skill + self.contract) * (1 - leak)
        limit = np.minimum(self.contract / np.maximum(leak, 1e-9), 240)
        table = {"leak": leak, "skill": most, "limit": limit, "upgrades": most >= self.entry - 1e-9}
        return pd.DataFrame(table | {"yours": leak == self.leak})

    @property
    def most_leak(self) -> float:
        """The leak from which on no number of contracts is enough, T/entry; 1 where one contract is."""
        return min(1.0, self.contract / self.entry)


# ------------------------------------------------------------------------------------------------------------- on the payslip


@model
class PieceWork(Model):
    """What a piece rate is per hour, once the minutes are counted that nobody pays.

    Effective wage: 3,600 · piece · (1 − rejected) · (1 − returned)/(task + search), in seconds: looking for work, work that
    is rejected and work that cannot be finished are time without pay.

    Returns rows by `search` seconds (0 to 60, and the number chosen): `nominal`, `expected`, and over 200 workers of 500
    tasks each `low`, `median`, `high` (dollars an hour), and `yours`. [berg2018ilo, hara2018mturk]
    """

    piece: float = real(
        0.10, low=0.01, high=1.0, step=0.01, scale="log", unit="dollars", meaning="what a task pays"
    )
    task: float = real(
        30.0, low=5.0, high=300.0, step=5.0, unit="seconds", meaning="time that a task takes"
    )
    search: float = real(
        15.0, low=0.0, high=60.0, step=5.0, unit="seconds", meaning="time to find the next one"
    )
    rejected: float = real(
        0.05, low=0.0, high=0.3, step=0.05, meaning="share of finished tasks that are not paid"
    )
    returned: float = real(
        0.10, low=0.0, high=0.3, step=0.05, meaning="share of tasks that cannot be finished"
    )

    card = Card(
        assumes="Time is spent on one thing at once, and a task that is given back has taken as long as any other.",
        leaves_out="Learning, qualification tests, fees for being paid, and appeals.",
        absent="Why a task was rejected, and who profits from having it nevertheless.",
        wrong_if="Workers search while they work, with many windows open.",
        boundary="Without search, rejection and return the nominal rate is the wage.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the wage for every length of search."""
        search, tasks = np.union1d(np.linspace(0, 60, 13), [self.search]), 500
        shape = (200, len(search))
        paid = self.piece * rng.binomial(tasks, (1 - self.rejected) * (1 - self.returned), shape)
        hours = (rng.gamma(tasks, self.task, shape) + rng.gamma(tasks, 1, shape) * search) / 3600
        low, median, high = band(paid / hours)
        table = {
            "search": search,
            "nominal": 3600 * self.piece / self.task,
            "expected": self.hourly(search),
        }
        return pd.DataFrame(
            table | {"low": low, "median": median, "high": high, "yours": search == self.search}
        )

    def hourly(self, search: ArrayLike) -> np.ndarray:
        """Return dollars an hour for so many seconds of search a task."""
        paid = self.piece * (1 - self.rejected) * (1 - self.returned)
        return 3600 * paid / (self.task + np.asarray(search, dtype=float))


@model
class TwoAverages(Model):
    """Employers pay well on average, and workers are paid badly on average.

    Size-biased sampling: 2,000 requesters' hourly pay is lognormal (median 6 dollars); how much work they offer is lognormal,
    too (spread 2), and correlates with pay by −`correlation`. A worker's week consists of `mix` tasks, met in proportion to
    how many there are, less a share `unpaid` of the time. Defaults are tuned until three published numbers come out.

    Returns rows by `pay` (bins of dollars an hour, equal on a logarithmic scale): `requesters` and `workers` (shares of
    each), and, the same in all rows, `mean_requester`, `median_worker`, `above` (share of workers over 7.25 dollars).
    [hara2018mturk]
    """

    correlation: float = real(
        0.45,
        low=0.0,
        high=0.8,
        step=0.05,
        symbol="ρ",
        meaning="how much more work the bad payers have",
    )
    unpaid: float = real(
        0.25, low=0.0, high=0.6, step=0.05, meaning="share of working time that nobody pays"
    )
    spread: float = real(
        1.15,
        low=0.4,
        high=1.6,
        step=0.05,
        symbol="σ",
        meaning="spread of requesters' pay, in logarithms",
    )
    mix: int = whole(6, low=1, high=20, unit="tasks", meaning="tasks that make up a worker's week")

    card = Card(
        assumes="Any worker may take any task, and takes what is there.",
        leaves_out="Skill, speed, qualifications that open better work, and tools that find it.",
        absent="The reason why those who pay little post so much.",
        wrong_if="Good tasks are there for all, and workers choose the bad ones.",
        boundary="Where pay and volume are unrelated, averages of employers and workers come close.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how pay is spread over requesters and over workers."""
        generosity, other = rng.normal(size=(2, 2000))
        pay = 6 * np.exp(self.spread * generosity)
        volume = np.exp(
            2 * (math.sqrt(1 - self.correlation**2) * other - self.correlation * generosity)
        )
        met = rng.choice(len(pay), (2000, self.mix), p=volume / volume.sum())
        hourly = (1 - self.unpaid) * pay[met].mean(axis=1)
        edges = np.geomspace(0.01, 1000, 41)
        shares = {
            name: np.histogram(x, edges)[0] / len(x)
            for name, x in (("requesters", pay), ("workers", hourly))
        }
        whole_sample = {
            "mean_requester": pay.mean(),
            "median_worker": np.median(hourly),
            "above": (hourly > 7.25).mean(),
        }
        return pd.DataFrame({"pay": np.sqrt(edges[1:] * edges[:-1]), **shares, **whole_sample})


@model
class CommodifiedRisk(Model):
    """The same pay on average, and some months without enough.

    Commodification of labour: demand for a worker's services follows a lognormal autoregression of mean 1, and earnings
    follow demand. Below a `need` somebody else makes up the difference, a household or a neighbourhood, and that is the
    subsidy. A worker on several platforms has the mean of independent demands.

    Returns rows by `platforms` (1 to 10): `below` (share of months under the need), `subsidy` (share of mean pay) over 200
    workers and 60 months, and `mean` pay. [tubaro2022learners]
    """

    swing: float = real(
        0.5, low=0.0, high=0.8, step=0.1, symbol="σ", meaning="spread of demand, in logarithms"
    )
    memory: float = real(
        0.5, low=0.0, high=0.9, step=0.1, meaning="how much of a month's luck lasts into the next"
    )
    need: float = real(
        0.6, low=0.3, high=1.0, step=0.05, meaning="what a month costs, in units of mean pay"
    )

    card = Card(
        assumes="No savings and no insurance: a bad month is paid for by others in that month.",
        leaves_out="Work that is refused, debts, and what a household gives up in order to help.",
        absent="Who in the household makes up the difference.",
        wrong_if="Workers choose their months, so that a low one is a holiday.",
        boundary="On several platforms that do not slump together, low months become rare.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return low months and what they cost others, for any number of platforms."""
        luck = rng.normal(size=(60, 200, 10))
        for month in range(1, 60):
            luck[month] = (
                self.memory * luck[month - 1] + math.sqrt(1 - self.memory**2) * luck[month]
            )
        earned = np.exp(self.swing * luck - self.swing**2 / 2)
        platforms = np.arange(1, 11)
        pay = earned.cumsum(axis=2) / platforms
        short = np.maximum(self.need - pay, 0)
        below, subsidy, mean = ((x).mean(axis=(0, 1)) for x in (short > 1e-12, short, pay))
        return pd.DataFrame(
            {"platforms": platforms, "below": below, "subsidy": subsidy, "mean": mean}
        )

    @property
    def exact(self) -> tuple[float, float]:
        """Share of low months and subsidy of a worker on one platform, from the lognormal law."""
        if self.swing == 0:
            return 0.0, 0.0
        at = math.log(self.need) / self.swing
        below, worth = (float(x) for x in normal_cdf([at + self.swing / 2, at - self.swing / 2]))
        return below, self.need * below - worth


@model
class HalfRecognition(Model):
    """Pay people as if they were average, and the good ones leave, and the average falls.

    Adverse selection with a partly visible skill: pay is `share` · ((1 − s) · mean skill of those who stay + s · own
    skill), with recognition s. A person of skill q (even from 0 to 1) stays with a logistic chance, by how far pay exceeds
    `outside` · q + 0.05, in units of 0.05. Begun with everybody, the pool is repriced until it comes to rest.

    Returns rows by recognition `recognised` (0 to 1, and the one chosen): `skilled` (share of the top third who stay),
    `quality` (mean skill of those who stay), `stay` (share of everybody) and `yours`. [akerlof1970, tubaro2022learners]
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
        wrong_if="The skilled stay although they are unseen, because nobody else wants them either.",
        boundary="Without an outside option they stay, unrecognised: misrecognition costs the employer nothing.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who stays, for every degree of recognition."""
        seen = np.union1d(np.linspace(0, 1, 41).round(9), [self.recognition])[:, None]
        skill = (np.arange(150) + 0.5) / 150
        stay = np.ones((len(seen), len(skill)))
        for _ in range(200):
            quality = (stay * skill).mean(axis=1, keepdims=True) / stay.mean(axis=1, keepdims=True)
            gain = self.share * ((1 - seen) * quality + seen * skill) - self.outside * skill - 0.05
            stay = 1 / (1 + np.exp(-gain / 0.05))
        table = {
            "recognised": seen[:, 0],
            "skilled": stay[:, 100:].mean(axis=1),
            "quality": quality[:, 0],
        }
        return pd.DataFrame(
            table | {"stay": stay.mean(axis=1), "yours": seen[:, 0] == self.recognition}
        )


# -------------------------------------------------------------------------------------------- what it is for: clicks and noise

# What one action costs. The first, third and fourth are Casilli's, the second 300 euros for 54,380 actions.
PRICES = {"farm": 0.00006, "bundle": 300 / 54_380, "crowd": 0.01, "influencer": 0.35}


@model
class BotOrCrowd(Model):
    """A program that posts, or people who are paid to.

    Make or buy under detection: what counts is the cost of an action that survives. A program costs a fixed sum and loses
    a share `bots_caught`, so that an action costs sum/(volume · (1 − bots_caught)); a crowd costs click/(1 − people_caught).
    They meet at a volume of sum · (1 − people_caught)/(click · (1 − bots_caught)), above which the program is cheaper.

    Returns rows by `volume` (100 to a million, and the one chosen): `bot`, `crowd` and `cheapest` (dollars for an action that
    survives), and `yours`. [wang2012serf, casilli2017fillon]
    """

    volume: float = real(
        10_000,
        low=100,
        high=1_000_000,
        step=1,
        scale="log",
        unit="actions",
        meaning="actions bought",
    )
    program: float = real(
        100.0,
        low=10.0,
        high=10_000.0,
        step=1.0,
        scale="log",
        unit="dollars",
        meaning="cost of the program",
    )
    click: float = real(
        0.01,
        low=0.00005,
        high=1.0,
        step=0.00001,
        scale="log",
        unit="dollars",
        meaning="pay for an action",
    )
    bots_caught: float = real(
        0.9, low=0.0, high=0.99, step=0.05, meaning="share of automatic actions that are removed"
    )
    people_caught: float = real(
        0.2, low=0.0, high=0.9, step=0.05, meaning="share of paid people's actions that are removed"
    )

    random = False
    card = Card(
        assumes="An action that survives is worth the same whoever made it, and detection does not answer to price.",
        leaves_out="The time until removal, accounts that are lost, and people who are fooled or not.",
        absent="Those in the crowd: they have a price and no reason.",
        wrong_if="Buyers choose crowds for another reason, such as comments that make sense.",
        boundary="Where programs are caught no more often than people, the crowd loses every large order.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the cost of an action that survives, for every volume."""
        volume = np.union1d(np.geomspace(100, 1e6, 41), [self.volume])
        bot = self.program / (volume * (1 - self.bots_caught))
        crowd = np.full_like(volume, self.click / (1 - self.people_caught))
        table = {"volume": volume, "bot": bot, "crowd": crowd, "cheapest": np.minimum(bot, crowd)}
        return pd.DataFrame(table | {"yours": volume == self.volume})

    @property
    def break_even(self) -> float:
        """The volume above which the program is cheaper."""
        return self.program * (1 - self.people_caught) / (self.click * (1 - self.bots_caught))


@model
class ShareOfVoice(Model):
    """How many bought posts make a minority look like a majority, and at what price.

    Share of voice: to have a share s of all posts with own posts F against A others, s·A/(1 − s) − F must be added. They are
    priced at four published prices of an action (`PRICES`), in the currency in which each was quoted.

    Returns rows by `share` (0.05 to 0.95, and the one chosen): `posts` to be added, their cost by `farm`, `bundle`, `crowd`
    and `influencer`, and `yours`. [casilli2017fillon, bay2019stratcom]
    """

    own: int = whole(
        40_000, low=0, high=100_000, step=5000, unit="posts", meaning="posts of one's own side"
    )
    others: int = whole(
        60_000, low=5000, high=100_000, step=5000, unit="posts", meaning="posts of the other side"
    )
    wanted: float = real(
        0.55,
        low=0.05,
        high=0.95,
        step=0.05,
        called="share wanted",
        meaning="share of voice to be reached",
    )

    random = False
    card = Card(
        assumes="Every post counts once, and a reader cannot tell a bought one.",
        leaves_out="Who reads, ranking by account, removal, and the other side's answer in kind.",
        absent="The readers, and anybody's opinion.",
        wrong_if="Voices and not posts are counted, so that one account more counts one more.",
        boundary="Where the share is there already nothing has to be bought; towards the whole the bill has no end.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return posts and bills for every share."""
        share = np.union1d(np.linspace(0.05, 0.95, 19).round(9), [self.wanted])
        posts = np.maximum(share * self.others / (1 - share) - self.own, 0)
        return pd.DataFrame(
            {"share": share, "posts": posts, **bill(posts), "yours": share == self.wanted}
        )


def bill(actions: ArrayLike) -> dict[str, np.ndarray]:
    """Return what a number of actions costs at each of the published `PRICES`."""
    return {name: np.asarray(actions, dtype=float) * price for name, price in PRICES.items()}


@model
class BoughtSilence(Model):
    """Nobody changes an opinion, and one side falls silent.

    Spiral of silence: everybody has a fixed opinion and speaks up with chance 1/(1 + exp(−2·c)). The confidence c moves
    halfway each round to 8 times how far the support one sees exceeds one half; what one sees is the public count, with
    weight `public`, and eight acquaintances drawn by lot. Bought posts, `bought` times the number of people, enter the
    public count.

    Returns rows by `round` (0 to 40): `low`, `median`, `high` of the buyers' share of what people (and nobody else) say
    over 40 worlds, `won` and `lost` (worlds in which it is over 0.9, or under 0.1), and `world_1` to `world_5`.
    [noelle1974spiral, ross2019bots]
    """

    true_share: float = real(
        0.5, low=0.3, high=0.5, step=0.05, meaning="share of people on the buyers' side"
    )
    bought: float = real(
        0.04,
        low=0.0,
        high=0.5,
        step=0.01,
        meaning="bought posts a round, as a share of the number of people",
    )
    public: float = real(
        0.5,
        low=0.0,
        high=1.0,
        step=0.1,
        called="weight of the count",
        meaning="weight of the public count",
    )
    people: int = whole(200, low=100, high=400, step=100, meaning="people in town")

    card = Card(
        assumes="Opinions are fixed, two, and public; people fear to be few, and no reasons are exchanged.",
        leaves_out="Friends who are alike, hard cores who speak regardless, and the press.",
        absent="Anonymity, the secret ballot, and polls that tell the true split.",
        wrong_if="People speak up the more, the more they feel outnumbered.",
        boundary="Where nobody looks at the count (weight 0), money buys nothing; a clear minority needs far more of it.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the buyers' share of what is said, round by round."""
        worlds, people, rounds = 40, self.people, 40
        side = np.arange(people) < round(self.true_share * people)
        heard_from = (
            rng.integers(people, size=(worlds, people, 8))
            + people * np.arange(worlds)[:, None, None]
        )
        opinion, extra = np.where(side, 1, -1).astype(np.int8), self.bought * people
        confidence, said = np.zeros((worlds, people)), np.empty((rounds + 1, worlds))
        for now in range(rounds + 1):
            voice = opinion * (rng.random((worlds, people)) < 1 / (1 + np.exp(-2 * confidence)))
            ours, all_said = (voice > 0).sum(axis=1), np.abs(voice).sum(axis=1)
            said[now] = _share(ours, all_said)
            count = _share(ours + extra, all_said + extra)
            around = voice.ravel()[heard_from]
            talked = np.abs(around).sum(axis=2)
            near = _share((around.sum(axis=2) + talked) / 2, talked)
            seen = self.public * count[:, None] + (1 - self.public) * near
            confidence = 0.5 * confidence + 4 * opinion * (seen - 0.5)
        low, median, high = band(said, axis=1)
        some = {f"world_{world + 1}": said[:, world] for world in range(5)}
        ends = {"won": (said > 0.9).mean(axis=1), "lost": (said < 0.1).mean(axis=1)}
        return pd.DataFrame(
            {
                "round": np.arange(rounds + 1),
                "low": low,
                "median": median,
                "high": high,
                **ends,
                **some,
            }
        )


def _share(part: np.ndarray, whole_: np.ndarray) -> np.ndarray:
    """Return a share, and one half where nothing was said."""
    return np.where(whole_ > 0, part / np.maximum(whole_, 1e-12), 0.5)


@model
class MarketAudit(Model):
    """How much can be hidden in a market in which a sample has found nothing.

    The rule of three: if none of n jobs drawn by lot is of a kind, up to 1 − 0.05^(1/n) of all jobs may be (at 95 %
    confidence), about 3/n. A kind that is a share `rate` of all, of which a share `public` is posted where one can draw, is
    missed altogether with chance (1 − rate · public)^n.

    Returns rows by `sample` (30 to 30,000, and the one chosen): `upper`, `rule` (3/n), `hidden` (that many of 1,856,316
    tasks), `missed`, and `yours`. [heder2018black]
    """

    sample: int = whole(
        1000,
        low=30,
        high=30_000,
        scale="log",
        unit="jobs",
        symbol="n",
        meaning="jobs read, drawn by lot",
    )
    rate: float = real(
        0.002, low=0.0, high=0.02, step=0.0005, meaning="true share of political jobs"
    )
    public: float = real(
        1.0, low=0.0, high=1.0, step=0.1, meaning="share of them that an auditor can come across"
    )

    random = False
    card = Card(
        assumes="The sample is drawn by lot, and a political job is known as one when it is seen.",
        leaves_out="Jobs split into innocent halves, and clients behind clients.",
        absent="Whoever could compel a platform to open its files.",
        wrong_if="Political jobs cluster in a week or a corner that the sample did not reach.",
        boundary="What is handed out by invitation is in no sample, however large.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what a sample without a find leaves open, for every size."""
        sample = np.union1d(np.geomspace(30, 30_000, 31).round().astype(int), [self.sample])
        upper = 1 - 0.05 ** (1 / sample)
        table = {"sample": sample, "upper": upper, "rule": 3 / sample, "hidden": upper * 1_856_316}
        return pd.DataFrame(
            table
            | {"missed": (1 - self.rate * self.public) ** sample, "yours": sample == self.sample}
        )


@model
class ToothpasteTube(Model):
    """Squeeze a scene in one place, and it comes out in another, more tightly packed.

    Displacement on a planted-partition graph: 240 sites in six groups, linked with chance 0.12 within and 0.006 between
    groups. A ban strikes the most visible first, those with most links to other groups. Of the banned a share `reopen`
    comes back inside the two largest groups that are left, each with six links to survivors there.

    Returns rows by `banned` (shares from 0 to 0.8, and the one chosen), means over 4 worlds: `sites`, `links` (per site),
    `bridging` (share of links between groups), `crowded` (share of sites in the two largest groups), and `yours`.
    [casilli2013proana]
    """

    ban: float = real(
        0.4,
        low=0.0,
        high=0.8,
        step=0.1,
        meaning="share of sites that are banned, most visible first",
    )
    reopen: float = real(
        1.0, low=0.0, high=1.0, step=0.1, meaning="share of them that come back elsewhere"
    )

    card = Card(
        assumes="Who is banned comes back where most are left, and makes as many links as before.",
        leaves_out="People who recover, and visitors who no longer find anything.",
        absent="The people who run the sites, and their illness.",
        wrong_if="Coming back is dear, so that a ban ends what it strikes.",
        boundary="Where nobody comes back sites do vanish; even then the links that are left are the inward ones.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what a ban of every size leaves."""
        bans = np.union1d(np.linspace(0, 0.8, 5).round(9), [self.ban])
        rows = np.array(
            [[self.after(ban, *world) for ban in bans] for world in self.worlds(rng)]
        ).mean(axis=0)
        named = dict(zip(("sites", "links", "bridging", "crowded"), rows.T, strict=True))
        return pd.DataFrame({"banned": bans, **named, "yours": bans == self.ban})

    def worlds(
        self, rng: np.random.Generator, number: int = 4
    ) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return graphs (240, 240), linked both ways, each with the luck that decides whom the banned will link to."""
        group = np.arange(240) % 6
        chance = np.where(group[:, None] == group, 0.12, 0.006)
        upper = [np.triu(rng.random((240, 240)) < chance, 1) for _ in range(number)]
        return [(graph | graph.T, rng.random((240, 240))) for graph in upper]

    def after(self, ban: float, graph: np.ndarray, luck: np.ndarray) -> tuple[float, ...]:
        """Return sites, links per site, the bridging share of links and the two largest groups' share of sites, after a ban."""
        group = np.arange(240) % 6
        across = (graph & (group[:, None] != group)).sum(axis=1)
        order = np.lexsort((luck[0], -across))
        banned = np.zeros(240, dtype=bool)
        banned[order[: round(ban * 240)]] = True
        back = order[: round(self.reopen * banned.sum())]
        hosts = np.argsort(-np.bincount(group[~banned], minlength=6), kind="stable")[:2]
        graph, home = graph & ~banned & ~banned[:, None], group.copy()
        home[back] = hosts[np.arange(len(back)) % 2]
        may = ~banned & (group == home[back][:, None])
        friends = np.argsort(np.where(may, luck[back], 2), axis=1)[:, :6]
        for site, chosen in zip(back, friends, strict=True):
            chosen = chosen[~banned[chosen] & (group[chosen] == home[site])]
            graph[site, chosen] = graph[chosen, site] = True
        there = ~banned
        there[back] = True
        sites, links = there.sum(), graph.sum() / 2
        bridging = (graph & (home[:, None] != home)).sum() / 2 / max(links, 1)
        crowded = np.sort(np.bincount(home[there], minlength=6))[-2:].sum() / sites
        return float(sites), float(links / sites), float(bridging), float(crowded)


# ------------------------------------------------------------------------------------------- what it is for: labels that train


@model
class FreeLabels(Model):
    """Clicks as labels: noisy, free, and enough where users are many.

    Learning curve with noisy labels: an error of ε takes ε^(−1/b) clean labels, with b = 0.35. A click whose meaning is
    turned round with chance f is worth (1 − 2f)² of a clean label, so long as mistakes are random. What users do not supply
    is bought.

    Returns rows by `users` (10 to ten million, and the number chosen): `free` (clicks in a day), `worth` (in clean labels),
    `bought` (labels to be paid for), `bought_share` (of those needed), and `yours`. [casilli2017blog]
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
        assumes="Clicks err at random, all alike, and the curve falls as a power of the number of labels.",
        leaves_out="Questions that no click answers, and labels for what users must never see.",
        absent="What a click was for, to the person who made it.",
        wrong_if="Clicks err together (as when all click what stands first): then no number of them helps.",
        boundary="As flips approach one half clicks are worth nothing, and everything has to be bought.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what users supply and what has to be bought, for any number of them."""
        users = np.union1d(np.geomspace(10, 1e7, 37), [self.users])
        free = users * self.clicks
        worth = free * (1 - 2 * self.flip) ** 2
        bought = np.maximum(self.needed - worth, 0)
        table = {
            "users": users,
            "free": free,
            "worth": worth,
            "bought": bought,
            "bought_share": bought / self.needed,
        }
        return pd.DataFrame(table | {"yours": users == self.users})

    @property
    def needed(self) -> float:
        """Clean labels that the error takes."""
        return self.error ** (-1 / 0.35)


@model
class CrowdLabels(Model):
    """Many cheap judgements, some of them by people who do not look.

    Majority vote against Dawid and Skene's estimator: 400 yes-or-no items, labelled by some of 40 people each. Spammers
    toss a coin, the others are right with chance `accuracy`. A share `hard` of items is misunderstood by all the others, as
    under bad instructions: there they are wrong as often as they are right elsewhere. The estimator learns each person's
    errors from agreement alone.

    Returns rows by `labels` per item (1 to 15, and the number chosen): `majority` and `estimated` (shares of items labelled
    rightly), `told_apart` (share of people rightly held to be spammers or not), and `yours`. [dawidskene1979,
    snow2008cheap]
    """

    labels: int = whole(
        5, low=1, high=15, step=2, called="labels per item", meaning="people who label each item"
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
        boundary="What all misunderstand no vote and no estimator repairs; with one label an item nobody can be told apart.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how many items each way gets right, for any number of labels an item."""
        items, people, most = 400, 40, 15
        truth = rng.integers(2, size=items)
        worker = rng.random((items, people)).argsort(axis=1)[:, :most]
        spams = np.arange(people) < round(self.spammers * people)
        seen = truth ^ (np.arange(items) < round(self.hard * items))
        right = rng.random(worker.shape) < np.where(spams[worker], 0.5, self.accuracy)
        label = np.where(right, seen[:, None], 1 - seen[:, None])
        coin = rng.random(items) * 1e-6  # settles ties
        rows = [
            self._row(k, truth, worker[:, :k], label[:, :k], coin, spams)
            for k in sorted({1, 3, 5, 9, 15, self.labels})
        ]
        return pd.DataFrame(rows).assign(yours=lambda table: table.labels == self.labels)

    def _row(
        self,
        k: int,
        truth: np.ndarray,
        worker: np.ndarray,
        label: np.ndarray,
        coin: np.ndarray,
        spams: np.ndarray,
    ) -> dict:
        item = np.repeat(np.arange(len(truth)), k)
        votes = vote_shares(item, label.ravel(), len(truth), 2)[:, 1]
        majority = votes + coin - 5e-7 > 0.5
        found = dawid_skene(item, worker.ravel(), label.ravel(), 2, rounds=20)
        skill = np.trace(found.confusion, axis1=1, axis2=2) / 2
        apart = (skill < (0.5 + self.accuracy) / 2) == spams[: len(skill)]
        right = [float((said == truth).mean()) for said in (majority, found.labels)]
        return {
            "labels": k,
            "majority": right[0],
            "estimated": right[1],
            "told_apart": float(apart.mean()),
        }


@model
class Triage(Model):
    """A machine does what it is sure of, and people do the rest.

    Chow's reject option: scores of two equally common classes are normal, d apart. The machine believes it errs with chance
    1/(1 + exp(k·d·|score|)) and hands an item over if that exceeds what a person costs, h, where an error costs 1. Its
    confidence k is 1 if it knows itself. People do not err.

    Returns rows by `limit` (items with a score nearer to 0 are handed over; 0 to 4, and the machine's own): `people` (share
    handed over), `errors`, `cost` and `yours`. [chow1970, tubaro2020trainer]
    """

    separation: float = real(
        2.0, low=1.0, high=4.0, step=0.25, symbol="d", meaning="how far apart the classes are"
    )
    person: float = real(
        0.08,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        symbol="h",
        meaning="cost of a person, error = 1",
    )
    confidence: float = real(
        1.0,
        low=0.5,
        high=4.0,
        step=0.5,
        symbol="k",
        meaning="how sure the machine is, over how sure it may be",
    )

    random = False
    card = Card(
        assumes="An error costs the same either way, a person is always right, and always there.",
        leaves_out="The time a person needs to understand a case out of its context; queues; and being woken for it.",
        absent="What it does to people to see nothing but the machine's doubts.",
        wrong_if="A machine is wrong mostly where it is sure.",
        boundary="Where a person costs as much as half an error nothing is handed over; an over-sure machine keeps too much.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return people, errors and cost for every limit."""
        limit = np.union1d(np.linspace(0, 4, 41).round(9), [self.limit])
        missed, passed = (
            normal_cdf(-limit - self.separation / 2),
            normal_cdf(limit - self.separation / 2),
        )
        table = {
            "limit": limit,
            "people": passed - missed,
            "errors": missed,
            "cost": self.person * (passed - missed) + missed,
        }
        return pd.DataFrame(table | {"yours": limit == self.limit})

    @property
    def limit(self) -> float:
        """The score below which the machine prefers a person, by its own lights."""
        if self.person >= 0.5:
            return 0.0
        return math.log((1 - self.person) / self.person) / (self.separation * self.confidence)


@model
class Heteromation(Model):
    """Software does ever more of each job, and more people work on it than before.

    Jevons's paradox in hours: a job costs machine + (1 − τ) · person once a share τ of it is automatic, and demand falls
    with price to the power −η. Hours, (1 − τ) · demand, rise with automation while the price falls faster than the share:
    only if η > 1, and up to 1 − τ = machine/(person · (η − 1)).

    Returns rows by `automated` (0 to 0.995, and the one chosen): `price` and `demand` and `hours` (all 1 at the start), and
    `yours`. [ekbia2014heteromation]
    """

    automation: float = real(
        0.9,
        low=0.0,
        high=0.995,
        step=0.005,
        symbol="τ",
        meaning="share of each job that is automatic",
    )
    elasticity: float = real(
        1.5,
        low=0.0,
        high=3.0,
        step=0.25,
        symbol="η",
        meaning="by what % demand grows if the price falls by 1 %",
    )
    machine: float = real(
        0.001,
        low=0.0001,
        high=0.05,
        step=0.0001,
        scale="log",
        unit="dollars",
        meaning="cost of software a job",
    )
    person: float = real(
        0.05,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        unit="dollars",
        meaning="pay for a job done by hand",
    )

    random = False
    card = Card(
        assumes="Savings are passed on to buyers, and people's pay does not change.",
        leaves_out="New kinds of work, saturation, and people who no longer do the same thing.",
        absent="Whoever decides what counts as a task that is automatic.",
        wrong_if="Demand is met, as for tax returns, of which everybody files one.",
        boundary="Where demand answers less than in proportion (η < 1), every step of automation takes hours away.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return price, demand and hours at every degree of automation."""
        automated = np.union1d(
            np.append(np.linspace(0, 0.9, 19), np.linspace(0.91, 0.995, 18)).round(9),
            [self.automation],
        )
        price = (self.machine + (1 - automated) * self.person) / (self.machine + self.person)
        demand = price**-self.elasticity
        table = {
            "automated": automated,
            "price": price,
            "demand": demand,
            "hours": (1 - automated) * demand,
        }
        return pd.DataFrame(table | {"yours": automated == self.automation})

    @property
    def peak(self) -> float:
        """The share of each job that is automatic when most hours are worked (0 where automation only takes them away)."""
        if self.elasticity <= 1:
            return 0.0
        return max(0.0, 1 - self.machine / (self.person * (self.elasticity - 1)))
