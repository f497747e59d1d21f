"""What is known of somebody who is absent: from a silence, and from others' address books."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, majority, model, posterior, real, whole

PAIRS = 20_000  # pairs of people, one of either kind, whose gaps are compared
STRANGERS = 2000  # people who never joined, at each share of contacts who tell


@model
class InformativeSilence(Model):
    """What a pause says about the one who pauses.

    Informative missingness: some people return after gaps of `short_gap` days on average, a `share`
    of them, on the way out, after gaps of `long_gap`; both laws are exponential. The longer the
    silence, the surer a machine is that somebody belongs to the second kind. One gap sorts a pair
    of people rightly with probability long/(long + short). With probability `breaks` a gap is a
    deliberate break instead, from one law for all with the mean of the two means.

    A gap, and a pair that is sorted by it::

        def gap(mean):
            if rng.random() < breaks:
                mean = (short_gap + long_gap) / 2
            return rng.exponential(mean)

        sorted_rightly = gap(long_gap) > gap(short_gap)

    Returns rows by `days` of silence (0 to 30): `belief` (chance that somebody silent for so long
    is of the second kind), and, the same in every row, `sorted` (share of 20,000 pairs sorted
    rightly by one gap) and `expected` (by the equation). [bucher2020]
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
        wrong_if="People change kind in the middle of a silence, or take breaks because they know "
        "that breaks are read.",
        boundary="Equal gaps, or breaks that everybody takes at random, leave silence without a "
        "meaning.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what each length of silence is taken for."""
        days = np.arange(31)
        leave = self.share_silent(self.long_gap, days)
        stay = self.share_silent(self.short_gap, days)
        staying = self.gaps(self.short_gap, rng)
        leaving = self.gaps(self.long_gap, rng)
        return pd.DataFrame(
            {
                "days": days,
                "belief": posterior(self.share, leave, stay),
                "sorted": (leaving > staying).mean(),
                "expected": self.expected,
            }
        )

    def share_silent(self, gap: float, days: ArrayLike) -> np.ndarray:
        """Return which share of people with a mean gap is still silent after some days.

        Parameters
        ----------
        gap : mean gap of these people, in days, above 0.
        days : lengths of silence, in days, of any shape.

        Returns
        -------
        Shares of that shape.
        """
        silence = np.asarray(days, dtype=float)
        usual = np.exp(-silence / gap)
        deliberate = np.exp(-silence / self.break_length)
        return (1 - self.breaks) * usual + self.breaks * deliberate

    def gaps(self, gap: float, rng: np.random.Generator) -> np.ndarray:
        """Return 20,000 gaps of people with a mean gap, in days, of shape (20000,)."""
        mean = np.where(rng.random(PAIRS) < self.breaks, self.break_length, gap)
        return rng.exponential(size=PAIRS) * mean

    @property
    def break_length(self) -> float:
        """Mean length of a deliberate break, in days."""
        return (self.short_gap + self.long_gap) / 2

    @property
    def expected(self) -> float:
        """Chance that, of a pair, the one on the way out is silent for longer."""
        # Of two exponential gaps the one with mean x is the longer with probability x/(x + y).
        breaks = (self.breaks, self.break_length)
        leaving = ((1 - self.breaks, self.long_gap), breaks)
        staying = ((1 - self.breaks, self.short_gap), breaks)
        return sum(p * q * x / (x + y) for p, x in leaving for q, y in staying)


@model
class ShadowProfile(Model):
    """Guessing a trait of somebody who never joined, from friends who did.

    Homophilous leakage: each contact of a person has the person's trait (one of two, equally
    common) with probability h, and with probability `disclosing` is on the platform, shows the
    trait and shares an address book. The platform takes the majority of what these contacts show,
    or the minority where it knows that opposites attract (h < ½); a tie is settled by a coin.
    Whether the person has joined appears nowhere in the equation.

    One person, contact by contact::

        lead = 0
        for contact in range(contacts):
            if rng.random() < disclosing:
                alike = rng.random() < homophily
                lead += 1 if alike else -1
        if homophily < 0.5:
            lead = -lead
        right = lead > 0 or (lead == 0 and rng.random() < 0.5)

    Returns rows by `disclosing` (0 to 1, and the one chosen): `expected` (chance of a right guess
    by the binomial law), `accuracy` (share of 2,000 people guessed rightly, a tie counting half),
    `known` (mean number of contacts that tell) and `yours`. [garcia2017, bagrow2019]
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
        assumes="Two traits, equally common; contacts are independent, and those who tell are "
        "like those who do not.",
        leaves_out="Who tags, rates or mentions whom; traits that are rare; contacts of contacts.",
        absent="Any choice of the person who is guessed.",
        wrong_if="Whoever stays away has friends who stay away, so that no address book holds the "
        "name.",
        boundary="At h = ½ friends say nothing, however many tell; below it, enemies inform as "
        "well as friends.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how often the guess is right, for every share of contacts who tell."""
        disclosing = np.union1d(np.linspace(0, 1, 21).round(9), [self.disclosing])
        known = rng.binomial(self.contacts, disclosing, (STRANGERS, len(disclosing)))
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
        """Return the chance of a right guess where a share of contacts tells.

        Parameters
        ----------
        disclosing : share of contacts who tell, 0 to 1.
        """
        silent = 1 - disclosing
        return sum(
            math.comb(self.contacts, k) * disclosing**k * silent ** (self.contacts - k) * right
            for k, right in enumerate(_right_by_contacts(self.contacts, self.signal))
        )

    @property
    def signal(self) -> float:
        """Chance that what one contact shows, read the right way round, points to the trait."""
        return max(self.homophily, 1 - self.homophily)


@cache
def _right_by_contacts(contacts: int, signal: float) -> list[float]:
    """Return how often a majority of 0, 1, … contacts who tell is right."""
    return [majority(known, signal) for known in range(contacts + 1)]
