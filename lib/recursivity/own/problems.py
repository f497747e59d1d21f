"""What is wrong with a reader's file: each place, what was found there, and what was expected."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from .words import count

SHOWN = 20  # problems spelled out in a message; the others are counted there and kept on the error
LONGEST = 120  # characters of a cell or a path that a message repeats


@attrs.frozen
class Problem:
    """A place in a file that could not be read.

    Parameters
    ----------
    line, column : int
        Counted from 1, as a spreadsheet does; 0 is "all of it".
    found, expected : str
        What stands there, and what should.
    name : str
        Of the column.
    """

    line: int
    column: int
    found: str
    expected: str
    name: str = ""

    def __str__(self) -> str:
        """Return the problem as a line of a message."""
        place = ["the file"] if not self.line else [f"line {self.line:,}"]
        if self.column:
            place.append(f"column {self.column}" + (f" ({self.name})" if self.name else ""))
        return f"{', '.join(place)}: found {self.found}, expected {self.expected}"


class ReadingError(ValueError):
    """A file that cannot be read as it stands.

    The message names each place, and `problems` holds them all.

    Parameters
    ----------
    file : str
        What the message calls the file.
    problems : sequence of Problem
        At least one.
    """

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = sorted(problems, key=lambda problem: (problem.line, problem.column))
        lines = [f"{file}: {count(len(problems), 'problem')}", *map(str, self.problems[:SHOWN])]
        if len(problems) > SHOWN:
            lines.append(f"… and {len(problems) - SHOWN:,} more")
        super().__init__("\n  ".join(lines))


def refuse(file: str, found: str, expected: str, *, line: int = 0, column: int = 0) -> ReadingError:
    """Return the error for a file that has one thing wrong with it."""
    return ReadingError(file, [Problem(line, column, found, expected)])


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text that fits into a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
