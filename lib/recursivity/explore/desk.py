"""Desk: a tool for a reader's own file. A file is chosen or its path typed, and stays with the reader.

In front of JupyterLab's kernel a desk becomes widgets (`desk_live`), in the page's own Python a form (`desk_page`); a page
without Python says where they are.
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import attrs
from matplotlib.figure import Figure

from ..core import Parameter
from .explorer import PAGES

T = TypeVar("T")
Field = tuple[
    Parameter | None, Any
]  # a declared parameter and its first value; without one, a text or a number to be typed


@attrs.frozen(kw_only=True)
class Desk(Generic[T]):
    """What a reader puts a file on.

    Parameters
    ----------
    name, title : identifier and a few words.
    wanted : what kind of file, in words.
    accept : endings that the file dialogue offers.
    read : makes what is worked on of a path or the bytes of a file, and `name=`, what messages are to call it.
    sample : makes the same of an invented file, to begin with.
    fields : returns by name what can be turned or typed, and its first value, for what was read.
    show : returns figures with their sentences, and findings (anything with `_repr_html_`), for what was read and the values.
    """

    name: str
    title: str
    wanted: str
    accept: str
    read: Callable[..., T]
    sample: Callable[[], T]
    fields: Callable[[T], dict[str, Field]]
    show: Callable[[T, dict[str, Any]], tuple[list[tuple[Figure, str]], Any]]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Mapping[str, Any]:
        """Show widgets in front of a kernel, and elsewhere a sentence on where to find one."""
        text = f"{self.title}. {self.wanted}. Run this page, or this cell in JupyterLab: the file stays with you."
        if os.environ.get(PAGES):
            return {"text/html": f'<p class="desk">{html.escape(text)}</p>', "text/plain": text}
        from .desk_live import Live

        return {**Live(self).box._repr_mimebundle_(), "text/plain": text}


def failure(error: Exception) -> str:
    """Return an error as HTML: its sentence where it was written for readers, with its type where it is a fault of ours."""
    expected = isinstance(error, (ValueError, LookupError, OSError))
    text = str(error) if expected else f"{type(error).__name__}: {error}"
    return f'<pre class="explorer-failure" role="alert">{html.escape(text)}</pre>'
