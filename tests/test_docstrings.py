"""What the docstrings of the shared part promise: parameters, errors, and examples that run."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
from pathlib import Path

import pytest

from recursivity import core

from .chapters import LIB

SHARED = sorted(
    path
    for folder in ("core", "explore", "own")
    for path in (LIB / folder).rglob("*.py")
    if path.name not in ("explorers.py", "samples.py")
) + [LIB / name for name in ("tables.py", "real.py", "style.py", "kept.py")]
MODULES = [path for path in (LIB / "core").glob("*.py") if path.name != "__init__.py"]


def public(path: Path) -> list[ast.FunctionDef]:
    """Return the public functions and methods of a module, properties and special ones left out."""
    found = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        if isinstance(node, ast.ClassDef) and node.name.startswith("_"):
            continue
        found += [n for n in inside if isinstance(n, ast.FunctionDef) and n.name[0] != "_"]
    return [n for n in found if "property" not in {ast.unparse(d) for d in n.decorator_list}]


def raises(node: ast.FunctionDef) -> bool:
    """Return whether a function raises an error of its own accord."""
    inner = [n for n in ast.walk(node) if isinstance(n, ast.Raise) and n.exc is not None]
    text = ast.unparse(node)
    return bool(inner) and "NotImplementedError" not in text


@pytest.mark.parametrize("path", SHARED, ids=lambda p: p.relative_to(LIB).as_posix())
def test_public_functions_name_the_errors_that_they_raise(path):
    silent = [
        node.name
        for node in public(path)
        if raises(node) and "aises" not in (ast.get_docstring(node) or "")
    ]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_every_parameter_of_core_is_described(path):
    missing = []
    for node in public(path):
        words = ast.get_docstring(node) or ""
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        wanted = [name for name in names if name not in ("self", "cls", "rng")]
        if len(wanted) > 1:
            missing += [f"{node.name}({n})" for n in wanted if f"{n}" not in words]
    assert missing == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_the_examples_of_core_run(path):
    module = importlib.import_module(f"recursivity.core.{path.stem}")
    assert doctest.testmod(module).failed == 0


def test_the_mechanisms_and_measures_of_core_have_examples():
    taught = {"annotation", "attention", "chains", "clusters", "growth", "measures", "normal"}
    taught |= {"thresholds", "steady", "urns", "learning"}
    functions = {name: getattr(core, name) for name in core.__all__}
    without = [
        name
        for name, found in functions.items()
        if inspect.isfunction(found)
        and found.__module__.rpartition(".")[2] in taught
        and ">>>" not in found.__doc__
    ]
    assert without == []
