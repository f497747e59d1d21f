"""Find a Chromium for the tests of the built site, or install one."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
HELP = (
    "No Chromium was found and none could be installed. Install Chromium or Google Chrome, "
    "or name the one you have: CHROMIUM=/path/to/chromium make test"
)


def find() -> str | None:
    """Return the path of the first Chromium, Chrome or Edge that starts, or None.

    A browser named by the variable CHROMIUM comes first, then what the search path has, then what
    macOS has, then Playwright's own. Where CHROMIUM is set and does not start, nothing else is
    tried: ValueError."""
    if named := os.environ.get("CHROMIUM"):
        path = shutil.which(named)
        if not (path and _starts(path)):
            raise ValueError(
                f"CHROMIUM={named} does not start; name a Chromium that does, or unset it."
            )
        return path
    return next(filter(_starts, _candidates()), None)


def install() -> None:
    """Install a Chromium: Debian's where there is apt and the right to use it, else Playwright's
    own.
    """
    for commands in _ways():
        if all(_succeeds(command) for command in commands) and find():
            return


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, APPLICATIONS)
    # Asked in a process of its own, for Playwright cannot be started twice in one.
    ask = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as it: print(it.chromium.executable_path)"
    )
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    if answer.returncode == 0 and os.path.exists(path := answer.stdout.strip()):
        yield path


def _starts(path: str) -> bool:
    # Ubuntu's chromium-browser is there and does nothing but advise where it has no snap.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _ways() -> Iterator[list[list[str]]]:
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
        yield [[*apt, "update"], [*apt, "install", "--yes", "chromium"]]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _succeeds(command: list[str]) -> bool:
    print(
        f"+ {' '.join(command)}", file=sys.stderr, flush=True
    )  # all to stderr: stdout has the path alone
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=2).returncode == 0
    except FileNotFoundError:
        return False


def main() -> None:
    """Print the path of a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one where none is found")
    wanted = parser.parse_args().install
    try:
        if not (path := find()) and wanted:
            install()
            path = find()
    except ValueError as error:
        sys.exit(str(error))
    print(path) if path else sys.exit(HELP)


if __name__ == "__main__":
    main()
