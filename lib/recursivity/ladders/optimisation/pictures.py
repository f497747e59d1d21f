"""The pictures and tables of the essay *Stratification by optimisation*, from its models."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ... import style
from ...explore import Picture
from . import LeagueTable, ParallelWorlds

SINGER = 8  # her song's place by appeal among 48: good, and not the best


def sign() -> Picture:
    """Show one song's share in many worlds: the chapter's sign on the welcome page."""
    table = ParallelWorlds().run(3)
    share = table.pivot_table(index="world", columns="song", values="downloads")
    share = share.div(share.sum(axis=1), axis=0)
    figure = Figure(figsize=(2.2, 1.4))
    ax = figure.add_axes((0.04, 0.06, 0.92, 0.88))
    best = share.max(axis=1).to_numpy()
    ax.bar(range(len(best)), best, color=style.BLUE, width=0.6)
    ax.set_axis_off()
    told = ", ".join(f"{x:.0%}" for x in best)
    return Picture(figure, f"Eight bars, the share of the leading song in eight worlds: {told}.")


def _places(influence: float) -> np.ndarray:
    """Return the singer's place in eight worlds, 1 for the most downloads."""
    table = ParallelWorlds(influence=influence).run(5)
    downloads = table.pivot_table(index="world", columns="song", values="downloads").to_numpy()
    return 1 + (downloads > downloads[:, [SINGER - 1]]).sum(axis=1)


def one_song_eight_worlds() -> Picture:
    """Show the place of one good song in eight worlds, without tallies and with them."""
    figure = Figure()
    ax = style.axes(
        figure,
        x="world",
        y="place of the same song among 48",
        xlim=(0.5, 8.5),
        ylim=(49, 0),
        xticks=list(range(1, 9)),
        yticks=[1, 8, 16, 24, 32, 40, 48],
    )
    worlds = np.arange(1, 9)
    told = []
    for influence, name, colour, mark, shift in (
        (0.0, "tallies hidden", style.BLUE, "o", -0.12),
        (1.0, "tallies shown", style.VERMILION, "s", 0.12),
    ):
        places = _places(influence)
        ax.vlines(worlds + shift, SINGER, places, color=colour, lw=1.5, alpha=0.6)
        ax.plot(worlds + shift, places, mark, color=colour, ms=7)
        told.append(f"{name}, {', '.join(map(str, places))}")
    ax.axhline(SINGER, color=style.FAINT, ls=style.DASHES[1], lw=1.2)
    style.note(ax, 0.6, 45, "dots: tallies hidden", style.BLUE)
    style.note(ax, 4.6, 45, "squares: tallies shown", style.VERMILION)
    return Picture(
        figure,
        f"The place of the song that is number {SINGER} by appeal, in eight worlds: "
        f"{'; '.join(told)}.",
    )


def given_by_lot() -> pd.DataFrame:
    """Set four published experiments beside each other."""
    return pd.DataFrame(
        {
            "experiment": [
                "48 songs, 8 worlds (2006)",
                "ranking turned upside down (2008)",
                "comments on a news site (2013)",
                "petitions, projects, reviewers (2014)",
            ],
            "given by lot": [
                "which world one enters",
                "a false start",
                "one first vote",
                "one success, or several",
            ],
            "what came of it": [
                "other songs are hits; the best seldom fail",
                "most falsehoods come true; the best recover",
                "a good vote lifts the end by a quarter; a bad one is corrected",
                "success helps; more of it helps hardly more",
            ],
        }
    )


def by_hand() -> pd.DataFrame:
    """Work out what hours bring against a rival's 25, where the prize is worth 100 hours."""
    prize = 100
    rival = 25
    rows = []
    for hours in (10, 15, 25, 40, 60):
        chance = hours / (hours + rival)
        rows.append(
            {
                "her hours": str(hours),
                "her chance": f"{chance:.0%}",
                "worth": f"{prize * chance:.0f}",
                "less her hours": f"{prize * chance - hours:.1f}",
            }
        )
    return pd.DataFrame(rows)


def places_by_error() -> Picture:
    """Show which places of a league table error alone may give."""
    table = LeagueTable().run(1)
    figure = Figure()
    ax = style.axes(
        figure,
        x="place that is deserved",
        y="places that are given",
        xlim=(1, 100),
        ylim=(100, 0),
        xticks=[1, 25, 50, 75, 100],
        yticks=[1, 25, 50, 75, 100],
    )
    ax.fill_between(table.place, table.low, table.high, color=style.SKY, alpha=0.45, lw=0)
    ax.plot(table.place, table.place, color=style.BLUE)
    middle = table[table.place == 50].iloc[0]
    first = table[table.place == 1].iloc[0]
    return Picture(
        figure,
        "A band around the diagonal, narrow at both ends and wide in the middle: whoever deserves "
        f"place 50 is given anything from {middle.low:.0f} to {middle.high:.0f}, the first from "
        f"{first.low:.0f} to {first.high:.0f}.",
    )
