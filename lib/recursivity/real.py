"""Real data that the course ships: small tables, each with its source, its hash and a card.

A table is two files in `data/real`: `<name>.csv`, and `<name>.json`, its card. The card says where the
table is from and under what licence, who is in it, who agreed, and what it must not be used for.
`tools/real_data.py` makes every table anew from the packages that its card names.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
from pathlib import Path

import attrs
import pandas as pd

FOLDER = Path(__file__).parent / "data" / "real"


class RealDataError(RuntimeError):
    """A table that is unknown, missing or not the one its card describes; the message names it."""


@attrs.frozen(kw_only=True)
class DataCard:
    """What a reader must know before trusting a table.

    Parameters
    ----------
    name, title : of the table; `name` is its file's.
    source : package, version and file that it is from, and what stands behind these.
    licence : under which it may be passed on.
    recipe : what was done to the source, in words; the code is in `tools/real_data.py`.
    who : who or what is in it; consent : whether they agreed, as far as is known.
    not_for : what it must not be used for; cautions : what misleads in it.
    columns : meaning and unit of each column.
    sha256 : of the csv.
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
        return f'<section class="model-card" aria-label="{title}"><p>{title}</p><dl>{parts}</dl></section>'


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
    known = card(name, folder)
    place = folder / f"{name}.csv"
    if not place.is_file():
        raise RealDataError(f"{place.name} is missing: make it with tools/real_data.py")
    content = place.read_bytes()
    if hashlib.sha256(content).hexdigest() != known.sha256:
        raise RealDataError(f"{place.name} is not the table that {place.stem}.json describes")
    return pd.read_csv(io.BytesIO(content), keep_default_na=False, na_values=[""])
