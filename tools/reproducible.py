"""Build the site twice, each time cleanly and from a copy of its own, and say where the two differ.

    python tools/reproducible.py       exit status 1 where a byte differs, 2 where a build fails

The copies hold what git would commit, stand in folders of other names, and are built with other
seeds of Python's hashes, so that a page which hangs on a path or on the order of a set is found.
The browser's Python in `_build/runtime` is shared: it has a lock and seals of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import same  # noqa: E402

COMMAND = ["jupyter-book", "build", ".", "-W", "-n", "--keep-going"]


def sources() -> list[str]:
    """Return the paths of the files that git holds or would take in, as they are now."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in told.split("\0") if name and (ROOT / name).is_file()]


def copied(folder: Path) -> Path:
    """Copy the sources into a folder, which must not be there yet, and return it."""
    for name in sources():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, place)
    world = ROOT / "_build" / "runtime"
    if world.exists():
        (folder / "_build").mkdir()
        (folder / "_build" / "runtime").symlink_to(world.resolve())
    return folder


def built(folder: Path, seed: int) -> Path:
    """Build the site in a folder, with a seed for Python's hashes; return where it stands.

    Raises
    ------
    subprocess.CalledProcessError where the build fails; what it said stands on the screen.
    """
    program = Path(sys.executable).with_name(COMMAND[0])
    environment = os.environ | {"PYTHONPATH": str(folder / "lib"), "PYTHONHASHSEED": str(seed)}
    subprocess.run(
        [str(program), *COMMAND[1:]],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder / "_build" / "html"


def main() -> None:
    """Build twice, compare, and say what differs."""
    with tempfile.TemporaryDirectory() as name:
        try:
            one = built(copied(Path(name) / "one"), seed=1)
            two = built(copied(Path(name) / "another"), seed=2)
        except subprocess.CalledProcessError as error:
            print(f"The build failed: {error}", file=sys.stderr)
            sys.exit(2)
        told = same.differing(one, two)
    print("\n".join(told) or "Two clean builds are the same, byte for byte.")
    sys.exit(bool(told))


if __name__ == "__main__":
    main()
