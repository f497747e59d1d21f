"""Ceilings and concentration against results known exactly."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from recursivity.core import (
    ParameterError,
    following,
    gini,
    lognormal_gini,
    lognormal_spread,
    lognormal_top_share,
    pareto_exponent,
    pareto_gini,
    pareto_top_share,
    plateau,
    status_bound,
    top_share,
)


@pytest.mark.parametrize(("loss", "end"), [(0.0, 800), (0.002, 631.6), (0.005, 480), (0.01, 342.9)])
def test_plateau_by_hand(loss, end):
    assert plateau(800, 0.0075, loss) == pytest.approx(end, abs=0.05)
    assert following(1e5, 800, 0.0075, loss) == pytest.approx(end, abs=0.05)


def test_following_day_by_day():
    for pool, gain, loss, start in (
        (800, 0.003, 0.001, 0),
        (100, 0.01, 0.0, 40),
        (500, 0.002, 0.02, 400),
    ):
        audience = float(start)
        for _ in range(3000):  # a tenth of a day at a time
            audience += 0.1 * (gain * (pool - audience) - loss * audience)
        assert following(300, pool, gain, loss, start) == pytest.approx(audience, rel=0.002)


def test_pools_are_arrays_and_nobody_comes_to_nothing():
    ends = plateau([800, 200], [0.0075, 0.0025], [[0.0], [0.0025]])
    np.testing.assert_allclose(ends, [[800, 200], [600, 100]])
    assert plateau(800, 0, 0) == plateau(800, 0, 0.1) == 0
    assert following(10, 800, 0, 0, start=7) == 7


def test_status_bound_counts_those_below():
    assert status_bound([5, 1, 3, 3, 9]).tolist() == [3, 0, 1, 1, 4]
    order = np.random.default_rng(0).permutation(50)
    np.testing.assert_array_equal(
        status_bound(order), 50 - (50 - order)
    )  # N less one's rank from the top
    rows = np.random.default_rng(1).integers(0, 9, (4, 12))
    np.testing.assert_array_equal(
        status_bound(rows), (rows[:, None, :] < rows[:, :, None]).sum(axis=-1)
    )


def test_nobody_who_is_followed_from_below_exceeds_the_bound():
    rng = np.random.default_rng(2)
    standing = rng.random(60)
    follows = (rng.random((60, 60)) < 0.7) & (standing[:, None] < standing)
    assert (follows.sum(axis=0) <= status_bound(standing)).all()
    assert (
        (standing[:, None] < standing).sum(axis=0) == status_bound(standing)
    ).all()  # and everybody could reach it


@pytest.mark.parametrize("value", [0.2, 0.4, 0.55])
def test_laws_against_samples(value):
    a, sigma = float(pareto_exponent(value)), float(lognormal_spread(value))
    assert lognormal_gini(sigma) == pytest.approx(value)
    middle = (np.arange(1_000_000) + 0.5) / 1_000_000
    for law, share, slack in (
        (stats.pareto(a), pareto_top_share, 0.03),
        (stats.lognorm(sigma), lognormal_top_share, 0.002),
    ):
        amounts = law.ppf(middle)
        assert gini(amounts) == pytest.approx(value, abs=slack)
        for top in (0.01, 0.2):
            assert top_share(amounts, round(top * 1e6)) == pytest.approx(
                float(share(value, top)), abs=slack
            )


@pytest.mark.parametrize(
    ("top", "share", "value"),
    [(0.2, 0.93, 0.914), (0.2, 0.96, 0.951), (0.03, 0.85, 0.911), (0.2, 0.8, 0.756)],
)
def test_published_shares_imply_a_gini(top, share, value):
    assert pareto_gini(top, share) == pytest.approx(value, abs=0.0005)
    assert pareto_top_share(pareto_gini(top, share), top) == pytest.approx(share)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: plateau(-1, 0.1, 0.1), "pool must satisfy 0 <= pool: got -1"),
        (lambda: plateau(1, 0.1, float("nan")), "loss must satisfy"),
        (lambda: following(-3, 1, 0.1, 0.1), "days must satisfy"),
        (lambda: following(3, 1, 0.1, 0.1, start=-2), "start must satisfy"),
        (lambda: status_bound([1, float("inf")]), "standing must be a list of finite numbers"),
        (lambda: status_bound(3), "standing must be a list"),
        (lambda: pareto_exponent(1.0), "gini must satisfy 0 < gini < 1: got 1"),
        (lambda: pareto_top_share(0.5, 0.0), "top must satisfy 0 < top < 1: got 0"),
        (lambda: pareto_gini(0.2, 0.1), "share must exceed top"),
        (lambda: lognormal_top_share([0.5, -0.1], 0.1), "gini must satisfy 0 < gini < 1: got -0.1"),
    ],
)
def test_what_is_impossible_is_refused(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
