"""Data hunger: claims hold, simulations meet their equations, corners run clean, the same seed gives the same numbers."""

from __future__ import annotations

import numpy as np
import pytest

from recursivity import kept
from recursivity.core import generator, rank_correlation
from recursivity.loops import data_hunger as chapter
from recursivity.loops.data_hunger import (
    LEARNERS,
    DataRace,
    DeltaRule,
    FeedbackLoop,
    FiveTribes,
    FriendRanking,
    LabelMajority,
    LearningCurve,
    LoadedSearch,
    RedQueen,
    SelfTracking,
    VolumeOrVariety,
    digits,
    digits_halves,
    fitted_exponent,
)
from recursivity.loops.data_hunger.claims import TRIBES

# ---------------------------------------------------------- five tribes


def test_wrong_labels_are_wrong_and_as_many_as_asked_for():
    # A decision tree gives back what it was given: against the true labels it errs exactly where labels were wrong.
    images, labels = digits()
    order = generator(1).permutation(len(labels))
    rng = generator(1)
    rng.permutation(len(labels))
    wrong = rng.random(1200) < 0.3
    given = (labels[order[:1200]] + wrong * rng.integers(1, 10, 1200)) % 10
    assert (given != labels[order[:1200]]).mean() == wrong.mean() == pytest.approx(0.3, abs=0.04)
    learner = chapter._learner("nearest neighbour", 0).fit(images[order[:1200]], given)
    expected = (learner.predict(images[order[1200:]]) != labels[order[1200:]]).mean()
    assert FiveTribes(examples=1200, label_noise=0.3).run(1).test_error[0] == expected


def test_nearest_neighbour_by_hand():
    images, labels = digits()
    order = generator(0).permutation(len(labels))
    train, test = order[:200], order[1200:]
    nearest = ((images[test, None] - images[None, train]) ** 2).sum(axis=2).argmin(axis=1)
    assert FiveTribes().run().test_error[0] == (labels[train][nearest] != labels[test]).mean()


@pytest.mark.parametrize("learner", LEARNERS)
def test_every_learner_beats_guessing_and_forgets_nothing_it_should_keep(learner):
    row = FiveTribes(learner=learner, examples=200).run().iloc[0]
    assert row.test_error < 0.6
    assert row.tested == 597
    assert (row.training_error == 0) or learner not in ("decision tree", "nearest neighbour")


def test_evolution_improves_on_its_ancestors():
    images, labels = digits()
    errors = [
        (
            chapter.EvolvedRule(0, generations=g)
            .fit(images[:300], labels[:300])
            .predict(images[:300])
            != labels[:300]
        ).mean()
        for g in (0, 10, 100)
    ]
    assert errors[0] > errors[1] > errors[2]


def test_kept_table_is_what_the_model_gives():
    table = kept.load("five_tribes").set_index(["learner", "label_noise", "examples", "seed"])
    assert len(table) == 7 * 4 * 7 * 5
    for learner, noise, examples, seed in [
        ("nearest neighbour", 0.0, 640, 0),
        ("nearest neighbour", 0.3, 320, 4),
        ("15 nearest neighbours", 0.2, 1200, 2),
        ("naive Bayes", 0.1, 160, 3),
        ("support vector machine", 0.3, 640, 1),
        ("decision tree", 0.0, 80, 2),
    ]:
        run = FiveTribes(learner=learner, label_noise=noise, examples=examples).run(seed).iloc[0]
        stored = table.loc[learner, noise, examples, seed]
        # Four of 597 images: room for ties that another platform breaks otherwise.
        assert run.test_error == pytest.approx(stored.test_error, abs=0.007)
        assert run.training_error == pytest.approx(stored.training_error, abs=0.03)
    assert {learner for learner, *_ in TRIBES.values()} == set(LEARNERS)


def test_halves_of_the_digits():
    table = digits_halves(seed=1).set_index("split").error
    assert table["contiguous half"] == digits_halves(seed=2).error[1]  # nothing random about it
    assert len({digits_halves(seed).error[0] for seed in range(4)}) > 1


def test_fitted_exponent_finds_the_exponent():
    n = np.array([20, 80, 1200])
    assert fitted_exponent(n, 3 * n**-0.45) == pytest.approx(0.45)


# ---------------------------------------------------------- learning curve


@pytest.mark.parametrize("exponent", [0.05, 0.3, 0.9])
def test_halving_factor_halves(exponent):
    curve = LearningCurve(exponent=exponent, floor=0.05, scale=0.6)
    above = curve.error([1000, 1000 * curve.halving_factor]) - 0.05
    assert above[1] == pytest.approx(above[0] / 2)


def test_examples_to_target_reach_it():
    curve = LearningCurve(exponent=0.4, floor=0.02, target=0.1)
    assert curve.error(curve.examples_to_target) == pytest.approx(0.1)
    assert curve.but(target=0.02).examples_to_target == np.inf
    assert (
        curve.but(scale=0.5, exponent=0.9, target=0.4, floor=0, guessing=0.5).examples_to_target > 1
    )
    assert curve.run().error.is_monotonic_decreasing


# ---------------------------------------------------------- red queen


@pytest.mark.parametrize(("drift", "noise"), [(0.02, 1), (0.1, 1), (0, 2), (0.2, 0.1)])
def test_simulated_error_meets_the_equation(drift, noise):
    model = RedQueen(drift=drift, noise=noise)
    error = np.mean(
        [model.run(seed).error for seed in range(20)], axis=0
    )  # 6,000 worlds: two standard errors are 4 %
    np.testing.assert_allclose(error, model.run().expected, rtol=0.09)


def test_interval_covers_the_equation():
    tables = [RedQueen().run(seed) for seed in range(30)]
    covered = np.mean([((t.low <= t.expected) & (t.expected <= t.high)).mean() for t in tables])
    assert 0.9 < covered < 0.99


def test_best_memory_is_best():
    for drift in (0.01, 0.02, 0.1):
        model = RedQueen(drift=drift)
        memories = np.arange(1, 1001)
        assert abs(memories[model.expected_error(memories).argmin()] - model.best_memory) <= 1
    assert RedQueen(drift=0).best_memory == np.inf


def test_red_queen_step_by_step():
    """A twin in plain steps: the world moves, is seen, and is remembered for a while."""
    rng, model, errors = generator(5), RedQueen(drift=0.2, noise=1.0, memory=10), []
    for _ in range(4000):
        truth, seen = 0.0, []
        for _ in range(10):
            truth += rng.normal(0, model.drift)
            seen.append(truth + rng.normal(0, model.noise))
        errors.append((sum(seen) / 10 - truth) ** 2)
    assert np.mean(errors) == pytest.approx(float(model.expected_error(10)), rel=0.08)


# ---------------------------------------------------------- volume or variety


def test_one_context_teaches_its_own_directions_and_no_others():
    # Without noise and penalty, learning from one context finds the target's part in its plane: on average span/10 of it.
    tables = [VolumeOrVariety(noise=0, penalty=0.1, examples=2000).run(seed) for seed in range(30)]
    assert np.mean([t["home"][0] for t in tables]) == pytest.approx(1, abs=1e-4)
    assert np.mean([t["median"][0] for t in tables]) == pytest.approx(
        1 - 0.5 ** (1 / 4), abs=0.02
    )  # median of Beta(1, 4)
    assert np.mean([t["median"][4] for t in tables]) == pytest.approx(
        1, abs=1e-3
    )  # five planes fill ten directions


def test_more_noise_and_fewer_examples_learn_less():
    def r2(**settings):
        return np.mean([VolumeOrVariety(**settings).run(seed)["median"][9] for seed in range(5)])

    assert r2(noise=0.5) > r2(noise=1.5) > r2(noise=3)
    assert r2(noise=3, examples=2000) > r2(noise=3, examples=200) > r2(noise=3, examples=50)
    assert r2(penalty=10.0, noise=0) < r2(penalty=0.1, noise=0)


# ---------------------------------------------------------- search


def loaded_search_person_by_person(model, rng, people):
    right = []
    for person in range(people):
        for_truth = model.weight * (0.5 + (model.lean if person % 2 else -model.lean))
        documents = model.weight
        for _ in range(model.searches):
            belief = for_truth / documents
            if belief != 0.5 and rng.random() < model.loaded_queries:
                for_truth += belief > 0.5
            else:
                for_truth += rng.random() < model.truth
            documents += 1
        right.append(for_truth / documents > 0.5)
    return np.mean(right)


@pytest.mark.parametrize("loaded", [0.0, 0.3, 0.8])
def test_loaded_search_person_by_person(loaded):
    model = LoadedSearch(loaded_queries=loaded)
    vectorised = np.mean([model.run(seed).right.iloc[-1] for seed in range(5)])
    assert vectorised == pytest.approx(
        loaded_search_person_by_person(model, generator(9), 3000), abs=0.03
    )


@pytest.mark.parametrize("truth", [0.6, 0.75])
def test_threshold_parts_cure_from_lock_in(truth):
    threshold = LoadedSearch(truth=truth).threshold
    below, above = (
        LoadedSearch(truth=truth, loaded_queries=threshold + away, searches=1000)
        .run()
        .right.iloc[-1]
        for away in (-0.1, 0.1)
    )
    assert below > 0.98
    assert above < 0.92
    assert LoadedSearch(truth=0.5).threshold == 0


def test_without_a_lean_no_query_is_loaded():
    first = LoadedSearch(lean=0.0, loaded_queries=1.0).run().right[1]
    assert first == pytest.approx(
        0.6, abs=0.04
    )  # one honest search each; from then on every query is loaded
    assert LoadedSearch(lean=0.0, loaded_queries=1.0).run().right.iloc[-1] == first


def test_beliefs_stay_beliefs_and_start_as_declared():
    beliefs = LoadedSearch(lean=0.2, weight=4).beliefs(generator(0))
    assert beliefs.shape == (61, 2000)
    assert set(beliefs[0]) == {0.3, 0.7}
    assert ((beliefs > 0) & (beliefs < 1)).all()
    np.testing.assert_allclose(
        np.unique(np.round(beliefs[1], 12)), [1.2 / 5, 2.2 / 5, 2.8 / 5, 3.8 / 5]
    )


# ---------------------------------------------------------- data race


@pytest.mark.parametrize(("exponent", "sharing"), [(0.2, 0.0), (0.3, 0.0), (0.5, 0.0), (0.3, 0.5)])
def test_tipping_sharpness_parts_even_from_uneven(exponent, sharing):
    tipping = DataRace(exponent=exponent, sharing=sharing).tipping_sharpness
    below, above = (
        DataRace(exponent=exponent, sharing=sharing, sharpness=factor * tipping).run().hhi.iloc[-1]
        for factor in (0.7, 1.33)
    )
    assert below < 0.205 < 0.25 < above


def test_tipping_sharpness_is_the_slope_of_quality():
    model, settled, nudge = DataRace(exponent=0.4, decay=0.05), 10 / 0.05, 1e-6
    quality = [1 - (1 + settled * np.exp(x)) ** -model.exponent for x in (-nudge, nudge)]
    assert 1 / model.tipping_sharpness == pytest.approx(
        (quality[1] - quality[0]) / (2 * nudge), rel=1e-6
    )
    assert DataRace(decay=0).tipping_sharpness == DataRace(sharing=1).tipping_sharpness == np.inf


def test_market_begins_even_and_pooled_data_keep_it_even():
    for firms in (2, 10):
        table = DataRace(firms=firms, sharpness=60, sharing=1).run()
        np.testing.assert_allclose(table.hhi, 1 / firms)
        np.testing.assert_allclose(table.leader, 1 / firms)
    assert (DataRace(sharpness=60).run().largest >= 0.2 - 1e-12).all()


# ---------------------------------------------------------- labels, feedback, learning


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.5])
def test_simulated_majorities_meet_the_binomial_law(correlation):
    model = LabelMajority(correlation=correlation, labellers=6)
    tables = [
        model.run(seed) for seed in range(20)
    ]  # 40,000 items: a standard error of 0.25 points
    np.testing.assert_allclose(
        np.mean([t.accuracy for t in tables], axis=0), tables[0].expected, atol=0.01
    )


def test_majorities_by_hand():
    assert LabelMajority(accuracy=0.7).majority(3) == pytest.approx(0.7**3 + 3 * 0.7**2 * 0.3)
    assert LabelMajority(accuracy=0.7).majority(2) == pytest.approx(0.7)  # a coin settles ties
    assert LabelMajority(pay=0.1).run().cost[0] == pytest.approx(0.1 / 0.7)


def test_labels_correlate_as_declared():
    # Two labellers both right: p² + ρ·p(1 − p). With two labellers the majority is right in that case, or by a coin.
    p, rho = 0.7, 0.3
    rng = generator(0)
    source = rng.random((200_000, 1)) < p
    labels = np.where(rng.random((200_000, 2)) < np.sqrt(rho), source, rng.random((200_000, 2)) < p)
    assert np.corrcoef(labels.T)[0, 1] == pytest.approx(rho, abs=0.01)
    three = (labels.sum(axis=1) == 2).mean() + (labels.sum(axis=1) == 1).mean() / 2
    assert LabelMajority(accuracy=p, correlation=rho).majority(2) == pytest.approx(three, abs=0.005)


def test_feedback_settles_swings_and_saturates():
    quiet = FeedbackLoop(noise=0, gain=0.8, delay=3, push=2.0)
    assert quiet.run()["median"].iloc[-1] == pytest.approx(quiet.resting_point, rel=0.02)
    table = quiet.run()
    assert (table.low == table.high).all()
    assert FeedbackLoop(gain=1.0).resting_point == np.inf
    assert FeedbackLoop(noise=0, gain=-1.0, push=0.0, start=4.0, delay=2).run()["median"][
        :9
    ].tolist() == [
        4,
        -4,
        -4,
        -4,
        4,
        4,
        4,
        -4,
        -4,
    ]
    assert (
        FeedbackLoop(gain=1.5, push=5.0, response="saturating", noise=0).run()["median"].max() < 10
    )


def test_four_rules_are_one():
    for seed, rate in enumerate((0.01, 0.1, 0.5, 1.0)):
        table = DeltaRule(rate=rate, start=0.3).run(seed)
        value, plain = 0.3, []
        for outcome in table.outcome:
            value += rate * (outcome - value)
            plain.append(value)
        for rule in (
            "rescorla_wagner",
            "bush_mosteller",
            "least_mean_squares",
            "exponential_smoothing",
        ):
            np.testing.assert_allclose(table[rule], plain, atol=1e-12)


def test_half_life():
    assert (1 - 0.1) ** DeltaRule(rate=0.1).half_life == pytest.approx(0.5)
    assert DeltaRule(rate=1.0).half_life == 0


# ---------------------------------------------------------- counted lives


@pytest.mark.parametrize("substitution", [-0.8, -0.3, 0.0, 0.6, 0.95, 1.0])
@pytest.mark.parametrize("bonus", [0.0, 0.2, 1.0])
def test_efforts_are_the_best_there_are(substitution, bonus):
    model = SelfTracking(substitution=substitution, drive=0.5, value=1.3)
    c, u = (float(effort) for effort in model.efforts(bonus))
    grid = np.linspace(0, 8, 401)
    counted, uncounted = np.meshgrid(np.append(grid, c), np.append(grid, u))

    def felt(c, u):
        return (0.5 + bonus) * c + 0.5 * 1.3 * u - (c**2 + u**2) / 2 - substitution * c * u

    assert felt(c, u) >= felt(counted, uncounted).max() - 1e-8
    assert c >= 0
    assert u >= 0


def test_welfare_leaves_the_bonus_out():
    table = SelfTracking(substitution=0.0, value=1.0, drive=1.0).run()
    assert table.welfare.idxmax() == 0  # whoever feels the full worth needs no bonus
    assert table.welfare[0] == pytest.approx(1.0)


def friend_ranking_contact_by_contact(closeness, model, rng):
    counts = np.zeros(len(closeness))
    for _ in range(model.contacts):
        weight = closeness * (counts + 1) ** (model.pull * model.visibility)
        counts[rng.choice(len(closeness), p=weight / weight.sum())] += 1
    return counts


@pytest.mark.parametrize("pull", [0.0, 1.0, 1.5])
def test_friend_ranking_contact_by_contact(pull):
    model = FriendRanking(pull=pull, contacts=100, friends=6)
    rng, top, agreement = generator(3), [], []
    for _ in range(300):
        closeness = np.exp(rng.normal(0, model.spread, model.friends))
        counts = friend_ranking_contact_by_contact(closeness, model, rng)
        top.append(counts.max() / model.contacts)
        agreement.append(rank_correlation(closeness, counts))
    tables = [model.run(seed) for seed in range(5)]
    assert np.mean([t.share[0] for t in tables]) == pytest.approx(np.mean(top), abs=0.04)
    assert np.mean([t.agreement[0] for t in tables]) == pytest.approx(np.mean(agreement), abs=0.06)


def test_every_contact_is_counted_once():
    closeness, counts = FriendRanking(pull=2.0).ties(generator(0))
    assert closeness.shape == counts.shape == (100, 15)
    assert (counts.sum(axis=1) == 400).all()
    table = FriendRanking().run()
    assert table.share.sum() == pytest.approx(1)
    assert table.share.is_monotonic_decreasing
    assert table.closeness_rank.mean() == pytest.approx(8)
