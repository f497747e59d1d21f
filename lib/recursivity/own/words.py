"""Words of a reader's file: names as they are kept, columns as they are recognised, counts.

Two people whose names look the same on a screen are two people to a program, and a reader cannot
see why. Nothing here merges them. `look_alikes` tells of them, so that the reader can decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FILLERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # drawn as nothing, yet no format marks
)
SHOWN = 3  # names or lines that a note quotes


def cleaned(name: str) -> str:
    """Return a name as it is kept.

    Parameters
    ----------
    name : str
        As it stands in a file.

    Returns
    -------
    str
        Without spaces around it, and with one spelling of each accented letter (Unicode's NFC).
    """
    return unicodedata.normalize("NFC", name.strip())


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 line", "3 lines" or, where the plural is said, "2 people".

    Parameters
    ----------
    number : int
        How many.
    one, many : str
        The noun for one, and for more where it does not end in an s.

    Returns
    -------
    str
        The words.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def plain(text: str) -> str:
    """Return the name of a column without what people write differently.

    Parameters
    ----------
    text : str
        A cell of a header.

    Returns
    -------
    str
        Its letters and digits, in small letters and without accents.
    """
    return "".join(tokens(text))


def tokens(text: str) -> list[str]:
    """Return the words of a column's name, cut at capitals, marks and digits.

    Parameters
    ----------
    text : str
        A cell of a header, such as "FromNodeId", "user_id_2" or "Abonné à".

    Returns
    -------
    list of str
        Such as ``["from", "node", "id"]``, in small letters and without accents.
    """
    humps = r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])"
    cut = re.sub(humps, " ", unicodedata.normalize("NFC", text))
    bare = "".join(
        mark
        for mark in unicodedata.normalize("NFKD", cut.casefold())
        if not unicodedata.combining(mark)
    )
    return re.findall(r"[^\W\d_]+|\d+", bare)


def visible(name: str) -> str:
    """Return a name without the marks that nobody sees: zero-width, direction, control and fillers.

    Parameters
    ----------
    name : str
        Of somebody or something.

    Returns
    -------
    str
        Empty where there is nothing to see.
    """
    if name.isascii() and name.isprintable():
        return name
    return "".join(mark for mark in name if not _unseen(mark))


def _unseen(mark: str) -> bool:
    selects = "\ufe00" <= mark <= "\ufe0f"  # of two ways to draw an emoji
    return selects or mark in FILLERS or unicodedata.category(mark) in ("Cf", "Cc")


def look(name: str) -> str:
    """Return what a name looks like at a glance.

    Parameters
    ----------
    name : str
        Of somebody or something.

    Returns
    -------
    str
        Without invisible marks, double spaces, capitals, a leading @, and letters of other widths.
    """
    if not (name.isascii() and name.isprintable()):
        joined = re.sub(r"\s", " ", name)  # before control marks go: a tab is a space to the eye
        name = unicodedata.normalize("NFKC", visible(joined))
    return " ".join(name.split()).removeprefix("@").casefold()


def look_alikes(names: Iterable[str], what: str = "name") -> list[str]:
    """Return notes on names that a reader cannot tell apart, or that hold what cannot be seen.

    Parameters
    ----------
    names : iterable of str
        Each once.
    what : str
        What they name.

    Returns
    -------
    list of str
        Sentences; none where there is nothing to tell.
    """
    first: dict[str, str] = {}
    alike: list[tuple[str, str]] = []
    hidden: list[str] = []
    for name in names:
        other = first.setdefault(look(name), name)
        if other != name:
            alike.append((other, name))
        if not (name.isascii() and name.isprintable()) and any(map(_announced, name)):
            hidden.append(name)
    notes = []
    if hidden:
        held = count(len(hidden), f"{what} holds", f"{what}s hold")
        notes.append(f"{held} marks that cannot be seen: {quoted(hidden)}.")
    if alike:
        told = "; ".join(f"{ascii_marks(a)} and {ascii_marks(b)}" for a, b in alike[:SHOWN])
        more = " …" * (len(alike) > SHOWN)
        looks = count(len(alike), f"{what} looks", f"{what}s look")
        notes.append(f"{looks} like another and was kept apart: {told}{more}.")
    return notes


def _announced(mark: str) -> bool:
    return mark in FILLERS or unicodedata.category(mark) in ("Cf", "Cc")


def ascii_marks(name: str) -> str:
    """Return a name in quotation marks, its invisible marks written out: ``'ana\\u200b'``."""
    shown = repr(name)
    if name.isascii():
        return shown
    return "".join(f"\\u{ord(m):04x}" if _unseen(m) else m for m in shown)


def quoted(words: list[str], most: int = SHOWN, width: int = 60) -> str:
    """Return the first few of some words in quotation marks, long ones shortened."""
    shown = [ascii_marks(w if len(w) <= width else w[: width - 1] + "…") for w in words[:most]]
    return ", ".join(shown) + " …" * (len(words) > most)
