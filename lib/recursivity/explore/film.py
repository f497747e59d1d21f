"""Film: a model's own steps, drawn one after the other, with a measure beside them.

A film is declared once, like an explorer. The model offers its states step by step; a chapter's
`record` turns each of them into a `Frame` of marks and lines on a stage that is 100 wide. The page,
a notebook and the page's own Python play the same recording (`reel`).
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

import attrs
import numpy as np
from numpy.typing import ArrayLike

from .. import style
from ..core import Model
from .explorer import PAGES, ExplorerError
from .question import Choice, Estimate, Settled

WIDTH = 100.0  # of every stage: all places and sizes are hundredths of it
FINE = 10  # positions to one hundredth: what a recording keeps of a place
MOST_MARKS = 500
MOST_EDGES = 2000
HIDDEN = -1
SHAPES = ("dot", "ring", "square", "frame", "line", "dashes")


@attrs.frozen(kw_only=True)
class Look:
    """How one kind of mark or line is drawn.

    Parameters
    ----------
    word : what the legend calls it; an empty word is left out of the legend.
    colour : one of `recursivity.style`'s.
    shape : "dot", "ring", "square" or "frame" for a mark, "line" or "dashes" for a line: colour is
        never the only cue.
    size : radius of a mark or width of a line, in hundredths of the stage's width.

    Raises
    ------
    ExplorerError where colour or shape is another one.
    """

    word: str = ""
    colour: str = style.INK
    shape: str = "dot"
    size: float = 1.0

    def __attrs_post_init__(self) -> None:
        if style.css_name(self.colour) is None:
            raise ExplorerError(f"colour must be one of the style's own: got {self.colour!r}")
        if self.shape not in SHAPES:
            raise ExplorerError(f"shape must be one of {', '.join(SHAPES)}: got {self.shape!r}")


@attrs.frozen(kw_only=True)
class Chart:
    """The measure that is drawn beside a film, step by step.

    Parameters
    ----------
    title : what is measured, with its unit.
    lines : look of each of the values that a frame measures, in their order.
    ticks : height -> label; the lowest and the highest of them are the ends of the axis.

    Raises
    ------
    ExplorerError where there are fewer than two ticks.
    """

    title: str
    lines: tuple[Look, ...]
    ticks: Mapping[float, str]

    def __attrs_post_init__(self) -> None:
        if len(self.ticks) < 2:
            raise ExplorerError(
                f"{self.title}: a chart needs at least 2 ticks: got {len(self.ticks)}"
            )


@attrs.frozen(kw_only=True)
class Stage:
    """What is the same in every step of a film.

    Parameters
    ----------
    height : of the stage, in hundredths of its width.
    marks, lines : the looks that marks and lines can have.
    chart : the measure beside.
    words : x, y and text of what is written on the stage, centred on that place.
    ground : a drawing under everything, such as a map, as the data of an SVG path.
    """

    height: float
    marks: tuple[Look, ...]
    chart: Chart
    lines: tuple[Look, ...] = ()
    words: Sequence[tuple[float, float, str]] = ()
    ground: str = ""


@attrs.frozen(kw_only=True)
class Frame:
    """One step as it is drawn.

    Parameters
    ----------
    x, y : places of the marks on the stage, y downwards, of shape (marks,). A mark keeps its place
        in these lists through the film; more may be added at their end.
    look : of each mark its place in `Stage.marks`, or `HIDDEN`; of shape (marks,), or one for all.
    size : of each mark, in sizes of its look; of shape (marks,), or one for all.
    edges : of each line the marks that it joins and its place in `Stage.lines`, of shape (edges,
        3).
    measures : what the chart shows, one number a line of it.
    says : the step in a sentence with numbers.
    """

    x: ArrayLike
    y: ArrayLike
    look: ArrayLike
    measures: Sequence[float]
    says: str
    size: ArrayLike = 1.0
    edges: Sequence[tuple[int, int, int]] | np.ndarray = ()


Record = Callable[[Model, int], Iterable[Frame]]


@attrs.frozen(kw_only=True)
class Film:
    """What a reader watches.

    Parameters
    ----------
    name : identifier on the page, such as "two_memories"; no explorer has the same.
    title : a few words.
    model : whose steps are shown.
    record : yields the frames of a model and a seed, from the states that the model itself offers.
    stage : looks, words and measure.
    step : what one step is, in the singular ("day").
    pace : steps a second at the usual speed.
    seeds : those that are recorded for the page; one for a model without chance.
    question : what the reader commits to before anything is shown, where one is worth asking.
    home : the module that names this film, for the line of Python that shows it.
    seals : what gives the answer away (see `Explorer`).

    Raises
    ------
    ExplorerError where there is no seed, or no pace.
    """

    name: str
    title: str
    model: Model
    record: Record
    stage: Stage
    step: str = "step"
    pace: float = 6.0
    seeds: Sequence[int] = (0, 1, 2)
    question: Choice | Estimate | None = None
    home: str = ""
    changes: Mapping[str, Any] = {}
    seals: Sequence[str] = ()

    def __attrs_post_init__(self) -> None:
        if len(self.seeds) == 0:
            raise ExplorerError(f"{self.name}: the seeds are empty: give at least one")
        if not self.pace > 0:
            raise ExplorerError(f"{self.name}: pace must satisfy 0 < pace: got {self.pace!r}")

    @cached_property
    def settled(self) -> Settled | None:
        """The question with the model's own answer, or None where nothing is asked."""
        return self.question.settle() if self.question else None

    def but(self, /, **changes: Any) -> Self:
        """Return the same film of other settings, to be watched at once.

        Parameters
        ----------
        changes : values by the names of the model's parameters; `seeds` for other seeds.

        Raises
        ------
        ParameterError where a name is unknown or a value out of range.
        """
        seeds = changes.pop("seeds", self.seeds)
        return attrs.evolve(
            self,
            name=self.name if self.changes else f"{self.name}_yours",
            model=self.model.but(**changes),
            changes={**self.changes, **changes},
            seeds=seeds,
            question=None,
        )

    def line(self) -> str:
        """Return the Python that shows this film."""
        known = self.name.removesuffix("_yours") if self.changes else self.name
        changed = ", ".join(f"{name}={value!r}" for name, value in self.changes.items())
        begins = f"from {self.home} import {known}\n" if self.home else ""
        return f"{begins}{known}.but({changed})" if changed else f"{begins}{known}"

    def frames(self, seed: int | None = None) -> list[Frame]:
        """Return the frames of a run.

        Parameters
        ----------
        seed : the first of the film's own where it is None.

        Raises
        ------
        ExplorerError where there are more marks or lines than a page can move, or where a frame
            does not fit the stage.
        """
        run = self.seeds[0] if seed is None else seed
        if run not in self._recorded:
            self._recorded[run] = self._checked(list(self.record(self.model, run)))
        return self._recorded[run]

    @cached_property
    def _recorded(self) -> dict[int, list[Frame]]:
        """The frames of each seed that was asked for: player, stills and sentences share them."""
        return {}

    def _checked(self, frames: list[Frame]) -> list[Frame]:
        """Return frames that a page can draw.

        Raises
        ------
        ExplorerError
        """
        if len(frames) < 2:
            raise ExplorerError(f"{self.name}: a film needs at least 2 steps: got {len(frames)}")
        for frame in frames:
            self._fits(frame)
        return frames

    def reel(self, seed: int | None = None) -> dict[str, Any]:
        """Return a run, packed for the page's script.

        Parameters
        ----------
        seed : as in `frames`.

        Returns
        -------
        `seed`; `x`, `y` (tenths of the stage's units), `size` (tenths) and `look` of the marks and
        `shown` of the lines (place in `Stage.lines` plus 1, or 0), each as the changes of every
        step; `ends` of the lines; `measures` and `says` of every step.

        Raises
        ------
        ExplorerError as `frames` does.
        """
        frames = self.frames(seed)
        marks = max(np.size(frame.x) for frame in frames)
        edges = sorted({tuple(map(int, edge)) for frame in frames for edge in frame.edges})
        place = {edge: number for number, edge in enumerate(edges)}
        shown = np.zeros((len(frames), len(edges)), dtype=int)
        for row, frame in zip(shown, frames, strict=True):
            for edge in frame.edges:
                row[place[tuple(map(int, edge))]] = edge[2] + 1
        return {
            "seed": self.seeds[0] if seed is None else seed,
            "marks": marks,
            "x": _changes(_places([frame.x for frame in frames], marks)),
            "y": _changes(_places([frame.y for frame in frames], marks)),
            "size": _changes(_sizes(frames, marks)),
            "look": _changes(_looks(frames, marks)),
            "ends": [end for edge in edges for end in edge[:2]],
            "shown": _changes(shown),
            "measures": [[float(f"{value:.4g}") for value in frame.measures] for frame in frames],
            "says": [frame.says for frame in frames],
        }

    def _fits(self, frame: Frame) -> None:
        """Refuse a frame that no page can draw.

        Raises
        ------
        ExplorerError
        """
        marks = np.size(frame.x)
        if marks > MOST_MARKS or len(frame.edges) > MOST_EDGES:
            raise ExplorerError(
                f"{self.name} has {marks} marks and {len(frame.edges)} lines; a page can move "
                f"{MOST_MARKS} and {MOST_EDGES}"
            )
        if len(frame.measures) != len(self.stage.chart.lines):
            raise ExplorerError(
                f"{self.name}: a frame must measure {len(self.stage.chart.lines)} numbers: "
                f"got {len(frame.measures)}"
            )
        if not np.isfinite([*frame.measures, *np.ravel(frame.x), *np.ravel(frame.y)]).all():
            raise ExplorerError(f"{self.name}: a place or a measure is not a number: {frame.says}")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Show the player: in the page itself in the book, in a frame of its own elsewhere."""
        from .film_page import alone, page

        html = page(self) if os.environ.get(PAGES) else alone(self)
        return {"text/html": html, "text/plain": "\n".join([self.title, *_told(self.frames())])}


def heap(number: int, heart: float, floor: float, across: int, gap: float) -> tuple[float, float]:
    """Return the place of a mark in a heap that grows upwards, row by row.

    Parameters
    ----------
    number : of the mark, 0 for the first.
    heart : the middle of the heap, across the stage.
    floor : where its lowest row lies, down the stage.
    across : marks in a row.
    gap : from mark to mark, in hundredths of the stage's width.
    """
    row, column = divmod(number, across)
    return heart + (column - (across - 1) / 2) * gap, floor - row * gap


def _told(frames: Sequence[Frame]) -> list[str]:
    """Return the sentences of the first, the middle and the last step."""
    return [frames[at].says for at in thirds(len(frames))]


def thirds(steps: int) -> tuple[int, int, int]:
    """Return the places of the first, the middle and the last of so many steps."""
    return 0, steps // 2, steps - 1


def _places(rows: Sequence[ArrayLike], marks: int) -> np.ndarray:
    """Return places in whole tenths, of shape (steps, marks).

    A mark that is not there yet waits where it will appear.
    """
    placed = np.zeros((len(rows), marks), dtype=int)
    for step in range(len(rows) - 1, -1, -1):
        if step + 1 < len(rows):
            placed[step] = placed[step + 1]
        row = np.ravel(rows[step])
        placed[step, : len(row)] = np.round(FINE * row)
    return placed


def _sizes(frames: Sequence[Frame], marks: int) -> np.ndarray:
    sizes = np.full((len(frames), marks), FINE)
    for row, frame in zip(sizes, frames, strict=True):
        row[: np.size(frame.x)] = np.round(FINE * np.asarray(frame.size, dtype=float))
    return sizes


def _looks(frames: Sequence[Frame], marks: int) -> np.ndarray:
    looks = np.full((len(frames), marks), HIDDEN)
    for row, frame in zip(looks, frames, strict=True):
        row[: np.size(frame.x)] = frame.look
    return looks


def _changes(rows: np.ndarray) -> list[list[int]]:
    """Return what each row (steps, things) adds to the row before it, the first to zeros.

    As pairs: how many places after the one before, and by how much.
    """
    changed = []
    for before, now in itertools.pairwise([np.zeros_like(rows[0]), *rows]):
        at = np.flatnonzero(now != before)
        gaps = np.diff(at, prepend=0)
        changed.append(np.column_stack((gaps, (now - before)[at])).ravel().tolist())
    return changed
