"""The built book, served from this machine and opened in a real Chromium.

Every other origin is unreachable there. A page is opened once for all that is asked of it at one
width: `ask` puts the questions, and tells all that is not as it should be.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "_build" / "html"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

sys.path.insert(0, str(ROOT / "tools"))


def pages() -> list[str]:
    """Return the path of every page of the built book.

    Without `index.html`, which only leads to the welcome page, and JupyterLab, under `lite`, which
    is not the book's.
    """
    found = (
        p.relative_to(BUILT).as_posix()
        for p in BUILT.rglob("*.html")
        if not {"_static", "lite"} & set(p.parts)
    )
    return sorted(path for path in found if path != "index.html")


def text_of(path: str) -> str:
    """Return a page's HTML."""
    return (BUILT / path).read_text(encoding="utf-8")


def laboratories() -> list[str]:
    """Return the path of every page that Python can bring to life.

    Those are notebooks that need nothing that no browser can run.
    """
    return [path for path in pages() if 'data-live="start"' in text_of(path)]


def ask(questions: Iterable[Callable[..., None]], *about: Any) -> list[str]:
    """Put questions, and return what every one of them found that is not as it should be.

    Parameters
    ----------
    questions : functions that assert; their names say what.
    about : what each of them is given.
    """
    found = []
    for question in questions:
        try:
            question(*about)
        except (AssertionError, Error) as problem:
            words = question.__name__.replace("_", " ").strip()
            whom = " ".join(word for word in about if isinstance(word, str))
            found.append(f"{words}: {whom}: {problem}")
    return found


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the built book and yield its address."""
    if not (BUILT / "index.html").exists():
        pytest.fail("there is no built book in _build/html: run make book first")

    import serve

    server = serve.server(BUILT, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start a browser that can reach this machine alone."""
    import browser

    path = browser.find()
    if path is None:
        pytest.fail(
            "no Chromium found: run python tools/browser.py --install, or set CHROMIUM to one"
        )
    rules = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(path), args=[*FLAGS, rules])
        yield running
        running.close()


@attrs.define
class Visit:
    """An opened page and what went wrong while it was open."""

    page: Page
    foreign: list[str] = attrs.field(factory=list)
    failed: list[str] = attrs.field(factory=list)
    complaints: list[str] = attrs.field(factory=list)

    def troubles(self) -> list[str]:
        """Return what was asked of others, what was not found, and what the console says."""
        return [
            *(f"asks somebody else: {url}" for url in self.foreign),
            *(f"is not found: {url}" for url in self.failed),
            *(f"the console says: {text}" for text in self.complaints),
        ]


def open_in(context: BrowserContext, address: str, path: str) -> Visit:
    """Open a page of the book in a context and watch what goes wrong."""
    seen = Visit(context.new_page())
    own = urlsplit(address).netloc

    def on_request(request: Any) -> None:
        elsewhere = urlsplit(request.url).netloc not in (own, "")
        if elsewhere and not request.url.startswith(("data:", "blob:")):
            seen.foreign.append(request.url)

    def on_response(response: Any) -> None:
        if response.status >= 400:
            seen.failed.append(f"{response.status} {response.url}")

    def on_console(message: Any) -> None:
        if message.type in ("error", "warning"):
            seen.complaints.append(message.text)

    seen.page.on("request", on_request)
    seen.page.on("response", on_response)
    seen.page.on("console", on_console)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.goto(address + path, wait_until="load")
    return seen


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Open a page in a context of its own: `visit("book/welcome.html", width=390)`."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        javascript: bool = True,
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        return open_in(context, address, path)

    yield open_page
    for context in contexts:
        context.close()
