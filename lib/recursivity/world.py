"""A map of the world that asks nobody: Natural Earth's coasts and borders, equal in area.

Shapes are kept in `data/world110.npz` (`tools/world_map.py` makes them; `data/world110.json` says
from what). Natural Earth draws borders as they are enforced, not as they are claimed, and counts
overseas departments with their country: French Guiana is France here. A map that does so says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from numpy.typing import ArrayLike

from . import style
from .real import DATA, content

# What is shown of the projected world (x, y): where the land is, but for the far south.
LIMITS = ((-2.4, 2.6), (-1.04, 1.3))


@cache
def shapes(place: Path = DATA / "world110.npz") -> list[tuple[int, np.ndarray]]:
    """Return the rings of all countries.

    Parameters
    ----------
    place : the file of shapes, with its note beside it.

    Returns
    -------
    For each ring the ISO 3166-1 number of its country (-1 without one), and its longitudes and
    latitudes in degrees, of shape (points, 2).

    Raises
    ------
    RealDataError where the file is missing or is not the one that its note describes.
    """
    with np.load(io.BytesIO(content(place))) as kept:
        parts = np.split(kept["points"] / 100, kept["ends"][:-1])
        return list(zip(kept["country"].tolist(), parts, strict=True))


def equal_earth(longitude: ArrayLike, latitude: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y: the Equal Earth projection of Šavrič, Patterson and Jenny.

    Equal areas on the sphere are equal areas on the map of a sphere of radius 1. The equator runs
    from -2.71 to 2.71, a meridian from -1.32 to 1.32.

    Parameters
    ----------
    longitude, latitude : degrees, of one shape; latitude between -90 and 90.
    """
    bend = np.array([1.340264, -0.081106, 0.000893, 0.003796])
    powers = np.array([1, 3, 7, 9])
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(latitude)))
    slope = sum(a * n * theta ** (n - 1) for a, n in zip(bend, powers, strict=True))
    x = 2 * np.sqrt(3) * np.radians(longitude) * np.cos(theta) / (3 * slope)
    y = sum(a * theta**n for a, n in zip(bend, powers, strict=True))
    return x, y


def draw(ax: Axes, marked: Iterable[int] = (), smallest: float = 0.0004) -> None:
    """Draw all countries in grey, the marked ones darker, and leave the axes without a frame.

    Parameters
    ----------
    ax : the axes to draw on.
    marked : ISO 3166-1 numbers.
    smallest : rings smaller than this are left out where their country is not marked, in the map's
        own unit of area (a sphere of radius 1).
    """
    ax.set(xlim=LIMITS[0], ylim=LIMITS[1], aspect="equal", xticks=[], yticks=[])
    ax.set_axis_off()
    marked = set(marked)
    for is_marked, colour, alpha in ((False, style.GRID, 1.0), (True, style.FAINT, 0.55)):
        rings = [
            np.column_stack(equal_earth(*ring.T))
            for number, ring in shapes()
            if (number in marked) == is_marked
        ]
        rings = [ring for ring in rings if is_marked or _area(ring) > smallest]
        look = {"facecolor": colour, "edgecolor": style.PAPER, "linewidth": 0.3, "alpha": alpha}
        ax.add_collection(PolyCollection(rings, **look))


def path(scale: float, smallest: float = 0.0015) -> str:
    """Return the land as the data of an SVG path, without borders.

    Parameters
    ----------
    scale : units to the map's own; the left and upper ends of `LIMITS` are at 0, y downwards.
    smallest : as in `draw`.
    """
    rings = (np.column_stack(equal_earth(*ring.T)) for _, ring in shapes())
    return "".join(_ring(*on_page(ring, scale).T) for ring in rings if _area(ring) > smallest)


def on_page(points: np.ndarray, scale: float) -> np.ndarray:
    """Return points of the map (..., 2) where `path` has them."""
    (left, _), (_, top) = LIMITS
    return np.stack((points[..., 0] - left, top - points[..., 1]), axis=-1) * scale


def _ring(x: np.ndarray, y: np.ndarray) -> str:
    """Return a closed ring in tenths, each place once."""
    places = [f"{across:.1f} {down:.1f}" for across, down in zip(x, y, strict=True)]
    kept = [here for here, before in zip(places, [None, *places], strict=False) if here != before]
    return f"M{' '.join(kept)}Z"


def _area(ring: np.ndarray) -> float:
    """Return the area inside a closed ring, by the shoelace formula."""
    x, y = ring.T
    return abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2
