"""Claims under test: what a model should show, what it did show, and where it stops showing it.

A chapter's checks are generators of `Observation`, one function a claim, named by the ledger's identifier::

    @check("F12-red-queen")
    def red_queen():
        yield claimed("best_memory", value, low=80, high=94, meaning="memory with the least error, in observations")
        yield boundary("hoarder_ratio", value, low=0, high=1, meaning="...")

The laboratory prints them, the tests assert them, the prose quotes them, and the browser repeats them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache

import attrs
import numpy as np
import pandas as pd

from .model import Model

Check = Callable[[], Iterator["Observation"]]
_checks: dict[str, Check] = {}


@attrs.frozen(kw_only=True)
class Observation:
    """A quantity that a claim is about, with the interval in which it has to lie."""

    name: str
    value: float
    low: float
    high: float
    meaning: str
    side: str  # "claim" or "boundary"

    @property
    def holds(self) -> bool:
        """Whether the value lies in the interval, ends included (never for NaN)."""
        return bool(self.low <= self.value <= self.high)


def claimed(name: str, value: float, *, low: float, high: float, meaning: str) -> Observation:
    """State a quantity on which the claim rests."""
    return Observation(name=name, value=float(value), low=low, high=high, meaning=meaning, side="claim")


def boundary(name: str, value: float, *, low: float, high: float, meaning: str) -> Observation:
    """State a quantity that shows where the claim fails or turns round."""
    return Observation(name=name, value=float(value), low=low, high=high, meaning=meaning, side="boundary")


def check(claim: str) -> Callable[[Check], Check]:
    """Register a function as the check of the claim with this identifier."""

    def register(function: Check) -> Check:
        if claim in _checks and _checks[claim].__module__ != function.__module__:
            raise ValueError(f"claim {claim} has two checks: in {_checks[claim].__module__} and in {function.__module__}")
        _checks[claim] = function
        return function

    return register


def checks_of(module: str) -> dict[str, Check]:
    """Return the checks of one chapter, for instance `checks_of("recursivity.claims.loops.data_hunger")`."""
    importlib.import_module(module)
    return {claim: function for claim, function in _checks.items() if function.__module__ == module}


@cache
def observe(claim: str) -> dict[str, Observation]:
    """Run the check of a claim (once a process) and return its observations by name."""
    if claim not in _checks:
        raise KeyError(f"no check is registered for claim {claim!r}; known: {', '.join(sorted(_checks)) or 'none'}")
    return {o.name: o for o in _checks[claim]()}


def report(module: str) -> pd.DataFrame:
    """Run every check of a chapter; one row an observation, with columns claim, side, quantity, expected, observed, holds."""
    rows = [
        (claim, o.side, o.meaning, f"{o.low:.4g} to {o.high:.4g}", f"{o.value:.4g}", o.holds)
        for claim in checks_of(module)
        for o in observe(claim).values()
    ]
    return pd.DataFrame(rows, columns=["claim", "side", "quantity", "expected", "observed", "holds"])


def over_seeds(model: Model, quantity: Callable[[pd.DataFrame], float], seeds: int = 10) -> float:
    """Return the mean of a quantity of a model's table over many seeds."""
    return float(np.mean([quantity(model.run(seed)) for seed in range(seeds)]))


def mean_table(model: Model, seeds: int = 10) -> pd.DataFrame:
    """Return the mean over many seeds of every number in a model's table."""
    return sum(model.run(seed).astype(float) for seed in range(seeds)) / seeds


def chosen(model: Model, seeds: int = 10) -> pd.Series:
    """Return the mean over many seeds of the row `yours` of a model's table."""
    table = mean_table(model, seeds if model.random else 1)
    return table[table.yours == 1].iloc[0]


def at_end(column: str) -> Callable[[pd.DataFrame], float]:
    """Return what reads the last value of a column."""
    return lambda table: table[column].iloc[-1]


def headlines(module: str) -> pd.DataFrame:
    """Run every check of a chapter; one row a claim: its first quantity on either side, and how many lie where they should."""

    def first(side: str, found: list[Observation]) -> str:
        chosen = next((o for o in found if o.side == side), None)
        return f"{chosen.meaning}: {chosen.value:.3g}" if chosen else ""

    rows = []
    for claim in checks_of(module):
        found = list(observe(claim).values())
        held = f"{sum(o.holds for o in found)} of {len(found)}"
        rows.append((claim, first("claim", found), first("boundary", found), held))
    return pd.DataFrame(rows, columns=["claim", "it shows", "where it turns", "holds"])
