"""The film of *Meaning accretion*: an archive that answers back, item by item."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from ... import style
from ...core import Model
from ...explore import Chart, Film, Frame, Look, Stage
from ...explore.film import HIDDEN
from . import LiveArchive

COLUMNS = 30
ROWS = 15
FULL = COLUMNS * ROWS  # items at which the film ends
DAYS = 90.0  # that it lasts at most
PACE = 4  # items a step
BAD, GOOD = range(2)
COPIED = 0  # the line from an item to its copy


def _place(item: int) -> tuple[float, float]:
    """Return where an item is kept: the shelf fills from the top, row by row."""
    row, column = divmod(item, COLUMNS)
    return 3 + column * 94 / (COLUMNS - 1), 3 + row * 3.25


def _record_archive(model: Model, seed: int) -> Iterator[Frame]:
    """Yield a frame after every few items: what is there, and what was copied from what."""
    events = model.steps(seed)
    at_start = round(model.bad) + round(model.good)
    looks = [BAD if event.bad else GOOD for event in itertools.islice(events, at_start)]
    alone = model.but(copying=0.0).run()
    new: list[tuple[int, int, int]] = []
    day = 0.0
    while True:
        x, y = np.array([_place(item) for item in range(len(looks))]).T
        for source, item, _ in new:  # a copy comes out of what was met
            x[item], y[item] = _place(source)
        bad = looks.count(BAD)
        good = looks.count(GOOD)
        met = float(model.met(bad, good)) if bad + good else 0.0
        uncopied = float(np.interp(day, alone.day, alone.met))
        yield Frame(
            x=x,
            y=y,
            look=list(looks),
            edges=[edge for edge in new if edge[0] != edge[1]],
            measures=(met, uncopied),
            says=f"Day {day:.1f}: {bad} bad items and {good} good ones. Of what a reader meets "
            f"{met:.0%} is bad; had nothing been copied, it would be {uncopied:.0%}.",
        )
        if day >= DAYS or len(looks) + PACE > FULL:
            return
        happens = list(itertools.islice(events, PACE))
        day = happens[-1].day if happens else DAYS
        new = []
        for event in happens:
            if event.what == "gone":
                looks[event.item] = HIDDEN
                continue
            looks.append(BAD if event.bad else GOOD)
            new.append((event.source, event.item, COPIED))


archive_answers = Film(
    name="archive_answers",
    title="The archive answers back",
    home=__name__,
    model=LiveArchive(copying=5.0),
    record=_record_archive,
    stage=Stage(
        height=51.5,
        marks=(
            Look(word="a bad item", colour=style.VERMILION, shape="square", size=1.1),
            Look(word="a good item", colour=style.BLUE, shape="ring", size=1.2),
        ),
        lines=(Look(word="met, and copied", colour=style.FAINT, shape="line", size=0.3),),
        chart=Chart(
            title="share of what readers meet that is bad",
            lines=(
                Look(word="in this archive", colour=style.VERMILION, shape="line"),
                Look(word="with nothing copied", colour=style.FAINT, shape="dashes"),
            ),
            ticks=style.percent(0.0, 0.5, 1.0),
        ),
    ),
    step="step",
    pace=5,
    seals=("F22-sticky-stigma",),
)
