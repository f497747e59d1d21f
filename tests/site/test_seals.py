"""Seals in a real browser: no answer can be read before its guess, and everything can be opened."""

from __future__ import annotations

import re

import pytest

from recursivity.explore import Estimate, Explorer

from ..explore.test_explorers import every
from .conftest import BUILT, pages, text_of

PROSE = """(() => {
    document.querySelectorAll('main :is(table, pre)').forEach((output) => output.remove());
    return document.querySelector('main').innerText;
})()"""  # tables that tell are sealed by their cell; others share digits with anything
ESSAY = "book/loops/data_hunger.html"
CLOSED = """[...document.querySelectorAll('.sealed > .sealed-text')]
    .filter((text) => text.checkVisibility()).map((text) => text.textContent.slice(0, 80))"""


def sealed_pages() -> list[str]:
    """Return every page on which something is sealed."""
    return [path for path in pages() if 'class="sealed' in text_of(path)]


def numbers(text: str) -> set[str]:
    """Return the numbers of a text that can hardly stand somewhere else by accident.

    A decimal or a per cent sign, and at least two digits that count: the model's own results.
    """
    found = re.findall(r"(?<![\w.,−])\d[\d,]*(?:\.\d+)?%?(?![\w,])", text)
    telling = {n: re.sub(r"\D", "", n).strip("0") for n in found if re.search(r"[.%]", n)}
    return {n for n, digits in telling.items() if len(digits) >= 2}


def tells(explorer: Explorer) -> set[str]:
    """Return the numbers of an answer that neither the question nor a setting gives away.

    Where a number was asked for it is that number; else those of the sentence that says why.
    """
    question = explorer.question
    if isinstance(question, Estimate):
        return numbers(question.said(f"{explorer.settled.right:.3g}"))
    asked = f"{question.ask} {' '.join(getattr(question, 'options', ()))}"
    settings = {getattr(explorer.model, name) for name in explorer.model.parameters()}
    settings |= {value for values in explorer.positions().values() for value in values}
    shown = {f"{x:g}" for x in settings if not isinstance(x, str)}
    shown |= {f"{x:.0%}" for x in settings if not isinstance(x, str)}
    return numbers(explorer.settled.answer) - numbers(asked) - shown


def of_chapter(path: str) -> list[Explorer]:
    """Return the explorers that stand on a page, or are of the chapter that it belongs to."""
    names = set(re.findall(r'data-explorer="([^"]+)"', text_of(path)))
    return [each for each in every() if each.name in names]


@pytest.mark.parametrize("path", sealed_pages())
def test_nothing_sealed_can_be_read_before_a_guess_and_one_switch_opens_all(visit, path):
    page = visit(path).page
    assert page.evaluate(CLOSED) == []
    page.locator("[data-seal-all]").check()
    hidden = "[...document.querySelectorAll('.sealed:not([data-open])')].length"
    assert page.evaluate(hidden) == 0
    page.reload()
    assert page.evaluate(hidden) == 0
    assert page.locator("[data-seal-all]").is_checked()
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.explorer[data-ready]:not([data-open])')].length"
        )
        == 0
    )
    page.locator("[data-seal-all]").uncheck()
    page.reload()
    assert page.evaluate(CLOSED) == []


@pytest.mark.parametrize("path", [path for path in sealed_pages() if of_chapter(path)])
def test_no_number_of_an_answer_stands_open_on_its_page(visit, path):
    seen = visit(path).page.evaluate(PROSE)
    told = {e.name: sorted(n for n in tells(e) if n in numbers(seen)) for e in of_chapter(path)}
    assert {name: found for name, found in told.items() if found} == {}


def test_a_guess_opens_its_seals_on_every_page_and_nothing_else(visit):
    page = visit(ESSAY).page
    box = page.locator('.explorer[data-explorer="red_queen"]')
    box.locator("input[type=radio]").first.check()
    box.locator("[data-do=commit]").click()
    mine = page.locator('.sealed-block[data-seal="red_queen"] > .sealed-text')
    assert all(each.is_visible() for each in mine.all())
    assert not page.locator('.sealed-block[data-seal="own_research"] > .sealed-text').is_visible()
    page.goto(page.url.replace("book/loops", "book/ledger"))
    red = page.locator('a.sealed[data-seal="red_queen"]').first
    assert red.locator(".sealed-text").is_visible()
    assert red.get_attribute("href") is None
    other = page.locator('a.sealed[data-seal="own_research"]').first
    assert not other.locator(".sealed-text").is_visible()
    assert "own-research" in other.get_attribute("href")


def test_a_seal_leads_to_its_question(visit):
    page = visit("book/ledger/data_hunger.html").page
    page.locator('.sealed-block[data-seal="red_queen"] > .seal-says a').first.click()
    page.wait_for_url("**/data_hunger.html#explorer-red-queen")
    assert page.locator("#explorer-red-queen legend").is_visible()


def test_who_looks_at_a_seal_opens_its_explorer_too(visit):
    page = visit(ESSAY).page
    block = page.locator('.sealed-block[data-seal="red_queen"]').first
    block.locator("[data-seal-look]").click()
    assert block.locator(".sealed-text").first.is_visible()
    assert page.locator('.explorer[data-explorer="red_queen"] figure').is_visible()


@pytest.mark.parametrize("path", [ESSAY, "book/ledger/data_hunger.html"])
def test_without_javascript_and_in_print_the_text_is_whole(visit, path):
    page = visit(path, javascript=False).page
    texts = page.locator(".sealed > .sealed-text")
    assert texts.count() > 3
    assert all(text.is_visible() for text in texts.all())
    assert not any(note.is_visible() for note in page.locator(".seal-says").all())
    printed = visit(path).page
    printed.emulate_media(media="print")
    assert all(text.is_visible() for text in printed.locator(".sealed > .sealed-text").all())


def test_the_search_finds_what_is_sealed():
    index = (BUILT / "searchindex.js").read_text(encoding="utf-8")
    assert "forgetting" in index or "forget" in index


def test_your_guesses_are_judged_kept_as_a_file_and_forgotten(visit, tmp_path):
    page = visit(ESSAY).page
    box = page.locator('.explorer[data-explorer="red_queen"]')
    box.locator("input[type=radio]").first.check()
    box.locator("[data-do=commit]").click()
    page.goto(page.url.replace("loops/data_hunger", "your_guesses"))
    row = page.locator(".guesses-table tbody tr")
    assert row.count() == 1
    assert "Yes: more data never hurts" in row.inner_text()
    assert page.locator(".guesses-summary").inner_text().startswith("You have guessed at 1 of ")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a file").click()
    kept = tmp_path / "guesses.json"
    waiting.value.save_as(kept)
    page.get_by_role("button", name="Forget all guesses").click()
    assert page.locator(".guesses-table").count() == 0
    page.locator(".guesses-tools input[type=file]").set_input_files(kept)
    page.locator(".guesses-table tbody tr").wait_for()
    kept.write_text("no guesses", encoding="utf-8")
    page.locator(".guesses-tools input[type=file]").set_input_files(kept)
    page.get_by_text("was not read, and nothing was changed").wait_for()
    assert page.locator(".guesses-table tbody tr").count() == 1


def test_the_ledger_can_be_filtered_and_is_a_plain_list_without_javascript(visit):
    plain = visit("book/ledger/index.html", javascript=False).page
    entries = plain.locator(".ledger-index > li")
    assert entries.count() > 100
    assert entries.last.is_visible()
    page = visit("book/ledger/index.html").page
    page.locator(".ledger-filter select[name=kind]").select_option("argued")
    shown = page.locator(".ledger-index > li:not([hidden])")
    assert 0 < shown.count() < entries.count()
    assert all(e.get_attribute("data-kind") == "argued" for e in shown.all())
    page.locator(".ledger-filter select[name=kind]").select_option("")
    page.locator(".ledger-filter input").fill("drift")
    shown = page.locator(".ledger-index > li:not([hidden])")
    assert page.locator(".ledger-count").inner_text().startswith(f"{shown.count()} of ")


def test_the_map_of_an_argument_leads_to_the_place_in_the_text(visit):
    page = visit(ESSAY).page
    links = page.locator(".argument-map a")
    assert links.count() >= 5
    for href in links.evaluate_all("all => all.map((a) => a.getAttribute('href'))"):
        if href.startswith("#"):
            assert page.locator(f'[id="{href[1:]}"]').count() == 1, href


def test_the_welcome_page_knows_where_one_was(visit):
    page = visit(ESSAY).page
    page.goto(page.url.replace("loops/data_hunger", "welcome"))
    assert page.locator("[data-reading] a").inner_text() == "Data hunger"
