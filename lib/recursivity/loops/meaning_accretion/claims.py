"""The claims of *Meaning accretion*: every number that the chapter quotes is observed here.

What is expected follows from an equation, or from an exact law that was worked out apart from the
models: the distribution of a walk or an urn step by step, the mean of a folded normal, counting
words by hand, a solver of differential equations. Where chance enters, the interval is that of the
mean over seeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from ...core import (
    Mean,
    Model,
    Observation,
    at_end,
    boundary,
    check,
    chosen,
    claimed,
    generator,
    over_seeds,
)
from ...loops.data_hunger import LoadedSearch
from . import (
    FORECASTERS,
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


def _means(tables: list[pd.DataFrame], quantity: Callable[[pd.DataFrame], float]) -> Mean:
    """Return the mean of a quantity over tables that were run already."""
    return Mean.of(quantity(table) for table in tables)


@check("F05-primary-secondary")
def primary_secondary() -> Observations:
    """Observe what is left of the pull of the first records, all kept, and when old ones fade."""

    def influence(past: int, later: int, memory: float = 1.0) -> float:
        return Sediment(past=past, memory=memory).run().influence[later]

    # A prior of two records has its share too: 100/202, 100/1,102 and 10/1,012.
    kept = (
        ("kept_100", claimed, 100, 100, 0.49505, "the first 100 of 200 records"),
        ("kept_1000", claimed, 100, 1000, 0.09074, "the first 100 of 1,100 records"),
        ("buried", boundary, 10, 1000, 0.00988, "the first 10 of 1,010 records"),
    )
    for name, side, past, later, expected, told in kept:
        yield side(
            name,
            influence(past, later),
            expected=expected,
            within=5e-6,
            meaning=f"share of today's estimate owed to {told}, all of them kept",
        )
    for later, expected, within in ((100, 0.1306, 5e-5), (1000, 1.653e-9, 5e-13)):
        yield boundary(
            f"faded_{later}",
            influence(200, later, memory=0.98),
            expected=expected,
            within=within,
            meaning=f"share of today's estimate owed to the past after {later:,} later records, "
            "when 2 % fades at each",
        )


@check("F06-policy-paradigm")
def policy_paradigm() -> Observations:
    """Observe how far equal urns drift apart, how soon that shows, and what makes them forget."""
    usual = [PolyaUrn().run(seed) for seed in range(16)]
    yield claimed(
        "spread_1",
        _means(usual, at_end("spread")),
        expected=0.2884,
        within=5e-5,
        meaning="standard deviation of final shares, one ball of each colour at the start; that of "
        "evenly spread shares is 1/√12 = 0.289",
    )
    for name, told, expected in (("low", "tenth", 0.101), ("high", "ninetieth", 0.899)):
        yield claimed(
            f"{name}_1",
            _means(usual, at_end(name)),
            expected=expected,
            within=0.002,
            meaning=f"{told} percentile of final shares: every share is equally likely",
        )
    for draw, expected in ((10, 0.9138), (50, 0.9816)):
        yield claimed(
            f"echo_{draw}",
            Mean.of(table.echo[draw] for table in usual),
            expected=expected,
            within=0.001,
            meaning=f"correlation of the share after {draw} draws with the share after 1,000",
        )
    yield claimed(
        "monopoly",
        over_seeds(PolyaUrn(reinforcement=1.5), at_end("larger")),
        expected=0.968,
        within=0.0005,
        meaning="mean final share of the larger colour, γ = 1.5",
    )
    yield from _forgetful_urns()


def _forgetful_urns() -> Observations:
    cases = (
        ("spread_50", {"start": 50}, 0.0474, "fifty balls of each colour at the start"),
        ("spread_weak", {"reinforcement": 0.5}, 0.041, "γ = 0.5"),
        ("spread_fresh", {"fresh": 0.3}, 0.0776, "three draws in ten from outside"),
    )
    for name, settings, expected, told in cases:
        yield boundary(
            name,
            over_seeds(PolyaUrn(**settings), at_end("spread")),
            expected=expected,
            within=0.0005,
            meaning=f"standard deviation of final shares, {told}",
        )
    long = PolyaUrn(reinforcement=0.5, draws=2000)
    yield boundary(
        "forgetting",
        over_seeds(long, lambda table: table.spread[2000] / table.spread[100]),
        expected=0.298,
        within=0.002,
        meaning="the same with γ = 0.5 after 2,000 draws, by after 100: shares come back to ½",
    )


@check("F17-sediment")
def sediment() -> Observations:
    """Observe the step of one contrary record, and how many records overturn a past."""

    def overturned(past: int, memory: float = 1.0) -> int:
        estimate = Sediment(past=past, memory=memory).run().estimate
        return int((estimate < 0.5 - 1e-9).to_numpy().argmax())

    steps = ((10, 0.0577, 5e-5), (100, 0.00771, 5e-6), (1000, 0.000797, 5e-7))
    for past, expected, within in steps:
        yield claimed(
            f"step_{past}",
            Sediment(past=past).run().step[0],
            expected=expected,
            within=within,
            meaning=f"how far one contrary record moves the estimate after {past:,} records, 80 % "
            "of them good",
        )
    yield claimed(
        "reversal",
        overturned(1000),
        expected=1001,
        meaning="records with mean 0.2 that bring an estimate built on 1,000 with mean 0.8 below ½",
    )
    for past in (500, 1000):
        yield boundary(
            f"reversal_faded_{past}",
            overturned(past, memory=0.98),
            expected=35,
            meaning=f"the same after {past:,} records, when 2 % of every weight fades at each new "
            "one",
        )
    yield boundary(
        "step_faded",
        Sediment(past=1000, memory=0.98).run().step[0],
        expected=0.016,
        within=5e-6,
        meaning="how far one contrary record then moves the estimate, after 1,000 records or any "
        "number",
    )


@check("F18-primacy")
def primacy() -> Observations:
    """Observe who ends up wrong, by the first signal, and where time heals."""
    # By the exact law of the count: a walk whose chances depend on the side that it is on.
    cases = (
        (0.0, boundary, 0.0219, 0.0133),
        (0.3, claimed, 0.4491, 0.0912),
        (0.5, claimed, 0.7158, 0.0842),
    )
    for q, side, *expected in cases:
        tables = [FirstSignal(misreading=q).run(seed) for seed in range(21)]
        for first, share in zip(("wrong", "right"), expected, strict=True):
            yield side(
                f"first_{first}_{100 * q:.0f}",
                _means(tables, at_end(f"first_{first}")),
                expected=share,
                within=5e-5,
                meaning=f"share that leans wrong after 100 signals, six in ten of them right and "
                f"{q:.0%} of contrary ones misread, the first having been {first}",
            )
    yield claimed(
        "threshold",
        FirstSignal().threshold,
        expected=0.1667,
        within=5e-5,
        meaning="misreading above which a wrong lean can last for ever, six signals in ten being "
        "right",
    )
    yield from _either_side_of_one_threshold()
    yield from _faded_count()


def _either_side_of_one_threshold() -> Observations:
    """Set a hunch that words the search beside a lean that reads the answer."""

    def read(table: pd.DataFrame) -> float:
        return table.wrong.iloc[-1] / table.wrong.iloc[49]

    def searched(model: LoadedSearch, seed: int) -> float:
        wrong = (model.beliefs(generator(seed)) <= 0.5).mean(axis=1)
        return wrong[-1] / wrong[50]

    cases = (
        ("below", boundary, -0.1, 0.0, 0.0, "0.1 below"),
        ("above", claimed, 0.1, 0.938, 0.937, "0.1 above"),
    )
    for name, side, off, by_reading, by_searching, place in cases:
        told = (
            f"share wrong after 1,000 in units of the share after 50, {place} the threshold of 1/3 "
            "(three quarters of the evidence being right)"
        )
        reader = FirstSignal(quality=0.75, signals=1000, misreading=1 / 3 + off)
        yield side(
            f"left_reading_{name}",
            over_seeds(reader, read),
            expected=by_reading,
            within=0.001,
            meaning=f"signals: {told}",
        )
        searcher = LoadedSearch(truth=0.75, searches=1000, loaded_queries=1 / 3 + off)
        yield side(
            f"left_searching_{name}",
            Mean.of(searched(searcher, seed) for seed in range(8)),
            expected=by_searching,
            within=0.001,
            meaning=f"searches: {told}",
        )


def _faded_count() -> Observations:
    told = "share of all that leans wrong after 1,000 signals, six in ten of them right and"
    yield claimed(
        "stuck_30",
        over_seeds(FirstSignal(signals=1000), at_end("wrong")),
        expected=0.2313,
        within=5e-5,
        meaning=f"{told} 30% of contrary ones misread",
    )
    yield boundary(
        "cured_10",
        over_seeds(FirstSignal(misreading=0.1, signals=1000), at_end("wrong")),
        high=0.002,  # the exact law gives 0.00025
        meaning=f"{told} 10% of contrary ones misread",
    )
    fading = [FirstSignal(memory=0.9, signals=200).run(seed) for seed in range(20)]
    yield boundary(
        "gap_faded",
        _means(fading, lambda t: t.first_wrong.iloc[-1] - t.first_right.iloc[-1]),
        expected=0,
        meaning="what a wrong first signal adds to that share after 200 signals, when a tenth of "
        "the count fades at each",
    )
    yield boundary(
        "wrong_faded",
        _means(fading, at_end("wrong")),
        expected=0.1124,
        within=0.0005,
        meaning="share of all that leans wrong then: the first signal is forgotten, misreading is "
        "not",
    )


@check("F19-volume-over-value")
def volume_over_value() -> Observations:
    """Observe totals of weak cues against a strong one, counted and corrected for repetition."""
    copied = BulkOrWeight()
    table = copied.run().set_index("cues")
    yield claimed(
        "outvoted_by",
        int(table.counted[table.counted > 1e-9].index[0]),
        expected=16,
        meaning="weak cues of 0.2 that outweigh a strong one of 3, simply added",
    )
    yield claimed(
        "counted_100",
        table.counted[100],
        expected=17,
        within=1e-9,
        meaning="log odds after 100 weak cues, simply added (nats)",
    )
    yield claimed(
        "corrected_100",
        table.corrected[100],
        expected=-1.165,
        within=0.0005,
        meaning="log odds after 100 weak cues that correlate with 0.1, corrected for it (nats)",
    )
    yield claimed(
        "worth_100",
        table.worth[100],
        expected=9.17,
        within=0.005,
        meaning="independent cues that 100 cues with a correlation of 0.1 are worth",
    )
    # 1/worth is a straight line in 1/cues: two points of it give where it ends.
    yield claimed(
        "most_worth",
        1 / (2 / table.worth[100] - 1 / table.worth[50]),
        expected=10,
        within=1e-9,
        meaning="independent cues that any number of them is worth, at most",
    )
    yield claimed(
        "tipping_correlation",
        copied.tipping_correlation,
        expected=0.0667,
        within=5e-5,
        meaning="correlation from which on no number of weak cues outweighs the strong one",
    )
    yield boundary(
        "independent",
        chosen(copied.but(correlation=0.0)).corrected,
        expected=0.2,
        within=1e-9,
        meaning="corrected log odds of 16 weak cues that are independent (nats): here bulk is "
        "right to win",
    )
    yield boundary(
        "outvoted_by_mild",
        copied.outvoted_by(0.05),
        expected=58,
        meaning="weak cues that outweigh the strong one at a correlation of 0.05: many, and yet a "
        "number",
    )


def _misses(seeds: int = 20, **settings: float) -> list[pd.Series]:
    """Return the mean miss by forecaster and phase, one series a seed."""
    tables = (DemandShock(**settings).run(seed) for seed in range(seeds))
    return [table.groupby(["forecaster", "phase"]).miss.mean() for table in tables]


@check("F20-covid-shift")
def covid_shift() -> Observations:
    """Observe three forecasters before, during and after a shock."""
    usual = _misses()
    # A forecast is normal; its distance from the level has the mean of a folded normal.
    cases = (
        ("after", claimed, (0.2124, 0.7982, 0.4535)),
        ("during", claimed, (2.8869, 2.2726, 0.5718)),
        ("before", boundary, (0.0437, 0.0802, 0.3352)),
    )
    for phase, side, expected in cases:
        for who, miss in zip(FORECASTERS, expected, strict=True):
            yield side(
                f"{who}_{phase}",
                Mean.of(seen[who, phase] for seen in usual),
                expected=miss,
                within=5e-5,
                meaning=f"mean miss of the forecaster called {who} {phase} a shock of 30 days and "
                "three times the daily noise",
            )
    (quiet,) = _misses(seeds=1, noise=0.0)
    for who, miss in zip(FORECASTERS, (0.2124, 0.7982, 0.1667), strict=True):
        yield claimed(
            f"{who}_after_quiet",
            quiet[who, "after"],
            expected=miss,
            within=5e-5,
            meaning=f"mean miss of the forecaster called {who} after the same shock, were there no "
            "noise",
        )
    yield from _speed_of_adaptation()
    yield from _other_shocks()


def _speed_of_adaptation() -> Observations:
    rates = np.arange(5, 301) / 1000
    worst = rates[np.argmax([DemandShock().aftermath(rate) for rate in rates])]
    yield claimed(
        "worst_rate",
        worst,
        expected=0.029,
        within=0.0005,
        meaning="smoothing that misses most after a shock of 30 days, were there no noise",
    )
    rest = DemandShock(noise=0.0, length=365).run().query("phase == 'during'")
    made_up = rest[rest.miss <= 1.5 + 1e-9].groupby("forecaster").day.min()
    for who, expected in (("slow", 35), ("nimble", 2)):
        yield claimed(
            f"half_life_{who}",
            made_up[who],
            expected=expected,
            meaning=f"days after which the forecaster called {who} has made up half of a jump of 3",
        )


def _other_shocks() -> Observations:
    cases = (
        (
            "everything_year",
            {"length": 365},
            ("everything", "during"),
            ("slow", "during"),
            4.69,
            "miss of forgetting nothing in units of the slow adapter's, while a change lasts a "
            "year: here it is worst",
        ),
        (
            "slow_brief",
            {"length": 5},
            ("slow", "after"),
            ("nimble", "after"),
            0.41,
            "the slow adapter's miss after a shock of 5 days in units of the nimble one's: here "
            "slow is not worst",
        ),
        (
            "slow_noisy",
            {"jump": 1.0},
            ("slow", "after"),
            ("nimble", "after"),
            0.744,
            "the same after a shock of 30 days that is no larger than the daily noise: slow is not "
            "worst here either",
        ),
    )
    for name, settings, one, other, expected, meaning in cases:
        ratio = Mean.of(seen[one] / seen[other] for seen in _misses(10, **settings))
        yield boundary(name, ratio, expected=expected, within=0.005, meaning=meaning)


def _tomorrow(model: Model, seeds: range) -> dict[str, Mean]:
    """Return the means over seeds of estimate and truth at the size of record that was chosen."""
    rows = [model.result(seed).yours for seed in seeds]
    return {name: Mean.of(row[name] for row in rows) for name in ("estimate", "truth")}


@check("F21-unknown-unknowns")
def unknown_unknowns() -> Observations:
    """Observe what a record says about what was never seen, in urns and in real prose."""
    # Σ p(1 − p)^(n − 1) is expected of the estimate, Σ p(1 − p)^n of the truth.
    for kinds, estimate, truth in ((1000, 0.1765, 0.1764), (100_000, 0.398, 0.3979)):
        seen = _tomorrow(UnseenKinds(kinds=kinds), range(10))
        told = f"chance of a new kind after 1,000 observations, {kinds:,} kinds being possible"
        for name, word, share in (("estimate", "estimated", estimate), ("truth", "real", truth)):
            yield claimed(
                f"{name}_{kinds}",
                seen[name],
                expected=share,
                within=5e-5,
                meaning=f"{word} {told}",
            )
    yield from _real_prose()
    # Other seeds than above: the estimate cannot know of tomorrow, and must come out the same.
    turned = _tomorrow(UnseenKinds(turnover=0.5), range(10, 20))
    told = "chance of a new kind when half of tomorrow follows other ranks (1,000 kinds)"
    for name, word, share in (("estimate", "estimated", 0.1765), ("truth", "real", 0.4484)):
        yield boundary(
            f"turnover_{name}",
            turned[name],
            expected=share,
            within=5e-5,
            meaning=f"{word} {told}",
        )


def _real_prose() -> Observations:
    shuffled = [words_halves(seed).set_index("split").loc["random half"] for seed in range(20)]
    # Over all random halves, by the hypergeometric law of each word.
    for name, word, share in (("estimate", "estimated", 0.3241), ("truth", "real", 0.3238)):
        yield claimed(
            f"words_{name}_random",
            Mean.of(row[name] for row in shuffled),
            expected=share,
            within=5e-5,
            meaning=f"{word} share of new words after a random half of some real prose",
        )
    printed = words_halves().set_index("split").loc["first half"]
    for name, word, share in (("estimate", "estimated", 0.253), ("truth", "real", 0.5131)):
        yield boundary(
            f"words_{name}_first",
            printed[name],
            expected=share,
            within=5e-5,
            meaning=f"{word} share of new words after the first half of the same prose, as printed",
        )


@check("F22-sticky-stigma")
def sticky_stigma() -> Observations:
    """Observe how long a reputation takes to recover, with and without copying."""
    table = LiveArchive().run()
    yield boundary(
        "days_alone",
        LiveArchive(copying=0.0).day_below(0.25),
        expected=80,
        within=0.05,
        meaning="days until under a quarter of what readers meet is bad, nothing being copied: one "
        "over time",
    )
    for name, day, expected in (("year", 365, 0.5838), ("decade", 3650, 0.5233)):
        yield claimed(
            f"met_{name}",
            np.interp(day, table.day, table.met),
            expected=expected,
            within=5e-5,
            meaning=f"bad share of what readers meet after one {name}, 20 items a day being copied",
        )
    yield claimed(
        "million_years",
        LiveArchive().waiting(0.25) / 365.25e6,
        expected=54.55,
        within=0.005,
        meaning="millions of years until it is under a quarter, by the equation",
    )
    old = table[table.day > 100]
    yield claimed(
        "slope",
        -np.polyfit(np.log(old.day), np.log(old.met), 1)[0],
        expected=0.0476,
        within=0.0005,  # the law is one in days + 2
        meaning="fitted exponent of the fall from day 100 on; p/(A + p) = 0.048",
    )
    for name, favourable, expected, told in (
        ("days_five", 5.0, 387.2, "five good items a day instead of one"),
        ("days_equal", 20.0, 8.0, "as many new good items as copies"),
    ):
        yield claimed(
            name,
            LiveArchive(favourable=favourable).day_below(0.25),
            expected=expected,
            within=0.05,
            meaning=f"days until under a quarter, with {told}",
        )
    yield from _noticed_more()
    yield from _remedies()


def _noticed_more() -> Observations:
    yield claimed(
        "tipping_salience",
        LiveArchive().tipping_salience,
        expected=1.05,
        within=1e-9,
        meaning="salience above which the bad never fades",
    )
    cases = (
        ("met_salient", claimed, 0.0, 0.7624, "nothing expiring"),
        (
            "met_expiry_salient",
            boundary,
            0.02,
            0.75,
            "2 % of all items expiring each day: expiry alone does not help",
        ),
    )
    for name, side, expiry, expected, told in cases:
        yield side(
            name,
            LiveArchive(salience=1.2, expiry=expiry).run().met.iloc[-1],
            expected=expected,
            within=5e-5,
            meaning="bad share met after a decade, a bad item being noticed 1.2 times as readily "
            f"as a good one, {told}",
        )


def _remedies() -> Observations:
    cases = (
        ("expiry", {"expiry": 0.02}, 990.16, "2 % of all items expiring each day"),
        ("delisting", {"delisting": 0.01}, 158.05, "1 % of bad items delisted each day"),
        ("dated", {"salience": 0.8}, 941.5, "bad items noticed 0.8 times as readily as good ones"),
        (
            "delisting_salient",
            {"delisting": 0.01, "salience": 1.2},
            254.21,
            "1 % delisted each day, salience 1.2",
        ),
    )
    for name, settings, expected, told in cases:
        yield boundary(
            f"days_{name}",
            LiveArchive(**settings).day_below(0.25),
            expected=expected,
            within=0.05,
            meaning=f"days until under a quarter, with {told}",
        )
