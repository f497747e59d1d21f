"""What a page rests on: the modules of the library that it imports, directly or not, and their data
files.

Pages are stale when one of these changes and only then, so a change in one chapter's models leaves
the others alone."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIB = ROOT / "lib"
PACKAGE = LIB / "recursivity"
LOCK = ROOT / "requirements.txt"

if str(LIB) not in sys.path:  # the book builds without the package being installed
    sys.path.insert(0, str(LIB))


def of_notebook(notebook: Path) -> frozenset[Path]:
    """Return the files of the library that the code cells of a notebook rest on."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return closure("\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code"))


def of_module(module: str) -> frozenset[Path]:
    """Return the files of the library that a module rests on, itself among them."""
    return closure(f"import {module}")


@cache  # hundreds of numbers in the prose ask for the same few
def closure(source: str) -> frozenset[Path]:
    """Return the files of the library that Python source imports, directly or not; data and
    assets go with their reader.
    """
    found: set[Path] = set()
    waiting = _imported(source, "")
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        waiting |= _imported(*_read(path))
        if path.name in ("kept.py", "samples.py", "world.py", "real.py"):
            found |= set((PACKAGE / "data").rglob("*.*"))
        if path.parent.name == "explore":
            found |= set((path.parent / "assets").iterdir())
    return frozenset(found)


def packages(setup: str, cells: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the modules of others that a page needs at once and later.

    At once: what `setup` and the files that it leads to import as they are imported. Later: what
    functions import when they are called, and what the other cells name."""
    at_once, files, waiting = set(), set(), [(f"{setup}\nimport recursivity.explore.kernel", "")]
    while waiting:
        source, package = waiting.pop()
        names = _names(source, package, deep=False)
        at_once |= {name.split(".")[0] for name in names}
        for path in {path for name in names for path in _files(name)} - files:
            files.add(path)
            waiting.append(
                (path.read_text(encoding="utf-8"), ".".join(path.relative_to(LIB).parent.parts))
            )
    reached = {
        path
        for path in closure(f"{setup}\n{cells}")
        if path.suffix == ".py" and path.name not in ("jupyter.py", "desk_jupyter.py")
    }
    sources = [
        (cells, ""),
        *(
            (path.read_text(encoding="utf-8"), ".".join(path.relative_to(LIB).parent.parts))
            for path in reached
        ),
    ]
    later = {name.split(".")[0] for source, package in sources for name in _names(source, package)}
    return frozenset(at_once), frozenset(later - at_once)


def digest(*paths: Path) -> str:
    """Return one short hash over the content of files, the lock file among them: other versions,
    other results.
    """
    text = hashlib.sha256()
    for path in sorted({*paths, LOCK} - ({LOCK} if not LOCK.exists() else set())):
        text.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return text.hexdigest()[:16]


def _read(path: Path) -> tuple[str, str]:
    """Return a file's source and the package that it belongs to."""
    return path.read_text(encoding="utf-8"), ".".join(path.relative_to(LIB).parent.parts)


def _imported(source: str, package: str) -> set[Path]:
    return {path for name in _names(source, package) for path in _files(name)}


def _names(source: str, package: str, deep: bool = True) -> set[str]:
    """Return the dotted names that source imports: all of them, or without those that wait in a
    function.
    """
    names: set[str] = set()
    for node in _nodes(ast.parse(_python_only(source)), deep):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = (
                package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            )
            base = ".".join([*above, *([node.module] if node.module else [])])
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names


def _nodes(node: ast.AST, deep: bool) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if deep or not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from _nodes(child, deep)


def _python_only(source: str) -> str:
    return "\n".join(
        "" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()
    )


@cache
def _files(name: str) -> frozenset[Path]:
    """Return the files that importing a dotted name of the library runs: its packages' and its
    own.
    """
    parts = name.split(".")
    if parts[0] != PACKAGE.name:
        return frozenset()
    ways = [LIB.joinpath(*parts[:depth]) for depth in range(1, len(parts) + 1)]
    files = [
        file
        for way in ways
        for file in (way / "__init__.py", way.with_suffix(".py"))
        if file.exists()
    ]
    return frozenset(files)
