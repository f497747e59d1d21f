"""The side door: the same notebooks in a whole JupyterLab in the reader's browser.

It is a folder of static files under `lite/`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import closure
import policy

BUILT = closure.ROOT / "_build" / "lite"
NOTEBOOKS = closure.ROOT / "notebooks"
PYTHON = "../../live/python/"  # as seen from lite/lab/
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "Loops, Ladders, Links, Chains",
        "disabledExtensions": ["@jupyterlab/apputils-extension:announcements"],
        "litePluginSettings": {
            "@jupyterlite/pyodide-kernel-extension:kernel": {
                "pyodideUrl": f"{PYTHON}pyodide.js",
                "disablePyPIFallback": True,
                "loadPyodideOptions": {"lockFileURL": f"{PYTHON}pyodide-lock.json"},
            }
        },
    },
}
# The same bytes whenever they are made: the lists of its contents have times in them.
EPOCH = 315532800  # 1 January 1980
BUILD = {"LiteBuildConfig": {"no_sourcemaps": True, "apps": ["lab"], "source_date_epoch": EPOCH}}
EXERCISES = "_exercises"  # what the name of a readers' edition ends in
# As seen from lite/lab/: the kernel is a worker too.
BOUND = '<script src="../../live/bound.js"></script>\n'


class LiteError(RuntimeError):
    """JupyterLite could not build its folder; the message has its last words."""


def build() -> Path:
    """Return the folder of the side door, built anew where something has changed."""
    notebooks = sorted(NOTEBOOKS.rglob("*.ipynb"))
    made_by = b"".join(
        Path(module.__file__).read_bytes() for module in (sys.modules[__name__], policy)
    )
    made_of = json.dumps([SETTINGS, BUILD, films()]).encode() + made_by
    settings = hashlib.sha256(made_of).hexdigest()[:8]
    place = BUILT / f"{closure.digest(*notebooks)}-{settings}"
    if place.exists():
        return place
    shutil.rmtree(BUILT, ignore_errors=True)
    making = BUILT / "making"
    making.mkdir(parents=True)
    (making / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (making / "jupyter_lite_config.json").write_text(json.dumps(BUILD), encoding="utf-8")
    for notebook in notebooks:
        copy = making / "contents" / notebook.relative_to(NOTEBOOKS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(notebook, copy)
    command = [
        sys.executable,
        "-m",
        "jupyterlite_core",
        "build",
        "--contents",
        "contents",
        "--output-dir",
        "site",
    ]
    done = subprocess.run(command, cwd=making, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LiteError(
            f"JupyterLite could not build its folder:\n{done.stdout[-1000:]}\n{done.stderr[-2000:]}"
        )
    for page in (making / "site").rglob("*.html"):
        bind(page)
    (making / "site").rename(place)
    shutil.rmtree(making)
    return place


def bind(page: Path) -> None:
    """Give a page of JupyterLite its policy, and the one that starts kernels what binds them."""
    if page.parent.name == "lab":
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<script", f"{BOUND}<script", 1), encoding="utf-8")
    scripts = " ".join([policy.JUPYTER["script-src"], *films()])
    policy.write(page, policy.JUPYTER | {"script-src": scripts})


def films() -> list[str]:
    """Return what lets a film play in a notebook: it stands in a frame, with its scripts inline."""
    from recursivity.explore import film_page

    folder = Path(film_page.__file__).parent / "assets"
    return policy.hashes((folder / name).read_text(encoding="utf-8") for name in film_page.SCRIPTS)


def door(page: str) -> str | None:
    """Return the address of a laboratory's notebook there, from the top; None for other pages."""
    return (
        f"lite/lab/index.html?path={page.removeprefix('notebooks/')}.ipynb"
        if page.startswith("notebooks/")
        else None
    )
