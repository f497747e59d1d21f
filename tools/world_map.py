"""Make lib/recursivity/data/world110.npz, the shapes of the world map, from npm's package
`world-atlas`.

    npm pack world-atlas@2.0.2
    python tools/world_map.py world-atlas-2.0.2.tgz

The package holds Natural Earth's countries at 1:110 million, which are in the public domain, as
TopoJSON (packaging: ISC licence). It is checked against the hash that the registry publishes for
it, and refused where it differs. Kept are rings of points in hundredths of a degree and the ISO
3166-1 number of each ring's country. Borders are thinned arc by arc, so that neighbours stay
neighbours; Antarctica is left out; rings that cross the 180th meridian are cut there."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

import numpy as np

PACKAGE = "world-atlas 2.0.2"
MEMBER = "package/countries-110m.json"
INTEGRITY = (
    "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5"
    "ChG0LQ=="
)
PLACE = Path(__file__).resolve().parents[1] / "lib" / "recursivity" / "data" / "world110"
ANTARCTICA = 10
TOLERANCE = 0.25  # degrees: less than a third of a pixel on a map as wide as a telephone


class MapError(ValueError):
    """A package that is not the one that the map is made from."""


def countries(package: bytes, integrity: str = INTEGRITY) -> dict:
    """Return the TopoJSON inside the package, after checking that it is the package that the
    registry describes.
    """
    found = "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()
    if found != integrity:
        raise MapError(
            f"this is not {PACKAGE}: its hash is {found}, not {integrity}. `npm pack "
            "world-atlas@2.0.2` fetches it"
        )
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        return json.load(archive.extractfile(MEMBER))


def rings(topology: dict, tolerance: float = TOLERANCE) -> list[tuple[int, np.ndarray]]:
    """Return the outer rings of all countries but Antarctica: ISO number (-1 without one) and
    points of shape (n, 2).
    """
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [thinned(np.cumsum(arc, axis=0) * scale + shift, tolerance) for arc in topology["arcs"]]
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        number = int(shape.get("id", -1))
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for outer, *_holes in polygons if number != ANTARCTICA else []:
            parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in outer]
            ring = np.vstack(
                [part[:-1] for part in parts]
            )  # the last point of each arc is the first of the next
            found += [(number, piece) for piece in halves(ring) if len(piece) > 2]
    return found


def thinned(line: np.ndarray, tolerance: float) -> np.ndarray:
    """Return the line without the points that lie nearer than `tolerance` to what is left
    (Douglas and Peucker), ends kept.
    """
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        (x, y), between = line[last] - line[first], line[first + 1 : last] - line[first]
        length = np.hypot(x, y)
        away = (
            np.abs(between[:, 0] * y - between[:, 1] * x) / length
            if length
            else np.hypot(*between.T)
        )
        if away.max() > tolerance:
            middle = first + 1 + int(away.argmax())
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[keep]


def halves(ring: np.ndarray) -> list[np.ndarray]:
    """Return a ring of longitudes and latitudes, cut in two where it crosses the 180th meridian."""
    jumps = np.diff(ring[:, 0], prepend=ring[0, 0])
    whole = ring + np.column_stack(
        [-360 * np.cumsum(np.sign(jumps) * (np.abs(jumps) > 180)), np.zeros(len(ring))]
    )
    if np.abs(whole[:, 0]).max() <= 180:
        return [whole]
    edge = 180.0 if whole[:, 0].max() > 180 else -180.0
    pieces = [piece for side in (-1, 1) if len(piece := _clipped(whole, edge, side))]
    beyond = [
        np.sign(middle) * (abs(middle) > 180) for middle in (piece[:, 0].mean() for piece in pieces)
    ]
    return [piece - [360 * turn, 0] for piece, turn in zip(pieces, beyond, strict=True)]


def _clipped(ring: np.ndarray, edge: float, side: int) -> np.ndarray:
    """Return the part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    kept = []
    for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if side * (x0 - edge) >= 0:
            kept.append((x0, y0))
        if (x0 - edge) * (x1 - edge) < 0:
            kept.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
    return np.array(kept).reshape(-1, 2)


def write(package: bytes, place: Path = PLACE, integrity: str = INTEGRITY) -> None:
    """Write the shapes, and beside them where they come from."""
    found = rings(countries(package, integrity))
    points = np.round(100 * np.concatenate([ring for _, ring in found])).astype(np.int16)
    ends = np.cumsum([len(ring) for _, ring in found]).astype(np.int32)
    with io.BytesIO() as file:
        np.savez_compressed(
            file, points=points, ends=ends, country=np.array([n for n, _ in found], dtype=np.int16)
        )
        content = file.getvalue()
    place.with_suffix(".npz").write_bytes(content)
    note = {
        "from": f"npm {PACKAGE}, {MEMBER}",
        "integrity": integrity,
        "shapes": "Natural Earth, 1:110 million, public domain",
        "packaging": "ISC licence, Michael Bostock",
        "made_by": "tools/world_map.py",
        "tolerance_degrees": TOLERANCE,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    place.with_suffix(".json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        write(Path(sys.argv[1]).read_bytes())
    except (MapError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
