"""What the site ships, under which licence and from which source (see `tools/licences.py`).

```{shipped}
```
"""

from __future__ import annotations

import sys
from pathlib import Path

import closure
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

sys.path.append(str(closure.ROOT / "tools"))
import licences


class ShippedDirective(SphinxDirective):
    """A table of every part: name and version, licence with its text, source."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        for file in (licences.WORLD / "stamp", Path(licences.__file__), closure.LOCK):
            self.env.note_dependency(str(file))
        up = "../" * self.env.docname.count("/")
        return [_table(up, licences.parts())]


def _table(up: str, parts: list[licences.Part]) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (4, 4, 1)), cols=3)
    group += nodes.thead("", _row(*(nodes.Text(word) for word in ("Part", "Licence", "Source"))))
    group += nodes.tbody("", *(_row(*_cells(up, part)) for part in parts))
    return nodes.table("", group)


def _cells(up: str, part: licences.Part) -> tuple[nodes.Node, nodes.Node, nodes.Node]:
    name = nodes.Text(f"{part.name} {part.version}".strip())
    text = nodes.reference("", part.licence, refuri=up + part.place)
    if "://" not in part.source:
        return name, text, nodes.Text(part.source)
    source = nodes.reference("", "source", refuri=part.source)
    source["aria-label"] = f"Source of {part.name}"
    return name, text, source


def _row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def publish(app: Sphinx, failure: Exception | None) -> None:
    """Lay the texts and the list of what is locked beside the pages."""
    if not failure and app.builder.format == "html":
        licences.write(Path(app.outdir), licences.parts())


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to the build."""
    app.add_directive("shipped", ShippedDirective)
    app.connect("build-finished", publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
