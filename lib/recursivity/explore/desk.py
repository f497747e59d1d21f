"""Desk: a tool for a reader's own file, in a running kernel. A file is chosen or its path typed, and stays on the machine.

On a page of the book, where no kernel runs and no file may be taken in, a desk says where it can be used instead.
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import attrs
import ipywidgets as widgets
from matplotlib.figure import Figure

from .explorer import PAGES
from .live import _button, _style
from .svg import svg

T = TypeVar("T")


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
    fields : returns the controls by name, for what was read.
    show : returns figures with their sentences, and findings (anything with `_repr_html_`), for what was read and the values.
    """

    name: str
    title: str
    wanted: str
    accept: str
    read: Callable[..., T]
    sample: Callable[[], T]
    fields: Callable[[T], dict[str, widgets.Widget]]
    show: Callable[[T, dict[str, Any]], tuple[list[tuple[Figure, str]], Any]]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Mapping[str, Any]:
        """Show widgets in front of a kernel, and elsewhere a sentence on where to find one."""
        text = f"{self.title}. {self.wanted}. Run this cell in JupyterLab (make lab): the file stays on your machine."
        if os.environ.get(PAGES):
            return {"text/html": f'<p class="desk">{html.escape(text)}</p>', "text/plain": text}
        return {**Live(self).box._repr_mimebundle_(), "text/plain": text}


class Live(Generic[T]):
    """A desk in use."""

    def __init__(self, desk: Desk[T]) -> None:
        self.desk = desk
        self.upload = widgets.FileUpload(accept=desk.accept, multiple=False, description="Choose a file")
        self.path = widgets.Text(placeholder="or type a path and press Enter", continuous_update=False, layout={"width": "60%"})
        self.state, self.out = widgets.HTML(), widgets.HTML()
        self.controls = widgets.VBox()
        self.upload.observe(self._chosen, "value")
        self.path.observe(self._typed, "value")
        head = f'<p class="explorer-title">{html.escape(desk.title)}</p><p>{html.escape(desk.wanted)}. It stays here.</p>'
        files = widgets.HBox([self.upload, self.path, _button("Invented example", self.reset)])
        self.box = widgets.VBox([widgets.HTML(_style()), widgets.HTML(head), files, self.state, self.controls, self.out])
        self.box.add_class("explorer")
        self.reset()

    def reset(self) -> None:
        """Go back to the invented file."""
        self.take(self.desk.sample, "the invented example")

    def take(self, read: Callable[[], T], called: str) -> None:
        """Read a file and show it; where it cannot be read, say why and keep what was there."""
        try:
            self.read = read()
            self.values = self.desk.fields(self.read)
        except Exception as error:  # whatever is in a reader's file, the desk stays alive
            self.state.value = _failure(error)
            return
        self.state.value = f'<p role="status">Reading {html.escape(called)}.</p>'
        for each in self.values.values():
            each.observe(self.redraw, "value")
        self.controls.children = [*self.values.values()]
        self.redraw()

    def redraw(self, _change: Any = None) -> None:
        """Show the answer at the present values; where there is none, say why."""
        try:
            figures, findings = self.desk.show(self.read, {name: each.value for name, each in self.values.items()})
            drawn = [
                f"<figure>{svg(figure, says, salt=f'{self.desk.name}{i}')}</figure>" for i, (figure, says) in enumerate(figures)
            ]
            self.out.value = "".join(drawn) + findings._repr_html_()
        except Exception as error:  # an unknown name, a value out of range: the controls stay alive
            self.out.value = _failure(error)

    def _chosen(self, change: dict[str, Any]) -> None:
        if change["new"]:
            file = change["new"][0]
            self.upload.value = ()  # a notebook that is saved with its widgets must not carry the file along
            self.take(lambda: self.desk.read(bytes(file["content"]), name=file["name"]), file["name"])

    def _typed(self, change: dict[str, Any]) -> None:
        if path := change["new"].strip():
            self.take(lambda: self.desk.read(path), path)


def _failure(error: Exception) -> str:
    expected = isinstance(error, (ValueError, LookupError, OSError))  # said for readers; anything else is a fault of ours
    text = str(error) if expected else f"{type(error).__name__}: {error}"
    return f'<pre class="explorer-failure" role="alert">{html.escape(text)}</pre>'
