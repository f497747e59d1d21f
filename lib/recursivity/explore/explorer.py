"""Explorer: a question, a model and a figure that a reader can turn, with a kernel and without.

An explorer is declared once. Where a kernel runs it becomes widgets over the full range of every control (`live`); on a page
of the book it becomes frames that were drawn when the book was built (`static`). Figure and sentence are the same in both.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import style
from ..core import Model, Number, Option, Result
from .question import Choice, Estimate, Settled
from .svg import svg

MOST_FRAMES = 64  # what a page can carry and a build can draw: some 4 seconds and well under 150 kB gzipped an explorer
PAGES = "RECURSIVITY_PAGES"  # set by the book's build: show frames instead of widgets
STATE = "application/vnd.recursivity.explorer+json"


class ExplorerError(ValueError):
    """An explorer that cannot be shown as declared; the message says what to change."""


@attrs.frozen(kw_only=True)
class Explorer:
    """What a reader turns.

    Parameters
    ----------
    name : identifier on the page, such as "red_queen".
    title : a few words.
    model : the model at the state that is shown first.
    question : what the reader commits to before anything is shown.
    controls : name of a parameter -> how many positions its static control has, or which.
    scene : draws on an empty figure what is the same in every frame, and returns the axes (`style.axes` does most of it).
    draw : draws one result on these axes; what it adds is taken away before the next frame.
    sentence : says in numbers what the figure shows now; it is the figure's text alternative too.
    seeds : what "another seed" visits on a static page; one seed for a model without chance.
    run : makes a result of a model and a seed; long work may be looked up here instead of run.
    line : returns the Python that gives this result.
    seals : what gives the answer away and stays closed until the reader has guessed: claims of the
        ledger ("F12-red-queen"), or single observations ("F12-red-queen.best_memory").

    A control with a single position has no place on a static page and its full range in front of a kernel.
    """

    name: str
    title: str
    model: Model
    question: Choice | Estimate
    controls: Mapping[str, int | Sequence[Any]]
    scene: Callable[[Figure], Axes]
    draw: Callable[[Result, Axes], None]
    sentence: Callable[[Result], str]
    seeds: Sequence[int] = (0,)
    run: Callable[[Model, int], Result] = Model.result
    line: Callable[[Model, int], str] = Model.line
    seals: Sequence[str] = ()

    def __attrs_post_init__(self) -> None:
        known = self.model.parameters()
        for name, wanted in self.controls.items():
            if name not in known:
                raise ExplorerError(
                    f"{self.name}: {type(self.model).__name__} has no parameter {name!r} to control"
                )
            if not isinstance(wanted, int) and len(wanted) == 0:
                raise ExplorerError(
                    f"{self.name}: the positions of {name} are empty: give at least one value, or a count"
                )
        if len(self.seeds) == 0:
            raise ExplorerError(f"{self.name}: the seeds are empty: give at least one")

    def parameters(self) -> dict[str, Number | Option]:
        """Return the declarations of the controlled parameters."""
        declared = self.model.parameters()
        return {name: declared[name] for name in self.controls}

    def positions(self) -> dict[str, list[Any]]:
        """Return the positions of every static control, ascending, each of them checked, the first state's among them."""
        found = {}
        for name, parameter in self.parameters().items():
            wanted, start = self.controls[name], getattr(self.model, name)
            values = (
                parameter.grid(wanted)
                if isinstance(wanted, int)
                else [parameter.check(v) for v in wanted]
            )
            if start not in values:
                raise ExplorerError(
                    f"{self.name}: {name} starts at {start!r}, which is not among its positions {values}"
                )
            found[name] = values
        return found

    def states(self) -> list[tuple[Model, int]]:
        """Return model and seed of every frame of the static page, the last control turning fastest, the seed faster still.

        Raises
        ------
        ExplorerError where there are more than `MOST_FRAMES`.
        """
        positions = self.positions()
        sizes = [f"{name} {len(values)}" for name, values in positions.items()] + [
            f"seeds {len(self.seeds)}"
        ]
        count = len(self.seeds)
        for values in positions.values():
            count *= len(values)
        if count > MOST_FRAMES:
            raise ExplorerError(
                f"{self.name} would need {count} frames ({' x '.join(sizes)}); a page can carry {MOST_FRAMES}: "
                "give a control fewer positions, leave one out, or offer fewer seeds"
            )
        models = [
            self.model.but(**dict(zip(positions, v, strict=True)))
            for v in itertools.product(*positions.values())
        ]
        return [(model, seed) for model in models for seed in self.seeds]

    def settle(self) -> Settled:
        """Return the question with the model's own answer."""
        return self.question.settle()

    def painter(self) -> Painter:
        """Return what draws this explorer's frames one after the other on one figure."""
        return Painter(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Show frames in the book's build, widgets elsewhere, and for every other reader the question and where to turn it."""
        text = f"{self.title}. {self.question.ask} (Run this cell in JupyterLab, or read this page in the book.)"
        first = self.run(self.model, self.seeds[0])
        state = {
            "answer": self.settle().answer,
            "line": self.line(self.model, self.seeds[0]),
            "sentence": self.sentence(first),
        }
        if os.environ.get(PAGES):
            from .static import page

            return {"text/html": page(self), "text/plain": text}
        from .live import widget

        return {**widget(self)._repr_mimebundle_(), STATE: state, "text/plain": text}


class Painter:
    """Draws frame after frame on one figure: axes, ticks and labels are made once, as they cost most of a frame's time."""

    def __init__(self, explorer: Explorer) -> None:
        style.use()
        self.explorer = explorer
        self.figure = Figure()
        self.axes = explorer.scene(self.figure)

    def frame(self, result: Result) -> tuple[str, str]:
        """Return one result as an `<svg>` and the sentence that goes with it."""
        sentence = self.explorer.sentence(result)
        kept = {ax: set(ax.get_children()) for ax in self.figure.axes}
        try:
            self.explorer.draw(result, self.axes)
            return svg(self.figure, sentence, salt=self.explorer.name), sentence
        finally:
            for ax, before in kept.items():
                for artist in set(ax.get_children()) - before:
                    artist.remove()
                ax.set_prop_cycle(None)

    def frames(self) -> Iterator[tuple[str, str, str]]:
        """Yield `<svg>`, sentence and line of Python of every state of the static page."""
        for model, seed in self.explorer.states():
            yield *self.frame(self.explorer.run(model, seed)), self.explorer.line(model, seed)
