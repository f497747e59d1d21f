"""Long work, computed once and kept with its recipe.

`python -m recursivity.kept` computes what is missing or stale and writes two files for each table: `data/<name>.csv`,
and `data/<name>.json` with the recipe: parameters, seeds, versions of packages, digests of the code and of the csv.
`load(name)` returns the table, or says what is wrong with it. Kept numbers are those of the machine that computed them:
the last digits of a trained network differ from one platform to the next, and all readers should see the same table.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import platform
import textwrap
from collections.abc import Callable, Iterable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import attrs
import pandas as pd

from .core import Model, sweep
from .loops.data_hunger import hungers as data_hunger

DATA = Path(__file__).parent / "data"


class DataFileError(RuntimeError):
    """A kept table that is missing, malformed or stale; the message names the file and what to do."""


@attrs.frozen(kw_only=True)
class Kept:
    """How one table is made: a model, swept over parameters and seeds, and the code that its numbers rest on."""

    base: Model
    over: dict[str, list[Any]]
    seeds: list[int]
    code: tuple[Callable | type, ...]
    packages: tuple[str, ...]
    digits: int  # decimals that are kept

    def compute(self, progress: Callable[[Iterable], Iterable] = iter) -> pd.DataFrame:
        """Compute the table; `progress` wraps the list of settings, as a progress bar does."""
        table = sweep(
            self.base, self.over, self.seeds, map=lambda run, tasks: map(run, progress(tasks))
        )
        return table.round(self.digits)

    def recipe(self) -> dict[str, Any]:
        """Return what has to be the same for the table to be current."""
        return {
            "model": type(self.base).__name__,
            "parameters": attrs.asdict(self.base),
            "over": self.over,
            "seeds": self.seeds,
            "digits": self.digits,
            "code": _digest("\n".join(map(_code, self.code)).encode()),
        }


TABLES = {
    "five_tribes": Kept(
        base=data_hunger.FiveTribes(),
        over={
            "learner": list(data_hunger.LEARNERS),
            "label_noise": [0.0, 0.1, 0.2, 0.3],
            "examples": [20, 40, 80, 160, 320, 640, 1200],
        },
        seeds=list(range(5)),
        code=(
            data_hunger.FiveTribes.simulate,
            data_hunger.EvolvedRule,
            data_hunger._learner,
            data_hunger.digits,
        ),
        packages=("numpy", "scikit-learn"),
        digits=4,
    ),
}


def load(name: str, folder: Path = DATA) -> pd.DataFrame:
    """Return a kept table.

    Raises
    ------
    DataFileError where the table is unknown, its files are missing or malformed, or its recipe has changed.
    """
    if name not in TABLES:
        raise DataFileError(f"no kept table is called {name!r}; there are {', '.join(TABLES)}")
    if problem := _problem(name, folder):
        raise DataFileError(f"{problem}: run `make data` to compute it again")
    return pd.read_csv(folder / f"{name}.csv")


def keep(name: str, folder: Path = DATA, progress: Callable[[Iterable], Iterable] = iter) -> None:
    """Compute a table and write it with its recipe; nothing is written where the computation fails."""
    kept = TABLES[name]
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
    current = TABLES[name].recipe()
    if changed := [key for key in current if recipe.get(key) != current[key]]:
        return f"{table} is stale: {', '.join(changed)} changed since it was computed"
    return None


def _code(part: Callable | type) -> str:
    """Return source without what changes no number: comments and layout."""
    return ast.unparse(ast.parse(textwrap.dedent(inspect.getsource(part))))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Compute every table that is missing, malformed or stale, with a progress bar."""
    from tqdm import tqdm

    for name in TABLES:
        problem = _problem(name, DATA)
        print(f"{name}: {problem or 'current'}", flush=True)
        if problem:
            keep(name, DATA, progress=partial(tqdm, desc=name, unit="setting"))


if __name__ == "__main__":
    main()
