"""The built book, served from this machine and opened in a real Chromium in which every other origin is unreachable."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import attrs
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
    """Return the path of every page of the built book, but for `index.html`, which only leads to the welcome page.

    JupyterLab, under `lite`, is not the book's.
    """
    found = (
        p.relative_to(BUILT).as_posix()
        for p in BUILT.rglob("*.html")
        if not {"_static", "lite"} & set(p.parts)
    )
    return sorted(path for path in found if path != "index.html")


def laboratories() -> list[str]:
    """Return the path of every page that Python can bring to life: notebooks that need nothing that no browser can run."""
    return [
        path
        for path in pages()
        if 'data-live="start"' in (BUILT / path).read_text(encoding="utf-8")
    ]


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
    foreign: list[str]
    failed: list[str]
    complaints: list[str]


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Open a page: `visit("book/welcome.html", width=390, scheme="dark", javascript=False)`."""
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
        seen = Visit(context.new_page(), [], [], [])
        own = urlsplit(address).netloc

        def on_request(request: object) -> None:
            if urlsplit(request.url).netloc not in (own, "") and not request.url.startswith(
                ("data:", "blob:")
            ):
                seen.foreign.append(request.url)

        seen.page.on("request", on_request)
        seen.page.on(
            "response",
            lambda r: seen.failed.append(f"{r.status} {r.url}") if r.status >= 400 else None,
        )
        seen.page.on(
            "console",
            lambda m: seen.complaints.append(m.text) if m.type in ("error", "warning") else None,
        )
        seen.page.on("pageerror", lambda e: seen.complaints.append(str(e)))
        seen.page.goto(address + path, wait_until="load")
        return seen

    yield open_page
    for context in contexts:
        context.close()
