"""Make lib/recursivity/data/electricity_water.csv from PyPI's package `ecologits`.

    python -m pip download --no-deps ecologits==0.11.3
    python tools/electricity_water.py ecologits-0.11.3-py3-none-any.whl

The package lists, for each zone, what electricity takes: here the litres of water that power
stations consume for a kilowatt-hour. Kept are the zones that have a figure of their own, and the
world's mean; the others carry that mean in the package, with a warning, and are left out. The wheel
is checked against the hash that the registry publishes for it, and refused where it differs.
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
PLACE = Path(__file__).resolve().parents[1] / "lib" / "recursivity" / "data" / "electricity_water"
NO_FIGURE = "electricity-mix-wue-world"
CARD = {
    "what": "litres of water consumed by power stations for a kilowatt-hour, by country (ISO "
    "3166-1 alpha-3) and for the world (WOR)",
    "who": "nobody: figures of countries, from models of their power stations",
    "consent": "not needed",
    "missing": "every country of Africa, Madagascar among them, and most others: no figure",
    "not_for": "the water of a site, a firm or a sector, or a ranking of countries",
}


class PackageError(ValueError):
    """A package that is not the one that the table is made from."""


def rows(wheel: bytes, sha256: str = SHA256) -> list[tuple[str, float]]:
    """Return zone and litres for a kilowatt-hour of every zone with a figure of its own, in order.

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
    own = {m["name"]: m["wue"] for m in mixes if NO_FIGURE not in (m["warnings"] or ())}
    return sorted(own.items())


def write(wheel: bytes, place: Path = PLACE, sha256: str = SHA256) -> None:
    """Write the table, and beside it where it comes from."""
    lines = ["zone,litres_per_kwh", *(f"{zone},{litres}" for zone, litres in rows(wheel, sha256))]
    content = ("\n".join(lines) + "\n").encode()
    place.with_suffix(".csv").write_bytes(content)
    note = {
        "from": f"PyPI {PACKAGE}, {MEMBER}",
        "package_sha256": sha256,
        "figures": "World Resources Institute, as the package's makers say "
        "(github.com/mlco2/ecologits, pull request 181)",
        "licence": "Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/",
        "card": CARD,
        "made_by": "tools/electricity_water.py",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    text = json.dumps(note, indent=1, ensure_ascii=False) + "\n"
    place.with_suffix(".json").write_text(text, encoding="utf-8")


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
