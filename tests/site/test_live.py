"""Python in the reader's own browser: pressed, moved, edited, broken, stopped, taken offline.

Starting Python is what takes time here, so it is started once a laboratory for all that is asked of
that laboratory, and once more on one of them for what is asked of the button itself.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from recursivity.core import checks_of, observe

from .conftest import BUILT, ROOT, Visit, ask, laboratories, open_in, pages, text_of
from .test_explorers import explorers_of

# ms: two cores may be shared by several browsers, and a laboratory's cells take a while in wasm.
PATIENCE = 300_000
ONE = "notebooks/ladders/terms_of_inclusion.html"  # on which the button itself is tried
LABORATORIES = laboratories()
MOVE = """async (box) => {
    const control = box.querySelector('.explorer-controls input');
    control.value = Number(control.value) === Number(control.max) ? 0 : control.max;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    while (box.asking) await new Promise((done) => setTimeout(done, 5));
    return box.querySelector('.explorer-sentence').textContent;
}"""
RANGES = "[...document.querySelectorAll('.explorer-controls input')].map((c) => Number(c.max))"
RUNS = itertools.count(1)
CELLS = "[...document.querySelectorAll('div.cell:has(.cell_input)')]"


@pytest.fixture(autouse=True, scope="module")
def _assembled() -> None:
    if not (BUILT / "live" / "python" / "page-lock.json").exists():
        pytest.fail(
            "the site was built without Python for the browser: run make runtime, then make book"
        )


@pytest.fixture(scope="module")
def shelf(chromium: Browser) -> Iterator[BrowserContext]:
    """Keep what was downloaded from one laboratory to the next, as a reader's browser does."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


def says(page: Page) -> str:
    return page.locator(".live-says").inner_text()


def in_state(page: Page, *names: str) -> None:
    page.wait_for_function(
        "(names) => names.includes(document.querySelector('.live').dataset.state)",
        arg=names,
        timeout=PATIENCE,
    )


def press(page: Page, button: str = "Run this page") -> None:
    page.get_by_role("button", name=button).click()
    page.wait_for_function("document.querySelector('.live').dataset.seconds", timeout=PATIENCE)


def finish(page: Page) -> None:
    in_state(page, "ready", "failed")


def cell(page: Page, number: int) -> Locator:
    return page.locator(".bd-article div.cell:has(.cell_input)").nth(number - 1)


def write(page: Page, number: int, code: str) -> None:
    """Put code into a cell and run it, all by keyboard; a folded cell is unfolded first."""
    fold = cell(page, number).locator("details.hide:not([open]) > summary")
    if fold.count():
        fold.press("Enter")
    if page.get_by_role("button", name=f"Edit cell {number}", exact=True).count():
        page.get_by_role("button", name=f"Edit cell {number}", exact=True).press("Enter")
    page.get_by_role("textbox", name=f"Code of cell {number}; Shift and Enter run it").fill(code)
    page.keyboard.press("Shift+Enter")


def result(page: Page, number: int, code: str) -> str:
    """Run code in a cell and return what the cell shows."""
    end = f"that was run {next(RUNS)}"  # the cell may still show what it gave before
    write(page, number, f"{code}\nprint({end!r})")
    done = cell(page, number).locator(".cell_output", has_text=end)
    done.wait_for(timeout=PATIENCE)
    return done.inner_text().strip().removesuffix(end).strip()


def test_every_notebook_has_the_button_or_says_what_it_lacks():
    notebooks = [path for path in pages() if path.startswith("notebooks/")]
    without = [path for path in notebooks if path not in LABORATORIES]
    assert len(LABORATORIES) > len(without)
    lacks = re.compile(r'<p class="live">This page needs \w+')
    assert [path for path in without if not lacks.search(text_of(path))] == []


# -- every laboratory ------------------------------------------------------------------------------


def the_explorers_move_before_any_cell_has_run(seen: Visit, path: str):
    names = moving(seen, set(explorers_of(path)))
    assert sorted(names) == sorted(explorers_of(path))


def an_explorer_that_a_cell_makes_moves_after_it(seen: Visit, path: str):
    everyone = re.findall(r'data-explorer="([^"]+)"', text_of(path))
    assert moving(seen, set(everyone)) == everyone


def moving(seen: Visit, names: set[str]) -> list[str]:
    """Move every explorer of these names and return in order which were found."""
    found = []
    for box in seen.page.query_selector_all(".explorer[data-explorer]"):
        if (name := box.get_attribute("data-explorer")) not in names:
            continue
        found.append(name)
        assert box.evaluate("box => Boolean(box.ask)"), name
        assert "Error" not in box.evaluate(MOVE), name
        assert not box.query_selector(".explorer-failure"), name
        sizes = box.evaluate(
            "b => [...b.querySelectorAll('figure :is(text, tspan):not(:has(tspan))')]"
            ".map((text) => parseFloat(getComputedStyle(text).fontSize))"
        )
        assert max(sizes) <= 12, name
    return found


def every_cell_runs(seen: Visit, path: str):
    finish(seen.page)
    errors = [error.inner_text() for error in seen.page.query_selector_all(".live-error")]
    assert errors == []
    assert set(seen.page.evaluate(f"{CELLS}.map((cell) => cell.dataset.live)")) == {"good"}
    told = r"\d+ cells ran, in .* s; Python started in \d+\.\d s"
    assert re.search(told, says(seen.page))


def claims_give_the_same_numbers_here_and_in_the_browser(seen: Visit, path: str):
    module = chapter_of(path)
    if not module:
        return
    there = json.loads(result(seen.page, 1, CLAIMS % module))
    here = {claim: observe(claim) for claim in checks_of(module)}
    assert here
    assert there.keys() == here.keys()
    apart = {
        f"{claim}.{name}": (one.value, there[claim].get(name))
        for claim, found in here.items()
        for name, one in found.items()
        if there[claim].get(name, [None])[0]
        != pytest.approx(one.value, rel=CLOSE, abs=1e-12, nan_ok=True)
    }
    assert apart == {}
    assert all(holds for found in there.values() for _, holds in found.values())


CLAIMS = """
import json
from recursivity.core import checks_of, observe
print(json.dumps({
    claim: {seen.name: [seen.value, seen.holds] for seen in observe(claim).values()}
    for claim in checks_of(%r)
}))
"""
# wasm's sums have no fused multiply-add and no vectors, and its powers and exponentials come from
# another library, so last digits differ: by some 1e-12 where a regression magnifies them. Weights
# that decide a draw are `steady` (see core).
CLOSE = 1e-9


def chapter_of(path: str) -> str:
    """Return the module of a laboratory's claims, or nothing where it is no chapter's."""
    name = path.removeprefix("notebooks/").removesuffix(".html")
    chapter = (ROOT / "book" / f"{name}.md").exists()
    return f"recursivity.{name.replace('/', '.')}.claims" if chapter else ""


def a_file_of_the_readers_own_is_read_on_the_page(seen: Visit, path: str):
    page = seen.page
    desk = page.locator("section.desk[data-desk]")
    desk.locator(".desk-answer svg").first.wait_for(timeout=PATIENCE)
    told = desk.locator(".desk-says")
    assert "invented example" in told.inner_text()
    rows = [
        "follower,followed",
        *(f"person {i},{name}" for i in range(40) for name in ("Ana", "Bo")[: 1 + i % 2]),
    ]
    choose = desk.locator("[type=file]")
    choose.set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    )
    desk.get_by_text("This is mine.csv").wait_for(timeout=PATIENCE)
    desk.locator("input[type=text]").first.fill("Bo")
    desk.locator("input[type=text]").first.press("Enter")
    page.wait_for_function(
        "document.querySelector('.desk-answer').innerText.includes('Bo')", timeout=PATIENCE
    )
    assert desk.get_by_role("alert").count() == 0
    choose.set_input_files({"name": "empty.csv", "mimeType": "text/csv", "buffer": b""})
    desk.get_by_role("alert").wait_for(timeout=PATIENCE)
    assert "empty.csv" in desk.get_by_role("alert").inner_text()
    assert "still mine.csv" in told.inner_text()
    assert "Bo" in desk.locator(".desk-answer").inner_text()


EVERY_LABORATORY = [
    the_explorers_move_before_any_cell_has_run,
    every_cell_runs,
    an_explorer_that_a_cell_makes_moves_after_it,
    claims_give_the_same_numbers_here_and_in_the_browser,
]
MORE = {"notebooks/ladders/own_followers.html": [a_file_of_the_readers_own_is_read_on_the_page]}


@pytest.mark.parametrize("path", LABORATORIES)
def test_a_laboratory_comes_alive(shelf, address, path):
    """The button is pressed once.

    Asked: every explorer moves over its whole range, its text is no larger than the page's; every
    cell runs; a chapter's claims (which its cells have mostly observed by then) give the numbers
    that this machine gives; a desk reads a file of the reader's own; nobody else is asked,
    everything is found, the console is silent.
    """
    seen = open_in(shelf, address, path)
    page = seen.page
    page.wait_for_load_state("networkidle")
    assert re.search(r"Downloads \d+ MB, once", says(page))
    press(page)
    found = ask([*EVERY_LABORATORY, *MORE.get(path, [])], seen, path)
    page.close()
    assert found + seen.troubles() == []


def test_every_page_with_more_to_ask_is_there():
    assert set(MORE) <= set(LABORATORIES)
    assert ONE in LABORATORIES


# -- the button itself, on one laboratory ----------------------------------------------------------


def a_lost_connection_is_told_in_words(page: Page):
    page.context.set_offline(True)
    page.get_by_role("button", name="Run this page").click()
    in_state(page, "failed")
    assert "is the connection there?" in says(page)
    page.context.set_offline(False)


def nothing_jumps_and_a_guess_is_kept(page: Page):
    few = page.evaluate(RANGES)
    box = page.locator(".explorer[data-explorer]").first
    box.get_by_role("radio").first.check()
    box.get_by_role("button", name="Commit to this guess").click()
    verdict = box.locator(".explorer-verdict").inner_text()
    control = box.locator(".explorer-controls input").first
    control.press("End")
    heard = control.get_attribute("aria-valuetext")
    height = page.evaluate("document.documentElement.scrollHeight")
    press(page, "Try again")
    assert box.locator(".explorer-verdict").inner_text() == verdict
    assert control.get_attribute("aria-valuetext") == heard
    finish(page)
    assert box.locator(".explorer-verdict").inner_text() == verdict
    assert abs(page.evaluate("document.documentElement.scrollHeight") - height) < 0.05 * height
    assert sum(page.evaluate(RANGES)) > 2 * sum(few)


def every_control_has_a_name_and_fits(page: Page):
    finish(page)
    page.evaluate(
        "document.querySelectorAll('.explorer:not([data-open]) [data-do=look]')"
        ".forEach((button) => button.click())"
    )
    sliders = page.locator(".explorer-controls").get_by_role("slider").all()
    assert sliders
    for slider in sliders:
        assert slider.evaluate(
            "s => s.labels[0]?.querySelector('.explorer-label').textContent.trim()"
        )
        assert slider.get_attribute("aria-valuetext")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def a_cell_is_edited_broken_mended_and_put_back(page: Page):
    finish(page)
    write(page, 2, "answer = 6 * 7\nprint('so:', answer)\nanswer")
    cell(page, 2).locator(".output.stream").first.wait_for()
    cell(page, 2).locator(".live-cell-says", has_text="ran").wait_for()
    assert cell(page, 2).locator(".cell_output").inner_text().split() == ["so:", "42", "42"]
    write(page, 2, "answer / 0")
    error = cell(page, 2).get_by_role("alert")
    error.wait_for()
    assert "ZeroDivisionError" in error.inner_text()
    assert '"cell 2", line 1' in error.inner_text()
    assert "failed" in cell(page, 2).locator(".live-tools").inner_text()
    page.get_by_role("button", name="Undo edits of cell 2", exact=True).press("Enter")
    page.get_by_role("button", name="Run cell 2", exact=True).press("Enter")
    cell(page, 2).locator(".live-cell-says", has_text="ran").wait_for()
    assert error.count() == 0


def a_cell_that_never_ends_is_stopped_and_the_page_goes_on(page: Page):
    finish(page)
    write(page, 2, "kept = 1\nwhile True:\n    pass")
    page.get_by_role("button", name="Stop").click()
    in_state(page, "starting")
    finish(page)
    assert "Python runs in this page" in says(page)
    assert page.get_by_role("textbox", name="Code of cell 2").input_value().startswith("kept = 1")
    assert result(page, 2, "'kept' in globals() or print('forgotten')") == "forgotten"
    box = page.query_selector(".explorer[data-explorer]")
    assert "stopped" not in box.evaluate(MOVE)


def restart_forgets_names_and_keeps_guesses_and_code(page: Page):
    finish(page)
    assert result(page, 2, "mine = 3") == ""
    box = page.locator(".explorer[data-explorer]").first
    verdict = box.locator(".explorer-verdict").inner_text()
    page.get_by_role("button", name="Restart").click()
    in_state(page, "starting")
    finish(page)
    assert box.locator(".explorer-verdict").inner_text() == verdict
    assert page.get_by_role("textbox", name="Code of cell 2").input_value().startswith("mine = 3")
    write(page, 2, "mine")
    cell(page, 2).get_by_role("alert").wait_for()
    assert "NameError" in cell(page, 2).get_by_role("alert").inner_text()


KEPT = """async (name) => {
    const store = await caches.open('recursivity-pages');
    return (await store.keys()).some((request) => request.url.endsWith(name));
}"""


def what_was_run_once_runs_offline_and_online_again(page: Page):
    for kept in ("terms_of_inclusion.html", "page-lock.json", "live.js", "worker.js"):
        page.wait_for_function(KEPT, arg=kept)
    online = page.url
    page.context.set_offline(True)
    page.reload()
    assert page.locator("h1").first.inner_text()
    press(page)
    box = page.query_selector(".explorer[data-explorer]")
    assert "Error" not in box.evaluate(MOVE)
    page.context.set_offline(False)
    page.goto(online.replace(ONE, "book/welcome.html"))
    assert page.locator("h1").first.inner_text()


def test_the_button_on_a_phone_in_the_dark(visit):
    """One reader's way through one laboratory, 390 pixels wide: each step begins where Python runs.

    Asked: a lost connection is told; a second press starts Python, and nothing jumps, a guess and a
    control's place are kept, controls get their whole range, names and values, and fit; a cell is
    edited, broken, mended and put back; stopped; restarted; offline and online again.
    """
    page = visit(ONE, width=390, height=800, scheme="dark").page
    steps = [
        a_lost_connection_is_told_in_words,
        nothing_jumps_and_a_guess_is_kept,
        every_control_has_a_name_and_fits,
        a_cell_is_edited_broken_mended_and_put_back,
        a_cell_that_never_ends_is_stopped_and_the_page_goes_on,
        restart_forgets_names_and_keeps_guesses_and_code,
        what_was_run_once_runs_offline_and_online_again,
    ]
    assert ask(steps, page) == []


def test_running_one_cell_first_starts_python_and_runs_what_stands_above_it(visit):
    page = visit(ONE).page
    page.get_by_role("button", name="Run cell 3", exact=True).click()
    page.wait_for_function("document.querySelector('.live').dataset.seconds", timeout=PATIENCE)
    finish(page)
    page.wait_for_function(f"{CELLS}[2].dataset.live === 'good'")
    states = page.evaluate(f"{CELLS}.map((cell) => cell.dataset.live ?? '')")
    assert states[:3] == ["good"] * 3
    assert set(states[3:]) == {""}


# -- where it cannot run ---------------------------------------------------------------------------


@pytest.fixture
def damaged(tmp_path) -> Iterator[Callable[[str], str]]:
    """Serve a copy of the site in which one file is damaged, and return its address."""
    import serve

    servers = []

    def linked(file: str, place: str) -> None:
        try:
            os.link(file, place)
        except OSError:  # another disk
            shutil.copy2(file, place)

    def copy(name: str) -> str:
        site = tmp_path / "site"
        without = shutil.ignore_patterns("lite")
        shutil.copytree(BUILT, site, ignore=without, copy_function=linked)
        broken = site / "live" / "python" / name
        broken.unlink()  # the name, and not what the built site has under it
        broken.write_bytes(b"not what it says")
        servers.append(serve.server(site, port=0))
        threading.Thread(target=servers[0].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[0].server_port}/"

    yield copy
    for server in servers:
        server.shutdown()


@pytest.mark.parametrize("part", ["pyodide.asm.wasm", "numpy"])
def test_a_damaged_download_is_refused_and_named(chromium, damaged, part):
    name = next(p.name for p in (BUILT / "live" / "python").iterdir() if p.name.startswith(part))
    site = damaged(name)
    page = chromium.new_context().new_page()
    page.goto(site + ONE)
    page.get_by_role("button", name="Run this page").click()
    in_state(page, "failed")
    assert f"{name} arrived damaged" in says(page)
    assert page.get_by_role("button", name="Try again").is_enabled()
    box = page.query_selector(".explorer[data-explorer]")
    assert box.evaluate(MOVE)  # the frames are as they were
    page.context.close()


def test_a_browser_without_what_is_needed_is_told_why_and_keeps_the_frames(chromium, address):
    context = chromium.new_context()
    context.add_init_script("delete window.WebAssembly")
    page = context.new_page()
    page.goto(address + ONE)
    assert "lacks WebAssembly" in says(page)
    assert page.get_by_role("button", name="Run this page").count() == 0
    assert page.query_selector(".explorer[data-explorer]").evaluate(MOVE)
    context.close()
