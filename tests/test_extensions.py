"""The book's own extensions: what makes a page stale, what stops a build, and what the roles say
when they cannot answer.
"""

from __future__ import annotations

import re
import subprocess
import sys

import nbformat
import pytest

from .chapters import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))

import closure
import laboratories
import ledger


def names(paths):
    return {path.relative_to(closure.LIB).as_posix() for path in paths}


def notebook(*cells):
    """Return a notebook beside the others, so that its name can be told."""
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )


@pytest.fixture
def laboratory(tmp_path, monkeypatch):
    """Return what writes a notebook into a project of its own."""
    monkeypatch.setattr(closure, "ROOT", tmp_path)

    def write(*cells):
        path = tmp_path / "notebooks" / "loops" / "broken.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook(*cells), path)
        return path

    return write


def test_a_page_rests_on_what_it_imports_and_on_what_that_imports():
    found = names(closure.closure("from recursivity.loops.data_hunger import explorers"))
    assert {
        "recursivity/loops/data_hunger/explorers.py",
        "recursivity/loops/data_hunger/hungers.py",
        "recursivity/style.py",
    } <= found
    assert {
        "recursivity/core/model.py",
        "recursivity/explore/svg.py",
        "recursivity/explore/assets/explorer.css",
    } <= found
    assert {"recursivity/kept.py", "recursivity/data/five_tribes.csv"} <= found


def test_a_page_does_not_rest_on_other_chapters():
    found = names(closure.closure("from recursivity.core import gini"))
    assert not any(re.match(r"recursivity/(loops|claims|explorers|data)/", name) for name in found)


def test_a_changed_library_or_data_file_changes_the_digest(tmp_path, monkeypatch):
    monkeypatch.setattr(closure, "ROOT", tmp_path)
    monkeypatch.setattr(closure, "LOCK", tmp_path / "requirements.txt")
    model, data = tmp_path / "model.py", tmp_path / "table.csv"
    model.write_text("a = 1\n"), data.write_text("1\n")
    first = closure.digest(model, data)
    assert closure.digest(model, data) == first
    data.write_text("2\n")
    second = closure.digest(model, data)
    model.write_text("a = 2\n")
    third = closure.digest(model, data)
    (tmp_path / "requirements.txt").write_text("numpy==9\n")
    assert len({first, second, third, closure.digest(model, data)}) == 4


def test_magics_do_not_hide_imports():
    assert names(closure.closure("%matplotlib inline\n!ls\nimport recursivity.style")) >= {
        "recursivity/style.py"
    }


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("a = 1", "1 / 0", "b = 2"), r"notebooks/loops/broken.ipynb, cell 2: ZeroDivisionError"),
        (
            ("import os", "os._exit(1)"),
            r"broken.ipynb, cell \d: the kernel died.*Nothing was written",
        ),
        (
            (
                "class Shy:\n    def _repr_mimebundle_(self, **_):\n        raise ValueError('not "
                "to be shown')",
                "Shy()",
            ),
            r"broken.ipynb, cell 2: ValueError: not to be shown",
        ),
    ],
    ids=["a cell fails", "the kernel dies", "an object fails while it is shown"],
)
def test_a_notebook_that_does_not_run_ends_the_build_with_a_sentence(laboratory, cells, told):
    with pytest.raises(laboratories.LaboratoryError, match=re.compile(told, re.S)):
        laboratories.execute(laboratory(*cells))


def test_a_notebook_that_runs_says_how_long_it_took(laboratory):
    copy = laboratories.execute(laboratory("1 + 1"))
    assert copy.cells[0].outputs[0].data["text/plain"] == "2"
    assert copy.metadata["seconds"] > 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "claims.yml is missing"),
        ("a: [", "is not YAML"),
        ("a: 1", "has to be a list of claims"),
        ("- kind: x", "each with an id"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_told(tmp_path, monkeypatch, text, told):
    monkeypatch.setattr(ledger, "CLAIMS", tmp_path / "claims.yml")
    if text is not None:
        ledger.CLAIMS.write_text(text)
    with pytest.raises(ledger.ExtensionError, match=told):
        ledger.rows()


def test_an_unknown_claim_is_told_with_the_known_ones():
    with pytest.raises(KeyError, match="no claim 'F99'; it has F02-five-tribes"):
        ledger.row("F99")


def test_pages_say_what_is_wrong_with_badges_and_numbers(tmp_path):
    """Build two sentences, in a project that borrows everything else from this one."""
    for name in ("book/_ext", "book/claims.yml", "lib", "requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "conf.py").write_text(
        "import sys\nsys.path.insert(0, 'book/_ext')\nextensions = ['myst_parser', 'ledger']\n"
    )
    (tmp_path / "index.md").write_text(
        "# T\n{claim}`F99`, {observed}`F12-red-queen.size`, "
        "{observed}`F12-red-queen.best_memory:.0f`\n"
    )
    build = [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "out"]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "no claim 'F99'" in done.stderr
    assert "observes no 'size'; it observes best_memory" in done.stderr
    assert '<span class="observed">87</span>' in (tmp_path / "out" / "index.html").read_text(
        encoding="utf-8"
    )
