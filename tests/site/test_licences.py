"""Everything that the built site ships is named, with its licence and where its source is."""

from __future__ import annotations

import json
import re

import pytest

from tools import licences

from .conftest import BUILT

PARTS = licences.parts()


def test_no_file_of_the_site_is_unnamed():
    assert licences.unclaimed(BUILT, PARTS) == []


def test_every_wheel_of_the_world_is_a_part_of_its_own():
    lock = json.loads((BUILT / "live" / "python" / "page-lock.json").read_text(encoding="utf-8"))
    named = {pattern for part in PARTS for pattern in part.files}
    for entry in lock["packages"].values():
        if entry["name"] not in ("recursivity", "openssl", "openblas", "ssl", "sqlite3"):
            assert f"live/python/{entry['file_name']}" in named


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.name} {part.version}")
def test_every_part_has_its_text_on_the_site_and_its_line_on_the_page(part):
    text = (BUILT / part.place).read_text(encoding="utf-8")
    page = (BUILT / "book" / "licences.html").read_text(encoding="utf-8")
    assert part.licence in text
    assert part.source in text
    assert f'href="../{part.place}"' in page
    assert text in (BUILT / "LICENCES.txt").read_text(encoding="utf-8")


def test_two_parts_never_share_a_file_of_text():
    assert len({part.place for part in PARTS}) == len(PARTS)


def test_the_list_of_what_is_locked_is_shipped_and_is_the_lock():
    shipped = (BUILT / "licences" / "requirements.cdx.json").read_text(encoding="utf-8")
    assert shipped == licences.as_text(licences.bill())


def test_a_part_under_the_mozilla_licence_says_where_its_source_is():
    for part in PARTS:
        if re.search("MPL|Mozilla", part.licence):
            assert part.source.startswith("https://")
