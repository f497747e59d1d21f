"""Name every part that the site ships, its licence and its source; list what is locked.

    python tools/licences.py            print the parts that world and environment bring
    python tools/licences.py --bom      print requirements.txt as a CycloneDX list

What is said of a package is what its own metadata says; what is said of the parts that come
without metadata (`PLAIN`) was read in their own repositories. Nothing is guessed: where a licence's
text is in no package here, the list says so and where it is.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import Parser
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORLD = ROOT / "_build" / "runtime" / "world"
PYTHON = "live/python/"
SHORT = 60  # characters of a licence's name; a longer field is the text
TEXT = re.compile(r"licen[cs]e|copying|notice|authors", re.I)
ELSEWHERE = (
    "The text of this licence is in no package that this site is built from; it is at {source}"
)


@dataclass(frozen=True)
class Part:
    """Something that the site ships.

    Parameters
    ----------
    name, version, licence : as the part calls them; a version may be "".
    source : address of its source.
    files : patterns of its files, from the top of the site.
    texts : name -> licence text, as shipped under `licences/`.
    note : what else has to be said of it.
    """

    name: str
    version: str
    licence: str
    source: str
    files: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def place(self) -> str:
        """Return the address of its licence's text, from the top of the site."""
        name = f"{self.name} {self.version}".lower()
        return f"licences/{re.sub(r'[^a-z0-9.]+', '-', name).strip('-')}.txt"

    def text(self) -> str:
        """Return what is shipped of it: name, licence, source, and the text where there is one."""
        lines = [f"{self.name} {self.version}".strip(), f"Licence: {self.licence}"]
        lines += [f"Source: {self.source}", *([self.note] if self.note else [])]
        texts = [f"--- {name}\n\n{text.strip()}" for name, text in sorted(self.texts.items())]
        return (
            "\n\n".join(["\n".join(lines), *(texts or [ELSEWHERE.format(source=self.source)])])
            + "\n"
        )


# Our own, and what the pages are.
OWN = (
    Part(
        "Loops, Ladders, Links, Chains: code",
        "",
        "MIT",
        "this project",
        (
            "live/*.js",
            "offline.js",
            f"{PYTHON}recursivity-*.whl",
            f"{PYTHON}*-lock.json",
            f"{PYTHON}stamp",
            "_static/explorer.*",
            "_static/film.*",
            "_static/guesses.js",
            "_static/ledger.js",
            "_static/reading.js",
            "_static/seals.js",
            "_static/your_guesses.js",
            "_static/course.css",
            "_static/live.css",
            "_static/mark.svg",
        ),
        {"LICENSE": (ROOT / "LICENSE").read_text(encoding="utf-8")},
    ),
    Part(
        "Loops, Ladders, Links, Chains: text and notebooks",
        "",
        "CC-BY-4.0",
        "this project",
        (
            "*.html",
            "*.inv",
            "searchindex.js",
            "book/*",
            "notebooks/*",
            "_sources/*",
            "_downloads/*",
            "_images/*",
            "licences/*",
            "LICENCES.txt",
            "lite/files/*",
            "lite/api/contents/*",
        ),
        {"LICENSE-text": (ROOT / "LICENSE-text").read_text(encoding="utf-8")},
    ),
)
# Parts without metadata of their own, and where what is said of them can be read.
PLAIN = (
    Part(
        "Pyodide",
        "{pyodide}",
        "MPL-2.0",  # package.json in npm's package of this version
        "https://github.com/pyodide/pyodide/tree/{pyodide}",
        (f"{PYTHON}pyodide.js", f"{PYTHON}pyodide.mjs", f"{PYTHON}pyodide.asm.*"),
        note="Shipped as it was released. Contains CPython and Emscripten's runtime. Its recipes "
        "and patches, in the same place, are those of every package whose file names it.",
    ),
    Part(
        "Emscripten's runtime",
        "{emscripten}",
        "MIT or NCSA",
        "https://github.com/emscripten-core/emscripten/tree/{emscripten}",
        (f"{PYTHON}pyodide.asm.*",),
        note="Licence as its repository states it.",
    ),
    Part(
        "CPython and its standard library",
        "{python}",
        "PSF-2.0",
        "https://github.com/python/cpython/tree/v{python}",
        (
            f"{PYTHON}python_stdlib.zip",
            f"{PYTHON}pyodide.asm.*",
            f"{PYTHON}ssl-*",
            f"{PYTHON}sqlite3-*",
        ),
        note="The modules ssl and sqlite3 are packed on their own; sqlite3 contains SQLite, which "
        "is in the public domain.",
    ),
    Part(
        "OpenSSL",
        "{openssl}",
        "OpenSSL License and SSLeay License",
        "https://github.com/openssl/openssl/tree/OpenSSL_1_1_1w",
        (f"{PYTHON}openssl-*",),
        note="This product includes software developed by the OpenSSL Project for use in the "
        "OpenSSL Toolkit (http://www.openssl.org/). This product includes cryptographic software "
        "written by Eric Young (eay@cryptsoft.com).",
    ),
    Part(
        "OpenBLAS",
        "{openblas}",
        "BSD-3-Clause",
        "https://github.com/OpenMathLib/OpenBLAS/tree/v{openblas}",
        (f"{PYTHON}openblas-*",),
    ),
    Part(
        "Natural Earth, 1:110 million",
        "",
        "public domain",  # lib/recursivity/data/world110.json
        "https://www.naturalearthdata.com/",
        (f"{PYTHON}recursivity-*.whl", "book/*", "notebooks/*"),
        {"world110.json": "Natural Earth, 1:110 million, public domain"},
        note="Shapes of the countries in the figures, and in our own wheel.",
    ),
)
# Packages of requirements.txt whose files the site copies: name -> patterns.
COPIED = {
    "sphinx": (
        "_static/basic.css",
        "_static/doctools.js",
        "_static/documentation_options.js",
        "_static/language_data.js",
        "_static/searchtools.js",
        "_static/sphinx_highlight.js",
        "_static/translations.js",
        "_static/file.png",
        "_static/plus.png",
        "_static/minus.png",
    ),
    "pygments": ("_static/pygments.css",),
    "sphinx-book-theme": (
        "_static/styles/sphinx-book-theme.*",
        "_static/scripts/sphinx-book-theme.*",
        "_static/images/logo_*",
        "_static/locales/*",
    ),
    "pydata-sphinx-theme": (
        "_static/styles/theme.css",
        "_static/styles/pydata-sphinx-theme.*",
        "_static/styles/bootstrap.*",
        "_static/scripts/pydata-sphinx-theme.*",
        "_static/scripts/bootstrap.*",
    ),
    "sphinx-copybutton": (
        "_static/copybutton*",
        "_static/copy-button.svg",
        "_static/check-solid.svg",
        "_static/clipboard.min.js",
    ),
    "sphinx-togglebutton": ("_static/togglebutton.*",),
    "sphinx-design": ("_static/sphinx-design.*", "_static/design-tabs.js"),
    "sphinx-thebe": ("_static/sphinx-thebe.*", "_static/play-solid.svg"),
    "myst-nb": ("_static/mystnb.*",),
    "jupyterlite-core": ("lite/*",),
    "jupyterlite-pyodide-kernel": ("lite/extensions/@jupyterlite/*",),
    "jupyterlab-widgets": ("lite/extensions/@jupyter-widgets/*",),
    "jupyterlab-pygments": ("lite/extensions/jupyterlab_pygments/*",),
}
NOTES = {
    "jupyterlite-core": "JupyterLab is inside; lite/build/third-party-licenses.json names its "
    "parts, with their licences' texts.",
    "pydata-sphinx-theme": "Bootstrap and Popper (both MIT) are inside.",
    "sphinx-copybutton": "clipboard.js 2.0.8 (MIT, Zeno Rocha) is inside.",
}


def parts(world: Path = WORLD) -> list[Part]:
    """Return every part that a site built with this world and this Python ships, by name."""
    found = [*OWN, *copied(), *within_the_theme()]
    lock = world / "pyodide-lock.json"
    if lock.exists():
        found += brought(world, json.loads(lock.read_text(encoding="utf-8")))
    return sorted(found, key=lambda part: part.name.lower())


def brought(world: Path, lock: dict) -> Iterator[Part]:
    """Yield the parts of the assembled world: runtime, libraries, and every wheel."""
    info = lock["info"]
    versions = {
        "pyodide": info["version"],
        "python": info["python"],
        "emscripten": info["platform"].removeprefix("emscripten_").replace("_", "."),
        "openssl": lock["packages"]["openssl"]["version"],
        "openblas": lock["packages"]["openblas"]["version"],
    }
    for part in PLAIN:
        told = {key: getattr(part, key).format(**versions) for key in ("version", "source")}
        yield Part(**(vars(part) | told))
    for entry in lock["packages"].values():
        with zipfile.ZipFile(world / entry["file_name"]) as wheel:
            heads = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
            if not heads or entry["name"] in ("ssl", "sqlite3"):
                continue
            head = Parser().parsestr(wheel.read(heads[0]).decode())
            texts = {
                name: wheel.read(name).decode(errors="replace")
                for name in wheel.namelist()
                if TEXT.search(name.rpartition("/")[2]) and not name.endswith((".py", ".pyc"))
            }
        yield of_package(head, (PYTHON + entry["file_name"],), texts)


def copied() -> Iterator[Part]:
    """Yield the packages of this Python whose files the build copies into the site."""
    for name, files in COPIED.items():
        distribution = metadata.distribution(name)
        listed = [file for file in distribution.files or [] if TEXT.search(file.name)]
        texts = {
            file.name: file.locate().read_text(encoding="utf-8")
            for file in listed
            if ".dist-info/" in file.as_posix() and file.suffix != ".py"
        }
        yield of_package(distribution.metadata, files, texts, NOTES.get(name, ""))


def within_the_theme() -> Iterator[Part]:
    """Yield Font Awesome, which the theme carries with a licence of its own."""
    theme = metadata.distribution("pydata-sphinx-theme")
    files = [f for f in theme.files or [] if f.match("vendor/fontawesome/*/LICENSE.txt")]
    for file in files:
        version = file.parent.name
        yield Part(
            "Font Awesome Free",
            version,
            "icons CC BY 4.0, fonts SIL OFL 1.1, code MIT",
            f"https://github.com/FortAwesome/Font-Awesome/tree/{version}",
            (f"_static/vendor/fontawesome/{version}/*",),
            {"LICENSE.txt": file.locate().read_text(encoding="utf-8")},
        )


def of_package(
    head: Message, files: tuple[str, ...], texts: dict[str, str], note: str = ""
) -> Part:
    """Return a part from what a package says of itself."""
    told = head.get("License") or ""
    if len(told) > SHORT and not texts:
        texts = {"License": told}
    return Part(head["Name"], head["Version"], licence(head), source(head), files, texts, note)


def licence(head: Message) -> str:
    """Return the name of a package's licence: the expression, a short field, or the classifiers."""
    if expression := head.get("License-Expression"):
        return expression
    classes = [c for c in head.get_all("Classifier") or [] if c.startswith("License ::")]
    names = " or ".join(c.rpartition("::")[2].strip() for c in classes)
    told = (head.get("License") or "").strip()
    short = told if len(told) <= SHORT and "Copyright" not in told else ""
    first = told.splitlines()[0].strip() if told else ""
    heading = first if first.lower().endswith("license") else ""
    return short or heading or names or "unknown: its metadata does not say"


def source(head: Message) -> str:
    """Return where a package's source is: what it calls so, its home, or its place on the index."""
    urls = dict(re.split(r",\s*", url, maxsplit=1) for url in head.get_all("Project-URL") or [])
    urls = {name.lower(): url for name, url in urls.items()}
    named = (urls.get(name) for name in ("source", "source code", "repository", "code", "homepage"))
    told = [url for url in (*named, head.get("Home-page")) if url]
    kept = [url for url in told if "//github.com/" in url]
    return (kept or told or [f"https://pypi.org/project/{head['Name']}/{head['Version']}/"])[0]


def unclaimed(site: Path, found: list[Part]) -> list[str]:
    """Return the files of a site that no part names: something is shipped that the list lacks."""
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    own = {name for name in names if name.startswith(".") or "/." in name}  # the build's own notes
    patterns = [pattern for part in found for pattern in part.files]
    return [
        n for n in names if n not in own and not any(fnmatch.fnmatchcase(n, p) for p in patterns)
    ]


def write(site: Path, found: list[Part]) -> None:
    """Write every part's text, one text of all, and the list of what is locked into a site."""
    folder = site / "licences"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for part in found:
        (site / part.place).write_text(part.text(), encoding="utf-8")
    rule = "\n" + "=" * 72 + "\n\n"
    (site / "LICENCES.txt").write_text(rule.join(part.text() for part in found), encoding="utf-8")
    (folder / "requirements.cdx.json").write_text(as_text(bill()), encoding="utf-8")


# -- what is locked -----------------------------------------------------------------------------

LINE = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+?))? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:\w+(?: \\)?\n)+)",
    re.M,
)


def bill(requirements: str | None = None) -> dict:
    """Return what requirements.txt locks as a CycloneDX list, the same whenever it is made.

    Each SHA-256 of a component is that of one of its distributions: a wheel, or the source.
    """
    if requirements is None:
        requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "recursivity",
                "name": "recursivity",
                "version": _version(),
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [_component(found) for found in LINE.finditer(requirements)],
    }


def _component(found: re.Match[str]) -> dict:
    name = re.sub(r"[-_.]+", "-", found["name"]).lower()
    purl = f"pkg:pypi/{name}@{found['version']}"
    hashes = re.findall(r"sha256:(\w+)", found["hashes"])
    component = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": found["version"],
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": content} for content in hashes],
    }
    if found["marker"]:
        component["properties"] = [{"name": "recursivity:marker", "value": found["marker"]}]
    return component


def _version() -> str:
    text = (ROOT / "lib" / "recursivity" / "__init__.py").read_text(encoding="utf-8")
    return re.search(r'^__version__ = "([^"]+)"', text, re.M)[1]


def as_text(found: dict) -> str:
    """Return a list as it is written."""
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Print the parts, or the list of what is locked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bom", action="store_true", help="requirements.txt as CycloneDX")
    if parser.parse_args().bom:
        sys.stdout.write(as_text(bill()))
        return
    for part in parts():
        print(f"{part.name} {part.version}\t{part.licence}\t{part.source}")


if __name__ == "__main__":
    main()
