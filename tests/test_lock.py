"""One lock, and nothing beside it that could drift: requirements.txt against all that names a
package or a Python.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tools import lock_serves

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "requirements.txt").read_text(encoding="utf-8")
LOCK = list(lock_serves.lines(TEXT))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
DIRECT = [
    Requirement(wanted)
    for line in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    if (wanted := line.partition("#")[0].strip())
]


def pins(name: str) -> list[str]:
    """Return the versions that the lock has of a package: more than one where Pythons differ."""
    found = [
        x.requirement
        for x in LOCK
        if canonicalize_name(x.requirement.name) == canonicalize_name(name)
    ]
    return [next(iter(requirement.specifier)).version for requirement in found]


def test_every_line_has_one_version_and_hashes():
    assert len(LOCK) > 50
    for requirement, hashes in LOCK:
        assert re.fullmatch(r"==[\w.+!]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in hashes), requirement


def test_the_lock_names_no_address_and_no_place():
    assert not re.search(r"https?:|file:|git\+|index|find-links|\s/\w|/home|/root", TEXT)


@pytest.mark.parametrize("wanted", DIRECT, ids=str)
def test_what_is_asked_for_is_locked(wanted):
    versions = pins(wanted.name)
    assert versions
    assert all(version in wanted.specifier for version in versions)


def test_every_direct_dependency_has_a_reason():
    asked = [
        x
        for x in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
        if x and x[0] != "#"
    ]
    assert [x for x in asked if not re.fullmatch(r"\S+ +# \S.+", x)] == []


def test_our_package_asks_for_nothing_that_is_not_asked_for_in_requirements():
    asked = {canonicalize_name(wanted.name) for wanted in DIRECT}
    for wanted in map(Requirement, PROJECT["dependencies"]):
        assert canonicalize_name(wanted.name) in asked
        assert not wanted.specifier, "versions stand in requirements.txt alone"


def test_our_package_asks_for_what_it_imports():
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "lib").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    modules = {name.partition(".")[0] for name in names}
    packages = metadata.packages_distributions()
    asked = {canonicalize_name(Requirement(wanted).name) for wanted in PROJECT["dependencies"]}
    for module in modules - set(sys.stdlib_module_names) - {"recursivity"}:
        assert {canonicalize_name(name) for name in packages.get(module, [module])} & asked, module


def test_the_conda_environment_has_one_range_and_the_lock():
    conda = [entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)]
    pip = [entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict)]
    python = next(entry for entry in conda if entry.startswith("python"))
    assert SpecifierSet(python.removeprefix("python")) == SpecifierSet(PROJECT["requires-python"])
    assert [entry for entry in conda if entry != python] == ["pip"]
    assert pip == [["-r requirements.txt"]]


@pytest.mark.parametrize("python", lock_serves.pythons())
@pytest.mark.parametrize("machine", lock_serves.MACHINES)
def test_every_machine_gets_each_package_once(python, machine):
    markers, _ = lock_serves.MACHINES[machine]
    for part in lock_serves.asked(LOCK, python, markers):
        names = [line.partition("==")[0] for line in part.splitlines()]
        assert len(names) == len(set(names))
        assert {canonicalize_name(wanted.name) for wanted in DIRECT} <= {
            canonicalize_name(name) for name in names
        }


def test_what_makes_the_lock_has_a_version_too():
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nlock:")[2]
    assert re.search(r"pip install .* uv==\d[\d.]+\n", recipe)


def test_what_runs_here_is_what_is_locked():
    here = {
        x.requirement
        for x in LOCK
        if x.requirement.marker is None or x.requirement.marker.evaluate()
    }
    differing = {
        str(requirement): found
        for requirement in here
        if (found := _installed(requirement.name)) is None
        or not requirement.specifier.contains(found, prereleases=True)
    }
    assert differing == {}, "run `make test`, which sets the environment up anew"


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
