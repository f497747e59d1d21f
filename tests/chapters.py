"""What the tests know about the book: its chapters and their rooms."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import yaml

from recursivity.core import Model, observe

ROOT = Path(__file__).resolve().parents[1]
BOOK, NOTEBOOKS, LIB = ROOT / "book", ROOT / "notebooks", ROOT / "lib" / "recursivity"


PARTS = "loops|ladders|links|chains|reassembly"


@attrs.frozen
class Chapter:
    """A chapter: one name, the same in every room."""

    part: str
    name: str

    @property
    def prose(self) -> Path:
        return BOOK / self.part / f"{self.name}.md"

    @property
    def laboratory(self) -> Path:
        return NOTEBOOKS / self.part / f"{self.name}.ipynb"

    @property
    def package(self) -> Path:
        """The folder of the chapter's models, claims, explorers and films."""
        return LIB / self.part / self.name

    @property
    def rooms(self) -> list[Path]:
        """Every file that a chapter consists of."""
        inside = [
            LIB / self.part / self.name / f"{room}.py"
            for room in ("__init__", "claims", "explorers", "films")
        ]
        tests = ROOT / "tests" / self.part / f"test_{self.name}.py"
        return [
            self.prose,
            self.laboratory,
            self.laboratory.with_name(f"{self.name}_exercises.ipynb"),
            *inside,
            tests,
        ]

    def module(self, room: str = "") -> str:
        """Return the dotted name of one of the chapter's modules: its models', or those of a room
        such as "claims".
        """
        return ".".join(filter(None, ["recursivity", self.part, self.name, room]))

    def cells(self, kind: str | None = None) -> list[dict[str, Any]]:
        """Return the laboratory's cells, or those of one kind."""
        return [c for c in notebook(self.laboratory)["cells"] if kind in (None, c["cell_type"])]


def models_of(module: ModuleType) -> list[type[Model]]:
    """Return the models that a chapter or a tool defines, in the order of its names."""
    found = [c for c in vars(module).values() if isinstance(c, type) and issubclass(c, Model)]
    return [c for c in found if f"{c.__module__}.".startswith(f"{module.__name__}.")]


def chapters() -> list[Chapter]:
    """Return every chapter in the table of contents: each page `book/<part>/<name>` of a part."""
    contents = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    return [Chapter(*m) for m in re.findall(rf"file: book/({PARTS})/(\w+)\s*$", contents, re.M)]


@attrs.frozen
class Tool:
    """A tool for readers' own data: a notebook beside the laboratories, a package under `own`."""

    part: str
    name: str

    @property
    def laboratory(self) -> Path:
        return NOTEBOOKS / self.part / f"own_{self.name}.ipynb"

    @property
    def rooms(self) -> list[Path]:
        """Every file that a tool consists of."""
        inside = [LIB / "own" / self.name / f"{room}.py" for room in ("__init__", "explorers")]
        return [self.laboratory, *inside, ROOT / "tests" / "own" / f"test_{self.name}.py"]

    def module(self, room: str = "") -> str:
        """Return the dotted name of a module of the tool: what it computes, or its explorers."""
        return ".".join(filter(None, ["recursivity", "own", self.name, room]))

    def cells(self, kind: str | None = None) -> list[dict[str, Any]]:
        """Return the notebook's cells, or those of one kind."""
        return [c for c in notebook(self.laboratory)["cells"] if kind in (None, c["cell_type"])]


def tools() -> list[Tool]:
    """Return every tool in the table of contents: each page `notebooks/<part>/own_<name>`."""
    return [
        Tool(*m)
        for m in re.findall(
            r"file: notebooks/(\w+)/own_(\w+)\s*$",
            (ROOT / "_toc.yml").read_text(encoding="utf-8"),
            re.M,
        )
    ]


def pages() -> list[Path]:
    """Return every page of prose."""
    return sorted(p for p in BOOK.rglob("*.md"))


def notebooks() -> list[Path]:
    """Return every notebook."""
    return sorted(p for p in NOTEBOOKS.glob("*/*.ipynb"))


@cache
def notebook(path: Path) -> dict[str, Any]:
    """Return a notebook as stored."""
    return json.loads(path.read_text(encoding="utf-8"))


def source(cell: dict[str, Any]) -> str:
    """Return a cell's text."""
    return "".join(cell["source"])


def tags(cell: dict[str, Any]) -> list[str]:
    """Return a cell's tags."""
    return cell["metadata"].get("tags", [])


@cache
def claims() -> list[dict[str, Any]]:
    """Return the rows of the ledger."""
    return yaml.safe_load((BOOK / "claims.yml").read_text(encoding="utf-8"))


def sides(claim: str) -> set[str]:
    """Return on which sides of a claim its check observes something."""
    return {o.side for o in observe(claim).values()}


def astray(claim: str) -> list[str]:
    """Return what a claim's check observed outside its interval, in words."""
    return [
        f"{o.name} = {o.value:.4g}, not in [{o.low:g}, {o.high:g}]"
        for o in observe(claim).values()
        if not o.holds
    ]


@cache
def bibliography() -> dict[str, str]:
    """Return the bibliography's keys with the text of their entries."""
    text = (BOOK / "references.bib").read_text(encoding="utf-8")
    return {m[1].strip(): m[0] for m in re.finditer(r"@\w+\{([^,]+),.*?(?=\n@|\Z)", text, re.S)}


def all_text() -> dict[Path, str]:
    """Return what readers read: pages, and the words of notebooks."""
    words = {p: p.read_text(encoding="utf-8") for p in pages()}
    return words | {
        p: "\n\n".join(source(c) for c in notebook(p)["cells"] if c["cell_type"] == "markdown")
        for p in notebooks()
    }
