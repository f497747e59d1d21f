"""The claims of *Stratification by optimisation*: every number that the chapter quotes is here.

Where an interval is that of an equation, the equation is written beside it; where it is that of an
independent run, the comment says of how many worlds, and `within` holds six of its standard errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log, log2, pi, sqrt

import numpy as np
import pandas as pd

from ...core import (
    Mean,
    Model,
    Observation,
    at_end,
    boundary,
    check,
    claimed,
    generator,
    k_means,
    normal_cdf,
    normal_density,
    normal_quantile,
    over_seeds,
)
from . import (
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

Observations = Iterator[Observation]
RUNS = 20  # seeds of a run with chance
SETS = 50  # sets of songs, which differ more than worlds do


def _tables(model: Model, runs: int = RUNS) -> list[pd.DataFrame]:
    """Return the tables of many seeds."""
    return [model.run(seed) for seed in range(runs)]


def _mean(tables: list[pd.DataFrame], quantity: Callable[[pd.DataFrame], float]) -> Mean:
    """Return the mean of a quantity over tables, with its error."""
    return Mean.of(quantity(table) for table in tables)


def _cell(column: str, key: str, value: float) -> Callable[[pd.DataFrame], float]:
    """Return what reads a column in the row where another has a value."""
    return lambda table: table[column][table[key] == value].iloc[0]


def _above(height: float) -> float:
    """Return which share of a normal law lies above a height."""
    return 1 - float(normal_cdf(height))


def _root(gap: Callable[[float], float], low: float, high: float) -> float:
    """Return where a falling function is zero, by halving sixty times."""
    for _ in range(60):
        middle = (low + high) / 2
        if gap(middle) > 0:
            low = middle
        else:
            high = middle
    return low


@check("F34-rank-and-type")
def rank_and_type() -> Observations:
    """Observe how many classes somebody finds who asks, where there are none and where three.

    Expected are the means of 300 clouds, from scikit-learn's k-means and scipy's single linkage.
    """
    none = _tables(CutClasses(), 4 * RUNS)
    three = _tables(CutClasses(groups=3), 2 * RUNS)
    told = "variance that three classes explain, no groups"
    explained = _mean(none, lambda table: table.explained[table.yours].iloc[0])
    yield claimed("explained", explained, expected=0.5639, within=0.005, meaning=told)
    told = "variance that six classes explain, no groups"
    six = _mean(none, _cell("explained", "classes", 6))
    yield claimed("explained_six", six, expected=0.7711, within=0.004, meaning=told)
    told = "the first of these for very many points"
    yield claimed("limit", _many_points(), expected=27 / (16 * pi), within=0.001, meaning=told)
    told = "nearest neighbours parted by three classes, no groups"
    parted = _mean(none, _cell("parted", "classes", 3))
    yield claimed("parted", parted, expected=0.0323, within=0.005, meaning=told)
    told = "cuts that leave three classes, no groups"
    slack = _mean(none, _cell("slack", "classes", 3))
    yield claimed("slack_none", slack, expected=0.1054, within=0.0125, meaning=told)
    told = "cuts that leave three classes, three groups"
    slack = _mean(three, _cell("slack", "classes", 3))
    yield boundary("slack_three", slack, expected=0.4023, within=0.022, meaning=told)
    told = "nearest neighbours parted there"
    parted = _mean(three, _cell("parted", "classes", 3))
    yield boundary("parted_three", parted, high=0.002, meaning=told)


def _many_points() -> Mean:
    """Return how much of the variance of one round cloud three classes explain, of many points.

    Classes are made with one half of the points and judged by the other: which way round they lie
    is fitted to chance, and flatters them by some third of 1/√n.
    """
    shares = []
    for seed in range(RUNS):
        rng = generator(seed)
        points = rng.normal(size=(4000, 2))
        label, _ = k_means(points, 3, rng)
        centres = np.array([points[label == each].mean(axis=0) for each in range(3)])
        others = rng.normal(size=(4000, 2))
        apart = ((others[:, None] - centres) ** 2).sum(axis=2)
        total = ((others - others.mean(axis=0)) ** 2).sum()
        shares.append(1 - apart.min(axis=1).sum() / total)
    return Mean.of(shares)


@check("F35-selection-ladder")
def selection_ladder() -> Observations:
    """Observe how many of the best reach the top of a ladder, and what makes it more or fewer.

    Expected are integrals over skill, for an infinite population of which a thousandth is best.
    """
    usual = SelectionLadder()
    ladders = {0.1: usual} | {luck: usual.but(weight=luck) for luck in (0.3, 0.5, 0.8)}
    runs = {luck: _tables(model) for luck, model in ladders.items()}
    for luck, expected in ((0.1, 0.606), (0.3, 0.402), (0.5, 0.270), (0.8, 0.094)):
        told = f"share of the best 100 of 100,000 among 100 finalists, luck {luck:.0%} of a score"
        kept = _mean(runs[luck], at_end("kept"))
        name = f"kept_{100 * luck:.0f}"
        yield claimed(name, kept, expected=expected, within=0.005, meaning=told)
    place, chance, kept = usual.law()
    told = "the first of these for very many entrants"
    yield claimed("law", kept, expected=0.606, within=0.002, meaning=told)
    told = "finalists' mean luck on a rung, luck 10 %, in sd"
    fortune = _mean(runs[0.1], at_end("fortune"))
    yield claimed("fortune", fortune, expected=0.357, within=0.005, meaning=told)
    told = "the same with luck 80 % of a score"
    mostly = _mean(runs[0.8], at_end("fortune"))
    yield claimed("fortune_80", mostly, expected=1.358, within=0.005, meaning=told)
    told = "chance of the very best to reach the final, luck 10 %"
    # Of n entrants the best leaves a share of a normal law above, n times which is exponential.
    above = np.linspace(0.005, 20, 4000)
    weight = np.exp(-above) / np.exp(-above).sum()
    first = float(np.interp(np.log(above + 0.5), np.log(place), chance) @ weight)
    yield claimed("first", first, expected=0.998, within=0.0005, meaning=told)
    luckier = ladders[0.3]
    for name, changed, expected, told in (
        ("trials", {"trials": 9}, 0.7185, "nine trials on each rung"),
        ("one_cut", {"rungs": 1}, 0.3168, "one hard cut instead of three"),
        ("six_cuts", {"rungs": 6}, 0.4660, "six mild cuts"),
        ("no_luck", {"weight": 0.0}, 1.0, "no luck"),
    ):
        kept = luckier.but(**changed).law()[2]
        told = f"share kept, luck 30 %, but {told}"
        yield boundary(name, kept, expected=expected, within=0.003, meaning=told)


@check("F36-visibility-decay")
def visibility_decay() -> Observations:
    """Observe what a pause costs in a feed that weighs recent response, and in one that does not.

    Expected are the means of 3,000 worlds that were run day by day, where no equation is given.
    """
    usual = FeedDecay()
    fading = usual.but(pause=60)
    days = np.arange(30, 91)
    half = float(np.interp(-0.5, -fading.expected(days), days)) - 30
    told = "days in which visibility halves, 5 % forgotten a day"
    expected = log(0.5) / log(0.95)
    yield claimed("half_life", half, expected=expected, within=0.01, meaning=told)
    fortnight = _tables(usual)
    after = _mean(fortnight, _cell("visible", "day", 45))
    told = "visibility a day after a pause of 14 days, in units of no pause"
    yield claimed("after", after, expected=0.523, within=0.01, meaning=told)
    months = _tables(usual.but(pause=30))
    month = _mean(months, _cell("visible", "day", 60))
    told = "visibility after a pause of 30 days, in units of no pause"
    yield claimed("month", month, expected=0.22, within=0.006, meaning=told)
    back = _mean(months, _cell("visible", "day", 90))
    told = "the same another 30 days later"
    yield claimed("back", back, expected=0.828, within=0.006, meaning=told)
    shown = _mean(fortnight, at_end("gini_shown"))
    told = "Gini of what is shown"
    yield claimed("shown", shown, expected=0.5245, within=0.004, meaning=told)
    active = _mean(fortnight, at_end("gini_active"))
    told = "Gini of activity"
    # 2Φ(σ/√2) − 1 for a log-normal law with σ = ½; of 200 people a half per cent of it less
    law = (2 * float(normal_cdf(0.5 / sqrt(2))) - 1) * 199 / 200
    yield claimed("active", active, expected=law, within=0.002, meaning=told)
    slow = _mean(_tables(usual.but(forgetting=0.01)), at_end("top_kept"))
    told = "share of the top 20 still there after 90 days, forgetting 1 %"
    yield claimed("keeps", slow, expected=0.930, within=0.005, meaning=told)
    fast = _mean(_tables(usual.but(forgetting=0.3)), at_end("top_kept"))
    told = "the same, forgetting 30 % a day"
    yield claimed("churns", fast, expected=0.576, within=0.01, meaning=told)
    flat = _tables(usual.but(pause=30, sharpness=0.0))
    after = float(_mean(flat, _cell("visible", "day", 60)))
    told = "visibility after 30 days in a feed without scores"
    yield boundary("flat_after", after, expected=1, meaning=told)
    unequal = _mean(flat, lambda table: table.gini_shown.iloc[-1] - law)
    told = "Gini shown in that feed, less the Gini that activity has by its law"
    yield boundary("flat_gini", unequal, expected=0, within=0.005, meaning=told)


@check("F37-cumulative-advantage")
def cumulative_advantage() -> Observations:
    """Observe inequality, unpredictability and merit in parallel worlds, with and without tallies.

    Expected are the means of 300 to 1,500 sets of songs, eight worlds each, in which one listener
    came after the other.
    """
    usual = ParallelWorlds()
    told = {
        "gini": "Gini of downloads",
        "agreement": "rank correlation of appeal and downloads",
        "unpredictability": "share of success moved from world to world",
        "best_first": "worlds of eight led by the best",
    }
    within = (0.004, 0.01, 0.005, 0.25)
    for influence, side, sets, expected in (
        (0.0, boundary, 4 * SETS, (0.1952, 0.769, 0.1212, 2.16)),
        (0.5, claimed, SETS, (0.324, 0.731, 0.2147, 2.37)),
        (1.0, claimed, 3 * SETS, (0.6217, 0.562, 0.4992, 1.89)),
        (2.0, claimed, SETS, (0.9718, 0.174, 0.949, 0.755)),
    ):
        runs = _tables(usual.but(influence=influence), sets)
        name = f"{10 * influence:.0f}"
        for quantity, what, by in zip(told, expected, within, strict=True):
            value = _mean(runs, _quantities[quantity])
            meaning = f"{told[quantity]}, influence {influence:g}"
            yield side(f"{quantity}_{name}", value, expected=what, within=by, meaning=meaning)
        if influence == 1:
            honest = runs
    best = _mean(honest, lambda run: _third(run, "best"))
    meaning = "how often one of the best five ends in the lowest third, influence 1"
    yield claimed("best_low", best, expected=0.0826, within=0.007, meaning=meaning)
    worst = _mean(honest, lambda run: _third(run, "worst"))
    meaning = "how often one of the worst five ends in the highest third, influence 1"
    yield claimed("worst_high", worst, expected=0.0174, within=0.004, meaning=meaning)
    false = _tables(usual.but(start="inverted"), SETS)
    agreement = _mean(false, _quantities["agreement"])
    meaning = "rank correlation after false tallies, influence 1"
    yield claimed("false_agreement", agreement, expected=0.298, within=0.02, meaning=meaning)
    fewer = Mean.of(
        lied.downloads.mean() / told.downloads.mean()
        for lied, told in zip(false, honest, strict=False)  # the first sets are the same songs
    )
    meaning = "downloads after false tallies, in units of none shown"
    yield claimed("false_downloads", fewer, expected=0.829, within=0.015, meaning=meaning)
    many = usual.but(influence=0.0, listeners=4000, songs=8, spread=1.5)
    alike = over_seeds(many, _quantities["agreement"], seeds=100)
    meaning = "rank correlation with 500 tries a song, unlike songs, no tallies"
    yield boundary("many_ears", alike, expected=0.9737, within=0.008, meaning=meaning)


def _led_by_the_best(run: pd.DataFrame) -> float:
    """Return in how many worlds no song has more downloads than the most appealing one."""
    most = run.groupby("world").downloads.transform("max")
    return float((run.downloads >= most)[run.song == 1].sum())


_quantities: dict[str, Callable[[pd.DataFrame], float]] = {
    "gini": lambda run: run.gini.mean(),
    "agreement": lambda run: run.agreement.mean(),
    "unpredictability": lambda run: run.unpredictability[0],
    "best_first": _led_by_the_best,
}


def _third(run: pd.DataFrame, which: str) -> float:
    """Return how often the best five are in a world's lowest third, or the worst in its highest."""
    place = run.groupby("world").downloads.rank(pct=True)
    if which == "best":
        return (place[run.song <= 5] <= 1 / 3).mean()
    return (place[run.song > run.song.max() - 5] > 2 / 3).mean()


@check("F38-rating-duty")
def rating_duty() -> Observations:
    """Observe what is left of ratings where candour is answered in kind, and where it cannot be."""
    usual = ReputationInflation()
    runs = _tables(usual)
    law = _honest_stars(0.6)
    first = _mean(runs, lambda table: table.stars[0])
    yield claimed(
        "stars_first", first, expected=law["stars"], meaning="mean stars in the first round"
    )
    bits = _mean(runs, lambda table: table.bits[0])
    told = "bits in a rating in the first round"
    yield claimed("bits_first", bits, expected=law["bits"], within=0.002, meaning=told)
    agreement = _mean(runs, lambda table: table.agreement[0])
    told = "correlation of stars and quality in the first round"
    yield claimed(
        "agreement_first", agreement, expected=law["agreement"], within=0.005, meaning=told
    )
    told = "mean stars after 40 rounds"
    yield claimed("stars_last", _mean(runs, at_end("stars")), low=4.98, meaning=told)
    told = "bits in a rating after 40 rounds"
    yield claimed("bits_last", _mean(runs, at_end("bits")), high=0.06, meaning=told)
    told = "correlation of stars and quality after 40 rounds"
    last = _mean(runs, at_end("agreement"))
    yield claimed("agreement_last", last, low=-0.1, high=0.1, meaning=told)
    # Of those who dare a fifth of Φ(½), the share of ratings below five, is silenced in a round.
    daring = 1 - 0.2 * float(normal_cdf(0.5))
    told = "riders who no longer dare after 12 rounds"
    silenced = _mean(runs, lambda table: table.silenced[12])
    yield claimed("silenced_12", silenced, expected=1 - daring**12, meaning=told)
    told = "riders who no longer dare after 40 rounds"
    silenced = _mean(runs, at_end("silenced"))
    yield claimed("silenced_last", silenced, expected=1 - daring**40, meaning=told)
    private = _tables(usual.but(retaliation=0.0))
    told = "mean stars after 40 rounds without retaliation"
    stars = _mean(private, at_end("stars"))
    yield boundary("private_stars", stars, expected=law["stars"], meaning=told)
    told = "bits in a rating, same case"
    bits = _mean(private, at_end("bits"))
    yield boundary("private_bits", bits, expected=law["bits"], within=0.002, meaning=told)
    told = "drivers below 4.6 there: the bar meant fives"
    dropped = _mean(private, at_end("dropped"))
    yield boundary("private_dropped", dropped, expected=law["dropped"], within=0.002, meaning=told)


def _honest_stars(noise: float) -> dict[str, float]:
    """Return what honest ratings are by their law, integrated over the drivers' quality.

    Stars are 4 + 0.8 · quality + noise, rounded, and cut at one and five.
    """
    quality = np.linspace(-7, 7, 2801)
    share = normal_density(quality) * (quality[1] - quality[0])
    edges = np.array([1.5, 2.5, 3.5, 4.5])
    below = normal_cdf((edges[:, None] - 4 - 0.8 * quality) / noise)
    ends = np.zeros((1, len(quality)))
    given = np.diff(np.vstack([ends, below, ends + 1]), axis=0)  # chance of each number of stars
    chance = given @ share
    stars = np.arange(1, 6)
    mean = float(stars @ chance)
    spread = sqrt(stars**2 @ chance - mean**2)
    five = np.ones((1, len(quality)))  # chance of each sum of ratings, from their number on
    for _ in range(5):
        longer = np.zeros((len(five) + 4, len(quality)))
        for more in range(5):
            longer[more : more + len(five)] += five * given[more]
        five = longer
    total = np.arange(5, 26)
    return {
        "stars": mean,
        "bits": -sum(p * log2(p) for p in chance),
        "agreement": float((stars @ given * quality) @ share) / spread,
        "dropped": float((five[total < 23] @ share).sum()),  # a mean of 4.6 is a sum of 23
    }


@check("F41-being-dropped")
def being_dropped() -> Observations:
    """Observe which ties survive a silence: (1 − h·exp(−4s))^t, averaged over strengths s."""
    usual = TieDecay()
    runs = _tables(usual)
    strength = (np.arange(3000) + 0.5) / 3000
    thirds = {"left": slice(None), "weakest": slice(1000), "strongest": slice(2000, None)}
    told = {
        "left": "of all ties",
        "weakest": "of the weakest third",
        "strongest": "of the strongest third",
    }
    for week in (12, 26):
        stays = (1 - 0.1 * np.exp(-4 * strength)) ** week
        for column, part in thirds.items():
            value = _mean(runs, _cell(column, "week", week))
            meaning = f"left {told[column]} after {week} weeks"
            expected = float(stays[part].mean())
            yield claimed(f"{column}_{week}", value, expected=expected, meaning=meaning)
    met = float(over_seeds(usual.but(offline=1.0), at_end("left")))
    meaning = "ties left after 26 weeks if all are kept up in person"
    yield boundary("in_person", met, expected=1, meaning=meaning)
    alike = _tables(usual.but(protection=0.0))
    lead = _mean(alike, lambda table: table.strongest.iloc[-1] - table.weakest.iloc[-1])
    meaning = "lead of strong ties, none protected"
    yield boundary("unprotected", lead, expected=0, within=0.005, meaning=meaning)


@check("F42-grind-contest")
def grind_contest() -> Observations:
    """Observe how much of a prize is spent on winning it: r · (n − 1)/n in equilibrium."""
    usual = GrindContest()
    for rivals in (2, 5, 10, 100):
        model = usual if rivals == 5 else usual.but(rivals=rivals)
        burnt = model.result().yours.burnt
        told = f"share of the prize spent by {rivals} rivals"
        yield claimed(f"burnt_{rivals}", burnt, expected=(rivals - 1) / rivals, meaning=told)
    told = "mean gain of ten rivals, prize of 100"
    net = usual.but(rivals=10).result().yours.net
    yield claimed("net_10", net, expected=1, meaning=told)
    told = "hours that answer four rivals' hours best, of ten thousand tried"
    hours = usual.result().yours.hours
    tried = np.linspace(0.01, 100, 10_000)
    gain = 100 * tried / (tried + 4 * hours) - tried
    best = float(tried[gain.argmax()])
    yield claimed("best_reply", best, expected=100 * 4 / 25, within=0.01, meaning=told)
    told = "chance of one who pays double for an hour"
    yield claimed("poorer", usual.poorer_wins(), expected=1 / 3, meaning=told)
    told = "the same, decisiveness of 1.2"
    sharper = usual.but(decisiveness=1.2).poorer_wins()
    yield claimed("poorer_sharp", sharper, expected=1 / (1 + 2**1.2), meaning=told)
    lot = usual.but(decisiveness=0.0)
    told = "share spent if a lot decides"
    spent = lot.result().yours.burnt
    yield boundary("lot_burnt", spent, expected=0, within=1e-12, meaning=told)
    told = "chance of the poorer there"
    yield boundary("lot_poorer", lot.poorer_wins(), expected=0.5, meaning=told)
    told = "whether five rivals have an equilibrium at 1.5"
    sharp = float(usual.but(decisiveness=1.5).result().yours.pure)
    yield boundary("sharp_pure", sharp, expected=0, within=1e-12, meaning=told)
    told = "largest decisiveness, in tenths, at which five rivals have one"
    tenths = np.arange(21) / 10
    steady = [r for r in tenths if usual.but(decisiveness=r).result().yours.pure]
    yield boundary("steady", max(steady), expected=1.2, meaning=told)  # r = n/(n − 1) = 1.25


@check("F43-paid-lift")
def paid_lift() -> Observations:
    """Observe who gains from a boost, and what it does to quality, as more and more buy it.

    Expected are the means of 4,000 worlds of a thousand people, sorted one by one.
    """
    runs = _tables(PaidLift(), RUNS)
    early = _tables(PaidLift(adoption=0.01), RUNS)

    def at(adoption: float, column: str, tables: list[pd.DataFrame] = runs) -> Mean:
        return _mean(
            tables, lambda table: table[column][np.isclose(table.adoption, adoption)].iloc[0]
        )

    for name, adoption, expected, within in (
        ("1", 0.01, 0.3828, 0.005),
        ("30", 0.3, 0.2347, 0.0014),
        ("90", 0.9, 0.1097, 0.0002),
    ):
        told = f"payers' chance of a place, {name} % paying"
        value = at(adoption, "payers", early)
        if name == "30":
            value = _mean(runs, lambda table: table.payers[table.yours].iloc[0])
        yield claimed(f"payers_{name}", value, expected=expected, within=within, meaning=told)
    for name, adoption, expected, within in (
        ("1", 0.01, 0.0972, 0.0002),
        ("30", 0.3, 0.0423, 0.0006),
        ("90", 0.9, 0.0129, 0.0011),
    ):
        told = f"the others' chance, {name} % paying"
        value = at(adoption, "others", early)
        yield claimed(f"others_{name}", value, expected=expected, within=within, meaning=told)
    told = "mean quality on top where nobody pays, in sd"
    quality = at(0.0, "quality")
    yield claimed("quality_0", quality, expected=1.7517, within=0.006, meaning=told)
    told = "the same where 30 % pay"
    quality = at(0.3, "quality")
    yield claimed("quality_30", quality, expected=1.5477, within=0.006, meaning=told)
    model = PaidLift()
    adoptions = np.arange(101) / 100
    worst = float(adoptions[np.argmin([model.law(a)[2] for a in adoptions])])
    told = "adoption at which quality is worst, in hundredths, by the law of very many people"
    yield claimed("worst", worst, expected=0.30, within=0.005, meaning=told)
    told = "everybody's chance where everybody pays"
    yield boundary("payers_100", float(at(1.0, "payers")), expected=0.1, meaning=told)
    told = "quality where all pay less quality where none does"
    same = float(at(1.0, "quality")) - float(at(0.0, "quality"))
    yield boundary("quality_100", same, expected=0, within=1e-9, meaning=told)
    related = _tables(PaidLift(purse=0.5, adoption=0.15), RUNS)
    told = "quality where 15 % pay, purse and quality correlated 0.5"
    quality = at(0.15, "quality", related)
    yield boundary("related", quality, expected=1.5808, within=0.007, meaning=told)
    mean = sum(related).groupby("adoption").quality.mean()
    told = "adoption at which quality is worst there, of tenths and 15 %"
    lowest = float(mean.idxmin()) / RUNS
    yield boundary("related_at", lowest, low=0.1, high=0.2, meaning=told)
    perfect = _tables(PaidLift(purse=1.0), 4)
    loss = max(float(at(0.0, "quality", [t]) - t.quality.min()) for t in perfect)
    told = "loss of quality where the longest purses are the best"
    yield boundary("perfect", loss, expected=0, within=1e-9, meaning=told)


@check("F44-goodhart")
def goodhart() -> Observations:
    """Observe what a score is worth once it is a target, for the two cheapest routes.

    Correlations are those of the law; the chosen are the best hundred of a thousand, in 20,000
    independent worlds.
    """
    usual = TargetedScore()

    def after(stakes: float, genuine: float = 0.0) -> dict[str, Mean]:
        model = usual.but(stakes=stakes, genuine=genuine)
        found = [judged(model.run(seed)) for seed in range(100)]
        return {name: Mean.of(each[name] for each in found) for name in found[0]}

    told = {
        "correlation": "correlation of score and worth",
        "worth": "worth of the chosen",
        "score": "score of the chosen",
    }
    for stakes, worth, score in ((0, 1.568, 1.959), (2, 0.898, 4.721), (4, 0.495, 8.557)):
        found = after(stakes)
        expected = {"correlation": _correlation(stakes, 0), "worth": worth, "score": score}
        for name, what in told.items():
            meaning = f"{what}, stakes {stakes}, all gaming, noise of half an sd"
            value = found[name]
            yield claimed(
                f"{name}_{stakes}", value, expected=expected[name], within=0.005, meaning=meaning
            )
    honest = after(2, 0.5)
    very = after(4, 0.5)
    meaning = "correlation at stakes 2, half real"
    value = honest["correlation"]
    expected = _correlation(2, 0.5)
    yield boundary("real_correlation", value, expected=expected, within=0.002, meaning=meaning)
    meaning = "worth of the chosen at stakes 2, half real"
    yield boundary("real_worth", honest["worth"], expected=2.698, within=0.005, meaning=meaning)
    meaning = "mean worth of all at stakes 4, half real"
    expected = 4 * 0.5 * sqrt(2 / pi)
    yield boundary("real_everybody", very["everybody"], expected=expected, meaning=meaning)
    meaning = "correlation at stakes 4, half real"
    value = very["correlation"]
    expected = _correlation(4, 0.5)
    yield boundary("real_correlation_4", value, expected=expected, within=0.002, meaning=meaning)
    yield from _turning(usual)


def _correlation(stakes: float, real: float, noise: float = 0.5) -> float:
    """Return the correlation of score and worth: their covariance over their deviations."""
    effort = stakes**2 * (1 - 2 / pi)  # variance of a half-normal law, times stakes squared
    worth = 1 + real**2 * effort
    score = 1 + effort + noise**2
    return (1 + real * effort) / sqrt(worth * score)


def _turning(usual: TargetedScore) -> Observations:
    """Observe from which real share of the effort on a score says no less than without stakes.

    With variance x of what effort adds, the correlation has not fallen where
    (2s − s²)(1 + noise²) + s²·noise²·x >= 1: a quadratic equation for the share s.
    """
    shares = np.arange(1001) / 1000
    for name, noise in (("half", 0.5), ("exact", 0.0), ("rough", 2.0)):
        calm = usual.but(stakes=0.0, noise=noise).correlation
        kept = [s for s in shares if usual.but(genuine=s, noise=noise).correlation >= calm - 1e-12]
        effort = 4 * (1 - 2 / pi)
        a = noise**2 * effort - 1 - noise**2
        b = 2 * (1 + noise**2)
        expected = (sqrt(b**2 + 4 * a) - b) / (2 * a)
        meaning = "real share of the effort from which on the correlation has not fallen "
        meaning += f"at stakes 2, noise {noise:g}"
        yield boundary(
            f"turns_{name}", float(min(kept)), expected=expected, within=0.001, meaning=meaning
        )


@check("F45-counter-move")
def counter_move() -> Observations:
    """Observe where a bar comes to rest that is refitted to those who train for it, and for whom.

    With equal costs the bar is a geometric series. Where it rests, a tenth of both halves together
    stands above it: those who add ε of it, and those who add ε/c.
    """
    usual = RisingBar()
    even = usual.but(handicap=1.0)
    alike = even.run()
    told = "final bar in units of the first, ε = 0.5"
    yield claimed("rise", alike.bar.iloc[-1] / alike.bar[0], expected=2, within=1e-5, meaning=told)
    sluggish = even.but(response=0.9).run().bar
    told = "the same for ε = 0.9, after 20 rounds"
    expected = (1 - 0.9**21) / 0.1
    yield claimed("rise_9", sluggish.iloc[-1] / sluggish[0], expected=expected, meaning=told)
    unlike = usual.run()
    for name, handicap, table in (
        ("dear", 2.0, unlike),
        ("dear_4", 4.0, usual.but(handicap=4.0).run()),
    ):
        _, share, _ = _at_rest(handicap)
        told = f"share of those admitted with dear effort, half of all, {handicap:g} times as dear"
        value = table.dear.iloc[-1]
        yield claimed(name, value, expected=share, within=0.0025, meaning=told)  # one of 400
    _, _, lost = _at_rest(2.0)
    told = "worth lost among those admitted, in sd"
    value = unlike.worth[0] - unlike.worth.iloc[-1]
    yield claimed("lost", value, expected=lost, within=0.002, meaning=told)
    told = "share of that half where effort costs all the same"
    yield boundary("alike", alike.dear.iloc[-1], expected=0.5, meaning=told)
    racing = even.but(response=1.0).run().bar
    told = "final bar at ε = 1: one more for each round"
    yield boundary("race", racing.iloc[-1] / racing[0], expected=21, meaning=told)
    steps = even.but(response=1.1).run().bar.diff()
    told = "last step of the bar in units of the first at ε = 1.1"
    yield boundary("runaway", steps.iloc[-1] / steps.iloc[1], expected=1.1**19, meaning=told)


def _at_rest(handicap: float) -> tuple[float, float, float]:
    """Return the bar at rest if people add half of it, the dearer half's share, and worth lost."""

    def worths(bar: float) -> tuple[float, float]:  # from which on the two halves pass
        return bar * (1 - 0.5), bar * (1 - 0.5 / handicap)

    bar = _root(lambda bar: sum(_above(worth) for worth in worths(bar)) - 0.2, 0, 20)
    cheap, dear = worths(bar)
    share = _above(dear) / 0.2
    before = float(normal_density(normal_quantile(0.9))) / 0.1
    after = float(normal_density(cheap) + normal_density(dear)) / 0.2
    return bar, share, before - after


@check("F46-offline-capital")
def offline_capital() -> Observations:
    """Observe what a head start brought from elsewhere is worth in the end.

    Shares are a martingale where choices go in proportion to standing. Who ends first is expected
    from 200,000 draws of the urn's law; where there is none, all is from 4,000 worlds in which a
    thousand choices were made one after the other.
    """
    usual = Endowment()
    runs = _tables(usual)
    told = "share of all standing that a head start of 5 is"
    brought = usual.result().yours.brought
    yield claimed("brought_5", brought, expected=5 / 54, meaning=told)
    for start, first, within in ((5, 0.5415, 0.006), (20, 1.0, 0.001)):
        told = f"mean final share of a head start of {start} against 49"
        share = _mean(runs, _cell("share", "head_start", start))
        yield claimed(f"share_{start}", share, expected=start / (start + 49), meaning=told)
        told = f"how often a head start of {start} against 49 ends first"
        ahead = _mean(runs, _cell("first", "head_start", start))
        yield claimed(f"first_{start}", ahead, expected=first, within=within, meaning=told)
    spread = Mean.of(run.high[run.yours].iloc[0] - run.low[run.yours].iloc[0] for run in runs)
    told = "spread of the share of a head start of 5 (eight worlds of ten)"
    yield claimed("spread_5", spread, expected=0.1009, within=0.0013, meaning=told)
    faded = _tables(usual.but(influence=0.5), 10)
    told = "mean final share of a head start of 5, influence 0.5"
    share = _mean(faded, _cell("share", "head_start", 5))
    yield boundary("faded", share, expected=0.0296, within=0.0008, meaning=told)
    told = "how often it ends first there"
    ahead = _mean(faded, _cell("first", "head_start", 5))
    yield boundary("faded_first", ahead, expected=0.154, within=0.034, meaning=told)
    grown = _mean(_tables(usual.but(influence=1.5), 10), _cell("share", "head_start", 5))
    told = "mean final share of a head start of 5, influence 1.5"
    yield boundary("grown", grown, expected=0.717, within=0.025, meaning=told)


@check("F48-rank-noise")
def rank_noise() -> Observations:
    """Observe how far ranks move where nothing has changed.

    Expected are the widths in fifty times 400 years, with ranks from scipy.
    """
    usual = LeagueTable()
    middle = slice(45, 55)
    best = slice(0, 10)
    for name, error, (amid, near), (ahead, around) in (
        ("30", 0.3, (42.3, 0.5), (12.95, 0.26)),
        ("10", 0.1, (15.3, 0.2), (3.71, 0.1)),
    ):
        runs = _tables(usual if error == 0.3 else usual.but(error=error))
        told = f"places between which 95 % of ranks lie, error {error:g} sd"
        width = _mean(runs, lambda table: table.width[middle].mean())
        meaning = f"{told}, in the middle of a hundred"
        yield claimed(f"middle_{name}", width, expected=amid, within=near, meaning=meaning)
        width = _mean(runs, lambda table: table.width[best].mean())
        meaning = f"{told}, among the first ten"
        yield claimed(f"top_{name}", width, expected=ahead, within=around, meaning=meaning)
    exact = usual.but(error=0.0).run().width.max()
    told = "the same without error"
    yield boundary("exact", exact, expected=0, within=1e-12, meaning=told)
    blurred = _mean(_tables(usual.but(error=1.0)), lambda table: table.width[middle].mean())
    told = "the same in the middle, with as much error as there is to measure"
    yield boundary("blurred", blurred, expected=82.9, within=0.5, meaning=told)


def _gap(table: pd.DataFrame, column: str) -> float:
    """Return the pay of the best ten in units of the last ten's."""
    return table[column][:10].mean() / table[column][-10:].mean()


@check("F49-crisp-scores")
def crisp_scores() -> Observations:
    """Observe how unequal pay becomes where scores are taken at their word.

    Expected are the gaps in pay over 20,000 years.
    """
    usual = LeagueTable()
    blurred = _tables(usual.but(error=1.0))
    told = "pay of the best ten of a hundred in units of the last ten's, error 1 sd"
    paid = _mean(blurred, lambda table: _gap(table, "paid"))
    yield claimed("paid", paid, expected=31.3, within=0.8, meaning=told)
    told = "the same by a reader who is told of the error"
    warned = _mean(blurred, lambda table: _gap(table, "warned"))
    yield claimed("warned", warned, expected=5.71, within=0.06, meaning=told)
    told = "the first over the second, error 0.3"
    clear = _mean(_tables(usual), lambda table: _gap(table, "paid") / _gap(table, "warned"))
    yield claimed("ratio_30", clear, expected=1.337, within=0.002, meaning=told)
    exact = usual.but(error=0.0).run()
    told = "the same without error"
    ratio = _gap(exact, "paid") / _gap(exact, "warned")
    yield boundary("exact", ratio, expected=1, within=1e-9, meaning=told)
    told = "the gap without error"
    # the worths are quantiles: the middles of a hundred equal slices of a normal law
    worth = np.exp(normal_quantile(1 - (np.arange(100) + 0.5) / 100))
    expected = worth[:10].mean() / worth[-10:].mean()
    yield boundary("exact_gap", _gap(exact, "paid"), expected=expected, meaning=told)
    told = "the gap where pay does not follow scores"
    flat = _gap(usual.but(error=1.0, keenness=0.0).run(), "paid")
    yield boundary("flat", flat, expected=1, within=1e-9, meaning=told)


@check("F50-follow-ratio")
def follow_ratio() -> Observations:
    """Observe how well followers over followed show standing, and what politeness does to it.

    Expected are the means of 40 or more networks that grew by one follow at a time.
    """
    usual = FollowRatio()
    runs = _tables(usual)
    told = "rank correlation of ratio and standing"
    agreement = _mean(runs, at_end("agreement"))
    yield claimed("agreement", agreement, expected=0.9396, within=0.002, meaning=told)
    told = "followers for one followed, lowest tenth by standing"
    lowest = _mean(runs, lambda table: table.ratio[0])
    yield claimed("lowest", lowest, expected=0.2003, within=0.005, meaning=told)
    told = "the same in the highest tenth"
    highest = _mean(runs, at_end("ratio"))
    yield claimed("highest", highest, expected=2.44, within=0.02, meaning=told)
    told = "followers of the highest tenth, of 12 that everybody has on average"
    famous = _mean(runs, at_end("followers"))
    yield claimed("famous", famous, expected=57.34, within=0.21, meaning=told)
    told = "tenths of users, by standing, that have fewer followers than they follow"
    below = _mean(runs, lambda table: float((table.ratio < 1).sum()))
    yield claimed("below", below, expected=7.05, within=0.2, meaning=told)
    told = "share of follows that are mutual, one in five returned"
    mutual = _mean(runs, at_end("mutual"))
    yield claimed("mutual", mutual, expected=2 * 0.2 / 1.2, meaning=told)
    polite = usual.but(follow_back=1.0).run()
    told = "rank correlation where every follow is returned"
    yield boundary("polite", polite.agreement[0], expected=0, within=1e-9, meaning=told)
    told = "ratio of the highest tenth there"
    yield boundary("polite_ratio", polite.ratio.iloc[-1], expected=1, meaning=told)


@check("F67-affiliation")
def affiliation() -> Observations:
    """Observe what becomes of ties that are kept for show.

    Expected are the means of 500 worlds with sets of acquaintances, one turn after the other.
    """
    usual = CuratedTies()
    told = {
        "gini": "Gini of ties a head",
        "core": "ties among the eight best tied, as a share of all possible",
        "rest": "the same among the others",
        "nested": "pairs of which one knows all, or nine in ten, whom the other knows",
    }
    worlds = (
        ("{}", claimed, "ties curated", {}, (0.561, 1.0, 0.007, 1.0)),
        ("{}_lot", claimed, "by lot", {"curating": 0.0}, (0.318, 0.375, 0.07, 0.03)),
        ("few_{}", boundary, "six ties at most", {"capacity": 6}, (0.513, 0.337, 0.032, 0.104)),
    )
    within = {"gini": 0.015, "core": 0.024, "rest": 0.006, "nested": 0.008}
    for name, side, kind, changed, expected in worlds:
        runs = _tables(usual.but(**changed))
        if not changed:
            curated = runs
        for (column, what), value in zip(told.items(), expected, strict=True):
            found = _mean(runs, at_end(column))
            meaning = f"{what}, {kind}"
            by = within[column]
            yield side(name.format(column), found, expected=value, within=by, meaning=meaning)
    liked = _mean(curated, at_end("likeness"))
    meaning = "correlation of two ends' numbers of ties, ties curated: the fringe knows the core"
    yield claimed("likeness", liked, low=-1, high=0, meaning=meaning)
