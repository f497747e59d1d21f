"""Water behind a kilowatt-hour, country by country: a measured row beside an illustrative table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ... import real

TABLE = "electricity_water"
WORLD = "WOR"


@cache
def litres(folder: Path = real.FOLDER) -> dict[str, float]:
    """Return the litres that power stations consume for a kilowatt-hour, by zone.

    Zones are ISO 3166-1 alpha-3 codes, and `WORLD` for the world's mean; a country without a figure
    of its own is not among them. The table's card (`recursivity.real.card`) has source, licence and
    cautions.

    Parameters
    ----------
    folder : where table and card are.

    Raises
    ------
    RealDataError where the file is missing or altered.
    """
    table = real.load(TABLE, folder).set_index("zone")
    return {zone: float(figure) for zone, figure in table.litres_per_kwh.items()}
