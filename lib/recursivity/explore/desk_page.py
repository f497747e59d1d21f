"""The front end of a desk on a page of the book, where Python runs in the reader's browser: choose a file, turn, read."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any, Generic

import attrs

from .desk import Desk, Field, T, failure
from .static import control, fine
from .svg import svg


class Opened(Generic[T]):
    """A desk in use; `book/_live/live.js` carries files, positions and texts to it."""

    def __init__(self, desk: Desk[T]) -> None:
        self.desk = desk
        self.fields: dict[str, Field] = {}

    def html(self) -> str:
        """Return the desk with an empty place for fields and answer."""
        title, wanted = html.escape(self.desk.title), html.escape(self.desk.wanted)
        return f"""\
<section class="explorer desk" data-desk="{self.desk.name}" aria-label="{title}">
<p class="explorer-title">{title}</p>
<p>{wanted}. It stays on this machine.</p>
<p class="explorer-buttons"><label>Choose a file <input type="file" accept="{self.desk.accept}"></label>\
<button type="button" data-desk-do="sample">Invented example</button></p>
<div class="desk-says" role="status"></div>
<div class="explorer-controls" role="group" aria-label="Controls"></div>
<div class="desk-answer" aria-live="polite"></div>
</section>"""

    def take(self, file: str, content: bytes | None) -> dict[str, str]:
        """Read a file, or the invented one where `content` is None; where that fails, say why and keep what was there."""
        read: Callable[[], T] = (
            self.desk.sample if content is None else lambda: self.desk.read(content, name=file)
        )
        try:
            taken = read()
            fields = self.desk.fields(taken)
        except Exception as error:  # whatever is in a reader's file, the desk stays alive
            return {"says": failure(error)}
        self.read, self.fields = taken, fields
        called = "the invented example" if content is None else file
        parts = "".join(_field(name, *field) for name, field in fields.items())
        start = [field[1] for field in fields.values()]
        return {
            "says": f"<p>Reading {html.escape(called)}.</p>",
            "fields": parts,
            **self._answer(start),
        }

    def answer(self, values: Sequence[Any]) -> dict[str, str]:
        """Return the answer with these positions of declared fields and texts of the others."""
        try:
            found = [
                _value(*field, value)
                for field, value in zip(self.fields.values(), values, strict=True)
            ]
        except ValueError as error:
            return {"answer": failure(error)}
        return self._answer(found)

    def _answer(self, values: Sequence[Any]) -> dict[str, str]:
        try:
            figures, findings = self.desk.show(
                self.read, dict(zip(self.fields, values, strict=True))
            )
            drawn = (
                svg(figure, says, salt=f"{self.desk.name}{i}")
                for i, (figure, says) in enumerate(figures)
            )
            return {
                "answer": "".join(f"<figure>{each}</figure>" for each in drawn)
                + findings._repr_html_()
            }
        except Exception as error:  # an unknown name, a value out of range: the fields stay alive
            return {"answer": failure(error)}


def _field(name: str, parameter: Any, value: Any) -> str:
    if parameter is not None:
        return control(attrs.evolve(parameter, name=name), fine(parameter, value), value, value)
    kind = "text" if isinstance(value, str) else "number"
    words = html.escape(name.replace("_", " "))
    return (
        f'<label><span class="explorer-label">{words}</span>'
        f'<input type="{kind}" step="any" value="{html.escape(str(value), quote=True)}" autocomplete="off"></label>'
    )


def _value(parameter: Any, first: Any, given: Any) -> Any:
    """Return the value that a control's position, or a text, stands for."""
    if parameter is not None:
        return fine(parameter, first)[int(given)]
    return given if isinstance(first, str) else type(first)(given)
