"""Sweeps: every setting with every seed, in one table, with any map."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

import pandas as pd
import pytest

from recursivity.core import ParameterError, sweep
from recursivity.loops.data_hunger import LoadedSearch, RedQueen

OVER = {"loaded_queries": [0.0, 0.5], "truth": [0.6, 0.8]}


def right(result):
    return {"right": result.table.right.iloc[-1]}


def test_every_setting_with_every_seed():
    table = sweep(LoadedSearch(searches=10), OVER, seeds=range(3), summary=right)
    assert list(table.columns) == ["loaded_queries", "truth", "seed", "right"]
    assert len(table) == table.drop_duplicates(["loaded_queries", "truth", "seed"]).shape[0] == 12
    row = table.query("loaded_queries == 0.5 and truth == 0.8 and seed == 2").right.item()
    assert row == LoadedSearch(searches=10, loaded_queries=0.5, truth=0.8).run(2).right.iloc[-1]


def test_whole_tables_are_kept_without_a_summary():
    table = sweep(LoadedSearch(searches=10), {"truth": [0.6]}, seeds=[1, 2])
    assert len(table) == 2 * 11
    assert table.columns[:3].tolist() == ["truth", "seed", "search"]


def test_a_swept_name_wins_over_a_column_of_the_same_name():
    table = sweep(RedQueen(), {"memory": [10]}, seeds=[0])
    assert table.columns.is_unique


def test_any_map_gives_the_same_table():
    expected = sweep(LoadedSearch(searches=10), OVER, seeds=range(2), summary=right)
    with ProcessPoolExecutor(2) as pool:
        other = sweep(LoadedSearch(searches=10), OVER, seeds=range(2), summary=right, map=pool.map)
    pd.testing.assert_frame_equal(expected, other)


@pytest.mark.parametrize(
    ("over", "seeds", "message"),
    [
        ({"truth": []}, [0], "the grid of truth is empty"),
        ({"truth": [0.6]}, [], "the grid of seeds is empty"),
        ({"truths": [0.6]}, [0], "has no parameter 'truths'"),
        ({"truth": [0.6, 2]}, [0], "truth must satisfy"),
        ({"truth": [0.6]}, [-1], "seed must be"),
    ],
)
def test_a_bad_sweep_says_why(over, seeds, message):
    with pytest.raises(ParameterError, match=message):
        sweep(LoadedSearch(), over, seeds)
