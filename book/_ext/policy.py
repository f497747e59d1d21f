"""What the browser holds every page to: a content security policy in the page itself.

So any static host keeps it. A page runs the scripts of this site and the few lines that its theme
writes into it, known by their hashes, and asks no other origin for anything. A page that runs
Python may also compile WebAssembly and start its worker from a blob: such a worker inherits the
policy, while one that is loaded by its address would take its own from a header that a static host
does not send (see `book/_live/bound.js`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path

from sphinx.application import Sphinx

READING = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # figures and tables carry their styles with them
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Pyodide compiles WebAssembly; its scripts are imported from the bytes whose hash was checked. The
# workers of 'self' are offline.js alone: bound.js starts the others from blobs.
PAGE = READING | {
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
}
# JupyterLab compiles its settings' schemas with `new Function`, and shows pictures from blobs.
JUPYTER = PAGE | {
    "script-src": "'self' blob: 'wasm-unsafe-eval' 'unsafe-eval'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "manifest-src": "'self'",
}
TAG = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
RUNS = {"module", "text/javascript", "application/javascript"}


def written(page: str, rules: Mapping[str, str]) -> str:
    """Return a page with the tag of these rules and the hashes of its own lines of script.

    Parameters
    ----------
    page : HTML, with or without a tag from an earlier build.
    rules : directive -> sources; `script-src` receives the hashes.
    """
    page = TAG.sub("", page)
    found = Inline(page)
    allowed = hashes(found.scripts)
    if found.handlers:
        allowed += ["'unsafe-hashes'", *hashes(found.handlers)]
    told = dict(rules) | {"script-src": " ".join([rules["script-src"], *allowed])}
    content = "; ".join(f"{name} {sources}" for name, sources in told.items())
    tag = f'<meta http-equiv="Content-Security-Policy" content="{content}">\n'
    place = _place(page)
    return page[:place] + tag + page[place:]


def _place(page: str) -> int:
    """Return where the tag goes: behind the character set, else first in the head or page."""
    for pattern in (r"<meta charset=[^>]*>\n?", r"<head\b[^>]*>\n?"):
        if found := re.search(pattern, page, re.I):
            return found.end()
    return 0


class Inline(HTMLParser):
    """Collects what a page runs of its own text: scripts without an address, and handlers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self._script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note handlers, and whether a script begins."""
        told = dict(attrs)
        self.handlers += [value for name, value in attrs if name.startswith("on") and value]
        if tag == "script" and "src" not in told and (told.get("type") or "module") in RUNS:
            self.scripts.append("")
            self._script = True

    def handle_endtag(self, tag: str) -> None:
        """Note that a script has ended."""
        self._script = False

    def handle_data(self, data: str) -> None:
        """Add to the script that is being read."""
        if self._script:
            self.scripts[-1] += data


def hashes(texts: Iterable[str]) -> list[str]:
    """Return the sources that let these texts run, in order and each once."""
    digests = {hashlib.sha256(text.encode()).digest() for text in texts}
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def write(page: Path, rules: Mapping[str, str]) -> None:
    """Write the tag into a file, where it is not there already."""
    before = page.read_text(encoding="utf-8")
    after = written(before, rules)
    if after != before:
        page.write_text(after, encoding="utf-8")


def all_pages(app: Sphinx, failure: Exception | None) -> None:
    """Write the tag into every page of the book; JupyterLab's have theirs from `lite`."""
    if failure or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for template in (site / "_static").glob("*.html"):  # the theme's own, which are no pages
        template.unlink()
    for page in sorted(site.rglob("*.html")):
        if page.relative_to(site).parts[0] != "lite":
            write(
                page, PAGE if 'data-live="start"' in page.read_text(encoding="utf-8") else READING
            )


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the tags when all pages are there, the one that leads to the first among them."""
    app.connect("build-finished", all_pages, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
