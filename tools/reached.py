"""Tell which functions of the library each test runs, and how long it takes.

A plugin of pytest for `tools/mutants.py`: `pytest -p tools.reached`, with the folder that is
watched in REACHED_FOLDER and the file that is written in REACHED_FILE. What runs while tests are
collected has the name of no test, but an empty one.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

FOLDER = os.environ["REACHED_FOLDER"] + os.sep


class Watch:
    """The functions entered since it began, each as "module:first line"."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __call__(self, frame: FrameType, event: str, given: Any) -> None:
        """Note a function that is entered; nothing within it is followed."""
        code = frame.f_code
        if code.co_filename.startswith(FOLDER):
            self.seen.add(f"{code.co_filename.removeprefix(FOLDER)}:{code.co_firstlineno}")

    def take(self) -> list[str]:
        """Return what was seen, and begin anew."""
        found = sorted(self.seen)
        self.seen = set()
        return found


watch = Watch()
reached: dict[str, dict[str, Any]] = {}


def pytest_sessionstart() -> None:
    """Watch from the first import on."""
    sys.settrace(watch)


def pytest_collection_finish() -> None:
    """Keep what ran for all tests."""
    reached[""] = {"seconds": 0.0, "functions": watch.take()}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep what ran for one test, its fixtures included."""
    watch.take()
    sys.settrace(watch)
    begin = time.perf_counter()
    yield
    reached[item.nodeid] = {
        "seconds": time.perf_counter() - begin,
        "functions": watch.take(),
    }


def pytest_sessionfinish() -> None:
    """Write it down."""
    sys.settrace(None)
    Path(os.environ["REACHED_FILE"]).write_text(json.dumps(reached), encoding="utf-8")
