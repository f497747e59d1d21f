"""Claims under test: what a model should show, what it did show, and where it stops showing it.

A chapter's checks are generators of `Observation`, one function a claim, named by the ledger's
identifier::

    @check("F12-red-queen")
    def red_queen():
        yield claimed("best", RedQueen().best_memory, expected=86.6, within=0.05, meaning="...")
        yield claimed("error", over_seeds(RedQueen(), mean_error), expected=0.0231, meaning="...")
        yield boundary("hoarder_ratio", ratio, low=0, high=1, meaning="...")

An interval follows from what it is about:

- a quantity with chance (a `Mean` over seeds) lies within `ERRORS` standard errors of `expected`;
- an equation lies within the rounding of the number that is written down (`within`);
- what is zero up to rounding is `expected=0, within=...`, and is printed as 0;
- a direction has the ends that the words of the claim give it (`low`, `high`).

The laboratory prints them, the tests assert them, the prose quotes them, and the browser repeats
them.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterable, Iterator

import attrs
import numpy as np
import pandas as pd

from .model import Model
from .parameters import ParameterError

ERRORS = 6.0  # standard errors that a mean over seeds may be away: no other seeds reach that far

Check = Callable[[], Iterator["Observation"]]
_checks: dict[str, Check] = {}
_seen: dict[str, dict[str, Observation]] = {}


class Mean(float):
    """A mean over independent runs: a float that knows its standard error.

    Attributes
    ----------
    error : standard error of the mean, in the unit of the values; 0 for a model without chance.
    runs : how many values it is the mean of.

    Examples
    --------
    >>> mean = Mean.of([1.0, 2.0, 3.0])
    >>> float(mean), round(mean.error, 3), mean.runs
    (2.0, 0.577, 3)
    """

    error: float
    runs: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Mean:
        """Return the mean of independent values.

        Parameters
        ----------
        values : one number a run, at least one of them.

        Raises
        ------
        ParameterError where there is no value.
        """
        found = np.asarray(list(values), dtype=float)
        if found.size == 0:
            raise ParameterError("values must hold at least one run: got none")
        mean = cls(found.mean())
        mean.runs = found.size
        mean.error = float(found.std(ddof=1) / math.sqrt(found.size)) if found.size > 1 else 0.0
        return mean


@attrs.frozen(kw_only=True)
class Observation:
    """A quantity that a claim is about, with the interval in which it has to lie.

    `side` is "claim" or "boundary"; `error` is the standard error of a quantity with chance, and 0
    of one without.
    """

    name: str
    value: float
    low: float
    high: float
    meaning: str
    side: str
    error: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the value lies in the interval, ends included (never for NaN)."""
        return bool(self.low <= self.value <= self.high)

    @property
    def lucky(self) -> bool:
        """Whether other seeds might carry the value out of a fixed interval that it now lies in."""
        if self.error == 0:
            return False
        room = min(self.value - self.low, self.high - self.value)
        return bool(room < min(ERRORS * self.error, (self.high - self.low) / 4))


def claimed(
    name: str,
    value: float,
    *,
    low: float | None = None,
    high: float | None = None,
    expected: float | None = None,
    within: float = 0.0,
    meaning: str,
) -> Observation:
    """State a quantity on which the claim rests.

    Parameters
    ----------
    name : what prose quotes it by, unique within the claim.
    value : a number, or a `Mean` over seeds.
    low, high : the ends of a direction, as the words of the claim give them; one may be missing.
    expected : the number that the claim, an equation or an independent computation gives.
    within : how far an equation's number may be off: half a unit of the last digit written down, or
        the tolerance within which a residue counts as zero. A `Mean` may be `ERRORS` standard
        errors further off.
    meaning : the quantity in words, with its unit.

    Raises
    ------
    ParameterError where neither or both of a range and an expected value are given.

    Examples
    --------
    >>> claimed("x", 0.8372, expected=0.837, within=5e-4, meaning="a share").holds
    True
    """
    return _observation("claim", name, value, low, high, expected, within, meaning)


def boundary(
    name: str,
    value: float,
    *,
    low: float | None = None,
    high: float | None = None,
    expected: float | None = None,
    within: float = 0.0,
    meaning: str,
) -> Observation:
    """State a quantity that shows where the claim fails or turns round.

    Parameters
    ----------
    name, value, low, high, expected, within, meaning : as in `claimed`.

    Raises
    ------
    ParameterError as `claimed`.

    Examples
    --------
    >>> boundary("x", 3.0, low=0, high=1, meaning="a share").holds
    False
    """
    return _observation("boundary", name, value, low, high, expected, within, meaning)


def _observation(
    side: str,
    name: str,
    value: float,
    low: float | None,
    high: float | None,
    expected: float | None,
    within: float,
    meaning: str,
) -> Observation:
    error = value.error if isinstance(value, Mean) else 0.0
    if (expected is None) == (low is None and high is None):
        raise ParameterError(f"{name} must have either `expected` or `low` and `high`")
    if within < 0:
        raise ParameterError(f"within must satisfy 0 <= within: got {within!r} for {name}")
    number = float(value)
    if expected is not None:
        reach = within + ERRORS * error + 1e-9 * abs(expected)
        low = expected - reach
        high = expected + reach
        if expected == 0 and abs(number) <= within:
            number = 0.0  # a residue of rounding, which differs between processors
    return Observation(
        name=name,
        value=number,
        low=-math.inf if low is None else float(low),
        high=math.inf if high is None else float(high),
        meaning=meaning,
        side=side,
        error=error,
    )


def check(claim: str) -> Callable[[Check], Check]:
    """Register a function as the check of the claim with this identifier.

    Raises
    ------
    ValueError where another function is registered for it already, except that a cell of a
    notebook may define its own check anew.
    """

    def register(function: Check) -> Check:
        known = _checks.get(claim)
        if known is not None and function.__module__ != "__main__":
            same = (known.__module__, known.__qualname__) == (
                function.__module__,
                function.__qualname__,
            )
            if not (same and known.__code__.co_firstlineno == function.__code__.co_firstlineno):
                raise ValueError(
                    f"claim {claim} has two checks: {known.__module__}.{known.__qualname__} and "
                    f"{function.__module__}.{function.__qualname__}"
                )
        _checks[claim] = function
        _seen.pop(claim, None)
        return function

    return register


def checks_of(module: str) -> dict[str, Check]:
    """Return the checks of one chapter, for instance of "recursivity.loops.data_hunger.claims"."""
    importlib.import_module(module)
    return {claim: made for claim, made in _checks.items() if made.__module__ == module}


def observe(claim: str) -> dict[str, Observation]:
    """Run the check of a claim (once a process) and return its observations by name.

    Raises
    ------
    KeyError where no check has this identifier; ValueError where two observations share a name.
    """
    if claim not in _checks:
        known = ", ".join(sorted(_checks)) or "none"
        raise KeyError(f"no check is registered for claim {claim!r}; known: {known}")
    if claim not in _seen:
        found: dict[str, Observation] = {}
        for each in _checks[claim]():
            if each.name in found:
                raise ValueError(f"claim {claim} observes {each.name!r} twice")
            found[each.name] = each
        _seen[claim] = found
    return _seen[claim]


def forget() -> None:
    """Forget what was observed, so that the next call of `observe` runs the checks again."""
    _seen.clear()


def report(module: str) -> pd.DataFrame:
    """Run every check of a chapter and return what each of them saw.

    Returns
    -------
    One row an observation: claim, side, quantity, expected, observed, holds.
    """
    rows = [
        (claim, o.side, o.meaning, _interval(o), f"{o.value:.4g}", o.holds)
        for claim in checks_of(module)
        for o in observe(claim).values()
    ]
    columns = ["claim", "side", "quantity", "expected", "observed", "holds"]
    return pd.DataFrame(rows, columns=columns)


def _interval(seen: Observation) -> str:
    """Return an interval as a reader reads it: three digits decide, not the last of them."""
    if seen.low == -math.inf:
        return f"at most {seen.high:.4g}"
    if seen.high == math.inf:
        return f"at least {seen.low:.4g}"
    middle = (seen.low + seen.high) / 2
    if seen.high - seen.low <= 2e-9 * max(1.0, abs(middle)):
        return f"{0.0 if abs(middle) < 1e-12 else middle:.4g}"
    return f"{seen.low:.4g} to {seen.high:.4g}"


def headlines(module: str) -> pd.DataFrame:
    """Run every check of a chapter and return its headlines.

    Returns
    -------
    One row a claim: its first quantity on either side, and how many lie where they should.
    """

    def first(side: str, found: list[Observation]) -> str:
        chosen = next((o for o in found if o.side == side), None)
        return f"{chosen.meaning}: {chosen.value:.3g}" if chosen else ""

    rows = []
    for claim in checks_of(module):
        found = list(observe(claim).values())
        held = f"{sum(o.holds for o in found)} of {len(found)}"
        rows.append((claim, first("claim", found), first("boundary", found), held))
    return pd.DataFrame(rows, columns=["claim", "it shows", "where it turns", "holds"])


def over_seeds(model: Model, quantity: Callable[[pd.DataFrame], float], seeds: int = 10) -> Mean:
    """Return the mean of a quantity of a model's table over the seeds 0, 1, …, with its error.

    Parameters
    ----------
    model : the model that runs.
    quantity : reads a number from its table.
    seeds : how many runs, at least 1.

    Examples
    --------
    >>> from recursivity.loops.data_hunger import FeedbackLoop
    >>> round(over_seeds(FeedbackLoop(noise=0), at_end("median"), seeds=2), 3)
    2.0
    """
    return Mean.of(quantity(model.run(seed)) for seed in range(seeds))


def mean_table(model: Model, seeds: int = 10) -> pd.DataFrame:
    """Return the mean over many seeds of every number in a model's table."""
    return sum(model.run(seed).astype(float) for seed in range(seeds)) / seeds


def chosen(model: Model, seeds: int = 10) -> pd.Series:
    """Return the mean over many seeds of the row `yours` of a model's table, each a `Mean`."""
    tables = [model.run(seed).astype(float) for seed in range(seeds if model.random else 1)]
    rows = [table[table.yours == 1].iloc[0] for table in tables]
    means = {name: Mean.of(row[name] for row in rows) for name in rows[0].index}
    return pd.Series(means, dtype=object)


def at_end(column: str) -> Callable[[pd.DataFrame], float]:
    """Return what reads the last value of a column.

    Examples
    --------
    >>> int(at_end("x")(pd.DataFrame({"x": [1, 5]})))
    5
    """
    return lambda table: table[column].iloc[-1]
