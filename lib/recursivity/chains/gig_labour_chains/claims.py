"""The claims of *Gig-labour chains*: every number that the chapter quotes is observed here.

What is expected follows from the words of the claim: an equation solved by hand, an exact law
(order statistics, binomial, normal and lognormal), or an independent simulation, written from the
words with other random streams and run some hundreds or thousands of times. The error of such a
simulation, three standard errors of it, is what `within` allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
    equal_margin,
    over_seeds,
)
from . import (
    MOST,
    PRICES,
    BotOrCrowd,
    BoughtSilence,
    CollectiveFloor,
    CommodifiedRisk,
    CrowdLabels,
    FreeLabels,
    HalfRecognition,
    Heteromation,
    LabourChain,
    MarketAudit,
    PieceWork,
    PlanetaryMarket,
    ShareOfVoice,
    ToothpasteTube,
    Triage,
    TwoAverages,
    TwoLabourMarkets,
    Upgrading,
    bill,
)

Observations = Iterator[Observation]

TWEETS = 116  # a militant's quotas
SHARES = 2000

HALVINGS = 24  # of an interval: a ten-millionth of it is left


def runs(model: Model, seeds: int) -> list[pd.DataFrame]:
    """Return the tables of the seeds 0, 1, …, for means of several of their numbers."""
    return [model.run(seed) for seed in range(seeds)]


def mean(tables: list[pd.DataFrame], quantity: Callable[[pd.DataFrame], float]) -> Mean:
    """Return the mean of a number in each table, with its standard error."""
    return Mean.of(quantity(table) for table in tables)


def at(column: str, key: str, value: float) -> Callable[[pd.DataFrame], float]:
    """Return what reads a column in the row whose `key` has a value."""
    return lambda table: table.loc[table[key] == value, column].iloc[0]


def edge(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return where something that holds at `low`, and not at `high`, ends to hold, by halving."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if holds(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


@check("A03-users-as-training-ground")
def users_as_training_ground() -> Observations:
    """Observe what noisy clicks are worth, and how many users make paid labels superfluous."""
    labels = FreeLabels()
    some = chosen(labels)
    yield claimed(
        "needed",
        labels.needed,
        expected=5215,
        within=0.5,
        meaning="clean labels that an error of 5 % takes: 20 to the power 1/0.35",
    )
    yield claimed(
        "clicks_per_label",
        some.free / some.worth,
        expected=4,
        meaning="clicks worth one label, 1 in 4 false",
    )
    yield claimed(
        "paid_100",
        chosen(labels.but(users=100)).bought_share,
        expected=0.976,
        within=0.0005,
        meaning="share of labels to be bought with 100 users",
    )
    yield claimed(
        "paid_1000",
        some.bought_share,
        expected=0.760,
        within=0.0005,
        meaning="the same with 1,000 users",
    )
    enough = edge(lambda users: chosen(labels.but(users=users)).bought > 0, 100, 1e6)
    yield claimed(
        "enough",
        enough,
        expected=4172,
        within=0.5,
        meaning="users from whom on nothing has to be bought",
    )
    coin = FreeLabels(flip=0.5, users=10_000_000)
    yield boundary(
        "paid_coin",
        chosen(coin).bought_share,
        expected=1,
        meaning="share bought where clicks are coins, 10 million users",
    )
    noisy = chosen(labels.but(flip=0.45))
    yield boundary(
        "clicks_noisy",
        noisy.free / noisy.worth,
        expected=100,
        meaning="clicks worth one label, 45 in 100 false",
    )


@check("A06-planetary-labour-market")
def planetary_labour_market() -> Observations:
    """Observe what entry from elsewhere does to rates and work, and what friction leaves."""
    market = PlanetaryMarket()
    one = chosen(market)
    two = chosen(market.but(newcomers=2.0))
    yield claimed(
        "alone",
        chosen(market.but(newcomers=0.0)).rate,
        expected=6.4,
        meaning="rate at home with nobody from elsewhere, dollars: (r − 4)/6 = (10 − r)/9",
    )
    yield claimed(
        "rate",
        one.rate,
        expected=2.40625,
        meaning="rate with one newcomer per job, asking a twentieth: 77/32 dollars",
    )
    yield claimed(
        "untied",
        one.untied_rate,
        expected=0.40625,
        meaning="what newcomers without a tie get of it, dollars",
    )
    yield claimed(
        "untied_jobs",
        one.untied_work,
        expected=34.4,
        within=0.05,
        meaning="jobs in 100 held by the untied with one newcomer per job",
    )
    yield claimed(
        "tied_more",
        two.tied_work,
        expected=100,
        meaning="jobs in 100 held by tied newcomers, two newcomers per job",
    )
    yield claimed(
        "untied_more",
        two.untied_work,
        expected=0,
        within=1e-9,
        meaning="jobs held by the untied at the same time",
    )
    yield claimed(
        "home_more",
        one.home_work,
        expected=0,
        within=1e-9,
        meaning="jobs held at home with one newcomer per job",
    )
    yield boundary(
        "no_friction",
        chosen(market.but(friction=0.0)).untied_work,
        expected=50,
        meaning="jobs held by the untied without friction: as many as by the tied",
    )
    yield boundary(
        "wall",
        chosen(market.but(friction=4.5)).untied_work,
        expected=0,
        within=1e-9,
        meaning="jobs held by those whose tie is dearer to lack than people at home: 4.50 dollars",
    )
    yield boundary(
        "below_wall",
        chosen(market.but(friction=4.3)).untied_work,
        expected=2.38,
        within=0.005,
        meaning="jobs held by them where it is 4.30 dollars",
    )


@check("A07-oversupply-undercutting")
def oversupply_undercutting() -> Observations:
    """Observe what too many sellers do to a rate, and a minimum there and under one buyer."""
    usual = TwoLabourMarkets()
    # Supply meets demand at 100·n·(r − 1/2)/7.5 = 100·(10 − r)/9, with n workers per job.
    for name, market, rate in (
        ("1", usual.but(workers_per_job=1.0), 4.818),
        ("2", usual, 3.294),
        ("9", usual.but(workers_per_job=9.0), 1.305),
    ):
        yield claimed(
            f"crowd_{name}",
            market.crowd,
            expected=rate,
            within=0.0005,
            meaning=f"rate at a ratio of {market.workers_per_job:g} workers to a job, dollars",
        )
    yield claimed(
        "one_buyer",
        usual.one_buyer,
        expected=3.333,
        within=0.0005,
        meaning="rate under one buyer at an elasticity of 0.5, dollars",
    )
    table = usual.run().set_index("floor")
    for name, floor, buyer, crowd in (
        ("free", 0.0, 0.577, 0.745),
        ("4", 4.0, 0.632, 0.667),
        ("6", 6.0, 0.775, 0.444),
    ):
        told = f"minimum of {floor:g} dollars" if floor else "no minimum"
        yield claimed(
            f"buyer_{name}",
            table.one_buyer_work[floor],
            expected=buyer,
            within=0.0005,
            meaning=f"share at work, one buyer, {told}",
        )
        yield claimed(
            f"jobs_{name}",
            table.crowd_work[floor],
            expected=crowd,
            within=0.0005,
            meaning=f"share of jobs filled, crowd, {told}",
        )
    yield claimed(
        "measured",
        usual.but(elasticity=0.1).one_buyer / MOST,
        expected=1 / 11,
        meaning="share of its worth that an hour gets at 0.1",
    )
    yield from _where_a_minimum_turns(usual)


def _where_a_minimum_turns(usual: TwoLabourMarkets) -> Observations:
    """Observe where one buyer's rate is no low one, and where a minimum does something else."""
    rival = usual.but(elasticity=10.0)
    yield boundary(
        "contested",
        rival.one_buyer,
        expected=9.09,
        within=0.005,
        meaning="rate of a single buyer whom people can easily leave, dollars",
    )
    hired = rival.run().set_index("floor").one_buyer_work
    yield boundary(
        "at_worth",
        hired[10.0],
        expected=1,
        meaning="share at work, one buyer, minimum of the hour's worth",
    )
    yield boundary(
        "high_minimum",
        hired[10.5],
        expected=0,
        meaning="share at work, one buyer, minimum above the hour's worth",
    )
    for name, workers, floor, change, told in (
        ("scarce", 1.4, 4.0, 0.0, "1.4 workers per job, who have more than that already"),
        ("less_scarce", 1.5, 4.0, -0.0119, "1.5 workers per job, who do not"),
        ("scarce_high", 0.5, 7.0, -0.0625, "a minimum of 7 and half a worker per job"),
    ):
        jobs = usual.but(workers_per_job=workers).run().set_index("floor").crowd_work
        yield boundary(
            name,
            jobs[floor] - jobs[0.0],
            expected=change,
            within=0.00005,
            meaning=f"change in the share of jobs filled by a minimum of {floor:g} dollars, {told}"
            if floor == 4
            else f"the same change by {told}",
        )


@check("A08-collective-floor")
def collective_floor() -> Observations:
    """Observe what the same pledges reach together and scattered, few and many."""
    few = runs(CollectiveFloor(), 30)
    many = runs(CollectiveFloor(starters=0.2), 20)
    places = CollectiveFloor().places
    for name, side, tables, column, expected, within, told in (
        ("together", claimed, few, "holds_together", 0.943, 0.008, "12 pledges made in one"),
        ("scattered", claimed, few, "holds_scattered", 0.031, 0.008, "12 pledges scattered"),
        ("many_together", boundary, many, "holds_together", 1.747, 0.016, "48 side by side"),
        ("many_scattered", boundary, many, "holds_scattered", 5.989, 0.004, "48 scattered"),
    ):
        yield side(
            name,
            mean(tables, lambda table, column=column: places * table[column].iloc[-1]),
            expected=expected,
            within=within,
            meaning=f"places (of 6) won by {told}",
        )
    for name, outsiders, expected, told in (
        ("few_outsiders", 0.25, 5.989, "one outsider comes for four workers"),
        ("outsiders", 0.5, 0.0, "one outsider comes for two workers"),
    ):
        open_ = CollectiveFloor(starters=0.2, outsiders=outsiders)
        yield boundary(
            name,
            over_seeds(open_, lambda table: places * table.holds_scattered.iloc[-1]),
            expected=expected,
            within=0.004,
            meaning=f"places won by 48 scattered where {told}",
        )


@check("A09-ban-toothpaste")
def ban_toothpaste() -> Observations:
    """Observe what a ban moves and leaves, where the banned come back and where they do not."""
    tables = runs(ToothpasteTube(), 12)
    for name, row, column, expected, within, told in (
        ("sites", 0.4, "sites", 240, 0, "sites after a ban of 96 out of 240"),
        (
            "bridging_before",
            0.0,
            "bridging",
            0.2048,
            0.0023,
            "share of links between groups before a ban",
        ),
        ("bridging_after", 0.4, "bridging", 0.0115, 0.0006, "share of links between groups after"),
        ("links_before", 0.0, "links", 2.94, 0.005, "links per site before it: 705.6 in all"),
        ("links_after", 0.4, "links", 3.278, 0.009, "links per site after it"),
        ("crowded", 0.4, "crowded", 0.6238, 0.0013, "sites in the two largest of six groups after"),
    ):
        yield claimed(
            name,
            mean(tables, at(column, "banned", row)),
            expected=expected,
            within=within,
            meaning=told,
        )
    gone = chosen(ToothpasteTube(reopen=0.0), 12)
    yield boundary("gone", gone.sites, expected=144, meaning="sites left where nobody comes back")
    yield boundary(
        "gone_bridging",
        gone.bridging,
        expected=0.0431,
        within=0.002,
        meaning="share of links between groups where nobody does",
    )
    yield boundary(
        "gone_crowded",
        gone.crowded,
        expected=0.373,
        within=0.002,
        meaning="sites in the two largest groups where nobody does: little over a third",
    )


@check("A11-bot-vs-crowd-frontier")
def bot_vs_crowd_frontier() -> Observations:
    """Observe when people are cheaper than a program."""
    usual = BotOrCrowd()
    tie = chosen(usual.but(bots_caught=0.0, people_caught=0.0))
    row = chosen(usual)

    def crossing(model: BotOrCrowd) -> float:
        def dearer(volume: float) -> bool:
            there = chosen(model.but(volume=volume))
            return there.bot > there.crowd

        return edge(dearer, 1000, 1e6)

    yield claimed(
        "tie",
        tie.bot / tie.crowd,
        expected=1,
        meaning="cost of a program over a crowd's, unfiltered",
    )
    yield claimed(
        "bot",
        row.bot,
        expected=0.1,
        meaning="dollars per surviving action by program: 100 for a tenth of 10,000",
    )
    yield claimed(
        "crowd", row.crowd, expected=0.0125, meaning="dollars per surviving action by crowd"
    )
    yield claimed(
        "break_even",
        crossing(usual),
        expected=80_000,
        within=0.5,
        meaning="volume above which the program is cheaper again",
    )
    alike = usual.but(bots_caught=usual.people_caught)
    yield boundary(
        "alike",
        crossing(alike),
        expected=10_000,
        within=0.5,
        meaning="that volume where programs pass as people",
    )
    large = chosen(alike.but(volume=100_000))
    yield boundary(
        "alike_large",
        large.bot / large.crowd,
        expected=0.1,
        meaning="program over crowd, 100,000 actions, caught alike",
    )


@check("A12-detection-arms-race")
def detection_arms_race() -> Observations:
    """Observe how far catching more programs makes fraud dearer, and what would go further."""
    usual = BotOrCrowd()

    def price(**changes: float) -> float:
        return chosen(usual.but(**changes)).cheapest

    for name, caught, expected, told in (
        ("caught_0", 0.0, 0.01, "dollars per surviving action, no program caught"),
        ("caught_20", 0.2, 0.0125, "the same with 20 % of programs' actions caught"),
        ("caught_99", 0.99, 0.0125, "the same with 99 % caught"),
    ):
        yield claimed(name, price(bots_caught=caught), expected=expected, meaning=told)
    last = price(bots_caught=0.99)
    yield claimed(
        "switch",
        edge(lambda caught: price(bots_caught=caught) < last * (1 - 1e-9), 0.0, 0.99),
        expected=0.2,
        within=0.0005,
        meaning="share caught above which catching more moves no price",
    )
    yield boundary(
        "people",
        price(bots_caught=0.99, people_caught=0.9),
        expected=0.1,
        meaning="the same if 90 % of paid people's actions are caught as well",
    )
    yield boundary(
        "dear",
        price(bots_caught=0.99, click=PRICES["influencer"]),
        expected=0.4375,
        meaning="the same if an account that can act costs what an influencer does",
    )


@check("A13-central-vs-tree-crowdturfing")
def central_vs_tree() -> Observations:
    """Observe what depth does to reach and to pay, and who pays for a raise under two rules."""
    chain = LabourChain()
    table = chain.run()
    price = table.received[0]
    five = table.received.iloc[-1]
    tree = chain.but(tiers=3, margin=0.2).run().iloc[-1]
    for name, value, expected, within, told in (
        ("five_tiers", five, 1.565, 0.0005, "wage after five tiers of 34 %, of 12.50 dollars"),
        (
            "one_tier",
            chain.but(tiers=1, margin=0.87).run().received.iloc[-1],
            1.625,
            0,
            "wage after one tier of 87 %, dollars",
        ),
        (
            "equal_margin",
            equal_margin(1.6 / price, 5),
            0.337,
            0.0005,
            "margin of five tiers that leaves 1.60 of 12.50 dollars",
        ),
        (
            "tree_pay",
            tree.received / price,
            0.512,
            0,
            "share left after three recruiters who take 20 %",
        ),
        ("tree_reach", tree.people, 1000, 0, "people reached by three layers of ten recruits"),
        (
            "percentage",
            table.received_after[0],
            25,
            0,
            "client's price after pay has doubled, percentages, dollars",
        ),
        ("share", five / price, 0.1252, 0.00005, "the worker's share of the client's price"),
    ):
        yield claimed(name, value, expected=expected, within=within, meaning=told)
    yield from _where_chains_differ(chain)


def _where_chains_differ(chain: LabourChain) -> Observations:
    """Observe what fixed sums do to the client's price, and a centre to pay and reach."""
    fixed = chain.but(rule="fixed sum").run().received_after[0]
    yield boundary(
        "fixed",
        fixed,
        expected=14.065,
        within=0.0005,
        meaning="client's price after pay has doubled, fixed sums, dollars",
    )
    yield boundary(
        "fixed_rise",
        fixed / chain.price - 1,
        expected=0.1252,
        within=0.00005,
        meaning="rise of the client's price under fixed sums",
    )
    hub = chain.but(tiers=1, margin=0.2, branching=1000).run().iloc[-1]
    yield boundary(
        "hub_pay",
        hub.received / chain.price,
        expected=0.8,
        meaning="share left where one centre hires the thousand itself",
    )
    yield boundary(
        "hub_reach",
        hub.people,
        expected=1000,
        meaning="people whom it reaches: as many as the tree does",
    )


@check("A14-gamified-tasks")
def gamified_tasks() -> Observations:
    """Observe what a militant's quota is worth, by the market that prices it.

    The campaign of militants is one that lifts a share of voice; a quota is its part of the bill.
    """
    campaign = chosen(ShareOfVoice())
    for quota, called, worths in (
        (TWEETS, "tweets", (("farm", 0.00696), ("crowd", 1.16), ("influencer", 40.6))),
        (SHARES, "shares", (("farm", 0.12), ("crowd", 20), ("influencer", 700))),
    ):
        for market, worth in worths:
            yield claimed(
                f"{called}_{market}",
                campaign[market] * quota / campaign.posts,
                expected=worth,
                meaning=f"{quota:,} {called} at the {market} price, dollars",
            )
    yield claimed(
        "militants",
        campaign.posts / TWEETS,
        expected=287,
        within=0.5,
        meaning="quotas of 116 tweets that lift a share of 40 % to 55 %",
    )
    yield claimed(
        "spread",
        PRICES["influencer"] / PRICES["farm"],
        expected=5833,
        within=0.5,
        meaning="dearest over cheapest price: the value is the market's choice",
    )

    def hourly(price: float) -> float:
        return chosen(PieceWork(piece=price, search=0.0, rejected=0.0, returned=0.0), 1).expected

    for market, hour in (("crowd", 1.2), ("influencer", 42)):
        yield boundary(
            f"hour_{market}",
            hourly(PRICES[market]),
            expected=hour,
            meaning=f"dollars an hour at the {market} price, half a minute a tweet",
        )
    yield boundary(
        "minimum_wage",
        edge(lambda price: hourly(price) < 7.25, 0.01, 1.0),
        expected=0.0604,
        within=0.00005,
        meaning="price of a tweet from which on half a minute of it makes 7.25 dollars an hour",
    )


@check("A16-unpaid-is-still-work")
def unpaid_is_still_work() -> Observations:
    """Observe what unpaid minutes leave of a piece rate."""
    usual = PieceWork()
    row = chosen(usual, 20)
    yield claimed(
        "nominal",
        float(row.nominal),
        expected=12,
        meaning="dollars an hour on the face of it: 10 cents for 30 seconds",
    )
    yield claimed(
        "expected",
        float(row.expected),
        expected=6.84,
        meaning="dollars an hour with search, rejection and return: 12 · 0.95 · 0.9 · 30/45",
    )
    yield claimed(
        "median",
        row["median"],
        expected=6.84,
        within=0.02,
        meaning="the same, median of 4,000 simulated workers",
    )
    free = usual.but(search=0.0, rejected=0.0, returned=0.0)
    lost = over_seeds(free, lambda table: table["median"][0] - table.nominal[0], 20)
    yield boundary(
        "free",
        lost,
        expected=0,
        within=0.05,
        meaning="what simulated workers lose where nothing goes unpaid, dollars an hour",
    )
    long = chosen(usual.but(task=300.0), 1)
    yield boundary(
        "long",
        long.expected / long.nominal,
        expected=0.814,
        within=0.0005,
        meaning="share that is left where tasks take five minutes",
    )


@check("A17-requester-volume-paradox")
def requester_volume_paradox() -> Observations:
    """Observe two averages of one market, and which of its features sets them apart."""
    usual = runs(TwoAverages(), 240)
    paid = runs(TwoAverages(unpaid=0.0), 120)
    unrelated = runs(TwoAverages(correlation=0.0), 240)
    for name, side, tables, column, expected, within, told in (
        (
            "requester",
            claimed,
            usual,
            "mean_requester",
            11.62,
            0.005,
            "mean pay of requesters, dollars an hour: 6 · exp(1.15²/2)",
        ),
        ("worker", claimed, usual, "median_worker", 2.625, 0.014, "median pay of workers, dollars"),
        ("above", claimed, usual, "above", 0.0427, 0.0007, "share of workers above 7.25 dollars"),
        (
            "paid",
            claimed,
            paid,
            "median_worker",
            3.5,
            0.018,
            "median pay of workers if no minute were unpaid, dollars",
        ),
        (
            "unrelated",
            boundary,
            unrelated,
            "median_worker",
            7.38,
            0.06,
            "median pay if bad payers had no more work to give, dollars",
        ),
        (
            "above_unrelated",
            boundary,
            unrelated,
            "above",
            0.497,
            0.005,
            "share of workers above 7.25 dollars then",
        ),
    ):
        yield side(
            name,
            mean(tables, lambda table, column=column: table[column][0]),
            expected=expected,
            within=within,
            meaning=told,
        )


@check("A18-spiral-of-silence-bought")
def spiral_of_silence_bought() -> Observations:
    """Observe how often a side that buys posts ends as the only voice; no opinion changes."""
    town = BoughtSilence()
    won = "worlds in which the buyers' side is the only voice"
    for name, model, seeds, expected, within, told in (
        ("won_4", town, 40, 0.818, 0.017, f"{won}, 4 % bought"),
        ("won_0", town.but(bought=0.0), 80, 0.5, 0.0, f"{won}, nothing bought: by symmetry half"),
        ("won_2", town.but(bought=0.02), 40, 0.68, 0.02, f"{won}, 2 % bought"),
        ("won_10", town.but(bought=0.1), 16, 0.981, 0.006, f"{won}, 10 % bought"),
        ("won_large", town.but(people=400), 12, 0.895, 0.017, "the same at 4 % in a town of 400"),
    ):
        yield claimed(
            name,
            over_seeds(model, at_end("won"), seeds),
            expected=expected,
            within=within,
            meaning=told,
        )
    yield claimed(
        "posts",
        town.posts,
        expected=328,
        meaning="posts that 4 % are in a town of 200, in 41 rounds",
    )
    yield claimed(
        "euros",
        float(bill(town.posts)["bundle"]),
        expected=1.81,
        within=0.005,
        meaning="their cost at a tested price, euros",
    )
    minority = town.but(true_share=0.4)
    for name, bought, seeds, expected, within in (
        ("minority_10", 0.1, 10, 0.003, 0.003),
        ("minority_20", 0.2, 30, 0.171, 0.016),
        ("minority_30", 0.3, 30, 0.744, 0.019),
    ):
        yield boundary(
            name,
            over_seeds(minority.but(bought=bought), at_end("won"), seeds),
            expected=expected,
            within=within,
            meaning=(
                f"worlds in which a side of 40 % ends as the only voice, {100 * bought:g} % bought"
            ),
        )
    yield boundary(
        "unseen",
        over_seeds(town.but(public=0.0, bought=0.1), at_end("won"), 30),
        expected=0.5,
        meaning="worlds won by 10 % bought where nobody looks at the count: by symmetry half",
    )


@check("A20-airtime-parity")
def airtime_parity() -> Observations:
    """Observe how many posts make a minority look like a majority, and four prices for them."""
    usual = ShareOfVoice()
    row = chosen(usual)
    yield claimed(
        "posts",
        row.posts,
        expected=33_333,
        within=0.5,
        meaning="posts that lift 40,000 against 60,000 to a share of 55 %",
    )
    for name, cost, unit in (
        ("bundle", 184, "euros"),
        ("crowd", 333, "dollars"),
        ("influencer", 11_667, "dollars"),
    ):
        yield claimed(
            name,
            row[name],
            expected=cost,
            within=0.5,
            meaning=f"their cost at the {name} price, {unit}",
        )
    yield boundary(
        "enough",
        edge(lambda share: chosen(usual.but(wanted=share)).posts == 0, 0.05, 0.95),
        expected=0.4,
        within=0.0005,
        meaning="share from which on posts have to be bought: the one that is there",
    )
    steep = chosen(usual.but(wanted=0.95)).posts / row.posts
    yield boundary("steep", steep, expected=33, meaning="times as many posts for a share of 95 %")
    # Equal means: what one side has bought the other buys, too (to the nearest whole post).
    for name, share, times in (("answered", 0.55, 1.222), ("answered_45", 0.45, 0.818)):
        first = round(chosen(usual.but(wanted=share)).posts)
        level = usual.but(wanted=share, own=usual.own + first, others=usual.others + first)
        yield boundary(
            name,
            chosen(level).posts / first,
            expected=times,
            within=0.0005,
            meaning=(
                f"times as many again for {100 * share:g} %, once the others have bought as many"
            ),
        )


@check("A21-audit-the-market")
def audit_the_market() -> Observations:
    """Observe how much a sample without a find leaves possible."""
    usual = MarketAudit()
    row = chosen(usual)
    yield claimed(
        "upper",
        row.upper,
        expected=0.002991,
        within=5e-7,
        meaning="share of jobs that 0 finds in 1,000 leave possible",
    )
    yield claimed(
        "hidden", row.hidden, expected=5553, within=0.5, meaning="that share of 1,856,316 tasks"
    )
    yield claimed(
        "missed",
        row.missed,
        expected=0.1351,
        within=0.00005,
        meaning="chance to find none in 1,000 where 1 in 500 is there",
    )
    yield claimed(
        "thorough",
        chosen(usual.but(sample=3000)).missed,
        expected=0.00246,
        within=0.000005,
        meaning="the same in 3,000",
    )
    yield boundary(
        "tenth_public",
        chosen(usual.but(public=0.1)).missed,
        expected=0.819,
        within=0.0005,
        meaning="the same in 1,000, where nine such jobs in ten go by invitation",
    )
    yield boundary(
        "private",
        chosen(usual.but(sample=30_000, public=0.0)).missed,
        expected=1,
        meaning="the same in 30,000, where all of them do",
    )


@check("B07-no-upgrading")
def no_upgrading() -> Observations:
    """Observe when a supplier's skill outgrows the entry to better work."""
    usual = Upgrading()
    row = chosen(usual)
    yield claimed(
        "skill",
        row.skill,
        expected=17.14,
        within=0.005,
        meaning="months of skill ever reached, yearly contracts, 70 % lost: 12/0.7",
    )
    yield claimed(
        "upgrades",
        row.upgrades,
        expected=0,
        meaning="whether that is enough for an entry at 24 months",
    )

    def rises(leak: float) -> bool:
        return chosen(usual.but(leak=leak)).upgrades == 1

    yield claimed(
        "limit",
        edge(rises, 0.0, 1.0),
        expected=0.5,
        within=0.0005,
        meaning="loss from which on no number of contracts is enough: 12/24",
    )
    yield claimed(
        "around_limit",
        rises(0.49) - rises(0.51),
        expected=1,
        meaning="rises at a loss just below it, less rises just above",
    )
    patient = usual.but(contract=24).run()
    yield boundary(
        "patient",
        patient.upgrades.mean(),
        expected=1,
        meaning="losses at which it rises with contracts of two years",
    )
    nearly = usual.but(contract=23).run()
    yield boundary(
        "nearly",
        nearly.upgrades.mean(),
        expected=20 / 21,
        meaning="the same with contracts of 23 months: at all but total loss",
    )


@check("B28-three-loops")
def three_loops() -> Observations:
    """Observe how much a machine that knows its doubts hands over to people."""
    usual = Triage()
    modest = chosen(usual)
    for name, machine, share in (
        ("1", chosen(usual.but(separation=1.0)), 0.972),
        ("2", modest, 0.574),
        ("3", chosen(usual.but(separation=3.0)), 0.236),
        ("4", chosen(usual.but(separation=4.0)), 0.0778),
    ):
        yield claimed(
            f"people_{name}",
            machine.people,
            expected=share,
            within=0.0005,
            meaning=f"share handed over, classes {name} apart",
        )
    yield claimed(
        "gap",
        modest.cost - usual.run().cost.min(),
        expected=0,
        within=1e-12,
        meaning="what the machine's own limit costs over the best",
    )
    yield boundary(
        "dear",
        edge(lambda cost: chosen(usual.but(person=cost)).people > 1e-9, 0.01, 1.0),
        expected=0.5,
        within=0.0005,
        meaning="cost of a person, error = 1, from which on nothing is handed over",
    )
    sure = chosen(usual.but(confidence=4.0))
    yield boundary(
        "sure",
        sure.people,
        expected=0.148,
        within=0.0005,
        meaning="share that a machine hands over which is four times too sure",
    )
    yield boundary(
        "sure_errors",
        sure.errors / modest.errors,
        expected=7.28,
        within=0.005,
        meaning="its errors, over a modest machine's",
    )


@check("B29-quality-by-redundancy")
def quality_by_redundancy() -> Observations:
    """Observe what statistics rescue from spam, and what they cannot."""
    usual = runs(CrowdLabels(), 30)
    yield from _both_ways(claimed, "{}", usual, 0.9017, 0.9589, 0.0018, "5 labels, 40 % spammers")
    yield claimed(
        "told_apart",
        mean(usual, at("told_apart", "yours", True)),
        low=0.98,
        meaning="people rightly held to be spammers or not: nearly all",
    )
    worse = runs(CrowdLabels(spammers=0.6, labels=9), 16)
    told = "9 labels, 60 % spammers"
    yield from _both_ways(claimed, "{}_60", worse, 0.8623, 0.9696, 0.0015, told)
    hard = runs(CrowdLabels(hard=0.1, labels=9), 8)
    told = "9 labels, a tenth of items misunderstood by all"
    yield from _both_ways(boundary, "hard_{}", hard, 0.8657, 0.8928, 0.0009, told)
    careless = runs(CrowdLabels(accuracy=0.64), 24)
    told = "5 labels, others who are right in 64 % of cases"
    yield from _both_ways(boundary, "careless_{}", careless, 0.6547, 0.599, 0.0063, told)
    single = [table[table.labels == 1].iloc[0] for table in usual]
    yield boundary(
        "single",
        Mean.of(row.estimated - row.majority for row in single),
        expected=0,
        within=0.005,
        meaning="what the estimator adds where each item has one label",
    )


def _both_ways(
    side: Callable[..., Observation],
    name: str,
    tables: list[pd.DataFrame],
    majority: float,
    estimated: float,
    error: float,
    told: str,
) -> Observations:
    """Observe items labelled rightly by majority and by the estimator, in the chosen rows.

    The majority's share follows from the binomial law, over how many of those who label an item
    toss coins; the estimator's from an independent simulation with this error.
    """
    yield side(
        name.format("majority"),
        mean(tables, at("majority", "yours", True)),
        expected=majority,
        within=0.00005,
        meaning=f"items right by majority, {told}",
    )
    yield side(
        name.format("estimated"),
        mean(tables, at("estimated", "yours", True)),
        expected=estimated,
        within=error,
        meaning=f"items right by Dawid and Skene's estimator, {told}",
    )


@check("B30-heteromation-jevons")
def heteromation_jevons() -> Observations:
    """Observe hours of people's work as software takes over, with two kinds of demand."""
    usual = Heteromation()
    grid = usual.run()
    yield claimed(
        "peak",
        usual.peak,
        expected=0.96,
        meaning="share of each job automatic when most hours are worked, η = 1.5",
    )
    yield claimed(
        "hours",
        chosen(usual.but(automation=usual.peak)).hours,
        expected=2.804,
        within=0.0005,
        meaning="hours then, over those without automation: 0.04 · (0.003/0.051)^−1.5",
    )
    yield claimed(
        "most_hours",
        grid.hours.max(),
        expected=2.804,
        within=0.0005,
        meaning="most hours at any share that was tried",
    )
    yield claimed(
        "hours_90",
        chosen(usual).hours,
        expected=2.478,
        within=0.0005,
        meaning="hours where 90 % of each job is automatic",
    )
    dull = usual.but(elasticity=0.5)
    steps = dull.run()
    slopes = (steps.hours.diff() / steps.automated.diff()).dropna()
    yield boundary(
        "dull",
        slopes.max(),
        expected=-0.516,
        within=0.0005,
        meaning="hours per job made automatic, least loss over any step, η = 0.5",
    )
    yield boundary(
        "dull_90",
        chosen(dull).hours,
        expected=0.2915,
        within=0.00005,
        meaning="hours at 90 % automation, η = 0.5",
    )

    def adds_nothing(elasticity: float) -> bool:
        return usual.but(elasticity=elasticity).run().hours.max() <= 1

    yield boundary(
        "turn",
        edge(adds_nothing, 0.0, 3.0),
        expected=1.02,
        within=0.005,
        meaning="elasticity of demand below which no step adds an hour: 1 + 0.001/0.05",
    )
    costly = usual.but(machine=0.05)
    yield boundary(
        "costly",
        costly.run().set_index("automated").hours.idxmax(),
        expected=0,
        meaning="share automatic at most hours where software costs as much as people",
    )


@check("B31-commodified-risk")
def commodified_risk() -> Observations:
    """Observe months without enough at one and the same mean pay."""
    usual = runs(CommodifiedRisk(), 20)
    calm = runs(CommodifiedRisk(swing=0.3), 10)
    wild = runs(CommodifiedRisk(swing=0.8), 10)
    # Shares and subsidies of a lognormal law of mean 1, by the normal distribution's table.
    for name, tables, swing, below, subsidy in (
        ("3", calm, 0.3, 0.0602, 0.00419),
        ("5", usual, 0.5, 0.2202, 0.03035),
        ("8", wild, 0.8, 0.4057, 0.09393),
    ):
        yield claimed(
            f"below_{name}",
            mean(tables, lambda table: table.below[0]),
            expected=below,
            within=0.00005,
            meaning=f"share of months under the need, demand swings by {swing:g}",
        )
        yield claimed(
            f"subsidy_{name}",
            mean(tables, lambda table: table.subsidy[0]),
            expected=subsidy,
            within=0.000005,
            meaning=f"what others pay, over mean pay, demand swings by {swing:g}",
        )
    yield claimed(
        "mean",
        mean(usual, lambda table: table["mean"][0]),
        expected=1,
        meaning="mean pay at a swing of 0.5",
    )
    yield claimed(
        "longest",
        mean(usual, lambda table: table.longest[0]),
        expected=3.869,
        within=0.012,
        meaning="months under the need in a row, longest spell in five years",
    )
    yield boundary(
        "forgetful",
        over_seeds(CommodifiedRisk(memory=0.0), lambda table: table.longest[0]),
        expected=2.439,
        within=0.0005,
        meaning="the same where each month's luck is new",
    )
    yield boundary(
        "five",
        mean(usual, at("below", "platforms", 5)),
        expected=0.0186,
        within=0.0002,
        meaning="share of low months on five platforms that slump apart",
    )
    yield boundary(
        "steady",
        CommodifiedRisk(swing=0.0).run().below[0],
        expected=0,
        meaning="share of low months in steady demand",
    )


@check("B32-skill-misrecognition")
def skill_misrecognition() -> Observations:
    """Observe who stays as skill is seen a little, half and wholly."""
    usual = HalfRecognition()
    table = usual.run().set_index("recognised")
    for name, seen, stay in (
        ("50", 0.5, 0.256),
        ("0", 0.0, 0.0004),
        ("30", usual.recognition, 0.0194),
        ("38", 0.375, 0.0557),
        ("62", 0.625, 0.554),
        ("100", 1.0, 0.907),
    ):
        yield claimed(
            f"stay_{name}",
            table.skilled[seen],
            expected=stay,
            within=0.0005 if stay > 0.1 else 0.00005,
            meaning=f"share of the skilled who stay, {100 * seen:g} % of skill seen",
        )
    for name, seen, quality in (("0", 0.0, 0.121), ("100", 1.0, 0.588)):
        yield claimed(
            f"quality_{name}",
            table.quality[seen],
            expected=quality,
            within=0.0005,
            meaning=f"mean skill of those who stay, {100 * seen:g} % seen",
        )

    def unseen(outside: float) -> pd.Series:
        return chosen(usual.but(recognition=0.0, outside=outside))

    yield boundary(
        "trapped",
        unseen(0.0).skilled,
        expected=0.9985,
        within=0.00005,
        meaning="skilled who stay unseen where they have nowhere to go: 1/(1 + exp(−6.5))",
    )
    yield boundary(
        "trapped_quality",
        unseen(0.0).quality,
        expected=0.5,
        meaning="mean skill of those who stay there: everybody's",
    )
    yield boundary(
        "half_trapped",
        edge(lambda outside: unseen(outside).skilled > 0.5, 0.0, 0.55),
        expected=0.321,
        within=0.0005,
        meaning="what skill earns elsewhere up to which half of the skilled stay unseen",
    )


@check("B34-crisis-inflow")
def crisis_inflow() -> Observations:
    """Observe what a collapse elsewhere does to a rate, when newcomers are many and when few."""

    def rate(ratio: float, newcomers: float) -> float:
        market = PlanetaryMarket(wage_ratio=ratio, newcomers=newcomers, friction=0.0)
        return float(chosen(market).rate)

    yield claimed(
        "before",
        rate(3.0, 1.0),
        expected=32 / 11,
        meaning="rate with one newcomer per job who asks for a third, dollars",
    )
    yield claimed(
        "cheaper",
        rate(60.0, 1.0),
        expected=1 / 6,
        meaning="the same newcomers after their currency has fallen to a twentieth",
    )
    yield claimed("inflow", rate(60.0, 3.0), expected=0.1, meaning="and with three of them per job")
    yield boundary(
        "few", rate(3.0, 0.5), expected=4.6, meaning="rate with one newcomer for two jobs, dollars"
    )
    yield boundary(
        "few_change",
        rate(60.0, 0.5) - rate(3.0, 0.5),
        expected=0,
        within=1e-9,
        meaning="what the fall of their currency changes then",
    )
