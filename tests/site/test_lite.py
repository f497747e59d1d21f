"""The side door: the laboratories in a whole JupyterLab in the browser."""

from __future__ import annotations

import re

import pytest

from .conftest import BUILT, ROOT, laboratories

LABORATORIES = laboratories()


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


def test_a_notebook_runs_there_and_asks_nobody_else(visit):
    notebook = LABORATORIES[0].removeprefix("notebooks/").replace(".html", ".ipynb")
    seen = visit(f"lite/lab/index.html?path={notebook}")
    page = seen.page
    page.set_default_timeout(180_000)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    # What is asked for before the kernel is there would be dropped.
    page.locator("[data-status=idle]").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    # A long notebook draws what is in view.
    page.locator(".jp-OutputArea-output .explorer-title").first.wait_for(state="attached")
    errors = page.evaluate(
        "[...document.querySelectorAll('[data-mime-type$=\"error\"]')].map(e => e.innerText)"
    )
    assert errors == []
    assert seen.foreign == []
