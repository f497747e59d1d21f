"""The explorers of *Meaning accretion*: how to guess, turn and read its models."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ... import style
from ...core import Model, Result, generator
from ...explore import Choice, Estimate, Explorer
from . import FORECASTERS, BulkOrWeight, DemandShock, FirstSignal, LiveArchive, PolyaUrn
from .archive import DAYS
from .forecasts import AROUND
from .urns import URNS

PERCENT = style.percent(0, 0.25, 0.5, 0.75, 1)


def _key(ax: Axes, *lines: tuple[str, str, int], columns: int | None = None) -> None:
    """Name lines (label, colour, dashes) in the strip that the limits leave free above the data."""
    handles = [
        Line2D([], [], color=colour, ls=style.DASHES[dashes], label=label)
        for label, colour, dashes in lines
    ]
    spacing = {"borderpad": 0.1, "columnspacing": 1.2, "handlelength": 1.8, "handletextpad": 0.5}
    ax.legend(
        handles=handles,
        loc="upper left",
        ncols=columns or len(lines),
        fontsize=10,
        borderaxespad=0,
        **spacing,
    )


# --------------------------------------------------------------------------------- the first signal

HUNDRED = 100  # signals that the question is about
FURTHER = 300  # signals that the figure follows


def _first_answer() -> tuple[float, str]:
    ends = [FirstSignal(signals=HUNDRED, misreading=q).run().iloc[-1] for q in (0.3, 0.0)]
    return 100 * ends[0].first_wrong, (
        f"Of those whose first signal was right, {ends[0].first_right:.0%} end up leaning the "
        f"wrong way. If nobody misread anything, it would be {ends[1].first_wrong:.0%} and "
        f"{ends[1].first_right:.0%}."
    )


def _first_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="signals met (logarithmic)",
        y="share of people who lean the wrong way",
        xlim=(1, FURTHER),
        ylim=(-0.02, 1.2),
        xscale="log",
        xticks=[1, 3, 10, 30, HUNDRED, FURTHER],
        yticks=PERCENT,
    )
    ax.axvline(HUNDRED, ymax=0.84, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    _key(ax, ("first signal wrong", style.VERMILION, 0), ("first signal right", style.BLUE, 1))
    return ax


def _draw_first(result: Result, ax: Axes) -> None:
    table = result.table
    at = table.iloc[min(HUNDRED, len(table)) - 1]
    for name, colour, dashes, side in (
        ("first_wrong", style.VERMILION, 0, 1),
        ("first_right", style.BLUE, 1, -1),
    ):
        ax.plot(table.signal, table[name], color=colour, ls=style.DASHES[dashes])
        ax.plot(at.signal, at[name], "o" if side > 0 else "s", color=colour, ms=7)
        above = side > 0 or at[name] < 0.12
        if above and side < 0 and at.first_wrong - at[name] < 0.1:
            continue  # two curves in one place: one number says it
        place = {
            "ha": "left",
            "va": "bottom" if above else "top",
            "xytext": (6, 4 if above else -5),
        }
        style.note(ax, at.signal, at[name], f"{at[name]:.0%}", colour, **place)


def _say_first(result: Result) -> str:
    model = result.model
    table = result.table
    early = table.iloc[HUNDRED - 1]
    late = table.iloc[-1]
    return (
        f"{model.quality:.0%} of signals are right, and {model.misreading:.0%} of those that "
        f"contradict a lean are misread. After {HUNDRED} signals, {early.first_wrong:.0%} of "
        f"those whose first signal was wrong lean the wrong way, and {early.first_right:.0%} of "
        f"those whose first was right; after {model.signals}, {late.first_wrong:.0%} and "
        f"{late.first_right:.0%}."
    )


first_signal = Explorer(
    name="first_signal",
    title="The first signal",
    model=FirstSignal(signals=FURTHER),
    question=Estimate(
        ask="A hundred signals about a stranger, six in ten of them right. People read the first "
        "one as it is; later, when a signal contradicts their lean, they misread three in ten. "
        "Of the people whose first signal happened to be wrong, what share leans the wrong way "
        "after all hundred?",
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_first_answer,
    ),
    controls={
        "misreading": [0.0, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7],
        "quality": [0.6, 0.7, 0.75, 0.9],
    },
    scene=_first_scene,
    draw=_draw_first,
    sentence=_say_first,
    seeds=(0, 1),
    seals=("F18-primacy",),
)

# --------------------------------------------------------------------------------- the live archive

QUARTER = 0.25


def _archive_answer() -> tuple[float, str]:
    copied = LiveArchive()
    alone = LiveArchive(copying=0.0)
    return 100 * copied.run().met.iloc[-1], (
        f"Were nothing copied it would be {alone.run().met.iloc[-1]:.1%}, and under a quarter "
        f"after {alone.day_below(QUARTER):.0f} days. With twenty copies a day, under a quarter "
        f"takes {copied.waiting(QUARTER) / 365.25e6:.0f} million years."
    )


def _archive_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="time since (logarithmic)",
        y="bad share of what a reader meets (logarithmic)",
        xlim=(1, DAYS),
        ylim=(0.008, 2.4),
        xscale="log",
        yscale="log",
        xticks={1: "1 day", 7: "1 week", 30: "1 month", 365: "1 year", DAYS: "10 years"},
        yticks=style.percent(0.01, 0.03, 0.1, 0.25, 0.5, 1),
        box=(0.13, 0.17, 0.77, 0.71),
    )
    ax.axhline(QUARTER, color=style.FAINT, lw=1.5, ls=style.DASHES[2])
    _key(ax, ("this archive", style.BLUE, 0), ("if nothing were copied", style.GREEN, 1))
    return ax


def _draw_archive(result: Result, ax: Axes) -> None:
    model = result.model
    table = result.table
    days = np.geomspace(1, DAYS, 60)
    alone = model.but(copying=0.0).run()
    ax.plot(
        days, np.interp(days, alone.day, alone.met), color=style.GREEN, ls=style.DASHES[1], lw=1.6
    )
    ax.plot(days, np.interp(days, table.day, table.met), color=style.BLUE, lw=2.5)
    day = model.day_below(QUARTER, table)
    if 1 <= day <= DAYS:
        ax.plot(day, QUARTER, "o", color=style.VERMILION, ms=9)
        style.note(ax, day, QUARTER, f"day {day:,.0f}", style.VERMILION, **_beside(day))


def _beside(day: float) -> dict:
    """Return where a label stands free of both curves and inside the figure."""
    if day < 400:
        return {"ha": "left", "va": "bottom", "xytext": (8, 5)}
    return {"ha": "right", "va": "top", "xytext": (-8, -6)}


def _say_archive(result: Result) -> str:
    model = result.model
    table = result.table
    year = np.interp(365, table.day, table.met)
    decade = table.met.iloc[-1]
    day = model.day_below(QUARTER, table)
    moves = [
        f"{model.copying:g} copies",
        f"{model.favourable:g} new good item{'s' * (model.favourable != 1)} a day",
    ]
    if model.salience != 1:
        moves.append(f"bad ones noticed {model.salience:g} times as readily")
    if model.expiry:
        moves.append(f"{model.expiry:.0%} of all items expiring a day")
    if model.delisting:
        moves.append(f"{model.delisting:.0%} of bad items delisted a day")
    falls = (
        f"under a quarter from day {day:,.0f} on"
        if math.isfinite(day)
        else "not under a quarter within ten years"
    )
    return (
        f"{', '.join(moves)}: {_share(year)} of what a reader meets is bad after one year, "
        f"{_share(decade)} after ten; {falls}."
    )


def _share(value: float) -> str:
    return (
        f"{value:.0%}" if value >= 0.1 else f"{value:.1%}" if value >= 0.001 else "less than 0.1%"
    )


live_archive = Explorer(
    name="live_archive",
    title="The live archive",
    model=LiveArchive(),
    question=Estimate(
        ask="Thirty bad items about a person stand online beside ten good ones. Nothing bad "
        "happens ever again, and every day brings one new good item. Readers pass on twenty "
        "items a day, whichever they happen to meet. Ten years later, what share of what a "
        "reader meets is bad?",
        low=0,
        high=100,
        step=1,
        unit="%",
        answer=_archive_answer,
    ),
    controls={
        "copying": [0.0, 20.0],
        "favourable": [1.0, 5.0],
        "salience": [0.8, 1.0, 1.2],
        "expiry": [0.0, 0.02],
        "delisting": [0.0, 0.01],
    },
    scene=_archive_scene,
    draw=_draw_archive,
    sentence=_say_archive,
    seals=("F22-sticky-stigma",),
)

# --------------------------------------------------------------------------------------- March 2020

NAMES = {"everything": "keeps all", "slow": "slow", "nimble": "nimble"}
COLOURS = dict(zip(FORECASTERS, (style.GREEN, style.VERMILION, style.BLUE), strict=True))


def _after(table: pd.DataFrame) -> pd.Series:
    return table[table.phase == "after"].groupby("forecaster").miss.mean()


def _shock_answer() -> tuple[int, str]:
    miss = _after(DemandShock().run())
    return 1, (
        f"In the sixty days after, the slow adapter misses by {miss['slow']:.2f} a day, the "
        f"nimble one by {miss['nimble']:.2f} and the one that forgets nothing by "
        f"{miss['everything']:.2f}. The slow adapter learned the emergency just in time for it to "
        "end."
    )


def _shock_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="days since the shock ended",
        y="demand and forecasts",
        xlim=(-45, AROUND),
        ylim=(-0.45, 4.1),
        xticks=range(-40, AROUND + 1, 20),
        yticks=[0, 1, 2, 3],
        box=(0.1, 0.17, 0.52, 0.71),
    )
    bars = fig.add_axes((0.7, 0.17, 0.28, 0.71), sharey=ax)
    bars.set_xlim(-0.6, 2.6)
    bars.set_xticks(range(3), ["all", "\nslow", "nimble"])
    bars.tick_params(labelleft=False, length=0)
    bars.grid(axis="x", visible=False)
    bars.set_title("mean miss after", loc="left", fontsize=11, color=style.INK, pad=8)
    ax.axvline(0, ymax=0.8, color=style.FAINT, lw=1.2, ls=style.DASHES[2])
    lines = [(NAMES[who], COLOURS[who], place) for place, who in enumerate(FORECASTERS)]
    _key(ax, ("demand", style.INK, 0), *lines, columns=2)
    return ax


def _draw_shock(result: Result, ax: Axes) -> None:
    table = result.table.assign(since=result.table.day - result.model.length)
    near = table[table.since >= -45]
    level = near[near.forecaster == "slow"]
    ax.plot(level.since, level.level, color=style.INK, lw=1.2, drawstyle="steps-post")
    for place, who in enumerate(FORECASTERS):
        one = near[near.forecaster == who].iloc[::3]
        ax.plot(one.since, one.forecast, color=COLOURS[who], ls=style.DASHES[place])
    bars = ax.figure.axes[1]
    miss = _after(table)
    for place, who in enumerate(FORECASTERS):
        bars.vlines(place, 0, miss[who], color=COLOURS[who], lw=16)
        bars.text(
            place,
            miss[who] + 0.1,
            f"{miss[who]:.2f}",
            ha="center",
            va="bottom",
            fontsize=10,
            color=style.INK,
        )


def _say_shock(result: Result) -> str:
    model = result.model
    table = result.table
    miss = _after(table)
    before = table[table.phase == "before"].groupby("forecaster").miss.mean()
    days = "one day" if model.length == 1 else f"{model.length} days"
    return (
        f"Demand jumps by {model.jump:g} for {days}, noise {model.noise:g}. In the sixty days "
        f"after, the one that keeps all misses by {miss['everything']:.2f} a day, the slow "
        f"adapter (α = {model.slow:g}) by {miss['slow']:.2f}, the nimble one (α = "
        f"{model.nimble:g}) by {miss['nimble']:.2f}; on ordinary days before, by "
        f"{before['everything']:.2f}, {before['slow']:.2f} and {before['nimble']:.2f}."
    )


march_2020 = Explorer(
    name="march_2020",
    title="March 2020",
    model=DemandShock(),
    question=Choice(
        ask="For thirty days people buy three times the usual noise more, then everything is as "
        "before. One forecaster averages all days since long ago, one adapts slowly, one adapts "
        "fast. Which of them is furthest off in the two months after it is over?",
        options=("The one that forgets nothing", "The slow adapter", "The nimble one"),
        answer=_shock_answer,
    ),
    controls={
        "length": [5, 30, 90, 365],
        "slow": [0.01, 0.02, 0.05, 0.1],
        "noise": [0.0, 1.0],
        "nimble": [0.3],
    },
    scene=_shock_scene,
    draw=_draw_shock,
    sentence=_say_shock,
    seeds=(0, 1),
    seals=("F20-covid-shift",),
)

# ------------------------------------------------------------------------------ bulk against weight


def _bulk_answer() -> tuple[int, str]:
    model = BulkOrWeight()
    hundred = model.run().set_index("cues").loc[100]
    return 3, (
        f"Counted one by one, {model.outvoted_by(0.0)} mild signs are enough. But signs that "
        f"overlap by a tenth are worth at most {1 / model.correlation:.0f} separate ones, however "
        f"many there are; a hundred are worth {hundred.worth:.1f}, and the grave sign weighs "
        f"{model.strong / model.weak:.0f}."
    )


def _bulk_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="mild signs in favour",
        y="balance of evidence (nats; above 0: in favour)",
        xlim=(0, BulkOrWeight.parameters()["cues"].high + 1),
        ylim=(-6, 25),
        xticks=[1, 20, 40, 60, 80, 100],
        yticks=[-5, 0, 5, 10, 15, 20],
    )
    ax.axhline(0, color=style.INK, lw=1)
    _key(ax, ("counted one by one", style.BLUE, 1), ("corrected", style.VERMILION, 0))
    return ax


def _draw_bulk(result: Result, ax: Axes) -> None:
    table, yours = result.table, result.yours
    for name, colour, dashes, mark in (
        ("counted", style.BLUE, 1, "s"),
        ("corrected", style.VERMILION, 0, "o"),
    ):
        ax.plot(table.cues, table[name], color=colour, ls=style.DASHES[dashes])
        ax.plot(yours.cues, yours[name], mark, color=colour, ms=8)


def _say_bulk(result: Result) -> str:
    model = result.model
    yours = result.yours
    signs = "one mild sign comes" if model.cues == 1 else f"{model.cues} mild signs come"
    needed = model.outvoted_by(model.correlation)
    enough = (
        f"it takes {needed:,} to outweigh it"
        if math.isfinite(needed)
        else "no number of them outweighs it"
    )
    counted, corrected = (
        f"{total:+.1f}".replace("-", "−") for total in (yours.counted, yours.corrected)
    )
    return (
        f"Against a sign of weight {model.strong:g}, {signs} to {counted} counted one by one. "
        f"Corrected for a correlation of {model.correlation:g}, worth {yours.worth:.1f} separate "
        f"signs of weight {model.weak:g}, to {corrected}: {enough}."
    )


bulk_or_weight = Explorer(
    name="bulk_or_weight",
    title="Bulk against weight",
    model=BulkOrWeight(),
    question=Choice(
        ask="One grave sign speaks against somebody; it weighs as much as fifteen mild ones. "
        "Mild signs speak in favour, but any two of them overlap by a tenth (a correlation of "
        "0.1), as signs do when people repeat each other. How many mild signs should outweigh "
        "the grave one?",
        options=("16", "About 30", "About 160", "No number of them"),
        answer=_bulk_answer,
    ),
    controls={
        "cues": [1, 8, 16, 40, 100],
        "correlation": [0.0, 0.04, 0.06, 0.1, 0.5],
        "strong": [1.0, 3.0],
    },
    scene=_bulk_scene,
    draw=_draw_bulk,
    sentence=_say_bulk,
    seals=("F19-volume-over-value",),
)

# --------------------------------------------------------------------------------------------- urns


def _urns(model: Model, seed: int) -> Result:
    """Keep every urn's share after each draw, which the model's own table sums up."""
    return Result(model, seed, pd.DataFrame(model.shares(generator(seed))))


def _urns_answer() -> tuple[int, str]:
    table = PolyaUrn().run()
    return 2, (
        f"The middle eight in ten of {URNS} professions end anywhere between "
        f"{table.low.iloc[-1]:.0%} and {table.high.iloc[-1]:.0%}, evenly spread. And the first "
        "ten newcomers say nearly where: their share and the last one correlate with "
        f"{table.echo[10]:.2f}."
    )


def _urns_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="newcomers (logarithmic)",
        y="share of one school",
        xlim=(1, PolyaUrn().draws),
        ylim=(-0.02, 1.02),
        xscale="log",
        xticks=[1, 10, 100, PolyaUrn().draws],
        yticks=PERCENT,
        box=(0.13, 0.17, 0.54, 0.71),
    )
    bars = fig.add_axes((0.74, 0.17, 0.24, 0.71), sharey=ax)
    bars.set_xlim(0, 0.5)
    bars.set_xticks([0, 0.25, 0.5], ["0", "¼", "½"])
    bars.set_xlabel("of all cases")
    bars.tick_params(labelleft=False)
    bars.set_title("in the end", loc="left", fontsize=11, color=style.INK, pad=8)
    return ax


def _draw_urns(result: Result, ax: Axes) -> None:
    shares = result.table
    draws = np.unique(np.geomspace(1, len(shares) - 1, 22).astype(int))
    for urn in range(10):
        ax.plot(draws, shares[urn].iloc[draws].round(3), color=style.BLUE, lw=1.2, alpha=0.75)
    count, edges = np.histogram(shares.iloc[-1], bins=20, range=(0, 1))
    part = np.minimum(count / shares.shape[1], 0.5)
    ax.figure.axes[1].hlines((edges[1:] + edges[:-1]) / 2, 0, part, color=style.VERMILION, lw=7)


def _say_urns(result: Result) -> str:
    model = result.model
    shares = result.table
    low, high = np.quantile(shares.iloc[-1], (0.1, 0.9))
    balls = "one member each" if model.start == 1 else f"{model.start} members each"
    fresh = f", {model.fresh:.0%} of newcomers trained elsewhere" if model.fresh else ""
    echo = np.corrcoef(shares.iloc[10], shares.iloc[-1])[0, 1]
    return (
        f"Begun with {balls}, reinforcement {model.reinforcement:g}{fresh}: after "
        f"{len(shares) - 1:,} newcomers eight in ten of {URNS} professions lie between {low:.0%} "
        f"and {high:.0%} for one school; the share among the first ten and the last share "
        f"correlate with {echo:.2f}."
    )


urns = Explorer(
    name="urns",
    title="Urns, or who trained whom",
    model=PolyaUrn(),
    question=Choice(
        ask="Two equally good schools of thought have one member each in a new profession. Every "
        "newcomer is trained by a member picked at random, and joins that school. You visit many "
        "such professions after a thousand newcomers. What do you find?",
        options=(
            "Both schools at about one half, nearly everywhere",
            "One school with almost everybody, nearly everywhere",
            "Any division, each as often as any other",
        ),
        answer=_urns_answer,
    ),
    controls={"start": [1, 10, 50], "reinforcement": [0.5, 1.0, 1.5, 2.0], "fresh": [0.0, 0.1]},
    scene=_urns_scene,
    draw=_draw_urns,
    sentence=_say_urns,
    seeds=(0, 1),
    run=_urns,
    seals=("F06-policy-paradigm",),
)
