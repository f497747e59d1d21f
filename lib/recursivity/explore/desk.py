"""Desk: a tool for a reader's own file. A file is chosen or its path typed, and stays with them.

In JupyterLab a desk becomes widgets (`desk_jupyter`), in the page's own Python a form
(`desk_page`); a page without Python says where they are.
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
from .svg import svg

T = TypeVar("T")
# A declared parameter and its first value; without one, a text or a number to be typed.
Field = tuple[Parameter | None, Any]
EXAMPLE = "the invented example"


@attrs.frozen(kw_only=True)
class Desk(Generic[T]):
    """What a reader puts a file on.

    Parameters
    ----------
    name, title : identifier and a few words.
    wanted : what kind of file, in words.
    accept : endings that the file dialogue offers.
    read : makes what is worked on of a path or the bytes of a file, and `name=`, what messages are
        to call it.
    sample : makes the same of an invented file, to begin with.
    fields : returns by name what can be turned or typed, and its first value, for what was read.
    show : returns figures with their sentences, and findings (anything with `_repr_html_`), for
        what was read and the values by name.
    """

    name: str
    title: str
    wanted: str
    accept: str
    read: Callable[..., T]
    sample: Callable[[], T]
    fields: Callable[[T], dict[str, Field]]
    show: Callable[[T, dict[str, Any]], tuple[list[tuple[Figure, str]], Any]]

    def answer(self, read: T, values: dict[str, Any]) -> tuple[str, str]:
        """Return figures and findings as HTML, and the sentence that says the most of them.

        Parameters
        ----------
        read : what `read` or `sample` made.
        values : one a field, by name.

        Returns
        -------
        The HTML, and the first figure's sentence ("" where there is none).

        Raises
        ------
        Whatever `show` raises, which the front ends tell the reader.
        """
        figures, findings = self.show(read, values)
        drawn = [
            f"<figure>{svg(figure, says, salt=f'{self.name}{place}')}</figure>"
            for place, (figure, says) in enumerate(figures)
        ]
        sentence = figures[0][1] if figures else ""
        return "".join(drawn) + findings._repr_html_(), sentence

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Mapping[str, Any]:
        """Show widgets in JupyterLab, and elsewhere a sentence on where to find the desk."""
        text = (
            f"{self.title}. {self.wanted}. "
            "Run this page, or this cell in JupyterLab: the file stays with you."
        )
        if os.environ.get(PAGES):
            return {"text/html": f'<p class="desk">{html.escape(text)}</p>', "text/plain": text}
        # The front end imports this module, and only who shows a desk there has the widgets.
        from .desk_jupyter import JupyterDesk

        return {**JupyterDesk(self).box._repr_mimebundle_(), "text/plain": text}


def failure(error: Exception) -> str:
    """Return an error as HTML.

    Its sentence alone where it was written for readers, with its type where it is a fault of ours.
    """
    expected = isinstance(error, (ValueError, LookupError, OSError))
    text = str(error) if expected else f"{type(error).__name__}: {error}"
    return f'<pre class="explorer-failure" role="alert">{html.escape(text)}</pre>'
