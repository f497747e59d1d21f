"""GraphML: who follows whom out of a file of nodes and edges, read as it streams by.

The parser is expat, of the standard library. networkx reads GraphML too, into a tree first and a graph then, which for a
million edges takes three times as long and a gigabyte; and it does not say in which line a file goes wrong.
"""

from __future__ import annotations

from array import array
from xml.parsers import expat

import numpy as np

from ..reader import Problem, TableError, cleaned, count

Pairs = tuple[list[str], np.ndarray, list[str]]


def read_graphml(file: str, raw: bytes, label: str | None = None) -> Pairs:
    """Return names, a pair of places in them for every edge (follower, followed) in an array (edges, 2), and notes.

    Parameters
    ----------
    file : what messages call it.
    raw : its bytes.
    label : the attribute of a node that names the person; its id where nothing is said.

    Raises
    ------
    TableError naming every line that could not be read.
    """
    return _Reader(file, label).read(raw)


def as_pairs(flat: array) -> np.ndarray:
    """Return numbers that were gathered one after the other as pairs, of shape (pairs, 2)."""
    return np.array(flat, dtype=np.int64).reshape(-1, 2)


def both_ways(edges: int) -> str:
    """Return the note on ties without a direction."""
    return f"{count(edges, 'undirected tie')} read as two follows each, one in either direction."


class _Reader:
    """Takes in GraphML element by element, and keeps numbers alone."""

    def __init__(self, file: str, label: str | None) -> None:
        self.file, self.label = file, label
        self.number: dict[str, int] = {}
        self.shown: dict[str, str] = {}
        self.pairs, self.mutual = array("q"), 0
        self.keys: dict[str, str] = {}  # of attributes of nodes
        self.declared: set[str] = set()
        self.directed: bool | None = None
        self.node = self.cell = ""
        self.problems: list[Problem] = []
        self.seen_root = False

    def read(self, raw: bytes) -> Pairs:
        """Return names, pairs and notes, or raise `TableError` with every place that could not be read."""
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.EntityDeclHandler = self.entity
        try:
            parser.Parse(raw, True)
        except expat.ExpatError as error:
            found = f"XML that breaks off or is malformed ({expat.errors.messages[error.code]})"
            self.problems.append(Problem(error.lineno, error.offset + 1, found, "well-formed GraphML"))
        if not self.problems and not self.number:
            self.problems.append(Problem(0, 0, "no node", "GraphML with nodes and edges"))
        if not self.problems and self.label:
            self.check_labels()
        if self.problems:
            raise TableError(self.file, self.problems)
        names = [self.shown.get(known, known) for known in self.number]
        return names, as_pairs(self.pairs), self.notes()

    def notes(self) -> list[str]:
        """Return what was decided."""
        notes = ["GraphML: an edge leads from a follower to whom they follow."]
        if self.mutual:
            notes.append(both_ways(self.mutual))
        if undeclared := len(self.number.keys() - self.declared):
            notes.append(f"{count(undeclared, 'person', 'people')} named in an edge alone.")
        if self.keys and not self.label:
            notes.append(f"People are named by their node's id; nodes also carry {', '.join(sorted(self.keys.values()))}.")
        return notes

    def check_labels(self) -> None:
        """Complain where the label is no attribute, or does not name everybody, and everybody differently."""
        if self.label not in self.keys.values():
            have = ", ".join(map(repr, sorted(self.keys.values()))) or "nothing"
            self.problems.append(Problem(0, 0, f"nodes that carry {have}", f"nodes with an attribute {self.label!r}"))
            return
        names = list(self.shown.values())
        if len(set(names)) < len(self.number):
            found = f"{len(set(names)):,} labels for {count(len(self.number), 'node')}"
            self.problems.append(Problem(0, 0, found, "a label of its own for every node; read the file without label=..."))

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        tag = tag.rpartition(":")[2]
        if tag == "edge":
            self.edge(given)
        elif tag == "node":
            self.node = cleaned(given.get("id", ""))
            if self.node:
                self.number.setdefault(self.node, len(self.number))
                self.declared.add(self.node)
            else:
                self.complain("a node without an id", 'id="..."')
        elif tag == "data" and self.node and self.label and self.keys.get(given.get("key", "")) == self.label:
            self.cell = ""
            self.parser.CharacterDataHandler = self.text
        elif tag == "key" and given.get("for", "node") in ("node", "all"):
            self.keys[given.get("id", "")] = given.get("attr.name", given.get("id", ""))
        elif tag == "graph":
            kind = given.get("edgedefault")
            if kind not in ("directed", "undirected"):
                self.complain(f"a graph with edgedefault={kind!r}", '"directed" or "undirected"')
            self.directed = kind == "directed"
        elif tag == "hyperedge":
            self.complain("a hyperedge", "edges between two nodes")
        elif not self.seen_root and tag != "graphml":
            self.complain(f"<{tag}>", "<graphml>")
        self.seen_root = True

    def edge(self, given: dict[str, str]) -> None:
        """Take in an edge."""
        one, other = given.get("source", ""), given.get("target", "")
        if not one.strip() or not other.strip():
            self.complain("an edge without " + ("source" if not one.strip() else "target"), 'source="..." and target="..."')
            return
        a, b = (self.number.setdefault(cleaned(name), len(self.number)) for name in (one, other))
        self.pairs.extend((a, b))
        directed = given.get("directed")
        if a != b and (directed == "false" or (directed is None and not self.directed)):
            self.pairs.extend((b, a))
            self.mutual += 1

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        tag = tag.rpartition(":")[2]
        if tag == "data" and self.parser.CharacterDataHandler:
            self.shown[self.node] = cleaned(self.cell)
            self.parser.CharacterDataHandler = None
        elif tag == "node":
            self.node = ""

    def text(self, data: str) -> None:
        """Take in text within a label."""
        self.cell += data

    def entity(self, *_: object) -> None:
        """Refuse a file that defines shorthands: a few lines of them can unfold into gigabytes."""
        problem = Problem(self.parser.CurrentLineNumber, 0, "a definition of an entity", "GraphML without any")
        raise TableError(self.file, [problem])

    def complain(self, found: str, expected: str) -> None:
        """Note a place that cannot be read."""
        at = self.parser
        self.problems.append(Problem(at.CurrentLineNumber, at.CurrentColumnNumber + 1, found, expected))
