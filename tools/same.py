"""Compare two builds of the site, byte for byte.

    python tools/same.py ONE TWO       say what differs; exit status 1 where something does

Two clean builds of one source are the same but for the page that says how long things took.
"""

from __future__ import annotations

import argparse
import filecmp
import sys
from pathlib import Path

TIMED = {"book/status.html"}  # says how long each laboratory took


def differing(one: Path, two: Path) -> list[str]:
    """Return what differs between two folders, but for the pages that tell the time.

    Parameters
    ----------
    one, two : folders of a built site.

    Returns
    -------
    Sentences, one for each file that only one has or that has other bytes, in order of their names.
    """
    names = {folder: _files(folder) for folder in (one, two)}
    told = [f"{name}: only in {one}" for name in names[one] - names[two]]
    told += [f"{name}: only in {two}" for name in names[two] - names[one]]
    for name in (names[one] & names[two]) - TIMED:
        if not filecmp.cmp(one / name, two / name, shallow=False):
            told.append(f"{name}: {_where((one / name).read_bytes(), (two / name).read_bytes())}")
    return sorted(told)


def _files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def _where(one: bytes, two: bytes) -> str:
    pairs = enumerate(zip(one, two, strict=False))
    place = next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))
    around = slice(max(0, place - 40), place + 40)
    return f"differs at byte {place}, {one[around]!r} and {two[around]!r}"


def main() -> None:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("one", type=Path)
    parser.add_argument("two", type=Path)
    given = parser.parse_args()
    for folder in (given.one, given.two):
        if not (folder / "index.html").exists():
            sys.exit(f"{folder} is no built site: it has no index.html")
    told = differing(given.one, given.two)
    print("\n".join(told) or f"{given.one} and {given.two} are the same")
    sys.exit(bool(told))


if __name__ == "__main__":
    main()
