"""One buyer, or too many sellers: two markets with one wage, and one that is open to the planet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, model, real

# Jobs on offer, worth evenly between these many dollars an hour.
JOBS = 100
LEAST = 1.0
MOST = 10.0

LEAST_ASKED = 0.5  # dollars an hour that the humblest of the crowd would take
MOST_ASKED = 8.0
HOME_LEAST = 4.0  # dollars an hour that people at home would take
HOME_MOST = 10.0
HALVINGS = 50  # of an interval of ten dollars: further than a float can tell


def wanted(rate: ArrayLike) -> np.ndarray:
    """Return how many jobs are worth at least a rate.

    Parameters
    ----------
    rate : dollars an hour, of any shape.

    Returns
    -------
    Numbers of jobs, 0 to `JOBS`, of the same shape; fractions stand for expected numbers.
    """
    return JOBS * np.clip((MOST - np.asarray(rate, dtype=float)) / (MOST - LEAST), 0, 1)


def offered(rate: ArrayLike, workers: ArrayLike, low: float, high: float) -> np.ndarray:
    """Return how many workers accept a rate, if the least they would take lies evenly in a range.

    Parameters
    ----------
    rate : dollars an hour, of any shape.
    workers : how many there are, >= 0, of a shape that goes with that of `rate`.
    low, high : ends of the range of what they would take, in dollars an hour, low < high.

    Returns
    -------
    Numbers of workers, 0 to `workers`.
    """
    share = np.clip((np.asarray(rate, dtype=float) - low) / (high - low), 0, 1)
    return np.asarray(workers) * share


def clearing(supply: Callable[[np.ndarray], np.ndarray], shape: tuple[int, ...] = ()) -> np.ndarray:
    """Return the lowest rate at which as many workers as jobs are left over.

    Parameters
    ----------
    supply : how many workers accept a rate; it must not fall as the rate rises.
    shape : of the rates that it takes, for several markets at once.

    Returns
    -------
    Dollars an hour between 0 and `MOST`, of that shape.
    """
    low = np.zeros(shape)
    high = np.full(shape, MOST)
    for _ in range(HALVINGS):
        rate = (low + high) / 2
        short = supply(rate) < wanted(rate)
        low = np.where(short, rate, low)
        high = np.where(short, high, rate)
    return (low + high) / 2


@model
class TwoLabourMarkets(Model):
    """One buyer, or too many sellers: two reasons for one low rate, and what a minimum does.

    Monopsony: a single buyer, to whom an hour is worth 10 dollars and who attracts (rate/10)^e of
    the people around, pays 10 · e/(1 + e), since a higher rate would have to be paid to all.
    Oversupply: a reverse auction in which 100 jobs, worth 1 to 10 dollars, meet
    `workers_per_job` as many people, who would take anything from 0.50 to 8 dollars; nobody has
    market power. A minimum rate lets the buyer hire everybody who comes at that rate, as long as
    an hour is worth it; in the auction it strikes jobs out. The auction, bid by bid::

        asks = sorted(what each person would take)
        worths = sorted(what each job is worth, reverse=True)
        trades = 0
        while worths[trades] >= asks[trades]:
            trades += 1                       # the keenest worker gets the best job left
        rate = asks[trades]                   # what the first who is not needed would have taken

    The arrays do this for evenly spread people and jobs without drawing any: the rate is where
    as many people accept as there are jobs worth it.

    Returns rows by `floor` (0 to 12 dollars, and the one chosen): `one_buyer_rate` (dollars an
    hour), `one_buyer_work` (share of people around who are hired), `crowd_rate` (dollars an
    hour), `crowd_work` (share of jobs that are filled), and `yours`. [dube2020monopsony,
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
        leaves_out=(
            "Reputation, skill that is scarce, jobs that move away, and buyers who are few "
            "without being one."
        ),
        absent="What a person can live on; whoever is not hired vanishes from the table.",
        wrong_if=(
            "Buyers facing a crowd also set its rate, so that both markets are one; the payslip "
            "cannot tell."
        ),
        boundary=(
            "A minimum above the worth of an hour (10 dollars) ends all work in either market."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return rates and work in both markets, for every minimum."""
        highest = self.parameters()["floor"].high
        floor = np.union1d(np.linspace(0, highest, 25), [self.floor])
        one_rate = np.maximum(self.one_buyer, floor)
        come = (np.minimum(one_rate, MOST) / MOST) ** self.elasticity
        crowd_rate = np.maximum(self.crowd, floor)
        return pd.DataFrame(
            {
                "floor": floor,
                "one_buyer_rate": one_rate,
                "one_buyer_work": np.where(one_rate <= MOST, come, 0.0),
                "crowd_rate": crowd_rate,
                "crowd_work": np.minimum(wanted(crowd_rate), self.willing(crowd_rate)) / JOBS,
                "yours": floor == self.floor,
            }
        )

    def willing(self, rate: ArrayLike) -> np.ndarray:
        """Return how many people in the crowd accept a rate in dollars an hour, of any shape."""
        return offered(rate, JOBS * self.workers_per_job, LEAST_ASKED, MOST_ASKED)

    @property
    def one_buyer(self) -> float:
        """The rate that a single buyer sets, in dollars an hour."""
        return MOST * self.elasticity / (1 + self.elasticity)

    @property
    def crowd(self) -> float:
        """The rate at which the auction clears, in dollars an hour."""
        return float(clearing(self.willing))


@model
class PlanetaryMarket(Model):
    """A market that anybody with a connection may enter, and where people live nevertheless.

    Labour arbitrage with friction: as many people at home as there are jobs would work for 4 to
    10 dollars; newcomers would take a `wage_ratio`-th of that. Half of them share the buyers'
    language, or an old tie; the others cost the buyer `friction` dollars an hour more. All jobs
    clear at one cost to the buyer, so that who brings friction is paid so much less. Cost by
    cost::

        costs = [what each at home would take]
        costs += [what each tied newcomer would take]
        costs += [what each untied newcomer would take + friction]
        hired = the cheapest, as long as there is a job worth the cost
        rate = cost of the first who is not needed
        paid = rate, less friction for the untied

    Returns rows by `newcomers` per job (0 to 10, and the number chosen): `rate` (dollars an hour
    of home and tied newcomers), `untied_rate`, and jobs in a hundred held at `home_work`,
    `tied_work` and `untied_work`, and `yours`. [graham2019planetary, graham2017digital]
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
        leaves_out=(
            "Skills, reputations, time zones, and what newcomers spend and thereby earn others."
        ),
        absent="States, except as something that makes some people dearer to hire than others.",
        wrong_if="Licences or minimum rates bind, or buyers pay by passport for the same work.",
        boundary=(
            "Where friction exceeds the rate, the untied are shut out, and their number changes "
            "nothing."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return rates and who works, for any number of newcomers."""
        highest = self.parameters()["newcomers"].high
        newcomers = np.union1d(np.linspace(0, highest, 21), [self.newcomers])
        rate = clearing(lambda rate: sum(self._accept(rate, newcomers)), newcomers.shape)
        home, tied, untied = self._accept(rate, newcomers)
        return pd.DataFrame(
            {
                "newcomers": newcomers,
                "rate": rate,
                "untied_rate": np.maximum(rate - self.friction, 0),
                "home_work": home,
                "tied_work": tied,
                "untied_work": untied,
                "yours": newcomers == self.newcomers,
            }
        )

    def _accept(self, rate: np.ndarray, newcomers: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return who accepts a cost to the buyer: people at home, tied and untied newcomers."""
        low = HOME_LEAST / self.wage_ratio
        high = HOME_MOST / self.wage_ratio
        half = JOBS * newcomers / 2
        return (
            offered(rate, JOBS, HOME_LEAST, HOME_MOST),
            offered(rate, half, low, high),
            offered(rate - self.friction, half, low, high),
        )
