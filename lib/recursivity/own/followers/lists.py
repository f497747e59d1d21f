"""Follower lists: who follows whom, out of a reader's CSV or GraphML, or a networkx graph.

A list is kept as two arrays of whole numbers, a pair for each follow, beside the names. That holds a million follows in
8 MB, where a `networkx.DiGraph` takes several hundred, and every count is one pass of numpy. `Follows.to_networkx` gives
the graph where the list is small enough to enjoy one.
"""

from __future__ import annotations

import difflib
from array import array
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import attrs
import networkx as nx
import numpy as np

from .graphml import as_pairs, both_ways, read_graphml
from ..reader import Problem, Source, TableError, cleaned, content, count, plain, read_text

KNOWN = {  # what the two columns may be called
    "follower": ("follower", "source", "from", "src"),
    "followed": ("followed", "followee", "following", "target", "to", "dst"),
}
SUFFIXES = ("id", "name", "username", "handle", "user", "node")


class UnknownPersonError(LookupError):
    """Somebody who is not in the list; the message offers names that look alike."""

    def __str__(self) -> str:
        """Return the message without the quotation marks that Python puts round that of a missing key."""
        return str(self.args[0])


@attrs.frozen(eq=False)
class Follows:
    """Who follows whom: names, and for each follow the numbers of two different people, no pair twice.

    `follower[k]` and `followed[k]` are places in `names`. `notes` says what was read, merged, counted and left out.
    """

    names: Sequence[str]
    follower: np.ndarray
    followed: np.ndarray
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of people."""
        return len(self.names)

    @cached_property
    def audience(self) -> np.ndarray:
        """How many follow each person, within the list."""
        return np.bincount(self.followed, minlength=len(self))

    @cached_property
    def following(self) -> np.ndarray:
        """How many each person follows, within the list."""
        return np.bincount(self.follower, minlength=len(self))

    def followers_of(self, person: int) -> np.ndarray:
        """Return the numbers of those who follow a person, ascending."""
        return np.sort(self.follower[self.followed == person])

    def followed_by(self, person: int) -> np.ndarray:
        """Return the numbers of those whom a person follows, ascending."""
        return np.sort(self.followed[self.follower == person])

    def find(self, name: str) -> int:
        """Return the number of a person, by name.

        Capitals and a leading @ matter only where they tell two people apart. Raises `UnknownPersonError`, with names that
        look alike, where nobody or more than one person is meant.
        """
        wanted = cleaned(str(name))
        if wanted in self._numbers:
            return self._numbers[wanted]
        loose = [i for i, known in enumerate(self.names) if _loose(known) == _loose(wanted)]
        if len(loose) == 1:
            return loose[0]
        if loose:
            raise UnknownPersonError(f"{name!r} may be any of {', '.join(repr(self.names[i]) for i in loose[:5])}: say which")
        alike = {_loose(known): known for known in self.names}
        near = [alike[key] for key in difflib.get_close_matches(_loose(wanted), alike, n=5, cutoff=0.6)]
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "no name in it looks alike"
        raise UnknownPersonError(f"{name!r} is not in the list of {count(len(self), 'name')}: {hint}")

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.names)}

    def to_networkx(self) -> nx.DiGraph:
        """Return the list as a graph, an edge from each follower to whom they follow, isolated people included."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self.names)
        graph.add_edges_from((self.names[a], self.names[b]) for a, b in zip(self.follower, self.followed, strict=True))
        return graph


def _loose(name: str) -> str:
    return name.removeprefix("@").casefold()


# --------------------------------------------------------------------------------------------------------- out of memory


def from_pairs(
    names: Sequence[str], follower: np.ndarray, followed: np.ndarray, notes: Sequence[str] = (), *, merge: bool = True
) -> Follows:
    """Return a list from pairs of numbers, repeated follows and follows of oneself counted and left out.

    With `merge`, names that differ only in spaces around them or in how an accent is stored are one person.
    """
    follower, followed = np.asarray(follower, dtype=np.int64), np.asarray(followed, dtype=np.int64)
    notes = list(notes)
    if merge:
        names, at, merged = _merged(names)
        follower, followed = at[follower], at[followed]
        if merged:
            notes.append(f"{count(merged, 'spelling')} of a name differed in spaces or stored accents alone: one person each.")
    own = follower == followed
    pairs = np.unique(follower[~own] * max(len(names), 1) + followed[~own])
    if own.any():
        notes.append(f"{count(int(own.sum()), 'follow')} of oneself left out.")
    if repeated := len(follower) - int(own.sum()) - len(pairs):
        notes.append(f"{count(repeated, 'repeated follow')} counted once.")
    kept = [(pairs // max(len(names), 1)).astype(np.int32), (pairs % max(len(names), 1)).astype(np.int32)]
    follows = Follows(list(names), *kept)
    notes.insert(0, f"{count(len(kept[0]), 'follow')} among {count(len(names), 'person', 'people')}.")
    if alone := int(((follows.audience == 0) & (follows.following == 0)).sum()):
        notes.append(f"{count(alone, 'person', 'people')} without any follow, counted among all.")
    busy = int((follows.audience > 0).sum())
    if len(follows) > 20 and busy <= max(2, len(follows) // 100):
        seen = "nobody has followers" if not busy else f"only {count(busy, 'person has', 'people have')} followers"
        notes.append(
            f"In this list {seen}: it looks like the followers of single accounts. What the others are followed by is "
            "missing, so inequality, places and pools below are too extreme to mean anything."
        )
    return Follows(follows.names, *kept, tuple(notes))


def _merged(names: Sequence[str]) -> tuple[list[str], np.ndarray, int]:
    """Return cleaned names, each once; for every given name the place of its cleaned one; and how many were merged."""
    number: dict[str, int] = {}
    at = np.array([number.setdefault(cleaned(name), len(number)) for name in names], dtype=np.int64)
    return list(number), at, len(names) - len(number)


def from_networkx(graph: nx.Graph) -> Follows:
    """Return a list from a graph of networkx, an edge leading from a follower to whom they follow.

    An undirected edge counts as a follow in both directions, and a note says so.
    """
    nodes: list[Hashable] = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    pairs = np.array([(number[a], number[b]) for a, b, *_ in graph.edges], dtype=np.int64).reshape(-1, 2)
    notes = []
    if not graph.is_directed():
        notes.append(both_ways(len(pairs)))
        pairs = np.concatenate([pairs, pairs[pairs[:, 0] != pairs[:, 1]][:, ::-1]])
    names = [str(node) for node in nodes]
    if len(set(map(cleaned, names))) < len(nodes):
        raise ValueError("two nodes of the graph have the same name as text: rename them (networkx.relabel_nodes)")
    return from_pairs(names, pairs[:, 0], pairs[:, 1], notes)


# ------------------------------------------------------------------------------------------------------------ out of files


def read_follows(
    source: Source,
    *,
    name: str = "",
    follower: str | int | None = None,
    followed: str | int | None = None,
    header: bool | None = None,
    label: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    set_aside: bool = False,
) -> Follows:
    """Return who follows whom out of a CSV of follows or a GraphML file.

    Parameters
    ----------
    source : a path, or the bytes of a file. GraphML is told by its first words, or the ending of its name.
    name : what messages call it.
    follower, followed : the columns of a CSV, by name or by number from 1. Where nothing is said they are told from the
        header, and without one they are the first and the second.
    header : whether the first line of a CSV names its columns; told from its words where nothing is said.
    label : the attribute of a GraphML node that names the person; its id where nothing is said.
    encoding, separator : see `recursivity.own.reader.read_text`.
    set_aside : go on without lines that cannot be read, and say in a note which they were, instead of refusing the file.

    Raises
    ------
    TableError naming every line that could not be read.
    """
    file, raw = content(source, name)
    if _is_xml(file, raw):
        names, pairs, notes = read_graphml(file, raw, label)
        return from_pairs(names, pairs[:, 0], pairs[:, 1], notes, merge=False)
    text = read_text(raw, name=file, encoding=encoding, separator=separator)
    rows = ((line, cells) for line, cells in text.rows() if not _remark(cells))
    start, first = next(((line, cells) for line, cells in rows if any(map(str.strip, cells))), (0, []))
    a, b, named, told = _columns(file, start, first, follower, followed, header)
    number, pairs, problems, blank = _pairs(rows if named else chain([(start, first)], rows), a, b)
    if problems and not set_aside:
        raise TableError(file, problems)
    if not len(pairs):
        raise TableError(file, [Problem(0, 0, "no follow", "lines that name a follower and somebody followed")])
    notes = [*text.notes, *told]
    if blank:
        notes.append(f"{count(blank, 'blank line')} passed over.")
    if problems:
        some = "; ".join(map(str, problems[:5])) + " …" * (len(problems) > 5)
        notes.append(f"{count(len(problems), 'line')} set aside: {some}.")
    return from_pairs(list(number), pairs[:, 0], pairs[:, 1], notes)


def _is_xml(file: str, raw: bytes) -> bool:
    head = raw[:200].decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="ignore").lstrip()
    return head.startswith(("<?xml", "<!", "<graphml")) or file.lower().endswith((".graphml", ".xml", ".gexf"))


def _remark(cells: list[str]) -> bool:
    """Return whether a row is a remark, such as published lists begin with; a hashtag is none."""
    return bool(cells) and cells[0].startswith(("# ", "% "))


def _pairs(rows: Iterable[tuple[int, list[str]]], a: int, b: int) -> tuple[dict[str, int], np.ndarray, list[Problem], int]:
    """Return a number for every name, a pair of numbers for every follow, what could not be read, and blank lines."""
    number: dict[str, int] = {}
    flat, problems, blank = array("q"), [], 0
    wide = max(a, b)
    for line, cells in rows:
        if len(cells) > wide:
            one, other = cells[a], cells[b]
            if one and other and not one.isspace() and not other.isspace():
                flat.append(number.setdefault(one, len(number)))
                flat.append(number.setdefault(other, len(number)))
                continue
        if not any(map(str.strip, cells)):
            blank += 1
            continue
        at = next(i for i in (a, b) if i >= len(cells) or not cells[i].strip())
        problems.append(Problem(line, at + 1, "nothing", "a name", ("follower", "followed")[at == b]))
    return number, as_pairs(flat), problems, blank


def _columns(
    file: str, line: int, first: list[str], follower: str | int | None, followed: str | int | None, header: bool | None
) -> tuple[int, int, bool, list[str]]:
    """Return where followers and followed stand, whether the first line names columns, and what was decided."""
    there = ", ".join(repr(cell) for cell in first)
    if len(first) < 2:
        raise TableError(file, [Problem(line, 0, f"one column ({there})", "two: who follows, and who is followed")])
    told = {"follower": follower, "followed": followed}
    by_name = any(isinstance(place, str) for place in told.values())
    words = [plain(cell) for cell in first]
    at = {title: _at(place, words, title) for title, place in told.items()}
    missing = [title for title, place in at.items() if place is None]
    if by_name or (len(missing) == 1 and header is None and follower is followed is None):
        expected = "a column for the {0} (say {0}=..., or header=False if there is no header)"
        if missing:
            raise TableError(file, [Problem(line, 0, f"a header with {there}", expected.format(title)) for title in missing])
        header = True
    a, b = (
        default if at[title] is None or (header is False and told[title] is None) else at[title]
        for title, default in (("follower", 0), ("followed", 1))
    )
    if a == b:
        raise TableError(file, [Problem(line, a + 1, "follower and followed in one column", "two different columns")])
    named = (
        header
        if header is not None
        else all(_at(None, words[i : i + 1], t) == 0 for i, t in ((a, "follower"), (b, "followed")))
    )
    notes = [f"Column {a + 1} follows column {b + 1}."]
    if not named and header is None:
        notes.append("The first line names no columns and was read as a follow.")
    if len(first) > 2:
        notes.append(f"{count(len(first) - 2, 'other column')} not used.")
    return a, b, named, notes


def _at(wanted: str | int | None, words: list[str], title: str) -> int | None:
    """Return the place of a column by number, by name, or by one of the words it is known by; None where there is none."""
    if isinstance(wanted, int):
        return wanted - 1
    if isinstance(wanted, str):
        return words.index(plain(wanted)) if plain(wanted) in words else None
    names = {word + suffix for word in KNOWN[title] for suffix in ("", *SUFFIXES)}
    return next((i for i, word in enumerate(words) if word in names), None)


def write_csv(follows: Follows, path: str | Path) -> None:
    """Write a list as a CSV with the header `follower,followed`, sorted by name, that `read_follows` reads back."""
    import csv

    names = follows.names
    rows = sorted((names[a], names[b]) for a, b in zip(follows.follower, follows.followed, strict=True))
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("follower", "followed"), *rows])
