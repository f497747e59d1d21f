"""A map of the world that asks nobody: Natural Earth's coasts and borders, in an equal-area projection.

Shapes are kept in `data/world110.npz` (`tools/world_map.py` makes them; `data/world110.json` says from what). Natural Earth
draws borders as they are enforced, not as they are claimed, and counts overseas departments with their country: French
Guiana is France here. A map that does so says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from numpy.typing import ArrayLike

from . import style

DATA = Path(__file__).parent / "data"
LIMITS = (
    (-2.4, 2.6),
    (-1.04, 1.3),
)  # what is shown of the projected world: where the land is, but for the far south


class ShapesError(RuntimeError):
    """Shapes that are missing or altered; the message names the file and what to do."""


@cache
def shapes(place: Path = DATA / "world110.npz") -> list[tuple[int, np.ndarray]]:
    """Return the rings of all countries: ISO 3166-1 number (-1 without one), and longitudes and latitudes of shape (points, 2).

    Raises
    ------
    ShapesError where the file is missing or is not the one that its note describes.
    """
    note = place.with_suffix(".json")
    for file in (place, note):
        if not file.is_file():
            raise ShapesError(f"{file} is missing: run tools/world_map.py to make it again")
    if (
        hashlib.sha256(place.read_bytes()).hexdigest()
        != json.loads(note.read_text(encoding="utf-8"))["sha256"]
    ):
        raise ShapesError(
            f"{place} is not the file that {note.name} describes: run tools/world_map.py to make it again"
        )
    with np.load(place) as kept:
        parts = np.split(kept["points"] / 100, kept["ends"][:-1])
        return list(zip(kept["country"].tolist(), parts, strict=True))


def equal_earth(longitude: ArrayLike, latitude: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of degrees of longitude and latitude: the Equal Earth projection of Šavrič, Patterson and Jenny.

    Equal areas on the sphere are equal areas on the map (of a sphere of radius 1). The equator runs from -2.71 to 2.71.
    """
    bend = np.array([1.340264, -0.081106, 0.000893, 0.003796])
    powers = np.array([1, 3, 7, 9])
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(latitude)))
    slope = sum(a * n * theta ** (n - 1) for a, n in zip(bend, powers, strict=True))
    x = 2 * np.sqrt(3) * np.radians(longitude) * np.cos(theta) / (3 * slope)
    return x, sum(a * theta**n for a, n in zip(bend, powers, strict=True))


def draw(ax: Axes, marked: Iterable[int] = (), smallest: float = 0.0004) -> None:
    """Draw all countries in grey, the marked ones (ISO 3166-1 numbers) darker, and leave the axes without a frame.

    Rings smaller than `smallest`, in the map's own unit of area, are left out where their country is not marked.
    """
    ax.set(xlim=LIMITS[0], ylim=LIMITS[1], aspect="equal", xticks=[], yticks=[])
    ax.set_axis_off()
    marked = set(marked)
    for number_is_marked, colour, alpha in ((False, style.GRID, 1.0), (True, style.FAINT, 0.55)):
        rings = [
            np.column_stack(equal_earth(*ring.T))
            for number, ring in shapes()
            if (number in marked) == number_is_marked
        ]
        rings = [ring for ring in rings if number_is_marked or _area(ring) > smallest]
        ax.add_collection(
            PolyCollection(
                rings, facecolor=colour, edgecolor=style.PAPER, linewidth=0.3, alpha=alpha
            )
        )


def _area(ring: np.ndarray) -> float:
    x, y = ring.T
    return abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2
