"""The reader's Python: what is locked, refused, left out, loaded when, and restored."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import json
import marshal
import os
import re
import subprocess
import sys
import tarfile
import types
import zipfile
from pathlib import Path

import pytest

from tools import bytecode

from .chapters import ROOT, chapters

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import closure
import live
from live import runtime

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
    monkeypatch.setattr(runtime, "_integrity", lambda version: integrity(tmp_path / "pyodide.tgz"))
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
    assert made["archive"] == integrity(tmp_path / "pyodide.tgz")


def integrity(path: Path) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def test_a_package_that_is_not_the_official_one_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(runtime, "_integrity", lambda version: LOCK["archive"])
    monkeypatch.setattr(runtime, "_mirror_hash", lambda: "0" * 64)
    with tarfile.open(tmp_path / "pyodide.tgz", "w:gz") as tar:
        content = json.dumps({"info": LOCK["info"], "packages": LOCK["packages"]}).encode()
        item = tarfile.TarInfo("package/pyodide-lock.json")
        item.size = len(content)
        tar.addfile(item, io.BytesIO(content))
    with pytest.raises(
        runtime.DamagedFile, match=r"pyodide\.tgz is not pyodide 0\.27\.7: .* says sha512-"
    ):
        runtime.lock_from(tmp_path / "pyodide.tgz")


def test_where_the_registry_is_silent_nothing_is_locked(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        runtime.RuntimeUnreachable, match="npm's registry, for the hash of pyodide 0"
    ):
        runtime._integrity("0.27.7")


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


def test_the_list_of_fonts_is_the_same_in_whatever_order_they_are_found():
    names = ["ttf/DejaVuSans.ttf", "ttf/cmr10.ttf", "mpl-data/fonts/ttf/DejaVuSerif.ttf", "a.ttf"]
    fonts = [types.SimpleNamespace(fname=name) for name in names]
    expected = ["a.ttf", "ttf/DejaVuSans.ttf", "ttf/cmr10.ttf"]
    assert [font.fname for font in bytecode.in_order(fonts)] == expected
    assert [font.fname for font in bytecode.in_order(fonts[::-1])] == expected


def test_the_entry_of_a_wheel_says_what_it_brings_and_needs(tmp_path):
    head = "Metadata-Version: 2.1\nName: Some_Thing\nVersion: 2.0\n"
    head += "Requires-Dist: numpy>=1\nRequires-Dist: fonttools\n"
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
        "from recursivity.loops.data_hunger import explorers",
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

    told = archive_text(first, "METADATA")
    assert "License-Expression: MIT" in told
    assert archive_text(first, "licenses/LICENSE") == (ROOT / "LICENSE").read_text(encoding="utf-8")


def archive_text(wheel: Path, name: str) -> str:
    with zipfile.ZipFile(wheel) as archive:
        (found,) = [n for n in archive.namelist() if n.endswith(f".dist-info/{name}")]
        return archive.read(found).decode()


def test_a_folder_is_made_what_another_is_and_shares_no_file_with_it(tmp_path):
    source, place = tmp_path / "source", tmp_path / "place"
    (source / "a").mkdir(parents=True)
    (source / "a" / "new.js").write_text("new")
    (source / "same.js").write_text("same")
    place.mkdir()
    (place / "gone.js").write_text("of an earlier build")
    os.link(source / "same.js", place / "same.js")  # as earlier builds did
    live.lay(source, place)
    assert {p.relative_to(place).as_posix() for p in place.rglob("*.js")} == {"a/new.js", "same.js"}
    (place / "same.js").write_text("damaged in the site")
    assert (source / "same.js").read_text() == "same"
    live.lay(source, place)
    assert (place / "same.js").read_text() == "same"


# --- damage heals


@pytest.fixture
def assembled(kept, monkeypatch) -> Path:
    """A small world, assembled from a source that always answers, by no compiler."""
    content = {name: f"the file {name}".encode() for name in runtime.RUNTIME}
    content["thing-1.0-py3-none-any.whl"] = wheel({"thing.py": "x = 1"})
    entry = {
        "name": "thing",
        "file_name": "thing-1.0-py3-none-any.whl",
        "depends": [],
        "imports": [],
    }
    entry["sha256"] = sha(content["thing-1.0-py3-none-any.whl"])
    lock = {
        "info": LOCK["info"],
        "runtime": {name: sha(content[name]) for name in runtime.RUNTIME},
        "packages": {"thing": entry},
    }
    path = kept.parent / "runtime.json"
    path.write_text(json.dumps(lock))
    monkeypatch.setattr(runtime, "LOCK", path)
    monkeypatch.setattr(runtime, "FROM_OUR_LOCK", ())
    monkeypatch.setattr(runtime, "_chromium", lambda: None)
    source = {"it": lambda missing, _: ((name, content[name]) for name in missing)}
    monkeypatch.setattr(runtime, "SOURCES", source)
    monkeypatch.setattr(live, "WORLD", runtime.WORLD)
    monkeypatch.setattr(live.closure, "ROOT", kept.parent)
    return runtime.assemble()


def damage(path: Path) -> None:
    """Change one byte and nothing that a listing would show: neither size nor time."""
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


PARTS = ["pyodide.asm.wasm", "thing-1.0-py3-none-any.whl", "pyodide-lock.json"]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("spoil", [damage, Path.unlink], ids=["damaged", "missing"])
def test_what_is_damaged_is_named_and_restored_by_the_next_build(
    assembled, part, spoil, monkeypatch
):
    whole = bytes_of(assembled)
    told = []
    monkeypatch.setattr(live.log, "info", lambda text, *words: told.append(text % words))
    live.heal()
    assert told == []
    spoil(assembled / part)
    assert runtime.damaged() == [part]
    live.heal()
    assert part in told[0]
    assert bytes_of(assembled) == whole
    assert runtime.damaged() == []


def test_make_runtime_names_and_restores_too(assembled, capsys):
    whole = bytes_of(assembled)
    damage(assembled / "pyodide.asm.wasm")
    runtime.assemble()
    assert "assembled anew: pyodide.asm.wasm" in capsys.readouterr().err
    assert bytes_of(assembled) == whole


def test_a_damaged_world_that_cannot_be_restored_is_not_shipped(assembled, monkeypatch):
    def down(missing, lock):
        raise OSError("no route")
        yield

    monkeypatch.setattr(runtime, "SOURCES", {"it": down})
    damage(assembled / "pyodide.asm.wasm")
    (runtime.BUILT / "downloads" / "pyodide.asm.wasm").unlink()
    live.heal()
    assert live.world() is None


def test_a_world_that_is_whole_is_not_made_again(assembled, monkeypatch):
    monkeypatch.setattr(runtime, "fetch", None)
    assert runtime.assemble() == assembled


# --- our own wheels, kept


def test_a_wheel_of_our_lock_is_kept_and_not_asked_for_again(kept, monkeypatch):
    content = wheel({"thing.py": ""})
    monkeypatch.setattr(
        runtime, "locked", lambda names: [f"thing==1.0 --hash=sha256:{sha(content)}"]
    )
    asked = []

    def download(requirements, folder):
        asked.append(requirements)
        (folder / "thing-1.0-py3-none-any.whl").write_bytes(content)

    kept.mkdir(parents=True)
    monkeypatch.setattr(runtime, "_download", download)
    first = runtime.from_our_lock(("thing",))
    assert runtime.from_our_lock(("thing",)) == first
    assert len(asked) == 1
    damage(first[0])
    assert runtime.from_our_lock(("thing",))[0].read_bytes() == content
    assert len(asked) == 2
