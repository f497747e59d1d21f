"""How sure a Gini coefficient is: its bootstrap interval, for a million people as well."""

from __future__ import annotations

import numpy as np

from ...core import ParameterError, gini
from ..numbers import within

AT_ONCE = 4_000_000  # numbers drawn together


def gini_interval(
    amounts: np.ndarray, *, level: float = 0.95, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """Return a bootstrap interval of the Gini coefficient.

    Its ends are quantiles when the people are drawn anew, with replacement. People with equal
    amounts are interchangeable, so what is drawn is how often each *value* occurs, a multinomial:
    the same law as drawing every person, at a cost that grows with the number of different values
    alone. Draws in which nobody has anything are passed over.

    Parameters
    ----------
    amounts : array of float, shape (people,)
        What each has, 0 or more, not all of them 0.
    level : float
        How often the interval is to hold the truth, more than 0 and at most 1.
    draws : int
        How often people are drawn, at least 1.
    seed : int
        Of the draws.

    Returns
    -------
    (float, float)
        The lower and the upper end.

    Raises
    ------
    ParameterError
        Where amounts are none, negative or all 0, or `level` or `draws` is out of range.
    """
    gini(amounts)  # refuses what has no Gini
    level = within("level", level, 0, 1)
    draws = int(within("draws", draws, 1, 1e6))
    values, times = np.unique(np.asarray(amounts, dtype=float), return_counts=True)
    rng = np.random.default_rng(seed)
    batch = max(1, AT_ONCE // len(values))
    found = [
        _ginis(rng.multinomial(times.sum(), times / times.sum(), min(batch, draws - done)), values)
        for done in range(0, draws, batch)
    ]
    ginis = np.concatenate(found)
    if not len(ginis):
        raise ParameterError(f"draws must be more: in none of {draws} did anybody have anything")
    low, high = np.quantile(ginis, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _ginis(drawn: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the Gini of every draw in which somebody has something.

    `drawn`, of shape (draws, values), says how many people have each value, the smallest first. The
    area under the Lorenz curve is a sum of trapezia, one for each value.
    """
    held = np.cumsum(drawn * values, axis=1)
    some = held[:, -1] > 0
    held = held[some]
    before = np.concatenate([np.zeros((len(held), 1)), held[:, :-1]], axis=1)
    under = (drawn[some] * (held + before)).sum(axis=1)
    return 1 - under / (drawn[some].sum(axis=1) * held[:, -1])
