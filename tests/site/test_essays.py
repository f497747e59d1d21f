"""The essays as they were built, from their files alone: what each shows, and what it weighs."""

from __future__ import annotations

import gzip
import json
import posixpath
from functools import cache
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup, Tag

from ..chapters import Chapter, chapters, claims
from .conftest import BUILT, laboratories

ESSAYS = pytest.mark.parametrize("chapter", chapters(), ids=lambda c: c.name)
HEAVIEST = 400_000  # bytes, compressed: of an essay with its explorers and what it alone brings
MOST_BADGES = 12
ASSETS = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


@cache
def page_of(path: str) -> BeautifulSoup:
    """Return a page of the built book."""
    return BeautifulSoup((BUILT / path).read_bytes(), "html.parser")


def path_of(chapter: Chapter) -> str:
    """Return where a chapter's essay was built."""
    return f"book/{chapter.part}/{chapter.name}.html"


def article(chapter: Chapter) -> Tag:
    """Return an essay without the theme around it."""
    found = page_of(path_of(chapter)).find("article")
    assert isinstance(found, Tag)
    return found


def assets(path: str) -> set[str]:
    """Return the files of the book that a page loads."""
    found = set()
    for name, attribute in ASSETS.items():
        for each in page_of(path).find_all(name, attrs={attribute: True}):
            if {"next", "prev", "canonical"} & set(each.get("rel", [])):
                continue
            place = urldefrag(str(each[attribute]).partition("?")[0]).url
            here = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
            if (BUILT / here).is_file():
                found.add(here)
    return found


def weight(path: str) -> int:
    """Return the bytes of a file as they travel."""
    return len(gzip.compress((BUILT / path).read_bytes(), 6))


@ESSAYS
def test_an_essay_asks_and_shows(chapter):
    essay = article(chapter)
    asked = {each["data-explorer"] for each in essay.select(".explorer[data-explorer]")}
    assert len(asked) >= 2
    assert len(essay.select("figure.picture, table.told")) >= 3
    assert len(essay.select(".argument-map > svg .map-chip")) >= 5


@ESSAYS
def test_an_essay_has_few_badges_and_every_row_stands_in_its_text_or_its_table(chapter):
    essay = article(chapter)
    badges = essay.select("a > .claim")
    tabled = essay.select("table.also-claimed a > .claim")
    assert len(badges) - len(tabled) <= MOST_BADGES
    ours = [row["id"].lower() for row in claims() if row["chapter"] == chapter.name]
    shown = {str(badge.parent["href"]).rpartition("#claim-")[2] for badge in badges}
    assert sorted(set(ours) - shown) == []


@ESSAYS
def test_an_essay_leads_to_its_laboratory_and_on(chapter):
    last = article(chapter).select("#read-on a[href]")
    ahead = [str(a["href"]) for a in last]
    assert any(href.endswith(f"notebooks/{chapter.part}/{chapter.name}.html") for href in ahead)
    following = chapters()[chapters().index(chapter) + 1 :]
    goal = following[0].name if following else "your_guesses"
    assert any(href.endswith(f"{goal}.html") for href in ahead)


@ESSAYS
def test_an_essay_is_light(chapter):
    path = path_of(chapter)
    others = [path_of(other) for other in chapters() if other != chapter]
    own = assets(path) - set.union(*map(assets, others))
    assert sum(map(weight, {path, *own})) <= HEAVIEST


def test_every_question_of_your_guesses_leads_to_the_place_where_it_is_asked():
    path = "book/your_guesses.html"
    kept = page_of(path).find("script", id="questions")
    questions = json.loads(kept.string)
    assert len(questions) > 40
    for question in questions:
        place, _, anchor = question["at"].partition("#")
        here = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
        assert (BUILT / here).is_file(), question["at"]
        assert page_of(here).find(id=anchor) is not None, question["at"]


def test_what_a_row_tells_of_an_answer_is_sealed_as_a_whole():
    from recursivity.explore import Explorer

    from ..explore.test_explorers import every

    sealed = {what for each in every() if isinstance(each, Explorer) for what in each.seals}
    for row in claims():
        if row["id"] not in sealed:
            continue
        section = page_of(f"book/ledger/{row['chapter']}.html").find(
            id=f"claim-{row['id'].lower()}"
        )
        heads = [b for b in section.find_all("strong") if b.text in ("Expected.", "Boundary.")]
        assert len(heads) == 2, row["id"]
        assert all(head.find_parent(class_="sealed-block") for head in heads), row["id"]


@pytest.mark.parametrize("path", laboratories())
def test_the_set_up_cell_of_a_laboratory_is_folded(path):
    cells = page_of(path).select(".cell.tag_setup")
    assert cells
    for cell in cells:
        assert cell.select_one("details .cell_input, details.hide pre") is not None
