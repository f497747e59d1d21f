"""What a computation rests on: every definition that it uses, and no word that is only told."""

from __future__ import annotations

import compileall
import importlib

import pytest

from recursivity import reach
from recursivity.loops.data_hunger import EvolvedRule, FiveTribes, LoadedSearch

FILES = {
    "__init__": "from .low import base\n",
    "low": "START = 1\n\n\ndef base(x):\n    return x + START\n\n\ndef other():\n    return 7\n",
    "high": """
from . import low
from . import base as renamed

SIZES = (1, 2)


def real(default, meaning):
    return default


class Shape:
    rate: float = real(0.5, meaning="a rate")
    card = "for readers"

    def area(self) -> float:
        \"\"\"Return it.\"\"\"
        from .late import late

        return renamed(SIZES[0]) + late()  # a remark


class Aside:
    pass


def wide():
    return low.base(2)
""",
    "late": "def late():\n    return 3\n",
}


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """A small library; what it returns reads one of its definitions after some changes."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(reach, "PACKAGE", "toy")

    def read(name="Shape", compiled=False, **changes):
        place = tmp_path / "toy"
        place.mkdir(exist_ok=True)
        for module, text in FILES.items():
            for old, new in changes.get(module, []):
                assert old in text
                text = text.replace(old, new)
            (place / f"{module}.py").write_text(text)
        if compiled:
            compileall.compile_dir(place, legacy=True, quiet=1)
            for source in place.glob("*.py"):
                source.unlink()
        for module in [m for m in importlib.sys.modules if m.partition(".")[0] == "toy"]:
            monkeypatch.delitem(importlib.sys.modules, module)
        importlib.invalidate_caches()
        reach._module.cache_clear()
        return reach.reached(getattr(importlib.import_module("toy.high"), name))

    yield read
    reach._module.cache_clear()


@pytest.mark.parametrize(
    "changes",
    [
        {"high": [("SIZES[0]", "SIZES[1]")]},
        {"high": [("(1, 2)", "(2, 2)")]},
        {"high": [("0.5", "0.4")]},
        {"low": [("x + START", "x - START")]},  # reached under another name, through the package
        {"low": [("START = 1", "START = 2")]},
        {"late": [("return 3", "return 4")]},  # imported within a function
    ],
)
def test_what_a_number_rests_on_shows(toy, changes):
    assert toy(**changes) != toy()


@pytest.mark.parametrize(
    "changes",
    [
        {"high": [("  # a remark", "")]},
        {"high": [("Return it.", "Return the area.")]},
        {"high": [("for readers", "for you")]},
        {"high": [("a rate", "a share")]},
        {"high": [(" -> float", "")]},
        {"high": [("SIZES[0]", "SIZES[\n            0\n        ]")]},
        {"high": [("    pass", "    other = 1")]},  # a class that nothing here uses
        {"low": [("return 7", "return 8")]},  # nor this function
    ],
)
def test_what_changes_no_number_does_not(toy, changes):
    assert toy(**changes) == toy()


def test_a_module_that_is_imported_whole_counts_whole(toy):
    assert toy("wide", low=[("return 7", "return 8")]) != toy("wide")


def test_where_sources_were_compiled_away_nothing_is_said(toy):
    assert toy(compiled=True) is None


def test_five_tribes_rest_on_the_learners_and_the_digits():
    found = reach.reached(FiveTribes)
    assert reach.reached(EvolvedRule) in found
    for word in ("load_digits", "KNeighborsClassifier", "FunctionDef(name='simulate'"):
        assert word in found
    assert "perfect memory" not in found  # the card
    assert "FunctionDef(name='lock_in_threshold'" in reach.reached(LoadedSearch)
