"""Tables from elsewhere: EXIOBASE, GLORIA and whatever else pymrio reads, and ours to pymrio.

The course fetches none of them: they are large, and come with licences of their own. Whoever has
one gives its path::

    wanted = {"hours": "Employment hours", "water": "Water Consumption Blue"}
    table = read("IOT_2021_ixi.zip", intensities=wanted)
    footprint(table.requirements, table.intensity("hours"), table.bought("FR"))

A published table is millions of cells, and one that is blank or in another unit would change a
footprint without a word. So every cell that is used is checked as it is read, and whatever is wrong
is named by file, row and column. pymrio is asked for when a table is read, and not before.
[stadler2021pymrio, stadler2018exiobase]
"""

from __future__ import annotations

import importlib
import re
import warnings
import zipfile
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from .core.input_output import Table, outputs, requirements

PARSERS = {"exiobase": "parse_exiobase3", "gloria": "parse_gloria", "pymrio": "load_all"}
SMALL = 100_000_000  # bytes of a packed file that can be looked at as a whole
AGREE = 0.01  # share by which requirements and flows of one table may differ by rounding

Account = str | tuple[str, str]  # a pattern, or the name of an extension and a pattern


class TableError(ValueError):
    """A table that cannot be read; the message says what is wrong, where, and what to do."""


def read(
    path: str | Path,
    layout: str = "exiobase",
    *,
    intensities: Mapping[str, Account],
    unusual: bool = False,
    **options: Any,
) -> Table:
    """Return a multi-regional table that lies on this machine.

    Parameters
    ----------
    path : str or path
        The archive or folder, as its makers give it out (for GLORIA: the folder with the year's
        archives and the read-me).
    layout : str
        "exiobase" (version 3), "gloria", or "pymrio" (what `save_all` of pymrio wrote).
    intensities : mapping of str to str, or to (str, str)
        Name -> regular expression; accounts whose names match are summed and divided by output.
        They have to be in one unit. Where several extensions have such accounts, say which:
        (extension, expression).
    unusual : bool
        Whether to take a table in which something is negative, a sector buys for as much as it
        sells, or a buyer is no region. Some published tables have subsidies and shrinking stocks.
    options
        For pymrio's parser, such as `year=2021` for GLORIA.

    Returns
    -------
    recursivity.core.input_output.Table
        Requirements of shape (nodes, nodes), demand of shape (nodes, buyers) in the table's unit of
        money, intensities of shape (nodes,) in an account's unit for one of money.

    Raises
    ------
    TableError
        Where pymrio or the path is missing, the files are not in this layout, a number is missing,
        infinite or a word, files do not have the same nodes, or no account matches.
    """
    if layout not in PARSERS:
        raise TableError(f"no layout is called {layout!r}; there are {', '.join(PARSERS)}")
    place = _there(path)
    parse = getattr(_pymrio(), PARSERS[layout])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parsers warn of what they have put right
            system = parse(place, **options)
    except Exception as error:  # whatever goes wrong inside, the reader is told of the file
        reason = f"({type(error).__name__}: {error})"
        raise TableError(f"{place} is not a table in the layout of {layout} {reason}") from error
    for file in _broken_off(place):
        raise TableError(f"{file} breaks off in the middle of its last line: fetch it anew")
    try:
        return from_pymrio(system, intensities, unusual=unusual)
    except TableError as error:
        raise TableError(f"{place} cannot be used: {error}") from error


def from_pymrio(system: Any, intensities: Mapping[str, Account], *, unusual: bool = False) -> Table:
    """Return a system of pymrio's as a table.

    Parameters
    ----------
    system : pymrio.IOSystem
        With final demand (Y), and flows (Z) or requirements (A).
    intensities, unusual
        As in `read`.

    Returns
    -------
    recursivity.core.input_output.Table
        Its nodes in the order of the system.

    Raises
    ------
    TableError
        As in `read`.
    """
    if system.Y is None or (system.A is None and system.Z is None):
        raise TableError(
            "the table has no final demand (Y) or neither flows (Z) nor requirements (A)"
        )
    name = "Z" if system.A is None else "A"
    nodes = _nodes(getattr(system, name).index, name)
    demand = _demand(system.Y, nodes, name, unusual)
    total = demand.to_numpy().sum(axis=1)
    a = _requirements(system, nodes, total, unusual)
    if not unusual:
        strange = [buyer for buyer in demand.columns if buyer not in set(nodes.get_level_values(0))]
        if strange:
            raise _wrong("Y", f"a buyer {strange[0]!r}", "a region of the table", unusual=True)
    x = _outputs(a, total, nodes, unusual)
    found = {
        kind: _intensity(system, kind, wanted, nodes, x, unusual)
        for kind, wanted in _checked(intensities).items()
    }
    return Table(
        regions=nodes.get_level_values(0),
        sectors=nodes.get_level_values(1),
        requirements=a,
        demand=demand.to_numpy(),
        buyers=demand.columns,
        intensities=found,
    )


def to_pymrio(table: Table) -> Any:
    """Return a table as a system of pymrio's.

    Parameters
    ----------
    table : recursivity.core.input_output.Table
        Of any size that pymrio can hold.

    Returns
    -------
    pymrio.IOSystem
        With one extension, `dual`, that holds intensities and value added.

    Raises
    ------
    TableError
        Where pymrio is not installed.
    """
    pymrio = _pymrio()
    x = outputs(table.requirements, table.demand.sum(axis=1))
    nodes = pd.MultiIndex.from_arrays([table.regions, table.sectors], names=["region", "sector"])
    bought = pd.MultiIndex.from_product(
        [table.buyers, ["final demand"]], names=["region", "category"]
    )
    names = ["value", *table.intensities]
    rows = pd.DataFrame(
        [table.intensity(name) * x for name in names],
        index=pd.Index(names, name="stressor"),
        columns=nodes,
    )
    system = pymrio.IOSystem(
        Z=pd.DataFrame(table.requirements * x, index=nodes, columns=nodes),
        Y=pd.DataFrame(table.demand, index=nodes, columns=bought),
        unit=pd.DataFrame({"unit": "money"}, index=nodes),  # pymrio needs units to aggregate
    )
    units = pd.DataFrame({"unit": names}, index=rows.index)  # hours and water are not of one kind
    system.dual = pymrio.Extension(name="dual", F=rows, unit=units)
    return system


# ------------------------------------------------------------------------------------ on the disk


def _there(path: str | Path) -> Path:
    try:
        place = Path(path).expanduser()
        exists = place.exists()
    except (OSError, RuntimeError, ValueError, TypeError) as error:
        shown = str(path)[:120]
        raise TableError(f"{shown!r} is not a path that can be opened: {error}") from None
    if not exists:
        raise TableError(
            f"{place} is not there: give the path of a table that was downloaded before; the "
            "course fetches none"
        )
    return place


def _broken_off(place: Path) -> Iterator[str]:
    """Yield the text files that do not end with a line: their last number may have been longer."""
    if place.is_dir():
        for file in sorted(place.rglob("*")):
            if file.suffix in (".txt", ".csv") and file.is_file() and file.stat().st_size:
                with file.open("rb") as opened:
                    opened.seek(-1, 2)
                    if opened.read(1) not in b"\r\n":
                        yield str(file)
    elif zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            for entry in archive.infolist():
                text = entry.filename.endswith((".txt", ".csv"))
                small = 0 < entry.file_size < SMALL
                if text and small and archive.read(entry)[-1:] not in b"\r\n":
                    yield f"{place}/{entry.filename}"


def _pymrio() -> ModuleType:
    try:
        return importlib.import_module("pymrio")
    except ImportError as error:
        raise TableError(
            "pymrio reads such tables, and is not installed: python -m pip install pymrio==0.7.0"
        ) from error


# ----------------------------------------------------------------------------------- what is wrong


def _wrong(
    file: str,
    found: str,
    expected: str,
    *,
    row: Hashable = None,
    column: Hashable = None,
    unusual: bool = False,
) -> TableError:
    """Return the error for a place in a file; `unusual` is told where it would help."""
    places = {"row": row, "column": column}
    where = [file, *(f"{kind} {_called(at)}" for kind, at in places.items() if at is not None)]
    hint = " (or unusual=True, if the table is meant so)" if unusual else ""
    return TableError(f"{', '.join(where)}: found {found}, expected {expected}{hint}")


def _called(label: Hashable) -> str:
    return " / ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def _numbers(frame: pd.DataFrame, file: str, low: float = -np.inf) -> np.ndarray:
    """Return a frame as floats; raise `TableError` at its first cell that is no finite number."""
    words = [i for i, kind in enumerate(frame.dtypes) if not _is_number(kind)]
    for i in words:
        for j, cell in enumerate(frame.iloc[:, i]):
            if isinstance(cell, (bool, np.bool_)) or (isinstance(cell, str) and not _reads(cell)):
                place = {"row": frame.index[j], "column": frame.columns[i]}
                raise _wrong(file, f"{cell!r}", "a number", **place)
    try:
        values = frame.to_numpy(dtype=float)
    except (TypeError, ValueError) as error:
        raise _wrong(file, f"what is no number ({error})", "numbers alone") from None
    for wrong, expected in ((~np.isfinite(values), "a number"), (values < low, "0 or more")):
        if wrong.any():
            j, i = np.argwhere(wrong)[0]
            found = "nothing" if np.isnan(values[j, i]) else f"{values[j, i]:g}"
            more = f", and {wrong.sum() - 1:,} more" if wrong.sum() > 1 else ""
            place = {"row": frame.index[j], "column": frame.columns[i]}
            raise _wrong(file, found + more, expected, unusual=np.isfinite(values[j, i]), **place)
    return values


def _reads(cell: str) -> bool:
    """Return whether a text is a number: beside a word pandas leaves all of a column as texts."""
    try:
        float(cell)
    except ValueError:
        return False
    return "_" not in cell  # which Python reads over


def _is_number(kind: Any) -> bool:
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)


def _nodes(index: pd.Index, file: str) -> pd.MultiIndex:
    """Return the nodes of a table; raise `TableError` where they are no sectors of regions."""
    if index.nlevels != 2:
        raise _wrong(file, f"rows named by {index.nlevels} labels", "a region and a sector")
    for label in index:
        if any(pd.isna(part) or not str(part).strip() for part in label):
            raise _wrong(file, "a label without a word", "a region and a sector", row=label)
    if index.has_duplicates:
        again = index[index.duplicated()][0]
        raise _wrong(file, "it again", "each node once", row=again)
    return index


def _same(labels: pd.Index, nodes: pd.MultiIndex, file: str, kind: str, other: str) -> None:
    """Raise `TableError` where a file has not the nodes that the other file has."""
    if labels.has_duplicates:
        again = labels[labels.duplicated()][0]
        raise _wrong(file, "it again", "each node once", **{kind: again})
    if len(missing := nodes.difference(labels, sort=False)):
        found = f"no {kind} for {_called(missing[0])}"
        more = f" and {len(missing) - 1:,} more" * (len(missing) > 1)
        raise _wrong(file, found + more, f"one for every node of {other}")
    if len(extra := labels.difference(nodes, sort=False)):
        raise _wrong(file, f"a node that {other} has not", "the same nodes", **{kind: extra[0]})


# ------------------------------------------------------------------------------------ demand and A


def _demand(y: pd.DataFrame, nodes: pd.MultiIndex, other: str, unusual: bool) -> pd.DataFrame:
    """Return what each buyer takes, categories of demand together, of shape (nodes, buyers)."""
    _same(y.index, nodes, "Y", "row", other)
    y = y.loc[nodes]
    if y.columns.has_duplicates:
        again = y.columns[y.columns.duplicated()][0]
        raise _wrong("Y", "it again", "each column once", column=again)
    values = _numbers(y, "Y", low=-np.inf if unusual else 0)
    checked = pd.DataFrame(values, index=y.index, columns=y.columns)
    if pd.isna(checked.columns.get_level_values(0)).any():
        raise _wrong("Y", "a column without a buyer", "a region in the first line")
    return checked.T.groupby(level=0, sort=False).sum().T


def _requirements(
    system: Any, nodes: pd.MultiIndex, total: np.ndarray, unusual: bool
) -> np.ndarray:
    """Return A, of shape (nodes, nodes), out of requirements or of flows."""
    low = -np.inf if unusual else 0
    found = {}
    for name in ("A", "Z"):
        frame = getattr(system, name)
        if frame is not None:
            _same(frame.index, nodes, name, "row", name)
            _same(frame.columns, nodes, name, "column", "its rows")
            found[name] = _numbers(frame.loc[nodes, nodes], name, low)
    if "A" not in found:
        return _of_flows(found["Z"], nodes, total)
    a = found["A"]
    if "Z" in found and not unusual:
        expected = a * _outputs(a, total, nodes, unusual)
        apart = np.abs(found["Z"] - expected) > AGREE * np.maximum(expected, expected.mean())
        if apart.any():
            j, i = np.argwhere(apart)[0]
            known = f"{expected[j, i]:g}, which A and Y come to"
            place = {"row": nodes[j], "column": nodes[i]}
            raise _wrong("Z", f"{found['Z'][j, i]:g}", known, unusual=True, **place)
    return a


def _of_flows(z: np.ndarray, nodes: pd.MultiIndex, total: np.ndarray) -> np.ndarray:
    """Return A out of flows; raise `TableError` where a node buys and puts out nothing."""
    x = z.sum(axis=1) + total
    idle = (x == 0) & z.any(axis=0)
    if idle.any():
        node = nodes[np.flatnonzero(idle)[0]]
        raise _wrong("Z", "purchases of a node that sells nothing", "sales, too", column=node)
    return requirements(z, x)


def _outputs(a: np.ndarray, total: np.ndarray, nodes: pd.MultiIndex, unusual: bool) -> np.ndarray:
    """Return what every node puts out; raise `TableError` where the nodes cannot deliver."""
    bought = a.sum(axis=0)
    if not unusual and (bought >= 1).any():
        worst = int(bought.argmax())
        found = f"purchases of {bought[worst]:.4g} for one unit of output"
        more = int((bought >= 1).sum()) - 1
        found += f", and {more:,} more such columns" * (more > 0)
        expected = "less than 1, so that something is left"
        raise _wrong("A", found, expected, column=nodes[worst], unusual=True)
    try:
        x = outputs(a, total)
    except np.linalg.LinAlgError:
        raise _wrong("A", "nodes that cannot deliver anything", "less bought than sold") from None
    if not np.isfinite(x).all() or (not unusual and (x < 0).any()):
        raise _wrong("A", "nodes that cannot deliver what is demanded", "less bought than sold")
    return x


# --------------------------------------------------------------------------------------- accounts


def _checked(intensities: Mapping[str, Account]) -> Mapping[str, Account]:
    if not isinstance(intensities, Mapping):
        raise TableError(f"intensities must be names with patterns: got {intensities!r}")
    if "value" in intensities:
        raise TableError("no intensity may be called 'value': that is the value added")
    return intensities


def _intensity(
    system: Any,
    kind: str,
    wanted: Account,
    nodes: pd.MultiIndex,
    x: np.ndarray,
    unusual: bool,
) -> np.ndarray:
    """Return what the accounts that match come to for a unit of output, of shape (nodes,)."""
    extension, found = _matching(system, wanted)
    file = f"F of {extension.name}"
    rows = extension.F.iloc[found]
    if rows.index.has_duplicates:
        again = rows.index[rows.index.duplicated()][0]
        raise _wrong(file, "it again", "each account once", row=again)
    _one_unit(extension, rows, file, wanted)
    _same(rows.columns, nodes, file, "column", "the table")
    values = _numbers(rows[nodes], file, low=-np.inf if unusual else 0).sum(axis=0)
    lost = (x == 0) & (values != 0)
    if lost.any() and not unusual:
        node = nodes[np.flatnonzero(lost)[0]]
        found_there = f"{values[lost][0]:g} of {kind} where nothing is put out"
        raise _wrong(file, found_there, "0 there", column=node, unusual=True)
    return requirements(values, x)


def _matching(system: Any, wanted: Account) -> tuple[Any, list[int]]:
    """Return the extension that has accounts whose names match, and their places in it."""
    of, pattern = wanted if isinstance(wanted, tuple) and len(wanted) == 2 else (None, wanted)
    try:
        expression = re.compile(pattern)
    except (re.error, TypeError) as error:
        raise TableError(f"{wanted!r} is no regular expression: {error}") from None
    known: list[str] = []
    matches = []
    for extension in system.get_extensions(data=True):
        if extension.F is None or of not in (None, extension.name):
            continue
        _whole(extension)
        names = _names(extension.F.index)
        if at := [i for i, name in enumerate(names) if expression.search(name)]:
            matches.append((extension, at))
        known += names
    if not matches:
        some = "; ".join(known[:5])
        raise TableError(
            f"no account matches {wanted!r}; the table has {len(known)}, among them {some}"
        )
    if len(matches) > 1:
        several = ", ".join(extension.name for extension, _ in matches)
        raise TableError(
            f"accounts of several extensions match {pattern!r} ({several}): say which, as in "
            f"({matches[0][0].name!r}, {pattern!r})"
        )
    return matches[0]


def _names(index: pd.Index) -> list[str]:
    return [" ".join(map(str, row)) if isinstance(row, tuple) else str(row) for row in index]


def _whole(extension: Any) -> None:
    """Raise `TableError` where an extension has not the accounts that its list of units has."""
    if extension.unit is None:
        return
    accounts = set(_names(extension.F.index))
    known = set(_names(extension.unit.index))
    for some, found in ((known - accounts, "no row for"), (accounts - known, "no unit for")):
        if some:
            more = f" and {len(some) - 1:,} more" * (len(some) > 1)
            expected = "one for every account, as many rows as units"
            raise _wrong(f"F of {extension.name}", f"{found} {min(some)}{more}", expected)


def _one_unit(extension: Any, rows: pd.DataFrame, file: str, wanted: Account) -> None:
    """Raise `TableError` where accounts that are to be summed are not in one unit."""
    if extension.unit is None:
        return
    if not extension.unit.shape[1]:
        raise _wrong(f"unit of {extension.name}", "no column of units", "one beside the names")
    table = extension.unit.iloc[:, 0]
    known = dict(zip(_names(table.index), table.map(str), strict=True))
    units = {name: known.get(name, "no unit") for name in _names(rows.index)}
    if len(set(units.values())) > 1:
        told = "; ".join(f"{name}: {unit}" for name, unit in list(units.items())[:4])
        raise _wrong(file, f"accounts in several units ({told})", f"one unit for {wanted!r}")
