"""Thresholds that models of different chapters share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .parameters import ParameterError


def cascade(
    active: np.ndarray,
    thresholds: np.ndarray,
    seen: Callable[[np.ndarray], np.ndarray],
    rounds: int,
) -> np.ndarray:
    """Return who acts after every round, where people wait to see enough others act.

    Granovetter's threshold model: whoever acts goes on, and whoever sees more than the threshold
    joins. All see the same round before anybody moves. As a plain loop::

        for round in range(rounds):
            sees = {person: share of actors that the person sees}
            for person in people:
                if sees[person] > threshold[person]:
                    acting.add(person)        # and never leaves

    [granovetter1978]

    Parameters
    ----------
    active : who acts at first, truth values of any shape, such as (worlds, people).
    thresholds : the share that each waits for, of that shape; above 1 nobody is ever moved.
    seen : is given who acts now, and returns the share that each sees, of that shape.
    rounds : how many, 0 or more.

    Returns
    -------
    Truth values of shape (rounds + 1, people …), the first as they were given.

    Examples
    --------
    >>> everybody = lambda active: np.full(active.shape, active.mean())
    >>> first = np.array([True, False, False, False])
    >>> cascade(first, np.array([0, 0.2, 0.4, 0.9]), everybody, 3).sum(axis=1).tolist()
    [1, 2, 3, 3]
    """
    states = np.empty((rounds + 1, *active.shape), dtype=bool)
    states[0] = active
    for number in range(rounds):
        states[number + 1] = states[number] | (seen(states[number]) > thresholds)
    return states


def lock_in_threshold(support: float) -> float:
    """Return 1 − 1/(2·support): from here on a wrong lean holds for ever.

    Of all evidence a share `support` speaks for the truth. Who leans the wrong way loses a fraction
    f of that, be it never looked for or read the wrong way round, and takes in (1 − f)·support of
    truth. While this exceeds ½ the lean is worn down in the end; from f = 1 − 1/(2·support) on it
    is not.

    Parameters
    ----------
    support : between ½ and 1.

    Raises
    ------
    ParameterError outside that range.

    Examples
    --------
    >>> lock_in_threshold(0.8)
    0.375
    """
    if not 0.5 <= support <= 1:
        raise ParameterError(f"support must satisfy 0.5 <= support <= 1: got {support!r}")
    return 1 - 1 / (2 * support)
