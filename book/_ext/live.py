"""Python in the reader's browser: the button of every laboratory, and the closed world it starts.

`tools/runtime.py` assembles that world. Nothing here is needed to read the book: where there is no
world the pages have no button, and the build says so.
"""

from __future__ import annotations

import filecmp
import hashlib
import html
import json
import os
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import closure
import lite
import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from recursivity import __version__

sys.path.append(str(closure.ROOT / "tools"))
import runtime

WORLD = runtime.WORLD
PARTS = Path(__file__).parents[1] / "_live"
SCRIPTS = ("bound.js", "live.js", "worker.js")
LOCK = "page-lock.json"
NAME = f"recursivity-{__version__}-py3-none-any.whl"
WITHOUT = (
    "This copy of the book was built without Python for the browser; the explorers work without it."
)
BUTTONS = {"start": "Run this page", "stop": "Stop", "all": "Run all cells", "restart": "Restart"}
TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever they are made

log = logging.getLogger(__name__)


def world() -> dict[str, Any] | None:
    """Return the lock of the assembled world, or None where there is none."""
    lock = WORLD / "pyodide-lock.json"
    return (
        json.loads(lock.read_text(encoding="utf-8"))
        if (WORLD / "stamp").exists() and lock.exists()
        else None
    )


def heal() -> None:
    """Assemble the world anew where a file is damaged or missing, and name it."""
    if not (WORLD / "stamp").exists() or not (damaged := runtime.damaged()):
        return
    log.info(
        "damaged or missing in %s, so assembled anew: %s",
        WORLD.relative_to(closure.ROOT),
        ", ".join(damaged),
    )
    try:
        runtime.assemble()
    except (runtime.RuntimeUnreachable, runtime.DamagedFile) as error:
        shutil.rmtree(WORLD)
        log.info("could not be assembled anew: %s", error)


def configure(app: Sphinx, config: Config) -> None:
    """Let every page be written anew when the world, or what its button says, is another one."""
    heal()
    stamp = (WORLD / "stamp").read_bytes() if world() else b""
    config.live_world = hashlib.sha256(stamp + Path(__file__).read_bytes()).hexdigest()
    if not stamp:
        log.info("built WITHOUT Python in the reader's browser: run `make runtime` to assemble it")


def needs(notebook: Path, lock: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the packages that a laboratory loads at once, and those that later cells need."""
    cells = [c for c in nbformat.read(notebook, 4).cells if c.cell_type == "code"]
    at_once, later = closure.packages(cells[0].source, "\n".join(c.source for c in cells[1:]))
    first = sorted(
        name for name, entry in lock["packages"].items() if at_once & set(entry["imports"])
    )
    rest = sorted(name for name, entry in lock["packages"].items() if later & set(entry["imports"]))
    return [*first, "recursivity"], [name for name in rest if name not in first]


def lacks(notebook: Path, lock: dict[str, Any]) -> set[str]:
    """Return the modules that a notebook needs at once and the world lacks: no button then."""
    setup = next(c.source for c in nbformat.read(notebook, 4).cells if c.cell_type == "code")
    known = {name for entry in lock["packages"].values() for name in entry["imports"]}
    return (
        set(closure.packages(setup, "")[0])
        - known
        - sys.stdlib_module_names
        - {closure.PACKAGE.name}
    )


def add_bar(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the button under the title of a laboratory, or a sentence that says why there is none."""
    source = Path(app.env.doc2path(page)) if page in app.env.found_docs else None
    if doctree is None or source is None or source.suffix != ".ipynb":
        return
    if not (lock := world()):
        block = f'<p class="live">{WITHOUT}</p>'
    elif missing := lacks(source, lock):
        names = ", ".join(sorted(missing))
        why = f"This page needs {names}, which does not run in a browser"
        block = f'<p class="live">{why}: <code>make lab</code> opens it.</p>'
    else:
        block = bar(page, *needs(source, lock), lock)
    context["body"] = context["body"].replace("</h1>", f"</h1>{block}", 1)


def bar(page: str, first: list[str], later: list[str], lock: dict[str, Any]) -> str:
    """Return the button, what it says while it works, and the side door."""
    files = [
        *lock["runtime"].values(),
        *(lock["packages"][name] for name in every(first[:-1], lock)),
    ]
    up = "../" * page.count("/")
    data = {
        "base": f"{up}live/python/",
        "lock": LOCK,
        "worker": f"{up}live/worker.js",
        "offline": f"{up}offline.js",
        "size": f"{sum(file['size'] for file in files) / 1e6:.0f} MB",
        "first": " ".join(first),
        "later": " ".join(later),
    }
    attributes = "".join(f' data-{name}="{html.escape(value)}"' for name, value in data.items())
    buttons = "".join(
        f'<button type="button" data-live="{name}" hidden>{text}</button>'
        for name, text in BUTTONS.items()
    )
    return f"""
<div class="live" hidden{attributes}>
{buttons}<progress hidden aria-label="Progress"></progress>
<p class="live-says" role="status" tabindex="-1"></p>
</div>
{doors(page, up)}
<script defer src="{up}live/bound.js"></script>
<script defer src="{up}live/live.js"></script>"""


def doors(page: str, up: str) -> str:
    """Return the way to JupyterLab: the readers' edition where there is one, and the solved."""
    solved, readers = lite.door(page), lite.door(page + lite.EXERCISES)
    place = lite.NOTEBOOKS / f"{page.removeprefix('notebooks/')}{lite.EXERCISES}.ipynb"
    links = f'<a href="{up}{solved}">this notebook</a>'
    if place.exists():
        links = f'<a href="{up}{readers}">this notebook, its exercises open</a>'
        links += f', or <a href="{up}{solved}">solved</a>'
    why = "To edit at length, keep and download, in JupyterLab, which runs in this browser too"
    return f'<p class="live-door" hidden>{why}: {links}.</p>'


def every(names: list[str], lock: dict[str, Any]) -> set[str]:
    """Return packages with all that they depend on."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting += lock["packages"][name]["depends"]
    return found


def wheel(place: Path) -> str:
    """Write our own package as a wheel, sources and all, and return its SHA-256."""
    info = f"recursivity-{__version__}.dist-info"
    told: dict[str, str | bytes] = {
        f"{info}/METADATA": f"Metadata-Version: 2.4\nName: recursivity\nVersion: {__version__}\n"
        "License-Expression: MIT\nLicense-File: LICENSE\n",
        f"{info}/licenses/LICENSE": (closure.ROOT / "LICENSE").read_bytes(),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: live\n"
        "Root-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    files = sorted(
        p for p in closure.PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    )
    told |= {path.relative_to(closure.LIB).as_posix(): path.read_bytes() for path in files}
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in told.items():
            archive.writestr(zipfile.ZipInfo(name, TIME), content, zipfile.ZIP_DEFLATED)
    return hashlib.sha256(place.read_bytes()).hexdigest()


def publish(app: Sphinx, failure: Exception | None) -> None:
    """Lay the world, our wheel and the page's scripts beside the pages."""
    if failure or app.builder.format != "html" or not (lock := world()):
        return
    live, python = Path(app.outdir) / "live", Path(app.outdir) / "live" / "python"
    lay(WORLD, python)
    for name in SCRIPTS:
        shutil.copy(PARTS / name, live)
    shutil.copy(PARTS / "offline.js", app.outdir)
    ours = {
        "name": "recursivity",
        "version": __version__,
        "file_name": NAME,
        "install_dir": "site",
        "sha256": wheel(python / NAME),
        "size": (python / NAME).stat().st_size,
        "package_type": "package",
        "imports": ["recursivity"],
        "depends": [],
        "unvendored_tests": False,
    }
    lock["packages"]["recursivity"] = ours
    (python / LOCK).write_text(json.dumps(lock), encoding="utf-8")
    # Jupyter's kernel looks at imports alone: there our package brings all that it may need.
    ours["depends"] = [name for name in requirements() if name in lock["packages"]]
    (python / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    lay(lite.build(), Path(app.outdir) / "lite")


def requirements() -> list[str]:
    """Return what our package depends on, as pyproject.toml says."""
    return tomllib.loads((closure.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "dependencies"
    ]


def lay(source: Path, place: Path) -> None:
    """Make the folder `place` what `source` is, byte for byte; what is there no more is removed."""
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    place.mkdir(parents=True, exist_ok=True)
    for path in [path for path in place.rglob("*") if path.is_file()]:
        if path.relative_to(place) not in wanted:
            path.unlink()
    for name in sorted(wanted):
        copy(source / name, place / name)


def copy(source: Path, place: Path) -> None:
    """Copy a file unless the place has the same bytes and no other name.

    A disk that can lets both share their blocks until one of them is changed.
    """
    if place.exists() and place.stat().st_nlink == 1 and filecmp.cmp(source, place, shallow=False):
        return
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as old, place.open("wb") as new:
        try:
            while os.copy_file_range(old.fileno(), new.fileno(), 1 << 30):
                pass
        except (AttributeError, OSError):  # another system, or a disk that cannot
            old.seek(0)
            new.seek(0)
            shutil.copyfileobj(old, new)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to the build."""
    app.setup_extension("policy")
    app.setup_extension("shipped")
    app.setup_extension("streams")
    app.add_config_value("live_world", "none", "html")
    app.config.html_static_path.append(str(PARTS / "static"))
    app.add_css_file("live.css")
    app.connect("config-inited", configure)
    app.connect("html-page-context", add_bar)
    app.connect("build-finished", publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
