"""Pages: explorers outside laboratories, the status page, and a site that asks nothing of anybody else.

```{explorer} loops.data_hunger.red_queen
```
"""

from __future__ import annotations

import importlib
import json
import platform
import re
from importlib import metadata
from pathlib import Path
from typing import Any

import closure
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

ASSETS = closure.PACKAGE / "explore" / "assets"
SHOWN = (
    "numpy",
    "pandas",
    "scipy",
    "scikit-learn",
    "networkx",
    "matplotlib",
    "seaborn",
    "ipywidgets",
    "jupyter-book",
    "sphinx",
)


class ExplorerDirective(SphinxDirective):
    """An explorer of the library, drawn while the page is read."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the explorer's block of HTML."""
        place, _, name = self.arguments[0].rpartition(".")
        module = f"recursivity.{place}.explorers"
        for file in closure.of_module(module):
            self.env.note_dependency(str(file))
        from recursivity.explore.static import page

        try:
            explorer = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError) as error:
            raise self.error(f"there is no explorer {self.arguments[0]!r}: {error}") from error
        return [nodes.raw("", page(explorer), format="html")]


class StatusDirective(SphinxDirective):
    """Versions that this build ran on, and how long each laboratory took."""

    def run(self) -> list[nodes.Node]:
        """Return two tables."""
        versions = [
            ("Python", platform.python_version()),
            *((name, metadata.version(name)) for name in SHOWN),
        ]
        return [table("Package", "Version", versions), table("Laboratory", "Seconds", _seconds())]


def table(left: str, right: str, body: list[tuple[str, str]]) -> nodes.table:
    """Return a table of two columns."""
    group = nodes.tgroup("", nodes.colspec(colwidth=2), nodes.colspec(colwidth=1), cols=2)
    rows = [
        nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in line))
        for line in [(left, right), *body]
    ]
    group += nodes.thead("", rows[0])
    group += nodes.tbody("", *rows[1:])
    return nodes.table("", group)


def _seconds() -> list[tuple[str, str]]:
    copies = sorted((closure.ROOT / "_build" / "laboratories").glob("*.ipynb"))
    return [
        (
            c.name.split(".")[0],
            str(json.loads(c.read_text(encoding="utf-8"))["metadata"]["seconds"]),
        )
        for c in copies
    ]


def status_is_stale(app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> list[str]:
    """Read the status page anew with every build that reads anything, after the laboratories have run."""
    return ["book/status"] if "book/status" in env.found_docs and any(_changes[:2]) else []


def own_scripts_only(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Drop what would be loaded from elsewhere (thebe) and the doubles that Jupyter Book adds."""
    context["script_files"] = list(
        {
            (file.filename or "", *sorted((k, str(v)) for k, v in file.attributes.items())): file
            for file in context["script_files"]
            if "thebe" not in f"{file.filename} {file.attributes.get('body', '')}"
        }.values()
    )
    context["css_files"] = [
        file for file in context["css_files"] if "thebe" not in str(file.filename)
    ]


def without_icon_script(head: str) -> str:
    """Return the head of a page without the script that draws icons a second time (see `_templates/layout.html`)."""
    return re.sub(
        r'<script src="[^"]*/fontawesome/[^"]*"></script>|<link rel="preload"[^>]*/fa-brands-[^>]*>',
        "",
        head,
    )


def add_filters(app: Sphinx) -> None:
    """Give the page templates the filters that they use."""
    app.builder.templates.environment.filters["without_icon_script"] = without_icon_script


def setup(app: Sphinx) -> dict[str, bool]:
    """Add directives, assets and the last look at every page."""
    app.connect("builder-inited", add_filters)
    app.add_directive("explorer", ExplorerDirective)
    app.add_directive("status", StatusDirective)
    app.config.html_static_path += [str(ASSETS), str(Path(__file__).parents[1] / "_static")]
    app.add_css_file("explorer.css")
    app.add_css_file("course.css")
    app.add_js_file("explorer.js", loading_method="defer")
    app.connect("env-get-outdated", status_is_stale)
    app.connect("html-page-context", own_scripts_only, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
