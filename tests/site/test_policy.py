"""Nothing leaves the origin, whatever a cell tries, and no page needs what is forbidden."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import BUILT, ROOT, laboratories, pages

LABORATORY = "notebooks/chains/dual_footprint.html"
TAG = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
READY = "document.querySelector('.live').dataset.state === 'ready'"


def rules(path: Path) -> dict[str, list[str]]:
    """Return the policy of a page, directive -> sources."""
    (content,) = TAG.findall(path.read_text(encoding="utf-8"))
    return {name: sources for name, *sources in map(str.split, content.split(";"))}


def everything() -> list[str]:
    """Return every file of the site that a browser opens as a page, JupyterLab's among them."""
    return sorted(path.relative_to(BUILT).as_posix() for path in BUILT.rglob("*.html"))


class Elsewhere(ThreadingHTTPServer):
    """A second origin on this machine that remembers what it was asked, and allows everything."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_POST = do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize("path", everything())
def test_every_page_has_the_tag_before_anything_that_loads_or_runs(path):
    text = (BUILT / path).read_text(encoding="utf-8")
    told = rules(BUILT / path)
    first = re.search(
        r"<(script|link|style|img)\b", re.sub(r"<!--.*?-->", "", text, flags=re.S), re.I
    )
    if first:
        assert text.index("Content-Security-Policy") < text.index(first[0])
    assert told["default-src"] == told["base-uri"] == ["'none'"]
    for name in ("script-src", "connect-src", "img-src", "font-src", "style-src", "form-action"):
        foreign = [s for s in told[name] if not re.fullmatch(r"'[^']+'|data:|blob:", s)]
        assert foreign == []
    assert "'unsafe-inline'" not in told["script-src"]


@pytest.mark.parametrize("path", pages())
def test_only_a_page_that_runs_python_may_do_what_python_needs(path):
    allowed = set(rules(BUILT / path)["script-src"])
    assert "'unsafe-eval'" not in allowed
    runs_python = path in laboratories()
    assert ({"blob:", "'wasm-unsafe-eval'"} <= allowed) == runs_python
    assert ("worker-src" in rules(BUILT / path)) == runs_python


def watched(page: Page) -> list[str]:
    """Collect what the policy of a page has stopped."""
    stopped: list[str] = []
    page.on(
        "console", lambda m: stopped.append(m.text) if "Content Security Policy" in m.text else None
    )
    return stopped


def run(page: Page, number: int, code: str) -> str:
    """Put code into a cell, run it, and return what it shows."""
    if page.get_by_role("button", name=f"Edit cell {number}", exact=True).count():
        page.get_by_role("button", name=f"Edit cell {number}", exact=True).click()
    page.get_by_role("textbox", name=f"Code of cell {number}; Shift and Enter run it").fill(code)
    cell = page.locator(".bd-article div.cell:has(.cell_input)").nth(number - 1)
    cell.evaluate("cell => delete cell.dataset.live")
    page.keyboard.press("Shift+Enter")
    ended = "number => ['good', 'bad'].includes(document.querySelectorAll("
    ended += "'.bd-article div.cell:has(.cell_input)')[number - 1].dataset.live)"
    page.wait_for_function(ended, arg=number)
    page.wait_for_function(READY)
    return cell.locator(".cell_output").inner_text()


# What each cell tries; it prints "blocked" where it was told so, and "reached" where it was not.
TRY = """
def attempt(ask):
    try:
        ask()
    except Exception as error:
        print("blocked", type(error).__name__)
    else:
        print("reached")
"""
WAYS = {
    "XMLHttpRequest": """
from js import XMLHttpRequest
def ask():
    request = XMLHttpRequest.new()
    request.open("GET", "http://{there}/xhr", False)
    request.send()
attempt(ask)
""",
    "open_url": """
from pyodide.http import open_url
attempt(lambda: open_url("http://{there}/open_url"))
""",
    "urllib": """
import urllib.request
attempt(lambda: urllib.request.urlopen("http://{there}/urllib", timeout=3))
""",
    "a script": """
from js import importScripts
attempt(lambda: importScripts("http://{there}/script.js"))
""",
    "a worker of its own": """
def ask():
    from js import Worker
    Worker.new("/live/worker.js")
attempt(ask)
""",
}
LATER = {
    "fetch": """
import asyncio
from js import fetch
fetch("http://{there}/fetch")
print("asked")
""",
    "WebSocket": """
from js import WebSocket
try:
    WebSocket.new("ws://{there}/socket")
except Exception:
    pass
print("asked")
""",
    "pyfetch without its guard": """
import js
js.eval and print("asked")
try:
    js.eval("fromNetwork('http://{there}/native')")
except Exception:
    pass
""",
}
OUTPUTS = {
    "img": '<img src="http://{there}/img" alt="">',
    "svg image": '<svg><image href="http://{there}/svg"></image></svg>',
    "style": '<div style="background: url(http://{there}/style)">x</div>',
    "import": "<style>@import url(http://{there}/import);</style>",
    "background": "<style>p {{ background: url(http://{there}/bg) }}</style>",
    "link": '<link rel="stylesheet" href="http://{there}/link">',
    "prefetch": '<link rel="prefetch" href="http://{there}/prefetch">',
    "iframe": '<iframe src="http://{there}/iframe"></iframe>',
    "srcdoc": "<iframe srcdoc=\"<img src='http://{there}/srcdoc'>\"></iframe>",
    "object": '<object data="http://{there}/object"></object>',
    "video": '<video src="http://{there}/video" autoplay></video>',
    "handler": '<img src="data:," onerror="fetch(\'http://{there}/handler\')" alt="">',
    "refresh": '<meta http-equiv="refresh" content="0; url=http://{there}/refresh">',
}


def start(page: Page) -> None:
    page.get_by_role("button", name="Run this page").click()
    page.wait_for_function("document.querySelector('.live').dataset.seconds")
    page.wait_for_function(READY)


def try_every_way(page: Page, there: str) -> dict[str, str]:
    """Let a cell, and what it shows, ask a second origin in every way; return what each said."""
    page.evaluate(f"() => {{ new Image().src = 'http://{there}/page'; }}")
    said = {name: run(page, 2, TRY + code.format(there=there)) for name, code in WAYS.items()}
    for code in LATER.values():
        run(page, 2, code.format(there=there))
    for code in OUTPUTS.values():
        html = code.format(there=there)
        run(page, 2, f"class Shown:\n    def _repr_html_(self):\n        return {html!r}\nShown()")
        page.wait_for_timeout(200)
    page.wait_for_timeout(1500)
    return said


REACH = (
    "page xhr open_url native socket script.js img svg style import bg link prefetch iframe srcdoc"
)
REACH += " object video handler"


def test_no_way_leads_out_of_a_cell_and_the_page_goes_on(visit, elsewhere):
    page = visit(LABORATORY).page
    start(page)
    said = try_every_way(page, elsewhere.address)
    assert {name: text for name, text in said.items() if not text.startswith("blocked")} == {}
    assert elsewhere.asked == []
    assert page.url.endswith(LABORATORY)
    assert run(page, 2, "print(6 * 7)").split() == ["42"]


def test_the_same_ways_lead_out_where_the_policy_is_passed_over(chromium, address, elsewhere):
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address + LABORATORY)
    start(page)
    try_every_way(page, elsewhere.address)
    assert set(elsewhere.asked) >= {f"/{way}" for way in REACH.split()}
    context.close()


def test_a_laboratory_runs_without_a_violation(visit):
    seen = visit(LABORATORY)
    stopped = watched(seen.page)
    seen.page.get_by_role("button", name="Run this page").click()
    seen.page.wait_for_function("document.querySelector('.live').dataset.seconds")
    seen.page.wait_for_function(READY)
    cells = seen.page.locator(".bd-article div.cell:has(.cell_input)")
    states = cells.evaluate_all("cells => cells.map(cell => cell.dataset.live)")
    assert len(states) > 20
    assert set(states) == {"good"}
    assert stopped == []
    assert seen.complaints == []


def test_the_themes_own_buttons_work(visit):
    seen = visit("book/welcome.html")
    seen.page.evaluate("() => { window.printed = 0; window.print = () => (window.printed += 1); }")
    seen.page.evaluate("document.querySelector('[onclick=\"window.print()\"]').click()")
    assert seen.page.evaluate("window.printed") == 1
    before = seen.page.evaluate("document.documentElement.dataset.mode")
    seen.page.evaluate("document.querySelector('.theme-switch-button').click()")
    assert seen.page.evaluate("document.documentElement.dataset.mode") != before
    assert seen.complaints == []


def test_what_a_page_did_not_have_when_it_was_built_does_not_run(visit):
    seen = visit("book/welcome.html")
    stopped = watched(seen.page)
    seen.page.evaluate(
        """() => {
        const script = document.createElement('script');
        script.textContent = 'window.intruder = 1';
        document.body.append(script);
        const handler = '<img src="data:," onerror="window.intruder = 2">';
        document.body.insertAdjacentHTML('beforeend', handler);
    }"""
    )
    seen.page.wait_for_timeout(500)
    assert seen.page.evaluate("window.intruder") is None
    assert len(stopped) >= 2


def test_the_service_worker_has_the_laboratories_and_no_more(visit, address):
    page = visit(LABORATORY).page
    page.get_by_role("button", name="Run this page").click()
    page.wait_for_function("document.querySelector('.live').dataset.seconds")
    scopes = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.getRegistrations())"
    found = page.evaluate(f"{scopes}.then((all) => all.map((one) => one.scope))")
    assert found == [f"{address}notebooks/"]


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
shown = "<img src='http://{there}/img' alt=''><iframe src='http://{there}/iframe'></iframe>"
HTML(shown + "all was tried")
"""


def readers_edition() -> str:
    """Return the first notebook of which there is one with its exercises open."""
    found = sorted((ROOT / "notebooks").rglob("*_exercises.ipynb"))
    return found[0].relative_to(ROOT / "notebooks").as_posix()


def test_no_way_leads_out_of_jupyterlab_either(visit, elsewhere):
    """Its kernel's worker inherits its page's policy, and what a cell shows is held to it too."""
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
    page.locator(".jp-OutputArea-output", has_text="all was tried").first.wait_for()
    page.wait_for_timeout(2000)
    said = page.locator(".jp-OutputArea").first.inner_text()
    assert said.count("blocked") == 3
    assert "reached" not in said
    assert elsewhere.asked == []
