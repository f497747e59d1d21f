"""The normal law, over arrays: density, distribution and quantile."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

_LAW = NormalDist()
_cdf, _quantile = np.vectorize(_LAW.cdf, otypes=[float]), np.vectorize(_LAW.inv_cdf, otypes=[float])


def normal_density(z: ArrayLike) -> np.ndarray:
    """Return the density of the standard normal law at z.

    Examples
    --------
    >>> round(float(normal_density(0)), 3)
    0.399
    """
    z = np.asarray(z, dtype=float)
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def normal_cdf(z: ArrayLike) -> np.ndarray:
    """Return the probability that a standard normal number is z or less.

    Examples
    --------
    >>> float(normal_cdf(0))
    0.5
    """
    return _cdf(np.asarray(z, dtype=float))


def normal_quantile(share: ArrayLike) -> np.ndarray:
    """Return the value below which a share of standard normal numbers lies.

    Parameters
    ----------
    share : strictly between 0 and 1, of any shape.

    Examples
    --------
    >>> round(float(normal_quantile(0.975)), 2)
    1.96
    """
    return _quantile(np.asarray(share, dtype=float))
