"""Two builds are compared by their bytes: what is told, and what is passed over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import same


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
