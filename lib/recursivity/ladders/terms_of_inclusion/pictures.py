"""The pictures and tables of the essay *Terms of inclusion*, from its models and from real data."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ... import real, style
from ...core import mean_table
from ...explore import Picture
from . import BaseRates, PostStratification

CUT = 50.0


def sign() -> Picture:
    """Show whom a good test names where the type is rare: the sign on the welcome page."""
    model = BaseRates(prevalence=0.001, sensitivity=0.99, false_positives=0.01)
    named = round(1 / model.run().query("yours").precision.iloc[0])
    figure = Figure(figsize=(2.2, 1.4))
    ax = figure.add_axes((0.04, 0.06, 0.92, 0.88))
    for person in range(named):
        across, down = person % 4, person // 4
        fill = style.VERMILION if person == 0 else "none"
        ink = style.VERMILION if person == 0 else style.BLUE
        ax.plot(across, -down, "o", ms=13, mew=2, mfc=fill, mec=ink)
    ax.set(xlim=(-0.6, 3.6), ylim=(-0.6 - (named - 1) // 4, 0.6))
    ax.set_axis_off()
    return Picture(
        figure,
        f"{named} dots, one of them filled: of so many whom a good test names as of a rare type, "
        "one is of it.",
    )


def mended() -> Picture:
    """Show raw and weighted answers under two skews, beside the truth."""
    models = {
        "by age": PostStratification(by_answer=0.0),
        "by age and answer": PostStratification(by_answer=0.25),
    }
    figure = Figure()
    ax = style.axes(
        figure,
        x="what decides who answers",
        y="share who say yes",
        xlim=(-0.6, 1.6),
        ylim=(0.4, 0.85),
        xticks=dict(enumerate(models)),
        yticks=style.percent(0.4, 0.5, 0.6, 0.7, 0.8),
    )
    told = []
    truth = float("nan")
    for place, (name, model) in enumerate(models.items()):
        table = mean_table(model, 10)
        mine = table[table.yours == 1].iloc[0]
        truth = float(mine.truth)
        ax.bar(place - 0.19, mine.raw - 0.4, 0.34, 0.4, color=style.VERMILION, hatch="///", lw=0)
        ax.bar(place + 0.19, mine.reweighted - 0.4, 0.34, 0.4, color=style.BLUE)
        told.append(f"{name}, {mine.raw:.0%} as they come and {mine.reweighted:.0%} weighted")
    ax.axhline(truth, color=style.INK, ls=style.DASHES[1], lw=1.5)
    style.note(ax, -0.55, 0.8, "hatched: as they come", style.VERMILION)
    style.note(ax, -0.55, 0.76, "plain: weighted", style.BLUE)
    return Picture(figure, f"Bars of a share of which {truth:.0%} is true: {'; '.join(told)}.")


def _let_in() -> pd.DataFrame:
    """Return for each group who is above the cut, and who of those that would pay back is."""
    table = real.load("credit_2003")
    rows = []
    for group, part in table.groupby("group"):
        ordered = part.sort_values("score")
        at_score = np.diff(ordered.cdf, prepend=0.0)
        pays = at_score * (100 - ordered.default_pct)
        above = ordered.score > CUT
        row = (group, at_score[above].sum() / at_score.sum(), pays[above].sum() / pays.sum())
        rows.append(row)
    return pd.DataFrame(rows, columns=["group", "all", "payers"]).sort_values("all")


def credit_by_group() -> Picture:
    """Show who is above one cut of a credit score, of all and of those who would pay back."""
    table = _let_in()
    figure = Figure(figsize=(style.WIDTH, 3.4))
    ax = style.axes(
        figure,
        x="share above the cut",
        y="",
        xlim=(0, 0.8),
        ylim=(-0.6, 3.9),
        xticks={0: "0", 0.25: "25%", 0.5: "50%", 0.75: "75%"},
        yticks=dict(enumerate(table.group)),
        box=(0.27, 0.16, 0.69, 0.8),
    )
    rows = np.arange(len(table))
    ax.barh(rows + 0.18, table["all"], 0.32, color=style.BLUE)
    ax.barh(rows - 0.18, table.payers, 0.32, color=style.VERMILION, hatch="///", lw=0)
    style.note(ax, 0.01, 3.5, "plain: of all", style.BLUE)
    style.note(ax, 0.25, 3.5, "hatched: of those who would pay", style.VERMILION)
    told = "; ".join(
        f"{row.group}, {row[2]:.0%} of all and {row[3]:.0%} of those who would pay back"
        for row in table.itertuples()
    )
    return Picture(figure, f"Paired bars, above a cut at {CUT:g}: {told}.")


def by_hand() -> pd.DataFrame:
    """Work out what a test that is right 99 times in 100 does in a town of 100,000."""
    people = 100_000
    rows = []
    for found in (100, 1_000, 5_000):
        right = found * 99 // 100
        wrong = (people - found) // 100
        rows.append(
            {
                "of the type": f"{found:,}",
                "rightly named": f"{right:,}",
                "wrongly named": f"{wrong:,}",
                "named in all": f"{right + wrong:,}",
                "of these right": f"{right / (right + wrong):.0%}",
            }
        )
    return pd.DataFrame(rows)
