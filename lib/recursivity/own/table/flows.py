"""A table of flows of one's own: who buys what from whom, and whose hours are in it.

A file has a row for every payment: `from_region`, `from_sector`, `to_region`, `to_sector`, `value`.
A sale to "final demand" is what the buyers of a region take, and rows from "hours" or "wages" say
what a sector works and pays. It is an input-output table, written as a list, and solved as in
`recursivity.core.input_output`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ...core.input_output import Table, requirements
from ..content import Source
from ..problems import Problem, ReadingError, refuse
from ..records import Column, Records, read_records
from ..words import count, look_alikes, plain

FLOWS = (
    Column(name="from_region", needed=False, blank=True),
    Column(name="from_sector", also=("from", "seller", "de", "von", "da")),
    Column(name="to_region", needed=False, blank=True),
    Column(name="to_sector", also=("to", "buyer", "a", "à", "an", "para")),
    Column(
        name="value",
        kind="number",
        also=("amount", "flow", "valor", "valeur", "Wert", "valore"),
    ),
)
KEYS = [column.name for column in FLOWS[:4]]
FINAL = {"finaldemand", "finaldemands", "demandafinal", "demandefinale", "endnachfrage"}
MEASURES = {  # what a row from it tells of a sector
    "hours": "hours hour workinghours workhours hoursworked horas heures stunden ore",
    "wages": "wages wage salaries salary pay salarios salaires lohne salari",
}
WORK = {  # what may be hours, wages or a sector: it has to be said
    *("labour", "labor", "work", "employment", "workers", "jobs", "persons", "trabajo", "travail"),
    *("arbeit", "lavoro", "trabalho", "emploi", "empleo", "emprego"),
}
MOST = 3_000  # sectors of regions that can be solved together while a reader waits


def read_flows(source: Source, **reading: Any) -> tuple[Table, tuple[str, ...]]:
    """Return a table of the core out of a CSV of flows.

    Parameters
    ----------
    source : str, path or bytes
        A CSV with a row for each payment.
    reading
        What `recursivity.own.records.read_records` is to know of the file.

    Returns
    -------
    table : recursivity.core.input_output.Table
        Intensities are "hours" and "wages", where the file tells them.
    notes : tuple of str
        How the file was read.

    Raises
    ------
    ReadingError
        Naming every row that could not be read, and every sector whose books cannot be right.
    """
    read = read_records(source, FLOWS, **reading)
    rows = _sorted_out(read)
    sold = rows[rows.measure == ""]
    sellers = _nodes(sold.from_region, sold.from_sector)
    bought = rows[~rows.final]
    nodes = list(dict.fromkeys([*sellers, *_nodes(bought.to_region, bought.to_sector)]))
    if len(nodes) > MOST:
        expected = f"at most {MOST:,}, which can be solved together: add some up"
        raise refuse(read.file, f"{len(nodes):,} sectors of regions", expected)
    number = {node: i for i, node in enumerate(nodes)}
    regions = list(dict.fromkeys(rows.to_region[rows.final]))
    flows = np.zeros((len(nodes), len(nodes)))
    demand = np.zeros((len(nodes), len(regions)))
    within = sold[~sold.final]
    np.add.at(flows, (_sellers(within, number), _buyers(within, number)), within.value.to_numpy())
    final = sold[sold.final]
    takes = [regions.index(region) for region in final.to_region]
    np.add.at(demand, (_sellers(final, number), takes), final.value.to_numpy())
    extras = {}
    for name in MEASURES:
        some = rows[rows.measure == name]
        if len(some):
            extras[name] = np.zeros(len(nodes))
            np.add.at(extras[name], _buyers(some, number), some.value.to_numpy())
    output = flows.sum(axis=1) + demand.sum(axis=1)
    _balance(read.file, nodes, flows.sum(axis=0), output, bought)
    table = Table(
        regions=[region for region, _ in nodes],
        sectors=[sector for _, sector in nodes],
        requirements=requirements(flows, output),
        demand=demand,
        buyers=regions,
        intensities={name: requirements(total, output) for name, total in extras.items()},
    )
    return table, (*_notes(rows, nodes, regions), *read.notes)


def _sorted_out(read: Records) -> pd.DataFrame:
    """Return the rows with `final`, whether final demand takes it, and `measure`, if any.

    Refuses rows from hours to final demand, regions that some sectors have and others lack, and a
    table from which nobody buys in the end.
    """
    rows = read.values.reindex(columns=["line", *KEYS, "value"])
    rows = rows.fillna({"from_region": "", "to_region": ""})
    use = rows.from_sector.map(plain)
    names = {word: name for name, words in MEASURES.items() for word in words.split()}
    rows["measure"] = use.map(names).fillna("")
    rows["final"] = rows.to_sector.map(plain).isin(FINAL)
    problems = [
        Problem(
            row.line, 0, f"{row.from_sector} going to final demand", "hours or wages of a sector"
        )
        for row in rows[rows.final & (rows.measure != "")].itertuples()
    ]
    problems += [
        Problem(
            row.line, 0, repr(row.from_sector), '"hours" or "wages", or another name of a sector'
        )
        for row in rows[use.isin(WORK)].itertuples()
    ]
    problems += _without_region(rows, "from_region", rows.measure == "")
    problems += _without_region(rows, "to_region", pd.Series(True, index=rows.index))
    if not rows.final.any():
        expected = 'rows with the to_sector "final demand"'
        problems.append(Problem(0, 0, "no sale to final demand", expected))
    if problems:
        raise ReadingError(read.file, problems)
    return rows


def _without_region(rows: pd.DataFrame, column: str, counted: pd.Series) -> list[Problem]:
    """Return a problem for each row that lacks a region where others have one."""
    said = rows[column] != ""
    if not said[counted].any():
        return []
    expected = "a region, as in other rows"
    return [Problem(line, 0, f"no {column}", expected) for line in rows.line[counted & ~said]]


Node = tuple[str, str]  # a region and a sector of it


def _nodes(regions: pd.Series, sectors: pd.Series) -> list[Node]:
    return list(zip(regions, sectors, strict=True))


def _sellers(rows: pd.DataFrame, number: dict[Node, int]) -> list[int]:
    return [number[node] for node in _nodes(rows.from_region, rows.from_sector)]


def _buyers(rows: pd.DataFrame, number: dict[Node, int]) -> list[int]:
    return [number[node] for node in _nodes(rows.to_region, rows.to_sector)]


def _balance(
    file: str, nodes: list[Node], spent: np.ndarray, output: np.ndarray, bought: pd.DataFrame
) -> None:
    """Refuse sectors that buy or work and sell nothing, or that buy for as much as they sell."""
    first = bought.drop_duplicates(["to_region", "to_sector"])
    lines = dict(zip(_nodes(first.to_region, first.to_sector), first.line, strict=True))
    problems = []
    for i, node in enumerate(nodes):
        region, sector = node
        name = f"{sector} of {region}" if region else sector
        if output[i] == 0 and node in lines:
            found = f"{name} selling nothing"
            expected = "a row in which it sells to somebody"
            problems.append(Problem(int(lines[node]), 0, found, expected))
        elif spent[i] >= output[i] > 0:
            found = f"{name} buying for {spent[i]:,.4g}"
            expected = f"less than the {output[i]:,.4g} it sells for"
            problems.append(Problem(int(lines.get(node, 0)), 0, found, expected))
    if problems:
        raise ReadingError(file, problems)


def _notes(rows: pd.DataFrame, nodes: list[Node], regions: list[str]) -> list[str]:
    sectors = count(len(nodes), "sector of a region", "sectors of regions")
    notes = [f"{count(len(rows), 'row')}: {sectors}, {count(len(regions), 'buyer')}."]
    if again := int(rows.duplicated(KEYS).sum()):
        notes.append(f"{count(again, 'row')} between the same two sectors added to another.")
    for what, names in (("region", [r for r, _ in nodes]), ("sector", [s for _, s in nodes])):
        notes += look_alikes(dict.fromkeys(names), what)
    return notes
