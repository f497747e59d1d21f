"""Long work, computed once and kept with its recipe.

A chapter that keeps tables says in its module `kept` how each of them is made, under `TABLES`.
`python -m recursivity.kept` computes what is missing or stale and writes two files for each table:
`data/<name>.csv`, and `data/<name>.json` with the recipe: parameters, seeds, versions of packages,
digests of the code and of the csv. `load(name)` returns the table, or says what is wrong with it.
Kept numbers are those of the machine that computed them: the last digits of a trained network
differ from one platform to the next, and all readers should see the same table.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import platform
from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import attrs
import pandas as pd

from .core import Model, sweep
from .reach import reached

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"


class DataFileError(RuntimeError):
    """A kept table that is missing, malformed or stale; its message says which and what to do."""


@attrs.frozen(kw_only=True)
class Kept:
    """How one table is made: a model, swept over parameters and seeds.

    Parameters
    ----------
    base : the model at the parameters that stay fixed.
    over : name of a parameter -> its values.
    seeds : whole numbers >= 0; every setting is run with each of them.
    packages : whose versions are written down beside the table.
    digits : decimals that are kept.
    """

    base: Model
    over: dict[str, list[Any]]
    seeds: list[int]
    packages: tuple[str, ...]
    digits: int

    def compute(self, progress: Callable[[Iterable], Iterable] = iter) -> pd.DataFrame:
        """Compute the table; `progress` wraps the list of settings, as a progress bar does."""
        table = sweep(
            self.base, self.over, self.seeds, map=lambda run, tasks: map(run, progress(tasks))
        )
        return table.round(self.digits)

    def recipe(self) -> dict[str, Any]:
        """Return what has to be the same for the table to be current.

        The digest of the code is None where sources are not at hand.
        """
        code = reached(type(self.base))
        return {
            "model": type(self.base).__name__,
            "parameters": attrs.asdict(self.base),
            "over": self.over,
            "seeds": self.seeds,
            "digits": self.digits,
            "code": code and _digest(code.encode()),
        }


@cache
def tables() -> dict[str, Kept]:
    """Return every table that a chapter keeps, by name.

    Raises
    ------
    DataFileError where two chapters keep a table of one name.
    """
    found: dict[str, Kept] = {}
    for place in sorted({path.parent for path in PACKAGE.glob("*/*/kept.py*")}):
        chapter = ".".join(place.relative_to(PACKAGE.parent).parts)
        for name, table in importlib.import_module(f"{chapter}.kept").TABLES.items():
            if name in found:
                raise DataFileError(f"two tables are called {name!r}, the second in {chapter}")
            found[name] = table
    return found


def load(name: str, folder: Path = DATA) -> pd.DataFrame:
    """Return a kept table.

    Parameters
    ----------
    name : as a chapter declares it, such as "five_tribes".
    folder : where its two files are.

    Raises
    ------
    DataFileError where the table is unknown, its files are missing or malformed, or its recipe has
    changed.
    """
    if name not in tables():
        raise DataFileError(f"no kept table is called {name!r}; there are {', '.join(tables())}")
    if problem := _problem(name, folder):
        raise DataFileError(f"{problem}: run `make data` to compute it again")
    return pd.read_csv(folder / f"{name}.csv")


def keep(name: str, folder: Path = DATA, progress: Callable[[Iterable], Iterable] = iter) -> None:
    """Compute a table and write it with its recipe; nothing is written where that fails.

    Parameters
    ----------
    name : as a chapter declares it, such as "five_tribes".
    folder : where its two files go.
    progress : wraps the list of settings, as a progress bar does.

    Raises
    ------
    DataFileError where there are no sources whose digest could be written down.
    """
    kept = tables()[name]
    if kept.recipe()["code"] is None:
        raise DataFileError(f"{name} rests on code without sources: compute it where they are")
    csv = kept.compute(progress).to_csv(index=False, lineterminator="\n")
    made_with = {package: version(package) for package in kept.packages} | {
        "python": platform.python_version()
    }
    recipe = {"recipe": kept.recipe(), "made_with": made_with, "csv": _digest(csv.encode())}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.csv").write_bytes(csv.encode())
    (folder / f"{name}.json").write_text(
        json.dumps(recipe, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _problem(name: str, folder: Path) -> str | None:
    """Say what is wrong with a kept table, naming the file, or return None."""
    table, note = folder / f"{name}.csv", folder / f"{name}.json"
    for file in (table, note):
        if not file.is_file():
            return f"{file} is missing"
    try:
        written = json.loads(note.read_text(encoding="utf-8"))
        recipe, digest = dict(written["recipe"]), written["csv"]
    except (ValueError, KeyError, TypeError) as error:
        return f"{note} is malformed ({type(error).__name__}: {error})"
    if _digest(table.read_bytes()) != digest:
        return f"{table} is not the table that {note.name} describes"
    # Where sources were compiled away the code cannot be compared, and the recipe is trusted.
    current = {key: value for key, value in tables()[name].recipe().items() if value is not None}
    if changed := [key for key in current if recipe.get(key) != current[key]]:
        return f"{table} is stale: {', '.join(changed)} changed since it was computed"
    return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Compute every table that is missing, malformed or stale, with a progress bar."""
    from tqdm import tqdm

    for name in tables():
        problem = _problem(name, DATA)
        print(f"{name}: {problem or 'current'}", flush=True)
        if problem:
            keep(name, DATA, progress=partial(tqdm, desc=name, unit="setting"))


if __name__ == "__main__":
    main()
