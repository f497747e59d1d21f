"""Stratification by optimisation: claims hold, simulations meet equations and plain twins."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from recursivity.core import (
    Model,
    cumulative_advantage,
    generator,
    gini,
    mean_table,
)
from recursivity.ladders import optimisation
from recursivity.ladders.optimisation import (
    CuratedTies,
    CutClasses,
    Endowment,
    FeedDecay,
    FollowRatio,
    GrindContest,
    LeagueTable,
    PaidLift,
    ParallelWorlds,
    ReputationInflation,
    RisingBar,
    SelectionLadder,
    TargetedScore,
    TieDecay,
    judged,
)

# ---------------------------------------------------------- declarations

# What the chapter's ledger of claims states: default, and the ends of the range where it gives any.
STATED = {
    (SelectionLadder, "weight"): (0.1, 0, 0.9),
    (SelectionLadder, "rungs"): (3, 1, 6),
    (SelectionLadder, "entrants"): (100_000, 1000, 100_000),
    (FeedDecay, "forgetting"): (0.05, 0.01, 0.3),
    (TieDecay, "hazard"): (0.1, 0, 0.5),
    (ReputationInflation, "retaliation"): (0.2, 0, 1),
    (ReputationInflation, "threshold"): (4.6, 3.0, 4.9),
    (ParallelWorlds, "influence"): (1.0, 0, 2),
    (ParallelWorlds, "songs"): (48, 8, 96),
    (Endowment, "head_start"): (5, 1, 20),
    (Endowment, "rivals"): (49, 1, 99),
    (GrindContest, "rivals"): (5, 2, 100),
    (GrindContest, "decisiveness"): (1.0, 0, 2),
    (GrindContest, "handicap"): (2.0, 1, 4),
    (PaidLift, "adoption"): (0.3, 0, 1),
    (PaidLift, "slots"): (0.1, 0.02, 0.5),
    (TargetedScore, "stakes"): (2.0, 0, 4),
    (TargetedScore, "genuine"): (0.0, 0, 1),
    (LeagueTable, "error"): (0.3, 0, 1),
    (FollowRatio, "follow_back"): (0.2, 0, 1),
    (CuratedTies, "curating"): (1.0, 0, 1),
    (CutClasses, "classes"): (3, 2, 6),
}
CHANCES = [
    "weight",
    "forgetting",
    "hazard",
    "offline",
    "retaliation",
    "adoption",
    "purse",
    "slots",
    "genuine",
    "follow_back",
    "copying",
    "curating",
    "adding",
]


@pytest.mark.parametrize(("model", "name"), STATED, ids=lambda x: getattr(x, "__name__", x))
def test_defaults_and_ranges_are_those_of_the_ledger(model, name):
    declared = model.parameters()[name]
    assert (declared.default, declared.low, declared.high) == STATED[model, name]


def test_chances_and_shares_lie_between_nothing_and_everything():
    found = [getattr(optimisation, name) for name in optimisation.__all__]
    models = [each for each in found if isinstance(each, type) and issubclass(each, Model)]
    declared = [p for each in models for p in each.parameters().values() if p.name in CHANCES]
    assert {p.name for p in declared} == set(CHANCES)
    assert [p.name for p in declared if not 0 <= p.low < p.high <= 1] == []


# ---------------------------------------------------------- lines and kinds


def test_classes_are_found_where_they_are():
    table = CutClasses(groups=4, gap=12.0, classes=4).run(1).set_index("classes")
    assert table.slack.idxmax() == 4
    assert table.parted[4] == 0
    # the variance within four round clouds is 2 a point, and their centres lie 12/√2 off the middle
    assert table.explained[4] == pytest.approx(72 / 74, abs=0.005)


def test_more_classes_explain_more():
    for seed in range(5):
        assert CutClasses(groups=2, gap=3.0).run(seed).explained.is_monotonic_increasing


def climb(model, rng):
    """Climb the ladder entrant by entrant, and return the share of the best who arrive."""
    people = sorted(((rng.normal(), 0.0) for _ in range(model.entrants)), reverse=True)
    left = [(skill, place) for place, (skill, _) in enumerate(people)]
    for survivors in model.survivors:
        scored = []
        for skill, place in left:
            luck = np.mean([rng.normal() for _ in range(model.trials)])
            scored.append(
                (math.sqrt(1 - model.weight) * skill + math.sqrt(model.weight) * luck, skill, place)
            )
        left = [(skill, place) for _, skill, place in sorted(scored, reverse=True)[:survivors]]
    assert len(left) == model.final
    return np.mean([place < model.final for _, place in left])


@pytest.mark.parametrize(
    "settings",
    [{"weight": 0.3}, {"weight": 0.6, "rungs": 2}, {"weight": 0.8, "trials": 4, "rungs": 1}],
)
def test_ladder_entrant_by_entrant(settings):
    model, rng = SelectionLadder(entrants=1000, final=50, **settings), generator(4)
    plain = [climb(model, rng) for _ in range(12)]
    fast = [model.run(seed).kept[0] for seed in range(60)]
    assert np.mean(fast) == pytest.approx(np.mean(plain), abs=4 * np.std(plain) / math.sqrt(12))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"weight": 0.5},
        {"weight": 0.9, "rungs": 6},
        {"rungs": 1, "weight": 0.3},
        {"trials": 9, "weight": 0.8},
    ],
)
def test_ladder_meets_its_law(settings):
    table = mean_table(SelectionLadder(**settings), 20)
    assert table.kept[0] == pytest.approx(table.expected_kept[0], abs=0.035)
    wide = table.place > 30
    np.testing.assert_allclose(table.reached[wide], table.expected[wide], atol=0.035)


def test_without_luck_the_best_arrive_and_nobody_else():
    table = SelectionLadder(weight=0.0).run(3)
    assert table.kept[0] == 1
    assert (table.reached[table.place < 90] == 1).all()
    assert (table.reached[table.place > 130] == 0).all()
    assert SelectionLadder(rungs=3).survivors == [10_000, 1000, 100]
    assert SelectionLadder(weight=0.5).run(0).reached.sum() > 0


def test_the_law_of_the_ladder_counts_everybody_once():
    place, chance, kept = SelectionLadder(weight=0.0).law()
    assert kept == pytest.approx(1)
    assert (chance[place < 99] > 0.999).all()
    assert (chance[place > 102] < 0.001).all()
    # Without rungs to speak of, where all pass, everybody is kept: a thousand of a thousand.
    steady = SelectionLadder(weight=0.0, entrants=1000, final=500, rungs=1).law()
    assert steady[0][0] < 0.55
    assert steady[0][-1] > 995


@pytest.mark.parametrize(("luck", "rungs"), [(0.1, 3), (0.3, 1), (0.5, 3), (0.3, 6)])
def test_the_law_of_the_ladder_is_an_integral_over_skill(luck, rungs):
    skill = np.linspace(-6, 8, 5601)
    share = np.exp(-(skill**2) / 2) / math.sqrt(2 * math.pi) * (skill[1] - skill[0])
    reached = np.ones_like(skill)
    above = np.vectorize(lambda z: math.erfc(z / math.sqrt(2)) / 2)
    for rung in range(1, rungs + 1):
        low = -10.0
        high = 10.0
        for _ in range(30):
            bar = (low + high) / 2
            passing = reached * above((bar - math.sqrt(1 - luck) * skill) / math.sqrt(luck))
            if passing @ share > 0.001 ** (rung / rungs):
                low = bar
            else:
                high = bar
        reached = passing
    best = skill > 3.0902  # a thousandth of all
    law = SelectionLadder(weight=luck, rungs=rungs).law()[2]
    assert law == pytest.approx((reached @ (share * best)) / share[best].sum(), abs=0.001)


# ---------------------------------------------------------- being present


@pytest.mark.parametrize(
    "settings", [{}, {"pause": 40, "forgetting": 0.02}, {"sharpness": 0.5, "forgetting": 0.2}]
)
def test_feed_meets_its_equation(settings):
    table = mean_table(FeedDecay(**settings), 20)
    np.testing.assert_allclose(table.visible, table.expected, atol=0.06)


def test_feed_by_the_day():
    model = FeedDecay(pause=10, forgetting=0.1)
    score, visible = 1.0, []
    for day in range(121):
        visible.append(score)
        score = 0.9 * score + 0.1 * (not 30 <= day < 40)
    np.testing.assert_allclose(model.expected(np.arange(121)), visible)


def test_without_scores_a_feed_is_as_unequal_as_activity():
    table = FeedDecay(sharpness=0.0, pause=60).run(2)
    np.testing.assert_allclose(table.gini_shown, table.gini_active)
    assert (table.visible == 1).all()
    assert (table.top_kept == 1).all()


def drop_week_by_week(model, rng):
    ties = [(s, rng.random() < model.offline) for s in model.strengths]
    left = [len(ties)]
    for _ in range(26):
        ties = [
            (s, met)
            for s, met in ties
            if met or rng.random() >= model.hazard * math.exp(-model.protection * s)
        ]
        left.append(len(ties))
    return np.array(left) / 150


@pytest.mark.parametrize("settings", [{}, {"hazard": 0.4, "offline": 0.3}, {"protection": 0.0}])
def test_ties_week_by_week(settings):
    model, rng = TieDecay(**settings), generator(3)
    plain = np.mean([drop_week_by_week(model, rng) for _ in range(60)], axis=0)
    table = mean_table(model, 4)
    np.testing.assert_allclose(table.left, plain, atol=0.025)
    np.testing.assert_allclose(table.left, table.expected, atol=0.01)
    assert (table.weakest <= table.strongest + 0.02).all()


def test_the_weakest_and_the_strongest_third_are_thirds():
    # Where no tie of the weaker two thirds lasts a week, and all others do, the thirds show it.
    model = TieDecay(hazard=0.3, protection=8.0)
    rng = generator(3)
    rng.random((200, 150))  # nobody is met in person
    luck = rng.random((200, 150))
    chance = 0.3 * np.exp(-8.0 * (np.arange(150) + 0.5) / 150)
    week = 1 + np.floor(np.log(1 - luck) / np.log(1 - chance))  # a geometric law, by its inverse
    table = model.run(3)
    for after in (1, 5, 12, 26):
        left = (week > after).mean(axis=0)
        assert table.weakest[after] == pytest.approx(left[:50].mean())
        assert table.strongest[after] == pytest.approx(left[100:].mean())
        assert table.left[after] == pytest.approx(left.mean())


def rate_rider_by_rider(model, rng):
    dares, silenced, said = [True] * 2000, [], []
    quality = rng.normal(size=400)
    for _ in range(model.rounds + 1):
        silenced.append(1 - np.mean(dares))
        stars = []
        for rider, driver in enumerate(rng.permutation(2000) % 400):
            star = (
                min(max(round(4 + 0.8 * quality[driver] + model.noise * rng.normal()), 1), 5)
                if dares[rider]
                else 5
            )
            if star < 5 and rng.random() < model.retaliation:
                dares[rider] = False
            stars.append(star)
        said.append(np.mean(stars))
    return np.array(silenced), np.array(said)


def test_ratings_rider_by_rider():
    model, rng = ReputationInflation(rounds=10, retaliation=0.3), generator(8)
    plain = np.mean([rate_rider_by_rider(model, rng) for _ in range(3)], axis=0)
    table = mean_table(model, 10)
    np.testing.assert_allclose(table.silenced, plain[0], atol=0.04)
    np.testing.assert_allclose(table.stars, plain[1], atol=0.06)
    np.testing.assert_allclose(table.silenced, table.expected, atol=0.02)


def test_ratings_by_hand():
    silent = ReputationInflation(retaliation=1.0, rounds=60).run(1).iloc[-1]
    assert (silent.stars, silent.bits, silent.agreement, silent.dropped) == (5, 0, 0, 0)
    sharp = ReputationInflation(retaliation=0.0, noise=0.1).run(1)
    assert sharp.agreement.min() > 0.87
    assert (sharp.silenced == 0).all()


# ---------------------------------------------------------- success


def songs_listener_by_listener(model, rng):
    appeal = np.sort(1 / (1 + np.exp(-rng.normal(0, model.spread, model.songs))))[::-1]
    found = []
    for _ in range(model.worlds):
        downloads = np.zeros(model.songs)
        for _ in range(model.listeners):
            weight = (1 + downloads) ** model.influence
            song = rng.choice(model.songs, p=weight / weight.sum())
            downloads[song] += rng.random() < appeal[song]
        found.append((gini(downloads), downloads.sum(), downloads[0] / downloads.sum()))
    return np.mean(found, axis=0)


@pytest.mark.parametrize("influence", [0.0, 1.0, 1.5])
def test_songs_listener_by_listener(influence):
    model, rng = (
        ParallelWorlds(influence=influence, songs=12, listeners=200, worlds=4),
        generator(2),
    )
    plain = np.array([songs_listener_by_listener(model, rng) for _ in range(15)])
    tables = [model.run(seed) for seed in range(150)]
    best = [
        (t.downloads / t.groupby("world").downloads.transform("sum"))[t.song == 1].mean()
        for t in tables
    ]
    fast = (
        np.mean([t.gini.mean() for t in tables]),
        np.mean([t.downloads.sum() / 4 for t in tables]),
        np.mean(best),
    )
    error = plain.std(axis=0) / math.sqrt(15)
    assert (np.abs(plain.mean(axis=0) - fast) < 4 * error).all()


def test_what_a_table_of_worlds_holds():
    table = ParallelWorlds(songs=10, worlds=3, listeners=500).run(5)
    shares = table.pivot(index="world", columns="song", values="downloads").apply(
        lambda world: world / world.sum(), axis=1
    )
    pairs = [abs(shares.loc[a] - shares.loc[b]).sum() / 2 for a, b in ((1, 2), (1, 3), (2, 3))]
    assert table.unpredictability[0] == pytest.approx(np.mean(pairs))
    assert table.appeal[:10].is_monotonic_decreasing
    for world, rows in table.groupby("world"):
        assert rows.gini.iloc[0] == pytest.approx(gini(rows.downloads)), world
        assert rows.agreement.iloc[0] == pytest.approx(
            rows.appeal.corr(rows.downloads, method="spearman")
        )
    alone = ParallelWorlds(worlds=1).run(0)
    assert (alone.unpredictability == 0).all()


def test_false_tallies_help_the_worst():
    honest, false = (
        np.mean([run[run.song > 40].downloads.sum() / run.downloads.sum() for run in runs])
        for runs in (
            [ParallelWorlds(start=start).run(seed) for seed in range(10)]
            for start in ("empty", "inverted")
        )
    )
    assert false > 1.5 * honest


def test_drawn_endowments_are_simulated_ones():
    start = np.array([4.0] + [1.0] * 9)
    chosen = cumulative_advantage(np.ones((3000, 10)), start, 1.0, 200, generator(1))
    row = mean_table(Endowment(head_start=4, rivals=9, choices=200), 6).query("yours == 1").iloc[0]
    assert row.share == pytest.approx(chosen[:, 0].mean() / 200, abs=0.01)
    assert row["first"] == pytest.approx(
        (chosen[:, 0] >= chosen[:, 1:].max(axis=1)).mean(), abs=0.04
    )
    low, high = np.quantile(chosen[:, 0] / 200, (0.1, 0.9))
    assert (row.low, row.high) == pytest.approx((low, high), abs=0.02)
    assert row.brought == pytest.approx(4 / 13)


def test_no_head_start_no_difference():
    assert Endowment(head_start=1, influence=0.0).run(1).share.mean() == pytest.approx(
        1 / 50, abs=0.003
    )
    equal = [
        Endowment(head_start=1, rivals=9, influence=1.5).run(seed).share[0] for seed in range(20)
    ]
    assert np.mean(equal) == pytest.approx(0.1, abs=0.05)


def test_follows_one_by_one():
    model = FollowRatio(users=600, follows=3, follow_back=0.4)
    rng = generator(7)
    followers, following, unasked = np.zeros(600), np.zeros(600), np.zeros(600)
    made = []
    for user in range(1, 600):
        earlier = list(made)
        for _ in range(3):
            whom = (
                earlier[rng.integers(len(earlier))]
                if earlier and rng.random() < 0.5
                else rng.integers(user)
            )
            made.append(whom)
            followers[whom] += 1
            unasked[whom] += 1
            following[user] += 1
            if rng.random() < 0.4:
                followers[user] += 1
                following[whom] += 1
    table = mean_table(model, 40)
    assert table.followers.mean() == pytest.approx(followers.mean(), rel=0.03)
    order = np.argsort(unasked, kind="stable")
    plain = np.array(
        [[x[tenth].mean() for tenth in np.array_split(order, 10)] for x in (followers, following)]
    )
    np.testing.assert_allclose(table.followers[:9], plain[0, :9], rtol=0.25)
    np.testing.assert_allclose(table.following[:9], plain[1, :9], rtol=0.1)
    assert table.mutual[0] == pytest.approx(0.8 / 1.4, abs=0.01)


def curate_turn_by_turn(model, seed):
    """Play the same turns with sets of acquaintances."""
    rng = generator(seed)
    who, adds = rng.integers(40, size=(1200, 6)), rng.random((1200, 6)) < model.adding
    lots, looks = rng.random((1200, 6, 40)) / 2, rng.random((1200, 6, 1)) < model.curating
    worlds = [[set() for _ in range(40)] for _ in range(6)]
    for turn in range(1200):
        for world, known in enumerate(worlds):
            one = who[turn, world]

            def standing(x, known=known, turn=turn, world=world):
                return len(known[x]) * looks[turn, world, 0] + lots[turn, world, x]

            if adds[turn, world]:
                free = [
                    x
                    for x in range(40)
                    if x != one and x not in known[one] and len(known[x]) < model.capacity
                ]
                if free and len(known[one]) < model.capacity:
                    other = max(free, key=standing)
                    known[one].add(other)
                    known[other].add(one)
            elif known[one]:
                other = min(known[one], key=standing)
                known[one].remove(other)
                known[other].remove(one)
    return worlds


@pytest.mark.parametrize("settings", [{}, {"capacity": 5}, {"curating": 0.5, "adding": 0.4}])
def test_ties_turn_by_turn(settings):
    model = CuratedTies(**settings)
    worlds, last = curate_turn_by_turn(model, 3), model.run(3).iloc[-1]
    counts = [sorted((len(known) for known in world), reverse=True) for world in worlds]
    assert last.gini == pytest.approx(np.mean([gini(count) for count in counts]))
    ends = [(len(world[i]), len(world[j])) for world in worlds for i in range(40) for j in world[i]]
    assert last.likeness == pytest.approx(np.corrcoef(*zip(*ends, strict=True))[0, 1])
    assert max(map(max, counts)) <= model.capacity
    if model == CuratedTies():
        for (
            world
        ) in worlds:  # nested: who has more ties knows everybody whom somebody with fewer knows
            order = sorted(range(40), key=lambda x, world=world: -len(world[x]))
            assert all(
                world[low] - {high} <= world[high]
                for k, high in enumerate(order)
                for low in order[k + 1 :]
            )
        assert last.nested == 1


# ---------------------------------------------------------- scores and contests


@pytest.mark.parametrize(("rivals", "r"), [(2, 1.0), (5, 1.0), (10, 0.5), (3, 1.4), (2, 2.0)])
def test_nobody_gains_by_other_hours(rivals, r):
    row = GrindContest(rivals=rivals, decisiveness=r).result().yours
    tried = np.linspace(0.01, 200, 20_000)
    gain = 100 * tried**r / (tried**r + (rivals - 1) * row.hours**r) - tried
    assert tried[gain.argmax()] == pytest.approx(row.hours, abs=0.02) or row.net == pytest.approx(
        gain.max(), abs=1e-6
    )
    assert row.net == pytest.approx(gain.max(), abs=0.01)
    assert row.pure
    assert row.burnt == pytest.approx(r * (rivals - 1) / rivals)


@pytest.mark.parametrize("r", [0.5, 1.0, 1.3])
def test_the_poorer_of_two_by_best_replies(r):
    hours = np.array([10.0, 10.0])
    grid = np.geomspace(0.01, 100, 40_000)
    for _ in range(60):
        for me, cost in ((0, 1.0), (1, 2.0)):
            hours[me] = grid[
                (100 * grid**r / (grid**r + hours[1 - me] ** r) - cost * grid).argmax()
            ]
    assert hours[1] ** r / (hours**r).sum() == pytest.approx(
        GrindContest(decisiveness=r).poorer_wins(), abs=0.002
    )


@pytest.mark.parametrize(("r", "c"), [(1.5, 2.0), (2.0, 4.0), (1.8, 1.5)])
def test_where_hours_decide_too_sharply_the_poorer_stays_out_now_and_then(r, c):
    assert r > 1 + c**-r  # else both compete for sure
    won = (r - 1) / r  # the poorer's chance, once in
    poorer = won / c  # hours, of a prize of one
    other = poorer * ((1 - won) / won) ** (1 / r)
    tried = np.linspace(1e-3, 1.5, 60_000)
    # Whatever hours the poorer puts in, nothing is gained by them.
    gain = tried**r / (tried**r + other**r) - c * tried
    assert gain.max() == pytest.approx(0, abs=1e-6)
    # The poorer is in just as often as makes the other's hours the best that can be done.
    chance = GrindContest(decisiveness=r, handicap=c).poorer_wins()
    in_it = chance / won
    assert 0 < in_it < 1
    gain = in_it * tried**r / (tried**r + poorer**r) + (1 - in_it) - tried
    assert tried[gain.argmax()] == pytest.approx(other, abs=1e-3)


def test_the_poorer_never_wins_more_often_than_not():
    for game in GrindContest.corners(["decisiveness", "handicap"]):
        assert (game.run().poorer == game.poorer_wins()).all()
        assert 0 < game.poorer_wins() <= 0.5
    even = GrindContest(handicap=1.0, decisiveness=2.0)
    assert even.poorer_wins() == pytest.approx(0.5)


@pytest.mark.parametrize("handicap", [1.5, 3.0, 4.0])
def test_the_poorers_chance_does_not_leap_where_certainty_ends(handicap):
    r = 1.0
    for _ in range(200):
        r = 1 + handicap**-r  # where the poorer's gain is nothing
    calm = GrindContest(handicap=handicap, decisiveness=r - 1e-6).poorer_wins()
    sharp = GrindContest(handicap=handicap, decisiveness=r + 1e-6).poorer_wins()
    assert calm == pytest.approx(1 / (1 + handicap**r), abs=1e-5)
    assert sharp == pytest.approx(calm, abs=1e-5)


def test_beyond_the_bound_there_is_no_equilibrium():
    table = GrindContest(decisiveness=1.2).run()
    assert table.pure.tolist() == [n <= 6 for n in table.rivals]  # r·(n − 1) <= n
    assert table.burnt.max() == 1
    assert GrindContest(decisiveness=0.0).run().hours.max() == 0


@pytest.mark.parametrize("settings", [{}, {"boost": 2.0, "slots": 0.3}, {"boost": 0.0}])
def test_paid_lift_meets_its_law(settings):
    model = PaidLift(**settings)
    table = mean_table(model, 6)
    for row in table.itertuples():
        payers, others, quality = model.law(row.adoption)
        assert (row.payers, row.others) == pytest.approx((payers, others), abs=0.008)
        assert row.quality == pytest.approx(quality, abs=0.025)


def test_paid_lift_person_by_person():
    model, rng = PaidLift(adoption=0.25, purse=0.5), generator(11)
    shown, paid, worth = [], [], []
    for _ in range(60):
        people = rng.normal(size=(1000, 2))
        purse = [0.5 * q + math.sqrt(0.75) * other for q, other in people]
        rich = set(sorted(range(1000), key=lambda i, purse=purse: -purse[i])[:250])
        best = sorted(
            range(1000), key=lambda i, people=people, rich=rich: -(people[i, 0] + (i in rich))
        )[:100]
        shown.append(np.mean([i in rich for i in best]))
        paid.append(len(rich))
        worth.append(people[best, 0].mean())
    row = mean_table(model, 4).query("yours == 1").iloc[0]
    assert row.payers == pytest.approx(100 * np.mean(shown) / 250, abs=0.01)
    assert row.others == pytest.approx(100 * (1 - np.mean(shown)) / 750, abs=0.006)
    assert row.quality == pytest.approx(np.mean(worth), abs=0.03)


@pytest.mark.parametrize(
    ("stakes", "genuine", "noise"),
    [(0, 0, 0.5), (2, 0, 0.5), (4, 0.5, 0.5), (3, 1.0, 0.0), (2, 0.2, 2.0)],
)
def test_score_and_worth_correlate_as_they_should(stakes, genuine, noise):
    model = TargetedScore(stakes=stakes, genuine=genuine, noise=noise)
    runs = [judged(model.run(seed)) for seed in range(60)]
    assert np.mean([run["correlation"] for run in runs]) == pytest.approx(
        model.correlation, abs=0.01
    )
    assert np.mean([run["everybody"] for run in runs]) == pytest.approx(
        genuine * stakes * math.sqrt(2 / math.pi), abs=0.03
    )


def test_a_score_says_less_for_being_a_target_under_one_condition():
    spread = 1 - 2 / math.pi
    rng = generator(5)
    for stakes, genuine, noise in rng.random((400, 3)) * [4, 1, 2]:
        model = TargetedScore(stakes=stakes, genuine=genuine, noise=noise)
        change = model.correlation - model.but(stakes=0.0).correlation
        real = 2 * genuine - genuine**2
        says_more = real * (1 + noise**2) + (genuine * noise * stakes) ** 2 * spread > 1
        assert (change > 0) == says_more, model.line()


def test_judged_by_hand():
    people = pd.DataFrame(
        {"worth": [0.0, 1, 2], "score": [0.0, 2, 4], "chosen": [False, False, True], "effort": 0.0}
    )
    assert judged(people) == pytest.approx(
        {"correlation": 1, "worth": 2, "score": 4, "everybody": 1}
    )
    table = TargetedScore().run(2)
    assert table.chosen.sum() == 100
    assert table.score[table.chosen].min() > table.score[~table.chosen].max()


@pytest.mark.parametrize("response", [0.0, 0.5, 0.9, 1.0, 1.2])
def test_equal_costs_raise_the_bar_as_the_series_says(response):
    table = RisingBar(response=response, handicap=1.0).run()
    np.testing.assert_allclose(table.bar, table.expected, rtol=1e-9)
    np.testing.assert_allclose(table.worth, table.worth[0])
    np.testing.assert_allclose(table.dear, 0.5)


def test_at_rest_a_tenth_of_both_halves_passes():
    rest = RisingBar(response=0.5, handicap=3.0, rounds=30).run().iloc[-1]

    def above(height):  # of a normal law
        return math.erfc(height / math.sqrt(2)) / 2

    cheap, dear = above(rest.bar * 0.5), above(rest.bar * (1 - 0.5 / 3))
    assert (cheap + dear) / 2 == pytest.approx(0.1, abs=0.001)
    assert rest.dear == pytest.approx(dear / (cheap + dear), abs=0.005)


def test_ranks_measurement_by_measurement():
    model, rng = LeagueTable(people=20, error=0.5), generator(9)
    worth = sorted(rng.normal(size=200_000), reverse=True)[
        5000::10_000
    ]  # the middles of twenty equal slices
    ranks = []
    for _ in range(4000):
        scores = [w + 0.5 * rng.normal() for w in worth]
        ranks.append([1 + sum(other > mine for other in scores) for mine in scores])
    low, high = np.quantile(ranks, (0.025, 0.975), axis=0)
    table = mean_table(model, 10)
    np.testing.assert_allclose(table.low, low, atol=1.1)
    np.testing.assert_allclose(table.high, high, atol=1.1)


def test_pay_follows_what_is_believed():
    exact = LeagueTable(error=0.0).run(1)
    np.testing.assert_allclose(exact.paid, exact.warned)
    assert (exact.low == exact.place).all()
    assert exact.paid[0] / exact.paid.iloc[-1] == pytest.approx(math.exp(2 * 2.5758), rel=1e-3)
    noisy = mean_table(LeagueTable(error=1.0), 10)
    assert noisy.paid.mean() == pytest.approx(1)
    # errors are independent of worth: believers pay on average as without them, and the warned as
    # for half the distance
    assert noisy.warned[0] / noisy.warned.iloc[-1] == pytest.approx(math.exp(2.5758), rel=0.1)
