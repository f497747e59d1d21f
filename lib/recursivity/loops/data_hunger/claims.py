"""The claims of *Data hunger*, over many seeds: every number that the chapter quotes is observed here.

Intervals are those in which the mechanism holds: wide enough for other seeds, too narrow for a broken model.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ... import kept
from ...core import Observation, at_end, boundary, check, claimed, mean_table, over_seeds
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


# short name -> learner, then the intervals of slope and of error at 20, 1200, 640 and 640 with 30 % wrong labels
TRIBES = {
    "tree": ("decision tree", (0.25, 0.45), (0.55, 0.75), (0.1, 0.2), (0.15, 0.25), (0.35, 0.55)),
    "network": (
        "neural network",
        (0.5, 0.8),
        (0.3, 0.5),
        (0.015, 0.05),
        (0.025, 0.07),
        (0.07, 0.2),
    ),
    "evolved": ("evolved rule", (0.1, 0.35), (0.5, 0.75), (0.18, 0.35), (0.22, 0.4), (0.2, 0.5)),
    "bayes": ("naive Bayes", (0.3, 0.55), (0.35, 0.6), (0.05, 0.12), (0.06, 0.13), (0.09, 0.18)),
    "nearest": (
        "nearest neighbour",
        (0.7, 1.0),
        (0.28, 0.45),
        (0.005, 0.025),
        (0.008, 0.03),
        (0.27, 0.4),
    ),
    "nearest15": (
        "15 nearest neighbours",
        (0.65, 1.0),
        (0.7, 0.9),
        (0.015, 0.05),
        (0.03, 0.08),
        (0.04, 0.1),
    ),
    "svm": (
        "support vector machine",
        (0.8, 1.1),
        (0.28, 0.45),
        (0.003, 0.02),
        (0.005, 0.025),
        (0.07, 0.2),
    ),
}


@check("F02-five-tribes")
def five_tribes() -> Observations:
    """Observe the learning curves that were computed once and kept."""
    table = kept.load("five_tribes")
    mean = table.groupby(["learner", "label_noise", "examples"])[
        ["training_error", "test_error"]
    ].mean()
    for short, (learner, slope, at_20, at_1200, at_640, noisy) in TRIBES.items():
        clean = mean.loc[learner, 0.0].test_error
        wrong = mean.loc[learner, 0.3].loc[640]
        yield claimed(
            f"slope_{short}",
            fitted_exponent(clean.index, clean),
            low=slope[0],
            high=slope[1],
            meaning=f"{learner}: fitted exponent of test error, 20 to 1,200 examples",
        )
        for n, (low, high) in ((20, at_20), (1200, at_1200)):
            yield claimed(
                f"error_{n}_{short}",
                clean[n],
                low=low,
                high=high,
                meaning=f"{learner}: test error after {n:,} examples",
            )
        yield claimed(
            f"clean_640_{short}",
            clean[640],
            low=at_640[0],
            high=at_640[1],
            meaning=f"{learner}: test error after 640 true labels",
        )
        yield boundary(
            f"noisy_640_{short}",
            wrong.test_error,
            low=noisy[0],
            high=noisy[1],
            meaning=f"{learner}: test error after 640 labels, 30 % of them wrong",
        )
        memorises = short in ("tree", "nearest")
        yield boundary(
            f"remembered_640_{short}",
            wrong.training_error,
            low=0.0 if memorises else 0.05,
            high=0.001 if memorises else 0.6,
            meaning=f"{learner}: share of those 640 given labels, wrong ones included, that it fails to give back",
        )
    tree, evolved = (
        mean.loc[learner, 0.0].test_error for learner in ("decision tree", "evolved rule")
    )
    yield claimed(
        "tree_lead_1200",
        evolved[1200] - tree[1200],
        low=0.02,
        high=0.3,
        meaning="lead of the decision tree over the evolved rule after 1,200 examples (difference in error)",
    )
    yield boundary(
        "tree_lead_40",
        evolved[40] - tree[40],
        low=-0.2,
        high=0.0,
        meaning="the same lead after 40 examples: negative, the order turns round",
    )


@check("F07-human-labels")
def human_labels() -> Observations:
    """Observe majorities of labellers who judge alone, and of labellers who share a source."""
    alone = LabelMajority(accuracy=0.7)
    for k, low, high in (
        (1, 0.699, 0.701),
        (3, 0.77, 0.8),
        (5, 0.82, 0.85),
        (15, 0.94, 0.96),
        (51, 0.99, 1.0),
    ):
        meaning = f"accuracy of a majority of {k}, each right with 0.7"
        yield claimed(f"majority_{k}", alone.majority(k), low=low, high=high, meaning=meaning)
    yield claimed(
        "cost_ratio_15",
        15 * alone.majority(1) / alone.majority(15),
        low=10,
        high=13,
        meaning="price of a correct label with 15 labellers, in prices with one",
    )
    yield claimed(
        "simulation_gap",
        np.mean([t.accuracy - t.expected for t in map(alone.run, range(20))]),
        low=-0.01,
        high=0.01,
        meaning="mean difference between simulated and expected accuracy",
    )
    shared = alone.but(correlation=0.3)
    for k, low, high in ((5, 0.73, 0.76), (15, 0.71, 0.73), (51, 0.695, 0.71)):
        meaning = f"accuracy of a majority of {k} whose errors correlate with 0.3"
        yield boundary(f"shared_{k}", shared.majority(k), low=low, high=high, meaning=meaning)
    yield boundary(
        "bad_crowd_51",
        alone.but(accuracy=0.45).majority(51),
        low=0.1,
        high=0.3,
        meaning="accuracy of a majority of 51, each right with 0.45: worse than one alone",
    )


@check("F08-feedback-gain")
def feedback_gain() -> Observations:
    """Observe a loop that settles, one that swings, one that runs away and one that is caught by its ceiling."""
    yield claimed(
        "settled",
        over_seeds(FeedbackLoop(), at_end("median")),
        low=1.95,
        high=2.05,
        meaning="where a loop with gain 0.5 and push 1 settles; push/(1 − gain) = 2",
    )
    swinging = FeedbackLoop(gain=-0.9, delay=3, noise=0)
    above = swinging.run()["median"] > swinging.resting_point
    yield claimed(
        "period",
        2 * (len(above) - 1) / np.count_nonzero(np.diff(above)),
        low=7.5,
        high=8.5,
        meaning="steps in one wave of a loop with gain −0.9 and a delay of 3; 2·(delay + 1) = 8",
    )
    growing = FeedbackLoop(gain=1.2).run()["median"]
    yield claimed(
        "runaway",
        growing.iloc[-1] / growing.iloc[-2],
        low=1.19,
        high=1.21,
        meaning="growth per step of a loop with gain 1.2, after 80 steps",
    )
    echo = FeedbackLoop(gain=1.3, push=0.0, response="saturating")
    for name, start, low, high in (
        ("locked_high", 3.0, 7.0, 8.0),
        ("locked_low", -3.0, -8.0, -7.0),
    ):
        yield boundary(
            name,
            over_seeds(echo.but(start=start), at_end("median")),
            low=low,
            high=high,
            meaning=f"where a saturating loop with gain 1.3 and no push ends, begun at {start:g}",
        )


@check("F09-same-equation")
def same_equation() -> Observations:
    """Observe that four rules draw one line, until a second cue comes in."""
    tables = [
        DeltaRule(rate=rate, start=0.2).run(seed) for seed, rate in enumerate((0.01, 0.1, 0.3, 1.0))
    ]
    rules = ["rescorla_wagner", "bush_mosteller", "least_mean_squares", "exponential_smoothing"]
    yield claimed(
        "difference",
        max(np.ptp(table[rules].to_numpy(), axis=1).max() for table in tables),
        low=0.0,
        high=1e-12,
        meaning="largest difference between the four trajectories, over four rates",
    )
    always = DeltaRule(rate=0.1, reward=1.0)
    yield claimed(
        "half_life",
        always.half_life,
        low=6.5,
        high=6.7,
        meaning="trials that halve a surprise, at a rate of 0.1",
    )
    yield claimed(
        "half_life_seen",
        np.interp(0.5, always.run().rescorla_wagner, always.run().trial),
        low=6.4,
        high=6.8,
        meaning="trials after which a value that starts at 0 stands half-way to a sure reward",
    )
    trained_alone = np.repeat(
        [[1.0, 0.0], [1.0, 1.0]], 60, axis=0
    )  # the first cue alone, then both
    rewards = np.ones(120)
    both = rescorla_wagner(0.0, rewards, trained_alone, 0.1)[-1]
    yield boundary(
        "blocked_cue",
        both[1],
        low=0.0,
        high=0.05,
        meaning="what a second cue gains where surprise is shared between cues",
    )
    yield boundary(
        "smoothed_cue",
        exponential_smoothing(0.0, rewards[60:], 0.1)[-1],
        low=0.95,
        high=1.0,
        meaning="what the same second cue gains where each keeps an average of its own",
    )


@check("F10-variety")
def variety() -> Observations:
    """Observe what contexts are worth, in a model and on real digits."""

    def r2(**settings: float) -> pd.DataFrame:  # by number of contexts
        return mean_table(VolumeOrVariety(**settings)).set_index("contexts")

    usual, many, few = (r2(examples=n)["median"] for n in (200, 2000, 50))
    expected = {1: (0.14, 0.25), 2: (0.35, 0.5), 3: (0.55, 0.7), 5: (0.88, 0.99), 10: (0.99, 1.0)}
    for contexts, (low, high) in expected.items():
        meaning = f"R² everywhere after 200 examples from {contexts} of ten contexts"
        yield claimed(f"r2_200_{contexts}", usual[contexts], low=low, high=high, meaning=meaning)
    yield claimed(
        "r2_2000_1",
        many[1],
        low=0.14,
        high=0.25,
        meaning="R² everywhere after 2,000 examples from one context",
    )
    yield claimed(
        "r2_50_10",
        few[10],
        low=0.96,
        high=1.0,
        meaning="R² everywhere after 50 examples from ten contexts",
    )
    halves = pd.concat(
        [digits_halves(seed).set_index("split").error for seed in range(5)], axis=1
    ).mean(axis=1)
    random, block = halves["random half"], halves["contiguous half"]
    yield claimed(
        "digits_random",
        random,
        low=0.01,
        high=0.025,
        meaning="error on real digits, trained on a random half of the file",
    )
    yield claimed(
        "digits_contiguous",
        block,
        low=0.03,
        high=0.05,
        meaning="the same, trained on the first half and tested on the second",
    )
    yield claimed(
        "digits_ratio",
        block / random,
        low=1.5,
        high=4.0,
        meaning="the second error in units of the first",
    )
    everything = r2(examples=50, span=10)["median"]
    for contexts in (1, 10):
        meaning = f"R² after 50 examples from {contexts} of ten contexts that each show everything"
        yield boundary(
            f"everywhere_50_{contexts}", everything[contexts], low=0.98, high=1.0, meaning=meaning
        )
    thin = r2(examples=20, noise=3)
    for contexts, low, high in ((3, 0.15, 0.4), (7, -0.3, 0.1)):
        meaning = (
            f"R² everywhere after 20 very noisy examples from {contexts} contexts: too few for each"
        )
        yield boundary(
            f"thin_20_{contexts}", thin["median"][contexts], low=low, high=high, meaning=meaning
        )
    for contexts, low, high in ((1, 0.85, 1.0), (10, 0.3, 0.7)):
        meaning = f"R² at home after 20 very noisy examples from {contexts} contexts: variety is paid at home"
        yield boundary(
            f"home_20_{contexts}", thin["home"][contexts], low=low, high=high, meaning=meaning
        )


@check("F11-power-law")
def power_law() -> Observations:
    """Observe how many more examples halve an error, by the curve itself and on the digits."""
    for name, exponent, low, high in (
        ("50", 0.5, 3.9, 4.1),
        ("30", 0.3, 9.8, 10.4),
        ("10", 0.095, 1400, 1550),
    ):
        table = LearningCurve(exponent=exponent, scale=0.8).run()
        halved = np.interp(
            -np.log(table.error[0] / 2), -np.log(table.error), np.log(table.examples)
        )
        meaning = f"times more examples halve the error, with an exponent of {exponent:g}"
        yield claimed(f"halve_{name}", np.exp(halved), low=low, high=high, meaning=meaning)
    table = (
        kept.load("five_tribes")
        .query("label_noise == 0")
        .groupby(["learner", "examples"])
        .test_error.mean()
    )
    for name, learner, low, high in (
        ("nearest", "nearest neighbour", 2, 2.7),
        ("evolved", "evolved rule", 7, 100),
    ):
        factor = 2 ** (1 / fitted_exponent(table[learner].index, table[learner]))
        meaning = f"times more digits halve the error of the {learner}"
        yield claimed(f"halve_{name}", factor, low=low, high=high, meaning=meaning)
    floored = LearningCurve(exponent=0.5, floor=0.05, target=0.05)
    yield boundary(
        "floor_error",
        floored.error(1e9),
        low=0.05,
        high=0.051,
        meaning="error after a thousand million examples, where 0.05 is out of reach of data",
    )
    yield boundary(
        "flat_start",
        LearningCurve(exponent=0.5, scale=5.0).run().query("error == 0.9").examples.max(),
        low=20,
        high=31,
        meaning="examples that teach nothing yet: a curve that starts far above guessing (a = 5), an exponent of 0.5",
    )


@check("F12-red-queen")
def red_queen() -> Observations:
    """Observe the best memory in a drifting world, by equation and simulated, and in a world that stands still."""
    slow = RedQueen(memory=87)
    errors = pd.concat(
        [slow.run(seed).set_index("memory").error for seed in range(12)], axis=1
    ).mean(axis=1)
    yield claimed(
        "best_memory",
        slow.best_memory,
        low=86,
        high=87,
        meaning="best memory at a drift of 0.02, observations",
    )
    yield claimed(
        "best_memory_fast",
        slow.but(drift=0.1).best_memory,
        low=17,
        high=17.5,
        meaning="best memory at a drift of 0.1, observations",
    )
    yield claimed(
        "simulated_best",
        errors.idxmin(),
        low=60,
        high=120,
        meaning="memory with the least simulated error, observations",
    )
    for memory, low, high in (
        (50, 0.024, 0.029),
        (87, 0.021, 0.025),
        (150, 0.024, 0.029),
        (1000, 0.12, 0.15),
    ):
        error = np.interp(memory, errors.index, errors)
        meaning = f"mean squared error of a memory of {memory:,} at a drift of 0.02"
        yield claimed(f"error_{memory}", error, low=low, high=high, meaning=meaning)
    yield claimed(
        "hoarder_ratio",
        errors[1000] / errors[87],
        low=5,
        high=7,
        meaning="error of keeping 1,000 observations in units of the error of keeping 87",
    )
    still = slow.but(drift=0).run().set_index("memory").error
    for memory, low, high in ((87, 0.009, 0.014), (1000, 0.0008, 0.0012)):
        meaning = f"mean squared error of a memory of {memory:,} in a world that stands still"
        yield boundary(f"still_world_{memory}", still[memory], low=low, high=high, meaning=meaning)
    yield boundary(
        "still_world_best",
        still.idxmin(),
        low=800,
        high=1000,
        meaning="memory with the least error in a world that stands still: (nearly) all there is",
    )


@check("F13-data-loop-firms")
def data_loop_firms() -> Observations:
    """Observe concentration after 300 periods for flat and steep curves, gentle and sharp choice, and pooled data."""

    def ends(column: str = "hhi", **settings: float) -> float:
        return over_seeds(DataRace(**settings), at_end(column), seeds=3)

    for name, exponent, low, high in (
        ("10", 0.1, 0.9, 1),
        ("30", 0.3, 0.9, 1),
        ("50", 0.5, 0.5, 1),
        ("100", 1, 0.199, 0.21),
    ):
        side = claimed if high == 1 else boundary
        sharp, mild = (f"hhi_{kind}_{name}" for kind in ("sharp", "mild"))
        told = f"Herfindahl index of five firms, learning exponent {exponent:g}"
        value = ends(exponent=exponent, sharpness=60)
        yield side(sharp, value, low=low, high=high, meaning=f"{told}, sharp choice (60)")
        value = ends(exponent=exponent, sharpness=20)
        yield boundary(mild, value, low=0.199, high=0.22, meaning=f"{told}, mild choice (20)")
    yield claimed(
        "largest_sharp",
        ends("largest", sharpness=60),
        low=0.95,
        high=1,
        meaning="largest firm's share, sharp choice (60)",
    )
    yield claimed(
        "leader_sharp",
        ends("leader", sharpness=60),
        low=0.95,
        high=1,
        meaning="share of the firm that had most data at the start, sharp choice (60)",
    )
    tipping = DataRace().tipping_sharpness
    yield claimed(
        "tipping_sharpness",
        tipping,
        low=20,
        high=23,
        meaning="sharpness at which an even market falls apart",
    )
    for name, side, factor, low, high in (
        ("below", boundary, 0.75, 0.199, 0.21),
        ("above", claimed, 1.5, 0.4, 1.0),
    ):
        value = ends(sharpness=factor * tipping)
        told = f"Herfindahl index at {factor:g} times that sharpness"
        yield side(f"hhi_{name}_tipping", value, low=low, high=high, meaning=told)
    yield claimed(
        "hhi_stale",
        ends(decay=0.1),
        low=0.9,
        high=1,
        meaning="Herfindahl index at mild choice (20) where a tenth of all data goes stale in a period",
    )
    yield boundary(
        "hhi_young",
        ends(exponent=0.5, sharpness=40, mobility=1),
        low=0.9,
        high=1,
        meaning="Herfindahl index at a sharpness of 40, below the threshold of 45 (exponent 0.5), users who all move at once",
    )
    yield boundary(
        "hhi_shared",
        ends(sharpness=60, sharing=1),
        low=0.2,
        high=0.201,
        meaning="Herfindahl index where all data is pooled",
    )
    yield boundary(
        "hhi_half_shared",
        ends(sharpness=60, sharing=0.5),
        low=0.5,
        high=1,
        meaning="Herfindahl index where half of the gap in data is closed, sharp choice (60): too little",
    )


@check("F14-confirming-search")
def confirming_search() -> Observations:
    """Observe who ends up right after sixty searches, and after a thousand on either side of the threshold."""
    last = {
        b: pd.DataFrame([LoadedSearch(loaded_queries=b).run(s).iloc[-1] for s in range(10)]).mean()
        for b in (0, 0.2, 0.3, 0.5, 0.8)
    }
    shares = {
        0: (0.92, 0.96),
        0.2: (0.78, 0.84),
        0.3: (0.69, 0.76),
        0.5: (0.56, 0.64),
        0.8: (0.51, 0.57),
    }
    for b, (low, high) in shares.items():
        meaning = f"share of people who end right after 60 searches, {100 * b:.0f} % of them loaded"
        yield claimed(f"right_{100 * b:.0f}", last[b].right, low=low, high=high, meaning=meaning)
    for b, low, high in ((0, 0.05, 0.07), (0.8, 0.35, 0.43)):
        meaning = f"standard deviation of beliefs after 60 searches, {100 * b:.0f} % of them loaded"
        yield claimed(f"spread_{100 * b:.0f}", last[b].spread, low=low, high=high, meaning=meaning)
    yield claimed(
        "spread_ratio",
        last[0.8].spread / last[0].spread,
        low=5,
        high=8,
        meaning="the second spread in units of the first",
    )
    yield claimed(
        "threshold",
        LoadedSearch().threshold,
        low=0.166,
        high=0.167,
        meaning="b* = 1 − 1/(2·truth), truth 0.6",
    )
    for b, side, low, high in ((0.1, boundary, 0.99, 1.0), (0.3, claimed, 0.66, 0.8)):
        name = "cured_10" if b == 0.1 else "stuck_30"
        meaning = (
            f"share of people who end right after 1,000 searches, {100 * b:.0f} % of them loaded"
        )
        value = over_seeds(LoadedSearch(loaded_queries=b, searches=1000), at_end("right"), seeds=3)
        yield side(name, value, low=low, high=high, meaning=meaning)


@check("F15-self-tracking")
def self_tracking() -> Observations:
    """Observe what a bonus on the count does to what is not counted."""

    def change(table: pd.DataFrame, column: str, bonus: float) -> float:
        return float(np.interp(bonus, table.bonus, table[column]) - table[column][0])

    twins = SelfTracking(substitution=1.0, value=1.0).run()
    for name, row in (("before", 0), ("after", 1)):
        low, high = ((0.2, 0.3), (0.0, 1e-6))[row]
        meaning = f"uncounted effort, perfect substitute of the counted, {name} a bonus of 0.025"
        yield claimed(
            f"uncounted_{name}", twins.uncounted[row], low=low, high=high, meaning=meaning
        )
    rivals, allies = (SelfTracking(substitution=s).run() for s in (1.0, -0.5))
    quantities = (
        ("uncounted", "effort on what is not counted"),
        ("welfare", "what the efforts are worth, less their cost"),
    )
    for column, told in quantities:
        yield claimed(
            f"{column}_change_substitutes",
            change(rivals, column, 0.3),
            low=-1.0,
            high=-0.1,
            meaning=f"change in {told}, by a bonus of 0.3, perfect substitutes",
        )
        yield boundary(
            f"{column}_change_complements",
            change(allies, column, 0.3),
            low=0.05,
            high=1.0,
            meaning=f"change in {told}, by a bonus of 0.3, complements (s = −0.5)",
        )
    some = SelfTracking().run()
    for name, bonus, low, high in (("before", 0.0, 0.1, 0.3), ("after", 0.5, 0.6, 0.9)):
        meaning = (
            f"counted share of effort with a bonus of {bonus:g}, partial substitutes (s = 0.5)"
        )
        value = np.interp(bonus, some.bonus, some.counted_share)
        yield claimed(f"counted_share_{name}", value, low=low, high=high, meaning=meaning)


@check("F16-friend-ranking")
def friend_ranking() -> Observations:
    """Observe how contact gathers on the top three, and how far the ranking still tells closeness."""

    def observed(**settings: float) -> tuple[float, float]:
        table = mean_table(FriendRanking(**settings), seeds=5)
        return table.share[:3].sum(), table.agreement[0]

    cases = (
        (0, boundary, (0.37, 0.47), (0.88, 0.96)),
        (0.5, boundary, (0.53, 0.64), (0.83, 0.92)),
        (1, claimed, (0.8, 0.9), (0.62, 0.76)),
        (1.5, claimed, (0.94, 1.0), (0.42, 0.58)),
    )
    for pull, side, of_top, of_agreement in cases:
        top, agreement = observed(pull=pull)
        told = f"with a pull of {pull:g}"
        name = f"{100 * pull:.0f}"
        yield side(
            f"top3_{name}",
            top,
            low=of_top[0],
            high=of_top[1],
            meaning=f"share of contact with the top three, {told}",
        )
        meaning = f"Spearman correlation of contact with closeness, {told}"
        yield side(
            f"agreement_{name}",
            agreement,
            low=of_agreement[0],
            high=of_agreement[1],
            meaning=meaning,
        )
    hidden = observed(pull=1.5, visibility=0)
    yield boundary(
        "hidden_top3",
        hidden[0],
        low=0.37,
        high=0.47,
        meaning="top three, pull of 1.5, ranking hidden",
    )
    yield boundary(
        "hidden_agreement",
        hidden[1],
        low=0.88,
        high=0.96,
        meaning="correlation, pull of 1.5, ranking hidden",
    )
    for pull, side, low, high in ((0.5, boundary, 0.92, 1.0), (1.5, claimed, 0.42, 0.6)):
        meaning = f"Spearman correlation after 2,000 contacts, with a pull of {pull:g}"
        yield side(
            f"long_{100 * pull:.0f}",
            observed(pull=pull, contacts=2000)[1],
            low=low,
            high=high,
            meaning=meaning,
        )
