"""Claims: what holds, what does not, and who may check what."""

from __future__ import annotations

import sys
import types

import pytest

from recursivity.core import boundary, check, checks_of, claimed, observe, report
from recursivity.core import claims as registry


@pytest.fixture
def chapter(monkeypatch):
    """A chapter of its own, gone after the test."""
    monkeypatch.setattr(registry, "_checks", dict(registry._checks))
    module = types.ModuleType("a_chapter")
    monkeypatch.setitem(sys.modules, "a_chapter", module)
    calls = []

    def two():
        calls.append(1)
        yield claimed("a", 2, low=1, high=3, meaning="two")
        yield boundary("b", float("nan"), low=0, high=1, meaning="nothing")

    two.__module__ = "a_chapter"
    check("T01-two")(two)
    observe.cache_clear()
    yield calls
    observe.cache_clear()


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
    with pytest.raises(ValueError, match="claim T01-two has two checks: in a_chapter and in"):
        check("T01-two")(lambda: iter(()))
