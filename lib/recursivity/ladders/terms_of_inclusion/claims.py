"""The claims of *Terms of inclusion*: every number that the chapter quotes is observed here.

Where an interval is that of an equation, the equation is written beside it; where it is that of an
independent run, the comment says of how many worlds, and `within` holds six of its standard errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, factorial, sqrt

import numpy as np
import pandas as pd

from ...core import Mean, Observation, at_end, boundary, check, chosen, claimed, over_seeds
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
RUNS = 20  # seeds of each run with chance


def _worth(poll: BigSample) -> Mean:
    """Return what simulated answers are worth, from their mean squared error over many polls.

    The mean of the errors is inverted, and not the other way round: the mean of reciprocals is
    larger than the reciprocal of the mean.
    """
    inverse = Mean.of(1 / poll.result(seed).yours.simulated for seed in range(RUNS))
    worth = Mean(1 / inverse)
    worth.runs = inverse.runs
    worth.error = inverse.error / inverse**2
    return worth


@check("F24-big-data-paradox")
def big_data_paradox() -> Observations:
    """Observe what millions of volunteers are worth, and what as many drawn by lot would be."""
    poll = BigSample()
    row = poll.result().yours
    told = "people drawn by lot as good as 1 % of 231 million, ρ = 0.005"
    alone = 0.01 / (0.99 * 0.005**2)  # f/((1 − f)·ρ²), which chance lowers by a ten-thousandth
    yield claimed("worth", row.worth, expected=alone, within=0.5, meaning=told)
    told = "the same, from the errors of 6,000 simulated polls"
    yield claimed("simulated", _worth(poll), expected=alone, within=0.5, meaning=told)
    told = "error of these 2.3 million answers, as a share"
    yield claimed("error", row.error, expected=0.0249, within=5e-5, meaning=told)
    printed = 1.96 * 0.5 / sqrt(2.31e6)
    told = "margin of error that would be printed with them, as a share"
    yield claimed("margin", row.margin, expected=printed, meaning=told)
    yes, no = poll.chances(0.01)
    told = "how many times likelier somebody with a yes is to answer, half of all meaning yes"
    yield claimed("ratio", yes / no, expected=1.105, within=5e-4, meaning=told)
    for name, coverage, expected in (("half", 0.5, 400), ("weak", 0.01, 4.04)):
        worth = float(poll.but(correlation=0.05).worth(coverage))
        told = f"people drawn by lot as good as {coverage:.0%} of 231 million, ρ = 0.05"
        within = 0.5 if name == "half" else 0.005
        yield claimed(f"worth_{name}", worth, expected=expected, within=within, meaning=told)
    small = float(poll.but(population=1_000_000).worth(0.01))
    both = 1 / (1 / alone + 0.99 / 10_000)  # the bias, and the chance of ten thousand answers
    told = "the first of these in a population of one million"
    yield claimed("worth_small", small, expected=both, meaning=told)
    # 231,000 answers that are 17 points off, by whatever correlation that takes.
    off = poll.but(coverage=0.001, correlation=0.17 / (0.5 * sqrt(999)))
    told = "worth, in simulated polls, of one answer in a thousand that is 17 points off"
    expected = 0.25 / 0.17**2
    yield claimed("worth_of_17", _worth(off), expected=expected, within=0.05, meaning=told)
    lot = poll.but(correlation=0.0)
    value = _worth(lot)
    share = Mean(value / 2.31e6)
    share.runs = value.runs
    share.error = value.error / 2.31e6
    told = "worth of one answer where answering has nothing to do with the answer"
    yield boundary("by_lot", share, expected=1 / 0.99, meaning=told)  # drawn without replacement
    skewed = poll.but(correlation=0.05)
    nearly_all = float(skewed.worth(0.95) / skewed.worth(0.5))
    told = "worth of 95 % in units of the worth of 50 %, ρ = 0.05"
    yield boundary("nearly_all", nearly_all, expected=19, within=0.5, meaning=told)


def _heard(by_group: float, by_answer: float) -> tuple[float, float]:
    """Return the share of yes that very many answers show, as they come and weighted.

    A group whose share of yes is p shows p·e^b/(p·e^b + 1 − p); as they come, groups count by how
    many in them answer.
    """
    share = 0.54 + 0.55 * (np.arange(8) / 7 - 0.5)
    yes = share * exp(by_answer)
    no = 1 - share
    readiness = np.exp(by_group * np.arange(8) / 7)
    weighted = (yes / (yes + no)).mean()
    return float((readiness * yes).sum() / (readiness * (yes + no)).sum()), float(weighted)


@check("F25-post-stratify")
def post_stratify() -> Observations:
    """Observe what weights repair, in a model and on real blood pressures."""

    def polls(**settings: float) -> pd.Series:
        return chosen(PostStratification(**settings), seeds=10)

    by_group = polls()
    raw, _ = _heard(2.0, 0.0)
    told = "share of yes after weighting volunteers, skew by group of 2"
    yield claimed("repaired", by_group.reweighted, expected=0.54, meaning=told)
    told = "true share of yes"
    yield claimed("truth", float(by_group.truth), expected=0.54, meaning=told)
    told = "share of yes among the same volunteers before weighting"
    yield claimed("raw", by_group.raw, expected=raw, meaning=told)
    usual = [PostStratification().result(seed).yours for seed in range(RUNS)]
    widths = Mean.of(row.raw_high - row.raw_low for row in usual)
    expected = 2 * 1.2816 * sqrt(raw * (1 - raw) / 5000)  # eight tenths of a normal law
    told = "spread of 5,000 unweighted answers (eight polls of ten)"
    yield claimed("spread", widths, expected=expected, within=0.0001, meaning=told)
    for name, skew in (("both", 0.5), ("strong", 1.0)):
        row = polls(by_answer=skew)
        raw, left = _heard(2.0, skew)
        told = f"share of yes after weighting volunteers, skew by group of 2, by answer of {skew:g}"
        yield boundary(f"left_{name}", row.reweighted, expected=left, meaning=told)
        yield boundary(f"raw_{name}", row.raw, expected=raw, meaning="the same before weighting")
    row = polls(by_group=0.0, by_answer=0.5)
    raw, left = _heard(0.0, 0.5)
    told = "share of yes among volunteers, skew by answer only, 0.5"
    yield boundary("raw_answer", row.raw, expected=raw, meaning=told)
    told = "the same after weighting: nothing repaired"
    yield boundary("left_answer", row.reweighted, expected=left, meaning=told)
    thin = [PostStratification(by_group=3.0, answers=50).result(s).yours for s in range(RUNS)]
    ratio = Mean.of((row.high - row.low) / (row.raw_high - row.raw_low) for row in thin)
    told = (
        "spread of 50 weighted answers (eight polls of ten) in units of the unweighted, skew of 3"
    )
    # 133 times 300 polls, answer by answer
    yield boundary("thin_spread", ratio, expected=1.58, within=0.07, meaning=told)
    yield from _panels()


def _panels() -> Observations:
    """Observe what weights repair in panels of 442 patients.

    Expected are the means of 20,000 panels, drawn one person after the other.
    """

    def panels(by_answer: float) -> pd.DataFrame:
        return pd.concat([patient_panels(2.0, by_answer, seed=seed) for seed in range(5)])

    truth = patients().pressure.mean()
    told = "mean blood pressure of 442 patients"
    yield claimed("patients_truth", truth, expected=94.65, within=0.005, meaning=told)
    by_cell = panels(0.0)
    told = "in panels of 100 skewed by age and sex"
    raw = Mean.of(by_cell.raw)
    yield claimed("patients_raw", raw, expected=97.36, within=0.05, meaning=told)
    told = "in the same panels after weighting"
    repaired = Mean.of(by_cell.reweighted)
    yield claimed("patients_repaired", repaired, expected=truth, within=0.05, meaning=told)
    both = panels(0.5)
    told = "in panels skewed by pressure, too"
    raw = Mean.of(both.raw)
    yield boundary("patients_raw_both", raw, expected=102.43, within=0.05, meaning=told)
    told = "in these after weighting"
    left = Mean.of(both.reweighted)
    yield boundary("patients_left", left, expected=100.26, within=0.08, meaning=told)


@check("F26-uneven-gaze")
def uneven_gaze() -> Observations:
    """Observe where patrols end up with equal and with unequal crime, and what brings them back.

    Where no law is known, expected is the mean of 20,000 worlds that were run day by day.
    """

    def after(column: str = "mean", **settings: float) -> Mean:
        return over_seeds(PatrolUrn(**settings), at_end(column), seeds=RUNS)

    # With one entry each at the start every share is as likely as any other: a uniform law.
    ends = [PatrolUrn().run(seed).iloc[-1] for seed in range(2 * RUNS)]
    spread = Mean.of(end.spread for end in ends)
    told = "standard deviation of A's share over worlds, equal crime, after 1,000 days"
    yield claimed("spread", spread, expected=1 / sqrt(12), within=0.005, meaning=told)
    low = Mean.of(end.low for end in ends)
    told = "tenth percentile of A's share over worlds, equal crime"
    yield claimed("low", low, expected=0.1, within=0.005, meaning=told)
    high = Mean.of(end.high for end in ends)
    told = "ninetieth percentile of the same"
    yield claimed("high", high, expected=0.9, within=0.005, meaning=told)
    told = "A's share where the record began at 10 to 1, equal crime"  # a martingale
    yield claimed("head_start", after(record_on_a=10), expected=10 / 11, meaning=told)
    unequal = {"crime_in_a": 0.6}
    told = "A's share of incidents at rates of 0.6 and 0.5"
    truth = PatrolUrn(**unequal).truth
    yield claimed("truth", truth, expected=0.5455, within=5e-5, meaning=told)
    told = "A's share of patrols after 1,000 days, same rates"
    yield claimed("unequal", after(**unequal), expected=0.67, within=0.011, meaning=told)
    long = PatrolUrn(**unequal, days=3000)
    tables = [long.run(seed)["mean"] for seed in range(5)]
    gained = Mean.of(shares.iloc[-1] - shares.iloc[1] for shares in tables)  # from day 75 on
    told = "what A gains between days 75 and 3,000, same rates"
    yield claimed("creep", gained, low=0.02, high=1, meaning=told)
    told = "A's share of patrols at these rates, with reports on half of the days"
    softer = after(**unequal, reports=0.5)
    yield boundary("reports", softer, expected=0.568, within=0.002, meaning=told)
    told = "the same with full disbelief"
    full = after(**unequal, disbelief=1.0)
    yield boundary("disbelief", full, expected=truth, within=0.001, meaning=told)
    told = "the same with disbelief of one half"
    half = after(**unequal, disbelief=0.5)
    yield boundary("half_disbelief", half, expected=0.619, within=0.005, meaning=told)
    told = "standard deviation over worlds, equal crime, full disbelief"
    settled = after("spread", disbelief=1.0)
    yield boundary("equal_spread", settled, expected=0.0226, within=0.0007, meaning=told)
    far = PatrolUrn(crime_in_a=0.9, crime_in_b=0.1)
    excess = over_seeds(far, lambda table: table["mean"].iloc[-1] - far.truth, seeds=RUNS)
    told = "excess of A's share at rates of 0.9 and 0.1: the ceiling is near"
    yield boundary("far_excess", excess, expected=0.0974, within=0.0001, meaning=told)


@check("F27-base-rates")
def base_rates() -> Observations:
    """Observe the precision of a good test for something rare, and what equal precision asks."""
    test = BaseRates(sensitivity=0.99)
    rare = test.result().yours
    told = "share of alarms that are right: 1 in 1,000, 99 % of either found out"
    yield claimed("precision", rare.precision, expected=0.0902, within=5e-5, meaning=told)
    told = "false alarms for each true one"
    yield claimed("false_alarms", rare.false_alarms, expected=10.09, within=0.005, meaning=told)
    told = "precision of the same with a sensitivity of 95 %"
    usual = BaseRates().result().yours
    yield claimed("posts", usual.precision, expected=0.087, within=5e-4, meaning=told)
    for name, prevalence, expected in (("common", 0.5, 0.257), ("rarer", 0.3, 0.110)):
        value = innocent_flagged(prevalence, 0.7, 0.6)
        told = "share of the innocent flagged at a prevalence of "
        told += f"{prevalence:.0%}, precision 0.7, sensitivity 0.6"
        yield claimed(f"innocent_{name}", value, expected=expected, within=5e-4, meaning=told)
    flagged = innocent_flagged(0.3, 0.7, 0.6)
    equal = BaseRates(prevalence=0.3, sensitivity=0.6, false_positives=flagged).result().yours
    told = "precision of a test that flags so many of the innocent in the rarer group"
    yield claimed("trusted", equal.precision, expected=0.7, meaning=told)
    half = test.but(prevalence=0.5).result().yours
    told = "precision of the first test where half are of the type"
    yield boundary("precision_half", half.precision, expected=0.99, meaning=told)
    perfect = innocent_flagged(0.5, 1.0, 0.6) - innocent_flagged(0.3, 1.0, 0.6)
    told = "difference between unequal groups, where every alarm is right"
    yield boundary("perfect", perfect, expected=0, within=1e-12, meaning=told)


def _fullest(model: SystemAvoidance) -> float:
    """Return the surveillance that detects most, found by trying ten thousand of them."""
    tried = np.linspace(0, 1, 10_001)
    return float(tried[(tried * model.use(tried)).argmax()])


@check("F28-system-avoidance")
def system_avoidance() -> Observations:
    """Observe where watching finds most, what it has cost by then, and where there is no peak.

    Detected is 0.9 · s · exp(−k · s), which is largest at s = 1/k, where exp(−1) still come.
    """
    usual = SystemAvoidance()
    for name, fear in (("15", 1.5), ("30", 3.0), ("60", 6.0)):
        model = usual if fear == 1.5 else usual.but(fear=fear)
        peak = _fullest(model)
        told = f"surveillance that detects most, where fear is {fear:g}"
        yield claimed(f"peak_{name}", peak, expected=1 / fear, within=5e-4, meaning=told)
        found = model.but(surveillance=peak).result().yours.detected
        told = (
            f"share of the group detected there, of 0.9 under full watch if all came, fear {fear:g}"
        )
        expected = 0.9 / (fear * exp(1))
        yield claimed(f"found_{name}", found, expected=expected, within=5e-5, meaning=told)
    wary = usual.but(fear=3.0)
    told = "share who still come at the peak"
    still = float(wary.use(_fullest(wary)))
    yield claimed("still_come", still, expected=exp(-1), within=5e-4, meaning=told)
    single = wary.result().yours
    double = wary.but(surveillance=0.6).result().yours
    full = wary.but(surveillance=1.0).result().yours
    told = "detected at 0.6 in units of detected at 0.3, fear of 3"
    doubled = double.detected / single.detected
    yield claimed("doubled", doubled, expected=2 * exp(-0.9), meaning=told)
    told = "share who still come at full surveillance, fear of 3"
    yield claimed("full_use", full.use, expected=0.0498, within=5e-5, meaning=told)
    told = "share of the register that the group makes up, of 10 %, at 0.3"
    expected = 0.1 * exp(-0.9) / (0.1 * exp(-0.9) + 0.9)
    yield claimed("register", single.register, expected=expected, meaning=told)
    told = "surveillance that detects most, where fear is 0.5"
    yield boundary("bold", _fullest(usual.but(fear=0.5)), expected=1, meaning=told)
    # A gamma law of fear with mean 3 and variance 1 leaves 1/(1 + 3 · s) who come.
    mixed = wary.but(variety=1.0)
    once = mixed.result().yours
    twice = mixed.but(surveillance=0.6).result().yours
    told = "detected at 0.6 in units of 0.3, fear of 3 that differs (relative variance 1)"
    more = twice.detected / once.detected
    yield boundary("mixed", more, expected=2 * 1.9 / 2.8, meaning=told)
    told = "share who stay away at 0.6, same fear: finding more is no sign of fewer losses"
    yield boundary("mixed_lost", 1 - twice.use, expected=1 - 1 / 2.8, meaning=told)


@check("F29-obfuscation")
def obfuscation() -> Observations:
    """Observe what noise costs those who count, and that it hides persons and not averages."""
    usual = Obfuscation()
    for flip in (0.1, 0.2, 0.3, 0.4):
        needed = usual.but(flip=flip, truth=0.5).result().yours.people_needed
        told = f"times as many people needed, flips of {flip:.0%}, half of all saying yes"
        expected = 1 / (1 - 2 * flip) ** 2
        yield claimed(f"needed_{100 * flip:.0f}", needed, expected=expected, meaning=told)
    noisy = chosen(usual, seeds=RUNS)
    needed = float(noisy.people_needed)
    told = "the same at 30 % flips and a true share of 30 %"
    expected = 0.42 * 0.58 / (0.3 * 0.7 * 0.4**2)
    yield claimed("needed_unequal", needed, expected=expected, meaning=told)
    told = "chance that somebody who said yes meant it, same case"
    yield claimed("believed", float(noisy.believed), expected=0.5, meaning=told)
    tables = [usual.run(seed) for seed in range(RUNS)]
    widths = Mean.of(t.high[t.yours].iloc[0] - t.low[t.yours].iloc[0] for t in tables)
    expected = 2 * 1.2816 * sqrt(0.42 * 0.58 / 1000) / 0.4  # eight tenths of a normal law
    told = "spread of the recovered share (eight surveys of ten), 1,000 people"
    yield claimed("spread", widths, expected=expected, within=0.001, meaning=told)
    told = "share of yes recovered where the flip is known; true is 0.3"
    yield boundary("recovered", noisy.recovered, expected=0.3, meaning=told)
    told = "share of yes seen by whoever does not know of the flips"
    yield boundary("unknown", noisy.seen, expected=0.3 * 0.7 + 0.7 * 0.3, meaning=told)


@check("F30-sousveillance")
def sousveillance() -> Observations:
    """Observe what cheaper cameras and heavier sanctions do in equilibrium."""
    game = InspectionGame()
    usual = game.result().yours
    cheap = game.but(cost=0.01).result().yours
    harsh = game.but(sanction=10.0).result().yours
    told = "how often the rule is broken, filming costs 0.1"
    yield claimed("breaking", usual.breaking, expected=0.1 / 0.3, meaning=told)
    told = "the same where filming costs 0.01"
    yield claimed("breaking_cheap", cheap.breaking, expected=0.01 / 0.3, meaning=told)
    told = "how often somebody films, sanction of 5"
    yield claimed("filming", usual.filming, expected=1 / (0.3 * 5), meaning=told)
    told = "the same at a sanction of 10"
    yield claimed("filming_harsh", harsh.filming, expected=1 / (0.3 * 10), meaning=told)
    change = harsh.breaking - usual.breaking
    told = "what the doubled sanction changes in how often the rule is broken"
    yield claimed("breaking_change", change, expected=0, within=1e-12, meaning=told)
    # At their equilibrium neither side gains by doing otherwise.
    official = 1 - usual.filming * 0.3 * 5
    bystander = usual.breaking * 0.3 * 1 - 0.1
    told = "what either side would gain by changing how often it acts"
    gain = max(abs(official), abs(bystander))
    yield claimed("no_regret", gain, expected=0, within=1e-12, meaning=told)
    idle = game.but(conviction=0.0, sanction=20.0).result().yours
    told = "how often the rule is broken where film never convicts"
    yield boundary("idle_breaking", idle.breaking, expected=1, meaning=told)
    told = "how often somebody films there"
    yield boundary("idle_filming", idle.filming, expected=0, within=1e-12, meaning=told)
    mild = game.but(sanction=3.0).result().yours
    told = "how often the rule is broken under a sanction of 3, too small to deter"
    yield boundary("mild_breaking", mild.breaking, expected=1, meaning=told)
    table = game.run()
    deters = table.sanction[table.breaking < 1].min()
    told = "smallest sanction, in steps of a half, that restrains anybody"
    yield boundary("deters", deters, expected=3.5, meaning=told)  # the first above 1/0.3


@check("F32-scanner-prices")
def scanner_prices() -> Observations:
    """Observe where a chained index ends after a year in which nothing has changed.

    Expected are the means of 150 medians of 20 shops each, chained week by week in a plain loop.
    """

    def ends(column: str = "chained", **settings: float | str) -> Mean:
        return over_seeds(ChainDrift(**settings), at_end(column), seeds=3 * RUNS)

    told = "chained Fisher index after 52 weeks in which nothing has changed"
    yield claimed("chained", ends(), expected=0.7126, within=0.006, meaning=told)
    told = "the same with sales of 10 % only"
    yield claimed("gentle", ends(depth=0.1), expected=0.9785, within=0.0005, meaning=told)
    told = "chained Laspeyres index, same shops"
    laspeyres = ends(formula="Laspeyres")
    yield claimed("laspeyres", laspeyres, expected=27.4, within=1.8, meaning=told)
    told = "chained Fisher index where nobody buys ahead"
    yield boundary("no_stocking", ends(stocking=0.0), expected=1, within=0.005, meaning=told)
    for column in ("multilateral", "fixed"):
        told = f"{column} index, same shops"
        yield boundary(column, float(ends(column)), expected=1, within=1e-9, meaning=told)


@check("F39-silence-speaks")
def silence_speaks() -> Observations:
    """Observe what one silence says, and two ways to make it say nothing.

    Of two exponential gaps the one with mean x is longer than that with mean y with probability
    x/(x + y); of people silent for d days, exp(−d/x) of those with mean x are so still.
    """

    def sorted_rightly(**settings: float) -> Mean:
        return over_seeds(InformativeSilence(**settings), at_end("sorted"), seeds=RUNS)

    told = "pairs sorted rightly by one gap, mean gaps of 2 and 6 days"
    yield claimed("sorted", sorted_rightly(), expected=6 / 8, meaning=told)
    belief = InformativeSilence().run().belief
    for days in (0, 3, 7):
        leaving = 0.3 * exp(-days / 6)
        staying = 0.7 * exp(-days / 2)
        told = f"chance that somebody silent for {days} days is on the way out, of 30 %"
        expected = leaving / (leaving + staying)
        yield claimed(f"belief_{days}", belief[days], expected=expected, meaning=told)
    alike = sorted_rightly(short_gap=5.0, long_gap=5.0)
    told = "pairs sorted rightly where gaps are alike"
    yield boundary("alike", alike, expected=0.5, meaning=told)
    # Of either person's gaps half are breaks of four days on average.
    mixed = (6 / 8 + 6 / 10 + 4 / 6 + 1 / 2) / 4
    for name, breaks, expected in (("half", 0.5, mixed), ("all", 1.0, 0.5)):
        value = sorted_rightly(breaks=breaks)
        told = f"pairs sorted rightly where {breaks:.0%} of gaps are deliberate breaks"
        yield boundary(f"breaks_{name}", value, expected=expected, meaning=told)


def _guessed(contacts: int, telling: float, alike: float) -> float:
    """Return how often a majority is right, of contacts who tell the one, the other or nothing."""
    right = 0.0
    for told in range(contacts + 1):
        for false in range(contacts + 1 - told):
            silent = contacts - told - false
            ways = factorial(contacts) / factorial(told) / factorial(false) / factorial(silent)
            chance = (telling * alike) ** told * (telling * (1 - alike)) ** false
            chance *= (1 - telling) ** silent
            right += ways * chance * (0.5 if told == false else told > false)
    return right


@check("F40-shadow-profile")
def shadow_profile() -> Observations:
    """Observe how well a trait is guessed of people who never joined."""
    usual = ShadowProfile()
    for disclosing in (0.05, 0.2, 0.4, 0.9):
        value = usual.expected(disclosing)
        expected = _guessed(15, disclosing, 0.7)
        told = f"right guesses, {disclosing:.0%} of 15 contacts tell, alike in 70 % of pairs"
        yield claimed(f"right_{100 * disclosing:.0f}", value, expected=expected, meaning=told)
    simulated = chosen(usual, seeds=RUNS)
    usually = _guessed(15, 0.4, 0.7)
    told = "the third of these, of 40,000 simulated people"
    yield claimed("simulated", simulated.accuracy, expected=usually, meaning=told)
    close = usual.but(homophily=0.8).expected(0.2)
    told = "right guesses at 20 %, alike in 80 % of pairs"
    yield claimed("right_close", close, expected=_guessed(15, 0.2, 0.8), meaning=told)
    nine = usual.but(contacts=9).expected(1.0)
    told = "right guesses from 9 contacts who all tell"
    yield claimed("right_nine", nine, expected=_guessed(9, 1.0, 0.7), meaning=told)
    told = "the same in units of 50 contacts"
    share = nine / usual.but(contacts=50).expected(1.0)
    yield claimed("nine_of_fifty", share, expected=0.90, within=0.005, meaning=told)
    strangers = chosen(usual.but(homophily=0.5, disclosing=0.9), seeds=RUNS)
    told = "right guesses at 90 % where friends are no more alike than strangers"
    yield boundary("no_homophily", strangers.accuracy, expected=0.5, meaning=told)
    opposites = chosen(usual.but(homophily=0.3), seeds=RUNS)
    told = "right guesses at 40 %, alike in 30 % of pairs: opposites tell as much"
    yield boundary("opposites", opposites.accuracy, expected=usually, meaning=told)
    single = chosen(usual.but(contacts=1), seeds=RUNS)
    told = "right guesses from one address book, at 40 %"
    expected = 0.4 * 0.7 + 0.6 * 0.5
    yield boundary("one_contact", single.accuracy, expected=expected, meaning=told)
