"""Gig-labour chains: claims hold, simulations meet their equations and their plain twins."""

from __future__ import annotations

import math
import re
from itertools import groupby
from statistics import NormalDist

import numpy as np
import pytest

from recursivity.chains import gig_labour_chains
from recursivity.chains.gig_labour_chains import (
    JOBS,
    LEAST,
    MOST,
    PRICES,
    BotOrCrowd,
    BoughtSilence,
    CollectiveFloor,
    CommodifiedRisk,
    CrowdLabels,
    FreeLabels,
    HalfRecognition,
    Heteromation,
    LabourChain,
    MarketAudit,
    PieceWork,
    PlanetaryMarket,
    ShareOfVoice,
    ToothpasteTube,
    Triage,
    TwoAverages,
    TwoLabourMarkets,
    Upgrading,
    bill,
    clearing,
    offered,
    wanted,
)
from recursivity.core import Model, Number, generator, mean_table, over_seeds

# ---------------------------------------------------------- what is declared

DECLARED = {  # default, lowest and highest value of every number, as the chapter's design has them
    LabourChain: {
        "price": (12.5, 1, 50),
        "tiers": (5, 1, 8),
        "margin": (0.34, 0, 0.9),
        "rise": (2, 1, 5),
        "branching": (10, 1, 1000),
    },
    Upgrading: {"leak": (0.7, 0, 1), "contract": (12, 1, 60), "entry": (24, 2, 120)},
    TwoLabourMarkets: {
        "elasticity": (0.5, 0.1, 10),
        "workers_per_job": (2, 0.5, 20),
        "floor": (0, 0, 12),
    },
    PlanetaryMarket: {"newcomers": (1, 0, 10), "wage_ratio": (20, 1, 60), "friction": (2, 0, 10)},
    CollectiveFloor: {
        "places": (6, 1, 30),
        "within": (0.8, 0, 1),
        "starters": (0.05, 0, 0.4),
        "threshold": (0.4, 0.1, 0.9),
        "outsiders": (0, 0, 2),
    },
    PieceWork: {
        "piece": (0.1, 0.01, 1),
        "task": (30, 5, 300),
        "search": (15, 0, 60),
        "rejected": (0.05, 0, 0.3),
        "returned": (0.1, 0, 0.3),
    },
    TwoAverages: {
        "correlation": (0.45, 0, 0.8),
        "unpaid": (0.25, 0, 0.6),
        "spread": (1.15, 0.4, 1.6),
        "mix": (6, 1, 20),
    },
    CommodifiedRisk: {"swing": (0.5, 0, 0.8), "memory": (0.5, 0, 0.9), "need": (0.6, 0.3, 1)},
    HalfRecognition: {
        "recognition": (0.3, 0, 1),
        "outside": (0.55, 0, 0.9),
        "share": (0.75, 0.3, 1),
    },
    BotOrCrowd: {
        "volume": (10_000, 100, 1_000_000),
        "program": (100, 10, 10_000),
        "click": (0.01, 0.00005, 1),
        "bots_caught": (0.9, 0, 0.99),
        "people_caught": (0.2, 0, 0.9),
    },
    ShareOfVoice: {
        "own": (40_000, 0, 100_000),
        "others": (60_000, 5000, 100_000),
        "wanted": (0.55, 0.05, 0.95),
    },
    BoughtSilence: {
        "true_share": (0.5, 0.3, 0.5),
        "bought": (0.04, 0, 0.5),
        "public": (0.5, 0, 1),
        "people": (200, 100, 400),
    },
    MarketAudit: {"sample": (1000, 30, 30_000), "rate": (0.002, 0, 0.02), "public": (1, 0, 1)},
    ToothpasteTube: {"ban": (0.4, 0, 0.8), "reopen": (1, 0, 1)},
    FreeLabels: {
        "users": (1000, 10, 10_000_000),
        "clicks": (5, 0, 50),
        "flip": (0.25, 0, 0.5),
        "error": (0.05, 0.01, 0.2),
    },
    CrowdLabels: {
        "labels": (5, 1, 15),
        "spammers": (0.4, 0, 0.7),
        "hard": (0, 0, 0.3),
        "accuracy": (0.92, 0.6, 1),
    },
    Triage: {"separation": (2, 1, 4), "person": (0.08, 0.01, 1), "confidence": (1, 0.5, 4)},
    Heteromation: {
        "automation": (0.9, 0, 0.995),
        "elasticity": (1.5, 0, 3),
        "machine": (0.001, 0.0001, 0.05),
        "person": (0.05, 0.01, 1),
    },
}
MODELS = [c for c in vars(gig_labour_chains).values() if isinstance(c, type)]


def numbers(model):
    return {n: p for n, p in model.parameters().items() if isinstance(p, Number)}


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_defaults_and_ranges_are_those_of_the_design(model):
    assert issubclass(model, Model)
    found = {n: (getattr(model(), n), p.low, p.high) for n, p in numbers(model).items()}
    assert found == DECLARED[model]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_shares_chances_and_weights_lie_within_0_and_1(model):
    for name, declared in numbers(model).items():
        share = re.search(r"\b(share|chance|weight|how often|how much of)\b", declared.meaning)
        if share and not declared.unit:
            assert 0 <= declared.low < declared.high <= 1, name


# ---------------------------------------------------------- the chain


@pytest.mark.parametrize("rule", ["percentage", "fixed sum"])
@pytest.mark.parametrize("tiers", [1, 4])
def test_chain_stage_by_stage(rule, tiers):
    table = LabourChain(
        price=20.0, tiers=tiers, margin=0.25, rule=rule, rise=3.0, branching=4
    ).run()
    left = 20.0
    for stage in range(tiers):
        assert table.received[stage] == pytest.approx(left)
        assert table.kept[stage] == pytest.approx(0.25 * left)
        assert table.people[stage] == 4**stage
        left *= 0.75
    assert table.kept.iloc[-1] == table.received.iloc[-1] == pytest.approx(left)
    assert table.kept.sum() == pytest.approx(20)
    assert table.received_after.iloc[-1] == table.kept_after.iloc[-1] == pytest.approx(3 * left)
    assert table.kept_after.sum() == pytest.approx(table.received_after[0])
    assert table.received_after[0] == pytest.approx(60 if rule == "percentage" else 20 + 2 * left)


# ---------------------------------------------------------- one buyer, many sellers


@pytest.mark.parametrize("elasticity", [0.1, 0.5, 2.0])
def test_one_buyer_pays_what_is_best_for_the_buyer(elasticity):
    model = TwoLabourMarkets(elasticity=elasticity)
    rate = np.linspace(0.001, 9.999, 9999)
    profit = (rate / 10) ** elasticity * (10 - rate)
    assert model.one_buyer == pytest.approx(rate[profit.argmax()], abs=0.002)
    table = model.run().set_index("floor")
    assert table.one_buyer_work[0.0] == pytest.approx((model.one_buyer / 10) ** elasticity)
    assert (table.one_buyer_work[0.0:10.0].diff().dropna() >= 0).all()
    assert (table.one_buyer_work[10.5:] == 0).all()


def test_jobs_and_people_are_spread_evenly():
    assert (JOBS, LEAST, MOST) == (100, 1, 10)
    assert wanted([0, 1, 3.25, 5.5, 10, 12]).tolist() == [100, 100, 75, 50, 0, 0]
    assert offered([0.5, 4.25, 8, 9], 200, 0.5, 8.0).tolist() == [0, 100, 200, 200]
    assert offered(4.25, [0, 10], 0.5, 8.0).tolist() == [0, 5]


def test_a_market_clears_at_the_lowest_rate_that_fills_what_is_worth_it():
    assert clearing(lambda rate: offered(rate, 100, 1.0, 10.0)) == pytest.approx(5.5)
    rates = clearing(lambda rate: offered(rate, np.array([100, 500]), 0.0, 1.0), (2,))
    assert rates.tolist() == pytest.approx([1.0, 0.2])  # beyond its least ask a crowd has no say


def auction(rng, workers, floor):
    """Match the keenest worker with the best job while both gain, at a rate nobody would upset."""
    asks, values = (
        sorted(rng.uniform(0.5, 8, workers)),
        sorted(rng.uniform(1, 10, JOBS), reverse=True),
    )
    trades = 0
    while trades < min(workers, JOBS) and values[trades] >= asks[trades]:
        trades += 1
    next_ask = asks[trades] if trades < workers else math.inf
    next_value = values[trades] if trades < JOBS else 0
    rate = (max(asks[trades - 1], next_value) + min(values[trades - 1], next_ask)) / 2
    if floor > rate:
        rate, trades = floor, min(sum(v >= floor for v in values), sum(a <= floor for a in asks))
    return rate, trades / JOBS


@pytest.mark.parametrize(
    ("ratio", "floor"), [(0.5, 0.0), (1.0, 0.0), (2.0, 4.0), (9.0, 0.0), (9.0, 6.0), (20.0, 0.0)]
)
def test_crowd_bid_by_bid(ratio, floor):
    rng = generator(1)
    rates, filled = np.mean([auction(rng, round(ratio * JOBS), floor) for _ in range(200)], axis=0)
    row = TwoLabourMarkets(workers_per_job=ratio, floor=floor).result().yours
    assert row.crowd_rate == pytest.approx(rates, abs=0.06)
    assert row.crowd_work == pytest.approx(filled, abs=0.02)


def test_with_every_job_filled_the_rate_is_an_order_statistic():
    # (K + 1)th lowest of N asks, K = 100: r0 + (r1 - r0)(K + 1)/(N + 1), here for N = 2000
    assert TwoLabourMarkets(workers_per_job=20.0).crowd == pytest.approx(
        0.5 + 7.5 * 101 / 2001, abs=0.005
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"newcomers": 0.5},
        {"newcomers": 1.0},
        {"newcomers": 4.0, "wage_ratio": 3.0, "friction": 0.5},
    ],
)
def test_planet_bid_by_bid(settings):
    model, rng = PlanetaryMarket(**settings), generator(2)
    rows = []
    for _ in range(200):
        half = round(JOBS * model.newcomers / 2)
        home = rng.uniform(4, 10, JOBS)
        tied, untied = rng.uniform(4, 10, (2, half)) / model.wage_ratio
        cost = np.concatenate([home, tied, untied + model.friction])
        order, values = cost.argsort(), np.sort(rng.uniform(1, 10, JOBS))[::-1]
        hired = order[: int((values[: len(order)] >= cost[order][:JOBS]).sum())]
        rate = (
            max(cost[hired].max(), values[len(hired)] if len(hired) < JOBS else 0)
            + min(values[len(hired) - 1], np.sort(cost)[len(hired)])
        ) / 2
        rows.append(
            (
                rate,
                (hired < JOBS).sum(),
                ((hired >= JOBS) & (hired < JOBS + half)).sum(),
                (hired >= JOBS + half).sum(),
            )
        )
    rate, home, tied, untied = np.mean(rows, axis=0)
    row = model.result().yours
    assert row.rate == pytest.approx(rate, abs=0.1)
    assert [row.home_work, row.tied_work, row.untied_work] == pytest.approx(
        [home, tied, untied], abs=2.5
    )
    assert row.untied_rate == pytest.approx(max(row.rate - model.friction, 0))


# ---------------------------------------------------------- floors, upgrades


def pledges_one_by_one(model, rng, together):
    place = [worker * model.places // 240 for worker in range(240)]
    size = [place.count(p) for p in range(model.places)]
    waits = rng.normal(model.threshold, 0.15, 240)
    first = round(model.starters * 240)
    chosen = set(range(first)) if together else set(rng.permutation(240)[:first].tolist())
    pledged = [worker in chosen for worker in range(240)]
    for _ in range(30):
        here = [
            sum(pledged[w] for w in range(240) if place[w] == p) / size[p]
            for p in range(model.places)
        ]
        everywhere = sum(pledged) / 240
        seen = [model.within * here[place[w]] + (1 - model.within) * everywhere for w in range(240)]
        pledged = [pledged[w] or seen[w] > waits[w] for w in range(240)]
    here = [
        sum(pledged[w] for w in range(240) if place[w] == p) / size[p] for p in range(model.places)
    ]
    return sum(pledged) / 240, sum(
        1 - share + model.outsiders < 0.5 - 1e-9 for share in here
    ) / model.places


@pytest.mark.parametrize(
    "settings", [{}, {"starters": 0.2, "places": 7}, {"starters": 0.2, "outsiders": 0.25}]
)
def test_pledges_one_by_one(settings):
    model, rng = CollectiveFloor(**settings), generator(3)
    row = mean_table(model, 3).iloc[-1]
    for name in ("together", "scattered"):
        shares, holds = np.mean(
            [pledges_one_by_one(model, rng, name == "together") for _ in range(60)], axis=0
        )
        assert row[name] == pytest.approx(shares, abs=0.06)
        assert row[f"holds_{name}"] == pytest.approx(holds, abs=0.06)


def test_pledges_start_where_they_are_put():
    table = CollectiveFloor(starters=0.1, threshold=0.9).run()
    assert table.scattered[0] == table.together[0] == pytest.approx(0.1)
    assert (table[["scattered", "together"]].diff().dropna() >= 0).all(axis=None)
    one_place = mean_table(CollectiveFloor(places=1, starters=0.15), 5).iloc[-1]
    assert one_place.scattered == pytest.approx(
        one_place.together, abs=0.05
    )  # without places it is the same


def test_a_floor_holds_where_too_few_are_left_to_do_the_work():
    # 40 people and 20 jobs in each of six places: it takes 21 pledges, and no outsider for two.
    for pledges, places in ((20, 0), (21, 1)):
        start = CollectiveFloor(starters=pledges / 240, threshold=0.9, within=0.0).run(4)
        assert start.holds_together[0] == pytest.approx(places / 6)
    assert CollectiveFloor(starters=0.4, outsiders=0.5).run().holds_together.max() == 0


@pytest.mark.parametrize(("leak", "contract"), [(0.7, 12), (0.3, 7), (1.0, 30), (0.0, 60)])
def test_skill_month_by_month(leak, contract):
    skill = most = 0.0
    for month in range(1, 240 // contract * contract + 1):
        skill += 1
        most = max(most, skill)
        if month % contract == 0:
            skill *= 1 - leak
    row = Upgrading(leak=leak, contract=contract, entry=20).result().yours
    assert row.skill == pytest.approx(most)
    assert row.upgrades == (most >= 20)
    assert row.skill <= row.limit + 1e-9


@pytest.mark.parametrize(("contract", "entry"), [(12, 24), (10, 40), (30, 20)])
def test_beyond_the_limit_nothing_is_enough(contract, entry):
    model = Upgrading(contract=contract, entry=entry)
    assert (
        Upgrading(contract=contract, entry=entry, leak=min(1.0, model.most_leak * 0.98))
        .result()
        .yours.upgrades
    )
    if model.most_leak < 1:
        assert (
            not Upgrading(contract=contract, entry=entry, leak=model.most_leak * 1.02)
            .result()
            .yours.upgrades
        )


# ---------------------------------------------------------- the payslip


def test_pieces_task_by_task():
    rng, wages = generator(4), []
    for _ in range(30):
        paid = seconds = 0.0
        for _ in range(500):
            seconds += rng.exponential(15) + rng.exponential(30)
            paid += 0.10 * (rng.random() >= 0.10) * (rng.random() >= 0.05)
        wages.append(3600 * paid / seconds)
    row = mean_table(PieceWork(), 5).query("yours == 1").iloc[0]
    assert row.expected == pytest.approx(np.mean(wages), rel=0.02)
    assert row["median"] == pytest.approx(np.median(wages), rel=0.03)
    assert row.high - row.low == pytest.approx(
        np.quantile(wages, 0.9) - np.quantile(wages, 0.1), rel=0.5
    )
    table = PieceWork(search=7.0).run()
    np.testing.assert_allclose(table["median"], table.expected, rtol=0.03)


def test_pay_of_workers_is_pay_of_requesters_weighted_by_volume():
    # Weighting lognormals by volume moves the mean of log pay by the covariance of both logarithms.
    model = TwoAverages(mix=1, unpaid=0.0, correlation=0.3, spread=0.6)
    median = np.mean([model.run(seed).median_worker[0] for seed in range(60)])
    assert median == pytest.approx(6 * math.exp(-0.3 * 0.6 * 2), rel=0.06)
    tables = [TwoAverages().run(seed) for seed in range(60)]
    assert np.mean([t.mean_requester[0] for t in tables]) == pytest.approx(
        6 * math.exp(1.15**2 / 2), rel=0.02
    )
    for table in tables[:3]:
        assert [table.requesters.sum(), table.workers.sum()] == pytest.approx([1, 1], abs=0.01)
        over = table.workers[table.pay > 7.25].sum()
        assert over == pytest.approx(table.above[0], abs=0.03)


def test_unpaid_time_scales_what_workers_have():
    half, full = TwoAverages(unpaid=0.5).run(1), TwoAverages(unpaid=0.0).run(1)
    assert half.median_worker[0] == pytest.approx(full.median_worker[0] / 2)


@pytest.mark.parametrize("swing", [0.3, 0.5, 0.8])
def test_low_months_meet_the_lognormal_law(swing):
    model = CommodifiedRisk(swing=swing, need=0.7)
    row = mean_table(model, 10).iloc[0]
    below, subsidy = model.exact
    assert row.below == pytest.approx(below, abs=0.01)
    assert row.subsidy == pytest.approx(subsidy, rel=0.05)
    draws = np.exp(swing * generator(5).normal(size=400_000) - swing**2 / 2)
    assert below == pytest.approx((draws < 0.7).mean(), abs=0.003)
    assert subsidy == pytest.approx(np.maximum(0.7 - draws, 0).mean(), rel=0.02)


def test_luck_lasts_as_long_as_it_should():
    # Memory changes how low months follow one another, and not how many there are.
    assert CommodifiedRisk(memory=0.9).exact == CommodifiedRisk(memory=0.0).exact
    runs = [mean_table(CommodifiedRisk(memory=m), 10).below[0] for m in (0.0, 0.9)]
    assert runs == pytest.approx([CommodifiedRisk().exact[0]] * 2, abs=0.02)


def longest_spell(model, rng):
    luck, low = rng.normal(), []
    for _ in range(60):
        low.append(math.exp(model.swing * luck - model.swing**2 / 2) < model.need)
        luck = model.memory * luck + math.sqrt(1 - model.memory**2) * rng.normal()
    return max((len(list(spell)) for short, spell in groupby(low) if short), default=0)


@pytest.mark.parametrize("settings", [{"memory": 0.8}, {"swing": 0.3, "need": 0.8}])
def test_low_months_in_a_row_month_by_month(settings):
    model, rng = CommodifiedRisk(**settings), generator(12)
    spells = [longest_spell(model, rng) for _ in range(3000)]
    found = over_seeds(model, lambda table: table.longest[0])
    assert found == pytest.approx(np.mean(spells), abs=6 * (found.error + np.std(spells) / 54))


def test_low_months_in_a_row_without_memory_follow_from_their_number():
    # The chance of no run of k among n independent months, by where the first good month lies.
    below, months = NormalDist().cdf(math.log(0.6) / 0.5 + 0.25), 60
    expected = 0.0
    for k in range(1, months + 1):
        none = [1.0] * k
        for n in range(k, months + 1):
            none.append(sum(below**j * (1 - below) * none[n - 1 - j] for j in range(k)))
        expected += 1 - none[months]
    found = over_seeds(CommodifiedRisk(memory=0.0), lambda table: table.longest[0], 20)
    assert found == pytest.approx(expected, abs=6 * found.error)


def test_luck_that_lasts_makes_longer_spells_and_no_more_low_months():
    tables = [mean_table(CommodifiedRisk(memory=m), 5) for m in (0.0, 0.5, 0.9)]
    longest = [table.longest[0] for table in tables]
    assert longest[0] + 1 < longest[1] < longest[2] - 2
    assert all((table.longest.diff().dropna() <= 0).all() for table in tables)


def stayers_one_by_one(seen, outside, share):
    people = [(i + 0.5) / 150 for i in range(150)]
    stay = [1.0] * 150
    for _ in range(200):
        mean = sum(s * q for s, q in zip(stay, people, strict=True)) / sum(stay)
        pay = [share * ((1 - seen) * mean + seen * q) for q in people]
        stay = [
            1 / (1 + math.exp(-(p - outside * q - 0.05) / 0.05))
            for p, q in zip(pay, people, strict=True)
        ]
    return sum(stay[100:]) / 50, sum(stay) / 150


@pytest.mark.parametrize("recognition", [0.0, 0.5, 0.9])
def test_stayers_one_by_one(recognition):
    row = HalfRecognition(recognition=recognition, outside=0.5, share=0.8).result().yours
    assert [row.skilled, row.stay] == pytest.approx(stayers_one_by_one(recognition, 0.5, 0.8))


def test_it_tips_and_does_not_slope():
    skilled = HalfRecognition().run().skilled
    steps = skilled.diff().dropna()
    assert (steps > -1e-9).all()
    assert steps.max() > 2 * steps.mean()


# ---------------------------------------------------------- clicks


def test_break_even_is_where_both_cost_the_same():
    for model in (BotOrCrowd(), BotOrCrowd(program=500.0, bots_caught=0.5, people_caught=0.1)):
        row = model.but(volume=model.break_even).result().yours
        assert row.bot == pytest.approx(row.crowd)
        table = model.run()
        assert ((table.bot < table.crowd) == (table.volume > model.break_even)).all()
        assert (table.cheapest == table[["bot", "crowd"]].min(axis=1)).all()


def test_survivors_one_by_one():
    rng = generator(6)
    bots, people = (rng.random(10_000) >= 0.9).sum(), (rng.random(10_000) >= 0.2).sum()
    row = BotOrCrowd().result().yours
    assert row.bot == pytest.approx(100 / bots, rel=0.1)
    assert row.crowd == pytest.approx(10_000 * 0.01 / people, rel=0.05)


@pytest.mark.parametrize("wanted", [0.41, 0.55, 0.9])
def test_the_posts_added_give_the_share_wanted(wanted):
    row = ShareOfVoice(wanted=wanted).result().yours
    assert (40_000 + row.posts) / (100_000 + row.posts) == pytest.approx(wanted)
    assert row.crowd == pytest.approx(row.posts / 100)
    assert ShareOfVoice(wanted=0.3).result().yours.posts == 0


def test_prices_are_the_published_ones():
    assert PRICES["bundle"] == pytest.approx(300 / (3530 + 25_750 + 20_000 + 5100))
    assert PRICES["influencer"] / PRICES["farm"] == pytest.approx(5833.3, rel=1e-4)
    assert bill([0, 100])["crowd"].tolist() == [0, 1]


def speak_one_by_one(model, rng):
    people, confidence = model.people, [0.0] * model.people
    side = [1 if i < round(model.true_share * people) else -1 for i in range(people)]
    friends = [[int(rng.integers(people)) for _ in range(8)] for _ in range(people)]
    for _ in range(41):
        voice = [
            s if rng.random() < 1 / (1 + math.exp(-2 * c)) else 0
            for s, c in zip(side, confidence, strict=True)
        ]
        ours, all_said = voice.count(1), people - voice.count(0)
        extra = model.bought * people
        count = (ours + extra) / (all_said + extra) if all_said + extra else 0.5
        for i in range(people):
            near = [voice[f] for f in friends[i] if voice[f]]
            local = near.count(1) / len(near) if near else 0.5
            seen = model.public * count + (1 - model.public) * local
            confidence[i] = 0.5 * confidence[i] + 0.5 * 8 * side[i] * (seen - 0.5)
    return ours / all_said


@pytest.mark.parametrize(
    ("settings", "sure"),
    [({"bought": 0.1}, True), ({"true_share": 0.4, "bought": 0.05}, True), ({}, False)],
)
def test_silence_one_by_one(settings, sure):
    model, rng = BoughtSilence(people=100, **settings), generator(7)
    ends = np.array([speak_one_by_one(model, rng) for _ in range(40)])
    row = mean_table(model, 5).iloc[-1]
    assert row.won == pytest.approx((ends > 0.9).mean(), abs=0.1 if sure else 0.17)
    assert row.lost == pytest.approx((ends < 0.1).mean(), abs=0.1 if sure else 0.17)


@pytest.mark.parametrize("bought", [0.0, 0.02, 0.1, 0.3])
def test_the_first_count_shows_what_is_bought(bought):
    # Half of 50 and half of 50 speak at first; b posts a person make it (1/4 + b)/(1/2 + b).
    # From it confidence follows, and from that the share of each side who speak next, if nobody
    # looks at anything but the count.
    town = BoughtSilence(public=1.0, bought=bought, people=400)
    lead = (0.25 + bought) / (0.5 + bought) - 0.5
    loud, quiet = (1 / (1 + math.exp(-2 * 0.5 * 8 * x)) for x in (lead, -lead))
    found = over_seeds(town, lambda table: table["median"][1], 20)
    assert found == pytest.approx(loud / (loud + quiet), abs=0.01)


def test_what_is_bought_is_counted_in_posts():
    assert BoughtSilence().posts == pytest.approx(8 * 41)
    assert BoughtSilence(bought=0.1, people=300).posts == pytest.approx(30 * 41)


def test_silence_begins_with_everybody_half_as_loud():
    first = BoughtSilence(true_share=0.4, bought=0.5).run().iloc[0]
    assert first["median"] == pytest.approx(0.4, abs=0.03)
    assert first.won == first.lost == 0


def test_an_audit_misses_what_the_binomial_law_says():
    row = MarketAudit(sample=400, rate=0.005, public=0.5).result().yours
    assert row.missed == pytest.approx(
        (generator(8).binomial(400, 0.0025, 100_000) == 0).mean(), abs=0.01
    )
    assert (1 - row.upper) ** 400 == pytest.approx(0.05)
    assert row.upper == pytest.approx(row.rule, rel=0.01)


def test_scenes_are_linked_as_often_as_declared():
    worlds = ToothpasteTube().worlds(generator(13), 40)
    same = np.arange(240)[:, None] % 6 == np.arange(240) % 6
    graphs = np.array([graph for graph, _ in worlds])
    assert not graphs[:, np.arange(240), np.arange(240)].any()
    pairs = 6 * 40 * 39
    assert graphs[:, same].sum() / 40 / pairs == pytest.approx(0.12, abs=0.004)
    assert graphs[:, ~same].sum() / 40 / (240 * 200) == pytest.approx(0.006, abs=0.0004)


def ban_one_by_one(graph, banned_share, luck):
    group = [site % 6 for site in range(240)]
    links = {site: {int(o) for o in np.flatnonzero(graph[site])} for site in range(240)}
    across = {site: sum(group[o] != group[site] for o in links[site]) for site in links}
    banned = sorted(links, key=lambda site: (-across[site], luck[0][site]))[
        : round(banned_share * 240)
    ]
    for site in banned:
        for other in links.pop(site):
            links.get(other, set()).discard(site)
    left = [sum(group[site] == g for site in links) for g in range(6)]
    hosts = sorted(range(6), key=lambda g: -left[g])[:2]
    old = {g: [site for site in links if group[site] == g] for g in hosts}
    for turn, site in enumerate(banned):
        group[site] = hosts[turn % 2]
        links[site] = set()
        for friend in sorted(old[group[site]], key=lambda other: luck[site][other])[:6]:
            links[site].add(friend)
            links[friend].add(site)
    ends = [(a, b) for a in links for b in links[a]]
    sizes = sorted(sum(group[site] == g for site in links) for g in range(6))
    bridging = sum(group[a] != group[b] for a, b in ends) / len(ends)
    return len(links), len(ends) / 2 / len(links), bridging, sum(sizes[-2:]) / len(links)


@pytest.mark.parametrize("ban", [0.0, 0.2, 0.5])
def test_ban_site_by_site(ban):
    model = ToothpasteTube(ban=ban)
    for graph, luck in model.worlds(generator(9), 2):
        assert (graph == graph.T).all()
        assert model.after(ban, graph, luck) == pytest.approx(ban_one_by_one(graph, ban, luck))


def test_a_ban_without_return_only_takes_away():
    table = ToothpasteTube(reopen=0.0).run()
    np.testing.assert_allclose(table.sites, 240 * (1 - table.banned))
    assert table.bridging.is_monotonic_decreasing
    assert ToothpasteTube(reopen=0.5, ban=0.5).result().yours.sites == 180


# ---------------------------------------------------------- labels


@pytest.mark.parametrize("flip", [0.1, 0.25, 0.4])
def test_a_noisy_label_is_worth_the_square(flip):
    # A share near one half is estimated from n noisy labels as well as from n (1 - 2f)^2 clean.
    rng, n = generator(10), 4000
    said = rng.binomial(n, 0.5, 4000) / n  # half of all answers are yes, whatever is turned round
    spread = ((said - flip) / (1 - 2 * flip)).std()
    clean = round(n * (1 - 2 * flip) ** 2)
    assert spread == pytest.approx(0.5 / math.sqrt(clean), rel=0.05)
    row = FreeLabels(flip=flip, users=500).result().yours
    assert row.worth / row.free == pytest.approx((1 - 2 * flip) ** 2)


def test_what_users_do_not_give_is_bought():
    table = FreeLabels(error=0.02).run()
    needed = 0.02 ** (-1 / 0.35)
    np.testing.assert_allclose(table.bought + np.minimum(table.worth, needed), needed)
    np.testing.assert_allclose(table.bought_share, table.bought / needed)
    assert FreeLabels(clicks=0.0, users=10_000_000).result().yours.bought_share == 1
    assert FreeLabels(clicks=0.0).enough == FreeLabels(flip=0.5).enough == math.inf
    for users, share in ((FreeLabels().enough * 0.999, True), (FreeLabels().enough * 1.001, False)):
        assert (FreeLabels(users=users).result().yours.bought > 0) == share


def test_labels_of_the_crowd_by_the_binomial_law():
    # Nobody spams: a majority of k is right as often as the jury theorem says.
    model = CrowdLabels(spammers=0.0, accuracy=0.7, labels=9)
    table = mean_table(model, 20).set_index("labels")
    for k in (1, 3, 9):
        right = sum(math.comb(k, j) * 0.7**j * 0.3 ** (k - j) for j in range(k // 2 + 1, k + 1))
        assert table.majority[k] == pytest.approx(right, abs=0.012)


def test_no_worker_labels_an_item_twice_and_ties_are_even():
    table = mean_table(CrowdLabels(labels=2, spammers=0.0, accuracy=0.8), 20).set_index("labels")
    assert table.majority[2] == pytest.approx(
        0.8, abs=0.015
    )  # two labels are as good as one: a tie is a coin


def test_what_all_misunderstand_is_lost():
    table = mean_table(CrowdLabels(spammers=0.0, hard=0.3, accuracy=1.0), 3)
    assert table.majority.tolist() == pytest.approx([0.7] * len(table))
    assert table.estimated.max() <= 0.7 + 1e-9


def test_triage_case_by_case():
    rng, model = generator(11), Triage(separation=1.5, person=0.1, confidence=2.0)
    kind = rng.choice([-1, 1], 400_000)
    score = rng.normal(kind * 0.75)
    doubt = 1 / (1 + np.exp(2 * 1.5 * np.abs(score)))
    over = doubt > 0.1
    wrong = ~over & (np.sign(score) != kind)
    row = model.result().yours
    assert row.people == pytest.approx(over.mean(), abs=0.003)
    assert row.errors == pytest.approx(wrong.mean(), abs=0.003)
    assert row.cost == pytest.approx(0.1 * row.people + row.errors)


@pytest.mark.parametrize("person", [0.02, 0.08, 0.3, 0.49])
def test_a_machine_that_knows_itself_hands_over_what_is_best(person):
    model = Triage(person=person, separation=1.25)
    table = model.run()
    assert model.result().yours.cost <= table.cost.min() + 1e-12
    assert model.result().yours.people > 0


@pytest.mark.parametrize("elasticity", [0.5, 1.0, 1.5, 3.0])
def test_hours_peak_where_calculus_says(elasticity):
    model = Heteromation(elasticity=elasticity)
    left = np.linspace(0.0001, 1, 100_000)
    hours = left * (0.001 + left * 0.05) ** -elasticity
    assert 1 - left[hours.argmax()] == pytest.approx(model.peak, abs=1e-4)
    table = model.run()
    assert table[["price", "demand", "hours"]].iloc[0].tolist() == [1, 1, 1]
    np.testing.assert_allclose(table.hours, (1 - table.automated) * table.price**-elasticity)
    np.testing.assert_allclose(table.price, (0.001 + (1 - table.automated) * 0.05) / 0.051)
