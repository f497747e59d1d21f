"""The house's own tools: what they find, what they serve, what they strip, and what they say when
they cannot.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat import v4

import recursivity
from tools import browser, python_ok, run_notebooks, serve

ROOT = Path(__file__).resolve().parents[1]


def program(folder: Path, name: str, says: str = "", code: int = 0) -> Path:
    """Write a small shell program that says something and ends with a code."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nprintf '{says}'\nexit {code}\n")
    path.chmod(0o755)
    return path


# --- a Python that fits


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 13, 9)])
def test_a_python_that_is_served_is_taken_in_silence(version):
    assert python_ok.complaint(version, True) == ""


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_another_python_is_told_which_to_use(version):
    sentence = python_ok.complaint(version, True)
    assert "runs on Python 3.11, 3.12 or 3.13" in sentence
    assert f"this is Python {'.'.join(map(str, version))}." in sentence
    assert "make PYTHON=python3.12" in sentence


def test_a_python_without_venv_is_told_what_brings_it():
    assert "apt install python3-venv" in python_ok.complaint((3, 11, 2), False)


def find_python(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Look for a Python on a search path that has the given folder and the system's plain tools."""
    for tool in ("sh", "dirname"):
        if not (path / tool).exists():
            (path / tool).symlink_to(shutil.which(tool))
    return subprocess.run(
        [shutil.which("sh"), ROOT / "tools" / "find_python", *arguments],
        env={"PATH": str(path), "HOME": str(path)},
        capture_output=True,
        text=True,
    )


def test_the_first_python_that_fits_is_taken(tmp_path):
    program(tmp_path, "python3", code=1)
    program(tmp_path, "python3.13")
    assert find_python(tmp_path).stdout == "python3.13\n"


def test_a_python_that_is_named_is_the_only_one_tried(tmp_path):
    program(tmp_path, "python3")
    old = program(tmp_path, "python3.10", says="use another", code=1)
    assert find_python(tmp_path, "python3").stdout == "python3\n"
    assert (found := find_python(tmp_path, str(old))).returncode == 1
    assert found.stdout == "use another"
    assert "no Python called python3.9" in find_python(tmp_path, "python3.9").stderr


def test_no_python_at_all_is_said(tmp_path):
    found = find_python(tmp_path)
    assert found.returncode == 1
    assert "install Python 3.12" in found.stderr


# --- a browser


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A machine without any browser; what a test puts into the folder is on the search path."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setattr(browser, "APPLICATIONS", ())
    return tmp_path


def test_browsers_are_tried_in_order(bare, monkeypatch):
    assert browser.find() is None
    for name in reversed(browser.NAMES):
        path = program(bare, name)
        assert browser.find() == str(path)
    named = program(bare, "mine")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert browser.find() == str(named)


def test_a_browser_that_does_not_start_is_passed_over(bare):
    program(bare, "chromium", code=1)
    assert browser.find() is None
    good = program(bare, "google-chrome")
    assert browser.find() == str(good)


def test_an_application_is_found(bare, monkeypatch):
    application = program(bare, "Some Browser")
    monkeypatch.setattr(browser, "APPLICATIONS", (str(application),))
    assert browser.find() == str(application)


def test_a_named_browser_that_does_not_start_is_an_error(bare, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "nonsense")
    with pytest.raises(ValueError, match="CHROMIUM=nonsense does not start"):
        browser.find()


def test_debian_installs_its_own_browser(bare, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(bare, "apt-get")
    move = shutil.which("mv", path=os.defpath)
    program(bare, "ready")
    (bare / "env").symlink_to(shutil.which("env", path=os.defpath))
    (bare / "apt-get").write_text(
        f'#!/bin/sh\n[ "$2" = update ] || {move} {bare}/ready {bare}/chromium\n'
    )
    browser.install()
    assert browser.find() == str(bare / "chromium")


def test_where_none_can_be_installed_the_sentence_says_what_to_do(bare, monkeypatch, capsys):
    monkeypatch.setattr(browser, "_ways", lambda: iter([[["nonsense"]]]))
    monkeypatch.setattr(sys, "argv", ["browser.py", "--install"])
    with pytest.raises(SystemExit) as end:
        browser.main()
    assert "CHROMIUM=/path/to/chromium make test" in str(end.value)


# --- the server


@pytest.fixture
def site(tmp_path):
    """A served folder: its files can be written at any time."""
    with serve.server(tmp_path, 0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript"),
        ("a.mjs", "text/javascript"),
        ("a.wasm", "application/wasm"),
        ("a.svg", "image/svg+xml"),
        ("a.json", "application/json"),
        ("a.woff2", "font/woff2"),
        ("a.css", "text/css"),
        ("a.whl", "application/zip"),
        ("a.txt", "text/plain; charset=utf-8"),
    ],
)
def test_the_server_names_the_type_and_keeps_nothing(site, name, kind):
    folder, address = site
    (folder / name).write_bytes(b"x")
    with urllib.request.urlopen(f"{address}/{name}") as answer:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def status(address: str, path: str) -> int:
    """Ask for a path exactly as it is written, which a client that tidies paths would not do."""
    host = address.removeprefix("http://")
    with socket.create_connection(host.split(":")) as asked:
        asked.settimeout(10)
        asked.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        first = asked.makefile("rb").readline()
    return int(first.split()[1])


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/folder/", 404),
        ("/folder", 301),  # to the address with the slash, where a page might be
        ("/%00", 400),
        ("/page%0a.html", 400),
        ("/a\\b", 400),
        ("page.html", 400),
        ("/../secret.txt", 404),
        ("/%2e%2e/secret.txt", 404),
        ("/folder/../../secret.txt", 404),
        ("/folder/%2e%2e%2f%2e%2e%2fsecret.txt", 404),
        ("/" + "a" * 300, 404),  # longer than a file's name may be
        ("/" + "a/" * 2000, 414),
        ("/%ff%fe", 404),
        ("/missing.html?x=%00", 404),
        ("/folder/page.html", 200),
        ("/folder/page.html?v=1#part", 200),
    ],
)
def test_an_odd_path_is_answered(tmp_path, path, code):
    (tmp_path / "secret.txt").write_text("not of the site")
    served = tmp_path / "site"
    (served / "folder").mkdir(parents=True)
    (served / "folder" / "page.html").write_text("x")
    with serve.server(served, 0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        assert status(f"http://127.0.0.1:{serving.server_port}", path) == code
        serving.shutdown()


def test_a_thousand_requests_fifty_at_once_are_all_answered(site):
    folder, address = site
    content = bytes(range(256)) * 256
    (folder / "page.html").write_bytes(content)

    def ask(_: int) -> float:
        began = time.perf_counter()
        with urllib.request.urlopen(f"{address}/page.html", timeout=30) as answer:
            assert answer.read() == content
        return time.perf_counter() - began

    with ThreadPoolExecutor(50) as pool:
        seconds = sorted(pool.map(ask, range(1000)))
    print(f"99th percentile of 1,000 requests, 50 at once: {seconds[989]:.3f} s")
    assert seconds[989] < 10


def test_a_taken_port_is_not_waited_for(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serve.server(tmp_path, port) as serving:
            assert serving.server_address[0] == "127.0.0.1"
            assert serving.server_port not in (0, port)


def test_without_a_book_the_server_says_how_to_build_one(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "SITE", tmp_path)
    monkeypatch.setattr(sys, "argv", ["serve.py"])
    with pytest.raises(SystemExit, match="make book"):
        serve.main()


# --- notebooks


def test_what_only_its_own_run_could_use_is_stripped():
    view = {run_notebooks.VIEW: {"model_id": "1"}, "text/plain": "Box()"}
    cell = v4.new_code_cell(
        "x",
        execution_count=3,
        metadata={"execution": {"iopub.status.busy": "now"}, "tags": ["solution"]},
    )
    cell.outputs = [
        v4.new_output("display_data", data=view),
        v4.new_output("display_data", data={run_notebooks.VIEW: {}}),
        v4.new_output("stream", text="kept "),
        v4.new_output("stream", text="whole"),
    ]
    notebook = v4.new_notebook(
        cells=[cell],
        metadata={
            "widgets": {},
            "seconds": 3.1,
            "language_info": {"name": "python", "version": "3.11.7"},
        },
    )
    run_notebooks.strip(notebook)
    nbformat.validate(notebook)
    assert [dict(o.get("data", {})) for o in cell.outputs] == [{"text/plain": "Box()"}, {}]
    assert cell.outputs[1].text == "kept whole"
    assert cell.execution_count == 3
    assert cell.metadata == {"tags": ["solution"]}
    assert notebook.metadata.kernelspec.name == "python3"
    assert "version" not in notebook.metadata.language_info
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_an_output_with_a_path_of_this_machine_is_named():
    cell = v4.new_code_cell("x", outputs=[v4.new_output("stream", text=f"{ROOT}/lib")])
    assert run_notebooks.places(v4.new_notebook(cells=[v4.new_markdown_cell("x"), cell])) == [2]


def test_a_notebook_that_fails_is_named_with_its_cell_and_left_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "broken.ipynb"
    cells = [
        v4.new_code_cell("1 + 1"),
        v4.new_code_cell("1 / 0"),
        v4.new_code_cell("2", execution_count=1),
    ]
    nbformat.write(v4.new_notebook(cells=cells), path)
    before = path.read_bytes()
    monkeypatch.setattr(run_notebooks, "ROOT", tmp_path)
    monkeypatch.setattr(sys.modules["closure"], "ROOT", tmp_path)
    failure = run_notebooks.store(path)
    assert failure.startswith("broken.ipynb, cell 2: ZeroDivisionError")
    assert path.read_bytes() == before


def test_a_notebook_that_runs_is_stored(tmp_path, monkeypatch):
    path = tmp_path / "good.ipynb"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("1 + 1")]), path)
    monkeypatch.setattr(run_notebooks, "ROOT", tmp_path)
    monkeypatch.setattr(sys.modules["closure"], "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["run_notebooks.py", str(path)])
    monkeypatch.setenv("PYTHONPATH", "lib")
    with pytest.raises(SystemExit) as end:
        run_notebooks.main()
    assert end.value.code == 0
    assert os.environ["PYTHONPATH"].split(os.pathsep) == [str(ROOT / "lib"), "lib"]
    cell = nbformat.read(path, as_version=4).cells[0]
    assert (cell.execution_count, cell.outputs[0].data["text/plain"]) == (1, "2")


# --- what is told about the course


def test_the_citation_file_has_our_version_and_licences():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == recursivity.__version__
    assert citation["license"] == ["MIT", "CC-BY-4.0"]
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "CC-BY-4.0" in (ROOT / "LICENSE-text").read_text(encoding="utf-8")
