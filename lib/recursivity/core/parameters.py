"""Parameters: one declaration drives everything that needs to know a range.

A model states each of its parameters once::

    drift: float = real(0.02, low=0.0, high=0.2, step=0.01, symbol="d", unit="per step",
                        meaning="how far the world moves in one step")

From that one line come the check of every value a caller passes, the slider, the row of the book's table, the corners
that the tests visit and the grid of a sweep. Nothing states a range twice.
"""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import Any

import attrs
import numpy as np

KEY = "recursivity.parameter"


class ParameterError(ValueError):
    """A value that a model cannot take; the message names the parameter, its bound and the value."""


@attrs.frozen(kw_only=True)
class Number:
    """A real or whole number between two bounds, both of them allowed.

    `called` is what prose calls it, where that is not the name with its underscores taken out.
    `scale` is "linear" or "log": how positions are spread over the range, in a slider and in a grid.
    `step` is the distance of neighbouring slider positions on a linear scale and the rounding on a logarithmic one;
    a caller's own value need not sit on a step.
    """

    name: str = ""
    default: float
    low: float
    high: float
    step: float
    meaning: str
    called: str = ""
    symbol: str = ""
    unit: str = ""
    source: str = ""
    scale: str = "linear"
    whole: bool = False

    def check(self, value: Any) -> float | int:
        """Return `value` as a plain float or int; raise `ParameterError` where it is not a number within the bounds."""
        kind, wanted = (Integral, "a whole number") if self.whole else (Real, "a number")
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, kind):
            raise ParameterError(f"{self.name} must be {wanted}, not {type(value).__name__}: got {value!r}")
        if math.isnan(value):
            raise ParameterError(f"{self.name} must be {wanted}, not NaN")
        if not self.low <= value <= self.high:
            raise ParameterError(f"{self.name} must satisfy {self.low:g} <= {self.name} <= {self.high:g}: got {value!r}")
        return int(value) if self.whole else float(value)

    def grid(self, positions: int) -> list[float | int]:
        """Return about `positions` values over the range, rounded to the step, ends and default among them, ascending."""
        if positions < 2:
            raise ParameterError(f"a grid of {self.name} needs at least 2 positions: got {positions}")
        spread = np.geomspace if self.scale == "log" else np.linspace
        raw = spread(self.low, self.high, positions)
        rounded = {self._on_step(x) for x in raw[1:-1]}
        return sorted(rounded | {self.check(self.low), self.check(self.high), self.check(self.default)})

    def corners(self) -> list[float | int]:
        """Return the two ends of the range."""
        return [self.check(self.low), self.check(self.high)]

    def _on_step(self, x: float) -> float | int:
        decimals = max(0, -math.floor(math.log10(self.step) + 1e-9)) if self.step < 1 else 0
        value = round(self.low + round((x - self.low) / self.step) * self.step, decimals + 1)
        return self.check(round(value) if self.whole else min(max(value, self.low), self.high))


@attrs.frozen(kw_only=True)
class Option:
    """One word out of a short list."""

    name: str = ""
    default: str
    options: tuple[str, ...]
    meaning: str
    called: str = ""
    symbol: str = ""
    unit: str = ""
    source: str = ""

    def check(self, value: Any) -> str:
        """Return `value`; raise `ParameterError` where it is not one of the options."""
        if value not in self.options:
            raise ParameterError(f"{self.name} must be one of {', '.join(map(repr, self.options))}: got {value!r}")
        return value

    def grid(self, positions: int | None = None) -> list[str]:
        """Return every option, in the order of the declaration."""
        return list(self.options)

    corners = grid


Parameter = Number | Option


def real(default: float, *, low: float, high: float, step: float, meaning: str, **more: Any) -> Any:
    """Declare a real-valued parameter of a model (see `Number` for the fields)."""
    return _field(Number(default=default, low=low, high=high, step=step, meaning=meaning, **more))


def whole(default: int, *, low: int, high: int, step: int = 1, meaning: str, **more: Any) -> Any:
    """Declare a whole-numbered parameter of a model (see `Number` for the fields)."""
    return _field(Number(default=default, low=low, high=high, step=step, meaning=meaning, whole=True, **more))


def option(default: str, *, options: tuple[str, ...], meaning: str, **more: Any) -> Any:
    """Declare a parameter that takes one word out of a short list."""
    return _field(Option(default=default, options=tuple(options), meaning=meaning, **more))


def _field(parameter: Parameter) -> Any:
    def convert(value: Any, _model: Any, field: attrs.Attribute) -> Any:
        return attrs.evolve(parameter, name=field.name).check(value)

    return attrs.field(
        default=parameter.default,
        converter=attrs.Converter(convert, takes_self=True, takes_field=True),
        metadata={KEY: parameter},
    )
