"""Break the library on purpose, one change at a time, and see whether the tests notice.

    python tools/mutants.py [--sample 20] [--seed 0] [--defaults] [data_hunger core own ...]

Prints, for every chapter, `core`, `own` and `explore`, how many of a seeded sample of changes were
noticed, and each that was not, with its place. The change is made in a copy; nothing in the
checkout is touched. A change is a comparison, an operator, a number, a truth value or a condition
turned round: small slips that still run. Left alone are annotations, and the number of steps of a
search (`for _ in range(60)`), where one more finds the same.

An area's tests run once on the library as it is, to see which functions each of them enters and how
long it takes. A change is then first shown to the tests that enter its function, the quickest
first; where they notice nothing, all tests of the area follow, since a test may lean on what an
earlier one computed.

With `--defaults` a change is a model's default, a quarter more (a fifth less, where that would pass
its range), and only the checks of the chapter's claims are asked: what a claim says hangs on the
numbers that the model declares, or the model says that it does not.
"""

from __future__ import annotations

import argparse
import ast
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib" / "recursivity"
Kinds = Callable[[ast.AST], Iterator[tuple[ast.AST, str, int]]]  # places of an area's kind
PATIENCE = 10  # times as long as without a change; a mutant that never ends is noticed

COMPARES = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
DOUBLES = {"max": "min", "min": "max", "mean": "max", "sum": "max", "any": "all", "all": "any"}
EVERY_MODEL = (
    "test_every_corner_runs_clean",
    "test_the_same_seed_gives_the_same_numbers_and_another_seed_others",
    "test_the_chosen_setting_is_marked_once",
    "test_steps_lead_from_one_end_over_the_default_to_the_other",
    "test_values_outside_their_range_and_of_another_kind_are_refused",
)


def areas() -> dict[str, tuple[list[Path], list[str]]]:
    """Return by name of an area its modules and the tests that should notice a change in them."""
    found: dict[str, tuple[list[Path], list[str]]] = {}
    rows = yaml.safe_load((ROOT / "book" / "claims.yml").read_text(encoding="utf-8"))
    for claims in sorted(LIB.glob("*/*/claims.py")):
        part, chapter = claims.parent.relative_to(LIB).parts
        rooms = {"__init__.py", "claims.py", "explorers.py", "pictures.py", "films.py"}
        modules = [path for path in sorted(claims.parent.glob("*.py")) if path.name not in rooms]
        models = [name for path in modules for name in _models(path)]
        modelled = [r["id"] for r in rows if (r["chapter"], r["kind"]) == (chapter, "modelled")]
        found[chapter] = (
            modules,
            [
                f"tests/{part}/test_{chapter}.py",
                *(f"tests/test_models.py::{test}[{m}]" for m in models for test in EVERY_MODEL),
                *(f"tests/test_ledger.py::test_claim[{claim}]" for claim in modelled),
            ],
        )
    found["core"] = (sorted((LIB / "core").glob("*.py")), ["tests/core"])
    found["own"] = (
        [*sorted((LIB / "own").rglob("*.py")), LIB / "tables.py"],
        ["tests/own", "tests/test_tables.py"],
    )
    found["explore"] = (sorted((LIB / "explore").glob("*.py")), ["tests/explore"])
    return found


def _models(path: Path) -> list[str]:
    """Return the names of the models that a module defines."""
    return [
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(d, ast.Name) and d.id == "model" for d in node.decorator_list)
    ]


def changes(tree: ast.AST, function: int = 0) -> Iterator[tuple[ast.AST, str, int]]:
    """Yield what can be turned round, of which kind it is, and the first line of its function.

    The line is 0 for what runs as the module is imported.
    """
    for field, value in ast.iter_fields(tree):
        counts_steps = (
            isinstance(tree, ast.For)
            and field == "iter"
            and getattr(tree.target, "id", "") == "_"
            and isinstance(value, ast.Call)
            and all(isinstance(each, ast.Constant) for each in value.args)
        )
        if field in ("annotation", "returns") or counts_steps:
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST):
                continue
            if kind := _kind(node):
                yield node, kind, function
            yield from changes(node, _first_line(node) or function)


def defaults(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int]]:
    """Yield the declarations of parameters with another default than 0, as `changes` does."""
    for node in ast.walk(tree):
        declared = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("real", "whole")
        if declared and node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value:
            yield node, "default", 0


def _first_line(node: ast.AST) -> int:
    """Return the line at which Python says that a function begins, 0 for anything else."""
    if not isinstance(node, ast.FunctionDef):
        return 0
    return min([node.lineno, *(each.lineno for each in node.decorator_list)])


def _kind(node: ast.AST) -> str:
    """Return as what a place can be turned round, an empty text where it cannot."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARES:
        return "comparison"
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return "operator"
    if isinstance(node, ast.If | ast.IfExp):
        return "condition"
    if isinstance(node, ast.Attribute) and node.attr in DOUBLES:
        return "reduction"
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return "truth" if isinstance(node.value, bool) else "number"
    return ""


def turn(node: ast.AST, kind: str) -> None:
    """Turn one place round."""
    if kind == "comparison":
        node.ops[0] = COMPARES[type(node.ops[0])]()
    elif kind == "operator":
        node.op = OPERATORS[type(node.op)]()
    elif kind == "condition":
        node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
    elif kind == "reduction":
        node.attr = DOUBLES[node.attr]
    elif kind == "default":
        node.args[0].value = _a_quarter_off(node)
    elif kind == "truth":
        node.value = not node.value
    elif isinstance(node.value, int) or node.value == 0:
        node.value += 1
    else:
        node.value *= 1.25


def _a_quarter_off(declared: ast.Call) -> float:
    """Return a default a quarter up, or a fifth down where its range ends before."""
    value = declared.args[0].value
    ends = [each.value for each in declared.keywords if each.arg == "high"]
    high = next((end.value for end in ends if isinstance(end, ast.Constant)), math.inf)
    other = value * 1.25 if value * 1.25 <= high else value * 0.8
    if isinstance(value, float):
        return other
    return round(other) if round(other) != value else value + (1 if value < high else -1)


def mutant(path: Path, place: int, kinds: Kinds) -> tuple[str, str, str]:
    """Return a module's source with one place turned round, where that is, and its function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node, kind, function = list(kinds(tree))[place]
    before = _shown(node)
    turn(node, kind)
    module = path.relative_to(LIB)
    where = f"{module}:{node.lineno}: {before} → {_shown(node)}"
    source = ast.unparse(ast.fix_missing_locations(tree))
    return source, where, f"{module}:{function}"


def _shown(node: ast.AST) -> str:
    """Return the code of a place on one line; of a condition what is asked."""
    asked = node.test if isinstance(node, ast.If | ast.IfExp) else node
    if isinstance(node, ast.Call):
        asked = node.args[0]
    return " ".join(ast.unparse(asked).split())[:60]


def run(folder: Path, tests: list[str], *options: str, seconds: float | None = None) -> str:
    """Run tests on the library in a folder; return what failed, an empty text where nothing did."""
    environment = os.environ | {
        "PYTHONPATH": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
        "REACHED_FOLDER": str(folder / "recursivity"),
        "REACHED_FILE": str(folder / "reached.json"),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", *options, *tests]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return "it never ends"
    return "" if done.returncode == 0 else done.stdout + done.stderr


def reach(folder: Path, tests: list[str]) -> dict[str, dict[str, Any]]:
    """Return by name of a test how long it takes and which functions of the library it enters.

    Raises
    ------
    SystemExit where a test fails though nothing was changed.
    """
    if failed := run(folder, tests, "-p", "tools.reached"):
        sys.exit(f"The tests fail before anything is changed:\n{failed[-3000:]}")
    return json.loads((folder / "reached.json").read_text(encoding="utf-8"))


def first_tests(function: str, reached: dict[str, dict[str, Any]]) -> list[str]:
    """Return the tests that enter a function, the quickest first.

    What runs at import is entered by every test that enters anything of its module.
    """
    module, _, line = function.partition(":")
    at_import = line == "0" or function in reached[""]["functions"]
    wanted = module + ":" if at_import else function
    entering = [
        name
        for name, ran in reached.items()
        if name
        and any(f.startswith(wanted) if at_import else f == wanted for f in ran["functions"])
    ]
    return sorted(entering, key=lambda name: reached[name]["seconds"])


def survivors(
    sample: list[tuple[Path, int]], tests: list[str], kinds: Kinds, verbose: bool
) -> list[str]:
    """Return where changes were made, of `kinds`, that no test noticed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(LIB, folder / "recursivity", ignore=shutil.ignore_patterns("__pycache__"))
        reached = reach(folder, tests)
        lived = []
        for path, place in sample:
            source, where, function = mutant(path, place, kinds)
            copy = folder / "recursivity" / path.relative_to(LIB)
            copy.write_text(source, encoding="utf-8")
            first = first_tests(function, reached)
            took = sum(ran["seconds"] for ran in reached.values())
            patience = 30 + PATIENCE * took
            noticed = bool(first) and bool(run(folder, first, seconds=patience))
            noticed = noticed or bool(run(folder, tests, seconds=patience))
            if not noticed:
                lived.append(where if first else f"{where} (no test enters its function)")
            if verbose:
                print(f"  {'noticed' if noticed else 'lived'}: {where}", flush=True)
            shutil.copyfile(path, copy)
    return lived


def _claims(tests: list[str]) -> list[str]:
    """Return those tests that run the check of a claim."""
    return [test for test in tests if "::test_claim[" in test]


def main() -> None:
    """Print the score of every area that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=20, help="changes an area")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--defaults", action="store_true", help="change models' defaults alone")
    parser.add_argument("--verbose", action="store_true", help="print every change as it is tried")
    parser.add_argument("areas", nargs="*", help="all where none is named")
    asked = parser.parse_args()
    known = areas()
    if asked.defaults:
        known = {name: (modules, _claims(tests)) for name, (modules, tests) in known.items()}
        known = {name: found for name, found in known.items() if found[1]}
    if unknown := [name for name in asked.areas if name not in known]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(known)}")
    kinds = defaults if asked.defaults else changes
    for name in asked.areas or known:
        modules, tests = known[name]
        every = [
            (path, place)
            for path in modules
            for place, _ in enumerate(kinds(ast.parse(path.read_text(encoding="utf-8"))))
        ]
        sample = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
        lived = survivors(sample, tests, kinds, asked.verbose)
        print(f"{name}: {len(sample) - len(lived)} of {len(sample)} noticed", flush=True)
        for where in lived:
            print(f"  not noticed: {where}", flush=True)


if __name__ == "__main__":
    main()
