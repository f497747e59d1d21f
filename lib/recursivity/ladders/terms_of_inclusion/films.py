"""The film of *Terms of inclusion*: patrols that are sent where patrols were sent."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from ... import style
from ...core import Model
from ...explore import Chart, Film, Frame, Look, Stage
from ...explore.film import heap
from . import PatrolUrn
from .patrols import Record

DAYS = 150
TOWNS = 5  # whose course the chart shows; the first is the one on the stage
HOMES = (25.0, 75.0)  # of the two quarters, across the stage
COLUMNS = 15
GAP = 2.6
FLOOR = 32.0  # of the heaps, down the stage
STREET = 37.5  # where the patrol goes
PATROL, IN_A, IN_B = range(3)


def _record_patrols(model: Model, seed: int) -> Iterator[Frame]:
    """Yield a frame a day: where the patrol is, and the entries of both quarters."""
    days = itertools.islice(model.steps(seed), DAYS + 1)
    entries: list[tuple[int, int]] = []
    before = [0, 0]
    for number, record in enumerate(days):
        counts = [int(record.a[0]), int(record.b[0])]
        new = [(q, n) for q in (0, 1) for n in range(before[q], counts[q])]
        entries += new
        before = counts
        where = 0 if record.to_a[0] else 1
        places = [heap(n, HOMES[quarter], FLOOR, COLUMNS, GAP) for quarter, n in entries]
        x, y = np.array(places).T
        if number:  # what is found today starts from the patrol
            fresh = slice(len(entries) - len(new), None)
            x[fresh] = [HOMES[quarter] for quarter, _ in new]
            y[fresh] = STREET
        yield Frame(
            x=[HOMES[where] if number else 50.0, *x],
            y=[STREET, *y],
            look=[PATROL, *(IN_A if quarter == 0 else IN_B for quarter, _ in entries)],
            measures=record.share[:TOWNS],
            says=_say_day(number, model, where, bool(new), record),
        )


def _say_day(number: int, model: Model, where: int, new: bool, record: Record) -> str:
    share = record.share[0]
    standing = (
        f"The record has {record.a[0]:.0f} entries of the Harbour and {record.b[0]:.0f} of the "
        f"Hill, so that the next patrol goes to the Harbour with a chance of {share:.0%}; of all "
        f"that happens, {model.truth:.0%} happens there."
    )
    if number == 0:
        return f"Day 0. {standing}"
    quarter = ("Harbour", "Hill")[where]
    return f"Day {number}: sent to the {quarter}, {'a find' if new else 'no find'}. {standing}"


_OTHERS = (Look(colour=style.FAINT, shape="line"),) * (TOWNS - 2)

patrols = Film(
    name="patrols",
    title="Sent where it was sent before",
    home=__name__,
    model=PatrolUrn(),
    record=_record_patrols,
    stage=Stage(
        height=44.0,
        marks=(
            Look(word="the patrol", colour=style.INK, shape="square", size=2.2),
            Look(word="an entry of the Harbour", colour=style.BLUE, size=1.1),
            Look(word="an entry of the Hill", colour=style.VERMILION, shape="ring", size=1.1),
        ),
        words=((HOMES[0], 42.0, "Harbour"), (HOMES[1], 42.0, "Hill")),
        chart=Chart(
            title="chance that the next patrol goes to the Harbour",
            lines=(
                Look(word="this town", colour=style.BLUE, shape="line"),
                Look(
                    word="four other towns, with the same crime", colour=style.FAINT, shape="line"
                ),
                *_OTHERS,
            ),
            ticks=style.percent(0.0, 0.5, 1.0),
        ),
    ),
    step="day",
    pace=6,
    seals=("F26-uneven-gaze",),
)
