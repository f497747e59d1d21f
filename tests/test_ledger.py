"""The claim ledger: rows complete, modelled rows tested, badges and numbers in step."""

from __future__ import annotations

import importlib
import re

import networkx as nx
import pytest

from recursivity.core import Model, checks_of, forget, observe, reseeded

from .chapters import BOOK, all_text, astray, bibliography, chapters, claims, sides

BEARINGS = {"contested", "indirect"}
KINDS = {
    "measured": {"evidence", "standing"},
    "modelled": {"model", "expected", "boundary"},
    "argued": set(),
}
ALWAYS = {"id", "chapter", "source", "where", "claim", "kind"}
MAPPED = {"mechanism", "rests_on", "bearing"}
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
    assert fields - ALWAYS - MAPPED - set().union(*KINDS.values()) == set()
    assert row.get("bearing", "contested") in BEARINGS
    assert row.get("bearing") is None or row["kind"] != "modelled"
    assert row["chapter"] in PARTS
    assert row["source"] in bibliography()


def test_what_a_claim_rests_on_is_there_and_no_claim_rests_on_itself():
    carried = {row["id"]: row.get("rests_on", []) for row in claims()}
    assert sorted({o for others in carried.values() for o in others} - set(carried)) == []
    assert nx.is_directed_acyclic_graph(nx.DiGraph(carried))


@pytest.mark.parametrize("chapter", chapters(), ids=lambda c: c.name)
def test_every_modelled_row_names_its_mechanism(chapter):
    ours = [row for row in MODELLED if row["chapter"] == chapter.name]
    assert [row["id"] for row in ours if not row.get("mechanism")] == []
    assert any(row.get("rests_on") for row in ours), "a map needs something that rests on something"


def test_every_mechanism_is_taught_and_every_taught_one_carries_a_claim():
    page = (BOOK / "mechanisms.md").read_text(encoding="utf-8")
    taught = set(re.findall(r"\{carries\} (\w+)", page))
    named = {slug for row in claims() for slug in row.get("mechanism", [])}
    assert named - taught == set()
    assert taught - named == set()


def test_identifiers_are_unique():
    identifiers = [row["id"] for row in claims()]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("row", MODELLED, ids=lambda r: r["id"])
def test_modelled_row_names_a_model_and_has_a_check_with_a_boundary(row):
    models = importlib.import_module(PARTS[row["chapter"]].module())
    assert issubclass(getattr(models, row["model"]), Model)
    assert row["id"] in checks_of(module(row))
    assert sides(row["id"]) == {"claim", "boundary"}


def test_every_check_has_a_row():
    known = {row["id"] for row in MODELLED}
    assert [
        c for chapter in chapters() for c in checks_of(chapter.module("claims")) if c not in known
    ] == []


@pytest.mark.parametrize("row", MODELLED, ids=lambda r: r["id"])
def test_claim(row):
    checks_of(module(row))
    assert astray(row["id"]) == []


@pytest.mark.parametrize("row", MODELLED, ids=lambda r: r["id"])
def test_no_claim_holds_by_luck(row):
    checks_of(module(row))
    assert [o.name for o in observe(row["id"]).values() if o.lucky] == []


@pytest.mark.parametrize("salt", range(1, 13))
@pytest.mark.parametrize("chapter", chapters(), ids=lambda c: c.name)
def test_claims_hold_under_a_complete_reseeding(chapter, salt):
    with reseeded(salt):
        forget()
        try:
            broken = {claim: astray(claim) for claim in checks_of(chapter.module("claims"))}
        finally:
            forget()
    assert {claim: found for claim, found in broken.items() if found} == {}


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
