"""The claim ledger: every row complete, every modelled row tested and its boundary with it, every badge and number in step."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from recursivity.core import Model, checks_of, observe

from .chapters import ROOT, all_text, bibliography, chapters, claims, sides

KINDS = {
    "measured": {"evidence", "standing"},
    "modelled": {"model", "expected", "boundary", "test"},
    "argued": set(),
}
ALWAYS = {"id", "chapter", "source", "where", "claim", "kind"}
ROWS = pytest.mark.parametrize("row", claims(), ids=lambda r: r["id"])
MODELLED = [row for row in claims() if row["kind"] == "modelled"]
PARTS = {chapter.name: chapter for chapter in chapters()}


def module(row):
    return PARTS[row["chapter"]].module("claims")


@ROWS
def test_row_is_complete(row):
    assert row["kind"] in KINDS
    fields = {name for name, value in row.items() if str(value).strip()}
    assert (ALWAYS | KINDS[row["kind"]]) - fields == set()
    assert fields - ALWAYS - set().union(*KINDS.values()) == set()
    assert row["chapter"] in PARTS
    assert row["source"] in bibliography()


def test_identifiers_are_unique():
    identifiers = [row["id"] for row in claims()]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("row", MODELLED, ids=lambda r: r["id"])
def test_modelled_row_names_a_model_and_has_a_check_with_a_boundary(row):
    place, _, name = row["model"].rpartition(".")
    assert issubclass(getattr(importlib.import_module(place), name), Model)
    assert row["id"] in checks_of(module(row))
    assert sides(row["id"]) == {"claim", "boundary"}
    assert all(o.low > float("-inf") or o.high < float("inf") for o in observe(row["id"]).values())


def test_every_check_has_a_row():
    known = {row["id"] for row in MODELLED}
    assert [c for chapter in chapters() for c in checks_of(chapter.module("claims")) if c not in known] == []


def test_every_modelled_row_has_a_passing_test(tmp_path):
    nodes = [row["test"] for row in MODELLED]
    report = tmp_path / "report.xml"
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "-o",
        f"cache_dir={tmp_path}",
        f"--junitxml={report}",
        *nodes,
    ]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    cases = list(ET.parse(report).iter("testcase"))
    passed = {case.get("name") for case in cases if not list(case)}
    assert len(cases) == len(nodes)
    for row in MODELLED:
        assert row["test"].split("::")[-1] in passed, row["id"]


def test_every_badge_has_a_row():
    known = {row["id"] for row in claims()}
    badges = {b for text in all_text().values() for b in re.findall(r"\{claim\}`([^`]+)`", text)}
    assert sorted(badges - known) == []


def test_every_quoted_number_is_observed():
    for chapter in chapters():
        checks_of(chapter.module("claims"))
    quoted = {q for text in all_text().values() for q in re.findall(r"\{observed\}`([^`:]+)", text)}
    assert quoted
    for place in sorted(quoted):
        claim, _, name = place.rpartition(".")
        assert name in observe(claim), place
