"""The argument of an essay: a map of what rests on what, and a table of what is claimed beside it.

```{argument-map} ```                     at the head of an essay: the claims that it tells, on
those that they rest on

```{also-claimed}
```                     at its end: the chapter's other claims, so that each row stands in the book

Both are drawn from the ledger, for the chapter whose page they stand on.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import ledger
import networkx as nx
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

ACROSS = 3  # chips side by side: their text is read on a phone
WIDTH = 360
CHIP = (112, 36)
GAP = (12, 34)  # between chips, between layers
CHARACTERS = 17  # of a line in a chip


def told(essay: Path) -> list[str]:
    """Return the claims that an essay tells with a badge, in the order of the text."""
    found = re.findall(r"\{claim\}`([^`]+)`", essay.read_text(encoding="utf-8"))
    return list(dict.fromkeys(found))


def building(claims: list[str]) -> nx.DiGraph:
    """Return the claims with all that they rest on; an edge leads from a claim to what carries it.

    Raises
    ------
    ValueError where claims rest on one another in a circle; KeyError where one has no row.
    """
    graph = nx.DiGraph()
    waiting = list(claims)
    while waiting:
        claim = waiting.pop(0)
        if claim in graph and graph.nodes[claim].get("read"):
            continue
        graph.add_node(claim, read=True)
        for other in ledger.row(claim).get("rests_on", []):
            graph.add_edge(claim, other)
            waiting.append(other)
    if not nx.is_directed_acyclic_graph(graph):
        circle = " → ".join(claim for claim, _ in nx.find_cycle(graph))
        raise ValueError(f"claims rest on one another in a circle: {circle}")
    return graph


def floors(graph: nx.DiGraph) -> list[list[str]]:
    """Return the claims floor by floor, the foundations last, neighbours near what they rest on."""
    below = list(nx.topological_generations(graph.reverse()))
    found = [list(below[0])] if below else []
    for floor in below[1:]:
        place = {claim: at for row in found for at, claim in enumerate(row)}

        def middle(claim: str, place: dict[str, int] = place) -> float:
            under = [place[other] for other in graph.successors(claim) if other in place]
            return sum(under) / len(under) if under else 0.0

        found.append(sorted(floor, key=middle))
    return found[::-1]


def drawn(graph: nx.DiGraph, links: dict[str, str]) -> str:
    """Return the map as SVG; `links` lead from a claim to where it is told, or to its row."""
    at: dict[str, tuple[float, float]] = {}
    top = 4.0
    for floor in floors(graph):
        for first in range(0, len(floor), ACROSS):
            line = floor[first : first + ACROSS]
            left = (WIDTH - len(line) * CHIP[0] - (len(line) - 1) * GAP[0]) / 2
            for place, claim in enumerate(line):
                at[claim] = (left + place * (CHIP[0] + GAP[0]), top)
            top += CHIP[1] + 8
        top += GAP[1] - 8
    height = top - GAP[1] + 8
    lines = [_line(at[claim], at[other]) for claim, other in graph.edges]
    chips = [_chip(claim, graph, *at[claim], links[claim]) for claim in at]
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="group" '
        'aria-label="Map of the argument: what rests on what">\n'
        + "\n".join(lines + chips)
        + "\n</svg>"
    )


def _line(above: tuple[float, float], under: tuple[float, float]) -> str:
    x1 = above[0] + CHIP[0] / 2
    y1 = above[1] + CHIP[1]
    x2 = under[0] + CHIP[0] / 2
    y2 = under[1]
    bend = max(14.0, (y2 - y1) / 2)
    return (
        f'<path class="map-line" d="M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} '
        f'{x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"/>'
    )


def _chip(claim: str, graph: nx.DiGraph, x: float, y: float, link: str) -> str:
    row = ledger.row(claim)
    kind = row["kind"]
    bearing = row.get("bearing", "")
    words = _words(claim)
    carried = ", ".join(_words(other) for other in graph.successors(claim))
    spoken = f"{words}: {kind}{f', {bearing}' if bearing else ''}" + (
        f"; rests on {carried}" if carried else ""
    )
    rows = _wrapped(words)
    first = y + CHIP[1] / 2 + 4 - (len(rows) - 1) * 6.5
    text = "".join(
        f'<tspan x="{x + CHIP[0] / 2:.0f}" y="{first + 13 * n:.0f}">{html.escape(r)}</tspan>'
        for n, r in enumerate(rows)
    )
    mark = f'<text class="map-mark" x="{x + CHIP[0] - 9:.0f}" y="{y + 11:.0f}">±</text>'
    return (
        f'<a href="{html.escape(link, quote=True)}" aria-label="{html.escape(spoken, quote=True)}" '
        f'class="map-chip map-{kind}"><title>{html.escape(row["claim"])}</title>'
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{CHIP[0]}" height="{CHIP[1]}" rx="6"/>'
        f"<text>{text}</text>{mark if bearing else ''}</a>"
    )


def _words(claim: str) -> str:
    return claim.partition("-")[2].replace("-", " ")


def _wrapped(words: str) -> list[str]:
    """Return words on two lines at most, cut where they do not fit."""
    rows = [""]
    for word in words.split():
        longer = f"{rows[-1]} {word}".strip()
        if len(longer) <= CHARACTERS or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    if len(rows) > 2:
        rows = [rows[0], f"{rows[1]} …"]
    return rows


class MapDirective(SphinxDirective):
    """The map of the argument of the essay that it stands in."""

    def run(self) -> list[nodes.Node]:
        """Return the drawing with a line that explains it."""
        self.env.note_dependency(str(ledger.CLAIMS))
        claims = told(Path(self.env.doc2path(self.env.docname)))
        try:
            graph = building(claims)
        except (KeyError, ValueError) as error:
            raise self.error(str(error)) from error
        links = {
            claim: f"#told-{ledger.label(ledger.row(claim))}"
            if claim in claims
            else ledger.address(self.env, ledger.row(claim))
            for claim in graph
        }
        legend = (
            '<p class="map-legend">Each claim stands on those below it that it needs. '
            '<span class="claim claim-measured">measured</span> '
            '<span class="claim claim-modelled">modelled</span> '
            '<span class="claim claim-argued">argued</span>'
            " ± contested, or measured beside the point. A tap leads to the place in the text.</p>"
        )
        block = f'<div class="argument-map">{drawn(graph, links)}{legend}</div>'
        return [nodes.raw("", block, format="html")]


class AlsoDirective(SphinxDirective):
    """The chapter's claims that its essay does not tell, as a table."""

    def run(self) -> list[nodes.Node]:
        """Return the table, or nothing where the essay tells all."""
        self.env.note_dependency(str(ledger.CLAIMS))
        chapter = self.env.docname.rpartition("/")[2]
        known = told(Path(self.env.doc2path(self.env.docname)))
        others = [
            row for row in ledger.rows() if row["chapter"] == chapter and row["id"] not in known
        ]
        if not others:
            return []
        group = nodes.tgroup("", nodes.colspec(colwidth=4), nodes.colspec(colwidth=1), cols=2)
        group += nodes.thead("", self._row("Claim", "What carries it"))
        body = nodes.tbody()
        for row in others:
            body += self._row(row["claim"], f"{{claim}}`{row['id']}`")
        group += body
        return [nodes.table("", group, classes=["also-claimed"])]

    def _row(self, *cells: str) -> nodes.row:
        line = nodes.row()
        for cell in cells:
            found, messages = self.parse_inline(cell, lineno=self.lineno)
            line += nodes.entry("", nodes.paragraph("", "", *found), *messages)
        return line


def setup(app: Sphinx) -> dict[str, Any]:
    """Add both directives."""
    app.add_directive("argument-map", MapDirective)
    app.add_directive("also-claimed", AlsoDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
