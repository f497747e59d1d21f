"""The explorers of *The attention economy*: how to guess, turn and read its models."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import style
from ...core import Result
from ...explore import Choice, Estimate, Explorer
from . import (
    AttentionBudget,
    Ceiling,
    Concentration,
    HiddenScore,
    InTray,
    Lift,
    SilentFailures,
)
from .budgets import ROUNDS
from .concentration import WORKS as KNOWN
from .displays import WORKS
from .promises import PEOPLE, SUCCESSES

MEMBERS = AttentionBudget.parameters()["members"]
HIGHEST = 2200  # followers that the figure of the ceiling has room for
PERCENT = style.percent(0, 0.25, 0.5, 0.75, 1)

# ------------------------------------------------------------------------------------- the in-tray


def _tray_answer() -> tuple[int, str]:
    model = InTray(copying=0.5)
    half = model.result().yours
    alone = InTray().run().set_index("readings").right
    return 2, (
        f"Their order is as good as that of {half.worth_of:.0f} clerks who judge alone: "
        f"{half.right:.0%} of pairs the right way round, where twenty who judge alone have "
        f"{alone[20]:.0%}, a hundred {alone[100]:.0%} and one {alone[1]:.0%}. A copied yes is "
        "copied on, and an early mistake with it."
    )


def _tray_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="clerks who have had a piece (logarithmic)",
        y="pairs of pieces in the right order",
        xlim=(0.9, 230),
        ylim=(0.48, 1.08),
        xscale="log",
        xticks=[1, 5, 20, 100],
        yticks=style.percent(0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    )
    ax.axhline(0.5, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    style.note(ax, 200, 0.5, "a coin", style.FAINT, ha="right", xytext=(0, 4))
    return ax


def _draw_tray(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.fill_between(table.readings, table.low, table.high, color=style.BLUE, alpha=0.25, lw=0)
    ax.plot(table.readings, table.right, color=style.BLUE)
    ax.plot(row.readings, row.right, "o", color=style.VERMILION, ms=9)
    told = f"worth {row.worth_of:.0f} who judge alone"
    style.note(ax, 1, 1.03, told, style.VERMILION, xytext=(4, 0), va="center", fontweight="bold")


def _say_tray(result: Result) -> str:
    model, row = result.model, result.yours
    clerks = "one clerk" if model.readings == 1 else f"{model.readings} clerks"
    copied = f"{model.copying:.0%} of decisions copied" if model.copying else "none copied"
    return (
        f"With {clerks} a piece, a judgement blurred by {model.noise:g}, and {copied}, "
        f"{row.right:.0%} of pairs are in the right order, and {row.found:.0%} of the first "
        f"tenth belong to the best tenth. Clerks who judge alone would do as well with "
        f"{row.worth_of:.0f}."
    )


in_tray = Explorer(
    name="in_tray",
    title="The in-tray",
    model=InTray(),
    question=Choice(
        ask="Every piece goes through a hundred in-trays. Half of all decisions are a clerk’s own, "
        "and half repeat what one of the clerks before did. How many clerks who all judge alone "
        "would order the heap as well?",
        options=(
            "About a hundred: a yes is a yes",
            "About fifty: half of them judge",
            "About twenty",
            "About one: the first decides",
        ),
        leans=("too trusting", "too trusting", "", "too gloomy"),
        answer=_tray_answer,
    ),
    controls={"readings": [5, 20, 100], "copying": [0.0, 0.3, 0.5, 0.8, 1.0], "noise": [2.0, 4.0]},
    scene=_tray_scene,
    draw=_draw_tray,
    sentence=_say_tray,
    seals=("E05-people-as-filter", "E09-ranking-is-value"),
)

# ------------------------------------------------------------------------------ readers per writer


def _readers_answer() -> tuple[float, str]:
    model = AttentionBudget(members=10_000)
    row = model.result().yours
    return float(row["median"]), (
        f"The mean work has {row.simulated:.0f} readings, in a circle of any size, and the work "
        f"in the middle {row['median']:.0f}; {row.unread:.0%} have none. The mean is arithmetic; "
        "who has it is not."
    )


def _readers_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="members of the circle (logarithmic)",
        y="readings of a work (logarithmic)",
        xlim=(0.7 * MEMBERS.low, 1.5 * MEMBERS.high),
        ylim=(0.7, 2e5),
        xscale="log",
        yscale="log",
        xticks={MEMBERS.low: "100", 1000: "", 1e4: "10,000", 1e5: "", MEMBERS.high: "1 million"},
        yticks={1: "1", 10: "10", 100: "100", 1000: "1,000", 1e4: "10,000", 1e5: ""},
        box=(0.16, 0.17, 0.8, 0.71),
    )
    ax.title.set_position((-0.17, 1))
    return ax


def _draw_readers(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.plot(table.members, table.audience, color=style.BLUE)
    ax.plot(
        table.members, np.maximum(table["median"], 0.75), color=style.VERMILION, ls=style.DASHES[1]
    )
    ax.plot(row.members, row.audience, "o", color=style.BLUE, ms=9)
    ax.plot(row.members, max(row["median"], 0.75), "s", color=style.VERMILION, ms=8)
    style.note(
        ax,
        85,
        8e4,
        f"—  mean work: {row.audience:,.0f}",
        style.BLUE,
        xytext=(0, 0),
        va="center",
        fontweight="bold",
    )
    style.note(
        ax,
        85,
        2.6e4,
        f"– –  median work: {row['median']:,.0f}",
        style.VERMILION,
        xytext=(0, 0),
        va="center",
    )


def _say_readers(result: Result) -> str:
    model, row = result.model, result.yours
    outside = (
        f", and for each there are {model.outside:g} outsiders who only read"
        if model.outside
        else ""
    )
    return (
        f"Of {model.members:,} members {model.makers:.0%} write, and each reads {model.reading} "
        f"works{outside}: a mean work has {row.audience:,.0f} readings, the median "
        f"{row['median']:,.0f}, and {row.unread:.0%} of works have none. The mean is the same in "
        "a circle of any size."
    )


readers = Explorer(
    name="readers",
    title="How many readers per writer?",
    model=AttentionBudget(),
    question=Estimate(
        ask="Ten thousand people each read twenty works a day and write one, so that the mean work "
        "has twenty readings. Attention is spread unevenly, as it is wherever it was counted. How "
        "many readings has the work in the middle, which half of all works surpass?",
        low=0,
        high=40,
        step=1,
        unit="readings",
        leans=("too unequal", "too equal"),
        answer=_readers_answer,
    ),
    controls={
        "members": [100, 10_000, 1_000_000],
        "makers": [0.01, 0.1, 1.0],
        "outside": [0.0, 1.0, 10.0],
        "unevenness": [0.0, 1.5],
    },
    scene=_readers_scene,
    draw=_draw_readers,
    sentence=_say_readers,
    seals=("E01-attention-budget.median", "E01-attention-budget.unread"),
)

# ---------------------------------------------------------------------------------------- the lift


def _gains(result: Result) -> tuple[float, float]:
    """Return what a thread brought its host, and a guest, on average."""
    table = result.table.iloc[1:]
    return table.host.mean(), table.guest.mean()


def _lift_answer() -> tuple[int, str]:
    host, guest = _gains(Lift().result())
    _, unreturned = _gains(Lift(follow_back="no").result())
    everybody = Lift(take_up=1.0).run().gini.iloc[-1]
    return 2, (
        f"A thread brings its host {host:.0f} followers and a guest {guest:.1f}, of which the "
        f"host is one (without that, {unreturned:.1f}). If all three hundred take part in every "
        f"thread, followings become nearly equal (a Gini of {everybody:.2f}), and distinguish "
        "nobody."
    )


def _lift_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="threads so far",
        y="followers gained in a thread (logarithmic)",
        xlim=(0, ROUNDS + 1),
        ylim=(0.08, 2500),
        yscale="log",
        xticks=[0, ROUNDS // 4, ROUNDS // 2, 3 * ROUNDS // 4, ROUNDS],
        yticks={0.1: "0.1", 1: "1", 10: "10", 100: "100", 1000: ""},
    )
    style.note(ax, ROUNDS, 480, "model only", style.FAINT, ha="right", va="center", xytext=(0, 0))
    return ax


def _draw_lift(result: Result, ax: Axes) -> None:
    table, (host, guest) = result.table, _gains(result)
    five = table.iloc[1:].groupby((table["round"].iloc[1:] - 1) // 5).mean()
    ax.plot(
        five["round"], np.maximum(five.host, 0.1), "s-", color=style.VERMILION, ms=5, clip_on=False
    )
    ax.plot(five["round"], np.maximum(five.guest, 0.1), "o--", color=style.BLUE, ms=5)
    before, after = table.gini.iloc[[0, -1]]
    style.note(
        ax,
        1,
        1300,
        f"■  host: {host:,.0f} a thread",
        style.VERMILION,
        xytext=(4, 0),
        va="center",
        fontweight="bold",
    )
    style.note(
        ax, 1, 480, f"●  guest: {guest:.2g} a thread", style.BLUE, xytext=(4, 0), va="center"
    )
    style.note(
        ax, ROUNDS, 1300, f"Gini {before:.2f} → {after:.2f}", xytext=(0, 0), va="center", ha="right"
    )


def _say_lift(result: Result) -> str:
    model, (host, guest), table = result.model, _gains(result), result.table
    back = "follow guests back" if model.follow_back == "yes" else "follow nobody back"
    outside = f", and {model.strangers} outsiders follow each host" if model.strangers else ""
    return (
        f"{model.take_up:.0%} of {model.members} take part in a thread, hosts {back}, guests "
        f"follow each other with a chance of {model.mutual:.1%}{outside}: a thread brings its "
        f"host {host:.0f} followers and a guest {guest:.2g}. After {ROUNDS} threads the Gini of "
        f"followers is {table.gini.iloc[-1]:.2f}, from {table.gini.iloc[0]:.2f}. No such number "
        "is known from the world."
    )


lift = Explorer(
    name="lift",
    title="The lift",
    model=Lift(),
    question=Choice(
        ask="“Writers, let us all grow together!” Thirty of three hundred answer the thread, all "
        "of them follow its host, and the host follows every one of them back. Who grows?",
        options=(
            "All alike",
            "The host, some three times as much as a guest",
            "The host, more than twenty times as much",
        ),
        leans=("too equal", "too equal", ""),
        answer=_lift_answer,
    ),
    controls={
        "take_up": [0.1, 0.3, 1.0],
        "follow_back": ["yes", "no"],
        "mutual": [0.0, 0.01, 0.05],
        "strangers": [0, 10],
    },
    scene=_lift_scene,
    draw=_draw_lift,
    sentence=_say_lift,
    seals=("E35-lift",),
)

# ------------------------------------------------------------------------------- under the ceiling


def _ninety(model: Ceiling) -> int:
    """Return the days after which a model has nine tenths of its plateau."""
    days = np.arange(10_000)
    return int(days[model.audience(days) >= 0.9 * model.plateau][0])


def _ceiling_answer() -> tuple[int, str]:
    third, hundredth = Ceiling(rank=3), Ceiling(rank=100)
    lossy = [m.but(loss=0.005).plateau for m in (third, hundredth)]
    return 1, (
        f"Both end at {third.plateau:.0f}, everybody within reach; the third has nine tenths of "
        f"it after {_ninety(third)} days, the hundredth after {_ninety(hundredth):,}. Rank lowers "
        "a ceiling only where followers leave: at a loss of 0.5% a day they end at "
        f"{lossy[0]:.0f} and {lossy[1]:.0f}."
    )


def _ceiling_scene(fig: Figure) -> Axes:
    days = Ceiling().days
    reach = Ceiling().reach
    ax = style.axes(
        fig,
        x="days",
        y="followers",
        xlim=(0, days),
        ylim=(0, HIGHEST),
        xticks={day: f"{day:,}" for day in range(0, days + 1, days // 4)},
        yticks={0: "0", 400: "400", 800: "800", 1200: "1,200", 1600: "1,600", 2000: ""},
        box=(0.13, 0.17, 0.81, 0.71),
    )
    ax.axhline(reach, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    style.note(ax, days, reach, "the circle", style.FAINT, ha="right", xytext=(0, 4))
    style.note(ax, days, 2070, "model only", style.FAINT, ha="right", va="center", xytext=(0, 0))
    return ax


def _draw_ceiling(result: Result, ax: Axes) -> None:
    model, table = result.model, result.table
    ax.fill_between(table.day, table.low, table.high, color=style.BLUE, alpha=0.25, lw=0)
    ax.plot(table.day, table.audience, color=style.BLUE)
    end = f"ends at {model.plateau:,.0f}" if np.isfinite(model.plateau) else "does not end"
    if model.plateau < HIGHEST:
        ax.axhline(model.plateau, color=style.VERMILION, lw=1.5, ls=style.DASHES[1])
    style.note(
        ax, 0, 2070, f"– –  {end}", style.VERMILION, xytext=(4, 0), va="center", fontweight="bold"
    )
    style.note(ax, 0, 1860, "—  on the way", style.BLUE, xytext=(4, 0), va="center")


def _say_ceiling(result: Result) -> str:
    model, last = result.model, result.table.iloc[-1]
    leave = f"{model.loss:.1%} of followers leave in a day" if model.loss else "nobody leaves"
    bridge = f", and {model.bridge:.0%} of the effort goes to other circles" if model.bridge else ""
    whom = "anybody may follow" if model.followed_by == "anybody" else "only those below follow"
    end = f"it ends at {model.plateau:,.0f}" if np.isfinite(model.plateau) else "it does not end"
    return (
        f"Rank {model.rank} in a circle of {model.circle}: {whom}, {leave}{bridge}. After "
        f"{model.days:,} days the following is {last.audience:,.0f} (from {last.low:,.0f} to "
        f"{last.high:,.0f} in eight of ten simulated worlds); {end}. Gain and loss are "
        "illustrations: nobody has measured them in a closed circle."
    )


ceiling = Explorer(
    name="ceiling",
    title="Under the ceiling",
    model=Ceiling(),
    question=Choice(
        ask="Two writers post in the same closed circle of eight hundred, where nobody ever "
        "unfollows. One stands third in it, the other hundredth, and is seen far less. Whose "
        "following ends higher?",
        options=(
            "The third’s, by far",
            "They end alike, the hundredth later",
            "The third’s, by a little",
        ),
        leans=("too unequal", "", "too unequal"),
        answer=_ceiling_answer,
    ),
    controls={
        "rank": [3, 20, 100],
        "loss": [0.0, 0.002, 0.01],
        "bridge": [0.0, 0.1, 0.3],
        "followed_by": ["anybody", "those below"],
    },
    scene=_ceiling_scene,
    draw=_draw_ceiling,
    sentence=_say_ceiling,
    seals=("E40-ceiling",),
)

# -------------------------------------------------------------------------------- hide the numbers


def _hidden_answer() -> tuple[int, str]:
    shown, hidden = (m.judged(m.run()) for m in (HiddenScore(), HiddenScore(visibility=0.0)))
    return 1, (
        f"The Gini of likes falls from {shown.gini:.2f} to {hidden.gini:.2f}, likes for each "
        f"visit from {shown.likes:.2f} to {hidden.likes:.2f}, and the correlation of likes with "
        f"quality rises from {shown.validity:.2f} to {hidden.validity:.2f}. What a platform might "
        "hide costs it the one number of the three that it lives on."
    )


def _hidden_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="works, the best on the left",
        y="share of likes in two worlds (square roots)",
        xlim=(0, WORKS + 1),
        ylim=(-0.8, 0.8),
        xticks={1: "best", WORKS // 2: "", WORKS: "worst"},
        yticks={sign * share**0.5: f"{share:.0%}" for sign in (-1, 1) for share in (0.01, 0.1, 0.3)}
        | {0: ""},
    )
    style.note(ax, 1, 0.73, "one world", style.BLUE, xytext=(4, 0), va="center")
    style.note(
        ax, 1, -0.73, "another, same works and people", style.VERMILION, xytext=(4, 0), va="center"
    )
    return ax


def _draw_hidden(result: Result, ax: Axes) -> None:
    table, judged = result.table, result.model.judged(result.table)
    for world, sign, colour in ((1, 1, style.BLUE), (2, -1, style.VERMILION)):
        share = table[f"world_{world}"] / table[f"world_{world}"].sum()
        liked = share > 0
        ax.vlines(table.work[liked], 0, sign * np.sqrt(share[liked]), color=colour, lw=2)
    ax.axhline(0, color=style.FAINT, lw=0.8)
    told = (
        ("Gini", judged.gini),
        ("with quality", judged.validity),
        ("likes a visit", judged.likes),
    )
    for line, (what, value) in enumerate(told):
        style.note(
            ax,
            WORKS,
            0.73 - 0.13 * line,
            f"{what} {value:.2f}",
            xytext=(0, 0),
            va="center",
            ha="right",
        )


def _say_hidden(result: Result) -> str:
    model, judged = result.model, result.model.judged(result.table)
    weigh = "hidden" if model.visibility == 0 else f"shown at a weight of {model.visibility:g}"
    shuffle = f", {model.shuffle:.0%} of visitors shown a work at random" if model.shuffle else ""
    return (
        f"Counts {weigh}{shuffle}: over eight worlds the Gini of likes is {judged.gini:.2f}, "
        f"their rank correlation with quality {judged.validity:.2f}, and {judged.likes:.3f} likes "
        f"come of a visit; two worlds lie {judged.distance:.2f} apart, of at most 2."
    )


hidden_numbers = Explorer(
    name="hidden_numbers",
    title="Hide the numbers",
    model=HiddenScore(),
    question=Choice(
        ask="A site shows how many likes each work has, and stops showing it. Three numbers may "
        "fall: the inequality of likes, the agreement of likes with quality, and the likes that "
        "come of a visit. Which of them do?",
        options=(
            "Only inequality",
            "Inequality and likes for each visit; agreement rises",
            "All three",
        ),
        leans=("too hopeful", "", "too gloomy"),
        answer=_hidden_answer,
    ),
    controls={"visibility": [0.0, 0.3, 0.5, 0.8, 1.0], "shuffle": [0.0, 0.1, 0.3, 1.0]},
    scene=_hidden_scene,
    draw=_draw_hidden,
    sentence=_say_hidden,
    seeds=(0, 1, 2),
    seals=("E14-public-score", "E57-less-extreme"),
)

# --------------------------------------------------------------------------------- silent failures


def _silence_answer() -> tuple[float, str]:
    row = SilentFailures().result().yours
    return 100 * row.expected_rate, (
        "For each hundred who try, one success is heard of and about five failures. Nobody lies, "
        "and nobody need boast. What those who are heard of make is on average "
        f"{row.expected_mean:.0f} times the median of all, so that {row.below:.0%} of everybody "
        "must think themselves below average."
    )


def _silence_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="share of failures that nobody hears of",
        y="successes among those heard of",
        xlim=(-0.02, 1.02),
        ylim=(0, 0.62),
        xticks=PERCENT,
        yticks={0: "0%", 0.1: "10%", 0.2: "20%", 0.3: "30%", 0.4: "40%", 0.5: "50%", 0.6: ""},
    )
    truth = SUCCESSES / PEOPLE
    ax.axhline(truth, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    style.note(ax, 0, truth, "in truth: 1 in 100", style.FAINT, xytext=(4, 9))
    return ax


def _draw_silence(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.plot(table.hidden, table.expected_rate, color=style.BLUE)
    ax.plot(table.hidden, table.rate, "o", color=style.BLUE, ms=3)
    ax.plot(row.hidden, row.expected_rate, "o", color=style.VERMILION, ms=9)
    style.note(
        ax,
        0,
        0.58,
        f"seems {row.expected_rate:.1%}",
        style.VERMILION,
        xytext=(4, 0),
        va="center",
        fontweight="bold",
    )
    told = f"{row.below:.0%} below the average they see"
    style.note(ax, 0, 0.52, told, style.GREEN, xytext=(4, 0), va="center")


def _say_silence(result: Result) -> str:
    row = result.yours
    return (
        f"One in a hundred succeeds, and {row.hidden:.0%} of failures are never heard of: among "
        f"those heard of {row.rate:.1%} have succeeded. Outcomes seem {row.expected_mean:.1f} "
        f"times the median on average, instead of {result.table.expected_mean[0]:.1f}, and "
        f"{row.below:.0%} of all lie below that."
    )


silence = Explorer(
    name="silence",
    title="The silence of the others",
    model=SilentFailures(),
    question=Estimate(
        ask="Of a hundred who try, one succeeds. All successes are talked of, and one in twenty "
        "of the failures. Of those whom you hear of, how many have succeeded?",
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_silence_answer,
    ),
    controls={"hidden": [0.0, 0.5, 0.8, 0.9, 0.95, 0.99], "spread": [0.5, 1.0, 1.5, 2.0]},
    scene=_silence_scene,
    draw=_draw_silence,
    sentence=_say_silence,
    seals=("E07-silent-failures", "E49-secrecy.below_hidden"),
)

# ------------------------------------------------------------------------- something to talk about


def _talk_answer() -> tuple[float, str]:
    even, steep = (Concentration(concentration=g).result().yours for g in (0.3, 0.94))
    split = Concentration(concentration=0.9, groups=8).result().yours
    return 100 * steep.shared, (
        f"Of {KNOWN:,} works only some {steep.effective:.0f} then count, against "
        f"{even.effective:,.0f} before. Inequality gives people something to talk about, and less "
        f"to say. Eight groups with favourites of their own have both: {split.shared:.0%} share a "
        f"work within a group, at a Gini of {split.together:.2f} over all."
    )


def _talk_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="concentration of attention in a group (Gini)",
        y="two people who have a work in common",
        xlim=(0, 1),
        ylim=(-0.02, 1.28),
        xticks=[0, 0.25, 0.5, 0.75, 1],
        yticks=PERCENT,
    )
    style.note(ax, 0, 1.19, "—  of one group", style.BLUE, xytext=(4, 0), va="center")
    return ax


def _draw_talk(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.plot(table.gini, table.shared, color=style.BLUE)
    if result.model.groups > 1:
        ax.plot(table.gini, table.across, color=style.GREEN, ls=style.DASHES[1])
        style.note(
            ax, 1, 1.19, "– –  of two groups", style.GREEN, xytext=(0, 0), va="center", ha="right"
        )
    ax.plot(row.gini, row.shared, "o", color=style.VERMILION, ms=9)
    told = f"{row.effective:,.0f} of {KNOWN:,} works count"
    style.note(ax, 0, 1.03, told, style.VERMILION, xytext=(4, 0), va="center", fontweight="bold")


def _say_talk(result: Result) -> str:
    model, row = result.model, result.yours
    across = f" ({row.across:.0%} across groups)" if model.groups > 1 else ""
    groups = (
        f" in each of {model.groups} groups, and of {row.together:.2f} over all"
        if model.groups > 1
        else ""
    )
    return (
        f"At a Gini of {row.gini:.2f}{groups}, where each has seen {model.seen} of {KNOWN:,} "
        f"works, {row.shared:.0%} of pairs have one in common{across}. The first hundredth of "
        f"works draws {row.lognormal:.0%} of attention, and {row.effective:,.0f} works count."
    )


common_talk = Explorer(
    name="common_talk",
    title="Something to talk about",
    model=Concentration(concentration=0.9),
    question=Estimate(
        ask="Two strangers have each seen twenty of ten thousand works. If attention is spread "
        "rather evenly (a Gini of 0.3), about one pair in twenty has a work in common. How many "
        "pairs have one at 0.94?",
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_talk_answer,
    ),
    controls={"concentration": [0.3, 0.6, 0.8, 0.9, 0.94], "seen": [5, 20], "groups": [1, 2, 8]},
    scene=_talk_scene,
    draw=_draw_talk,
    sentence=_say_talk,
    seeds=(0, 1),
    seals=("E26-shared-vocabulary",),
)
