"""Numbers as people write them: decimal points and commas, marks between thousands, bounds."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np

from ..core import ParameterError

LARGEST = 1e30  # of sums and hours: products and quotients of such numbers are still numbers
SMALLEST = 1e-30

_MARKS = (
    " \u00a0\u202f'’"  # between thousands, beside the point or comma that is not the decimal one
)
_SPACES = re.compile(rf"(?<=\d)[{_MARKS}](?=\d{{3}}(?!\d))")
_LONE = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}$")  # one and a bit, or more than a thousand


def number(cell: str, decimal: str = ".") -> float:
    """Return a number as people write it, with or without marks between thousands.

    Parameters
    ----------
    cell : str
        Such as "1,234.5", "1 234" or "5e3".
    decimal : str
        The decimal mark, "." or ",".

    Returns
    -------
    float
        Finite, and 0 only where it says so.

    Raises
    ------
    ValueError
        Where it is no number, marks stand elsewhere than between thousands, or it is too large or
        too small to be kept.
    """
    point = re.escape(decimal)
    mark = re.escape("," if decimal == "." else ".")
    thousands = rf"[1-9]\d{{0,2}}([{_MARKS}]|{mark})\d{{3}}(?:\1\d{{3}})*"
    form = rf"[+-]?(?:{thousands}|\d*)(?:{point}\d*)?(?:[eE][+-]?\d+)?"
    text = cell.strip().replace("\u2212", "-")
    if not re.fullmatch(form, text):
        raise ValueError(cell)
    bare = re.sub(rf"[{_MARKS}]|{mark}", "", text).replace(decimal, ".")
    value = float(bare)
    if not math.isfinite(value) or (
        value == 0 and re.search(r"[^\D0]", bare.lower().split("e")[0])
    ):
        raise ValueError(cell)
    return value


def readable_in_two_ways(cell: str) -> bool:
    """Return whether a number may be one and a bit, or more than a thousand: "1.234"."""
    return bool(_LONE.match(cell))


def decimal_mark(cells: Sequence[str], separator: str) -> str:
    """Return the decimal mark that the numbers of a table speak for.

    A mark that stands twice, or before another mark, is one between thousands. One that is followed
    by other than three digits, or stands after a leading 0, is the decimal one. "1,234" alone may
    be either.

    Parameters
    ----------
    cells : sequence of str
        All cells that are to be numbers.
    separator : str
        The mark between columns: where that is a comma, a lone point is a decimal one.

    Returns
    -------
    str
        ".", ",", or "?" where they leave it open.
    """
    votes: Counter[str] = Counter()
    undecided = False
    for cell in cells:
        text = _SPACES.sub("", cell.rstrip("% "))
        marks = re.findall(r"[.,]", text)
        if not marks or not re.search(r"\d", text):
            continue
        if len(set(marks)) == 2:
            votes[marks[-1]] += 1
        elif len(marks) > 1:
            votes["," if marks[0] == "." else "."] += 1
        elif _LONE.match(text):
            undecided |= marks[0] == "," or separator != ","
        else:
            votes[marks[0]] += 1
    if votes:
        return votes.most_common(1)[0][0]
    return "?" if undecided else "."


def within(name: str, value: Any, low: float, high: float) -> float:
    """Return a number that a caller gave, checked.

    Parameters
    ----------
    name : str
        What the message calls it.
    value : float
        To be checked.
    low, high : float
        Bounds, both allowed, except that a `low` of 0 is not.

    Returns
    -------
    float
        The number.

    Raises
    ------
    ParameterError
        Where it is no number, not finite, or out of bounds.
    """
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real):
        raise ParameterError(f"{name} must be a number, not {type(value).__name__}: got {value!r}")
    above = value > 0 if low == 0 else value >= low
    if not (above and value <= high):
        sign = "<" if low == 0 else "<="
        bounds = f"{low:g} {sign} {name} <= {high:g}"
        raise ParameterError(f"{name} must be finite and satisfy {bounds}: got {value!r}")
    return float(value)
