"""What a computation rests on: a definition and all that it uses of this library."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from functools import cache
from importlib.machinery import ModuleSpec
from typing import Any

import attrs

PACKAGE = __name__.partition(".")[0]
# What declares any model is not followed: a change there that moved numbers would show in every
# chapter's tests, and one that does not would make every kept table stale.
FRAMEWORK = {f"{PACKAGE}.core.model", f"{PACKAGE}.core.parameters"}
ALL = "*"  # in place of a name: everything that a module holds
DECLARE = {"real", "whole", "option"}
TOLD = {"meaning", "called", "symbol", "unit", "source"}  # words of a declaration, for readers


def reached(root: type) -> str | None:
    """Return the source that a class or function rests on, without what changes no number.

    Followed are the definitions of its own module that it names, what these name, and what any of
    them imports from this library, however deep. Left out are comments, layout, docstrings,
    annotations, the cards of models and the words in their parameters' declarations, and where a
    definition stands: moving it changes nothing.

    Parameters
    ----------
    root : a class or function of a module that was imported.

    Returns
    -------
    A text that changes when one of these definitions does, the same in every Python; None where a
    module has no source, as where it was shipped as bytecode.
    """
    found: dict[tuple[str, str], str] = {}
    waiting = [(root.__module__, root.__name__)]
    while waiting:
        place = waiting.pop()
        if place in found or place[0] in FRAMEWORK:
            continue
        module = _module(place[0])
        if module is None:
            return None
        found[place] = ""
        for node in module.definitions.get(place[1], []):
            found[place] += _plain(node)
            waiting += module.used_by(node)
        waiting += module.led_to(place[1])
    return "\n".join(sorted(filter(None, found.values())))


@attrs.frozen
class _Module:
    """A module's definitions by name, and what it imports from this library, by its own names."""

    name: str
    definitions: dict[str, list[ast.AST]]
    imports: dict[str, tuple[str, str]]

    def led_to(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield where a name of this module stands: in another one, or all that a module holds."""
        if name in self.imports:
            yield self.imports[name]
        elif name == ALL:
            yield from ((self.name, each) for each in {*self.definitions, *self.imports})
        elif name not in self.definitions and _spec(f"{self.name}.{name}"):
            yield f"{self.name}.{name}", ALL

    def used_by(self, node: ast.AST) -> Iterator[tuple[str, str]]:
        """Yield module and name of everything that a definition names."""
        yield from _imports(node, self.name).values()
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in {*self.definitions, *self.imports}:
                yield self.name, part.id


@cache
def _module(name: str) -> _Module | None:
    """Return a module's contents; None where there is no source to read."""
    spec = _spec(name)
    get = getattr(spec and spec.loader, "get_source", None)
    source = get(name) if get else None
    if source is None:
        return None
    tree = _Bare().visit(ast.parse(source))
    definitions: dict[str, list[ast.AST]] = {}
    for node in tree.body:
        for defined in _defined(node):
            definitions.setdefault(defined, []).append(node)
    return _Module(name, definitions, _imports(tree, name, deep=False))


def _spec(name: str) -> ModuleSpec | None:
    """Return how a module was found; None where it was not, as with the cells of a notebook."""
    try:
        return importlib.util.find_spec(name)
    except (ImportError, ValueError):  # no package above it; a module that was not imported
        return None


def _defined(node: ast.AST) -> list[str]:
    """Return the names that a statement at the top of a module defines."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return []
    parts = ast.walk(node)
    return [p.id for p in parts if isinstance(p, ast.Name) and isinstance(p.ctx, ast.Store)]


def _imports(node: ast.AST, module: str, deep: bool = True) -> dict[str, tuple[str, str]]:
    """Return the names that source imports from this library: where each of them stands."""
    found = {}
    for part in ast.walk(node) if deep else ast.iter_child_nodes(node):
        if isinstance(part, ast.ImportFrom):
            home = "." * part.level + (part.module or "")
            home = importlib.util.resolve_name(home, _spec(module).parent)
            found |= {alias.asname or alias.name: (home, alias.name) for alias in part.names}
        elif isinstance(part, ast.Import):
            found |= {alias.asname or alias.name: (alias.name, ALL) for alias in part.names}
    return {name: place for name, place in found.items() if place[0].partition(".")[0] == PACKAGE}


class _Bare(ast.NodeTransformer):
    """Takes out of a syntax tree what is only told to a reader or a type checker."""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [part for part in node.body if not _is_card(part)]
        return self._without_docstring(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self._without_docstring(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in DECLARE:
            node.keywords = [word for word in node.keywords if word.arg not in TOLD]
        return self.generic_visit(node)

    def _without_docstring(self, node: Any) -> ast.AST:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
        return self.generic_visit(node)


def _is_card(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and [getattr(t, "id", "") for t in node.targets] == ["card"]


def _plain(node: Any) -> str:
    """Return a syntax tree as text without empty fields, which Pythons name differently."""
    if isinstance(node, list):
        return f"[{', '.join(map(_plain, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = [
        f"{name}={_plain(value)}"
        for name, value in ast.iter_fields(node)
        if name not in ("ctx", "kind") and value is not None and value != []
    ]
    return f"{type(node).__name__}({', '.join(fields)})"
