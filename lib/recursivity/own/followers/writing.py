"""Follower lists into files that `read_follows` reads back: a CSV of follows, or GraphML."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from ..problems import shortened
from ..words import count, visible
from .lists import Follows

FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


def write_csv(follows: Follows, path: str | Path) -> None:
    """Write a list as a CSV with the header `follower,followed`, that `read_follows` reads back.

    Parameters
    ----------
    follows : Follows
        What is written, sorted by name.
    path : str or path
        Where to.

    Raises
    ------
    ValueError
        Where a CSV of follows cannot hold the list: people without any follow, names that are none.
    """
    names = follows.names
    alone = np.flatnonzero((follows.audience == 0) & (follows.following == 0))
    if len(alone):
        people = count(len(alone), "person", "people")
        raise ValueError(
            f"{people} without any follow (the first is {names[alone[0]]!r}) would be lost in a "
            "CSV of follows: use write_graphml"
        )
    if not len(follows.follower):
        raise ValueError("there is no follow to write")
    for name in names:
        if "\0" in name or len(name) >= csv.field_size_limit() or not visible(name).strip():
            raise ValueError(f"{shortened(name)!r} cannot stand in a CSV")
    ends = zip(follows.follower.tolist(), follows.followed.tolist(), strict=True)
    rows = sorted((names[a], names[b]) for a, b in ends)
    marks = any("\r" in name for name in names)  # not every version of csv quotes these
    quoting = csv.QUOTE_ALL if marks else csv.QUOTE_MINIMAL
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=quoting)
        writer.writerows([("follower", "followed"), *rows])


def write_graphml(follows: Follows, path: str | Path) -> None:
    """Write a list as directed GraphML, that `read_follows` reads back.

    Parameters
    ----------
    follows : Follows
        What is written, people without any follow included.
    path : str or path
        Where to.

    Raises
    ------
    ValueError
        Where XML cannot hold a name.
    """
    for name in follows.names:
        if FORBIDDEN.search(name) or not visible(name).strip():
            raise ValueError(f"{name!r} cannot stand in GraphML")
    known = [quoteattr(name) for name in follows.names]
    ends = zip(follows.follower.tolist(), follows.followed.tolist(), strict=True)
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        file.write('<graph edgedefault="directed">\n')
        file.writelines(f"<node id={name}/>\n" for name in known)
        file.writelines(f"<edge source={known[a]} target={known[b]}/>\n" for a, b in ends)
        file.write("</graph>\n</graphml>\n")
