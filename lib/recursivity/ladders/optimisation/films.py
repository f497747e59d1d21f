"""The film of *Optimisation*: eight worlds of songs that fill up side by side."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ... import style
from ...core import Model
from ...explore import Chart, Film, Frame, Look, Stage
from . import ParallelWorlds

ACROSS = 4  # worlds side by side
SONGS_ACROSS = 8
WIDE = 25.0  # of a world
HIGH = 23.0
GAP = 2.75  # from song to song
LEAST = 0.35  # radius of a song that nobody has taken
SONG, LEADS, BEST, BEST_LEADS = range(4)


def _places(worlds: int, songs: int) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of every song: the same song stands at the same place in every world."""
    row, column = np.divmod(np.arange(worlds), ACROSS)
    down, over = np.divmod(np.arange(songs), SONGS_ACROSS)
    x = WIDE * column[:, None] + (WIDE - GAP * (SONGS_ACROSS - 1)) / 2 + GAP * over
    y = HIGH * row[:, None] + 6 + GAP * down
    return x.ravel(), y.ravel()


def _record_songs(model: Model, seed: int) -> Iterator[Frame]:
    """Yield a frame for every few listeners: each song as large as its tally."""
    x, y = _places(model.worlds, model.songs)
    for tally in model.steps(seed):
        taken = tally.downloads
        share = taken / np.maximum(taken.sum(axis=1, keepdims=True), 1)
        leads = (taken == taken.max(axis=1, keepdims=True)) & (taken > 0)
        looks = np.where(leads, LEADS, SONG)
        looks[:, 0] = np.where(leads[:, 0], BEST_LEADS, BEST)
        yield Frame(
            x=x,
            y=y,
            look=looks.ravel(),
            size=(LEAST + 6 * np.sqrt(share)).ravel(),
            measures=(int(leads[:, 0].sum()),),
            says=_say_songs(tally.listeners, leads, share),
        )


def _say_songs(listeners: int, leads: np.ndarray, share: np.ndarray) -> str:
    if not listeners:
        worlds, songs = leads.shape
        return f"Before the first listener: {worlds} worlds, the same {songs} songs, no downloads."
    leaders = int(leads.any(axis=0).sum())
    return (
        f"After {listeners:,} listeners in each world: {leaders} different "
        f"{'song leads' if leaders == 1 else 'songs lead'} somewhere, and the most appealing one "
        f"in {int(leads[:, 0].sum())} of {len(leads)} worlds. A leader has "
        f"{share.max(axis=1).mean():.0%} of its world's downloads, on average."
    )


eight_worlds = Film(
    name="eight_worlds",
    title="Eight worlds, the same songs",
    home=__name__,
    model=ParallelWorlds(),
    record=_record_songs,
    stage=Stage(
        height=46.0,
        marks=(
            Look(word="a song, as large as its share", colour=style.SKY, size=1.0),
            Look(word="the leader of its world", colour=style.VERMILION, size=1.0),
            Look(word="the most appealing song", colour=style.INK, shape="ring", size=1.0),
            Look(
                word="the most appealing song, where it leads",
                colour=style.GREEN,
                shape="square",
                size=0.9,
            ),
        ),
        words=[
            (WIDE * (world % ACROSS + 0.5), HIGH * (world // ACROSS) + 1.6, f"world {world + 1}")
            for world in range(2 * ACROSS)
        ],
        chart=Chart(
            title="worlds in which the most appealing song leads",
            lines=(Look(colour=style.BLUE, shape="line"),),
            ticks={0.0: "0", 4.0: "4", 8.0: "8"},
        ),
    ),
    step="step",
    pace=5,
    seals=("F37-cumulative-advantage",),
)
