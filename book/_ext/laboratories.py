"""Laboratories: the build runs every notebook, side by side, and not again until something that it
rests on has changed.

The executed copy, kept under `_build/laboratories`, takes the place of the notebook's source when
Sphinx reads it. A cell that fails or a kernel that dies ends the build with a sentence that names
both; nothing of the book is written then."""

from __future__ import annotations

import json
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import closure
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from recursivity.explore import PAGES

KEPT = closure.ROOT / "_build" / "laboratories"
SECONDS = 600  # a cell that takes longer is a mistake: a laboratory has to run in under a minute

log = logging.getLogger(__name__)


class LaboratoryError(ExtensionError):
    """A notebook that does not run to its end."""


def execute(notebook: Path) -> nbformat.NotebookNode:
    """Run a notebook in a fresh kernel and return the executed copy, with the seconds it took in
    its metadata.
    """
    name = notebook.relative_to(closure.ROOT).as_posix()
    copy = nbformat.read(notebook, as_version=4)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        copy,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": notebook.parent}},
    )
    began = time.perf_counter()
    try:
        client.execute()
    except CellExecutionError as error:
        raise LaboratoryError(
            f"{name}, cell {_reached(copy)}: {error.ename}: "
            f"{error.evalue}\n{_plain(error.traceback)}"
        ) from None
    except DeadKernelError:
        raise LaboratoryError(
            f"{name}, cell {_reached(copy)}: the kernel died, most often for want of memory. "
            "Nothing was written; "
            "run the notebook in JupyterLab (make lab) to see where, mend it and build again."
        ) from None
    except TimeoutError:
        raise LaboratoryError(
            f"{name}, cell {_reached(copy)}: still running after {SECONDS} seconds"
        ) from None
    for number, cell in enumerate(copy.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get(
                "tags", []
            ):
                # An object that fails while it is being shown leaves a traceback and lets the cell
                # pass.
                raise LaboratoryError(f"{name}, cell {number}: {output.ename}: {output.evalue}")
    copy.metadata["seconds"] = round(time.perf_counter() - began, 1)
    return copy


def kept(notebook: Path) -> Path:
    """Return where the executed copy of a notebook is kept, as long as nothing that it rests on
    changes.
    """
    name = "-".join(notebook.relative_to(closure.ROOT / "notebooks").with_suffix("").parts)
    return KEPT / f"{name}.{closure.digest(notebook, *closure.of_notebook(notebook))}.ipynb"


def run(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Before Sphinx reads: run, side by side, the notebooks among `docnames` whose copy is
    missing.
    """
    notebooks = [path for name in docnames if (path := Path(env.doc2path(name))).suffix == ".ipynb"]
    stale = [path for path in notebooks if not kept(path).exists()]
    if not stale:
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    log.info("running %d of %d notebooks", len(stale), len(notebooks))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, copy in zip(stale, pool.map(execute, stale), strict=True):
            log.info("ran %s in %.1f s", path.name, copy.metadata["seconds"])
            place = kept(path)
            for old in KEPT.glob(f"{place.name.split('.')[0]}.*.ipynb"):
                old.unlink()
            nbformat.write(copy, place)


def swap(app: Sphinx, docname: str, source: list[str]) -> None:
    """When Sphinx reads a notebook: hand it the executed copy, and note what makes the page
    stale.
    """
    path = Path(app.env.doc2path(docname))
    if path.suffix != ".ipynb":
        return
    for file in closure.of_notebook(path):
        app.env.note_dependency(str(file))
    source[0] = folded(kept(path).read_text(encoding="utf-8"))


def folded(notebook: str) -> str:
    """Return a notebook's text with its set-up cells folded: a page opens with something to see."""
    copy = json.loads(notebook)
    for cell in copy["cells"]:
        tags = cell["metadata"].get("tags", [])
        if "setup" in tags:
            cell["metadata"]["tags"] = [*tags, "hide-input"]
    return json.dumps(copy)


def _plain(traceback: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", traceback)


def _reached(copy: nbformat.NotebookNode) -> int:
    done = [
        n
        for n, cell in enumerate(copy.cells, 1)
        if cell.cell_type == "code" and (cell.execution_count or cell.outputs)
    ]
    return max(done, default=1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to the build."""
    os.environ[PAGES] = "1"
    os.environ["PYTHONPATH"] = os.pathsep.join(
        [str(closure.LIB), *filter(None, [os.environ.get("PYTHONPATH")])]
    )
    app.connect("env-before-read-docs", run)
    app.connect("source-read", swap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
