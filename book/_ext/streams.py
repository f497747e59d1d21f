"""What a cell prints arrives in pieces, cut where the clock cuts; a page shows it whole.

Otherwise two builds of one source would differ. `nb_merge_streams` is no help: it strips each piece
and puts a line's end between them, so that what is shown hangs on the clock all the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx


def joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a cell's outputs with neighbouring pieces of one stream put together as they are."""
    found: list[dict[str, Any]] = []
    for output in outputs:
        last = found[-1] if found else {}
        follows = last.get("output_type") == output["output_type"] == "stream"
        if follows and last["name"] == output["name"]:
            last["text"] = _text(last["text"]) + _text(output["text"])
        else:
            found.append(dict(output))
    return found


def _text(written: str | list[str]) -> str:
    return written if isinstance(written, str) else "".join(written)


def join(app: Sphinx, docname: str, source: list[str]) -> None:
    """Join the streams of an executed notebook as Sphinx reads it."""
    if Path(app.env.doc2path(docname)).suffix != ".ipynb":
        return
    notebook = json.loads(source[0])
    for cell in notebook["cells"]:
        if "outputs" in cell:
            cell["outputs"] = joined(cell["outputs"])
    source[0] = json.dumps(notebook)


def setup(app: Sphinx) -> dict[str, bool]:
    """Come after `laboratories`, which hands Sphinx the executed copy."""
    app.connect("source-read", join, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
