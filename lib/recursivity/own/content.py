"""The bytes of a reader's file, and the text that they stand for, in whatever encoding."""

from __future__ import annotations

import os
from pathlib import Path

from .problems import refuse, shortened
from .words import count

Source = str | os.PathLike | bytes  # a path, or the content of a file that somebody has chosen

PACKED = {  # how files begin that are no text
    b"PK\x03\x04": "a spreadsheet or a packed file",
    b"\xd0\xcf\x11\xe0": "a spreadsheet or a packed file",
    b"\x1f\x8b": "a spreadsheet or a packed file",
    b"%PDF": "a PDF",
    b"{\\rtf": "a document of a word processor",
}
MARKED = {  # byte-order marks; that of UTF-32 begins with that of UTF-16
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


def content(source: Source, name: str = "") -> tuple[str, bytes]:
    """Return what messages call a file, and its bytes.

    Parameters
    ----------
    source : str, path or bytes
        A path, or the content of a file.
    name : str
        What messages call it; the name of the file where nothing is said.

    Returns
    -------
    (str, bytes)
        The name and the content.

    Raises
    ------
    ReadingError
        Where there is no such file, it cannot be opened, or it is no text.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        file = name or "your file"
        raw = bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        file, raw = _opened(source, name)
    else:
        found = f"a {type(source).__name__}"
        raise refuse(name or "your file", found, "the path of a file, or its bytes")
    for begins, found in PACKED.items():
        if raw.startswith(begins):
            raise refuse(file, found, "text: save it as CSV, or unpack it")
    return file, raw


def _opened(source: str | os.PathLike, name: str) -> tuple[str, bytes]:
    file = name or shortened(os.path.basename(os.fspath(source)) or os.fspath(source) or "a path")
    found, expected = "", "the path of a file that can be read"
    try:
        path = Path(source).expanduser()
        if path.is_dir():
            found, expected = "a folder", "the path of a file in it"
        elif path.exists() and not path.is_file():
            found = "a device or a pipe"  # which may have no end
        else:
            return file, path.read_bytes()
    except FileNotFoundError:
        found, expected = "no such file", f"the path of a file that exists{_beside(path)}"
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        found = f"a path that cannot be opened ({shortened(reason)})"
    raise refuse(file, found, expected)


def _beside(path: Path) -> str:
    try:
        near = sorted(p.name for p in path.parent.iterdir() if p.suffix == path.suffix)
    except OSError:  # the folder is not there either
        near = []
    return f" (beside it: {', '.join(near[:5])})" if near else ""


def decoded(file: str, raw: bytes, encoding: str | None) -> tuple[str, list[str]]:
    """Return the text of bytes, and notes where it was not plain UTF-8.

    Raises
    ------
    ReadingError where the bytes are no text in the encoding, or hold a zero.
    """
    notes = []
    marked = next((name for mark, name in MARKED.items() if raw.startswith(mark)), None)
    if encoding is None and marked:
        encoding = marked
        notes.append(f"The file is in {marked.upper()}.")
    elif encoding is None and b"\0" in raw:
        raise refuse(file, "a zero byte", "text in UTF-8", line=_place(raw, raw.index(b"\0"))[0])
    try:
        text = raw.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        text = _decoded_anyhow(file, raw, error, encoding, notes)
    except (LookupError, UnicodeError, ValueError, TypeError):
        expected = "one that Python knows, such as utf-8"
        raise refuse(file, f"the encoding {encoding!r}", expected) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refuse(file, "a zero character", "text, or another encoding=...", line=line)
    if "\ufffd" in text:
        lost = count(text.count("\ufffd"), "character")
        notes.append(f"{lost} had been lost before the file was saved, and stand as \ufffd.")
    return text, notes


def _decoded_anyhow(
    file: str, raw: bytes, error: UnicodeDecodeError, encoding: str | None, notes: list[str]
) -> str:
    """Return the text of bytes that are no UTF-8, where they can be what spreadsheets write."""
    line, column = _place(raw, error.start)
    byte = f"the byte 0x{raw[error.start]:02X}" if error.start < len(raw) else "a broken end"
    if encoding is not None:
        found = f"{byte} (byte {column} of the line)"
        raise refuse(file, found, f"text in {encoding}", line=line) from None
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as other:  # some bytes mean nothing there, and would fall together
        line, column = _place(raw, other.start)
        found = f"the byte 0x{raw[other.start]:02X} (byte {column} of the line)"
        expected = "text in UTF-8 or Windows-1252 (in another encoding: say encoding=...)"
        raise refuse(file, found, expected, line=line) from None
    notes.append(
        f"The file is not in UTF-8 ({byte}, line {line:,}); it was read as Windows-1252: "
        "look at the accents."
    )
    return text


def _place(raw: bytes, at: int) -> tuple[int, int]:
    """Return the line of a byte, and its place in that line, both from 1."""
    return raw.count(b"\n", 0, at) + 1, at - raw.rfind(b"\n", 0, at)
