"""People beside machines: what a machine hands over, and what its cheapness adds."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, model, normal_cdf, real


@model
class Triage(Model):
    """A machine does what it is sure of, and people do the rest.

    Chow's reject option: scores of two equally common classes are normal, d apart. The machine
    believes it errs with chance 1/(1 + exp(k·d·|score|)) and hands an item over if that exceeds
    what a person costs, h, where an error costs 1. Its confidence k is 1 if it knows itself.
    People do not err. Case by case::

        for case in cases:
            score = normal() + d / 2              # or − d/2, for a case of the other class
            doubt = 1 / (1 + exp(k * d * abs(score)))
            if doubt > h:
                cost += h                         # a person does it
            elif score < 0:
                cost += 1                         # an error

    The arrays take the shares of cases from the normal law.

    Returns rows by `limit` (items with a score nearer to 0 are handed over; 0 to 4, and the
    machine's own): `people` (share handed over), `errors` (share of all cases), `cost` (per case,
    error = 1) and `yours`. [chow1970, tubaro2020trainer]
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
        leaves_out=(
            "The time a person needs to understand a case out of its context; queues; and being "
            "woken for it."
        ),
        absent="What it does to people to see nothing but the machine's doubts.",
        wrong_if="A machine is wrong mostly where it is sure.",
        boundary=(
            "Where a person costs as much as half an error nothing is handed over; an over-sure "
            "machine keeps too much."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return people, errors and cost for every limit."""
        limit = np.union1d(np.linspace(0, 4, 41).round(9), [self.limit])
        wrong = normal_cdf(-limit - self.separation / 2)
        people = normal_cdf(limit - self.separation / 2) - wrong
        return pd.DataFrame(
            {
                "limit": limit,
                "people": people,
                "errors": wrong,
                "cost": self.person * people + wrong,
                "yours": limit == self.limit,
            }
        )

    @property
    def limit(self) -> float:
        """The score below which the machine prefers a person, by its own lights."""
        if self.person >= 0.5:
            return 0.0
        return math.log((1 - self.person) / self.person) / (self.separation * self.confidence)


@model
class Heteromation(Model):
    """Software does ever more of each job, and more people work on it than before.

    Jevons's paradox in hours: a job costs machine + (1 − τ) · person once a share τ of it is
    automatic, and demand falls with price to the power −η. Hours, (1 − τ) · demand, rise with
    automation while the price falls faster than the share: only if η > 1, and up to
    1 − τ = machine/(person · (η − 1)).

    Returns rows by `automated` (0 to 0.995, and the one chosen): `price` and `demand` and `hours`
    (all 1 at the start), and `yours`. [ekbia2014heteromation]
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
        boundary=(
            "Where demand answers less than in proportion (η < 1), every step of automation takes "
            "hours away."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return price, demand and hours at every degree of automation."""
        # Finer near the end, where price and hours turn within a few per cent.
        most = self.parameters()["automation"].high
        grid = np.append(np.linspace(0, 0.9, 19), np.linspace(0.91, most, 18)).round(9)
        automated = np.union1d(grid, [self.automation])
        price = (self.machine + (1 - automated) * self.person) / (self.machine + self.person)
        demand = price**-self.elasticity
        return pd.DataFrame(
            {
                "automated": automated,
                "price": price,
                "demand": demand,
                "hours": (1 - automated) * demand,
                "yours": automated == self.automation,
            }
        )

    @property
    def peak(self) -> float:
        """The automatic share of a job at which most hours are worked; 0 where none adds any."""
        if self.elasticity <= 1:
            return 0.0
        return max(0.0, 1 - self.machine / (self.person * (self.elasticity - 1)))
