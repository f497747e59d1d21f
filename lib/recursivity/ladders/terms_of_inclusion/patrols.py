"""Looking where something was found, and looking for something rare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...core import (
    Card,
    Model,
    ParameterError,
    band,
    generator,
    model,
    posterior,
    real,
    whole,
)

WORLDS = 200


class Record(NamedTuple):
    """What stands in the record of each world, and what the day before has brought, (worlds,)."""

    a: np.ndarray  # entries of district A, and of B
    b: np.ndarray
    to_a: np.ndarray  # whether the patrol went to A, and what it found or a resident told
    entered: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """The chance that the next patrol goes to A."""
        return self.a / (self.a + self.b)


@model
class PatrolUrn(Model):
    """A patrol is sent where crime was recorded, and crime is recorded where the patrol is.

    Runaway feedback in an urn: each day one patrol goes to district A with probability a/(a + b),
    the share of A in the record, and finds an incident there with the district's own rate. A find
    in a district that was to be visited with probability s counts 1 − `disbelief` · s. With
    probability `reports` the day's entry comes from a resident instead, from A in proportion to the
    true rates. Without reports and disbelief equal rates leave a share that is any number at all (a
    uniform law, if the record starts with one entry each), and unequal ones creep towards 1.

    One world, day by day::

        for day in range(days):
            share = record[A] / (record[A] + record[B])
            if rng.random() < reports:
                record[A if rng.random() < truth else B] += 1
                continue
            visited = A if rng.random() < share else B
            sure = share if visited == A else 1 - share
            if rng.random() < crime[visited]:
                record[visited] += 1 - disbelief * sure

    Returns rows by `day` (41 of them): `low`, `median`, `high`, `mean` and `spread` (standard
    deviation) of the share of patrols that goes to A, over 200 worlds, `world_1` to `world_5` (five
    of them), and `truth` (A's share of all incidents). [ensign2018, lumisaac2016, eggenberger1923]
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
    days: int = whole(
        1000, low=100, high=3000, step=100, scale="log", unit="days", meaning="days of patrols"
    )

    card = Card(
        assumes="Incidents do not answer to patrols, and all are alike; one patrol a day, and the "
        "record forgets nothing.",
        leaves_out="Deterrence, officers' own judgement, and reports that are skewed themselves.",
        absent="Whoever is stopped, and what a stop costs where nothing is found.",
        wrong_if="Patrols are planned by calls from residents, or finding is so sure that looking "
        "adds nothing.",
        boundary="Full disbelief recovers the truth; reports soften the runaway; where rates "
        "differ much, less is distorted.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return where patrols are sent, day by day."""
        shares = np.array([record.share for record in self._days(rng)])
        shown = np.linspace(0, self.days, 41).round().astype(int)
        return self._table(shown, shares[shown])

    def steps(self, seed: int = 0) -> Iterator[Record]:
        """Yield the record of all 200 worlds, at the start and after each day.

        Parameters
        ----------
        seed : as in `run`, of whose table these are the worlds.
        """
        return self._days(generator(seed))

    def _days(self, rng: np.random.Generator) -> Iterator[Record]:
        goes, luck, calls, where = rng.random((4, self.days, WORLDS))
        called = calls < self.reports
        find_a = (luck < self.crime_in_a) & ~called
        find_b = (luck < self.crime_in_b) & ~called
        call_a = called & (where < self.truth)
        call_b = called & (where >= self.truth)
        a = np.full(WORLDS, float(self.record_on_a))
        b = np.full(WORLDS, float(self.record_on_b))
        record = Record(a, b, np.zeros(WORLDS, dtype=bool), np.zeros(WORLDS))
        yield record
        for day in range(self.days):
            share = record.share
            to_a = goes[day] < share
            in_a = call_a[day] + (to_a & find_a[day]) * (1 - self.disbelief * share)
            in_b = call_b[day] + (find_b[day] & ~to_a) * (1 - self.disbelief * (1 - share))
            record = Record(record.a + in_a, record.b + in_b, to_a, in_a + in_b)
            yield record

    def _table(self, days: np.ndarray, shares: np.ndarray) -> pd.DataFrame:
        """Return what shares of shape (days, worlds) come to, and five worlds of them."""
        low, median, high = band(shares, axis=1)
        summary = {
            "low": low,
            "median": median,
            "high": high,
            "mean": shares.mean(axis=1),
            "spread": shares.std(axis=1),
        }
        some = {f"world_{world + 1}": shares[:, world] for world in range(5)}
        return pd.DataFrame({"day": days, **summary, **some, "truth": self.truth})

    @property
    def truth(self) -> float:
        """A's share of all incidents."""
        return self.crime_in_a / (self.crime_in_a + self.crime_in_b)


@model
class BaseRates(Model):
    """A good test for something rare raises mostly false alarms.

    Base-rate arithmetic (Bayes's rule): of those whom a test flags, the share that it is right
    about is p·s/(p·s + (1 − p)·f), for prevalence p, sensitivity s and false-positive rate f.
    Turned round: to be right equally often about two groups in which p differs, a test must flag
    the innocent of one of them more often (`innocent_flagged`).

    Returns rows by `prevalence` (0.00001 to 0.5, and the one chosen): `precision` (share of alarms
    that are right), `flagged` (share of everybody), `false_alarms` (for each true one) and `yours`.
    [chouldechova2017, kleinberg2017itcs]
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
        assumes="Everybody is of the type or not, somebody knows which, and the test errs alike in "
        "all groups.",
        leaves_out="What a flag leads to, a second look by people, and what either mistake costs "
        "whom.",
        absent="How the type was drawn up, and by whom.",
        wrong_if="Only those are tested of whom there is reason to think it, so that the type is "
        "not rare among them.",
        boundary="Where half of all are of the type precision is high; with equal prevalence "
        "groups can be treated alike.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the precision at every prevalence."""
        prevalence = np.union1d(np.geomspace(1e-5, 0.5, 61), [self.prevalence])
        true = prevalence * self.sensitivity
        false = (1 - prevalence) * self.false_positives
        return pd.DataFrame(
            {
                "prevalence": prevalence,
                "precision": posterior(prevalence, self.sensitivity, self.false_positives),
                "flagged": true + false,
                "false_alarms": false / true,
                "yours": prevalence == self.prevalence,
            }
        )


def innocent_flagged(prevalence: float, precision: float, sensitivity: float) -> float:
    """Return the false-positive rate that a precision and a sensitivity force on a group.

    It is p/(1 − p) · (1 − precision)/precision · sensitivity. [chouldechova2017]

    Parameters
    ----------
    prevalence : share p of the group who are of the type, at least 0 and below 1.
    precision : share of alarms that are right, above 0 and at most 1.
    sensitivity : share of those of the type who are flagged, 0 to 1.

    Returns
    -------
    The share of the others who are flagged. Above 1 no test has this precision and sensitivity.

    Raises
    ------
    ParameterError where a share is out of its range.
    """
    if not 0 <= prevalence < 1:
        raise ParameterError(f"prevalence must satisfy 0 <= prevalence < 1: got {prevalence!r}")
    if not 0 < precision <= 1:
        raise ParameterError(f"precision must satisfy 0 < precision <= 1: got {precision!r}")
    if not 0 <= sensitivity <= 1:
        raise ParameterError(f"sensitivity must satisfy 0 <= sensitivity <= 1: got {sensitivity!r}")
    return prevalence / (1 - prevalence) * (1 - precision) / precision * sensitivity
