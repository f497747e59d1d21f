"""The attention economy: claims hold, simulations meet their equations and their plain twins."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pandas as pd
import pytest

from recursivity.core import (
    ParameterError,
    generator,
    gini,
    mean_table,
    normal_cdf,
    plateau,
    status_bound,
)
from recursivity.ladders.attention_economy import (
    ArbitraryViews,
    AttentionBudget,
    Ceiling,
    Concentration,
    HiddenScore,
    HobbyFinance,
    HotTopics,
    InTray,
    LateComers,
    Lift,
    PeersAmongFollowers,
    Plan,
    Pyramid,
    RichAndPoor,
    RiskPool,
    Rota,
    SilentFailures,
    StatusTiers,
    TakeOff,
    TightLoop,
    Tournament,
    placed,
)

# --------------------------------------------------------------- the in-tray


def trays_one_by_one(model, rng, pieces=200):
    """Return the yeses of every piece, best first: one clerk and one piece at a time."""
    counts = []
    for worth in sorted((rng.gauss(0, 1) for _ in range(pieces)), reverse=True):
        decided = []
        for _ in range(model.readings):
            if decided and rng.random() < model.copying:
                decided.append(rng.choice(decided))
            else:
                decided.append(rng.gauss(0, 1) < worth / model.noise)
        counts.append(sum(decided))
    return counts


@pytest.mark.parametrize(
    "settings", [{"readings": 10}, {"readings": 30, "copying": 0.5}, {"readings": 8, "noise": 8.0}]
)
def test_an_order_is_as_good_as_clerks_one_by_one_make_it(settings):
    model = InTray(**settings)
    rng = random.Random(3)
    right = []
    best = []
    for _ in range(30):
        counts = trays_one_by_one(model, rng)
        pairs = [(a > b) + (a == b) / 2 for a, b in itertools.combinations(counts, 2)]
        right.append(np.mean(pairs))
        order = sorted(range(200), key=lambda piece: (-counts[piece], rng.random()))
        best.append(np.mean([piece < 20 for piece in order[:20]]))
    rows = [model.run(seed).query("yours").iloc[0] for seed in range(2)]
    assert np.mean([row.right for row in rows]) == pytest.approx(np.mean(right), abs=0.012)
    assert np.mean([row.found for row in rows]) == pytest.approx(np.mean(best), abs=0.06)


@pytest.mark.parametrize("copying", [0.0, 0.3, 0.5, 0.9, 1.0])
def test_a_crowd_is_worth_the_clerks_whose_count_is_as_uncertain(copying):
    rng = np.random.default_rng(8)
    clerks = 20
    passed = np.zeros(40_000)
    for before in range(clerks):
        copies = (rng.random(passed.shape) < copying) & (before > 0)
        seen = passed / max(before, 1)
        passed += rng.random(passed.shape) < np.where(copies, seen, 0.3)
    variance = (passed / clerks).var()
    assert InTray(copying=copying).worth_of(clerks) == pytest.approx(0.21 / variance, rel=0.04)
    assert InTray(copying=0.0).worth_of(clerks) == pytest.approx(clerks)


def test_trays_agree_where_there_is_nothing_to_copy_and_where_all_is_copied():
    first = InTray().run(seed=4).iloc[0]
    copied = InTray(copying=1.0).run(seed=4)
    assert (copied.right == first.right).all()
    assert (copied.found == first.found).all()
    assert copied.worth_of.to_numpy() == pytest.approx(1)
    one = InTray(readings=1).run(seed=4)
    assert one[one.yours].right.item() == first.right


# ---------------------------------------------------------- budgets, lifts


@pytest.mark.parametrize(
    "settings",
    [{}, {"makers": 0.1, "outside": 2.0}, {"output": 3, "reading": 7, "unevenness": 3.0}],
)
def test_every_reading_given_is_a_reading_had(settings):
    model = AttentionBudget(**settings)
    table = model.run()
    shown = np.minimum(table.works, 4000)
    np.testing.assert_allclose(table.simulated, model.audience, atol=0.5 / shown.min())
    assert model.audience * table.works[0] == pytest.approx(
        100 * model.reading * (1 + model.outside)
    )
    even = model.but(unevenness=0.0).run().iloc[-1]
    assert even.unread == pytest.approx(
        math.exp(-model.audience), abs=0.02
    )  # readings fall as in a Poisson law


def test_livings_are_what_all_who_read_spend():
    circle = AttentionBudget(outside=2.0)
    assert circle.livings(spend=50, need=20_000) == pytest.approx(0.0075)
    assert circle.livings(spend=0, need=1) == 0
    for spend, need, name in ((-1, 1, "spend"), (math.inf, 1, "spend"), (1, 0, "need")):
        with pytest.raises(ParameterError, match=f"{name} must satisfy 0 <"):
            circle.livings(spend=spend, need=need)


def threads_one_by_one(model, rng):
    n = model.members
    follows = [{j for j in range(n) if j != i and rng.random() < 10 / (n - 1)} for i in range(n)]
    strangers, gains = [0] * n, []

    def followers():
        return [sum(i in follows[j] for j in range(n)) + strangers[i] for i in range(n)]

    for _ in range(100):
        before = followers()
        order = [int(i) for i in rng.permutation(n)]
        host, guests = order[0], order[1 : 1 + round(model.take_up * (n - 1))]
        for guest in guests:
            follows[guest].add(host)
            if model.follow_back == "yes":
                follows[host].add(guest)
            follows[guest] |= {
                other for other in guests if other != guest and rng.random() < model.mutual
            }
        strangers[host] += model.strangers
        after = followers()
        gains.append((after[host] - before[host], np.mean([after[g] - before[g] for g in guests])))
    return np.mean(gains, axis=0), gini(followers()), np.mean([len(f) for f in follows])


@pytest.mark.parametrize(
    "settings", [{}, {"follow_back": "no", "mutual": 0.05}, {"take_up": 0.4, "strangers": 7}]
)
def test_lift_thread_by_thread(settings):
    model = Lift(members=100, **settings)
    (host, guest), unequal, following = threads_one_by_one(model, generator(1))
    table = mean_table(model, seeds=3)
    assert table.host.iloc[1:].mean() == pytest.approx(host, rel=0.12)
    assert table.guest.iloc[1:].mean() == pytest.approx(guest, rel=0.15)
    assert table.gini.iloc[-1] == pytest.approx(unequal, abs=0.04)
    assert table.following.iloc[-1] == pytest.approx(following, rel=0.08)


def test_guests_follow_each_other_as_often_as_said():
    model = Lift(mutual=0.05, take_up=1.0, follow_back="no")
    follows = np.zeros((4, 300, 300), dtype=bool)
    order = np.tile(np.arange(300), (4, 1))
    model._thread(generator(0), follows, order[:, 0], order[:, 1:])
    assert follows[:, 1:, 0].all()
    assert not follows[:, 0].any()
    assert follows[:, 1:, 1:].mean() == pytest.approx(0.05 * 298 / 299, rel=0.02)
    assert not follows[:, np.arange(300), np.arange(300)].any()


# ---------------------------------------------------------- under a ceiling


def tiers_pair_by_pair(model, rng):
    pulls, tier = [0.8, 0.35, 0.06, 0.004], [0] + [1] * 9 + [2] * 90 + [3] * 900
    appetite = rng.lognormal(-(model.appetite**2) / 2, model.appetite, 1000)
    flat = sum(pulls[t] for t in tier) / 1000
    follows = np.zeros((1000, 1000), dtype=bool)
    for j in range(1000):
        pull = flat + model.status * (pulls[tier[j]] - flat)
        for i in range(1000):
            follows[i, j] = i != j and rng.random() < 1 - (1 - pull) ** appetite[i]
    returned = follows.copy()
    for i, j in np.argwhere(follows):
        distance = tier[i] - tier[j]
        if distance >= 0 and rng.random() < model.courtesy * math.exp(-model.gap * distance):
            returned[j, i] = True
    return returned, np.array(tier)


@pytest.mark.parametrize(
    "settings", [{}, {"status": 0.5, "gap": 0.5, "courtesy": 0.8, "appetite": 1.0}]
)
def test_tiers_pair_by_pair(settings):
    model = StatusTiers(**settings)
    follows, tier = tiers_pair_by_pair(model, generator(0))
    table = mean_table(model, seeds=6)
    for t in range(4):
        fans, lower = follows[:, tier == t], tier > t
        assert table.followers[t] == pytest.approx(fans.sum(axis=0).mean(), rel=0.08)
        if t > 1:  # the few above have few appetites between them
            assert table.following[t] == pytest.approx(
                follows[tier == t].sum(axis=1).mean(), rel=0.1
            )
        assert table.below[t] == pytest.approx(fans[lower].sum() / fans.sum(), abs=0.04)
        assert table.returned[t] == pytest.approx(
            (fans & follows[tier == t].T)[lower].sum() / max(fans[lower].sum(), 1), abs=0.04
        )
        fans_of = fans[1:]
        assert table.both[t] == pytest.approx(
            (fans_of & follows[1:, :1]).sum() / fans_of.sum(), abs=0.05
        )
    assert table.mutual[0] == pytest.approx((follows & follows.T).sum() / follows.sum(), abs=0.03)
    assert table["size"].tolist() == [1, 9, 90, 900]


def test_tiers_by_hand_where_all_have_one_appetite_and_nobody_is_polite():
    model = StatusTiers(appetite=0.0, courtesy=0.0)
    table = mean_table(model, seeds=6)
    assert table.followers.tolist() == pytest.approx([799.2, 349.65, 59.94, 3.996], rel=0.02)
    follows = 0.8 * 1 + 0.35 * 9 + 0.06 * 90 + 0.004 * 899  # of somebody in the last tier
    assert table.following[3] == pytest.approx(follows, rel=0.01)
    wished = (90 * 0.06 + 900 * 0.004) / 990  # a name follows those below for its own sake only
    assert table.returned[1] == pytest.approx(wished, abs=0.002)
    assert table.returned[2] == pytest.approx(0.004, abs=0.001)
    interest = mean_table(model.but(status=0.0), seeds=6)
    flat = (0.8 * 1 + 0.35 * 9 + 0.06 * 90 + 0.004 * 900) / 1000
    assert interest.followers[3] == pytest.approx(999 * flat, rel=0.02)


def test_members_differ_in_how_much_they_follow_as_much_as_declared():
    spread = []
    for seed in range(5):
        follows = StatusTiers(courtesy=0.0).graph(generator(seed))[100:].sum(axis=1)
        spread.append(follows.var() / follows.mean() ** 2)
    rng = generator(9)
    appetite = np.exp(0.4 * rng.standard_normal(200_000) - 0.4**2 / 2)
    wishes = {p: 1 - (1 - p) ** appetite for p in (0.8, 0.35, 0.06, 0.004)}
    number = {0.8: 1, 0.35: 9, 0.06: 90, 0.004: 899}
    mean = sum(number[p] * wishes[p] for p in number)
    luck = sum(number[p] * wishes[p] * (1 - wishes[p]) for p in number)
    expected = (mean.var() + luck.mean()) / mean.mean() ** 2
    assert np.mean(spread) == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize(("gap", "courtesy"), [(2.0, 0.5), (0.5, 0.8)])
def test_courtesy_fades_with_each_tier_between(gap, courtesy):
    model = StatusTiers(appetite=0.0, gap=gap, courtesy=courtesy)
    table = mean_table(model, seeds=6)
    # A name returns the follows of hopes and of the rest, and follows one in 17 and in 250 itself.
    kept = {tiers: courtesy * math.exp(-gap * tiers) for tiers in (1, 2)}
    hopes, rest = 90 * 0.35, 900 * 0.35
    returned = hopes * (0.06 + 0.94 * kept[1]) + rest * (0.004 + 0.996 * kept[2])
    assert table.returned[1] == pytest.approx(returned / (hopes + rest), rel=0.08)


@pytest.mark.parametrize(
    "settings",
    [
        {"rank": 1, "loss": 0.01},
        {"rank": 10, "loss": 0.002, "bridge": 0.3},
        {"bridge": 0.2},
        {"followed_by": "those below", "rank": 50},
    ],
)
def test_ceiling_day_by_day(settings):
    model, rng = Ceiling(circle=201, days=300, **settings), generator(3)
    gain, ends = model.gain * model.rank**-model.fade, []
    for _ in range(200):
        at_home, abroad = 0, 0
        for _ in range(model.days):
            came, left = (
                rng.binomial(model.reach - at_home, gain * (1 - model.bridge)),
                rng.binomial(at_home, model.loss),
            )
            at_home += came - left
            abroad += rng.poisson(gain * model.bridge * model.reach) - rng.binomial(
                abroad, model.loss
            )
        ends.append(at_home + abroad)
    last = mean_table(model, seeds=5).iloc[-1]
    assert last.audience == pytest.approx(np.mean(ends), rel=0.03)
    for column, share in (("low", 0.1), ("median", 0.5), ("high", 0.9)):
        assert last[column] == pytest.approx(np.quantile(ends, share), abs=4)


def test_a_ceiling_is_where_the_equation_ends():
    for loss in (0.0, 0.003, 0.02):
        model = Ceiling(loss=loss, days=4000, rank=2)
        assert model.audience(1e5) == pytest.approx(model.plateau)
        assert model.plateau == pytest.approx(float(plateau(800, model.gain * 2**-0.3, loss)))
    bridged = Ceiling(loss=0.003, bridge=0.2)
    assert bridged.audience(1e5) == pytest.approx(bridged.plateau)
    assert Ceiling(bridge=0.1).plateau == math.inf
    assert np.isfinite(Ceiling(bridge=0.1).run().plateau).all()
    assert Ceiling(bridge=0.1).audience(1e5) > 20_000


def test_those_below_are_as_many_as_the_order_says():
    standing = -np.arange(1, 802)
    for rank in (1, 20, 100):
        assert (
            Ceiling(rank=rank, followed_by="those below").reach
            == status_bound(standing)[rank - 1]
            == 801 - rank
        )
        assert Ceiling(rank=rank).reach == 800


def test_take_off_at_the_watershed_and_on_both_sides():
    model = TakeOff(luck=0.0, start=2006)
    assert model.growth(model.watershed) == pytest.approx(0, abs=1e-15)
    assert model.growth(1e-3) == pytest.approx(-model.melting)
    assert model.growth(30_000) == pytest.approx(model.growing, rel=0.04)
    table = model.run()
    assert (
        table.end[table.start < model.watershed - 1]
        < table.start[table.start < model.watershed - 1]
    ).all()
    assert (table.end[table.start > model.watershed] > 3000).all()
    assert set(table.taken_off) == {0.0, 1.0}


def test_take_off_day_by_day():
    model, rng = TakeOff(start=2000), generator(5)
    ends = []
    for _ in range(250):
        size = 2000.0
        for luck in model.luck * rng.standard_normal(1000) - model.luck**2 / 2:
            growth = -model.melting + (model.growing + model.melting) / (
                1 + (model.feedback / size) ** 4
            )
            size *= math.exp(
                (growth * (1 - size / model.EVERYBODY) if growth > 0 else growth) + luck
            )
        ends.append(size > model.feedback)
    taken = np.mean([model.run(seed).query("yours").taken_off.iloc[0] for seed in range(10)])
    assert taken == pytest.approx(np.mean(ends), abs=0.06)


# ---------------------------------------------------------- numbers on display


def visitor_by_visitor(model, quality, rng):
    likes = np.zeros(100, dtype=int)
    for visitor in range(model.visitors):
        if visitor % 10 == 0:
            shown = likes.copy()
        weight = (1.0 + shown) ** (1.3 * model.visibility)
        work = (
            rng.integers(100)
            if rng.random() < model.shuffle
            else rng.choice(100, p=weight / weight.sum())
        )
        likes[work] += rng.random() < quality[work]
    return likes


@pytest.mark.parametrize(
    "settings", [{}, {"visibility": 0.5}, {"shuffle": 0.3}, {"visibility": 0.0}]
)
def test_score_visitor_by_visitor(settings):
    model, plain = HiddenScore(visitors=1000, **settings), []
    for seed in range(6):
        table = model.run(seed)
        rng = generator(100 + seed)
        worlds = {
            f"world_{w}": visitor_by_visitor(model, table.quality.to_numpy(), rng)
            for w in range(1, 9)
        }
        plain.append(model.judged(table.assign(**worlds)))
    ours = pd.concat([model.judged(model.run(seed)) for seed in range(6)], axis=1).mean(axis=1)
    theirs = pd.concat(plain, axis=1).mean(axis=1)
    for measure, slack in {
        "gini": 0.03,
        "validity": 0.06,
        "likes": 0.015,
        "distance": 0.08,
    }.items():
        assert ours[measure] == pytest.approx(theirs[measure], abs=slack)


def test_measures_of_a_score_by_hand():
    model = HiddenScore(visitors=500)
    table = model.run()
    first = table.assign(**{f"world_{w}": np.eye(1, 100, 0, dtype=int)[0] * 5 for w in range(1, 9)})
    judged = model.judged(first)
    assert judged.gini == pytest.approx(0.99)
    assert judged.distance == 0
    assert judged["likes"] == pytest.approx(5 / 500)
    other = first.assign(**{f"world_{w}": np.eye(1, 100, 7, dtype=int)[0] for w in range(1, 5)})
    assert model.judged(other).distance == pytest.approx(
        2 * 16 / 28
    )  # 16 of 28 pairs have nothing in common
    inorder = table.assign(**{f"world_{w}": np.arange(100, 0, -1) for w in range(1, 9)})
    assert model.judged(inorder).validity == pytest.approx(1)


def speaker_by_speaker(model, lean, rng):
    said = {1: [1, 1], -1: [1, 1]}
    for _ in range(300):
        for side in (1, -1):
            own, other = (math.log(said[s][0] / said[s][1]) for s in (side, -side))
            yes = rng.random() < 1 / (
                1 + math.exp(-(side * lean + model.influence * (own - other) / 2))
            )
            said[side][0 if yes else 1] += 1
    return (said[1][0] - said[-1][0]) / 300


@pytest.mark.parametrize(("influence", "prior"), [(0.0, 1.0), (1.0, 0.2), (1.5, 0.5)])
def test_views_speaker_by_speaker(influence, prior):
    model, rng = ArbitraryViews(influence=influence, prior=prior), generator(7)
    gaps = np.array(
        [
            [speaker_by_speaker(model, lean, rng) for _ in range(8)]
            for lean in prior * rng.standard_normal(60)
        ]
    )
    table = mean_table(model, seeds=10)
    assert table.gap.mean() == pytest.approx(np.abs(gaps).mean(), abs=0.06)
    assert table.unsettled.mean() == pytest.approx(gaps.std(axis=1, ddof=1).mean(), abs=0.06)


def test_without_influence_a_gap_is_what_the_lean_says():
    table = mean_table(ArbitraryViews(influence=0.0, prior=1.0), seeds=1)
    worlds = table[[f"world_{w}" for w in range(1, 9)]].mean(axis=1)
    expected = 1 / (1 + np.exp(-table.lean)) - 1 / (1 + np.exp(table.lean))
    np.testing.assert_allclose(worlds, expected, atol=0.06)


# ---------------------------------------------------------- who has, and who came first


def test_overlap_pair_by_pair():
    model, rng = Concentration(concentration=0.6, seen=12), generator(2)
    spread, found = math.sqrt(2) * 0.8416212, []  # Φ⁻¹(0.8)
    for _ in range(6):
        weight = rng.lognormal(0, spread, 10_000)
        share = weight / weight.sum()
        found += [
            bool(set(rng.choice(10_000, 12, p=share)) & set(rng.choice(10_000, 12, p=share)))
            for _ in range(250)
        ]
    row = mean_table(model, seeds=10).query("yours == 1").iloc[0]
    assert row.shared == pytest.approx(np.mean(found), abs=0.025)
    assert row.overlap == pytest.approx(np.mean(found), abs=0.025)  # no single work is large here
    assert row.across == pytest.approx(row.shared, abs=0.02)
    assert row.together == pytest.approx(0.6, abs=0.01)


def test_groups_have_favourites_of_their_own():
    row = (
        mean_table(Concentration(concentration=0.9, groups=8), seeds=4).query("yours == 1").iloc[0]
    )
    alike = mean_table(Concentration(concentration=0.05), seeds=4).query("yours == 1").iloc[0]
    assert row.across == pytest.approx(
        alike.across, abs=0.03
    )  # strangers meet as if all works were equal
    assert row.shared > 15 * row.across
    assert row.together < 0.75


@pytest.mark.parametrize(("pull", "fitness"), [(1.0, 0.0), (0.7, 1.0), (1.5, 0.5)])
def test_late_comers_link_by_link(pull, fitness):
    model, rng = LateComers(entrants=200, pull=pull, fitness=fitness), generator(11)
    held = []
    for _ in range(250):
        fit, links = np.exp(fitness * rng.standard_normal(200)), np.zeros(200)
        for newcomer in range(1, 200):
            weight = fit[:newcomer] * (1 + links[:newcomer]) ** pull
            links[np.searchsorted(weight.cumsum(), rng.random() * weight.sum())] += 1
        held.append(links.cumsum()[[1, 19, 99]] / 199)
    table = mean_table(model, seeds=35)
    np.testing.assert_allclose(table.held.iloc[[0, 3, 7]], np.mean(held, axis=0), atol=0.035)


def test_links_are_one_to_an_entrant():
    for model in (LateComers(), LateComers(entrants=200, fitness=2.0, pull=1.5)):
        links = model.links(generator(0))
        assert links.sum() == model.entrants - 1
        assert links[-1] == 0  # nobody came after the last
        assert model.run().held.iloc[-1] == 1
    first = [LateComers(entrants=200).links(generator(seed))[0] for seed in range(300)]
    mean = 1.0  # of 1 + links of the first: each step multiplies it by 1 + 1/(2t − 1), in the mean
    for t in range(1, 200):
        mean *= 1 + 1 / (2 * t - 1)
    assert np.mean(first) == pytest.approx(mean - 1, rel=0.1)


def accounts_one_by_one(model, rng):
    k = np.full(model.accounts, 5)
    k[0] += model.head_start
    for _ in range(100):
        weight = k**model.pull
        for chosen in rng.choice(model.accounts, 10, p=weight / weight.sum()):
            k[chosen] += 1
        for _ in range(rng.binomial(10, model.loss)):  # one by one: nobody leaves an empty account
            little = np.array([1 / x if x else 0.0 for x in k])
            k[rng.choice(model.accounts, p=little / little.sum())] -= 1
    assert k.min() >= 0
    return gini(k), k.max() / k.sum(), k[0] - 5 - model.head_start, (k == 0).mean()


@pytest.mark.parametrize(
    "settings", [{"head_start": 20}, {"loss": 0.9}, {"pull": 1.3, "loss": 0.5}, {"pull": 0.6}]
)
def test_accounts_one_by_one(settings):
    model, rng = RichAndPoor(accounts=20, **settings), generator(9)
    plain = np.mean([accounts_one_by_one(model, rng) for _ in range(120)], axis=0)
    last = mean_table(model, seeds=6).iloc[-1]
    assert last.gini == pytest.approx(plain[0], abs=0.03)
    assert last.largest == pytest.approx(plain[1], abs=0.05)
    if model.head_start:  # without one the first account is any account
        assert last.gained == pytest.approx(plain[2], rel=0.06)
    assert last["empty"] == pytest.approx(plain[3], abs=0.03)


@pytest.mark.parametrize(("loss", "pull"), [(0.0, 1.0), (0.3, 0.5), (0.9, 1.0), (0.9, 1.5)])
def test_as_many_leave_as_said_and_nobody_leaves_twice(loss, pull):
    last = mean_table(RichAndPoor(accounts=10, loss=loss, pull=pull), seeds=8).iloc[-1]
    left = 10 * last.typical  # of the thousand who came, on top of the fifty of the start
    assert left == pytest.approx(1000 * (1 - loss), abs=4.5)


def test_a_leaver_takes_from_the_small_in_proportion_to_one_over_their_following():
    model = RichAndPoor(loss=0.9, accounts=10)
    rng = generator(0)
    lost = np.zeros(10)
    for _ in range(400):
        k = np.full((40, 10), 1000)
        k[:, 0] = 0
        k[:, 1] = 500
        before = k.copy()
        model._leave(rng, k)
        lost += (before - k).sum(axis=0)
    assert lost[0] == 0
    assert lost[1] / lost[2:].mean() == pytest.approx(2, rel=0.03)
    assert lost.sum() == pytest.approx(400 * 40 * 9, rel=0.01)


@pytest.mark.parametrize("head_start", [0, 20, 80])
def test_an_urn_keeps_the_mean_share_of_a_start(head_start):
    last = mean_table(RichAndPoor(head_start=head_start), seeds=20).iloc[-1]
    total = 250 + head_start
    assert (5 + head_start + last.gained) / (total + 1000) == pytest.approx(
        (5 + head_start) / total, rel=0.05
    )
    assert last.typical == pytest.approx(20)


# ---------------------------------------------------------- closed loops


@pytest.mark.parametrize(("members", "fresh"), [(20, 0.05), (50, 0.02)])
def test_a_loop_member_by_member(members, fresh):
    rng, found, same = generator(4), [], []
    for _ in range(120):
        ideas, count = list(range(members)), members
        for _ in range(150):
            ideas = [ideas[rng.integers(members)] for _ in range(members)]
            for place in range(members):
                if rng.random() < fresh:
                    ideas[place], count = count, count + 1
        found.append(len(set(ideas)))
        same.append(np.mean([a == b for i, a in enumerate(ideas) for b in ideas[:i]]))
    table = mean_table(TightLoop(members=members, fresh=fresh), seeds=10).tail(10)
    assert table.ideas.mean() == pytest.approx(np.mean(found), rel=0.08)
    assert table.sameness.mean() == pytest.approx(np.mean(same), abs=0.05)
    assert table.sameness.mean() == pytest.approx(table.expected.iloc[0], abs=0.03)


def test_a_loop_without_fresh_ideas_forgets_at_the_pace_of_its_size():
    table = mean_table(TightLoop(members=100, fresh=0.0), seeds=20).set_index("step")
    for step in (50, 100, 200):
        assert 1 - table.sameness[step] == pytest.approx((1 - 1 / 100) ** step, abs=0.05)


def makers_one_by_one(model, rng):
    topics = rng.integers(20, size=100)
    for _ in range(150):
        stays = rng.random(100) >= 0.2
        supply = np.bincount(topics, minlength=20)
        lure = np.array([n**model.pull / n**model.congestion if n else 0.0 for n in supply])
        topics = np.where(stays, topics, rng.choice(20, 100, p=lure / lure.sum()))
    shares = np.bincount(topics, minlength=20) / 100
    return (shares**2).sum(), shares.max(), (shares > 0).sum()


@pytest.mark.parametrize(
    "settings", [{}, {"pull": 1.2, "congestion": 1.0}, {"pull": 0.7, "congestion": 0.3}]
)
def test_topics_maker_by_maker(settings):
    model, rng = HotTopics(**settings), generator(6)
    plain = np.mean([makers_one_by_one(model, rng) for _ in range(120)], axis=0)
    last = mean_table(model, seeds=8).iloc[-1]
    assert last.concentration == pytest.approx(plain[0], rel=0.12)
    assert last.largest == pytest.approx(plain[1], rel=0.1)
    assert last.topics == pytest.approx(plain[2], rel=0.1)


def test_the_hot_topic_pays_as_the_equation_says():
    first = HotTopics(pull=1.2).run().iloc[-1]
    assert first.premium == pytest.approx(1, abs=0.02)  # everybody is there
    assert HotTopics(pull=1.2, congestion=1.0).run().premium.iloc[-1] > 1.05
    assert HotTopics(pull=0.5).run().premium.iloc[-1] < 0.9
    two = np.zeros((1, 1, 20), dtype=int)
    two[0, 0, :2] = 64, 36
    found = HotTopics(pull=0.5)._measured(np.array([0]), two).iloc[0]
    assert found.premium == pytest.approx((8 / 64) / ((8 + 6) / 100))  # √64 and √36 of attention
    assert found.concentration == pytest.approx(0.64**2 + 0.36**2)
    assert (found.largest, found.topics) == (0.64, 2)


@pytest.mark.parametrize(("pull", "congestion"), [(1.0, 0.0), (1.2, 0.2)])
def test_where_a_choice_copies_somebody_crowding_is_drift(pull, congestion):
    table = mean_table(HotTopics(pull=pull, congestion=congestion, rounds=600), seeds=12)
    assert table["round"].tolist() == list(range(0, 601, 5))
    apart = 0.95  # the chance that two makers do not share a topic, of twenty drawn alike
    for number, found in zip(table["round"], table.concentration, strict=True):
        if number in (0, 100, 300, 600):
            share = 1 - apart * (1 - (1 - 0.8**2) / 100) ** number
            assert found == pytest.approx(0.01 + 0.99 * share, abs=0.05)


# ---------------------------------------------------------- promises


def test_what_is_seen_meets_its_equation():
    table = mean_table(SilentFailures(), seeds=10)
    np.testing.assert_allclose(table.rate, table.expected_rate, rtol=0.015)
    np.testing.assert_allclose(table["mean"], table.expected_mean, rtol=0.03)
    outcome = generator(1).lognormal(0, 1.5, 400_000)
    row = SilentFailures().result().yours
    assert (outcome < row.expected_mean).mean() == pytest.approx(row.below, abs=0.002)


@pytest.mark.parametrize("hidden", [0.0, 0.5, 0.95, 0.99])
def test_the_median_of_those_seen_by_counting_them(hidden):
    rng = generator(2)
    outcome = np.sort(rng.lognormal(0, 1.5, 400_000))
    shows = rng.random(400_000) >= hidden
    shows[-4000:] = True
    half = np.median(outcome[shows])
    row = SilentFailures(hidden=hidden).result().yours
    assert row.below_median == pytest.approx((outcome < half).mean(), abs=0.006)


CONTESTS = list(Tournament.corners(["contestants", "observability", "prize", "cost"]))


@pytest.mark.parametrize("game", CONTESTS, ids=lambda game: game.line())
def test_nobody_gains_by_another_effort_or_another_blow(game):
    n, row = game.contestants, game.result().yours
    x = np.linspace(-7, 7, 701)
    density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi) * (x[1] - x[0])

    def pays(effort, sabotage):
        lead = game.observability * (effort - row.effort) + (sabotage - row.sabotage) / (n - 1)
        wins = (density * normal_cdf(x + lead * math.sqrt(2)) ** (n - 1)).sum()
        return game.prize * wins - effort**2 / 2 - game.cost * sabotage**2 / 2

    best = pays(row.effort, row.sabotage)
    for part in (0, 0.5, 0.9, 1.1, 1.5, 2):
        assert pays(part * row.effort, row.sabotage) < best
        assert pays(row.effort, part * row.sabotage) < best
        assert pays(part * row.effort, part * row.sabotage) < best


def test_an_edge_is_the_density_of_a_difference():
    assert Tournament().edge == pytest.approx(1 / math.sqrt(2 * math.pi), rel=1e-6)
    luck = generator(0).standard_normal((400_000, 5)) * math.sqrt(0.5)
    wins = [(luck[:, 0] + lead > luck[:, 1:].max(axis=1)).mean() for lead in (-0.05, 0.05)]
    assert Tournament(contestants=5).edge == pytest.approx((wins[1] - wins[0]) / 0.1, abs=0.02)


@pytest.mark.parametrize(
    "settings",
    [{}, {"readers": 200_000}, {"fee": 0.0, "spend": 20.0}, {"makers": 17, "readers": 5000}],
)
def test_money_is_neither_made_nor_lost(settings):
    model = HobbyFinance(**settings)
    row = model.result().yours
    nets = model.nets(model.makers)
    assert nets.sum() + row.middleman == pytest.approx(model.readers, abs=1e-6)
    assert row.net == pytest.approx(nets.mean())
    assert row.losing == sum(net < 0 for net in nets) / model.makers
    assert nets[0] + model.spend == pytest.approx(2 * (nets[1] + model.spend))


def test_the_adviser_overtakes_at_the_crossing():
    trade = HobbyFinance(spend=20.0, readers=50_000)
    before, after = (trade.but(makers=n).result().yours for n in (91, 92))
    assert before.middleman < before.from_readers
    assert after.middleman > after.from_readers
    assert HobbyFinance().crossing == 0
    assert HobbyFinance(readers=10_000, fee=0.0).crossing == math.inf


def test_pyramid_by_hand():
    table = Pyramid(below=3.0, people=1000.0).run()
    assert table.members[:6].tolist() == [1, 4, 13, 40, 121, 364]
    assert table.members[6] == 1000
    assert table.bottom.iloc[-1] == pytest.approx(2 / 3, abs=0.001)
    assert table.newcomers.iloc[-1] == 0
    upper = table.rising.cumsum()
    np.testing.assert_allclose(
        table.members, 1 + 3 * upper
    )  # everybody but the first stands below somebody


@pytest.mark.parametrize("churn", [0.1, 0.5, 0.9])
def test_churn_recruits_for_ever_and_nobody_rises(churn):
    table = Pyramid(below=4.0, people=10_000.0, churn=churn).run()
    last = table.iloc[-1]
    assert last.members == pytest.approx(10_000)
    assert last.newcomers == pytest.approx(churn * last.bottom * last.members, rel=1e-6)
    assert last.rising == 0
    assert last.bottom == pytest.approx(0.75, abs=0.001)


def test_no_place_is_left_where_the_vacant_one_is_closed():
    assert placed(3.0, growth=-1.0) == 0
    assert placed(3.0, growth=0.5) == pytest.approx(0.5)
    assert placed(3.0, growth=9.0) == 1


@pytest.mark.parametrize(("pupils", "growth"), [(0, 0), (-1, 0), (3, -2), (float("nan"), 0)])
def test_impossible_schools_are_refused(pupils, growth):
    with pytest.raises(ParameterError, match="pupils must satisfy 0 < pupils"):
        placed(pupils, growth)


SHARES = {
    AttentionBudget: ["unread"],
    Lift: ["gini"],
    StatusTiers: ["below", "returned", "both", "mutual"],
    TakeOff: ["taken_off"],
    HiddenScore: ["quality"],
    ArbitraryViews: ["gap"],
    Concentration: ["pareto", "lognormal", "above_mean", "overlap", "shared", "across", "together"],
    LateComers: ["held", "low", "high", "expected", "late"],
    RichAndPoor: ["gini", "largest", "leads", "empty"],
    TightLoop: ["sameness", "expected"],
    HotTopics: ["concentration", "low", "high", "largest"],
    SilentFailures: ["rate", "expected_rate", "below", "below_median"],
    Tournament: ["hostile"],
    HobbyFinance: ["losing"],
    Plan: ["independent", "chance"],
    Pyramid: ["bottom"],
    RiskPool: ["enough", "fortune", "alone"],
    Rota: ["in_turn", "by_lot", "boosted"],
    PeersAmongFollowers: ["writers", "low", "high"],
}


@pytest.mark.parametrize("model", SHARES, ids=lambda model: model.__name__)
def test_shares_and_chances_lie_between_none_and_all(model):
    for corner in model.corners() if model is not StatusTiers else [StatusTiers()]:
        table = corner.run()[SHARES[model]].to_numpy()
        assert ((table >= 0) & (table <= 1 + 1e-12)).all(), corner.line()


def test_pools_one_by_one():
    rng = generator(8)
    income = rng.lognormal(-(1.5**2) / 2, 1.5, (20_000, 7))
    row = mean_table(RiskPool(pool=7), seeds=8).query("yours == 1").iloc[0]
    assert row.enough == pytest.approx((income.mean(axis=1) > 0.8).mean(), abs=0.012)
    assert row.fortune == pytest.approx((income.mean(axis=1) > 5).mean(), abs=0.003)
    assert row["median"] == pytest.approx(np.median(income.mean(axis=1)), rel=0.02)
    table = mean_table(RiskPool(target=2.0), seeds=8)
    assert table.enough[0] == pytest.approx(table.alone[0], abs=0.006)


def test_what_is_not_declared_makes_up_the_rest():
    model = PeersAmongFollowers(stated=0.3, undeclared=0.5, followers=1000, profiles=5000)
    row = model.result().yours
    assert row.writers == pytest.approx(0.65)
    assert row["count"] == 650
    error = 1.2816 * math.sqrt(0.65 * 0.35 / 5000)
    table = mean_table(model, seeds=10).query("yours == 1").iloc[0]
    assert table.low == pytest.approx(0.65 - error, abs=0.0015)
    assert table.high == pytest.approx(0.65 + error, abs=0.0015)
    needed = model.needed(0.5)
    assert model.stated + needed * (1 - model.stated) == pytest.approx(0.5)
    assert model.needed(0.2) == 0
    assert model.needed(1.0) == 1
    for claimed in (-0.1, 1.1, float("nan")):
        with pytest.raises(ParameterError, match="claimed must satisfy 0 <= claimed <= 1"):
            model.needed(claimed)


# ---------------------------------------------------------- places


@pytest.mark.parametrize(("each", "doors"), [(0.5, 0.0), (0.3, 0.4), (0.8, 0.9)])
def test_a_plan_step_by_step(each, doors):
    rng = generator(12)
    cause = rng.standard_normal((200_000, 1))
    luck = math.sqrt(doors) * cause + math.sqrt(1 - doors) * rng.standard_normal((200_000, 5))
    hurdle = np.quantile(rng.standard_normal(2_000_000), 1 - each)
    row = Plan(each=each, doors=doors).result().yours
    assert row.chance == pytest.approx((luck > hurdle).all(axis=1).mean(), abs=0.004)
    assert row.independent == pytest.approx(each**5)
    assert Plan(each=each, doors=doors).run().chance[0] == pytest.approx(each)


def test_favours_go_round_one_by_one():
    star, rng = Rota(hopefuls=40, boosts=3), generator(3)
    served, waits = [], []
    for _ in range(400):
        had, boosts = set(), 0
        while len(had) < 40:
            had.add(int(rng.integers(40)))
            boosts += 1
            if boosts == 3 * 6:
                served.append(len(had) / 40)
        waits.append(boosts / 3)
    assert star.months == pytest.approx(40 / 3)
    assert star.run().boosted[6] == pytest.approx(18 / 40)
    assert star.run().boosted[14] == 1
    lot = star.but(order="by lot")
    assert lot.months == pytest.approx(np.mean(waits), rel=0.05)
    assert lot.run().boosted[6] == pytest.approx(np.mean(served), abs=0.01)
