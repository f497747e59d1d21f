"""Run notebooks in place and store their outputs.

They are what the tests compare with, and what a reader sees first.

    tools/run_notebooks.py [NOTEBOOK ...]        all of notebooks/ where none is named

A notebook is written only when it ran to its end; the others are named with the cell that failed.
"""

from __future__ import annotations

import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "book" / "_ext"))  # the book runs its notebooks in the same way

import closure  # noqa: E402
from laboratories import LaboratoryError, execute  # noqa: E402
from streams import joined  # noqa: E402

VIEW = "application/vnd.jupyter.widget-view+json"
# A film's player: its sentences stand beside it, and whoever runs the cell has it again.
PLAYER = re.compile(r'<iframe class="film-frame"[^>]*></iframe>')


def strip(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take out of an executed notebook, in place, what only its own run could use, and return it.

    Views of widgets and their state point to a kernel that is gone; timings and the exact Python
    differ between runs, and so does where the clock cuts what a cell prints.
    """
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {
                "file_extension": ".py",
                "mimetype": "text/x-python",
                "name": "python",
            },
        }
    )
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(VIEW, None)
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = PLAYER.sub("<!-- player -->", output.data["text/html"])
        if cell.cell_type == "code":
            outputs = [output for output in cell.outputs if output.get("data", True)]
            cell.outputs = nbformat.from_dict(joined(outputs))
    return notebook


def places(notebook: nbformat.NotebookNode) -> list[int]:
    """Return the numbers, from 1, of the cells whose outputs tell a path of this machine."""
    own = (str(ROOT), str(Path.home()) + os.sep, sys.prefix)
    return [
        n
        for n, cell in enumerate(notebook.cells, 1)
        if any(p in str(cell.get("outputs", "")) for p in own)
    ]


def store(path: Path) -> str:
    """Run one notebook and write it back; return what went wrong, or an empty string."""
    name = path.relative_to(ROOT).as_posix()
    try:
        notebook = strip(execute(path))
    except LaboratoryError as error:
        return str(error)
    if cells := places(notebook):
        return (
            f"{name}, cell {cells[0]}: its output tells a path of this machine; "
            "print names, not paths"
        )
    nbformat.write(notebook, path)
    print(f"ran {name}", flush=True)
    return ""


def main() -> None:
    """Run the notebooks named on the command line, or all, side by side."""
    # A kernel starts in the notebook's folder, where a relative path leads to another library.
    others = filter(None, [os.environ.get("PYTHONPATH")])
    os.environ["PYTHONPATH"] = os.pathsep.join([str(closure.LIB), *others])
    paths = [Path(name).resolve() for name in sys.argv[1:]]
    paths = paths or [
        p
        for p in sorted((ROOT / "notebooks").rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in p.parts
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failures = [*filter(None, pool.map(store, paths))]
    sys.exit("\n".join(failures) or 0)


if __name__ == "__main__":
    main()
