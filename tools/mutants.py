"""Break the library on purpose, one change at a time, and see whether the tests notice.

    python tools/mutants.py [--sample 20] [--seed 0] [data_hunger core own ...]

Prints, for every chapter, `core`, `own` and `explore`, how many of a seeded sample of changes were
noticed, and each that was not, with its place. The change is made in a copy; nothing in the
checkout is touched. A change is a comparison, an operator, a number, a truth value or a condition
turned round: small slips that still run."""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib" / "recursivity"
SECONDS = 600  # a mutant that never ends is noticed

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


def areas() -> dict[str, tuple[list[Path], list[str]]]:
    """Return by name of an area its modules and the tests that should notice a change in them."""
    found: dict[str, tuple[list[Path], list[str]]] = {}
    shared = ["tests/test_models.py", "tests/test_ledger.py"]
    for claims in sorted(LIB.glob("*/*/claims.py")):
        part, chapter = claims.parent.relative_to(LIB).parts
        rooms = {"__init__.py", "claims.py", "explorers.py", "pictures.py", "films.py"}
        modules = [path for path in sorted(claims.parent.glob("*.py")) if path.name not in rooms]
        found[chapter] = (modules, [f"tests/{part}/test_{chapter}.py", *shared])
    found["core"] = (sorted((LIB / "core").glob("*.py")), ["tests/core"])
    found["own"] = (
        [*sorted((LIB / "own").rglob("*.py")), LIB / "tables.py"],
        ["tests/own", "tests/test_tables.py"],
    )
    found["explore"] = (sorted((LIB / "explore").glob("*.py")), ["tests/explore"])
    return found


def changes(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield every place where something can be turned round, and what it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARES:
            yield node, "comparison"
        elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            yield node, "operator"
        elif isinstance(node, ast.If | ast.IfExp):
            yield node, "condition"
        elif isinstance(node, ast.Attribute) and node.attr in DOUBLES:
            yield node, "reduction"
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            yield node, "truth" if isinstance(node.value, bool) else "number"


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
    elif kind == "truth":
        node.value = not node.value
    else:
        node.value = node.value + 1 if isinstance(node.value, int) else node.value * 1.25


def mutant(path: Path, place: int) -> tuple[str, str]:
    """Return a module's source with one place turned round, and where that is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node, kind = list(changes(tree))[place]
    before = ast.unparse(node)
    turn(node, kind)
    where = f"{path.relative_to(LIB)}:{node.lineno}: {before[:60]} → {ast.unparse(node)[:60]}"
    return ast.unparse(ast.fix_missing_locations(tree)), where


def noticed(path: Path, source: str, tests: list[str], name: str) -> bool:
    """Run the tests on a copy of the library with one module replaced; return whether one fails."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "recursivity"
        shutil.copytree(LIB, copy, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / path.relative_to(LIB)).write_text(source, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", *tests]
        if name not in ("core", "own", "explore"):
            command += ["-k", f"test_{name} or {name} or test_claim or corner or seed"]
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0


def main() -> None:
    """Print the score of every area that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=20, help="changes an area")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("areas", nargs="*", default=list(areas()))
    asked = parser.parse_args()
    known = areas()
    if unknown := [name for name in asked.areas if name not in known]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(known)}")
    for name in asked.areas:
        modules, tests = known[name]
        every = [
            (path, place)
            for path in modules
            for place, _ in enumerate(changes(ast.parse(path.read_text(encoding="utf-8"))))
        ]
        sample = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
        lived = []
        for path, place in sample:
            source, where = mutant(path, place)
            if not noticed(path, source, tests, name):
                lived.append(where)
        print(f"{name}: {len(sample) - len(lived)} of {len(sample)} noticed", flush=True)
        for where in lived:
            print(f"  not noticed: {where}", flush=True)


if __name__ == "__main__":
    main()
