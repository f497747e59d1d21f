"""The claims of *Stratification by optimisation*, over many seeds: every number that the chapter quotes is observed here.

Intervals are those in which the mechanism holds: wide enough for other seeds, too narrow for a broken model.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...core import Observation, at_end, boundary, check, chosen, claimed, mean_table, over_seeds
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


@check("F34-rank-and-type")
def rank_and_type() -> Observations:
    """Observe how many classes somebody finds who asks for them, where there are none and where there are three."""
    none, three = (
        mean_table(CutClasses(groups=groups), 20).set_index("classes") for groups in (1, 3)
    )
    yield claimed(
        "explained",
        none.explained[3],
        low=0.53,
        high=0.58,
        meaning="variance that three classes explain, no groups",
    )
    yield claimed(
        "explained_six",
        none.explained[6],
        low=0.74,
        high=0.79,
        meaning="variance that six classes explain, no groups",
    )
    yield claimed(
        "limit",
        27 / (16 * np.pi),
        low=0.537,
        high=0.538,
        meaning="the first of these for very many points",
    )
    yield claimed(
        "parted",
        none.parted[3],
        low=0.015,
        high=0.06,
        meaning="nearest neighbours parted by three classes, no groups",
    )
    yield claimed(
        "slack_none",
        none.slack[3],
        low=0.04,
        high=0.16,
        meaning="cuts that leave three classes, no groups",
    )
    yield boundary(
        "slack_three",
        three.slack[3],
        low=0.33,
        high=0.55,
        meaning="cuts that leave three classes, three groups",
    )
    yield boundary(
        "parted_three",
        three.parted[3],
        low=0,
        high=0.002,
        meaning="nearest neighbours parted there",
    )


@check("F35-selection-ladder")
def selection_ladder() -> Observations:
    """Observe how many of the best reach the top of a ladder, and what makes it more or fewer."""
    for luck, low, high in (
        (0.1, 0.55, 0.64),
        (0.3, 0.36, 0.43),
        (0.5, 0.24, 0.3),
        (0.8, 0.07, 0.12),
    ):
        model = SelectionLadder(weight=luck)
        told = f"share of the best 100 of 100,000 among 100 finalists, luck {luck:.0%} of a score"
        yield claimed(
            f"kept_{100 * luck:.0f}",
            over_seeds(model, at_end("kept")),
            low=low,
            high=high,
            meaning=told,
        )
    model = SelectionLadder()
    yield claimed(
        "law",
        model.law()[2],
        low=0.59,
        high=0.62,
        meaning="the first of these for very many entrants",
    )
    fortune = over_seeds(model, at_end("fortune"))
    yield claimed(
        "fortune",
        fortune,
        low=0.28,
        high=0.42,
        meaning="finalists' mean luck on a rung, luck 10 %, in sd",
    )
    mostly = over_seeds(SelectionLadder(weight=0.8), at_end("fortune"))
    yield claimed(
        "fortune_80", mostly, low=1.25, high=1.5, meaning="the same with luck 80 % of a score"
    )
    first = float(model.law()[1][0])
    yield claimed(
        "first",
        first,
        low=0.995,
        high=1,
        meaning="chance of the very best to reach the final, luck 10 %",
    )
    luckier = SelectionLadder(weight=0.3)
    for name, changed, low, high, told in (
        ("trials", {"trials": 9}, 0.66, 0.74, "nine trials on each rung"),
        ("one_cut", {"rungs": 1}, 0.29, 0.34, "one hard cut instead of three"),
        ("six_cuts", {"rungs": 6}, 0.44, 0.48, "six mild cuts"),
        ("no_luck", {"weight": 0.0}, 0.99, 1, "no luck"),
    ):
        yield boundary(
            name,
            luckier.but(**changed).law()[2],
            low=low,
            high=high,
            meaning=f"share kept, luck 30 %, but {told}",
        )


@check("F36-visibility-decay")
def visibility_decay() -> Observations:
    """Observe what a pause costs in a feed that weighs recent response, and in one that does not."""

    def on(day: int, column: str = "visible", **settings: float) -> float:
        return over_seeds(
            FeedDecay(**settings), lambda table: table[column][table.day == day].iloc[0]
        )

    half_life = float(np.log(0.5) / np.log(1 - FeedDecay().forgetting))
    yield claimed(
        "half_life",
        half_life,
        low=13.4,
        high=13.6,
        meaning="days in which visibility halves, 5 % forgotten a day",
    )
    yield claimed(
        "after",
        on(45),
        low=0.46,
        high=0.58,
        meaning="visibility a day after a pause of 14 days, in units of no pause",
    )
    month = on(60, pause=30)
    yield claimed(
        "month",
        month,
        low=0.19,
        high=0.28,
        meaning="visibility after a pause of 30 days, in units of no pause",
    )
    yield claimed(
        "back", on(90, pause=30), low=0.78, high=0.88, meaning="the same another 30 days later"
    )
    yield claimed(
        "shown", on(120, "gini_shown"), low=0.48, high=0.55, meaning="Gini of what is shown"
    )
    yield claimed("active", on(120, "gini_active"), low=0.26, high=0.29, meaning="Gini of activity")
    keeps, churns = (on(120, "top_kept", forgetting=f) for f in (0.01, 0.3))
    yield claimed(
        "keeps",
        keeps,
        low=0.88,
        high=0.98,
        meaning="share of the top 20 still there after 90 days, forgetting 1 %",
    )
    yield claimed("churns", churns, low=0.45, high=0.65, meaning="the same, forgetting 30 % a day")
    yield boundary(
        "flat_after",
        on(60, pause=30, sharpness=0.0),
        low=1,
        high=1,
        meaning="visibility after 30 days in a feed without scores",
    )
    unequal = on(120, "gini_shown", sharpness=0.0) - on(120, "gini_active", sharpness=0.0)
    yield boundary(
        "flat_gini",
        unequal,
        low=-1e-12,
        high=1e-12,
        meaning="Gini shown less Gini of activity in that feed",
    )


@check("F37-cumulative-advantage")
def cumulative_advantage() -> Observations:
    """Observe inequality, unpredictability and merit in parallel worlds, with and without tallies."""

    def songs(**settings: float | str) -> list[pd.DataFrame]:
        return [ParallelWorlds(**settings).run(seed) for seed in range(24)]

    def mean(runs: list[pd.DataFrame], column: str) -> float:
        return float(np.mean([run[column].mean() for run in runs]))

    cases = (
        (0.0, boundary, (0.18, 0.21), (0.71, 0.79), (0.11, 0.135)),
        (0.5, claimed, (0.30, 0.34), (0.66, 0.76), (0.20, 0.23)),
        (1.0, claimed, (0.59, 0.64), (0.49, 0.61), (0.47, 0.53)),
        (2.0, claimed, (0.96, 0.98), (0.12, 0.25), (0.92, 0.98)),
    )
    for influence, side, *bands in cases:
        runs, name = songs(influence=influence), f"{10 * influence:.0f}"
        for quantity, (low, high) in zip(
            ("gini", "agreement", "unpredictability"), bands, strict=True
        ):
            told = {
                "gini": "Gini of downloads",
                "agreement": "rank correlation of appeal and downloads",
            }
            meaning = f"{told.get(quantity, 'share of success moved from world to world')}, influence {influence:g}"
            yield side(
                f"{quantity}_{name}", mean(runs, quantity), low=low, high=high, meaning=meaning
            )
        first = np.mean([_best_is_first(run) for run in runs])
        low, high = (0.06, 0.2) if influence == 2 else (0.22, 0.4)
        yield side(
            f"best_first_{name}",
            8 * first,
            low=8 * low,
            high=8 * high,
            meaning=f"worlds of eight led by the best, {influence:g}",
        )
    best, worst = (np.mean([_third(run, song) for run in songs()]) for song in ("best", "worst"))
    yield claimed(
        "best_low",
        best,
        low=0.02,
        high=0.15,
        meaning="how often one of the best five ends in the lowest third",
    )
    yield claimed(
        "worst_high",
        worst,
        low=0,
        high=0.03,
        meaning="how often one of the worst five ends in the highest third",
    )
    honest, false = songs(), songs(start="inverted")
    yield claimed(
        "false_agreement",
        mean(false, "agreement"),
        low=0.1,
        high=0.4,
        meaning="rank correlation after false tallies",
    )
    fewer = mean(false, "downloads") / mean(honest, "downloads")
    yield claimed(
        "false_downloads",
        fewer,
        low=0.82,
        high=0.92,
        meaning="downloads after false tallies, in units of none shown",
    )
    alike = mean(songs(influence=0.0, listeners=4000, songs=8, spread=1.5), "agreement")
    yield boundary(
        "many_ears",
        alike,
        low=0.95,
        high=1,
        meaning="rank correlation with 500 tries a song, unlike songs, no tallies",
    )


def _best_is_first(run: pd.DataFrame) -> float:
    """Return the share of worlds in which no song has more downloads than the most appealing one."""
    best = run.groupby("world").downloads.transform("max")
    return (run.downloads >= best)[run.song == 1].mean()


def _third(run: pd.DataFrame, which: str) -> float:
    """Return how often one of the best five songs is in the lowest third of its world, or of the worst five in the highest."""
    place = run.groupby("world").downloads.rank(pct=True)
    songs = run.song.max()
    return (
        (place[run.song <= 5] <= 1 / 3).mean()
        if which == "best"
        else (place[run.song > songs - 5] > 2 / 3).mean()
    )


@check("F38-rating-duty")
def rating_duty() -> Observations:
    """Observe what is left of ratings where candour is answered in kind, and where it cannot be."""
    tables = mean_table(ReputationInflation())
    for name, row, bands in (
        ("first", tables.iloc[0], ((3.85, 4.05), (1.75, 1.95), (0.7, 0.8))),
        ("last", tables.iloc[-1], ((4.98, 5), (0.0, 0.06), (-0.02, 0.1))),
    ):
        told = {"first": "in the first round", "last": "after 40 rounds"}[name]
        for quantity, (low, high) in zip(("stars", "bits", "agreement"), bands, strict=True):
            what = {
                "stars": "mean stars",
                "bits": "bits in a rating",
                "agreement": "correlation of stars and quality",
            }[quantity]
            yield claimed(
                f"{quantity}_{name}", row[quantity], low=low, high=high, meaning=f"{what} {told}"
            )
    yield claimed(
        "silenced_12",
        tables.silenced[12],
        low=0.8,
        high=0.87,
        meaning="riders who no longer dare after 12 rounds",
    )
    private = mean_table(ReputationInflation(retaliation=0.0)).iloc[-1]
    yield boundary(
        "private_stars",
        private.stars,
        low=3.85,
        high=4.05,
        meaning="mean stars after 40 rounds without retaliation",
    )
    yield boundary(
        "private_bits", private.bits, low=1.75, high=1.95, meaning="bits in a rating, same case"
    )
    yield boundary(
        "private_dropped",
        private.dropped,
        low=0.7,
        high=0.82,
        meaning="drivers below 4.6 there: the bar meant fives",
    )


@check("F41-being-dropped")
def being_dropped() -> Observations:
    """Observe which ties survive a silence."""
    table = mean_table(TieDecay())
    for week, bands in (
        (12, ((0.75, 0.8), (0.5, 0.56), (0.94, 0.97))),
        (26, ((0.59, 0.65), (0.24, 0.3), (0.89, 0.93))),
    ):
        for column, (low, high) in zip(("left", "weakest", "strongest"), bands, strict=True):
            told = {
                "left": "of all ties",
                "weakest": "of the weakest third",
                "strongest": "of the strongest third",
            }[column]
            yield claimed(
                f"{column}_{week}",
                table[column][week],
                low=low,
                high=high,
                meaning=f"left {told} after {week} weeks",
            )
    met = over_seeds(TieDecay(offline=1.0), at_end("left"))
    yield boundary(
        "in_person",
        met,
        low=1,
        high=1,
        meaning="ties left after 26 weeks if all are kept up in person",
    )
    alike = mean_table(TieDecay(protection=0.0)).iloc[-1]
    yield boundary(
        "unprotected",
        alike.strongest - alike.weakest,
        low=-0.02,
        high=0.02,
        meaning="lead of strong ties, none protected",
    )


@check("F42-grind-contest")
def grind_contest() -> Observations:
    """Observe how much of a prize is spent on winning it."""
    for rivals, low, high in ((2, 0.5, 0.5), (5, 0.8, 0.8), (10, 0.9, 0.9), (100, 0.99, 0.99)):
        row = chosen(GrindContest(rivals=rivals))
        meaning = f"share of the prize spent by {rivals} rivals"
        yield claimed(
            f"burnt_{rivals}", row.burnt, low=low - 1e-9, high=high + 1e-9, meaning=meaning
        )
    yield claimed(
        "net_10",
        chosen(GrindContest(rivals=10)).net,
        low=0.99,
        high=1.01,
        meaning="mean gain of ten rivals, prize of 100",
    )
    yield claimed(
        "poorer",
        GrindContest().poorer_wins(),
        low=0.333,
        high=0.334,
        meaning="chance of one who pays double for an hour",
    )
    yield claimed(
        "poorer_sharp",
        GrindContest(decisiveness=1.2).poorer_wins(),
        low=0.302,
        high=0.304,
        meaning="the same, decisiveness of 1.2",
    )
    lot = GrindContest(decisiveness=0.0)
    yield boundary(
        "lot_burnt", chosen(lot).burnt, low=0, high=0, meaning="share spent if a lot decides"
    )
    yield boundary(
        "lot_poorer", lot.poorer_wins(), low=0.5, high=0.5, meaning="chance of the poorer there"
    )
    sharp = chosen(GrindContest(decisiveness=1.5))
    yield boundary(
        "sharp_pure",
        float(sharp.pure),
        low=0,
        high=0,
        meaning="whether five rivals have an equilibrium at 1.5",
    )


@check("F43-paid-lift")
def paid_lift() -> Observations:
    """Observe who gains from a boost, and what it does to quality, as more and more buy it."""

    def at(adoption: float, **settings: float) -> pd.Series:
        return chosen(PaidLift(adoption=adoption, **settings), seeds=4)

    few, some, most, everybody, nobody = (at(a) for a in (0.01, 0.3, 0.9, 1.0, 0.0))
    for name, row, low, high in (
        ("1", few, 0.36, 0.41),
        ("30", some, 0.225, 0.245),
        ("90", most, 0.105, 0.115),
    ):
        yield claimed(
            f"payers_{name}",
            row.payers,
            low=low,
            high=high,
            meaning=f"payers' chance of a place, {name} % paying",
        )
    for name, row, low, high in (
        ("1", few, 0.095, 0.099),
        ("30", some, 0.04, 0.046),
        ("90", most, 0.012, 0.018),
    ):
        yield claimed(
            f"others_{name}",
            row.others,
            low=low,
            high=high,
            meaning=f"the others' chance, {name} % paying",
        )
    yield claimed(
        "quality_0",
        nobody.quality,
        low=1.73,
        high=1.76,
        meaning="mean quality on top where nobody pays, in sd",
    )
    yield claimed(
        "quality_30", some.quality, low=1.52, high=1.56, meaning="the same where 30 % pay"
    )
    table = mean_table(PaidLift(), 4)
    yield claimed(
        "worst",
        table.adoption[table.quality.idxmin()],
        low=0.2,
        high=0.4,
        meaning="adoption at which quality is worst",
    )
    yield boundary(
        "payers_100",
        everybody.payers,
        low=0.1 - 1e-9,
        high=0.1 + 1e-9,
        meaning="everybody's chance where everybody pays",
    )
    same = everybody.quality - nobody.quality
    yield boundary(
        "quality_100",
        same,
        low=-1e-12,
        high=1e-12,
        meaning="quality where all pay less quality where none does",
    )
    related = mean_table(PaidLift(purse=0.5), 4)
    yield boundary(
        "related",
        related.quality.min(),
        low=1.56,
        high=1.61,
        meaning="worst quality, purse and quality correlated 0.5",
    )
    early = related.adoption[related.quality.idxmin()]
    yield boundary(
        "related_at", early, low=0.1, high=0.2, meaning="adoption at which it is reached"
    )
    perfect = nobody.quality - mean_table(PaidLift(purse=1.0), 4).quality.min()
    yield boundary(
        "perfect",
        perfect,
        low=-1e-9,
        high=1e-9,
        meaning="loss of quality where the longest purses are the best",
    )


@check("F44-goodhart")
def goodhart() -> Observations:
    """Observe what a score is worth once it is a target, for the two cheapest routes."""

    def after(stakes: float, genuine: float = 0.0) -> dict[str, float]:
        runs = [
            judged(TargetedScore(stakes=stakes, genuine=genuine).run(seed)) for seed in range(30)
        ]
        return {name: float(np.mean([run[name] for run in runs])) for name in runs[0]}

    cases = (
        (0, (0.885, 0.9), (1.5, 1.6), (1.9, 2.0)),
        (2, (0.58, 0.63), (0.82, 0.95), (4.55, 4.8)),
        (4, (0.35, 0.4), (0.43, 0.57), (8.3, 8.7)),
    )
    for stakes, *bands in cases:
        found = after(stakes)
        for name, (low, high) in zip(("correlation", "worth", "score"), bands, strict=True):
            told = {
                "correlation": "correlation of score and worth",
                "worth": "worth of the chosen",
                "score": "score of the chosen",
            }
            yield claimed(
                f"{name}_{stakes}",
                found[name],
                low=low,
                high=high,
                meaning=f"{told[name]}, stakes {stakes}, all gaming",
            )
    honest, very = after(2, 0.5), after(4, 0.5)
    yield boundary(
        "real_correlation",
        honest["correlation"],
        low=0.88,
        high=0.92,
        meaning="correlation at stakes 2, half real",
    )
    yield boundary(
        "real_worth",
        honest["worth"],
        low=2.55,
        high=2.8,
        meaning="worth of the chosen at stakes 2, half real",
    )
    yield boundary(
        "real_everybody",
        very["everybody"],
        low=1.5,
        high=1.7,
        meaning="mean worth of all at stakes 4, half real",
    )
    yield boundary(
        "real_correlation_4",
        very["correlation"],
        low=0.92,
        high=0.95,
        meaning="correlation at stakes 4, half real",
    )


@check("F45-counter-move")
def counter_move() -> Observations:
    """Observe where a bar comes to rest that is refitted to those who train for it, and for whom."""
    alike, unlike = RisingBar(handicap=1.0).run(), RisingBar().run()
    yield claimed(
        "rise",
        alike.bar.iloc[-1] / alike.bar[0],
        low=1.99,
        high=2.01,
        meaning="final bar in units of the first, ε = 0.5",
    )
    sluggish = RisingBar(response=0.9, handicap=1.0, rounds=20).run().bar
    yield claimed(
        "rise_9",
        sluggish.iloc[-1] / sluggish[0],
        low=8.8,
        high=9.1,
        meaning="the same for ε = 0.9, after 20 rounds",
    )
    yield claimed(
        "dear",
        unlike.dear.iloc[-1],
        low=0.26,
        high=0.3,
        meaning="share of those admitted with dear effort, half of all",
    )
    dearer = RisingBar(handicap=4.0).run()
    yield claimed(
        "dear_4",
        dearer.dear.iloc[-1],
        low=0.15,
        high=0.22,
        meaning="the same where it is four times as dear",
    )
    lost = unlike.worth[0] - unlike.worth.iloc[-1]
    yield claimed(
        "lost", lost, low=0.04, high=0.08, meaning="worth lost among those admitted, in sd"
    )
    yield boundary(
        "alike",
        alike.dear.iloc[-1],
        low=0.499,
        high=0.501,
        meaning="share of that half where effort costs all the same",
    )
    racing = RisingBar(response=1.0, handicap=1.0).run().bar
    yield boundary(
        "race",
        racing.iloc[-1] / racing[0],
        low=20.9,
        high=21.1,
        meaning="final bar at ε = 1: one more for each round",
    )
    runaway = RisingBar(response=1.1, handicap=1.0).run().bar
    growth = runaway.diff().iloc[-1] / runaway.diff().iloc[1]
    yield boundary(
        "runaway",
        growth,
        low=5,
        high=7,
        meaning="last step of the bar in units of the first at ε = 1.1",
    )


@check("F46-offline-capital")
def offline_capital() -> Observations:
    """Observe what a head start brought from elsewhere is worth in the end."""
    table = mean_table(Endowment(), 10).set_index("head_start")
    yield claimed(
        "brought_5",
        table.brought[5],
        low=0.092,
        high=0.093,
        meaning="share of all standing that a head start of 5 is",
    )
    for start, share, first in ((5, (0.09, 0.096), (0.52, 0.61)), (20, (0.285, 0.295), (0.995, 1))):
        told = f"a head start of {start} against 49"
        yield claimed(
            f"share_{start}",
            table.share[start],
            low=share[0],
            high=share[1],
            meaning=f"mean final share of {told}",
        )
        yield claimed(
            f"first_{start}",
            table["first"][start],
            low=first[0],
            high=first[1],
            meaning=f"how often {told} ends first",
        )
    faded, grown = (chosen(Endowment(influence=g), 6) for g in (0.5, 1.5))
    yield boundary(
        "faded",
        faded.share,
        low=0.024,
        high=0.034,
        meaning="mean final share of a head start of 5, influence 0.5",
    )
    yield boundary(
        "faded_first", faded["first"], low=0.05, high=0.25, meaning="how often it ends first there"
    )
    yield boundary(
        "grown",
        grown.share,
        low=0.55,
        high=0.78,
        meaning="mean final share of a head start of 5, influence 1.5",
    )


@check("F48-rank-noise")
def rank_noise() -> Observations:
    """Observe how far ranks move where nothing has changed."""
    for name, error, middle, ends in (
        ("30", 0.3, (40, 46), (11, 16)),
        ("10", 0.1, (13.5, 17), (3, 5)),
    ):
        width = mean_table(LeagueTable(error=error)).width
        told = f"places between which 95 % of ranks lie, error {error:g} sd"
        yield claimed(
            f"middle_{name}",
            width[45:55].mean(),
            low=middle[0],
            high=middle[1],
            meaning=f"{told}, in the middle",
        )
        yield claimed(
            f"top_{name}",
            width[:10].mean(),
            low=ends[0],
            high=ends[1],
            meaning=f"{told}, among the first ten",
        )
    yield boundary(
        "exact",
        mean_table(LeagueTable(error=0.0), 2).width.max(),
        low=0,
        high=0,
        meaning="the same without error",
    )
    blurred = mean_table(LeagueTable(error=1.0)).width
    yield boundary(
        "blurred",
        blurred[45:55].mean(),
        low=79,
        high=86,
        meaning="the same with as much error as there is to measure",
    )


@check("F49-crisp-scores")
def crisp_scores() -> Observations:
    """Observe how unequal pay becomes where scores are taken at their word."""

    def gap(error: float, column: str, keenness: float = 1.0) -> float:
        table = mean_table(LeagueTable(error=error, keenness=keenness), 5)
        return table[column][:10].mean() / table[column][-10:].mean()

    yield claimed(
        "paid",
        gap(1.0, "paid"),
        low=28,
        high=34,
        meaning="pay of the best ten in units of the last ten's, error 1 sd",
    )
    yield claimed(
        "warned",
        gap(1.0, "warned"),
        low=5.3,
        high=6.0,
        meaning="the same by a reader who is told of the error",
    )
    yield claimed(
        "ratio_30",
        gap(0.3, "paid") / gap(0.3, "warned"),
        low=1.25,
        high=1.42,
        meaning="the first over the second, error 0.3",
    )
    yield boundary(
        "exact",
        gap(0.0, "paid") / gap(0.0, "warned"),
        low=1 - 1e-9,
        high=1 + 1e-9,
        meaning="the same without error",
    )
    yield boundary(
        "flat",
        gap(1.0, "paid", 0.0),
        low=1,
        high=1,
        meaning="the gap where pay does not follow scores",
    )


@check("F50-follow-ratio")
def follow_ratio() -> Observations:
    """Observe how well followers over followed show standing, and what politeness does to it."""
    table = mean_table(FollowRatio(), 5)
    yield claimed(
        "agreement",
        table.agreement[0],
        low=0.92,
        high=0.97,
        meaning="rank correlation of ratio and standing",
    )
    yield claimed(
        "lowest",
        table.ratio[0],
        low=0.18,
        high=0.23,
        meaning="followers for one followed, lowest tenth by standing",
    )
    yield claimed(
        "highest", table.ratio.iloc[-1], low=2.2, high=2.8, meaning="the same in the highest tenth"
    )
    even = table.followers.mean() / table.following.mean()
    yield claimed(
        "even",
        even,
        low=1 - 1e-9,
        high=1 + 1e-9,
        meaning="mean of followers in units of the mean of followed",
    )
    yield claimed(
        "mutual",
        table.mutual[0],
        low=0.32,
        high=0.345,
        meaning="share of follows that are mutual, one in five returned",
    )
    polite = mean_table(FollowRatio(follow_back=1.0), 5)
    yield boundary(
        "polite",
        polite.agreement[0],
        low=-1e-9,
        high=1e-9,
        meaning="rank correlation where every follow is returned",
    )
    yield boundary(
        "polite_ratio",
        polite.ratio.iloc[-1],
        low=1,
        high=1,
        meaning="ratio of the highest tenth there",
    )


@check("F67-affiliation")
def affiliation() -> Observations:
    """Observe what becomes of ties that are kept for show."""
    curated, lot = (mean_table(CuratedTies(curating=c), 5).iloc[-1] for c in (1.0, 0.0))
    yield claimed("gini", curated.gini, low=0.53, high=0.61, meaning="Gini of ties a head, curated")
    yield claimed("gini_lot", lot.gini, low=0.31, high=0.4, meaning="the same by lot")
    yield claimed(
        "core",
        curated.core,
        low=0.98,
        high=1,
        meaning="ties among the eight best tied, as a share of all possible",
    )
    yield claimed("rest", curated["rest"], low=0, high=0.03, meaning="the same among the others")
    yield claimed(
        "nested",
        curated.nested,
        low=0.99,
        high=1,
        meaning="pairs of which one knows all whom the other knows",
    )
    yield claimed("nested_lot", lot.nested, low=0.02, high=0.08, meaning="the same by lot")
    few = mean_table(CuratedTies(capacity=6), 5).iloc[-1]
    yield boundary(
        "few_core",
        few.core,
        low=0.25,
        high=0.45,
        meaning="density of the core where nobody keeps more than six ties",
    )
    yield boundary("few_nested", few.nested, low=0.05, high=0.16, meaning="nested pairs there")
    yield boundary(
        "few_gini", few.gini, low=0.48, high=0.6, meaning="Gini of ties there: it does not fall"
    )
