"""Measures of spread, inequality, concentration and agreement. Arrays in, plain numbers out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .parameters import ParameterError


def band(worlds: np.ndarray, axis: int = 0) -> np.ndarray:
    """Return the tenth, fiftieth and ninetieth percentile of many worlds along an axis, stacked in front."""
    return np.quantile(worlds, (0.1, 0.5, 0.9), axis=axis)


def lorenz(amounts: ArrayLike) -> np.ndarray:
    """Return the Lorenz curve of amounts >= 0: cumulated shares, poorest first, led by 0, of shape (n + 1,)."""
    ordered = np.sort(_amounts(amounts))
    return np.concatenate([[0.0], np.cumsum(ordered) / ordered.sum()])


def gini(amounts: ArrayLike) -> float | np.ndarray:
    """Return the Gini coefficient along the last axis of amounts >= 0: 0 where equal, (n - 1)/n where one of n holds all."""
    ordered = np.sort(_amounts(amounts), axis=-1)
    places = 2 * np.arange(1, ordered.shape[-1] + 1) - ordered.shape[-1] - 1
    index = (ordered * places).sum(axis=-1) / (ordered.shape[-1] * ordered.sum(axis=-1))
    return float(index) if index.ndim == 0 else index


def top_share(amounts: ArrayLike, top: int) -> float | np.ndarray:
    """Return the share of the `top` largest along the last axis of amounts >= 0 (a float for one row of amounts)."""
    x = _amounts(amounts)
    if not 1 <= top <= x.shape[-1]:
        raise ParameterError(f"top must satisfy 1 <= top <= {x.shape[-1]}: got {top!r}")
    largest = np.sort(x, axis=-1)[..., -top:]
    share = largest.sum(axis=-1) / x.sum(axis=-1)
    return float(share) if share.ndim == 0 else share


def herfindahl(amounts: ArrayLike) -> float | np.ndarray:
    """Return the Herfindahl index, the sum of squared shares along the last axis: 1/n where equal, 1 for one holder."""
    x = _amounts(amounts)
    index = ((x / x.sum(axis=-1, keepdims=True)) ** 2).sum(axis=-1)
    return float(index) if index.ndim == 0 else index


def rank_correlation(x: ArrayLike, y: ArrayLike) -> float | np.ndarray:
    """Return Spearman's correlation of x with y along the last axis, tied values sharing their mean rank.

    Where all values of one are the same there is no order to agree with, and the correlation is given as 0.
    Raises `ParameterError` where the shapes differ.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.shape != y.shape:
        raise ParameterError(f"both must have one shape: got {x.shape} and {y.shape}")
    a, b = _centred_ranks(x), _centred_ranks(y)
    scale = np.sqrt((a**2).sum(axis=-1) * (b**2).sum(axis=-1))
    correlation = (a * b).sum(axis=-1) / np.where(scale == 0, 1, scale)
    return float(correlation) if correlation.ndim == 0 else correlation


def majority(voters: int, right: float) -> float:
    """Return the chance that a majority is right, of voters >= 0 who are each right with a probability, independently.

    A tie is settled by a coin, so that nobody at all is right half of the time.
    """
    chance = [
        math.comb(voters, k) * right**k * (1 - right) ** (voters - k) for k in range(voters + 1)
    ]
    return sum(chance[voters // 2 + 1 :]) + (chance[voters // 2] / 2 if voters % 2 == 0 else 0)


def _centred_ranks(x: np.ndarray) -> np.ndarray:
    """Return twice the rank of each value along the last axis, from the middle: those below less those above."""
    return np.sign(x[..., :, None] - x[..., None, :]).sum(axis=-1)


def _amounts(amounts: ArrayLike) -> np.ndarray:
    x = np.asarray(amounts, dtype=float)
    if x.size == 0:
        raise ParameterError("amounts must hold at least one value: got none")
    if not (np.isfinite(x).all() and (x >= 0).all()):
        raise ParameterError(
            f"amounts must be finite and satisfy 0 <= amount: got {x[~(np.isfinite(x) & (x >= 0))][0]:g}"
        )
    if (x.sum(axis=-1) == 0).any():
        raise ParameterError("amounts must not all be 0: shares of nothing are undefined")
    return x
