"""Serve the built book on this machine, and on no other."""

from __future__ import annotations

import argparse
import io
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITE = Path(__file__).resolve().parents[1] / "_build" / "html"
LONGEST = 2048  # characters of a path; no page of a book has half of it


class Server(ThreadingHTTPServer):
    """One thread a request, and room for many to wait: Python's own backlog is 5."""

    request_queue_size = 256
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader who has left before the answer was through."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


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
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
        ".whl": "application/zip",
        ".woff2": "font/woff2",
        ".zip": "application/zip",
    }

    def send_head(self) -> io.BytesIO | io.BufferedReader | None:
        """Answer with a file of the folder, or say in a word why not."""
        if refused := self._refusal(unquote(urlsplit(self.path).path)):
            self.send_error(*refused)
            return None
        try:
            return super().send_head()
        except (OSError, ValueError):  # a name that this disk cannot have
            self.send_error(HTTPStatus.NOT_FOUND, "File not found")
            return None

    def _refusal(self, path: str) -> tuple[HTTPStatus, str] | None:
        if len(self.path) > LONGEST:
            return HTTPStatus.REQUEST_URI_TOO_LONG, "Path too long"
        if not self.path.startswith("/") or not path.isprintable() or "\\" in path:
            return HTTPStatus.BAD_REQUEST, "Not a path of this site"
        if ".." in path.split("/"):
            return HTTPStatus.NOT_FOUND, "File not found"
        return None

    def list_directory(self, path: str) -> None:
        """Show no folder: a site has pages."""
        self.send_error(HTTPStatus.NOT_FOUND, "File not found")

    def end_headers(self) -> None:
        """Add our headers to the usual ones."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay quiet about what went well; errors are still told."""


def server(site: Path, port: int = 8000) -> Server:
    """Return a server of the folder `site` at `port`, or at any free one where that is taken."""
    pages = partial(Pages, directory=str(site))
    try:
        return Server(("127.0.0.1", port), pages)
    except OSError:
        return Server(("127.0.0.1", 0), pages)


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--port", type=int, default=8000, help="port to use if it is free (default: 8000)"
    )
    port = parser.parse_args().port
    if not (SITE / "index.html").exists():
        sys.exit("There is no book in _build/html yet: run `make book` first.")
    with server(SITE, port) as serving:
        print(
            f"The book is at http://localhost:{serving.server_port}/ – Ctrl-C stops it.", flush=True
        )
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
