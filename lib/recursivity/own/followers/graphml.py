"""GraphML: who follows whom out of a file of nodes and edges, read as it streams by, and back.

The parser is expat, of the standard library. networkx reads GraphML too, into a tree first and a
graph then, which for a million edges takes three times as long and a gigabyte; and it does not say
in which line a file goes wrong.
"""

from __future__ import annotations

from array import array
from collections import Counter
from xml.parsers import expat

import numpy as np

from ..problems import Problem, ReadingError, refuse
from ..words import cleaned, count, visible
from .lists import both_ways

Pairs = tuple[list[str], np.ndarray, list[str]]
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}  # as XML has them
EDGE_DEFAULTS = {"directed": True, "undirected": False}
HOLDERS = {"graph", "edge", "hyperedge", "port"}  # besides nodes


def read_graphml(
    file: str, raw: bytes, label: str | None = None, directed: bool | None = None
) -> Pairs:
    """Return who follows whom out of GraphML.

    Parameters
    ----------
    file : str
        What messages call it.
    raw : bytes
        Its content.
    label : str, optional
        The attribute of a node that names the person; its id where nothing is said.
    directed : bool, optional
        Whether edges have a direction; what the file says where nothing is said.

    Returns
    -------
    names : list of str
        Of all nodes, each different from the others.
    pairs : numpy.ndarray of int, shape (follows, 2)
        Places of follower and followed.
    notes : list of str
        What was decided.

    Raises
    ------
    ReadingError
        Naming every line that could not be read.
    """
    if directed not in (None, True, False):
        raise refuse(file, f"directed={directed!r}", "directed=True or directed=False")
    return _Reader(file, label, directed).read(raw)


def as_pairs(flat: array) -> np.ndarray:
    """Return numbers that were gathered one after the other as pairs, of shape (pairs, 2)."""
    return np.array(flat, dtype=np.int64).reshape(-1, 2)


class _Reader:
    """Takes in GraphML element by element, and keeps numbers alone."""

    def __init__(self, file: str, label: str | None, directed: bool | None) -> None:
        self.file = file
        self.label = label
        self.asked = directed
        self.number: dict[str, int] = {}  # of nodes, by id
        self.declared: set[str] = set()
        self.shown: dict[str, str] = {}  # names, by id
        self.flat = array("q")
        self.mutual = 0  # edges without a direction
        self.keys: dict[str, str] = {}  # names of attributes of nodes, by id
        self.graphs: list[bool] = []  # whether each open graph is directed: they may be nested
        self.owners: list[str] = []  # ids of open nodes, "" for what else may hold data
        self.cell: list[str] | None = None  # the text of an open label
        self.problems: list[Problem] = []
        self.seen_root = False

    def read(self, raw: bytes) -> Pairs:
        """Return names, pairs and notes, or raise `ReadingError` with every unreadable place."""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        try:
            self.parser.Parse(raw, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            found = f"XML that breaks off or is malformed ({reason})"
            place = (error.lineno, error.offset + 1)
            self.problems.append(Problem(*place, found, "well-formed GraphML"))
        except (LookupError, ValueError) as error:
            if isinstance(error, ReadingError):
                raise
            found = f"an encoding that cannot be read ({error})"
            self.problems.append(Problem(1, 0, found, "GraphML in UTF-8"))
        if not self.problems and not self.number:
            self.problems.append(Problem(0, 0, "no node", "GraphML with nodes and edges"))
        names = self.names() if not self.problems else []
        if self.problems:
            raise ReadingError(self.file, self.problems)
        return names, as_pairs(self.flat), self.notes()

    def notes(self) -> list[str]:
        """Return what was decided."""
        notes = ["GraphML: an edge leads from a follower to whom they follow."]
        if self.asked is not None:
            notes.append(f"Edges were read as {'' if self.asked else 'un'}directed, as asked for.")
        if self.mutual:
            notes.append(both_ways(self.mutual))
        if undeclared := len(self.number.keys() - self.declared):
            notes.append(f"{count(undeclared, 'person', 'people')} named in an edge alone.")
        if self.keys and not self.label:
            carried = ", ".join(sorted(self.keys.values()))
            notes.append(f"People are named by their node's id; nodes also carry {carried}.")
        return notes

    def names(self) -> list[str]:
        """Return what people are called; complain where that does not tell them apart."""
        if self.label and self.label not in self.keys.values():
            have = ", ".join(map(repr, sorted(self.keys.values()))) or "nothing"
            expected = f"nodes with an attribute {self.label!r}"
            self.problems.append(Problem(0, 0, f"nodes that carry {have}", expected))
            return []
        if self.label and (without := [known for known in self.number if known not in self.shown]):
            found = f"{count(len(without), 'node')} without {self.label!r} (such as {without[0]!r})"
            self.problems.append(Problem(0, 0, found, f"a {self.label!r} for every node"))
            return []
        names = [cleaned(self.shown[known] if self.label else known) for known in self.number]
        if len(set(names)) < len(names):
            twice = Counter(names).most_common(1)[0][0]
            kind = "label" if self.label else "id"
            found = (
                f"{count(len(set(names)), kind)} for {count(len(names), 'node')} ({twice!r} twice)"
            )
            expected = f"{kind}s that differ in more than spaces and stored accents"
            if self.label:
                expected = "a label of its own for every node; read the file without label=..."
            self.problems.append(Problem(0, 0, found, expected))
        elif blank := [name for name in names if not visible(name).strip()]:
            self.problems.append(Problem(0, 0, f"a node called {blank[0]!r}", "a name to be seen"))
        return names

    # --------------------------------------------------------------------- element by element

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        tag = tag.rpartition(":")[2]
        if not self.seen_root and tag != "graphml":
            self.complain(f"<{tag}>", "<graphml>")
        self.seen_root = True
        if tag in HOLDERS:
            self.owners.append("")
        if tag == "edge":
            self.edge(given)
        elif tag == "node":
            self.open_node(given)
        elif tag == "data":
            self.open_label(given)
        elif tag == "key" and given.get("for", "node") in ("node", "all"):
            self.keys[given.get("id", "")] = given.get("attr.name", given.get("id", ""))
        elif tag == "graph":
            kind = given.get("edgedefault")
            if kind not in EDGE_DEFAULTS:
                self.complain(f"a graph with edgedefault={kind!r}", '"directed" or "undirected"')
            self.graphs.append(EDGE_DEFAULTS.get(kind, True))
        elif tag == "hyperedge":
            self.complain("a hyperedge", "edges between two nodes")

    def open_node(self, given: dict[str, str]) -> None:
        """Take in the beginning of a node."""
        known = given.get("id", "")
        if not known.strip():
            self.complain("a node without an id", 'id="..."')
        elif known in self.declared:
            self.complain(f"the node {known!r} again", "each node once")
        else:
            self.number.setdefault(known, len(self.number))
            self.declared.add(known)
        self.owners.append(known)

    def open_label(self, given: dict[str, str]) -> None:
        """Begin to take in the text of a node's label."""
        wanted = self.label and self.keys.get(given.get("key", "")) == self.label
        if not (wanted and self.owners and self.owners[-1]):
            return
        if self.owners[-1] in self.shown:
            self.complain(f"a second {self.label!r} of a node", "one")
        self.cell = []

    def edge(self, given: dict[str, str]) -> None:
        """Take in an edge."""
        ends = {end: given.get(end, "") for end in ("source", "target")}
        for end, known in ends.items():
            if not known.strip():
                self.complain(f"an edge without {end}", 'source="..." and target="..."')
                return
        said = given.get("directed")
        if said is not None and said not in BOOLEANS:
            self.complain(f"an edge with directed={said!r}", '"true" or "false"')
            return
        directed = self.graphs[-1] if self.graphs else True
        if said is not None:
            directed = BOOLEANS[said]
        if self.asked is not None:
            directed = self.asked
        a, b = (self.number.setdefault(known, len(self.number)) for known in ends.values())
        self.flat.extend((a, b))
        if a != b and not directed:
            self.flat.extend((b, a))
            self.mutual += 1

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        tag = tag.rpartition(":")[2]
        if tag == "data" and self.cell is not None:
            self.shown[self.owners[-1]] = "".join(self.cell)
            self.cell = None
        elif tag == "node" or tag in HOLDERS:
            self.owners.pop()
        if tag == "graph":
            self.graphs.pop()

    def text(self, data: str) -> None:
        """Take in text: only that within a label is kept."""
        if self.cell is not None:
            self.cell.append(data)

    def entity(self, *_: object) -> None:
        """Refuse a file that defines shorthands: a few lines of them can unfold into gigabytes."""
        line = self.parser.CurrentLineNumber
        raise refuse(self.file, "a definition of an entity", "GraphML without any", line=line)

    def complain(self, found: str, expected: str) -> None:
        """Note a place that cannot be read."""
        place = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.problems.append(Problem(*place, found, expected))
