"""Numbers that decide a draw, without the digits in which processors differ."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def steady(x: ArrayLike) -> np.ndarray:
    """Return numbers to seven digits, as a 32-bit float keeps them, in an array of 64-bit floats.

    A power or an exponential may differ in its last digit from one processor to the next, and
    between a machine and the Python of a browser. In a process that draws, counts and draws again
    one such digit sooner or later decides a draw, and from there on the histories part. Weights
    that are steady first give the same draws everywhere.

    Parameters
    ----------
    x : numbers of any shape.

    Examples
    --------
    >>> bool(steady(0.1 + 0.2) == steady(0.3))
    True
    """
    return np.asarray(x, dtype=np.float32).astype(float)
