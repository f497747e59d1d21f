"""Files that come with the library: read only as their notes describe them.

Beside `data/<name>.<ending>` stands `data/<name>.json`: what the file is made from, under which
licence and by which program, and its hash.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

DATA = Path(__file__).parent / "data"


class ShippedError(RuntimeError):
    """A file that is missing or altered; the message names it and says what to do."""


def content(place: Path) -> bytes:
    """Return the bytes of a file that comes with the library.

    Parameters
    ----------
    place : the file; its note is the .json beside it.

    Raises
    ------
    ShippedError where file or note is missing, or the file is not the one that the note describes.
    """
    note = place.with_suffix(".json")
    if not note.is_file():
        raise ShippedError(
            f"{note} is missing: it comes with the library and describes {place.name}"
        )
    said = json.loads(note.read_text(encoding="utf-8"))
    if not place.is_file():
        raise ShippedError(f"{place} is missing: run {said['made_by']} to make it again")
    found = place.read_bytes()
    if hashlib.sha256(found).hexdigest() != said["sha256"]:
        raise ShippedError(
            f"{place} is not the file that {note.name} describes: "
            f"run {said['made_by']} to make it again"
        )
    return found
