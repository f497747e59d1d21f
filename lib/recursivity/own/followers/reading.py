"""Follower lists out of files: a CSV of follows, or GraphML.

A list is read in full or not at all. What has to be guessed (which column follows which, whether
the first line is a header, whether ties have a direction) is told in a note, and can be said
instead.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterable, Sequence

import attrs
import numpy as np

from ..content import Source, content
from ..problems import Problem, ReadingError, refuse, shortened
from ..reader import Text, read_text
from ..records import first_row
from ..words import count, plain, visible
from .graphml import as_pairs, read_graphml
from .headers import WANTED, Columns, has_name, read_header
from .lists import Follows, both_ways, from_pairs, with_returns

HINTED = 20  # follows of which none is returned before a note asks whether they have a direction
PROSE = 8  # words in a cell that is no name
TIES = {  # what programs write of a tie, True where it has a direction
    "directed": True,
    "true": True,
    "yes": True,
    "1": True,
    "gerichtet": True,
    "dirige": True,
    "dirigido": True,
    "undirected": False,
    "mutual": False,
    "false": False,
    "no": False,
    "0": False,
    "ungerichtet": False,
    "nondirige": False,
    "nodirigido": False,
}


def read_follows(
    source: Source,
    *,
    name: str = "",
    follower: str | int | None = None,
    followed: str | int | None = None,
    header: bool | None = None,
    directed: bool | None = None,
    label: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    set_aside: bool = False,
) -> Follows:
    """Return who follows whom out of a CSV of follows or a GraphML file.

    Parameters
    ----------
    source : str, path or bytes
        A path, or the content of a file. GraphML is told by its first words, or the ending of its
        name.
    name : str
        What messages call it.
    follower, followed : str or int, optional
        The columns of a CSV, by name or by number from 1. Where nothing is said they are told from
        the header, and without one they are the first and the second.
    header : bool, optional
        Whether the first line of a CSV names its columns; told from its words where nothing is
        said.
    directed : bool, optional
        Whether ties have a direction. Where nothing is said, GraphML says so itself, a CSV may in a
        column "Type" or in a remark on top, and otherwise they have.
    label : str, optional
        The attribute of a GraphML node that names the person; its id where nothing is said.
    encoding, separator : str, optional
        See `recursivity.own.reader.read_text`.
    set_aside : bool
        Go on without lines that cannot be read, and say in a note which they were, instead of
        refusing the file.

    Returns
    -------
    Follows
        With notes on everything that was decided, merged, counted or left out.

    Raises
    ------
    ReadingError
        Naming every line that could not be read.
    """
    file, raw = content(source, name)
    if _is_xml(file, raw):
        names, pairs, notes = read_graphml(file, raw, label, directed)
        return from_pairs(names, pairs[:, 0], pairs[:, 1], notes)
    text = read_text(raw, name=file, encoding=encoding, separator=separator)
    start, first = first_row(text)
    start, first, titled = _header_in_remarks(text, start, first, header)
    columns = read_header(file, start, first, follower, followed, header)
    if titled and not columns.named:  # a remark after all
        start, first = first_row(text)
        columns = read_header(file, start, first, follower, followed, header)
        titled = False
    listed = _Listed(file, columns, text, start)
    asked = follower is not None or followed is not None
    if not asked and header is None and listed.begins_with_titles():
        columns = read_header(file, start, first, None, None, True)
        listed = _Listed(file, columns, text, start)
    if listed.problems and not set_aside:
        raise ReadingError(file, listed.problems)
    if not len(listed.flat):
        raise refuse(file, "no follow", "lines that name a follower and somebody followed")
    if not asked:
        listed.refuse_attributes(start, first)
    if not asked and header is None and not columns.named:
        listed.refuse_prose(start, first)
    pairs, told = _with_directions(listed, text, directed)
    notes = [*text.notes, *columns.notes, *told, *listed.notes()]
    follows = from_pairs(list(listed.number), pairs[:, 0], pairs[:, 1], notes)
    if directed is None and not told and len(pairs) >= HINTED and not follows.returned.any():
        hint = (
            "Not one of these follows is returned: if ties have no direction and each is told "
            "once, say directed=False."
        )
        return attrs.evolve(follows, notes=(*follows.notes, hint))
    return follows


def _is_xml(file: str, raw: bytes) -> bool:
    """Return whether bytes begin as XML does, or the name of the file says so."""
    utf_16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    head = raw[:200].decode("utf-16" if utf_16 else "utf-8-sig", errors="ignore").lstrip().lower()
    if head.startswith("<!doctype html"):
        return False
    starts = ("<?xml", "<!", "<graphml")
    return head.startswith(starts) or file.lower().endswith((".graphml", ".xml", ".gexf"))


def _header_in_remarks(
    text: Text, start: int, first: list[str], header: bool | None
) -> tuple[int, list[str], bool]:
    """Return the row that may name the columns: the last remark on top, where it has as many cells.

    Published lists begin so: "# FromNodeId	ToNodeId".
    """
    if header is False or not text.remarks:
        return start, first, False
    line, remark = text.remarks[-1]
    cells = next(csv.reader([remark.lstrip("#% ")], delimiter=text.separator), [])
    if len(cells) < 2 or len(cells) != len(first) or not all(map(str.strip, cells)):
        return start, first, False
    return line, cells, True


class _Listed:
    """The rows of a CSV as numbers: of names, of pairs of them, and of what could not be read."""

    def __init__(self, file: str, columns: Columns, text: Text, start: int) -> None:
        self.file = file
        self.columns = columns
        self.number: dict[str, int] = {}  # of every name as it was written
        self.flat = array("q")
        self.problems: list[Problem] = []
        self.blank = 0
        self.kinds: list[tuple[int, str]] = []  # line and word for the direction of each follow
        first = start + 1 if columns.named else start
        self._take((line, cells) for line, cells in text.rows() if line >= first)
        self._complain_of_unseen((line, cells) for line, cells in text.rows() if line >= first)

    @property
    def pairs(self) -> np.ndarray:
        """Follower and followed, of shape (follows, 2)."""
        return as_pairs(self.flat)

    def _take(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """Take in the rows."""
        a, b = self.columns.follower, self.columns.followed
        kind = self.columns.direction
        wide = max(a, b)
        setdefault = self.number.setdefault  # a million rows pass here
        append = self.flat.append
        for line, cells in rows:
            if len(cells) > wide:
                one = cells[a]
                other = cells[b]
                if one and other and not one.isspace() and not other.isspace():
                    append(setdefault(one, len(self.number)))
                    append(setdefault(other, len(self.number)))
                    if kind is not None:
                        self.kinds.append((line, cells[kind] if kind < len(cells) else ""))
                    continue
            self._other(line, cells)

    def _complain_of_unseen(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """Note a problem for each row in which a name cannot be seen."""
        unseen = {name for name in self.number if not visible(name).strip()}
        if not unseen:
            return
        a, b = self.columns.follower, self.columns.followed
        for line, cells in rows:
            for at in (a, b):
                if at < len(cells) and cells[at] in unseen:
                    found = "marks that cannot be seen"
                    self.problems.append(Problem(line, at + 1, found, "a name"))

    def _other(self, line: int, cells: list[str]) -> None:
        """Take in a row that is no follow."""
        if not any(map(str.strip, cells)):
            self.blank += 1
            return
        a, b = self.columns.follower, self.columns.followed
        at = next(i for i in (a, b) if i >= len(cells) or not cells[i].strip())
        title = "followed" if at == b else "follower"
        self.problems.append(Problem(line, at + 1, "nothing", "a name", title))

    def notes(self) -> list[str]:
        """Return what was passed over."""
        notes = []
        if self.blank:
            notes.append(f"{count(self.blank, 'blank line')} passed over.")
        if self.problems:
            some = "; ".join(map(str, self.problems[:5])) + " …" * (len(self.problems) > 5)
            notes.append(f"{count(len(self.problems), 'line')} set aside: {some}.")
        return notes

    def begins_with_titles(self) -> bool:
        """Return whether the first line holds words, each once, and all others numbers."""
        if self.columns.named or len(self.flat) < 4:
            return False
        one, other = self.flat[:2]
        if one == other or {one, other} & set(self.flat[2:]):
            return False
        names = list(self.number)
        titles = (names[one], names[other])
        return not any(map(_numeric, titles)) and all(
            _numeric(name) for i, name in enumerate(names) if i not in (one, other)
        )

    def refuse_attributes(self, line: int, first: Sequence[str]) -> None:
        """Refuse a table with a row for each person, told by a column of numbers beside names."""
        names = list(self.number)
        numeric = [all(_numeric(names[i]) for i in set(self.flat[side::2])) for side in (0, 1)]
        lopsided = sum(numeric) == 1 and not self.columns.sure
        if not any(numeric) or not (lopsided or self._counts(numeric, first)):
            return
        there = shortened(", ".join(repr(cell.strip()) for cell in first))
        raise refuse(self.file, f"a table of attributes ({there})", WANTED, line=line)

    def _counts(self, numeric: Sequence[bool], first: Sequence[str]) -> bool:
        """Return whether columns hold counts, as in "name, followers, following"."""
        a, b = self.columns.follower, self.columns.followed
        if not self.columns.named:
            return False
        named_beside = all(numeric) and has_name(list(first), (a, b))
        other = first[a] if numeric[1] else first[b]
        return named_beside or (sum(numeric) == 1 and has_name([other], (-1, -1)))

    def refuse_prose(self, line: int, first: Sequence[str]) -> None:
        """Refuse lines without a header that are no network: sentences, pairs that never meet."""
        follows = len(self.flat) // 2
        names = list(self.number)
        wordy = sum(
            _sentence(names[one]) or _sentence(names[other])
            for one, other in zip(self.flat[::2], self.flat[1::2], strict=True)
        )
        there = shortened(", ".join(repr(cell.strip()) for cell in first))
        if 2 * wordy >= follows:
            expected = "names of people (if these are names, say header=False)"
            raise refuse(self.file, f"sentences ({there})", expected, line=line)
        if follows > 1 and len(names) == 2 * follows:
            found = f"{count(follows, 'line')} in which nobody occurs twice"
            expected = "a list of follows (if it is one, say header=True or header=False)"
            raise refuse(self.file, found, expected)


def _numeric(name: str) -> bool:
    """Return whether a cell holds a number, a share or a date."""
    return bool(re.fullmatch(r"\s*[+-]?\d[\d.,:/-]*\s?%?\s*", name))


def _sentence(name: str) -> bool:
    words = len(name.split())
    return words >= PROSE or (words >= 4 and name.rstrip().endswith((".", "!", "?", ":", ";")))


def _with_directions(
    listed: _Listed, text: Text, directed: bool | None
) -> tuple[np.ndarray, list[str]]:
    """Return pairs, those without a direction in both, and how that was told."""
    pairs = listed.pairs
    if directed is not None and not isinstance(directed, (bool, np.bool_)):
        raise refuse(listed.file, f"directed={directed!r}", "directed=True or directed=False")
    if directed is None:
        ties = _told_by_column(listed)
        if ties is not None:
            undirected = ~ties
            if undirected.any():
                notes = [both_ways(int(undirected.sum())), "A column says which they are."]
                return with_returns(pairs, undirected), notes
            return pairs, ["A column says that every tie has a direction."]
        if remark := _undirected_remark(text):
            notes = [both_ways(len(pairs)), f"A remark on top says so: {remark!r}."]
            return with_returns(pairs), notes
    elif not directed:
        return with_returns(pairs), [both_ways(len(pairs)), "That was asked for."]
    else:
        return pairs, ["Ties were read as having a direction, as was asked for."]
    return pairs, []


def _told_by_column(listed: _Listed) -> np.ndarray | None:
    """Return which follows have a direction, where a column says so of each."""
    words = {word for _, word in listed.kinds}
    known = {word: TIES.get(plain(word)) for word in words}
    if not words or all(value is None for value in known.values()):
        return None
    at = (listed.columns.direction or 0) + 1
    unknown = [
        Problem(line, at, repr(shortened(word)), '"Directed" or "Undirected"')
        for line, word in listed.kinds
        if known[word] is None
    ]
    if unknown:
        raise ReadingError(listed.file, unknown)
    return np.array([known[word] for _, word in listed.kinds], dtype=bool)


def _undirected_remark(text: Text) -> str:
    """Return the remark on top that says that ties have no direction, shortened."""
    pattern = r"\bundirected\b|\bunordered pair|^%\s*sym\b|\bsymmetric\b"
    found = (remark for _, remark in text.remarks if re.search(pattern, remark, re.I))
    return shortened(next(found, ""), 60)
