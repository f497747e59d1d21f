"""The films of *Data hunger*."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ... import style
from ...core import Model
from ...explore import Chart, Film, Frame, Look, Stage
from . import RedQueen

# ----------------------------------------------------- the tracker that forgets and the hoarder

HEIGHT = 46.0
LEFT = 3.0
RIGHT = 94.0
DAYS = 100
LONGEST = RedQueen.parameters()["memory"].high
NOTE, FORGOTTEN, TOWN, FORGETS, KEEPS, TRAIL = range(6)


def _record_memories(model: Model, seed: int) -> Iterator[Frame]:
    """Yield a frame a day: the town's course, the notes, and what two bakers make of them."""
    forgets = np.array(list(model.steps(seed, DAYS)))
    keeps = np.array(list(model.but(memory=LONGEST).steps(seed, DAYS)))
    # Of every day: where the town is, what was noted, and what the two of them say.
    told = np.column_stack((forgets, keeps[:, 2]))
    squared = (told[:, 2:] - told[:, :1]) ** 2
    errors = squared.cumsum(axis=0) / np.arange(1, DAYS + 1)[:, None]
    low = told.min()
    high = told.max()
    heights = 2 + (HEIGHT - 4) * (high - told) / (high - low)
    across = np.linspace(LEFT, RIGHT, DAYS)
    for day in range(DAYS):
        age = day - np.arange(day + 1)
        looks = np.full((day + 1, 4), TRAIL)
        looks[:, 1] = np.where(age < model.memory, NOTE, FORGOTTEN)
        yield Frame(
            x=np.append(np.full(3, across[day] + 2), np.repeat(across[: day + 1], 4)),
            y=np.append(heights[day, [0, 2, 3]], heights[: day + 1]),
            look=np.append([TOWN, FORGETS, KEEPS], looks),
            edges=_courses(day),
            measures=errors[day],
            says=_say_memories(model.memory, day, told[day], errors[day]),
        )


def _courses(day: int) -> list[tuple[int, int, int]]:
    """Return the lines along which the town and both bakers have come, behind the first 3 marks."""
    courses = ((0, 0), (2, 1), (3, 2))  # column and look: a note is on no line
    return [
        (3 + 4 * past + column, 7 + 4 * past + column, look)
        for past in range(day)
        for column, look in courses
    ]


def _say_memories(memory: int, day: int, told: np.ndarray, errors: np.ndarray) -> str:
    town, _, forgets, keeps = (f"{value:.1f}".replace("-", "−") for value in told)
    return (
        f"Day {day}: the town stands at {town}. Who remembers the last {memory} notes says "
        f"{forgets}, who keeps them all says {keeps}. So far their mean squared errors are "
        f"{errors[0]:.2f} and {errors[1]:.2f}."
    )


two_memories = Film(
    name="two_memories",
    title="One forgets, one keeps everything",
    home=__name__,
    model=RedQueen(memory=9, drift=0.2),
    record=_record_memories,
    stage=Stage(
        height=HEIGHT,
        marks=(
            Look(word="a note that both remember", colour=style.SKY, size=0.8),
            Look(
                word="a note that only the hoarder remembers",
                colour=style.FAINT,
                shape="ring",
                size=0.6,
            ),
            Look(word="the town as it is", colour=style.INK, shape="square", size=1.2),
            Look(word="who forgets", colour=style.BLUE, size=1.7),
            Look(word="who keeps everything", colour=style.VERMILION, shape="ring", size=1.7),
            Look(size=0.0),
        ),
        lines=(
            Look(colour=style.INK, shape="line", size=0.35),
            Look(colour=style.BLUE, shape="line", size=0.35),
            Look(colour=style.VERMILION, shape="dashes", size=0.35),
        ),
        chart=Chart(
            title="mean squared error so far",
            lines=(
                Look(colour=style.BLUE, shape="line"),
                Look(colour=style.VERMILION, shape="dashes"),
            ),
            ticks={0.0: "0", 1.0: "1", 2.0: "2"},
        ),
    ),
    step="day",
    pace=8,
    seals=("F12-red-queen",),
)
