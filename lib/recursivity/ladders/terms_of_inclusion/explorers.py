"""The explorers of *Terms of inclusion*: how to guess, turn and read its models."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import style
from ...core import Result, mean_table
from ...explore import Choice, Estimate, Explorer
from . import BigSample, PatrolUrn, PostStratification, ShadowProfile, SystemAvoidance
from .outsiders import STRANGERS
from .patrols import WORLDS
from .weights import CENTRE

SHARES = style.percent(0, 0.25, 0.5, 0.75, 1)

# ------------------------------------------------------------------------------ 2.3 million answers

BY_LOT = 1000
COVERAGE = BigSample.parameters()["coverage"]


def _millions_answer() -> tuple[int, str]:
    model = BigSample()
    row = model.result().yours
    yes, no = model.chances(model.coverage)
    return 1, (
        f"One adult in a hundred answers, {row.answers:,} of them. If those who mean to say yes "
        f"are {yes / no - 1:.0%} likelier to answer, the result is as good as one from "
        f"{row.worth:.0f} people drawn by lot, and the margin printed with it "
        f"({100 * row.margin:.2f} points) is {row.error / row.margin:.0f} times too small."
    )


def _millions_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="share of the population that answers (logarithmic)",
        y="people drawn by lot who are as good (logarithmic)",
        xlim=(0.9 * COVERAGE.low, 1.1),
        ylim=(0.6, 3e11),
        xscale="log",
        yscale="log",
        xticks={COVERAGE.low: "0.1%", 0.01: "1%", 0.1: "10%", 0.5: "50%", COVERAGE.high: ""},
        yticks={1: "1", 100: "100", 1e4: "10,000", 1e6: "1 million", 1e8: "100 million", 1e10: ""},
        box=(0.2, 0.17, 0.76, 0.71),
    )
    ax.title.set_position((-0.22, 1))
    ax.axhline(BY_LOT, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    told = f"· · ·  {BY_LOT:,} by lot"
    style.note(ax, COVERAGE.low, 1.5e8, told, style.FAINT, xytext=(0, 0), va="center")
    return ax


def _draw_millions(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.plot(table.coverage, table.answers, color=style.FAINT, ls=style.DASHES[1], lw=1.5)
    ax.plot(table.coverage, table.worth, color=style.BLUE)
    ax.plot(table.coverage, table.simulated, "o", color=style.BLUE, ms=3)
    ax.plot(row.coverage, row.worth, "o", color=style.VERMILION, ms=9)
    told = f"– –  {row.answers:,} answers"
    style.note(ax, COVERAGE.low, 3e10, told, style.FAINT, xytext=(0, 0), va="center")
    style.note(
        ax,
        COVERAGE.low,
        2e9,
        f"—  worth {row.worth:,.0f} by lot",
        style.BLUE,
        xytext=(0, 0),
        va="center",
        fontweight="bold",
    )


def _say_millions(result: Result) -> str:
    model, row = result.model, result.yours
    yes, no = (float(c) for c in model.chances(model.coverage))
    if no == 0:
        who = "Only people with a yes answer"
    elif yes / no < 1.0005:
        who = "Yes and no answer equally often"
    else:
        who = f"People with a yes answer {yes / no:.3g} times as often as people with a no"
    return (
        f"{who}, {row.coverage:.1%} of everybody in all: {row.answers:,} answers that are off by "
        f"{100 * row.error:.1f} points and worth {row.worth:,.0f} people drawn by lot (in 300 "
        f"simulated polls, {row.simulated:,.0f})."
    )


millions = Explorer(
    name="millions",
    title="2.3 million answers",
    model=BigSample(),
    question=Choice(
        ask="2.3 million people have answered a question of their own accord; those who would say "
        "yes were a tenth likelier to bother. A rival asked 1,000 people drawn by lot. Whose "
        "estimate would you trust?",
        options=(
            "The 2.3 million: a tenth is little, and millions even things out",
            "The 1,000",
            "They are about equally good",
        ),
        answer=_millions_answer,
    ),
    controls={
        "coverage": [0.001, 0.01, 0.1, 0.5, 0.9],
        "correlation": [0.0, 0.001, 0.005, 0.02, 0.05],
        "population": [231_000_000],
    },
    scene=_millions_scene,
    draw=_draw_millions,
    sentence=_say_millions,
    seeds=(0, 1),
    seals=("F24-big-data-paradox",),
)

# ------------------------------------------------------------------------------ what weights repair


def _repair_answer() -> tuple[int, str]:
    model = PostStratification()
    (raw, answered), (weighted, left) = (
        estimates.tolist() for estimates in model.expected([0.0, 0.5])
    )
    return 1, (
        f"The truth is {CENTRE:.0%}. With the first skew alone volunteers say {raw:.0%}, and "
        f"weights bring back {weighted:.0%}. With both, they say {answered:.0%}, and weights bring "
        f"back {left:.0%}: inside each age the willing are unlike the rest, and no weight knows "
        "that."
    )


def _repair_scene(fig: Figure) -> Axes:
    most = PostStratification.parameters()["by_answer"].high
    ax = style.axes(
        fig,
        x="skew by the answer itself",
        y="share of yes in the poll",
        xlim=(-0.02 * most, 1.02 * most),
        ylim=(0.28, 1.0),
        xticks=np.linspace(0, most, 5).tolist(),
        yticks={0.4: "40%", CENTRE: f"{CENTRE:.0%}", 0.7: "70%", 0.85: "85%", 1.0: "100%"},
    )
    ax.axhline(CENTRE, color=style.INK, lw=1.5, ls=style.DASHES[2])
    style.note(ax, most, CENTRE, "truth", ha="right", va="top", xytext=(0, -4))
    return ax


def _draw_repair(result: Result, ax: Axes) -> None:
    table, row = result.table, result.yours
    ax.fill_between(table.by_answer, table.low, table.high, color=style.BLUE, alpha=0.2, lw=0)
    ax.plot(table.by_answer, table.raw, color=style.VERMILION, ls=style.DASHES[1])
    ax.plot(table.by_answer, table.reweighted, color=style.BLUE)
    ax.plot(row.by_answer, row.raw, "s", color=style.VERMILION, ms=8)
    ax.plot(row.by_answer, row.reweighted, "o", color=style.BLUE, ms=8)
    style.note(ax, 0, 0.95, "– –  as answered", style.VERMILION, xytext=(4, 0), va="center")
    style.note(ax, 0, 0.89, "—  weighted", style.BLUE, xytext=(4, 0), va="center")


def _say_repair(result: Result) -> str:
    model, row = result.model, result.yours
    return (
        f"{model.answers:,} answers; the last group answers {np.exp(model.by_group):.1f} times as "
        f"readily as the first, yes {np.exp(model.by_answer):.2f} times as readily as no. The "
        f"truth is {row.truth:.0%}: volunteers say {row.raw:.0%}, weights make it "
        f"{row.reweighted:.0%} (from {row.low:.0%} to {row.high:.0%} in eight of ten polls)."
    )


repair = Explorer(
    name="repair",
    title="What weights repair",
    model=PostStratification(by_answer=0.25),
    question=Choice(
        ask="Old people answer a poll seven times as readily as young ones, and lean to yes. "
        "Besides, among people of one age, those who lean to yes answer a little more readily "
        "than the rest. Then every age is weighted to its true size. What does that repair?",
        options=(
            "Both skews, if there are enough answers",
            "The first skew, and hardly any of the second",
            "Neither: weights only hide it",
        ),
        answer=_repair_answer,
    ),
    controls={
        "by_group": [0.0, 1.0, 2.0, 3.0],
        "by_answer": [0.0, 0.25, 0.5, 1.0],
        "answers": [50, 5000],
    },
    scene=_repair_scene,
    draw=_draw_repair,
    sentence=_say_repair,
    seeds=(0, 1),
    seals=("F25-post-stratify",),
)

# ------------------------------------------------------------------------------- sending the patrol


def _patrol_answer() -> tuple[int, str]:
    believing, doubting = (mean_table(PatrolUrn(disbelief=d)).iloc[-1] for d in (0.0, 1.0))
    return 1, (
        f"With equal crime, district A ends with anything from {believing.low:.0%} to "
        f"{believing.high:.0%} of patrols in eight worlds of ten. Count a find for less where one "
        f"was sure to look, and it is {doubting.low:.0%} to {doubting.high:.0%}."
    )


def _patrol_scene(fig: Figure) -> Axes:
    days = PatrolUrn().days
    ax = style.axes(
        fig,
        x="days",
        y="share of patrols sent to district A",
        xlim=(0, days),
        ylim=(0, 1.24),
        xticks=np.linspace(0, days, 5).tolist(),
        yticks=SHARES,
    )
    style.note(ax, 0, 1.15, "– –  A’s share of crime", style.VERMILION, xytext=(4, 0), va="center")
    told = f"—  five worlds of {WORLDS}"
    style.note(ax, days, 1.15, told, style.BLUE, xytext=(0, 0), va="center", ha="right")
    return ax


def _draw_patrol(result: Result, ax: Axes) -> None:
    table = result.table
    ax.fill_between(table.day, table.low, table.high, color=style.BLUE, alpha=0.18, lw=0)
    for world in range(1, 6):
        ax.plot(table.day, table[f"world_{world}"], color=style.BLUE, lw=1.2)
    ax.axhline(table.truth.iloc[0], color=style.VERMILION, ls=style.DASHES[1])


def _say_patrol(result: Result) -> str:
    model, last = result.model, result.table.iloc[-1]
    record = [f"reports make up {model.reports:.0%} of the record"] if model.reports else []
    if model.disbelief:
        record += [f"finds are disbelieved to {model.disbelief:.0%} where one was sure to look"]
    return (
        f"{'; '.join([f'A has {last.truth:.1%} of incidents', *record])}: after {model.days:,} "
        f"days A gets {last['mean']:.0%} of patrols on average over {WORLDS} worlds, and from "
        f"{last.low:.0%} to {last.high:.0%} in eight of ten."
    )


patrol = Explorer(
    name="patrol",
    title="Sending the patrol",
    model=PatrolUrn(),
    question=Choice(
        ask="Two districts have exactly the same crime. Each day a patrol goes to one of them, "
        "the likelier the more crime has been recorded there, and records what it finds. Where do "
        "patrols go after a thousand days?",
        options=(
            "Half to each: chance evens out",
            "Anywhere: the first finds decide, and it sticks",
            "All to one of the two",
        ),
        answer=_patrol_answer,
    ),
    controls={
        "crime_in_a": [0.5, 0.6],
        "record_on_a": [1, 10],
        "reports": [0.0, 0.5],
        "disbelief": [0.0, 0.5, 1.0],
    },
    scene=_patrol_scene,
    draw=_draw_patrol,
    sentence=_say_patrol,
    seeds=(0, 1),
    seals=("F26-uneven-gaze",),
)

# -------------------------------------------------------------------------------- too much watching


def _watching_answer() -> tuple[int, str]:
    model = SystemAvoidance(fear=3.0)
    once, twice = (model.but(surveillance=s).result().yours for s in (0.3, 0.6))
    return 2, (
        f"At 0.3 the service knows {once.detected:.1%} of the group, and at 0.6 it knows "
        f"{twice.detected:.1%}, since {once.use:.0%} and then {twice.use:.0%} of the group still "
        f"come. Most is known at {model.peak:.2f}, where {float(model.use(model.peak)):.0%} do."
    )


def _watching_scene(fig: Figure) -> Axes:
    full = SystemAvoidance.parameters()["surveillance"].high
    ax = style.axes(
        fig,
        x="surveillance: how much of each visit is recorded",
        y="share of the watched group",
        xlim=(0, 1.02 * full),
        ylim=(0, 1.24),
        xticks=np.linspace(0, full, 5).tolist(),
        yticks=SHARES,
    )
    style.note(ax, 0, 1.15, "– –  still come", style.GREEN, xytext=(4, 0), va="center")
    told = "—  known to the service"
    style.note(ax, full, 1.15, told, style.BLUE, xytext=(0, 0), va="center", ha="right")
    return ax


def _draw_watching(result: Result, ax: Axes) -> None:
    model, table, row = result.model, result.table, result.yours
    ax.plot(table.surveillance, table.use, color=style.GREEN, ls=style.DASHES[1])
    ax.plot(table.surveillance, table.detected, color=style.BLUE)
    if model.peak < 1:
        ax.vlines(
            model.peak,
            0,
            model.detection * model.peak * float(model.use(model.peak)),
            color=style.FAINT,
            ls=style.DASHES[2],
        )
    ax.plot(row.surveillance, row.detected, "o", color=style.VERMILION, ms=9, clip_on=False)


def _say_watching(result: Result) -> str:
    model, row = result.model, result.yours
    peak = (
        f"most would be known at {model.peak:.2f}"
        if model.peak < 1
        else "more watching always finds more"
    )
    unlike = (
        f", unlike from person to person (variance {model.variety:g})"
        if model.variety
        else ", the same in everybody"
    )
    return (
        f"With fear of {model.fear:g}{unlike}, at a surveillance of {model.surveillance:g}, "
        f"{row.use:.0%} of the group still come and {row.detected:.1%} are known; {peak}. In the "
        f"register they make up {row.register:.1%}, of {model.group:.0%} in the population."
    )


watching = Explorer(
    name="watching",
    title="More watching",
    model=SystemAvoidance(fear=3.0),
    question=Choice(
        ask="A clinic shares what it learns of one group with the authorities, and the group "
        "knows it. The authorities have the clinic record twice as much. What becomes of their "
        "register?",
        options=(
            "Nearly twice as full",
            "A little fuller: some stay away",
            "Emptier: more stay away than are found out",
        ),
        answer=_watching_answer,
    ),
    controls={
        "surveillance": [0.1, 0.3, 0.6, 0.8, 1.0],
        "fear": [0.5, 1.5, 3.0, 6.0],
        "variety": [0.0, 0.5, 1.0],
    },
    scene=_watching_scene,
    draw=_draw_watching,
    sentence=_say_watching,
    seals=("F28-system-avoidance",),
)

# ---------------------------------------------------------------------- the person who never joined


def _shadow_answer() -> tuple[float, str]:
    model = ShadowProfile()
    single = model.but(contacts=1)
    return 100 * model.expected(model.disclosing), (
        f"{model.contacts * model.disclosing:.0f} of {model.contacts} tell, on average. One friend "
        f"would be right in {single.expected(1.0):.0%} of cases; a vote of several, each a weak "
        "witness, is a strong one. The person who is guessed has done nothing, and can undo "
        "nothing."
    )


def _shadow_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="share of contacts who join and tell",
        y="right guesses about somebody who never joined",
        xlim=(-0.02, 1.02),
        ylim=(0.42, 1.03),
        xticks=SHARES,
        yticks=style.percent(0.5, 0.6, 0.7, 0.8, 0.9, 1),
    )
    ax.axhline(0.5, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    style.note(ax, 1, 0.5, "a coin", style.FAINT, ha="right", va="top", xytext=(0, -4))
    return ax


def _draw_shadow(result: Result, ax: Axes) -> None:
    model, table, row = result.model, result.table, result.yours
    if model.signal >= 0.58:
        ax.axhline(model.signal, color=style.GREEN, lw=1.5, ls=style.DASHES[1])
        style.note(
            ax,
            1,
            model.signal,
            "one friend who tells",
            style.GREEN,
            ha="right",
            va="bottom",
            xytext=(-12, 3),
        )
    ax.plot(table.disclosing, table.expected, color=style.BLUE)
    ax.plot(table.disclosing, table.accuracy, "o", color=style.BLUE, ms=3)
    ax.plot(row.disclosing, row.expected, "o", color=style.VERMILION, ms=9)


def _say_shadow(result: Result) -> str:
    model, row = result.model, result.yours
    contacts = "one contact" if model.contacts == 1 else f"{model.contacts} contacts"
    return (
        f"Somebody who never joined has {contacts}, alike in {model.homophily:.0%} of pairs; "
        f"{row.disclosing:.0%} of them tell. The platform guesses a yes-or-no trait rightly in "
        f"{row.expected:.0%} of cases (in {row.accuracy:.1%} of {STRANGERS:,} simulated people)."
    )


shadow = Explorer(
    name="shadow",
    title="The person who never joined",
    model=ShadowProfile(),
    question=Estimate(
        ask="You never joined. Fifteen acquaintances have you in their address books, and 40% of "
        "them share theirs, and themselves, with the platform. In 70% of pairs acquaintances have "
        "a certain yes-or-no trait in common. How often is the platform right about yours?",
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_shadow_answer,
    ),
    controls={
        "homophily": [0.3, 0.5, 0.7, 0.9],
        "contacts": [5, 15],
        "disclosing": [0.05, 0.2, 0.4, 0.9],
    },
    scene=_shadow_scene,
    draw=_draw_shadow,
    sentence=_say_shadow,
    seeds=(0, 1),
    seals=("F40-shadow-profile",),
)
