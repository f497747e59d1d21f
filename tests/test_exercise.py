"""Exercises answer back: rightly, whatever a reader has written, and never by stopping the
notebook.
"""

from __future__ import annotations

import numpy as np
import pytest

from recursivity.exercise import answered, expect


@pytest.mark.parametrize("got", [86.6, 86.65, np.float64(86.55), 87 - 0.4])
def test_what_is_right_within_the_slack_is_right(got, capsys):
    assert expect("the best memory", got, 86.6, within=0.1) is True
    assert capsys.readouterr().out.startswith("Right: the best memory is 86.")


@pytest.mark.parametrize("got", [None, ..., "86.6", True, float("nan"), 86.8, [86.6]])
def test_whatever_else_is_not_yet_right(got, capsys):
    assert expect("the best memory", got, 86.6, within=0.1) is False
    assert capsys.readouterr().out.startswith(
        "Not yet: the best memory should be 86.6 (within 0.1), and is "
    )


def test_a_number_of_any_kind_is_an_answer():
    assert [answered(x, 0.5) for x in (0, 1, 0.25, np.float64(2))] == [0, 1, 0.25, 2]
    assert [answered(x, 0.5) for x in (..., None, "1", True)] == [0.5] * 4
