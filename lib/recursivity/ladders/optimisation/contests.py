"""Hours and money: what is spent on being ahead of the others."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, model, normal_cdf, normal_density, real, whole

WORLDS = 60
PEOPLE = 1000
NEXT = 50  # those who would be the first to pay, or the last not to


@model
class GrindContest(Model):
    """One prize, several contestants, and hours that count only against the others' hours.

    Tullock contest: the chance to win is effort^r divided by the sum of all efforts^r. In
    equilibrium each of n equal rivals spends r·(n − 1)/n² of the prize, and all together
    r·(n − 1)/n of it. Above r = n/(n − 1) that would be more than the prize, and there is no
    equilibrium in which all do the same for sure; the whole prize stands there as a bound. Of two,
    one of whom pays `handicap` times as much for an hour, that one wins with probability
    1/(1 + handicap^r), as long as r is no more than 1 + handicap^−r (`poorer_wins`).

    Returns rows by `rivals` (2 to 100, and the number chosen): `hours` (what each spends), `burnt`
    (what all spend, as a share of the prize), `net` (what each gains on average, in hours), `pure`
    (whether the equilibrium exists), in every row `poorer` (chance of the poorer of two), and
    `yours`. [tullock1980]
    """

    rivals: int = whole(
        5, low=2, high=100, scale="log", symbol="n", unit="rivals", meaning="contestants"
    )
    decisiveness: float = real(
        1.0, low=0.0, high=2.0, step=0.1, symbol="r", meaning="how surely more hours win"
    )
    prize: float = real(
        100.0, low=1.0, high=1000.0, step=1.0, unit="hours", meaning="worth of the prize, in hours"
    )
    handicap: float = real(
        2.0,
        low=1.0,
        high=4.0,
        step=0.5,
        unit="times",
        meaning="what an hour costs the poorer of two, in the other's",
    )

    random = False
    card = Card(
        assumes="All know the prize, the rules and each other's costs, and hours serve for "
        "nothing but winning.",
        leaves_out="Pleasure, skill that comes of practice, prizes for the second, and those who "
        "stay out.",
        absent="Who set up the contest, and lives on the hours.",
        wrong_if="Hours are good for something themselves, or one can win by being different "
        "instead of more.",
        boundary="By lot (r = 0) nobody spends an hour; above r = n/(n − 1) no such equilibrium "
        "exists.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what rivalry costs, for every number of rivals."""
        rivals = np.union1d([2, 3, 5, 7, 10, 20, 50, 100], [self.rivals])
        burnt = np.minimum(self.decisiveness * (rivals - 1) / rivals, 1)
        hours = burnt * self.prize / rivals
        return pd.DataFrame(
            {
                "rivals": rivals,
                "hours": hours,
                "burnt": burnt,
                "net": self.prize / rivals - hours,
                "pure": self.decisiveness * (rivals - 1) <= rivals,
                "poorer": self.poorer_wins(),
                "yours": rivals == self.rivals,
            }
        )

    def poorer_wins(self) -> float:
        """Return the chance of the one of two for whom an hour costs `handicap` times as much.

        Where both compete for sure it is 1/(1 + c^r), for decisiveness r and handicap c. Above
        r = 1 + c^−r that one would lose by it, and stays out now and then: whoever is in wins with
        a chance of (r − 1)/r, at which the hours just cost what they bring, and is in as often as
        keeps the other's hours at a best reply, (r − 1)^(−1/r)/c.
        """
        r = self.decisiveness
        if r <= 1 + self.handicap**-r:
            return 1 / (1 + self.handicap**r)
        return (r - 1) / r * (r - 1) ** (-1 / r) / self.handicap


@model
class PaidLift(Model):
    """An edge that can be bought is an edge until the others have bought it.

    Positional good and arms race: the best `slots` of 1,000 people by quality + boost are shown,
    boost being for those who pay. Those pay first who have the longest purse, which is correlated
    with quality. Where purse and quality are unrelated and people very many, the bar t solves
    a·Q(t − b) + (1 − a)·Q(t) = slots, with adoption a, boost b and the normal tail Q.

    One world, person by person::

        for person in people:
            purse = rho * person.quality + sqrt(1 - rho**2) * rng.normal()
        payers = sorted(people, key=purse, reverse=True)[: adoption * 1000]
        for person in people:
            person.score = person.quality + (boost if person in payers else 0)
        shown = sorted(people, key=score, reverse=True)[: slots * 1000]

    Returns rows by `adoption` (share who pay; 0 to 1, and the one chosen): `payers` and `others`
    (their chance of a place, mean of 60 worlds; where there is none, of one of the fifty with the
    longest or the shortest purse), `quality` (mean of those shown, in standard deviations) and
    `yours`. [hirsch1976]
    """

    adoption: float = real(
        0.3, low=0.0, high=1.0, step=0.05, symbol="a", meaning="share who buy the boost"
    )
    boost: float = real(
        1.0,
        low=0.0,
        high=3.0,
        step=0.25,
        symbol="b",
        unit="sd",
        meaning="what a boost adds to one's rank score",
    )
    purse: float = real(
        0.0, low=0.0, high=1.0, step=0.25, symbol="ρ", meaning="correlation of purse and quality"
    )
    slots: float = real(
        0.1, low=0.02, high=0.5, step=0.02, meaning="share of people for whom there is a place"
    )

    card = Card(
        assumes="Places are as many as before, a boost works for all alike, and quality is what "
        "it was.",
        leaves_out="That the price rises, that boosts fade, that shown people improve; and boosts "
        "of several sizes.",
        absent="The seller, to whom every stage of the race is profit.",
        wrong_if="Those who buy are those who are good and were overlooked, or more places are "
        "made for those who pay.",
        boundary="Only where the longest purses are those of the best is nothing lost; at full "
        "adoption all is as before.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return chances and quality at every adoption."""
        adoption = np.union1d(np.linspace(0, 1, 11).round(9), [self.adoption])
        quality, other = rng.normal(size=(2, WORLDS, PEOPLE))
        purse = self.purse * quality + math.sqrt(1 - self.purse**2) * other
        wealth = purse.argsort(axis=1).argsort(axis=1)
        pays = wealth >= PEOPLE * (1 - adoption[:, None, None]) - 1e-6  # rounding aside
        score = quality + self.boost * pays
        places = round(PEOPLE * self.slots)
        bar = np.partition(score, -places, axis=2)[..., -places, None]
        shown = score >= bar
        # What one person more who pays, or one fewer, would meet does not move the bar.
        first_to_pay = (quality + self.boost >= bar) & (wealth >= PEOPLE - NEXT)
        last_not_to = (quality >= bar) & (wealth < NEXT)
        return pd.DataFrame(
            {
                "adoption": adoption,
                "payers": _chance(shown, pays, first_to_pay),
                "others": _chance(shown, ~pays, last_not_to),
                "quality": (quality * shown).sum(axis=(1, 2)) / shown.sum(axis=(1, 2)),
                "yours": adoption == self.adoption,
            }
        )

    def law(self, adoption: float) -> tuple[float, float, float]:
        """Return what becomes of very many people whose purse has nothing to do with quality.

        Parameters
        ----------
        adoption : share who pay, 0 to 1.

        Returns
        -------
        The chances of payers and of others, and the mean quality of those shown, in standard
        deviations.
        """
        low = -10.0
        high = 10.0 + self.boost
        for _ in range(60):
            bar = (low + high) / 2
            payers = 1 - float(normal_cdf(bar - self.boost))
            others = 1 - float(normal_cdf(bar))
            if adoption * payers + (1 - adoption) * others > self.slots:
                low = bar
            else:
                high = bar
        # ∫ q·φ(q) dq from the bar up is φ(bar): of payers the bar is lower by the boost.
        quality = adoption * normal_density(bar - self.boost) + (1 - adoption) * normal_density(bar)
        return payers, others, float(quality) / self.slots


def _chance(shown: np.ndarray, members: np.ndarray, lone: np.ndarray) -> np.ndarray:
    """Return the members' chance of a place; where there is no member, a lone one's.

    All arrays are of shape (adoptions, worlds, people); `lone` holds those of the next `NEXT` to
    join or leave who would have a place, each of them alone.
    """
    count = members.sum(axis=(1, 2))
    alone = lone.sum(axis=(1, 2)) / (NEXT * WORLDS)
    return np.where(count > 0, (shown & members).sum(axis=(1, 2)) / np.maximum(count, 1), alone)
