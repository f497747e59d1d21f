"""Parameters: one declaration drives everything that needs to know a range.

A model states each of its parameters once::

    drift: float = real(0.02, low=0.0, high=0.2, step=0.01, symbol="d", unit="per step",
                        meaning="how far the world moves in one step")

From that one line come the check of every value a caller passes, the slider, the row of the book's
table, the corners that the tests visit and the grid of a sweep. Nothing states a range twice.
"""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import Any

import attrs
import numpy as np

KEY = "recursivity.parameter"
SCALES = ("linear", "log")


class ParameterError(ValueError):
    """A value that a model cannot take; the message names parameter, bound and value."""


@attrs.frozen(kw_only=True)
class Number:
    """A real or whole number between two bounds, both of them allowed.

    Parameters
    ----------
    name : given by the model, when its class is made.
    default, low, high : numbers in `unit`, low <= default <= high and low < high.
    step : distance of neighbouring slider positions on a linear scale, the rounding on a
        logarithmic one, > 0; a caller's own value need not sit on a step.
    meaning : what it is, in a few words.
    called : what prose calls it, where that is not the name with its underscores taken out.
    symbol, unit, source : how equations write it, what it is measured in, where the default is
        from.
    scale : "linear" or "log": how positions are spread over the range, in a slider and in a grid.
    whole : whether it counts something.

    Raises
    ------
    ParameterError where a declaration is malformed.
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

    def __attrs_post_init__(self) -> None:
        said = self.name or self.meaning
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ParameterError(
                f"{said}: bounds must be finite and satisfy low < high: got {self.low!r}, "
                f"{self.high!r}"
            )
        if not self.low <= self.default <= self.high:
            raise ParameterError(
                f"{said}: default must satisfy {self.low:g} <= default <= {self.high:g}: "
                f"got {self.default!r}"
            )
        if not self.step > 0:
            raise ParameterError(f"{said}: step must satisfy 0 < step: got {self.step!r}")
        if self.scale not in SCALES:
            raise ParameterError(
                f"{said}: scale must be one of {', '.join(map(repr, SCALES))}: got {self.scale!r}"
            )
        if self.scale == "log" and self.low <= 0:
            raise ParameterError(
                f"{said}: on a logarithmic scale low must satisfy 0 < low: got {self.low!r}"
            )
        if not self.meaning.strip():
            raise ParameterError(f"{said or 'a parameter'}: meaning must say something: got none")

    def check(self, value: Any) -> float | int:
        """Return a value as a plain float or int.

        Raises
        ------
        ParameterError where it is not a number within the bounds.
        """
        kind, wanted = (Integral, "a whole number") if self.whole else (Real, "a number")
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, kind):
            said = f"{value!r:.60}"
            raise ParameterError(
                f"{self.name} must be {wanted}, not {type(value).__name__}: got {said}"
            )
        if value != value:
            raise ParameterError(f"{self.name} must be {wanted}, not NaN")
        # The plain number is compared: a 32-bit float may round up to a bound and lie above it.
        plain = int(value) if isinstance(value, Integral) else float(value)
        if not self.low <= plain <= self.high:
            raise ParameterError(
                f"{self.name} must satisfy {self.low:g} <= {self.name} <= {self.high:g}: "
                f"got {_short(plain)}"
            )
        return plain if self.whole else float(plain)

    def grid(self, positions: int) -> list[float | int]:
        """Return values over the range, rounded to the step, ascending.

        Parameters
        ----------
        positions : about how many, at least 2; ends and default are among them.

        Raises
        ------
        ParameterError where there are fewer than 2 positions.
        """
        if positions < 2:
            raise ParameterError(
                f"a grid of {self.name} needs at least 2 positions: got {positions}"
            )
        spread = np.geomspace if self.scale == "log" else np.linspace
        raw = spread(self.low, self.high, positions)
        rounded = {self._on_step(x) for x in raw[1:-1]}
        ends = {self.check(self.low), self.check(self.high)}
        return sorted(rounded | ends | {self.check(self.default)})

    def corners(self) -> list[float | int]:
        """Return the two ends of the range."""
        return [self.check(self.low), self.check(self.high)]

    def _on_step(self, x: float) -> float | int:
        places = _decimals(self.step) + _decimals(self.low)
        value = round(self.low + round((x - self.low) / self.step) * self.step, places)
        return self.check(round(value) if self.whole else min(max(value, self.low), self.high))


@attrs.frozen(kw_only=True)
class Option:
    """One word out of a short list.

    Parameters
    ----------
    default, options : words, the first of them among the others, none twice.
    name, meaning, called, symbol, unit, source : as in `Number`.

    Raises
    ------
    ParameterError where a declaration is malformed.
    """

    name: str = ""
    default: str
    options: tuple[str, ...]
    meaning: str
    called: str = ""
    symbol: str = ""
    unit: str = ""
    source: str = ""

    def __attrs_post_init__(self) -> None:
        said = self.name or self.meaning
        if len(set(self.options)) != len(self.options):
            raise ParameterError(f"{said}: options must differ: got {self.options!r}")
        if self.default not in self.options:
            raise ParameterError(
                f"{said}: default must be one of {', '.join(map(repr, self.options))}: "
                f"got {self.default!r}"
            )

    def check(self, value: Any) -> str:
        """Return a value.

        Raises
        ------
        ParameterError where it is not one of the options.
        """
        if not isinstance(value, str) or value not in self.options:
            known = ", ".join(map(repr, self.options))
            raise ParameterError(f"{self.name} must be one of {known}: got {value!r:.60}")
        return str(value)

    def grid(self, positions: int | None = None) -> list[str]:
        """Return every option, in the order of the declaration."""
        return list(self.options)

    corners = grid


Parameter = Number | Option


def real(default: float, *, low: float, high: float, step: float, meaning: str, **more: Any) -> Any:
    """Declare a real-valued parameter of a model.

    Parameters
    ----------
    default, low, high, step, meaning, more : the fields of `Number`.
    """
    return _field(Number(default=default, low=low, high=high, step=step, meaning=meaning, **more))


def whole(default: int, *, low: int, high: int, step: int = 1, meaning: str, **more: Any) -> Any:
    """Declare a whole-numbered parameter of a model.

    Parameters
    ----------
    default, low, high, step, meaning, more : the fields of `Number`.
    """
    declared = Number(
        default=default, low=low, high=high, step=step, meaning=meaning, whole=True, **more
    )
    return _field(declared)


def option(default: str, *, options: tuple[str, ...], meaning: str, **more: Any) -> Any:
    """Declare a parameter that takes one word out of a short list.

    Parameters
    ----------
    default, options, meaning, more : the fields of `Option`.
    """
    return _field(Option(default=default, options=tuple(options), meaning=meaning, **more))


def named(_class: type, fields: list[attrs.Attribute]) -> list[attrs.Attribute]:
    """Tell every parameter of a class its name, once, when the class is made.

    Parameters
    ----------
    _class, fields : what `attrs` hands to a field transformer.
    """
    return [_told(field) if KEY in field.metadata else field for field in fields]


def _field(parameter: Parameter) -> Any:
    return attrs.field(default=parameter.default, metadata={KEY: parameter})


def _told(field: attrs.Attribute) -> attrs.Attribute:
    parameter = attrs.evolve(field.metadata[KEY], name=field.name)
    return field.evolve(converter=parameter.check, metadata={**field.metadata, KEY: parameter})


def _decimals(x: float) -> int:
    """Return how many decimals a declared number is written with."""
    text = f"{x:.10f}".rstrip("0")
    return len(text.partition(".")[2])


def _short(value: float) -> str:
    text = repr(value) if isinstance(value, float) or abs(value) < 10**20 else "a number of "
    return text if not text.startswith("a number") else f"{text}{len(str(abs(value)))} digits"
