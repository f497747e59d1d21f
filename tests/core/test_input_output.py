"""Input-output analysis: by hand, against plain loops, and against the identities of its books."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from recursivity.core import ParameterError
from recursivity.core.input_output import (
    Table,
    embodied,
    footprint,
    merged,
    outputs,
    price_change,
    requirements,
    routes,
    shapley,
    tiers,
    value_added,
)


def economy(nodes=6, seed=0):
    """Return a random productive A, a demand and two intensities, all positive."""
    rng = np.random.default_rng(seed)
    a = rng.random((nodes, nodes)) * (rng.random((nodes, nodes)) < 0.6)
    a *= rng.uniform(0.3, 0.8, nodes) / np.maximum(a.sum(axis=0), 1e-9)
    return a, rng.random(nodes), rng.random(nodes)


def table(**changes):
    a, demand, hours = economy(4)
    parts = {
        "regions": ("North", "North", "South", "South"),
        "sectors": ("ore", "code") * 2,
        "requirements": a,
        "demand": np.column_stack([demand, demand[::-1]]),
        "buyers": ("North", "South"),
        "intensities": {"hours": hours},
    }
    return Table(**parts | changes)


def test_two_sectors_by_hand():
    a = requirements([[150, 500], [200, 100]], [1000, 2000])
    np.testing.assert_allclose(a, [[0.15, 0.25], [0.20, 0.05]])
    # Cramer's rule on (1 − .15) x − .25 z = 600 and −.20 x + (1 − .05) z = 1500
    determinant = 0.85 * 0.95 - 0.25 * 0.20
    by_hand = [(600 * 0.95 + 0.25 * 1500) / determinant, (0.85 * 1500 + 0.20 * 600) / determinant]
    np.testing.assert_allclose(outputs(a, np.array([600, 1500])), by_hand)
    np.testing.assert_allclose(value_added(a), [0.65, 0.70])


def test_a_node_that_puts_out_nothing_buys_nothing():
    np.testing.assert_array_equal(requirements([[1, 2], [3, 0]], [2, 0]), [[0.5, 0], [1.5, 0]])


@pytest.mark.parametrize("seed", range(5))
def test_what_is_called_forth_is_what_is_done(seed):
    a, demand, hours = economy(seed=seed)
    x = outputs(a, demand)
    np.testing.assert_allclose(x, a @ x + demand)
    assert footprint(a, hours, demand).sum() == pytest.approx(hours @ x)
    assert embodied(a, hours) @ demand == pytest.approx(
        hours @ x
    )  # the same hours, told from the buyer's end
    assert footprint(a, value_added(a), demand).sum() == pytest.approx(
        demand.sum()
    )  # every dollar ends as somebody's income
    many = np.column_stack([demand, 2 * demand])
    np.testing.assert_allclose(footprint(a, hours, many)[:, 1], 2 * footprint(a, hours, demand))


@pytest.mark.parametrize("seed", range(3))
def test_tiers_one_purchase_at_a_time(seed):
    a, demand, hours = economy(seed=seed)
    bought, found = demand.copy(), []
    for _ in range(4):
        found.append([h * b for h, b in zip(hours, bought, strict=True)])
        bought = np.array([sum(a[i, j] * bought[j] for j in range(6)) for i in range(6)])
    np.testing.assert_allclose(tiers(a, hours, demand, 3), found)
    np.testing.assert_allclose(
        tiers(a, hours, demand, 200).sum(axis=0), footprint(a, hours, demand)
    )


@pytest.mark.parametrize("buyers", [2, 6])  # 6: as many as there are nodes
def test_tiers_of_several_buyers_are_those_of_each(buyers):
    a, demand, hours = economy()
    many = np.column_stack([demand * (b + 1) for b in range(buyers)])
    found = tiers(a, hours, many, 3)
    assert found.shape == (4, 6, buyers)
    for b in range(buyers):
        np.testing.assert_allclose(found[..., b], tiers(a, hours, many[:, b], 3))


@pytest.mark.parametrize("shape", [(6, 2), (6, 6), (5,)])
def test_routes_lead_to_one_buyer(shape):
    a, _, hours = economy()
    with pytest.raises(ParameterError, match=r"demand must have the shape \(nodes,\), \(6,\): got"):
        routes(a, hours, np.ones(shape), 2)


def paths(a, hours, demand, deepest):
    """Return what travels over each purchase, path by path."""
    carried = np.zeros_like(a)
    for length in range(1, deepest + 1):
        for path in itertools.product(
            range(len(a)), repeat=length + 1
        ):  # from the one who works to the one who sells
            steps = list(itertools.pairwise(path))
            amount = hours[path[0]] * np.prod([a[step] for step in steps]) * demand[path[-1]]
            for step in steps:
                carried[step] += amount
    return carried


@pytest.mark.parametrize("deepest", [0, 1, 2, 4])
def test_routes_path_by_path(deepest):
    a, demand, hours = economy(4)
    np.testing.assert_allclose(routes(a, hours, demand, deepest), paths(a, hours, demand, deepest))


def test_all_routes_together_carry_the_footprint():
    a, demand, hours = economy()
    carried = routes(a, hours, demand, 300)
    bought = outputs(a, demand) - demand
    np.testing.assert_allclose(carried.sum(axis=1), embodied(a, hours) * bought)


def test_prices_are_the_dual_of_quantities():
    a, demand, _ = economy()
    np.testing.assert_allclose(
        price_change(a, value_added(a)), 1
    )  # what everything costs, in units of what it costs
    added = np.eye(6)[2] * 0.1
    assert price_change(a, added) @ demand == pytest.approx(0.1 * outputs(a, demand)[2])


@pytest.mark.parametrize("players", [1, 3, 5])
def test_shapley_order_by_order(players):
    worth = np.random.default_rng(players).random((2,) * players)
    by_order = []
    for order in itertools.permutations(range(players)):
        here, added = [0] * players, [0.0] * players
        for player in order:
            before = worth[tuple(here)]
            here[player] = 1
            added[player] = worth[tuple(here)] - before
        by_order.append(added)
    np.testing.assert_allclose(shapley(worth), np.mean(by_order, axis=0))
    assert shapley(worth).sum() == pytest.approx(worth[(1,) * players] - worth[(0,) * players])


# ---------------------------------------------------------- tables


def test_table_finds_its_nodes():
    own = table()
    assert own.at(region="South").tolist() == [False, False, True, True]
    assert own.at(region="South", sector="ore").tolist() == [False, False, True, False]
    np.testing.assert_array_equal(
        own.bought("South", sector="code"), own.demand[:, 1] * [0, 1, 0, 1]
    )
    np.testing.assert_array_equal(own.intensity("value"), value_added(own.requirements))
    assert {
        k: v.tolist() for k, v in own.by_region(np.array([[1, 2], [3, 4], [5, 6], [7, 8]])).items()
    } == {
        "North": [4, 6],
        "South": [12, 14],
    }


def test_merging_keeps_totals_and_what_is_alike():
    own = table()
    one = merged(own, {"South": "North"})
    assert one.regions == ("North", "North")
    everything = own.demand.sum(axis=1)
    for name in ("value", "hours"):
        before = footprint(own.requirements, own.intensity(name), everything).sum()
        assert footprint(
            one.requirements, one.intensity(name), one.demand.sum(axis=1)
        ).sum() == pytest.approx(before)
    x = outputs(own.requirements, everything)
    np.testing.assert_allclose(
        outputs(one.requirements, one.demand.sum(axis=1)), [x[0] + x[2], x[1] + x[3]]
    )
    # Two regions that buy alike and work alike: nothing is lost by taking them for one.
    alike = own.requirements.copy()
    alike[:, 2:] = alike[:, :2]
    twins = table(
        requirements=alike, intensities={"hours": np.tile(own.intensities["hours"][:2], 2)}
    )
    pair = merged(twins, {"South": "North"})
    before = footprint(alike, twins.intensity("hours"), twins.bought("South")).sum()
    after = footprint(pair.requirements, pair.intensity("hours"), pair.bought("South")).sum()
    assert after == pytest.approx(before, rel=1e-12)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sectors": ("ore",)}, r"sectors must have shape 4, one place a node: got 1"),
        ({"requirements": np.zeros((4, 3))}, r"requirements must have shape \(4, 4\)"),
        ({"demand": np.zeros((4, 3))}, r"demand must have shape \(4, 2\)"),
        ({"intensities": {"water": np.zeros(3)}}, r"water must have shape \(4,\)"),
        ({"demand": np.full((4, 2), np.nan)}, r"demand must be finite: 8 values are not"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(changes, message):
    with pytest.raises(ParameterError, match=message):
        table(**changes)


def test_what_is_not_there_is_named():
    own = table()
    with pytest.raises(ParameterError, match="no node is called East"):
        own.at(region="East")
    with pytest.raises(ParameterError, match="no node is called North / grain"):
        own.at(region="North", sector="grain")
    with pytest.raises(ParameterError, match="no buyer is called 'East'; there are North, South"):
        own.bought("East")
    with pytest.raises(
        ParameterError, match="no intensity is called 'water'; there are value, hours"
    ):
        own.intensity("water")
    with pytest.raises(ParameterError, match="no node is called East"):
        merged(own, {"East": "North"})
