"""Which kind of table a reader's file is, told by its header."""

from __future__ import annotations

from typing import Any

from ..content import Source
from ..problems import refuse, shortened
from ..reader import read_text
from ..records import first_row
from ..words import plain
from .chain import STAGES
from .flows import FLOWS


def read_own(source: Source, **reading: Any) -> str:
    """Return which kind of table a file is.

    Parameters
    ----------
    source : str, path or bytes
        A CSV.
    reading
        What `recursivity.own.records.read_records` is to know of the file.

    Returns
    -------
    str
        "chain" or "flows".

    Raises
    ------
    ReadingError
        Where it is neither.
    """
    text = read_text(source, **{key: said for key, said in reading.items() if key != "decimal"})
    line, header = first_row(text)
    said = {plain(cell) for cell in header}
    for kind, columns in (("chain", STAGES), ("flows", FLOWS)):
        if all(said & column.words for column in columns if column.needed):
            return kind
    there = shortened(", ".join(repr(cell) for cell in header))
    expected = "a column stage, or columns from_sector, to_sector and value"
    raise refuse(text.file, f"a header with {there}", expected, line=line)
