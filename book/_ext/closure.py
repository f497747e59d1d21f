"""What a page rests on: the modules of the library that it imports, directly or not, and their data files.

Pages are stale when one of these changes and only then, so a change in one chapter's models leaves the others alone.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
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
    """Return the files of the library that Python source imports, directly or not; data and assets go with their reader."""
    found: set[Path] = set()
    waiting = _imported(source, "")
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        package = ".".join(path.relative_to(LIB).parent.parts)
        waiting |= _imported(path.read_text(encoding="utf-8"), package)
        if path.name in ("kept.py", "samples.py"):
            found |= set((PACKAGE / "data").glob("*.*"))
        if path.parent.name == "explore":
            found |= set((path.parent / "assets").iterdir())
    return frozenset(found)


def digest(*paths: Path) -> str:
    """Return one short hash over the content of files, the lock file among them: other versions, other results."""
    text = hashlib.sha256()
    for path in sorted({*paths, LOCK} - ({LOCK} if not LOCK.exists() else set())):
        text.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return text.hexdigest()[:16]


def _imported(source: str, package: str) -> set[Path]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(_python_only(source))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return {path for name in names for path in _files(name)}


def _python_only(source: str) -> str:
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())


@cache
def _files(name: str) -> frozenset[Path]:
    """Return the files that importing a dotted name of the library runs: its packages' and its own."""
    parts = name.split(".")
    if parts[0] != PACKAGE.name:
        return frozenset()
    ways = [LIB.joinpath(*parts[:depth]) for depth in range(1, len(parts) + 1)]
    files = [file for way in ways for file in (way / "__init__.py", way.with_suffix(".py")) if file.exists()]
    return frozenset(files)
