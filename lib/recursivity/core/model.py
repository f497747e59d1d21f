"""Models: parameters and a seed go in, a tidy table comes out.

A model is a frozen class whose fields are parameters (see `recursivity.core.parameters`) and whose
`simulate` turns a random generator into a `pandas.DataFrame`. It keeps no state, draws no figure
and reads no file::

    @model
    class Drunkard(Model):
        steps: int = whole(100, low=1, high=1000, meaning="steps taken")

        card = Card(assumes="...", leaves_out="...", absent="...", wrong_if="...", boundary="...")

        def simulate(self, rng):
            moves = rng.choice([-1, 1], self.steps)
            return pd.DataFrame({"step": np.arange(self.steps), "at": moves.cumsum()})

    Drunkard(steps=50).run(seed=3)
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

import attrs
import numpy as np
import pandas as pd

from .parameters import KEY, Parameter, ParameterError, named

M = TypeVar("M", bound="type[Model]")


@attrs.frozen(kw_only=True)
class Card:
    """What a reader must know before trusting a model: part of the model, printed beside it."""

    assumes: str
    leaves_out: str
    absent: str  # who or what has no variable
    wrong_if: str
    boundary: str


class Result(NamedTuple):
    """One run: the model that ran, the seed it ran with and the table that came out."""

    model: Model
    seed: int
    table: pd.DataFrame

    @property
    def yours(self) -> pd.Series:
        """The row of the chosen setting, in a table that marks it in a column `yours`."""
        return self.table[self.table.yours].iloc[0]


def model(cls: M) -> M:
    """Make a subclass of `Model` a frozen record of its parameters."""
    cls = attrs.frozen(cls, init=False, kw_only=True, slots=False, field_transformer=named)
    shown = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=declared.default)
        for name, declared in cls.parameters().items()
    ]
    cls.__signature__ = inspect.Signature(shown)
    return cls


class Model:
    """Base of every model; a subclass is decorated with `model`, has a `card` and a `simulate`."""

    card: ClassVar[Card]
    random: ClassVar[bool] = (
        True  # False: the seed changes nothing, and no reader is offered another one
    )

    def __init__(self, /, **values: Any) -> None:
        known = self.parameters()
        for name in values:
            if name not in known:
                raise ParameterError(
                    f"{type(self).__name__} has no parameter {name!r}; it has "
                    f"{', '.join(known) or 'none'}"
                )
        self.__attrs_init__(**values)

    def run(self, seed: int = 0) -> pd.DataFrame:
        """Run the model once.

        Parameters
        ----------
        seed : whole number >= 0; the same seed gives the same table on every platform.

        Returns
        -------
        The tidy table that the model's own docstring describes.

        Raises
        ------
        ParameterError where the seed is anything else.
        """
        return self.simulate(generator(seed))

    def result(self, seed: int = 0) -> Result:
        """Run the model once and keep model, seed and table together, as figures want them.

        Parameters
        ----------
        seed : as in `run`.
        """
        return Result(self, seed, self.run(seed))

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the model's table, drawing from `rng` in a fixed order. Each model defines its
        own.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no simulate(rng)")

    def but(self, /, **changes: Any) -> Self:
        """Return the same model with some parameters changed.

        Parameters
        ----------
        changes : values by the names of parameters.

        Raises
        ------
        ParameterError where a name is unknown or a value out of range.
        """
        return type(self)(**{**attrs.asdict(self), **changes})

    def line(self, seed: int = 0) -> str:
        """Return the line of Python that makes this very run.

        It names the parameters away from their defaults, and the seed of a model with chance.

        Parameters
        ----------
        seed : as in `run`.
        """
        changed = [
            f"{n}={getattr(self, n)!r}"
            for n, p in self.parameters().items()
            if getattr(self, n) != p.default
        ]
        shown = f"seed={seed}" if self.random else ""
        return f"{type(self).__name__}({', '.join(changed)}).run({shown})"

    @classmethod
    def parameters(cls) -> dict[str, Parameter]:
        """Return the declared parameters by name, in the order of the declaration."""
        fields = attrs.fields(cls)
        return {field.name: field.metadata[KEY] for field in fields if KEY in field.metadata}

    @classmethod
    def corners(cls, names: list[str] | None = None) -> Iterator[Self]:
        """Yield the model at every combination of the ends of its ranges.

        Parameters
        ----------
        names : which parameters go to their ends, all of them where it is None; the others stay at
            their defaults.
        """
        declared = cls.parameters()
        ends = {n: declared[n].corners() for n in (declared if names is None else names)}
        for values in itertools.product(*ends.values()):
            yield cls(**dict(zip(ends, values, strict=True)))


def generator(seed: int) -> np.random.Generator:
    """Return the random stream of a seed.

    Parameters
    ----------
    seed : a whole number >= 0; the same seed gives the same stream on every platform.

    Raises
    ------
    ParameterError where it is anything else.

    Examples
    --------
    >>> generator(3).integers(10, size=4).tolist()
    [8, 0, 1, 2]
    """
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise ParameterError(f"seed must be a whole number with 0 <= seed: got {seed!r}")
    return np.random.default_rng([int(seed), *_salt] if _salt else int(seed))


_salt: list[int] = []  # empty but within `reseeded`


@contextmanager
def reseeded(salt: int) -> Iterator[None]:
    """Give every seed another stream for a while: does what was seen hold with other luck?

    Parameters
    ----------
    salt : a whole number >= 1; each stands for another complete reseeding.

    Raises
    ------
    ParameterError where it is anything else.
    """
    if isinstance(salt, bool) or not isinstance(salt, int) or salt < 1:
        raise ParameterError(f"salt must be a whole number with 1 <= salt: got {salt!r}")
    _salt.append(salt)
    try:
        yield
    finally:
        _salt.pop()
