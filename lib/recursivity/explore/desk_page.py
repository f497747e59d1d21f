"""The front end of a desk on a page whose Python runs in the reader's browser."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any, Generic

import attrs

from .desk import EXAMPLE, Desk, Field, T, failure
from .static import control, fine


class PageDesk(Generic[T]):
    """A desk in use; `book/_live/live.js` carries files, positions and texts to it.

    Parameters
    ----------
    desk : nothing is read before the page asks for it.
    """

    def __init__(self, desk: Desk[T]) -> None:
        self.desk = desk
        self.fields: dict[str, Field] = {}
        self.called = ""  # the file whose answer is shown

    def html(self) -> str:
        """Return the desk with an empty place for fields and answer.

        What is said of a move is one sentence: the whole answer, read anew at each move, would talk
        over the reader.
        """
        title = html.escape(self.desk.title)
        return f"""\
<section class="explorer desk" data-desk="{self.desk.name}" aria-label="{title}">
<p class="explorer-title">{title}</p>
<p>{html.escape(self.desk.wanted)}. It stays on this machine.</p>
<p class="explorer-buttons"><label>Choose a file \
<input type="file" accept="{self.desk.accept}"></label>\
<button type="button" data-desk-do="sample">Invented example</button></p>
<div class="desk-says" role="status"></div>
<div class="explorer-controls" role="group" aria-label="Controls"></div>
<div class="desk-answer" role="group" aria-label="Answer"></div>
</section>"""

    def take(self, file: str, content: bytes | None) -> dict[str, str]:
        """Read a file, and return what the page is to show of it.

        Parameters
        ----------
        file : its name.
        content : its bytes, or None for the invented one.

        Returns
        -------
        `says`, `fields` and `answer` as HTML; `says` alone where the file cannot be read: why, and
        whose answer stays.
        """
        read: Callable[[], T] = (
            self.desk.sample if content is None else lambda: self.desk.read(content, name=file)
        )
        try:
            taken = read()
            fields = self.desk.fields(taken)
        except Exception as error:  # whatever is in a reader's file, the desk stays alive
            return {"says": failure(error) + self._stays()}
        self.read = taken
        self.fields = fields
        self.called = EXAMPLE if content is None else file
        parts = "".join(_field(name, *field) for name, field in fields.items())
        return {"fields": parts, **self._answer([first for _, first in fields.values()])}

    def answer(self, values: Sequence[Any]) -> dict[str, str]:
        """Return the answer at other values.

        Parameters
        ----------
        values : one a field, in their order: the position of a declared one, the text of another.

        Returns
        -------
        `says` and `answer` as HTML; where there is no answer it says why.
        """
        try:
            found = [
                _value(*field, value)
                for field, value in zip(self.fields.values(), values, strict=True)
            ]
        except ValueError as error:
            return {"says": self._of(), "answer": failure(error)}
        return self._answer(found)

    def _answer(self, values: Sequence[Any]) -> dict[str, str]:
        try:
            text, sentence = self.desk.answer(
                self.read, dict(zip(self.fields, values, strict=True))
            )
        except Exception as error:  # an unknown name, a value out of range: the fields stay alive
            return {"says": self._of(), "answer": failure(error)}
        return {"says": self._of(sentence), "answer": text}

    def _of(self, sentence: str = "") -> str:
        """Return whose answer it is, and what it says in one sentence."""
        return f"<p>This is {html.escape(f'{self.called}. {sentence}'.strip())}</p>"

    def _stays(self) -> str:
        stays = f"What stands below is still {self.called}."
        return f"<p>{html.escape(stays)}</p>" if self.called else ""


def _field(name: str, parameter: Any, value: Any) -> str:
    if parameter is not None:
        return control(attrs.evolve(parameter, name=name), fine(parameter, value), value, value)
    kind = "text" if isinstance(value, str) else "number"
    words = html.escape(name.replace("_", " "))
    start = html.escape(str(value), quote=True)
    return (
        f'<label><span class="explorer-label">{words}</span>'
        f'<input type="{kind}" step="any" value="{start}" autocomplete="off"></label>'
    )


def _value(parameter: Any, first: Any, given: Any) -> Any:
    """Return the value that a control's position, or a text, stands for."""
    if parameter is not None:
        return fine(parameter, first)[int(given)]
    return given if isinstance(first, str) else type(first)(given)
