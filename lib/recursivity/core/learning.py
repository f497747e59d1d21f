"""Learning from what happens: the delta rule, and Bayes's."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

T = TypeVar("T", float, np.ndarray)


def delta_rule(value: T, outcome: T, rate: T) -> T:
    """Return an expectation after an outcome: moved by a share of the surprise.

    The delta rule, value + rate · (outcome − value). Conditioning, adaptive filters and forecasting
    found it independently. The past fades by 1 − rate at every step; a rate of 1/n on the nth
    outcome gives the plain mean. [rescorla1972]

    Parameters
    ----------
    value : what was expected.
    outcome : what came, in the same unit.
    rate : share of the surprise that is taken in, from 0 to 1. All three may be arrays that fit.

    Examples
    --------
    >>> delta_rule(0.0, 1.0, 0.25)
    0.25
    """
    return value + rate * (outcome - value)


def posterior(prior: T, if_true: T, if_false: T) -> T:
    """Return how likely something is after evidence: Bayes's rule for two possibilities.

    Parameters
    ----------
    prior : how likely it was before, from 0 to 1.
    if_true : chance of the evidence where it is so, 0 to 1.
    if_false : chance of the evidence where it is not, 0 to 1. Where all that is possible has no
        chance, the answer is NaN. All three may be arrays that fit.

    Examples
    --------
    >>> posterior(0.5, 0.9, 0.1)
    0.9
    """
    true = prior * if_true
    return true / (true + (1 - prior) * if_false)
