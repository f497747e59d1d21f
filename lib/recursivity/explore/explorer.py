"""Explorer: a question, a model and a figure that a reader can turn, with a kernel and without.

An explorer is declared once. In JupyterLab it becomes widgets over the full range of every control
(`jupyter`); on a page of the book it becomes frames that were drawn when the book was built
(`static`), and where Python runs in that page they move over the full range too (`kernel`). Figure
and sentence are the same everywhere.
"""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import style
from ..core import Model, Number, Option, Result
from .question import Choice, Estimate, Settled
from .svg import svg

# What a page can carry and a build can draw: some 4 seconds and well under 150 kB gzipped.
MOST_FRAMES = 64
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
    controls : name of a parameter -> how many positions its static control has, or which. A control
        with a single position has no place on a static page and its full range in front of Python.
    scene : draws on an empty figure what is the same in every frame, and returns the axes
        (`style.axes` does most of it).
    draw : draws one result on these axes; what it adds is taken away before the next frame.
    sentence : says in numbers what the figure shows now; it is the figure's text alternative too.
    seeds : what "another seed" visits on a static page; one seed for a model without chance.
    run : makes a result of a model and a seed; long work may be looked up here instead of run.
    line : returns the Python that gives this result.
    seals : what gives the answer away and stays closed until the reader has guessed: claims of the
        ledger ("F12-red-queen"), or single observations ("F12-red-queen.best_memory").

    Raises
    ------
    ExplorerError where a control is not a parameter of the model, or has no position; where there
        is no seed.
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
                    f"{self.name}: the positions of {name} are empty: "
                    "give at least one value, or a count"
                )
        if len(self.seeds) == 0:
            raise ExplorerError(f"{self.name}: the seeds are empty: give at least one")

    @cached_property
    def settled(self) -> Settled:
        """The question with the model's own answer, which is computed once."""
        return self.question.settle()

    def parameters(self) -> dict[str, Number | Option]:
        """Return the declarations of the controlled parameters by name."""
        declared = self.model.parameters()
        return {name: declared[name] for name in self.controls}

    def positions(self) -> dict[str, list[Any]]:
        """Return the positions of every static control.

        Returns
        -------
        By name of the parameter its values, ascending, the first state's among them.

        Raises
        ------
        ParameterError where a position is out of range; ExplorerError where the first state is not
            among them.
        """
        found = {}
        for name, parameter in self.parameters().items():
            wanted = self.controls[name]
            start = getattr(self.model, name)
            if isinstance(wanted, int):
                values = parameter.grid(wanted)
            else:
                values = [parameter.check(value) for value in wanted]
            if start not in values:
                raise ExplorerError(
                    f"{self.name}: {name} starts at {start!r}, "
                    f"which is not among its positions {values}"
                )
            found[name] = values
        return found

    def states(self) -> list[tuple[Model, int]]:
        """Return model and seed of every frame of the static page.

        Returns
        -------
        In the order of the frames: the last control turns fastest, the seed faster still.

        Raises
        ------
        ExplorerError where there are more than `MOST_FRAMES`.
        """
        positions = self.positions()
        count = len(self.seeds) * math.prod(len(values) for values in positions.values())
        if count > MOST_FRAMES:
            sizes = [f"{name} {len(values)}" for name, values in positions.items()]
            sizes.append(f"seeds {len(self.seeds)}")
            raise ExplorerError(
                f"{self.name} would need {count} frames ({' x '.join(sizes)}); a page can carry "
                f"{MOST_FRAMES}: give a control fewer positions, leave one out, "
                "or offer fewer seeds"
            )
        models = [
            self.model.but(**dict(zip(positions, values, strict=True)))
            for values in itertools.product(*positions.values())
        ]
        return [(model, seed) for model in models for seed in self.seeds]

    def seed(self, place: int) -> int:
        """Return the seed that is shown after *Another seed* was asked for a number of times.

        Parameters
        ----------
        place : how many times, at least 0.

        Returns
        -------
        First the declared seeds, in their order, then those that follow the last of them.
        """
        beyond = place - len(self.seeds) + 1
        return self.seeds[-1] + beyond if beyond > 0 else self.seeds[place]

    def painter(self) -> Painter:
        """Return what draws this explorer's frames one after the other on one figure."""
        return Painter(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Show frames in the book's build, widgets in JupyterLab, and elsewhere the question."""
        text = (
            f"{self.title}. {self.question.ask} "
            "(Run this cell in JupyterLab, or read this page in the book.)"
        )
        # The front ends import this module, and only who shows an explorer needs one of them.
        if os.environ.get(PAGES):
            from .static import page

            return {"text/html": page(self), "text/plain": text}
        from .jupyter import JupyterExplorer

        front = JupyterExplorer(self)
        state = {"answer": self.settled.answer, **front.state}
        return {**front.box._repr_mimebundle_(), STATE: state, "text/plain": text}


class Painter:
    """Draws frame after frame on one figure.

    Axes, ticks and labels are made once, as they cost most of a frame's time. The course's style
    holds while it draws and not a moment longer: a reader's own settings of matplotlib stay.

    Parameters
    ----------
    explorer : whose scene is drawn at once.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        with mpl.rc_context(style.RC):
            self.figure = Figure()
            self.axes = explorer.scene(self.figure)

    def frame(self, result: Result) -> tuple[str, str]:
        """Return one result as an `<svg>` and the sentence that goes with it.

        Raises
        ------
        Whatever the explorer's own `sentence` or `draw` raises; the figure is clean after it.
        """
        sentence = self.explorer.sentence(result)
        kept = {ax: set(ax.get_children()) for ax in self.figure.axes}
        with mpl.rc_context(style.RC):
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
