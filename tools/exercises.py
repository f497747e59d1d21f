"""Make the reader's version of every laboratory's exercises: its solutions taken out, everything
else as it is.

A laboratory is the source. Its cells tagged `setup` and its section "Exercises" go into
`<name>_exercises.ipynb`; in cells tagged `solution` the lines that end in `# solution` become a
line for the reader to fill in.

    python tools/exercises.py            write them
    python tools/exercises.py --check    only say which are out of step; exit status 1 where one is
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MARK = "# solution"
TURN = "...  # your turn"
SECTION = "## Exercises"


def laboratories() -> list[Path]:
    """Return every notebook with exercises that is a source, in order; a tool's notebook has
    none.
    """
    found = sorted(
        p for p in (ROOT / "notebooks").glob("*/*.ipynb") if not p.stem.endswith("_exercises")
    )
    return [
        p for p in found if any("".join(c["source"]).startswith(SECTION) for c in _read(p)["cells"])
    ]


def _read(notebook: Path) -> dict[str, Any]:
    return json.loads(notebook.read_text(encoding="utf-8"))


def place(laboratory: Path) -> Path:
    """Return where the reader's version of a laboratory's exercises stands."""
    return laboratory.with_name(f"{laboratory.stem}_exercises.ipynb")


def reader_version(laboratory: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the exercises of a laboratory as a notebook of their own, without solutions and
    without outputs.
    """
    title = laboratory["cells"][0]["source"][0].removeprefix("# ").split(":")[0].strip()
    head = (
        f"# {title}: exercises\n\nFill in every line that says *your turn* and run the cell below "
        "it. "
        f"The laboratory, `{name}`, has the solutions, and is where this notebook is made from."
    )
    cells = [
        _cell({"cell_type": "markdown", "id": "exercises-title", "metadata": {}, "source": head})
    ]
    cells += [_cell(c) for c in laboratory["cells"] if "setup" in _tags(c)]
    inside = False
    for cell in laboratory["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and text.startswith("## "):
            inside = text.startswith(SECTION)
        if inside:
            cells.append(_cell(cell))
    return {**laboratory, "cells": cells}


def blanked(source: str) -> str:
    """Return Python source with each run of lines that end in `# solution` replaced by one line to
    fill in.

    A line that assigns keeps its name: what comes after it must not fail before the reader has
    begun."""
    lines: list[str] = []
    for line in source.splitlines():
        if line.rstrip().endswith(MARK):
            kept = re.match(r"\s*(\w+ = )?", line)[0]
            if kept.strip() or not lines or lines[-1].strip() != TURN:
                lines.append(kept + TURN)
        else:
            lines.append(line)
    return "\n".join(lines)


def unsealed(source: str) -> str:
    """Return Markdown without the marks of seals, which only the book's pages can close."""
    source = re.sub(r":::\{sealed\}[^\n]*\n(.*?)\n:::(?=\n|\Z)", r"\1", source, flags=re.S)
    return re.sub(r"\[([^\]]*)\]\{\.seal-[^}]*\}", r"\1", source)


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    source = "".join(cell["source"])
    tags = [tag for tag in _tags(cell) if tag != "hide-input"]
    fresh = {
        "cell_type": cell["cell_type"],
        "id": cell["id"],
        "metadata": {"tags": tags} if tags else {},
    }
    if cell["cell_type"] == "code":
        source = blanked(source) if "solution" in tags else source
        fresh |= {"execution_count": None, "outputs": []}
    else:
        source = unsealed(source)
    return fresh | {"source": source.splitlines(keepends=True)}


def _tags(cell: dict[str, Any]) -> list[str]:
    return cell.get("metadata", {}).get("tags", [])


def sources(notebook: dict[str, Any]) -> list[str]:
    """Return the sources of a notebook's cells: what has to be in step, outputs apart."""
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def out_of_step() -> list[Path]:
    """Return the reader's versions that are missing or differ from what their laboratory makes."""
    return [place(lab) for lab in laboratories() if _made(lab) != _stored(lab)]


def _made(laboratory: Path) -> list[str]:
    return sources(reader_version(_read(laboratory), laboratory.name))


def _stored(laboratory: Path) -> list[str] | None:
    path = place(laboratory)
    return sources(_read(path)) if path.exists() else None


def write() -> list[Path]:
    """Write the reader's versions that are out of step, and return them; their outputs come with
    `make notebooks`.
    """
    stale = out_of_step()
    for laboratory in laboratories():
        if place(laboratory) in stale:
            notebook = reader_version(_read(laboratory), laboratory.name)
            place(laboratory).write_text(
                json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
            )
    return stale


def main() -> int:
    """Run from the command line."""
    check = "--check" in sys.argv[1:]
    stale = out_of_step() if check else write()
    for path in stale:
        print(
            f"{path.relative_to(ROOT)}: "
            f"{'out of step with its laboratory; run make exercises' if check else 'written'}"
        )
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
