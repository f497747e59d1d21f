"""Measures against values known by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from recursivity.core import (
    ParameterError,
    gini,
    herfindahl,
    lorenz,
    majority,
    rank_correlation,
    steady,
    top_share,
)


def test_lorenz_by_hand():
    assert lorenz([3, 1]).tolist() == [0, 0.25, 1]
    assert lorenz([2, 2, 2, 2]).tolist() == [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize(
    ("amounts", "value"),
    [([1, 1, 1], 0), ([0, 0, 0, 5], 0.75), ([1, 3], 0.25), ([1, 2, 3], 2 / 9), ([7], 0)],
)
def test_gini_by_hand(amounts, value):
    assert gini(amounts) == pytest.approx(value)


def test_gini_is_half_the_mean_difference():
    x = np.random.default_rng(0).exponential(size=50)
    assert gini(x) == pytest.approx(np.abs(x[:, None] - x).mean() / (2 * x.mean()))
    assert gini(10 * x) == pytest.approx(gini(x))
    np.testing.assert_allclose(gini(x.reshape(5, 10)), [gini(row) for row in x.reshape(5, 10)])


def test_shares_and_concentration_by_hand():
    assert herfindahl([1, 1, 2]) == pytest.approx(0.375)
    assert top_share([1, 1, 2], 1) == 0.5
    assert top_share([1, 1, 2], 3) == 1
    rows = np.array([[1, 1, 2], [0, 0, 4]])
    assert herfindahl(rows).tolist() == [0.375, 1]
    assert top_share(rows, 1).tolist() == [0.5, 1]


@pytest.mark.parametrize("measure", [lorenz, gini, herfindahl, lambda x: top_share(x, 1)])
@pytest.mark.parametrize("amounts", [[], [0, 0], [1, -1], [1, np.nan], [1, np.inf]])
def test_impossible_amounts_are_refused(measure, amounts):
    with pytest.raises(ParameterError, match="amounts must"):
        measure(amounts)


@pytest.mark.parametrize("top", [0, 4])
def test_top_beyond_the_list_is_refused(top):
    with pytest.raises(ParameterError, match=f"top must satisfy 1 <= top <= 3: got {top}"):
        top_share([1, 2, 3], top)


def test_rank_correlation_against_scipy_with_ties():
    rng = np.random.default_rng(1)
    x, y = rng.integers(0, 6, (2, 20, 12))
    expected = [stats.spearmanr(a, b).statistic for a, b in zip(x, y, strict=True)]
    np.testing.assert_allclose(rank_correlation(x, y), expected)
    assert rank_correlation([1, 2, 3], [10, 20, 25]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 2]) < 0
    assert rank_correlation([1, 1, 1], [1, 2, 3]) == 0
    with pytest.raises(ParameterError, match="one shape"):
        rank_correlation([1, 2], [1, 2, 3])


def test_majority_against_scipy():
    for voters in (0, 1, 4, 15):
        votes = stats.binom(voters, 0.7)
        tie = votes.pmf(voters / 2) / 2 if voters % 2 == 0 else 0
        assert majority(voters, 0.7) == pytest.approx(1 - votes.cdf(voters / 2) + tie)
    assert majority(0, 0.9) == 0.5
    assert majority(3, 0) == 0


def test_steady_weights_forget_the_last_digits_and_nothing_else():
    x = np.array([0.0, 1.0, 3.0**1.3, 1e-12, 7e6**1.5])
    almost = x * (1 + 2e-16 * np.arange(5))
    assert (steady(x) == steady(almost)).all()
    np.testing.assert_allclose(steady(x), x, rtol=1e-7)
    assert steady(x).dtype == float
