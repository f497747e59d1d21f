"""The pictures and tables of the essay *Gig-labour chains*, from its models and from real data."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ... import real, style
from ...core import equal_margin, raised, waterfall
from ...explore import Picture

CLIENT = 12.5  # dollars an hour, as reported
READER = 1.6  # about what reached those who did the reading
PRICES = {  # published prices of one reaction, in cents of the currency that the source names
    "click farm, global South (Casilli)": (0.006, 0.006),
    "bought by NATO's researchers": (0.55, 0.55),
    "influencer at home (Casilli)": (35.0, 70.0),
}


def _chain(stages: int = 5) -> np.ndarray:
    margin = equal_margin(READER / CLIENT, stages)
    return waterfall(CLIENT, [margin] * stages).received


def sign() -> Picture:
    """Show an hour's price on its way down: the chapter's sign on the welcome page."""
    received = _chain()
    figure = Figure(figsize=(2.2, 1.4))
    ax = figure.add_axes((0.04, 0.06, 0.92, 0.88))
    colours = [style.BLUE] * (len(received) - 1) + [style.VERMILION]
    ax.bar(range(len(received)), received, color=colours, width=0.75)
    ax.set_axis_off()
    return Picture(figure, f"Bars that fall from {received[0]:.2f} to {received[-1]:.2f} dollars.")


def where_it_goes() -> Picture:
    """Show 12.50 dollars run down five firms that each keep the same share."""
    received = _chain()
    names = ["firm 1", *map(str, range(2, len(received))), "reader"]
    figure = Figure()
    ax = style.axes(
        figure,
        x="what arrives at",
        y="dollars for an hour",
        xlim=(-0.6, len(received) - 0.4),
        ylim=(0, 14),
        xticks=dict(enumerate(names)),
        yticks=[0, 5, 10],
    )
    colours = [style.BLUE] * (len(received) - 1) + [style.VERMILION]
    ax.bar(range(len(received)), received, color=colours, width=0.7)
    for place, money in enumerate(received):
        ax.text(place, money + 0.25, f"{money:.2f}", ha="center", fontsize=10)
    kept = equal_margin(READER / CLIENT, 5)
    return Picture(
        figure,
        f"Six bars: {CLIENT:.2f} dollars arrive at the first firm, "
        + ", ".join(f"{money:.2f}" for money in received[1:-1])
        + " at the next four"
        + f", and {received[-1]:.2f} for the reader. "
        + f"Each firm keeps {kept:.0%} of what reaches it.",
    )


def by_hand() -> pd.DataFrame:
    """Work out a raise from 4 to 8 dollars in a chain of two, under both rules."""
    before = waterfall(10.0, [0.5, 0.2])
    after = {rule: raised(before, 2, rule) for rule in ("percentage", "fixed sum")}
    columns = {"before": before, "by percentage": after["percentage"], "by sum": after["fixed sum"]}
    rows = ["client pays", "first firm keeps", "second firm keeps", "worker has"]
    table = {"": rows}
    for name, chain in columns.items():
        money = [chain.price, chain.kept[0], chain.kept[1], chain.wage]
        table[name] = [f"{float(x):.0f}" for x in money]
    return pd.DataFrame(table)


def three_cures() -> pd.DataFrame:
    """Set three causes of a low wage beside what a floor does and what would help."""
    return pd.DataFrame(
        {
            "why pay is low": ["a long chain", "one buyer", "too many sellers"],
            "what a floor does": [
                "passed on as a sum or a percentage",
                "more people at work, up to the worth of an hour",
                "fewer jobs filled",
            ],
            "what would help": [
                "to know how each firm reckons",
                "the floor",
                "places in which sellers meet",
            ],
        }
    )


def ratings_apart() -> Picture:
    """Show how many of 7,520 words ten raters placed on one side of zero, and on both."""
    table = real.load("word_ratings")
    apart = table.highest - table.lowest
    both = (table.lowest < 0) & (table.highest > 0)
    steps = range(int(apart.max()) + 1)
    one = [int(table.words[(apart == step) & ~both].sum()) for step in steps]
    two = [int(table.words[(apart == step) & both].sum()) for step in steps]
    figure = Figure()
    ax = style.axes(
        figure,
        x="distance of the highest rating from the lowest",
        y="words",
        xlim=(-0.6, 8.6),
        ylim=(0, 2900),
        xticks=list(steps),
        yticks=[0, 1000, 2000],
    )
    ax.bar(steps, one, color=style.BLUE, width=0.75)
    ax.bar(steps, two, bottom=one, color=style.VERMILION, width=0.75, hatch="///", lw=0)
    style.note(ax, 5.2, 1500, "both signs", style.VERMILION)
    style.note(ax, 5.2, 1850, "one sign", style.BLUE)
    words = int(table.words.sum())
    return Picture(
        figure,
        f"A histogram of {words:,} words by how far their ten ratings lie apart. For "
        f"{sum(two) / words:.0%} the ten include a negative and a positive rating; the commonest "
        f"distance is {int(np.argmax(np.add(one, two)))} of a possible 8.",
    )


def click_prices() -> Picture:
    """Show three published prices of a reaction on a logarithmic axis."""
    figure = Figure(figsize=(style.WIDTH, 2.3))
    ax = style.axes(
        figure,
        x="cents for one reaction, logarithmic",
        y="",
        xlim=(0.002, 200),
        ylim=(-0.6, 2.8),
        xscale="log",
        xticks={0.01: "0.01", 0.1: "0.1", 1: "1", 10: "10", 100: "100"},
        yticks=[],
        box=(0.04, 0.26, 0.92, 0.7),
    )
    for row, (name, (low, high)) in enumerate(PRICES.items()):
        ax.plot([low, high], [row, row], color=style.BLUE, lw=3)
        ax.plot([low, high], [row, row], "o", color=style.BLUE, ms=7)
        right = high > 10
        ax.text(
            high if right else low, row + 0.25, name, ha="right" if right else "left", fontsize=10
        )
    dearest = max(high for _, high in PRICES.values())
    cheapest = min(low for low, _ in PRICES.values())
    return Picture(
        figure,
        "Three published prices of one reaction: "
        + "; ".join(
            f"{name}, {low:g} cents" if low == high else f"{name}, {low:g} to {high:g} cents"
            for name, (low, high) in PRICES.items()
        )
        + f". The dearest is {dearest / cheapest:,.0f} times the cheapest.",
    )
