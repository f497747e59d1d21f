"""Sweeps: one model over a grid of parameters and many seeds, in one tidy table."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from .model import Model, Result
from .parameters import ParameterError


def sweep(
    base: Model,
    over: dict[str, Sequence[Any]],
    seeds: Iterable[int] = range(20),
    summary: Callable[[Result], dict[str, float]] | None = None,
    map: Callable[..., Iterable[pd.DataFrame]] = map,
) -> pd.DataFrame:
    """Run `base` at every combination of the values in `over`, each with every seed.

    Parameters
    ----------
    base : the model at its fixed parameters.
    over : parameter name -> values to visit; no list may be empty.
    seeds : whole numbers >= 0.
    summary : reduces one run to named numbers; without it the whole table of each run is kept.
    map : any function with the meaning of the built-in `map`, such as that of a process pool.

    Returns
    -------
    One row a run (or a run's rows), led by the swept parameters and `seed`.

    Raises
    ------
    ParameterError where a grid or the seeds are empty, a name is unknown or a value is out of
    range.
    """
    seeds = list(seeds)
    for name, values in [*over.items(), ("seeds", seeds)]:
        if len(values) == 0:
            raise ParameterError(f"the grid of {name} is empty: give at least one value")
    models = [
        base.but(**dict(zip(over, values, strict=True)))
        for values in itertools.product(*over.values())
    ]
    tasks = [(m, tuple(over), seeds, summary) for m in models]
    return pd.concat(map(_block, tasks), ignore_index=True)


def _block(task: tuple[Model, tuple[str, ...], list[int], Callable | None]) -> pd.DataFrame:
    model, names, seeds, summary = task
    rows = []
    for seed in seeds:
        result = model.result(seed)
        table = result.table if summary is None else pd.DataFrame([summary(result)])
        rows.append(table.assign(**{n: getattr(model, n) for n in names}, seed=seed))
    block = pd.concat(rows, ignore_index=True)
    return block[[*names, "seed", *(c for c in block.columns if c not in {*names, "seed"})]]
