"""The front end of a static page: ready frames in native HTML controls, moved by `assets/explorer.js`.

Without JavaScript the page shows the question, the first frame, its sentence, and the model's answer behind a disclosure.
"""

from __future__ import annotations

import gzip
import html
from collections.abc import Mapping
from typing import Any

from ..core import Model, Number, Parameter
from .card import label
from .explorer import Explorer, ExplorerError
from .question import Choice, Estimate
from .svg import embed, pack

FINE = 200  # positions of a control over its whole range: finer than a finger
HEAVIEST = 150_000  # bytes of one explorer, gzipped: five of them still make a page that a telephone opens in a second or two


def page(explorer: Explorer) -> str:
    """Return the explorer with all its frames as a block of HTML that needs no kernel and makes no request.

    Raises
    ------
    ExplorerError where it weighs more than a page can carry.
    """
    text = block(
        explorer,
        list(explorer.painter().frames()),
        explorer.states().index((explorer.model, explorer.seeds[0])),
    )
    if (weight := len(gzip.compress(text.encode()))) > HEAVIEST:
        raise ExplorerError(
            f"{explorer.name} weighs {weight / 1000:.0f} kB gzipped; a page can carry {HEAVIEST / 1000:.0f}: "
            "draw fewer points, or offer fewer positions or seeds"
        )
    return text


def block(explorer: Explorer, drawn: list[tuple[str, str, str]], start: int = 0) -> str:
    """Return the explorer as a block of HTML with these frames (figure, sentence, line of Python), open at one of them."""
    svg, sentence, line = drawn[start]
    settled = explorer.settle()
    name = explorer.name.replace("_", "-")
    data = pack([frame for frame, _, _ in drawn]) | {
        "says": [says for _, says, _ in drawn],
        "code": [code for _, _, code in drawn],
        "verdicts": settled.verdicts,
        "answer": settled.answer,
    }
    return f"""\
<section class="explorer" id="explorer-{name}" data-explorer="{explorer.name}" aria-label="{_text(explorer.title)}">
<p class="explorer-title">{_text(explorer.title)}</p>
{_guess(explorer.question, name)}
<p class="explorer-verdict" tabindex="-1" hidden></p>
<details class="explorer-answer"><summary>The model’s answer</summary><p>{_text(settled.answer)}</p></details>
<div class="explorer-result">
<div class="explorer-controls" role="group" aria-label="Controls">
{controls(explorer, explorer.positions(), explorer.model)}\
<p class="explorer-buttons"><button type="button" data-do="reset">Reset</button>\
{_another_seed(explorer)}<button type="button" data-do="again">Guess again</button></p>
</div>
<figure>{svg}</figure>
<p class="explorer-sentence">{_text(sentence)}</p>
<p class="explorer-news" role="status"></p>
<details class="explorer-code"><summary>This state in Python</summary><pre><code>{_text(line)}</code></pre></details>
</div>
<script type="application/json">{embed(data)}</script>
</section>"""


def controls(explorer: Explorer, positions: Mapping[str, list[Any]], model: Model) -> str:
    """Return the controls with these positions: set to `model`, and back to the explorer's first state by a reset."""
    first = explorer.model
    return "".join(
        control(explorer.parameters()[name], values, getattr(model, name), getattr(first, name))
        for name, values in positions.items()
        if len(values) > 1
    )


def control(parameter: Parameter, values: list[Any], value: Any, start: Any) -> str:
    """Return a parameter's control: one of `values`, set to `value`, and back to `start` by a reset."""
    at, start = values.index(value), values.index(start)
    tip = f'title="{_text(parameter.meaning)}"'
    head = f'<label {tip}><span class="explorer-label">{_text(label(parameter))}</span>'
    if isinstance(parameter, Number):
        texts = [shown(parameter, value) for value in values]
        return (
            f'{head}<input type="range" min="0" max="{len(values) - 1}" value="{at}" data-start="{start}" autocomplete="off" '
            f'data-texts="{_text("|".join(texts))}" aria-valuetext="{_text(texts[at])}">'
            f'<output aria-hidden="true">{_text(texts[at])}</output></label>\n'
        )
    options = "".join(
        f'<option value="{i}"{" selected" * (i == at)}>{_text(v)}</option>'
        for i, v in enumerate(values)
    )
    return f'{head}<select data-start="{start}" autocomplete="off">{options}</select></label>\n'


def fine(parameter: Parameter, *known: Any) -> list[Any]:
    """Return the positions of a control that moves over its whole range, values that are `known` among them."""
    if not isinstance(parameter, Number):
        return parameter.grid()
    steps = round((parameter.high - parameter.low) / parameter.step) + 1
    return sorted({*parameter.grid(FINE if parameter.scale == "log" else min(steps, FINE)), *known})


def shown(parameter: Any, value: Any) -> str:
    """Return a value with its unit, as a control shows and a screen reader speaks it."""
    number = (
        value
        if isinstance(value, str)
        else f"{value:,}"
        if isinstance(value, int)
        else f"{value:g}"
    )
    unit = parameter.unit.removesuffix("s") if value == 1 else parameter.unit
    return f"{number} {unit}".strip()


def _text(text: str) -> str:
    return html.escape(text, quote=True)


def _guess(question: Choice | Estimate, name: str) -> str:
    if isinstance(question, Choice):
        field = "".join(
            f'<label><input type="radio" name="guess-{name}" value="{i}" autocomplete="off"> {_text(o)}</label>'
            for i, o in enumerate(question.options)
        )
    else:
        middle = (
            question.low + round((question.high - question.low) / 2 / question.step) * question.step
        )
        field = (
            f'<label class="explorer-estimate">Your guess <input type="range" min="{question.low:g}" max="{question.high:g}" '
            f'step="{question.step:g}" value="{middle:g}" data-unit="{_text(question.gap + question.unit)}" autocomplete="off">'
            f'<output aria-hidden="true">{middle:g}{_text(question.gap + question.unit)}</output></label>'
        )
    return (
        f'<fieldset class="explorer-guess"><legend>{_text(question.ask)}</legend><div class="explorer-options">{field}</div>'
        '<p class="explorer-buttons"><button type="button" data-do="commit">Commit to this guess</button>'
        '<button type="button" data-do="look">Look at once <kbd>Esc</kbd></button></p></fieldset>'
    )


def _another_seed(explorer: Explorer) -> str:
    if len(explorer.seeds) < 2:
        return ""
    return f'<button type="button" data-do="seed" data-seeds="{len(explorer.seeds)}" value="0">Another seed</button>'
