"""Pictures and tables of the essay *The dual footprint*, from its models and from real data."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from ... import real, style, world
from ...explore import Picture
from . import (
    DATA,
    FRANCE,
    NATURE,
    PERIPHERY,
    REGIONS,
    DualFootprint,
    SupplyTiers,
    TwoMaps,
    TwoStocks,
)
from .claims import follows
from .electricity import TABLE, WORLD

PERCENT = style.percent(0.0, 0.25, 0.5, 0.75, 1.0)
# Longitude and latitude of what the two cases name, and where its name is written, in points.
CASES = {
    "Argentina": ((-66, -34), (-12, -3), "right"),
    "United States": ((-98, 39), (0, 12), "center"),
    "Madagascar": ((47, -19.5), (0, -13), "center"),
    "France": ((2.5, 47), (-9, 6), "right"),
    "Japan": ((138, 37), (9, 2), "left"),
    "South Korea": ((127.5, 36.5), (-9, 14), "right"),
}
ARROWS = {
    ("Argentina", "United States"): 0.18,
    ("Madagascar", "France"): -0.15,
    ("Madagascar", "Japan"): 0.3,
    ("Madagascar", "South Korea"): 0.2,
}
CODES = (32, 840, 450, 250, 392, 410)  # of the same countries, by ISO 3166-1
NAMED = {  # zones that are named on the picture of electricity, and where, in points
    "ARG": ("Argentina", (7, -3), "left"),
    "BRA": ("Brazil", (7, -3), "left"),
    "CHN": ("China", (0, 8), "center"),
    "FRA": ("France", (0, -14), "left"),
    "JPN": ("Japan", (6, 4), "left"),
    "KOR": ("S. Korea", (-7, -8), "right"),
    "NOR": ("Norway", (-4, 8), "left"),
    "USA": ("US", (-7, 3), "right"),
}


def sign() -> Picture:
    """Show each region's money and work behind one AI: the chapter's sign on the welcome page."""
    table = DualFootprint().run()
    figure = Figure(figsize=(2.2, 1.4))
    ax = figure.add_axes((0.05, 0.05, 0.9, 0.9))
    for y, row in enumerate(reversed(list(table.itertuples()))):
        ax.hlines(y, row.value, row.hours, color=style.FAINT, lw=1)
        ax.plot(row.value, y, "D", color=style.OCHRE, ms=5)
        ax.plot(row.hours, y, "o", color=style.VERMILION, ms=5)
    ax.set_axis_off()
    parts = len(REGIONS)
    return Picture(figure, f"Two marks for each of {parts} regions, its money and its work.")


def two_cases() -> Picture:
    """Show on a map who provides for whom in the two case studies."""
    figure = Figure(figsize=(style.WIDTH, 2.45))
    ax = figure.add_axes((0, 0.08, 1, 0.92))
    world.draw(ax, CODES)
    places = {name: world.equal_earth(*point) for name, (point, _, _) in CASES.items()}
    for (origin, goal), bend in ARROWS.items():
        arrow = FancyArrowPatch(
            tuple(map(float, places[origin])),
            tuple(map(float, places[goal])),
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>",
            mutation_scale=13,
            lw=2,
            color=style.VERMILION,
            shrinkA=3,
            shrinkB=3,
        )
        ax.add_patch(arrow)
    for name, (_, shift, side) in CASES.items():
        x, y = map(float, places[name])
        ax.plot(x, y, "o", color=style.BLUE, ms=4)
        style.note(ax, x, y, name, style.INK, xytext=shift, ha=side, fontweight="bold")
    figure.text(0.01, 0.01, "borders as in Natural Earth", fontsize=10, color=style.FAINT)
    return Picture(
        figure,
        "A map of the world with four arrows: from Argentina to the United States, and from "
        "Madagascar to France, to Japan and to South Korea.",
    )


def by_hand() -> pd.DataFrame:
    """Work out the share of the hours in a hundred dollars of AI of which one is paid to him."""
    dollars = {"he": 1.0, "all others": 99.0}
    hourly = {"he": 0.5, "all others": 33.0}
    hours = {who: dollars[who] / hourly[who] for who in dollars}
    total = sum(hours.values())
    rows = [
        {
            "who": who,
            "dollars": f"{dollars[who]:.0f}",
            "an hour": f"{hourly[who]:.2f}",
            "hours": f"{hours[who]:.0f}",
            "of the hours": f"{hours[who] / total:.0%}",
        }
        for who in dollars
    ]
    together = {
        "who": "together",
        "dollars": "100",
        "an hour": f"{100 / total:.2f}",
        "hours": f"{total:.0f}",
        "of the hours": "100%",
    }
    return pd.DataFrame([*rows, together])


def where_it_falls() -> pd.DataFrame:
    """Compare what lies at home and in the periphery, of five things behind French AI."""
    table = DualFootprint().run().set_index("region")
    rows = []
    for measure, called in (
        ("value", "money"),
        ("hours", "work"),
        *zip(NATURE, NATURE, strict=True),
    ):
        home = table[measure][FRANCE]
        far = table[measure][list(PERIPHERY)].sum()
        between = 1 - home - far
        rows.append(
            {
                "what": called,
                "in France": f"{home:.0%}",
                "in the periphery": f"{far:.0%}",
                "elsewhere": f"{between:.0%}",
            }
        )
    return pd.DataFrame(rows)


def verdicts() -> pd.DataFrame:
    """Say of ore, land and water whether they lie where the work lies, and from which spread."""
    rows = []
    for indicator in NATURE:
        alike = TwoMaps(indicator=indicator, spread=1.0).run().iloc[0]
        luck = follows(indicator=indicator, spread=100.0)
        turn = TwoMaps(indicator=indicator, slope=1.0).turn()
        rows.append(
            {
                "indicator": indicator,
                "regions alike": "work" if alike["follows"] else "money",
                "by luck": f"work in {luck:.0%} of draws",
                "poor take more": "work, always" if math.isinf(turn) else f"work, from {turn:.1f}",
            }
        )
    return pd.DataFrame(rows)


def electricity() -> Picture:
    """Show what a kilowatt-hour takes in water and causes in warming, in 49 countries."""
    table = real.load(TABLE).set_index("zone").drop(index=WORLD)
    figure = Figure()
    ax = style.axes(
        figure,
        x="kilograms of CO₂ equivalent for a kilowatt-hour",
        y="litres of water for a kilowatt-hour",
        xlim=(0, 0.72),
        ylim=(0, 20),
        xticks=[0, 0.2, 0.4, 0.6],
        yticks=[0, 5, 10, 15, 20],
    )
    ax.plot(table.kg_co2_per_kwh, table.litres_per_kwh, "o", color=style.SKY, ms=4)
    for zone, (name, shift, side) in NAMED.items():
        row = table.loc[zone]
        point = (row.kg_co2_per_kwh, row.litres_per_kwh)
        ax.plot(*point, "o", color=style.VERMILION, ms=6)
        style.note(ax, *point, name, style.INK, xytext=shift, ha=side)
    ranks = table.rank().corr().loc["litres_per_kwh", "kg_co2_per_kwh"]
    ranks = f"{ranks:.2f}".replace("-", "−")
    return Picture(
        figure,
        f"Points for {len(table)} countries. The water of a kilowatt-hour goes from "
        f"{table.litres_per_kwh.min():.1f} litres to {table.litres_per_kwh.max():.1f}, in Brazil; "
        "where it causes little warming it mostly takes much water (the ranks correlate at "
        f"{ranks}).",
    )


def seen_by_tier() -> Picture:
    """Show what an audit has seen of data work and of mining, tier by tier, behind French AI."""
    table = SupplyTiers().run().loc[:4]
    figure = Figure()
    ax = style.axes(
        figure,
        x="tiers that the audit climbs",
        y="hours that it has seen, of all of their kind",
        xlim=(-0.1, 4.6),
        ylim=(-0.04, 1.08),
        xticks=[0, 1, 2, 3, 4],
        yticks=PERCENT,
    )
    looks = {"data_work": (style.VERMILION, "o"), "mining": (style.BLUE, "s")}
    for (name, (colour, mark)), dash in zip(looks.items(), style.DASHES, strict=False):
        ax.plot(table.tier, table[name], mark, color=colour, ls=dash, ms=6)
    style.note(ax, 1, table.data_work[1], DATA.lower(), style.VERMILION, xytext=(-8, 4), ha="right")
    style.note(ax, 2, table.mining[2], "mining", style.BLUE, xytext=(8, -12))
    return Picture(
        figure,
        f"Two lines. Of the hours of data work an audit has seen {table.data_work[1]:.0%} at tier "
        f"1; of the hours in mines {table.mining[1]:.0%} at tier 1, {table.mining[2]:.0%} at "
        f"tier 2 and {table.mining[3]:.0%} at tier 3.",
    )


def two_stocks() -> Picture:
    """Show output over forty years beside the two stocks that it lives on."""
    table = TwoStocks().run().loc[:40]
    figure = Figure()
    ax = style.axes(
        figure,
        x="years",
        y="output (the first year: 1), and what is left of the stocks",
        xlim=(0, 40),
        ylim=(0, 2.2),
        xticks=[0, 10, 20, 30, 40],
        yticks=[0, 0.5, 1, 1.5, 2],
    )
    names = ("output", "water", "strength")
    colours = (style.INK, style.BLUE, style.VERMILION)
    for name, colour, dash in zip(names, colours, style.DASHES, strict=False):
        ax.plot(table.year, table[name], color=colour, ls=dash)
    style.note(ax, 16, table.output[16], "output", style.INK, xytext=(-8, 6), ha="right")
    style.note(ax, 12, table.water[12], "water", style.BLUE, xytext=(-4, -18), ha="right")
    style.note(ax, 15, table.strength[15], "people’s strength", style.VERMILION, xytext=(6, 2))
    top = table.output.idxmax()
    return Picture(
        figure,
        f"Three lines. Output rises to {table.output[top]:.2f} times the first in year {top}, "
        f"while water falls to {table.water[top]:.0%} and strength to {table.strength[top]:.0%}; "
        f"by year {top + 2} output is {table.output[top + 2]:.2f}.",
    )
