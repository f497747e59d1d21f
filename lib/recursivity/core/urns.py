"""The urn: what was drawn is drawn the more easily."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

PutBack = Callable[[int, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def two_colour_urn(
    first: ArrayLike, second: ArrayLike, draws: int, put_back: PutBack
) -> np.ndarray:
    """Return the first colour's share of an urn after every draw, in many worlds at once.

    Path dependence: what is put back depends on what the urn holds, so that early luck is kept.
    Pólya's urn puts back a ball of the colour that was drawn; other rules of drawing and of putting
    back make patrols that find crime where they were sent, and buyers who go where they have been.
    One world, as a plain loop::

        for draw in range(draws):
            more_of_first, more_of_second = put_back(draw, first, second)
            first += more_of_first
            second += more_of_second

    [eggenberger1923]

    Parameters
    ----------
    first, second : balls of each colour at the start, one number > 0 for each world.
    draws : how many draws, 0 or more.
    put_back : is given the number of the draw and the balls of each colour, arrays of shape
        (worlds,), and returns what is added to each.

    Returns
    -------
    Shares of shape (draws + 1, worlds).

    Examples
    --------
    >>> always_first = lambda draw, first, second: (np.ones(1), np.zeros(1))
    >>> two_colour_urn([1], [1], 2, always_first).ravel().round(2).tolist()
    [0.5, 0.67, 0.75]
    """
    a = np.array(first, dtype=float)
    b = np.array(second, dtype=float)
    shares = np.empty((draws + 1, *a.shape))
    for draw in range(draws):
        shares[draw] = a / (a + b)
        more_a, more_b = put_back(draw, a, b)
        a += more_a
        b += more_b
    shares[draws] = a / (a + b)
    return shares
