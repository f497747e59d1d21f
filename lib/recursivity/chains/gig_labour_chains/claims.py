"""The claims of *Gig-labour chains*, over many seeds: every number that the chapter quotes is observed here.

Intervals are those in which the mechanism holds: wide enough for other seeds, too narrow for a broken model.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ...core import Model, Observation, boundary, check, chosen, claimed, equal_margin, mean_table
from . import (
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


def last(model: Model, seeds: int = 10) -> pd.Series:
    """Return the mean over many seeds of a model's last row."""
    return mean_table(model, seeds).iloc[-1]


@check("A03-users-as-training-ground")
def users_as_training_ground() -> Observations:
    """Observe what noisy clicks are worth, and how many users make paid labels superfluous."""
    labels = FreeLabels()
    few, some = (chosen(labels.but(users=n)) for n in (100, 1000))
    yield claimed(
        "needed",
        labels.needed,
        low=5200,
        high=5230,
        meaning="clean labels that an error of 5 % takes",
    )
    yield claimed(
        "clicks_per_label",
        some.free / some.worth,
        low=3.99,
        high=4.01,
        meaning="clicks worth one label, 1 in 4 false",
    )
    yield claimed(
        "paid_100",
        few.bought_share,
        low=0.97,
        high=0.98,
        meaning="share of labels to be bought with 100 users",
    )
    yield claimed(
        "paid_1000", some.bought_share, low=0.75, high=0.77, meaning="the same with 1,000 users"
    )
    table = labels.run()
    enough = table[table.bought == 0].users.iloc[0]
    yield claimed(
        "enough", enough, low=3000, high=7000, meaning="users from whom on nothing has to be bought"
    )
    coin = FreeLabels(flip=0.5, users=10_000_000)
    yield boundary(
        "paid_coin",
        chosen(coin).bought_share,
        low=1,
        high=1,
        meaning="share bought where clicks are coins, 10 million users",
    )
    noisy = chosen(FreeLabels(flip=0.45))
    yield boundary(
        "clicks_noisy",
        noisy.free / noisy.worth,
        low=99,
        high=101,
        meaning="clicks worth one label, 45 in 100 false",
    )


@check("A06-planetary-labour-market")
def planetary_labour_market() -> Observations:
    """Observe what entry from elsewhere does to rates and to who works, and what friction leaves of geography."""
    market = PlanetaryMarket()
    table = market.run().set_index("newcomers")
    yield claimed(
        "alone",
        table.rate[0],
        low=6.3,
        high=6.5,
        meaning="rate at home with nobody from elsewhere, dollars",
    )
    yield claimed(
        "rate",
        table.rate[1],
        low=2.3,
        high=2.5,
        meaning="rate with one newcomer per job, asking a twentieth",
    )
    yield claimed(
        "untied",
        table.untied_rate[1],
        low=0.3,
        high=0.5,
        meaning="what newcomers without a tie get of it",
    )
    yield claimed(
        "tied_more",
        table.tied_work[2],
        low=99,
        high=100,
        meaning="jobs in 100 held by tied newcomers, two newcomers per job",
    )
    yield claimed(
        "untied_more",
        table.untied_work[2],
        low=0,
        high=1,
        meaning="jobs held by the untied at the same time",
    )
    yield claimed(
        "home_more",
        table.home_work[1],
        low=0,
        high=1,
        meaning="jobs held at home with one newcomer per job",
    )
    free = PlanetaryMarket(friction=0.0).run().set_index("newcomers")
    yield boundary(
        "no_friction",
        free.rate[1] - free.untied_rate[1],
        low=0,
        high=1e-9,
        meaning="difference in pay without friction",
    )
    wall = PlanetaryMarket(friction=10.0).run().set_index("newcomers")
    yield boundary(
        "wall",
        wall.untied_work.sum(),
        low=0,
        high=1e-9,
        meaning="jobs ever held by those whom friction keeps out",
    )


@check("A07-oversupply-undercutting")
def oversupply_undercutting() -> Observations:
    """Observe what too many sellers do to a rate, and that a minimum does the opposite of what it does under one buyer."""
    usual = TwoLabourMarkets()
    for name, ratio, low, high in (
        ("1", 1.0, 4.7, 4.9),
        ("2", 2.0, 3.2, 3.4),
        ("9", 9.0, 1.25, 1.35),
    ):
        meaning = f"rate at {ratio:g} workers per job, dollars"
        yield claimed(
            f"crowd_{name}",
            usual.but(workers_per_job=ratio).crowd,
            low=low,
            high=high,
            meaning=meaning,
        )
    yield claimed(
        "one_buyer",
        usual.one_buyer,
        low=3.3,
        high=3.4,
        meaning="rate under one buyer at an elasticity of 0.5",
    )
    table = usual.run().set_index("floor")
    for name, floor, buyer, crowd in (
        ("free", 0.0, (0.57, 0.58), (0.74, 0.75)),
        ("4", 4.0, (0.63, 0.635), (0.66, 0.67)),
        ("6", 6.0, (0.77, 0.78), (0.44, 0.45)),
    ):
        row, told = table.loc[floor], f"minimum of {floor:g} dollars" if floor else "no minimum"
        yield claimed(
            f"buyer_{name}",
            row.one_buyer_work,
            low=buyer[0],
            high=buyer[1],
            meaning=f"share at work, one buyer, {told}",
        )
        yield claimed(
            f"jobs_{name}",
            row.crowd_work,
            low=crowd[0],
            high=crowd[1],
            meaning=f"share of jobs filled, crowd, {told}",
        )
    measured = usual.but(elasticity=0.1)
    yield claimed(
        "measured",
        measured.one_buyer / 10,
        low=0.09,
        high=0.092,
        meaning="share of its worth that an hour gets at 0.1",
    )
    rival = usual.but(elasticity=10.0)
    yield boundary(
        "contested",
        rival.one_buyer,
        low=9,
        high=9.2,
        meaning="rate of a single buyer whom people can easily leave",
    )
    falls = rival.run().set_index("floor").one_buyer_work
    yield boundary(
        "high_minimum",
        falls[10.5],
        low=0,
        high=0,
        meaning="share at work, one buyer, minimum above the hour's worth",
    )
    scarce = usual.but(workers_per_job=0.5).run().set_index("floor")
    change = scarce.crowd_work[4.0] - scarce.crowd_work[0.0]
    yield boundary(
        "scarce",
        change,
        low=0,
        high=0,
        meaning="jobs lost to a minimum of 4 dollars where workers are scarce",
    )


@check("A08-collective-floor")
def collective_floor() -> Observations:
    """Observe what the same pledges reach together and scattered, few and many."""
    few, many = (mean_table(CollectiveFloor(starters=s), 5).iloc[-1] * 6 for s in (0.05, 0.2))
    yield claimed(
        "together",
        few.holds_together,
        low=0.85,
        high=1,
        meaning="places (of 6) won by 12 pledges made in one of them",
    )
    yield claimed(
        "scattered",
        few.holds_scattered,
        low=0,
        high=0.15,
        meaning="places won by 12 pledges scattered over six",
    )
    yield boundary(
        "many_together",
        many.holds_together,
        low=1,
        high=2.5,
        meaning="places won by 48 pledges made side by side",
    )
    yield boundary(
        "many_scattered",
        many.holds_scattered,
        low=5.5,
        high=6,
        meaning="places won by 48 pledges scattered",
    )
    open_ = mean_table(CollectiveFloor(starters=0.2, outsiders=0.5), 5).iloc[-1]
    yield boundary(
        "outsiders",
        open_.holds_scattered,
        low=0,
        high=0,
        meaning="the same where one outsider comes for two workers",
    )


@check("A09-ban-toothpaste")
def ban_toothpaste() -> Observations:
    """Observe what a ban moves and what it leaves, where the banned come back and where they do not."""
    table = mean_table(ToothpasteTube(), 5).set_index("banned")
    before, after = table.loc[0.0], table.loc[0.4]
    yield claimed(
        "sites", after.sites, low=240, high=240, meaning="sites after a ban of 96 out of 240"
    )
    yield claimed(
        "bridging_before",
        before.bridging,
        low=0.18,
        high=0.23,
        meaning="share of links between groups before it",
    )
    yield claimed(
        "bridging_after",
        after.bridging,
        low=0,
        high=0.03,
        meaning="share of links between groups after it",
    )
    yield claimed(
        "links_before", before.links, low=2.7, high=3.2, meaning="links per site before it"
    )
    yield claimed("links_after", after.links, low=2.9, high=3.6, meaning="links per site after it")
    yield claimed(
        "crowded",
        after.crowded,
        low=0.58,
        high=0.7,
        meaning="share of sites in the two largest of six groups after it",
    )
    gone = chosen(ToothpasteTube(reopen=0.0), 5)
    yield boundary(
        "gone", gone.sites, low=144, high=144, meaning="sites left where nobody comes back"
    )
    yield boundary(
        "gone_bridging",
        gone.bridging,
        low=0.02,
        high=0.07,
        meaning="share of links between groups where nobody does",
    )


@check("A11-bot-vs-crowd-frontier")
def bot_vs_crowd_frontier() -> Observations:
    """Observe when people are cheaper than a program."""
    usual = BotOrCrowd()
    blind = usual.but(bots_caught=0.0, people_caught=0.0)
    tie = chosen(blind)
    yield claimed(
        "tie",
        tie.bot / tie.crowd,
        low=1 - 1e-9,
        high=1 + 1e-9,
        meaning="cost of a program over a crowd's, unfiltered",
    )
    row = chosen(usual)
    yield claimed(
        "bot",
        row.bot,
        low=0.0999,
        high=0.1001,
        meaning="dollars per surviving action by program, 10,000 of them",
    )
    yield claimed(
        "crowd", row.crowd, low=0.0124, high=0.0126, meaning="dollars per surviving action by crowd"
    )
    yield claimed(
        "break_even",
        usual.break_even,
        low=79_990,
        high=80_010,
        meaning="volume above which the program is cheaper again",
    )
    alike = usual.but(bots_caught=0.2)
    yield boundary(
        "alike",
        alike.break_even,
        low=9990,
        high=10_010,
        meaning="that volume where programs pass as people",
    )
    large = chosen(alike.but(volume=100_000))
    yield boundary(
        "alike_large",
        large.bot / large.crowd,
        low=0.09,
        high=0.11,
        meaning="program over crowd, 100,000 actions, caught alike",
    )


@check("A12-detection-arms-race")
def detection_arms_race() -> Observations:
    """Observe how far catching more programs makes fraud dearer, and what would go further."""
    usual = BotOrCrowd()
    price = {
        caught: chosen(usual.but(bots_caught=caught)).cheapest for caught in (0.0, 0.2, 0.5, 0.99)
    }
    yield claimed(
        "caught_0",
        price[0.0],
        low=0.0099,
        high=0.0101,
        meaning="dollars per surviving action, no program caught",
    )
    yield claimed(
        "caught_20",
        price[0.2],
        low=0.0124,
        high=0.0126,
        meaning="the same with 20 % of programs' actions caught",
    )
    yield claimed(
        "caught_99", price[0.99], low=0.0124, high=0.0126, meaning="the same with 99 % caught"
    )
    people = chosen(usual.but(bots_caught=0.99, people_caught=0.9)).cheapest
    yield boundary(
        "people",
        people,
        low=0.099,
        high=0.101,
        meaning="the same if 90 % of paid people's actions are caught as well",
    )
    dear = chosen(usual.but(bots_caught=0.99, click=0.35)).cheapest
    yield boundary(
        "dear",
        dear,
        low=0.43,
        high=0.44,
        meaning="the same if an account that can act costs what an influencer does",
    )


@check("A13-central-vs-tree-crowdturfing")
def central_vs_tree() -> Observations:
    """Observe what depth does to reach and to pay, and who pays for a raise under two rules."""
    chain = LabourChain()
    five, one = (c.run().received.iloc[-1] for c in (chain, chain.but(tiers=1, margin=0.87)))
    yield claimed(
        "five_tiers",
        five,
        low=1.55,
        high=1.58,
        meaning="wage after five tiers of 34 %, of 12.50 dollars",
    )
    yield claimed("one_tier", one, low=1.6, high=1.65, meaning="wage after one tier of 87 %")
    equal = equal_margin(1.6 / 12.5, 5)
    yield claimed(
        "equal_margin",
        equal,
        low=0.336,
        high=0.338,
        meaning="margin of five tiers that leaves 1.60 of 12.50 dollars",
    )
    tree = LabourChain(tiers=3, margin=0.2).run().iloc[-1]
    yield claimed(
        "tree_pay",
        tree.received / 12.5,
        low=0.511,
        high=0.513,
        meaning="share left after three recruiters who take 20 %",
    )
    yield claimed(
        "tree_reach",
        tree.people,
        low=1000,
        high=1000,
        meaning="people reached by three layers of ten recruits",
    )
    yield claimed(
        "percentage",
        chain.run().received_after[0],
        low=25,
        high=25,
        meaning="client's price after pay has doubled, percentages",
    )
    share = five / 12.5
    yield claimed(
        "share", share, low=0.124, high=0.127, meaning="the worker's share of the client's price"
    )
    fixed = chain.but(rule="fixed sum").run().received_after[0]
    yield boundary(
        "fixed",
        fixed,
        low=14,
        high=14.1,
        meaning="client's price after pay has doubled, fixed sums",
    )
    yield boundary(
        "fixed_rise",
        fixed / 12.5 - 1,
        low=0.124,
        high=0.127,
        meaning="rise of the client's price under fixed sums",
    )
    hub = LabourChain(tiers=1, margin=0.2, branching=1000).run().iloc[-1]
    yield boundary(
        "hub_pay",
        hub.received / 12.5,
        low=0.8,
        high=0.8,
        meaning="share left where one centre hires the thousand itself",
    )


@check("A14-gamified-tasks")
def gamified_tasks() -> Observations:
    """Observe what a militant's quota is worth, by the market that prices it."""
    tweets, shares = bill(116), bill(2000)
    for name, low, high in (("farm", 0.0069, 0.007), ("crowd", 1.15, 1.17), ("influencer", 40, 41)):
        yield claimed(
            f"tweets_{name}",
            float(tweets[name]),
            low=low,
            high=high,
            meaning=f"116 tweets at the {name} price",
        )
    for name, low, high in (("farm", 0.11, 0.13), ("crowd", 19.9, 20.1), ("influencer", 699, 701)):
        yield claimed(
            f"shares_{name}",
            float(shares[name]),
            low=low,
            high=high,
            meaning=f"2,000 shares at the {name} price",
        )
    spread = PRICES["influencer"] / PRICES["farm"]
    yield boundary(
        "spread",
        spread,
        low=5832,
        high=5834,
        meaning="dearest over cheapest price: the value is the market's choice",
    )


@check("A16-unpaid-is-still-work")
def unpaid_is_still_work() -> Observations:
    """Observe what unpaid minutes leave of a piece rate."""
    usual = PieceWork()
    row = chosen(usual)
    yield claimed(
        "nominal",
        row.nominal,
        low=12,
        high=12,
        meaning="dollars an hour on the face of it: 10 cents for 30 seconds",
    )
    yield claimed(
        "expected",
        row.expected,
        low=6.83,
        high=6.85,
        meaning="dollars an hour with search, rejection and return",
    )
    yield claimed(
        "median",
        row["median"],
        low=6.75,
        high=6.95,
        meaning="the same, median of 2,000 simulated workers",
    )
    free = chosen(usual.but(search=0.0, rejected=0.0, returned=0.0))
    yield boundary(
        "free",
        free.expected - free.nominal,
        low=-1e-9,
        high=1e-9,
        meaning="what is lost where nothing goes unpaid",
    )
    long = chosen(usual.but(task=300.0))
    yield boundary(
        "long",
        long.expected / long.nominal,
        low=0.81,
        high=0.82,
        meaning="share that is left where tasks take five minutes",
    )


@check("A17-requester-volume-paradox")
def requester_volume_paradox() -> Observations:
    """Observe two averages of one market, and which of its features sets them apart."""
    usual, paid, unrelated = (
        mean_table(TwoAverages(**changed), 20).iloc[0]
        for changed in ({}, {"unpaid": 0.0}, {"correlation": 0.0})
    )
    yield claimed(
        "requester",
        usual.mean_requester,
        low=11,
        high=12,
        meaning="mean pay of requesters, dollars an hour",
    )
    yield claimed("worker", usual.median_worker, low=2.3, high=2.8, meaning="median pay of workers")
    yield claimed(
        "above", usual.above, low=0.03, high=0.055, meaning="share of workers above 7.25 dollars"
    )
    yield claimed(
        "paid",
        paid.median_worker,
        low=3.2,
        high=3.7,
        meaning="median pay of workers if no minute were unpaid",
    )
    yield boundary(
        "unrelated",
        unrelated.median_worker,
        low=6.6,
        high=7.4,
        meaning="median pay if bad payers had no more work to give",
    )
    yield boundary(
        "above_unrelated",
        unrelated.above,
        low=0.42,
        high=0.51,
        meaning="share of workers above 7.25 dollars then",
    )


@check("A18-spiral-of-silence-bought")
def spiral_of_silence_bought() -> Observations:
    """Observe how often a side that buys posts ends as the only voice, though no opinion changes."""
    for name, bought, low, high in (
        ("4", 0.04, 0.74, 0.86),
        ("0", 0.0, 0.42, 0.58),
        ("2", 0.02, 0.58, 0.72),
        ("10", 0.1, 0.95, 1.0),
    ):
        won = last(BoughtSilence(bought=bought)).won
        yield claimed(
            f"won_{name}",
            won,
            low=low,
            high=high,
            meaning=f"worlds in which the buyers' side is the only voice, {bought:.0%} bought",
        )
    large = last(BoughtSilence(people=400), 5).won
    yield claimed(
        "won_large",
        large,
        low=0.85,
        high=0.98,
        meaning="the same at 4 % in a town of 400 instead of 200",
    )
    for name, bought, low, high in (
        ("10", 0.1, 0, 0.05),
        ("20", 0.2, 0.05, 0.25),
        ("30", 0.3, 0.65, 0.88),
    ):
        won = last(BoughtSilence(true_share=0.4, bought=bought)).won
        meaning = f"worlds in which a side of 40 % ends as the only voice, {bought:.0%} bought"
        yield boundary(f"minority_{name}", won, low=low, high=high, meaning=meaning)
    unseen = last(BoughtSilence(public=0.0, bought=0.1)).won
    yield boundary(
        "unseen",
        unseen,
        low=0.4,
        high=0.6,
        meaning="worlds won by 10 % bought where nobody looks at the count",
    )


@check("A20-airtime-parity")
def airtime_parity() -> Observations:
    """Observe how many posts make a minority look like a majority, and four prices for them."""
    row = chosen(ShareOfVoice())
    yield claimed(
        "posts",
        row.posts,
        low=33_333,
        high=33_334,
        meaning="posts that lift 40,000 against 60,000 to a share of 55 %",
    )
    for name, low, high in (
        ("bundle", 183, 184.5),
        ("crowd", 333, 334),
        ("influencer", 11_666, 11_667),
    ):
        yield claimed(
            name, row[name], low=low, high=high, meaning=f"their cost at the {name} price"
        )
    yield boundary(
        "enough",
        chosen(ShareOfVoice(wanted=0.4)).posts,
        low=0,
        high=1e-6,
        meaning="posts to be bought for the share that is there",
    )
    steep = chosen(ShareOfVoice(wanted=0.95)).posts / row.posts
    yield boundary(
        "steep", steep, low=32.99, high=33.01, meaning="times as many posts for a share of 95 %"
    )


@check("A21-audit-the-market")
def audit_the_market() -> Observations:
    """Observe how much a sample without a find leaves possible."""
    row = chosen(MarketAudit())
    yield claimed(
        "upper",
        row.upper,
        low=0.00298,
        high=0.003,
        meaning="share of jobs that 0 finds in 1,000 leave possible",
    )
    yield claimed(
        "hidden", row.hidden, low=5500, high=5600, meaning="that share of 1,856,316 tasks"
    )
    yield claimed(
        "missed",
        row.missed,
        low=0.13,
        high=0.14,
        meaning="chance to find none in 1,000 where 1 in 500 is there",
    )
    thorough = chosen(MarketAudit(sample=3000))
    yield claimed("thorough", thorough.missed, low=0.002, high=0.003, meaning="the same in 3,000")
    private = chosen(MarketAudit(sample=30_000, public=0.0))
    yield boundary(
        "private",
        private.missed,
        low=1,
        high=1,
        meaning="the same in 30,000, where such jobs go by invitation",
    )


@check("B07-no-upgrading")
def no_upgrading() -> Observations:
    """Observe when a supplier's skill outgrows the entry to better work."""
    usual = Upgrading()
    row = chosen(usual)
    yield claimed(
        "skill",
        row.skill,
        low=17,
        high=17.2,
        meaning="months of skill ever reached, yearly contracts, 70 % lost",
    )
    yield claimed(
        "upgrades",
        row.upgrades,
        low=0,
        high=0,
        meaning="whether that is enough for an entry at 24 months",
    )
    yield claimed(
        "limit",
        usual.most_leak,
        low=0.5,
        high=0.5,
        meaning="loss from which on no number of contracts is enough",
    )
    below, above = (chosen(usual.but(leak=leak)).upgrades for leak in (0.49, 0.51))
    yield claimed(
        "around_limit",
        below - above,
        low=1,
        high=1,
        meaning="rises at a loss just below it, less rises just above",
    )
    patient = usual.but(contract=24).run()
    yield boundary(
        "patient",
        patient.upgrades.mean(),
        low=1,
        high=1,
        meaning="losses at which it rises with contracts of two years",
    )


@check("B28-three-loops")
def three_loops() -> Observations:
    """Observe how much a machine that knows its doubts hands over to people."""
    for name, separation, low, high in (
        ("1", 1.0, 0.96, 0.98),
        ("2", 2.0, 0.57, 0.58),
        ("3", 3.0, 0.23, 0.24),
        ("4", 4.0, 0.07, 0.085),
    ):
        share = chosen(Triage(separation=separation)).people
        yield claimed(
            f"people_{name}",
            share,
            low=low,
            high=high,
            meaning=f"share handed over, classes {separation:g} apart",
        )
    usual = Triage()
    table = usual.run()
    gap = chosen(usual).cost - table.cost.min()
    yield claimed(
        "gap", gap, low=0, high=1e-9, meaning="what the machine's own limit costs over the best"
    )
    dear = chosen(usual.but(person=0.5))
    yield boundary(
        "dear",
        dear.people,
        low=0,
        high=0,
        meaning="share handed over where a person costs half an error",
    )
    sure = chosen(usual.but(confidence=4.0))
    yield boundary(
        "sure",
        sure.people,
        low=0.14,
        high=0.155,
        meaning="share that a machine hands over which is four times too sure",
    )
    yield boundary(
        "sure_errors",
        sure.errors / chosen(usual).errors,
        low=7,
        high=7.6,
        meaning="its errors, over a modest machine's",
    )


@check("B29-quality-by-redundancy")
def quality_by_redundancy() -> Observations:
    """Observe what statistics rescue from spam, and what they cannot."""
    usual, worse, hard = (
        chosen(CrowdLabels(**changed))
        for changed in ({}, {"spammers": 0.6, "labels": 9}, {"hard": 0.1, "labels": 9})
    )
    yield claimed(
        "majority",
        usual.majority,
        low=0.88,
        high=0.915,
        meaning="items right by majority of 5, 40 % spammers",
    )
    yield claimed(
        "estimated",
        usual.estimated,
        low=0.945,
        high=0.97,
        meaning="items right by Dawid and Skene's estimator",
    )
    yield claimed(
        "told_apart",
        usual.told_apart,
        low=0.98,
        high=1,
        meaning="people rightly held to be spammers or not",
    )
    yield claimed(
        "majority_60",
        worse.majority,
        low=0.84,
        high=0.88,
        meaning="items right by majority of 9, 60 % spammers",
    )
    yield claimed(
        "estimated_60", worse.estimated, low=0.955, high=0.98, meaning="the same by the estimator"
    )
    yield boundary(
        "hard_majority",
        hard.majority,
        low=0.845,
        high=0.88,
        meaning="majority of 9, 40 % spammers, 10 % of items misunderstood",
    )
    yield boundary(
        "hard_estimated",
        hard.estimated,
        low=0.88,
        high=0.9,
        meaning="the same by the estimator, who can reach 90 %",
    )
    single = chosen(CrowdLabels(labels=1))
    gain = single.estimated - single.majority
    yield boundary(
        "single",
        gain,
        low=-0.03,
        high=0.02,
        meaning="what the estimator adds where each item has one label",
    )


@check("B30-heteromation-jevons")
def heteromation_jevons() -> Observations:
    """Observe hours of work by people as software takes over more of each job, with two kinds of demand."""
    usual = Heteromation()
    at_peak = chosen(usual.but(automation=usual.peak))
    yield claimed(
        "peak",
        usual.peak,
        low=0.9599,
        high=0.9601,
        meaning="share of each job automatic when most hours are worked, η = 1.5",
    )
    yield claimed(
        "hours",
        at_peak.hours,
        low=2.79,
        high=2.82,
        meaning="hours then, over those without automation",
    )
    yield claimed(
        "hours_90",
        chosen(usual).hours,
        low=2.45,
        high=2.5,
        meaning="hours where 90 % of each job is automatic",
    )
    dull = Heteromation(elasticity=0.5)
    yield boundary(
        "dull",
        dull.run().hours.diff().max(),
        low=-1,
        high=0,
        meaning="largest rise in hours over any step, η = 0.5",
    )
    yield boundary(
        "dull_90",
        chosen(dull).hours,
        low=0.29,
        high=0.31,
        meaning="hours at 90 % automation, η = 0.5",
    )
    costly = Heteromation(machine=0.05)
    yield boundary(
        "costly",
        costly.peak,
        low=0,
        high=0,
        meaning="the same share where software costs as much as people",
    )


@check("B31-commodified-risk")
def commodified_risk() -> Observations:
    """Observe months without enough at one and the same mean pay."""
    for name, swing, below, subsidy in (
        ("3", 0.3, (0.055, 0.066), (0.0038, 0.0046)),
        ("5", 0.5, (0.21, 0.23), (0.028, 0.032)),
        ("8", 0.8, (0.39, 0.42), (0.09, 0.098)),
    ):
        row = mean_table(CommodifiedRisk(swing=swing), 5).iloc[0]
        told = f"demand swings by {swing:g}"
        yield claimed(
            f"below_{name}",
            row.below,
            low=below[0],
            high=below[1],
            meaning=f"share of months under the need, {told}",
        )
        yield claimed(
            f"subsidy_{name}",
            row.subsidy,
            low=subsidy[0],
            high=subsidy[1],
            meaning=f"what others pay, over mean pay, {told}",
        )
    usual = mean_table(CommodifiedRisk(), 5)
    yield claimed(
        "mean", usual["mean"][0], low=0.98, high=1.02, meaning="mean pay at a swing of 0.5"
    )
    yield boundary(
        "five",
        usual.below[4],
        low=0.01,
        high=0.03,
        meaning="share of low months on five platforms that slump apart",
    )
    yield boundary(
        "steady",
        mean_table(CommodifiedRisk(swing=0.0), 1).below[0],
        low=0,
        high=0,
        meaning="share of low months in steady demand",
    )


@check("B32-skill-misrecognition")
def skill_misrecognition() -> Observations:
    """Observe who stays as skill is seen a little, half and wholly."""
    table = HalfRecognition().run().set_index("recognised")
    for name, seen, low, high in (
        ("50", 0.5, 0.22, 0.29),
        ("0", 0.0, 0, 0.01),
        ("38", 0.375, 0.03, 0.08),
        ("62", 0.625, 0.52, 0.59),
        ("100", 1.0, 0.88, 0.93),
    ):
        yield claimed(
            f"stay_{name}",
            table.skilled[seen],
            low=low,
            high=high,
            meaning=f"share of the skilled who stay, {seen:.1%} of skill seen",
        )
    for name, seen, low, high in (("0", 0.0, 0.11, 0.13), ("100", 1.0, 0.57, 0.6)):
        yield claimed(
            f"quality_{name}",
            table.quality[seen],
            low=low,
            high=high,
            meaning=f"mean skill of those who stay, {seen:.0%} seen",
        )
    trapped = HalfRecognition(outside=0.0).run().set_index("recognised")
    yield boundary(
        "trapped",
        trapped.skilled[0.0],
        low=0.99,
        high=1,
        meaning="skilled who stay unseen where they have nowhere to go",
    )
    yield boundary(
        "trapped_quality",
        trapped.quality[0.0],
        low=0.495,
        high=0.505,
        meaning="mean skill of those who stay there: everybody's",
    )


@check("B34-crisis-inflow")
def crisis_inflow() -> Observations:
    """Observe what a collapse elsewhere does to a rate, before and after newcomers are enough to do all the work."""

    def rate(ratio: float, newcomers: float) -> float:
        return float(
            chosen(PlanetaryMarket(wage_ratio=ratio, newcomers=newcomers, friction=0.0)).rate
        )

    yield claimed(
        "before",
        rate(3.0, 1.0),
        low=2.8,
        high=3.0,
        meaning="rate with one newcomer per job who asks for a third",
    )
    yield claimed(
        "cheaper",
        rate(60.0, 1.0),
        low=0.15,
        high=0.2,
        meaning="the same newcomers after their currency has fallen to a twentieth",
    )
    yield claimed(
        "inflow", rate(60.0, 3.0), low=0.09, high=0.12, meaning="and with three of them per job"
    )
    few = [rate(ratio, 0.5) for ratio in (3.0, 60.0)]
    yield boundary("few", few[0], low=4.4, high=4.7, meaning="rate with one newcomer for two jobs")
    yield boundary(
        "few_change",
        few[1] - few[0],
        low=-1e-6,
        high=1e-6,
        meaning="what the fall of their currency changes then",
    )
