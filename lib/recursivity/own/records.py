"""Records: rows of a reader's file under columns with a meaning, every cell of them checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import pandas as pd

from .content import Source
from .numbers import LARGEST, SMALLEST, decimal_mark, number, readable_in_two_ways
from .problems import Problem, ReadingError, refuse, shortened
from .reader import Text, read_text
from .words import cleaned, count, look_alikes, plain, visible


@attrs.frozen(kw_only=True)
class Column:
    """A column that a file may have.

    Parameters
    ----------
    name : str
        What it is called.
    kind : str
        What its cells have to be: "text", "number" or "share" (0 to 1, or per cent).
    needed : bool
        Whether the file must have it.
    blank : bool
        Whether a cell may be empty.
    also : tuple of str
        What else it may be called.
    low, high : float
        Bounds of its numbers.
    """

    name: str
    kind: str = "text"
    needed: bool = True
    blank: bool = False
    also: tuple[str, ...] = ()
    low: float = 0.0
    high: float = float("inf")

    @property
    def expected(self) -> str:
        """What a cell has to be, in words."""
        if self.kind == "text":
            return "a name"
        if self.kind == "share":
            return "a share from 0 to 1, or 0% to 100%"
        if self.high < float("inf"):
            return f"a number from {self.low:g} to {self.high:g}"
        return f"a number, {self.low:g} or more"

    @property
    def words(self) -> set[str]:
        """What it may be called, without capitals, spaces and accents."""
        return {plain(name) for name in (self.name, *self.also)}


@attrs.frozen(eq=False)
class Records:
    """Rows that could all be read.

    Parameters
    ----------
    file : str
        What messages call the file.
    values : pandas.DataFrame
        A column for each `Column` that the file has, and `line`, from which each row came.
    notes : tuple of str
        What was decided.
    """

    file: str
    values: pd.DataFrame
    notes: tuple[str, ...]


def first_row(text: Text) -> tuple[int, list[str]]:
    """Return the line and the cells of the first row with something in it.

    Raises
    ------
    ReadingError
        Where there is none.
    """
    for line, cells in text.rows():
        if any(map(str.strip, cells)):
            return line, cells
    raise refuse(text.file, "cells without anything in them", "a table")


def read_records(
    source: Source,
    columns: Sequence[Column],
    *,
    name: str = "",
    encoding: str | None = None,
    separator: str | None = None,
    decimal: str | None = None,
) -> Records:
    """Return the rows of a file with a header, their numbers read and their cells checked.

    Parameters
    ----------
    source, name, encoding, separator
        See `recursivity.own.reader.read_text`.
    columns : sequence of Column
        What the file may hold. Others are left unread, and a note says which.
    decimal : str, optional
        "." or ","; told from the numbers where nothing is said.

    Returns
    -------
    Records
        With a row for each row of the file that is not blank.

    Raises
    ------
    ReadingError
        Naming every cell that could not be read, what was found there and what was expected.
    """
    text = read_text(source, name=name, encoding=encoding, separator=separator)
    if decimal not in (None, ".", ","):
        raise refuse(text.file, f"the decimal mark {decimal!r}", "decimal='.' or decimal=','")
    start, titles = first_row(text)
    titles = [cell.strip() for cell in titles]
    places = _places(text.file, start, titles, columns)
    rows = [(line, list(map(cleaned, cells))) for line, cells in text.rows() if line > start]
    full = [(line, cells) for line, cells in rows if any(cells)]
    good, problems = _whole(full, titles)
    if not full:
        problems = [Problem(start + 1, 0, "nothing below the header", "at least one row")]
    if decimal is None:
        numeric = [at for column, at in places.items() if column.kind != "text"]
        decimal = decimal_mark([cells[at] for _, cells in good for at in numeric], text.separator)
    values: dict[str, list] = {"line": [line for line, _ in good]}
    for column, at in places.items():
        found = [_value(cells[at], column, decimal) for _, cells in good]
        values[column.name] = [value for value, _ in found]
        problems += [
            Problem(line, at + 1, *complaint, name=column.name)
            for (line, _), (_, complaint) in zip(good, found, strict=True)
            if complaint
        ]
    if problems:
        raise ReadingError(text.file, problems)
    notes = [*text.notes, *_noticed(titles, set(places.values()), len(rows) - len(full), decimal)]
    for column in places:
        if column.kind == "text":
            notes += look_alikes(dict.fromkeys(values[column.name]), f"{column.name} name")
    return Records(text.file, pd.DataFrame(values), tuple(notes))


Row = tuple[int, list[str]]


def _whole(rows: Sequence[Row], titles: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Return the rows that have a cell for every column, and a problem for each other one."""
    width = max(i for i, cell in enumerate(titles) if cell) + 1
    good, problems = [], []
    for line, cells in rows:
        if len(cells) < width or any(cells[width:]):
            found = f"{count(len(cells), 'cell')}"
            problems.append(Problem(line, 0, found, f"{width}, as in the header"))
        else:
            good.append((line, cells))
    return good, problems


def _noticed(titles: Sequence[str], used: set[int], blank: int, decimal: str) -> Iterator[str]:
    if decimal == ",":
        yield "Numbers are written with a decimal comma."
    if blank:
        yield f"{count(blank, 'blank line')} passed over."
    unread = [cell for at, cell in enumerate(titles) if cell and at not in used]
    if unread:
        yield f"Not used: {count(len(unread), 'column')} ({shortened(', '.join(unread))})."
    width = max(at for at, cell in enumerate(titles) if cell)
    if nameless := sum(not cell for cell in titles[:width]):
        yield f"Not used: {count(nameless, 'column')} without a name."


def _places(
    file: str, line: int, titles: Sequence[str], columns: Sequence[Column]
) -> dict[Column, int]:
    """Return where each column stands; refuse a header in which one is missing or stands twice."""
    said = [plain(cell) for cell in titles]
    found: dict[Column, int] = {}
    problems = []
    for column in columns:
        at = [i for i, cell in enumerate(said) if cell in column.words]
        if len(at) > 1:
            again = f"the column {column.name!r} again"
            problems.append(Problem(line, at[1] + 1, again, "each column once"))
        elif at:
            found[column] = at[0]
        elif column.needed:
            there = shortened(", ".join(repr(cell) for cell in titles if cell))
            expected = f"a column {column.name!r} as well"
            problems.append(Problem(line, 0, f"a header with {there}", expected))
    if problems:
        raise ReadingError(file, problems)
    return found


Complaint = tuple[str, str] | None


def _value(cell: str, column: Column, decimal: str) -> tuple[str | float, Complaint]:
    """Return the value of a cell, and what was found and expected where it has none."""
    if not cell:
        empty: str | float = "" if column.kind == "text" else float("nan")
        return empty, None if column.blank else ("nothing", column.expected)
    if column.kind == "text":
        return cell, None if visible(cell) else ("marks that cannot be seen", column.expected)
    percent = column.kind == "share" and cell.endswith("%")
    text = cell.removesuffix("%").rstrip() if percent else cell
    if decimal == "?" and readable_in_two_ways(text):
        found = f"{cell!r}, which can be read in two ways"
        return float("nan"), (found, 'decimal="." or decimal="," to be said')
    try:
        value = number(text, "." if decimal == "?" else decimal) / (100 if percent else 1)
    except ValueError:
        return float("nan"), (repr(shortened(cell)), column.expected)
    high = 1.0 if column.kind == "share" else column.high
    if not column.low <= value <= high:
        return value, (repr(shortened(cell)), column.expected)
    if abs(value) > LARGEST or 0 < abs(value) < SMALLEST:
        bounds = f"{column.expected}, and 0 or from {SMALLEST:g} to {LARGEST:g}"
        return value, (repr(shortened(cell)), bounds)
    return value, None
