"""Show with pip that requirements.txt serves every Python and machine that we promise, with wheels
alone.

pip can look for another machine's wheels, but reads the markers of a line as this machine's: so the
lines that hold for the other machine are chosen here. Needs the network, and takes about a gigabyte
into pip's cache."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.txt"
PYPROJECT = ROOT / "pyproject.toml"

MACHINES = {  # name: markers, and the oldest systems whose wheels it takes
    "Linux x86-64": (
        {
            "sys_platform": "linux",
            "platform_system": "Linux",
            "os_name": "posix",
            "platform_machine": "x86_64",
        },
        ["manylinux2014_x86_64", *(f"manylinux_2_{n}_x86_64" for n in range(5, 29))],
    ),
    "Linux arm64": (
        {
            "sys_platform": "linux",
            "platform_system": "Linux",
            "os_name": "posix",
            "platform_machine": "aarch64",
        },
        ["manylinux2014_aarch64", *(f"manylinux_2_{n}_aarch64" for n in range(17, 29))],
    ),
    "macOS arm64": (
        {
            "sys_platform": "darwin",
            "platform_system": "Darwin",
            "os_name": "posix",
            "platform_machine": "arm64",
        },
        ["macosx_12_0_arm64"],
    ),
}


class Line(NamedTuple):
    """One requirement of the lock with its hashes."""

    requirement: Requirement
    hashes: list[str]


def lines(text: str) -> Iterator[Line]:
    """Yield the requirements of a lock, each with its hashes."""
    told = "\n".join(
        line for line in text.splitlines() if not line.lstrip().startswith("#")
    ).replace("\\\n", " ")
    for line in filter(str.strip, told.splitlines()):
        requirement, *hashes = line.split("--hash=")
        yield Line(Requirement(requirement.strip()), [h.strip() for h in hashes])


def pythons() -> list[str]:
    """Return the minor versions that pyproject admits, such as 3.11."""
    admitted = SpecifierSet(
        tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["requires-python"]
    )
    return [f"3.{minor}" for minor in range(100) if f"3.{minor}" in admitted]


def asked(lock: list[Line], python: str, machine: dict[str, str]) -> dict[str, str]:
    """Return what the lock asks of a machine, as pip reads it; twice where first and last patch
    release differ.
    """
    cpython = {
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": python,
    }
    parts = {}
    for patch in (99, 0):
        markers = machine | cpython | {"python_full_version": f"{python}.{patch}"}
        part = "\n".join(
            " --hash=".join([f"{wanted.name}{wanted.specifier}", *hashes])
            for wanted, hashes in lock
            if wanted.marker is None or wanted.marker.evaluate(markers)
        )
        parts[part] = markers["python_full_version"]
    return parts


def resolves(part: str, python: str, platforms: list[str]) -> bool:
    """Ask pip, which installs nothing here, whether all of `part` has a wheel with a locked hash
    for that machine.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.txt")
        file.write_text(part, encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--dest", folder]
        command += ["--require-hashes", "--only-binary", ":all:", "-r", str(file)]
        command += [
            "--implementation",
            "cp",
            "--python-version",
            python,
            *(f"--platform={p}" for p in platforms),
        ]
        return subprocess.run(command).returncode == 0


def main() -> None:
    """Try every Python on every machine, and name what is not served."""
    lock = list(lines(LOCK.read_text(encoding="utf-8")))
    failed = []
    for machine, (markers, platforms) in MACHINES.items():
        for python in pythons():
            for part, version in asked(lock, python, markers).items():
                served = resolves(part, version, platforms)
                verdict = "served" if served else "NOT SERVED"
                print(
                    f"Python {python}, {machine}: {len(part.splitlines())} packages, {verdict}",
                    flush=True,
                )
                failed += [] if served else [f"Python {python} on {machine}"]
    sys.exit(f"requirements.txt does not serve {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
