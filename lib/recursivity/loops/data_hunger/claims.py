"""The claims of *Data hunger*: every number that the chapter quotes is observed here.

What is expected follows from an equation, or from a computation that was made apart from the
models: the exact law of a belief document by document, markets and friendships in plain loops,
regressions by least squares, learners trained on other shuffles. Where chance enters, the interval
is that of the mean over seeds.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np
import pandas as pd

from ... import kept
from ...core import (
    Mean,
    Observation,
    at_end,
    boundary,
    check,
    chosen,
    claimed,
    generator,
    over_seeds,
)
from . import (
    DataRace,
    DeltaRule,
    FeedbackLoop,
    FriendRanking,
    LabelMajority,
    LearningCurve,
    LoadedSearch,
    RedQueen,
    SelfTracking,
    VolumeOrVariety,
    digits_halves,
    exponential_smoothing,
    fitted_exponent,
    rescorla_wagner,
)

Observations = Iterator[Observation]

# What the learners gave when they were trained apart from the kept table, on 24 other shuffles of
# the digits (16 for a rule that was bred by another program): the mean, and how far a mean of five
# shuffles may be off, four of its standard errors.
Expected = tuple[float, float]


@attrs.frozen
class Tribe:
    """A learner: its fitted exponent, and shares of images at so many examples."""

    learner: str
    slope: Expected
    error_20: Expected
    error_1200: Expected
    clean_640: Expected
    noisy_640: Expected
    remembered_640: Expected


TRIBES = {
    "tree": Tribe(
        "decision tree",
        slope=(0.366, 0.048),
        error_20=(0.683, 0.136),
        error_1200=(0.157, 0.031),
        clean_640=(0.196, 0.038),
        noisy_640=(0.457, 0.08),
        remembered_640=(0, 1e-9),
    ),
    "network": Tribe(
        "neural network",
        slope=(0.638, 0.104),
        error_20=(0.406, 0.106),
        error_1200=(0.03, 0.016),
        clean_640=(0.042, 0.014),
        noisy_640=(0.108, 0.033),
        remembered_640=(0.309, 0.036),
    ),
    "evolved": Tribe(
        "evolved rule",
        slope=(0.185, 0.065),
        error_20=(0.581, 0.127),
        error_1200=(0.294, 0.095),
        clean_640=(0.28, 0.073),
        noisy_640=(0.325, 0.123),
        remembered_640=(0.471, 0.056),
    ),
    "bayes": Tribe(
        "naive Bayes",
        slope=(0.424, 0.075),
        error_20=(0.462, 0.116),
        error_1200=(0.08, 0.022),
        clean_640=(0.084, 0.022),
        noisy_640=(0.123, 0.03),
        remembered_640=(0.361, 0.04),
    ),
    "nearest": Tribe(
        "nearest neighbour",
        slope=(0.792, 0.118),
        error_20=(0.342, 0.086),
        error_1200=(0.0145, 0.0094),
        clean_640=(0.02, 0.0095),
        noisy_640=(0.313, 0.062),
        remembered_640=(0, 1e-9),
    ),
    "nearest15": Tribe(
        "15 nearest neighbours",
        slope=(0.873, 0.076),
        error_20=(0.849, 0.076),
        error_1200=(0.0284, 0.0127),
        clean_640=(0.0462, 0.0168),
        noisy_640=(0.0553, 0.0221),
        remembered_640=(0.33, 0.045),
    ),
    "svm": Tribe(
        "support vector machine",
        slope=(0.891, 0.14),
        error_20=(0.386, 0.082),
        error_1200=(0.0117, 0.0067),
        clean_640=(0.0143, 0.0134),
        noisy_640=(0.132, 0.046),
        remembered_640=(0.114, 0.026),
    ),
}


@check("F02-five-tribes")
def five_tribes() -> Observations:
    """Observe the learning curves that were computed once and kept."""
    table = kept.load("five_tribes")
    by_setting = table.groupby(["learner", "label_noise", "examples"])
    mean = by_setting[["training_error", "test_error"]].mean()
    for short, tribe in TRIBES.items():
        clean = mean.loc[tribe.learner, 0.0].test_error
        noisy = mean.loc[tribe.learner, 0.3].loc[640]
        for name, side, value, told in (
            (
                "slope",
                claimed,
                fitted_exponent(clean.index, clean),
                "fitted exponent of test error, 20 to 1,200 examples",
            ),
            ("error_20", claimed, clean[20], "test error after 20 examples"),
            ("error_1200", claimed, clean[1200], "test error after 1,200 examples"),
            ("clean_640", claimed, clean[640], "test error after 640 true labels"),
            (
                "noisy_640",
                boundary,
                noisy.test_error,
                "test error after 640 labels, 30 % of them wrong",
            ),
            (
                "remembered_640",
                boundary,
                noisy.training_error,
                "share of those 640 given labels, wrong ones included, that it fails to give back",
            ),
        ):
            expected, within = getattr(tribe, name)
            yield side(
                f"{name}_{short}",
                value,
                expected=expected,
                within=within,
                meaning=f"{tribe.learner}: {told} (mean of five shuffles)",
            )
    yield from _order_of_tree_and_rule(mean.test_error)


def _order_of_tree_and_rule(error: pd.Series) -> Observations:
    lead = error["evolved rule", 0.0] - error["decision tree", 0.0]
    yield claimed(
        "tree_lead_1200",
        lead[1200],
        expected=0.138,
        within=0.1,
        meaning="lead of the decision tree over the evolved rule after 1,200 examples (difference "
        "in error)",
    )
    yield boundary(
        "tree_lead_40",
        lead[40],
        high=0,
        meaning="the same lead after 40 examples: negative, the order turns round",
    )


@check("F07-human-labels")
def human_labels() -> Observations:
    """Observe majorities of labellers who judge alone, and of labellers who share a source."""
    alone = LabelMajority()
    sizes = alone.run().set_index("labellers")
    for k, expected in ((1, 0.7), (3, 0.784), (5, 0.8369), (15, 0.95), (51, 0.9986)):
        yield claimed(
            f"majority_{k}",
            sizes.expected[k],
            expected=expected,
            within=5e-5,
            meaning=f"accuracy of a majority of {k}, each right with 0.7",
        )
    yield claimed(
        "usual_majority",
        chosen(alone, seeds=11).accuracy,
        expected=0.8369,
        within=5e-5,
        meaning="the same for the number chosen at first, five, in simulated items",
    )
    yield claimed(
        "cost_ratio_15",
        sizes.cost[15] / sizes.cost[1],
        expected=11.05,
        within=0.005,
        meaning="price of a correct label with 15 labellers, in prices with one",
    )
    yield claimed(
        "cost_15",
        sizes.cost[15],
        expected=0.789,
        within=0.0005,
        meaning="price of a correct label with 15 labellers, a label being paid 0.05",
    )
    yield claimed(
        "simulation_gap",
        over_seeds(alone, lambda table: (table.accuracy - table.expected).mean(), seeds=20),
        expected=0,
        meaning="mean difference between simulated and expected accuracy",
    )
    yield from _shared_errors(alone)


def _shared_errors(alone: LabelMajority) -> Observations:
    shared = alone.but(correlation=0.3)
    for k, expected in ((5, 0.7416), (15, 0.7199), (51, 0.701)):
        yield boundary(
            f"shared_{k}",
            shared.majority(k),
            expected=expected,
            within=5e-5,
            meaning=f"accuracy of a majority of {k} whose errors correlate with 0.3",
        )
    yield boundary(
        "even_crowd_51",
        alone.but(accuracy=0.5).majority(51),
        expected=0.5,
        within=1e-12,
        meaning="accuracy of a majority of 51, each right with 0.5: no better than one alone",
    )
    yield boundary(
        "bad_crowd_51",
        alone.but(accuracy=0.45).majority(51),
        expected=0.2359,
        within=5e-5,
        meaning="accuracy of a majority of 51, each right with 0.45: worse than one alone",
    )


@check("F08-feedback-gain")
def feedback_gain() -> Observations:
    """Observe a loop that settles, one that swings, one that runs away, and one with a ceiling."""
    usual = FeedbackLoop()
    yield claimed(
        "settled",
        over_seeds(usual, at_end("median"), seeds=20),
        expected=2,
        meaning="where a loop with gain 0.5 and push 1 settles; push/(1 − gain) = 2",
    )
    # Of 60 normal numbers the ninetieth percentile is 1.238 standard deviations on average.
    yield claimed(
        "unrest",
        over_seeds(usual, lambda t: (t.high - t.low).iloc[-1] / 2, seeds=100),
        expected=0.143,
        within=0.0005,
        meaning="how far eight in ten of 60 such loops lie from there, with shocks of 0.1: "
        "1.238·0.1/√(1 − gain²)",
    )
    swinging = FeedbackLoop(gain=-0.9, delay=3, noise=0)
    above = swinging.run()["median"] > swinging.resting_point
    yield claimed(
        "period",
        2 * (len(above) - 1) / np.count_nonzero(np.diff(above)),
        expected=8,
        within=0.2,  # a wave may be cut at either end
        meaning="steps in one wave of a loop with gain −0.9 and a delay of 3; 2·(delay + 1) = 8",
    )
    yield claimed(
        "runaway",
        over_seeds(FeedbackLoop(gain=1.2), lambda t: t["median"].iloc[-1] / t["median"].iloc[-2]),
        expected=1.2,
        within=0.0005,
        meaning="growth per step of a loop with gain 1.2, after 80 steps",
    )
    echo = FeedbackLoop(gain=1.3, push=0.0, response="saturating")
    for name, start, expected in (("locked_high", 3.0, 7.52), ("locked_low", -3.0, -7.52)):
        yield boundary(
            name,
            over_seeds(echo.but(start=start), at_end("median"), seeds=20),
            expected=expected,  # x = 10·tanh(1.3·x/10)
            within=0.005,
            meaning=f"where a saturating loop with gain 1.3 and no push ends, begun at {start:g}",
        )


@check("F09-same-equation")
def same_equation() -> Observations:
    """Observe that four rules draw one line, until a second cue comes in."""
    rates = (0.01, 0.1, 0.3, 1.0)
    tables = [DeltaRule(rate=rate, start=0.2).run(seed) for seed, rate in enumerate(rates)]
    rules = ["rescorla_wagner", "bush_mosteller", "least_mean_squares", "exponential_smoothing"]
    yield claimed(
        "difference",
        max(np.ptp(table[rules].to_numpy(), axis=1).max() for table in tables),
        expected=0,
        within=1e-12,
        meaning="largest difference between the four trajectories, over four rates, to twelve "
        "decimals",
    )
    yield claimed(
        "settles",
        over_seeds(DeltaRule(), at_end("rescorla_wagner"), seeds=100),
        expected=0.7986,  # 0.8·(1 − 0.9^60)
        within=5e-5,
        meaning="mean value after 60 trials, four in five of them rewarded",
    )
    always = DeltaRule(reward=1.0)
    yield claimed(
        "half_life",
        always.half_life,
        expected=6.58,
        within=0.005,
        meaning="trials that halve a surprise, at a rate of 0.1; ln ½ / ln(1 − rate)",
    )
    yield claimed(
        "half_life_seen",
        np.interp(0.5, always.run().rescorla_wagner, always.run().trial),
        expected=6.58,
        within=0.02,  # between two trials a straight line stands for the curve
        meaning="trials after which a value that starts at 0 stands half-way to a sure reward",
    )
    yield from _second_cue()


def _second_cue() -> Observations:
    first_alone = [[1.0, 0.0]]
    both = [[1.0, 1.0]]
    cues = np.array(first_alone * 60 + both * 60)
    rewards = np.ones(120)
    yield boundary(
        "blocked_cue",
        rescorla_wagner(0.0, rewards, cues, 0.1)[-1][1],
        expected=0.0009,  # half of 0.9^60, what the first cue has left
        within=5e-6,
        meaning="what a second cue gains where surprise is shared between cues",
    )
    yield boundary(
        "smoothed_cue",
        exponential_smoothing(0.0, rewards[60:], 0.1)[-1],
        expected=0.9982,  # 1 − 0.9^60
        within=5e-5,
        meaning="what the same second cue gains where each keeps an average of its own",
    )


@check("F10-variety")
def variety() -> Observations:
    """Observe what contexts are worth, in a model and on real digits."""
    usual = _explained("mean")
    # One context shows two of ten directions; without noise K of them explain 2K/10 on average.
    for contexts, expected, within in (
        (1, 0.2, 0.001),
        (2, 0.4, 0.001),
        (3, 0.6, 0.001),
        (5, 0.947, 0.012),
        (10, 0.9966, 0.0006),
    ):
        yield claimed(
            f"r2_200_{contexts}",
            usual[contexts],
            expected=expected,
            within=within,
            meaning=f"mean R² everywhere after 200 examples from {contexts} of ten contexts",
        )
    yield claimed(
        "r2_2000_1",
        _explained("mean", examples=2000)[1],
        expected=0.2,
        within=0.001,
        meaning="mean R² everywhere after 2,000 examples from one context",
    )
    yield claimed(
        "r2_50_10",
        _explained("mean", examples=50)[10],
        expected=0.9824,
        within=0.0017,
        meaning="mean R² everywhere after 50 examples from ten contexts",
    )
    yield from _halves_of_the_digits()
    yield from _where_variety_buys_nothing()
    yield from _spread_too_thin()


def _explained(column: str, seeds: int = 20, **settings: float) -> dict[int, Mean]:
    """Return the mean over seeds of a column of R², by the number of contexts."""
    tables = [VolumeOrVariety(**settings).run(seed).set_index("contexts") for seed in range(seeds)]
    return {k: Mean.of(table[column][k] for table in tables) for k in tables[0].index}


def _halves_of_the_digits() -> Observations:
    halves = [digits_halves(seed).set_index("split").error for seed in range(20)]
    # One nearest neighbour by its distances, on 100 other halves: 0.0160 ± 0.0004.
    yield claimed(
        "digits_random",
        Mean.of(error["random half"] for error in halves),
        expected=0.016,
        within=0.002,
        meaning="error on real digits, trained on a random half of the file",
    )
    yield claimed(
        "digits_contiguous",
        halves[0]["contiguous half"],
        expected=0.0389,
        within=5e-5,
        meaning="the same, trained on the first half and tested on the second",
    )
    yield claimed(
        "digits_ratio",
        Mean.of(error["contiguous half"] / error["random half"] for error in halves),
        expected=2.56,
        within=0.4,
        meaning="the second error in units of the first",
    )


def _where_variety_buys_nothing() -> Observations:
    everything = _explained("mean", examples=50, span=10)
    for contexts in (1, 10):
        yield boundary(
            f"everywhere_50_{contexts}",
            everything[contexts],
            expected=0.9916,
            within=0.001,
            meaning=f"mean R² after 50 examples from {contexts} of ten contexts that each show "
            "everything",
        )


def _spread_too_thin() -> Observations:
    everywhere = _explained("mean", seeds=100, examples=20, noise=3)
    home = _explained("home", seeds=100, examples=20, noise=3)
    for contexts, expected, within in ((3, 0.133, 0.02), (7, -0.25, 0.04)):
        yield boundary(
            f"thin_20_{contexts}",
            everywhere[contexts],
            expected=expected,
            within=within,
            meaning=f"mean R² everywhere after 20 very noisy examples from {contexts} contexts: "
            "too few for each",
        )
    for contexts, expected, within in ((1, 0.896, 0.009), (10, 0.38, 0.054)):
        yield boundary(
            f"home_20_{contexts}",
            home[contexts],
            expected=expected,
            within=within,
            meaning="R² at home (median of 40 worlds) after 20 very noisy examples from "
            f"{contexts} contexts: variety is paid at home",
        )


@check("F11-power-law")
def power_law() -> Observations:
    """Observe how many more examples halve an error, by the curve itself and on the digits."""
    for name, exponent, expected, within in (
        ("50", 0.5, 4, 0.05),
        ("30", 0.3, 10.08, 0.005),
        ("10", 0.095, 1475, 0.5),
    ):
        yield claimed(
            f"halve_{name}",
            _halved_by(LearningCurve(exponent=exponent, scale=0.8)),
            expected=expected,  # 2^(1/β)
            within=within,
            meaning=f"times more examples halve the error, with an exponent of {exponent:g}",
        )
    yield claimed(
        "wanted",
        LearningCurve().examples_to_target,
        expected=2154,
        within=0.5,  # (1/0.1)^(1/0.3)
        meaning="examples until one case in ten goes wrong, with an exponent of 0.3",
    )
    yield from _halving_on_digits()
    near = LearningCurve(exponent=0.5, floor=0.05, target=0.06)
    yield boundary(
        "floor_error",
        near.error(1e9),
        expected=0.05003,
        within=5e-6,
        meaning="error after a thousand million examples, where 0.05 is out of reach of data",
    )
    yield boundary(
        "near_the_floor",
        near.examples_to_target,
        expected=10_000,
        within=0.5,
        meaning="examples until the error is one hundredth above that floor",
    )
    flat = LearningCurve(exponent=0.5, scale=5.0).run()
    yield boundary(
        "flat_start",
        flat[flat.error == 0.9].examples.max(),
        low=27.5,  # (5/0.9)² = 30.9, or up to a twentieth of a decade before it
        high=30.9,
        meaning="examples that teach nothing yet: a curve that starts far above guessing (a = 5), "
        "an exponent of 0.5",
    )


def _halving_on_digits() -> Observations:
    table = kept.load("five_tribes").query("label_noise == 0")
    error = table.groupby(["learner", "examples"]).test_error.mean()
    for short in ("nearest", "evolved"):
        tribe = TRIBES[short]
        slope, off = tribe.slope
        curve = error[tribe.learner]
        yield claimed(
            f"halve_{short}",
            2 ** (1 / fitted_exponent(curve.index, curve)),
            low=2 ** (1 / (slope + off)),
            high=2 ** (1 / (slope - off)),
            meaning=f"times more digits halve the error of the {tribe.learner}",
        )


def _halved_by(curve: LearningCurve) -> float:
    """Return the examples after which a curve has half of its first error."""
    table = curve.run()
    fallen = -np.log(table.error)
    return float(np.exp(np.interp(fallen[0] + np.log(2), fallen, np.log(table.examples))))


@check("F12-red-queen")
def red_queen() -> Observations:
    """Observe the best memory in a drifting world, and in a world that stands still."""
    slow = RedQueen()
    yield claimed(
        "best_memory",
        slow.best_memory,
        expected=86.6,
        within=0.05,
        meaning="best memory at a drift of 0.02, observations; √3·noise/drift",
    )
    yield claimed(
        "best_memory_fast",
        slow.but(drift=0.1).best_memory,
        expected=17.32,
        within=0.005,
        meaning="best memory at a drift of 0.1, observations",
    )
    tables = [slow.but(memory=87).run(seed).set_index("memory") for seed in range(20)]
    yield claimed(
        "simulated_best",
        sum(table.error for table in tables).idxmin(),
        low=43,  # half of the best memory and twice of it: either costs a quarter
        high=173,
        meaning="memory with the least simulated error, observations",
    )
    # 1/W + d²·(0² + 1² + … + (W − 1)²)/W²
    usual = chosen(slow, seeds=20)
    for memory, error, expected in (
        (50, usual.error, 0.02647),
        (87, Mean.of(table.error[87] for table in tables), 0.0229),
        (150, chosen(slow.but(memory=150), seeds=20).error, 0.02647),
        (1000, Mean.of(table.error[1000] for table in tables), 0.1341),
    ):
        yield claimed(
            f"error_{memory}",
            error,
            expected=expected,
            within=5e-5,
            meaning=f"mean squared error of a memory of {memory:,} at a drift of 0.02",
        )
    yield claimed(
        "hoarder_ratio",
        slow.expected_error(1000) / slow.expected_error(87),
        expected=5.86,
        within=0.005,
        meaning="error of keeping 1,000 observations in units of the error of keeping 87, by the "
        "equation",
    )
    yield from _world_at_rest()


def _world_at_rest() -> Observations:
    tables = [RedQueen(memory=87, drift=0).run(seed).set_index("memory") for seed in range(20)]
    for memory, expected in ((87, 1 / 87), (1000, 1 / 1000)):
        yield boundary(
            f"still_world_{memory}",
            Mean.of(table.error[memory] for table in tables),
            expected=expected,
            meaning=f"mean squared error of a memory of {memory:,} in a world that stands still",
        )
    yield boundary(
        "still_world_best",
        sum(table.error for table in tables).idxmin(),
        low=800,
        high=1000,
        meaning="memory with the least error in a world that stands still: (nearly) all there is",
    )


@check("F13-data-loop-firms")
def data_loop_firms() -> Observations:
    """Observe concentration after 300 periods: steep and flat curves, sharp and mild choice."""
    monopoly = {"expected": 1, "within": 0.005}
    even = {"expected": 0.2, "within": 0.0005}
    cases = (
        ("10", 0.1, claimed, monopoly, {"expected": 0.2049, "within": 5e-5}),
        ("30", 0.3, claimed, monopoly, {"expected": 0.2041, "within": 5e-5}),
        ("50", 0.5, claimed, {"expected": 0.999, "within": 0.004}, even),
        ("100", 1.0, boundary, even, even),
    )
    for name, exponent, side, sharp, mild in cases:
        told = f"Herfindahl index of five firms in the median market, learning exponent {exponent}"
        yield side(
            f"hhi_sharp_{name}",
            _race_ends(exponent=exponent, sharpness=60),
            **sharp,
            meaning=f"{told}, sharp choice (60)",
        )
        yield boundary(
            f"hhi_mild_{name}",
            _race_ends(exponent=exponent),
            **mild,
            meaning=f"{told}, mild choice (20)",
        )
    for name, told in (
        ("largest", "largest firm's share"),
        ("leader", "share of the firm that had most data at the start"),
    ):
        yield claimed(
            f"{name}_sharp",
            _race_ends(name, sharpness=60),
            **monopoly,
            meaning=f"{told} in the median market, sharp choice (60)",
        )
    yield claimed(
        "half_of_users",
        over_seeds(DataRace(sharpness=60), lambda table: (table.largest >= 0.5).argmax(), seeds=20),
        expected=7.74,
        within=0.25,
        meaning="periods until the largest firm has half of the users, sharp choice (60), one user "
        "in ten choosing anew in each",
    )
    yield from _tipping_point()
    yield from _what_keeps_firms_even()


def _race_ends(column: str = "hhi", seeds: int = 6, **settings: float) -> Mean:
    return over_seeds(DataRace(**settings), at_end(column), seeds=seeds)


def _tipping_point() -> Observations:
    tipping = DataRace().tipping_sharpness
    yield claimed(
        "tipping_sharpness",
        tipping,
        expected=21.6,
        within=0.05,
        meaning="sharpness at which an even market falls apart",
    )
    for name, side, factor, expected, within in (
        ("below", boundary, 0.75, 0.2002, 5e-5),
        ("above", claimed, 1.5, 0.97, 0.011),
    ):
        yield side(
            f"hhi_{name}_tipping",
            _race_ends(sharpness=factor * tipping, seeds=12),
            expected=expected,
            within=within,
            meaning=f"Herfindahl index of the median market at {factor:g} times that sharpness",
        )


def _what_keeps_firms_even() -> Observations:
    told = "Herfindahl index of the median market"
    yield claimed(
        "hhi_stale",
        _race_ends(decay=0.1),
        expected=0.9999,
        within=0.0005,
        meaning=f"{told} at mild choice (20) where a tenth of all data goes stale in a period",
    )
    yield boundary(
        "hhi_young",
        _race_ends(exponent=0.5, sharpness=40, mobility=1),
        expected=1,
        within=0.0005,
        meaning=f"{told} at a sharpness of 40, below the threshold of 45 (exponent 0.5), users who "
        "all move at once",
    )
    yield boundary(
        "hhi_shared",
        _race_ends(sharpness=60, sharing=1),
        expected=0.2,
        within=1e-9,
        meaning=f"{told} where all data is pooled",
    )
    for name, sharing, expected, part in (
        ("half", 0.5, 0.906, "half of the gap in data is closed, sharp choice (60): too little"),
        ("most", 0.8, 0.2, "four fifths of the gap in data are closed, sharp choice (60): enough"),
    ):
        yield boundary(
            f"hhi_{name}_shared",
            _race_ends(sharpness=60, sharing=sharing),
            expected=expected,
            within=0.0015,
            meaning=f"{told} where {part}",
        )


@check("F14-confirming-search")
def confirming_search() -> Observations:
    """Observe who ends up right after sixty searches, and on either side of the threshold."""
    # By the exact law of the number of documents for the better-supported side.
    exact = {0: (0.9404, 0.0614), 0.2: (0.8158, 0.1125), 0.3: (0.7226, 0.1558)}
    exact |= {0.5: (0.6, 0.2511), 0.8: (0.525, 0.394)}
    ends = {
        b: [LoadedSearch(loaded_queries=b).run(seed).iloc[-1] for seed in range(13)] for b in exact
    }
    for b, (right, spread) in exact.items():
        side = claimed if b else boundary
        loaded = f"after 60 searches, {100 * b:.0f} % of them loaded, truth 0.6"
        yield side(
            f"right_{100 * b:.0f}",
            Mean.of(end.right for end in ends[b]),
            expected=right,
            within=5e-5,
            meaning=f"share of people who end right {loaded}",
        )
        yield side(
            f"spread_{100 * b:.0f}",
            Mean.of(end.spread for end in ends[b]),
            expected=spread,
            within=5e-5,
            meaning=f"standard deviation of beliefs {loaded}",
        )
    yield claimed(
        "spread_ratio",
        Mean.of(far.spread / near.spread for far, near in zip(ends[0.8], ends[0], strict=True)),
        expected=6.42,
        within=0.005,
        meaning="spread with eight in ten queries loaded in units of the spread with none",
    )
    yield from _first_searches()
    yield from _long_searches()


def _first_searches() -> Observations:
    usual = LoadedSearch()
    for search, expected in ((0, 0.15), (1, 0.2173)):
        yield claimed(
            f"spread_at_{search}",
            over_seeds(usual, lambda table, at=search: table.spread[at], seeds=12),
            expected=expected,
            within=5e-5,
            meaning=f"standard deviation of beliefs after {search} searches, 30 % of them loaded",
        )


def _long_searches() -> Observations:
    yield claimed(
        "threshold",
        LoadedSearch().threshold,
        expected=0.1667,
        within=5e-5,
        meaning="b* = 1 − 1/(2·truth), truth 0.6",
    )
    for name, b, side, expected, within in (
        ("cured_10", 0.1, boundary, 0.9997, 0.0005),
        ("stuck_30", 0.3, claimed, 0.7333, 5e-5),
    ):
        model = LoadedSearch(loaded_queries=b, searches=1000)
        right = [(model.beliefs(generator(seed))[-1] > 0.5).mean() for seed in range(11)]
        yield side(
            name,
            Mean.of(right),
            expected=expected,
            within=within,
            meaning=f"share of people who end right after 1,000 searches, {100 * b:.0f} % of them "
            "loaded",
        )


def _with_a_bonus(bonus: float, substitution: float) -> pd.Series:
    table = SelfTracking(bonus=bonus, substitution=substitution).run()
    return table[table.yours].iloc[0].astype(float)


@check("F15-self-tracking")
def self_tracking() -> Observations:
    """Observe what a bonus on the count does to what is not counted."""
    twins = SelfTracking(substitution=1.0, value=1.0).run()
    for row, name, expected in ((0, "before", 0.25), (1, "after", 0)):
        yield claimed(
            f"uncounted_{name}",
            twins.uncounted[row],
            expected=expected,
            within=1e-6,
            meaning=f"uncounted effort, perfect substitute of the counted, {name} a bonus of 0.025",
        )
    # Efforts c and u solve c + s·u = drive + bonus and s·c + u = drive·value, or one takes all.
    cases = (
        ("substitutes", claimed, 1.0, -0.75, -0.36375, "perfect substitutes"),
        ("independent", boundary, 0.0, 0, 0.105, "neither in each other's way (s = 0): the turn"),
        ("complements", boundary, -0.5, 0.2, 0.29, "complements (s = −0.5)"),
    )
    for name, side, substitution, effort, worth, told in cases:
        change = _with_a_bonus(0.3, substitution) - _with_a_bonus(0.0, substitution)
        for column, expected, what in (
            ("uncounted", effort, "effort on what is not counted"),
            ("welfare", worth, "what the efforts are worth, less their cost"),
        ):
            yield side(
                f"{column}_change_{name}",
                round(change[column], 9),  # no last digit decides what is printed
                expected=expected,
                within=1e-6,
                meaning=f"change in {what}, by a bonus of 0.3, {told}",
            )
    for name, bonus, expected in (("before", 0.0, 0.2), ("after", 0.5, 0.7143)):
        yield claimed(
            f"counted_share_{name}",
            _with_a_bonus(bonus, 0.5).counted_share,
            expected=expected,
            within=5e-5,
            meaning=f"counted share of effort with a bonus of {bonus:g}, partial substitutes "
            "(s = 0.5)",
        )
    yield claimed(
        "uncounted_usual",
        chosen(SelfTracking()).uncounted,
        expected=0.5333,
        within=5e-5,
        meaning="effort on what is not counted with a bonus of 0.2, partial substitutes (s = 0.5)",
    )


def _ranked(seeds: range, **settings: float) -> Iterator[tuple[str, str, Mean]]:
    """Yield the top three's share of contacts and how far contact agrees with closeness."""
    tables = [FriendRanking(**settings).run(seed) for seed in seeds]
    yield "top3", "share of contact with the top three", Mean.of(t.share[:3].sum() for t in tables)
    yield (
        "agreement",
        "Spearman correlation of contact with closeness",
        Mean.of(t.agreement[0] for t in tables),
    )


@check("F16-friend-ranking")
def friend_ranking() -> Observations:
    """Observe how contact gathers on the top three, and how far the ranking tells closeness."""
    # Contact by contact, in 20,000 worlds.
    cases = (
        (0.0, boundary, {"top3": 0.4275, "agreement": 0.9257}),
        (0.5, boundary, {"top3": 0.5997, "agreement": 0.8798}),
        (1.0, claimed, {"top3": 0.8581, "agreement": 0.7101}),
        (1.5, claimed, {"top3": 0.9737, "agreement": 0.5006}),
    )
    for pull, side, expected in cases:
        for name, what, seen in _ranked(range(12), pull=pull):
            yield side(
                f"{name}_{100 * pull:.0f}",
                seen,
                expected=expected[name],
                within=0.012 if name == "agreement" else 0.004,
                meaning=f"{what} among fifteen friends after 400 contacts, with a pull of {pull:g}",
            )
    # Other seeds than with no pull: hidden, the ranking must measure as well as if it had none.
    for name, what, seen in _ranked(range(12, 24), pull=1.5, visibility=0):
        yield boundary(
            f"hidden_{name}",
            seen,
            expected=cases[0][2][name],
            within=0.004,
            meaning=f"{what}, with a pull of 1.5 and the ranking hidden",
        )
    for pull, side, expected in ((0.5, boundary, 0.9521), (1.5, claimed, 0.5093)):
        model = FriendRanking(pull=pull, contacts=2000)
        yield side(
            f"long_{100 * pull:.0f}",
            over_seeds(model, lambda table: table.agreement[0], seeds=8),
            expected=expected,
            within=0.015,
            meaning=f"Spearman correlation after 2,000 contacts, with a pull of {pull:g}",
        )
