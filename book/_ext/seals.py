"""Seals: what gives an explorer's answer away is closed until a reader has guessed or chosen to
look.

An explorer declares what it seals (`Explorer.seals`): claims, or single observations of claims.
Numbers quoted from these (`{observed}`) are sealed wherever they stand. An author seals what tells
in words::

    [Forgetting wins.]{.seal-red_queen}        a few words; two explorers: {.seal-red_queen
    .seal-drift}

    :::{sealed} red_queen
    Paragraphs, pictures, tables.
    :::

A cell of a laboratory is sealed by a tag: `sealed` until all explorers of the page are open, or
`sealed-red_queen`. Nothing is missing from a page: with JavaScript off, in print and in the search
index the text is whole, and one switch opens everything."""

from __future__ import annotations

import html
import importlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import closure
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

CLASS = "seal-"
TAG = "tag_sealed"
MARK = 'class="sealed'
SWITCH = """
<p class="seal-switch"><label><input type="checkbox" data-seal-all autocomplete="off"> \
Show every answer at once, on all pages</label></p>"""


class sealed_words(nodes.inline):
    """A few words or a number; `names`: the explorers of which any one opens them."""


class sealed_block(nodes.container):
    """Paragraphs, pictures, tables; `names`, and `every`: whether all of these must be open."""


class Place(NamedTuple):
    """Where an explorer, or a film that asks, is met first: its title, the page, its anchor."""

    title: str
    page: str
    anchor: str


@cache
def explorers() -> dict[str, Any]:
    """Return every explorer, and every film that asks, of all chapters and tools by its name."""
    return {each.name: each for path in rooms() for each in _named(path).values()}


@cache
def places() -> dict[str, Place]:
    """Return by name where each question of a chapter or a tool is asked first."""
    found = {}
    for path in rooms():
        part, chapter = path.parent.relative_to(closure.PACKAGE).parts
        essay = closure.ROOT / "book" / part / f"{chapter}.md"
        text = essay.read_text(encoding="utf-8") if essay.exists() else ""
        kind = path.stem.removesuffix("s")
        shown = set(re.findall(rf"\{{{kind}\}}\s+{part}\.{chapter}\.(\w+)", text))
        for name, each in _named(path).items():
            page = f"book/{part}/{chapter}" if name in shown else laboratory(part, chapter)
            found[each.name] = Place(each.title, page, f"{kind}-{each.name.replace('_', '-')}")
    return found


def rooms() -> list[Path]:
    """Return the modules in which explorers and films are declared, explorers first."""
    names = ("explorers", "films")
    return [path for name in names for path in sorted(closure.PACKAGE.glob(f"*/*/{name}.py"))]


def laboratory(part: str, chapter: str) -> str:
    """Return the notebook of a chapter, or that of a tool, which stands beside the chapters'."""
    if part != "own":
        return f"notebooks/{part}/{chapter}"
    (found,) = (closure.ROOT / "notebooks").glob(f"*/own_{chapter}.ipynb")
    return found.relative_to(closure.ROOT).with_suffix("").as_posix()


def _named(path: Path) -> dict[str, Any]:
    """Return what a module names that asks a question."""
    from recursivity.explore import Explorer, Film

    module = ".".join(path.relative_to(closure.LIB).with_suffix("").parts)
    return {
        name: each
        for name, each in vars(importlib.import_module(module)).items()
        if isinstance(each, Explorer) or (isinstance(each, Film) and each.question)
    }


@cache
def sealers() -> dict[str, tuple[str, ...]]:
    """Return by claim, or by claim.observation, the names of the explorers that seal it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, explorer in explorers().items():
        for what in explorer.seals:
            found[what] = (*found.get(what, ()), name)
    return found


def sealing(observation: str) -> tuple[str, ...]:
    """Return the explorers that seal an observation, named "claim.name"."""
    claim = observation.rpartition(".")[0]
    return tuple(dict.fromkeys((*sealers().get(claim, ()), *sealers().get(observation, ()))))


def telling(claim: str, text: str) -> list[str]:
    """Return the explorers whose answers a row's text tells: those that seal the claim as a whole,
    and those that seal a number which the text quotes.
    """
    found = list(sealers().get(claim, ()))
    for observation in re.findall(r"\{observed\}`([^`:]+)", text):
        found += sealing(observation)
    return list(dict.fromkeys(found))


def of_chapter(page: str) -> list[str]:
    """Return the explorers of the chapter whose essay or laboratory a page is."""
    ending = "/" + page.rpartition("/")[2]
    return [
        name
        for name, place in places().items()
        if place.page.endswith(ending) and place.anchor.startswith("explorer-")
    ]


def words(names: Iterable[str], *content: nodes.Node) -> sealed_words:
    """Return an inline seal around content."""
    return sealed_words("", "", *content, names=list(names))


class SealedDirective(SphinxDirective):
    """Paragraphs that give the answers of these explorers away; the first to open opens it.

    Without a name: those that answer all explorers of the chapter, open when all of these are.
    `:holds:` says what is sealed, as the beginning of a sentence.
    """

    optional_arguments = 10
    final_argument_whitespace = False
    option_spec: ClassVar = {"holds": directives.unchanged}
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the sealed block."""
        names = [name.strip(",") for name in self.arguments]
        if unknown := [name for name in names if name not in explorers()]:
            raise self.error(f"there is no explorer {', '.join(unknown)} to seal for")
        block = sealed_block(
            names=names or of_chapter(self.env.docname),
            every=not names,
            holds=self.options.get("holds", ""),
        )
        self.state.nested_parse(self.content, self.content_offset, block)
        return [block]


def seal(app: Sphinx, tree: nodes.document) -> None:
    """Turn spans with a class `seal-…` and cells with a tag `sealed…` into seals."""
    for span in list(tree.findall(nodes.inline)):
        names = [c.removeprefix(CLASS) for c in span.get("classes", []) if c.startswith(CLASS)]
        if not names:
            continue
        if unknown := [name for name in names if name not in explorers()]:
            raise KeyError(f"{app.env.docname} seals for {', '.join(unknown)}: no such explorer")
        span.replace_self(words(names, *span.children))
    for cell in list(tree.findall(nodes.container)):
        tags = [c for c in cell.get("classes", []) if c.startswith(TAG)]
        if not tags:
            continue
        named = [tag.removeprefix(f"{TAG}-") for tag in tags if tag != TAG]
        ours = of_chapter(app.env.docname)
        for output in [c for c in cell.children if "cell_output" in c.get("classes", [])]:
            block = sealed_block(names=named or ours, every=not named)
            output.replace_self(block)
            block += output


def _home(translator: Any, name: str) -> str:
    place = places()[name]
    anchor = f"#{place.anchor}"
    builder = translator.builder
    here = builder.current_docname
    return anchor if place.page == here else builder.get_relative_uri(here, place.page) + anchor


def visit_words(self: Any, node: sealed_words) -> None:
    """Open a link to the question around the words."""
    names = node["names"]
    title = html.escape(places()[names[0]].title, quote=True)
    self.body.append(
        f'<a class="sealed" data-seal="{" ".join(names)}" href="{_home(self, names[0])}">'
        f'<span class="seal-says" title="Sealed until you have guessed: {title}">'
        f"<span>sealed until you have guessed: {title}</span></span>"
        '<span class="sealed-text">'
    )


def depart_words(self: Any, node: sealed_words) -> None:
    """Close it."""
    self.body.append("</span></a>")


def visit_block(self: Any, node: sealed_block) -> None:
    """Open a block that says what closes it and where its questions are."""
    names = node["names"]
    links = [f'<a href="{_home(self, n)}">{html.escape(places()[n].title)}</a>' for n in names]
    if node["every"]:
        told = "Sealed, since it answers the explorers of this page"
    else:
        sealed = f"{html.escape(node['holds'])} is sealed" if node.get("holds") else "Sealed"
        told = f"{sealed} until you have guessed: {' or '.join(links)}"
    self.body.append(
        f'<div class="sealed sealed-block" data-seal="{" ".join(names)}"'
        f"{' data-seal-every' if node['every'] else ''}>"
        f'<div class="seal-says"><p>{told}{"" if told.endswith("?</a>") else "."}</p>'
        '<p><button type="button" data-seal-look>Look at once</button></p></div>'
        '<div class="sealed-text" tabindex="-1">'
    )


def depart_block(self: Any, node: sealed_block) -> None:
    """Close it."""
    self.body.append("</div></div>\n")


def passed(self: Any, node: nodes.Node) -> None:
    """Show what a seal holds as if there were none: on paper nobody can be asked first."""


def add_switch(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Put the switch that opens all seals under the title of a page that has some."""
    if tree is not None and MARK in context.get("body", ""):
        context["body"] = context["body"].replace("</h1>", f"</h1>{SWITCH}", 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Add nodes, directive, and the looks at every page."""
    through = (passed, passed)
    app.add_node(
        sealed_words,
        html=(visit_words, depart_words),
        epub=through,
        latex=through,
        text=through,
    )
    app.add_node(
        sealed_block,
        html=(visit_block, depart_block),
        epub=through,
        latex=through,
        text=through,
    )
    app.add_directive("sealed", SealedDirective)
    app.connect("doctree-read", seal)
    app.connect("html-page-context", add_switch, priority=400)  # before, so below, a page's bar
    return {"parallel_read_safe": True, "parallel_write_safe": True}
