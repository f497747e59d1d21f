"""The front end of a film: a recording in native HTML, played by `assets/film.js`.

Without JavaScript, and in print, the first, the middle and the last step stand side by side with
their sentences. In a notebook the same player stands in a frame of its own.
"""

from __future__ import annotations

import gzip
import html
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any

import numpy as np

from .. import style
from .explorer import ExplorerError
from .film import HIDDEN, WIDTH, Film, Frame, Look, thirds
from .static import guess
from .svg import embed

HEAVIEST = 80_000  # bytes of one film, gzipped
SCALE = 2.0  # pixels of a still to one hundredth of the stage: three of them fill a column
BELOW = 76.0  # height of a still's chart, with its title
LEFT = 30.0  # room for the labels of its axis
SCRIPTS = ("guesses.js", "explorer.js", "film.js")  # of a film that stands alone
SPEEDS = (0.5, 1, 2, 4)


def page(film: Film) -> str:
    """Return the film with all its recordings as HTML that makes no request.

    Parameters
    ----------
    film : every one of its seeds is run, once.

    Raises
    ------
    ExplorerError where it weighs more than a page can carry.
    """
    text = block(film)
    if (weight := len(gzip.compress(text.encode()))) > HEAVIEST:
        raise ExplorerError(
            f"{film.name} weighs {weight / 1000:.0f} kB gzipped; a page can carry "
            f"{HEAVIEST / 1000:.0f}: record fewer marks, steps or seeds"
        )
    return text


def block(film: Film) -> str:
    """Return the film as a block of HTML.

    Parameters
    ----------
    film : every one of its seeds is run, once.
    """
    title = html.escape(film.title, quote=True)
    name = film.name.replace("_", "-")
    asks = " data-asks" if film.question else ""
    return f"""\
<section class="explorer film" id="film-{name}" data-film="{film.name}"{asks} aria-label="{title}">
<p class="explorer-title">{title}</p>
{_question(film, name)}<div class="explorer-result">
{_legend(film)}
<div class="film-stills">{"".join(_stills(film))}</div>
{_player(film)}
</div>
<script type="application/json">{embed(_data(film))}</script>
</section>"""


def alone(film: Film) -> str:
    """Return the film as HTML for a notebook: the player in a frame that shares nothing.

    Where no frame is shown, as in GitHub's view, the sentences of three steps remain.

    Parameters
    ----------
    film : every one of its seeds is run, once.
    """
    styles = _asset("explorer.css") + _asset("film.css") + "body{margin:0;font-family:sans-serif}"
    # The lines of a script in a frame must be the file's own: JupyterLite knows them by their hash.
    scripts = "".join(f"<script>{_asset(name)}</script>" for name in SCRIPTS)
    document = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{styles}</style>'
        f"<body>{block(film)}{scripts}</body></html>"
    )
    frames = film.frames()
    height = round(6.4 * film.stage.height) + 470
    told = "".join(f"<li>{html.escape(frames[at].says)}</li>" for at in thirds(len(frames)))
    return (
        f'<iframe class="film-frame" title="{html.escape(film.title, quote=True)}" '
        f'style="width:100%;max-width:42rem;height:{height}px;border:0" '
        f'srcdoc="{html.escape(document, quote=True)}"></iframe>'
        f"<details><summary>{html.escape(film.title)}: first, middle and last step in words"
        f"</summary><ol>{told}</ol></details>"
    )


def still(film: Film, frames: Sequence[Frame], at: int) -> str:
    """Return one step as an `<svg>`, with the measure up to it.

    Parameters
    ----------
    film : gives the stage.
    frames : all of its steps.
    at : which of them.
    """
    stage = film.stage
    wide = WIDTH * SCALE
    high = stage.height * SCALE
    parts = [_ground(film, at)] if stage.ground else []
    parts += _drawn_lines(film, frames[at])
    parts += _drawn_marks(film, frames[at])
    parts += [_text(x * SCALE, y * SCALE + 4, "middle", text) for x, y, text in stage.words]
    parts += _drawn_chart(film, frames, at, high)
    box = f"0 0 {wide:g} {high + BELOW:g}"
    says = html.escape(frames[at].says, quote=True)
    return f'<svg viewBox="{box}" role="img" aria-label="{says}">{"".join(parts)}</svg>'


def _ground(film: Film, at: int) -> str:
    """Return what is under everything: drawn in the first step, used again in the others."""
    name = f"ground-{film.name.replace('_', '-')}"
    look = f'class="film-ground" transform="scale({SCALE:g})"'
    if at == 0:
        return f'<path id="{name}" {look} d="{film.stage.ground}"/>'
    return f'<use href="#{name}"/>'


def _question(film: Film, name: str) -> str:
    if film.question is None:
        return ""
    return (
        f"{guess(film.question, name)}\n"
        '<p class="explorer-verdict" tabindex="-1" hidden></p>\n'
        '<details class="explorer-answer"><summary>The model’s answer</summary>'
        f"<p>{html.escape(film.settled.answer)}</p></details>\n"
    )


def _player(film: Film) -> str:
    """Return canvas and controls, hidden until the page's script has come."""
    step = html.escape(film.step, quote=True)
    speeds = "".join(
        f'<option value="{speed:g}"{" selected" * (speed == 1)}>{speed:g}×</option>'
        for speed in SPEEDS
    )
    another = '<button type="button" data-film-do="seed">Another seed</button>'
    again = '<button type="button" data-do="again">Guess again</button>'
    return f"""\
<div class="film-player" hidden>
<canvas role="img" aria-label=""></canvas>
<p class="explorer-sentence"></p>
<div class="film-controls" role="group" aria-label="Film">
<p class="explorer-buttons"><button type="button" data-film-do="play">Play</button>\
<button type="button" data-film-do="back" aria-label="One {step} back">−1</button>\
<button type="button" data-film-do="on" aria-label="One {step} on">+1</button>\
<label>Speed <select autocomplete="off">{speeds}</select></label>\
{another if len(film.seeds) > 1 else ""}{again if film.question else ""}</p>
<label class="film-scrub"><span>{step.capitalize()}</span>\
<input type="range" min="0" value="0" autocomplete="off"><output aria-hidden="true"></output>\
</label>
</div>
<p class="explorer-news" role="status"></p>
<details class="film-told"><summary>Every {step} in words</summary><ol start="0"></ol></details>
<details class="explorer-code"><summary>This film in Python</summary>\
<pre><code>{html.escape(film.line())}</code></pre></details>
</div>"""


def _data(film: Film) -> dict[str, Any]:
    """Return what the page's script needs: stage, recordings, verdicts."""
    stage = film.stage
    asked = film.settled
    return {
        "height": stage.height,
        "step": film.step,
        "pace": film.pace,
        "marks": [_look(look) for look in stage.marks],
        "lines": [_look(look) for look in stage.lines],
        "words": [list(word) for word in stage.words],
        "chart": {
            "title": stage.chart.title,
            "lines": [_look(look) for look in stage.chart.lines],
            "ticks": [[height, label] for height, label in stage.chart.ticks.items()],
        },
        "reels": [film.reel(seed) for seed in film.seeds],
        **({"verdicts": asked.verdicts, "answer": asked.answer} if asked else {}),
    }


def _look(look: Look) -> list[Any]:
    """Return shape, size and the CSS variable of a look."""
    name = style.css_name(look.colour)
    variable = "--rx-ink" if name == "currentColor" else name[4:-1]
    return [look.shape, look.size, variable]


def _legend(film: Film) -> str:
    """Return the looks that have a word, each with its sign."""
    stage = film.stage
    looks = dict.fromkeys([*stage.marks, *stage.lines, *stage.chart.lines])
    entries = [
        f'<li><svg viewBox="0 0 14 14" aria-hidden="true">{_sign(look)}</svg> '
        f"{html.escape(look.word)}</li>"
        for look in looks
        if look.word
    ]
    return f'<ul class="film-legend">{"".join(entries)}</ul>'


def _sign(look: Look) -> str:
    if look.shape in ("line", "dashes"):
        return f'<path d="M0 7H14" {_stroke(look, 2.5)}/>'
    return _mark(look, 7, 7, 4.5)


def _mark(look: Look, x: float, y: float, radius: float) -> str:
    """Return a mark as SVG, in pixels."""
    colour = style.css_name(look.colour)
    paint = (
        f'fill="none" stroke="{colour}" stroke-width="1.5"'
        if look.shape in ("ring", "frame")
        else f'fill="{colour}"'
    )
    if look.shape in ("square", "frame"):
        corner = f'x="{x - radius:.1f}" y="{y - radius:.1f}"'
        return f'<rect {corner} width="{2 * radius:.1f}" height="{2 * radius:.1f}" {paint}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {paint}/>'


def _stroke(look: Look, width: float) -> str:
    dashes = ' stroke-dasharray="4 3"' if look.shape == "dashes" else ""
    return f'fill="none" stroke="{style.css_name(look.colour)}" stroke-width="{width:g}"{dashes}'


def _drawn_marks(film: Film, frame: Frame) -> Iterator[str]:
    x = np.ravel(frame.x)
    shape = x.shape
    columns = (x, np.ravel(frame.y), *(np.broadcast_to(a, shape) for a in (frame.look, frame.size)))
    for left, top, look, size in zip(*columns, strict=True):
        if look != HIDDEN and size > 0:
            drawn = film.stage.marks[int(look)]
            yield _mark(drawn, left * SCALE, top * SCALE, drawn.size * size * SCALE)


def _drawn_lines(film: Film, frame: Frame) -> Iterator[str]:
    x = np.ravel(frame.x) * SCALE
    y = np.ravel(frame.y) * SCALE
    for start, end, look in frame.edges:
        path = f"M{x[start]:.1f} {y[start]:.1f}L{x[end]:.1f} {y[end]:.1f}"
        line = film.stage.lines[look]
        yield f'<path d="{path}" {_stroke(line, line.size * SCALE)}/>'


def _drawn_chart(film: Film, frames: Sequence[Frame], at: int, top: float) -> Iterator[str]:
    """Yield title, axis and the lines of the measures up to a step, below a stage."""
    chart = film.stage.chart
    low = min(chart.ticks)
    high = max(chart.ticks)
    left = LEFT
    right = WIDTH * SCALE - 4
    floor = top + BELOW - 8
    ceiling = top + 24

    def level(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return floor - share * (floor - ceiling)

    yield _text(0, top + 12, "start", chart.title)
    for value, label in chart.ticks.items():
        y = level(value)
        yield f'<path d="M{left:g} {y:.1f}H{right:g}" stroke="var(--rx-grid)" stroke-width="1"/>'
        yield _text(left - 4, y + 4, "end", label)
    places = np.linspace(left, right, len(frames))
    for number, look in reversed(list(enumerate(chart.lines))):  # the first is on top
        heights = [level(frame.measures[number]) for frame in frames[: at + 1]]
        points = " ".join(f"{x:.1f} {y:.1f}" for x, y in zip(places, heights, strict=False))
        yield f'<path d="M{points}" {_stroke(look, 2)}/>'
        yield _mark(Look(colour=look.colour), places[at], heights[-1], 3)


def _text(x: float, y: float, anchor: str, text: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="11" fill="currentColor">{html.escape(text)}</text>'


def _stills(film: Film) -> Iterator[str]:
    frames = film.frames()
    for at in thirds(len(frames)):
        says = html.escape(frames[at].says)
        yield f"<figure>{still(film, frames, at)}<figcaption>{says}</figcaption></figure>"


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(f"assets/{name}").read_text(encoding="utf-8")
