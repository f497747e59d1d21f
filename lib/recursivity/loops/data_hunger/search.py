"""Searching for oneself, with queries that are worded by what one already believes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, band, lock_in_threshold, model, real, whole

PEOPLE = 2000


@model
class LoadedSearch(Model):
    """Do your own research, with queries worded by a hunch.

    Confirmatory search: a belief is the mean of a Beta distribution. With probability
    `loaded_queries` a search is worded by the lean of the moment and returns a document for that
    side; otherwise it returns one for the better-supported side with probability `truth`. Each
    document adds 1 to its side. Half of the 2,000 people start leaning right, half wrong. Who leans
    wrong meets the truth in (1 − b)·truth of the searches: above b* = 1 − 1/(2·truth) too seldom to
    turn. In short::

        favourable, all_documents = weight * (0.5 ± lean), weight
        for search in range(searches):
            belief = favourable / all_documents
            if belief != 0.5 and chance(loaded_queries):
                favourable += belief > 0.5
            else:
                favourable += chance(truth)
            all_documents += 1

    Returns
    -------
    Rows by `search` (0 to `searches`): `right` (share of people whose belief exceeds ½), the `low`,
    `median` and `high` belief (tenth, fiftieth and ninetieth percentile of people), and `spread`
    (standard deviation of beliefs). [golebiewski2018, tripodi2018]
    """

    loaded_queries: float = real(
        0.3,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="b",
        meaning="share of queries worded by one's lean",
    )
    truth: float = real(
        0.6,
        low=0.5,
        high=0.9,
        step=0.05,
        meaning="share of documents for the better-supported side",
    )
    lean: float = real(
        0.15,
        low=0.0,
        high=0.4,
        step=0.05,
        meaning="distance of the first belief from ½, either way",
    )
    weight: float = real(
        2.0,
        low=1.0,
        high=20.0,
        step=1.0,
        unit="documents",
        meaning="how much the first belief counts",
    )
    searches: int = whole(
        60,
        low=10,
        high=1000,
        step=10,
        scale="log",
        unit="searches",
        meaning="searches a person makes",
    )

    card = Card(
        assumes="Each document counts as much as any other, and a loaded query always finds what "
        "it asks for.",
        leaves_out="Trust in sources, other people, and the search engine's own ranking.",
        absent="Who writes the documents for the other side, and why.",
        wrong_if="People notice that their own words chose the answers, and discount them.",
        boundary="Below b* = 1 − 1/(2·truth) time cures error; above it more searching only "
        "hardens it.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how beliefs stand after each search."""
        beliefs = self.beliefs(rng)
        low, median, high = band(beliefs, axis=1)
        return pd.DataFrame(
            {
                "search": np.arange(len(beliefs)),
                "right": (beliefs > 0.5).mean(axis=1),
                "low": low,
                "median": median,
                "high": high,
                "spread": beliefs.std(axis=1),
            }
        )

    def beliefs(self, rng: np.random.Generator) -> np.ndarray:
        """Return what everybody believes after each search.

        Parameters
        ----------
        rng : the source of chance.

        Returns
        -------
        Belief in the better-supported side, from 0 to 1, of shape (searches + 1, 2000).
        """
        start = 0.5 + self.lean * np.where(np.arange(PEOPLE) % 2, 1, -1)
        favourable = self.weight * start
        beliefs = np.empty((self.searches + 1, PEOPLE))
        beliefs[0] = start
        for search in range(1, self.searches + 1):
            held = beliefs[search - 1]
            leans = held != 0.5  # without a lean nothing can be loaded
            loaded = (rng.random(PEOPLE) < self.loaded_queries) & leans
            favourable += np.where(loaded, held > 0.5, rng.random(PEOPLE) < self.truth)
            beliefs[search] = favourable / (self.weight + search)
        return beliefs

    @property
    def threshold(self) -> float:
        """b* = 1 − 1/(2·truth), the share of loaded queries above which a wrong belief stays."""
        return lock_in_threshold(self.truth)
