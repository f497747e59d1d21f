"""Figures as small SVG that takes its colours from the page, and many of them in one block.

Text stays text, coordinates have one decimal, nothing names a date, and each colour of the style
becomes a CSS variable.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.figure import Figure

from .. import style

# The head of a file, comments, metadata, a style for the whole page, the page's own font, and no
# rotation at all.
_NOISE = re.compile(
    r"^.*?(?=<svg)|<!--.*?-->\s*|<metadata>.*?</metadata>\s*|<defs>\s*<style.*?</defs>\s*"
    r"|; font-family: [^;\"]*| transform=\"rotate\(-0 [^\"]*\"",
    re.S,
)
# What matplotlib wrote before version 3.10.
_SHORTHAND = re.compile(r"font: (italic |oblique )?(?:(\d+) )?([\d.]+px) [^;\"]*")
# matplotlib names every group; twice on a page, such names would clash.
_LABELS = re.compile(r'<g id="[^"]*">')
_COORDINATES = re.compile(r'\b(?:d|x|y|points)="[^"]*"')
_DECIMAL = re.compile(r"-?\d+\.\d+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_START = re.compile(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>')


def svg(fig: Figure, label: str, salt: str) -> str:
    """Return a figure as an `<svg>`.

    Parameters
    ----------
    fig : drawn in the colours of `recursivity.style`, which a page's theme then dyes.
    label : its text alternative.
    salt : keeps the identifiers of two figures on one page apart: each needs its own.
    """
    with io.StringIO() as file, mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}):
        fig.savefig(file, format="svg", metadata={"Date": None})
        text = file.getvalue()
    text = _LABELS.sub("<g>", _NOISE.sub("", _SHORTHAND.sub(_font, text)))
    text = _COORDINATES.sub(_terse, text)
    text = _COLOUR.sub(lambda found: style.css_name(found[0]) or found[0], text)
    box = _START.match(text)
    name = html.escape(label)
    return f'<svg viewBox="{box[1]}" role="img" aria-label="{name}">\n{text[box.end() :].strip()}'


def pack(frames: Sequence[str]) -> dict[str, list]:
    """Pack SVG texts that share most of their lines.

    Returns
    -------
    `lines`, every line once, and `frames`: for each of them runs of neighbouring lines, as start,
    length, start, …
    """
    number: dict[str, int] = {}
    packed = []
    for frame in frames:
        runs: list[int] = []
        for line in frame.splitlines():
            at = number.setdefault(line, len(number))
            if runs and runs[-2] + runs[-1] == at:
                runs[-1] += 1
            else:
                runs += [at, 1]
        packed.append(runs)
    return {"lines": list(number), "frames": packed}


def embed(data: object) -> str:
    """Return data as JSON that may stand inside a `<script>` of a page."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _terse(attribute: re.Match[str]) -> str:
    """Round coordinates, put a path on one line, and leave out each L that SVG implies."""
    path = " ".join(_DECIMAL.sub(_short, attribute[0]).split())
    return path if re.search("[CQ]", path) else path.replace(" L ", " ")


def _font(shorthand: re.Match[str]) -> str:
    """Return a font's style, weight and size, as the later versions write them.

    The matplotlib that runs in the browser is an older one.
    """
    slant, weight, size = shorthand.groups()
    parts = [f"font-style: {slant.strip()}"] if slant else []
    parts += [f"font-weight: {weight}"] if weight else []
    return "; ".join([*parts, f"font-size: {size}"])


def _short(number: re.Match[str]) -> str:
    rounded = round(float(number[0]), 1)
    return f"{rounded or 0:g}"  # "or 0": no negative zero
