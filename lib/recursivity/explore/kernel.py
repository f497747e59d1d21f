"""The page's own kernel: runs the cells and moves the explorers of one page, in the browser.

It speaks in plain dictionaries and knows no browser: `book/_live/worker.js` carries them to the
page, tests call it as it is. An output is `{"kind": "stream" | "html" | "image" | "text" | "error"
| "explorer" | "desk", ...}`.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import inspect
import io
import linecache
import os
import sys
import tokenize
import traceback
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..core import Model, Parameter
from .desk import Desk
from .desk_page import PageDesk
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
        self.shown: dict[str, PageExplorer] = {}
        self.desks: dict[str, PageDesk] = {}

    def run(self, source: str, number: int = 0) -> bool:
        """Run one cell and show what it shows.

        Parameters
        ----------
        source : the cell's code.
        number : its place on the page, by which errors call it.

        Returns
        -------
        Whether it ran to its end; where it did not, the error was shown.
        """
        name = f"cell {number}"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        out = Stream(self.show, "stdout")
        errors = Stream(self.show, "stderr")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
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
        """Show values as a notebook would.

        Parameters
        ----------
        values : explorers and desks come alive, tables and pictures are shown as HTML, figures as
            pictures, and the rest as text.
        """
        for value in values:
            if isinstance(value, Explorer):
                self.shown[value.name] = PageExplorer(value)
                self.show({"kind": "explorer", "name": value.name})
            elif isinstance(value, Desk):
                self.desks[value.name] = PageDesk(value)
                self.show(
                    {"kind": "desk", "name": value.name, "html": self.desks[value.name].html()}
                )
            else:
                self.show(_bundle(value))

    def explorers(self) -> dict[str, Explorer]:
        """Return by name every explorer that this page, or a module it has imported, names."""
        own = vars(self.main)
        spaces = [vars(value) for value in own.values() if isinstance(value, types.ModuleType)]
        return {
            value.name: value
            for space in [*spaces, own]
            for value in list(space.values())
            if isinstance(value, Explorer)
        }

    def connect(self, name: str, at: Sequence[int] = ()) -> str | None:
        """Bring an explorer of the page to life.

        Parameters
        ----------
        name : the explorer's.
        at : the positions of its static controls: it goes on from there.

        Returns
        -------
        Its controls over their whole range as HTML, or None where nobody knows the name.
        """
        if name not in self.shown and name in (known := self.explorers()):
            self.shown[name] = PageExplorer(known[name])
        return self.shown[name].take_over(at) if name in self.shown else None

    def block(self, name: str) -> str:
        """Return an explorer that a cell has just shown as HTML, with its first frame."""
        return block(self.shown[name].explorer, [self.shown[name].first()])

    def frame(self, name: str, at: Sequence[int], seed: int) -> dict[str, str]:
        """Return what an explorer shows.

        Parameters
        ----------
        name : the explorer's.
        at : the positions of its controls.
        seed : how many times another seed was asked for.

        Returns
        -------
        `svg`, `says` (the sentence) and `code` (the line of Python), or `failure`: in words, why
        there is nothing to show.

        Raises
        ------
        ModuleNotFoundError where a package is still on its way: the page asks again.
        """
        try:
            return self.shown[name].frame(at, seed)
        except ModuleNotFoundError:
            raise
        except Exception as error:  # whatever a reader's own model or drawing does
            return {"failure": f"{type(error).__name__}: {error}"}

    def take(self, name: str, file: str, content: bytes | None) -> dict[str, str]:
        """Put a file on a desk and return what to show of it (see `PageDesk.take`)."""
        return self.desks[name].take(file, content)

    def answer(self, name: str, values: Sequence[Any]) -> dict[str, str]:
        """Return what a desk answers with these values (see `PageDesk.answer`)."""
        return self.desks[name].answer(values)

    def _figures(self) -> None:
        """Show and close what a cell has drawn with pyplot."""
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            for number in pyplot.get_fignums():
                self.show(_bundle(pyplot.figure(number)))
            pyplot.close("all")


class PageExplorer:
    """An explorer whose controls move over their whole range.

    Parameters
    ----------
    explorer : nothing is run or drawn before it is asked for.

    Attributes
    ----------
    positions : by name of the parameter the values of its control: a position is a place in them.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.positions = {name: self._values(name, p) for name, p in explorer.parameters().items()}
        self.painter: Painter | None = None

    def _values(self, name: str, parameter: Parameter) -> list[Any]:
        return fine(parameter, getattr(self.explorer.model, name), *self.explorer.positions()[name])

    def take_over(self, at: Sequence[int]) -> str:
        """Return the controls as HTML, with the values that the static controls have.

        Parameters
        ----------
        at : their positions; where they are not as many as the static page has, the first state.
        """
        static = _turning(self.explorer.positions())
        model = self.explorer.model
        if len(at) == len(static):
            model = model.but(**_at(static, at))
        return controls(self.explorer, self.positions, model)

    def frame(self, at: Sequence[int], seed: int) -> dict[str, str]:
        """Draw a state (see `Kernel.frame`)."""
        values = _at(_turning(self.positions), at)
        return self._drawn(self.explorer.model.but(**values), self.explorer.seed(seed))

    def first(self) -> tuple[str, str, str]:
        """Return figure, sentence and line of Python of the first state."""
        drawn = self._drawn(self.explorer.model, self.explorer.seeds[0])
        return drawn["svg"], drawn["says"], drawn["code"]

    def _drawn(self, model: Model, seed: int) -> dict[str, str]:
        self.painter = self.painter or self.explorer.painter()
        svg, sentence = self.painter.frame(self.explorer.run(model, seed))
        return {"svg": svg, "says": sentence, "code": self.explorer.line(model, seed)}


def _turning(positions: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return the positions of those controls that a page shows."""
    return {name: values for name, values in positions.items() if len(values) > 1}


def _at(positions: dict[str, list[Any]], at: Sequence[int]) -> dict[str, Any]:
    """Return the values that stand at these places."""
    pairs = zip(positions.items(), at, strict=True)
    return {name: values[place] for (name, values), place in pairs}


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
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not _quiet(source):
        last = tree.body.pop()
    # Without `dont_inherit` a cell would get this module's own imports from `__future__`.
    yield compile(tree, name, "exec", dont_inherit=True), False
    if last:
        yield compile(ast.Expression(last.value), name, "eval", dont_inherit=True), True


def _quiet(source: str) -> bool:
    """Return whether a cell's last token is a semicolon, whatever comments come after it."""
    silent = (tokenize.ENDMARKER, tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    said = [token.string for token in tokens if token.type not in silent]
    return said[-1:] == [";"]


def _bundle(value: Any) -> dict[str, Any]:
    """Return an output: what a value says of itself as HTML or picture, else its text."""
    found = _said(value, "_repr_mimebundle_") or {}
    if html := found.get("text/html") or _said(value, "_repr_html_"):
        return {"kind": "html", "html": html}
    if picture := found.get("image/png") or _said(value, "_repr_png_") or _drawn(value):
        png = picture if isinstance(picture, str) else base64.b64encode(picture).decode()
        return {"kind": "image", "png": png}
    return {"kind": "text", "text": found.get("text/plain") or repr(value)}


def _said(value: Any, method: str) -> Any:
    """Return what a value's method says, or None where it has none: a class has those of others.

    Such a method may return its data alone, or with metadata that a page has no use for.
    """
    if inspect.isclass(value) or not callable(said := getattr(value, method, None)):
        return None
    found = said()
    return found[0] if isinstance(found, tuple) else found


def _drawn(value: Any) -> bytes | None:
    """Return a figure as PNG on white paper, and None for everything else."""
    if inspect.isclass(value) or not hasattr(value, "savefig"):
        return None
    with io.BytesIO() as file:
        value.savefig(file, format="png", dpi=110, facecolor="white", bbox_inches="tight")
        return file.getvalue()


def _failure(problem: BaseException, name: str) -> dict[str, str]:
    """Return an error as a reader needs it: what and where in this cell, without our machinery."""
    steps = traceback.extract_tb(problem.__traceback__)
    own = next((i for i, step in enumerate(steps) if step.filename == name), len(steps))
    said = "".join(traceback.format_exception_only(problem)).strip()
    where = "".join(traceback.StackSummary.from_list(steps[own:]).format())
    return {"kind": "error", "text": f"{where}{said}"}
