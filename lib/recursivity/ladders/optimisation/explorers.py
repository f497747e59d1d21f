"""The explorers of *Stratification by optimisation*: how to guess, turn and read its models."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ... import style
from ...core import Result
from ...explore import Choice, Estimate, Explorer
from . import (
    FeedDecay,
    GrindContest,
    PaidLift,
    ParallelWorlds,
    SelectionLadder,
    TargetedScore,
    judged,
)
from .presence import BEGINS, DAYS, TOP, WORLDS

SHARES = style.percent(0, 0.25, 0.5, 0.75, 1)


def _strokes(ax: Axes, begin: np.ndarray, end: np.ndarray, colour: str, width: float) -> None:
    """Draw many short strokes as one path: a dot each, where they begin and end in one place."""
    points = np.stack([begin, end], axis=1).reshape(-1, 2)
    codes = np.tile([Path.MOVETO, Path.LINETO], len(begin))
    ax.add_patch(
        PathPatch(Path(points, codes), fill=False, color=colour, lw=width, capstyle="round")
    )


# ---------------------------------------------------------------------------------- parallel worlds


SETS = 100  # sets of songs in an answer


def _led_by_the_best(table: pd.DataFrame) -> float:
    """Return in how many worlds no song has more downloads than the most appealing one."""
    most = table.groupby("world").downloads.transform("max")
    return float((table.downloads >= most)[table.song == 1].sum())


def _worlds_answer() -> tuple[int, str]:
    model = ParallelWorlds()
    told = []
    for influence in (0.0, 1.0):
        runs = [model.but(influence=influence).run(seed) for seed in range(SETS)]
        best = np.mean([_led_by_the_best(run) for run in runs])
        agree = np.mean([run.agreement.mean() for run in runs])
        told.append((best, agree, np.mean([run.unpredictability[0] for run in runs])))
    (blind, merit, luck), (seeing, less, more) = told
    return 1, (
        f"Over {SETS} sets of songs the best one leads in {seeing:.1f} of {model.worlds} worlds, "
        f"and in {blind:.1f} even if nobody sees any tally: {model.listeners:,} tries are spread "
        f"thin over {model.songs} songs. Tallies take something else. They let appeal and success "
        f"agree less ({merit:.2f} becomes {less:.2f}), and of one world’s success {more:.0%} "
        f"instead of {luck:.0%} is elsewhere in the next."
    )


def _worlds_scene(fig: Figure) -> Axes:
    ticks = (0, 0.02, 0.1, 0.25, 0.5, 1)
    worlds = ParallelWorlds().worlds
    ax = style.axes(
        fig,
        x="eight worlds, in each the songs from best to worst",
        y="share of the world’s downloads (not to scale: its root)",
        xlim=(0.4, worlds + 0.6),
        ylim=(0, 1.12),
        xticks=list(range(1, worlds + 1)),
        yticks={t**0.5: f"{t:.0%}" for t in ticks},
    )
    ax.grid(visible=False, axis="x")
    style.note(
        ax,
        0.45,
        1.07,
        "best song of the list",
        style.VERMILION,
        xytext=(0, 0),
        va="center",
        fontweight="bold",
    )
    told = "the other songs"
    style.note(ax, worlds + 0.55, 1.07, told, style.BLUE, xytext=(0, 0), va="center", ha="right")
    return ax


def _draw_worlds(result: Result, ax: Axes) -> None:
    model, table = result.model, result.table[result.table.downloads > 0]
    total = result.table.groupby("world").downloads.sum()
    at = table.world - 0.42 + 0.84 * (table.song - 1) / (model.songs - 1)
    height = np.sqrt(table.downloads / table.world.map(total))
    for which, colour, width in (
        (table.song > 1, style.BLUE, 1.1),
        (table.song == 1, style.VERMILION, 3.0),
    ):
        foot, head = (np.column_stack([at[which], y]) for y in (0 * height[which], height[which]))
        _strokes(ax, foot, head, colour, width)


def _say_worlds(result: Result) -> str:
    model, table = result.model, result.table
    first = _led_by_the_best(table)
    false = "False tallies at the start, influence" if model.start == "inverted" else "Influence"
    one = table.drop_duplicates("world")
    return (
        f"{false} {model.influence:g}: the best song leads in {first:.0f} of {model.worlds} "
        f"worlds. Within a world the Gini of downloads is {one.gini.mean():.2f} on average, and "
        f"appeal and downloads agree with a rank correlation of {one.agreement.mean():.2f}; "
        f"between two worlds {table.unpredictability[0]:.0%} of success changes place."
    )


parallel_worlds = Explorer(
    name="parallel_worlds",
    title="Parallel worlds of success",
    model=ParallelWorlds(),
    question=Choice(
        ask="The same 48 songs and the same kind of public in eight separate worlds. In each, "
        "2,000 people come one after the other and can see how often a song has been downloaded "
        "in their own world. In how many worlds does the best song lead?",
        options=(
            "In none, or in just one",
            "In about two",
            "In about five",
            "In all eight, or nearly",
        ),
        answer=_worlds_answer,
    ),
    controls={
        "influence": [0.0, 0.5, 1.0, 1.5, 2.0],
        "start": ["empty", "inverted"],
        "spread": [0.6],
        "listeners": [2000],
    },
    scene=_worlds_scene,
    draw=_draw_worlds,
    sentence=_say_worlds,
    seeds=(1, 2, 3),
    seals=("F37-cumulative-advantage",),
)

# -------------------------------------------------------------------- the measure that was a target


def _target_answer() -> tuple[int, str]:
    runs = {
        key: [judged(TargetedScore(stakes=g, genuine=s).run(seed)) for seed in range(20)]
        for key, g, s in (("calm", 0, 0), ("gaming", 2, 0), ("mixed", 2, 0.5))
    }
    mean = {
        key: {n: np.mean([run[n] for run in found]) for n in found[0]}
        for key, found in runs.items()
    }
    return 2, (
        f"With nobody trying, the chosen score {mean['calm']['score']:.2f} and are worth "
        f"{mean['calm']['worth']:.2f}. With everybody gaming they score "
        f"{mean['gaming']['score']:.2f} and are worth {mean['gaming']['worth']:.2f}. But let half "
        f"of the same effort be real, and they are worth {mean['mixed']['worth']:.2f}. Nothing "
        "about the score tells the two apart; what decides is which way to it is cheapest."
    )


def _target_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="score: what is seen",
        y="worth: what is meant",
        xlim=(-3.2, 13),
        ylim=(-3.2, 13.5),
        xticks=[0, 4, 8, 12],
        yticks=[0, 4, 8, 12],
    )
    ax.axline((0, 0), slope=1, color=style.FAINT, lw=1.2, ls=style.DASHES[2])
    style.note(ax, 9.6, 9.6, "score = worth", style.FAINT, xytext=(-6, 6), ha="right")
    return ax


def _draw_target(result: Result, ax: Axes) -> None:
    some = result.table[:140]
    dots = some[["score", "worth"]].clip(-3.1, 13).to_numpy()
    for which, colour, width in (
        (~some.chosen, style.SKY, 3.5),
        (some.chosen, style.VERMILION, 6.0),
    ):
        _strokes(ax, dots[which], dots[which] + np.array([0.02, 0]), colour, width)
    found = judged(result.table)
    ax.axhline(found["worth"], color=style.VERMILION, lw=1.4, ls=style.DASHES[1])
    ax.vlines(result.table.score[result.table.chosen].min(), -3.2, 11, color=style.INK, lw=1)
    style.note(
        ax,
        -3.2,
        12.6,
        f"chosen: worth {found['worth']:.2f}",
        style.VERMILION,
        xytext=(6, 0),
        va="center",
        fontweight="bold",
    )


def _say_target(result: Result) -> str:
    model, found = result.model, judged(result.table)
    return (
        f"Stakes of {model.stakes:g}, {model.genuine:.0%} of the effort real: the best tenth by "
        f"score scores {found['score']:.2f} and is worth {found['worth']:.2f}; everybody is worth "
        f"{found['everybody']:.2f} on average. Score and worth correlate with "
        f"{found['correlation']:.2f}."
    )


moving_target = Explorer(
    name="moving_target",
    title="The measure that was a target",
    model=TargetedScore(),
    question=Choice(
        ask="A tenth of all people are admitted by a score. Word gets round, everybody works at "
        "the score, and the mean score of those admitted more than doubles. Are they better than "
        "before?",
        options=(
            "Yes: effort is effort",
            "No: a measure that becomes a target is worthless",
            "It depends on the cheapest way to a better score",
        ),
        answer=_target_answer,
    ),
    controls={"stakes": [0.0, 1.0, 2.0, 4.0], "genuine": [0.0, 0.2, 0.5, 1.0], "noise": [0.5]},
    scene=_target_scene,
    draw=_draw_target,
    sentence=_say_target,
    seeds=(0, 1),
    seals=("F44-goodhart",),
)

# ------------------------------------------------------------------------------------ everyone pays


def _pays_answer() -> tuple[int, str]:
    model = PaidLift()
    first, before, quality = model.law(0.0)
    after, last, _ = model.law(1.0)
    worst, at = min((model.law(share)[2], share) for share in np.arange(101) / 100)
    return 2, (
        f"With everybody paying each has a chance of {after:.0%}, as with nobody paying "
        f"({before:.0%}). The first to pay had {first:.0%}, the last not to pay {last:.1%}: that "
        f"is what makes everybody pay. Quality on top is {quality:.2f} at either end, and worst, "
        f"{worst:.2f}, where about {at:.0%} have paid."
    )


def _pays_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="",
        y="chance of one of the places",
        xlim=(-0.02, 1.02),
        ylim=(0, 1.3),
        xticks=dict.fromkeys(SHARES, ""),
        yticks=style.percent(0, 0.5, 1),
        box=(0.13, 0.52, 0.83, 0.37),
    )
    style.axes(
        fig,
        x="share who pay",
        y="quality on top, in standard deviations",
        xlim=(-0.02, 1.02),
        ylim=(1.1, 1.9),
        xticks=SHARES,
        yticks=[1.2, 1.5, 1.8],
        box=(0.13, 0.17, 0.83, 0.21),
    )
    style.note(ax, 0.99, 1.17, "—  who pay", style.BLUE, xytext=(0, 0), va="center", ha="right")
    style.note(
        ax, 0.62, 1.17, "– –  who do not", style.VERMILION, xytext=(0, 0), va="center", ha="right"
    )
    return ax


def _draw_pays(result: Result, ax: Axes) -> None:
    table, row, below = result.table, result.yours, ax.figure.axes[1]
    ax.plot(table.adoption, table.payers, color=style.BLUE)
    ax.plot(table.adoption, table.others, color=style.VERMILION, ls=style.DASHES[1])
    ax.plot([row.adoption], [row.payers], "o", color=style.BLUE, ms=8, clip_on=False)
    ax.plot([row.adoption], [row.others], "s", color=style.VERMILION, ms=8, clip_on=False)
    below.plot(table.adoption, table.quality, color=style.GREEN)
    below.plot([row.adoption], [row.quality], "o", color=style.GREEN, ms=8, clip_on=False)


def _say_pays(result: Result) -> str:
    model, row = result.model, result.yours
    related = f"; purse and quality correlate with {model.purse:g}" if model.purse else ""
    payers = "the first to pay would have" if model.adoption == 0 else "payers have"
    others = "the last not to pay would have" if model.adoption == 1 else "others"
    return (
        f"{model.adoption:.0%} pay for a boost of {model.boost:g} sd{related}: {payers} a chance "
        f"of {row.payers:.0%}, {others} {row.others:.1%}. Those on top are {row.quality:.2f} "
        f"standard deviations good; without boosts they are {result.table.quality[0]:.2f}."
    )


everyone_pays = Explorer(
    name="everyone_pays",
    title="Everyone pays",
    model=PaidLift(),
    question=Choice(
        ask="A platform has room for one in ten on top, and begins to sell a boost. One after the "
        "other people buy it, until all have. Who is better off now than when nobody had it?",
        options=("The best, who had been drowned out", "Those who bought it first", "Nobody"),
        answer=_pays_answer,
    ),
    controls={
        "adoption": [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0],
        "boost": [1.0, 2.0],
        "purse": [0.0, 0.5, 1.0],
        "slots": [0.1],
    },
    scene=_pays_scene,
    draw=_draw_pays,
    sentence=_say_pays,
    seals=("F43-paid-lift",),
)

# --------------------------------------------------------------------------------- a ladder of luck


def _luck_answer() -> tuple[float, str]:
    model = SelectionLadder()
    place, chance, kept = model.law()
    half = SelectionLadder(weight=0.5).law()[2]
    return 100 * kept, (
        "Nearly two in five are lost on the way, to people a little less good and a little "
        f"luckier: at place 200 one has still a chance of {np.interp(200, place, chance):.0%}, and "
        "two hundred is many. The very best person arrives, almost surely. With as much luck as "
        f"skill in a score, {half:.0%} of the best hundred would be there."
    )


def _luck_scene(fig: Figure) -> Axes:
    model = SelectionLadder()
    entrants = model.entrants
    final = model.final
    ax = style.axes(
        fig,
        x="true place among all entrants (logarithmic)",
        y="chance to be in the final",
        xlim=(0.9, 1.2 * entrants),
        ylim=(0, 1.2),
        xscale="log",
        xticks={
            1: "1st",
            10: "10th",
            100: "100th",
            1000: "1,000th",
            10_000: "10,000th",
            entrants: "",
        },
        yticks=SHARES,
    )
    without = ([0.9, final, final, 1.2 * entrants], [1, 1, 0, 0])
    ax.plot(*without, color=style.FAINT, ls=style.DASHES[2], lw=1.5)
    style.note(ax, 1.1 * final, 0.5, "without luck", style.FAINT, xytext=(2, 0), va="center")
    style.note(ax, 1, 1.13, "—  expected", style.BLUE, xytext=(0, 0), va="center")
    told = "•  one ladder"
    style.note(ax, entrants, 1.13, told, style.VERMILION, xytext=(0, 0), va="center", ha="right")
    return ax


def _draw_luck(result: Result, ax: Axes) -> None:
    place, chance, _ = result.model.law()
    ax.plot(place[::4], chance[::4], color=style.BLUE)
    dots = result.table[["place", "reached"]].to_numpy()
    _strokes(ax, dots, dots * np.array([1.001, 1]), style.VERMILION, 5)


def _say_luck(result: Result) -> str:
    model, row = result.model, result.table.iloc[0]
    rungs = "one rung" if model.rungs == 1 else f"{model.rungs} rungs"
    trials = "" if model.trials == 1 else f", each the mean of {model.trials} trials"
    return (
        f"{model.entrants:,} entrants, {rungs}{trials}, luck {model.weight:.0%} of a score: "
        f"{row.kept:.0%} of the best {model.final} are among the {model.final} finalists "
        f"({row.expected_kept:.0%} expected). The finalists’ luck on a rung was {row.fortune:+.2f} "
        "standard deviations on average."
    )


luck_ladder = Explorer(
    name="luck_ladder",
    title="A ladder of luck",
    model=SelectionLadder(),
    question=Estimate(
        ask="100,000 people enter a contest of three rungs; each rung keeps the best tenth of "
        "those who come. A score on a rung is nine tenths skill and one tenth luck. How many of "
        "the hundred most skilful are among the hundred finalists?",
        low=0,
        high=100,
        step=1,
        answer=_luck_answer,
    ),
    controls={"weight": [0.0, 0.1, 0.3, 0.5, 0.8], "rungs": [1, 3, 6], "trials": [1, 9]},
    scene=_luck_scene,
    draw=_draw_luck,
    sentence=_say_luck,
    seeds=(0, 1),
    seals=("F35-selection-ladder",),
)

# ------------------------------------------------------------------------------------- a month away


def _away_answer() -> tuple[float, str]:
    back = FeedDecay(pause=30).expected([60])[0]
    later = FeedDecay(pause=30).expected([90])[0]
    return 100 * back, (
        f"A score that loses 5% a day halves in a fortnight, and {back:.0%} is left of it after "
        f"thirty days. Thirty days of posting as before bring it back to {later:.0%}. No one "
        "decided to drop anybody: the feed has weighed what is recent."
    )


def _away_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="days (the rates are illustrative)",
        y="how far a post is shown, in units of no pause",
        xlim=(0, DAYS - 1),
        ylim=(0, 1.35),
        xticks=[0, 30, 60, 90, 120],
        yticks=SHARES,
    )
    ax.axhline(1, color=style.FAINT, ls=style.DASHES[2], lw=1.5)
    style.note(ax, 0, 1.25, "—  even luck", style.BLUE, xytext=(4, 0), va="center")
    style.note(
        ax,
        DAYS - 1,
        1.25,
        f"•  mean of {WORLDS} worlds",
        style.VERMILION,
        xytext=(0, 0),
        va="center",
        ha="right",
    )
    return ax


def _draw_away(result: Result, ax: Axes) -> None:
    model, table = result.model, result.table
    ax.axvspan(BEGINS, BEGINS + model.pause, color=style.FAINT, alpha=0.15, lw=0)
    middle = BEGINS + model.pause / 2
    style.note(ax, middle, 1.1, "away", style.FAINT, xytext=(0, 0), ha="center", va="center")
    days = np.arange(DAYS)
    ax.plot(days, model.expected(days), color=style.BLUE)
    dots = table[["day", "visible"]].to_numpy()
    _strokes(ax, dots, dots + np.array([0.05, 0]), style.VERMILION, 4.5)


def _say_away(result: Result) -> str:
    model = result.model
    back = BEGINS + model.pause
    low, month = model.expected([back, back + 30])
    row = result.table.iloc[-1]
    return (
        f"{model.forgetting:.0%} forgotten a day, sharpness {model.sharpness:g}: after "
        f"{model.pause} days away a post is shown {low:.0%} as far as without the pause, and after "
        f"another 30 days of posting {month:.0%} as far. The Gini of what is shown is "
        f"{row.gini_shown:.2f}, that of activity {row.gini_active:.2f}; {row.top_kept:.0%} of the "
        f"{TOP} most shown on day {BEGINS} are so on day {DAYS - 1}."
    )


month_away = Explorer(
    name="month_away",
    title="A month away",
    model=FeedDecay(pause=30),
    question=Estimate(
        ask="A feed forgets 5% of everybody’s score a day, and shows posts in proportion to it. "
        "You post nothing for thirty days, and then as you always did. How far is your first post "
        "shown, in per cent of what it would have been?",
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_away_answer,
    ),
    controls={
        "pause": [7, 14, 30, 60],
        "forgetting": [0.01, 0.05, 0.1, 0.3],
        "sharpness": [0.0, 0.5, 1.0],
    },
    scene=_away_scene,
    draw=_draw_away,
    sentence=_say_away,
    seals=("F36-visibility-decay",),
)

# ---------------------------------------------------------------------------------------- the grind


def _grind_answer() -> tuple[int, str]:
    row = GrindContest(rivals=10).result().yours
    return 2, (
        f"Each of ten puts in {row.hours:.0f} hours for a tenth of a chance at 100, so that "
        f"{row.burnt:.0%} of the prize is spent on winning it, and what each gains on average is "
        f"worth {row.net:.0f} hour. Two rivals would have spent half of it, a hundred nearly all. "
        "Nobody made a mistake."
    )


def _grind_scene(fig: Figure) -> Axes:
    rivals = GrindContest.parameters()["rivals"]
    few = rivals.low
    many = rivals.high
    ax = style.axes(
        fig,
        x="rivals (logarithmic)",
        y="share of the prize",
        xlim=(0.9 * few, 1.12 * many),
        ylim=(0, 1.24),
        xscale="log",
        xticks={few: f"{few}", 5: "5", 10: "10", 20: "20", 50: "50", many: f"{many}"},
        yticks=SHARES,
    )
    style.note(ax, 0.95 * few, 1.16, "—  spent by all", style.BLUE, xytext=(0, 0), va="center")
    told = "– –  spent by each"
    right = 1.08 * many
    style.note(ax, right, 1.16, told, style.VERMILION, xytext=(0, 0), va="center", ha="right")
    return ax


def _draw_grind(result: Result, ax: Axes) -> None:
    model, table, row = result.model, result.table, result.yours
    ax.plot(table.rivals, table.burnt, color=style.BLUE)
    ax.plot(table.rivals, table.hours / model.prize, color=style.VERMILION, ls=style.DASHES[1])
    ax.plot([row.rivals], [row.burnt], "o", color=style.BLUE, ms=9, clip_on=False)
    ax.plot(
        [row.rivals], [row.hours / model.prize], "s", color=style.VERMILION, ms=8, clip_on=False
    )


def _say_grind(result: Result) -> str:
    model, row = result.model, result.yours
    if not row.pure:
        return (
            f"{model.rivals} rivals, decisiveness {model.decisiveness:g}: hours decide so sharply "
            "that no steady number of them is a best answer to the others’; shown is the bound, "
            "at which the whole prize is spent."
        )
    return (
        f"{model.rivals} rivals for a prize of {model.prize:g} hours, decisiveness "
        f"{model.decisiveness:g}: each spends {row.hours:.3g} hours, all together {row.burnt:.0%} "
        f"of the prize, and each is left with {row.net:.3g} on average."
    )


grind = Explorer(
    name="grind",
    title="The grind",
    model=GrindContest(rivals=10),
    question=Choice(
        ask="Ten people compete for a prize that each of them values at 100 hours of work. "
        "Whoever puts in twice the hours is twice as likely to win it. Everybody is sensible. How "
        "many hours do all ten put in together?",
        options=(
            "About 10: a tenth of a chance is not worth more",
            "About 50",
            "About 90",
            "More than 100: they get carried away",
        ),
        answer=_grind_answer,
    ),
    controls={"rivals": [2, 5, 10, 20, 100], "decisiveness": [0.0, 0.5, 1.0, 1.5]},
    scene=_grind_scene,
    draw=_draw_grind,
    sentence=_say_grind,
    seals=("F42-grind-contest",),
)
