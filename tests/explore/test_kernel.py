"""The page's own kernel.

Cells that share names, outputs in the order in which they come, explorers over their whole range.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys

import pytest
from matplotlib.figure import Figure

from recursivity.core.parameters import Number
from recursivity.explore import PAGES
from recursivity.explore.desk import Desk
from recursivity.explore.kernel import Kernel
from recursivity.explore.static import FINE

from .test_contract import explorer


@pytest.fixture
def shown() -> list[dict]:
    return []


@pytest.fixture
def kernel(shown, monkeypatch) -> Kernel:
    monkeypatch.setitem(
        sys.modules, "__main__", sys.modules["__main__"]
    )  # a kernel takes the place of both
    monkeypatch.setenv(PAGES, os.environ.get(PAGES, ""))
    return Kernel(shown.append)


def test_cells_share_names_and_show_their_last_value(kernel, shown):
    assert kernel.run("x = 20\nx + 1;", 1) is True
    assert kernel.run("x + 2", 2) is True
    assert shown == [{"kind": "text", "text": "22"}]
    assert kernel.main._ == 22


def test_nothing_is_shown_of_nothing(kernel, shown):
    kernel.run("print('a')")
    assert [output["text"] for output in shown] == ["a", "\n"]
    kernel.run("None")
    assert len(shown) == 2


@pytest.mark.parametrize(
    ("source", "shows"),
    [
        ("3", True),
        ("3;", False),
        ("3;  # x", False),
        ("3;\n\n# x\n", False),
        ("3  # a;", True),
        ("'a;'", True),
        ("x = 3", False),
        ("if True:\n    3", False),
        ("", False),
        ("# a;", False),
    ],
)
def test_a_semicolon_at_the_end_of_the_code_keeps_it_quiet(kernel, shown, source, shows):
    assert kernel.run(source)
    assert bool(shown) == shows


def test_a_cell_has_the_python_of_its_own_and_not_ours(kernel, shown):
    kernel.run("def f(x: int): pass\nf.__annotations__['x'] is int")
    assert shown == [{"kind": "text", "text": "True"}]


def test_a_class_is_shown_as_text(kernel, shown):
    kernel.run("import pandas as pd\nfrom matplotlib.figure import Figure\ndisplay(pd.DataFrame)")
    kernel.run("Figure")
    kernel.run("class Mine:\n    def _repr_mimebundle_(self, **more): return {}\nMine")
    assert [output["kind"] for output in shown] == ["text"] * 3
    assert shown[0]["text"] == "<class 'pandas.core.frame.DataFrame'>"


BUNDLES = {
    "{'text/html': '<b>x</b>', 'text/plain': 'x'}": {"kind": "html", "html": "<b>x</b>"},
    "({'text/html': '<b>x</b>'}, {'text/html': {}})": {"kind": "html", "html": "<b>x</b>"},
    "{'text/plain': 'in words'}": {"kind": "text", "text": "in words"},
    "{'image/png': b'png', 'text/plain': 'x'}": {"kind": "image", "png": "cG5n"},
    "{'image/png': 'cG5n'}": {"kind": "image", "png": "cG5n"},
    "None": {"kind": "text", "text": "it"},
}


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_value_that_says_what_it_is_is_shown_so(kernel, shown, bundle):
    kernel.run(
        "class It:\n"
        f"    def _repr_mimebundle_(self, include=None, exclude=None): return {bundle}\n"
        "    def __repr__(self): return 'it'\n"
        "It()"
    )
    assert shown == [BUNDLES[bundle]]


def test_a_picture_of_a_value_s_own_is_shown(kernel, shown):
    kernel.run("class Dot:\n    def _repr_png_(self): return b'png', {'width': 1}\nDot()")
    assert shown == [{"kind": "image", "png": "cG5n"}]


def test_what_is_printed_comes_in_order_with_what_is_shown(kernel, shown):
    kernel.run("import sys\nprint('a'); display(1)\nprint('b', file=sys.stderr)\n'c'")
    assert [o.get("text") for o in shown if o.get("text") != "\n"] == ["a", "1", "b", "'c'"]
    assert shown[0]["name"] == "stdout"
    assert "stderr" in [o.get("name") for o in shown]


def test_an_error_says_where_in_the_cell_and_nothing_of_the_machinery(kernel, shown):
    assert kernel.run("def broken():\n    return 1 / 0\n\nbroken()", 7) is False
    (error,) = shown
    assert error["kind"] == "error"
    assert re.search(
        r'"cell 7", line 4.*\n\s+broken\(\).*"cell 7", line 2.*return 1 / 0.*ZeroDivisionError',
        error["text"],
        re.S,
    )
    assert "kernel.py" not in error["text"]


def test_a_cell_that_is_no_python_says_so_and_the_next_one_runs(kernel, shown):
    assert not kernel.run("x = = 1")
    assert "SyntaxError" in shown[0]["text"]
    assert kernel.run("1")


def test_leaving_python_is_an_error_like_another(kernel, shown):
    assert not kernel.run("raise SystemExit(3)")
    assert "SystemExit: 3" in shown[0]["text"]


def test_tables_and_figures_are_shown_as_a_page_shows_them(kernel, shown):
    kernel.run("import pandas as pd\npd.DataFrame({'a': [1]})")
    kernel.run("from matplotlib.figure import Figure\nFigure()")
    kernel.run(
        "import matplotlib; matplotlib.use('Agg')\n"
        "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])"
    )
    kernel.run("from recursivity.explore import Picture\nPicture(Figure(), 'An empty sheet.')")
    assert [o["kind"] for o in shown] == ["html", "image", "image", "html"]
    for picture in shown[1:3]:
        assert base64.b64decode(picture["png"]).startswith(b"\x89PNG")
    assert "<table" in shown[0]["html"]
    assert 'aria-label="An empty sheet."' in shown[3]["html"]
    assert sys.modules["matplotlib.pyplot"].get_fignums() == []


def test_an_explorer_is_found_by_name_and_goes_on_where_the_page_was(kernel, shown):
    kernel.main.walk = explorer()
    controls = kernel.connect("walk", [0, 1])  # slope -1, wild
    assert re.search(r'<input type="range" min="0" max="8" value="2" data-start="6"', controls)
    assert '<option value="1" selected>wild' in controls
    assert kernel.connect("walk", [0]) == kernel.connect("walk")  # not of this page: the start
    assert kernel.connect("nobody") is None
    assert shown == []


def test_a_frame_is_the_one_that_the_static_page_would_show(kernel):
    mine = kernel.main.walk = explorer()
    kernel.connect("walk")
    places = {
        name: values.index(getattr(mine.model, name))
        for name, values in kernel.shown["walk"].positions.items()
    }
    svg, says, code = next(
        f
        for f, (m, s) in zip(mine.painter().frames(), mine.states(), strict=True)
        if (m, s) == (mine.model, 0)
    )
    assert kernel.frame("walk", list(places.values()), 0) == {
        "svg": svg,
        "says": says,
        "code": code,
    }


def test_every_control_has_its_whole_range(kernel):
    kernel.main.walk = explorer(controls={"slope": [1.0], "steps": [10], "mood": 2})
    kernel.connect("walk")
    slope, steps, mood = kernel.shown["walk"].positions.values()
    assert slope == [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0]
    assert (steps[0], steps[-1], mood) == (1, 1000, ["calm", "wild"])
    assert 50 < len(steps) <= FINE + 3
    frames = [
        kernel.frame("walk", [i, j, k], 0)
        for i in (0, 8)
        for j in (0, len(steps) - 1)
        for k in (0, 1)
    ]
    assert all("failure" not in frame for frame in frames)
    assert len({frame["code"] for frame in frames}) == 8


def test_another_seed_first_visits_those_of_the_page_and_then_new_ones(kernel):
    kernel.main.walk = explorer(seeds=(3, 5))
    kernel.connect("walk")
    lines = [kernel.frame("walk", [0, 0], place)["code"] for place in range(4)]
    assert [re.search(r"(?:seed=|run\(|result\()(\d+)", line)[1] for line in lines] == [
        "3",
        "5",
        "6",
        "7",
    ]


def test_an_explorer_of_the_readers_own_that_fails_keeps_its_controls(kernel):
    def broken(result):
        raise ValueError("no sentence today")

    kernel.main.walk = explorer(sentence=broken)
    kernel.connect("walk")
    assert kernel.frame("walk", [0, 0], 0) == {"failure": "ValueError: no sentence today"}


def test_a_package_that_is_on_its_way_is_told_apart_from_a_failure(kernel):
    def early(result):
        raise ModuleNotFoundError("No module named 'sklearn'")

    kernel.main.walk = explorer(sentence=early)
    kernel.connect("walk")
    with pytest.raises(ModuleNotFoundError):
        kernel.frame("walk", [0, 0], 0)


def test_a_cell_that_shows_an_explorer_gives_a_block_that_can_be_connected(kernel, shown):
    kernel.main.walk = explorer()
    kernel.run("walk")
    assert shown == [{"kind": "explorer", "name": "walk"}]
    block = kernel.block("walk")
    assert 'data-explorer="walk"' in block
    assert block.count("“Up”") > 0
    assert len(json.loads(re.search(r"<script[^>]*>(.*)</script>", block, re.S)[1])["says"]) == 1


class Said(str):
    def _repr_html_(self) -> str:
        return f"<p>{self}</p>"


def read(content: bytes, name: str) -> list[str]:
    if not content:
        raise ValueError(f"{name}: an empty file")
    return content.decode().split()


def desk(**changes) -> Desk:
    share = Number(
        name="share", default=0.5, low=0.0, high=1.0, step=0.25, meaning="how much of it"
    )
    parts = {
        "name": "words",
        "title": "Your words",
        "wanted": "Any text",
        "accept": ".txt",
        "read": read,
        "sample": lambda: ["an", "invented", "text"],
        "fields": lambda found: {
            "share": (share, 0.6),
            "person": (None, found[0]),
            "pay": (None, 2.0),
        },
        "show": lambda found, values: (
            [(Figure(), "An empty sheet.")],
            Said(f"{len(found)} {values}"),
        ),
    }
    return Desk(**{**parts, **changes})


def test_a_desk_reads_a_file_of_the_readers_own_and_answers(kernel, shown):
    kernel.main.words = desk()
    kernel.run("words")
    (output,) = shown
    assert (output["kind"], output["name"]) == ("desk", "words")
    assert '<input type="file" accept=".txt">' in output["html"]
    invented = kernel.take("words", "", None)
    assert "invented example" in invented["says"]
    assert "3 {'share': 0.6, 'person': 'an', 'pay': 2.0}" in invented["answer"]
    mine = kernel.take("words", "my.txt", b"two words")
    assert mine["says"] == "<p>This is my.txt. An empty sheet.</p>"
    assert 'value="two"' in mine["fields"]
    assert mine["fields"].count("<label") == 3
    assert 'aria-label="An empty sheet."' in mine["answer"]
    moved = kernel.answer("words", ["5", "nobody", "1.5"])
    assert "2 {'share': 1.0, 'person': 'nobody', 'pay': 1.5}" in moved["answer"]
    assert moved["says"] == mine["says"]


def test_what_a_desk_says_of_a_move_is_one_sentence_and_not_the_whole_answer(kernel, shown):
    kernel.main.words = desk()
    kernel.run("words")
    (output,) = shown
    assert re.findall(r'<div class="([^"]+)" (?:role="status"|aria-live)', output["html"]) == [
        "desk-says"
    ]
    assert "aria-live" not in output["html"]


def test_a_desk_says_what_is_wrong_and_keeps_what_was_there(kernel, shown):
    kernel.main.words = desk()
    kernel.run("words")
    kernel.take("words", "my.txt", b"two words")
    refused = kernel.take("words", "<b>.txt", b"")
    assert refused == {
        "says": '<pre class="explorer-failure" role="alert">&lt;b&gt;.txt: an empty file</pre>'
        "<p>What stands below is still my.txt.</p>"
    }
    unread = kernel.answer("words", ["0", "two", "much"])
    assert "could not convert string to float" in unread["answer"]
    assert unread["says"] == "<p>This is my.txt.</p>"
    assert "2 {'share': 0.0" in kernel.answer("words", ["0", "two", "1"])["answer"]


def test_a_first_file_that_is_refused_leaves_nothing_below(kernel, shown):
    kernel.main.words = desk()
    kernel.run("words")
    assert "What stands below" not in kernel.take("words", "x.txt", b"")["says"]


def test_a_desk_that_fails_by_a_fault_of_ours_names_it(kernel, shown):
    kernel.main.words = desk(show=lambda found, values: 1 / 0)
    kernel.run("words")
    assert "ZeroDivisionError" in kernel.take("words", "", None)["answer"]
