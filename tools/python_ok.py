"""Exit quietly where this Python can carry the course, or say in one sentence which to use.

Written so that any Python 3 can run it: an old one is just who needs the sentence.
"""

import os
import re
import sys

PYPROJECT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "pyproject.toml")


def served():
    """Return the lowest minor version of Python 3 that is served, and the lowest above it that
    is not.
    """
    with open(PYPROJECT, encoding="utf-8") as file:
        low, high = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', file.read()).groups()
    return int(low), int(high)


def complaint(version, modules_there):
    """Return the sentence for a Python of this version, with or without its venv modules; empty
    where all is well.
    """
    low, high = served()
    if not (3, low) <= tuple(version[:2]) < (3, high):
        names = ["3.%d" % minor for minor in range(low, high)]  # noqa: UP031
        return (
            "This course runs on Python {} or {}; this is Python {}. Install one of them and name "
            "it: "
            "make PYTHON=python{} serve".format(
                ", ".join(names[:-1]),
                names[-1],
                ".".join(str(part) for part in version[:3]),
                names[1],
            )
        )
    if not modules_there:
        return (
            "Python {} lacks its venv and ensurepip modules; on Debian and Ubuntu, "
            "`apt install python3-venv` brings them.".format(
                ".".join(str(part) for part in version[:3])
            )
        )
    return ""


def main():
    """Check the Python that runs this."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401

        modules_there = True
    except ImportError:
        modules_there = False
    sys.exit(complaint(sys.version_info, modules_there) or 0)


if __name__ == "__main__":
    main()
