"""The claims of *Meaning accretion*, over many seeds: every number that the chapter quotes is observed here.

Intervals are those in which the mechanism holds: wide enough for other seeds, too narrow for a broken model.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...core import Observation, at_end, boundary, check, claimed, mean_table, over_seeds
from ...loops.data_hunger import LoadedSearch
from . import (
    BulkOrWeight,
    DemandShock,
    FirstSignal,
    LiveArchive,
    PolyaUrn,
    Sediment,
    UnseenKinds,
    words_halves,
)

Observations = Iterator[Observation]


@check("F05-primary-secondary")
def primary_secondary() -> Observations:
    """Observe what is left of the pull of the first records, when all count alike and when old ones fade."""

    def influence(past: int, later: int, memory: float) -> float:
        return Sediment(past=past, memory=memory).run().influence[later]

    cases = (
        (
            "kept_100",
            claimed,
            100,
            100,
            1.0,
            0.48,
            0.5,
            "the first 100 of 200 records, all of them kept",
        ),
        (
            "kept_1000",
            claimed,
            100,
            1000,
            1.0,
            0.085,
            0.095,
            "the first 100 of 1,100 records, all of them kept",
        ),
        (
            "faded_100",
            boundary,
            200,
            100,
            0.98,
            0.12,
            0.14,
            "the past after 100 later records, when 2 % fades at each",
        ),
        (
            "faded_1000",
            boundary,
            200,
            1000,
            0.98,
            0.0,
            1e-6,
            "the past after 1,000 later records, when 2 % fades at each",
        ),
        (
            "buried",
            boundary,
            10,
            1000,
            1.0,
            0.0,
            0.011,
            "the first 10 of 1,010 records, all kept: buried without any forgetting",
        ),
    )
    for name, side, past, later, memory, low, high, told in cases:
        yield side(
            name,
            influence(past, later, memory),
            low=low,
            high=high,
            meaning=f"share of today's estimate owed to {told}",
        )


@check("F06-policy-paradigm")
def policy_paradigm() -> Observations:
    """Observe how far equal urns drift apart, how early the end can be seen, and what makes them forget."""

    def ends(**settings: float) -> pd.Series:
        return mean_table(PolyaUrn(**settings), seeds=5).iloc[-1]

    usual = mean_table(PolyaUrn(), seeds=8)
    yield claimed(
        "spread_1",
        usual.spread.iloc[-1],
        low=0.27,
        high=0.31,
        meaning="standard deviation of final shares, one ball of each colour at the start; 1/√12 = 0.289",
    )
    quantiles = (("low", 0.07, 0.13), ("high", 0.87, 0.93))
    for name, low, high in quantiles:
        meaning = f"{'tenth' if name == 'low' else 'ninetieth'} percentile of final shares: every share equally likely"
        yield claimed(f"{name}_1", usual[name].iloc[-1], low=low, high=high, meaning=meaning)
    for draw, low, high in ((10, 0.88, 0.94), (50, 0.96, 0.99)):
        meaning = f"correlation of the share after {draw} draws with the share after 1,000"
        yield claimed(f"echo_{draw}", usual.echo[draw], low=low, high=high, meaning=meaning)
    sharp = ends(reinforcement=1.5)
    yield claimed(
        "monopoly",
        sharp.high,
        low=0.99,
        high=1.0,
        meaning="ninetieth percentile of final shares, γ = 1.5: one takes all",
    )
    cases = (
        ("spread_50", {"start": 50}, 0.04, 0.05, "fifty balls of each colour at the start"),
        ("spread_weak", {"reinforcement": 0.5}, 0.03, 0.05, "γ = 0.5"),
        ("spread_fresh", {"fresh": 0.3}, 0.05, 0.12, "three draws in ten from outside"),
    )
    for name, settings, low, high, told in cases:
        value = ends(**settings).spread
        yield boundary(
            name, value, low=low, high=high, meaning=f"standard deviation of final shares, {told}"
        )
    short, long = (ends(reinforcement=0.5, draws=draws).spread for draws in (100, 2000))
    yield boundary(
        "forgetting",
        long / short,
        low=0.1,
        high=0.45,
        meaning="the same with γ = 0.5 after 2,000 draws, by after 100: shares come back to one half",
    )


@check("F17-sediment")
def sediment() -> Observations:
    """Observe the step of one contrary record, and how many records overturn a past."""
    for past, low, high in ((10, 0.055, 0.06), (100, 0.0072, 0.0082), (1000, 0.00078, 0.00082)):
        meaning = f"how far one contrary record moves the estimate after {past:,} records, 80 % of them good"
        yield claimed(
            f"step_{past}", Sediment(past=past).run().step[0], low=low, high=high, meaning=meaning
        )
    reversed_by = Sediment(past=1000).run().estimate
    yield claimed(
        "reversal",
        int((reversed_by < 0.5).to_numpy().argmax()),
        low=1000,
        high=1002,
        meaning="records with mean 0.2 that bring an estimate built on 1,000 with mean 0.8 below ½",
    )
    for past in (500, 1000):
        faded = Sediment(past=past, memory=0.98).run()
        yield boundary(
            f"reversal_faded_{past}",
            int((faded.estimate < 0.5).to_numpy().argmax()),
            low=34,
            high=36,
            meaning=f"the same after {past:,} records, when 2 % of every weight fades at each new one",
        )
    yield boundary(
        "step_faded",
        Sediment(past=1000, memory=0.98).run().step[0],
        low=0.015,
        high=0.017,
        meaning="how far one contrary record then moves the estimate, after 1,000 records or any number",
    )


@check("F18-primacy")
def primacy() -> Observations:
    """Observe who ends up wrong, by the first signal, on both sides of the threshold, and when counts fade."""

    def ends(**settings: float) -> pd.Series:
        return mean_table(FirstSignal(**settings), seeds=10).iloc[-1]

    cases = (
        (0.0, (0.015, 0.03), (0.008, 0.02)),
        (0.3, (0.41, 0.48), (0.075, 0.11)),
        (0.5, (0.68, 0.75), (0.065, 0.1)),
    )
    for q, wrong, right in cases:
        end = ends(misreading=q)
        side = claimed if q else boundary
        for first, (low, high) in (("wrong", wrong), ("right", right)):
            told = f"share that leans wrong after 100 signals, {q:.0%} of contrary ones misread, the first having been {first}"
            yield side(
                f"first_{first}_{100 * q:.0f}",
                end[f"first_{first}"],
                low=low,
                high=high,
                meaning=told,
            )
    yield claimed(
        "threshold",
        FirstSignal().threshold,
        low=0.166,
        high=0.167,
        meaning="misreading above which a wrong lean can last for ever, six signals in ten being right",
    )
    # A hunch that words the search (the chapter before) and a lean that reads the answer: far from it, both sides differ.
    signal, search = (
        FirstSignal(quality=0.75, signals=1000),
        LoadedSearch(truth=0.75, searches=1000),
    )
    for name, side, off, low, high in (
        ("below", boundary, -0.1, 0.0, 0.1),
        ("above", claimed, 0.1, 0.8, 1.1),
    ):
        read = signal.but(misreading=signal.threshold + off)
        worded = search.but(loaded_queries=search.threshold + off)
        left = over_seeds(read, lambda table: table.wrong.iloc[-1] / table.wrong.iloc[49], seeds=5)
        told = f"share wrong after 1,000 in units of the share after 50, {abs(off):g} {name} the threshold of 1/3 (quality 0.75)"
        yield side(f"left_reading_{name}", left, low=low, high=high, meaning=f"signals: {told}")
        left = over_seeds(
            worded, lambda table: (1 - table.right.iloc[-1]) / (1 - table.right.iloc[50]), seeds=2
        )
        yield side(f"left_searching_{name}", left, low=low, high=high, meaning=f"searches: {told}")
    for name, side, q, low, high in (
        ("stuck_30", claimed, 0.3, 0.2, 0.26),
        ("cured_10", boundary, 0.1, 0.0, 0.003),
    ):
        value = over_seeds(FirstSignal(misreading=q, signals=1000), at_end("wrong"), seeds=5)
        meaning = (
            f"share of all that leans wrong after 1,000 signals, {q:.0%} of contrary ones misread"
        )
        yield side(name, value, low=low, high=high, meaning=meaning)
    fading = mean_table(FirstSignal(memory=0.9, signals=200), seeds=10).iloc[-1]
    yield boundary(
        "gap_faded",
        fading.first_wrong - fading.first_right,
        low=-0.03,
        high=0.03,
        meaning="what a wrong first signal adds to that share after 200 signals, when a tenth of the count fades at each",
    )
    yield boundary(
        "wrong_faded",
        fading.wrong,
        low=0.08,
        high=0.15,
        meaning="share of all that leans wrong then: the first signal is forgotten, misreading is not",
    )


@check("F19-volume-over-value")
def volume_over_value() -> Observations:
    """Observe totals of weak cues against a strong one, counted and corrected for repetition."""
    alone, copied = BulkOrWeight(correlation=0.0), BulkOrWeight(correlation=0.1)
    counted, corrected = (copied.run().set_index("cues")[name] for name in ("counted", "corrected"))
    yield claimed(
        "outvoted_by",
        int(counted[counted > 1e-9].index[0]),
        low=16,
        high=16,
        meaning="weak cues of 0.2 that outweigh a strong one of 3, simply added",
    )
    yield claimed(
        "counted_100",
        counted[100],
        low=16.9,
        high=17.1,
        meaning="log odds after 100 weak cues, simply added",
    )
    yield claimed(
        "corrected_100",
        corrected[100],
        low=-1.2,
        high=-1.1,
        meaning="log odds after 100 weak cues that correlate with 0.1, corrected for it",
    )
    yield claimed(
        "worth_100",
        copied.run().worth.iloc[-1],
        low=9,
        high=9.3,
        meaning="independent cues that 100 cues with a correlation of 0.1 are worth",
    )
    yield claimed(
        "most_worth",
        1 / copied.correlation,
        low=9.9,
        high=10.1,
        meaning="independent cues that any number of them is worth, at most",
    )
    yield claimed(
        "tipping_correlation",
        copied.tipping_correlation,
        low=0.066,
        high=0.067,
        meaning="correlation from which on no number of weak cues outweighs the strong one",
    )
    yield boundary(
        "independent",
        alone.run().set_index("cues").corrected[16],
        low=0.19,
        high=0.21,
        meaning="corrected log odds of 16 weak cues that are independent: here bulk is right to win",
    )
    yield boundary(
        "outvoted_by_mild",
        copied.outvoted_by(0.05),
        low=50,
        high=65,
        meaning="weak cues that outweigh the strong one at a correlation of 0.05: many, and yet a number",
    )


@check("F20-covid-shift")
def covid_shift() -> Observations:
    """Observe three forecasters before, during and after a shock, and one that stays."""

    def misses(**settings: float) -> pd.Series:
        tables = [
            DemandShock(**settings).run(s).groupby(["forecaster", "phase"]).miss.mean()
            for s in range(8)
        ]
        return sum(tables) / len(tables)

    usual, quiet = (
        misses(),
        DemandShock(noise=0.0).run().groupby(["forecaster", "phase"]).miss.mean(),
    )
    of_30_days = "a shock of 30 days and three times the daily noise"
    cases = (
        ("everything", "after", claimed, 0.18, 0.26),
        ("slow", "after", claimed, 0.74, 0.86),
        ("nimble", "after", claimed, 0.43, 0.49),
        ("everything", "during", claimed, 2.8, 2.95),
        ("slow", "during", claimed, 2.2, 2.35),
        ("nimble", "during", claimed, 0.5, 0.65),
        ("everything", "before", boundary, 0.03, 0.06),
        ("slow", "before", boundary, 0.06, 0.1),
        ("nimble", "before", boundary, 0.31, 0.36),
    )
    for who, phase, side, low, high in cases:
        meaning = f"mean miss of the forecaster called {who} {phase} {of_30_days}"
        yield side(f"{who}_{phase}", usual[who, phase], low=low, high=high, meaning=meaning)
    for who, low, high in (
        ("everything", 0.19, 0.23),
        ("slow", 0.78, 0.82),
        ("nimble", 0.15, 0.18),
    ):
        meaning = (
            f"mean miss of the forecaster called {who} after the same shock, were there no noise"
        )
        yield claimed(
            f"{who}_after_quiet", quiet[who, "after"], low=low, high=high, meaning=meaning
        )
    rates = np.linspace(0.005, 0.3, 60)
    worst = rates[np.argmax([DemandShock().aftermath(rate) for rate in rates])]
    yield claimed(
        "worst_rate",
        worst,
        low=0.025,
        high=0.035,
        meaning="smoothing that misses most after a shock of 30 days",
    )
    rest = DemandShock(noise=0.0, length=365).run()
    half = rest[(rest.day >= 0) & (rest.day < 365)].pivot(
        index="day", columns="forecaster", values="miss"
    )
    for who, low, high in (("slow", 34, 36), ("nimble", 1, 3)):
        meaning = f"days after which the forecaster called {who} has made up half of a jump"
        yield claimed(
            f"half_life_{who}",
            int((half[who] <= 1.5 + 1e-9).idxmax()),
            low=low,
            high=high,
            meaning=meaning,
        )
    long = misses(length=365)
    yield boundary(
        "everything_year",
        long["everything", "during"] / long["slow", "during"],
        low=3.5,
        high=6,
        meaning="miss of forgetting nothing in units of the slow adapter's, while a change lasts a year: here it is worst",
    )
    brief = misses(length=5)
    yield boundary(
        "slow_brief",
        brief["slow", "after"] / brief["nimble", "after"],
        low=0.3,
        high=0.6,
        meaning="the slow adapter's miss after a shock of 5 days in units of the nimble one's: here slow is not worst",
    )


@check("F21-unknown-unknowns")
def unknown_unknowns() -> Observations:
    """Observe what the record says about what was never seen, in urns and in real prose, and when ranks turn over."""

    def tomorrow(**settings: float) -> pd.Series:
        table = mean_table(UnseenKinds(**settings), seeds=3)
        return table[table.yours == 1].iloc[0]

    few, many = tomorrow(), tomorrow(kinds=100_000)
    for name, row, low, high in (("1000", few, 0.16, 0.19), ("100000", many, 0.38, 0.42)):
        told = f"after 1,000 observations, {int(name):,} kinds being possible"
        yield claimed(
            f"estimate_{name}",
            row.estimate,
            low=low,
            high=high,
            meaning=f"estimated chance of a new kind {told}",
        )
        yield claimed(
            f"truth_{name}",
            row.truth,
            low=low,
            high=high,
            meaning=f"real chance of a new kind {told}",
        )
    words = (
        pd.concat([words_halves(seed).set_index("split") for seed in range(10)], keys=range(10))
        .groupby("split")
        .mean()
    )
    for split, side, low, high in (
        ("random half", claimed, 0.3, 0.35),
        ("first half", boundary, 0.45, 0.58),
    ):
        name = split.split()[0]
        told = (
            f"after a {split} of some real prose"
            if side is claimed
            else "after the first half of the same prose, as printed"
        )
        guess = (0.3, 0.35) if side is claimed else (0.22, 0.28)
        yield side(
            f"words_estimate_{name}",
            words.estimate[split],
            low=guess[0],
            high=guess[1],
            meaning=f"estimated share of new words {told}",
        )
        yield side(
            f"words_truth_{name}",
            words.truth[split],
            low=low,
            high=high,
            meaning=f"real share of new words {told}",
        )
    turned = tomorrow(turnover=0.5)
    yield boundary(
        "turnover_estimate",
        turned.estimate,
        low=0.16,
        high=0.19,
        meaning="estimated chance of a new kind when half of tomorrow follows other ranks (1,000 kinds)",
    )
    yield boundary(
        "turnover_truth", turned.truth, low=0.4, high=0.5, meaning="real chance of a new kind then"
    )


@check("F22-sticky-stigma")
def sticky_stigma() -> Observations:
    """Observe how long a reputation takes to recover, with and without copying, and what each remedy changes."""

    def met(day: float, **settings: float) -> float:
        table = LiveArchive(**settings).run()
        return np.interp(day, table.day, table.met)

    def below(**settings: float) -> float:
        return LiveArchive(**settings).day_below(0.25)

    yield boundary(
        "days_alone",
        below(copying=0.0),
        low=78,
        high=82,
        meaning="days until under a quarter of what readers meet is bad, nothing being copied: one over time",
    )
    for name, day, low, high in (("year", 365, 0.57, 0.6), ("decade", 3650, 0.51, 0.54)):
        meaning = f"bad share of what readers meet after one {name}, 20 items a day being copied"
        yield claimed(f"met_{name}", met(day), low=low, high=high, meaning=meaning)
    yield claimed(
        "million_years",
        LiveArchive().waiting(0.25) / 365.25e6,
        low=50,
        high=60,
        meaning="millions of years until it is under a quarter, by the equation",
    )
    table = LiveArchive().run()
    old = table[table.day > 100]
    yield claimed(
        "slope",
        -np.polyfit(np.log(old.day), np.log(old.met), 1)[0],
        low=0.045,
        high=0.05,
        meaning="fitted exponent of the fall from day 100 on; p/(A + p) = 0.048",
    )
    for name, settings, low, high, told in (
        ("days_five", {"favourable": 5.0}, 370, 400, "five good items a day instead of one"),
        ("days_equal", {"favourable": 20.0}, 7, 10, "as many new good items as copies"),
    ):
        yield claimed(
            name,
            below(**settings),
            low=low,
            high=high,
            meaning=f"days until under a quarter, with {told}",
        )
    yield claimed(
        "tipping_salience",
        LiveArchive().tipping_salience,
        low=1.049,
        high=1.051,
        meaning="salience above which the bad never fades",
    )
    yield claimed(
        "met_salient",
        met(3650, salience=1.2),
        low=0.74,
        high=0.78,
        meaning="bad share met after a decade, a bad item being noticed 1.2 times as readily as a good one",
    )
    for name, settings, low, high, told in (
        ("days_expiry", {"expiry": 0.02}, 950, 1030, "2 % of all items expiring each day"),
        ("days_delisting", {"delisting": 0.01}, 150, 170, "1 % of bad items delisted each day"),
        (
            "days_dated",
            {"salience": 0.8},
            900,
            990,
            "bad items noticed 0.8 times as readily as good ones",
        ),
        (
            "days_delisting_salient",
            {"delisting": 0.01, "salience": 1.2},
            240,
            270,
            "1 % delisted each day, salience 1.2",
        ),
    ):
        yield boundary(
            name,
            below(**settings),
            low=low,
            high=high,
            meaning=f"days until under a quarter, with {told}",
        )
    yield boundary(
        "met_expiry_salient",
        met(3650, expiry=0.02, salience=1.2),
        low=0.74,
        high=0.76,
        meaning="bad share met after a decade, 2 % of all items expiring each day, salience 1.2: expiry alone does not help",
    )
