"""The claims of *The attention economy*, over many seeds: every number that the chapter quotes is observed here.

Intervals are those in which the mechanism holds: wide enough for other seeds, too narrow for a broken model. Numbers of the
essay's and of published studies enter as what they are, inputs to arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from ...core import (
    Observation,
    at_end,
    boundary,
    check,
    chosen,
    claimed,
    lognormal_gini,
    lognormal_spread,
    lognormal_top_share,
    mean_table,
    over_seeds,
    pareto_exponent,
    pareto_gini,
    pareto_top_share,
    plateau,
    status_bound,
)
from . import (
    ArbitraryViews,
    AttentionBudget,
    Ceiling,
    Concentration,
    HiddenScore,
    HobbyFinance,
    HotTopics,
    LateComers,
    Lift,
    PeersAmongFollowers,
    Pyramid,
    RichAndPoor,
    RiskPool,
    SilentFailures,
    StatusTiers,
    TakeOff,
    TightLoop,
    Tournament,
    placed,
)

Observations = Iterator[Observation]

# ------------------------------------------------------------------------------------------------------- budgets, lifts


@check("E01-attention-budget")
def attention_budget() -> Observations:
    """Observe what a mean work gets in circles of any size, and what raises it."""
    table = mean_table(AttentionBudget(), seeds=5)
    yield claimed(
        "small",
        table.simulated.iloc[0],
        low=19.99,
        high=20.01,
        meaning="mean readings of a work among 100 makers",
    )
    yield claimed(
        "large", table.simulated.iloc[-1], low=19.99, high=20.01, meaning="the same among a million"
    )
    yield claimed(
        "median",
        chosen(AttentionBudget()).loc["median"],
        low=6,
        high=7,
        meaning="readings of the median work, σ = 1.5",
    )
    yield claimed(
        "unread",
        chosen(AttentionBudget()).unread,
        low=0.08,
        high=0.11,
        meaning="share of works that nobody reads, same",
    )
    few = chosen(AttentionBudget(makers=0.01))
    yield boundary(
        "few_makers",
        few.simulated,
        low=1999,
        high=2001,
        meaning="mean readings where one member in 100 makes",
    )
    outside = chosen(AttentionBudget(outside=1.0)).simulated
    yield boundary(
        "outside",
        outside,
        low=39.9,
        high=40.1,
        meaning="mean readings with one outside reader for each member",
    )
    more = chosen(AttentionBudget(reading=40)).simulated
    yield boundary(
        "more_reading",
        more,
        low=39.9,
        high=40.1,
        meaning="mean readings where everybody reads twice as much",
    )


@check("E24-price-fall")
def price_fall() -> Observations:
    """Observe how many livings a circle's own spending pays, and what outside money changes."""
    circle = AttentionBudget(members=100_000)
    living = circle.livings(spend=50, need=20_000)
    yield claimed(
        "share",
        living,
        low=0.00249,
        high=0.00251,
        meaning="share who can live of it: 50 a year spent, 20,000 needed",
    )
    yield claimed(
        "livings",
        living * circle.members,
        low=249,
        high=251,
        meaning="that many in a circle of 100,000",
    )
    half = circle.livings(spend=25, need=20_000)
    yield claimed(
        "half_price",
        half * circle.members,
        low=124,
        high=126,
        meaning="the same where all spend half as much",
    )
    rich = circle.but(outside=10.0).livings(spend=50, need=20_000)
    yield boundary(
        "outside",
        rich,
        low=0.027,
        high=0.028,
        meaning="share who can live of it with ten outside readers a member",
    )


@check("E30-mean-in-equals-out")
def mean_in_equals_out() -> Observations:
    """Observe that a circle's members follow as much as they are followed, in every graph, and who breaks the rule."""
    lift = mean_table(Lift(), seeds=3)
    tiers = mean_table(StatusTiers(), seeds=3)
    in_tiers = (
        abs(((tiers.followers - tiers.following) * tiers["size"]).sum()) / tiers["size"].sum()
    )
    gap = np.abs(lift.followers - lift.following).max()
    yield claimed(
        "gap_lift",
        gap,
        low=0,
        high=1e-9,
        meaning="mean followers less mean following, largest of 101 rounds of lifts",
    )
    yield claimed(
        "gap_tiers", in_tiers, low=0, high=1e-9, meaning="the same in a circle of stars and others"
    )
    yield claimed(
        "mean",
        lift.followers.iloc[-1],
        low=30,
        high=33,
        meaning="mean followers after 100 lifts, from ten",
    )
    open_circle = mean_table(Lift(strangers=10), seeds=3).iloc[-1]
    yield boundary(
        "with_strangers",
        open_circle.followers - open_circle.following,
        low=3.33,
        high=3.34,
        meaning="mean followers less mean following, where ten outsiders follow each of 100 hosts in a circle of 300",
    )


@check("E35-lift")
def lift() -> Observations:
    """Observe who grows by a thread in which all are to grow, and when all do."""
    cases = {
        "usual": Lift(),
        "one_way": Lift(follow_back="no"),
        "all": Lift(take_up=1.0),
        "quarter": Lift(take_up=0.25),
        "friendly": Lift(mutual=0.05),
    }
    tables = {name: mean_table(model, seeds=5) for name, model in cases.items()}
    host, guest = (
        {name: t[who].iloc[1:].mean() for name, t in tables.items()} for who in ("host", "guest")
    )
    yield claimed(
        "host",
        host["usual"],
        low=27,
        high=29,
        meaning="followers that a thread brings its host, 30 guests of 300",
    )
    yield claimed(
        "guest",
        guest["usual"],
        low=1.15,
        high=1.25,
        meaning="followers that it brings a guest, who is followed back",
    )
    yield claimed(
        "ratio",
        host["usual"] / guest["usual"],
        low=22,
        high=25,
        meaning="the first in units of the second",
    )
    yield claimed(
        "guest_one_way",
        guest["one_way"],
        low=0.24,
        high=0.3,
        meaning="the same for a guest who is not followed back",
    )
    ratio = host["one_way"] / guest["one_way"]
    yield claimed(
        "ratio_one_way", ratio, low=90, high=120, meaning="host's gain in units of such a guest's"
    )
    before, after = tables["usual"].gini.iloc[[0, -1]]
    yield claimed(
        "gini_before",
        before,
        low=0.16,
        high=0.185,
        meaning="Gini of followers before the first thread",
    )
    yield claimed("gini_after", after, low=0.25, high=0.285, meaning="the same after a hundred")
    one_way = tables["one_way"].gini.iloc[-1]
    yield claimed(
        "gini_one_way",
        one_way,
        low=0.35,
        high=0.39,
        meaning="the same where hosts do not follow back",
    )
    everybody = tables["all"].gini.iloc[-1]
    yield boundary(
        "gini_all",
        everybody,
        low=0.06,
        high=0.08,
        meaning="the same where everybody takes part, and is followed back",
    )
    yield boundary(
        "friendly_guest",
        guest["friendly"],
        low=1.9,
        high=2.5,
        meaning="gain of a guest where guests follow each other at 5 %",
    )
    yield boundary(
        "friendly_ratio",
        host["friendly"] / guest["friendly"],
        low=10,
        high=15,
        meaning="host's gain in units of such a guest's: fewer, and still a hierarchy",
    )


# -------------------------------------------------------------------------------------------------------- under a ceiling


@check("E36-giles-shares")
def giles_shares() -> Observations:
    """Observe what the essay's own percentages add up to, and what has to be assumed to make them a third or a half."""
    lowest, highest = PeersAmongFollowers(stated=0.22), PeersAmongFollowers(stated=0.38)
    author = PeersAmongFollowers(stated=0.16 + 0.03 + 0.04, followers=13_000)
    row = chosen(author, seeds=3)
    yield claimed(
        "sum",
        row.writers,
        low=0.2299,
        high=0.2301,
        meaning="the self-published author's three categories, added",
    )
    yield claimed(
        "count", row["count"], low=2990, high=2990, meaning="that many of 13,000 followers"
    )
    yield claimed(
        "low",
        row.low,
        low=0.2,
        high=0.215,
        meaning="that share as 500 read profiles may show it: tenth percentile",
    )
    yield claimed(
        "high", row.high, low=0.245, high=0.26, meaning="ninetieth percentile of the same"
    )
    yield claimed(
        "to_half",
        highest.needed(0.5),
        low=0.19,
        high=0.2,
        meaning="silent writers among the rest that make 38 % a half",
    )
    half = lowest.needed(0.5)
    yield claimed(
        "to_half_low",
        half,
        low=0.355,
        high=0.365,
        meaning="silent writers among the rest that make 22 % a half",
    )
    third = lowest.needed(1 / 3)
    yield claimed(
        "to_third_low",
        third,
        low=0.14,
        high=0.15,
        meaning="silent writers among the rest that make 22 % a third",
    )
    yield boundary(
        "to_third",
        highest.needed(1 / 3),
        low=0,
        high=0,
        meaning="silent writers that the highest, 38 %, needs for a third",
    )
    assumed = chosen(author.but(undeclared=0.35), seeds=1).writers
    yield boundary(
        "assumed",
        assumed,
        low=0.49,
        high=0.51,
        meaning="writers among the author's followers if 35 % of the rest were",
    )


@check("E37-follow-upward")
def follow_upward() -> Observations:
    """Observe followers by tier where status settles whom one follows, and where interest does."""
    tiers = mean_table(StatusTiers())
    for row, name, low, high in zip(
        tiers.itertuples(),
        ("star", "name", "hope", "rest"),
        (740, 320, 55, 5),
        (790, 350, 66, 7),
        strict=True,
    ):
        yield claimed(
            name,
            row.followers,
            low=low,
            high=high,
            meaning=f"mean followers in tier {row.tier:.0f}",
        )
    from_below = (tiers.below * tiers.followers * tiers["size"]).iloc[:3].sum() / (
        tiers.followers * tiers["size"]
    ).iloc[:3].sum()
    yield claimed(
        "from_below",
        from_below,
        low=0.89,
        high=0.94,
        meaning="share of the upper tiers' followers from lower tiers",
    )
    level = mean_table(StatusTiers(status=0.0), seeds=5)
    yield boundary(
        "level",
        level.followers[0] / level.followers[3],
        low=0.6,
        high=0.95,
        meaning="the star's followers in units of the last tier's, where all follow by interest",
    )


@check("E38-follow-back-peers")
def follow_back_peers() -> Observations:
    """Observe how much is returned to those below, and where courtesy reigns."""
    peers, choosy, polite = (mean_table(StatusTiers(gap=gap), seeds=5) for gap in (2.0, 5.0, 0.0))
    yield claimed(
        "mutual",
        peers.mutual[0],
        low=0.29,
        high=0.32,
        meaning="share of follows that go both ways, λ = 2",
    )
    yield claimed(
        "mutual_choosy", choosy.mutual[0], low=0.25, high=0.28, meaning="the same at λ = 5"
    )
    yield claimed(
        "star_returns",
        peers.returned[0],
        low=0.01,
        high=0.04,
        meaning="share of its followers whom the star follows back",
    )
    yield boundary(
        "mutual_polite",
        polite.mutual[0],
        low=0.63,
        high=0.68,
        meaning="share both ways where rank does not count",
    )
    yield boundary(
        "star_polite",
        polite.returned[0],
        low=0.48,
        high=0.54,
        meaning="share of its followers whom a polite star follows",
    )


@check("E39-nested")
def nested() -> Observations:
    """Observe how many of the second tier's followers follow the star, and where that is no more than anybody."""
    usual, varied, alike = (mean_table(StatusTiers(appetite=a), seeds=20) for a in (0.4, 1.2, 0.0))
    yield claimed(
        "both",
        usual.both[1],
        low=0.77,
        high=0.83,
        meaning="share of the second tier's followers who follow the star",
    )
    for name, table, low, high in (
        ("excess", usual, 0.02, 0.06),
        ("excess_varied", varied, 0.18, 0.28),
    ):
        excess = table.both[1] - table.followers[0] / 999
        told = "0.4" if name == "excess" else "1.2"
        yield claimed(
            name,
            excess,
            low=low,
            high=high,
            meaning=f"how far that exceeds everybody's share, appetites of {told}",
        )
    same = alike.both[1] - alike.followers[0] / 999
    yield boundary(
        "excess_alike",
        same,
        low=-0.01,
        high=0.01,
        meaning="the same where all have one appetite: big, not nested",
    )


@check("E40-ceiling")
def ceiling() -> Observations:
    """Observe where a following ends in a closed circle, and what lifts or removes the ceiling."""
    high, low = Ceiling(rank=3), Ceiling(rank=100, days=4000)
    yield claimed(
        "end_high",
        high.plateau,
        low=799.9,
        high=800.1,
        meaning="where rank 3 ends in a circle of 801 without loss",
    )
    yield claimed(
        "end_low",
        low.plateau,
        low=799.9,
        high=800.1,
        meaning="where rank 100 ends in the same circle",
    )
    for name, model, span in (("days_high", high, (420, 435)), ("days_low", low, (1200, 1240))):
        days = np.arange(4001)
        ninety = days[model.audience(days) >= 0.9 * model.plateau][0]
        meaning = f"days until rank {model.rank} has nine tenths of it"
        yield claimed(name, ninety, low=span[0], high=span[1], meaning=meaning)
    simulated = over_seeds(Ceiling(rank=3, days=4000), at_end("median"))
    yield claimed(
        "simulated",
        simulated,
        low=799,
        high=800,
        meaning="rank 3 after 4,000 days, median of simulated worlds",
    )
    for loss, value in ((0.002, 631.6), (0.005, 480), (0.01, 342.9)):
        meaning = f"where rank 1 ends if {loss:.1%} of followers leave in a day"
        end = float(plateau(800, 0.0075, loss))
        yield claimed(
            f"loss_{1000 * loss:.0f}", end, low=value - 0.1, high=value + 0.1, meaning=meaning
        )
    lossy = over_seeds(Ceiling(rank=1, loss=0.005, days=2000), at_end("median"))
    yield claimed(
        "loss_5_simulated",
        lossy,
        low=476,
        high=484,
        meaning="the second of these after 2,000 simulated days",
    )
    behind = Ceiling(rank=100, loss=0.005).plateau
    yield claimed(
        "loss_5_behind",
        behind,
        low=215,
        high=225,
        meaning="where rank 100 ends at that loss: now rank does count",
    )
    below = status_bound(-np.arange(1, 802))[[2, 99]]
    for name, value, place in (("below_high", below[0], 3), ("below_low", below[1], 100)):
        meaning = f"most who can follow rank {place} of 801 if all follow upward"
        yield claimed(name, value, low=801 - place, high=801 - place, meaning=meaning)
    for name, bridge, low, high in (
        ("tenth", 0.1, 1270, 1295),
        ("three_tenths", 0.3, 2240, 2270),
        ("closed", 0.0, 795, 800),
    ):
        meaning = f"following of rank 20 after 2,000 days, bridge of {bridge:g}, without loss"
        after = float(Ceiling(bridge=bridge).audience(2000))
        yield boundary(f"bridge_{name}", after, low=low, high=high, meaning=meaning)
    held = Ceiling(rank=1, loss=0.005)
    yield boundary(
        "bridge_loss",
        held.but(bridge=0.1).plateau,
        low=575,
        high=585,
        meaning="end of rank 1, loss 0.005, bridge 0.1",
    )
    yield boundary(
        "bridge_beyond",
        held.but(bridge=0.3).plateau,
        low=765,
        high=775,
        meaning="the same with a bridge of 0.3: still an end",
    )


@check("E45-take-off")
def take_off() -> Observations:
    """Observe where accounts begin to grow of themselves, and what removes the line."""
    firm = TakeOff(luck=0.0)
    yield claimed(
        "watershed",
        firm.watershed,
        low=2006,
        high=2007,
        meaning="size at which an account neither grows nor melts",
    )
    yield claimed(
        "in_units",
        firm.watershed / firm.feedback,
        low=0.66,
        high=0.68,
        meaning="that in units of the size θ of feedback",
    )
    for start, low, high in ((1500, 220, 235), (2200, 850_000, 920_000)):
        end = firm.but(start=start).result().yours.end
        meaning = (
            f"followers after 1,000 days of an account that began with {start:,}, without luck"
        )
        yield claimed(f"from_{start}", end, low=low, high=high, meaning=meaning)
    lucky = chosen(TakeOff(start=1500)).taken_off
    yield boundary(
        "luck",
        lucky,
        low=0.02,
        high=0.12,
        meaning="share of accounts of 1,500 that take off all the same, by luck",
    )
    unlucky = chosen(TakeOff(start=2200)).taken_off
    yield boundary(
        "no_luck", unlucky, low=0.6, high=0.8, meaning="share of accounts of 2,200 that take off"
    )
    free = TakeOff(melting=0.0, luck=0.0, start=100)
    yield boundary(
        "no_melting", free.watershed, low=0, high=0, meaning="watershed where nobody melts away"
    )


# ---------------------------------------------------------------------------------------------------- numbers on display


def judged(**settings: float) -> pd.Series:
    """Return the measures of a score under a setting, mean over ten draws of the works' quality."""
    model = HiddenScore(**settings)
    return pd.concat([model.judged(model.run(seed)) for seed in range(10)], axis=1).mean(axis=1)


MEASURES = {
    "gini": "Gini of likes",
    "validity": "rank correlation of likes and quality",
    "likes": "likes for each visit",
    "distance": "distance between worlds (0 to 2)",
}


def displayed(
    name: str, measures: pd.Series, told: str, bands: tuple[tuple[float, float], ...], side=claimed
) -> Observations:
    """Yield the measures of one setting, with their intervals in the order of `MEASURES`."""
    for (measure, meaning), (low, high) in zip(MEASURES.items(), bands, strict=False):
        yield side(
            f"{measure}_{name}", measures[measure], low=low, high=high, meaning=f"{meaning}, {told}"
        )


@check("E14-public-score")
def public_score() -> Observations:
    """Observe what becomes of inequality, validity and engagement as a count is shown."""
    seen, half, hidden = judged(), judged(visibility=0.5), judged(visibility=0.0)
    yield from displayed(
        "seen", seen, "counts shown", ((0.8, 0.88), (0.3, 0.46), (0.44, 0.5), (1.4, 1.65))
    )
    yield from displayed(
        "half",
        half,
        "counts half as weighty",
        ((0.39, 0.46), (0.56, 0.67), (0.375, 0.405), (0.58, 0.72)),
    )
    hiding = ((0.22, 0.25), (0.65, 0.73), (0.35, 0.375), (0.31, 0.36))
    yield from displayed("hidden", hidden, "counts hidden", hiding, boundary)
    lost = 1 - hidden.likes / seen.likes
    yield boundary(
        "likes_lost",
        lost,
        low=0.17,
        high=0.28,
        meaning="share of likes for each visit that hiding costs",
    )


@check("E57-less-extreme")
def less_extreme() -> Observations:
    """Observe what a little shuffling does to inequality, validity and engagement, and where it does nothing."""
    for share, bands in (
        (0.1, ((0.72, 0.8), (0.4, 0.51), (0.435, 0.475))),
        (0.3, ((0.55, 0.62), (0.52, 0.62), (0.4, 0.44))),
        (1.0, ((0.22, 0.25), (0.65, 0.73), (0.35, 0.375))),
    ):
        yield from displayed(
            f"{100 * share:.0f}",
            judged(shuffle=share),
            f"{share:.0%} of visitors shown something at random",
            bands,
        )
    alike = judged(spread=0.0)
    yield boundary(
        "likes_alike",
        alike.likes,
        low=0.355,
        high=0.372,
        meaning="likes for each visit, counts shown, all works alike",
    )
    idle = judged(visibility=0.0, shuffle=0.3).gini - judged(visibility=0.0).gini
    yield boundary(
        "idle",
        idle,
        low=-0.01,
        high=0.01,
        meaning="what shuffling changes in the Gini where counts are hidden anyway",
    )


@check("E55-arbitrary-views")
def arbitrary_views() -> Observations:
    """Observe that parties part and worlds disagree together, and where one comes without the other."""

    def both(**settings: float) -> tuple[float, float]:
        table = mean_table(ArbitraryViews(**settings), seeds=8)
        return table.gap.mean(), table.unsettled.mean()

    bands = {
        0.0: ((0.07, 0.09), (0.035, 0.045)),
        1.0: ((0.4, 0.5), (0.36, 0.45)),
        1.5: ((0.82, 0.89), (0.74, 0.87)),
    }
    for influence, (gaps, spreads) in bands.items():
        gap, unsettled = both(influence=influence)
        told, name = f"influence of {influence:g}", f"{10 * influence:.0f}"
        yield claimed(
            f"gap_{name}",
            gap,
            low=gaps[0],
            high=gaps[1],
            meaning=f"mean gap between the parties, {told}",
        )
        meaning = f"spread of that gap, with its sign, between worlds, {told}"
        yield claimed(
            f"unsettled_{name}", unsettled, low=spreads[0], high=spreads[1], meaning=meaning
        )
    gap, unsettled = both(influence=1.0, prior=2.0)
    yield boundary(
        "gap_prior",
        gap,
        low=0.83,
        high=0.92,
        meaning="mean gap, influence of 1, where parties lean strongly to begin with",
    )
    yield boundary(
        "unsettled_prior",
        unsettled,
        low=0.07,
        high=0.15,
        meaning="spread between worlds there: parted, and predictable",
    )


# --------------------------------------------------------------------------------------------- who has, and who came first


@check("E25-gini-numbers")
def gini_numbers() -> Observations:
    """Observe that the published shares and the published range of Ginis agree, and what the first hundredth needs."""
    for name, top, share, value in (
        ("followers", 0.2, 0.96, 0.951),
        ("retweets", 0.2, 0.93, 0.914),
        ("views", 0.03, 0.85, 0.911),
    ):
        meaning = f"Pareto Gini if {top:.0%} hold {share:.0%}"
        yield claimed(
            f"gini_{name}",
            float(pareto_gini(top, share)),
            low=value - 6e-4,
            high=value + 6e-4,
            meaning=meaning,
        )
    least, most = Concentration(concentration=0.9), Concentration(concentration=0.94)
    for name, model, first, fifth in (("least", least, 0.785, 0.919), ("most", most, 0.867, 0.951)):
        row, wide = (chosen(m, seeds=1) for m in (model, model.but(top=0.2)))
        told = f"Pareto, Gini {model.concentration:g}"
        yield claimed(
            f"first_{name}",
            row.pareto,
            low=first - 2e-3,
            high=first + 2e-3,
            meaning=f"held by the first hundredth, {told}",
        )
        yield claimed(
            f"fifth_{name}",
            wide.pareto,
            low=fifth - 2e-3,
            high=fifth + 2e-3,
            meaning=f"held by the first fifth, {told}",
        )
    thin = chosen(least, seeds=1).lognormal
    yield boundary(
        "first_lognormal",
        thin,
        low=0.49,
        high=0.51,
        meaning="held by the first hundredth, log-normal, Gini 0.9",
    )
    grid = np.linspace(0.5, 0.99, 4901)
    for name, law, value in (
        ("pareto", pareto_top_share, 0.738),
        ("lognormal", lognormal_top_share, 0.9),
    ):
        turning = grid[law(grid, 0.01) > 0.5][0]
        meaning = f"Gini above which the first hundredth hold more than all others, {name}"
        yield boundary(
            f"turn_{name}", turning, low=value - 2e-3, high=value + 2e-3, meaning=meaning
        )


@check("E11-few-can-live")
def few_can_live() -> Observations:
    """Observe how few of a Pareto law lie above the mean, and how many of a thinner one."""
    law = Concentration(concentration=round(float(1 / (2 * 1.04 - 1)), 6))
    above = chosen(law, seeds=1).above_mean
    yield claimed(
        "above_mean",
        above,
        low=0.033,
        high=0.035,
        meaning="share of makers above the mean, Pareto exponent 1.04",
    )
    tenfold = above * 10**-1.04
    yield claimed(
        "above_ten", tenfold, low=0.003, high=0.0032, meaning="share above ten times the mean, same"
    )
    thin = chosen(Concentration(concentration=0.2), seeds=1).above_mean
    yield boundary(
        "above_thin",
        thin,
        low=0.29,
        high=0.3,
        meaning="share above the mean at a Gini of 0.2, exponent 3",
    )


@check("E13-lurkers")
def lurkers() -> Observations:
    """Observe what Gini a published share of the talk implies, and that another law takes it otherwise."""
    talk = float(pareto_gini(0.1, 0.8))
    yield claimed(
        "gini", talk, low=0.82, high=0.826, meaning="Pareto Gini if a tenth of accounts write 80 %"
    )
    row = chosen(Concentration(concentration=round(talk, 2), top=0.01), seeds=1)
    yield claimed(
        "first", row.pareto, low=0.62, high=0.66, meaning="written by the first hundredth, same law"
    )
    yield boundary(
        "first_lognormal",
        row.lognormal,
        low=0.32,
        high=0.38,
        meaning="the same, log-normal, at that Gini",
    )


@check("E23-income-follows")
def income_follows() -> Observations:
    """Observe income's Gini where pay is a power of attention, and where the Pareto mean is lost."""
    spread = float(lognormal_spread(0.92))
    for power, value in ((0.8, 0.84), (1.0, 0.92), (1.2, 0.96), (1.5, 0.991)):
        meaning = f"Gini of income = attention^{power:g}, log-normal attention with a Gini of 0.92"
        found = float(lognormal_gini(power * spread))
        yield claimed(
            f"gini_{10 * power:.0f}", found, low=value - 6e-3, high=value + 6e-3, meaning=meaning
        )
    tail = chosen(Concentration(concentration=0.92), seeds=1).gini
    most = float(pareto_exponent(tail))
    yield boundary(
        "power_lost",
        most,
        low=1.04,
        high=1.046,
        meaning="power above which a Pareto income has no mean at all",
    )
    flat = float(lognormal_gini(0.5 * spread))
    yield boundary(
        "gini_5",
        flat,
        low=0.61,
        high=0.63,
        meaning="Gini where income grows with the root of attention",
    )


@check("E26-shared-vocabulary")
def shared_vocabulary() -> Observations:
    """Observe that concentration gives people something in common, and groups that have it without concentration."""
    cases = (
        (0.3, (0.045, 0.057), (8600, 8640)),
        (0.6, (0.13, 0.16), (4900, 4970)),
        (0.94, (0.96, 0.99), (375, 390)),
    )
    for index, shares, works in cases:
        row = chosen(Concentration(concentration=index), seeds=8)
        name, told = f"{100 * index:.0f}", f"Gini {index:g}"
        meaning = f"chance that two people have one of 20 works in common, of 10,000, {told}"
        yield claimed(f"shared_{name}", row.shared, low=shares[0], high=shares[1], meaning=meaning)
        meaning = f"works that count (exp of entropy), {told}"
        yield claimed(
            f"effective_{name}", row.effective, low=works[0], high=works[1], meaning=meaning
        )
    split = chosen(Concentration(concentration=0.9, groups=8), seeds=8)
    yield boundary(
        "within",
        split.shared,
        low=0.84,
        high=0.9,
        meaning="the same within one of eight groups, each at a Gini of 0.9",
    )
    yield boundary(
        "across", split.across, low=0.027, high=0.052, meaning="the same across two of these groups"
    )
    yield boundary(
        "together", split.together, low=0.66, high=0.7, meaning="Gini of all eight taken together"
    )


@check("E10-late-imitators")
def late_imitators() -> Observations:
    """Observe what those who come first hold, and what lets others in."""
    usual, unlike, weak, strong = (
        mean_table(LateComers(**changed), seeds=8).iloc[0]
        for changed in ({}, {"fitness": 2.0}, {"pull": 0.5}, {"pull": 1.5})
    )
    yield claimed(
        "held",
        usual.held,
        low=0.17,
        high=0.2,
        meaning="share of all links held by the first hundredth to come",
    )
    yield claimed(
        "expected",
        usual.expected,
        low=0.189,
        high=0.191,
        meaning="the same from the equation, 2√q − q",
    )
    yield claimed(
        "correlation",
        usual.correlation,
        low=-0.55,
        high=-0.5,
        meaning="rank correlation of coming late and links",
    )
    yield claimed(
        "late",
        usual.late,
        low=0,
        high=0.02,
        meaning="share of the ten most linked who came in the last 80 %",
    )
    yield boundary(
        "late_unlike",
        unlike.late,
        low=0.13,
        high=0.25,
        meaning="the same where fitness differs (σ = 2)",
    )
    yield boundary(
        "correlation_unlike",
        unlike.correlation,
        low=-0.25,
        high=-0.16,
        meaning="rank correlation there",
    )
    yield boundary(
        "held_weak",
        weak.held,
        low=0.075,
        high=0.095,
        meaning="held by the first hundredth at γ = 0.5",
    )
    yield boundary(
        "late_weak",
        weak.late,
        low=0,
        high=0.02,
        meaning="late entrants among the ten most linked at γ = 0.5",
    )
    yield boundary(
        "held_strong",
        strong.held,
        low=0.87,
        high=0.95,
        meaning="held by the first hundredth at γ = 1.5",
    )


@check("E19-rich-and-poor")
def rich_and_poor() -> Observations:
    """Observe how inequality grows with the pull of the large and the loss of the small."""
    for pull, index, largest in (
        (0.5, (0.83, 0.88), (0.16, 0.21)),
        (1.0, (0.91, 0.945), (0.32, 0.42)),
        (1.5, (0.96, 0.98), (0.77, 0.87)),
    ):
        row = mean_table(RichAndPoor(pull=pull, loss=0.9)).iloc[-1]
        name, told = f"{10 * pull:.0f}", f"γ = {pull:g}, nine leave for ten who come"
        yield claimed(
            f"gini_{name}",
            row.gini,
            low=index[0],
            high=index[1],
            meaning=f"Gini after a hundred rounds, {told}",
        )
        yield claimed(
            f"largest_{name}",
            row.largest,
            low=largest[0],
            high=largest[1],
            meaning=f"share of the largest, {told}",
        )
    empty = mean_table(RichAndPoor(loss=0.9))["empty"].iloc[-1]
    yield claimed(
        "empty",
        empty,
        low=0.87,
        high=0.93,
        meaning="share of accounts left without followers, γ = 1",
    )
    kept = mean_table(RichAndPoor(loss=0.0)).iloc[-1]
    yield boundary(
        "gini_kept",
        kept.gini,
        low=0.2,
        high=0.225,
        meaning="Gini after a hundred rounds where nobody leaves, γ = 1",
    )
    weak = mean_table(RichAndPoor(pull=0.5)).iloc[-1]
    yield boundary(
        "gini_weak",
        weak.gini,
        low=0.13,
        high=0.15,
        meaning="the same at γ = 0.5: the rich gain more, and the poor gain, too",
    )


@check("E53-seeded-reviews")
def seeded_reviews() -> Observations:
    """Observe what reviews by friends draw after them, and how less each of them draws."""

    def gained(start: int, pull: float = 1.0) -> float:
        return over_seeds(
            RichAndPoor(head_start=start, pull=pull), lambda table: table.gained[50], seeds=10
        )

    found = {start: gained(start) for start in (0, 10, 40, 80)}
    for (start, value), (low, high) in zip(
        found.items(), ((9, 11), (27, 31), (73, 82), (122, 134)), strict=True
    ):
        meaning = f"further readers of 500 for one book of fifty that begins {start} ahead"
        yield claimed(f"gained_{start}", value, low=low, high=high, meaning=meaning)
    exact = 500 * 45 / 290
    yield claimed(
        "exact_40", exact, low=77.5, high=77.7, meaning="the same for 40 from the urn's equation"
    )
    each = [(found[b] - found[0]) / b for b in (10, 80)]
    for name, value, start, (low, high) in zip(
        ("first", "last"), each, (10, 80), ((1.7, 2.1), (1.4, 1.6)), strict=True
    ):
        meaning = f"extra readers for each review of a start of {start}"
        yield claimed(f"each_{name}", value, low=low, high=high, meaning=meaning)
    for start, low, high in ((10, 17.5, 20), (40, 35, 39.5)):
        meaning = f"further readers with a start of {start} where success draws less (γ = 0.7)"
        yield boundary(f"weak_{start}", gained(start, 0.7), low=low, high=high, meaning=meaning)


@check("E06-offline-multiplier")
def offline_multiplier() -> Observations:
    """Observe how often the first account leads, from nothing and from a start, and what a start is worth in the end."""

    def seen(start: int, pull: float = 1.0) -> pd.Series:
        return mean_table(RichAndPoor(head_start=start, pull=pull)).iloc[-1]

    for start, low, high in ((0, 0.005, 0.045), (5, 0.28, 0.46), (20, 0.99, 1.0)):
        meaning = f"share of worlds that an account leads which began {start} ahead of 49 others"
        yield claimed(f"leads_{start}", seen(start).leads, low=low, high=high, meaning=meaning)
    for pull, side, low, high in (
        (1.0, claimed, 0.085, 0.1),
        (0.5, boundary, 0.045, 0.06),
        (1.5, boundary, 0.3, 0.6),
    ):
        share = (25 + seen(20, pull).gained) / (5 * 50 + 20 + 1000)
        meaning = f"share of all followers with a start of 20, {25 / 270:.1%} at first, after a hundred rounds at γ = {pull:g}"
        yield side(f"share_{10 * pull:.0f}", share, low=low, high=high, meaning=meaning)


# ---------------------------------------------------------------------------------------------------------- closed loops


@check("E12-tight-loop")
def tight_loop() -> Observations:
    """Observe how few ideas a small circle keeps, and how little fresh blood it takes."""

    def settled(**settings: float) -> pd.Series:
        return mean_table(TightLoop(**settings), seeds=8).tail(10).mean()

    bands = {20: (2.1, 2.7), 100: (8.1, 10), 500: (39, 44)}
    for members, (low, high) in bands.items():
        meaning = f"different ideas in a circle of {members}, one new in a hundred"
        yield claimed(
            f"ideas_{members}", settled(members=members).ideas, low=low, high=high, meaning=meaning
        )
    usual = settled()
    yield claimed(
        "sameness",
        usual.sameness,
        low=0.29,
        high=0.37,
        meaning="chance that two of 100 hold the same idea, same",
    )
    yield claimed(
        "expected", usual.expected, low=0.329, high=0.331, meaning="the same from the equation"
    )
    alone = settled(members=20, fresh=0.0)
    yield claimed(
        "closed",
        alone.ideas,
        low=1,
        high=1.01,
        meaning="ideas left in a circle of 20 without any new ones",
    )
    for members in (20, 100, 500):
        half = TightLoop(members=members, fresh=0.5 / members).expected
        meaning = f"sameness of a circle of {members} with one new idea every other step"
        yield boundary(f"half_{members}", half, low=0.48, high=0.51, meaning=meaning)
    yield boundary(
        "fresh",
        settled(fresh=0.05).ideas,
        low=25,
        high=28,
        meaning="ideas in a circle of 100, five new in a hundred",
    )


@check("E20-topic-lock-in")
def topic_lock_in() -> Observations:
    """Observe how makers crowd on topics, and what becomes of it when they count the crowd."""

    def crowd(**settings: float) -> pd.Series:
        return mean_table(HotTopics(**settings), seeds=8).iloc[-1]

    for pull, low, high in (
        (0.5, 0.1, 0.12),
        (0.9, 0.23, 0.29),
        (1.0, 0.41, 0.53),
        (1.2, 0.97, 1.0),
    ):
        meaning = (
            f"concentration of makers on topics (0.05 to 1) at γ = {pull:g}, no eye for the crowd"
        )
        yield claimed(
            f"crowd_{10 * pull:.0f}",
            crowd(pull=pull).concentration,
            low=low,
            high=high,
            meaning=meaning,
        )
    usual = crowd()
    yield claimed(
        "topics",
        usual.topics,
        low=3,
        high=4.2,
        meaning="topics of twenty that still have a maker, γ = 1",
    )
    yield claimed(
        "premium",
        usual.premium,
        low=0.999,
        high=1.001,
        meaning="attention for a maker in the hot topic, in mean makers'",
    )
    counted = crowd(congestion=1.0)
    yield boundary(
        "counted",
        counted.concentration,
        low=0.07,
        high=0.085,
        meaning="concentration where makers count the crowd, γ = 1",
    )
    strong = crowd(pull=1.2, congestion=1.0)
    yield boundary(
        "counted_strong", strong.concentration, low=0.075, high=0.1, meaning="the same at γ = 1.2"
    )


# ---------------------------------------------------------------------------------------------- promises, and who pays them


@check("E07-silent-failures")
def silent_failures() -> Observations:
    """Observe what success looks like where failures keep silent."""
    row = chosen(SilentFailures())
    yield claimed(
        "rate",
        row.rate,
        low=0.165,
        high=0.171,
        meaning="share of successes among those seen; it is 1 % in truth",
    )
    yield claimed(
        "mean",
        row["mean"],
        low=12.3,
        high=13,
        meaning="mean outcome seen, in median outcomes, 95 % of failures hidden",
    )
    open_eyes = chosen(SilentFailures(hidden=0.0))
    yield claimed(
        "true_mean",
        open_eyes["mean"],
        low=3.05,
        high=3.11,
        meaning="mean outcome of all, in median outcomes",
    )
    yield boundary(
        "rate_open",
        open_eyes.rate,
        low=0.00999,
        high=0.01001,
        meaning="share of successes seen where nothing is hidden",
    )
    half = chosen(SilentFailures(hidden=0.5)).rate
    yield boundary(
        "rate_half",
        half,
        low=0.0195,
        high=0.0202,
        meaning="the same where half of the failures are hidden",
    )


@check("E49-secrecy")
def secrecy() -> Observations:
    """Observe how many think that they are below average, with failures hidden and not."""
    for name, hidden, side, (low, high) in (
        ("hidden", 0.95, claimed, (0.95, 0.96)),
        ("open", 0.0, boundary, (0.77, 0.776)),
    ):
        below = chosen(SilentFailures(hidden=hidden), seeds=1).below
        meaning = (
            f"share of all who lie below the mean that they see, {hidden:.0%} of failures hidden"
        )
        yield side(f"below_{name}", below, low=low, high=high, meaning=meaning)


@check("E02-rivals-not-customers")
def rivals_not_customers() -> Observations:
    """Observe how much of a contest goes into spoiling, where quality is hard to see and where many compete."""
    for shows, value in ((1.0, 0.333), (0.5, 0.5), (0.2, 0.714), (0.05, 0.909)):
        share = Tournament(observability=shows).result().yours.hostile
        meaning = (
            f"share of sabotage in all effort, two contestants, quality observable at {shows:g}"
        )
        yield claimed(
            f"hostile_{100 * shows:.0f}",
            share,
            low=value - 0.002,
            high=value + 0.002,
            meaning=meaning,
        )
    crowd = Tournament(observability=0.2, contestants=20).result().yours.hostile
    yield boundary(
        "many",
        crowd,
        low=0.115,
        high=0.118,
        meaning="the same among twenty contestants, observable at 0.2",
    )
    dear = Tournament(observability=0.2, cost=10.0).result().yours.hostile
    yield boundary(
        "dear",
        dear,
        low=0.33,
        high=0.335,
        meaning="the same between two where sabotage costs five times as much",
    )


@check("E03-nasty-small-stakes")
def nasty_small_stakes() -> Observations:
    """Observe whether venom grows as prizes shrink: only where it is free."""
    free, dear = (
        [Tournament(prize=v, insults=i).result().yours.hostile for v in (0.1, 1.0, 2.0)]
        for i in (0.1, 0.0)
    )
    for name, value, low, high in zip(
        ("small", "usual", "large"), free, (0.74, 0.42, 0.375), (0.76, 0.44, 0.395), strict=True
    ):
        yield claimed(
            f"free_{name}",
            value,
            low=low,
            high=high,
            meaning=f"hostile share of all that is done, {name} prize, free insults",
        )
    change = max(abs(a - b) for a, b in pairwise(dear))
    yield boundary(
        "priced",
        change,
        low=0,
        high=1e-12,
        meaning="what the size of the prize changes where every harm has a cost",
    )


@check("E31-hobby-finance")
def hobby_finance() -> Observations:
    """Observe who loses where makers live of each other, and how much outside money mends it."""
    closed = HobbyFinance()
    row = closed.result().yours
    yield claimed(
        "losing",
        row.losing,
        low=0.9,
        high=0.92,
        meaning="share of 1,000 makers who spend more than they earn",
    )
    yield claimed(
        "net",
        row.net,
        low=-30.001,
        high=-29.999,
        meaning="net of the mean maker, who spends 100, at a fee of 30 %",
    )
    yield claimed("best", row.best, low=9000, high=9500, meaning="net of the first of them")
    for times, value in ((1, 0.773), (5, 0.239), (10, 0.0)):
        losing = closed.but(readers=100_000 * times).result().yours.losing
        meaning = f"share who lose where readers bring {times} times what makers spend"
        yield boundary(
            f"losing_{times}", losing, low=value - 0.01, high=value + 0.01, meaning=meaning
        )
    fair = closed.but(fee=0.0).result().yours.net
    yield boundary(
        "net_no_fee",
        fair,
        low=-1e-6,
        high=1e-6,
        meaning="net of the mean maker where nobody takes a fee",
    )


@check("E47-shovels")
def shovels() -> Observations:
    """Observe from what number of makers on advice earns more than the work that it is about."""
    trade = HobbyFinance(spend=20.0, fee=0.3, readers=50_000)
    row = trade.result().yours
    yield claimed(
        "crossing",
        trade.crossing,
        low=91,
        high=92,
        meaning="makers from whom on the adviser has more than a maker",
    )
    yield claimed(
        "maker", row.from_readers, low=50, high=50, meaning="what readers pay each of 1,000 makers"
    )
    yield claimed(
        "adviser", row.middleman, low=5999, high=6001, meaning="what an adviser takes from them"
    )
    few = trade.but(makers=50).result().yours
    yield boundary(
        "few_maker",
        few.from_readers,
        low=1000,
        high=1000,
        meaning="what readers pay each of 50 makers",
    )
    yield boundary(
        "few_adviser",
        few.middleman,
        low=299.9,
        high=300.1,
        meaning="what the adviser takes from these",
    )
    idle = trade.but(spend=0.0).result().yours.middleman
    yield boundary(
        "stopped",
        idle,
        low=0,
        high=0,
        meaning="what the adviser takes once aspirants stop spending",
    )


@check("E32-pyramid")
def pyramid() -> Observations:
    """Observe when people run out, who is at the bottom by then, and what churn changes."""
    table = Pyramid().run()
    full = table["newcomers"] >= table.wanted
    last = int(table["round"][full].max())
    yield claimed(
        "levels",
        last,
        low=12,
        high=12,
        meaning="levels that eight thousand million people fill, six below each",
    )
    yield claimed(
        "members", table.members[last], low=2.6e9, high=2.62e9, meaning="people in these levels"
    )
    yield claimed(
        "wanted",
        table.wanted[last + 1],
        low=1.3e10,
        high=1.31e10,
        meaning="people whom the next level would need",
    )
    yield claimed(
        "bottom",
        table.bottom.iloc[-1],
        low=0.833,
        high=0.834,
        meaning="share with nobody below when it stops",
    )
    half = Pyramid(below=2.0).run().bottom.iloc[-1]
    yield claimed("bottom_two", half, low=0.499, high=0.501, meaning="the same with two below each")
    churning = Pyramid(churn=0.5).run().iloc[-1]
    yield boundary(
        "refilled",
        churning.newcomers / churning.members,
        low=0.38,
        high=0.45,
        meaning="newcomers a round, in members, for ever, with churn",
    )
    yield boundary(
        "rising",
        churning.rising,
        low=0,
        high=0,
        meaning="members who still rise in a round of these",
    )


@check("E48-teachers")
def teachers() -> Observations:
    """Observe how many pupils find a place like their teacher's, and what growth changes."""
    tree = Pyramid(below=7.8)
    yield claimed(
        "placed",
        placed(7.8),
        low=0.128,
        high=0.129,
        meaning="share of pupils placed, 7.8 in a teacher's career",
    )
    upper = 1 - tree.run().bottom.iloc[-1]
    yield claimed(
        "tree",
        upper,
        low=0.128,
        high=0.129,
        meaning="share with pupils of their own in a tree of as many each",
    )
    yield claimed(
        "hundreds",
        placed(300.0),
        low=0.003,
        high=0.004,
        meaning="share placed where a teacher has 300 pupils",
    )
    yield boundary(
        "growing",
        placed(7.8, growth=1.0),
        low=0.256,
        high=0.257,
        meaning="share placed where places double in a career",
    )
    yield boundary(
        "one", placed(1.0), low=1, high=1, meaning="share placed where each trains a successor"
    )


@check("E46-small-fish")
def small_fish() -> Observations:
    """Observe what sharing does for those who want enough, and for those who want a fortune."""
    bands = {1: (0.262, 0.286), 5: (0.395, 0.425), 20: (0.54, 0.575), 100: (0.745, 0.785)}
    rows = {size: chosen(RiskPool(pool=size)) for size in bands}
    for size, (low, high) in bands.items():
        meaning = f"chance of more than 0.8 of the mean income in a pool of {size}"
        yield claimed(f"enough_{size}", rows[size].enough, low=low, high=high, meaning=meaning)
    for size, (low, high) in {
        1: (0.03, 0.038),
        5: (0.011, 0.017),
        20: (0.001, 0.0045),
        100: (0, 0.0005),
    }.items():
        meaning = f"chance of more than five times the mean in a pool of {size}"
        yield boundary(f"fortune_{size}", rows[size].fortune, low=low, high=high, meaning=meaning)
