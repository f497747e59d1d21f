"""The text of a reader's own file: its rows, the mark between columns, remarks on top.

Files come as people have them: with commas, semicolons or tabs between columns, with or without a
byte-order mark, in UTF-8 or in what a spreadsheet wrote, with remarks on top. Whatever had to be
decided is kept as a note. Whatever cannot be read is named with line, column, what was found and
what was expected, all of it at once.

The standard library's `csv` does the reading. pandas is faster by half and wrong for this: it takes
a person called "None", "NA" or "null" for nothing, turns "007" into 7, skips blank lines and tells
line numbers that a quoted line break has put out. Nothing is sent anywhere, and nothing is written.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import attrs

from .content import Source, content, decoded
from .problems import Problem, ReadingError, refuse
from .words import count, quoted

SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}  # commas stand in names
SAMPLE = 200  # lines that the separator is told from

NO_TABLE = {  # how text begins that is no table
    "a web page, such as those that ask to log in": re.compile(
        r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta)\b", re.I | re.S
    ),
    "a matrix": re.compile(r"\s*%%MatrixMarket", re.I),  # whose first row is its size
    "JSON": re.compile(r'\s*(\{\s*["}]|\[\s*[\[{"\]])'),
}


@attrs.define
class Text:
    """The text of a file, how it is cut into columns, and what had to be decided for that.

    Parameters
    ----------
    file : str
        What messages call it.
    text : str
        All of it, with a blank line in the place of each remark.
    separator : str
        The mark between columns.
    notes : list of str
        What was decided.
    remarks : list of (int, str)
        Lines on top that begin with "# " or "% ", with their numbers.
    spaced : bool
        Whether quotation marks open a cell after a space, too.
    """

    file: str
    text: str
    separator: str = ","
    notes: list[str] = attrs.Factory(list)
    remarks: list[tuple[int, str]] = attrs.Factory(list)
    spaced: bool = False

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line on which a row begins, and its cells; a quoted cell may hold line breaks.

        Raises
        ------
        ReadingError
            Where quotation marks do not match, so that what follows them cannot be told apart any
            more, or a cell is longer than any name.
        """
        reader = csv.reader(
            io.StringIO(self.text, newline=""),
            delimiter=self.separator,
            skipinitialspace=self.spaced,
            strict=True,
        )
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise ReadingError(self.file, [_unreadable(error, line)]) from None


def _unreadable(error: csv.Error, line: int) -> Problem:
    if "field limit" in str(error):
        found = f"a cell of more than {csv.field_size_limit():,} characters"
        return Problem(line, 0, found, "names and numbers, each cell on its line")
    expected = (
        "a quotation mark to open and close a whole cell, and to be doubled inside it: "
        '"Ana ""Red"" Lo"'
    )
    return Problem(line, 0, "quotation marks that do not match", expected)


def read_text(
    source: Source,
    *,
    name: str = "",
    encoding: str | None = None,
    separator: str | None = None,
) -> Text:
    """Return the text of a file of rows and columns.

    Parameters
    ----------
    source : str, path or bytes
        A path, or the content of a file.
    name : str
        What messages call it; the name of the file where nothing is said.
    encoding : str, optional
        Such as "utf-8" or "cp1252"; told from the bytes where nothing is said.
    separator : str, optional
        The mark between columns; told from the first lines where nothing is said.

    Returns
    -------
    Text
        With notes on what was decided.

    Raises
    ------
    ReadingError
        Where there is no such file, it is empty or no text, or no separator can be told.
    """
    file, raw = content(source, name)
    text, notes = decoded(file, raw, encoding)
    for found, begins in NO_TABLE.items():
        if begins.match(text):
            raise refuse(file, found, "a table: rows of cells, as a spreadsheet saves them in CSV")
    if not text.strip():
        raise refuse(file, "blank lines alone" if text else "nothing", "a table")
    _check_separator(file, separator)
    told = re.match(r'"?sep=([^\r\n])"?\r?\n', text, re.I)  # what some spreadsheets write first
    if told:
        text = "\n" + text[told.end() :]  # so that lines keep their numbers
        separator = separator or told[1]
    text, remarks = _without_remarks(text)
    if not text.strip():
        raise refuse(file, "remarks alone" if remarks else "blank lines alone", "a table")
    if remarks:
        lines = [remark for _, remark in remarks]
        notes.append(f"{count(len(lines), 'line')} on top read as remarks: {quoted(lines)}.")
    if separator is None:
        separator, doubt = _separator(file, text)
        notes += doubt
    notes.append(f"Columns are separated by {SEPARATORS.get(separator, repr(separator))}.")
    found = Text(file, text, separator, notes, remarks)
    _look_for_spaced_quotes(found)
    return found


def _check_separator(file: str, separator: str | None) -> None:
    one = isinstance(separator, str) and len(separator) == 1 and separator not in '"\r\n\0'
    if separator is not None and not one:
        raise refuse(file, f"the separator {separator!r}", "one character, such as separator=';'")


def _without_remarks(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a text with blank lines for the remarks on top of it, and those remarks.

    A remark begins with a # or % and a space, or with two of them. Further down, and in quotation
    marks, such a line is a row like any other: people and hashtags are called so.
    """
    remarks = []
    at = 0
    for number, found in enumerate(re.finditer(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)", text), start=1):
        line = found[1]
        if re.match(r"\s*([#%])(\s|$|\1)", line):
            remarks.append((number, line.strip()))
        elif line.strip() or not found[0]:
            return "\n" * (number - 1) + text[at:], remarks
        at = found.end()
    return "", remarks


def _look_for_spaced_quotes(text: Text) -> None:
    """Let quotation marks open a cell after a space where that changes what is read.

    `Ana, "Doe, Jane"` is two cells to whoever wrote it and three to a strict reader.
    """
    if ' "' not in text.text or not re.search(
        rf'(?:^|{re.escape(text.separator)})[ ]+"', text.text, re.M
    ):
        return
    spaced = attrs.evolve(text, spaced=True)
    try:
        strict = [[cell.strip() for cell in cells] for _, cells in text.rows()]
    except ReadingError:
        strict = []
    loose = [[cell.strip() for cell in cells] for _, cells in spaced.rows()]
    if strict != loose:
        text.spaced = True
        text.notes.append("Quotation marks after a space were read as opening a cell.")


# ---------------------------------------------------------------------------------- the separator


def _separator(file: str, text: str) -> tuple[str, list[str]]:
    """Return the mark that cuts most of the first lines into equally many columns, and a doubt.

    Where two do equally well the earlier in `SEPARATORS` is taken, and the doubt is told.
    """
    sample = io.StringIO(text, newline="")
    some = (line for line in sample if line.strip())
    lines = [line for _, line in zip(range(SAMPLE), some, strict=False)]
    fits: dict[str, int] = {}
    too_long: Problem | None = None
    for separator in SEPARATORS:
        widths: Counter[int] = Counter()
        try:
            for cells in csv.reader(lines, delimiter=separator):
                widths[len(cells)] += len(cells) > 1
        except csv.Error as error:  # with another mark the cell may be many short ones
            too_long = _unreadable(error, 1)
        if any(widths.values()):
            fits[separator] = max(widths.values())
    if not fits and too_long:
        raise ReadingError(file, [too_long])
    if not fits:
        expected = (
            "columns separated by commas, semicolons, tabs or bars "
            "(by something else: say separator=...)"
        )
        line = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
        raise refuse(file, "one column", expected, line=line)
    most = max(fits.values())
    best, *others = [separator for separator, rows in fits.items() if rows == most]
    notes = []
    if others:
        too = " and ".join(SEPARATORS[separator] for separator in others)
        notes.append(f"{too.capitalize()} would cut the lines as well: say separator=... if so.")
    return best, notes


__all__ = ["ReadingError", "Source", "Text", "read_text"]
