"""Tables out of a reader's own file: what was read, what was noticed, and every cell that could not be read.

Files come as people have them: with commas, semicolons or tabs between columns, with or without a byte-order mark, in
UTF-8 or in what a spreadsheet wrote, with decimal commas and thousands. Whatever had to be decided is kept as a note.
Whatever could not be read is named with line, column, what was found and what was expected, all of it at once.

The standard library's `csv` does the reading. pandas is faster by half and wrong for this: it takes a person called
"None", "NA" or "null" for nothing, turns "007" into 7, skips blank lines and tells line numbers that a quoted line
break has put out. Nothing is sent anywhere, and nothing is written.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import pandas as pd

Source = str | Path | bytes  # a path, or the content of a file that somebody has chosen

SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}  # a tie goes to the first: prose has commas
SHOWN = 20  # problems spelled out in a message; the others are counted there and kept on the error
SAMPLE = 200  # lines that the separator is told from


@attrs.frozen
class Problem:
    """A place in a file that could not be read. Lines and columns count from 1, as a spreadsheet does; 0 is "all of it"."""

    line: int
    column: int
    found: str
    expected: str
    name: str = ""  # of the column

    def __str__(self) -> str:
        """Return the problem as a line of a message."""
        place = ["the file"] if not self.line else [f"line {self.line:,}"]
        place += [f"column {self.column}" + (f" ({self.name})" if self.name else "")] if self.column else []
        return f"{', '.join(place)}: found {self.found}, expected {self.expected}"


class TableError(ValueError):
    """A file that cannot be read as it stands; the message names each place, and `problems` holds them all."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file, self.problems = file, sorted(problems, key=lambda p: (p.line, p.column))
        count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
        more = [f"… and {len(problems) - SHOWN:,} more"] if len(problems) > SHOWN else []
        super().__init__("\n  ".join([f"{file}: {count}", *map(str, self.problems[:SHOWN]), *more]))


@attrs.define
class Text:
    """The text of a file, how it is cut into columns, and what had to be decided for that."""

    file: str
    text: str
    separator: str = ","
    notes: list[str] = attrs.Factory(list)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line on which a row begins, and its cells; a quoted cell may hold line breaks.

        Raises
        ------
        TableError where quotation marks do not match: what follows them cannot be told apart any more.
        """
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error:
            expected = 'a quotation mark to open and close a whole cell, and to be doubled inside it: "Ana ""Red"" Lo"'
            raise TableError(self.file, [Problem(line, 0, "quotation marks that do not match", expected)]) from None


def read_text(source: Source, *, name: str = "", encoding: str | None = None, separator: str | None = None) -> Text:
    """Return the text of a file of rows and columns.

    Parameters
    ----------
    source : a path, or the bytes of a file.
    name : what messages call it; the name of the file where nothing is said.
    encoding : such as "utf-8" or "cp1252"; told from the bytes where nothing is said.
    separator : the character between columns; told from the first lines where nothing is said.

    Raises
    ------
    TableError where there is no such file, it is empty or no text, or no separator can be told.
    """
    file, raw = content(source, name)
    text, notes = _decoded(file, raw, encoding)
    if not text.strip():
        raise TableError(file, [Problem(0, 0, "nothing" if not text else "blank lines alone", "a table")])
    told = re.match(r"sep=(.)\r?\n", text)  # what some spreadsheets write first, to themselves
    if told:
        text, separator = text[told.end() :], separator or told[1]
    separator = separator or _separator(file, text)
    notes.append(f"Columns are separated by {SEPARATORS.get(separator, repr(separator))}.")
    if told:
        text = "\n" + text  # so that lines keep their numbers
    return Text(file, text, separator, notes)


def content(source: Source, name: str = "") -> tuple[str, bytes]:
    """Return what messages call a file, and its bytes; raise `TableError` where there is none or it is no text."""
    if isinstance(source, bytes):
        file, raw = name or "your file", source
    else:
        path = Path(source).expanduser()
        file = name or path.name or str(path)
        if path.is_dir():
            raise TableError(file, [Problem(0, 0, "a folder", "the path of a file in it")])
        if not path.exists():
            near = sorted(p.name for p in path.parent.glob(f"*{path.suffix}")) if path.parent.is_dir() else []
            beside = f" (beside it: {', '.join(near[:5])})" if near else ""
            raise TableError(file, [Problem(0, 0, "no such file", f"the path of a file that exists{beside}")])
        raw = path.read_bytes()
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")):
        raise TableError(file, [Problem(0, 0, "a spreadsheet or a packed file", "text: save it as CSV, or unpack it")])
    return file, raw


def _decoded(file: str, raw: bytes, encoding: str | None) -> tuple[str, list[str]]:
    """Return the text of bytes, and a note where it was not plain UTF-8."""
    notes = []
    if encoding is None:
        encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        if encoding == "utf-16":
            notes.append("The file is in UTF-16.")
        elif b"\0" in raw:
            raise TableError(file, [Problem(raw[: raw.index(b"\0")].count(b"\n") + 1, 0, "a zero byte", "text in UTF-8")])
    try:
        return raw.decode(encoding), notes
    except UnicodeDecodeError as error:
        line, column = _place(raw, error.start)
        byte = f"the byte 0x{raw[error.start]:02X}"
        if encoding != "utf-8-sig":
            raise TableError(file, [Problem(line, 0, f"{byte} (byte {column} of the line)", f"text in {encoding}")]) from None
        notes.append(f"The file is not in UTF-8 ({byte}, line {line:,}); it was read as Windows-1252: look at the accents.")
        return raw.decode("cp1252", errors="replace"), notes
    except LookupError:
        raise TableError(file, [Problem(0, 0, f"the encoding {encoding!r}", "one that Python knows, such as utf-8")]) from None


def _place(raw: bytes, at: int) -> tuple[int, int]:
    """Return the line of a byte, and its place in that line, both from 1."""
    return raw.count(b"\n", 0, at) + 1, at - raw.rfind(b"\n", 0, at)


def _separator(file: str, text: str) -> str:
    """Return the character that cuts most of the first lines into equally many columns, two at least."""
    sample = io.StringIO(text, newline="")
    lines = [line for _, line in zip(range(SAMPLE), sample, strict=False) if line.strip()]
    best, most = "", (0, 0)
    for separator in SEPARATORS:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=separator) if len(cells) > 1)
        if widths:
            width, rows = widths.most_common(1)[0]
            best, most = (separator, (rows, width)) if (rows, width) > most else (best, most)
    if not best:
        expected = "columns separated by commas, semicolons, tabs or bars (by something else: say separator=...)"
        raise TableError(file, [Problem(1, 0, "one column", expected)])
    return best


# ------------------------------------------------------------------------------------------------- columns with a meaning


@attrs.frozen(kw_only=True)
class Column:
    """A column that a table may have: its name, what else it may be called, and what its cells have to be."""

    name: str
    kind: str = "text"  # "text", "number" or "share" (0 to 1, or per cent)
    needed: bool = True  # whether the table must have it
    blank: bool = False  # whether a cell may be empty
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
        return f"a number from {self.low:g} to {self.high:g}" if self.high < float("inf") else f"a number, {self.low:g} or more"


@attrs.frozen(eq=False)
class Table:
    """Rows that could all be read: the values by column, the line each row came from, and notes on what was decided."""

    file: str
    values: pd.DataFrame  # with a column `line`
    notes: tuple[str, ...]


def read_table(
    source: Source,
    columns: Sequence[Column],
    *,
    name: str = "",
    encoding: str | None = None,
    separator: str | None = None,
    decimal: str | None = None,
) -> Table:
    """Return a table with a header, its numbers read and its cells checked.

    Parameters
    ----------
    source, name, encoding, separator : see `read_text`.
    columns : what the table may hold. Others are left unread, and a note says which.
    decimal : "." or ","; told from the numbers where nothing is said.

    Raises
    ------
    TableError naming every cell that could not be read, what was found there and what was expected.
    """
    text = read_text(source, name=name, encoding=encoding, separator=separator)
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in text.rows()]
    full = [(line, cells) for line, cells in rows if any(cells)]
    places = _header(text.file, full[0], columns)
    width = max(i for i, cell in enumerate(full[0][1]) if cell) + 1
    problems = [
        Problem(line, 0, f"{len(cells)} cells", f"{width}, as in the header")
        for line, cells in full[1:]
        if len(cells) < width or any(cells[width:])
    ]
    good = [(line, cells) for line, cells in full[1:] if len(cells) >= width and not any(cells[width:])]
    if not good and not problems:
        problems = [Problem(full[0][0] + 1, 0, "nothing below the header", "at least one row")]
    numeric = {c.name for c in columns if c.kind != "text"}
    if decimal is None:
        decimal = _decimal([cells[i] for _, cells in good for c, i in places.items() if c.name in numeric], text.separator)
    values: dict[str, list] = {"line": [line for line, _ in good]}
    for column, at in places.items():
        values[column.name] = []
        for line, cells in good:
            value, complaint = _value(cells[at], column, decimal)
            values[column.name].append(value)
            if complaint:
                problems.append(Problem(line, at + 1, *complaint, name=column.name))
    if problems:
        raise TableError(text.file, problems)
    unread = [cell for i, cell in enumerate(full[0][1]) if cell and i not in places.values()]
    notes = [*text.notes, *_noticed(len(rows) - len(full), unread, decimal if decimal == "," else "")]
    return Table(text.file, pd.DataFrame(values), tuple(notes))


def _noticed(blank: int, unread: list[str], decimal: str) -> Iterator[str]:
    if decimal:
        yield "Numbers are written with a decimal comma."
    if blank:
        yield f"{count(blank, 'blank line')} passed over."
    if unread:
        yield f"Not used: {count(len(unread), 'column')} ({', '.join(unread)})."


def _header(file: str, header: tuple[int, list[str]], columns: Sequence[Column]) -> dict[Column, int]:
    """Return where each column stands; raise `TableError` where one is missing or stands there twice."""
    line, cells = header
    said = [plain(cell) for cell in cells]
    found: dict[Column, int] = {}
    problems = []
    for column in columns:
        at = [i for i, cell in enumerate(said) if cell in {plain(n) for n in (column.name, *column.also)}]
        if len(at) > 1:
            problems.append(Problem(line, at[1] + 1, f"the column {column.name!r} again", "each column once"))
        elif at:
            found[column] = at[0]
        elif column.needed:
            there = ", ".join(repr(cell) for cell in cells if cell) or "nothing"
            problems.append(Problem(line, 0, f"a header with {there}", f"a column {column.name!r} as well"))
    if problems:
        raise TableError(file, problems)
    return found


def plain(text: str) -> str:
    """Return the name of a column without what people write differently: capitals, spaces, hyphens, underscores."""
    return re.sub(r"[\s_\-]+", "", text.strip().lower())


# ---------------------------------------------------------------------------------------------------------------- numbers

_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")  # thousands set apart by a space or an apostrophe
_LONE = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}$")  # 1,234 or 1.234: one and a bit, or more than a thousand


def number(cell: str, decimal: str = ".") -> float:
    """Return a number as people write it, with or without marks between thousands.

    Raises
    ------
    ValueError where it is none, or where marks stand elsewhere than between thousands.
    """
    point, mark = re.escape(decimal), "," if decimal == "." else "."
    text = _SPACES.sub("", cell.strip()).replace("\u2212", "-")
    form = rf"[+-]?(\d{{1,3}}({re.escape(mark)}\d{{3}})+|\d*)({point}\d*)?([eE][+-]?\d+)?"
    if not re.fullmatch(form, text):
        raise ValueError(cell)
    return float(text.replace(mark, "").replace(decimal, "."))


def _decimal(cells: Sequence[str], separator: str) -> str:
    """Return "." or ",", whichever the numbers of a table speak for, or "?" where they leave it open.

    A mark that stands twice, or before another mark, is one between thousands; a mark that is followed by other than
    three digits, or stands after a leading 0, is the decimal one. "1,234" alone may be either.
    """
    votes: Counter[str] = Counter()
    open_ = False
    for cell in cells:
        text = _SPACES.sub("", cell.rstrip("% "))
        marks = re.findall(r"[.,]", text)
        if not marks or not re.search(r"\d", text):
            continue
        if len(set(marks)) == 2:
            votes[marks[-1]] += 1
        elif len(marks) > 1:
            votes["," if marks[0] == "." else "."] += 1
        elif _LONE.match(text):
            open_ |= marks[0] == "," or separator != ","
        else:
            votes[marks[0]] += 1
    if votes:
        return votes.most_common(1)[0][0]
    return "?" if open_ else "."


def _value(cell: str, column: Column, decimal: str) -> tuple[str | float, tuple[str, str] | None]:
    """Return the value of a cell, and what was found and expected where it has none."""
    if not cell:
        empty: str | float = "" if column.kind == "text" else float("nan")
        return empty, None if column.blank else ("nothing", column.expected)
    if column.kind == "text":
        return cell, None
    percent = column.kind == "share" and cell.endswith("%")
    text = cell.removesuffix("%").rstrip() if percent else cell
    if decimal == "?" and _LONE.match(text):
        return float("nan"), (f"{cell!r}, which can be read in two ways", 'decimal="." or decimal="," to be said')
    try:
        value = number(text, "." if decimal == "?" else decimal) / (100 if percent else 1)
    except ValueError:
        return float("nan"), (repr(cell), column.expected)
    high = 1.0 if column.kind == "share" else column.high
    if not column.low <= value <= high:
        return value, (repr(cell), column.expected)
    return value, None


def cleaned(name: str) -> str:
    """Return a name without spaces around it, and with one spelling of each accented letter (Unicode's NFC)."""
    return unicodedata.normalize("NFC", name.strip())


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 line", "3 lines" or, where the plural is said, "2 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
