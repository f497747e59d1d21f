"""One style for every figure: sizes that read on a phone, colours that the colour-blind can tell
apart, light and dark.

A figure is drawn once, in the colours of `INK`, `GRID` and `COLOURS`. On its way to a page each of
them becomes a CSS variable (`css_name`), so that the page's own theme decides what is dark and what
is light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, FAINT, GRID, PAPER = "#1f2328", "#5f6b76", "#d8dee4", "#fffffe"
BLUE, VERMILION, GREEN, PURPLE, OCHRE, SKY = (
    "#0a6ab0",
    "#c84e00",
    "#067a5b",
    "#a34a87",
    "#8a6a00",
    "#4b8fb8",
)
COLOURS = (
    BLUE,
    VERMILION,
    GREEN,
    PURPLE,
    OCHRE,
    SKY,
)  # Okabe and Ito's set, darkened until each has 3:1 on white
DASHES = (
    "solid",
    (0, (5, 2)),
    (0, (1, 1.4)),
    (0, (6, 2, 1, 2)),
    (0, (3, 1)),
    (0, (8, 3)),
)  # colour is never the only cue
WIDTH, HEIGHT = (
    4.6,
    3.3,
)  # inches: 11 pt text is 11 px high on a phone of 390 px, and 17 px in a desktop's column

RC = {
    "axes.axisbelow": True,
    "axes.edgecolor": FAINT,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": 11,
    "axes.linewidth": 0.8,
    "axes.prop_cycle": mpl.cycler(color=COLOURS),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.facecolor": "none",
    "figure.figsize": (WIDTH, HEIGHT),
    "font.family": ["DejaVu Sans"],
    "font.size": 11,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "lines.linewidth": 2.0,
    "lines.solid_capstyle": "round",
    "svg.fonttype": "none",
    "svg.hashsalt": "recursivity",
    "text.color": INK,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 10,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 10,
}


def use() -> None:
    """Make the course's style the style of every figure drawn from here on."""
    mpl.rcParams.update(RC)


def css_name(colour: str) -> str | None:
    """Return what stands for a colour of the style in a page's CSS, or None for any other
    colour.
    """
    return _CSS.get(colour.lower())


_CSS = {
    INK: "currentColor",
    FAINT: "var(--rx-faint)",
    GRID: "var(--rx-grid)",
    PAPER: "var(--rx-paper)",
} | {colour: f"var(--rx-{number})" for number, colour in enumerate(COLOURS, start=1)}


def percent(*shares: float) -> dict[float, str]:
    """Return ticks at these shares, each with what it is of a hundred.

    Parameters
    ----------
    shares : places on an axis, 1 for the whole.
    """
    return {share: f"{share:.0%}" for share in shares}


def axes(
    fig: Figure,
    *,
    x: str,
    y: str,
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    xscale: str = "linear",
    yscale: str = "linear",
    xticks: Sequence[float] | dict[float, str] | None = None,
    yticks: Sequence[float] | dict[float, str] | None = None,
    box: tuple[float, float, float, float] = (0.13, 0.17, 0.83, 0.71),
) -> Axes:
    """Add one set of axes with fixed place, limits and labels: what an explorer draws once and
    keeps over all its frames.

    `x` and `y` name the quantities with their units; `box` is left, bottom, width and height as
    shares of the figure. Ticks are positions, or positions with their labels; the label of the
    vertical axis stands above it, to be read level."""
    ax = fig.add_axes(box)
    ax.set(xlabel=x, xscale=xscale, yscale=yscale, xlim=xlim, ylim=ylim)
    ax.set_title(y, loc="left", fontsize=11, color=INK, x=-0.12, pad=8)
    for axis, ticks in ((ax.xaxis, xticks), (ax.yaxis, yticks)):
        if ticks is not None:
            axis.set_minor_locator(mpl.ticker.NullLocator())
            labels = ticks.values() if isinstance(ticks, dict) else [f"{t:g}" for t in ticks]
            axis.set_ticks(list(ticks), list(labels))
    return ax


def note(ax: Axes, x: float, y: float, text: str, colour: str = INK, **more: Any) -> None:
    """Write a short label at a point in the data, in the colour of what it names."""
    ax.annotate(
        text,
        (x, y),
        **{"color": colour, "fontsize": 10, "xytext": (4, 4), "textcoords": "offset points"} | more,
    )
