"""Exercises that answer back: say whether a reader's result is right, and never stop the
notebook where it is not.
"""

from __future__ import annotations

import numbers
from typing import Any


def expect(what: str, got: Any, want: float, within: float = 0.0) -> bool:
    """Print whether `got` is `want`, give or take `within`, and return it.

    `got` may be anything at all, such as the None of a function that is not written yet.
    """
    known = isinstance(got, numbers.Real) and not isinstance(got, bool)
    right = bool(known and abs(got - want) <= within)
    if right:
        print(f"Right: {what} is {got:.4g}.")
    else:
        slack = f" (within {within:g})" if within else ""
        print(
            f"Not yet: {what} should be {want:.4g}{slack}, and is {f'{got:.4g}' if known else got}."
        )
    return right


def answered(answer: Any, otherwise: float) -> float:
    """Return the reader's answer where it is a number, and `otherwise` while it is still to be
    filled in.
    """
    return (
        answer if isinstance(answer, numbers.Real) and not isinstance(answer, bool) else otherwise
    )
