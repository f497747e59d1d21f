"""The dual footprint: models meet their equations and their plain twins, and invent no country."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import math
import zipfile
from pathlib import Path

import numpy as np
import pytest

from recursivity import real
from recursivity.chains import dual_footprint
from recursivity.chains.dual_footprint import (
    AI,
    ALL_WORK,
    ARGENTINA,
    BUYERS,
    DATA,
    FRANCE,
    HARDWARE,
    JAPAN,
    LAND,
    MADAGASCAR,
    MINING,
    NATURE,
    NODES,
    ORE,
    OTHER,
    REGIONS,
    REST,
    STAGES,
    USA,
    WATER,
    ZONES,
    CoolingWater,
    DualFootprint,
    InheritedTies,
    MissingCountry,
    Rebound,
    Replaceability,
    SupplyTiers,
    TwoMaps,
    TwoStocks,
    WhoWouldPay,
    ai_table,
    litres,
    node,
    unevenness,
    used,
    workers,
)
from recursivity.core import generator
from recursivity.core.input_output import footprint, tiers, value_added
from tools import electricity_water

from ..chapters import models_of

# ---------------------------------------------------------- the table


LEDGER = """
Mining ARG > Hardware: CHN .006 JPK .004 USA .006
Mining MDG > Hardware: CHN .002 JPK .006 USA .001 FRA .004
Mining CHN > Hardware: CHN .03 JPK .02 ROW .02
Mining ROW > Hardware: CHN .03 JPK .03 FRA .03 ROW .03 USA .02
Mining USA > Hardware: USA .01
Hardware CHN > Hardware: JPK .12 USA .12 FRA .12 ROW .10
Hardware JPK > Hardware: USA .10 FRA .08 CHN .12
Hardware CHN > AI: USA .08 FRA .06 JPK .06 CHN .20 ARG .10 MDG .10 ROW .10
Hardware JPK > AI: USA .08 FRA .06 JPK .14
Hardware USA > AI: USA .06
Data_work ARG > AI: USA .001
Data_work MDG > AI: FRA .002 JPK .0005
Data_work ROW > AI: USA .010 FRA .006 JPK .006 ROW .02
Data_work CHN > AI: CHN .02
AI USA > AI: FRA .15 JPK .15 ROW .15 ARG .15 MDG .15
AI USA > Data_work: ARG .20 ROW .20
AI FRA > Data_work: MDG .05
"""
CODES = ("ARG", "MDG", "CHN", "JPK", "FRA", "USA", "ROW")
FROM_HOME = {OTHER: 0.40, MINING: 0.25, DATA: 0.18, HARDWARE: 0.25, AI: 0.18}
HOURLY = {
    DATA: (3, 0.7, 3, 15, 15, 18, 2),
    MINING: (9, 2, 6, 25, 30, 40, 5),
    HARDWARE: (6, 1, 6, 28, 35, 45, 6),
    AI: (12, 2, 15, 35, 45, 75, 15),
    OTHER: (6, 0.8, 6, 25, 35, 38, 4),
}
PAID_OUT = {MINING: 0.25, DATA: 0.55, HARDWARE: 0.40, AI: 0.35, OTHER: 0.55}


def ledger():
    """Return what nodes buy of each other, as the ledger writes it: (seller, buyer) -> share."""
    named = dict(zip(CODES, REGIONS, strict=True))
    shares = {
        ((r, OTHER), (r, stage)): share for r in REGIONS for stage, share in FROM_HOME.items()
    }
    shares |= {((r, AI), (r, OTHER)): 0.001 for r in REGIONS}
    for r in REGIONS:
        shares[(REST, OTHER), (r, OTHER)] = 0.04 + (0.40 if r == REST else 0)
    for line in LEDGER.strip().splitlines():
        sold, bought = line.split(": ")
        sells, origin, _, buys = sold.split()
        words = bought.split()
        for code, share in zip(words[::2], words[1::2], strict=True):
            seller = (named[origin], sells.replace("_", " "))
            shares[seller, (named[code], buys.replace("_", " "))] = float(share)
    return shares


def test_the_table_is_that_of_the_ledger():
    table = ai_table()
    a = np.zeros((35, 35))
    for (seller, buyer), share in ledger().items():
        a[NODES.index(seller), NODES.index(buyer)] = share
    np.testing.assert_array_equal(table.requirements, a)
    added = 1 - a.sum(axis=0)
    for place, (region, stage) in enumerate(NODES):
        pay = HOURLY[stage][REGIONS.index(region)]
        expected = added[place] * PAID_OUT[stage] / pay
        assert table.intensity("hours")[place] == pytest.approx(expected, rel=1e-12)
    wanted = {AI: (0.5, 0.01, 40, 25, 12, 150, 60), HARDWARE: (0, 0, 122.05, 60, 15, 150, 200)}
    wanted[OTHER] = (600, 15, 17_000, 6_000, 2_900, 26_000, 45_000)
    for (region, stage), row in zip(NODES, table.demand, strict=True):
        own = wanted[stage][REGIONS.index(region)] if stage in wanted else 0
        assert row.tolist() == [own if buyer == region else 0 for buyer in REGIONS]


def test_what_a_dollar_takes_from_nature():
    alike = ai_table(grids=0.0)
    takes = {ORE: (0.1, 0, 0, 0, 0), LAND: (50, 1, 2, 1, 300)}
    for name, amounts in takes.items():
        np.testing.assert_array_equal(alike.intensity(name), amounts * 7)
        np.testing.assert_array_equal(ai_table().intensity(name), amounts * 7)
    mines = dict(zip(REGIONS, (45, 20, 20, 10, 10, 15, 25), strict=True))
    elsewhere = {DATA: 0.5, HARDWARE: 4, AI: 2.5, OTHER: 6}
    expected = [elsewhere.get(stage, mines[region]) for region, stage in NODES]
    np.testing.assert_array_equal(alike.intensity(WATER), expected)


def test_the_water_of_electricity_is_that_of_the_grids():
    over = ai_table().intensity(WATER) / ai_table(grids=0.0).intensity(WATER)
    by_hand = {  # litres for a kilowatt-hour, as the file has them
        ARGENTINA: 11.4558 / 3.908,
        MADAGASCAR: 1,  # no figure: the world's
        JAPAN: (2.3063 + 1.8877) / 2 / 3.908,
        FRANCE: 3.6737 / 3.908,
        USA: 3.1321 / 3.908,
        REST: 1,
        "China": 6.0065 / 3.908,
    }
    for (region, stage), ratio in zip(NODES, over, strict=True):
        electric = stage in (DATA, HARDWARE, AI)
        assert ratio == pytest.approx(by_hand[region] if electric else 1)
    half = ai_table(grids=0.5).intensity(WATER) / ai_table(grids=0.0).intensity(WATER)
    np.testing.assert_allclose(half, over**0.5)


def test_one_pay_for_all():
    table = ai_table(pay_gap=0.0)
    of_value = table.intensity("hours") / value_added(table.requirements)
    by_stage = {stage: of_value[table.at(sector=stage)] for stage in STAGES}
    for stage, values in by_stage.items():
        expected = by_stage[AI][0] * PAID_OUT[stage] / PAID_OUT[AI]
        np.testing.assert_allclose(values, expected)
    half = ai_table(pay_gap=0.5).intensity("hours") ** 2
    np.testing.assert_allclose(half, table.intensity("hours") * ai_table().intensity("hours"))


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
    "settings",
    [{}, {"buyer": USA, "cost_share": 3.0, "pay": 9.0}, {"thirst": 40.0}, {"pay_gap": 0.3}],
)
def test_shares_step_by_step(settings):
    model = DualFootprint(**settings)
    result, table = model.run(), model.table()
    for measure in ("value", "hours", *NATURE):
        expected = shares_by_steps(table, model.buyer, table.intensity(measure))
        np.testing.assert_allclose(result[measure], expected, rtol=1e-9)
    shares = ["value", "hours", *NATURE, "asked", "worked", "earned"]
    np.testing.assert_allclose(result.filter(shares).sum(), 1)


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
    # The same from its other definition: half the mean difference of rates, weighted by what is
    # given, over the mean rate.
    gained, given = np.array([1.0, 5.0, 2.0, 0.5]), np.array([3.0, 2.0, 4.0, 1.0])
    rate, weight = gained / given, given / given.sum()
    apart = sum(
        weight[i] * weight[j] * abs(rate[i] - rate[j])
        for i, j in itertools.product(range(4), repeat=2)
    )
    assert unevenness(gained, given) == pytest.approx(apart / 2 / (weight @ rate))


# ---------------------------------------------------------- three maps


def three_maps(buyer, indicator, labour=ALL_WORK, grids=1.0):
    """Return the maps of nature, work and money, purchase after purchase."""
    table = ai_table(grids=grids)
    hours = table.intensity("hours") * (table.at(sector=DATA) if labour == DATA else 1)
    wanted = (table.intensity(indicator), hours, table.intensity("value"))
    return [shares_by_steps(table, buyer, intensity) for intensity in wanted]


def verdict(maps, spread, slope, luck):
    """Return whether nature is nearer work than money, region by region, and nature's map."""
    nature, work, money = maps
    pay = HOURLY[OTHER]
    taken = []
    for region in range(7):
        low = 1 - 2 * math.log(pay[region] / min(pay)) / math.log(max(pay) / min(pay))
        stands = slope * low + (1 - abs(slope)) * luck[region]
        taken.append(nature[region] * math.sqrt(spread) ** stands)
    taken = [amount / sum(taken) for amount in taken]
    to_work = sum(max(0, n - m) for n, m in zip(taken, work, strict=True))
    to_money = sum(max(0, n - m) for n, m in zip(taken, money, strict=True))
    return to_work < to_money, taken


@pytest.mark.parametrize(
    "settings",
    [
        {"indicator": WATER, "spread": 30.0},
        {"indicator": LAND, "spread": 20.0, "slope": 0.5, "labour": DATA},
        {"indicator": ORE, "spread": 300.0, "slope": -0.5, "buyer": USA, "labour": DATA},
        {"indicator": WATER, "spread": 5.0, "slope": 0.25, "grids": 0.0, "buyer": JAPAN},
    ],
)
def test_maps_draw_by_draw(settings):
    model = TwoMaps(**settings)
    maps = three_maps(model.buyer, model.indicator, model.labour, model.grids)
    rng = generator(11)
    drawn = [verdict(maps, model.spread, model.slope, rng.uniform(-1, 1, 7)) for _ in range(3000)]
    found = [model.run(seed).set_index("region") for seed in range(8)]
    plain = np.mean([follows for follows, _ in drawn])
    error = math.sqrt(max(plain * (1 - plain), 1e-3) * (1 / 3000 + 1 / 3200))
    assert np.mean([table.follows.iloc[0] for table in found]) == pytest.approx(
        plain, abs=5 * error
    )
    spread = np.quantile([taken for _, taken in drawn], [0.1, 0.5, 0.9], axis=0)
    for name, expected in zip(("low", "median", "high"), spread, strict=True):
        mean = np.mean([table[name] for table in found], axis=0)
        np.testing.assert_allclose(mean, expected, atol=0.02)
    np.testing.assert_allclose(found[0].labour, maps[1], rtol=1e-9)
    np.testing.assert_allclose(found[0].value, maps[2], rtol=1e-9)
    far = np.median([taken[0] + taken[1] + taken[6] for _, taken in drawn])
    assert np.mean([table.far.iloc[0] for table in found]) == pytest.approx(far, abs=0.02)


@pytest.mark.parametrize("indicator", NATURE)
@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.5])
def test_without_a_spread_the_map_is_the_tables(indicator, slope):
    table = TwoMaps(indicator=indicator, spread=1.0, slope=slope).run(4).set_index("region")
    nature, work, money = three_maps(FRANCE, indicator)
    for name in ("low", "median", "high"):
        np.testing.assert_allclose(table[name], nature, rtol=1e-9, atol=1e-15)
    apart = [
        sum(abs(n - m) for n, m in zip(nature, other, strict=True)) / 2 for other in (work, money)
    ]
    np.testing.assert_allclose(table.from_labour, apart[0])
    np.testing.assert_allclose(table.from_money, apart[1])
    assert set(table.follows) == {float(apart[0] < apart[1])}


@pytest.mark.parametrize("slope", [1.0, -1.0])
@pytest.mark.parametrize("labour", [ALL_WORK, DATA])
@pytest.mark.parametrize("indicator", NATURE)
@pytest.mark.parametrize("buyer", BUYERS)
def test_the_verdict_turns_where_it_is_said_to(buyer, indicator, labour, slope):
    model = TwoMaps(buyer=buyer, indicator=indicator, labour=labour, slope=slope)
    maps = three_maps(buyer, indicator, labour)
    turn = model.turn()
    highest = TwoMaps.parameters()["spread"].high
    before = verdict(maps, 1.0, slope, [0] * 7)[0]
    for spread in np.geomspace(1, min(turn, highest) * (1 - 1e-6), 40):
        assert verdict(maps, spread, slope, [0] * 7)[0] == before
    if turn < math.inf:
        assert 1 < turn <= highest
        assert verdict(maps, turn * (1 + 1e-6), slope, [0] * 7)[0] != before


def test_grids_move_water_and_nothing_else():
    for indicator in NATURE:
        maps = [
            TwoMaps(indicator=indicator, grids=g).run().median(numeric_only=True) for g in (0, 1)
        ]
        assert maps[0].equals(maps[1]) == (indicator != WATER)


# ---------------------------------------------------------- the measured row


def wheel(mixes):
    """Return a package as PyPI gives it out, with one file, and the hash that it publishes."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(electricity_water.MEMBER, json.dumps({"electricity_mixes": mixes}))
        content = file.getvalue()
    return content, hashlib.sha256(content).hexdigest()


MIXES = [
    {"name": "ZZZ", "wue": 4.25, "gwp": 0.5, "warnings": None},
    {"name": "AAA", "wue": 1.5, "gwp": 0.02, "warnings": ["electricity-mix-adpe-world"]},
    {"name": "MMM", "wue": 3.9, "gwp": 0.3, "warnings": ["electricity-mix-wue-world"]},
]


def test_a_country_without_a_figure_is_left_out(tmp_path):
    content, right = wheel(MIXES)
    with pytest.raises(electricity_water.PackageError, match=r"this is not ecologits 0\.11\.3"):
        electricity_water.write(content, tmp_path)
    assert list(tmp_path.iterdir()) == []
    electricity_water.write(content, tmp_path, right)
    assert litres(tmp_path) == {"AAA": 1.5, "ZZZ": 4.25}
    table = real.load("electricity_water", tmp_path)
    assert table.kg_co2_per_kwh.tolist() == [0.02, 0.5]
    card = real.card("electricity_water", tmp_path)
    assert right in card.source
    assert set(card.columns) == set(table.columns)
    assert "Mozilla Public License 2.0" in card.licence


def test_an_altered_row_is_refused(tmp_path):
    for ending in ("csv", "json"):
        kept = (real.FOLDER / f"electricity_water.{ending}").read_bytes()
        (tmp_path / f"electricity_water.{ending}").write_bytes(kept)
    place = tmp_path / "electricity_water.csv"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("ARG,11", "ARG,1"), encoding="utf-8")
    with pytest.raises(
        real.RealDataError, match=r"is not the file that electricity_water\.json describes"
    ):
        litres(tmp_path)
    place.unlink()
    with pytest.raises(real.RealDataError, match=r"run tools/electricity_water\.py to make it"):
        litres(tmp_path)


def test_the_tables_makers_are_there_and_their_cards_are_whole():
    root = Path(electricity_water.__file__).parents[1]
    known = real.card("electricity_water")
    assert (root / known.made_by).is_file()
    assert set(known.columns) == set(real.load("electricity_water").columns)
    with pytest.raises(real.RealDataError, match=r"no real data are called 'tea'; there are .*ele"):
        real.load("tea")


def test_the_kept_row_is_the_countries():
    known = litres()
    assert len(known) == 50
    assert {zone for zones in ZONES.values() for zone in zones} <= set(known)
    assert "MDG" not in known
    assert 1 < min(known.values()) < known["WOR"] < max(known.values()) < 20
    assert known["ARG"] / known["KOR"] == pytest.approx(6.07, abs=0.005)


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
    # At tier 1 data work is what French AI buys itself; the rest comes through the computing that
    # it rents.
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
        # What is used up at home, and what comes in less what goes out again, is all that has been
        # seen.
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
    hardware = used(ai_table(), FRANCE, "value")[ai_table().at(sector=HARDWARE)].sum()
    assert table.in_table["hardware"] == pytest.approx(100 * hardware / 12)  # billions of demand


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
    # Two contracts to one: the share ends with the density 2s, whose quantile is the root of the
    # probability.
    assert [low, median, high] == pytest.approx([0.1**0.5, 0.5**0.5, 0.9**0.5], abs=0.03)


@pytest.mark.parametrize("gravity", [0.0, 0.2, 0.4])
def test_weak_ties_settle_whatever_the_head_start(gravity):
    for start in (1, 5):
        model = InheritedTies(gravity=gravity, rival_pay=0.6, language=1.2, head_start=start)
        # At the end the chance of the old partner is its share: new contracts change nothing more.
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


# ---------------------------------------------------------- what is declared

DECLARED = {
    "CoolingWater": "dry 0 0 1, site 1 0 2, grid 3 0 8, extra .15 0 .6, thirst 1 1 100",
    "DualFootprint": "cost_share .2 .05 5, pay .7 .5 40, thirst 1 1 100, pay_gap 1 0 1",
    "InheritedTies": "gravity 1 0 2, head_start 2 1 10, language 1 1 3, rival_pay 1 .4 1",
    "MissingCountry": "cost_share .2 .05 5, pay .7 .5 15, likeness 0 0 1",
    "Rebound": "saving .5 .1 .9, elasticity 1.2 0 3, cap 2 .5 5",
    "Replaceability": "rivals 3 1 10, data_loss 10 0 100, lithium_loss 5 0 100",
    "SupplyTiers": "audited 1 1 6, in_house 0 0 1",
    "TwoMaps": "spread 10 1 1000, slope 0 -1 1, grids 1 0 1",
    "TwoStocks": "draw 1.2 0 3, pay .8 .3 2, newcomers 0 0 3, growth .03 0 .1",
    "WhoWouldPay": "multiplier 2 1 10, markup 0 0 .5",
}


def test_defaults_and_ranges_are_those_that_are_written_down():
    found = {}
    for cls in models_of(dual_footprint):
        numbers = {n: p for n, p in cls.parameters().items() if hasattr(p, "low")}
        found[cls.__name__] = {n: (p.default, p.low, p.high) for n, p in numbers.items()}
    expected = {
        model: {
            words[0]: tuple(float(word) for word in words[1:])
            for words in (each.split() for each in text.split(", "))
        }
        for model, text in DECLARED.items()
    }
    assert found == expected
