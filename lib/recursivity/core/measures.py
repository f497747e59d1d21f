"""Measures of spread, inequality, concentration and agreement. Arrays in, plain numbers out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .parameters import ParameterError


def band(worlds: np.ndarray, axis: int = 0) -> np.ndarray:
    """Return the tenth, fiftieth and ninetieth percentile of many worlds, stacked in front.

    Parameters
    ----------
    worlds : one world along `axis`.
    axis : the axis that is taken away.

    Examples
    --------
    >>> band(np.arange(11)).tolist()
    [1.0, 5.0, 9.0]
    """
    return np.quantile(worlds, (0.1, 0.5, 0.9), axis=axis)


def lorenz(amounts: ArrayLike) -> np.ndarray:
    """Return the Lorenz curve: cumulated shares, poorest first, led by 0.

    Parameters
    ----------
    amounts : 0 or more, of shape (n,).

    Returns
    -------
    Shares of everything, of shape (n + 1,).

    Raises
    ------
    ParameterError as `gini`.

    Examples
    --------
    >>> lorenz([3, 1]).tolist()
    [0.0, 0.25, 1.0]
    """
    ordered = np.sort(_amounts(amounts))
    return np.concatenate([[0.0], np.cumsum(ordered) / ordered.sum()])


def gini(amounts: ArrayLike) -> float | np.ndarray:
    """Return the Gini coefficient along the last axis: how far from equal shares are.

    0 where all hold the same, (n − 1)/n where one of n holds everything.

    Parameters
    ----------
    amounts : 0 or more, of shape (..., n).

    Returns
    -------
    A float for one row of amounts, else an array of shape (...).

    Raises
    ------
    ParameterError where there is none, one is negative or not finite, or all are 0.

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 1])
    (0.0, 0.75)
    """
    ordered = np.sort(_amounts(amounts), axis=-1)
    places = 2 * np.arange(1, ordered.shape[-1] + 1) - ordered.shape[-1] - 1
    index = (ordered * places).sum(axis=-1) / (ordered.shape[-1] * ordered.sum(axis=-1))
    return float(index) if index.ndim == 0 else index


def top_share(amounts: ArrayLike, top: int) -> float | np.ndarray:
    """Return the share of everything that the largest hold, along the last axis.

    Parameters
    ----------
    amounts : 0 or more, of shape (..., n).
    top : how many of the largest, 1 to n.

    Returns
    -------
    A float for one row of amounts, else an array of shape (...).

    Raises
    ------
    ParameterError where `top` is out of range, or as `gini`.

    Examples
    --------
    >>> top_share([5, 3, 2], top=1)
    0.5
    """
    x = _amounts(amounts)
    if not 1 <= top <= x.shape[-1]:
        raise ParameterError(f"top must satisfy 1 <= top <= {x.shape[-1]}: got {top!r}")
    largest = np.sort(x, axis=-1)[..., -top:]
    share = largest.sum(axis=-1) / x.sum(axis=-1)
    return float(share) if share.ndim == 0 else share


def herfindahl(amounts: ArrayLike) -> float | np.ndarray:
    """Return the Herfindahl index along the last axis: the sum of squared shares.

    1/n where n hold the same, 1 where one holds everything.

    Parameters
    ----------
    amounts : 0 or more, of shape (..., n).

    Returns
    -------
    A float for one row of amounts, else an array of shape (...).

    Raises
    ------
    ParameterError as `gini`.

    Examples
    --------
    >>> herfindahl([1, 1, 1, 1])
    0.25
    """
    x = _amounts(amounts)
    index = ((x / x.sum(axis=-1, keepdims=True)) ** 2).sum(axis=-1)
    return float(index) if index.ndim == 0 else index


def rank_correlation(x: ArrayLike, y: ArrayLike) -> float | np.ndarray:
    """Return Spearman's correlation of x with y along the last axis, ties sharing their mean rank.

    Parameters
    ----------
    x, y : numbers of one shape (..., n).

    Returns
    -------
    −1 to 1, a float for one row, else an array of shape (...). Where all values of one are the same
    there is no order to agree with, and it is given as 0.

    Raises
    ------
    ParameterError where the shapes differ.

    Examples
    --------
    >>> rank_correlation([1, 2, 3], [10, 30, 20])
    0.5
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.shape != y.shape:
        raise ParameterError(f"both must have one shape: got {x.shape} and {y.shape}")
    a, b = _centred_ranks(x), _centred_ranks(y)
    scale = np.sqrt((a**2).sum(axis=-1) * (b**2).sum(axis=-1))
    correlation = (a * b).sum(axis=-1) / np.where(scale == 0, 1, scale)
    return float(correlation) if correlation.ndim == 0 else correlation


def majority(voters: int, right: float) -> float:
    """Return the chance that a majority is right, each voter with the same chance, on their own.

    Parameters
    ----------
    voters : how many, 0 or more; a tie is settled by a coin, so that of no voters one is right half
        of the time.
    right : chance that one of them is right, 0 to 1.

    Examples
    --------
    >>> round(majority(3, 0.7), 3)
    0.784
    """
    chance = [
        math.comb(voters, k) * right**k * (1 - right) ** (voters - k) for k in range(voters + 1)
    ]
    return sum(chance[voters // 2 + 1 :]) + (chance[voters // 2] / 2 if voters % 2 == 0 else 0)


def _centred_ranks(x: np.ndarray) -> np.ndarray:
    """Return twice the rank of each value, from the middle: those below less those above."""
    rows = x.reshape(-1, x.shape[-1])
    ranks = np.empty(rows.shape)
    for place, row in enumerate(rows):
        ordered = np.sort(row)
        below = np.searchsorted(ordered, row, side="left")
        not_above = np.searchsorted(ordered, row, side="right")
        ranks[place] = below + not_above - len(row)
    return ranks.reshape(x.shape)


def _amounts(amounts: ArrayLike) -> np.ndarray:
    x = np.asarray(amounts, dtype=float)
    if x.size == 0:
        raise ParameterError("amounts must hold at least one value: got none")
    if not (np.isfinite(x).all() and (x >= 0).all()):
        wrong = x[~(np.isfinite(x) & (x >= 0))][0]
        raise ParameterError(f"amounts must be finite and satisfy 0 <= amount: got {wrong:g}")
    if (x.sum(axis=-1) == 0).any():
        raise ParameterError("amounts must not all be 0: shares of nothing are undefined")
    return x
