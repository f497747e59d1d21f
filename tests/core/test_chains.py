"""A price on its way down a chain."""

from __future__ import annotations

import numpy as np
import pytest

from recursivity.core import RULES, ParameterError, equal_margin, raised, waterfall


def test_by_hand():
    chain = waterfall(10.0, [0.5, 0.2])
    assert chain.received.tolist() == [10, 5, 4]
    assert chain.kept.tolist() == [5, 1]
    assert (chain.price, chain.wage, chain.passed) == (10, 4, 0.4)
    assert waterfall(12.5, [0.3, 0.35, 0.3, 0.6]).wage == pytest.approx(1.5925)


@pytest.mark.parametrize("margins", [[], [0.0], [0.34] * 5, [0.1, 0.9, 0.4]])
def test_stage_by_stage(margins):
    left, received, kept = 12.5, [12.5], []
    for margin in margins:
        kept.append(left * margin)
        left -= left * margin
        received.append(left)
    chain = waterfall(12.5, margins)
    np.testing.assert_allclose(chain.received, received)
    np.testing.assert_allclose(chain.kept, kept)
    assert chain.kept.sum() + chain.wage == pytest.approx(12.5)


def test_many_chains_at_once():
    margins = np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])
    chains = waterfall([1.0, 2.0, 3.0], margins)
    assert chains.received.shape == (3, 3)
    np.testing.assert_allclose(chains.wage, [0.72, 0.84, 0.6])
    np.testing.assert_allclose(raised(chains, 2, "fixed sum").price, [1.72, 2.84, 3.6])


@pytest.mark.parametrize("times", [0.5, 1.0, 3.0])
def test_who_pays_for_a_raise(times):
    chain = waterfall(12.5, [0.4, 0.3])
    share, money = (raised(chain, times, rule) for rule in RULES)
    np.testing.assert_allclose([share.wage, money.wage], times * chain.wage)
    np.testing.assert_allclose(share.kept / share.received[:-1], [0.4, 0.3])
    np.testing.assert_allclose(money.kept, chain.kept)
    for after in (share, money):
        np.testing.assert_allclose(after.received[:-1] - after.received[1:], after.kept)
    assert money.price - chain.price == pytest.approx((times - 1) * chain.wage)


@pytest.mark.parametrize("stages", [1, 2, 5, 9])
def test_equal_margin_leaves_what_it_should(stages):
    assert waterfall(1.0, [equal_margin(0.128, stages)] * stages).wage == pytest.approx(0.128)


@pytest.mark.parametrize(
    ("price", "margins", "told"),
    [
        (0.0, [0.1], "price must be finite and satisfy 0 < price"),
        (float("nan"), [0.1], "price must be finite"),
        (1.0, [1.0], "margins must satisfy 0 <= margin < 1"),
        (1.0, [0.1, -0.1], "margins must satisfy"),
        (1.0, [float("nan")], "margins must satisfy"),
        (1.0, 0.3, "margins must be a list"),
    ],
)
def test_impossible_chains_are_refused(price, margins, told):
    with pytest.raises(ParameterError, match=told):
        waterfall(price, margins)


def test_impossible_raises_are_refused():
    chain = waterfall(1.0, [0.5])
    with pytest.raises(
        ParameterError, match=r"rule must be one of 'percentage', 'fixed sum': got 'both'"
    ):
        raised(chain, 2, "both")
    with pytest.raises(ParameterError, match="0 <= times"):
        raised(chain, -1, "percentage")
    for passed, stages in ((0.0, 1), (1.1, 1), (0.5, 0)):
        with pytest.raises(ParameterError, match="a chain must satisfy"):
            equal_margin(passed, stages)
