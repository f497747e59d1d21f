"""Models: frozen records that run, reproduce themselves and say how they were made."""

from __future__ import annotations

import attrs
import numpy as np
import pandas as pd
import pytest

from recursivity.core import Card, Model, ParameterError, generator, model, real, whole


@model
class Walk(Model):
    """A random walk."""

    steps: int = whole(10, low=1, high=100, meaning="steps")
    size: float = real(1.0, low=0.0, high=5.0, step=0.5, meaning="typical step")

    card = Card(assumes="a", leaves_out="b", absent="c", wrong_if="d", boundary="e")

    def simulate(self, rng):
        return pd.DataFrame({"at": rng.normal(0, self.size, self.steps).cumsum()})


def test_same_seed_same_numbers():
    pd.testing.assert_frame_equal(Walk().run(4), Walk().run(4))
    assert not Walk().run(4).equals(Walk().run(5))
    assert Walk().run(4)["at"].iloc[-1] == pytest.approx(
        np.random.default_rng(4).normal(size=10).sum()
    )


@pytest.mark.parametrize("seed", [-1, 1.0, "1", None, True])
def test_a_bad_seed_is_refused(seed):
    with pytest.raises(ParameterError, match="seed must be a whole number with 0 <= seed"):
        Walk().run(seed)
    with pytest.raises(ParameterError):
        generator(seed)


def test_models_are_frozen_and_keyword_only():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Walk().steps = 3
    with pytest.raises(TypeError):
        Walk(3)
    assert Walk(steps=3) == Walk(steps=3) != Walk(steps=4)
    assert hash(Walk()) == hash(Walk(steps=10))


def test_but_changes_only_what_is_named():
    changed = Walk(size=2.0).but(steps=7)
    assert (changed.steps, changed.size) == (7, 2.0)
    with pytest.raises(ParameterError, match="has no parameter 'stepps'"):
        Walk().but(stepps=3)
    with pytest.raises(ParameterError, match="steps must satisfy"):
        Walk().but(steps=0)


def test_the_line_makes_the_very_run():
    for walk, seed in ((Walk(), 0), (Walk(steps=3, size=0.5), 12)):
        pd.testing.assert_frame_equal(eval(walk.line(seed), {"Walk": Walk}), walk.run(seed))
    assert Walk(steps=3).line(2) == "Walk(steps=3).run(seed=2)"


def test_result_keeps_what_made_it():
    result = Walk(steps=3).result(seed=2)
    assert (result.model, result.seed) == (Walk(steps=3), 2)
    pd.testing.assert_frame_equal(result.table, Walk(steps=3).run(2))


def test_a_model_without_simulate_says_so():
    @model
    class Empty(Model):
        """Nothing."""

    with pytest.raises(NotImplementedError, match="Empty defines no simulate"):
        Empty().run()
