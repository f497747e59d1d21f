"""The library's own pages: sphinx.ext.autodoc reads the docstrings, this says how ours are written.

Ours name a parameter and go on with what it means, its range and its unit, where NumPy's would name
its type. And a key of the bibliography stands in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sphinx.application import Sphinx

SECTION = re.compile(r"(\w+)\n-{3,}\n(.*?)(?=\n\w+\n-{3,}\n|\Z)", re.S)
ENTRY = re.compile(r"^([\w*, ]+?) : (.*)$")
KEYS = re.compile(r"(?<![\w\]])\[((?:[a-z]+\d{4}\w*(?:, )?)+)\]")


def retell(app: Sphinx, what: str, name: str, found: Any, options: Any, lines: list[str]) -> None:
    """Turn a docstring of ours into reStructuredText, in place."""
    text = "\n".join(lines)
    told = SECTION.split(text)
    parts = [told[0].rstrip()]
    for heading, body in zip(told[1::3], told[2::3], strict=True):
        parts += ["", *section(heading, body.rstrip().splitlines())]
    text = re.sub(r"(?<!`)`([^`]+)`(?![`_])", r"``\1``", "\n".join(parts))
    text = KEYS.sub(lambda keys: f":cite:`{keys[1].replace(' ', '')}`", text)
    lines[:] = [*text.splitlines(), ""]


def section(heading: str, body: Iterable[str]) -> Iterator[str]:
    """Yield a section: entries that name something as a list of definitions, the rest as it is."""
    yield f".. rubric:: {heading}"
    yield ""
    for line in body:
        if entry := ENTRY.match(line):
            yield f"``{entry[1]}``"
            yield f"    {entry[2]}"
        else:
            yield line
    yield ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Read docstrings without types, which stand in the code, and in the order of the modules."""
    app.setup_extension("sphinx.ext.autodoc")
    app.config.autodoc_typehints = "none"
    app.config.autodoc_preserve_defaults = True
    app.connect("autodoc-process-docstring", retell)
    return {"parallel_read_safe": True}
