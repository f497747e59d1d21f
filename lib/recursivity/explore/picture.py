"""Pictures: a plain figure with its sentence, dyed by the page like an explorer's."""

from __future__ import annotations

import html
import io
import os
from typing import Any

import attrs
from matplotlib.figure import Figure

from .explorer import PAGES, ExplorerError
from .svg import svg


@attrs.frozen
class Picture:
    """A figure of any library that draws with matplotlib, and its sentence.

    Parameters
    ----------
    figure : drawn in the course's style (`recursivity.style.use`).
    says : what it shows, in words and numbers: its text alternative too.

    Raises
    ------
    ExplorerError where there is no sentence.
    """

    figure: Figure
    says: str

    def __attrs_post_init__(self) -> None:
        if not self.says.strip():
            raise ExplorerError("a picture needs a sentence that says what it shows: got none")

    def html(self) -> str:
        """Return the drawing, dyed by the page, with its sentence as text alternative."""
        return f'<div class="explorer">{svg(self.figure, self.says, salt=self.says)}</div>'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str | bytes]:
        """Show SVG in the book's build, and a PNG on white paper elsewhere."""
        if os.environ.get(PAGES):
            drawing = svg(self.figure, self.says, salt=self.says)
            block = (
                f'<div class="explorer"><figure>{drawing}</figure>'
                f'<p class="explorer-sentence">{html.escape(self.says)}</p></div>'
            )
            return {"text/html": block, "text/plain": self.says}
        with io.BytesIO() as file:
            self.figure.savefig(file, format="png", dpi=130, facecolor="white")
            return {"image/png": file.getvalue(), "text/plain": self.says}
