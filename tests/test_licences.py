"""The list of what the site ships: complete, from metadata, and the same every time."""

from __future__ import annotations

import json
import re
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tools import licences, lock_serves

ROOT = Path(__file__).resolve().parents[1]
LOCK = json.loads((ROOT / "tools" / "runtime.json").read_text(encoding="utf-8"))
TEXT = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def wheel(place: Path, head: str, **files: str) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("thing-1.0.dist-info/METADATA", head)
        for name, text in files.items():
            archive.writestr(f"thing-1.0.dist-info/{name}", text)


@pytest.fixture
def world(tmp_path) -> Path:
    """A small world: one wheel beside the libraries that have no metadata."""
    head = (
        "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\nLicense: Very Free\n"
        "Home-page: https://github.com/a/thing\n"
    )
    wheel(tmp_path / "thing-1.0-py3-none-any.whl", head, LICENSE="Do as you like.")
    for name in ("openssl.zip", "openblas.zip"):
        zipfile.ZipFile(tmp_path / name, "w").close()
    packages = {
        "thing": {"name": "thing", "version": "1.0", "file_name": "thing-1.0-py3-none-any.whl"},
        "openssl": {"name": "openssl", "version": "1.1.1w", "file_name": "openssl.zip"},
        "openblas": {"name": "openblas", "version": "0.3.26", "file_name": "openblas.zip"},
    }
    (tmp_path / "pyodide-lock.json").write_text(
        json.dumps({"info": LOCK["info"], "packages": packages})
    )
    return tmp_path


def test_a_wheel_is_named_with_its_own_words(world):
    (thing,) = [part for part in licences.parts(world) if part.name == "thing"]
    assert (thing.version, thing.licence, thing.source) == (
        "1.0",
        "Very Free",
        "https://github.com/a/thing",
    )
    assert thing.files == ("live/python/thing-1.0-py3-none-any.whl",)
    assert "Do as you like." in thing.text()


def test_parts_without_metadata_are_named_with_the_versions_of_the_lock(world):
    found = {part.name: part for part in licences.parts(world)}
    assert (found["Pyodide"].version, found["Pyodide"].licence) == (
        LOCK["info"]["version"],
        "MPL-2.0",
    )
    assert found["CPython and its standard library"].source.endswith(f"/v{LOCK['info']['python']}")
    assert found["OpenSSL"].version == "1.1.1w"
    assert "OpenSSL Project" in found["OpenSSL"].text()
    assert found["OpenBLAS"].version == "0.3.26"
    assert found["Font Awesome Free"].texts


def test_without_a_world_the_theme_and_our_own_are_still_named(tmp_path):
    names = {part.name for part in licences.parts(tmp_path)}
    assert {"sphinx-book-theme", "Font Awesome Free", "jupyterlite-core"} <= names
    assert "Pyodide" not in names


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("License-Expression: MPL-2.0 AND MIT\nLicense: x\n", "MPL-2.0 AND MIT"),
        ("License: MIT\nClassifier: License :: OSI Approved :: MIT License\n", "MIT"),
        (
            "License: Copyright (c) somebody\nClassifier: License :: OSI Approved :: BSD License\n",
            "BSD License",
        ),
        (
            "License: BSD 3-Clause License\n \n   Copyright, and so on for many words\n",
            "BSD 3-Clause License",
        ),
        ("Classifier: Topic :: Games\n", "unknown: its metadata does not say"),
    ],
)
def test_a_licence_is_what_the_metadata_says_or_unknown(head, told):
    message = licences.Parser().parsestr(f"Metadata-Version: 2.1\nName: a\nVersion: 1\n{head}")
    assert licences.licence(message) == told


def test_what_no_part_names_is_told(tmp_path):
    for name in (
        "_static/basic.css",
        "_static/vendor/other/new.js",
        "live/python/new-1.0.whl",
        "book/a.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    missing = licences.unclaimed(tmp_path, licences.parts(tmp_path / "no world"))
    assert missing == ["_static/vendor/other/new.js", "live/python/new-1.0.whl"]


def test_every_copied_package_is_locked_and_here():
    locked = {canonicalize_name(x.requirement.name) for x in lock_serves.lines(TEXT)}
    for name in licences.COPIED:
        assert canonicalize_name(name) in locked, name
        assert metadata.version(name)


def test_the_bill_has_what_is_locked_and_nothing_else():
    bill = licences.bill()
    locked = [
        (
            canonicalize_name(x.requirement.name),
            next(iter(x.requirement.specifier)).version,
            sorted(x.hashes),
        )
        for x in lock_serves.lines(TEXT)
    ]
    listed = [
        (c["name"], c["version"], sorted(f"sha256:{h['content']}" for h in c["hashes"]))
        for c in bill["components"]
    ]
    assert sorted(listed) == sorted(locked)
    assert len({c["bom-ref"] for c in bill["components"]}) == len(listed)
    for component in bill["components"]:
        assert component["purl"] == f"pkg:pypi/{component['name']}@{component['version']}"


def test_the_bill_is_cyclonedx_and_the_same_every_time():
    bill = licences.bill()
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert not {"serialNumber", "timestamp"} & (set(bill) | set(bill["metadata"]))
    assert licences.as_text(bill) == licences.as_text(licences.bill())
    assert not re.search(r"https?://(?!cyclonedx\.org/schema)", licences.as_text(bill))
