"""Terms of inclusion: claims hold, simulations meet their equations and their plain twins."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recursivity.core import Model, ParameterError, generator
from recursivity.ladders import terms_of_inclusion
from recursivity.ladders.terms_of_inclusion import (
    BaseRates,
    BigSample,
    ChainDrift,
    InformativeSilence,
    InspectionGame,
    Obfuscation,
    PatrolUrn,
    PostStratification,
    ShadowProfile,
    SystemAvoidance,
    innocent_flagged,
    patient_panels,
    patients,
    post_stratified,
)

# ---------------------------------------------------------- declarations

# What the chapter's ledger of claims states: default, and the ends of the range where it gives any.
STATED = {
    (BigSample, "correlation"): (0.005, 0, 0.1),
    (PostStratification, "by_group"): (2.0, 0, 3),
    (PostStratification, "by_answer"): (0.0, 0, 1),
    (SystemAvoidance, "surveillance"): (0.3, 0, 1),
    (SystemAvoidance, "fear"): (1.5, 0, 6),
    (Obfuscation, "flip"): (0.3, 0, 0.45),
    (PatrolUrn, "reports"): (0.0, 0, 1),
    (PatrolUrn, "disbelief"): (0.0, 0, 1),
    (InspectionGame, "conviction"): (0.3, 0, 1),
    (ChainDrift, "stocking"): (0.5, 0, 1),
    (InformativeSilence, "breaks"): (0.0, 0, 1),
    (ShadowProfile, "disclosing"): (0.4, 0, 1),
    (ShadowProfile, "homophily"): (0.7, 0.1, 0.9),
}
CHANCES = [
    "coverage",
    "share",
    "by_answer",
    "crime_in_a",
    "crime_in_b",
    "reports",
    "disbelief",
    "prevalence",
    "sensitivity",
    "false_positives",
    "surveillance",
    "detection",
    "group",
    "flip",
    "truth",
    "conviction",
    "depth",
    "stocking",
    "breaks",
    "homophily",
    "disclosing",
    "correlation",
    "contrast",
]


@pytest.mark.parametrize(("model", "name"), STATED, ids=lambda x: getattr(x, "__name__", x))
def test_defaults_and_ranges_are_those_of_the_ledger(model, name):
    declared = model.parameters()[name]
    assert (declared.default, declared.low, declared.high) == STATED[model, name]


def test_chances_and_shares_lie_between_nothing_and_everything():
    found = [getattr(terms_of_inclusion, name) for name in terms_of_inclusion.__all__]
    models = [each for each in found if isinstance(each, type) and issubclass(each, Model)]
    declared = [p for each in models for p in each.parameters().values() if p.name in CHANCES]
    assert {p.name for p in declared} == set(CHANCES)
    assert [p.name for p in declared if not 0 <= p.low < p.high <= 1] == []


def test_shares_of_yes_stay_shares_at_the_widest_contrast():
    widest = PostStratification.parameters()["contrast"].high
    shares = PostStratification(contrast=widest).group_shares
    assert shares.min() >= 0
    assert shares.max() <= 1


# ---------------------------------------------------------- volunteers


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7])
@pytest.mark.parametrize("coverage", [0.01, 0.4, 0.9])
def test_defect_correlation_is_the_correlation_over_everybody(share, coverage):
    model = BigSample(share=share, correlation=0.03)
    rng, people = generator(0), 4_000_000
    yes = np.arange(people) < share * people
    chance_yes, chance_no = model.chances(coverage)
    answers = rng.random(people) < np.where(yes, chance_yes, chance_no)
    assert answers.mean() == pytest.approx(coverage, rel=0.02)
    assert np.corrcoef(yes, answers)[0, 1] == pytest.approx(0.03, abs=0.002)
    assert yes[answers].mean() - share == pytest.approx(float(model.error(coverage)), abs=0.003)


@pytest.mark.parametrize(
    ("correlation", "population"), [(0.005, 231_000_000), (0.0, 100_000), (0.001, 1_000_000)]
)
def test_simulated_worth_meets_the_equation(correlation, population):
    model = BigSample(correlation=correlation, population=population)
    worth = 1 / np.mean(
        [1 / model.run(seed).simulated for seed in range(20)], axis=0
    )  # 6,000 worlds: 2 s.e. are 4 %
    np.testing.assert_allclose(worth, model.run().worth, rtol=0.09)


def test_a_correlation_beyond_what_is_possible_is_cut():
    model = BigSample(correlation=0.1, share=0.5)
    assert [float(c) for c in model.chances(0.001)] == pytest.approx(
        [0.002, 0]
    )  # every no is silent
    assert model.error(0.001) == pytest.approx(0.5)
    assert model.worth(0.001) == pytest.approx(1, rel=0.01)


@pytest.mark.parametrize(
    "model", list(BigSample.corners(["correlation", "share"])), ids=lambda m: m.line()
)
def test_however_skewed_as_many_answer_as_are_said_to(model):
    for coverage in (0.001, 0.05, 0.5, 0.95):
        yes, no = (float(chance) for chance in model.chances(coverage))
        assert 0 <= no <= yes <= 1
        assert model.share * yes + (1 - model.share) * no == pytest.approx(coverage)
        assert model.share * yes / coverage - model.share == pytest.approx(
            float(model.error(coverage))
        )


def test_worth_is_bounded_by_the_answers_and_free_of_the_population():
    assert BigSample(correlation=0).worth(0.5) == pytest.approx(
        231e6
    )  # half of all, without replacement, count double
    worths = [
        float(BigSample(correlation=0.01, population=n).worth(0.1)) for n in (10**7, 10**8, 10**9)
    ]
    assert max(worths) / min(worths) < 1.001


# ---------------------------------------------------------- weights


def test_post_stratified_by_hand():
    assert post_stratified([8.0, 1.0], [10, 10], [0.5, 0.5]) == pytest.approx(0.45)
    assert post_stratified([8.0, 1.0], [10, 10], [0.9, 0.1]) == pytest.approx(0.73)
    assert post_stratified([8.0, 0.0], [10, 0], [0.5, 0.5]) == pytest.approx(
        0.8
    )  # a silent cell takes the mean of all
    # of fifteen answers nine are yes, which is what the silent quarter is taken to say
    three = post_stratified([8.0, 1.0, 0.0], [10, 5, 0], [0.5, 0.25, 0.25])
    assert three == pytest.approx(0.5 * 0.8 + 0.25 * 0.2 + 0.25 * 9 / 15)
    many = post_stratified(np.ones((3, 4, 2)), np.full((3, 4, 2), 2), [0.25, 0.75])
    np.testing.assert_allclose(many, np.full((3, 4), 0.5))


def poll_person_by_person(model, rng, answers):
    yes, heard = np.zeros(8), np.zeros(8)
    most = np.exp(model.by_group + model.by_answer)
    while heard.sum() < answers:
        group = rng.integers(8)
        says_yes = rng.random() < model.group_shares[group]
        willing = np.exp(model.by_group * group / 7 + model.by_answer * says_yes)
        if rng.random() < willing / most:
            yes[group] += says_yes
            heard[group] += 1
    return yes.sum() / heard.sum(), (yes / heard).mean()


@pytest.mark.parametrize(("by_group", "by_answer"), [(2.0, 0.0), (1.0, 0.8), (0.0, 0.5)])
def test_poll_person_by_person(by_group, by_answer):
    model = PostStratification(by_group=by_group, by_answer=by_answer)
    raw, reweighted = poll_person_by_person(model, generator(2), 8000)
    row = model.run().query("yours").iloc[0]
    assert row.raw == pytest.approx(raw, abs=0.015)
    assert row.reweighted == pytest.approx(reweighted, abs=0.02)


@pytest.mark.parametrize("by_group", [0.0, 2.0, 3.0])
def test_polls_meet_their_equation(by_group):
    table = PostStratification(by_group=by_group).run()
    np.testing.assert_allclose(table.raw, table.expected_raw, atol=0.003)
    np.testing.assert_allclose(table.reweighted, table.expected, atol=0.003)
    assert table.truth[0] == pytest.approx(0.54)
    assert table.expected[0] == pytest.approx(0.54)  # weights repair skew by group altogether


def test_patients_are_as_many_as_they_are():
    people = patients()
    assert len(people) == 442
    assert people.cell.value_counts().sort_index().tolist() == [97, 82, 56, 57, 63, 87]
    assert people.groupby("third").age.max().is_monotonic_increasing
    assert people.pressure.between(50, 140).all()


def test_panels_person_by_person():
    # The largest of readiness plus Gumbel luck are drawn as if one after the other, in proportion
    # to exp(readiness).
    people, rng = patients(), generator(4)
    standard = (people.pressure - people.pressure.mean()) / people.pressure.std(ddof=0)
    weight = np.exp(2.0 * people.cell / 5 + 0.5 * standard).to_numpy()
    raw, reweighted = [], []
    for _ in range(400):
        panel = people.iloc[rng.choice(442, 100, replace=False, p=weight / weight.sum())]
        raw.append(panel.pressure.mean())
        means = (
            panel.groupby("cell")
            .pressure.mean()
            .reindex(range(6), fill_value=panel.pressure.mean())
        )
        reweighted.append((means * people.cell.value_counts(normalize=True).sort_index()).sum())
    panels = patient_panels(2.0, 0.5, seed=1)
    assert panels.raw.mean() == pytest.approx(np.mean(raw), abs=0.25)
    assert panels.reweighted.mean() == pytest.approx(np.mean(reweighted), abs=0.25)


@pytest.mark.parametrize("answers", [0, -3, 442, 1000])
def test_a_panel_of_nobody_or_of_more_than_all_is_refused(answers):
    with pytest.raises(ParameterError, match=r"^answers must satisfy 1 <= answers < 442: got "):
        patient_panels(0.0, 0.0, answers=answers)


def test_everybody_in_the_panel_is_the_truth():
    panels = patient_panels(3.0, 1.0, answers=441, panels=5)
    np.testing.assert_allclose(panels.raw, patients().pressure.mean(), atol=0.15)


# ---------------------------------------------------------- watching


def patrol_day_by_day(model, rng):
    record = [float(model.record_on_a), float(model.record_on_b)]
    rates, truth = (
        (model.crime_in_a, model.crime_in_b),
        model.crime_in_a / (model.crime_in_a + model.crime_in_b),
    )
    for _ in range(model.days):
        shares = [count / sum(record) for count in record]
        if rng.random() < model.reports:
            record[0 if rng.random() < truth else 1] += 1
            continue
        visited = 0 if rng.random() < shares[0] else 1
        if rng.random() < rates[visited]:
            record[visited] += 1 - model.disbelief * shares[visited]
    return record[0] / sum(record)


@pytest.mark.parametrize(
    "settings",
    [
        {"crime_in_a": 0.6},
        {"crime_in_a": 0.6, "reports": 0.5},
        {"crime_in_a": 0.7, "crime_in_b": 0.4, "disbelief": 1.0},
        {"crime_in_b": 0.8, "record_on_a": 5, "disbelief": 0.5, "reports": 0.2},
    ],
)
def test_patrol_day_by_day(settings):
    model = PatrolUrn(days=200, **settings)
    rng = generator(6)
    plain = [patrol_day_by_day(model, rng) for _ in range(600)]
    last = (
        pd.concat([model.run(seed).iloc[-1] for seed in range(5)], axis=1)
        .astype(float)
        .mean(axis=1)
    )
    assert last["mean"] == pytest.approx(np.mean(plain), abs=0.035)
    assert last.spread == pytest.approx(np.std(plain), abs=0.035)


def test_equal_rates_end_anywhere():
    ends = pd.concat([PatrolUrn().run(seed).iloc[-1, 6:11] for seed in range(100)]).astype(float)
    uniform = np.sort(ends) - np.linspace(0, 1, len(ends))
    assert (
        np.abs(uniform).max() < 0.09
    )  # Kolmogorov and Smirnov allow 0.073 for 500 draws at 1 %, and finds are still few


def test_patrols_start_where_the_record_does_and_rest_at_the_truth():
    first = PatrolUrn(record_on_a=3, record_on_b=9).run().iloc[0]
    assert first.day == 0
    assert first.low == first.high == first["mean"] == 0.25
    assert first.spread == 0
    assert PatrolUrn(days=250).run().day.iloc[-1] == 250
    assert PatrolUrn(crime_in_a=0.8, crime_in_b=0.2, reports=1.0).run()["mean"].iloc[
        -1
    ] == pytest.approx(0.8, abs=0.01)


def test_precision_by_counting():
    row = (
        BaseRates(prevalence=0.01, sensitivity=0.9, false_positives=0.05)
        .run()
        .query("yours")
        .iloc[0]
    )
    true, false = 0.01 * 0.9 * 10_000, 0.99 * 0.05 * 10_000  # in a town of ten thousand
    assert row.precision == pytest.approx(true / (true + false))
    assert row.flagged == pytest.approx((true + false) / 10_000)
    assert row.false_alarms == pytest.approx(false / true)


@pytest.mark.parametrize(("prevalence", "rate"), [(0.5, 0.2), (0.1, 0.01), (0.3, 0.05)])
def test_innocent_flagged_is_the_rate_that_gives_the_precision(prevalence, rate):
    precision = prevalence * 0.8 / (prevalence * 0.8 + (1 - prevalence) * rate)
    assert innocent_flagged(prevalence, precision, 0.8) == pytest.approx(rate)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("prevalence", (1.0, 0.7, 0.6)),
        ("precision", (0.3, 0.0, 0.6)),
        ("sensitivity", (0.3, 0.7, 2)),
    ],
)
def test_impossible_shares_are_refused(name, values):
    with pytest.raises(ParameterError, match=f"^{name} must satisfy 0"):
        innocent_flagged(*values)


@pytest.mark.parametrize("variety", [0.25, 1.0, 2.0])
def test_use_is_the_mean_over_people_of_unlike_fear(variety):
    fears = generator(1).gamma(1 / variety, 2.0 * variety, 400_000)
    model = SystemAvoidance(fear=2.0, variety=variety)
    for watch in (0.0, 0.3, 1.0):
        assert model.use(watch) == pytest.approx(np.exp(-fears * watch).mean(), abs=0.003)


@pytest.mark.parametrize(
    ("fear", "variety"),
    [(3.0, 0.0), (1.5, 0.0), (0.5, 0.0), (4.0, 0.5), (4.0, 1.0), (6.0, 2.0), (0.0, 0.0)],
)
def test_the_peak_is_where_most_is_detected(fear, variety):
    model = SystemAvoidance(fear=fear, variety=variety)
    watch = np.linspace(0, 1, 10_001)
    assert watch[(watch * model.use(watch)).argmax()] == pytest.approx(model.peak, abs=1e-3)


def test_no_variety_is_the_limit_of_little():
    watch = np.linspace(0, 1, 5)
    np.testing.assert_allclose(
        SystemAvoidance(variety=1e-6).use(watch), SystemAvoidance().use(watch), rtol=1e-4
    )
    row = SystemAvoidance(surveillance=0.0, group=0.2).run().iloc[0]
    assert row.register == pytest.approx(0.2)
    assert row.detected == 0
    half = SystemAvoidance(surveillance=1.0, fear=2.0, detection=0.5, group=0.5).run().iloc[-1]
    assert half.detected == pytest.approx(0.5 * np.exp(-2))
    assert half.register == pytest.approx(np.exp(-2) / (1 + np.exp(-2)))


# ---------------------------------------------------------- answering back


def test_noise_person_by_person():
    rng, model = generator(3), Obfuscation(flip=0.2, truth=0.3)
    true = rng.random(400_000) < 0.3
    given = true ^ (rng.random(400_000) < 0.2)
    row = model.run().query("yours").iloc[0]
    assert row.seen == pytest.approx(given.mean(), abs=0.005)
    assert row.believed == pytest.approx(true[given].mean(), abs=0.005)
    assert row.recovered == pytest.approx(0.3, abs=0.005)


def test_people_needed_is_a_ratio_of_variances():
    tables = [Obfuscation(flip=0.4, people=10_000).run(seed) for seed in range(5)]
    spread = np.mean([table.high - table.low for table in tables], axis=0)
    np.testing.assert_allclose((spread / spread[0]) ** 2, tables[0].people_needed, rtol=0.25)


@pytest.mark.parametrize(
    "game", list(InspectionGame.corners()), ids=lambda g: g.line().split("(", 1)[1]
)
def test_nobody_gains_by_changing_sides(game):
    for sanction in (game.sanction, 5.0):
        breaking, filming = (float(rate) for rate in game.rates(sanction))
        assert 0 <= breaking <= 1
        assert 0 <= filming <= 1
        official = (
            game.gain - filming * game.conviction * sanction
        )  # what breaking the rule yields, over keeping it
        bystander = (
            breaking * game.conviction * game.worth - game.cost
        )  # what filming yields, over walking on
        for rate, gain in ((breaking, official), (filming, bystander)):
            assert rate == 1 or gain <= 1e-12
            assert rate == 0 or gain >= -1e-12


# ---------------------------------------------------------- instruments, silence, shadows


def fisher(p, q, s, t):
    return np.sqrt((p[t] @ q[s]) / (p[s] @ q[s]) * (p[t] @ q[t]) / (p[s] @ q[t]))


def test_indices_week_by_week():
    model = ChainDrift(weeks=20)
    price, quantity = model.purchases(generator(0))
    chains, detours = [], []
    for p, q in zip(price, quantity, strict=True):
        index, chain = 1.0, [1.0]
        for week in range(1, 21):
            index *= fisher(p, q, week - 1, week)
            chain.append(index)
        chains.append(chain)
        detours.append(
            [
                np.prod([fisher(p, q, 0, s) * fisher(p, q, s, t) for s in range(21)]) ** (1 / 21)
                for t in range(21)
            ]
        )
    table = model.run()
    np.testing.assert_allclose(table.chained, np.median(chains, axis=0))
    np.testing.assert_allclose(table.multilateral, np.median(detours, axis=0))
    laspeyres = [
        np.cumprod([1.0] + [p[t] @ q[t - 1] / (p[t - 1] @ q[t - 1]) for t in range(1, 21)])
        for p, q in zip(price, quantity, strict=True)
    ]
    np.testing.assert_allclose(
        model.but(formula="Laspeyres").run().chained, np.median(laspeyres, axis=0)
    )
    np.testing.assert_allclose(
        table.fixed,
        np.median([p @ q[0] / (p[0] @ q[0]) for p, q in zip(price, quantity, strict=True)], axis=0),
    )


def test_shops_end_as_they_began_and_buying_ahead_is_bought_back():
    for settings in ({}, {"every": 4, "stocking": 1.0}, {"weeks": 12}):
        price, quantity = ChainDrift(**settings).purchases(generator(1))
        np.testing.assert_array_equal(price[:, 0], price[:, -1])
        np.testing.assert_allclose(quantity[:, 0], quantity[:, -1])
    price, quantity = ChainDrift(depth=0.1, stocking=1.0, every=6).purchases(generator(1))
    usual = quantity[:, 0]
    np.testing.assert_allclose(
        quantity.sum(axis=1), usual * quantity.shape[1]
    )  # only moved about, none of it extra
    assert (price < 1).mean() == pytest.approx(1 / 6, abs=0.03)


def test_ordinary_quantities_are_log_normal_and_sales_take_turns():
    drawn = [ChainDrift(every=6).purchases(generator(seed)) for seed in range(40)]
    usual = np.concatenate([np.log(quantity[:, 0]).ravel() for _, quantity in drawn])
    assert usual.mean() == pytest.approx(0, abs=0.03)
    assert usual.std() == pytest.approx(0.5, abs=0.02)  # of 6,400: a standard error of .0044
    sales = np.concatenate([price < 1 for price, _ in drawn])  # (shops, weeks, goods)
    gaps = np.diff(np.flatnonzero(sales[0, :, 0]))
    assert (gaps == 6).all()
    assert not sales[:, [0, -4, -3, -2, -1]].any()  # none so late that the last week would miss it


def test_silence_person_by_person():
    model, rng = InformativeSilence(breaks=0.3), generator(7)
    leaving = rng.random(300_000) < model.share
    mean = np.where(rng.random(300_000) < 0.3, 4.0, np.where(leaving, 6.0, 2.0))
    gap = rng.exponential(mean)
    belief = model.run().belief
    for days in (0, 4, 9):
        assert belief[days] == pytest.approx(leaving[gap > days].mean(), abs=0.015)
    assert model.expected == pytest.approx(
        (rng.choice(gap[leaving], 200_000) > rng.choice(gap[~leaving], 200_000)).mean(), abs=0.005
    )
    assert InformativeSilence().expected == pytest.approx(6 / 8)
    assert model.run().sorted[0] == pytest.approx(model.expected, abs=0.015)


@pytest.mark.parametrize(("homophily", "contacts"), [(0.7, 15), (0.2, 8), (0.5, 3)])
def test_shadow_contact_by_contact(homophily, contacts):
    rng, right = generator(8), []
    for _ in range(6000):
        for_trait = against = 0
        for _ in range(contacts):
            if rng.random() < 0.4:
                alike = rng.random() < homophily
                for_trait, against = for_trait + alike, against + (not alike)
        if homophily < 0.5:
            for_trait, against = against, for_trait
        right.append(0.5 if for_trait == against else float(for_trait > against))
    model = ShadowProfile(homophily=homophily, contacts=contacts)
    assert model.expected(0.4) == pytest.approx(np.mean(right), abs=0.015)
    np.testing.assert_allclose(
        np.mean([model.run(s).accuracy for s in range(10)], axis=0),
        model.run().expected,
        atol=0.012,
    )


def test_shadow_at_its_ends():
    assert ShadowProfile().expected(0.0) == 0.5
    assert ShadowProfile(contacts=1).expected(1.0) == pytest.approx(0.7)
    assert ShadowProfile().run().known.iloc[-1] == 15
