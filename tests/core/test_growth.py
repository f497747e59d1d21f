"""Growth by success: arrays have the laws of the plain loops that they replace, and cost about as
much as they should.
"""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

from recursivity.core import (
    ParameterError,
    cumulative_advantage,
    followers,
    generator,
    gini,
    preferential_attachment,
)

# ---------------------------------------------------------- preferential attachment


def attach_one_by_one(users, follows, copying, rng):
    """Follow by followers or at random, with the chances themselves: no copies, no pointers."""
    counts = np.zeros(users)
    for user in range(1, users):
        popular = counts[:user] / counts.sum() if user > 1 else np.ones(1)
        chosen = rng.choice(user, follows, p=copying * popular + (1 - copying) / user)
        np.add.at(counts, chosen, 1)
    return counts


@pytest.mark.parametrize(("follows", "copying"), [(1, 0.5), (3, 0.5), (2, 0.8), (4, 0.0)])
def test_growth_user_by_user(follows, copying):
    rng, runs = generator(1), 1000
    plain = np.array([attach_one_by_one(30, follows, copying, rng) for _ in range(runs)])
    fast = np.array(
        [followers(preferential_attachment(30, follows, copying, rng)) for _ in range(runs)]
    )
    for quantity in (lambda x: x, lambda x: x**2, lambda x: x == 0):
        error = np.hypot(quantity(plain).std(axis=0), quantity(fast).std(axis=0)) / math.sqrt(runs)
        difference = quantity(plain).mean(axis=0) - quantity(fast).mean(axis=0)
        assert (np.abs(difference) <= 4.5 * error + 1e-12).all()
    assert np.cov(plain[:, 0], plain[:, 1])[0, 1] == pytest.approx(
        np.cov(fast[:, 0], fast[:, 1])[0, 1], abs=2.5 * follows
    )


def law(k, follows, copying):
    """Return the share of users with k followers in a very large network of Price's."""
    a = follows * (1 - copying) / copying

    def log_beta(x, y):
        return math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y)

    return math.exp(log_beta(k + a, 1 + 1 / copying) - log_beta(a, 1 / copying))


@pytest.mark.parametrize(("follows", "copying"), [(1, 0.5), (3, 0.5), (3, 0.8), (2, 0.25)])
def test_followers_obey_the_law(follows, copying):
    counts = followers(preferential_attachment(300_000, follows, copying, generator(2)))
    for k in (0, 1, 2, 5, 10, 20):
        expected = law(k, follows, copying)
        assert (counts == k).mean() == pytest.approx(
            expected, abs=5 * math.sqrt(expected / 300_000) + 1e-4
        )
    tail = sum(law(k, follows, copying) for k in range(100))
    assert (counts >= 100).mean() == pytest.approx(1 - tail, rel=0.1, abs=1e-5)


def test_barabasi_and_albert_is_copying_one_half():
    assert [law(k, 3, 0.5) for k in (0, 4)] == pytest.approx(
        [2 * 3 * 4 / (j * (j + 1) * (j + 2)) for j in (3, 7)]
    )


def test_nobody_follows_a_later_user_and_the_ends_are_what_they_are():
    follows = preferential_attachment(5000, 4, 0.7, generator(3))
    assert follows.shape == (4999, 4)
    assert (follows < np.arange(1, 5000)[:, None]).all()
    assert (follows >= 0).all()
    assert followers(follows).sum() == 4 * 4999
    assert (preferential_attachment(500, 2, 1.0, generator(0)) == 0).all()
    uniform = followers(preferential_attachment(20_000, 5, 0.0, generator(0)))
    assert uniform[100:200].mean() == pytest.approx(
        5 * math.log(20_000 / 150), rel=0.05
    )  # harmonic, for whoever is 150th


def test_cost_is_close_to_linear():
    def cost(users):
        times = []
        for seed in range(3):
            began = time.perf_counter()
            preferential_attachment(users, 3, 0.5, generator(seed))
            times.append(time.perf_counter() - began)
        return min(times)

    cost(1000)
    assert cost(400_000) < 150 * cost(
        20_000
    )  # of 20 times as many; a loop over pairs takes 400 times as long


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"users": 1}, "2 <= users"),
        ({"follows": 0}, "1 <= follows"),
        ({"copying": 1.1}, "copying <= 1"),
    ],
)
def test_growth_refuses_what_it_cannot_grow(changed, said):
    with pytest.raises(ParameterError, match=said):
        preferential_attachment(
            **{"users": 10, "follows": 1, "copying": 0.5, "rng": generator(0)} | changed
        )


# ---------------------------------------------------------- cumulative advantage


def choose_one_by_one(appeal, start, influence, listeners, rng):
    takings = np.zeros(len(appeal))
    for _ in range(listeners):
        weight = (start + takings) ** influence
        item = rng.choice(len(appeal), p=weight / weight.sum())
        takings[item] += rng.random() < appeal[item]
    return takings


@pytest.mark.parametrize("influence", [0.0, 0.5, 1.0, 2.0])
def test_listener_by_listener(influence):
    appeal, start, rng, runs = (
        np.array([0.9, 0.5, 0.5, 0.2]),
        np.array([1.0, 1.0, 4.0, 2.0]),
        generator(5),
        800,
    )
    plain = np.sort(
        [choose_one_by_one(appeal, start, influence, 25, rng) for _ in range(runs)], axis=0
    )
    fast = np.sort(
        cumulative_advantage(np.tile(appeal, (runs, 1)), start, influence, 25, rng), axis=0
    )
    # Kolmogorov and Smirnov, item by item: the largest distance of the two laws, against its bound
    # at one in a thousand
    for item in range(4):
        values = np.arange(26)
        apart = np.searchsorted(plain[:, item], values, "right") - np.searchsorted(
            fast[:, item], values, "right"
        )
        assert np.abs(apart).max() / runs < 1.95 * math.sqrt(2 / runs)


@pytest.mark.parametrize("influence", [0.5, 1.0, 1.5])
def test_inequality_and_joint_law_listener_by_listener(influence):
    appeal, rng = np.linspace(0.2, 0.9, 12), generator(6)
    plain = np.array([choose_one_by_one(appeal, 1.0, influence, 120, rng) for _ in range(150)])
    fast = cumulative_advantage(np.tile(appeal, (3000, 1)), 1.0, influence, 120, rng)
    for quantity in (gini, np.max, np.sum, np.argmax):
        a, b = np.array([quantity(w) for w in plain]), np.array([quantity(w) for w in fast])
        assert a.mean() == pytest.approx(b.mean(), abs=4 * a.std() / math.sqrt(len(a)))


def test_proportional_choice_is_an_urn():
    shares = cumulative_advantage(np.ones((4000, 3)), [5.0, 1.0, 2.0], 1.0, 400, generator(7)) / 400
    np.testing.assert_allclose(
        shares.mean(axis=0), np.array([5, 1, 2]) / 8, atol=0.01
    )  # a martingale
    expected = 5 / 8 * 3 / 8 * (1 + 8 / 400) / 9  # of a Dirichlet law, and of 400 draws from it
    assert shares[:, 0].var() == pytest.approx(expected, rel=0.08)
    np.testing.assert_allclose(shares.sum(axis=1), 1)


def test_without_influence_takings_are_binomial():
    takings = cumulative_advantage(np.full((3000, 4), 0.3), 1.0, 0.0, 200, generator(8))
    assert takings.mean() == pytest.approx(200 / 4 * 0.3, rel=0.02)
    assert takings.var() == pytest.approx(200 * 0.075 * 0.925, rel=0.05)


def test_strong_influence_needs_every_ring_of_a_clock():
    takings = cumulative_advantage(np.ones((200, 20)), 1.0, 3.0, 1000, generator(9))
    assert (takings.sum(axis=1) == 1000).all()
    assert (takings.max(axis=1) > 900).mean() > 0.9
    assert (
        cumulative_advantage(np.ones((2, 3)), 1.0, 1.0, 0, generator(0)).tolist() == [[0, 0, 0]] * 2
    )
    assert (cumulative_advantage(np.zeros((2, 3)), 1.0, 1.0, 50, generator(0)) == 0).all()


@pytest.mark.parametrize(
    "changed",
    [
        {"appeal": [[1.1]]},
        {"start": 0.0},
        {"influence": -1.0},
        {"listeners": -1},
        {"appeal": [[float("nan")]]},
    ],
)
def test_advantage_refuses_what_has_no_chances(changed):
    given = {
        "appeal": [[0.5, 0.5]],
        "start": 1.0,
        "influence": 1.0,
        "listeners": 3,
        "rng": generator(0),
    } | changed
    with pytest.raises(ParameterError):
        cumulative_advantage(**given)
