"""The explorers of *Gig-labour chains*: how to guess, turn and read its models."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import style
from ...core import Result, mean_table
from ...explore import Choice, Estimate, Explorer
from . import (
    MOST,
    BotOrCrowd,
    BoughtSilence,
    CrowdLabels,
    HalfRecognition,
    Heteromation,
    LabourChain,
    TwoAverages,
    TwoLabourMarkets,
)
from .labels import ITEMS, NUMBERS
from .payslips import MINIMUM
from .silence import ROUNDS, SHOWN, WORLDS

SEEN = 4.4  # hours beyond this are off the figure
PERCENT = style.percent(0, 0.25, 0.5, 0.75, 1)
NAMED = {100: "100", 1e4: "10,000", 1e6: "1 million"}  # ticks of an order on a logarithmic axis


def _dollars(amount: float) -> str:
    """Return an amount with as many decimals as a small one needs, and never a power of ten."""
    return f"{amount:.2f}" if amount >= 0.0995 else f"{amount:.6f}".rstrip("0")


# ----------------------------------------------------------------------- where does the money stop?


def _money_answer() -> tuple[int, str]:
    chain = LabourChain()
    shares, sums = (
        chain.but(rule=rule).run().received_after[0] for rule in ("percentage", "fixed sum")
    )
    return 3, (
        f"With five tiers that insist on their 34%, the client pays ${shares:.2f}; with five that "
        f"insist on their dollars, ${sums:.2f}. The worker's raise is the same. One rule makes it "
        "unaffordable, the other a rounding error."
    )


def _money_scene(fig: Figure) -> Axes:
    longest = LabourChain.parameters()["tiers"].high
    dearest = LabourChain().price * LabourChain().rise
    ax = style.axes(
        fig,
        x="the worker, and the intermediaries from nearest to furthest",
        y="dollars an hour, from wage to price",
        xlim=(-0.6, longest + 0.6),
        ylim=(0, 1.24 * dearest),
        xticks={0: "worker", **{n: str(n) for n in range(1, longest + 1)}},
        yticks=np.arange(0, dearest + 1, 5),
    )
    legend = 1.14 * dearest
    style.note(ax, -0.5, legend, "▬  now", style.BLUE, xytext=(0, 0), va="center")
    style.note(
        ax,
        longest + 0.5,
        legend,
        "▬  when pay has doubled",
        style.VERMILION,
        xytext=(0, 0),
        va="center",
        ha="right",
    )
    return ax


def _draw_money(result: Result, ax: Axes) -> None:
    table = result.table.iloc[::-1]  # the worker first
    at, width = np.arange(len(table)), 0.38
    for shift, kept, received, colour, hatch in (
        (-width / 2, table.kept, table.received, style.BLUE, None),
        (width / 2, table.kept_after, table.received_after, style.VERMILION, "///"),
    ):
        ax.bar(
            at + shift,
            kept,
            width,
            bottom=received - kept,
            color=colour,
            hatch=hatch,
            ec=style.PAPER,
            lw=0.6,
        )
        ax.axhline(received.iloc[-1], color=colour, lw=1, ls=style.DASHES[2])


def _say_money(result: Result) -> str:
    model, client, worker = result.model, result.table.iloc[0], result.table.iloc[-1]
    tiers = "One intermediary keeps" if model.tiers == 1 else f"{model.tiers} intermediaries keep"
    kind = "its percentage" if model.rule == "percentage" else "its fixed sum"
    return (
        f"{tiers} {model.margin:.0%}{' each' if model.tiers > 1 else ''}: of "
        f"${client.received:.2f} the worker gets ${worker.received:.2f}, or "
        f"{worker.received / client.received:.1%}. To double that, where each tier insists on "
        f"{kind}, the client has to pay ${client.received_after:.2f}, "
        f"{client.received_after / client.received - 1:.1%} more."
    )


money_stops = Explorer(
    name="money_stops",
    title="Where does the money stop?",
    model=LabourChain(),
    question=Choice(
        ask=(
            "A client pays $12.50 an hour for work that reaches a worker as about $1.60, "
            "through five intermediaries. The worker's pay is to be doubled. What must the "
            "client pay?"
        ),
        options=(
            "About $14",
            "About $20",
            "About $25",
            "$14 or $25, depending on how the intermediaries reckon",
        ),
        answer=_money_answer,
    ),
    controls={"tiers": [1, 3, 5, 8], "margin": [0.2, 0.34, 0.6, 0.87], "rule": 2},
    scene=_money_scene,
    draw=_draw_money,
    sentence=_say_money,
    seals=(
        "A13-central-vs-tree-crowdturfing.percentage",
        "A13-central-vs-tree-crowdturfing.fixed",
        "A13-central-vs-tree-crowdturfing.fixed_rise",
        "A13-central-vs-tree-crowdturfing.share",
    ),
)

# -------------------------------------------------------------------------------- two kinds of poor


def _poor_answer() -> tuple[int, str]:
    table = TwoLabourMarkets().run().set_index("floor")
    free, four = table.loc[0.0], table.loc[4.0]
    return 3, (
        f"One buyer pays ${free.one_buyer_rate:.2f} and a crowd of sellers gets "
        f"${free.crowd_rate:.2f}. A minimum of $4 raises the share at work from "
        f"{free.one_buyer_work:.0%} to {four.one_buyer_work:.0%} in the first case, and lowers "
        f"jobs filled from {free.crowd_work:.0%} to {four.crowd_work:.0%} in the second."
    )


def _poor_scene(fig: Figure) -> Axes:
    highest = TwoLabourMarkets.parameters()["floor"].high
    ax = style.axes(
        fig,
        x="legal minimum, dollars an hour",
        y="share at work",
        xlim=(-0.2, highest + 0.2),
        ylim=(0, 1.32),
        xticks=np.arange(0, highest + 1, 2),
        yticks=PERCENT,
    )
    style.note(
        ax, 0, 1.25, "—  one buyer: of people around, hired", style.BLUE, xytext=(0, 0), va="center"
    )
    style.note(
        ax,
        0,
        1.14,
        "– –  many sellers: of jobs, filled",
        style.VERMILION,
        xytext=(0, 0),
        va="center",
    )
    return ax


def _draw_poor(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    # Two pieces: above the worth of an hour the buyer hires nobody, all at once.
    for upto in (table.floor <= MOST, table.floor > MOST):
        ax.plot(table.floor[upto], table.one_buyer_work[upto], color=style.BLUE)
    ax.plot(table.floor, table.crowd_work, color=style.VERMILION, ls=style.DASHES[1])
    ax.plot(row.floor, row.one_buyer_work, "o", color=style.BLUE, ms=8, clip_on=False)
    ax.plot(row.floor, row.crowd_work, "s", color=style.VERMILION, ms=8, clip_on=False)


def _say_poor(result: Result) -> str:
    model, row = result.model, result.yours
    bidders = "1 person" if model.workers_per_job == 1 else f"{model.workers_per_job:g} people"
    told = f"With a minimum of ${row.floor:.2f}" if row.floor else "Without a minimum"
    return (
        f"{told}: one buyer (elasticity {model.elasticity:g}) would pay ${model.one_buyer:.2f}, "
        f"offers ${row.one_buyer_rate:.2f} and hires {row.one_buyer_work:.0%} of the people "
        f"around; {bidders} bidding for each job would get ${model.crowd:.2f}, are offered "
        f"${row.crowd_rate:.2f}, and {row.crowd_work:.0%} of jobs are filled. Rates are "
        "illustrative."
    )


two_kinds_of_poor = Explorer(
    name="two_kinds_of_poor",
    title="Two kinds of poor",
    model=TwoLabourMarkets(),
    question=Choice(
        ask=(
            "Two people earn $3.30 an hour, one because there is a single buyer, one because "
            "there are twice as many sellers as jobs. A legal minimum of $4 comes in. What "
            "happens to the number of people at work?"
        ),
        options=(
            "It falls in both places",
            "It rises in both",
            "It falls under the single buyer, and rises in the crowd",
            "It rises under the single buyer, and falls in the crowd",
        ),
        answer=_poor_answer,
    ),
    controls={
        "elasticity": [0.1, 0.5, 2.0, 10.0],
        "workers_per_job": [0.5, 2.0, 9.0],
        "floor": [0.0, 4.0, 6.0, 9.0, 10.5],
    },
    scene=_poor_scene,
    draw=_draw_poor,
    sentence=_say_poor,
    seals=("A07-oversupply-undercutting",),
)

# ------------------------------------------------------------------------------------- two averages


def _averages_answer() -> tuple[float, str]:
    row, paid, unrelated = (
        mean_table(TwoAverages(**x), 40).iloc[0]
        for x in ({}, {"unpaid": 0.0}, {"correlation": 0.0})
    )
    return row.median_worker, (
        f"Paying for every minute would make it {paid.median_worker:.1f} dollars; if those who pay "
        "badly had no more work to give than others, it would be about "
        f"{unrelated.median_worker:.0f}. A worker does not meet the average employer, but the "
        "average task."
    )


def _averages_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="dollars an hour (logarithmic)",
        y="share in each step of pay",
        xlim=(0.05, 300),
        ylim=(0, 0.46),
        xscale="log",
        xticks={0.1: "0.10", 1: "1", MINIMUM: f"{MINIMUM:g}", 100: "100"},
        yticks=style.percent(0, 0.1, 0.2, 0.3, 0.4),
    )
    style.note(ax, 0.055, 0.44, "—  workers", style.VERMILION, xytext=(0, 0), va="center")
    style.note(ax, 290, 0.44, "– –  employers", style.BLUE, xytext=(0, 0), va="center", ha="right")
    return ax


def _draw_averages(result: Result, ax: Axes) -> None:
    table = result.table
    ax.fill_between(table.pay, 0, table.workers, color=style.VERMILION, alpha=0.2, lw=0, step="mid")
    ax.step(table.pay, table.workers, where="mid", color=style.VERMILION)
    ax.step(table.pay, table.requesters, where="mid", color=style.BLUE, ls=style.DASHES[1])
    for value, colour, mark in (
        (table.median_worker[0], style.VERMILION, "o"),
        (table.mean_requester[0], style.BLUE, "s"),
    ):
        ax.plot(value, 0.009, mark, color=colour, ms=8)


def _say_averages(result: Result) -> str:
    model, row = result.model, result.table.iloc[0]
    related = (
        f"correlate by −{model.correlation:g}"
        if model.correlation
        else "have nothing to do with each other"
    )
    return (
        f"The mean employer pays ${row.mean_requester:.2f} (square), the median worker has "
        f"${row.median_worker:.2f} (dot), and {row.above:.1%} of workers exceed ${MINIMUM:g}, "
        f"where pay and volume {related} and {model.unpaid:.0%} of time is unpaid. The market is "
        "illustrative, tuned to a published one."
    )


two_averages = Explorer(
    name="two_averages",
    title="Eleven dollars an hour",
    model=TwoAverages(),
    question=Estimate(
        ask=(
            "On a platform the average employer pays more than $11 an hour. What has the median "
            "worker, in dollars?"
        ),
        low=0.5,
        high=15,
        step=0.5,
        unit="dollars",
        answer=_averages_answer,
    ),
    controls={
        "correlation": [0.0, 0.2, 0.45, 0.8],
        "unpaid": [0.0, 0.25, 0.5],
        "spread": [0.6, 1.15],
    },
    scene=_averages_scene,
    draw=_draw_averages,
    sentence=_say_averages,
    seeds=(0, 1),
    seals=("A17-requester-volume-paradox",),
)

# ------------------------------------------------------------------------------------- bot or crowd


def _bot_answer() -> tuple[int, str]:
    model = BotOrCrowd()
    row, blind = model.result().yours, model.but(bots_caught=0.0, people_caught=0.0).result().yours
    return 2, (
        f"Posted, either costs ${10_000 * blind.crowd:.0f}. What differs is what is left: if nine "
        "in ten automatic posts are removed and two in ten of people's, one that survives costs "
        f"${row.bot:.2f} by program and ${row.crowd:.4f} by crowd, up to {model.break_even:,.0f} "
        "posts."
    )


def _bot_scene(fig: Figure) -> Axes:
    volume = BotOrCrowd.parameters()["volume"]
    ax = style.axes(
        fig,
        x="posts ordered (logarithmic)",
        y="dollars for a post that survives (logarithmic)",
        xlim=(0.9 * volume.low, 1.1 * volume.high),
        ylim=(3e-5, 900),
        xscale="log",
        yscale="log",
        xticks={n: name for n, name in NAMED.items() if volume.low <= n <= volume.high},
        yticks={1e-4: "0.0001", 0.01: "0.01", 1: "1", 100: "100"},
        box=(0.16, 0.17, 0.76, 0.71),
    )
    ax.title.set_position((-0.17, 1))
    style.note(ax, volume.low, 350, "—  program", style.BLUE, xytext=(0, 0), va="center")
    style.note(
        ax,
        volume.high,
        350,
        "– –  crowd",
        style.VERMILION,
        xytext=(0, 0),
        va="center",
        ha="right",
    )
    return ax


def _draw_bot(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.plot(table.volume, table.bot, color=style.BLUE)
    ax.plot(table.volume, table.crowd, color=style.VERMILION, ls=style.DASHES[1])
    ax.plot(row.volume, row.bot, "o", color=style.BLUE, ms=8)
    ax.plot(row.volume, row.crowd, "s", color=style.VERMILION, ms=8)


def _say_bot(result: Result) -> str:
    model, row = result.model, result.yours
    return (
        f"Of {row.volume:,.0f} posts the program loses {model.bots_caught:.0%}, the crowd (at "
        f"${_dollars(model.click)} a post) {model.people_caught:.0%}: one that survives costs "
        f"${_dollars(row.bot)} by program and ${_dollars(row.crowd)} by crowd. Above "
        f"{model.break_even:,.0f} posts the program is cheaper. Rates of detection are "
        "illustrative."
    )


bot_or_crowd = Explorer(
    name="bot_or_crowd",
    title="Bot, crowd, influencer",
    model=BotOrCrowd(),
    question=Choice(
        ask=(
            "You want 10,000 tweets that look like opinion. A programmer asks $100. A crowd "
            "asks one cent each. Which is cheaper?"
        ),
        options=("The programmer", "The crowd", "Neither, until somebody removes tweets"),
        answer=_bot_answer,
    ),
    controls={
        "bots_caught": [0.0, 0.2, 0.9, 0.99],
        "people_caught": [0.0, 0.2],
        "click": [0.00006, 0.01, 0.35],
        "volume": [10_000, 100_000],
    },
    scene=_bot_scene,
    draw=_draw_bot,
    sentence=_say_bot,
    seals=(
        "A11-bot-vs-crowd-frontier",
        "A12-detection-arms-race",
    ),
)

# -------------------------------------------------------------------------- the price of a majority


def _silence_answer() -> tuple[float, str]:
    won = mean_table(BoughtSilence(), 5).won.iloc[-1]
    tenth = mean_table(BoughtSilence(true_share=0.4, bought=0.1), 3).won.iloc[-1]
    return 0, (
        "Nobody in the model ever changes an opinion. In a town split evenly, posts worth 4% of "
        f"its people make the buyers' side the only voice in {won:.0%} of worlds. A side of 40% "
        f"wins in {tenth:.0%} of worlds with 10% bought: a true minority is dear."
    )


def _silence_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="rounds of talk",
        y="the buyers' side, of all that people say",
        xlim=(0, ROUNDS),
        ylim=(0, 1.24),
        xticks=np.arange(0, ROUNDS + 1, 10),
        yticks=PERCENT,
    )
    style.note(
        ax, 0, 1.15, "– –  of all that people think", style.VERMILION, xytext=(4, 0), va="center"
    )
    style.note(
        ax,
        ROUNDS,
        1.15,
        f"—  {SHOWN} worlds of {WORLDS}",
        style.BLUE,
        xytext=(0, 0),
        va="center",
        ha="right",
    )
    return ax


def _draw_silence(result: Result, ax: Axes) -> None:
    table = result.table
    ax.fill_between(table["round"], table.low, table.high, color=style.BLUE, alpha=0.18, lw=0)
    for world in range(1, SHOWN + 1):
        ax.plot(table["round"], table[f"world_{world}"], color=style.BLUE, lw=1.2)
    ax.axhline(result.model.true_share, color=style.VERMILION, ls=style.DASHES[1])


def _say_silence(result: Result) -> str:
    model, last = result.model, result.table.iloc[-1]
    posts = model.bought * model.people
    return (
        f"{model.true_share:.0%} of {model.people} people are on the buyers' side and stay there. "
        f"With {posts:g} posts bought a round, their side ends as practically the only voice in "
        f"{last.won:.0%} of {WORLDS} worlds, the other in {last.lost:.0%}. Opinions changed: 0."
    )


price_of_a_majority = Explorer(
    name="price_of_a_majority",
    title="The price of a majority",
    model=BoughtSilence(),
    question=Estimate(
        ask=(
            "A town is split half and half. One side buys posts, 4 for every 100 people and "
            "round, and in most worlds the other side falls silent. What share of the town has "
            "to change its opinion for that?"
        ),
        low=0,
        high=50,
        step=1,
        unit="%",
        answer=_silence_answer,
    ),
    controls={
        "true_share": [0.4, 0.5],
        "bought": [0.0, 0.02, 0.04, 0.1, 0.2, 0.3],
        "public": [0.0, 0.5],
    },
    scene=_silence_scene,
    draw=_draw_silence,
    sentence=_say_silence,
    seeds=(0, 1),
    seals=("A18-spiral-of-silence-bought",),
)

# ------------------------------------------------------------------------------------- cheap labels


def _labels_answer() -> tuple[int, str]:
    usual, hard = (
        mean_table(CrowdLabels(**x), 5).query("yours == 1").iloc[0]
        for x in ({}, {"hard": 0.1, "labels": 9})
    )
    return 1, (
        "With five labels an item and two spammers in five people, the majority is right about "
        f"{usual.majority:.1%} of items and the estimator about {usual.estimated:.1%}. If a tenth "
        "of items is misunderstood by all, nine labels and the estimator reach "
        f"{hard.estimated:.1%}: agreement is all it has to go by."
    )


def _labels_scene(fig: Figure) -> Axes:
    most = CrowdLabels.parameters()["labels"].high
    ax = style.axes(
        fig,
        x="labels per item",
        y="items labelled rightly",
        xlim=(0.5, most + 0.5),
        ylim=(0.48, 1.1),
        xticks=NUMBERS,
        yticks=style.percent(0.5, 0.6, 0.7, 0.8, 0.9, 1),
    )
    style.note(ax, 1, 1.065, "—  estimator", style.BLUE, xytext=(0, 0), va="center")
    style.note(
        ax, most, 1.065, "– –  majority", style.VERMILION, xytext=(0, 0), va="center", ha="right"
    )
    return ax


def _draw_labels(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.axhline(1 - result.model.hard, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    ax.plot(table.labels, table.estimated, color=style.BLUE, marker="o", ms=4)
    ax.plot(
        table.labels, table.majority, color=style.VERMILION, ls=style.DASHES[1], marker="s", ms=4
    )
    ax.plot(row.labels, row.estimated, "o", color=style.BLUE, ms=9)
    ax.plot(row.labels, row.majority, "s", color=style.VERMILION, ms=8)


def _say_labels(result: Result) -> str:
    model, row = result.model, result.yours
    each = "1 label" if model.labels == 1 else f"{model.labels} labels"
    hard = (
        f" {model.hard:.0%} of items are misunderstood by everybody who tries (dotted: what is "
        "left)."
        if model.hard
        else ""
    )
    return (
        f"{each} an item, {model.spammers:.0%} of people tossing coins: the majority is right "
        f"about {row.majority:.1%} of {ITEMS} items, the estimator about {row.estimated:.1%}; it "
        f"tells {row.told_apart:.0%} of people rightly apart.{hard}"
    )


cheap_labels = Explorer(
    name="cheap_labels",
    title="Cheap, and checked",
    model=CrowdLabels(),
    question=Choice(
        ask=(
            "Two in five of your annotators toss coins, and you do not know which; and a tenth "
            "of the items is worded so badly that everybody else gets it wrong. You may use all "
            "the statistics there are. What can they repair?"
        ),
        options=(
            "Both",
            "The coin tossers, and not the wording",
            "The wording, and not the coin tossers",
            "Neither",
        ),
        answer=_labels_answer,
    ),
    controls={"spammers": [0.0, 0.2, 0.4, 0.6], "hard": [0.0, 0.1], "labels": [1, 5, 9]},
    scene=_labels_scene,
    draw=_draw_labels,
    sentence=_say_labels,
    seeds=(0, 1),
    seals=("B29-quality-by-redundancy",),
)

# ------------------------------------------------------------------- the human who will not go away


def _hours_answer() -> tuple[float, str]:
    model = Heteromation(automation=0.96)
    row, dull = model.result().yours, model.but(elasticity=0.5).result().yours
    return row.hours, (
        f"The job has become so cheap that {row.demand:.0f} times as many are ordered, and "
        f"{model.automation:.0%} less of each leaves more work than before. Were demand half as "
        f"lively as the price (elasticity 0.5), hours would be {dull.hours:.2f} times what they "
        "were."
    )


def _hours_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="share of each job that software does",
        y="hours of people's work, in all (before = 1)",
        xlim=(0, 1.01),
        ylim=(0, SEEN),
        xticks=PERCENT,
        yticks=[0, 1, 2, 3, 4],
    )
    ax.axhline(1, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    return ax


def _draw_hours(result: Result, ax: Axes) -> None:
    model, table, row = result.model, result.table, result.yours
    for elasticity in (0.5, 1.0, 1.5):
        if elasticity != model.elasticity:
            ax.plot(
                table.automated,
                model.but(elasticity=elasticity).run().hours,
                color=style.FAINT,
                lw=1,
            )
    ax.plot(table.automated, table.hours.where(table.hours <= SEEN), color=style.BLUE)
    mark = "o" if row.hours <= SEEN else "^"  # an arrowhead at the upper edge: it goes on beyond
    ax.plot(row.automated, min(row.hours, SEEN), mark, color=style.VERMILION, ms=9, clip_on=False)
    style.note(
        ax,
        0,
        4.05,
        f"demand's elasticity {model.elasticity:g}",
        style.BLUE,
        xytext=(4, 0),
        va="center",
    )


def _say_hours(result: Result) -> str:
    model, row = result.model, result.yours
    peak = (
        f"most hours are worked at {model.peak:.1%}"
        if model.peak
        else "every step of automation takes hours away"
    )
    return (
        f"Software does {row.automated:.1%} of each job; the price is {row.price:.1%} of what it "
        f"was, {row.demand:,.1f} times as many jobs are ordered, and people work {row.hours:.2f} "
        f"times the hours. At an elasticity of {model.elasticity:g} {peak}. Costs and elasticity "
        "are illustrative."
    )


will_not_go_away = Explorer(
    name="will_not_go_away",
    title="When software does nearly all of it",
    model=Heteromation(),
    question=Estimate(
        ask=(
            "Software comes to do 96% of each job of a kind. Demand grows by 1.5% whenever the "
            "price falls by 1%. How many hours do people work on it in all, if it was 1 before?"
        ),
        low=0,
        high=4,
        step=0.1,
        unit="times",
        answer=_hours_answer,
    ),
    controls={
        "automation": [0.0, 0.25, 0.5, 0.75, 0.9, 0.96, 0.99, 0.995],
        "elasticity": [0.5, 0.75, 1.0, 1.25, 1.5, 2.0],
    },
    scene=_hours_scene,
    draw=_draw_hours,
    sentence=_say_hours,
    seals=("B30-heteromation-jevons",),
)

# ------------------------------------------------------------------------------- half a recognition


def _half_answer() -> tuple[float, str]:
    table = HalfRecognition().run().set_index("recognised")
    return 100 * table.skilled[0.5], (
        f"At 37.5% of skill seen {table.skilled[0.375]:.0%} of the most skilled third stay, at "
        f"62.5% {table.skilled[0.625]:.0%}: it tips. Each who leaves lowers the average by which "
        "those who stay are judged."
    )


def _half_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="how much of a person's skill is seen",
        y="share who stay; mean skill of those who do",
        xlim=(-0.02, 1.02),
        ylim=(0, 1.24),
        xticks=PERCENT,
        yticks=PERCENT,
    )
    style.note(ax, 0, 1.15, "—  skilled who stay", style.BLUE, xytext=(0, 0), va="center")
    style.note(
        ax,
        1,
        1.15,
        "– –  mean skill of who stays",
        style.GREEN,
        xytext=(0, 0),
        va="center",
        ha="right",
    )
    return ax


def _draw_half(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.plot([0, 1], [0, 1], color=style.FAINT, lw=1, ls=style.DASHES[2])
    ax.plot(table.recognised, table.quality, color=style.GREEN, ls=style.DASHES[1])
    ax.plot(table.recognised, table.skilled, color=style.BLUE)
    ax.plot(row.recognised, row.skilled, "o", color=style.VERMILION, ms=9, clip_on=False)


def _say_half(result: Result) -> str:
    model, row = result.model, result.yours
    return (
        f"With {row.recognised:.0%} of skill seen, and {model.outside:g} earned elsewhere where "
        f"it would be worth {model.share:g} here, {row.skilled:.0%} of the most skilled third "
        f"stay, and {row.stay:.0%} of everybody; the mean skill of those who do is "
        f"{row.quality:.2f}, of 0.50 at first. Values are illustrative."
    )


half_recognition = Explorer(
    name="half_recognition",
    title="Half a recognition",
    model=HalfRecognition(),
    question=Estimate(
        ask=(
            "A platform pays people by their average skill. Now it shows half of each worker's "
            "own skill and pays by that. What share of the most skilled third stays?"
        ),
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_half_answer,
    ),
    controls={
        "recognition": [0.0, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 1.0],
        "outside": [0.0, 0.4, 0.55],
        "share": [0.6, 0.75],
    },
    scene=_half_scene,
    draw=_draw_half,
    sentence=_say_half,
    seals=("B32-skill-misrecognition",),
)
