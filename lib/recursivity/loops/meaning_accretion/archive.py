"""An archive that lives: items about one person, met and copied, expired and delisted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, generator, model, real

DAYS = 3650


class Event(NamedTuple):
    """Something that happens to one archive."""

    day: float
    what: str  # "there", "copied", "added" or "gone"
    item: int  # items are numbered as they come, the bad ones of the start first
    bad: bool
    source: int  # the item that was met and copied; of all others the item itself


@model
class LiveArchive(Model):
    """Good and bad items about one person, met, copied, expired and delisted for ten years.

    Reputational reinforcement: N bad and P good items stand in an archive. A reader meets a bad one
    with probability s = w·N/(w·N + P), where w is its `salience`. `copying` items a day are copied
    as they are met, `favourable` good ones arrive, a share `expiry` of all items and a further
    share `delisting` of the bad ones vanish each day: dN/dt = copying·s − (expiry + delisting)·N,
    dP/dt = favourable + copying·(1 − s) − expiry·P. This is the mean of many such archives; it is
    integrated in small steps (Runge and Kutta's). Nothing is random. For one archive, in short::

        for day in range(3650):
            met = salience * bad / (salience * bad + good)
            for item in range(copying):
                bad, good = (bad + 1, good) if chance(met) else (bad, good + 1)
            good += favourable
            bad -= (expiry + delisting) * bad
            good -= expiry * good

    Returns
    -------
    Rows by `day` (0 to 3,650, unevenly spaced): items `bad` and `good`, and `met` (the share s of
    what a reader meets that is bad). [lageson2018, rozin2001, baumeister2001]
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
    bad: float = real(
        30.0, low=1.0, high=100.0, step=1.0, unit="items", meaning="bad items at the start"
    )
    good: float = real(
        10.0, low=0.0, high=100.0, step=1.0, unit="items", meaning="good items at the start"
    )

    random = False
    card = Card(
        assumes="An item is good or bad, nobody adds a new bad one, and all readers meet the same "
        "archive.",
        leaves_out="Ranking by machines, malice, lawyers, and the wish to look a second time.",
        absent="The person: she can add good items and has no other move.",
        wrong_if="Readers who meet something bad go looking for something to set against it, as "
        "some voters do.",
        boundary="Without copying the share falls as one over time; expiry restores a steady rate, "
        "unless salience is high.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the archive at about 600 moments of ten years, close together at first."""
        day = 0.0
        bad = self.bad
        good = self.good
        rows = [(day, bad, good)]
        while day < DAYS:
            step = min(0.04 * (day + 0.1), 8.0, DAYS - day)
            bad, good = self._moved(bad, good, step)
            day += step
            rows.append((day, bad, good))
        table = pd.DataFrame(rows, columns=["day", "bad", "good"])
        return table.assign(met=self.met(table.bad, table.good))

    def steps(self, seed: int = 0) -> Iterator[Event]:
        """Yield what happens to one such archive, item by item, without an end.

        Items that are there at the start come first. Then each event waits exponentially, and is
        of a kind in proportion to the kinds' rates; the table is the mean of many archives.

        Parameters
        ----------
        seed : whole number >= 0.
        """
        rng = generator(seed)
        day = 0.0
        items = [True] * round(self.bad) + [False] * round(self.good)
        here = list(range(len(items)))
        for item in here:
            yield Event(day, "there", item, items[item], item)
        while True:
            bad = np.array([items[item] for item in here])
            fades = self.expiry + self.delisting * bad
            rates = np.array([self.copying if here else 0.0, self.favourable, fades.sum()])
            if rates.sum() == 0:
                return
            day += rng.exponential(1 / rates.sum())
            what = ("copied", "added", "gone")[rng.choice(3, p=rates / rates.sum())]
            if what == "gone":
                item = here.pop(rng.choice(len(here), p=fades / fades.sum()))
                yield Event(day, what, item, items[item], item)
                continue
            source = item = len(items)
            if what == "copied":
                noticed = np.where(bad, self.salience, 1.0)
                source = here[rng.choice(len(here), p=noticed / noticed.sum())]
            items.append(source < item and items[source])
            here.append(item)
            yield Event(day, what, item, items[item], source)

    def met(self, bad: ArrayLike, good: ArrayLike) -> ArrayLike:
        """Return the share of what readers meet that is bad.

        Parameters
        ----------
        bad, good : items of either kind, together at least one, of one shape.
        """
        noticed = self.salience * bad
        return noticed / (noticed + good)

    def _moved(self, bad: float, good: float, step: float) -> tuple[float, float]:
        """Return bad and good items after a step of so many days, by Runge and Kutta's rule."""
        a = self._change(bad, good)
        b = self._change(bad + step / 2 * a[0], good + step / 2 * a[1])
        c = self._change(bad + step / 2 * b[0], good + step / 2 * b[1])
        d = self._change(bad + step * c[0], good + step * c[1])
        more_bad = step / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0])
        more_good = step / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1])
        return bad + more_bad, good + more_good

    def _change(self, bad: float, good: float) -> tuple[float, float]:
        """Return how many bad and good items are added in a day."""
        met = self.met(bad, good)
        return (
            self.copying * met - (self.expiry + self.delisting) * bad,
            self.favourable + self.copying * (1 - met) - self.expiry * good,
        )

    def day_below(self, share: float, table: pd.DataFrame | None = None) -> float:
        """Return the day from which on less than this share of what readers meet is bad.

        Parameters
        ----------
        share : from 0 to 1.
        table : what `run` gave, where that is at hand.

        Returns
        -------
        Days from the start; infinite where it is not within ten years.
        """
        table = self.run() if table is None else table
        low = (table.met < share).to_numpy()
        if not low.any():
            return math.inf
        at = int(low.argmax())
        around = table.iloc[max(at - 1, 0) : at + 1]
        return float(np.interp(-share, -around.met, around.day))

    def waiting(self, share: float) -> float:
        """Return the same day by the equation, however far off; where nothing vanishes and w = 1.

        Then s = s₀·(1 + (A + p)·day/(bad + good))^(−p/(A + p)).

        Parameters
        ----------
        share : from 0 to 1.

        Returns
        -------
        Days from the start; infinite where nothing good arrives.
        """
        total = self.copying + self.favourable
        first = self.bad / (self.bad + self.good)
        if share >= first:
            return 0.0
        if not self.favourable:
            return math.inf
        return (self.bad + self.good) / total * ((first / share) ** (total / self.favourable) - 1)

    @property
    def exponent(self) -> float:
        """(p + A·(1 − w))/(A + p): a small share falls as time to minus this (nothing expires)."""
        total = self.copying + self.favourable
        return (self.favourable + self.copying * (1 - self.salience)) / total if total else 0.0

    @property
    def tipping_salience(self) -> float:
        """1 + p/A: more salient than this, and not delisted, the bad never fades.

        Infinite where nothing is copied.
        """
        return 1 + self.favourable / self.copying if self.copying else math.inf

    @property
    def lasting(self) -> float:
        """Share met that stays if nothing is delisted: 0 at or below the tipping salience."""
        if self.salience <= self.tipping_salience:
            return 0.0
        growth = 1 + self.favourable / self.copying
        return (self.salience - growth) / (self.salience - 1)
