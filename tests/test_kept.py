"""Kept tables: current, or refused with a sentence that says what is wrong, where, what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import attrs
import pandas as pd
import pytest

from recursivity import kept
from recursivity.kept import DATA, DataFileError, Kept, keep, load
from recursivity.loops.data_hunger import DataRace, LoadedSearch


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one small table of its own, just computed."""
    small = Kept(
        base=LoadedSearch(searches=10),
        over={"truth": [0.6, 0.8]},
        seeds=[0, 1],
        packages=("numpy",),
        digits=3,
    )
    tables = {"small": small}
    monkeypatch.setattr(kept, "tables", lambda: tables)
    keep("small", tmp_path)
    return tmp_path


def refused(folder, *words):
    with pytest.raises(DataFileError) as error:
        load("small", folder)
    for word in (*words, "run `make data`"):
        assert word in str(error.value)


def change(folder, **values):
    kept.tables()["small"] = attrs.evolve(kept.tables()["small"], **values)
    return folder


def test_what_is_kept_is_what_is_computed(folder):
    table = load("small", folder)
    pd.testing.assert_frame_equal(table, kept.tables()["small"].compute())
    assert len(table) == 2 * 2 * 11
    recipe = json.loads((folder / "small.json").read_text(encoding="utf-8"))
    assert set(recipe) == {"recipe", "made_with", "csv"}
    assert set(recipe["made_with"]) == {"numpy", "python"}


def test_keeping_twice_gives_the_same_bytes(folder):
    first = (folder / "small.csv").read_bytes(), (folder / "small.json").read_bytes()
    keep("small", folder)
    assert first == ((folder / "small.csv").read_bytes(), (folder / "small.json").read_bytes())


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_missing(folder, ending):
    (folder / f"small.{ending}").unlink()
    refused(folder, f"small.{ending} is missing")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"csv": ""}', "null", '{"recipe": "x", "csv": ""}']
)
def test_malformed_recipe(folder, text):
    (folder / "small.json").write_text(text, encoding="utf-8")
    refused(folder, "small.json is malformed")


def test_changed_table(folder):
    with (folder / "small.csv").open("a", encoding="utf-8") as table:
        table.write("0.6,0,11,1,1,1,1,1\n")
    refused(folder, "small.csv is not the table that small.json describes")


def test_stale(folder):
    refused(change(folder, seeds=[0, 1, 2]), "small.csv is stale: seeds changed")
    refused(
        change(folder, seeds=[0, 1], base=LoadedSearch(searches=20)), "stale: parameters changed"
    )
    refused(change(folder, base=DataRace(), over={"firms": [3]}), "model", "parameters", "over")


def test_stale_where_the_code_says_something_else(folder, monkeypatch):
    reached = kept.reached
    monkeypatch.setattr(kept, "reached", lambda root: reached(root).replace("0.5", "0.4"))
    refused(folder, "small.csv is stale: code changed")


def test_without_sources_the_recipe_is_trusted_and_nothing_is_kept(folder, monkeypatch):
    table = load("small", folder)
    monkeypatch.setattr(kept, "reached", lambda root: None)
    pd.testing.assert_frame_equal(load("small", folder), table)
    with pytest.raises(DataFileError, match="small rests on code without sources"):
        keep("small", folder)
    refused(change(folder, seeds=[5]), "stale: seeds changed")


def test_unknown_table(folder):
    with pytest.raises(DataFileError, match="no kept table is called 'large'; there are small"):
        load("large", folder)


def test_a_failing_computation_leaves_what_was_there(folder):
    before = (folder / "small.csv").read_bytes()
    change(folder, over={"truth": [0.6, 7]})
    with pytest.raises(ValueError, match="truth must satisfy"):
        keep("small", folder)
    assert (folder / "small.csv").read_bytes() == before


def test_main_computes_only_what_is_stale(folder, monkeypatch, capsys):
    monkeypatch.setattr(kept, "DATA", folder)
    stamp = (folder / "small.csv").stat().st_mtime_ns
    kept.main()
    assert capsys.readouterr().out == "small: current\n"
    assert (folder / "small.csv").stat().st_mtime_ns == stamp
    change(folder, seeds=[5])
    kept.main()
    assert "stale: seeds changed" in capsys.readouterr().out
    assert load("small", folder).seed.unique().tolist() == [5]


def test_every_table_of_the_course_is_current_and_small(tmp_path):
    assert "five_tribes" in kept.tables()
    for name in kept.tables():
        assert not load(name).isna().any().any()
        assert (DATA / f"{name}.csv").stat().st_size < 100_000
        for file in DATA.glob(f"{name}.*"):
            shutil.copy(file, tmp_path)
        (tmp_path / f"{name}.json").unlink()
        with pytest.raises(DataFileError, match="missing"):
            load(name, tmp_path)


def test_the_shared_part_names_no_chapter():
    shown = "from recursivity import kept; import sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True).stdout
    assert "recursivity.kept" in loaded.split()
    assert not [name for name in loaded.split() if name.startswith("recursivity.loops")]


def test_two_tables_of_one_name_are_refused(tmp_path, monkeypatch):
    for chapter in ("one", "two"):
        place = tmp_path / "shelf" / "part" / chapter
        place.mkdir(parents=True)
        (place / "kept.py").write_text("TABLES = {'same': 1}\n")
    monkeypatch.setattr(kept, "PACKAGE", tmp_path / "shelf")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DataFileError, match=r"two tables are called 'same', .* shelf\.part\.two"):
        kept.tables.__wrapped__()
