"""Measure one follower list in a process of its own, for `bench.py`: seconds and the peak of
memory.

    python tools/bench_follows.py csv|graphml own|networkx FOLLOWS

A network grown by preferential attachment is written to a file and read back: with `own` answered
for one person in full, with `networkx` read by its own functions and its followers counted, which
is far less."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from recursivity.core.growth import preferential_attachment

EACH = 10  # follows of one newcomer


def write(path: Path, kind: str, pairs: np.ndarray) -> None:
    """Write pairs of numbers as a list of follows, line by line."""
    with path.open("w", encoding="utf-8") as file:
        if kind == "csv":
            file.write("follower,followed\n")
            file.writelines(f"person {a},person {b}\n" for a, b in pairs.tolist())
            return
        file.write(
            '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
            '<graph edgedefault="directed">\n'
        )
        file.writelines(f'<node id="person {i}"/>\n' for i in range(int(pairs.max()) + 1))
        file.writelines(
            f'<edge source="person {a}" target="person {b}"/>\n' for a, b in pairs.tolist()
        )
        file.write("</graph></graphml>\n")


def by_own(path: Path) -> int:
    """Answer in full for one person, and return the number of followers."""
    from recursivity.own.followers import about

    said = about(path, "person 7")
    repr(said)
    return said.followers


def by_networkx(path: Path) -> int:
    """Count the followers of one person with networkx alone."""
    import networkx as nx

    if path.suffix == ".graphml":
        return nx.read_graphml(path).in_degree("person 7")
    with path.open(encoding="utf-8") as file:
        next(file)
        return nx.read_edgelist(file, delimiter=",", create_using=nx.DiGraph).in_degree("person 7")


def main() -> None:
    """Measure and print."""
    kind, way, follows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    chosen = preferential_attachment(follows // EACH + 1, EACH, 0.5, np.random.default_rng(0))
    pairs = np.stack([np.repeat(np.arange(1, len(chosen) + 1), EACH), chosen.ravel()], axis=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{kind}"
        write(path, kind, pairs)
        size = path.stat().st_size / 1e6
        began = time.perf_counter()
        (by_own if way == "own" else by_networkx)(path)
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1e3 if sys.platform != "darwin" else 1e6
    )
    print(f"{size:.1f} MB, {seconds:.2f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
