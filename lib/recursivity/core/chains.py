"""Chains of intermediaries: who keeps what of a price, and what a raise costs the client."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .parameters import ParameterError

Rule = Literal["percentage", "fixed sum"]
RULES: tuple[Rule, ...] = ("percentage", "fixed sum")


class Waterfall(NamedTuple):
    """A price on its way down a chain, the client's own payment first.

    Attributes
    ----------
    received : what reaches each stage and, in the last place, the worker, of shape (..., stages +
        1).
    kept : what each stage does not pass on, of shape (..., stages): `received` less its successor.
    """

    received: np.ndarray
    kept: np.ndarray

    @property
    def price(self) -> np.ndarray:
        """What the client pays."""
        return self.received[..., 0]

    @property
    def wage(self) -> np.ndarray:
        """What is left for whoever does the work."""
        return self.received[..., -1]

    @property
    def passed(self) -> np.ndarray:
        """The worker's share of the price."""
        return self.wage / self.price


def waterfall(price: ArrayLike, margins: ArrayLike) -> Waterfall:
    """Let a price run down a chain whose stages each keep a share: wage = price · ∏(1 − margin).

    As a plain loop::

        for margin in margins:
            kept.append(price * margin)
            price -= price * margin

    Parameters
    ----------
    price : what the client pays, > 0, of any shape (...).
    margins : share that each stage keeps, 0 <= margin < 1, of shape (..., stages), the stage
        nearest to the client first; no stages at all is a client who hires the worker.

    Returns
    -------
    `Waterfall`, in the unit of the price.

    Raises
    ------
    ParameterError where a price or a margin is out of range, or not a number.

    Examples
    --------
    >>> waterfall(10, [0.5, 0.2]).received.tolist()
    [10.0, 5.0, 4.0]
    """
    price, margins = np.asarray(price, dtype=float)[..., None], np.asarray(margins, dtype=float)
    if margins.ndim == 0:
        raise ParameterError(f"margins must be a list, one share a stage: got {margins.item()!r}")
    if not (np.isfinite(price) & (price > 0)).all():
        raise ParameterError(
            f"price must be finite and satisfy 0 < price: got {price[..., 0].tolist()!r}"
        )
    if not ((margins >= 0) & (margins < 1)).all():
        raise ParameterError(f"margins must satisfy 0 <= margin < 1: got {margins.tolist()!r}")
    left = np.cumprod(
        np.concatenate([np.ones((*margins.shape[:-1], 1)), 1 - margins], axis=-1), axis=-1
    )
    received = price * left
    return Waterfall(received, received[..., :-1] - received[..., 1:])


def raised(chain: Waterfall, times: float, rule: Rule) -> Waterfall:
    """Return the chain after the worker's pay was multiplied and every stage passed the rise on.

    Parameters
    ----------
    chain : the chain before.
    times : by what the pay is multiplied, 0 or more.
    rule : under "percentage" each stage keeps the same share as before, and everything is
        multiplied; under "fixed sum" each stage keeps the same money, and the client pays the rise
        and nothing else.

    Raises
    ------
    ParameterError for another rule, or `times` < 0.

    Examples
    --------
    >>> chain = waterfall(10, [0.5, 0.2])
    >>> raised(chain, 2, "fixed sum").price.tolist()
    14.0
    """
    if not times >= 0:
        raise ParameterError(f"times must satisfy 0 <= times: got {times!r}")
    if rule == "percentage":
        return Waterfall(chain.received * times, chain.kept * times)
    if rule == "fixed sum":
        return Waterfall(chain.received + chain.wage[..., None] * (times - 1), chain.kept.copy())
    raise ParameterError(f"rule must be one of {', '.join(map(repr, RULES))}: got {rule!r}")


def equal_margin(passed: float, stages: int) -> float:
    """Return the margin that each of so many equal stages takes.

    Parameters
    ----------
    passed : the share that is left in the end, 0 < passed <= 1.
    stages : how many, at least 1.

    Raises
    ------
    ParameterError outside these ranges.

    Examples
    --------
    >>> equal_margin(0.25, 2)
    0.5
    """
    if not (0 < passed <= 1 and stages >= 1):
        raise ParameterError(
            f"a chain must satisfy 0 < passed <= 1 and 1 <= stages: got {passed!r}, {stages!r}"
        )
    return 1 - passed ** (1 / stages)
