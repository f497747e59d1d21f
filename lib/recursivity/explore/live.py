"""The front end of a running kernel: the same explorer as widgets, free over the whole range of every control."""

from __future__ import annotations

import html
import math
import sys
from importlib import resources
from typing import Any

import ipywidgets as widgets

from ..core import Number, Option
from .card import label
from .explorer import Explorer
from .question import Choice, Estimate
from .static import shown

FINE = 80  # positions of a slider on a logarithmic scale
SMOOTH = (
    sys.platform != "emscripten"
)  # redraw while a slider is still moving, except where the kernel is the browser itself


def widget(explorer: Explorer) -> widgets.Widget:
    """Return the explorer as one widget: question first, then controls, figure, sentence and the line of Python."""
    return _Live(explorer).box


class _Live:
    def __init__(self, explorer: Explorer) -> None:
        self.explorer, self.settled, self.painter = explorer, explorer.settle(), explorer.painter()
        self.seed = explorer.seeds[0]
        self.controls = {
            name: control(p, getattr(explorer.model, name))
            for name, p in explorer.parameters().items()
        }
        self.verdict, self.figure, self.says, self.line = (widgets.HTML() for _ in range(4))
        self.result = widgets.VBox(layout={"display": "none"})
        self.box = widgets.VBox(
            [
                widgets.HTML(_style()),
                widgets.HTML(self._head()),
                self._guess(),
                self.verdict,
                self.result,
            ]
        )
        self.box.add_class("explorer")
        self.result.children = [
            *self.controls.values(),
            self._buttons(),
            self.figure,
            self.says,
            self.line,
        ]
        for each in self.controls.values():
            each.observe(self.redraw, "value")
        self.redraw()

    def redraw(self, _change: Any = None) -> None:
        """Draw the present state; where the model refuses it, say so and keep the last figure."""
        try:
            model = self.explorer.model.but(
                **{name: each.value for name, each in self.controls.items()}
            )
            svg, sentence = self.painter.frame(self.explorer.run(model, self.seed))
        except (
            Exception
        ) as error:  # whatever a reader's own model or drawing does, the controls stay alive
            self.says.value = f'<p class="explorer-failure" role="alert">{html.escape(f"{type(error).__name__}: {error}")}</p>'
            return
        self.figure.value = f"<figure>{svg}</figure>"
        self.says.value = f'<p class="explorer-sentence" role="status">{html.escape(sentence)}</p>'
        self.line.value = (
            f"<pre><code>{html.escape(self.explorer.line(model, self.seed))}</code></pre>"
        )

    def commit(self, guess: Any) -> None:
        """Quote the guess back and show the result."""
        self.guess.layout.display = "none"
        self.verdict.value = f'<p class="explorer-verdict" role="status">{html.escape(self.settled.verdict(guess))}</p>'
        self.result.layout.display = None

    def ask_again(self) -> None:
        """Hide the result and ask the question anew."""
        self.result.layout.display, self.verdict.value, self.guess.layout.display = "none", "", None

    def reset(self) -> None:
        """Go back to the first state and the first seed."""
        self.seed = self.explorer.seeds[0]
        for name, each in self.controls.items():
            each.value = getattr(self.explorer.model, name)
        self.redraw()

    def another_seed(self) -> None:
        """Draw the present state with the next seed."""
        self.seed += 1
        self.redraw()

    def _head(self) -> str:
        title, ask = html.escape(self.explorer.title), html.escape(self.explorer.question.ask)
        return f'<p class="explorer-title">{title}</p><p>{ask}</p>'

    def _guess(self) -> widgets.Widget:
        question = self.explorer.question
        if isinstance(question, Choice):
            options = [(text, place) for place, text in enumerate(question.options)]
            field = widgets.RadioButtons(options=options, value=None, layout={"width": "auto"})
        else:
            field = _estimate(question)
        commit = _button("Commit to this guess", lambda: self.commit(field.value))
        commit.disabled = field.value is None
        field.observe(lambda _: setattr(commit, "disabled", False), "value")
        look = _button("Look at once", lambda: self.commit(None))
        self.guess = widgets.VBox([field, widgets.HBox([commit, look])])
        return self.guess

    def _buttons(self) -> widgets.Widget:
        again = _button("Guess again", self.ask_again)
        seed = [_button("Another seed", self.another_seed)] if len(self.explorer.seeds) > 1 else []
        return widgets.HBox([_button("Reset", self.reset), *seed, again])


def control(parameter: Number | Option, value: Any) -> widgets.Widget:
    """Return the widget of a parameter over its whole declared range, at `value`."""
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
        return widgets.SelectionSlider(
            options=[(shown(parameter, p), p) for p in places], value=value, **look
        )
    ends = {"min": parameter.low, "max": parameter.high, "step": parameter.step}
    if parameter.whole:
        return widgets.IntSlider(value=value, **ends, **look)
    decimals = max(2, -math.floor(math.log10(parameter.step)))  # a step must be seen to be taken
    return widgets.FloatSlider(value=value, readout_format=f".{decimals}f", **ends, **look)


def _estimate(question: Estimate) -> widgets.Widget:
    return widgets.FloatSlider(
        min=question.low,
        max=question.high,
        step=question.step,
        value=(question.low + question.high) / 2,
        description="Your guess",
        readout_format="g",
    )


def _button(text: str, do: Any) -> widgets.Button:
    button = widgets.Button(description=text, layout={"width": "auto"})
    button.on_click(lambda _: do())
    return button


def _style() -> str:
    css = resources.files(__package__).joinpath("assets/explorer.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"
