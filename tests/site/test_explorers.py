"""Every explorer on every page, used as a reader uses it: guess, turn, reset, reload, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import gzip
import re

import pytest

from recursivity.explore.static import HEAVIEST

from ..explore.test_explorers import every
from .conftest import BUILT, pages

BLOCK = re.compile(r'<section class="explorer".*?</section>', re.S)


def found() -> list[tuple[str, str]]:
    """Return page and name of every explorer of the built book."""
    return [
        (path, name)
        for path in pages()
        for name in re.findall(
            r'data-explorer="([^"]+)"', (BUILT / path).read_text(encoding="utf-8")
        )
    ]


EXPLORERS = pytest.mark.parametrize(("path", "name"), found())


def box(page, name):
    return page.locator(f'.explorer[data-explorer="{name}"]')


def sentence(explorer):
    return explorer.locator(".explorer-sentence").inner_text()


def look(explorer):
    explorer.locator("[data-do=look]").click()


def test_there_are_explorers():
    assert len(found()) >= 5
    assert any(path == "book/welcome.html" for path, _ in found())


@EXPLORERS
def test_nothing_is_shown_before_a_guess_and_the_guess_is_quoted_back(visit, path, name):
    page = visit(path).page
    explorer = box(page, name)
    assert not explorer.locator("figure").is_visible()
    assert not explorer.locator(".explorer-answer").is_visible()
    radios = explorer.locator(".explorer-options input[type=radio]")
    if radios.count():
        assert explorer.locator("[data-do=commit]").is_disabled()
        radios.last.check()
        guess = explorer.locator(".explorer-options label").last.inner_text().strip()
    else:
        explorer.locator(".explorer-options input").press("ArrowRight")
        guess = explorer.locator(".explorer-options input").input_value()
    explorer.locator("[data-do=commit]").click()
    assert guess in explorer.locator(".explorer-verdict").inner_text()
    assert explorer.locator("figure svg").is_visible()
    assert explorer.locator(".explorer-verdict").evaluate("e => e === document.activeElement")
    page.reload()
    assert guess in box(page, name).locator(".explorer-verdict").inner_text()
    box(page, name).locator("[data-do=again]").click()
    assert not box(page, name).locator("figure").is_visible()


@EXPLORERS
def test_every_control_moves_figure_sentence_and_line_together(visit, path, name):
    seen = visit(path)
    explorer = box(seen.page, name)
    look(explorer)
    start, states = sentence(explorer), set()
    controls = explorer.locator(".explorer-controls :is(input, select)")
    assert controls.count() >= 1
    for i in range(controls.count()):
        control = controls.nth(i)
        assert control.evaluate("e => e.labels[0]?.innerText.trim()")
        last = int(control.evaluate("e => e.max || e.options.length - 1"))
        for position in (0, last // 2, last):
            control.evaluate(
                "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true})); }",
                str(position),
            )
            assert explorer.locator("figure svg").get_attribute("aria-label") == sentence(explorer)
            compile(explorer.locator(".explorer-code code").text_content(), "line", "eval")
            states.add(sentence(explorer))
    assert len(states) > controls.count()
    explorer.locator("[data-do=reset]").click()
    assert sentence(explorer) == start
    assert seen.complaints == []


@EXPLORERS
def test_the_page_shows_the_very_state_of_its_controls(visit, path, name):
    declared = next(e for e in every() if e.name == name)
    explorer = box(visit(path).page, name)
    look(explorer)
    controls = explorer.locator(".explorer-controls :is(input, select)")
    moved = {control: values for control, values in declared.positions().items() if len(values) > 1}
    for turn in range(3):
        values = {}
        for number, (control, positions) in enumerate(moved.items()):
            at = (turn + number) * 2 % len(positions)
            values[control] = positions[at]
            controls.nth(number).evaluate(
                "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true})); }",
                str(at),
            )
        model, seed = declared.model.but(**values), declared.seeds[0]
        assert explorer.locator(".explorer-code code").text_content() == declared.line(model, seed)
        assert sentence(explorer) == declared.sentence(declared.run(model, seed))


@EXPLORERS
def test_another_seed_comes_round(visit, path, name):
    explorer = box(visit(path).page, name)
    look(explorer)
    button = explorer.locator("[data-do=seed]")
    if button.count() == 0:
        pytest.skip("a model without chance offers no other seed")
    seeds = int(button.get_attribute("data-seeds"))
    lines = []
    for _ in range(seeds):
        lines.append(explorer.locator(".explorer-code code").text_content())
        button.click()
    assert len(set(lines)) == seeds
    button.click()
    explorer.locator("[data-do=reset]").click()
    assert explorer.locator(".explorer-code code").text_content() == lines[0]


@EXPLORERS
def test_keyboard_alone_is_enough(visit, path, name):
    page = visit(path).page
    explorer = box(page, name)
    explorer.locator(".explorer-options input").first.focus()
    page.keyboard.press("Escape")
    assert explorer.locator("figure svg").is_visible()
    control = explorer.locator(".explorer-controls :is(input, select)").first
    control.focus()
    before = explorer.locator(".explorer-code code").text_content()
    at, menu = int(control.input_value()), control.evaluate("e => e.tagName") == "SELECT"
    page.keyboard.press(
        "ArrowUp" if bool(at) == menu else "ArrowDown"
    )  # into the range, which a menu shows upside down
    assert explorer.locator(".explorer-code code").text_content() != before
    assert explorer.locator(".explorer-news").inner_text() == sentence(explorer)


@EXPLORERS
def test_without_javascript_the_first_frame_and_the_answer_are_there(visit, path, name):
    explorer = box(visit(path, javascript=False).page, name)
    assert explorer.locator("figure svg").is_visible()
    assert sentence(explorer) == explorer.locator("figure svg").get_attribute("aria-label")
    assert explorer.locator("legend").is_visible()
    assert explorer.locator(".explorer-answer summary").is_visible()
    explorer.locator(".explorer-answer summary").click()
    assert explorer.locator(".explorer-answer p").is_visible()
    assert not explorer.locator(".explorer-controls").is_visible()
    assert not explorer.locator("[data-do=commit]").is_visible()


@EXPLORERS
def test_text_reads_on_a_phone(visit, path, name):
    page = visit(path, width=390, height=800).page
    explorer = box(page, name)
    look(explorer)
    scale = explorer.locator("figure svg").evaluate(
        "e => e.getBoundingClientRect().width / e.viewBox.baseVal.width"
    )
    sizes = explorer.locator("figure svg text").evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) * scale >= 9
    figure = explorer.locator("figure svg").bounding_box()
    for text in explorer.locator("figure svg text").all():
        inside = text.bounding_box()
        assert inside["x"] >= figure["x"] - 2, text.text_content()
        assert inside["x"] + inside["width"] <= figure["x"] + figure["width"] + 2, (
            text.text_content()
        )
    for button in explorer.locator("button:visible").all():
        assert button.bounding_box()["height"] >= 24


CONTRAST = """box => {
    const rgb = (c) => (c.match(/[\\d.]+/g) ?? []).map(Number);
    const linear = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = (c) => { const [r, g, b] = c.map(linear);
        return .2126 * r + .7152 * g + .0722 * b; };
    const paper = light(rgb(getComputedStyle(box).backgroundColor));
    const ratio = (c) => { const l = light(rgb(c)); return (Math.max(l, paper) + .05) / (Math.min(l, paper) + .05); };
    const texts = [...box.querySelectorAll('figure svg text')].map((e) => ratio(getComputedStyle(e).fill));
    const marks = [...box.querySelectorAll('figure svg path')].map((e) => getComputedStyle(e))
        .filter((s) => s.stroke !== 'none' && parseFloat(s.strokeWidth) >= 1.5 && !(parseFloat(s.strokeOpacity) < 1))
        .map((s) => ratio(s.stroke));
    return [Math.min(...texts), Math.min(21, ...marks)];
}"""


@EXPLORERS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_both_themes(visit, path, name, scheme):
    explorer = box(visit(path, scheme=scheme).page, name)
    look(explorer)
    text, marks = explorer.evaluate(CONTRAST)
    assert text >= 4.5
    assert marks >= 3


@EXPLORERS
def test_an_explorer_is_light(path, name):
    blocks = [
        b
        for b in BLOCK.findall((BUILT / path).read_text(encoding="utf-8"))
        if f'data-explorer="{name}"' in b
    ]
    assert len(blocks) == 1
    assert len(gzip.compress(blocks[0].encode())) <= HEAVIEST


@pytest.mark.parametrize("path", pages())
def test_no_identifier_is_used_twice(path):
    for block in BLOCK.findall((BUILT / path).read_text(encoding="utf-8")):
        markup = re.sub(r"<script.*?</script>", "", block, flags=re.S)
        identifiers = re.findall(r'\bid="([^"]+)"', markup)
        assert len(identifiers) == len(set(identifiers))
