"""The front end of a static page: ready frames in native HTML, moved by `assets/explorer.js`.

Without JavaScript the page shows the question, the first frame, its sentence, and the model's
answer behind a disclosure.
"""

from __future__ import annotations

import gzip
import html
from collections.abc import Mapping
from typing import Any

from ..core import Model, Number, Parameter
from .card import called
from .explorer import Explorer, ExplorerError
from .question import Choice, Estimate
from .svg import embed, pack
from .units import quantity

FINE = 200  # positions of a control over its whole range: finer than a finger
# Bytes of one explorer, gzipped: five make a page that a telephone opens in a second or two.
HEAVIEST = 150_000


def page(explorer: Explorer) -> str:
    """Return the explorer with all its frames as HTML that needs no kernel and makes no request.

    Parameters
    ----------
    explorer : every one of its states is run and drawn, once.

    Raises
    ------
    ExplorerError where it has more frames or more weight than a page can carry.
    """
    first = explorer.states().index((explorer.model, explorer.seeds[0]))
    text = block(explorer, list(explorer.painter().frames()), first)
    if (weight := len(gzip.compress(text.encode()))) > HEAVIEST:
        raise ExplorerError(
            f"{explorer.name} weighs {weight / 1000:.0f} kB gzipped; a page can carry "
            f"{HEAVIEST / 1000:.0f}: draw fewer points, or offer fewer positions or seeds"
        )
    return text


def block(explorer: Explorer, drawn: list[tuple[str, str, str]], start: int = 0) -> str:
    """Return the explorer as a block of HTML.

    Parameters
    ----------
    explorer : gives question, answer and controls.
    drawn : frames as figure, sentence and line of Python; in the order of `Explorer.states` where
        they are all of them.
    start : which of them is shown first.
    """
    svg, sentence, line = drawn[start]
    name = explorer.name.replace("_", "-")
    title = _text(explorer.title)
    return f"""\
<section class="explorer" id="explorer-{name}" data-explorer="{explorer.name}" aria-label="{title}">
<p class="explorer-title">{title}</p>
{guess(explorer.question, name)}
<p class="explorer-verdict" tabindex="-1" hidden></p>
<details class="explorer-answer"><summary>The model’s answer</summary>\
<p>{_text(explorer.settled.answer)}</p></details>
<div class="explorer-result">
<div class="explorer-controls" role="group" aria-label="Controls">
{controls(explorer, explorer.positions(), explorer.model)}\
<p class="explorer-buttons"><button type="button" data-do="reset">Reset</button>\
{_another_seed(explorer)}<button type="button" data-do="again">Guess again</button></p>
</div>
<figure>{svg}</figure>
<p class="explorer-sentence">{_text(sentence)}</p>
<p class="explorer-news" role="status"></p>
<details class="explorer-code"><summary>This state in Python</summary>\
<pre><code>{_text(line)}</code></pre></details>
</div>
<script type="application/json">{embed(_data(explorer, drawn))}</script>
</section>"""


def controls(explorer: Explorer, positions: Mapping[str, list[Any]], model: Model) -> str:
    """Return the controls as HTML.

    Parameters
    ----------
    explorer : its first state is what a reset goes back to.
    positions : values by name of the parameter; a control with one of them is left out.
    model : what the controls are set to; its values are among the positions.
    """
    first = explorer.model
    return "".join(
        control(explorer.parameters()[name], values, getattr(model, name), getattr(first, name))
        for name, values in positions.items()
        if len(values) > 1
    )


def control(parameter: Parameter, values: list[Any], value: Any, start: Any) -> str:
    """Return a parameter's control as HTML: a slider of a number, a menu of an option.

    Parameters
    ----------
    parameter : gives name, unit and meaning.
    values : what it can be set to.
    value, start : what it is set to, and what a reset goes back to, both of them among `values`.
    """
    at = values.index(value)
    home = f'data-start="{values.index(start)}" autocomplete="off"'
    head = (
        f'<label title="{_text(parameter.meaning)}">'
        f'<span class="explorer-label">{_label(parameter)}</span>'
    )
    if isinstance(parameter, Number):
        texts = [shown(parameter, value) for value in values]
        return (
            f'{head}<input type="range" min="0" max="{len(values) - 1}" value="{at}" {home} '
            f'data-texts="{_text("|".join(texts))}" aria-valuetext="{_text(texts[at])}">'
            f'<output aria-hidden="true">{_text(texts[at])}</output></label>\n'
        )
    options = "".join(
        f'<option value="{i}"{" selected" * (i == at)}>{_text(v)}</option>'
        for i, v in enumerate(values)
    )
    return f"{head}<select {home}>{options}</select></label>\n"


def fine(parameter: Parameter, *known: Any) -> list[Any]:
    """Return the positions of a control that moves over its whole range.

    Parameters
    ----------
    parameter : gives the range.
    known : values that must be among the positions.
    """
    if not isinstance(parameter, Number):
        return parameter.grid()
    steps = round((parameter.high - parameter.low) / parameter.step) + 1
    return sorted({*parameter.grid(FINE if parameter.scale == "log" else min(steps, FINE)), *known})


def shown(parameter: Parameter, value: Any) -> str:
    """Return a value with its unit, as a control shows and a screen reader speaks it."""
    if isinstance(value, str):
        return value
    number = f"{value:,}" if isinstance(value, int) else f"{value:g}"
    return quantity(number, parameter.unit)


def _data(explorer: Explorer, drawn: list[tuple[str, str, str]]) -> dict[str, Any]:
    """Return what the page's script needs: frames, their sentences and lines, verdicts."""
    return {
        **pack([frame for frame, _, _ in drawn]),
        "says": [says for _, says, _ in drawn],
        "code": [code for _, _, code in drawn],
        "verdicts": explorer.settled.verdicts,
        "answer": explorer.settled.answer,
    }


def _text(text: str) -> str:
    return html.escape(text, quote=True)


def _label(parameter: Parameter) -> str:
    """Return a parameter's name with its symbol, which is seen and not read aloud."""
    symbol = f' <span aria-hidden="true">{_text(parameter.symbol)}</span>'
    return _text(called(parameter)) + (symbol if parameter.symbol else "")


def guess(question: Choice | Estimate, name: str) -> str:
    """Return a question as HTML, with what commits to an answer.

    Parameters
    ----------
    question : what is asked.
    name : keeps its options apart from those of other questions on the page.
    """
    field = _choice(question, name) if isinstance(question, Choice) else _estimate(question)
    return (
        f'<fieldset class="explorer-guess"><legend>{_text(question.ask)}</legend>'
        f'<div class="explorer-options">{field}</div>'
        '<p class="explorer-buttons">'
        '<button type="button" data-do="commit">Commit to this guess</button>'
        '<button type="button" data-do="look">Look at once <kbd>Esc</kbd></button></p></fieldset>'
    )


def _choice(question: Choice, name: str) -> str:
    return "".join(
        f'<label><input type="radio" name="guess-{name}" value="{place}" autocomplete="off"> '
        f"{_text(option)}</label>"
        for place, option in enumerate(question.options)
    )


def _estimate(question: Estimate) -> str:
    number = f"{question.middle:g}"
    said = _text(question.said(number))
    one = _text(question.said("1").removeprefix("1"))
    many = _text(question.said("2").removeprefix("2"))
    return (
        '<label class="explorer-estimate">Your guess '
        f'<input type="range" min="{question.low:g}" max="{question.high:g}" '
        f'step="{question.step:g}" value="{number}" data-one="{one}" data-unit="{many}" '
        f'aria-valuetext="{said}" autocomplete="off">'
        f'<output aria-hidden="true">{said}</output></label>'
    )


def _another_seed(explorer: Explorer) -> str:
    if len(explorer.seeds) < 2:
        return ""
    count = f'data-seeds="{len(explorer.seeds)}" value="0"'
    return f'<button type="button" data-do="seed" {count}>Another seed</button>'
