"""Pages: explorers and films outside laboratories, the status page, and a site that asks nothing of
anybody else.

```{explorer} loops.data_hunger.red_queen
```

```{film} loops.data_hunger.two_memories
```
"""

from __future__ import annotations

import importlib
import json
import platform
import re
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path
from typing import Any

import closure
import matplotlib as mpl
import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from recursivity import style

ASSETS = closure.PACKAGE / "explore" / "assets"
SCRIPTS = {  # by a pattern of pages; a script may use what those before it have made
    "*": ("guesses.js", "explorer.js", "film.js", "seals.js", "reading.js"),
    "book/ledger/index": ("ledger.js",),
    "book/your_guesses": ("your_guesses.js",),
}
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


class ShownDirective(SphinxDirective):
    """What a chapter's module defines, drawn while the page is read: `part.chapter.name`."""

    required_arguments = 1
    room = ""

    def found(self) -> Any:
        """Return what is named; end the build with a sentence where there is nothing of that
        name.
        """
        place, _, name = self.arguments[0].rpartition(".")
        module = f"recursivity.{place}.{self.room}"
        for file in closure.of_module(module):
            self.env.note_dependency(str(file))
        try:
            return getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError) as error:
            raise self.error(f"{self.room} have no {self.arguments[0]!r}: {error}") from error


class ExplorerDirective(ShownDirective):
    """An explorer of the library: `{explorer} loops.data_hunger.red_queen`."""

    room = "explorers"

    def run(self) -> list[nodes.Node]:
        """Return the explorer's block of HTML."""
        from recursivity.explore.static import page

        return [nodes.raw("", page(self.found()), format="html")]


class FilmDirective(ShownDirective):
    """A film of the library: `{film} loops.data_hunger.two_memories`."""

    room = "films"

    def run(self) -> list[nodes.Node]:
        """Return the film's block of HTML."""
        from recursivity.explore.film_page import page

        return [nodes.raw("", page(self.found()), format="html")]


class PictureDirective(ShownDirective):
    """A picture or a table that a function of the chapter's `pictures` draws; the content is its
    caption.

    A function without arguments returns a `Picture` (a figure and the sentence in numbers that can
    be read instead) or a `pandas.DataFrame`, whose cells are shown as they are and whose columns
    are the heads."""

    room = "pictures"
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the figure or the table with its caption."""
        if not self.content:
            raise self.error(f"{self.arguments[0]} needs a caption: what should a reader look for?")
        read = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, read)
        caption = nodes.paragraph()
        for each in read.children:
            caption += each.children
        name = self.arguments[0].rpartition(".")[2].replace("_", "-")
        with mpl.rc_context(style.RC):
            drawn = self.found()()
            if isinstance(drawn, pd.DataFrame):
                return [table_of(drawn, caption)]
            shown = picture(ids=[f"picture-{name}"], drawn=drawn.html(), says=drawn.says)
        shown += caption
        return [shown]


class picture(nodes.container):
    """A drawing (`drawn`, SVG) with what can be read instead (`says`); its content is the
    caption.
    """


def visit_picture(self: Any, node: picture) -> None:
    """Open the figure with its drawing, and leave the caption open."""
    self.body.append(f'<figure class="picture" id="{node["ids"][0]}">{node["drawn"]}<figcaption>')


def depart_picture(self: Any, node: picture) -> None:
    """Close it."""
    self.body.append("</figcaption></figure>\n")


def visit_picture_in_words(self: Any, node: picture) -> None:
    """Put the sentence where no SVG can stand."""
    node.insert(0, nodes.paragraph("", node["says"]))


def depart_picture_in_words(self: Any, node: picture) -> None:
    """Nothing is open."""


def table_of(frame: pd.DataFrame, caption: nodes.paragraph) -> nodes.table:
    """Return a frame as a table with a caption; numbers are as the chapter has written them."""
    title = nodes.title()
    title += caption.children
    columns = [str(column) for column in frame.columns]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in columns), cols=len(columns))
    head = nodes.row("", *(nodes.entry("", nodes.paragraph("", column)) for column in columns))
    group += nodes.thead("", head)
    lines = [
        nodes.row("", *(nodes.entry("", nodes.paragraph("", str(cell))) for cell in line))
        for line in frame.itertuples(index=False)
    ]
    group += nodes.tbody("", *lines)
    return nodes.table("", title, group, classes=["told"])


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
    """Read the status page anew with every build that reads anything, after the laboratories
    have run.
    """
    return ["book/status"] if "book/status" in env.found_docs and any(_changes[:2]) else []


def add_scripts(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page the scripts of its row in the table, in the table's order."""
    for pattern, scripts in SCRIPTS.items():
        if fnmatchcase(pagename, pattern):
            for script in scripts:
                app.add_js_file(script, loading_method="defer")


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
    """Return the head of a page without the script that draws icons a second time (see
    `_templates/layout.html`).
    """
    return re.sub(
        r'<script src="[^"]*/fontawesome/[^"]*"></script>'
        r'|<link rel="preload"[^>]*/fa-brands-[^>]*>',
        "",
        head,
    )


def add_filters(app: Sphinx) -> None:
    """Give the page templates the filters that they use."""
    app.builder.templates.environment.filters["without_icon_script"] = without_icon_script


def setup(app: Sphinx) -> dict[str, bool]:
    """Add directives, assets and the last look at every page."""
    app.connect("builder-inited", add_filters)
    words = (visit_picture_in_words, depart_picture_in_words)
    app.add_node(
        picture,
        html=(visit_picture, depart_picture),
        epub=(visit_picture, depart_picture),
        latex=words,
        text=words,
    )
    app.add_directive("explorer", ExplorerDirective)
    app.add_directive("film", FilmDirective)
    app.add_directive("picture", PictureDirective)
    app.add_directive("status", StatusDirective)
    app.config.html_static_path += [str(ASSETS), str(Path(__file__).parents[1] / "_static")]
    app.add_css_file("explorer.css")
    app.add_css_file("film.css")
    app.add_css_file("course.css")
    app.connect("env-get-outdated", status_is_stale)
    app.connect("html-page-context", add_scripts, priority=400)
    app.connect("html-page-context", own_scripts_only, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
