"""Tables from elsewhere: EXIOBASE, GLORIA and whatever else pymrio reads, as a `Table`, and our own as a system of pymrio's.

The course fetches none of them: they are large, and come with licences of their own. Whoever has one gives its path::

    table = read("IOT_2021_ixi.zip", intensities={"hours": "Employment hours", "water": "Water Consumption Blue"})
    footprint(table.requirements, table.intensity("hours"), table.bought("FR"))

pymrio is asked for when a table is read, and not before. [stadler2021pymrio, stadler2018exiobase]
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from .core.input_output import Table, outputs, requirements

PARSERS = {"exiobase": "parse_exiobase3", "gloria": "parse_gloria", "pymrio": "load_all"}


class TableError(RuntimeError):
    """A table that cannot be read; the message says what is wrong and what to do."""


def read(path: str | Path, layout: str = "exiobase", *, intensities: Mapping[str, str], **options: Any) -> Table:
    """Return a multi-regional table that lies on this machine.

    Parameters
    ----------
    path : the archive or folder, as its makers give it out (for GLORIA: the folder with the year's archives and the read-me).
    layout : "exiobase" (version 3), "gloria", or "pymrio" (what `save_all` of pymrio wrote).
    intensities : name -> regular expression; accounts whose names match are summed and divided by output.
    options : for pymrio's parser, such as `year=2021` for GLORIA.

    Raises
    ------
    TableError where pymrio or the path is missing, the files are not in this layout, or no account matches.
    """
    if layout not in PARSERS:
        raise TableError(f"no layout is called {layout!r}; there are {', '.join(PARSERS)}")
    place = Path(path)
    if not place.exists():
        raise TableError(f"{place} is not there: give the path of a table that was downloaded before; the course fetches none")
    parse = getattr(_pymrio(), PARSERS[layout])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parsers warn of what they have put right
            system = parse(place, **options)
    except Exception as error:  # whatever goes wrong inside, the reader is told of the file
        raise TableError(f"{place} is not a table in the layout of {layout} ({type(error).__name__}: {error})") from error
    try:
        return from_pymrio(system, intensities)
    except ValueError as error:  # shapes that do not fit, words where numbers should be, nodes that nobody can deliver
        raise TableError(f"{place} is malformed: {error}") from error


def from_pymrio(system: Any, intensities: Mapping[str, str]) -> Table:
    """Return a system of pymrio's as a `Table`; `intensities` as in `read`.

    Raises
    ------
    TableError where flows or final demand are missing, or no account matches.
    """
    if system.Y is None or (system.A is None and system.Z is None):
        raise TableError("the table has no final demand (Y) or neither flows (Z) nor requirements (A)")
    demand = system.Y.T.groupby(level=0, sort=False).sum().T  # categories of demand go together, buyer by buyer
    nodes = demand.index
    total = demand.to_numpy(dtype=float).sum(axis=1)
    if system.A is not None:
        a = system.A.reindex(index=nodes, columns=nodes).to_numpy(dtype=float)
    else:
        flows = system.Z.reindex(index=nodes, columns=nodes).to_numpy(dtype=float)
        a = requirements(flows, flows.sum(axis=1) + total)
    table = Table(
        regions=nodes.get_level_values(0),
        sectors=nodes.get_level_values(1),
        requirements=a,
        demand=demand.to_numpy(dtype=float),
        buyers=demand.columns,
        intensities={},
    )
    x = outputs(a, total)
    for name, wanted in intensities.items():
        table.intensities[name] = requirements(_account(system, wanted, nodes), x)
    return table


def to_pymrio(table: Table) -> Any:
    """Return a `Table` as a system of pymrio's, with one extension, `dual`, that holds its intensities and value added."""
    pymrio = _pymrio()
    x = outputs(table.requirements, table.demand.sum(axis=1))
    nodes = pd.MultiIndex.from_arrays([table.regions, table.sectors], names=["region", "sector"])
    bought = pd.MultiIndex.from_product([table.buyers, ["final demand"]], names=["region", "category"])
    names = ["value", *table.intensities]
    rows = pd.DataFrame([table.intensity(name) * x for name in names], index=pd.Index(names, name="stressor"), columns=nodes)
    system = pymrio.IOSystem(
        Z=pd.DataFrame(table.requirements * x, index=nodes, columns=nodes),
        Y=pd.DataFrame(table.demand, index=nodes, columns=bought),
        unit=pd.DataFrame({"unit": "money"}, index=nodes),  # without units pymrio cannot aggregate
    )
    system.dual = pymrio.Extension(name="dual", F=rows, unit=pd.DataFrame({"unit": "amount"}, index=rows.index))
    return system


def _account(system: Any, wanted: str, nodes: pd.MultiIndex) -> np.ndarray:
    """Return the sum of all accounts of a system whose names match, of shape (nodes,)."""
    known = []
    for extension in system.get_extensions(data=True):
        if extension.F is None:
            continue
        names = [" ".join(map(str, row)) if isinstance(row, tuple) else str(row) for row in extension.F.index]
        found = [bool(re.search(wanted, name)) for name in names]
        if any(found):
            return extension.F.loc[found].sum().reindex(nodes).to_numpy(dtype=float)
        known += names
    raise TableError(f"no account matches {wanted!r}; the table has {len(known)}, among them {'; '.join(known[:5])}")


def _pymrio() -> ModuleType:
    try:
        return importlib.import_module("pymrio")
    except ImportError as error:
        raise TableError("pymrio reads such tables, and is not installed: python -m pip install pymrio==0.7.0") from error
