"""The reader of files: as people have them they are read, and what cannot be is named."""

from __future__ import annotations

import csv
import io
import random
import re

import numpy as np
import pytest

from recursivity.own.numbers import number
from recursivity.own.reader import ReadingError, read_text
from recursivity.own.records import Column, read_records

STAGES = [
    Column(name="stage", also=("step",)),
    Column(name="margin", kind="share", blank=True, needed=False),
]
STAGES += [Column(name="hours", kind="number", blank=True, needed=False)]


def stages(text: str | bytes, **more):
    return read_records(
        text if isinstance(text, bytes) else text.encode(), STAGES, name="mine.csv", **more
    )


def complaints(text: str | bytes, **more) -> list[str]:
    with pytest.raises(ReadingError) as caught:
        stages(text, **more)
    assert str(caught.value).startswith("mine.csv: ")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_separators_line_ends_and_marks(separator, end, mark):
    lines = [
        separator.join(cells) for cells in (("stage", "hours"), ("Lia", "3.5"), ("Chr. Ö", "2"))
    ]
    table = stages(mark + end.join(lines).encode())
    assert table.values.stage.tolist() == ["Lia", "Chr. Ö"]
    assert table.values.hours.tolist() == [3.5, 2]
    assert table.values.line.tolist() == [2, 3]


def test_any_cells_come_back_as_they_were_written_with_the_line_they_stand_on():
    chance = random.Random(1)
    alphabet = "ab é\"\n,;\t|'#0.,-"
    for trial in range(300):
        separator = chance.choice(",;\t|")
        rows = [
            ["".join(chance.choices(alphabet, k=chance.randrange(6))) for _ in range(3)]
            for _ in range(chance.randrange(1, 8))
        ]
        written = io.StringIO(newline="")
        csv.writer(
            written, delimiter=separator, lineterminator=chance.choice(["\n", "\r\n"])
        ).writerows(rows)
        text = read_text(
            ("x" + separator * 2 + "\n" + written.getvalue()).encode(), separator=separator
        )
        found = list(text.rows())[1:]
        assert [cells for _, cells in found] == rows, trial
        starts = (
            2
            + np.cumsum([0, *(1 + sum(cell.count("\n") for cell in cells) for cells in rows)])[:-1]
        )
        assert [line for line, _ in found] == starts.tolist(), trial


def test_names_that_pandas_takes_for_nothing_are_names():
    table = stages("stage;hours\nNone;1\nNA;2\n007;3\nnull;4\n")
    assert table.values.stage.tolist() == ["None", "NA", "007", "null"]


def test_another_encoding_is_read_and_said():
    assert stages("stage,hours\nÖzil,1\n".encode("utf-16")).values.stage[0] == "Özil"
    table = stages("stage,hours\nÖzil,1\n".encode("cp1252"))
    assert table.values.stage[0] == "Özil"
    assert "not in UTF-8 (the byte 0xD6, line 2)" in " ".join(table.notes)
    assert (
        stages("stage,hours\nЛия,1\n".encode("koi8-r"), encoding="koi8-r").values.stage[0] == "Лия"
    )


def test_a_first_line_in_which_a_spreadsheet_names_the_separator():
    table = stages("sep=;\r\nstage;hours\r\nLia;1,5\r\n")
    assert (table.values.hours[0], table.values.line[0]) == (1.5, 3)


def test_nothing_is_left_out_without_a_note():
    table = stages("stage,colour,hours\nLia,red,1\n\n , ,\nBo,blue,2\n")
    assert table.values.stage.tolist() == ["Lia", "Bo"]
    assert table.values.line.tolist() == [2, 5]
    assert "2 blank lines passed over." in table.notes
    assert "Not used: 1 column (colour)." in table.notes


def test_every_problem_is_named_at_once_with_line_column_found_and_expected():
    text = "stage,margin,hours\nLia,140%,3\n,20%,-4\nBo,0.2\nAn,many,1,2\nCy,.3,1h\n"
    assert complaints(text) == [
        "line 2, column 2 (margin): found '140%', expected a share from 0 to 1, or 0% to 100%",
        "line 3, column 1 (stage): found nothing, expected a name",
        "line 3, column 3 (hours): found '-4', expected a number, 0 or more",
        "line 4: found 2 cells, expected 3, as in the header",
        "line 5: found 4 cells, expected 3, as in the header",
        "line 6, column 3 (hours): found '1h', expected a number, 0 or more",
    ]


def test_many_problems_are_counted_and_kept():
    with pytest.raises(ReadingError, match=r"mine.csv: 50 problems\n") as caught:
        stages("stage,hours\n" + "Lia,?\n" * 50)
    assert str(caught.value).endswith("… and 30 more")
    assert len(caught.value.problems) == 50


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b"", "the file: found nothing, expected a table"),
        (b"\n \n", "the file: found blank lines alone, expected a table"),
        (b"stage,hours\n", "line 2: found nothing below the header, expected at least one row"),
        (b"stage\nLia\n", "line 1: found one column, expected columns separated by"),
        (
            b"who,hours\nLia,1\n",
            "line 1: found a header with 'who', 'hours', expected a column 'stage' as well",
        ),
        (
            b"stage,step\nLia,1\n",
            "line 1, column 2: found the column 'stage' again, expected each column once",
        ),
        (b'stage,hours\nLia,1\n"Bo,2\nCy,3\n', "line 3: found quotation marks that do not match"),
        (b'stage,hours\n"Bo" x,2\n', "line 2: found quotation marks that do not match"),
        (
            b"PK\x03\x04rest",
            "the file: found a spreadsheet or a packed file, expected text: save it as CSV",
        ),
        (b"stage,hours\nLia,\x00\n", "line 2: found a zero byte, expected text in UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_told_what_it_is(text, complaint):
    (found,) = complaints(text)
    assert found.startswith(complaint)


def test_an_encoding_that_does_not_fit_or_does_not_exist():
    assert (
        "the byte 0xD6 (byte 1 of the line), expected text in ascii"
        in complaints(b"stage,hours\n\xd6,1\n", encoding="ascii")[0]
    )
    assert "the encoding 'klingon'" in complaints(b"stage,hours\nLia,1\n", encoding="klingon")[0]


def test_a_path_that_is_no_file_names_what_lies_beside_it(tmp_path):
    (tmp_path / "chain.csv").write_text("stage,hours\nLia,1\n", encoding="utf-8")
    assert read_records(tmp_path / "chain.csv", STAGES).file == "chain.csv"
    with pytest.raises(
        ReadingError,
        match=r"chian\.csv: 1 problem\n  the file: found no such file.*beside it: chain\.csv",
    ):
        read_records(tmp_path / "chian.csv", STAGES)
    with pytest.raises(ReadingError, match="found a folder"):
        read_records(tmp_path, STAGES)


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1234.5", ".", 1234.5),
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1\u00a0234\u00a0567", ".", 1234567),
        ("1'234.5", ".", 1234.5),
        ("-3", ".", -3),
        ("\u22123", ".", -3),
        (".5", ".", 0.5),
        ("5e3", ".", 5000),
        ("٣", ".", 3),
    ],
)
def test_numbers_as_people_write_them(cell, decimal, value):
    assert number(cell, decimal) == value


@pytest.mark.parametrize(
    "cell",
    ["", "x", "1,23.4", "1.2.3", "1,23", "nan", "inf", "1 23", "12 €", "e5", "--1", "1,2345"],
)
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match=f"^{re.escape(cell)}$|could not convert"):
        number(cell)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,5", "2"], [1.5, 2]),
        (["0,125", "1,234"], [0.125, 1.234]),
        (["1.234,5", "1.234"], [1234.5, 1234]),
        (["1.234.567", "12"], [1234567, 12]),
        (["1,234,567", "1.5"], [1234567, 1.5]),
        (["0.5", "1.234"], [0.5, 1.234]),
        (["12", "7"], [12, 7]),
    ],
)
def test_the_decimal_mark_is_told_from_all_numbers_together(cells, values):
    table = stages("stage;hours\n" + "".join(f"s{i};{cell}\n" for i, cell in enumerate(cells)))
    assert table.values.hours.tolist() == values


def test_a_number_that_can_be_read_in_two_ways_is_asked_about():
    text = "stage;hours\nLia;1.234\nBo;7\n"
    (asked,) = complaints(text)
    assert asked.startswith(
        "line 2, column 2 (hours): found '1.234', which can be read in two ways, expected decimal="
    )
    assert stages(text, decimal=".").values.hours[0] == 1.234
    assert stages(text, decimal=",").values.hours[0] == 1234
    assert (
        stages("stage,hours\nLia,1.234\n").values.hours[0] == 1.234
    )  # where commas separate columns a point is decimal
