"""The front end of a desk in JupyterLab: choose or type a file, turn, read."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any, Generic

import attrs
import ipywidgets as widgets

from ..core import Parameter
from .desk import EXAMPLE, Desk, T, failure
from .jupyter import button, control, style_sheet

_AS_WIDE = {"width": "auto", "flex": "0 0 auto"}  # as its words


class JupyterDesk(Generic[T]):
    """A desk in use.

    Parameters
    ----------
    desk : its invented file is read and answered at once.
    """

    def __init__(self, desk: Desk[T]) -> None:
        self.desk = desk
        self.upload = widgets.FileUpload(
            accept=desk.accept, multiple=False, description="Choose a file", layout=_AS_WIDE
        )
        self.path = widgets.Text(
            placeholder="or type a path and press Enter",
            continuous_update=False,
            layout={"flex": "1 1 40%"},
        )
        self.state = widgets.HTML()
        self.out = widgets.HTML()
        self.controls = widgets.VBox()
        self.upload.observe(self._chosen, "value")
        self.path.observe(self._typed, "value")
        head = widgets.HTML(
            f'<p class="explorer-title">{html.escape(desk.title)}</p>'
            f"<p>{html.escape(desk.wanted)}. It stays with you.</p>"
        )
        example = button("Invented example", self.reset)
        example.layout = _AS_WIDE
        files = widgets.HBox([self.upload, self.path, example], layout={"flex_flow": "row wrap"})
        self.box = widgets.VBox([style_sheet(), head, files, self.state, self.controls, self.out])
        self.box.add_class("explorer")
        self.reset()

    def reset(self) -> None:
        """Go back to the invented file."""
        self.take(self.desk.sample, EXAMPLE)

    def take(self, read: Callable[[], T], called: str) -> None:
        """Read a file and show it; where it cannot be read, say why and keep what was there.

        Parameters
        ----------
        read : makes of the file what is worked on.
        called : the file's name.
        """
        try:
            taken = read()
            values = {name: _field(name, *field) for name, field in self.desk.fields(taken).items()}
        except Exception as error:  # whatever is in a reader's file, the desk stays alive
            self.state.value = failure(error)
            return
        self.read = taken
        self.values = values
        self.state.value = f'<p role="status">This is {html.escape(called)}.</p>'
        for each in self.values.values():
            each.observe(self.redraw, "value")
        self.controls.children = [*self.values.values()]
        self.redraw()

    def redraw(self, _change: Any = None) -> None:
        """Show the answer at the present values; where there is none, say why."""
        values = {name: each.value for name, each in self.values.items()}
        try:
            self.out.value, _ = self.desk.answer(self.read, values)
        except Exception as error:  # an unknown name, a value out of range: the controls stay alive
            self.out.value = failure(error)

    def _chosen(self, change: dict[str, Any]) -> None:
        if change["new"]:
            file = change["new"][0]
            self.upload.value = ()  # a notebook that is saved must not carry the file along
            self.take(
                lambda: self.desk.read(bytes(file["content"]), name=file["name"]), file["name"]
            )

    def _typed(self, change: dict[str, Any]) -> None:
        if path := change["new"].strip():
            self.take(lambda: self.desk.read(path), path)


def _field(name: str, parameter: Parameter | None, value: Any) -> widgets.Widget:
    """Return the widget of a declared parameter, or one to type a text or a number into."""
    if parameter is not None:
        return control(attrs.evolve(parameter, name=name), value)
    kind = widgets.Text if isinstance(value, str) else widgets.FloatText
    return kind(value=value, description=name, continuous_update=False, layout={"width": "98%"})
