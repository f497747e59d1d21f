"""Names in figures: as they are written, on one line and of a length that fits."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.text import Text

from .words import visible

WIDEST = 60  # characters


def label(ax: Axes, x: float, y: float, text: str, **more: Any) -> Text:
    """Write text that holds a reader's names at a point of a figure.

    matplotlib takes what stands between two dollar signs for a formula, and a line break for two
    lines. Here they are part of a name.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    x, y : float
        At which point.
    text : str
        What.
    more
        For `Axes.text`.

    Returns
    -------
    matplotlib.text.Text
        What was written.
    """
    return ax.text(x, y, text, parse_math=False, **more)


def on_a_line(name: str) -> str:
    """Return a name for a figure: spaces for tabs and line breaks, and a long one cut short."""
    name = visible(" ".join(name.split()))
    return name if len(name) <= WIDEST else name[: WIDEST - 1] + "…"
