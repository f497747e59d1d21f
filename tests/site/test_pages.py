"""Every page of the built book: it asks nobody else, finds all it asks for, and fits on a phone."""

from __future__ import annotations

import re

import pytest

from .conftest import BUILT, pages

LOADS = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*?(?:src|href|data)=["']((?:https?:)?//[^"']+)""",
    re.I,
)


def test_the_front_door_leads_to_the_welcome_page(visit):
    seen = visit("index.html")
    seen.page.wait_for_url("**/book/welcome.html")
    assert seen.foreign == seen.failed == []


@pytest.mark.parametrize("path", pages())
def test_page_asks_nobody_else_and_finds_everything(visit, path):
    seen = visit(path)
    seen.page.mouse.wheel(0, 20000)
    seen.page.wait_for_load_state("networkidle")
    assert seen.foreign == []
    assert seen.failed == []
    assert seen.complaints == []


@pytest.mark.parametrize("path", pages())
def test_page_names_no_foreign_file(path):
    assert LOADS.findall((BUILT / path).read_text(encoding="utf-8")) == []


def test_style_sheets_name_no_foreign_file():
    for sheet in BUILT.rglob("*.css"):
        assert (
            re.findall(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")) == []
        ), sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", pages())
def test_page_fits_on_a_phone(visit, path, scheme):
    page = visit(path, width=390, height=800, scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", pages())
def test_every_picture_has_a_text_alternative(visit, path):
    page = visit(path).page
    assert (
        page.evaluate("""[...document.querySelectorAll('main img, main svg[role=img]:not([aria-hidden=true])')]
        .filter(i => !(i.getAttribute('alt') ?? i.getAttribute('aria-label'))?.trim()).map(i => i.outerHTML.slice(0, 200))""")
        == []
    )


@pytest.mark.parametrize("path", pages())
def test_every_link_within_the_book_arrives(path):
    text = (BUILT / path).read_text(encoding="utf-8")
    for target in re.findall(r'<a\b[^>]*?href="([^"#?]+)[^"]*"', text):
        if not re.match(r"[a-z]+:|//", target):
            assert ((BUILT / path).parent / target).exists(), target
