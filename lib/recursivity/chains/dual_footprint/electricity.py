"""Water behind a kilowatt-hour, country by country: a measured row beside an illustrative table."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

from ...shipped import DATA, content

WORLD = "WOR"


@cache
def litres(place: Path = DATA / "electricity_water.csv") -> dict[str, float]:
    """Return the litres that power stations consume for a kilowatt-hour, by zone.

    Zones are ISO 3166-1 alpha-3 codes, and `WORLD` for the world's mean; a country without a figure
    of its own is not among them. The note beside the file has source, licence and card.

    Raises
    ------
    ShippedError where the file is missing or altered.
    """
    rows = csv.DictReader(io.StringIO(content(place).decode()))
    return {row["zone"]: float(row["litres_per_kwh"]) for row in rows}
