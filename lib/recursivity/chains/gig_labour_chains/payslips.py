"""The payslip: unpaid minutes, the average worker's average employer, and months without enough."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, band, model, normal_cdf, real, whole

HOUR = 3600  # seconds

TASKS = 500  # that each simulated worker of `PieceWork` tries
PIECE_WORKERS = 200

REQUESTERS = 2000
WORKERS = 2000
MEDIAN_PAY = 6.0  # dollars an hour, over requesters
VOLUME_SPREAD = 2.0  # of how much work they offer, in logarithms
MINIMUM = 7.25  # the American minimum wage, in dollars an hour

MONTHS = 60
HOUSEHOLDS = 200  # workers whose months are followed
MOST_PLATFORMS = 10


@model
class PieceWork(Model):
    """What a piece rate is per hour, once the minutes are counted that nobody pays.

    Effective wage: 3,600 · piece · (1 − rejected) · (1 − returned)/(task + search), in seconds:
    looking for work, work that is rejected and work that cannot be finished are time without pay.
    Lengths of tasks and searches are exponential. Task by task::

        for task in range(500):
            seconds += search time + task time
            if not given back and not rejected:
                paid += piece
        wage = 3600 * paid / seconds

    The arrays draw the sums at once: of 500 exponential times a gamma variate, of 500 payments a
    binomial one.

    Returns rows by `search` seconds (0 to 60, and the number chosen): `nominal`, `expected`, and
    over 200 workers of 500 tasks each `low`, `median`, `high` (dollars an hour; tenth, fiftieth
    and ninetieth percentile), and `yours`. [berg2018ilo, hara2018mturk]
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
        assumes=(
            "Time is spent on one thing at once, and a task that is given back has taken as long "
            "as any other."
        ),
        leaves_out="Learning, qualification tests, fees for being paid, and appeals.",
        absent="Why a task was rejected, and who profits from having it nevertheless.",
        wrong_if="Workers search while they work, with many windows open.",
        boundary="Without search, rejection and return the nominal rate is the wage.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the wage for every length of search."""
        longest = self.parameters()["search"].high
        search = np.union1d(np.linspace(0, longest, 13), [self.search])
        shape = (PIECE_WORKERS, len(search))
        paid = self.piece * rng.binomial(TASKS, self.accepted, shape)
        worked = rng.gamma(TASKS, self.task, shape)
        searched = rng.gamma(TASKS, 1, shape) * search
        low, median, high = band(HOUR * paid / (worked + searched))
        return pd.DataFrame(
            {
                "search": search,
                "nominal": HOUR * self.piece / self.task,
                "expected": self.hourly(search),
                "low": low,
                "median": median,
                "high": high,
                "yours": search == self.search,
            }
        )

    def hourly(self, search: ArrayLike) -> np.ndarray:
        """Return dollars an hour for so many seconds of search a task, >= 0, of any shape."""
        seconds = self.task + np.asarray(search, dtype=float)
        return HOUR * self.piece * self.accepted / seconds

    @property
    def accepted(self) -> float:
        """The share of tasks begun that are paid in the end."""
        return (1 - self.rejected) * (1 - self.returned)


@model
class TwoAverages(Model):
    """Employers pay well on average, and workers are paid badly on average.

    Size-biased sampling: 2,000 requesters' hourly pay is lognormal (median 6 dollars); how much
    work they offer is lognormal, too (spread 2), and correlates with pay by −`correlation`, both
    in logarithms. A worker's week consists of `mix` tasks, met in proportion to how many there
    are, less a share `unpaid` of the time. Defaults are tuned until three published numbers come
    out. Worker by worker::

        for worker in workers:
            week = [a requester drawn in proportion to volume for task in range(mix)]
            has = (1 - unpaid) * mean(pay[requester] for requester in week)

    Returns rows by `pay` (bins of dollars an hour, equal on a logarithmic scale): `requesters`
    and `workers` (shares of each), and, the same in all rows, `mean_requester`, `median_worker`
    (dollars an hour), `above` (share of workers over 7.25 dollars). [hara2018mturk]
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
        boundary=(
            "Where pay and volume are unrelated, the two averages come closer; unpaid time and the "
            "skew of pay are left between them."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how pay is spread over requesters and over workers."""
        generosity, other = rng.normal(size=(2, REQUESTERS))
        pay = MEDIAN_PAY * np.exp(self.spread * generosity)
        rest = math.sqrt(1 - self.correlation**2)
        volume = np.exp(VOLUME_SPREAD * (rest * other - self.correlation * generosity))
        met = rng.choice(REQUESTERS, (WORKERS, self.mix), p=volume / volume.sum())
        hourly = (1 - self.unpaid) * pay[met].mean(axis=1)
        edges = np.geomspace(0.01, 1000, 41)
        return pd.DataFrame(
            {
                "pay": np.sqrt(edges[1:] * edges[:-1]),
                "requesters": np.histogram(pay, edges)[0] / REQUESTERS,
                "workers": np.histogram(hourly, edges)[0] / WORKERS,
                "mean_requester": pay.mean(),
                "median_worker": np.median(hourly),
                "above": (hourly > MINIMUM).mean(),
            }
        )


@model
class CommodifiedRisk(Model):
    """The same pay on average, and some months without enough.

    Commodification of labour: demand for a worker's services follows a lognormal autoregression
    of mean 1, and earnings follow demand. Below a `need` somebody else makes up the difference, a
    household or a neighbourhood, and that is the subsidy. A worker on several platforms has the
    mean of independent demands. Month by month::

        luck = normal()
        for month in range(60):
            earned = exp(swing * luck - swing**2 / 2)
            subsidy += max(need - earned, 0)
            in_a_row = in_a_row + 1 if earned < need else 0
            longest = max(longest, in_a_row)
            luck = memory * luck + sqrt(1 - memory**2) * normal()

    Memory changes how low months follow one another, and not how many there are.

    Returns rows by `platforms` (1 to 10): `below` (share of months under the need), `subsidy`
    (share of mean pay) over 200 workers and 60 months, `longest` (months under the need in a row,
    the longest spell of each worker, mean over workers), and `mean` pay. [tubaro2022learners]
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
        luck = rng.normal(size=(MONTHS, HOUSEHOLDS, MOST_PLATFORMS))
        news = math.sqrt(1 - self.memory**2)  # so that luck keeps a spread of 1
        for month in range(1, MONTHS):
            luck[month] = self.memory * luck[month - 1] + news * luck[month]
        earned = np.exp(self.swing * luck - self.swing**2 / 2)
        platforms = np.arange(1, MOST_PLATFORMS + 1)
        pay = earned.cumsum(axis=2) / platforms
        short = np.maximum(self.need - pay, 0)
        low = short > 1e-12  # a need that is just met is no low month, whatever was rounded
        return pd.DataFrame(
            {
                "platforms": platforms,
                "below": low.mean(axis=(0, 1)),
                "subsidy": short.mean(axis=(0, 1)),
                "longest": self._longest_run(low).mean(axis=0),
                "mean": pay.mean(axis=(0, 1)),
            }
        )

    @staticmethod
    def _longest_run(low: np.ndarray) -> np.ndarray:
        """Return the longest run of true along the first axis, of the shape of the others."""
        in_a_row = np.zeros(low.shape[1:])
        longest = np.zeros(low.shape[1:])
        for now in low:
            in_a_row = (in_a_row + 1) * now
            longest = np.maximum(longest, in_a_row)
        return longest

    @property
    def exact(self) -> tuple[float, float]:
        """Share of low months and subsidy of a worker on one platform, from the lognormal law."""
        if self.swing == 0:
            return 0.0, 0.0
        at = math.log(self.need) / self.swing
        below = float(normal_cdf(at + self.swing / 2))
        worth = float(normal_cdf(at - self.swing / 2))
        return below, self.need * below - worth
