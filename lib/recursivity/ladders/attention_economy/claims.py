"""The claims of *The attention economy*, over many seeds: every number that the chapter quotes.

What is expected comes from an equation wherever there is one. Where there is none, it was found
once by the plain loop of a model's docstring, one person at a time in hundreds or thousands of
worlds; `within` then holds three of its standard errors. Numbers of the essay's and of published
studies enter as what they are, inputs to arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping

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
    gini,
    lognormal_gini,
    lognormal_spread,
    lognormal_top_share,
    normal_quantile,
    over_seeds,
    pareto_exponent,
    pareto_gini,
    pareto_top_share,
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
    InTray,
    LateComers,
    Lift,
    PeersAmongFollowers,
    Plan,
    Pyramid,
    RichAndPoor,
    RiskPool,
    Rota,
    SilentFailures,
    StatusTiers,
    TakeOff,
    TightLoop,
    Tournament,
    placed,
)

Observations = Iterator[Observation]


def means(rows: Iterable[Mapping[str, float]]) -> pd.Series:
    """Return the mean of each named number over independent runs, with its standard error."""
    table = pd.DataFrame(list(rows)).astype(float)
    return pd.Series({name: Mean.of(table[name]) for name in table}, dtype=object)


def over_runs(
    model: Model, read: Callable[[pd.DataFrame], Mapping[str, float]], seeds: Iterable[int]
) -> pd.Series:
    """Return the mean of each number that `read` finds in a model's table, over these seeds."""
    return means(read(model.run(seed)) for seed in seeds)


def last(table: pd.DataFrame) -> pd.Series:
    """Return the last row of a table."""
    return table.iloc[-1]


# ------------------------------------------------------------------------------------- the in-tray


def ordered(model: InTray, column: str) -> pd.Series:
    """Return a quantity of the order by clerks so far, over four runs of twenty worlds each."""
    tables = [model.run(seed).set_index("readings") for seed in range(4)]
    return means(table[column] for table in tables)


@check("E05-people-as-filter")
def people_as_filter() -> Observations:
    """Observe how many pairs a count of yeses puts right, of clerks who judge alone or copy."""
    # judged alone: a pair's two binomial counts compared, integrated over two normal worths
    alone = ordered(InTray(), "right")
    for readings, expected in ((1, 0.6024), (5, 0.7234), (20, 0.8331), (100, 0.9199)):
        meaning = f"share of pairs in the right order, by {readings} who judge alone"
        found = alone[readings]
        yield claimed(f"alone_{readings}", found, expected=expected, within=1e-3, meaning=meaning)
    # copied: the plain loop of the docstring, over 400 worlds and more
    for name, copying, expected, told in (
        ("half", 0.5, 0.8303, "half of whose decisions are copied"),
        ("eight", 0.8, 0.7157, "eight in ten of whose decisions are copied"),
        ("all", 1.0, 0.6024, "all of whom copy"),
    ):
        model = InTray(copying=copying)
        meaning = f"share of pairs in the right order, by a hundred {told}"
        found = ordered(model, "right")[100]
        yield boundary(f"right_{name}", found, expected=expected, within=3e-3, meaning=meaning)
    # a yes that copies one before it is a step of the elephant's walk, whose variance is known
    harmonic = 100 / sum(1 / k for k in range(1, 101))
    steps = math.exp(math.lgamma(101.6) - math.lgamma(101) - math.lgamma(1.6))
    eight = 100 * (1.6 - 1) / (steps - 1)
    for name, copying, worth in (("half", 0.5, harmonic), ("eight", 0.8, eight), ("all", 1.0, 1)):
        meaning = f"clerks who judge alone that a hundred are worth at a share copied of {copying}"
        found = InTray(copying=copying).worth_of(100)
        yield boundary(f"worth_{name}", found, expected=worth, within=1e-3, meaning=meaning)


@check("E09-ranking-is-value")
def ranking_is_value() -> Observations:
    """Observe how many of the best stand first, in an order by counts of yeses."""
    alone = ordered(InTray(), "found")
    for readings, expected in ((1, 0.1615), (20, 0.6143), (100, 0.8059)):
        meaning = f"share of the first tenth that belongs to the best tenth, by {readings} alone"
        found = alone[readings]
        yield claimed(f"found_{readings}", found, expected=expected, within=0.009, meaning=meaning)
    for name, model, expected, told in (
        ("half", InTray(copying=0.5), 0.6342, "half copied"),
        ("all", InTray(copying=1.0), 0.1615, "all copied"),
        ("blurred", InTray(noise=8.0), 0.4702, "judgement four times as blurred"),
    ):
        meaning = f"the same by a hundred, {told}"
        found = ordered(model, "found")[100]
        yield boundary(f"found_{name}", found, expected=expected, within=0.015, meaning=meaning)


# ---------------------------------------------------------------------------------- budgets, lifts


@check("E01-attention-budget")
def attention_budget() -> Observations:
    """Observe what a mean work gets in circles of any size, and what raises it."""
    usual = AttentionBudget()
    table = usual.run()
    for name, row, among in (("small", 0, "100 makers"), ("large", -1, "a million")):
        members = table.members.iloc[row]
        given = members * 20 / table.works.iloc[row]  # everybody reads twenty, whoever wrote them
        meaning = f"mean readings of a work among {among}"
        found = table.simulated.iloc[row]
        yield claimed(name, found, expected=given, within=1e-9, meaning=meaning)
    row = chosen(usual, seeds=20)
    typical = 20 * math.exp(-(1.5**2) / 2)  # the median of the law: whole readings lie beside it
    meaning = "readings of the median work, σ = 1.5"
    yield claimed("median", row["median"], expected=typical, within=0.5, meaning=meaning)
    meaning = "share of works that nobody reads, same"
    yield claimed("unread", row.unread, expected=0.0992, within=0.005, meaning=meaning)
    for name, changed, readings, told in (
        ("few_makers", {"makers": 0.01}, 2000, "where one member in 100 makes"),
        ("outside", {"outside": 1.0}, 40, "with one outside reader for each member"),
        ("more_reading", {"reading": 40}, 40, "where everybody reads twice as much"),
        ("more_output", {"output": 2}, 10, "where everybody makes two works"),
    ):
        found = usual.but(**changed).result().yours.simulated
        meaning = f"mean readings of a work {told}"
        yield boundary(name, found, expected=readings, within=1e-9, meaning=meaning)


@check("E24-price-fall")
def price_fall() -> Observations:
    """Observe how many livings a circle's own spending pays, and when all who make can live."""
    circle = AttentionBudget(members=100_000)
    living = circle.livings(spend=50, need=20_000)
    meaning = "share who can live of it: 50 a year spent, 20,000 needed"
    yield claimed("share", living, expected=0.0025, within=5e-6, meaning=meaning)
    many = living * circle.members
    meaning = "that many in a circle of 100,000"
    yield claimed("livings", many, expected=250, within=0.5, meaning=meaning)
    half = circle.livings(spend=25, need=20_000) * circle.members
    meaning = "the same where all spend half as much"
    yield claimed("half_price", half, expected=125, within=0.5, meaning=meaning)
    rich = circle.but(outside=10.0).livings(spend=50, need=20_000)
    meaning = "share who can live of it with ten outside readers a member"
    yield boundary("outside", rich, expected=0.0275, within=5e-5, meaning=meaning)
    few = circle.but(makers=0.01)
    readers = np.arange(0, 10.5, 0.5)
    pays = [few.but(outside=x).livings(spend=50, need=20_000) >= few.makers for x in readers]
    meaning = "outside readers a member at which all can live, where one member in 100 makes"
    yield boundary("all_live", readers[pays][0], expected=3, within=0.25, meaning=meaning)


@check("E51-niches")
def niches() -> Observations:
    """Observe how many makers a circle feeds whole and cut up, and what narrow fit would change."""

    def fed(niches: int, spend: float = 1.0) -> int:
        niche = AttentionBudget(members=10_000 // niches)
        return niches * int(niche.members * niche.livings(spend=spend, need=1500) + 1e-9)

    for name, cut, makers in (("whole", 1, 6), ("two", 2, 6), ("five", 5, 5), ("ten", 10, 0)):
        meaning = f"makers whom 10,000 people in {cut} niches feed, 1,500 to a maker"
        yield claimed(name, fed(cut), expected=makers, meaning=meaning)
    meaning = (
        "makers whom ten niches feed where each spends ten times as much in a niche of one's own"
    )
    yield boundary("fit", fed(10, spend=10.0), expected=60, meaning=meaning)
    meaning = "makers whom ten niches feed where each spends half as much again: as many as before"
    yield boundary("turn", fed(10, spend=1.5), expected=10, meaning=meaning)


@check("E16-no-scaling")
def no_scaling() -> Observations:
    """Observe how many can have a share of what there is, and how many can have an amount of it."""
    circle = HobbyFinance(fee=0.0)

    def earnings(makers: int) -> np.ndarray:
        return circle.nets(makers) + circle.spend

    for name, makers, stars in (("village", 100, 3), ("town", 10_000, 2)):
        shares = earnings(makers) / earnings(makers).sum()
        meaning = f"makers of {makers:,} who have a twentieth of all that is paid, by 1/rank"
        found = int((shares >= 0.05).sum())
        yield claimed(name, found, expected=stars, meaning=meaning)
    for name, makers, rich in (("rich_village", 100, 1), ("rich_town", 10_000, 102)):
        meaning = f"makers of {makers:,} who have a thousand a year, of a hundred paid by each"
        found = int((earnings(makers) >= 1000).sum())
        yield boundary(name, found, expected=rich, meaning=meaning)


@check("E42-boost-capacity")
def boost_capacity() -> Observations:
    """Observe how long a star's favours take to go round."""
    star = Rota()
    meaning = "months until each of 900 hopefuls has had one of ten boosts a month, in turn"
    yield claimed("months", star.months, expected=90, within=1e-9, meaning=meaning)
    year = star.run().boosted[12]
    meaning = "share of them who have had one after a year"
    yield claimed("year", year, expected=0.133, within=5e-4, meaning=meaning)
    lot = star.but(order="by lot")
    meaning = "months until each has had one, by lot: fair, and no faster"
    expected = 90 * (math.log(900) + 0.5772)  # the last of them waits for the sum of 1/k
    yield claimed("months_by_lot", lot.months, expected=expected, within=0.1, meaning=meaning)
    meaning = "share of them who have had one after a year, by lot"
    drawn = lot.run().boosted[12]
    yield claimed("year_by_lot", drawn, expected=0.125, within=5e-4, meaning=meaning)
    few = star.but(hopefuls=100).run().boosted[12]
    meaning = "share of a hundred hopefuls who have had one after a year, in turn"
    yield boundary("few", few, expected=1, meaning=meaning)


@check("E22-milkmaid")
def milkmaid() -> Observations:
    """Observe what a plan of many steps comes to, and where the steps are one step."""
    usual = Plan()
    for name, each, chance in (
        ("even", 0.5, 1 / 32),
        ("low", 0.3, 0.00243),
        ("high", 0.8, 0.32768),
    ):
        found = usual.but(each=each).result().yours.chance
        meaning = f"chance that five steps come off together, {each:.0%} each"
        yield claimed(name, found, expected=chance, within=5e-6, meaning=meaning)
    longer = usual.but(steps=10).result().yours.chance
    meaning = "the same of ten steps, 50 % each"
    yield claimed("longer", longer, expected=1 / 1024, within=5e-6, meaning=meaning)
    # Of three even steps that share half of their luck: 1/8 + 3·arcsin(½)/4π, by the orthant.
    three = usual.but(steps=3, doors=0.5).result().yours.chance
    meaning = "the same of three even steps that share half of their luck"
    yield claimed("three", three, expected=0.25, within=5e-6, meaning=meaning)
    doors = usual.but(doors=0.5).result().yours.chance
    meaning = "chance of five even steps where they share half of their luck: doors open doors"
    yield boundary("doors", doors, expected=1 / 6, within=5e-6, meaning=meaning)


def pairs(guests: int, mutual: float, back: bool) -> tuple[float, float]:
    """Return how many pairs a hundred lifts leave, by the law of a single pair.

    In a circle of 300 in which ten are followed at first, any ordered pair that does not follow yet
    is met with one chance in each round: as guest and host, as host and guest, as two guests.

    Returns
    -------
    The share of pairs that do not follow yet, mean over rounds, and the mean following in the end.
    """
    n = 300
    ordered = n * (n - 1)
    met = (2 if back else 1) * guests / ordered + mutual * guests * (guests - 1) / ordered
    left = (1 - 10 / (n - 1)) * (1 - met) ** np.arange(101)
    return left[:100].mean(), (n - 1) * (1 - left[100])


@check("E30-mean-in-equals-out")
def mean_in_equals_out() -> Observations:
    """Observe that what members gain others give, round by round, and who breaks the rule."""

    def gap(table: pd.DataFrame) -> float:
        gained = (table.host + 30 * table.guest).cumsum() / 300  # thirty guests of three hundred
        return np.abs(table.followers.iloc[0] + gained - table.following).max()

    meaning = "mean followers, by what each round brings, less mean following: the largest gap"
    worst = max(gap(Lift().run(seed)) for seed in range(3))
    yield claimed("gap_lift", worst, expected=0, within=1e-9, meaning=meaning)
    one_way = max(gap(Lift(follow_back="no").run(seed)) for seed in range(3))
    meaning = "the same where hosts do not follow back"
    yield claimed("gap_one_way", one_way, expected=0, within=1e-9, meaning=meaning)
    mean = over_seeds(Lift(), at_end("followers"), seeds=6)
    _, expected = pairs(30, 0.01, back=True)
    meaning = "mean followers after 100 lifts, from ten"
    yield claimed("mean", mean, expected=expected, within=0.005, meaning=meaning)
    table = Lift(strangers=10).run()
    more = table.followers.iloc[-1] - table.following.iloc[-1]
    meaning = (
        "mean followers less mean following, where ten outsiders follow each of 100 hosts in a "
        "circle of 300"
    )
    yield boundary("with_strangers", more, expected=10 * 100 / 300, within=1e-9, meaning=meaning)


@check("E35-lift")
def lift() -> Observations:
    """Observe who grows by a thread in which all are to grow, and when all do."""

    def read(table: pd.DataFrame) -> dict[str, float]:
        host, guest = table[["host", "guest"]].iloc[1:].mean()
        before, after = table.gini.iloc[[0, -1]]
        found = {"host": host, "guest": guest, "ratio": host / guest}
        return found | {"before": before, "after": after}

    def seen(**changed: float | str) -> pd.Series:
        return over_runs(Lift(**changed), read, range(10))

    usual = seen()
    left, _ = pairs(30, 0.01, back=True)
    meaning = "followers that a thread brings its host, 30 guests of 300"
    yield claimed("host", usual.host, expected=30 * left, within=0.05, meaning=meaning)
    meaning = "followers that it brings a guest, who is followed back"
    each = 1 + 29 * 0.01
    yield claimed("guest", usual.guest, expected=each * left, within=0.005, meaning=meaning)
    meaning = "the first in units of the second"
    yield claimed("ratio", usual.ratio, expected=30 / each, within=0.05, meaning=meaning)
    one_way = seen(follow_back="no")
    left, _ = pairs(30, 0.01, back=False)
    meaning = "the same for a guest who is not followed back"
    expected = 29 * 0.01 * left
    yield claimed("guest_one_way", one_way.guest, expected=expected, within=0.005, meaning=meaning)
    meaning = "host's gain in units of such a guest's"
    expected = 30 / (29 * 0.01)
    yield claimed("ratio_one_way", one_way.ratio, expected=expected, within=0.5, meaning=meaning)
    meaning = "Gini of followers before the first thread"
    yield claimed("gini_before", usual.before, expected=0.1738, within=5e-4, meaning=meaning)
    meaning = "the same after a hundred"
    yield claimed("gini_after", usual.after, expected=0.2662, within=0.0017, meaning=meaning)
    meaning = "the same where hosts do not follow back"
    yield claimed("gini_one_way", one_way.after, expected=0.3684, within=0.0018, meaning=meaning)
    everybody = seen(take_up=1.0)
    meaning = "the same where everybody takes part, and is followed back"
    yield boundary("gini_all", everybody.after, expected=0.0709, within=4e-4, meaning=meaning)
    friendly = seen(mutual=0.05)
    left, _ = pairs(30, 0.05, back=True)
    each = 1 + 29 * 0.05
    meaning = "gain of a guest where guests follow each other at 5 %"
    expected = each * left
    yield boundary(
        "friendly_guest", friendly.guest, expected=expected, within=0.01, meaning=meaning
    )
    meaning = "host's gain in units of such a guest's: fewer, and still a hierarchy"
    expected = 30 / each
    yield boundary(
        "friendly_ratio", friendly.ratio, expected=expected, within=0.05, meaning=meaning
    )


# --------------------------------------------------------------------------------- under a ceiling


@check("E36-giles-shares")
def giles_shares() -> Observations:
    """Observe what the essay's percentages add up to, and what makes them a third or a half."""
    lowest = PeersAmongFollowers(stated=0.22)
    highest = PeersAmongFollowers(stated=0.38)
    author = PeersAmongFollowers()
    row = chosen(author, seeds=30)
    meaning = "the self-published author's three categories, added"
    stated = 0.16 + 0.03 + 0.04
    yield claimed("sum", row.writers, expected=stated, within=1e-9, meaning=meaning)
    meaning = "that many of 13,000 followers"
    yield claimed("count", row["count"], expected=2990, meaning=meaning)
    meaning = "that share as 500 read profiles may show it: tenth percentile"
    yield claimed("low", row.low, expected=0.206, within=0.002, meaning=meaning)
    meaning = "ninetieth percentile of the same"
    yield claimed("high", row.high, expected=0.254, within=0.002, meaning=meaning)
    width = over_seeds(author, lambda table: table.high[0] - table.low[0], seeds=30)
    meaning = "width of these eight tenths of samples, from the normal law"
    spread = 2 * 1.2816 * math.sqrt(stated * (1 - stated) / 500)
    yield claimed("width", width, expected=spread, within=0.001, meaning=meaning)
    for name, model, share, silent in (
        ("to_half", highest, 1 / 2, 0.1935),
        ("to_half_low", lowest, 1 / 2, 0.359),
        ("to_third_low", lowest, 1 / 3, 0.1453),
    ):
        told = {1 / 2: "a half", 1 / 3: "a third"}[share]
        meaning = f"silent writers among the rest that make {model.stated:.0%} {told}"
        yield claimed(name, model.needed(share), expected=silent, within=5e-5, meaning=meaning)
    meaning = "silent writers that the highest, 38 %, needs for a third"
    yield boundary("to_third", highest.needed(1 / 3), expected=0, meaning=meaning)
    assumed = author.but(undeclared=0.35).result().yours.writers
    meaning = "writers among the author's followers if 35 % of the rest were"
    expected = stated + 0.35 * (1 - stated)
    yield boundary("assumed", assumed, expected=expected, within=1e-9, meaning=meaning)


@check("E37-follow-upward")
def follow_upward() -> Observations:
    """Observe followers by tier where status settles whom one follows, and where interest does.

    Expected are the chances of all pairs, added up over the law of the appetites by quadrature.
    """

    def read(table: pd.DataFrame) -> dict[str, float]:
        star, name, hope, rest = table.followers
        upper = table.iloc[:3]
        theirs = upper.followers * upper["size"]
        from_below = (upper.below * theirs).sum() / theirs.sum()
        found = {"star": star, "name": name, "hope": hope, "rest": rest, "level": star / rest}
        return found | {"from_below": from_below}

    # The first two dozen seeds give hopes one follower too few, which four hundred others do not.
    found = over_runs(StatusTiers(), read, range(24, 40))
    for number, (name, followers) in enumerate(
        {"star": 760.54, "name": 340.80, "hope": 62.33, "rest": 6.176}.items(), start=1
    ):
        meaning = f"mean followers in tier {number}"
        yield claimed(name, found[name], expected=followers, within=0.005, meaning=meaning)
    meaning = "share of the upper tiers' followers from lower tiers"
    yield claimed("from_below", found.from_below, expected=0.9141, within=5e-4, meaning=meaning)
    level = over_runs(StatusTiers(status=0.0), read, range(10)).level
    meaning = "the star's followers in units of the last tier's, where all follow by interest"
    yield boundary("level", level, expected=0.6896, within=0.005, meaning=meaning)


@check("E38-follow-back-peers")
def follow_back_peers() -> Observations:
    """Observe how much is returned to those below, and where courtesy reigns."""

    def read(table: pd.DataFrame) -> dict[str, float]:
        return {"mutual": table.mutual[0], "star": table.returned[0]}

    usual = StatusTiers()
    peers, choosy, polite = (
        over_runs(model, read, range(10))
        for model in (usual, usual.but(gap=5.0), usual.but(gap=0.0))
    )
    meaning = "share of follows that go both ways, λ = 2"
    yield claimed("mutual", peers.mutual, expected=0.3061, within=5e-4, meaning=meaning)
    meaning = "the same at λ = 5"
    yield claimed("mutual_choosy", choosy.mutual, expected=0.2653, within=5e-4, meaning=meaning)
    meaning = "share of its followers whom the star follows back"
    yield claimed("star_returns", peers.star, expected=0.0143, within=5e-4, meaning=meaning)
    meaning = "share both ways where rank does not count"
    yield boundary("mutual_polite", polite.mutual, expected=0.6568, within=5e-4, meaning=meaning)
    meaning = "share of its followers whom a polite star follows"
    yield boundary("star_polite", polite.star, expected=0.5060, within=5e-4, meaning=meaning)


@check("E39-nested")
def nested() -> Observations:
    """Observe how many of the second tier's followers follow the star, and where all do alike."""

    def read(table: pd.DataFrame) -> dict[str, float]:
        everybody = table.followers[0] / 999
        return {"both": table.both[1], "excess": table.both[1] - everybody}

    usual, varied, alike = (
        over_runs(StatusTiers(appetite=appetite), read, range(12)) for appetite in (0.4, 1.2, 0.0)
    )
    meaning = "share of the second tier's followers who follow the star"
    yield claimed("both", usual.both, expected=0.7988, within=5e-4, meaning=meaning)
    meaning = "how far that exceeds everybody's share, appetites of 0.4"
    yield claimed("excess", usual.excess, expected=0.0375, within=5e-4, meaning=meaning)
    meaning = "how far that exceeds everybody's share, appetites of 1.2"
    yield claimed("excess_varied", varied.excess, expected=0.2332, within=5e-4, meaning=meaning)
    meaning = "the same where all have one appetite: big, not nested"
    yield boundary("excess_alike", alike.excess, expected=0, within=0.005, meaning=meaning)


@check("E40-ceiling")
def ceiling() -> Observations:
    """Observe where a following ends in a closed circle, and what lifts or removes the ceiling."""
    usual = Ceiling(days=4000)
    days = np.arange(usual.days + 1)
    for name, rank in (("high", 3), ("low", 100)):
        model = usual.but(rank=rank)
        meaning = f"where rank {rank} ends in a circle of 801 without loss"
        yield claimed(f"end_{name}", model.plateau, expected=800, within=1e-9, meaning=meaning)
        ninety = days[model.audience(days) >= 0.9 * model.plateau][0]
        slow = math.log(10) / (0.0075 * rank**-0.3)
        meaning = f"days until rank {rank} has nine tenths of it"
        yield claimed(f"days_{name}", ninety, expected=slow, within=1.0, meaning=meaning)
    simulated = over_seeds(usual.but(rank=3), at_end("median"))
    meaning = "rank 3 after 4,000 days, median of simulated worlds"
    yield claimed("simulated", simulated, expected=800, within=0.5, meaning=meaning)
    way = Ceiling().result().table
    meaning = "rank 20 after 1,000 days, on the way there"
    yield claimed("on_the_way", way.audience.iloc[-1], expected=762.2, within=0.05, meaning=meaning)
    first = usual.but(rank=1)
    for name, loss, end in (
        ("loss_2", 0.002, 631.6),
        ("loss_5", 0.005, 480.0),
        ("loss_10", 0.01, 342.9),
    ):
        meaning = f"where rank 1 ends if {loss:.1%} of followers leave in a day"
        found = first.but(loss=loss).plateau
        yield claimed(name, found, expected=end, within=0.05, meaning=meaning)
    held = first.but(loss=0.005)
    lossy = over_seeds(held, at_end("median"))
    meaning = "the second of these after 4,000 simulated days"
    yield claimed("loss_5_simulated", lossy, expected=480, within=0.5, meaning=meaning)
    behind = usual.but(rank=100, loss=0.005).plateau
    meaning = "where rank 100 ends at that loss: now rank does count"
    yield claimed("loss_5_behind", behind, expected=218.9, within=0.05, meaning=meaning)
    bound = status_bound(-np.arange(1, 802))
    for name, rank in (("below_high", 3), ("below_low", 100)):
        meaning = f"most who can follow rank {rank} of 801 if all follow upward"
        yield claimed(name, bound[rank - 1], expected=801 - rank, meaning=meaning)
    for name, bridge, after in (
        ("tenth", 0.1, 1285.2),
        ("three_tenths", 0.3, 2254.4),
        ("closed", 0.0, 798.2),
    ):
        meaning = f"following of rank 20 after 2,000 days, bridge of {bridge:g}, without loss"
        found = float(Ceiling(bridge=bridge).audience(2000))
        yield boundary(f"bridge_{name}", found, expected=after, within=0.05, meaning=meaning)
    for name, bridge, end, told in (
        ("loss", 0.1, 579.6, "end of rank 1, loss 0.005, bridge 0.1"),
        ("beyond", 0.3, 769.8, "the same with a bridge of 0.3: still an end"),
    ):
        found = held.but(bridge=bridge).plateau
        yield boundary(f"bridge_{name}", found, expected=end, within=0.05, meaning=told)


@check("E45-take-off")
def take_off() -> Observations:
    """Observe where accounts begin to grow of themselves, and what removes the line."""
    firm = TakeOff(luck=0.0)
    meaning = "size at which an account neither grows nor melts"
    yield claimed("watershed", firm.watershed, expected=2006.2, within=0.05, meaning=meaning)
    units = firm.watershed / firm.feedback
    meaning = "that in units of the size θ of feedback"
    yield claimed("in_units", units, expected=5**-0.25, within=1e-9, meaning=meaning)
    for start, expected, within in ((1500, 227.2, 0.05), (2000, 997.1, 0.05), (2200, 892_022, 0.5)):
        model = firm if start == 2000 else firm.but(start=start)
        end = model.result().yours.end
        meaning = (
            f"followers after 1,000 days of an account that began with {start:,}, without luck"
        )
        yield claimed(f"from_{start}", end, expected=expected, within=within, meaning=meaning)
    lucky = chosen(TakeOff(start=1500)).taken_off
    meaning = "share of accounts of 1,500 that take off all the same, by luck"
    yield boundary("luck", lucky, expected=0.0666, within=0.004, meaning=meaning)
    unlucky = chosen(TakeOff(start=2200)).taken_off
    meaning = "share of accounts of 2,200 that take off"
    yield boundary("no_luck", unlucky, expected=0.6965, within=0.007, meaning=meaning)
    free = TakeOff(melting=0.0, luck=0.0, start=100)
    meaning = "watershed where nobody melts away"
    yield boundary("no_melting", free.watershed, expected=0, meaning=meaning)


# ------------------------------------------------------------------------------ numbers on display


def judged(model: HiddenScore, seeds: Iterable[int] = range(14)) -> pd.Series:
    """Return the measures of a score under a setting, over draws of the works' quality."""
    return over_runs(model, model.judged, seeds)


MEASURES = {
    "gini": "Gini of likes",
    "validity": "rank correlation of likes and quality",
    "likes": "likes for each visit",
    "distance": "distance between worlds (0 to 2)",
}
# What a visitor at a time in 80 draws of a hundred works gives, and three standard errors of it.
SEEN = {
    "gini": (0.8456, 0.006),
    "validity": (0.3853, 0.013),
    "likes": (0.4816, 0.008),
    "distance": (1.532, 0.024),
}
HALF = {
    "gini": (0.4291, 0.004),
    "validity": (0.6327, 0.011),
    "likes": (0.3973, 0.004),
    "distance": (0.6377, 0.007),
}
# Where counts have no weight a visit is liked as often as a mean work: ∫ φ(z)/(1 + e^(0.56 − z/2)).
UNSEEN = {
    "gini": (0.2342, 0.004),
    "validity": (0.6912, 0.010),
    "likes": (0.3707, 5e-5),
    "distance": (0.3318, 0.004),
}
SHUFFLED = {
    0.1: {"gini": (0.7571, 0.008), "validity": (0.4733, 0.011), "likes": (0.4622, 0.008)},
    0.3: {"gini": (0.5778, 0.008), "validity": (0.5733, 0.012), "likes": (0.4236, 0.005)},
    1.0: {name: UNSEEN[name] for name in ("gini", "validity", "likes")},
}


def displayed(
    name: str,
    measures: pd.Series,
    told: str,
    expected: Mapping[str, tuple[float, float]],
    side: Callable[..., Observation] = claimed,
) -> Observations:
    """Yield the measures of one setting that something is expected of."""
    for measure, (value, within) in expected.items():
        meaning = f"{MEASURES[measure]}, {told}"
        found = measures[measure]
        yield side(f"{measure}_{name}", found, expected=value, within=within, meaning=meaning)


@check("E14-public-score")
def public_score() -> Observations:
    """Observe what becomes of inequality, validity and engagement as a count is shown."""
    seen = judged(HiddenScore())
    yield from displayed("seen", seen, "counts shown", SEEN)
    half = judged(HiddenScore(visibility=0.5))
    yield from displayed("half", half, "counts half as weighty", HALF)
    hidden = judged(HiddenScore(visibility=0.0))
    yield from displayed("hidden", hidden, "counts hidden", UNSEEN, boundary)
    meaning = "share of likes for each visit that hiding costs"

    def likes(model: HiddenScore, seed: int) -> float:
        return model.judged(model.run(seed)).likes

    shown = HiddenScore()
    lost = Mean.of(
        1 - likes(shown.but(visibility=0.0), seed) / likes(shown, seed) for seed in range(14, 54)
    )
    expected = 1 - UNSEEN["likes"][0] / SEEN["likes"][0]
    within = SEEN["likes"][1] * UNSEEN["likes"][0] / SEEN["likes"][0] ** 2
    yield boundary("likes_lost", lost, expected=expected, within=within, meaning=meaning)


@check("E57-less-extreme")
def less_extreme() -> Observations:
    """Observe what a little shuffling does to all three measures, and where it does nothing."""
    for share, expected in SHUFFLED.items():
        told = f"{share:.0%} of visitors shown something at random"
        # Full shuffling draws as hidden counts do: other seeds, or E14 would be seen again.
        measures = judged(HiddenScore(shuffle=share), range(14, 28))
        yield from displayed(f"{100 * share:.0f}", measures, told, expected)
    alike = judged(HiddenScore(spread=0.0)).likes
    expected = 1 / (1 + math.exp(0.56))
    meaning = "likes for each visit, counts shown, all works alike"
    yield boundary("likes_alike", alike, expected=expected, within=5e-4, meaning=meaning)
    hidden = HiddenScore(visibility=0.0)
    mixed = hidden.but(shuffle=0.3)

    def unequal(model: HiddenScore, seed: int) -> float:
        return model.judged(model.run(seed)).gini

    idle = Mean.of(unequal(mixed, seed) - unequal(hidden, seed + 10) for seed in range(10))
    meaning = "what shuffling changes in the Gini where counts are hidden anyway"
    yield boundary("idle", idle, expected=0, within=0.005, meaning=meaning)


@check("E55-arbitrary-views")
def arbitrary_views() -> Observations:
    """Observe that parties part and worlds disagree together, and where only one of these comes."""

    def seen(seeds: int = 20, **settings: float) -> pd.Series:
        def read(table: pd.DataFrame) -> pd.Series:
            return table[["gap", "unsettled"]].mean()

        return over_runs(ArbitraryViews(**settings), read, range(seeds))

    for influence, gap, spread in ((0.0, 0.0857, 0.0391), (1.0, 0.483, 0.400), (1.5, 0.872, 0.808)):
        found = seen(influence=influence, seeds=20 if influence else 80)
        told = f"influence of {influence:g}"
        name = f"{10 * influence:.0f}"
        within = 5e-4 if influence == 0 else 0.008  # the first follows from the lean and the luck
        meaning = f"mean gap between the parties, {told}"
        yield claimed(f"gap_{name}", found.gap, expected=gap, within=within, meaning=meaning)
        meaning = f"spread of that gap, with its sign, between worlds, {told}"
        spreads = found.unsettled
        yield claimed(f"unsettled_{name}", spreads, expected=spread, within=within, meaning=meaning)
    strong = seen(prior=2.0)
    meaning = "mean gap, influence of 1, where parties lean strongly to begin with"
    yield boundary("gap_prior", strong.gap, expected=0.8815, within=0.007, meaning=meaning)
    meaning = "spread between worlds there: parted, and predictable"
    yield boundary(
        "unsettled_prior", strong.unsettled, expected=0.0947, within=0.006, meaning=meaning
    )


# --------------------------------------------------------------------- who has, and who came first


def turning(law: Callable[..., np.ndarray], top: float) -> float:
    """Return the Gini from which on the first share of holders hold more than all the rest."""
    grid = np.linspace(0.5, 0.99, 4901)
    return grid[law(grid, top) > 0.5][0]


@check("E25-gini-numbers")
def gini_numbers() -> Observations:
    """Observe that published shares and Ginis agree, and what the first hundredth needs."""
    for name, top, share, value in (
        ("followers", 0.2, 0.96, 0.951),
        ("retweets", 0.2, 0.93, 0.914),
        ("views", 0.03, 0.85, 0.911),
    ):
        meaning = f"Pareto Gini if {top:.0%} hold {share:.0%}"
        found = float(pareto_gini(top, share))
        yield claimed(f"gini_{name}", found, expected=value, within=5e-4, meaning=meaning)
    least = Concentration(concentration=0.9)
    most = Concentration(concentration=0.94)
    for name, model, first, fifth in (("least", least, 0.785, 0.919), ("most", most, 0.867, 0.951)):
        told = f"Pareto, Gini {model.concentration:g}"
        row = model.result().yours
        meaning = f"held by the first hundredth, {told}"
        yield claimed(f"first_{name}", row.pareto, expected=first, within=5e-4, meaning=meaning)
        wide = model.but(top=0.2).result().yours
        meaning = f"held by the first fifth, {told}"
        yield claimed(f"fifth_{name}", wide.pareto, expected=fifth, within=5e-4, meaning=meaning)
    thin = least.result().yours.lognormal
    meaning = "held by the first hundredth, log-normal, Gini 0.9"
    yield boundary("first_lognormal", thin, expected=0.500, within=5e-4, meaning=meaning)
    for name, law, value in (
        ("pareto", pareto_top_share, 0.738),
        ("lognormal", lognormal_top_share, 0.900),
    ):
        meaning = f"Gini above which the first hundredth hold more than all others, {name}"
        turn = turning(law, 0.01)
        yield boundary(f"turn_{name}", turn, expected=value, within=5e-4, meaning=meaning)


@check("E11-few-can-live")
def few_can_live() -> Observations:
    """Observe how few of a Pareto law lie above the mean, and how many of a thinner one."""
    exponent = 1.04
    law = Concentration(concentration=round(1 / (2 * exponent - 1), 6))
    above = law.result().yours.above_mean
    meaning = "share of makers above the mean, Pareto exponent 1.04"
    yield claimed("above_mean", above, expected=0.0338, within=5e-5, meaning=meaning)
    meaning = "share above ten times the mean, same"
    tenfold = above * 10**-exponent
    yield claimed("above_ten", tenfold, expected=0.00308, within=5e-6, meaning=meaning)
    thin = Concentration(concentration=0.2).result().yours.above_mean
    meaning = "share above the mean at a Gini of 0.2, exponent 3"
    yield boundary("above_thin", thin, expected=8 / 27, within=5e-4, meaning=meaning)


@check("E13-lurkers")
def lurkers() -> Observations:
    """Observe what Gini a share of the talk implies, and from where on most of it comes of few."""
    talk = float(pareto_gini(0.1, 0.8))
    meaning = "Pareto Gini if a tenth of accounts write 80 %"
    yield claimed("gini", talk, expected=0.823, within=5e-4, meaning=meaning)
    row = Concentration(concentration=round(talk, 2)).result().yours
    meaning = "written by the first hundredth, same law"
    yield claimed("first", row.pareto, expected=0.634, within=5e-4, meaning=meaning)
    meaning = "the same, log-normal, at that Gini"
    yield boundary("first_lognormal", row.lognormal, expected=0.334, within=5e-4, meaning=meaning)
    for name, law, value in (
        ("pareto", pareto_top_share, 0.537),
        ("lognormal", lognormal_top_share, 0.635),
    ):
        meaning = f"Gini up to which the first tenth do not write most of it, {name}"
        turn = turning(law, 0.1)
        yield boundary(f"turn_{name}", turn, expected=value, within=5e-4, meaning=meaning)


@check("E23-income-follows")
def income_follows() -> Observations:
    """Observe income's Gini where pay is a power of attention, and what breaks the link."""
    law = Concentration()
    spread = float(lognormal_spread(law.concentration))
    for power, value in ((0.8, 0.839), (1.0, 0.920), (1.2, 0.964), (1.5, 0.991)):
        meaning = f"Gini of income = attention^{power:g}, log-normal attention with a Gini of 0.92"
        found = float(lognormal_gini(power * spread))
        name = f"gini_{10 * power:.0f}"
        yield claimed(name, found, expected=value, within=5e-4, meaning=meaning)
    flat = float(lognormal_gini(0.5 * spread))
    meaning = "Gini where income grows with the root of attention"
    yield boundary("gini_5", flat, expected=0.619, within=5e-4, meaning=meaning)
    most = float(pareto_exponent(law.result().yours.gini))
    meaning = "power above which a Pareto income has no mean at all"
    yield boundary("power_lost", most, expected=1.043, within=5e-4, meaning=meaning)
    people = 10_000
    attention = np.exp(spread * normal_quantile((np.arange(people) + 0.5) / people))
    salaried = 0.5 / people + 0.5 * attention / attention.sum()
    meaning = "Gini of 10,000 incomes where half of all that is paid is equal salaries"
    expected = gini(attention) / 2  # equal parts differ by nothing, and halve all other differences
    yield boundary("salaried", gini(salaried), expected=expected, within=1e-9, meaning=meaning)


@check("E26-shared-vocabulary")
def shared_vocabulary() -> Observations:
    """Observe that concentration gives people something in common, and so do groups without it."""
    for index, share, within, works in (
        (0.3, 0.0509, 0.003, 8620.9),
        (0.6, 0.1475, 0.004, 4937.7),
        (0.94, 0.9776, 0.003, 383.1),
    ):
        row = chosen(Concentration(concentration=index), seeds=20)
        name = f"{100 * index:.0f}"
        told = f"Gini {index:g}"
        meaning = f"chance that two people have one of 20 works in common, of 10,000, {told}"
        yield claimed(f"shared_{name}", row.shared, expected=share, within=within, meaning=meaning)
        meaning = f"works that count (exp of entropy), {told}"
        count = row.effective
        yield claimed(f"effective_{name}", count, expected=works, within=0.05, meaning=meaning)
    split = chosen(Concentration(concentration=0.9, groups=8), seeds=20)
    meaning = "the same within one of eight groups, each at a Gini of 0.9"
    yield boundary("within", split.shared, expected=0.8795, within=0.006, meaning=meaning)
    meaning = "the same across two of these groups"
    yield boundary("across", split.across, expected=0.0340, within=0.004, meaning=meaning)
    meaning = "Gini of all eight taken together"
    yield boundary("together", split.together, expected=0.6793, within=0.001, meaning=meaning)


def held_by_first(entrants: int, first: int) -> float:
    """Return the share of all links that those who came first hold in the mean, at γ = 1.

    Each newcomer multiplies 1 + links of one who is there by 1 + 1/(2t − 1) in the mean, where t
    are there and have 2t − 1 of these in all.
    """
    growth = 1 + 1 / (2 * np.arange(1, entrants) - 1)
    links = [np.prod(growth[place:]) - 1 for place in range(first)]
    return float(np.sum(links) / (entrants - 1))


@check("E10-late-imitators")
def late_imitators() -> Observations:
    """Observe what those who come first hold, and what lets others in."""

    def seen(**changed: float) -> pd.Series:
        return over_runs(LateComers(**changed), lambda table: table.iloc[0], range(16))

    usual = seen()
    meaning = "share of all links held by the first hundredth of a thousand to come"
    expected = held_by_first(1000, 10)
    yield claimed("held", usual.held, expected=expected, within=5e-4, meaning=meaning)
    meaning = "the same in the long run, from the equation 2√q − q"
    yield claimed("expected", float(usual.expected), expected=0.19, within=1e-9, meaning=meaning)
    meaning = "rank correlation of coming late and links"
    yield claimed("correlation", usual.correlation, expected=-0.529, within=0.003, meaning=meaning)
    meaning = "share of the ten most linked who came in the last 80 %"
    yield claimed("late", usual.late, expected=0.002, within=0.002, meaning=meaning)
    unlike = seen(fitness=2.0)
    meaning = "the same where fitness differs (σ = 2)"
    yield boundary("late_unlike", unlike.late, expected=0.177, within=0.019, meaning=meaning)
    meaning = "rank correlation there"
    there = unlike.correlation
    yield boundary("correlation_unlike", there, expected=-0.201, within=0.007, meaning=meaning)
    weak = seen(pull=0.5)
    meaning = "held by the first hundredth at γ = 0.5"
    yield boundary("held_weak", weak.held, expected=0.0838, within=0.0018, meaning=meaning)
    meaning = "late entrants among the ten most linked at γ = 0.5"
    yield boundary("late_weak", weak.late, expected=0.002, within=0.0025, meaning=meaning)
    strong = seen(pull=1.5)
    meaning = "held by the first hundredth at γ = 1.5"
    yield boundary("held_strong", strong.held, expected=0.907, within=0.006, meaning=meaning)


@check("E19-rich-and-poor")
def rich_and_poor() -> Observations:
    """Observe how inequality grows with the pull of the large and the loss of the small."""

    def read(table: pd.DataFrame) -> dict[str, float]:
        end = last(table)
        return {**end, "left": 250 + 50 * end.typical}

    for pull, index, largest in (
        (0.5, (0.8868, 0.002), (0.2288, 0.004)),
        (1.0, (0.9493, 0.0015), (0.503, 0.014)),
        (1.5, (0.9761, 0.001), (0.909, 0.015)),
    ):
        row = over_runs(RichAndPoor(pull=pull, loss=0.9), read, range(10))
        name = f"{10 * pull:.0f}"
        told = f"γ = {pull:g}, nine leave for ten who come"
        value, within = index
        meaning = f"Gini after a hundred rounds, {told}"
        yield claimed(f"gini_{name}", row.gini, expected=value, within=within, meaning=meaning)
        value, within = largest
        meaning = f"share of the largest of fifty, {told}"
        yield claimed(
            f"largest_{name}", row.largest, expected=value, within=within, meaning=meaning
        )
        if pull == 1.0:
            meaning = "share of accounts left without followers, γ = 1"
            yield claimed("empty", row["empty"], expected=0.9306, within=0.002, meaning=meaning)
            meaning = "followers left in all, of 250 and a thousand who came: nine in ten left"
            yield claimed("left", row.left, expected=350, within=0.5, meaning=meaning)
    kept = over_runs(RichAndPoor(), last, range(10))
    meaning = "Gini after a hundred rounds where nobody leaves, γ = 1"
    yield boundary("gini_kept", kept.gini, expected=0.2137, within=0.0016, meaning=meaning)
    weak = over_runs(RichAndPoor(pull=0.5), last, range(10))
    meaning = "the same at γ = 0.5: the rich gain more, and the poor gain, too"
    yield boundary("gini_weak", weak.gini, expected=0.1389, within=0.0011, meaning=meaning)


@check("E53-seeded-reviews")
def seeded_reviews() -> Observations:
    """Observe what reviews by friends draw after them, and when they draw less than themselves."""
    seeds = range(20)

    def gained(start: int, pull: float = 1.0) -> np.ndarray:
        model = RichAndPoor(head_start=start, pull=pull)
        return np.array([model.run(seed).gained[50] for seed in seeds])

    found = {start: gained(start) for start in (0, 10, 40, 80)}
    for start, values in found.items():
        meaning = f"further readers of 500 for one book of fifty that begins {start} ahead"
        urn = 500 * (5 + start) / (250 + start)  # a share of what comes, as of what there is
        name = f"gained_{start}"
        yield claimed(name, Mean.of(values), expected=urn, within=0.05, meaning=meaning)
    for name, start, expected in (("first", 10, 1.885), ("last", 80, 1.485)):
        each = Mean.of((found[start] - found[0]) / start)
        meaning = f"extra readers for each review of a start of {start}"
        yield claimed(f"each_{name}", each, expected=expected, within=5e-4, meaning=meaning)
    weak = {start: gained(start, pull=0.7) for start in (0, 10, 40)}
    for start, expected, within in ((10, 19.01, 0.22), (40, 36.74, 0.28)):
        meaning = f"further readers with a start of {start} where success draws less (γ = 0.7)"
        name = f"weak_{start}"
        readers = Mean.of(weak[start])
        yield boundary(name, readers, expected=expected, within=within, meaning=meaning)
    each = Mean.of((weak[40] - weak[0]) / 40)
    meaning = "extra readers for each of 40 reviews there: fewer than the review itself"
    yield boundary("each_weak", each, low=0, high=1, meaning=meaning)


@check("E06-offline-multiplier")
def offline_multiplier() -> Observations:
    """Observe how often the first account leads, and what a start is worth in the end."""

    for start, expected, within, runs in (
        (0, 1 / 50, 0, 30),
        (5, 0.398, 0.008, 40),
        (20, 1, 0.003, 10),
    ):
        leads = over_seeds(RichAndPoor(head_start=start), at_end("leads"), seeds=runs)
        meaning = f"share of worlds that an account leads which began {start} ahead of 49 others"
        yield claimed(f"leads_{start}", leads, expected=expected, within=within, meaning=meaning)
    for pull, side, expected, within in (
        (1.0, claimed, 25 / 270, 5e-5),
        (0.5, boundary, 0.0472, 3e-4),
        (1.5, boundary, 0.4926, 0.003),
    ):
        model = RichAndPoor(head_start=20, pull=pull)
        share = over_seeds(model, lambda table: (25 + last(table).gained) / (270 + 1000))
        meaning = (
            f"share of all followers with a start of 20, {25 / 270:.1%} at first, after a hundred "
            f"rounds at γ = {pull:g}"
        )
        name = f"share_{10 * pull:.0f}"
        yield side(name, share, expected=expected, within=within, meaning=meaning)


# ------------------------------------------------------------------------------------ closed loops


@check("E12-tight-loop")
def tight_loop() -> Observations:
    """Observe how few ideas a small circle keeps, and how little fresh blood it takes."""

    def settled(seeds: int = 10, **settings: float) -> pd.Series:
        def read(table: pd.DataFrame) -> pd.Series:
            return table[["ideas", "sameness"]].tail(10).mean()

        return over_runs(TightLoop(**settings), read, range(seeds))

    for members, ideas, within in ((20, 2.28, 0.04), (100, 8.68, 0.16), (500, 41.1, 0.7)):
        meaning = f"different ideas in a circle of {members}, one new in a hundred"
        found = settled(members=members)
        name = f"ideas_{members}"
        yield claimed(name, found.ideas, expected=ideas, within=within, meaning=meaning)
        if members == 100:
            usual = found
    # Two hold the same if both copied, and copied one person, or two who held the same.
    kept = 0.99**2
    equation = kept / (100 - 99 * kept)
    meaning = "chance that two of 100 hold the same idea, same"
    yield claimed("sameness", usual.sameness, expected=equation, within=0.005, meaning=meaning)
    meaning = "the same from the equation"
    yield claimed("expected", TightLoop().expected, expected=equation, within=1e-9, meaning=meaning)
    alone = settled(members=20, fresh=0.0)
    meaning = "ideas left in a circle of 20 without any new ones"
    yield claimed("closed", alone.ideas, expected=1, within=5e-4, meaning=meaning)
    for members in (20, 100, 500):
        half = TightLoop(members=members, fresh=0.5 / members).expected
        meaning = f"sameness of a circle of {members} with one new idea every other step"
        yield boundary(f"half_{members}", half, expected=0.5, within=0.01, meaning=meaning)
    halved = settled(members=20, fresh=0.025, seeds=20).sameness
    meaning = "the same of simulated circles of 20"
    yield boundary("half_simulated", halved, expected=0.490, within=0.005, meaning=meaning)
    fresh = settled(fresh=0.05).ideas
    meaning = "ideas in a circle of 100, five new in a hundred"
    yield boundary("fresh", fresh, expected=26.16, within=0.3, meaning=meaning)


def drifted(rounds: int) -> float:
    """Return the concentration to which makers drift who each copy a topic in a round in five.

    Of two makers one or both choose anew in 0.36 of rounds, and then pick the other's topic, or one
    maker's both, one time in a hundred; at the start one pair in twenty shares a topic.
    """
    apart = 0.95 * (1 - 0.36 / 100) ** rounds
    return 1 / 100 + (1 - 1 / 100) * (1 - apart)


@check("E20-topic-lock-in")
def topic_lock_in() -> Observations:
    """Observe how makers crowd on topics as time goes by, and what comes of counting the crowd."""

    def crowd(seeds: int = 10, **settings: float) -> pd.Series:
        return over_runs(HotTopics(**settings), last, range(seeds))

    usual = crowd()
    weak = crowd(pull=0.9)
    for name, found, pull, expected, within in (
        ("crowd_5", crowd(pull=0.5), 0.5, 0.1086, 0.002),
        ("crowd_9", weak, 0.9, 0.251, 0.009),
        ("crowd_10", usual, 1.0, drifted(150), 5e-4),
        ("crowd_12", crowd(pull=1.2), 1.2, 0.993, 0.005),
    ):
        meaning = (
            f"concentration of makers on topics (0.05 to 1) after 150 rounds at γ = {pull:g}, no "
            "eye for the crowd"
        )
        index = found.concentration
        yield claimed(name, index, expected=expected, within=within, meaning=meaning)
    meaning = "rounds after which that is so"
    yield claimed("rounds", float(usual["round"]), expected=150, meaning=meaning)
    for name, pull, expected, within in (
        ("later_9", 0.9, 0.508, 0.04),
        ("later_10", 1.0, drifted(1500), 0.01),  # in most runs no world of a hundred is undecided
    ):
        index = crowd(pull=pull, rounds=1500, seeds=5).concentration
        meaning = f"the same after 1,500 rounds at γ = {pull:g}"
        yield claimed(name, index, expected=expected, within=within, meaning=meaning)
    meaning = "topics of twenty that still have a maker after 150 rounds, γ = 1"
    yield claimed("topics", usual.topics, expected=3.56, within=0.17, meaning=meaning)
    meaning = "attention for a maker in the hot topic, in mean makers', γ = 0.9: chasing it costs"
    yield claimed("premium", weak.premium, expected=0.957, within=0.003, meaning=meaning)
    counted = crowd(congestion=1.0).concentration
    meaning = "concentration after 150 rounds where makers count the crowd, γ = 1"
    yield boundary("counted", counted, expected=0.0744, within=0.001, meaning=meaning)
    strong = crowd(pull=1.2, congestion=1.0)
    meaning = "the same at γ = 1.2"
    index = strong.concentration
    yield boundary("counted_strong", index, expected=0.0844, within=0.0011, meaning=meaning)
    meaning = "attention for a maker in the hot topic there, in mean makers': now it pays"
    premium = strong.premium
    yield boundary("premium_strong", premium, expected=1.099, within=0.004, meaning=meaning)
    counted = crowd(congestion=1.0, rounds=1500, seeds=5).concentration
    meaning = "concentration after 1,500 rounds where makers count the crowd, γ = 1"
    yield boundary("counted_later", counted, expected=0.1005, within=0.003, meaning=meaning)


# --------------------------------------------------------------------- promises, and who pays them


@check("E07-silent-failures")
def silent_failures() -> Observations:
    """Observe what success looks like where failures keep silent."""
    row = chosen(SilentFailures(), seeds=20)
    meaning = "share of successes among those seen; it is 1 % in truth"
    expected = 0.01 / (0.01 + 0.99 * 0.05)
    yield claimed("rate", row.rate, expected=expected, within=5e-5, meaning=meaning)
    meaning = "mean outcome seen, in median outcomes, 95 % of failures hidden"
    yield claimed("mean", row["mean"], expected=12.64, within=0.005, meaning=meaning)
    open_eyes = chosen(SilentFailures(hidden=0.0), seeds=20)
    meaning = "mean outcome of all, in median outcomes"
    expected = math.exp(1.5**2 / 2)
    yield claimed("true_mean", open_eyes["mean"], expected=expected, within=5e-4, meaning=meaning)
    meaning = "share of successes seen where nothing is hidden"
    yield boundary("rate_open", open_eyes.rate, expected=0.01, within=1e-9, meaning=meaning)
    half = chosen(SilentFailures(hidden=0.5), seeds=20).rate
    meaning = "the same where half of the failures are hidden"
    expected = 0.01 / (0.01 + 0.99 * 0.5)
    yield boundary("rate_half", half, expected=expected, within=5e-6, meaning=meaning)


@check("E49-secrecy")
def secrecy() -> Observations:
    """Observe how many think that they are below average, with failures hidden and not."""
    hidden = SilentFailures().result().yours
    seen = SilentFailures(hidden=0.0).result().yours
    meaning = "share of all who lie below the mean that they see, 95 % of failures hidden"
    yield claimed("below_hidden", hidden.below, expected=0.9546, within=5e-5, meaning=meaning)
    meaning = "the same where no failure is hidden: a few large outcomes suffice"
    yield boundary("below_open", seen.below, expected=0.7734, within=5e-5, meaning=meaning)
    meaning = "share of all who lie below the median that they see, 95 % of failures hidden"
    median = hidden.below_median
    yield boundary("below_median", median, expected=0.595, within=5e-4, meaning=meaning)
    meaning = "the same where no failure is hidden: the published median"
    median = seen.below_median
    yield boundary("below_median_open", median, expected=0.5, within=1e-9, meaning=meaning)


@check("E02-rivals-not-customers")
def rivals_not_customers() -> Observations:
    """Observe how much of a contest goes into spoiling, where quality is hard to see."""
    usual = Tournament()
    for shows, value in ((1.0, 0.333), (0.5, 0.5), (0.2, 0.714), (0.05, 0.909)):
        share = usual.but(observability=shows).result().yours.hostile
        meaning = (
            f"share of sabotage in all effort, two contestants, quality observable at {shows:g}"
        )
        name = f"hostile_{100 * shows:.0f}"
        yield claimed(name, share, expected=value, within=5e-4, meaning=meaning)
    crowd = usual.but(observability=0.2, contestants=20).result().yours.hostile
    meaning = "the same among twenty contestants, observable at 0.2"
    yield boundary("many", crowd, expected=0.116, within=5e-4, meaning=meaning)
    dear = usual.but(observability=0.2, cost=10.0).result().yours.hostile
    meaning = "the same between two where sabotage costs five times as much"
    yield boundary("dear", dear, expected=1 / 3, within=1e-9, meaning=meaning)


@check("E03-nasty-small-stakes")
def nasty_small_stakes() -> Observations:
    """Observe whether venom grows as prizes shrink: only where it is free."""
    prizes = {"small": 0.1, "usual": Tournament().prize, "large": 2.0}

    def hostile(insults: float) -> dict[str, float]:
        games = {name: Tournament(prize=prize, insults=insults) for name, prize in prizes.items()}
        return {name: game.result().yours.hostile for name, game in games.items()}

    for (name, value), expected in zip(hostile(0.1).items(), (0.750, 0.429, 0.385), strict=True):
        meaning = f"hostile share of all that is done, {name} prize, free insults"
        yield claimed(f"free_{name}", value, expected=expected, within=5e-4, meaning=meaning)
    priced = list(hostile(0.0).values())
    change = max(priced) - min(priced)
    meaning = "what the size of the prize changes where every harm has a cost"
    yield boundary("priced", change, expected=0, within=1e-12, meaning=meaning)


@check("E31-hobby-finance")
def hobby_finance() -> Observations:
    """Observe who loses where makers live of each other, and how much outside money mends it."""
    closed = HobbyFinance()
    row = closed.result().yours
    meaning = "share of 1,000 makers who spend more than they earn"
    yield claimed("losing", row.losing, expected=0.907, within=1e-9, meaning=meaning)
    meaning = "net of the mean maker, who spends 100, at a fee of 30 %"
    yield claimed("net", row.net, expected=-30, within=1e-6, meaning=meaning)
    meaning = "net of the first of them"
    yield claimed("best", row.best, expected=9251, within=0.5, meaning=meaning)
    for times, value in ((1, 0.773), (5, 0.239), (10, 0.0)):
        losing = closed.but(readers=100_000 * times).result().yours.losing
        meaning = (
            f"share who lose where readers bring {times} times what makers spend, all of it to "
            "makers"
        )
        yield boundary(f"losing_{times}", losing, expected=value, within=1e-9, meaning=meaning)
    fair = closed.but(fee=0.0).result().yours.net
    meaning = "net of the mean maker where nobody takes a fee"
    yield boundary("net_no_fee", fair, expected=0, within=1e-9, meaning=meaning)


@check("E47-shovels")
def shovels() -> Observations:
    """Observe from what number of makers on advice earns more than the work that it is about."""
    trade = HobbyFinance(spend=20.0, readers=50_000)
    row = trade.result().yours
    meaning = "makers from whom on the adviser has more than a maker"
    expected = math.sqrt(50_000 / 6)  # 50,000/n against 6 from each of n
    yield claimed("crossing", trade.crossing, expected=expected, within=1e-9, meaning=meaning)
    meaning = "what readers pay each of 1,000 makers"
    yield claimed("maker", row.from_readers, expected=50, within=1e-9, meaning=meaning)
    meaning = "what an adviser takes from them"
    yield claimed("adviser", row.middleman, expected=6000, within=1e-9, meaning=meaning)
    few = trade.but(makers=50).result().yours
    meaning = "what readers pay each of 50 makers"
    yield boundary("few_maker", few.from_readers, expected=1000, within=1e-9, meaning=meaning)
    meaning = "what the adviser takes from these"
    yield boundary("few_adviser", few.middleman, expected=300, within=1e-9, meaning=meaning)
    idle = trade.but(spend=0.0).result().yours.middleman
    meaning = "what the adviser takes once aspirants stop spending"
    yield boundary("stopped", idle, expected=0, meaning=meaning)


@check("E32-pyramid")
def pyramid() -> Observations:
    """Observe when people run out, who is at the bottom by then, and what churn changes."""
    table = Pyramid().run()
    full = table["newcomers"] >= table.wanted
    filled = int(table["round"][full].max())
    meaning = "levels that eight thousand million people fill, six below each"
    yield claimed("levels", filled, expected=12, meaning=meaning)
    members = table.members[filled]
    expected = (6**13 - 1) / 5
    meaning = "people in these levels"
    yield claimed("members", members, expected=expected, within=0.5, meaning=meaning)
    meaning = "people whom the next level would need"
    yield claimed("wanted", table.wanted[filled + 1], expected=6**13, within=0.5, meaning=meaning)
    meaning = "members in the end: everybody there is"
    yield claimed("all", last(table).members, expected=8e9, within=0.5, meaning=meaning)
    meaning = "share with nobody below when it stops"
    yield claimed("bottom", last(table).bottom, expected=5 / 6, within=5e-4, meaning=meaning)
    half = last(Pyramid(below=2.0).run()).bottom
    meaning = "the same with two below each"
    yield claimed("bottom_two", half, expected=0.5, within=5e-4, meaning=meaning)
    churning = last(Pyramid(churn=0.5).run())
    refilled = churning.newcomers / churning.members
    meaning = "newcomers a round, in members, for ever, with half of the bottom leaving"
    yield boundary("refilled", refilled, expected=0.5 * 5 / 6, within=5e-4, meaning=meaning)
    meaning = "members who still rise in a round of these"
    yield boundary("rising", churning.rising, expected=0, meaning=meaning)


@check("E48-teachers")
def teachers() -> Observations:
    """Observe how many pupils find a place like their teacher's, and what growth changes."""
    meaning = "share of pupils placed, 7.8 in a teacher's career"
    yield claimed("placed", placed(7.8), expected=0.128, within=5e-4, meaning=meaning)
    upper = 1 - last(Pyramid(below=7.8).run()).bottom
    meaning = "share with pupils of their own in a tree of as many each"
    yield claimed("tree", upper, expected=0.128, within=5e-4, meaning=meaning)
    meaning = "share placed where a teacher has 300 pupils"
    yield claimed("hundreds", placed(300.0), expected=1 / 300, within=1e-9, meaning=meaning)
    growing = placed(7.8, growth=1.0)
    meaning = "share placed where places double in a career"
    yield boundary("growing", growing, expected=0.256, within=5e-4, meaning=meaning)
    meaning = "share placed where each trains a successor"
    yield boundary("one", placed(1.0), expected=1, meaning=meaning)


@check("E46-small-fish")
def small_fish() -> Observations:
    """Observe what sharing does for those who want enough, and for those who want a fortune."""
    expected = {  # of a pool: more than 0.8 of the mean, more than five times it
        1: (0.2738, 5e-5, 0.03415, 5e-6),
        5: (0.4096, 0.0015, 0.01384, 4e-4),
        20: (0.5506, 0.0024, 0.00249, 3e-4),
        100: (0.7680, 0.0028, 0.00013, 1e-4),
    }
    usual = RiskPool()
    models = {5: usual} | {size: usual.but(pool=size) for size in expected if size != 5}
    rows = {size: chosen(models[size], seeds=20) for size in expected}
    for size, (enough, within, _, _) in expected.items():
        meaning = f"chance of more than 0.8 of the mean income in a pool of {size}"
        found = rows[size].enough
        yield claimed(f"enough_{size}", found, expected=enough, within=within, meaning=meaning)
    for size, (_, _, fortune, within) in expected.items():
        meaning = f"chance of more than five times the mean in a pool of {size}"
        found = rows[size].fortune
        yield boundary(f"fortune_{size}", found, expected=fortune, within=within, meaning=meaning)
