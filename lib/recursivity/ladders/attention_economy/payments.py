"""Payments: who pays whom where makers live of each other, and how far down that can go.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, ParameterError, model, normal_cdf, real, whole

FORTUNE = 5.0  # in units of the mean income
DRAWS = 4000


@model
class HobbyFinance(Model):
    """A circle whose members buy from each other, with somebody who sells advice to all of them.

    Transfers in a closed economy: n makers each spend B within the circle. A share f of it goes to
    a middleman (a platform, a teacher of success). The rest, and what outside readers bring, R in
    all, goes to makers in proportion to 1/rank. The mean maker nets R/n − f·B, whoever wins; the
    middleman takes f·B·n, and passes a maker's R/n at n = √(R/(f·B)).

    Returns
    -------
    Rows by `makers` (10 to 10,000, and the number chosen), money a year: `from_readers` (R/n),
    `middleman` (f·B·n), `net` (of the mean maker), `losing` (share of makers who spend more than
    they earn), `best` (net of the first) and `yours`. [essay_social2]
    """

    makers: int = whole(
        1000,
        low=10,
        high=10_000,
        scale="log",
        symbol="n",
        unit="makers",
        meaning="people who make and buy",
    )
    spend: float = real(
        100.0,
        low=0.0,
        high=200.0,
        step=5.0,
        symbol="B",
        unit="a year",
        meaning="what each of them spends",
    )
    fee: float = real(
        0.3,
        low=0.0,
        high=0.9,
        step=0.05,
        symbol="f",
        meaning="share of it that the middleman keeps",
    )
    readers: int = whole(
        0,
        low=0,
        high=1_000_000,
        step=10_000,
        symbol="R",
        unit="a year",
        meaning="what readers from outside spend in all",
    )

    random = False
    card = Card(
        assumes="Everybody spends the same, revenue falls with rank as 1/rank, and the middleman "
        "takes nothing of what outside readers bring.",
        leaves_out="What a course is worth to somebody who wanted to learn, and not to earn.",
        absent="Pleasure in making, which turns a loss into the price of a hobby.",
        wrong_if="Those at the top live by readers who make nothing, or everybody earns about the "
        "same.",
        boundary="Money from outside readers, or no middleman, lets the mean maker come out even "
        "or ahead.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who earns what, by how many take part."""
        makers = np.union1d(np.geomspace(10, 10_000, 13).round().astype(int), [self.makers])
        return pd.DataFrame(
            {
                "makers": makers,
                "from_readers": self.readers / makers,
                "middleman": self.fee * self.spend * makers,
                "net": [self.nets(n).mean() for n in makers],
                "losing": [(self.nets(n) < 0).mean() for n in makers],
                "best": [self.nets(n)[0] for n in makers],
                "yours": makers == self.makers,
            }
        )

    def nets(self, makers: int) -> np.ndarray:
        """Return what each of so many makers earns less what each spends.

        Parameters
        ----------
        makers : how many take part, at least 1.

        Returns
        -------
        Money a year, of shape (makers,), the first maker first.

        Raises
        ------
        ParameterError where nobody takes part.
        """
        if makers < 1:
            raise ParameterError(f"makers must satisfy 1 <= makers: got {makers!r}")
        share = 1 / np.arange(1, makers + 1)
        pot = makers * self.spend * (1 - self.fee) + self.readers
        return pot * share / share.sum() - self.spend

    @property
    def crossing(self) -> float:
        """How many makers it takes until the middleman has more than a maker gets from readers.

        √(R/(f·B)); 0 where readers bring nothing, and infinite where the middleman takes nothing.
        """
        taken = self.fee * self.spend
        if self.readers == 0:
            return 0.0
        return math.sqrt(self.readers / taken) if taken else math.inf


@model
class Pyramid(Model):
    """Each needs k below, and each of those needs k: how far down that goes, and who is there.

    A tree of recruits, or of pupils: in each round everybody at the bottom finds k people who are
    not in it yet. After L rounds (k^(L+1) − 1)/(k − 1) people are in. Whenever it stops a share of
    1 − 1/k, or a little more, has nobody below. A share `churn` of the bottom leaves in each round,
    and can be found again: recruiting then never ends, and rising does.

    Returns
    -------
    Rows by `round` (0 to 40), in people: `wanted` (that the new level would need), `newcomers`
    (whom it finds), `members`, `rising` (members who came to have somebody below) and `bottom`
    (share of members with nobody below). [larson2014]
    """

    below: float = real(
        6.0,
        low=1.5,
        high=100.0,
        step=0.1,
        scale="log",
        symbol="k",
        meaning="people whom each needs below",
    )
    people: float = real(
        8e9, low=1e3, high=1e10, step=1e3, scale="log", unit="people", meaning="everybody there is"
    )
    churn: float = real(
        0.0, low=0.0, high=0.9, step=0.1, meaning="share of the bottom who leave in a round"
    )

    random = False
    card = Card(
        assumes="Everybody finds as many as anybody else, until there is nobody left to find.",
        leaves_out="Those who never try, and places that are won by merit.",
        absent="What is taught, or sold, and whether it is any good.",
        wrong_if="The number of places at the top grows as fast as the number of those who aspire "
        "to them.",
        boundary="Where the bottom leaves and returns it never runs out of newcomers, and still "
        "nobody rises.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the pyramid round by round."""
        upper = 0.0
        bottom = 1.0
        rows = [(0, 1.0, 1.0, 1.0, 0.0, 1.0)]
        for number in range(1, 41):
            gone = self.churn * bottom if upper else 0.0
            staying = bottom - gone
            # Some come to stand below those who stayed, some to fill the places of those who left.
            wanted = self.below * staying + gone
            newcomers = min(wanted, self.people - upper - staying)
            rising = max(newcomers - gone, 0.0) / self.below
            upper = upper + rising
            bottom = staying - rising + newcomers
            members = upper + bottom
            rows.append((number, wanted, newcomers, members, rising, bottom / members))
        columns = ["round", "wanted", "newcomers", "members", "rising", "bottom"]
        return pd.DataFrame(rows, columns=columns)


def placed(pupils: float, growth: float = 0.0) -> float:
    """Return the share of pupils who find a place like their teacher's.

    One place falls vacant for each career, and new ones may come to it. [larson2014]

    Parameters
    ----------
    pupils : whom each teacher trains in a career, more than 0.
    growth : places that come to each vacant one, −1 or more; −1 where the vacant one is closed.

    Returns
    -------
    (1 + growth)/pupils, and 1 where there are places enough.

    Raises
    ------
    ParameterError where a number is out of its range.
    """
    if not (pupils > 0 and growth >= -1):
        raise ParameterError(
            f"pupils must satisfy 0 < pupils and growth -1 <= growth: got {pupils!r} and {growth!r}"
        )
    return min(1.0, (1 + growth) / pupils)


@model
class RiskPool(Model):
    """Share what comes in: enough for most, and a fortune for nobody.

    Risk pooling: m makers, whose incomes are log-normal and independent, share equally. The chance
    that a share exceeds a target, in units of the mean income, rises with m where the target lies
    below 1, and falls to nothing where it lies above.

    Returns
    -------
    Rows by `pool` (1 to 100 makers, and the size chosen): `enough` (chance of a share above the
    target), `fortune` (above five times the mean), `median` (of a share, in units of the mean),
    each in 4,000 draws, `alone` (chance to pass the target alone, from the equation) and `yours`.
    [essay_social2]
    """

    pool: int = whole(
        5, low=1, high=100, scale="log", symbol="m", unit="makers", meaning="makers who share"
    )
    target: float = real(
        0.8,
        low=0.2,
        high=5.0,
        step=0.1,
        symbol="T",
        meaning="what is enough, in units of the mean income",
    )
    spread: float = real(
        1.5,
        low=0.5,
        high=2.0,
        step=0.25,
        symbol="σ",
        meaning="how unlike incomes are (σ of their logarithm)",
    )

    card = Card(
        assumes="Fortunes are independent, shares equal, and sharing changes nobody's work.",
        leaves_out="Free riding, friendship, and what can only be made together.",
        absent="Those who were not asked into the pool.",
        wrong_if="All members of the pool rise and fall together, as a closed circle may.",
        boundary="Pooling serves those who want enough; whoever wants a fortune has to stay alone.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the chances of a share by the size of the pool."""
        largest = self.parameters()["pool"].high
        sizes = np.union1d(np.geomspace(1, largest, 13).round().astype(int), [self.pool])
        luck = rng.standard_normal((DRAWS, largest), dtype=np.float32)
        income = np.exp(self.spread * luck - self.spread**2 / 2)
        # A pool of m takes in the first m of the same makers: pools differ by their size alone.
        share = income.cumsum(axis=1)[:, sizes - 1] / sizes
        z = (math.log(self.target) + self.spread**2 / 2) / self.spread
        return pd.DataFrame(
            {
                "pool": sizes,
                "enough": (share > self.target).mean(axis=0),
                "fortune": (share > FORTUNE).mean(axis=0),
                "median": np.median(share, axis=0),
                "alone": float(normal_cdf(-z)),
                "yours": sizes == self.pool,
            }
        )
