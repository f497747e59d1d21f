"""The side door: the laboratories in a whole JupyterLab in the browser."""

from __future__ import annotations

import re

import pytest

from .conftest import BUILT, ROOT, laboratories
from .test_policy import elsewhere  # noqa: F401  a fixture

LABORATORIES = laboratories()
ASKS = """
import js
from pyodide.http import open_url
from IPython.display import HTML


def attempt(ask):
    try:
        ask()
    except BaseException as error:
        print("blocked", type(error).__name__)
    else:
        print("reached")


def request():
    asked = js.XMLHttpRequest.new()
    asked.open("GET", "http://{there}/xhr", False)
    asked.send()


attempt(lambda: open_url("http://{there}/open_url"))
attempt(request)
attempt(lambda: js.Worker.new("/live/worker.js"))
try:
    js.WebSocket.new("ws://{there}/socket")
except Exception:
    pass
HTML("<img src='http://{there}/img' alt=''><iframe src='http://{there}/iframe'></iframe>all was tried")
"""


def readers_edition() -> str:
    """Return the first notebook of which there is one with its exercises open."""
    found = sorted((ROOT / "notebooks").rglob("*_exercises.ipynb"))
    return found[0].relative_to(ROOT / "notebooks").as_posix()


@pytest.mark.parametrize("path", LABORATORIES)
def test_every_laboratory_leads_to_its_notebook(path):
    """The readers' edition comes first where there is one, the solved one beside it."""
    door = r'href="[./]*(lite/lab/index\.html)\?path=([^"]+)"'
    found = re.findall(door, (BUILT / path).read_text(encoding="utf-8"))
    solved = path.removeprefix("notebooks/").replace(".html", ".ipynb")
    readers = solved.replace(".ipynb", "_exercises.ipynb")
    has_exercises = (ROOT / "notebooks" / readers).exists()
    assert [name for _, name in found] == ([readers, solved] if has_exercises else [solved])
    for page, name in found:
        assert (BUILT / page).exists()
        assert (BUILT / "lite" / "files" / name).exists()


def test_no_way_leads_out_of_jupyterlab_either(visit, elsewhere):
    """Its kernel's worker inherits the policy of its page, and what a cell shows is held to it too."""
    there = elsewhere.address
    seen = visit(f"lite/lab/index.html?path={readers_edition()}")
    page = seen.page
    page.set_default_timeout(180_000)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.locator("[data-status=idle]").first.wait_for()
    page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(ASKS.format(there=there))
    page.keyboard.press("Control+Enter")
    page.get_by_text("all was tried").first.wait_for()
    page.wait_for_timeout(2000)
    said = page.locator(".jp-OutputArea").first.inner_text()
    assert said.count("blocked") == 3
    assert "reached" not in said
    assert elsewhere.asked == []


def test_a_notebook_runs_there_and_asks_nobody_else(visit):
    seen = visit(f"lite/lab/index.html?path={LABORATORIES[0].removeprefix('notebooks/').replace('.html', '.ipynb')}")
    page = seen.page
    page.set_default_timeout(180_000)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.locator("[data-status=idle]").first.wait_for()  # what is asked for before the kernel is there would be dropped
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    page.locator(".jp-OutputArea-output .explorer-title").first.wait_for(
        state="attached"
    )  # a long notebook draws what is in view
    errors = page.evaluate("[...document.querySelectorAll('[data-mime-type$=\"error\"]')].map(e => e.innerText)")
    assert errors == []
    assert seen.foreign == []
