"""Readers' files, generated: the right answer or a named error, and nothing lost.

Every case is written by an independent hand (the standard library's `csv`, networkx, pandas, plain
loops) and answered by independent arithmetic. The cases are the same on every run.
"""

from __future__ import annotations

import csv
import io
import math
import tempfile
import unicodedata
from pathlib import Path
from xml.sax.saxutils import quoteattr

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from recursivity.core import ParameterError
from recursivity.core.input_output import Table, footprint
from recursivity.own.followers import (
    about,
    from_networkx,
    from_pairs,
    mutual_core,
    pool_of,
    reach_of,
    read_follows,
    write_csv,
    write_graphml,
)
from recursivity.own.reader import ReadingError
from recursivity.own.table import about_chain, about_flows, read_flows
from recursivity.tables import TableError, from_pymrio, read, to_pymrio

from .test_tables import NODES, exiobase

CASES = {"csv": 300, "bare": 150, "graph": 200, "xml": 120, "back": 150, "chain": 200, "flows": 150}
CASES |= {"folder": 120, "pymrio": 25}


def cases(kind: str):
    """Return how often a property is tried: seeded, and without a clock that would disturb it."""
    return settings(
        max_examples=CASES[kind],
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def test_there_are_enough_cases():
    assert sum(CASES.values()) >= 1_200


# ------------------------------------------------------------------------------------------ names

ODD = "abAB é\u0301\u00e9ßдж中\"',;|\t#%$\\<>&=_-.:/@()[]{}0129\u00a0"
NAMES = st.one_of(
    st.text(alphabet=ODD, min_size=1, max_size=6),
    st.text(alphabet=ODD + "\n\r\u200b\u202e", min_size=1, max_size=4),
    st.sampled_from(["None", "NA", "007", "# one", "% two", "follower", "true", "1e5", "x" * 300]),
)


def kept(name: str) -> str:
    """Return a name as the promise has it: no spaces around it, one spelling of each accent."""
    return unicodedata.normalize("NFC", name.strip())


def seen(name: str) -> bool:
    """Return whether anything of a name can be seen."""
    return any(
        unicodedata.category(mark) not in ("Cf", "Cc") and not mark.isspace() for mark in name
    )


VISIBLE = NAMES.filter(seen)
PAIRS = st.lists(st.tuples(VISIBLE, VISIBLE), min_size=1, max_size=12)


def edges(follows) -> set[tuple[str, str]]:
    ends = zip(follows.follower, follows.followed, strict=True)
    return {(follows.names[a], follows.names[b]) for a, b in ends}


def wanted(pairs) -> set[tuple[str, str]]:
    cleaned = [(kept(a), kept(b)) for a, b in pairs]
    return {(a, b) for a, b in cleaned if a != b}


def written(rows, separator: str, quoting: int, end: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    return file.getvalue()


# -------------------------------------------------------------------------------------------- CSV


@cases("csv")
@given(
    pairs=PAIRS,
    separator=st.sampled_from(",;\t|"),
    header=st.sampled_from(
        [("follower", "followed"), ("FromNodeId", "ToNodeId"), ("de", "à"), ("user", "friend")]
    ),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    said=st.booleans(),
    more=st.integers(0, 2),
)
def test_a_csv_with_a_header_is_read_as_it_was_written(
    pairs, separator, header, quoting, end, encoding, said, more
):
    if any("\r" in name for pair in pairs for name in pair):
        quoting = csv.QUOTE_ALL  # csv itself leaves a lone carriage return bare
    rows = [(*header, *["note"] * more), *((a, b, *["x"] * more) for a, b in pairs)]
    raw = written(rows, separator, quoting, end).encode(encoding)
    if not any(kept(a) != kept(b) for a, b in pairs):
        assert edges(read_follows(raw, separator=separator)) == set()
        return
    follows = read_follows(raw, separator=separator if said else None)
    assert edges(follows) == wanted(pairs)
    assert set(follows.names) == {kept(name) for pair in pairs for name in pair}
    own = sum(kept(a) == kept(b) for a, b in pairs)
    again = len(pairs) - own - len(wanted(pairs))
    notes = " ".join(follows.notes)
    assert ("of oneself left out" in notes) == bool(own)
    assert ("counted once" in notes) == bool(again)
    assert ("other column" in notes) == bool(more)


@cases("bare")
@given(pairs=PAIRS, separator=st.sampled_from(",;\t|"), directed=st.booleans())
def test_a_csv_without_a_header_is_right_or_refused_by_name(pairs, separator, directed):
    raw = written(pairs, separator, csv.QUOTE_ALL, "\n").encode()
    right = wanted(pairs) if directed else wanted(pairs) | {(b, a) for a, b in wanted(pairs)}
    said = {"follower": 1, "followed": 2, "header": False, "directed": directed}
    follows = read_follows(raw, separator=separator, **said)
    assert edges(follows) == right
    try:
        guessed = read_follows(raw)
    except ReadingError:  # which names a line, by its making
        return
    if edges(guessed) != wanted(pairs):  # then it has said what it took for what
        told = " ".join(guessed.notes)
        titled = "Column " in told and "was read as a follow" not in told
        assert titled or "would cut the lines as well" in told


@cases("bare")
@given(
    pairs=PAIRS,
    hole=st.tuples(st.integers(0, 11), st.integers(0, 1)),
    blank=st.sampled_from(["", " ", "\u200b", "\u00a0"]),
)
def test_a_hole_is_named_with_its_line_and_column(pairs, hole, blank):
    at = hole[0] % len(pairs)
    assume(all("\n" not in name and "\r" not in name for pair in pairs for name in pair))
    rows = [list(pair) for pair in pairs]
    rows[at][hole[1]] = blank
    raw = written([("source", "target"), *rows], ",", csv.QUOTE_ALL, "\n").encode()
    with pytest.raises(ReadingError) as caught:
        read_follows(raw)
    assert [(p.line, p.column) for p in caught.value.problems] == [(at + 2, hole[1] + 1)]


# ------------------------------------------------------------------------------ graphs and GraphML

LEGAL = st.text(alphabet="abcé \"'<>&;,#$0\t\n", min_size=1, max_size=5).filter(
    lambda name: bool(name.strip())
)


@st.composite
def graphs(draw):
    """Return a graph of networkx of any kind, some people alone in it."""
    names = draw(st.lists(LEGAL, min_size=2, max_size=10, unique_by=kept))
    kind = draw(st.sampled_from([nx.DiGraph, nx.Graph, nx.MultiDiGraph]))
    graph = kind()
    graph.add_nodes_from(names)
    some = st.tuples(st.sampled_from(names), st.sampled_from(names))
    graph.add_edges_from(draw(st.lists(some, min_size=1, max_size=25)))
    return graph


def of_graph(graph) -> set[tuple[str, str]]:
    ends = {(kept(a), kept(b)) for a, b, *_ in graph.edges if a != b}
    return ends if graph.is_directed() else ends | {(b, a) for a, b in ends}


@cases("graph")
@given(graph=graphs())
def test_graphs_count_as_networkx_counts(graph):
    follows = from_networkx(graph)
    assert edges(follows) == of_graph(graph)
    assert len(follows) == len(graph)
    plain = nx.DiGraph(list(of_graph(graph)))
    plain.add_nodes_from(map(kept, graph))
    mutual = nx.Graph([(a, b) for a, b in plain.edges if plain.has_edge(b, a)])
    mutual.add_nodes_from(plain)
    core = nx.core_number(mutual)
    for person, name in enumerate(follows.names):
        assert follows.audience[person] == plain.in_degree(name)
        assert reach_of(follows, person) == len(nx.ancestors(plain, name))
        assert mutual_core(follows, person) == core[name]
        fans = set(plain.predecessors(name))
        pool = fans.union(*(plain.predecessors(fan) for fan in fans)) - {name}
        assert {follows.names[i] for i in np.flatnonzero(pool_of(follows, person))} == pool
    if plain.number_of_edges():
        said = about(follows, follows.names[0])
        larger = [n for n in plain if plain.in_degree(n) > plain.in_degree(said.name)]
        assert said.rank == len(larger) + 1
        amounts = np.sort([d for _, d in plain.in_degree])
        gaps = np.abs(amounts[:, None] - amounts).mean()
        assert said.inequality.gini == pytest.approx(gaps / (2 * amounts.mean()))


@cases("graph")
@given(graph=graphs())
def test_graphml_of_networkx_is_read_as_it_was_written(graph):
    file = io.BytesIO()
    named = nx.relabel_nodes(graph, {name: " ".join(name.split()) for name in graph})
    assume(len(named) == len(graph))
    nx.write_graphml(named, file)
    follows = read_follows(file.getvalue())
    assert edges(follows) == of_graph(named)
    assert set(follows.names) == set(map(kept, named))


FLAGS = st.sampled_from(
    ["", ' directed="true"', ' directed="false"', ' directed="1"', ' directed="0"']
)


@cases("xml")
@given(
    ends=st.lists(st.tuples(LEGAL, LEGAL, FLAGS), min_size=1, max_size=12),
    kind=st.sampled_from(["directed", "undirected"]),
    nested=st.lists(st.tuples(LEGAL, LEGAL), max_size=3),
    other=st.sampled_from(["directed", "undirected"]),
)
def test_every_edge_of_graphml_has_its_own_direction(ends, kind, nested, other):
    def edge(a, b, flag=""):
        return f"<edge source={quoteattr(a)} target={quoteattr(b)}{flag}/>"

    inner = "".join(edge(a, b) for a, b in nested)
    node = f'<node id="outer"><graph edgedefault="{other}">{inner}</graph></node>'
    outer = "".join(edge(*each) for each in ends)
    raw = f'<graphml><graph edgedefault="{kind}">{node}{outer}</graph></graphml>'.encode()
    right = set()
    for a, b, flag in [*ends, *((a, b, "") for a, b in nested)]:
        default = kind if (a, b, flag) in ends else other
        if (a, b, flag) in ends and flag == "" and (a, b) in nested:
            assume(kind == other)  # the same edge in both would be counted by either default
        directed = '"true"' in flag or '"1"' in flag or (not flag and default == "directed")
        right |= {(kept(a), kept(b))} | (set() if directed else {(kept(b), kept(a))})
    names = {"outer"} | {name for a, b, _ in ends for name in (a, b)}
    names |= {name for pair in nested for name in pair}
    if len(set(map(kept, names))) < len(names):
        with pytest.raises(ReadingError, match="twice"):
            read_follows(raw)
        return
    assert edges(read_follows(raw)) == {(a, b) for a, b in right if a != b}


# --------------------------------------------------------------------------------- there and back


@cases("back")
@given(pairs=PAIRS, alone=st.lists(VISIBLE, max_size=3))
def test_what_is_written_reads_back(pairs, alone):
    names = list(dict.fromkeys(name for pair in pairs for name in pair)) + alone
    number = {name: i for i, name in enumerate(names)}
    ends = [[number[a] for a, _ in pairs], [number[b] for _, b in pairs]]
    follows = from_pairs(names, *ends)
    with tempfile.TemporaryDirectory() as folder:
        for write, name in ((write_csv, "x.csv"), (write_graphml, "x.graphml")):
            path = Path(folder) / name
            try:
                write(follows, path)
            except ValueError as error:
                refused = str(error)
            else:
                back = read_follows(path)
                assert edges(back) == edges(follows)
                assert set(back.names) == set(follows.names)
                continue
            reasons = ("would be lost", "cannot stand", "no follow")
            assert any(reason in refused for reason in reasons)


# ------------------------------------------------------------------------------------------- chains

STAGE = st.tuples(
    st.floats(0, 0.9).map(lambda x: round(x, 4)),
    st.sampled_from(["margin", "per cent", "kept", "wage"]),
    st.floats(0.01, 2_000).map(lambda x: round(x, 3)),
)
BROKEN = ["?", "1,2,3.4", "nan", "inf", "-3", "1e999", "--1", "1 2", "12 €", "0x1F"]


def shown(value: float, comma: bool) -> str:
    text = f"{value:.10f}".rstrip("0").rstrip(".") or "0"
    return text.replace(".", ",") if comma else text


@cases("chain")
@given(
    stages=st.lists(STAGE, min_size=1, max_size=6),
    names=st.lists(VISIBLE, min_size=7, max_size=7),
    price=st.floats(1, 10_000),
    comma=st.booleans(),
    separator=st.sampled_from(";\t|"),
    broken=st.none() | st.tuples(st.integers(0, 5), st.sampled_from(BROKEN)),
)
def test_a_chain_keeps_what_a_plain_loop_keeps(stages, names, price, comma, separator, broken):
    left = price
    keeps, rows, works = [], [], []
    for name, (share, way, hours) in zip(names, stages, strict=False):
        cell = dict.fromkeys(("margin", "kept", "wage"), "")
        if way == "kept":
            cell["kept"] = shown(share * left, comma)
        elif way == "wage":
            cell["wage"] = shown(share * left / hours, comma)
        elif way == "per cent":
            cell["margin"] = shown(100 * share, comma) + " %"
        else:
            cell["margin"] = shown(share, comma)
        rows.append([name, *cell.values(), shown(hours, comma)])
        keeps.append(share * left)
        works.append(hours)
        left -= share * left
    rows.append([names[-1], "", "", "", ""])
    if broken:
        at = broken[0] % len(stages)
        rows[at][4] = broken[1]
    text = written([("stage", "margin", "kept", "wage", "hours"), *rows], separator, 1, "\n")
    options = {"price": price, "decimal": "," if comma else "."}
    if broken:
        with pytest.raises(ReadingError) as caught:
            about_chain(text.encode(), separator=separator, **options)
        assert caught.value.problems[0].name == "hours"
        assert caught.value.problems[0].column == 5
        return
    chain = about_chain(text.encode(), **options)
    assert chain.rows.kept.tolist() == pytest.approx([*keeps, left], rel=1e-6, abs=1e-6)
    assert chain.rows.stage.tolist() == [kept(name) for name in (*names[: len(stages)], names[-1])]
    assert chain.rows.kept.sum() + chain.missing == pytest.approx(price)
    assert chain.shares.hours.dropna().tolist() == pytest.approx(
        [hours / sum(works) for hours in works]
    )
    assert not any(word in repr(chain.findings.found) for word in (" nan", "inf%", "nan%"))


# -------------------------------------------------------------------------------------------- flows


@st.composite
def economies(draw):
    """Return regions and sectors, flows, demand and hours of a table that can deliver."""
    n = draw(st.integers(1, 6))
    regions = draw(st.sampled_from([["N"] * n, [f"r{i % 3}" for i in range(n)]]))
    sold = st.integers(0, 40)
    z = np.array(draw(st.lists(st.lists(sold, min_size=n, max_size=n), min_size=n, max_size=n)))
    y = np.array(draw(st.lists(st.integers(1, 60), min_size=n, max_size=n)), dtype=float)
    hours = np.array(draw(st.lists(st.integers(0, 99), min_size=n, max_size=n)), dtype=float)
    y += np.maximum(0, z.sum(axis=0) - z.sum(axis=1)) + 1  # everybody sells for more than is bought
    return regions, z.astype(float), y, hours


@cases("flows")
@given(economy=economies(), split=st.booleans(), drop=st.booleans())
def test_flows_are_solved_as_pandas_and_numpy_solve_them(economy, split, drop):
    regions, z, y, hours = economy
    n = len(y)
    nodes = [(regions[i], f"s{i}") for i in range(n)]
    rows = []
    for i, j in np.ndindex(n, n):
        if z[i, j]:
            parts = [z[i, j] * 0.25, z[i, j] * 0.75] if split else [z[i, j]]
            rows += [(*nodes[i], *nodes[j], part) for part in parts]
    rows += [(*nodes[i], "buyer", "final demand", y[i]) for i in range(n)]
    rows += [("", "hours", *nodes[i], hours[i]) for i in range(n)]
    columns = ["from_region", "from_sector", "to_region", "to_sector", "value"]
    frame = pd.DataFrame(rows, columns=columns)
    raw = frame.to_csv(index=False).encode()
    if drop:  # a sector that nobody buys from any more cannot have bought
        raw += b"N,s9,N,s0,1\n,hours,N,s8,4\n"
        with pytest.raises(ReadingError, match="s8 of N selling nothing"):
            read_flows(raw)
        return
    table, notes = read_flows(raw)
    pivot = frame[frame.from_sector != "hours"].pivot_table(
        index=["from_region", "from_sector"],
        columns=["to_region", "to_sector"],
        values="value",
        aggfunc="sum",
        fill_value=0.0,
    )
    order = list(zip(table.regions, table.sectors, strict=True))
    whole = pivot.reindex(index=order, columns=order, fill_value=0.0).to_numpy()
    x = whole.sum(axis=1) + pivot.loc[order, ("buyer", "final demand")].to_numpy()
    np.testing.assert_allclose(table.requirements, whole / x)
    if (whole.sum(axis=0) >= x).any():
        raise AssertionError("a table that cannot deliver was read")
    said = about_flows(raw)
    series = sum(np.linalg.matrix_power(whole / x, k) for k in range(400))  # Waugh's sum
    at = [nodes.index(node) for node in order]
    wanted_hours = (hours[at] / x) * (series @ y[at])
    by_region = pd.Series(wanted_hours).groupby(list(table.regions), sort=False).sum()
    close = {"rel": 1e-3, "abs": 1e-6}  # the sum is cut short
    assert said.by_region("hours").to_dict() == pytest.approx(by_region.to_dict(), **close)
    assert said.by_region("value").sum() == pytest.approx(y.sum())
    assert ("added to another" in " ".join(notes)) == (split and z.any())
    assert "nan" not in repr(said)


# ------------------------------------------------------------------------------- folders of tables


def by_hand(folder: Path) -> np.ndarray | None:
    """Return the hours behind each region's demand in a tiny EXIOBASE, None where malformed."""

    def lines(name):
        text = (folder / name).read_text(encoding="utf-8")
        if not text.endswith("\n"):
            raise ValueError(name)
        return [line.split("\t") for line in text.splitlines()]

    def data(table, labels):  # what follows the head, with or without a line of the labels' names
        names = len(table) > 2 and not any(table[2][labels:])
        return table[3 if names else 2 :]

    def numbers(cells):
        values = [[float(cell) for cell in row] for row in cells]
        if not all(math.isfinite(v) and v >= 0 for row in values for v in row):
            raise ValueError("out of range")
        return np.array(values)

    try:
        a, y, f, unit = (
            lines(n) for n in ("A.txt", "Y.txt", "satellite/F.txt", "satellite/unit.txt")
        )
        nodes = [tuple(row[:2]) for row in data(a, 2)]
        if list(zip(a[0][2:], a[1][2:], strict=True)) != nodes or len(set(nodes)) < len(nodes):
            return None
        if [tuple(row[:2]) for row in data(y, 2)] != nodes:
            return None
        if list(zip(f[0][1:], f[1][1:], strict=True)) != nodes:
            return None
        if [row[0] for row in data(f, 1)] != [row[0] for row in unit[1:]]:
            return None
        if {row[1] for row in unit[1:]} != {"hr"} or not all(
            "hours" in row[0] for row in data(f, 1)
        ):
            return None
        if not set(y[0][2:]) <= {region for region, _ in nodes}:
            return None
        requirements = numbers([row[2:] for row in data(a, 2)])
        demand = numbers([row[2:] for row in data(y, 2)])
        hours = numbers([row[1:] for row in data(f, 1)]).sum(axis=0)
    except (ValueError, IndexError):
        return None
    if (requirements.sum(axis=0) >= 1).any():
        return None
    inverse = np.linalg.inv(np.eye(len(nodes)) - requirements)
    x = inverse @ demand.sum(axis=1)
    buyers = list(dict.fromkeys(y[0][2:]))
    taken = np.array([demand[:, [b == each for b in y[0][2:]]].sum(axis=1) for each in buyers])
    return (hours / x) * (taken @ inverse.T)


DAMAGE = st.tuples(
    st.sampled_from(["A.txt", "Y.txt", "satellite/F.txt", "satellite/unit.txt"]),
    st.sampled_from(["cell", "row", "column", "cut", "twice", "swap"]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from(["", "x", "nan", "inf", "-1", "1e999", "0.5", "3", "FR", "fr", "1,5", "True"]),
)


def damage(folder: Path, file: str, way: str, row: int, column: int, text: str) -> None:
    path = folder / file
    raw = path.read_text(encoding="utf-8")
    lines = [line.split("\t") for line in raw.splitlines()]
    row %= len(lines)
    column %= max(len(lines[row]), 1)
    if way == "cut":
        path.write_text(raw[: len(raw) - 1 - (row * 41 + column) % (len(raw) - 1)], "utf-8")
        return
    if way == "cell":
        lines[row][column] = text
    elif way == "row":
        del lines[row]
    elif way == "column":
        lines = [line[:column] + line[column + 1 :] for line in lines]
    elif way == "twice":
        lines.insert(row, lines[row])
    else:
        lines[row], lines[-1] = lines[-1], lines[row]
    path.write_text("".join("\t".join(line) + "\n" for line in lines), "utf-8")


@cases("folder")
@given(wrong=DAMAGE)
def test_a_damaged_folder_is_right_or_refused_by_name(wrong):
    with tempfile.TemporaryDirectory() as place:
        folder = exiobase(Path(place) / "IOT")
        damage(folder, *wrong)
        right = by_hand(folder)
        try:
            table = read(folder, intensities={"hours": "Employment hours"})
        except TableError:
            return
        found = footprint(table.requirements, table.intensity("hours"), table.demand)
        if right is not None:
            np.testing.assert_allclose(found, right.T, rtol=1e-9)
            return
        nodes = pd.MultiIndex.from_arrays([table.regions, table.sectors])
        named = pd.DataFrame(found, index=nodes, columns=table.buyers)
        whole = by_hand(
            exiobase(Path(place) / "whole")
        )  # an order, or what is not used, was damaged
        np.testing.assert_allclose(named.loc[list(NODES), ["FR", "WF"]], whole.T, rtol=1e-9)


@cases("pymrio")
@given(economy=economies())
def test_a_table_goes_to_pymrio_onto_the_disk_and_back(economy):
    regions, z, y, hours = economy
    x = z.sum(axis=1) + y
    table = Table(
        regions=regions,
        sectors=[f"s{i}" for i in range(len(y))],
        requirements=z / x,
        demand=y[:, None],
        buyers=[regions[0]],
        intensities={"hours": hours / x},
    )
    system = to_pymrio(table)
    for back in (from_pymrio(system, {"hours": "^hours$"}), saved_and_read(system)):
        assert back.regions == table.regions
        assert back.buyers == table.buyers
        np.testing.assert_allclose(back.requirements, table.requirements, rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(back.demand, table.demand, rtol=1e-9)
        np.testing.assert_allclose(back.intensity("hours"), table.intensity("hours"), rtol=1e-9)


def saved_and_read(system):
    with tempfile.TemporaryDirectory() as folder:
        system.save_all(folder)
        return read(folder, "pymrio", intensities={"hours": "^hours$"})


def test_numbers_out_of_range_are_refused():
    with pytest.raises(ParameterError):
        about_chain(b"stage,hours\na,1\n", price=float("nan"))
