"""The pictures and tables of the essay *Data hunger*, each drawn from a model or from real data."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ... import real, style
from ...explore import Picture
from . import LabelMajority, LearningCurve, digits

LEVELS = ("modern", "moderate", "basic", "none")  # of the locale data, the fullest first


def sign() -> Picture:
    """Show an error that falls to its floor: the chapter's sign on the welcome page."""
    model = LearningCurve(floor=0.02)
    examples = np.geomspace(10, 1e7, 60)
    figure = Figure(figsize=(2.2, 1.4))
    ax = figure.add_axes((0.04, 0.06, 0.92, 0.88))
    ax.loglog(examples, model.error(examples), color=style.BLUE)
    ax.axhline(model.floor, color=style.VERMILION, ls=style.DASHES[1])
    ax.set_axis_off()
    first, last = model.error([10, 1e7])
    return Picture(
        figure,
        f"A falling line that bends: an error of {first:.0%} after ten examples, {last:.1%} after "
        f"ten million, above a dashed floor of {model.floor:.0%}.",
    )


def digits_on_file() -> Picture:
    """Show the first forty of scikit-learn's handwritten digits with the names on their backs."""
    images, labels = digits()
    rows, columns = 4, 10
    tiles = images[: rows * columns].reshape(rows, columns, 8, 8)
    framed = np.pad(tiles, ((0, 0), (0, 0), (1, 1), (1, 1)))
    sheet = framed.transpose(0, 2, 1, 3).reshape(rows * 10, columns * 10)
    figure = Figure(figsize=(style.WIDTH, 2.05))
    ax = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    ax.imshow(1 - sheet, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    ax.set_axis_off()
    names = " ".join(str(label) for label in labels[:columns])
    return Picture(
        figure,
        f"Forty grey pictures of 8 by 8 points, the first of {len(labels):,} in the file: "
        f"handwritten digits. The names on the back of the first ten are {names}.",
    )


def by_hand() -> pd.DataFrame:
    """Work out what a memory of one to six days costs, in loaves: blur 20, a move of 10 a day."""
    noise = 20
    drift = 10
    rows = []
    for days in range(1, 7):
        blur = noise**2 / days
        stale = drift**2 * (days - 1) * (2 * days - 1) / (6 * days)
        rows.append(
            {
                "days kept": days,
                "blur": f"{blur:.0f}",
                "staleness": f"{stale:.0f}",
                "together": f"{blur + stale:.0f}",
                "off by, in loaves": f"{np.sqrt(blur + stale):.1f}",
            }
        )
    return pd.DataFrame(rows)


def languages_covered() -> Picture:
    """Show how many languages, and how many speakers, software knows how well."""
    table = real.load("languages")
    languages = table.cldr_level.value_counts()
    speakers = table.groupby("cldr_level").speakers.sum()
    shares = {"of languages": languages / len(table), "of speakers": speakers / speakers.sum()}
    figure = Figure(figsize=(style.WIDTH, 2.3))
    ax = figure.add_axes((0.02, 0.02, 0.96, 0.96))
    for row, (name, share) in enumerate(shares.items()):
        left = 0.0
        ax.text(0, 0.42 - row, f"Share {name}", va="bottom")
        for colour, level in zip(style.COLOURS, LEVELS, strict=False):
            width = float(share[level])
            ax.barh(-row, width, 0.62, left, color=colour, edgecolor=style.PAPER)
            if width > 0.1:
                place = left + width / 2
                text = f"{level}\n{width:.0%}"
                ax.text(place, -row, text, ha="center", va="center", color=style.PAPER)
            left += width
    ax.set(xlim=(0, 1), ylim=(-1.4, 0.75))
    ax.set_axis_off()
    none = shares["of speakers"]["none"]
    modern = shares["of languages"]["modern"]
    return Picture(
        figure,
        f"Two bars. Of {len(table)} languages software speaks {languages['modern']} well "
        f"({modern:.0%}) and does not know {languages['none']} "
        f"({languages['none'] / len(table):.0%}); of all speakers, counted once for each of their "
        f"languages, the first have {shares['of speakers']['modern']:.0%} and the last {none:.0%}.",
    )


def majorities() -> Picture:
    """Show how often a majority of labellers is right, whose errors are their own or shared."""
    crowd = [1, 3, 5, 9, 15, 25, 51]
    figure = Figure()
    ax = style.axes(
        figure,
        x="labellers who vote on one picture",
        y="how often the majority is right",
        xlim=(0, 53),
        ylim=(0.65, 1.0),
        xticks=[1, 5, 15, 25, 51],
        yticks=style.percent(0.7, 0.8, 0.9, 1.0),
    )
    seen = {}
    for colour, dash, shared in (
        (style.BLUE, style.DASHES[0], 0.0),
        (style.VERMILION, style.DASHES[1], 0.3),
    ):
        model = LabelMajority(accuracy=0.7, correlation=shared)
        seen[shared] = [model.majority(k) for k in crowd]
        ax.plot(crowd, seen[shared], color=colour, ls=dash, marker="o", ms=4)
    style.note(ax, 25, seen[0.0][5], "each errs alone", style.BLUE, xytext=(-10, -18))
    style.note(ax, 25, seen[0.3][5], "errors are shared", style.VERMILION, xytext=(-10, 10))
    return Picture(
        figure,
        "Two curves of how often a majority is right, of labellers who are each right seven times "
        f"in ten. Where each errs alone it rises from {seen[0.0][0]:.0%} for one to "
        f"{seen[0.0][2]:.0%} for five and {seen[0.0][-1]:.1%} for fifty-one; where their errors "
        f"correlate with 0.3 it goes from {seen[0.3][0]:.0%} over {seen[0.3][2]:.0%} to "
        f"{seen[0.3][-1]:.0%}.",
    )
