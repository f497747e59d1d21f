"""Every explorer of the built book, used as a reader uses it.

Here stand the questions; `test_pages` puts them, all that belong to one load of a page at once.
Those that need no browser are put here.
"""

from __future__ import annotations

import gzip
import re
from functools import cache

import pytest
from playwright.sync_api import Locator, Page

from recursivity.explore import Choice, Explorer
from recursivity.explore.static import HEAVIEST

from ..explore.test_explorers import every
from .conftest import ask, pages, text_of

BLOCK = re.compile(r'<section class="explorer".*?</section>', re.S)
CONTROLS = ".explorer-controls :is(input, select)"
STATE = """box => ({
    says: box.querySelector('.explorer-sentence').innerText,
    news: box.querySelector('.explorer-news').innerText,
    named: box.querySelector('figure svg').getAttribute('aria-label'),
    code: box.querySelector('.explorer-code code').textContent,
})"""
MOVE = """(box, [number, place]) => {
    const control = box.querySelectorAll('.explorer-controls :is(input, select)')[number];
    control.value = place;
    control.dispatchEvent(new Event('input', { bubbles: true }));
}"""


def explorers_of(path: str) -> list[str]:
    """Return the names of a page's explorers, but for those that a reader is to make anew."""
    known = {explorer.name for explorer in every()}
    return [n for n in re.findall(r'data-explorer="([^"]+)"', text_of(path)) if n in known]


@cache
def declared(name: str) -> Explorer:
    """Return the declaration of an explorer."""
    return next(explorer for explorer in every() if explorer.name == name)


def ask_all(questions, page: Page, path: str) -> list[str]:
    """Put questions about each explorer of a page, and return what they found."""
    return [found for name in explorers_of(path) for found in ask(questions, page, name)]


def box(page: Page, name: str) -> Locator:
    return page.locator(f'.explorer[data-explorer="{name}"]')


def state(explorer: Locator) -> dict[str, str]:
    return explorer.evaluate(STATE)


def opened(page: Page, name: str) -> Locator:
    """Return an explorer that shows its first state, whatever was done to it before."""
    explorer = box(page, name)
    if explorer.get_attribute("data-open") is None:
        explorer.locator("[data-do=look]").click()
    explorer.locator("[data-do=reset]").click()
    return explorer


def last_guess(explorer: Locator) -> str:
    """Return what a verdict must quote: the last option, or where the slider stands."""
    options = explorer.locator(".explorer-options label")
    if explorer.locator(".explorer-options input[type=radio]").count():
        return options.last.inner_text().strip()
    return explorer.locator(".explorer-options output").inner_text()


# -- on a desk, as the page comes ------------------------------------------------------------------


def nothing_is_shown_before_a_guess(page, name):
    explorer = box(page, name)
    assert not explorer.locator("figure").is_visible()
    assert not explorer.locator(".explorer-answer").is_visible()
    assert not explorer.locator(".explorer-verdict").is_visible()
    choice = isinstance(declared(name).question, Choice)
    assert explorer.locator("[data-do=commit]").is_disabled() == choice


def a_guess_is_quoted_back(page, name):
    explorer = box(page, name)
    field = explorer.locator(".explorer-options input")
    question = declared(name).question
    if isinstance(question, Choice):
        field.last.check()
        guess = last_guess(explorer)
        assert guess == question.options[-1]
    else:
        before = field.input_value()
        field.press("ArrowRight")
        assert field.input_value() != before
        guess = last_guess(explorer)
        assert guess == question.said(field.input_value())
        assert field.get_attribute("aria-valuetext") == guess
    explorer.locator("[data-do=commit]").click()
    verdict = explorer.locator(".explorer-verdict")
    assert guess in verdict.inner_text()
    assert explorer.locator("figure svg").is_visible()
    assert verdict.evaluate("e => e === document.activeElement")


def every_control_moves_figure_sentence_and_line_together(page, name):
    explorer = opened(page, name)
    start = state(explorer)
    controls = explorer.locator(CONTROLS)
    seen = set()
    assert controls.count() >= 1
    for number in range(controls.count()):
        label, last = controls.nth(number).evaluate(
            "e => [e.labels[0]?.innerText.trim(), Number(e.max || e.options.length - 1)]"
        )
        assert label
        for place in (0, last // 2, last):
            explorer.evaluate(MOVE, [number, place])
            now = state(explorer)
            assert now["named"] == now["says"] == now["news"]
            compile(now["code"], "line", "eval")
            seen.add(now["says"])
    assert len(seen) > controls.count()
    explorer.locator("[data-do=reset]").click()
    assert state(explorer)["says"] == start["says"]


def the_page_shows_the_very_state_of_its_controls(page, name):
    mine = declared(name)
    explorer = opened(page, name)
    moved = {control: places for control, places in mine.positions().items() if len(places) > 1}
    assert explorer.locator(CONTROLS).count() == len(moved)
    for turn in range(3):
        values = {}
        for number, (control, places) in enumerate(moved.items()):
            at = (turn + number) * 2 % len(places)
            values[control] = places[at]
            explorer.evaluate(MOVE, [number, at])
        model = mine.model.but(**values)
        now = state(explorer)
        assert now["code"] == mine.line(model, mine.seeds[0])
        assert now["says"] == mine.sentence(mine.run(model, mine.seeds[0]))


def another_seed_is_there_where_there_is_one_and_comes_round(page, name):
    mine = declared(name)
    explorer = opened(page, name)
    button = explorer.locator("[data-do=seed]")
    assert button.count() == (len(mine.seeds) > 1)
    if button.count():
        lines = []
        for _ in mine.seeds:
            lines.append(state(explorer)["code"])
            button.click()
        assert lines == [mine.line(mine.model, seed) for seed in mine.seeds]
        assert state(explorer)["code"] == lines[0]
        button.click()
        explorer.locator("[data-do=reset]").click()
        assert state(explorer)["code"] == lines[0]


ON_A_DESK = [
    nothing_is_shown_before_a_guess,
    a_guess_is_quoted_back,
    every_control_moves_figure_sentence_and_line_together,
    the_page_shows_the_very_state_of_its_controls,
    another_seed_is_there_where_there_is_one_and_comes_round,
]


# -- on a desk, when the page is loaded again ------------------------------------------------------


def a_guess_is_still_there(page, name):
    explorer = box(page, name)
    verdict = explorer.locator(".explorer-verdict").inner_text()
    question = declared(name).question
    if isinstance(question, Choice):
        assert f"“{question.options[-1]}”" in verdict
    else:
        right_of_the_middle = question.middle + question.step
        assert question.said(f"{right_of_the_middle:g}") in verdict
    assert explorer.locator("figure svg").is_visible()


def guess_again_hides_the_answer(page, name):
    explorer = box(page, name)
    explorer.locator("[data-do=again]").click()
    assert not explorer.locator("figure").is_visible()
    assert not explorer.locator(".explorer-verdict").is_visible()


def keyboard_alone_is_enough(page, name):
    explorer = box(page, name)
    explorer.locator(".explorer-options input").first.focus()
    page.keyboard.press("Escape")
    assert explorer.locator("figure svg").is_visible()
    control = explorer.locator(CONTROLS).first
    control.focus()
    before = state(explorer)["code"]
    at = int(control.input_value())
    menu = control.evaluate("e => e.tagName") == "SELECT"
    # Into the range, which a menu shows upside down.
    page.keyboard.press("ArrowUp" if bool(at) == menu else "ArrowDown")
    now = state(explorer)
    assert now["code"] != before
    assert now["news"] == now["says"]


LOADED_AGAIN = [a_guess_is_still_there, guess_again_hides_the_answer, keyboard_alone_is_enough]


# -- on a phone ------------------------------------------------------------------------------------

TEXTS = """box => {
    const figure = box.querySelector('figure svg');
    const edge = figure.getBoundingClientRect();
    const scale = edge.width / figure.viewBox.baseVal.width;
    const texts = [...figure.querySelectorAll('text')];
    const cut = texts.filter((text) => {
        const { left, right } = text.getBoundingClientRect();
        return left < edge.left - 2 || right > edge.right + 2;
    });
    const sizes = texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
    const shown = [...box.querySelectorAll('button')].filter((button) => button.offsetParent);
    return {
        cut: cut.map((text) => text.textContent),
        smallest: Math.min(...sizes),
        lowest: Math.min(...shown.map((button) => button.getBoundingClientRect().height)),
    };
}"""
CONTRAST = """box => {
    const rgb = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const linear = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = (colour) => {
        const [r, g, b] = colour.map(linear);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const paper = light(rgb(getComputedStyle(box).backgroundColor));
    const ratio = (colour) => {
        const ink = light(rgb(colour));
        return (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    };
    const texts = [...box.querySelectorAll('figure svg text')];
    const marks = [...box.querySelectorAll('figure svg path')].map((e) => getComputedStyle(e))
        .filter((s) => s.stroke !== 'none' && parseFloat(s.strokeWidth) >= 1.5)
        .filter((s) => !(parseFloat(s.strokeOpacity) < 1));
    return {
        text: Math.min(...texts.map((e) => ratio(getComputedStyle(e).fill))),
        marks: Math.min(21, ...marks.map((s) => ratio(s.stroke))),
        paper: getComputedStyle(box).backgroundColor,
    };
}"""


def text_reads_on_a_phone(page, name):
    found = opened(page, name).evaluate(TEXTS)
    assert found["smallest"] >= 9
    assert found["cut"] == []
    assert found["lowest"] >= 24


def contrast_is_enough(page, name):
    found = opened(page, name).evaluate(CONTRAST)
    assert found["text"] >= 4.5
    assert found["marks"] >= 3


ON_A_PHONE = [text_reads_on_a_phone, contrast_is_enough]
IN_THE_DARK = [contrast_is_enough]


# -- without JavaScript ----------------------------------------------------------------------------


def the_first_frame_and_the_answer_are_there(page, name):
    explorer = box(page, name)
    assert explorer.locator("figure svg").is_visible()
    sentence = explorer.locator(".explorer-sentence").inner_text()
    assert sentence == explorer.locator("figure svg").get_attribute("aria-label")
    assert explorer.locator("legend").is_visible()
    assert explorer.locator(".explorer-answer summary").is_visible()
    explorer.locator(".explorer-answer summary").click()
    assert explorer.locator(".explorer-answer p").is_visible()


def nothing_is_offered_that_does_nothing(page, name):
    explorer = box(page, name)
    assert not explorer.locator(".explorer-controls").is_visible()
    assert not explorer.locator("[data-do=commit]").is_visible()


WITHOUT_JAVASCRIPT = [
    the_first_frame_and_the_answer_are_there,
    nothing_is_offered_that_does_nothing,
]


# -- without a browser -----------------------------------------------------------------------------


def test_every_explorer_is_on_a_page():
    shown = {name for path in pages() for name in explorers_of(path)}
    assert shown == {explorer.name for explorer in every()}
    assert explorers_of("book/welcome.html")


@pytest.mark.parametrize("path", pages())
def test_an_explorer_is_light_and_has_names_of_its_own(path):
    blocks = BLOCK.findall(text_of(path))
    names = [re.search(r'data-explorer="([^"]+)"', block)[1] for block in blocks]
    assert names == re.findall(r'data-explorer="([^"]+)"', text_of(path))
    assert set(names) >= set(explorers_of(path))
    assert len(names) == len(set(names)), "twice on a page"
    heavy = {
        name: len(gzip.compress(block.encode())) for name, block in zip(names, blocks, strict=True)
    }
    assert {name: weight for name, weight in heavy.items() if weight > HEAVIEST} == {}
    for block in blocks:
        markup = re.sub(r"<script.*?</script>", "", block, flags=re.S)
        identifiers = re.findall(r'\bid="([^"]+)"', markup)
        assert len(identifiers) == len(set(identifiers))
