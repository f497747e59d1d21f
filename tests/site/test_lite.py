"""The side door: the laboratories in a whole JupyterLab in the browser."""

from __future__ import annotations

import re

import pytest

from .conftest import BUILT, laboratories

LABORATORIES = laboratories()


@pytest.mark.parametrize("path", LABORATORIES)
def test_every_laboratory_leads_to_its_notebook(path):
    found = re.search(
        r'href="[./]*(lite/lab/index\.html)\?path=([^"]+)"',
        (BUILT / path).read_text(encoding="utf-8"),
    )
    assert (BUILT / found[1]).exists()
    assert found[2] == path.removeprefix("notebooks/").replace(".html", ".ipynb")
    assert (BUILT / "lite" / "files" / found[2]).exists()


def test_a_notebook_runs_there_and_asks_nobody_else(visit):
    seen = visit(
        f"lite/lab/index.html?path={LABORATORIES[0].removeprefix('notebooks/').replace('.html', '.ipynb')}"
    )
    page = seen.page
    page.set_default_timeout(180_000)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.locator(
        "[data-status=idle]"
    ).first.wait_for()  # what is asked for before the kernel is there would be dropped
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    page.locator(".jp-OutputArea-output .explorer-title").first.wait_for(
        state="attached"
    )  # a long notebook draws what is in view
    errors = page.evaluate(
        "[...document.querySelectorAll('[data-mime-type$=\"error\"]')].map(e => e.innerText)"
    )
    assert errors == []
    assert seen.foreign == []
