"""The pictures and tables of the essay *The attention economy*, from models and from real data."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ... import real, style
from ...core import gini, pareto_top_share
from ...explore import Picture
from . import InTray, SilentFailures

FOLLOWERS = 13_000  # of Author B
STATED = {"other authors": 0.16, "crime authors": 0.03, "aspiring authors": 0.04}  # [giles2017]
PUBLISHED = (  # first share of accounts, what it holds, of what  [zhulerman2016, bartl2018]
    (0.20, 0.96, "Twitter, followers"),
    (0.20, 0.93, "Twitter, retweets"),
    (0.03, 0.85, "YouTube, views"),
)
TWITTER = 0.92  # a Gini coefficient in the middle of those that the essay quotes
SETTINGS = {  # readings of a piece, and the share of them that is copied
    "1 clerk": (1, 0.0),
    "20, alone": (20, 0.0),
    "100, alone": (100, 0.0),
    "100, half copied": (100, 0.5),
    "100, all copied": (100, 1.0),
}
DAYS = 6


def sign() -> Picture:
    """Show how unequally attention is shared: the chapter's sign on the welcome page."""
    below = np.linspace(0.001, 0.999, 200)
    held = np.append(1 - pareto_top_share(TWITTER, 1 - below), 1)
    below = np.append(below, 1)
    figure = Figure(figsize=(2.2, 1.4))
    ax = figure.add_axes((0.04, 0.06, 0.92, 0.88))
    ax.plot((0, 1), (0, 1), color=style.FAINT, lw=1)
    ax.fill_between(below, held, color=style.SKY, alpha=0.4, lw=0)
    ax.plot(below, held, color=style.BLUE)
    ax.set_axis_off()
    return Picture(
        figure,
        "A curve that clings to the ground and shoots up at the end, under a diagonal: nine in ten "
        f"accounts hold {1 - float(pareto_top_share(TWITTER, 0.1)):.0%} of all attention.",
    )


def followers_of_b() -> Picture:
    """Show Author B's followers by what they say of themselves."""
    counts = {name: round(share * FOLLOWERS) for name, share in STATED.items()}
    counts["all others"] = FOLLOWERS - sum(counts.values())
    figure = Figure(figsize=(style.WIDTH, 2.2))
    ax = figure.add_axes((0.34, 0.03, 0.64, 0.94))
    colours = (style.BLUE, style.BLUE, style.VERMILION, style.FAINT)
    for row, (colour, (name, count)) in enumerate(zip(colours, counts.items(), strict=True)):
        ax.barh(-row, count, 0.62, color=colour)
        ax.text(-250, -row, name, ha="right", va="center")
        inside = count > FOLLOWERS / 2
        place = count - 250 if inside else count + 250
        ink = style.PAPER if inside else style.INK
        ax.text(place, -row, f"{count:,}", ha="right" if inside else "left", va="center", color=ink)
    ax.set(xlim=(0, 1.02 * counts["all others"]), ylim=(-3.5, 0.5))
    ax.set_axis_off()
    told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    return Picture(figure, f"Bars of Author B's {FOLLOWERS:,} followers: {told}.")


def clerks_compared() -> pd.DataFrame:
    """Compare orders made by few and by many clerks, who judge alone or copy."""
    rows = []
    for name, (readings, copying) in SETTINGS.items():
        model = InTray(readings=readings, copying=copying)
        row = model.result().yours
        rows.append(
            {
                "clerks": name,
                "right": f"{row.right:.0%}",
                "best": f"{row.found * 20:.0f} of 20",
                "worth": f"{row.worth_of:.0f}",
            }
        )
    return pd.DataFrame(rows)


def three_counts() -> Picture:
    """Show what the first so many hold: three published counts, one law, and old weblogs."""
    table = real.load("blog_links")
    links = np.repeat(table.links, table.blogs).to_numpy()
    held = np.r_[0, np.sort(links)[::-1].cumsum()] / links.sum()
    share = np.arange(len(held)) / len(links)
    some = np.geomspace(0.001, 0.999, 80)
    figure = Figure()
    ax = style.axes(
        figure,
        x="the first so many of all accounts (logarithmic)",
        y="share of all attention that they hold",
        xlim=(0.001, 1),
        ylim=(0, 1.08),
        xscale="log",
        xticks={0.001: "0.1%", 0.01: "1%", 0.03: "3%", 0.2: "20%", 1: "all"},
        yticks=style.percent(0, 0.25, 0.5, 0.75, 1),
    )
    ax.plot(some, pareto_top_share(TWITTER, some), color=style.BLUE, ls=style.DASHES[1])
    ax.plot(share[1:], held[1:], color=style.GREEN)
    for first, holds, _ in PUBLISHED:
        ax.plot(first, holds, "o", color=style.VERMILION, ms=8)
    style.note(ax, 0.03, 0.85, "YouTube", style.VERMILION, ha="right", xytext=(-7, 4))
    style.note(ax, 0.2, 0.96, "Twitter", style.VERMILION, ha="right", xytext=(-7, 3))
    style.note(ax, 0.0012, 0.63, "one law", style.BLUE, xytext=(2, 8))
    style.note(ax, 0.05, 0.38, "weblogs, 2004", style.GREEN, xytext=(8, -8))
    points = "; ".join(f"{what}: the first {q:.0%} hold {s:.0%}" for q, s, what in PUBLISHED)
    hundredth = round(len(links) / 100)
    fifth = round(len(links) / 5)
    return Picture(
        figure,
        f"Three points near one dashed curve, a Pareto law with a Gini coefficient of {TWITTER}. "
        f"{points}. Below it the curve of {len(links):,} weblogs: the first hundredth of them "
        f"hold {held[hundredth]:.0%} of links and the first fifth {held[fifth]:.0%}, "
        f"{np.mean(links == 0):.0%} have none, and the Gini coefficient is {gini(links):.2f}.",
    )


def by_hand() -> pd.DataFrame:
    """Work out a following in a circle of a hundred, where none leaves and where some do."""
    loyal = 0.0
    leaky = 0.0
    rows = []
    for day in range(1, DAYS + 1):
        came = (100 - leaky) / 10
        left = leaky / 10
        loyal += (100 - loyal) / 10
        leaky += came - left
        rows.append(
            {
                "day": str(day),
                "none leave": f"{loyal:.0f}",
                "come": f"{came:.1f}",
                "leave": f"{left:.1f}",
                "then there are": f"{leaky:.0f}",
            }
        )
    rows.append(
        {
            "day": "in the end",
            "none leave": "100",
            "come": "5",
            "leave": "5",
            "then there are": "50",
        }
    )
    return pd.DataFrame(rows)


def the_hundred() -> Picture:
    """Show a hundred who try, and the few of them who are heard of."""
    model = SilentFailures()
    heard = round(99 * (1 - model.hidden))
    figure = Figure(figsize=(style.WIDTH, 2.1))
    ax = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    for person in range(100):
        across, down = person % 20, person // 20
        if person == 0:
            look = {"marker": "*", "color": style.VERMILION, "ms": 15}
        elif person <= heard:
            look = {"marker": "o", "color": style.BLUE, "ms": 9}
        else:
            look = {"marker": "o", "color": style.FAINT, "ms": 9, "mfc": "none", "mew": 0.8}
        ax.plot(across, -down, ls="", alpha=0.5 if person > heard else 1, **look)
    ax.text(0, -5.3, "★ succeeded", color=style.VERMILION, va="center")
    ax.text(6, -5.3, "● failed, and heard of", color=style.BLUE, va="center")
    ax.text(15, -5.3, "○ silent", color=style.FAINT, va="center")
    ax.set(xlim=(-0.8, 19.8), ylim=(-5.9, 0.7))
    ax.set_axis_off()
    return Picture(
        figure,
        f"A hundred marks: one star for a success, {heard} full marks for failures that are heard "
        f"of, and {99 - heard} empty ones. Of the {heard + 1} that are heard of, one succeeded.",
    )
