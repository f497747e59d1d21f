"""The page's own kernel: runs the cells and moves the explorers of one page, where Python runs in the reader's browser.

It speaks in plain dictionaries and knows no browser: `book/_live/worker.js` carries them to the page, tests call it as it is.
An output is `{"kind": "stream" | "html" | "image" | "text" | "error" | "explorer" | "desk", ...}`.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import linecache
import os
import sys
import traceback
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..core import Model, Parameter
from .desk import Desk
from .desk_page import Opened
from .explorer import PAGES, Explorer, Painter
from .static import block, controls, fine

Show = Callable[[dict[str, Any]], None]


class Kernel:
    """Names that cells share, and the explorers that they have shown.

    Parameters
    ----------
    show : is given every output as it comes.
    """

    def __init__(self, show: Show) -> None:
        os.environ[PAGES] = "1"  # pictures as the page draws them, dyed by its theme
        self.show = show
        self.main = types.ModuleType("__main__")
        self.main.display = self.display
        sys.modules["__main__"] = self.main  # what pickles, and what `inspect` asks for
        self.shown: dict[str, Turned] = {}
        self.desks: dict[str, Opened] = {}

    def run(self, source: str, number: int = 0) -> bool:
        """Run one cell, show what it shows, and return whether it ran to its end; errors call it by its number on the page."""
        name = f"cell {number}"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        out, error = Stream(self.show, "stdout"), Stream(self.show, "stderr")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
                for code, shows in _parts(source, name):
                    value = eval(code, self.main.__dict__)
                    if shows and value is not None:
                        self.main._ = value
                        self.display(value)
                self._figures()
        except BaseException as problem:
            self.show(_failure(problem, name))
            return False
        finally:
            linecache.checkcache(name)
        return True

    def display(self, *values: Any) -> None:
        """Show values as a notebook would: explorers alive, tables and pictures as HTML, figures, and text for the rest."""
        for value in values:
            if isinstance(value, Explorer):
                self.shown[value.name] = Turned(value)
                self.show({"kind": "explorer", "name": value.name})
            elif isinstance(value, Desk):
                self.desks[value.name] = Opened(value)
                self.show(
                    {"kind": "desk", "name": value.name, "html": self.desks[value.name].html()}
                )
            else:
                self.show(_bundle(value))

    def explorers(self) -> dict[str, Explorer]:
        """Return every explorer that a name of this page, or of a module that it has imported, stands for."""
        spaces = [vars(v) for v in vars(self.main).values() if isinstance(v, types.ModuleType)] + [
            vars(self.main)
        ]
        return {
            v.name: v for space in spaces for v in list(space.values()) if isinstance(v, Explorer)
        }

    def connect(self, name: str, at: Sequence[int] = ()) -> str | None:
        """Bring an explorer of the page to life and return its controls over their whole range, or None if nobody knows it.

        `at` has the positions of its static controls: it goes on from there.
        """
        if name not in self.shown and name in (known := self.explorers()):
            self.shown[name] = Turned(known[name])
        return self.shown[name].take_over(at) if name in self.shown else None

    def block(self, name: str) -> str:
        """Return an explorer that a cell has just shown as a block of HTML, with its first frame."""
        return block(self.shown[name].explorer, [self.shown[name].first()])

    def frame(self, name: str, at: Sequence[int], seed: int) -> dict[str, str]:
        """Return figure, sentence and line of Python of an explorer with its controls at these positions."""
        try:
            return self.shown[name].frame(at, seed)
        except ModuleNotFoundError:
            raise  # a package that is still on its way: the page asks again
        except (
            Exception
        ) as error:  # whatever a reader's own model or drawing does, the controls stay alive
            return {"failure": f"{type(error).__name__}: {error}"}

    def take(self, name: str, file: str, content: bytes | None) -> dict[str, str]:
        """Put a reader's file on a desk, or its invented one where `content` is None; return what to show of it."""
        return self.desks[name].take(file, content)

    def answer(self, name: str, values: Sequence[Any]) -> dict[str, str]:
        """Return what a desk answers with its fields at these positions, or with these texts in them."""
        return self.desks[name].answer(values)

    def _figures(self) -> None:
        """Show and close what a cell has drawn with pyplot."""
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            for number in pyplot.get_fignums():
                self.show(_bundle(pyplot.figure(number)))
            pyplot.close("all")


class Turned:
    """An explorer whose controls move over their whole range: a position is a place in a list of values."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.positions = {name: self._values(name, p) for name, p in explorer.parameters().items()}
        self.painter: Painter | None = None

    def _values(self, name: str, parameter: Parameter) -> list[Any]:
        return fine(parameter, getattr(self.explorer.model, name), *self.explorer.positions()[name])

    def take_over(self, at: Sequence[int]) -> str:
        """Return the controls' HTML with the values of the static controls at the positions `at`."""
        static = {
            name: values for name, values in self.explorer.positions().items() if len(values) > 1
        }
        model = self.explorer.model
        if len(at) == len(static):
            model = model.but(
                **{name: values[i] for (name, values), i in zip(static.items(), at, strict=True)}
            )
        return controls(self.explorer, self.positions, model)

    def frame(self, at: Sequence[int], seed: int) -> dict[str, str]:
        """Draw the state at these positions."""
        values = {
            name: found[i] for (name, found), i in zip(self._turning().items(), at, strict=True)
        }
        return self._drawn(self.explorer.model.but(**values), self._seed(seed))

    def first(self) -> tuple[str, str, str]:
        """Return figure, sentence and line of the first state."""
        drawn = self._drawn(self.explorer.model, self.explorer.seeds[0])
        return drawn["svg"], drawn["says"], drawn["code"]

    def _drawn(self, model: Model, seed: int) -> dict[str, str]:
        self.painter = self.painter or self.explorer.painter()
        svg, sentence = self.painter.frame(self.explorer.run(model, seed))
        return {"svg": svg, "says": sentence, "code": self.explorer.line(model, seed)}

    def _turning(self) -> dict[str, list[Any]]:
        return {name: values for name, values in self.positions.items() if len(values) > 1}

    def _seed(self, place: int) -> int:
        """Return the seeds of the static page first, and others after them."""
        known = self.explorer.seeds
        return known[place] if place < len(known) else known[-1] + place - len(known) + 1


class Stream(io.TextIOBase):
    """What a cell prints, handed on as it is printed."""

    def __init__(self, show: Show, name: str) -> None:
        self._show, self._name = show, name

    def write(self, text: str) -> int:
        """Hand a text on."""
        if text:
            self._show({"kind": "stream", "name": self._name, "text": text})
        return len(text)


def _parts(source: str, name: str) -> Iterator[tuple[types.CodeType, bool]]:
    """Yield a cell's code: all of it, then its last line where that is a value to show."""
    tree = ast.parse(source, name)
    last = (
        tree.body.pop()
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";")
        else None
    )
    yield compile(tree, name, "exec"), False
    if last:
        yield compile(ast.Expression(last.value), name, "eval"), True


def _bundle(value: Any) -> dict[str, Any]:
    """Return an output: what the value says of itself as HTML or picture, else its text."""
    if hasattr(value, "_repr_mimebundle_"):
        found = value._repr_mimebundle_()
        if html := found.get("text/html"):
            return {"kind": "html", "html": html}
    if html := getattr(value, "_repr_html_", lambda: None)():
        return {"kind": "html", "html": html}
    if hasattr(value, "savefig"):
        file = io.BytesIO()
        value.savefig(file, format="png", dpi=110, facecolor="white", bbox_inches="tight")
        return {"kind": "image", "png": base64.b64encode(file.getvalue()).decode()}
    return {"kind": "text", "text": repr(value)}


def _failure(problem: BaseException, name: str) -> dict[str, str]:
    """Return an error as a reader needs it: what and where in this cell, without the machinery that ran it."""
    steps = traceback.extract_tb(problem.__traceback__)
    own = next((i for i, step in enumerate(steps) if step.filename == name), len(steps))
    said = "".join(traceback.format_exception_only(problem)).strip()
    where = "".join(traceback.StackSummary.from_list(steps[own:]).format())
    return {"kind": "error", "text": f"{where}{said}"}
