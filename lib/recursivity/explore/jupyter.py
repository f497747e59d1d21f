"""The front end in JupyterLab: widgets, free over the whole range of every control."""

from __future__ import annotations

import html
import math
import sys
from collections.abc import Callable
from importlib import resources
from typing import Any

import ipywidgets as widgets

from ..core import Number, Option
from .card import label
from .explorer import Explorer
from .question import Choice, Estimate
from .static import shown

FINE = 80  # positions of a slider on a logarithmic scale
# Redraw while a slider is still moving, except where the kernel is the browser itself.
SMOOTH = sys.platform != "emscripten"
# A box that was hidden comes back with "flex" only: in JupyterLite `None` leaves it hidden.
HIDDEN = "none"
VISIBLE = "flex"


class JupyterExplorer:
    """An explorer in use: question first, then controls, figure, sentence and line of Python.

    Parameters
    ----------
    explorer : its first state is run and drawn at once.

    Attributes
    ----------
    box : the widget to show.
    state : `sentence` and `line` of what the figure shows.

    Raises
    ------
    Whatever the explorer raises at its first state; later states say why they cannot be drawn.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.painter = explorer.painter()
        self.place = 0  # how many times another seed was asked for
        self.held = False  # whether controls move without a drawing of each move
        self.controls = {
            name: control(parameter, getattr(explorer.model, name))
            for name, parameter in explorer.parameters().items()
        }
        self.verdict = widgets.HTML()
        self.figure = widgets.HTML()
        self.says = widgets.HTML()
        self.line = widgets.HTML()
        self.result = widgets.VBox(
            [*self.controls.values(), self._buttons(), self.figure, self.says, self.line],
            layout={"display": HIDDEN},
        )
        self.guess = self._guess()
        head = widgets.HTML(self._head())
        self.box = widgets.VBox([style_sheet(), head, self.guess, self.verdict, self.result])
        self.box.add_class("explorer")
        for each in self.controls.values():
            each.observe(self.redraw, "value")
        self._draw()

    def redraw(self, _change: Any = None) -> None:
        """Draw the present state; where that fails, say so and keep the last figure."""
        if self.held:
            return
        try:
            self._draw()
        except Exception as error:  # whatever a reader's own model or drawing does
            said = html.escape(f"{type(error).__name__}: {error}")
            self.says.value = f'<p class="explorer-failure" role="alert">{said}</p>'

    def commit(self, guess: Any) -> None:
        """Quote a guess back and show the result.

        Parameters
        ----------
        guess : the place of an option, a number, or None for who looked at once.
        """
        said = html.escape(self.explorer.settled.verdict(guess))
        self.guess.layout.display = HIDDEN
        self.verdict.value = f'<p class="explorer-verdict" role="status">{said}</p>'
        self.result.layout.display = VISIBLE

    def ask_again(self) -> None:
        """Hide the result and ask the question anew."""
        self.result.layout.display = HIDDEN
        self.verdict.value = ""
        self.guess.layout.display = VISIBLE

    def reset(self) -> None:
        """Go back to the first state and the first seed, in one drawing."""
        self.place = 0
        self.held = True
        try:
            for name, each in self.controls.items():
                each.value = getattr(self.explorer.model, name)
        finally:
            self.held = False
        self.redraw()

    def another_seed(self) -> None:
        """Draw the present state with the next seed: those of the page first, then new ones."""
        self.place += 1
        self.redraw()

    def _draw(self) -> None:
        values = {name: each.value for name, each in self.controls.items()}
        model = self.explorer.model.but(**values)
        seed = self.explorer.seed(self.place)
        svg, sentence = self.painter.frame(self.explorer.run(model, seed))
        line = self.explorer.line(model, seed)
        self.state = {"line": line, "sentence": sentence}
        self.figure.value = f"<figure>{svg}</figure>"
        said = html.escape(sentence)
        self.says.value = f'<p class="explorer-sentence" role="status">{said}</p>'
        self.line.value = f"<pre><code>{html.escape(line)}</code></pre>"

    def _head(self) -> str:
        title = html.escape(self.explorer.title)
        ask = html.escape(self.explorer.question.ask)
        return f'<p class="explorer-title">{title}</p><p>{ask}</p>'

    def _guess(self) -> widgets.Widget:
        question = self.explorer.question
        if isinstance(question, Choice):
            options = [(text, place) for place, text in enumerate(question.options)]
            field = widgets.RadioButtons(options=options, value=None, layout={"width": "auto"})
        else:
            field = _estimate(question)
        commit = button("Commit to this guess", lambda: self.commit(field.value))
        commit.disabled = field.value is None
        field.observe(lambda _: setattr(commit, "disabled", False), "value")
        look = button("Look at once", lambda: self.commit(None))
        return widgets.VBox([field, widgets.HBox([commit, look])])

    def _buttons(self) -> widgets.Widget:
        reset = button("Reset", self.reset)
        again = button("Guess again", self.ask_again)
        if len(self.explorer.seeds) < 2:
            return widgets.HBox([reset, again])
        return widgets.HBox([reset, button("Another seed", self.another_seed), again])


def control(parameter: Number | Option, value: Any) -> widgets.Widget:
    """Return the widget of a parameter over its whole declared range.

    Parameters
    ----------
    parameter : gives name, unit, meaning and range.
    value : what it is set to.
    """
    look = {
        "description": label(parameter),
        "style": {"description_width": "auto"},
        "layout": {"width": "98%"},
        "tooltip": parameter.meaning,
    }
    if isinstance(parameter, Option):
        return widgets.Dropdown(options=list(parameter.options), value=value, **look)
    look["continuous_update"] = SMOOTH
    if parameter.scale == "log":
        places = sorted({*parameter.grid(FINE), value})
        options = [(shown(parameter, place), place) for place in places]
        return widgets.SelectionSlider(options=options, value=value, **look)
    if parameter.unit:  # beside the number stands what was typed: no place for a unit there
        look["description"] = f"{label(parameter)} ({parameter.unit})"
    ends = {"min": parameter.low, "max": parameter.high, "step": parameter.step}
    if parameter.whole:
        return widgets.IntSlider(value=value, **ends, **look)
    decimals = max(2, -math.floor(math.log10(parameter.step)))  # a step must be seen to be taken
    return widgets.FloatSlider(value=value, readout_format=f".{decimals}f", **ends, **look)


def button(text: str, do: Callable[[], None]) -> widgets.Button:
    """Return a button as wide as its words that does something."""
    made = widgets.Button(description=text, layout={"width": "auto"})
    made.on_click(lambda _: do())
    return made


def style_sheet() -> widgets.Widget:
    """Return the explorers' style as a widget that shows nothing."""
    css = resources.files(__package__).joinpath("assets/explorer.css").read_text(encoding="utf-8")
    return widgets.HTML(f"<style>{css}</style>")


def _estimate(question: Estimate) -> widgets.Widget:
    return widgets.FloatSlider(
        min=question.low,
        max=question.high,
        step=question.step,
        value=question.middle,
        description=f"Your guess ({question.unit})" if question.unit else "Your guess",
        style={"description_width": "auto"},
        readout_format="g",
    )
