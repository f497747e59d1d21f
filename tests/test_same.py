"""Two builds are compared by their bytes: what is told, and what is passed over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import reproducible, same


@pytest.fixture
def sites(tmp_path) -> tuple[Path, Path]:
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        for name in ("index.html", "book/a.html", "book/status.html", "searchindex.js"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"the same {name}")
    return folders


def test_equal_sites_are_equal_and_the_page_that_tells_the_time_may_differ(sites):
    one, two = sites
    (two / "book" / "status.html").write_text("3.1 s")
    assert same.differing(one, two) == []


def test_another_byte_and_a_file_that_only_one_has_are_told(sites):
    one, two = sites
    (two / "searchindex.js").write_text("the same searchindeX.js")
    (one / "extra.txt").write_text("x")
    (two / "book" / "b.html").write_text("x")
    told = same.differing(one, two)
    assert [line.partition(":")[0] for line in told] == [
        "book/b.html",
        "extra.txt",
        "searchindex.js",
    ]
    assert "differs at byte 19" in told[2]


def test_a_file_with_the_same_size_and_time_is_still_read(sites):
    one, two = sites
    (two / "book" / "a.html").write_text("THE same book/a.html")
    times = (one / "book" / "a.html").stat()
    os.utime(two / "book" / "a.html", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert len(same.differing(one, two)) == 1


@pytest.mark.parametrize(("change", "status"), [(False, 0), (True, 1)])
def test_the_tool_ends_with_a_status(sites, change, status):
    one, two = sites
    if change:
        (two / "index.html").write_text("another")
    done = subprocess.run([sys.executable, same.__file__, one, two], capture_output=True, text=True)
    assert done.returncode == status


# --- two builds of one source


@pytest.fixture
def house(tmp_path, monkeypatch) -> Path:
    """Return a house with a source, something that git leaves out, and a builder that writes it."""
    root = tmp_path / "house"
    (root / "book").mkdir(parents=True)
    (root / "book" / "a.md").write_text("words")
    (root / ".gitignore").write_text("_build/\n")
    (root / "_build" / "runtime").mkdir(parents=True)
    (root / "_build" / "html").mkdir()
    (root / "_build" / "html" / "old.html").write_text("old")
    subprocess.run(["git", "init", "-q", root], check=True)
    monkeypatch.setattr(reproducible, "ROOT", root)
    builder = tmp_path / "bin" / "jupyter-book"
    builder.parent.mkdir()
    builder.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib\n"
        "site = pathlib.Path('_build/html')\n"
        "site.mkdir(parents=True)\n"
        "told = os.environ.get('TELLS', 'nothing')\n"
        "found = {'path': os.getcwd(), 'order': str(hash('word')), 'nothing': 'same'}[told]\n"
        "(site / 'index.html').write_text(pathlib.Path('book/a.md').read_text() + found)\n"
    )
    builder.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(builder.with_name("python")))
    return root


def test_two_builds_of_a_source_that_tells_nothing_else_are_the_same(house, capsys):
    with pytest.raises(SystemExit) as end:
        reproducible.main()
    assert end.value.code == 0
    assert "the same, byte for byte" in capsys.readouterr().out
    assert (house / "_build" / "html" / "old.html").exists(), "the checkout is left as it was"


@pytest.mark.parametrize("tells", ["path", "order"])
def test_a_page_that_hangs_on_its_folder_or_on_hashes_is_named(house, capsys, monkeypatch, tells):
    monkeypatch.setenv("TELLS", tells)
    with pytest.raises(SystemExit) as end:
        reproducible.main()
    assert end.value.code == 1
    assert capsys.readouterr().out.startswith("index.html: differs at byte ")


def test_a_build_that_fails_is_no_pair_of_equal_ones(house, capsys, monkeypatch):
    monkeypatch.setenv("TELLS", "a word that it does not know")
    with pytest.raises(SystemExit) as end:
        reproducible.main()
    assert end.value.code == 2
    assert "The build failed" in capsys.readouterr().err
