"""Attention: where a following ends, and how unequal followings are.

Arrays in, arrays out; nothing here is random. Two mechanisms: a following as a balance of those who
come and those who leave (`plateau`, `following`), with the most that a closed circle can give
(`status_bound`); and what a Gini coefficient says under a law of sizes (Pareto, log-normal).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .normal import normal_cdf, normal_quantile
from .parameters import ParameterError

# ---------------------------------------------------------------------------------------- ceilings


def plateau(pool: ArrayLike, gain: ArrayLike, loss: ArrayLike) -> np.ndarray:
    """Return the following C·g/(g + δ) at which as many leave in a day as come.

    Parameters
    ----------
    pool : C, people within reach, 0 or more. Pools that do not overlap add up: one row for each
        bridge, then a sum.
    gain : g, the share of those in reach who begin to follow in a day, 0 or more.
    loss : δ, the share of followers who leave in a day and can be won again, 0 or more.

    Returns
    -------
    Followers, of the common shape of the three; 0 where nobody comes, whoever leaves.

    Raises
    ------
    ParameterError where a value is negative.

    Examples
    --------
    >>> float(plateau(1000, 0.01, 0.03))
    250.0
    """
    pool, gain, loss = _rates(pool=pool, gain=gain, loss=loss)
    return pool * np.divide(
        gain, gain + loss, out=np.zeros(np.broadcast(gain, loss).shape), where=gain > 0
    )


def following(
    days: ArrayLike, pool: ArrayLike, gain: ArrayLike, loss: ArrayLike, start: ArrayLike = 0.0
) -> np.ndarray:
    """Return the following after some days.

    F* + (F₀ − F*)·exp(−(g + δ)·t), with the `plateau` F*: what a day-by-day loop comes to::

        for day in range(days):
            followers += gain * (pool - followers) - loss * followers

    Parameters
    ----------
    days : t, 0 or more.
    pool, gain, loss : as in `plateau`.
    start : F₀, followers on day 0.

    Returns
    -------
    Followers, of the common shape of all.

    Raises
    ------
    ParameterError where a value is negative.

    Examples
    --------
    >>> round(float(following(100, 1000, 0.01, 0.03)))
    245
    """
    days, gain, loss = _rates(days=days, gain=gain, loss=loss)
    (begin,) = _rates(start=start)
    end = plateau(pool, gain, loss)
    return end + (begin - end) * np.exp(-(gain + loss) * days)


def status_bound(standing: ArrayLike) -> np.ndarray:
    """Return how many stand strictly below each member: who can follow, if all follow upward.

    In a circle of N with a strict order, whoever has rank r (1 at the top) is bounded by N − r.

    Parameters
    ----------
    standing : any score, such as a count of followers, of shape (..., members); equals do not
        follow each other.

    Returns
    -------
    Whole numbers of the same shape.

    Raises
    ------
    ParameterError where a score is not finite, or there is no list.

    Examples
    --------
    >>> status_bound([5, 9, 9, 1]).tolist()
    [1, 2, 2, 0]
    """
    x = np.asarray(standing, dtype=float)
    if x.ndim == 0 or not np.isfinite(x).all():
        raise ParameterError(f"standing must be a list of finite numbers: got {standing!r}")
    rows = x.reshape(-1, x.shape[-1])
    below = (
        np.stack([np.searchsorted(np.sort(row), row, side="left") for row in rows])
        if rows.size
        else rows.astype(int)
    )
    return below.reshape(x.shape)


# ----------------------------------------------------------------------------------- concentration


def pareto_exponent(gini: ArrayLike) -> np.ndarray:
    """Return the exponent a of the Pareto law with a Gini coefficient G: from G = 1/(2a − 1).

    Parameters
    ----------
    gini : strictly between 0 and 1.

    Raises
    ------
    ParameterError outside that range.

    Examples
    --------
    >>> float(pareto_exponent(0.5))
    1.5
    """
    return (1 + 1 / _shares(gini=gini)) / 2


def pareto_top_share(gini: ArrayLike, top: ArrayLike) -> np.ndarray:
    """Return what the largest holders hold under a Pareto law with a Gini: q^(1 − 1/a).

    Parameters
    ----------
    gini : strictly between 0 and 1.
    top : q, which share of the holders, such as 0.01.

    Raises
    ------
    ParameterError outside these ranges.

    Examples
    --------
    >>> round(float(pareto_top_share(0.5, 0.01)), 3)
    0.215
    """
    return _shares(top=top) ** (1 - 1 / pareto_exponent(gini))


def pareto_gini(top: ArrayLike, share: ArrayLike) -> np.ndarray:
    """Return the Gini of the Pareto law under which the top hold a share of everything.

    With s = log(share)/log(top) it is (1 − s)/(1 + s).

    Parameters
    ----------
    top : which share of the holders, strictly between 0 and 1.
    share : what these hold together, strictly between 0 and 1.

    Raises
    ------
    ParameterError where the top holds no more than its number, or a share is out of range.

    Examples
    --------
    >>> round(float(pareto_gini(0.2, 0.8)), 3)
    0.756
    """
    top, share = _shares(top=top), _shares(share=share)
    if (share <= top).any():
        raise ParameterError(
            "share must exceed top, as the top holds more than its number: "
            f"got {share} held by {top}"
        )
    slope = np.log(share) / np.log(top)
    return (1 - slope) / (1 + slope)


def lognormal_spread(gini: ArrayLike) -> np.ndarray:
    """Return σ, the spread of the logarithm in the log-normal law with a Gini: G = 2Φ(σ/√2) − 1.

    Parameters
    ----------
    gini : strictly between 0 and 1.

    Raises
    ------
    ParameterError outside that range.

    Examples
    --------
    >>> round(float(lognormal_spread(0.5)), 3)
    0.954
    """
    return math.sqrt(2) * normal_quantile((1 + _shares(gini=gini)) / 2)


def lognormal_gini(spread: ArrayLike) -> np.ndarray:
    """Return the Gini of the log-normal law whose logarithm spreads by σ: 2Φ(σ/√2) − 1.

    Parameters
    ----------
    spread : σ, a standard deviation, 0 or more.

    Raises
    ------
    ParameterError where it is negative.

    Examples
    --------
    >>> round(float(lognormal_gini(0.954)), 2)
    0.5
    """
    (sigma,) = _rates(spread=spread)
    return 2 * normal_cdf(sigma / math.sqrt(2)) - 1


def lognormal_top_share(gini: ArrayLike, top: ArrayLike) -> np.ndarray:
    """Return what the largest hold under a log-normal law with a Gini: Φ(σ − Φ⁻¹(1 − q)).

    Parameters
    ----------
    gini : strictly between 0 and 1.
    top : q, which share of the holders.

    Raises
    ------
    ParameterError outside these ranges.

    Examples
    --------
    >>> round(float(lognormal_top_share(0.5, 0.01)), 3)
    0.085
    """
    return normal_cdf(lognormal_spread(gini) - normal_quantile(1 - _shares(top=top)))


def _rates(**named: ArrayLike) -> list[np.ndarray]:
    arrays = [np.asarray(x, dtype=float) for x in named.values()]
    for name, x in zip(named, arrays, strict=True):
        if not (x >= 0).all():
            raise ParameterError(f"{name} must satisfy 0 <= {name}: got {x[~(x >= 0)].flat[0]:g}")
    return arrays


def _shares(**named: ArrayLike) -> np.ndarray:
    ((name, value),) = named.items()
    x = np.asarray(value, dtype=float)
    if not ((x > 0) & (x < 1)).all():
        raise ParameterError(
            f"{name} must satisfy 0 < {name} < 1: got {x[~((x > 0) & (x < 1))].flat[0]:g}"
        )
    return x
