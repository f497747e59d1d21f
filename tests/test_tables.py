"""Tables from elsewhere: pymrio agrees with us, small tables are read, what is wrong is named."""

from __future__ import annotations

import json
import sys
import warnings
import zipfile

import numpy as np
import pandas as pd
import pymrio
import pytest

from recursivity.chains.dual_footprint import (
    ARGENTINA,
    BUYERS,
    FRANCE,
    MADAGASCAR,
    REGIONS,
    REST,
    ai_table,
)
from recursivity.core.input_output import footprint, merged, outputs
from recursivity.tables import TableError, from_pymrio, read, to_pymrio

NODES = pd.MultiIndex.from_product([["FR", "WF"], ["AI", "data"]], names=["region", "sector"])
DEMAND = pd.MultiIndex.from_product(
    [["FR", "WF"], ["Households", "Government"]], names=["region", "category"]
)
FLOWS = np.array([[10.0, 0, 2, 1], [3, 1, 0, 0], [0, 2, 5, 1], [4, 0, 1, 2]])
BOUGHT = np.array([[50.0, 10, 3, 1], [2, 1, 0, 0], [1, 0, 20, 4], [0, 0, 2, 1]])
HOURS = np.array([[5.0, 1, 8, 9], [1, 2, 3, 4]])
X = FLOWS.sum(axis=1) + BOUGHT.sum(axis=1)


def by_hand(buyer):
    """Return the hours behind what a buyer takes, from the raw numbers."""
    taken = BOUGHT[:, :2].sum(axis=1) if buyer == "FR" else BOUGHT[:, 2:].sum(axis=1)
    return HOURS.sum(axis=0) / X * np.linalg.solve(np.eye(4) - FLOWS / X, taken)


def hours_of(table, buyer):
    return footprint(table.requirements, table.intensity("hours"), table.bought(buyer))


# ---------------------------------------------------------- a second opinion


@pytest.fixture(scope="module")
def second_opinion():
    system = to_pymrio(ai_table())
    system.calc_all()
    return system


@pytest.mark.parametrize("measure", ["value", "hours", "water"])
def test_pymrio_finds_the_same_footprints(second_opinion, measure):
    table = ai_table()
    ours = table.by_region(footprint(table.requirements, table.intensity(measure), table.demand))
    consumed = dict(zip(REGIONS, sum(ours.values()), strict=True))
    produced = {region: amounts.sum() for region, amounts in ours.items()}
    dual = second_opinion.dual
    for region in REGIONS:
        assert dual.D_cba_reg.loc[measure, region] == pytest.approx(consumed[region], rel=1e-9)
        assert dual.D_pba_reg.loc[measure, region] == pytest.approx(produced[region], rel=1e-9)


def test_pymrio_finds_the_same_outputs_and_multipliers(second_opinion):
    table = ai_table()
    x = outputs(table.requirements, table.demand.sum(axis=1))
    np.testing.assert_allclose(second_opinion.x.to_numpy().ravel(), x, rtol=1e-9)
    running = x > 0  # a node without output has no recipe that pymrio could know
    inverse = np.linalg.inv(np.eye(35) - table.requirements)
    np.testing.assert_allclose(
        second_opinion.L.to_numpy()[:, running], inverse[:, running], rtol=1e-9, atol=1e-15
    )


def test_pymrio_merges_regions_as_we_do():
    table = ai_table()
    ours = merged(table, {MADAGASCAR: REST, ARGENTINA: REST})
    groups = [REST if region in (MADAGASCAR, ARGENTINA) else region for region in REGIONS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        coarse = to_pymrio(table).aggregate(region_agg=groups, inplace=False)
        coarse.calc_all()
    hours = hours_of(ours, FRANCE).sum()
    assert coarse.dual.D_cba_reg.loc["hours", FRANCE] == pytest.approx(hours, rel=1e-9)
    assert abs(hours / hours_of(table, FRANCE).sum() - 1) > 1e-4  # and it does make a difference


def test_there_and_back():
    table = ai_table()
    back = from_pymrio(to_pymrio(table), {"hours": "^hours$", "water": "^water$"})
    assert back.regions == table.regions
    assert back.buyers == REGIONS
    for buyer in BUYERS:
        np.testing.assert_allclose(hours_of(back, buyer), hours_of(table, buyer), rtol=1e-9)


def test_pymrios_own_test_system_balances():
    table = from_pymrio(pymrio.load_test(), {"air": "air"})
    assert len(table.regions) == 48
    air = footprint(table.requirements, table.intensity("air"), table.demand)
    called, emitted = air.sum(axis=0), np.array(list(table.by_region(air.sum(axis=1)).values()))
    assert called.sum() == pytest.approx(emitted.sum())
    # Consumption less production of emission_type1, in millions of kilograms, as pymrio has it.
    np.testing.assert_allclose(
        (called - emitted) / 1e6, [54.5, 28.5, -35.2, 24.0, -41.8, -30.0], atol=0.06
    )


# ---------------------------------------------------------- layouts


def exiobase(folder, drop=()):
    """Write a tiny table as EXIOBASE 3 is given out: tabs, and a list of files in each folder."""
    accounts = pd.Index(
        ["Employment hours: low-skilled", "Employment hours: high-skilled"], name="stressor"
    )
    frames = {
        "A": pd.DataFrame(FLOWS / X, index=NODES, columns=NODES),
        "Y": pd.DataFrame(BOUGHT, index=NODES, columns=DEMAND),
        "unit": pd.DataFrame({"unit": "M.EUR"}, index=NODES),
        "satellite/F": pd.DataFrame(HOURS, index=accounts, columns=NODES),
        "satellite/unit": pd.DataFrame({"unit": "hr"}, index=accounts),
    }
    (folder / "satellite").mkdir(parents=True)
    for name, frame in frames.items():
        if name not in drop:
            frame.to_csv(folder / f"{name}.txt", sep="\t")
    for place, kind, names in (
        ("", "IOSystem", ("A", "Y", "unit")),
        ("satellite/", "Extension", ("F", "unit")),
    ):
        files = {
            name: {
                "name": f"{name}.txt",
                "nr_index_col": 2 if not place else 1,
                "nr_header": 1 if name == "unit" else 2,
            }
            for name in names
        }
        listed = {"systemtype": kind, "name": "satellite" if place else "IOT", "files": files}
        (folder / f"{place}file_parameters.json").write_text(json.dumps(listed))
    note = {"description": "tiny", "name": "exio3", "system": "ixi", "version": "0", "history": []}
    (folder / "metadata.json").write_text(json.dumps(note))
    return folder


def gloria(folder):
    """Write a tiny table as GLORIA is given out: supply and use, labels in a read-me."""
    supply_use = np.zeros((8, 8))  # (region, industry or product, sector), each way
    industry, product = np.array([0, 1, 4, 5]), np.array([2, 3, 6, 7])
    supply_use[np.ix_(industry, product)] = np.diag(X)
    supply_use[np.ix_(product, industry)] = FLOWS
    bought, hours = np.zeros((8, 4)), np.zeros((2, 8))
    bought[product], hours[:, industry] = BOUGHT, HOURS
    start = "20230727_120secMother_AllCountries_002"
    parts = {
        "GLORIA_MRIOs_59_2021/{}_T-Results_2021_059_Markup001(full).csv": supply_use,
        "GLORIA_MRIOs_59_2021/{}_Y-Results_2021_059_Markup001(full).csv": bought,
        "GLORIA_MRIOs_59_2021/{}_V-Results_2021_059_Markup001(full).csv": np.zeros((4, 8)),
        "GLORIA_SatelliteAccounts_059_2021/{}_TQ-Results_2021_059_Markup001(full).csv": hours,
        "GLORIA_SatelliteAccounts_059_2021/{}_YQ-Results_2021_059_Markup001(full).csv": np.zeros(
            (2, 4)
        ),
    }
    for name, numbers in parts.items():
        path = folder / name.format(start)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savetxt(path, numbers, delimiter=",")
    sheets = {
        "Regions": {"Region_acronyms": ["FR", "WF"], "Region_names": ["France", "Africa"]},
        "Sectors": {"Sector_names": ["AI", "data"]},
        "Value added and final demand": {
            "Final_demand_names": ["Households", "Government"],
            "Value_added_names": ["Wages", "Profits"],
        },
        "Satellites": {
            "Sat_indicator": ["hours female", "hours male"],
            "Sat_head_indicator": ["Employment"] * 2,
            "Sat_unit": ["h"] * 2,
        },
    }
    with pd.ExcelWriter(folder / "GLORIA_ReadMe_059.xlsx") as book:
        for name, columns in sheets.items():
            pd.DataFrame(columns).to_excel(book, sheet_name=name, index=False)
    return folder


def zipped(folder, place):
    with zipfile.ZipFile(place, "w") as archive:
        for path in folder.rglob("*"):
            archive.write(path, path.relative_to(folder.parent))
    return place


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_exiobase(tmp_path, packed):
    folder = exiobase(tmp_path / "IOT_2021_ixi")
    path = zipped(folder, tmp_path / "IOT_2021_ixi.zip") if packed else folder
    table = read(path, intensities={"hours": "Employment hours"})
    assert table.regions == ("FR", "FR", "WF", "WF")
    assert table.buyers == ("FR", "WF")
    for buyer in table.buyers:
        np.testing.assert_allclose(hours_of(table, buyer), by_hand(buyer))


def test_gloria(tmp_path):
    table = read(gloria(tmp_path), "gloria", intensities={"hours": "^hours"}, year=2021)
    assert table.regions == ("FR", "FR", "WF", "WF")
    for buyer in table.buyers:
        np.testing.assert_allclose(hours_of(table, buyer), by_hand(buyer))


def test_one_account_of_several(tmp_path):
    table = read(
        exiobase(tmp_path / "IOT"), intensities={"low": "low-skilled", "high": "high-skilled"}
    )
    np.testing.assert_allclose(table.intensity("low"), HOURS[0] / X)
    np.testing.assert_allclose(table.intensity("high"), HOURS[1] / X)


# ---------------------------------------------------------- what is wrong is named


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(
        TableError,
        match=r"nowhere.zip is not there: give the path of a table that was downloaded before",
    ):
        read(tmp_path / "nowhere.zip", intensities={})
    with pytest.raises(
        TableError, match="no layout is called 'eora'; there are exiobase, gloria, pymrio"
    ):
        read(tmp_path, "eora", intensities={})


@pytest.mark.parametrize("layout", ["exiobase", "gloria", "pymrio"])
def test_a_folder_that_is_not_such_a_table(tmp_path, layout):
    (tmp_path / "notes.txt").write_text("buy milk")
    with pytest.raises(TableError, match=f"is not a table in the layout of {layout} "):
        read(tmp_path, layout, intensities={})


def test_a_file_that_is_missing_or_broken(tmp_path):
    with pytest.raises(
        TableError, match=r"is not a table in the layout of exiobase \(FileNotFoundError"
    ):
        read(exiobase(tmp_path / "short", drop=("Y",)), intensities={})
    broken = exiobase(tmp_path / "broken")
    (broken / "A.txt").write_text((broken / "A.txt").read_text().replace("0.1", "x", 1))
    with pytest.raises(
        TableError,
        match=r"broken cannot be used: A, row FR / AI, column FR / AI: found 'x2987.*a number",
    ):
        read(broken, intensities={})
    holes = exiobase(tmp_path / "holes")
    lines = (holes / "A.txt").read_text().splitlines()
    (holes / "A.txt").write_text("\n".join(lines[:-1]))
    with pytest.raises(TableError, match=r"holes/A.txt breaks off in the middle of its last line"):
        read(holes, intensities={})
    (holes / "A.txt").write_text("\n".join([*lines[:-1], ""]))
    with pytest.raises(TableError, match=r"Y, row WF / data: found a node that A has not"):
        read(holes, intensities={})


def test_an_account_that_is_not_there(tmp_path):
    with pytest.raises(
        TableError,
        match=r"no account matches 'litres'; the table has 2, among them Employment hours",
    ):
        read(exiobase(tmp_path / "IOT"), intensities={"water": "litres"})


def test_pymrio_is_asked_for_only_when_needed_and_named_where_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pymrio", None)
    with pytest.raises(
        TableError,
        match=r"pymrio reads such tables, and is not installed: python -m pip install pymrio==0",
    ):
        read(exiobase(tmp_path / "IOT"), intensities={})


# ---------------------------------------------------------- every way to be wrong is named


def cells(path, change):
    """Rewrite a file of a table, its lines cut at tabs."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    changed = change(lines)
    text = "".join("\t".join(line) + "\n" for line in (lines if changed is None else changed))
    path.write_text(text, encoding="utf-8")


def put(row, column, text):
    """Return a change that puts a text into one cell."""

    def change(lines):
        lines[row][column] = text

    return change


def without_row(row):
    return lambda lines: lines[:row] + (lines[row + 1 :] if row != -1 else [])


def without_column(column):
    return lambda lines: [
        line[:column] + (line[column + 1 :] if column != -1 else []) for line in lines
    ]


WRONG = {  # file, change, and what is said of it
    "account blank": (
        "satellite/F",
        put(-1, -1, ""),
        r"row Employment hours: high-skilled, column WF / data: found nothing",
    ),
    "account a word": (
        "satellite/F",
        put(-1, 2, "many"),
        r"column FR / data: found 'many', expected a number",
    ),
    "account infinite": ("satellite/F", put(-1, 2, "inf"), r"found inf, expected a number"),
    "account too large": ("satellite/F", put(-1, 2, "1e999"), r"found inf, expected a number"),
    "account negative": (
        "satellite/F",
        put(-1, 2, "-5"),
        r"found -5, expected 0 or more \(or unusual=True",
    ),
    "account without the last node": (
        "satellite/F",
        without_column(-1),
        r"no column for WF / data, expected one for every node",
    ),
    "account of an unknown region": (
        "satellite/F",
        put(0, 1, "fr"),
        r"F of satellite: found no column for FR / AI",
    ),
    "account cut at a row": (
        "satellite/F",
        without_row(-1),
        r"no row for Employment hours: high-skilled, expected one for",
    ),
    "account twice": (
        "satellite/F",
        lambda lines: [*lines, lines[-1]],
        r"row Employment hours: high-skilled: found it again",
    ),
    "accounts in two units": (
        "satellite/unit",
        put(-1, 1, "people"),
        r"several units \(.*low-skilled: hr; .*high-skilled: people\)",
    ),
    "account without a unit": (
        "satellite/unit",
        without_row(-1),
        r"no unit for Employment hours: high-skilled",
    ),
    "demand blank": (
        "Y",
        put(-1, -1, ""),
        r"Y, row WF / data, column WF / Government: found nothing",
    ),
    "demand a word": (
        "Y",
        put(-1, -1, "x"),
        r"Y, row WF / data, column WF / Government: found 'x'",
    ),
    "demand infinite": ("Y", put(-1, -1, "-inf"), r"Y, row WF / data.*found -inf"),
    "demand negative": ("Y", put(-1, -1, "-3"), r"Y, .*found -3, expected 0 or more"),
    "demand without the last node": (
        "Y",
        without_row(-1),
        r"Y: found no row for WF / data, expected one for every node of A",
    ),
    "demand of a node twice": (
        "Y",
        lambda lines: [*lines, lines[-1]],
        r"Y, row WF / data: found it again",
    ),
    "a buyer who is no region": ("Y", put(0, 3, "wf"), r"Y: found a buyer 'wf', expected a region"),
    "requirements blank": (
        "A",
        put(-1, -1, ""),
        r"A, row WF / data, column WF / data: found nothing",
    ),
    "requirements a word": (
        "A",
        put(-1, -1, "x"),
        r"A, row WF / data, column WF / data: found 'x'",
    ),
    "requirements negative": ("A", put(-1, -1, "-0.1"), r"A, .*found -0.1, expected 0 or more"),
    "requirements of 2": (
        "A",
        put(-1, -1, "2"),
        r"A, column WF / data: found purchases of 2\..* expected less than 1",
    ),
    "requirements of 1": (
        "A",
        put(-1, 2, "0.9999999"),
        r"A, column FR / AI: found purchases|A, column FR / data: found purchases",
    ),
    "requirements without the last row": (
        "A",
        without_row(-1),
        r"Y, row WF / data: found a node that A has not",
    ),
    "requirements without the last column": (
        "A",
        without_column(-1),
        r"A: found no column for WF / data",
    ),
    "requirements of a node twice": (
        "A",
        lambda lines: [*lines, lines[-1]],
        r"A, row WF / data: found it again",
    ),
    "a node without a name": (
        "A",
        put(-1, 1, ""),
        r"A, row WF / nan: found a label without a word",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_whatever_is_wrong_is_named_by_file_row_and_column(tmp_path, name):
    file, change, said = WRONG[name]
    folder = exiobase(tmp_path / "IOT")
    cells(folder / f"{file}.txt", change)
    for path in (folder, zipped(folder, tmp_path / "IOT.zip")):
        with pytest.raises(TableError, match=said):
            read(path, intensities={"hours": "Employment hours"})


def test_a_file_that_breaks_off_is_named_in_a_folder_and_in_an_archive(tmp_path):
    folder = exiobase(tmp_path / "IOT")
    file = folder / "satellite" / "F.txt"
    file.write_bytes(file.read_bytes()[:-2])
    for path in (folder, zipped(folder, tmp_path / "IOT.zip")):
        with pytest.raises(TableError, match=r"satellite/F.txt breaks off in the middle"):
            read(path, intensities={"hours": "Employment hours"})


def test_rows_and_columns_in_another_order_are_the_same_table(tmp_path):
    folder = exiobase(tmp_path / "IOT")
    cells(folder / "A.txt", lambda lines: lines[:3] + lines[:2:-1])
    cells(folder / "Y.txt", lambda lines: lines[:3] + lines[:2:-1])
    cells(folder / "satellite" / "F.txt", lambda ls: [[line[0], *line[:0:-1]] for line in ls])
    table = read(folder, intensities={"hours": "Employment hours"})
    for buyer in table.buyers:
        found = table.by_region(hours_of(table, buyer))
        wanted = by_hand(buyer)
        assert found["FR"] == pytest.approx(wanted[:2].sum())
        assert found["WF"] == pytest.approx(wanted[2:].sum())


def test_what_is_unusual_is_taken_when_that_is_said(tmp_path):
    folder = exiobase(tmp_path / "IOT")
    cells(folder / "Y.txt", put(-1, -1, "-0.5"))
    table = read(folder, intensities={"hours": "Employment hours"}, unusual=True)
    assert table.demand[3, 1] == pytest.approx(2 - 0.5)
    cells(folder / "A.txt", put(-1, -1, ""))
    with pytest.raises(TableError, match="found nothing"):
        read(folder, intensities={}, unusual=True)


@pytest.mark.parametrize(
    ("intensities", "said"),
    [
        ({"hours": "("}, r"'\(' is no regular expression: missing \)"),
        ({"hours": 3}, "3 is no regular expression"),
        ({"hours": None}, "None is no regular expression"),
        ({"value": "Employment"}, "no intensity may be called 'value'"),
        (["hours"], "intensities must be names with patterns"),
        ({"hours": ("nowhere", "Employment")}, "no account matches"),
    ],
)
def test_patterns_that_cannot_be_are_named(tmp_path, intensities, said):
    with pytest.raises(TableError, match=said):
        read(exiobase(tmp_path / "IOT"), intensities=intensities)


def test_accounts_of_two_extensions_are_not_added_by_chance(tmp_path):
    system = pymrio.parse_exiobase3(exiobase(tmp_path / "IOT"))
    more = system.satellite.F * 10
    system.impacts = pymrio.Extension(name="impacts", F=more, unit=system.satellite.unit)
    with pytest.raises(
        TableError,
        match=r"several extensions match .* \(satellite, impacts\)|\(impacts, satellite\)",
    ):
        from_pymrio(system, {"hours": "Employment"})
    table = from_pymrio(system, {"hours": ("impacts", "Employment")})
    np.testing.assert_allclose(table.intensity("hours"), HOURS.sum(axis=0) * 10 / X)


def test_hours_where_nothing_is_put_out_are_not_lost():
    system = to_pymrio(ai_table())
    idle = int(np.flatnonzero(system.dual.F.loc["value"] == 0)[0])
    system.dual.F.iloc[1, idle] = 7.0
    with pytest.raises(
        TableError, match=r"F of dual, column .*: found 7 of hours where nothing is put out"
    ):
        from_pymrio(system, {"hours": "^hours$"})


def test_flows_and_requirements_that_disagree_are_named(tmp_path):
    system = pymrio.parse_exiobase3(exiobase(tmp_path / "IOT"))
    system.Z = pd.DataFrame(FLOWS, index=NODES, columns=NODES)
    from_pymrio(system, {})
    system.Z.iloc[0, 0] = 20.0
    with pytest.raises(
        TableError, match=r"Z, row FR / AI, column FR / AI: found 20, expected 10, which A and Y"
    ):
        from_pymrio(system, {})


@pytest.mark.parametrize("path", ["x" * 5_000, "~nouser/IOT", "a\0b", None])
def test_paths_that_lead_nowhere_are_named(path):
    with pytest.raises(TableError, match=r"is not a path that can be opened|is not there"):
        read(path, intensities={})


@pytest.mark.parametrize("part", ["T-", "Y-", "TQ-"])
@pytest.mark.parametrize("text", ["", "x", "inf", "-1e3"])
def test_cells_of_gloria_are_named(tmp_path, part, text):
    (file,) = [p for p in gloria(tmp_path).rglob("*.csv") if f"_{part}Results" in p.name]
    lines = [line.split(",") for line in file.read_text().splitlines()]
    row, column = {"T-": (2, 0), "Y-": (2, 0), "TQ-": (0, 0)}[part]
    lines[row][column] = text
    file.write_text("".join(",".join(line) + "\n" for line in lines))
    with pytest.raises(TableError, match=r"FR / AI.*found|is not a table in the layout of gloria"):
        read(tmp_path, "gloria", intensities={"hours": "^hours"}, year=2021)


def test_a_checked_table_takes_no_more_intensities():
    with pytest.raises(TypeError, match="does not support item assignment"):
        ai_table().intensities["more"] = np.full(35, np.nan)
