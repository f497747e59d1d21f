"""The explorers of *Data hunger*: how to guess, turn and read its models."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import kept, style
from ...core import Model, Result
from ...explore import Choice, Estimate, Explorer
from . import (
    LEARNERS,
    DataRace,
    FiveTribes,
    FriendRanking,
    LoadedSearch,
    RedQueen,
    VolumeOrVariety,
    fitted_exponent,
)
from .firms import PERIODS
from .hungers import DIRECTIONS
from .kept import TABLES

# --------------------------------------------------------------------------- the Red Queen's window


LONGEST = RedQueen.parameters()["memory"].high


def _memory_answer() -> tuple[int, str]:
    world = RedQueen()
    kept_all = float(world.expected_error(LONGEST))
    best = float(world.expected_error(round(world.best_memory)))
    return 1, (
        f"In a world that moves {world.drift:g} a step, the best memory is "
        f"{world.best_memory:.0f} observations long; keeping {LONGEST:,} makes the "
        f"error {kept_all / best:.0f} times as large."
    )


def _memory_scene(fig: Figure) -> Axes:
    return style.axes(
        fig,
        x="memory (observations, logarithmic)",
        y="tracking error (mean square, logarithmic)",
        xlim=(RedQueen.parameters()["memory"].low, LONGEST),
        ylim=(5e-4, 20),
        xscale="log",
        yscale="log",
        xticks=[1, 10, 100, 1000],
        yticks=[0.001, 0.01, 0.1, 1, 10],
    )


def _draw_memory(result: Result, ax: Axes) -> None:
    model = result.model
    table = result.table
    yours = result.yours
    ax.fill_between(table.memory, table.low, table.high, color=style.BLUE, alpha=0.25, lw=0)
    ax.plot(table.memory, table.expected, color=style.BLUE)
    if model.best_memory < LONGEST:
        ax.axvline(model.best_memory, color=style.FAINT, ls=style.DASHES[1], lw=1.5)
        style.note(
            ax, model.best_memory, 6, f"best: {model.best_memory:.0f}", ha="right", xytext=(-5, 0)
        )
    ax.plot(yours.memory, yours.expected, "o", color=style.VERMILION, ms=9)
    left = yours.memory < 30
    style.note(
        ax,
        yours.memory,
        yours.expected,
        "yours",
        style.VERMILION,
        ha="left" if left else "right",
        xytext=(9 if left else -9, 8),
    )


def _say_memory(result: Result) -> str:
    model = result.model
    error = float(result.yours.error)
    world = f"moves {model.drift:g} a step" if model.drift else "stands still"
    best = (
        f"the best memory is {model.best_memory:.0f}, with an error of "
        f"{float(model.expected_error(model.best_memory)):.3f}"
        if model.best_memory < LONGEST
        else "the longer the memory, the better"
    )
    what = (
        "the last observation" if model.memory == 1 else f"the last {model.memory:,} observations"
    )
    return (
        f"In a world that {world}, a learner that remembers {what} errs by {error:.3f} (mean "
        f"square over 300 runs); {best}."
    )


red_queen = Explorer(
    name="red_queen",
    title="The Red Queen’s window",
    model=RedQueen(memory=300),
    question=Choice(
        ask="Your world changes a little every day, and you estimate where it stands from what "
        "you have seen. Is a longer memory always better?",
        options=(
            "Yes: more data never hurts",
            "No: there is a best length, and it can be short",
            "Length hardly matters",
        ),
        answer=_memory_answer,
    ),
    controls={"memory": [1, 5, 20, 50, 90, 300, LONGEST], "drift": [0.0, 0.02, 0.05, 0.2]},
    scene=_memory_scene,
    draw=_draw_memory,
    sentence=_say_memory,
    seeds=(0, 1),
    seals=("F12-red-queen",),
)

# ----------------------------------------------------------------------- five tribes on real digits


SIZES = TABLES["five_tribes"].over["examples"]
FEWEST = SIZES[0]
MOST = SIZES[-1]


def tribe_curves(label_noise: float) -> pd.DataFrame:
    """Return the kept learning curves at one of the shares of wrong labels.

    Parameters
    ----------
    label_noise : 0, 0.1, 0.2 or 0.3.

    Returns
    -------
    Mean test error, one row a learner and one column a number of examples.
    """
    table = kept.load("five_tribes")
    chosen = table[np.isclose(table.label_noise, label_noise)]
    curves = chosen.pivot_table(
        index="learner", columns="examples", values="test_error", aggfunc="mean"
    )
    return curves.loc[list(LEARNERS)]


def _look_up_tribes(model: Model, seed: int) -> Result:
    return Result(model, seed, tribe_curves(model.label_noise))


def _tribes_answer() -> tuple[int, str]:
    clean = tribe_curves(0.0)
    noisy = tribe_curves(0.3)
    slope = clean.apply(lambda row: fitted_exponent(clean.columns, row), axis=1)
    memory = "nearest neighbour"
    return 4, (
        f"Similarity has the steepest curves (an exponent of {slope[memory]:.2f} for one nearest "
        f"neighbour, which only stores; {slope['evolved rule']:.2f} for evolution). Give three "
        "labels in ten a wrong name, and at 1,200 images that memory’s error goes from "
        f"{clean.loc[memory, MOST]:.1%} to {noisy.loc[memory, MOST]:.0%}."
    )


def _tribes_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="training images (logarithmic)",
        y="share of digits misread (logarithmic)",
        xlim=(0.9 * FEWEST, 1.1 * MOST),
        ylim=(0.007, 1),
        xscale="log",
        yscale="log",
        xticks=[*SIZES[:-1:2], MOST],
        yticks=style.percent(0.01, 0.03, 0.1, 0.3, 0.9),
    )
    ax.axhline(0.9, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    return ax


def _draw_tribes(result: Result, ax: Axes) -> None:
    mine = result.model.learner
    for learner, row in result.table.iterrows():
        if learner != mine:
            ax.plot(row.index, row, color=style.FAINT, lw=1, alpha=0.6)
    row = result.table.loc[mine]
    ax.plot(row.index, row, "o-", color=style.BLUE, lw=2.5, ms=5)
    ax.text(0.03, 0.05, mine, color=style.BLUE, transform=ax.transAxes)


def _say_tribes(result: Result) -> str:
    row = result.table.loc[result.model.learner]
    slope = fitted_exponent(row.index, row)
    cost = (
        f"{2 ** (1 / slope):.1f} times the images halve its error"
        if slope > 0.1
        else "more images hardly lower its error"
    )
    wrong = (
        f"{result.model.label_noise:.0%} of labels wrong"
        if result.model.label_noise
        else "every label right"
    )
    return (
        f"{result.model.learner[0].upper()}{result.model.learner[1:]}, with {wrong}: "
        f"{row[FEWEST]:.0%} of digits misread after {FEWEST} images, {row[MOST]:.1%} after "
        f"{MOST:,}; "
        f"fitted exponent {slope:.2f}, so {cost}."
    )


five_tribes = Explorer(
    name="five_tribes",
    title="Five tribes on real digits",
    model=FiveTribes(),
    question=Choice(
        ask="Five families of learners read the same handwritten digits. Whose error falls "
        "fastest as examples come in?",
        options=(
            "Rules: a decision tree",
            "Connections: a neural network",
            "Evolution: rules that are bred",
            "Probabilities: naive Bayes",
            "Similarity: whatever looks most alike",
        ),
        answer=_tribes_answer,
    ),
    controls={
        "learner": len(LEARNERS),
        "label_noise": TABLES["five_tribes"].over["label_noise"],
    },
    scene=_tribes_scene,
    draw=_draw_tribes,
    sentence=_say_tribes,
    run=_look_up_tribes,
    line=lambda model, seed: (
        f'kept.load("five_tribes").query("learner == {model.learner!r} '
        f'and label_noise == {model.label_noise}")'
    ),
    seals=("F02-five-tribes",),
)

# -------------------------------------------------------------------------------- volume or variety


def _variety_answer() -> tuple[int, str]:
    narrow = VolumeOrVariety(examples=2000, contexts=1).result().yours["mean"]
    wide = VolumeOrVariety(examples=50, contexts=10).result().yours["mean"]
    return 1, (
        "Asked about the whole world, the learner with 2,000 examples from one milieu explains "
        f"{narrow:.0%} of what there is to know (on average over 40 worlds); the one with 50 "
        f"examples from ten milieus explains {wide:.0%}."
    )


def _variety_scene(fig: Figure) -> Axes:
    contexts = VolumeOrVariety.parameters()["contexts"]
    return style.axes(
        fig,
        x="contexts (milieus) that the examples come from",
        y="what it knows of the whole world (R²)",
        xlim=(contexts.low - 0.3, contexts.high + 0.3),
        ylim=(-0.05, 1.05),
        xticks=range(contexts.low, contexts.high + 1),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )


def _draw_variety(result: Result, ax: Axes) -> None:
    table = result.table
    yours = result.yours
    ax.fill_between(table.contexts, table.low, table.high, color=style.BLUE, alpha=0.2, lw=0)
    ax.plot(table.contexts, table["mean"], color=style.BLUE)
    ax.plot(table.contexts, table.home, color=style.GREEN, ls=style.DASHES[1])
    style.note(
        ax,
        int(table.contexts.iloc[-1]),
        float(table.home.iloc[-1]),
        "at home",
        style.GREEN,
        ha="right",
        va="bottom",
        xytext=(0, 3),
    )
    ax.plot(yours.contexts, yours["mean"], "o", color=style.VERMILION, ms=9)


def _say_variety(result: Result) -> str:
    model = result.model
    yours = result.yours
    milieus = "one milieu" if model.contexts == 1 else f"{model.contexts} milieus"
    return (
        f"{model.examples:,} examples from {milieus}, each showing {model.span} of {DIRECTIONS} "
        f"directions: R² {yours['mean']:.2f} on average in the whole world (from {yours.low:.2f} "
        f"to {yours.high:.2f} in eight of ten runs), {yours.home:.2f} at home."
    )


volume_or_variety = Explorer(
    name="volume_or_variety",
    title="Volume or variety?",
    model=VolumeOrVariety(),
    question=Choice(
        ask="One learner has 2,000 examples from a single milieu, another has 50 from ten. Both "
        "are asked about the whole world. Who knows more?",
        options=("The one with 2,000 examples", "The one with ten milieus", "They come out even"),
        answer=_variety_answer,
    ),
    controls={
        "examples": [50, 200, 2000],
        "contexts": [1, 2, 3, 5, 10],
        "span": [2, DIRECTIONS],
        "noise": [0.5],
    },
    scene=_variety_scene,
    draw=_draw_variety,
    sentence=_say_variety,
    seeds=(0, 1),
    seals=("F10-variety",),
)

# ----------------------------------------------------------------------------- do your own research

SIXTY = 60  # searches that the question is about
FURTHER = 300  # searches that the figure follows


def _search_answer() -> tuple[float, str]:
    model = LoadedSearch(loaded_queries=0.3)
    honest = LoadedSearch(loaded_queries=0.0)
    right = float(model.run().right.iloc[SIXTY])
    all_honest = float(honest.run().right.iloc[SIXTY])
    return 100 * right, (
        f"With no loaded query it would be {all_honest:.0%}. The threshold is "
        f"{model.threshold:.3f}: above it, whoever starts on the wrong side is more likely to be "
        "confirmed than corrected, however long the search."
    )


def _search_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="searches made (logarithmic)",
        y="share of people on the better-supported side",
        xlim=(1, FURTHER),
        ylim=(0.45, 1.02),
        xscale="log",
        xticks=[1, 10, SIXTY, FURTHER],
        yticks=style.percent(0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    )
    ax.axvline(SIXTY, color=style.FAINT, lw=1.5, ls=style.DASHES[1])
    return ax


def _draw_search(result: Result, ax: Axes) -> None:
    table = result.table.iloc[1:]
    ax.plot(table.search, table.right, color=style.BLUE)
    at = float(result.table.right.iloc[SIXTY])
    ax.plot(SIXTY, at, "o", color=style.VERMILION, ms=9)
    style.note(ax, SIXTY, at, f"{at:.0%}", style.VERMILION, ha="right", xytext=(-9, 6))


def _say_search(result: Result) -> str:
    model = result.model
    table = result.table
    side = "above" if model.loaded_queries > model.threshold else "at or below"
    return (
        f"With {model.loaded_queries:.0%} of queries worded by a hunch and {model.truth:.0%} of "
        f"documents on the better-supported side, {table.right.iloc[SIXTY]:.0%} end on that side "
        f"after {SIXTY} searches and {table.right.iloc[-1]:.0%} after {table.search.iloc[-1]:,}: "
        f"{side} the threshold of {model.threshold:.0%}."
    )


own_research = Explorer(
    name="own_research",
    title="Do your own research",
    model=LoadedSearch(searches=FURTHER),
    question=Estimate(
        ask="Six documents in ten support one side. Half of the people start with a hunch for "
        "it, half against, and three queries in ten are worded by the hunch. After sixty "
        "searches each, what share holds the better-supported view?",
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_search_answer,
    ),
    controls={
        "loaded_queries": [0.0, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.0],
        "truth": [0.5, 0.6, 0.75, 0.9],
        "lean": [0.15],
    },
    scene=_search_scene,
    draw=_draw_search,
    sentence=_say_search,
    seeds=(0, 1),
    seals=("F14-confirming-search",),
)

# -------------------------------------------------------------------------------- the loop of firms


def _race_answer() -> tuple[int, str]:
    gentle = DataRace()
    sharp = DataRace(sharpness=DataRace.parameters()["sharpness"].high)
    ends = [model.run().largest.iloc[-1] for model in (gentle, sharp)]
    return 2, (
        f"With users who hardly mind small gaps (sharpness {gentle.sharpness:g}) the largest of "
        f"five firms ends with {ends[0]:.0%}; with users who mind them ({sharp.sharpness:g}), with "
        f"{ends[1]:.0%}. The loop is the same in both."
    )


def _race_scene(fig: Figure) -> Axes:
    return style.axes(
        fig,
        x="periods",
        y="concentration of the market (Herfindahl index)",
        xlim=(0, PERIODS),
        ylim=(0, 1.05),
        xticks=range(0, PERIODS + 1, 100),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )


def _draw_race(result: Result, ax: Axes) -> None:
    table = result.table.iloc[::3]  # a page carries every frame: a third of the points will do
    even = 1 / result.model.firms
    ax.axhline(even, color=style.FAINT, lw=1.5, ls=style.DASHES[1])
    style.note(ax, PERIODS, even, "even", style.FAINT, ha="right", va="top", xytext=(0, -4))
    ax.fill_between(table.period, table.hhi_low, table.hhi_high, color=style.BLUE, alpha=0.2, lw=0)
    ax.plot(table.period, table.hhi, color=style.BLUE)
    ax.plot(table.period, table.largest, color=style.VERMILION, ls=style.DASHES[1])
    last = table.iloc[-1]
    style.note(
        ax,
        PERIODS,
        last.largest,
        "largest share",
        style.VERMILION,
        ha="right",
        va="bottom",
        xytext=(0, 3),
    )


def _say_race(result: Result) -> str:
    model = result.model
    last = result.table.iloc[-1]
    shared = f", {model.sharing:.0%} of the data pooled" if model.sharing else ""
    return (
        f"{model.firms} firms, learning exponent {model.exponent:g}, choice sharpness "
        f"{model.sharpness:g}{shared}: after {PERIODS} periods the Herfindahl index is "
        f"{last.hhi:.2f} (even would be {1 / model.firms:.2f}) and the largest firm has "
        f"{last.largest:.0%} of users."
    )


data_race = Explorer(
    name="data_race",
    title="The loop of firms",
    model=DataRace(sharpness=DataRace.parameters()["sharpness"].high),
    question=Choice(
        ask="Five equal firms. Users make data, data makes a better product, a better product "
        "brings users. How does it end?",
        options=(
            "One firm has nearly everybody",
            "The five stay about even",
            "It depends on how much users mind small gaps in quality",
        ),
        answer=_race_answer,
    ),
    controls={
        "exponent": [0.1, 0.3, 1.0],
        "sharpness": [20.0, 40.0, DataRace.parameters()["sharpness"].high],
        "sharing": [0.0, 0.5, 0.8],
        "mobility": [0.1],
    },
    scene=_race_scene,
    draw=_draw_race,
    sentence=_say_race,
    seeds=(0, 1),
    seals=("F13-data-loop-firms",),
)

# ----------------------------------------------------------------------------------- friend ranking


FRIENDS = FriendRanking().friends


def _friends_answer() -> tuple[int, str]:
    shown = FriendRanking(visibility=1.0).run()
    hidden = FriendRanking(visibility=0.0).run()
    return 1, (
        f"With the ranking hidden, contact and closeness agree ({hidden.agreement[0]:.2f} on a "
        f"scale to 1) and the top three of fifteen have {hidden.share[:3].sum():.0%} of contacts; "
        f"with it shown, agreement is {shown.agreement[0]:.2f} and they have "
        f"{shown.share[:3].sum():.0%}."
    )


def _friends_scene(fig: Figure) -> Axes:
    return style.axes(
        fig,
        x="place in the displayed ranking",
        y="share of all contacts",
        xlim=(0.3, FRIENDS + 0.7),
        ylim=(0, 1),
        xticks=[1, 3, 5, 10, FRIENDS],
        yticks=style.percent(0, 0.25, 0.5, 0.75, 1),
    )


def _draw_friends(result: Result, ax: Axes) -> None:
    table = result.table.head(FRIENDS)
    ax.vlines(
        table["rank"],
        0,
        table.share,
        color=[style.VERMILION] * 3 + [style.BLUE] * (len(table) - 3),
        lw=9,
    )
    ax.vlines(table["rank"], table.low, table.high, color=style.INK, lw=1.5)
    style.note(
        ax,
        4,
        float(table.share[0]) * 0.9 + 0.05,
        f"top three: {table.share[:3].sum():.0%}",
        style.VERMILION,
    )


def _say_friends(result: Result) -> str:
    model = result.model
    table = result.table
    return (
        f"With a pull of {model.pull:g} and {model.visibility:.0%} of the ranking seen, the top "
        f"three of {model.friends} friends have {table.share[:3].sum():.0%} of contacts; contacts "
        f"and closeness agree to {table.agreement[0]:.2f} (Spearman’s correlation, mean over 100 "
        "runs)."
    )


friend_ranking = Explorer(
    name="friend_ranking",
    title="Best friends, ranked",
    model=FriendRanking(),
    question=Choice(
        ask="An app ranks your fifteen friends by how often you are in touch, and shows you the "
        "list. You are a little likelier to write to whoever stands higher. What becomes of the "
        "list as a measure of closeness?",
        options=(
            "It gets better with every contact",
            "It gets worse, and a few friends get most contacts",
            "It stays as good as it was",
        ),
        answer=_friends_answer,
    ),
    controls={"pull": [0.0, 0.5, 1.0, 1.5, 2.0], "visibility": [0.0, 0.5, 1.0]},
    scene=_friends_scene,
    draw=_draw_friends,
    sentence=_say_friends,
    seeds=(0, 1),
    seals=("F16-friend-ranking",),
)
