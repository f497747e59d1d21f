"""The dual footprint: claims hold, models meet their equations and their plain twins, and the table invents no country."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from recursivity.chains.dual_footprint import (
    AI,
    ARGENTINA,
    BUYERS,
    DATA,
    FRANCE,
    HARDWARE,
    MADAGASCAR,
    MINING,
    NODES,
    OTHER,
    REGIONS,
    REST,
    STAGES,
    USA,
    CoolingWater,
    DualFootprint,
    InheritedTies,
    MissingCountry,
    Rebound,
    Replaceability,
    SupplyTiers,
    TwoStocks,
    WhoWouldPay,
    ai_table,
    node,
    unevenness,
    used,
    workers,
)
from recursivity.core import generator
from recursivity.core.input_output import footprint, tiers, value_added

# ---------------------------------------------------------- the table


def test_the_table_is_a_table():
    a = ai_table().requirements
    assert a.shape == (35, 35)
    assert (a >= 0).all()
    assert (value_added(a) > 0.1).all()  # every stage earns something
    assert a[node(MADAGASCAR, DATA), node(FRANCE, AI)] == 0.002
    assert a[node(REST, OTHER), node(REST, OTHER)] == pytest.approx(0.44)
    assert ai_table(USA, 0.01).requirements[node(ARGENTINA, DATA), node(USA, AI)] == 0.01
    table = ai_table()
    demand = {stage: table.demand[table.at(sector=stage)].sum() for stage in STAGES}
    assert demand == {MINING: 0, DATA: 0, HARDWARE: 547.05, AI: 287.51, OTHER: 97_515}


def test_the_table_invents_no_country():
    table = ai_table()
    assert workers(table, MADAGASCAR) == pytest.approx(17_000, rel=0.02)
    assert workers(table, ARGENTINA) == pytest.approx(14_000, rel=0.02)
    assert DualFootprint().workers == workers(table, MADAGASCAR)
    assert DualFootprint(cost_share=2.0).workers > 100_000  # a slider that would, and says so
    assert DualFootprint(pay=1.4).workers == pytest.approx(workers(table, MADAGASCAR) / 2)


def shares_by_steps(table, buyer, intensity):
    """Return each region's share of a buyer's AI, purchase after purchase, with plain loops."""
    a, totals = table.requirements.tolist(), dict.fromkeys(REGIONS, 0.0)
    bought = {i: y for i, y in enumerate(table.bought(buyer, sector=AI).tolist()) if y}
    for _ in range(60):
        following: dict[int, float] = {}
        for j, amount in bought.items():
            totals[NODES[j][0]] += amount * intensity[j]
            for i in range(35):
                if a[i][j]:
                    following[i] = following.get(i, 0) + a[i][j] * amount
        bought = following
    return [totals[region] / sum(totals.values()) for region in REGIONS]


@pytest.mark.parametrize(
    "settings", [{}, {"buyer": USA, "cost_share": 3.0, "pay": 9.0}, {"thirst": 40.0}]
)
def test_shares_step_by_step(settings):
    model = DualFootprint(**settings)
    result, table = model.run(), model.table()
    for measure in ("value", "hours", "water"):
        np.testing.assert_allclose(
            result[measure],
            shares_by_steps(table, model.buyer, table.intensity(measure)),
            rtol=1e-9,
        )
    np.testing.assert_allclose(
        result.filter(["value", "hours", "water", "asked", "worked", "earned"]).sum(), 1
    )


def test_hours_are_wages_over_pay():
    table = ai_table()
    france = DualFootprint().run().set_index("region")
    data = node(MADAGASCAR, DATA)
    assert table.intensities["hours"][data] == pytest.approx((1 - 0.18 - 0.05) * 0.55 / 0.7)
    assert france.an_hour[MADAGASCAR] < 2 < france.an_hour[FRANCE]
    everybody = used(table, FRANCE, "value").sum() / used(table, FRANCE, "hours").sum()
    np.testing.assert_allclose(
        france.hours / france.value, everybody / france.an_hour
    )  # the one formula


def test_water_is_weighted_where_it_is_thirsty_only():
    plain, thirsty = (DualFootprint(thirst=t).table().intensities["water"] for t in (1.0, 10.0))
    changed = plain != thirsty
    assert changed.sum() == 1
    assert thirsty[node(ARGENTINA, MINING)] == 10 * plain[node(ARGENTINA, MINING)] == 450


def test_unevenness_by_hand():
    assert unevenness(np.array([1, 2, 3]), np.array([2, 4, 6])) == pytest.approx(0)
    assert unevenness(np.array([0, 1]), np.array([1, 1])) == pytest.approx(0.5)
    assert unevenness(np.array([1.0, 0.0, 5.0]), np.array([1, 1, 0])) == pytest.approx(
        0.5
    )  # who gives nothing is set aside
    # The same from its other definition: half the mean difference of rates, weighted by what is given, over the mean rate.
    gained, given = np.array([1.0, 5.0, 2.0, 0.5]), np.array([3.0, 2.0, 4.0, 1.0])
    rate, weight = gained / given, given / given.sum()
    apart = sum(
        weight[i] * weight[j] * abs(rate[i] - rate[j])
        for i, j in itertools.product(range(4), repeat=2)
    )
    assert unevenness(gained, given) == pytest.approx(apart / 2 / (weight @ rate))


# ---------------------------------------------------------- raises, tiers, missing countries


@pytest.mark.parametrize("where", [MADAGASCAR, ARGENTINA, "both"])
@pytest.mark.parametrize("stage", [DATA, MINING])
def test_a_raise_costs_what_it_pays_out(where, stage):
    model = WhoWouldPay(multiplier=3.0, where=where, stage=stage)
    table = ai_table()
    pay = {ARGENTINA: {DATA: 3, MINING: 9}, MADAGASCAR: {DATA: 0.7, MINING: 2}}
    for buyer, price in model.run().set_index("buyer").price.items():
        hours = used(table, buyer, "hours")
        raised = [MADAGASCAR, ARGENTINA] if where == "both" else [where]
        bill = sum(
            hours[node(region, stage)] * pay[region][stage] * 2 for region in raised
        )  # twice the pay on top
        assert price * table.bought(buyer, sector=AI).sum() == pytest.approx(bill)


def test_markups_pile_up_round_by_round():
    model = WhoWouldPay(multiplier=4.0, markup=0.3)
    a, added = ai_table().requirements, np.zeros(35)
    for region in (MADAGASCAR, ARGENTINA):
        added[node(region, DATA)] = value_added(a)[node(region, DATA)] * 0.55 * 3
    price = np.zeros(35)
    for _ in range(300):
        price = np.array(
            [1.3 * (added[j] + sum(a[i, j] * price[i] for i in range(35))) for j in range(35)]
        )
    np.testing.assert_allclose(model.run().price, [price[node(buyer, AI)] for buyer in BUYERS])
    assert (WhoWouldPay(multiplier=1.0).run().price == 0).all()


@pytest.mark.parametrize("measure", ["hours", "value", "water"])
def test_who_makes_the_hardware_changes_no_total(measure):
    bought, own = SupplyTiers(measure=measure), SupplyTiers(measure=measure, in_house=1.0)
    np.testing.assert_allclose(
        *(used(model.table(), FRANCE, measure).sum() for model in (bought, own))
    )
    a, rows, columns = (
        ai_table().requirements,
        own.table().at(sector=HARDWARE),
        own.table().at(sector=AI),
    )
    parts = (
        a[np.ix_(rows, rows)] @ a[np.ix_(rows, columns)]
    )  # what the firms now buy is what their suppliers bought
    np.testing.assert_allclose(own.table().requirements[np.ix_(rows, columns)], parts)
    assert (own.run()["all"] >= bought.run()["all"]).all()
    shifted = own.run().mining.to_numpy()[:-1]  # everything about the mines is met one tier earlier
    np.testing.assert_allclose(shifted, bought.run().mining.to_numpy()[1:], atol=0.005)


def test_tiers_by_hand():
    france = SupplyTiers().run()
    # At tier 1 data work is what French AI buys itself; the rest comes through the computing that it rents.
    table = ai_table()
    hours = table.intensity("hours")
    direct = 12 * (0.002 * hours[node(MADAGASCAR, DATA)] + 0.006 * hours[node(REST, DATA)])
    whole = used(table, FRANCE, "hours")[table.at(sector=DATA)].sum()
    assert france.data_work[1] == pytest.approx(direct / whole)
    assert france.mining[1] == 0
    assert france.tier.tolist() == list(range(7))


@pytest.mark.parametrize("buyer", BUYERS)
@pytest.mark.parametrize(("stage", "seen"), [(DATA, "data_work"), (MINING, "mining")])
def test_routes_are_what_the_tiers_have_seen(buyer, stage, seen):
    here = REGIONS.index(buyer)
    for audited in (1, 2, 5):
        model = SupplyTiers(buyer=buyer, audited=audited)
        carried, reached = model.routes(stage), model.run()[seen][audited]
        # What is used up at home, and what comes in less what goes out again, is all that has been seen.
        table = model.table()
        e, y = table.intensity("hours") * table.at(sector=stage), table.bought(buyer, sector=AI)
        own = tiers(table.requirements, e, y, audited)[:, table.at(region=buyer)].sum()
        own /= footprint(table.requirements, e, y).sum()
        assert own + carried[:, here].sum() - carried[here].sum() == pytest.approx(reached)
    assert SupplyTiers(buyer=buyer, audited=1).routes(MINING).sum() == 0


def test_ore_goes_by_way_of_east_asia():
    carried = SupplyTiers(audited=2).routes(MINING)
    start, goal = REGIONS.index(MADAGASCAR), REGIONS.index(FRANCE)
    assert carried[start].argmax() == REGIONS.index("Japan and Korea")
    assert carried[start, goal] == 0
    assert SupplyTiers(audited=1).routes(DATA)[start].argmax() == goal


def test_merging_by_hand():
    model = MissingCountry(missing="both", cost_share=1.0)
    table = model.table()
    x = np.linalg.solve(np.eye(35) - table.requirements, table.demand.sum(axis=1))
    flows, hours = table.requirements * x, table.intensity("hours") * x
    order = [
        (REST if region in (MADAGASCAR, ARGENTINA) else region, stage) for region, stage in NODES
    ]
    names = sorted(set(order))
    z, h, out, y = np.zeros((25, 25)), np.zeros(25), np.zeros(25), np.zeros(25)
    for i, j in itertools.product(range(35), repeat=2):
        z[names.index(order[i]), names.index(order[j])] += flows[i, j]
    for i in range(35):
        h[names.index(order[i])] += hours[i]
        out[names.index(order[i])] += x[i]
        y[names.index(order[i])] += table.bought(FRANCE, sector=AI)[i]
    a, e = z / np.where(out == 0, 1, out), h / np.where(out == 0, 1, out)
    row = model.run().set_index("indicator").loc["hours"]
    assert row.after == pytest.approx(footprint(a, e, y).sum())
    assert row.before == pytest.approx(used(table, FRANCE, "hours").sum())


@pytest.mark.parametrize("missing", [MADAGASCAR, ARGENTINA, "both"])
def test_nothing_is_lost_where_all_are_alike(missing):
    alike = MissingCountry(missing=missing, likeness=1.0, cost_share=3.0).run()
    np.testing.assert_allclose(alike.change, 0, atol=1e-12)


# ---------------------------------------------------------- bargaining


@pytest.mark.parametrize("rivals", [1, 2, 3, 6])
def test_rivals_share_what_is_needed_of_one_of_them(rivals):
    table = (
        Replaceability(rivals=rivals, data_loss=100.0, lithium_loss=100.0)
        .run()
        .set_index("supplied")
    )
    # A rival adds something only where it comes after the three others and before its rivals.
    orders = list(itertools.permutations(range(3 + rivals))) if rivals < 4 else []
    if orders:
        decisive = np.mean(
            [
                all(o.index(p) < o.index(3) for p in range(3))
                and o.index(3) == min(o.index(r) for r in range(3, 3 + rivals))
                for o in orders
            ]
        )
        assert table.each["data"] == pytest.approx(100 * decisive)
    assert table.share.sum() == pytest.approx(100)
    assert table.share["data"] == pytest.approx(rivals * table.each["data"])
    assert table.in_table.sum() == pytest.approx(100)


def test_what_nobody_misses_is_paid_nothing():
    table = Replaceability(data_loss=0.0, lithium_loss=0.0).run().set_index("supplied")
    assert table.share.round(12).tolist() == [50, 50, 0, 0]


# ---------------------------------------------------------- stocks, learning, ties


def test_stocks_end_when_they_must():
    table = TwoStocks(
        draw=2.0, pay=1.0, growth=0.0
    ).run()  # 20 years of recharge, one a year too many
    assert table.water[19] > 0
    assert table.water[20] == 0
    assert table.output[20] == 1 / 2
    worn = TwoStocks(draw=0.0, pay=0.5, growth=0.0).run()
    assert worn.strength[40] == 0
    assert worn.output[40] == worn.output[60] == 0.5
    fresh = TwoStocks(draw=0.0, pay=0.5, newcomers=0.5, growth=0.0).run()
    assert (fresh.strength == 1).all()
    assert fresh.worn[60] == pytest.approx(30)
    assert (fresh.output == 1).all()


@pytest.mark.parametrize(
    "settings", [{}, {"draw": 3.0, "growth": 0.1}, {"newcomers": 0.5, "pay": 0.3}]
)
def test_no_stock_gives_more_than_it_has(settings):
    model = TwoStocks(**settings)
    table = model.run()
    drawn = (model.draw * table.output).cumsum()
    assert (
        drawn <= 20 + table.year + 1 + 1e-9
    ).all()  # at most the stock and every recharge so far
    assert table[["water", "strength"]].min().min() >= 0
    assert table[["water", "strength"]].max().max() <= 1


def ties_contract_by_contract(model, rng, contracts):
    old, rival = float(model.head_start), 1.0
    for _ in range(contracts):
        for_old = model.language * old**model.gravity
        for_rival = rival**model.gravity / model.rival_pay
        if rng.random() < for_old / (for_old + for_rival):
            old += 1
        else:
            rival += 1
    return old / (old + rival)


@pytest.mark.parametrize(
    "settings",
    [
        {"gravity": 0.5, "rival_pay": 0.7},
        {"gravity": 1.0, "head_start": 5},
        {"gravity": 1.4, "language": 1.5, "rival_pay": 0.8},
    ],
)
def test_ties_contract_by_contract(settings):
    model, rng = InheritedTies(**settings), generator(5)
    plain = [ties_contract_by_contract(model, rng, 200) for _ in range(500)]
    row = [model.run(seed).set_index("contracts").loc[200] for seed in range(5)]
    assert np.mean([r["mean"] for r in row]) == pytest.approx(np.mean(plain), abs=0.035)
    assert np.mean([r["high"] - r["low"] for r in row]) == pytest.approx(
        np.diff(np.quantile(plain, [0.1, 0.9]))[0], abs=0.09
    )


def test_ties_at_one_keep_polyas_law():
    ends = [InheritedTies().run(seed).iloc[-1] for seed in range(10)]
    low, median, high = (np.mean([end[name] for end in ends]) for name in ("low", "median", "high"))
    # Two contracts to one: the share ends with the density 2s, whose quantile is the root of the probability.
    assert [low, median, high] == pytest.approx([0.1**0.5, 0.5**0.5, 0.9**0.5], abs=0.03)


@pytest.mark.parametrize("gravity", [0.0, 0.2, 0.4])
def test_weak_ties_settle_whatever_the_head_start(gravity):
    for start in (1, 5):
        model = InheritedTies(gravity=gravity, rival_pay=0.6, language=1.2, head_start=start)
        # At the end the chance of the old partner is its share: new contracts change nothing any more.
        assert np.mean([model.run(seed)["mean"].iloc[-1] for seed in range(3)]) == pytest.approx(
            model.rest, abs=0.035
        )
        odds = model.rest / (1 - model.rest)
        assert odds == pytest.approx(1.2 * 0.6 * odds**gravity)


# ---------------------------------------------------------- energy and water


@pytest.mark.parametrize("elasticity", [0.0, 0.5, 1.0, 2.5])
def test_rebound_in_many_small_savings(elasticity):
    row = Rebound(saving=0.6, elasticity=elasticity).result().yours
    price, use = 1.0, 1.0
    for _ in range(20_000):
        cut = 0.4 ** (1 / 20_000)
        use *= (
            1 + elasticity * (1 - cut) / cut
        )  # each per cent off the price adds η per cent of use
        price *= cut
    assert row.use == pytest.approx(use, rel=1e-3)
    assert row.energy == pytest.approx(price * use, rel=1e-3)
    assert row.capped <= row.energy
    assert row.served == pytest.approx(row.capped / 0.4)


@pytest.mark.parametrize(
    ("site", "grid", "extra"), [(1.0, 3.0, 0.15), (0.2, 6.0, 0.3), (0.6, 6.0, 0.1)]
)
def test_dry_cooling_pays_where_the_grid_is_not_thirsty(site, grid, extra):
    table = CoolingWater(site=site, grid=grid, extra=extra).run()
    assert table.litres.iloc[-1] - table.litres.iloc[0] == pytest.approx(grid * extra - site)
    first, last = table.iloc[0], table.iloc[-1]
    assert first.litres == pytest.approx(site + grid)
    assert last.at_site == 0
    assert last.at_plants == pytest.approx(grid * (1 + extra))
    weighted = CoolingWater(site=site, grid=grid, extra=extra, thirst=7.0).run()
    np.testing.assert_allclose(weighted.weighted - table.litres, 6 * table.at_site, atol=1e-12)
