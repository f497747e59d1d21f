"""Tests of the built site in a real browser, whose pages let no text become a script.

Playwright's own `wait_for_function` evaluates a text within the page, which the pages' policy
forbids as it should. Here it asks from outside, as `evaluate` does, until the answer is true.
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Error, Page, TimeoutError

PATIENCE = 180_000  # ms
PAUSE = 50  # ms


def wait_for_function(
    page: Page, expression: str, *, arg: Any = None, timeout: float = PATIENCE, polling: Any = None
) -> None:
    """Wait until an expression, or a function of `arg`, is true in the page."""
    ends = time.monotonic() + timeout / 1000
    while not _true(page, expression, arg):
        if time.monotonic() > ends:
            raise TimeoutError(f"not true after {timeout} ms: {expression}")
        page.wait_for_timeout(PAUSE)


def _true(page: Page, expression: str, arg: Any) -> bool:
    try:
        return bool(page.evaluate(expression, arg))
    except Error as error:
        if "context was destroyed" in str(error):  # the page is being left for another
            return False
        raise


Page.wait_for_function = wait_for_function
