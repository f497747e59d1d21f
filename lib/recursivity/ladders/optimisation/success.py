"""Success that comes of success: parallel worlds, and what one brings along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...core import (
    Card,
    Model,
    cumulative_advantage,
    generator,
    gini,
    model,
    option,
    rank_correlation,
    real,
    takings_after,
    whole,
)

DRAWN = 500  # worlds of an urn whose law is drawn
SIMULATED = 16  # worlds of one whose choices are simulated


class Tallies(NamedTuple):
    """What has been downloaded when so many listeners have come to each world."""

    listeners: int
    downloads: np.ndarray  # (worlds, songs), the most appealing song first


@model
class ParallelWorlds(Model):
    """The same songs and the same public in several worlds, each of which sees its own tallies.

    Cumulative advantage: listeners come one after the other, and each tries a song with probability
    proportional to (1 + downloads so far)^α, and downloads it with the song's own appeal,
    1/(1 + exp(−q)), where q is normal with the given spread. `start` may show false tallies: what
    each song would get if nobody looked at the others, the other way round, the best song's for the
    worst.

    One world, listener by listener::

        for listener in range(listeners):
            weight = (1 + false_tally + downloads) ** influence
            song = rng.choice(songs, p=weight / weight.sum())
            downloads[song] += rng.random() < appeal[song]

    Returns rows by `world` and `song` (1 is the most appealing): `appeal` (chance that who tries
    takes), `downloads`, `gini` (of the world's downloads), `agreement` (rank correlation of appeal
    and downloads in it) and `unpredictability` (mean difference of a song's share between two
    worlds, summed over songs and halved: how much of one world's success would have to be moved to
    give another's; 0 for a single world). How many `worlds` there are moves no mean.
    [salganik2006, salganik2008, merton1968, pemantle2007]
    """

    influence: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        symbol="α",
        meaning="how strongly tallies steer what is tried",
    )
    spread: float = real(
        0.6,
        low=0.0,
        high=2.0,
        step=0.1,
        unit="log odds",
        meaning="standard deviation of the songs' appeal (in log odds)",
    )
    songs: int = whole(48, low=8, high=96, unit="songs", meaning="songs", source="salganik2006")
    listeners: int = whole(
        2000, low=100, high=4000, scale="log", unit="listeners", meaning="who come to each world"
    )
    worlds: int = whole(8, low=1, high=12, unit="worlds", meaning="worlds", source="salganik2006")
    start: str = option(
        "empty", options=("empty", "inverted"), meaning="tallies that the first listener is shown"
    )

    card = Card(
        assumes="One appeal for everybody; a listener tries one song, whose tally is all that is "
        "known of it.",
        leaves_out="Taste, friends, marketing, songs that wear out, and a list in order of rank "
        "with a first place.",
        absent="The musicians, and what they do with failure.",
        wrong_if="Listeners try songs without looking at tallies, or stop trusting tallies that "
        "they find false.",
        boundary="Without influence worlds still differ by chance; with it the very best seldom "
        "fail and the worst seldom win.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the downloads of every song in every world."""
        everywhere, (downloads,) = self._filled([self.listeners], rng)
        shares = downloads / downloads.sum(axis=1, keepdims=True)
        pairs = self.worlds * (self.worlds - 1)
        apart = np.abs(shares[:, None] - shares).sum() / 2 / max(pairs, 1)
        return pd.DataFrame(
            {
                "world": np.repeat(np.arange(1, self.worlds + 1), self.songs),
                "song": np.tile(np.arange(1, self.songs + 1), self.worlds),
                "appeal": everywhere.ravel(),
                "downloads": downloads.ravel(),
                "gini": np.repeat(gini(downloads), self.songs),
                "agreement": np.repeat(rank_correlation(everywhere, downloads), self.songs),
                "unpredictability": apart,
            }
        )

    def steps(self, seed: int = 0, count: int = 60) -> Iterator[Tallies]:
        """Yield the tallies of all worlds, from before the first listener to after the last.

        Parameters
        ----------
        seed : as in `run`, of whose downloads the last ones yielded are.
        count : how many steps, at least 1.
        """
        heard = np.linspace(0, self.listeners, count + 1).round().astype(int).tolist()
        _, filled = self._filled(heard, generator(seed))
        return map(Tallies, heard, filled)

    def _filled(
        self, heard: Sequence[int], rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return appeal (worlds, songs), and downloads after numbers of listeners in front of it.

        The largest of these numbers is that of all listeners.
        """
        appeal = np.sort(1 / (1 + np.exp(-rng.normal(0, self.spread, self.songs))))[::-1]
        false = np.zeros(self.songs)
        if self.start == "inverted":
            false = appeal[::-1] * self.listeners / self.songs
        everywhere = np.tile(appeal, (self.worlds, 1))
        return everywhere, takings_after(everywhere, 1 + false, self.influence, heard, rng)


@model
class Endowment(Model):
    """One of many begins with more, and all are chosen in proportion to what they have.

    Pólya urn with unequal beginnings: one person brings `head_start` units of standing from
    elsewhere, each rival one, and each choice adds one, with probability proportional to
    (standing)^γ. Where γ is 1 expected shares never change (they are a martingale), and final
    shares have a Dirichlet law, from which they are drawn; elsewhere the choices are simulated.

    One world, choice by choice::

        standing = [head_start] + [1] * rivals
        for choice in range(choices):
            weight = [s**influence for s in standing]
            standing[rng.choice(rivals + 1, p=weight / sum(weight))] += 1

    The first choices decide: whether there are 800 or a thousand `choices` hardly moves a mean.

    Returns rows by `head_start` (1 to 20, and the one chosen): `share` (of the choices, mean over
    worlds) with `low` and `high` (tenth and ninetieth percentile), `first` (share of worlds in
    which nobody is chosen more often), `brought` (share of all standing at the start, which is the
    expected share where γ is 1) and `yours`. [eggenberger1923, groggel2019]
    """

    head_start: int = whole(
        5, low=1, high=20, unit="units", meaning="standing that one person brings along"
    )
    rivals: int = whole(
        49, low=1, high=99, unit="people", meaning="people who begin with a standing of one"
    )
    influence: float = real(
        1.0,
        low=0.0,
        high=1.5,
        step=0.25,
        symbol="γ",
        meaning="how strongly standing attracts choices",
    )
    choices: int = whole(1000, low=100, high=1000, step=100, unit="choices", meaning="choices made")

    card = Card(
        assumes="What one brings along is standing like any other, and everybody is equally good.",
        leaves_out="That taste and ease are standing too, which no number holds; losses; and "
        "other ladders.",
        absent="Where the endowment comes from, and whom it was taken from.",
        wrong_if="A newcomer's past is unknown or does not count where the choices are made.",
        boundary="With γ below 1 beginnings fade; above 1 they grow until one person has nearly "
        "everything.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what comes of every head start."""
        starts = np.union1d([1, 2, 5, 10, 20], [self.head_start])
        rows = []
        for start in starts:
            counts = self._choose(int(start), rng)
            share = counts[:, 0] / self.choices
            low, high = np.quantile(share, (0.1, 0.9))
            ahead = (counts[:, 0] >= counts[:, 1:].max(axis=1)).mean()
            brought = start / (start + self.rivals)
            rows.append((start, share.mean(), low, high, ahead, brought, start == self.head_start))
        columns = ["head_start", "share", "low", "high", "first", "brought", "yours"]
        return pd.DataFrame(rows, columns=columns)

    def _choose(self, start: int, rng: np.random.Generator) -> np.ndarray:
        """Return how often each is chosen, of shape (worlds, people), the one ahead first."""
        standing = np.ones(self.rivals + 1)
        standing[0] = start
        if self.influence == 1:  # the urn's law is known, and drawn without its choices
            return rng.multinomial(self.choices, rng.dirichlet(standing, DRAWN))
        always = np.ones((SIMULATED, len(standing)))
        return cumulative_advantage(always, standing, self.influence, self.choices, rng)
