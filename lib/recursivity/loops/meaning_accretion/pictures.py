"""The pictures and tables of the essay *Meaning accretion*, from its models and from real data."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ... import real, style
from ...explore import Picture
from . import LiveArchive, Sediment

NOTES = ((60, 5), (25, 5), (8, 6))  # of the archive's curves: at which day, how many points above


def sign() -> Picture:
    """Show how far one record moves pasts of growing length: the sign on the welcome page."""
    pasts = (10, 20, 40, 80, 160, 320)
    steps = [Sediment(past=past).run().step.iloc[0] for past in pasts]
    figure = Figure(figsize=(2.2, 1.4))
    ax = figure.add_axes((0.04, 0.06, 0.92, 0.88))
    ax.barh(range(len(steps)), steps, 0.8, color=style.BLUE)
    ax.set_axis_off()
    return Picture(
        figure,
        f"Bars that shrink upwards: one bad record moves an opinion by {steps[0]:.1%} after "
        f"{pasts[0]} records, by {steps[-1]:.1%} after {pasts[-1]}.",
    )


def names_turning() -> Picture:
    """Show the share of girls among newborn Leslies, and the number of girls called Alexa."""
    table = real.load("names_two").query("year >= 1920")
    leslie = table[table.name == "Leslie"].pivot_table(index="year", columns="sex", values="n")
    girls = leslie.F / (leslie.F + leslie.M)
    alexa = table[(table.name == "Alexa") & (table.sex == "F")].set_index("year").n
    figure = Figure(figsize=(style.WIDTH, 3.6))
    top = style.axes(
        figure,
        x="",
        y="Leslie: share of girls",
        xlim=(1918, 2020),
        ylim=(0, 1.02),
        xticks=dict.fromkeys((1920, 1950, 1980, 2010), ""),
        yticks={0: "0", 0.5: "50%", 1: "100%"},
        box=(0.13, 0.58, 0.83, 0.33),
    )
    top.plot(girls.index, girls, color=style.BLUE)
    below = style.axes(
        figure,
        x="year of birth",
        y="Alexa: newborn girls a year",
        xlim=(1918, 2020),
        ylim=(0, 7000),
        xticks=[1920, 1950, 1980, 2010],
        yticks=[0, 3000, 6000],
        box=(0.13, 0.13, 0.83, 0.33),
    )
    below.plot(alexa.index, alexa, color=style.VERMILION)
    half = int(girls.index[girls >= 0.5][0])
    return Picture(
        figure,
        f"Two curves. Of newborn Leslies {girls[1920]:.0%} were girls in 1920, half in {half} and "
        f"{girls[2017]:.0%} in 2017. Girls called Alexa rose to {int(alexa.max()):,} in "
        f"{int(alexa.idxmax())}, and from {int(alexa[2015]):,} in 2015 fell to "
        f"{int(alexa[2017]):,} in 2017.",
    )


def words_for_chance() -> Picture:
    """Show which chances 46 people meant by phrases of probability."""
    table = real.load("words_for_chance")
    order = table.median().sort_values().index
    figure = Figure(figsize=(style.WIDTH, 4.6))
    ax = style.axes(
        figure,
        x="chance that was meant, in per cent",
        y="",
        xlim=(0, 100),
        ylim=(-0.8, len(order) - 0.2),
        xticks=[0, 25, 50, 75, 100],
        yticks=dict(enumerate(order)),
        box=(0.4, 0.11, 0.56, 0.86),
    )
    for row, phrase in enumerate(order):
        low, quarter, middle, three, high = np.percentile(table[phrase], [0, 25, 50, 75, 100])
        ax.plot([low, high], [row, row], color=style.FAINT, lw=1.2)
        ax.plot([quarter, three], [row, row], color=style.BLUE, lw=6, solid_capstyle="butt")
        ax.plot(middle, row, "o", color=style.VERMILION, ms=5)
    doubt = table["We Doubt"]
    probably = table["Probably"]
    return Picture(
        figure,
        f"Ranges of {len(table)} answers for {len(order)} phrases. “Probably” was "
        f"{probably.median():.0f} per cent in the middle, from {probably.min():.0f} to "
        f"{probably.max():.0f}; “We doubt” was anything from {doubt.min():.0f} to "
        f"{doubt.max():.0f}.",
    )


def by_hand() -> pd.DataFrame:
    """Work out the chance of every balance after one to four newcomers, as fractions."""
    rows = []
    chances = {0: Fraction(1)}
    for newcomers in range(1, 5):
        after: dict[int, Fraction] = {}
        for red, chance in chances.items():
            joins = Fraction(red + 1, newcomers + 1)
            after[red + 1] = after.get(red + 1, Fraction(0)) + chance * joins
            after[red] = after.get(red, Fraction(0)) + chance * (1 - joins)
        chances = after
        rows.append(
            {"newcomers": str(newcomers)}
            | {f"{red} red": str(chances.get(red, "–")) for red in range(5)}
        )
    return pd.DataFrame(rows)


def archive_curves() -> Picture:
    """Show what share of the items met is bad, over ten years, in three archives."""
    figure = Figure()
    ax = style.axes(
        figure,
        x="days, logarithmic",
        y="share of the items met that is bad",
        xlim=(1, 3650),
        ylim=(0, 1),
        xscale="log",
        xticks={1: "1", 10: "10", 100: "100", 1000: "1,000"},
        yticks={0: "0", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1: "100%"},
    )
    ends = []
    models = (LiveArchive(copying=0.0), LiveArchive(), LiveArchive(salience=1.2))
    names = ("nothing copied", "twenty copied a day", "and the bad noticed more")
    for model, name, colour, dash, (day, lift) in zip(
        models, names, style.COLOURS, style.DASHES, NOTES, strict=False
    ):
        table = model.run()
        ax.plot(table.day.clip(lower=1), table.met, color=colour, ls=dash)
        at = table.iloc[(table.day - day).abs().argmin()]
        style.note(ax, at.day, at.met, name, colour, xytext=(4, lift))
        ends.append(f"{name}, {table.met.iloc[-1]:.0%}")
    start = models[0].run().met.iloc[0]
    return Picture(
        figure, f"Three curves from {start:.0%} bad; after ten years: {'; '.join(ends)}."
    )
