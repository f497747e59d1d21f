"""Slips are made where they should be, and told where no test notices them."""

from __future__ import annotations

import ast

import pytest

from tools import mutants

SOURCE = """
def share(x: int | None, most: float = 0.0) -> int | None:
    for _ in range(60):
        x = x + 1
    if x > most:
        return x.max() / 2
    return None
"""
MODEL = """
@model
class Loop(Model):
    gain: float = real(0.5, low=0.0, high=1.0, step=0.1)
    share: float = real(0.9, low=0.0, high=1.0, step=0.1)
    start: float = real(0.0, low=0.0, high=1.0, step=0.1)
    people: int = whole(2, low=1, high=MOST)
"""


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Return a folder with a library of one module, of which a test sees half."""
    lib = tmp_path / "lib" / "recursivity"
    lib.mkdir(parents=True)
    (lib / "__init__.py").write_text("")
    (lib / "sums.py").write_text(
        "MOST = 10\n\n\ndef plus(x):\n    return x + 1\n\n\ndef minus(x):\n    return x - 1\n"
    )
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_sums.py").write_text(
        "from recursivity.sums import MOST, minus, plus\n\n\n"
        "def test_plus():\n    assert plus(MOST) == 11\n\n\n"
        "def test_minus():\n    assert minus(1) < 1\n"
    )
    (tmp_path / "tools").symlink_to(mutants.ROOT / "tools")
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "LIB", lib)
    return lib


def test_slips_are_made_in_what_runs_and_not_in_annotations_or_the_steps_of_a_search():
    found = [(ast.unparse(n), kind, line) for n, kind, line in mutants.changes(ast.parse(SOURCE))]
    assert sorted(found, key=str) == sorted(
        [
            ("0.0", "number", 2),
            ("x + 1", "operator", 2),
            ("1", "number", 2),
            ("if x > most:\n    return x.max() / 2", "condition", 2),
            ("x > most", "comparison", 2),
            ("x.max() / 2", "operator", 2),
            ("x.max", "reduction", 2),
            ("2", "number", 2),
        ],
        key=str,
    )


def test_every_slip_changes_the_source_and_leaves_python():
    whole = ast.unparse(ast.parse(SOURCE))
    for place, _ in enumerate(mutants.changes(ast.parse(SOURCE))):
        tree = ast.parse(SOURCE)
        node, kind, _ = list(mutants.changes(tree))[place]
        mutants.turn(node, kind)
        changed = ast.unparse(ast.fix_missing_locations(tree))
        assert changed != whole
        ast.parse(changed)


def test_a_default_moves_by_a_quarter_within_its_range():
    tree = ast.parse(MODEL)
    for node, kind, _ in mutants.defaults(tree):
        mutants.turn(node, kind)
    moved = [n.args[0].value for n in ast.walk(tree) if isinstance(n, ast.Call)]
    assert moved == [0.625, pytest.approx(0.72), 0.0, 3]


def test_what_no_test_notices_is_told_with_its_place(library):
    module = library / "sums.py"
    before = module.read_text()
    found = enumerate(mutants.changes(ast.parse(before)))
    places = [(module, p) for p, (node, _, _) in found if node.lineno == 9]
    assert len(places) == 2  # the difference, and the number in it
    lived = mutants.survivors(places, ["tests"], mutants.changes, verbose=False)
    assert lived == ["sums.py:9: 1 → 2"]
    assert module.read_text() == before


def test_tests_that_fail_without_a_change_prove_nothing(library):
    (library / "sums.py").write_text("MOST = 10\nplus = minus = abs\n")
    with pytest.raises(SystemExit, match="fail before anything is changed"):
        mutants.survivors([], ["tests"], mutants.changes, verbose=False)


def test_the_tests_that_enter_a_function_come_first_the_quickest_first():
    reached = {
        "": {"seconds": 0.0, "functions": ["a.py:1"]},
        "slow": {"seconds": 2.0, "functions": ["a.py:5", "a.py:9"]},
        "quick": {"seconds": 1.0, "functions": ["a.py:5"]},
        "other": {"seconds": 0.1, "functions": ["b.py:5"]},
    }
    assert mutants.first_tests("a.py:5", reached) == ["quick", "slow"]
    assert mutants.first_tests("a.py:9", reached) == ["slow"]
    assert mutants.first_tests("a.py:0", reached) == ["quick", "slow"]
    assert mutants.first_tests("a.py:1", reached) == ["quick", "slow"]
    assert mutants.first_tests("c.py:3", reached) == []


def test_every_area_has_modules_and_tests_that_exist():
    for name, (modules, tests) in mutants.areas().items():
        assert modules, name
        assert all(path.is_file() for path in modules)
        assert all((mutants.ROOT / test.partition("::")[0]).exists() for test in tests), name
