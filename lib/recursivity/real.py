"""Real data that the course ships: small tables, each with its source, its hash and a card.

A table is two files in `data/real`: `<name>.csv`, and `<name>.json`, its card. The card says where
the table is from and under what licence, who is in it, who agreed, and what it must not be used
for. The program that its card names makes a table anew from its source. Other files that come with
the library, such as the shapes of a map, have a note with their hash beside them in the same way
(`content`).
"""

from __future__ import annotations

import hashlib
import html
import io
import json
from pathlib import Path

import attrs
import pandas as pd

DATA = Path(__file__).parent / "data"
FOLDER = DATA / "real"
MAKER = "tools/real_data.py"


class RealDataError(RuntimeError):
    """A file that is unknown, missing or not the one its card describes; the message names it."""


@attrs.frozen(kw_only=True)
class DataCard:
    """What a reader must know before trusting a table.

    Parameters
    ----------
    name, title : of the table; `name` is its file's.
    source : package, version and file that it is from, and what stands behind these.
    licence : under which it may be passed on.
    recipe : what was done to the source, in words; the code is in the program `made_by`.
    who : who or what is in it; consent : whether they agreed, as far as is known.
    not_for : what it must not be used for; cautions : what misleads in it.
    columns : meaning and unit of each column.
    sha256 : of the csv.
    made_by : the program that makes the table.
    """

    name: str
    title: str
    source: str
    licence: str
    recipe: str
    who: str
    consent: str
    not_for: str
    cautions: str
    columns: dict[str, str]
    sha256: str
    made_by: str = MAKER

    def _repr_html_(self) -> str:
        told = {
            "Source": self.source,
            "Licence": self.licence,
            "Made by": self.recipe,
            "Who is in it": self.who,
            "Consent": self.consent,
            "Not for": self.not_for,
            "Caution": self.cautions,
            "Columns": "; ".join(f"{name}: {what}" for name, what in self.columns.items()),
        }
        parts = "".join(f"<dt>{k}</dt><dd>{html.escape(v)}</dd>" for k, v in told.items())
        title = html.escape(self.title)
        head = f'<section class="model-card" aria-label="{title}">'
        return f"{head}<p>{title}</p><dl>{parts}</dl></section>"


def names(folder: Path = FOLDER) -> list[str]:
    """Return the names of all tables."""
    return sorted(path.stem for path in folder.glob("*.json"))


def card(name: str, folder: Path = FOLDER) -> DataCard:
    """Return the card of a table.

    Raises
    ------
    RealDataError where there is no such table, or its card is malformed.
    """
    place = folder / f"{name}.json"
    if not place.is_file():
        raise RealDataError(
            f"no real data are called {name!r}; there are {', '.join(names(folder))}"
        )
    try:
        return DataCard(name=name, **json.loads(place.read_text(encoding="utf-8")))
    except (TypeError, ValueError) as error:
        raise RealDataError(f"{place.name} is no card: {error}") from None


def load(name: str, folder: Path = FOLDER) -> pd.DataFrame:
    """Return a table, checked against the hash on its card.

    Raises
    ------
    RealDataError where it is unknown, missing or another table than the card describes.
    """
    card(name, folder)
    kept = content(folder / f"{name}.csv")
    return pd.read_csv(io.BytesIO(kept), keep_default_na=False, na_values=[""])


def content(place: Path) -> bytes:
    """Return the bytes of a file that comes with the library, checked against its note.

    Parameters
    ----------
    place : the file; its note or card, with its hash, is the .json beside it.

    Raises
    ------
    RealDataError where file or note is missing, or the file is not the one that the note describes.
    """
    note = place.with_suffix(".json")
    if not note.is_file():
        raise RealDataError(
            f"{note} is missing: it comes with the library and describes {place.name}"
        )
    said = json.loads(note.read_text(encoding="utf-8"))
    again = f"run {said.get('made_by', MAKER)} to make it again"
    if not place.is_file():
        raise RealDataError(f"{place} is missing: {again}")
    found = place.read_bytes()
    if hashlib.sha256(found).hexdigest() != said["sha256"]:
        raise RealDataError(f"{place} is not the file that {note.name} describes: {again}")
    return found
