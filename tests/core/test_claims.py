"""Claims: what holds, what does not, and who may check what."""

from __future__ import annotations

import sys
import types

import numpy as np
import pytest

from recursivity.core import (
    ERRORS,
    Mean,
    ParameterError,
    boundary,
    check,
    checks_of,
    claimed,
    generator,
    observe,
    report,
    reseeded,
)
from recursivity.core import claims as registry


@pytest.fixture
def chapter(monkeypatch):
    """A chapter of its own, gone after the test."""
    monkeypatch.setattr(registry, "_checks", dict(registry._checks))
    monkeypatch.setattr(registry, "_seen", {})
    module = types.ModuleType("a_chapter")
    monkeypatch.setitem(sys.modules, "a_chapter", module)
    calls = []

    def two():
        calls.append(1)
        yield claimed("a", 2, low=1, high=3, meaning="two")
        yield boundary("b", float("nan"), low=0, high=1, meaning="nothing")

    two.__module__ = "a_chapter"
    check("T01-two")(two)
    return calls


def test_an_observation_holds_within_its_interval_ends_included():
    assert claimed("x", 1, low=1, high=2, meaning="").holds
    assert claimed("x", 2, low=1, high=2, meaning="").holds
    assert not claimed("x", 2.1, low=1, high=2, meaning="").holds
    assert not claimed("x", float("nan"), low=1, high=2, meaning="").holds


def test_a_check_is_run_once_and_its_observations_found_by_name(chapter):
    assert observe("T01-two")["a"].value == 2
    assert observe("T01-two")["b"].side == "boundary"
    assert chapter == [1]
    assert list(checks_of("a_chapter")) == ["T01-two"]


def test_the_report_tells_what_failed(chapter):
    table = report("a_chapter")
    assert list(table.columns) == ["claim", "side", "quantity", "expected", "observed", "holds"]
    assert table.holds.tolist() == [True, False]
    assert table.expected[0] == "1 to 3"


def test_an_unknown_claim_and_a_second_check_are_refused(chapter):
    with pytest.raises(KeyError, match="no check is registered for claim 'T99-none'"):
        observe("T99-none")
    with pytest.raises(ValueError, match=r"claim T01-two has two checks: a_chapter\..* and tests"):
        check("T01-two")(lambda: iter(()))


def test_two_checks_of_one_claim_in_one_module_are_refused(chapter):
    def other():
        yield claimed("a", 2, low=1, high=3, meaning="two")

    other.__module__ = "a_chapter"
    with pytest.raises(ValueError, match=r"claim T01-two has two checks: a_chapter\..*two and a_"):
        check("T01-two")(other)


def test_a_cell_may_define_its_check_anew_and_what_was_seen_is_forgotten(chapter):
    def mine(value):
        def seen():
            yield claimed("a", value, low=0, high=9, meaning="mine")

        seen.__module__ = "__main__"
        return seen

    check("T02-mine")(mine(1))
    assert observe("T02-mine")["a"].value == 1
    check("T02-mine")(mine(2))
    assert observe("T02-mine")["a"].value == 2


def test_two_observations_of_one_name_do_not_hide_each_other(chapter):
    def twice():
        yield claimed("a", 9, low=0, high=1, meaning="fails")
        yield claimed("a", 1, low=0, high=1, meaning="holds")

    twice.__module__ = "__main__"
    check("T03-twice")(twice)
    with pytest.raises(ValueError, match="claim T03-twice observes 'a' twice"):
        observe("T03-twice")


def test_a_mean_knows_its_standard_error():
    mean = Mean.of([1.0, 2.0, 3.0, 6.0])
    assert mean == 3.0
    assert mean.error == pytest.approx(np.sqrt(14 / 3 / 4))
    assert Mean.of([5.0]).error == 0
    with pytest.raises(ParameterError, match="values must hold at least one run"):
        Mean.of([])


def test_the_interval_of_a_quantity_with_chance_follows_from_its_spread():
    mean = Mean.of([1.0, 2.0, 3.0])
    seen = claimed("x", mean, expected=2.5, meaning="")
    assert seen.high - 2.5 == pytest.approx(ERRORS * mean.error)
    assert seen.holds
    assert not claimed("x", mean, expected=2 + 2 * ERRORS, meaning="").holds


def test_an_equation_has_the_interval_of_its_rounding():
    assert claimed("x", 0.8372, expected=0.837, within=0.0005, meaning="").holds
    assert not claimed("x", 0.8376, expected=0.837, within=0.0005, meaning="").holds
    assert not claimed("x", 0.8372, expected=0.837, meaning="").holds


def test_a_residue_counts_as_zero_and_is_printed_so():
    seen = claimed("x", -2.2e-16, expected=0, within=1e-12, meaning="")
    assert seen.holds
    assert str(seen.value) == "0.0"
    at_the_end = claimed("x", -1e-12, expected=0, within=1e-12, meaning="")
    assert str(at_the_end.value) == "0.0"
    assert not claimed("x", 2e-12, expected=0, within=1e-12, meaning="").holds


@pytest.mark.parametrize("given", [{}, {"low": 0, "expected": 1}, {"expected": 1, "within": -1}])
def test_an_observation_has_a_range_or_an_expected_value(given):
    with pytest.raises(ParameterError):
        claimed("x", 1, meaning="", **given)


def test_a_value_near_the_end_of_a_fixed_interval_is_there_by_luck():
    near = Mean.of([0.9, 1.0, 1.1])
    assert claimed("x", near, low=0, high=1.05, meaning="").lucky
    assert not claimed("x", near, low=0, high=2.0, meaning="").lucky
    assert not claimed("x", 1.0, low=0, high=1.05, meaning="").lucky


def test_a_complete_reseeding_gives_other_draws_and_ends():
    before = generator(3).random()
    with reseeded(1):
        assert generator(3).random() != before
        with reseeded(2):
            twice = generator(3).random()
    with reseeded(2):
        assert generator(3).random() != twice
    assert generator(3).random() == before
    with pytest.raises(ParameterError, match="salt must be a whole number"), reseeded(0):
        pass
