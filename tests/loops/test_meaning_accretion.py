"""Meaning accretion: models meet their equations and plain twins written from their words."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import solve_ivp
from scipy.stats import binom, kstest

from recursivity.core import Number, ParameterError, generator, lock_in_threshold, mean_table
from recursivity.loops import meaning_accretion as chapter
from recursivity.loops.data_hunger import LoadedSearch
from recursivity.loops.meaning_accretion import (
    FORECASTERS,
    BulkOrWeight,
    DemandShock,
    FirstSignal,
    LiveArchive,
    PolyaUrn,
    Sediment,
    UnseenKinds,
    real_words,
    words_halves,
)

from ..chapters import models_of

# ---------------------------------------------------------- what is declared

# Model, parameter, default, least and greatest value: as the ledger of the science states them, and
# where it is silent as the card and the docstring need them.
DECLARED = [
    (Sediment, "past", 100, 10, 1000),
    (Sediment, "good", 0.8, 0.55, 0.95),
    (Sediment, "turned", 0.2, 0.0, 0.4),
    (Sediment, "prior", 2.0, 1.0, 50.0),
    (Sediment, "memory", 1.0, 0.9, 1.0),
    (FirstSignal, "quality", 0.6, 0.55, 0.9),
    (FirstSignal, "misreading", 0.3, 0.0, 0.8),
    (FirstSignal, "signals", 100, 10, 1000),
    (FirstSignal, "memory", 1.0, 0.9, 1.0),
    (BulkOrWeight, "cues", 16, 1, 100),
    (BulkOrWeight, "weak", 0.2, 0.1, 1.0),
    (BulkOrWeight, "strong", 3.0, 1.0, 5.0),
    (BulkOrWeight, "correlation", 0.1, 0.0, 0.5),
    (PolyaUrn, "start", 1, 1, 50),
    (PolyaUrn, "reinforcement", 1.0, 0.5, 2.0),
    (PolyaUrn, "fresh", 0.0, 0.0, 0.5),
    (PolyaUrn, "draws", 1000, 50, 2000),
    (DemandShock, "jump", 3.0, 0.5, 10.0),
    (DemandShock, "length", 30, 1, 365),
    (DemandShock, "slow", 0.02, 0.005, 0.2),
    (DemandShock, "nimble", 0.3, 0.2, 1.0),
    (DemandShock, "noise", 1.0, 0.0, 2.0),
    (DemandShock, "history", 365, 100, 1000),
    (UnseenKinds, "seen", 1000, 100, 10_000),
    (UnseenKinds, "kinds", 1000, 100, 100_000),
    (UnseenKinds, "exponent", 1.1, 0.8, 2.0),
    (UnseenKinds, "turnover", 0.0, 0.0, 1.0),
    (LiveArchive, "copying", 20.0, 0.0, 50.0),
    (LiveArchive, "favourable", 1.0, 0.0, 20.0),
    (LiveArchive, "salience", 1.0, 0.5, 3.0),
    (LiveArchive, "expiry", 0.0, 0.0, 0.1),
    (LiveArchive, "delisting", 0.0, 0.0, 0.1),
    (LiveArchive, "bad", 30.0, 1.0, 100.0),
    (LiveArchive, "good", 10.0, 0.0, 100.0),
]


@pytest.mark.parametrize(("model", "name", "default", "low", "high"), DECLARED)
def test_parameters_are_declared_as_the_ledger_states_them(model, name, default, low, high):
    declared = model.parameters()[name]
    assert (declared.default, declared.low, declared.high) == (default, low, high)


def test_every_number_of_every_model_is_among_them():
    numbers = {
        (model, name)
        for model in models_of(chapter)
        for name, declared in model.parameters().items()
        if isinstance(declared, Number)
    }
    assert numbers == {(model, name) for model, name, *_ in DECLARED}


# ---------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: Sediment(past=9), "10 <= past <= 1000: got 9"),
        (lambda: Sediment(memory=0.5), "0.9 <= memory <= 1: got 0.5"),
        (lambda: FirstSignal(quality=0.5), "0.55 <= quality <= 0.9: got 0.5"),
        (lambda: FirstSignal(misreading=float("nan")), "misreading must be a number, not NaN"),
        (lambda: BulkOrWeight(cues=2.5), "cues must be a whole number"),
        (lambda: PolyaUrn(start=0), "1 <= start <= 50: got 0"),
        (lambda: DemandShock(nimble=0.1), "0.2 <= nimble <= 1: got 0.1"),
        (lambda: UnseenKinds(kinds=10**6), "100 <= kinds <= 100000: got 1000000"),
        (lambda: LiveArchive(bad=0), "1 <= bad <= 100: got 0"),
        (lambda: LiveArchive(copies=3), "LiveArchive has no parameter 'copies'"),
    ],
)
def test_values_outside_their_range_are_refused(wrong, told):
    with pytest.raises(ParameterError, match=told):
        wrong()


# ---------------------------------------------------------- sediment


@pytest.mark.parametrize(
    ("past", "prior", "memory"),
    [(10, 1.0, 1.0), (100, 2.0, 0.98), (300, 50.0, 0.9), (40, 5.0, 1.0)],
)
def test_sediment_record_by_record(past, prior, memory):
    model = Sediment(past=past, prior=prior, memory=memory, good=0.7, turned=0.1)
    table = model.run()
    good, bad, of_past = prior / 2, prior / 2, 0.0
    for record in range(past + 1200):
        x = model.good if record < past else model.turned
        good, bad, of_past = (
            memory * good + x,
            memory * bad + 1 - x,
            memory * of_past + (record < past),
        )
        later = record + 1 - past
        if later >= 0 and later % 97 == 0:
            row = table.iloc[later]
            assert row.estimate == pytest.approx(good / (good + bad))
            assert row.influence == pytest.approx(of_past / (good + bad))
            moved = memory * good / (memory * (good + bad) + 1)  # the next record is a 0
            assert row.step == pytest.approx(good / (good + bad) - moved)


@pytest.mark.parametrize("memory", [1.0, 0.99, 0.95, 0.9])
@pytest.mark.parametrize(
    ("past", "good", "turned"),
    [(10, 0.8, 0.2), (100, 0.95, 0.4), (1000, 0.55, 0.0), (200, 0.75, 0.25)],
)
def test_reversal_is_where_the_estimate_crosses(past, good, turned, memory):
    model = Sediment(past=past, good=good, turned=turned, memory=memory)
    assert model.reversal == int((model.run().estimate < 0.5 - 1e-12).to_numpy().argmax())


# ---------------------------------------------------------- the first signal


def chain(model: FirstSignal) -> np.ndarray:
    """Return the exact law of the count (full memory): the share below 0 after each signal."""
    size = model.signals
    against, for_it = (
        (1 - model.misreading) * model.quality,
        model.quality + (1 - model.quality) * model.misreading,
    )
    up = np.concatenate(
        [np.full(size + 1, against), [model.quality], np.full(size + 1, for_it)]
    )  # count −size−1 … size+1
    wrong = []
    law = np.zeros((2 * size + 3, 2))
    law[size, 0] = law[size + 2, 1] = 1
    for _ in range(size):
        wrong.append(law[: size + 1].sum(axis=0))
        moved = np.zeros_like(law)
        moved[1:] += (law * up[:, None])[:-1]
        moved[:-1] += (law * (1 - up)[:, None])[1:]
        law = moved
    return np.array(wrong)


@pytest.mark.parametrize(
    ("quality", "misreading"), [(0.6, 0.0), (0.6, 0.3), (0.75, 0.5), (0.9, 0.8), (0.55, 0.1)]
)
def test_first_signal_follows_its_exact_law(quality, misreading):
    model = FirstSignal(quality=quality, misreading=misreading)
    seen, expected = mean_table(model, seeds=20), chain(model)
    for place, name in enumerate(("first_wrong", "first_right")):
        margin = 4.5 * np.sqrt(expected[:, place] * (1 - expected[:, place]) / 20_000) + 1e-9
        assert (np.abs(seen[name] - expected[:, place]) <= margin).all()
    assert seen.wrong.to_numpy() == pytest.approx(
        (1 - quality) * seen.first_wrong + quality * seen.first_right
    )


def test_read_straight_it_is_a_binomial():
    wrong = chain(FirstSignal(misreading=0.0))[-1]
    assert wrong == pytest.approx([binom.cdf(49, 99, 0.6), binom.cdf(48, 99, 0.6)])


@pytest.mark.parametrize(
    ("quality", "misreading"), [(0.6, 0.3), (0.6, 0.5), (0.75, 0.6), (0.6, 0.1)]
)
def test_what_lasts_is_what_two_walks_never_come_back_from(quality, misreading):
    model = FirstSignal(quality=quality, misreading=misreading, signals=1000)
    assert chain(model)[-1] == pytest.approx(model.in_the_end, abs=0.002)


def test_first_signal_person_by_person():
    model = FirstSignal(signals=12, memory=0.95, misreading=0.4)
    rng, counts = generator(5), [-1.0] * 1000 + [1.0] * 1000
    for _ in range(11):
        luck = rng.random(2000)
        for person, count in enumerate(counts):
            if count < 0:
                right = luck[person] < 0.6 * 0.6  # right, and not misread
            elif count > 0:
                right = luck[person] < 0.6 + 0.4 * 0.4  # right, or misread as right
            else:
                right = luck[person] < 0.6
            counts[person] = 0.95 * count + (1 if right else -1)
    last = model.run(5).iloc[-1]
    assert last.first_wrong == np.mean([c < 0 for c in counts[:1000]])
    assert last.first_right == np.mean([c < 0 for c in counts[1000:]])


@pytest.mark.parametrize("quality", [0.55, 0.6, 0.75, 0.9])
def test_reading_and_searching_share_one_threshold(quality):
    assert (
        FirstSignal(quality=quality).threshold
        == LoadedSearch(truth=quality).threshold
        == lock_in_threshold(quality)
    )
    at = FirstSignal(quality=quality, misreading=lock_in_threshold(quality))
    assert at.in_the_end == pytest.approx((0.0, 0.0), abs=1e-9)
    assert at.but(misreading=at.threshold + 0.01).in_the_end[0] > 0.01


# ---------------------------------------------------------- bulk against weight


@pytest.mark.parametrize(
    ("cues", "correlation"), [(2, 0.1), (16, 0.1), (40, 0.5), (100, 0.02), (5, 0.0)]
)
def test_corrected_total_is_what_correlated_normal_cues_are_worth(cues, correlation):
    # A normal cue x with means ±m and variance 1 has log odds 2mx; several are weighed by the
    # inverse of their covariance.
    mean = math.sqrt(0.2 / 2)
    covariance = np.full((cues, cues), correlation) + (1 - correlation) * np.eye(cues)
    expected = 2 * np.full(cues, mean) @ np.linalg.solve(covariance, np.full(cues, mean)) - 3
    row = BulkOrWeight(correlation=correlation).run().set_index("cues").loc[cues]
    assert row.corrected == pytest.approx(expected)
    assert row.counted == pytest.approx(0.2 * cues - 3)
    assert row.worth == pytest.approx((expected + 3) / 0.2)


@pytest.mark.parametrize("correlation", [0.0, 0.02, 0.05, 0.06])
def test_outvoted_by_is_the_first_total_above_zero(correlation):
    model = BulkOrWeight(correlation=correlation, weak=0.3)
    table = model.run()
    assert model.outvoted_by(correlation) == table.cues[table.corrected > 1e-9].min()


def test_above_the_tipping_correlation_no_number_is_enough():
    model = BulkOrWeight()
    assert model.outvoted_by(model.tipping_correlation) == math.inf
    assert model.outvoted_by(model.tipping_correlation - 0.001) < 1e4
    assert BulkOrWeight(correlation=0.1).run().corrected.max() < 0.2 / 0.1 - 3


# ---------------------------------------------------------- urns


@pytest.mark.parametrize(
    ("start", "reinforcement", "fresh"),
    [(1, 1.0, 0.0), (3, 1.5, 0.0), (1, 0.5, 0.2), (2, 1.0, 0.4)],
)
def test_urn_ball_by_ball(start, reinforcement, fresh):
    model = PolyaUrn(start=start, reinforcement=reinforcement, fresh=fresh, draws=60)
    luck, shares = generator(2).random((60, 500)), model.shares(generator(2))
    for urn in range(0, 500, 50):
        red, blue = start, start
        for draw in range(60):
            pulled = red**reinforcement / (red**reinforcement + blue**reinforcement)
            if luck[draw, urn] < (1 - fresh) * pulled + fresh / 2:
                red += 1
            else:
                blue += 1
            assert shares[draw + 1, urn] == pytest.approx(red / (red + blue))


@pytest.mark.parametrize("start", [1, 5, 50])
def test_urn_spreads_by_polyas_law(start):
    table = mean_table(PolyaUrn(start=start), seeds=12)
    draws = table.draw.to_numpy()
    expected = np.sqrt(draws / (draws + 2 * start) / (2 * start + 1)) / 2
    assert table.spread.to_numpy() == pytest.approx(expected, rel=0.06)
    echo = np.sqrt(
        draws / (draws + 2 * start) * (1000 + 2 * start) / 1000
    )  # a martingale's correlations
    assert table.echo[[10, 50, 300]].to_numpy() == pytest.approx(echo[[10, 50, 300]], abs=0.04)


def test_the_larger_colour_has_what_its_exact_law_says():
    # The number of one colour, draw by draw: a chain that goes up with the chance of its colour.
    law = np.array([1.0])
    for draw in range(60):
        first = np.arange(draw + 1) + 1
        up = first**1.5 / (first**1.5 + (draw + 2 - first) ** 1.5)
        law = np.append(law * (1 - up), 0) + np.append(0, law * up)
    share = (np.arange(61) + 1) / 62
    seen = mean_table(PolyaUrn(reinforcement=1.5, draws=60), seeds=20).larger
    assert seen.iloc[-1] == pytest.approx((law * np.maximum(share, 1 - share)).sum(), abs=0.006)
    assert seen[0] == 0.5


def test_every_final_share_is_as_likely_as_any_other():
    ends = np.concatenate([PolyaUrn().shares(generator(s))[-1] for s in range(6)])
    assert kstest(ends, "uniform").pvalue > 0.001


# ---------------------------------------------------------- a sudden change


@pytest.mark.parametrize(
    "settings",
    [{}, {"length": 5, "slow": 0.1}, {"length": 365, "jump": 1.0, "nimble": 1.0, "history": 100}],
)
def test_forecasts_day_by_day(settings):
    model = DemandShock(noise=0.0, **settings)
    table = model.run().set_index(["day", "forecaster"])
    past, slow, nimble = [0.0] * (model.history - 60), 0.0, 0.0
    for day in range(-60, model.length + 60):
        level = model.jump if 0 <= day < model.length else 0.0
        for who, forecast in zip(FORECASTERS, (np.mean(past), slow, nimble), strict=True):
            assert table.loc[(day, who), "forecast"] == pytest.approx(forecast, abs=1e-9)
            assert table.loc[(day, who), "miss"] == pytest.approx(abs(forecast - level), abs=1e-9)
        past.append(level)
        slow, nimble = slow + model.slow * (level - slow), nimble + model.nimble * (level - nimble)
    assert set(table.phase) == {"before", "during", "after"}
    assert table.phase.value_counts().to_dict() == {
        "before": 180,
        "after": 180,
        "during": 3 * model.length,
    }


@pytest.mark.parametrize(("rate", "length"), [(0.02, 30), (0.1, 5), (0.2, 365), (0.005, 90)])
def test_aftermath_is_the_mean_miss_of_smoothing(rate, length):
    model = DemandShock(noise=0.0, slow=rate, length=length)
    table = model.run().query("forecaster == 'slow' and phase == 'after'")
    assert model.aftermath(rate) == pytest.approx(table.miss.mean())


def test_on_ordinary_days_the_nimble_one_pays():
    runs = pd.concat([DemandShock(noise=2.0).run(s) for s in range(20)]).query("phase == 'before'")
    miss = runs.groupby("forecaster").miss.mean()
    for who, rate in (("slow", 0.02), ("nimble", 0.3)):
        assert miss[who] == pytest.approx(2 * math.sqrt(2 / math.pi * rate / (2 - rate)), rel=0.06)
    assert miss["everything"] == pytest.approx(2 * math.sqrt(2 / math.pi / 335), rel=0.1)


# ---------------------------------------------------------- what was never seen


def test_unseen_kinds_by_counting():
    model = UnseenKinds(kinds=200, seen=300, turnover=0.25)
    row, chance = model.run(1).set_index("seen").loc[300], model.chances()
    picks = chance.cumsum().searchsorted(generator(1).random((10, 10_000)))
    estimates, truths = [], []
    for world in picks:
        times = Counter(world[:300].tolist())
        estimates.append(sum(n == 1 for n in times.values()) / 300)
        new = [kind for kind in range(200) if kind not in times]
        truths.append(0.75 * chance[new].sum() + 0.25 * len(new) / 200)
    assert row.estimate == pytest.approx(np.mean(estimates))
    assert row.truth == pytest.approx(np.mean(truths))


def test_the_estimate_has_its_expectation_and_meets_the_truth():
    table = mean_table(UnseenKinds(), seeds=30)
    assert table.estimate.to_numpy() == pytest.approx(table.expected, abs=0.015)
    chance = UnseenKinds().chances()
    once = [binom.pmf(1, n, chance).sum() / n for n in table.seen]
    assert table.expected.to_numpy() == pytest.approx(once)
    truth = [(chance * (1 - chance) ** n).sum() for n in table.seen]
    assert table.truth.to_numpy() == pytest.approx(truth, abs=0.015)


def test_new_ranks_make_new_kinds_as_common_as_any():
    model, rng = UnseenKinds(turnover=1.0, kinds=300, seen=200), generator(9)
    chance = model.chances()
    dealt = []
    for _ in range(400):
        seen = np.unique(rng.choice(300, 200, p=chance))
        dealt.append(1 - rng.permutation(chance)[seen].sum())
    assert mean_table(model, seeds=20).set_index("seen").truth[200] == pytest.approx(
        np.mean(dealt), abs=0.02
    )


def test_words_by_hand():
    words = list(real_words())
    half = len(words) // 2
    times = Counter(words[:half])
    row = words_halves().set_index("split").loc["first half"]
    assert row.estimate == pytest.approx(sum(n == 1 for n in times.values()) / half)
    assert row.truth == pytest.approx(
        sum(word not in times for word in words[half:]) / (len(words) - half)
    )
    assert len(words) > 1500


# ---------------------------------------------------------- the live archive

ARCHIVES = [
    {},
    {"copying": 0.0},
    {"copying": 50.0, "favourable": 0.0, "salience": 3.0, "bad": 1.0, "good": 0.0},
    {"expiry": 0.1, "delisting": 0.1, "favourable": 20.0, "salience": 0.5},
    {"salience": 1.2, "expiry": 0.02, "delisting": 0.01, "copying": 5.0},
]


@pytest.mark.parametrize("settings", ARCHIVES)
def test_archive_solves_its_equations(settings):
    model = LiveArchive(**settings)

    def change(_day, state):
        bad, good = state
        met = model.salience * bad / (model.salience * bad + good)
        return (
            model.copying * met - (model.expiry + model.delisting) * bad,
            model.favourable + model.copying * (1 - met) - model.expiry * good,
        )

    table = model.run()
    days = [0, 1, 10, 100, 1000, 3650]
    solved = solve_ivp(
        change,
        (0, 3650),
        (model.bad, model.good),
        method="LSODA",
        t_eval=days,
        rtol=1e-9,
        atol=1e-12,
    )
    for name, expected in zip(("bad", "good"), solved.y, strict=True):
        assert np.interp(days, table.day, table[name]) == pytest.approx(
            expected, rel=2e-3, abs=1e-6
        )
    assert table.day.is_monotonic_increasing
    assert table.day.iloc[-1] == 3650
    assert table.met.between(0, 1).all()


@pytest.mark.parametrize(
    ("copying", "favourable"), [(0.0, 1.0), (20.0, 1.0), (20.0, 5.0), (5.0, 20.0), (50.0, 0.0)]
)
def test_share_falls_by_the_power_law(copying, favourable):
    model = LiveArchive(copying=copying, favourable=favourable)
    table = model.run()
    expected = 0.75 * (1 + (copying + favourable) * table.day / 40) ** -model.exponent
    assert table.met.to_numpy() == pytest.approx(expected, rel=1e-4)
    if math.isfinite(model.day_below(0.25)):
        assert model.day_below(0.25) == pytest.approx(model.waiting(0.25), rel=1e-3)
    else:
        assert model.waiting(0.25) > 3650


def test_waiting_has_two_ends():
    assert LiveArchive(favourable=0.0).waiting(0.25) == math.inf
    assert LiveArchive().waiting(0.9) == LiveArchive().day_below(0.9) == 0


def test_expiry_only_changes_the_clock():
    # The share depends on ∫ dt / (items in all) alone, whatever the expiry.
    for salience in (0.8, 1.0, 1.3):
        tables = [LiveArchive(expiry=e, salience=salience).run() for e in (0.0, 0.02, 0.1)]
        clocks = []
        for table in tables:
            items = (table.bad + table.good).to_numpy()
            clocks.append(
                np.concatenate(
                    [[0], np.cumsum(np.diff(table.day) * (1 / items[1:] + 1 / items[:-1]) / 2)]
                )
            )
        for table, clock in zip(tables[1:], clocks[1:], strict=True):
            upto = clocks[0][-1]
            early = clock <= upto
            assert np.interp(clock[early], clocks[0], tables[0].met) == pytest.approx(
                table.met[early], rel=5e-3
            )


@pytest.mark.parametrize("expiry", [0.0, 0.02, 0.1])
@pytest.mark.parametrize("salience", [1.2, 2.0, 3.0])
def test_above_the_tipping_salience_the_bad_stays(salience, expiry):
    model = LiveArchive(salience=salience, expiry=expiry)
    assert model.run().met.iloc[-1] == pytest.approx(model.lasting, abs=0.015)
    assert model.tipping_salience == pytest.approx(1.05)
    assert LiveArchive(salience=1.0).lasting == LiveArchive(copying=0.0, salience=3.0).lasting == 0


def test_archive_item_by_item():
    # Copies and new items come one at a time, each copy of what a reader happens to meet; their
    # mean is the model's curve.
    rng, runs, model = generator(3), 400, LiveArchive(salience=1.2)
    bad, good, day = np.full(runs, 30.0), np.full(runs, 10.0), 0.0
    while day < 30:
        day += 1 / 21
        met = 1.2 * bad / (1.2 * bad + good)
        is_new, copies_bad = rng.random(runs) < 1 / 21, rng.random(runs) < met
        bad += ~is_new & copies_bad
        good += is_new | ~copies_bad
    table = model.run()
    assert (1.2 * bad / (1.2 * bad + good)).mean() == pytest.approx(
        np.interp(30, table.day, table.met), abs=0.01
    )
