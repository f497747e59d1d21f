"""Serve the built book on this machine, and on no other."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).resolve().parents[1] / "_build" / "html"


class Pages(SimpleHTTPRequestHandler):
    """Files of the book, never kept by the browser: a rebuilt page shows at the next reload."""

    # Said here because Python asks the machine for the types, and machines differ.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".ipynb": "application/json",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def end_headers(self) -> None:
        """Add our header to the usual ones."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay quiet about what went well; errors are still told."""


def server(site: Path, port: int = 8000) -> ThreadingHTTPServer:
    """Return a server of the folder `site` at `port`, or at any free port where that one is taken."""
    pages = partial(Pages, directory=str(site))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), pages)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), pages)


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="port to use if it is free (default: 8000)")
    port = parser.parse_args().port
    if not (SITE / "index.html").exists():
        sys.exit("There is no book in _build/html yet: run `make book` first.")
    with server(SITE, port) as serving:
        print(f"The book is at http://localhost:{serving.server_port}/ – Ctrl-C stops it.", flush=True)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
