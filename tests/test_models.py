"""What holds for every model: corners run clean, seeds decide, bad values are refused, tables
documented.
"""

from __future__ import annotations

import importlib
import re
import warnings

import numpy as np
import pandas as pd
import pytest

from recursivity.core import Card, Model, Number, ParameterError

from .chapters import chapters, models_of, tools

# Models with a slow end of a range: at every corner of the others, and now and then at that end.
SLOW = {"FiveTribes": "examples", "PatrolUrn": "days"}


def every() -> list[type[Model]]:
    """Return every model of every chapter and tool."""
    modules = [importlib.import_module(one.module()) for one in [*chapters(), *tools()]]
    return [model for module in modules for model in models_of(module)]


MODELS = pytest.mark.parametrize("model", every(), ids=lambda m: m.__name__)


def corners(model: type[Model]) -> list[Model]:
    """Return the model at every corner of its ranges, and at a sample of the slow ones."""
    found = list(model.corners())
    if slow := SLOW.get(model.__name__):
        high = model.parameters()[slow].high
        found = [c for c in found if getattr(c, slow) < high] + [
            c for c in found if getattr(c, slow) == high
        ][::7]
    return found


def between(model: type[Model]) -> Model:
    """Return the model with every number somewhere between the grid points of its range."""
    numbers = {
        n: p
        for n, p in model.parameters().items()
        if isinstance(p, Number) and n != SLOW.get(model.__name__)
    }
    odd = {n: p.low + 0.3137 * (p.high - p.low) for n, p in numbers.items()}
    return model(**{n: round(x) if numbers[n].whole else x for n, x in odd.items()})


@MODELS
def test_every_corner_runs_clean(model):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for corner in corners(model):
            table = corner.run()
            assert len(table) > 0
            assert np.isfinite(table.select_dtypes("number").to_numpy()).all(), corner.line()
            for name in (n for n, value in vars(model).items() if isinstance(value, property)):
                assert not np.isnan(getattr(corner, name)).any(), corner.line()


@MODELS
def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(model):
    first, again, other = model().run(3), model().run(3), model().run(4)
    pd.testing.assert_frame_equal(first, again)
    assert first.equals(other) != model.random


@MODELS
def test_the_chosen_setting_is_marked_once(model):
    for setting in (model(), between(model)):
        table = setting.run()
        if "yours" in table:
            assert table.yours.sum() == 1, setting.line()


@MODELS
def test_steps_lead_from_one_end_over_the_default_to_the_other(model):
    for name, parameter in model.parameters().items():
        if isinstance(parameter, Number):
            for value in (parameter.default, parameter.high):
                steps = (value - parameter.low) / parameter.step
                assert steps == pytest.approx(round(steps), abs=1e-6, rel=1e-12), name


@MODELS
def test_values_outside_their_range_and_of_another_kind_are_refused(model):
    for name, parameter in model.parameters().items():
        wrong = [None, True, [1]]
        if isinstance(parameter, Number):
            wrong += [
                parameter.low - parameter.step,
                parameter.high + parameter.step,
                float("nan"),
                float("inf"),
                "1",
            ]
            wrong += [parameter.low + 0.5] if parameter.whole else []
        else:
            wrong += ["", "no such word"]
        for value in wrong:
            with pytest.raises(ParameterError, match=rf"^{name} must "):
                model(**{name: value})
    with pytest.raises(
        ParameterError, match=f"{model.__name__} has no parameter 'nonsense'; it has "
    ):
        model(nonsense=1)


@MODELS
def test_card_and_docstring_say_what_a_reader_needs(model):
    assert isinstance(model.card, Card)
    assert "Returns" in model.__doc__
    told = set(re.findall(r"`(\w+)`", model.__doc__))
    assert [
        column for column in model().run() if column not in told and not column.startswith("world_")
    ] == []
