"""The claims of *Terms of inclusion*, over many seeds: every number that the chapter quotes is observed here.

Intervals are those in which the mechanism holds: wide enough for other seeds, too narrow for a broken model.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ...core import Observation, at_end, boundary, check, chosen, claimed, over_seeds
from . import (
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
)

Observations = Iterator[Observation]


@check("F24-big-data-paradox")
def big_data_paradox() -> Observations:
    """Observe what millions of volunteers are worth, and what they would be worth if they were drawn by lot."""
    poll = BigSample()
    row = chosen(poll)
    yield claimed(
        "worth",
        row.worth,
        low=395,
        high=410,
        meaning="people drawn by lot as good as 1 % of 231 million, ρ = 0.005",
    )
    yield claimed(
        "simulated",
        row.simulated,
        low=385,
        high=425,
        meaning="the same, from the errors of 3,000 simulated polls",
    )
    yield claimed(
        "error",
        row.error,
        low=0.024,
        high=0.026,
        meaning="error of these 2.3 million answers, as a share",
    )
    yield claimed(
        "margin",
        row.margin,
        low=0.0005,
        high=0.0008,
        meaning="margin of error that would be printed with them",
    )
    yes, no = poll.chances(0.01)
    yield claimed(
        "ratio",
        yes / no,
        low=1.08,
        high=1.13,
        meaning="how many times likelier somebody with a yes is to answer",
    )
    cases = (("half", 0.5, 0.05, 390, 410), ("weak", 0.01, 0.05, 3.5, 4.5))
    for name, coverage, correlation, low, high in cases:
        worth = float(poll.but(correlation=correlation).worth(coverage))
        meaning = (
            f"people drawn by lot as good as {coverage:.0%} of 231 million, ρ = {correlation:g}"
        )
        yield claimed(f"worth_{name}", worth, low=low, high=high, meaning=meaning)
    small = float(poll.but(population=1_000_000).worth(0.01))
    yield claimed(
        "worth_small",
        small,
        low=380,
        high=405,
        meaning="the first of these in a population of one million",
    )
    yield claimed(
        "worth_of_17",
        0.25 / 0.17**2,
        low=8,
        high=10,
        meaning="people drawn by lot who typically err by 17 points",
    )
    lot = poll.but(correlation=0.0)
    value = chosen(lot).simulated / (0.01 * 231e6)
    yield boundary(
        "by_lot",
        value,
        low=0.9,
        high=1.15,
        meaning="worth of one answer where answering has nothing to do with the answer",
    )
    nearly_all = float(
        poll.but(correlation=0.05).worth(0.95) / poll.but(correlation=0.05).worth(0.5)
    )
    yield boundary(
        "nearly_all",
        nearly_all,
        low=15,
        high=25,
        meaning="worth of 95 % in units of the worth of 50 %, ρ = 0.05",
    )


@check("F25-post-stratify")
def post_stratify() -> Observations:
    """Observe what weights repair, in a model and on real blood pressures."""

    def polls(**settings: float) -> pd.Series:
        return chosen(PostStratification(**settings), seeds=4)

    by_group, both, strong = polls(), polls(by_answer=0.5), polls(by_answer=1.0)
    told = "share of yes after weighting volunteers, skew by group of 2"
    yield claimed("repaired", by_group.reweighted, low=0.535, high=0.545, meaning=told)
    yield claimed("truth", by_group.truth, low=0.5399, high=0.5401, meaning="true share of yes")
    yield claimed(
        "raw",
        by_group.raw,
        low=0.64,
        high=0.66,
        meaning="share of yes among the same volunteers before weighting",
    )
    yield claimed(
        "repaired_low",
        by_group.low,
        low=0.52,
        high=0.54,
        meaning="tenth percentile of the weighted estimate",
    )
    for name, row, raw, rest in (
        ("both", both, (0.73, 0.77), (0.62, 0.67)),
        ("strong", strong, (0.81, 0.85), (0.72, 0.76)),
    ):
        told = f"skew by group of 2, by answer of {row.by_answer:g}"
        meaning = f"share of yes after weighting volunteers, {told}"
        yield boundary(f"left_{name}", row.reweighted, low=rest[0], high=rest[1], meaning=meaning)
        yield boundary(
            f"raw_{name}", row.raw, low=raw[0], high=raw[1], meaning="the same before weighting"
        )
    answer_only = polls(by_group=0.0, by_answer=0.5)
    yield boundary(
        "raw_answer",
        answer_only.raw,
        low=0.63,
        high=0.67,
        meaning="share of yes among volunteers, skew by answer only, 0.5",
    )
    yield boundary(
        "left_answer",
        answer_only.reweighted,
        low=0.63,
        high=0.67,
        meaning="the same after weighting: nothing repaired",
    )
    thin = polls(by_group=3.0, answers=50)
    yield boundary(
        "thin_spread",
        (thin.high - thin.low) / (thin.raw_high - thin.raw_low),
        low=1.4,
        high=4,
        meaning="spread of 50 weighted answers in units of the unweighted, skew by group of 3: groups with one voice or none",
    )
    panels = {
        b: pd.concat([patient_panels(2.0, b, seed=s) for s in range(3)]).mean() for b in (0.0, 0.5)
    }
    yield claimed(
        "patients_truth",
        patients().pressure.mean(),
        low=94.6,
        high=94.7,
        meaning="mean blood pressure of 442 patients",
    )
    yield claimed(
        "patients_raw",
        panels[0.0].raw,
        low=96.8,
        high=97.8,
        meaning="in panels of 100 skewed by age and sex",
    )
    yield claimed(
        "patients_repaired",
        panels[0.0].reweighted,
        low=94.3,
        high=94.9,
        meaning="in the same panels after weighting",
    )
    yield boundary(
        "patients_raw_both",
        panels[0.5].raw,
        low=101.5,
        high=103.5,
        meaning="in panels skewed by pressure, too",
    )
    yield boundary(
        "patients_left",
        panels[0.5].reweighted,
        low=99.5,
        high=101,
        meaning="in these after weighting",
    )


@check("F26-uneven-gaze")
def uneven_gaze() -> Observations:
    """Observe where patrols end up with equal and with unequal crime, and what brings them back."""

    def after(column: str = "mean", **settings: float) -> float:
        return over_seeds(PatrolUrn(**settings), at_end(column), seeds=4)

    yield claimed(
        "spread",
        after("spread"),
        low=0.26,
        high=0.31,
        meaning="spread of A's share over worlds, equal crime",
    )
    yield claimed(
        "low",
        after("low"),
        low=0.05,
        high=0.2,
        meaning="tenth percentile of A's share over worlds, equal crime",
    )
    yield claimed(
        "high", after("high"), low=0.8, high=0.95, meaning="ninetieth percentile of the same"
    )
    yield claimed(
        "head_start",
        after(record_on_a=10),
        low=0.87,
        high=0.94,
        meaning="A's share where the record began at 10 to 1, equal crime",
    )
    unequal = {"crime_in_a": 0.6}
    yield claimed(
        "truth",
        PatrolUrn(**unequal).truth,
        low=0.545,
        high=0.546,
        meaning="A's share of incidents at rates of 0.6 and 0.5",
    )
    yield claimed(
        "unequal",
        after(**unequal),
        low=0.63,
        high=0.72,
        meaning="A's share of patrols after 1,000 days, same rates",
    )
    creeping = after(**unequal, days=3000) - after(**unequal, days=100)
    yield claimed(
        "creep",
        creeping,
        low=0.02,
        high=0.15,
        meaning="what A gains between days 100 and 3,000, same rates",
    )
    yield boundary(
        "reports",
        after(**unequal, reports=0.5),
        low=0.555,
        high=0.585,
        meaning="A's share of patrols at these rates, with reports on half of the days",
    )
    yield boundary(
        "disbelief",
        after(**unequal, disbelief=1.0),
        low=0.535,
        high=0.555,
        meaning="the same with full disbelief",
    )
    yield boundary(
        "half_disbelief",
        after(**unequal, disbelief=0.5),
        low=0.58,
        high=0.66,
        meaning="the same with disbelief of one half",
    )
    yield boundary(
        "equal_spread",
        after("spread", disbelief=1.0),
        low=0.01,
        high=0.04,
        meaning="spread over worlds, equal crime, full disbelief",
    )
    far = {"crime_in_a": 0.9, "crime_in_b": 0.1}
    excess = after(**far) - PatrolUrn(**far).truth
    yield boundary(
        "far_excess",
        excess,
        low=0.08,
        high=0.1,
        meaning="excess of A's share at rates of 0.9 and 0.1: the ceiling is near",
    )


@check("F27-base-rates")
def base_rates() -> Observations:
    """Observe the precision of a good test for something rare, and what equal precision asks of unequal groups."""
    test = BaseRates(prevalence=0.001, sensitivity=0.99)
    rare = chosen(test)
    yield claimed(
        "precision",
        rare.precision,
        low=0.08,
        high=0.1,
        meaning="share of alarms that are right: 1 in 1,000, 99 % of either found out",
    )
    yield claimed(
        "false_alarms",
        rare.false_alarms,
        low=9.5,
        high=10.5,
        meaning="false alarms for each true one",
    )
    posts = chosen(BaseRates())
    yield claimed(
        "posts",
        posts.precision,
        low=0.08,
        high=0.095,
        meaning="the same with a sensitivity of 95 %",
    )
    for name, prevalence, low, high in (("common", 0.5, 0.25, 0.265), ("rarer", 0.3, 0.105, 0.115)):
        value = innocent_flagged(prevalence, 0.7, 0.6)
        meaning = f"share of the innocent flagged at a prevalence of {prevalence:.0%}, precision 0.7, sensitivity 0.6"
        yield claimed(f"innocent_{name}", value, low=low, high=high, meaning=meaning)
    half = chosen(test.but(prevalence=0.5)).precision
    yield boundary(
        "precision_half",
        half,
        low=0.985,
        high=0.995,
        meaning="precision of the same test where half are of the type",
    )
    perfect = innocent_flagged(0.5, 1.0, 0.6) - innocent_flagged(0.3, 1.0, 0.6)
    yield boundary(
        "perfect",
        perfect,
        low=0,
        high=0,
        meaning="difference between unequal groups, where every alarm is right",
    )


@check("F28-system-avoidance")
def system_avoidance() -> Observations:
    """Observe where watching finds most, what it has cost by then, and fears for which there is no such peak."""
    for name, fear, found in (
        ("15", 1.5, (0.22, 0.222)),
        ("30", 3.0, (0.109, 0.112)),
        ("60", 6.0, (0.054, 0.056)),
    ):
        table = SystemAvoidance(fear=fear).run()
        best = table.loc[table.detected.idxmax()]
        told = f"where fear is {fear:g}"
        yield claimed(
            f"peak_{name}",
            best.surveillance,
            low=0.9 / fear,
            high=1.1 / fear,
            meaning=f"surveillance that detects most, {told}",
        )
        yield claimed(
            f"found_{name}",
            best.detected,
            low=found[0],
            high=found[1],
            meaning=f"share of the group detected there, {told}",
        )
    at_peak = SystemAvoidance(fear=3.0)
    yield claimed(
        "still_come",
        at_peak.use(at_peak.peak),
        low=0.36,
        high=0.375,
        meaning="share who still come at the peak",
    )
    single, double, full = (chosen(at_peak.but(surveillance=s)) for s in (0.3, 0.6, 1.0))
    yield claimed(
        "doubled",
        double.detected / single.detected,
        low=0.75,
        high=0.9,
        meaning="detected at 0.6 in units of detected at 0.3, fear of 3",
    )
    yield claimed(
        "full_use",
        full.use,
        low=0.045,
        high=0.055,
        meaning="share who still come at full surveillance, fear of 3",
    )
    yield claimed(
        "register",
        single.register,
        low=0.04,
        high=0.05,
        meaning="share of the register that the group makes up, of 10 %, at 0.3",
    )
    bold = SystemAvoidance(fear=0.5).run().detected
    yield boundary(
        "bold",
        bold.idxmax() / (len(bold) - 1),
        low=1,
        high=1,
        meaning="surveillance that detects most, where fear is 0.5",
    )
    mixed = SystemAvoidance(fear=3.0, variety=1.0)
    pair = [chosen(mixed.but(surveillance=s)).detected for s in (0.3, 0.6)]
    yield boundary(
        "mixed",
        pair[1] / pair[0],
        low=1.2,
        high=1.5,
        meaning="detected at 0.6 in units of 0.3, fear of 3 that differs (variance 1)",
    )
    lost = 1 - float(mixed.use(0.6))
    yield boundary(
        "mixed_lost",
        lost,
        low=0.6,
        high=0.68,
        meaning="share who stay away at 0.6, same fear: finding more is no sign of fewer losses",
    )


@check("F29-obfuscation")
def obfuscation() -> Observations:
    """Observe what noise costs those who count, and that it hides persons and not averages."""
    for flip, low, high in ((0.1, 1.55, 1.57), (0.2, 2.7, 2.8), (0.3, 6.2, 6.3), (0.4, 24.9, 25.1)):
        needed = chosen(Obfuscation(flip=flip, truth=0.5)).people_needed
        meaning = f"times as many people needed, flips of {flip:.0%}, half of all saying yes"
        yield claimed(f"needed_{100 * flip:.0f}", needed, low=low, high=high, meaning=meaning)
    noisy = chosen(Obfuscation())
    yield claimed(
        "needed_unequal",
        noisy.people_needed,
        low=7.2,
        high=7.3,
        meaning="the same at 30 % flips and a true share of 30 %",
    )
    yield claimed(
        "believed",
        noisy.believed,
        low=0.499,
        high=0.501,
        meaning="chance that somebody who said yes meant it, same case",
    )
    yield boundary(
        "recovered",
        noisy.recovered,
        low=0.295,
        high=0.305,
        meaning="share of yes recovered where the flip is known; true is 0.3",
    )
    yield boundary(
        "unknown",
        noisy.seen,
        low=0.415,
        high=0.425,
        meaning="share of yes seen by whoever does not know of the flips",
    )


@check("F30-sousveillance")
def sousveillance() -> Observations:
    """Observe what cheaper cameras and heavier sanctions do in equilibrium."""
    game = InspectionGame()
    (dear_breaking, dear_filming), (cheap, _) = game.rates(5.0), game.but(cost=0.01).rates(5.0)
    yield claimed(
        "breaking",
        dear_breaking,
        low=0.33,
        high=0.34,
        meaning="how often the rule is broken, filming costs 0.1",
    )
    yield claimed(
        "breaking_cheap", cheap, low=0.03, high=0.035, meaning="the same where filming costs 0.01"
    )
    harsh_breaking, harsh_filming = game.rates(10.0)
    yield claimed(
        "filming",
        dear_filming,
        low=0.66,
        high=0.67,
        meaning="how often somebody films, sanction of 5",
    )
    yield claimed(
        "filming_harsh", harsh_filming, low=0.33, high=0.34, meaning="the same at a sanction of 10"
    )
    change = harsh_breaking - dear_breaking
    yield claimed(
        "breaking_change",
        change,
        low=0,
        high=1e-12,
        meaning="what the doubled sanction changes in how often the rule is broken",
    )
    idle = game.but(conviction=0.0)
    yield boundary(
        "idle_breaking",
        idle.rates(20.0)[0],
        low=1,
        high=1,
        meaning="how often the rule is broken where film never convicts",
    )
    yield boundary(
        "idle_filming", idle.rates(20.0)[1], low=0, high=0, meaning="how often somebody films there"
    )
    yield boundary(
        "mild_breaking",
        game.rates(3.0)[0],
        low=1,
        high=1,
        meaning="how often the rule is broken under a sanction too small to deter",
    )


@check("F32-scanner-prices")
def scanner_prices() -> Observations:
    """Observe where a chained index ends after a year in which nothing has changed, and indices that come home."""

    def ends(column: str = "chained", **settings: float | str) -> float:
        return over_seeds(ChainDrift(**settings), at_end(column))

    yield claimed(
        "chained",
        ends(),
        low=0.62,
        high=0.75,
        meaning="chained Fisher index after 52 weeks in which nothing has changed",
    )
    yield claimed(
        "gentle", ends(depth=0.1), low=0.96, high=0.99, meaning="the same with sales of 10 % only"
    )
    yield claimed(
        "laspeyres",
        ends(formula="Laspeyres"),
        low=10,
        high=40,
        meaning="chained Laspeyres index, same shops",
    )
    yield boundary(
        "no_stocking",
        ends(stocking=0.0),
        low=0.98,
        high=1.02,
        meaning="chained Fisher index where nobody buys ahead",
    )
    for column in ("multilateral", "fixed"):
        meaning = f"{column} index, same shops"
        yield boundary(column, ends(column), low=1 - 1e-9, high=1 + 1e-9, meaning=meaning)


@check("F39-silence-speaks")
def silence_speaks() -> Observations:
    """Observe what one silence says, and two ways to make it say nothing."""
    usual = InformativeSilence()
    yield claimed(
        "sorted",
        over_seeds(usual, at_end("sorted")),
        low=0.74,
        high=0.76,
        meaning="pairs sorted rightly by one gap, mean gaps of 2 and 6 days",
    )
    belief = usual.run().belief
    for days, low, high in ((0, 0.299, 0.301), (3, 0.5, 0.58), (7, 0.8, 0.85)):
        meaning = f"chance that somebody silent for {days} days is on the way out"
        yield claimed(f"belief_{days}", belief[days], low=low, high=high, meaning=meaning)
    alike = InformativeSilence(short_gap=5.0, long_gap=5.0)
    yield boundary(
        "alike",
        over_seeds(alike, at_end("sorted")),
        low=0.49,
        high=0.51,
        meaning="pairs sorted rightly where gaps are alike",
    )
    for name, breaks, low, high in (("half", 0.5, 0.6, 0.67), ("all", 1.0, 0.49, 0.51)):
        value = over_seeds(usual.but(breaks=breaks), at_end("sorted"))
        meaning = f"pairs sorted rightly where {breaks:.0%} of gaps are deliberate breaks"
        yield boundary(f"breaks_{name}", value, low=low, high=high, meaning=meaning)


@check("F40-shadow-profile")
def shadow_profile() -> Observations:
    """Observe how well a trait is guessed of people who never joined."""

    cases = ((0.05, 0.6, 0.62), (0.2, 0.74, 0.77), (0.4, 0.835, 0.845), (0.9, 0.93, 0.945))
    for disclosing, low, high in cases:
        value = ShadowProfile().expected(disclosing)
        meaning = f"right guesses, {disclosing:.0%} of 15 contacts tell, alike in 70 % of pairs"
        yield claimed(f"right_{100 * disclosing:.0f}", value, low=low, high=high, meaning=meaning)
    tables = [ShadowProfile().run(seed) for seed in range(10)]
    gap = max(abs(sum(t.accuracy - t.expected for t in tables) / len(tables)))
    yield claimed(
        "simulated_gap",
        gap,
        low=0,
        high=0.015,
        meaning="largest difference of 20,000 simulated guesses from the equation",
    )
    close = ShadowProfile(homophily=0.8).expected(0.2)
    yield claimed(
        "right_close",
        close,
        low=0.84,
        high=0.87,
        meaning="right guesses at 20 %, alike in 80 % of pairs",
    )
    everybody = ShadowProfile(disclosing=1.0)
    nine = everybody.but(contacts=9).expected(1.0)
    yield claimed(
        "right_nine",
        nine,
        low=0.89,
        high=0.91,
        meaning="right guesses from 9 contacts who all tell",
    )
    yield claimed(
        "nine_of_fifty",
        nine / everybody.but(contacts=50).expected(1.0),
        low=0.89,
        high=0.91,
        meaning="the same in units of 50 contacts",
    )
    strangers, opposites, single = (
        chosen(ShadowProfile(**settings), seeds=5)
        for settings in ({"homophily": 0.5, "disclosing": 0.9}, {"homophily": 0.3}, {"contacts": 1})
    )
    told = "right guesses at 90 % where friends are no more alike than strangers"
    yield boundary("no_homophily", strangers.accuracy, low=0.48, high=0.52, meaning=told)
    told = "right guesses at 40 %, alike in 30 % of pairs: opposites tell as much"
    yield boundary("opposites", opposites.accuracy, low=0.825, high=0.855, meaning=told)
    yield boundary(
        "one_contact",
        single.accuracy,
        low=0.56,
        high=0.6,
        meaning="right guesses from one address book, at 40 %",
    )
