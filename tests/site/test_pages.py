"""Every page of the built book: it asks nobody else, finds all it asks for, and fits on a phone.

A page is loaded three times, however many explorers stand on it; each test says what its load is
asked. So the time grows with pages and not with pages times questions.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recursivity import explore

from .conftest import BUILT, ROOT, ask, laboratories, pages, text_of
from .test_explorers import (
    IN_THE_DARK,
    LOADED_AGAIN,
    ON_A_DESK,
    ON_A_PHONE,
    WITHOUT_JAVASCRIPT,
    ask_all,
    explorers_of,
)

LOADS = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b"
    r"""[^>]*?(?:src|href|data)=["']((?:https?:)?//[^"']+)""",
    re.I,
)
NAMELESS = """[...document.querySelectorAll('main img, main svg[role=img]:not([aria-hidden=true])')]
    .filter((i) => !(i.getAttribute('alt') ?? i.getAttribute('aria-label'))?.trim())
    .map((i) => i.outerHTML.slice(0, 200))"""


def every_picture_has_a_text_alternative(page, path):
    assert page.evaluate(NAMELESS) == []


def the_page_fits(page, path):
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def the_theme_is_dark(page, path):
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'", timeout=10_000)


def no_button_starts_a_python_that_cannot_come(page, path):
    assert not page.locator(".live").is_visible()


@pytest.mark.parametrize("path", pages())
def test_on_a_desk(visit, path):
    """1280 pixels, light.

    As it comes: every picture has a text alternative; every explorer hides its answer, takes a
    guess and quotes it, moves figure, sentence and line of Python together, shows the very state of
    its controls, and goes through its seeds. Loaded again: the guess is still there, can be taken
    back, and keyboard alone is enough. All the while: nobody else is asked, everything is found,
    the console is silent.
    """
    seen = visit(path)
    page = seen.page
    page.mouse.wheel(0, 20000)
    page.wait_for_load_state("networkidle")
    found = ask([every_picture_has_a_text_alternative], page, path)
    found += ask_all(ON_A_DESK, page, path)
    if explorers_of(path):
        page.reload()
        found += ask_all(LOADED_AGAIN, page, path)
    assert found + seen.troubles() == []


@pytest.mark.parametrize("path", pages())
def test_on_a_phone(visit, path):
    """390 pixels, light and then dark: fits, texts of figures read, contrast is enough in both."""
    seen = visit(path, width=390, height=800)
    found = ask([the_page_fits], seen.page, path)
    found += ask_all(ON_A_PHONE, seen.page, path)
    seen.page.emulate_media(color_scheme="dark")
    found += ask([the_theme_is_dark, the_page_fits], seen.page, path)
    found += ask_all(IN_THE_DARK, seen.page, path)
    assert found + seen.troubles() == []


@pytest.mark.parametrize(
    "path", [path for path in pages() if explorers_of(path) or path in laboratories()]
)
def test_without_javascript(visit, path):
    """Question, first frame, sentence, answer are there; no control that does nothing."""
    page = visit(path, javascript=False).page
    found = ask([no_button_starts_a_python_that_cannot_come], page, path)
    assert found + ask_all(WITHOUT_JAVASCRIPT, page, path) == []


def test_the_front_door_leads_to_the_welcome_page(visit):
    seen = visit("index.html")
    seen.page.wait_for_url("**/book/welcome.html")
    assert seen.troubles() == []


@pytest.mark.parametrize("path", pages())
def test_page_names_no_foreign_file_and_every_link_within_the_book_arrives(path):
    text = text_of(path)
    links = re.findall(r'<a\b[^>]*?href="([^"#?]+)[^"]*"', text)
    inside = [link for link in links if not re.match(r"[a-z]+:|//", link)]
    assert LOADS.findall(text) == []
    assert [link for link in inside if not ((BUILT / path).parent / link).exists()] == []


def test_style_sheets_name_no_foreign_file():
    foreign = re.compile(r"url\(\s*[\"']?(?:https?:)?//")
    sheets = BUILT.rglob("*.css")
    assert [s for s in sheets if foreign.search(s.read_text(encoding="utf-8"))] == []


def test_no_line_of_our_scripts_is_too_long():
    scripts = [
        *(ROOT / "book" / "_live").glob("*.js"),
        *(Path(explore.__file__).parent / "assets").glob("*.js"),
    ]
    assert len(scripts) >= 4
    long = [
        f"{script.name}:{number}"
        for script in scripts
        for number, line in enumerate(script.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 100
    ]
    assert long == []
