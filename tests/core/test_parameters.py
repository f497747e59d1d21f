"""Parameters: one declaration checks every value, and says what is wrong with it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from recursivity.core import Card, Model, ParameterError, model, option, real, whole


@model
class Machine(Model):
    """A model with one parameter of each kind."""

    share: float = real(0.3, low=0.0, high=1.0, step=0.1, meaning="a share")
    count: int = whole(50, low=1, high=1000, scale="log", meaning="a count")
    odd: int = whole(5, low=1, high=51, step=2, meaning="an odd number")
    kind: str = option("plain", options=("plain", "fancy"), meaning="a kind")

    random = False
    card = Card(assumes="a", leaves_out="b", absent="c", wrong_if="d", boundary="e")

    def simulate(self, rng):
        return pd.DataFrame({"product": [self.share * self.count]})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"share": 1.5}, "share must satisfy 0 <= share <= 1: got 1.5"),
        ({"share": -math.inf}, "share must satisfy 0 <= share <= 1: got -inf"),
        ({"share": math.nan}, "share must be a number, not NaN"),
        ({"share": "half"}, "share must be a number, not str: got 'half'"),
        ({"share": None}, "share must be a number, not NoneType"),
        ({"share": True}, "share must be a number, not bool"),
        ({"share": np.array([0.1])}, "share must be a number, not ndarray"),
        ({"count": 0}, "count must satisfy 1 <= count <= 1000: got 0"),
        ({"count": 2.0}, "count must be a whole number, not float: got 2.0"),
        ({"count": np.True_}, "count must be a whole number, not bool"),
        ({"kind": "odd"}, "kind must be one of 'plain', 'fancy': got 'odd'"),
        ({"kind": 3}, "kind must be one of 'plain', 'fancy': got 3"),
        ({"kinds": "plain"}, "Machine has no parameter 'kinds'; it has share, count, odd, kind"),
    ],
)
def test_a_bad_value_is_named_with_its_bound(values, message):
    with pytest.raises(ParameterError) as error:
        Machine(**values)
    assert message in str(error.value)


@pytest.mark.parametrize("value", [0, 1, 0.123, np.float32(0.5), np.int64(1)])
def test_numbers_become_plain_floats(value):
    assert type(Machine(share=value).share) is float
    assert Machine(share=value).share == float(value)


def test_whole_numbers_become_plain_ints():
    assert type(Machine(count=np.int64(7)).count) is int


def test_ends_are_allowed_and_corners_visit_them():
    corners = [(m.share, m.count, m.kind) for m in Machine.corners(["share", "count", "kind"])]
    assert len(corners) == 8
    assert (0.0, 1000, "fancy") in corners
    assert {m.odd for m in Machine.corners(["share"])} == {5}
    assert len(list(Machine.corners())) == 16


@pytest.mark.parametrize("positions", [2, 5, 12])
def test_grid_holds_ends_and_default_and_nothing_outside(positions):
    for name in ("share", "count", "odd"):
        declared = Machine.parameters()[name]
        grid = declared.grid(positions)
        assert grid == sorted(set(grid))
        assert {declared.low, declared.high, declared.default} <= set(grid)
        assert positions <= len(grid) <= positions + 1 or name == "share"
        assert [declared.check(value) for value in grid] == grid
    assert Machine.parameters()["kind"].grid() == ["plain", "fancy"]


def test_grid_keeps_to_the_steps():
    declared = Machine.parameters()
    assert declared["share"].grid(11) == pytest.approx(
        [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    )
    assert all(value % 2 == 1 for value in declared["odd"].grid(9))
    counts = declared["count"].grid(4)
    assert counts == [1, 10, 50, 100, 1000]


def test_grid_of_one_position_is_refused():
    with pytest.raises(ParameterError, match="share needs at least 2 positions: got 1"):
        Machine.parameters()["share"].grid(1)
