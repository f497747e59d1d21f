"""Pledges: what workers who see one another can hold together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, cascade, model, real, whole

WORLDS = 60
WORKERS = 240
ROUNDS = 30
SPREAD = 0.15  # of thresholds around their mean
WORK = 0.5  # jobs in a place, over the people who live in it


@model
class CollectiveFloor(Model):
    """The same few pledges, spread over the map or made in one place.

    Threshold model of collective action: 240 workers in equal places pledge to refuse work below
    a rate as soon as the share of pledges that they see exceeds a threshold of their own (normal,
    spread 0.15). They see their own place with weight `within` and everybody with the rest. The
    first pledges come from a share `starters`, drawn by lot or taken place by place. In a place
    there is work for half of its people, and the floor holds there if those without a pledge,
    with `outsiders` who come for each worker, are too few to do it. All see the same round before
    anybody moves::

        for round in range(30):
            here = [share of pledges in each place]
            everywhere = share of pledges
            for worker in workers:
                seen = within * here[place[worker]] + (1 - within) * everywhere
                if seen > threshold[worker]:
                    pledge(worker)            # and never take it back
        holds = [1 - share + outsiders < 0.5 for share in here]

    Returns rows by `round` (0 to 30), means over 60 worlds: share of pledges from `scattered` and
    from `together` starts, and share of places in which the floor holds (`holds_scattered`,
    `holds_together`). [granovetter1978]
    """

    places: int = whole(6, low=1, high=30, meaning="places where workers see one another")
    within: float = real(
        0.8, low=0.0, high=1.0, step=0.1, meaning="weight of one's own place in what one sees"
    )
    starters: float = real(
        0.05, low=0.0, high=0.4, step=0.01, meaning="share who pledge without waiting"
    )
    threshold: float = real(
        0.4, low=0.1, high=0.9, step=0.05, meaning="mean share of pledges that people wait for"
    )
    outsiders: float = real(
        0.0,
        low=0.0,
        high=2.0,
        step=0.25,
        unit="per worker",
        meaning="people who come and take any rate",
    )

    card = Card(
        assumes=(
            "A pledge is seen, kept and never withdrawn, and work stays in the place where it is."
        ),
        leaves_out="Strike funds, reprisals, and friendships that cross the map.",
        absent="Organisers: somebody decides where to begin, and here it is the author.",
        wrong_if="Workers follow prominent strangers and not their neighbours.",
        boundary=(
            "With outsiders enough no floor holds; with many starters it is better to scatter "
            "them than to gather them."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how far pledges spread, from two ways of placing the first."""
        waits = rng.normal(self.threshold, SPREAD, (WORLDS, WORKERS))
        first = round(self.starters * WORKERS)
        # The rank of a draw: exactly so many in every world, each as likely as another.
        by_lot = rng.random((WORLDS, WORKERS)).argsort(axis=1).argsort(axis=1) < first
        side_by_side = np.tile(np.arange(WORKERS) < first, (WORLDS, 1))
        scattered, holds_scattered = self._spread(by_lot, waits)
        together, holds_together = self._spread(side_by_side, waits)
        return pd.DataFrame(
            {
                "round": np.arange(ROUNDS + 1),
                "scattered": scattered,
                "holds_scattered": holds_scattered,
                "together": together,
                "holds_together": holds_together,
            }
        )

    def _spread(self, pledged: np.ndarray, waits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return shares of pledges and of places that hold, by round (arrays: worlds, workers)."""
        place = np.arange(WORKERS) * self.places // WORKERS
        # Column p has one over the size of place p for each who lives there: a product is a share.
        living = (place[:, None] == np.arange(self.places)) / np.bincount(place)

        def seen(pledged: np.ndarray) -> np.ndarray:
            everywhere = pledged.mean(axis=1, keepdims=True)
            return self.within * (pledged @ living)[:, place] + (1 - self.within) * everywhere

        rounds = cascade(pledged, waits, seen, ROUNDS)
        without = 1 - rounds @ living + self.outsiders
        return rounds.mean(axis=(1, 2)), (without < WORK - 1e-9).mean(axis=(1, 2))
