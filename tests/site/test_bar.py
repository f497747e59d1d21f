"""The bar of a laboratory, its doors and desks, for a reader who does not see or has no mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from .conftest import laboratories

LABORATORY = "notebooks/chains/dual_footprint.html"
DESK = "notebooks/ladders/own_followers.html"
STATE = "document.querySelector('.live').dataset.state"
FOCUS = "document.activeElement.textContent.trim()"
ENDED = """number => ['good', 'bad'].includes(
    document.querySelectorAll('.bd-article div.cell:has(.cell_input)')[number - 1].dataset.live)"""
CONTRAST = """link => {
    const part = (value) => {
        const share = value / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    let behind = link;
    while (/rgba\\(0, 0, 0, 0\\)|transparent/.test(getComputedStyle(behind).backgroundColor)) {
        behind = behind.parentElement;
    }
    const pair = [getComputedStyle(link).color, getComputedStyle(behind).backgroundColor];
    const [dark, light] = pair.map(luminance).sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
}"""


def start(page: Page) -> None:
    page.get_by_role("button", name="Run this page").press("Enter")
    page.wait_for_function("document.querySelector('.live').dataset.seconds")
    page.wait_for_function(f"{STATE} === 'ready'")


def says(page: Page) -> str:
    return page.locator(".live-says").inner_text()


def write(page: Page, number: int, code: str) -> None:
    edit = page.get_by_role("button", name=f"Edit cell {number}", exact=True)
    if edit.count():
        edit.press("Enter")
    name = f"Code of cell {number}; Shift and Enter run it"
    page.get_by_role("textbox", name=name).fill(code)
    cells = page.locator(".bd-article div.cell:has(.cell_input)")
    cells.nth(number - 1).evaluate("cell => delete cell.dataset.live")
    page.keyboard.press("Shift+Enter")


def test_a_failed_cell_is_called_failed(visit):
    page = visit(LABORATORY).page
    start(page)
    write(page, 4, "1 / 0")
    page.wait_for_function(ENDED, arg=4)
    page.wait_for_function(f"{STATE} === 'ready'")
    assert re.match(r"Cell 4 failed after \d+\.\d s\. Python started in", says(page))
    write(page, 4, "1 + 1")
    page.wait_for_function(ENDED, arg=4)
    page.wait_for_function(f"{STATE} === 'ready'")
    assert re.match(r"Cell 4 ran, in \d+\.\d s; Python started in", says(page))


def test_a_failing_cell_among_many_leaves_those_after_it(visit):
    page = visit(LABORATORY).page
    start(page)
    write(page, 4, "1 / 0")
    page.wait_for_function(ENDED, arg=4)
    page.wait_for_function(f"{STATE} === 'ready'")
    page.get_by_role("button", name="Run all cells").press("Enter")
    page.get_by_text("those after it were not run").wait_for()
    assert re.match(r"Cell 4 failed after \d+\.\d s; those after it were not run\.", says(page))


def test_the_focus_never_falls_off_the_bar(visit):
    page = visit(LABORATORY).page
    start(page)
    assert page.evaluate(FOCUS) == "Run all cells"
    page.get_by_role("button", name="Restart").press("Enter")
    page.wait_for_function(f"{STATE} === 'starting'")
    assert page.evaluate("document.querySelector('.live').contains(document.activeElement)")
    page.wait_for_function(f"{STATE} === 'ready'")
    assert page.evaluate(FOCUS) == "Run all cells"


@pytest.mark.parametrize("width", [390, 1280])
def test_stop_is_in_reach_of_the_running_cell_and_stops_it(visit, width):
    page = visit(LABORATORY, width=width, height=800).page
    start(page)
    last = page.locator(".bd-article div.cell:has(.cell_input)").count()
    write(page, last, "while True:\n    pass")
    page.wait_for_function(f"{STATE} === 'running'")
    page.get_by_role("textbox", name=f"Code of cell {last}; Shift").scroll_into_view_if_needed()
    stop = page.get_by_role("button", name="Stop")
    place = stop.bounding_box()
    assert 0 <= place["y"] < 800
    middle = [place["x"] + place["width"] / 2, place["y"] + place["height"] / 2]
    on_top = "([x, y]) => document.elementFromPoint(x, y)?.textContent"
    assert page.evaluate(on_top, middle) == "Stop", "something lies over the button"
    page.mouse.click(*middle)
    page.wait_for_function(f"{STATE} === 'ready'")
    assert "Python runs in this page" in says(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_doors_can_be_read(visit, scheme):
    page = visit(LABORATORY, scheme=scheme).page
    doors = page.locator(".live-door > a").all()
    assert len(doors) == 2
    for door in doors:
        assert door.is_visible()
        assert door.evaluate(CONTRAST) >= 4.5


def test_the_answer_of_a_desk_is_announced_in_a_line_and_not_as_a_whole(visit):
    page = visit(DESK).page
    start(page)
    desk = page.locator("section.desk[data-desk]")
    desk.locator(".desk-answer svg").first.wait_for()
    assert desk.locator(".desk-answer").get_attribute("aria-live") is None
    assert desk.locator(".desk-says").get_attribute("role") == "status"
    said = desk.locator(".desk-says").inner_text()
    assert said.startswith("This is the invented example.")
    assert len(said) < len(desk.locator(".desk-answer").inner_text()) / 4


def test_after_a_refused_file_the_answer_is_said_to_be_of_the_one_before(visit):
    page = visit(DESK).page
    start(page)
    desk = page.locator("section.desk[data-desk]")
    rows = "follower,followed\n" + "".join(f"person {i},Ana\n" for i in range(40))
    good = {"name": "mine.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    desk.locator("[type=file]").set_input_files(good)
    desk.get_by_text("This is mine.csv").wait_for()
    bad = {"name": "<img src=x onerror=alert(1)>.csv", "mimeType": "text/csv", "buffer": b""}
    desk.locator("[type=file]").set_input_files(bad)
    desk.get_by_role("alert").wait_for()
    said = desk.locator(".desk-says").inner_text()
    assert "<img src=x onerror=alert(1)>.csv" in said
    assert "What stands below is still mine.csv." in said
    assert desk.locator(".desk-says img").count() == 0
    desk.locator("[type=file]").set_input_files(good)
    desk.get_by_text("This is mine.csv").wait_for()
    assert "still mine.csv" not in desk.locator(".desk-says").inner_text()


@pytest.mark.parametrize("path", laboratories())
def test_a_bar_stands_under_every_title_and_its_doors_beside_it(visit, path):
    page = visit(path).page
    assert page.locator("h1 + .live + .live-door").is_visible()
    assert page.locator(".live .live-door").count() == 0
