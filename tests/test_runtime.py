"""The closed world of the reader's browser: what is locked, what is refused, what is left out, what a page loads when."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import marshal
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools import bytecode, runtime

from .chapters import ROOT, chapters

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import closure
import live

LOCK = json.loads(runtime.LOCK.read_text(encoding="utf-8"))


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(runtime, "BUILT", tmp_path)
    monkeypatch.setattr(runtime, "WORLD", tmp_path / "world")
    return tmp_path / "downloads"


def test_every_file_is_locked_with_its_hash_and_no_address():
    assert set(LOCK["runtime"]) == set(runtime.RUNTIME)
    hashes = [
        *LOCK["runtime"].values(),
        LOCK["mirror"]["sha256"],
        *(e["sha256"] for e in LOCK["packages"].values()),
    ]
    assert all(re.fullmatch(r"[0-9a-f]{64}", h) for h in hashes)
    assert "://" not in runtime.LOCK.read_text(encoding="utf-8")
    assert set(runtime.BUILT_BY_PYODIDE) <= set(LOCK["packages"])


def test_every_dependency_is_locked_or_known_never_to_be_reached():
    known = set(LOCK["packages"]) | runtime.NEVER_REACHED
    needed = {d.lower().replace("_", "-") for e in LOCK["packages"].values() for d in e["depends"]}
    assert needed - known == set()


def test_models_compute_with_the_versions_of_the_browser_where_they_can():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name in ("pandas", "scipy", "scikit-learn"):
        assert f"\n{name}=={LOCK['packages'][name]['version']} " in text, name
    assert LOCK["packages"]["numpy"]["version"].startswith("2.")


def test_the_next_source_is_asked_where_one_cannot_be_reached(kept, monkeypatch):
    def down(missing, lock):
        raise OSError("no route")
        yield

    monkeypatch.setattr(
        runtime,
        "SOURCES",
        {"first": down, "second": lambda missing, lock: iter([("a.whl", b"good")])},
    )
    found = runtime.fetch({"a.whl": sha(b"good")}, LOCK)
    assert found["a.whl"].read_bytes() == b"good"


def test_what_was_fetched_once_is_not_fetched_again_unless_it_has_changed(kept, monkeypatch):
    asked = []

    def source(missing, lock):
        asked.append(sorted(missing))
        return ((name, b"good") for name in missing)

    monkeypatch.setattr(runtime, "SOURCES", {"it": source})
    runtime.fetch({"a.whl": sha(b"good")}, LOCK)
    runtime.fetch({"a.whl": sha(b"good")}, LOCK)
    (kept / "a.whl").write_bytes(b"rotten")
    runtime.fetch({"a.whl": sha(b"good")}, LOCK)
    assert asked == [["a.whl"], ["a.whl"]]


def test_a_file_that_is_another_one_is_refused_and_named(kept, monkeypatch):
    monkeypatch.setattr(
        runtime, "SOURCES", {"the mirror": lambda missing, lock: iter([("a.whl", b"evil")])}
    )
    with pytest.raises(
        runtime.DamagedFile,
        match=r"a\.whl, from the mirror, is not the file that .* locks: refused",
    ):
        runtime.fetch({"a.whl": sha(b"good")}, LOCK)
    assert not (kept / "a.whl").exists()


def test_where_nothing_can_be_reached_the_message_says_what_was_tried(kept, monkeypatch, capsys):
    def down(missing, lock):
        raise OSError("no route")
        yield

    monkeypatch.setattr(runtime, "SOURCES", {"the first": down, "the second": down})
    monkeypatch.setattr(sys, "argv", ["runtime.py"])
    with pytest.raises(SystemExit) as stop:
        runtime.main()
    assert stop.value.code == 3
    assert "the first: no route; the second: no route" in capsys.readouterr().err


def test_the_lock_is_made_from_the_official_package(tmp_path, monkeypatch):
    monkeypatch.setattr(runtime, "_mirror_hash", lambda: "0" * 64)
    packages = LOCK["packages"] | {"unused": {"depends": []}}
    files = {name: name.encode() for name in runtime.RUNTIME} | {
        "pyodide-lock.json": json.dumps({"info": LOCK["info"], "packages": packages}).encode()
    }
    with tarfile.open(tmp_path / "pyodide.tgz", "w:gz") as tar:
        for name, content in files.items():
            item = tarfile.TarInfo(f"package/{name}")
            item.size = len(content)
            tar.addfile(item, io.BytesIO(content))
    made = runtime.lock_from(tmp_path / "pyodide.tgz")
    assert made["packages"] == LOCK["packages"]
    assert made["runtime"]["pyodide.js"] == sha(b"pyodide.js")


def wheel(files: dict[str, str]) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return file.getvalue()


def test_a_compiled_wheel_has_bytecode_for_sources_and_no_tests():
    files = {
        "a/__init__.py": "x = 1 + 1",
        "a/tests/test_a.py": "",
        "a/odd.py": "{{ no python",
        "a/data.txt": "kept",
    }
    made = bytecode.compiled(wheel(files), "a", b"")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert sorted(archive.namelist()) == ["a/__init__.pyc", "a/data.txt", "a/odd.py"]
        code = archive.read("a/__init__.pyc")
    assert code[:4] == importlib.util.MAGIC_NUMBER
    names: dict = {}
    exec(marshal.loads(code[16:]), names)
    assert names["x"] == 2
    assert bytecode.compiled(wheel(files), "a", b"") == made, (
        "the same bytes whenever they are made"
    )


def test_the_entry_of_a_wheel_says_what_it_brings_and_needs(tmp_path):
    head = "Metadata-Version: 2.1\nName: Some_Thing\nVersion: 2.0\nRequires-Dist: numpy>=1\nRequires-Dist: fonttools\n"
    head += 'Requires-Dist: pytest; extra == "dev"\n'
    place = tmp_path / "some_thing-2.0-py3-none-any.whl"
    place.write_bytes(
        wheel(
            {
                "some_thing/__init__.py": "",
                "other.py": "",
                "some_thing-2.0.dist-info/METADATA": head,
            }
        )
    )
    (entry,) = runtime.entry_of(place).values()
    assert (entry["name"], entry["version"], entry["imports"]) == (
        "some-thing",
        "2.0",
        ["other", "some_thing"],
    )
    assert entry["depends"] == ["numpy"]
    assert entry["sha256"] == sha(place.read_bytes())


def test_a_page_loads_at_once_what_is_imported_at_once_and_the_rest_later():
    at_once, later = closure.packages(
        "from recursivity.explorers.loops import data_hunger as explorers",
        "import seaborn\ndef f():\n    import networkx",
    )
    assert {"numpy", "pandas", "matplotlib", "attrs"} <= at_once
    assert {"sklearn", "scipy"} & at_once == set()
    assert {"sklearn", "seaborn", "networkx"} <= later
    assert "ipywidgets" not in at_once | later


@pytest.mark.parametrize("chapter", chapters(), ids=lambda c: c.name)
def test_a_laboratory_starts_without_the_heavy_packages(chapter):
    theirs = {
        name: entry | {"depends": runtime._reached(entry["depends"])}
        for name, entry in LOCK["packages"].items()
    }
    lock = {
        "packages": theirs | {n: {"imports": [n], "depends": []} for n in runtime.FROM_OUR_LOCK}
    }
    first, _later = live.needs(chapter.laboratory, lock)
    reached = live.every([name for name in first if name in lock["packages"]], lock)
    assert reached & {"scikit-learn", "scipy"} == set()
    assert "recursivity" in first


def test_our_wheel_has_every_module_and_data_file_and_is_the_same_every_time(tmp_path):
    first, again = tmp_path / "a.whl", tmp_path / "b.whl"
    assert live.wheel(first) == live.wheel(again)
    with zipfile.ZipFile(first) as archive:
        names = set(archive.namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "lib/recursivity"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    assert {
        name.removeprefix("lib/") for name in tracked if (ROOT / name).exists()
    } - names == set()
    assert not any("__pycache__" in name for name in names)


def test_a_file_is_laid_beside_without_touching_an_older_one(tmp_path):
    (tmp_path / "a").write_text("new")
    (tmp_path / "b").write_text("old")
    live.beside(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "new"
