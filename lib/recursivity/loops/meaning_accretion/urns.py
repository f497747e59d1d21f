"""Institutions that are trained by whoever is there: an urn of two schools."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, band, model, real, two_colour_urn, whole

URNS = 500


@model
class PolyaUrn(Model):
    """Whoever was hired trains the next: two schools of thought in one profession.

    Path dependence: an urn begins with `start` balls of each of two colours. A ball is drawn and
    put back with another of its colour; a colour with n balls is drawn with probability ∝ n^γ. With
    γ = 1 this is Pólya's urn, where every final share is possible; below 1 shares return to one
    half, above it one colour takes all. A share `fresh` of draws ignores the urn and is a coin's.
    In short::

        first = second = start
        for draw in range(draws):
            pulled = first**γ / (first**γ + second**γ)
            if chance((1 - fresh) * pulled + fresh / 2):
                first += 1
            else:
                second += 1

    Returns
    -------
    Rows by `draw` (0 to `draws`), over 500 urns: `low`, `median` and `high` of one colour's share
    (tenth, fiftieth and ninetieth percentile), `larger` (mean share of whichever colour has more),
    `spread` (standard deviation of one colour's share) and `echo` (correlation between the share by
    then and the share at the end). [eggenberger1923, arthur1989]
    """

    start: int = whole(
        1, low=1, high=50, scale="log", unit="balls", meaning="balls of each colour at the start"
    )
    reinforcement: float = real(
        1.0,
        low=0.5,
        high=2.0,
        step=0.1,
        symbol="γ",
        meaning="how strongly numbers draw more of the same",
    )
    fresh: float = real(
        0.0,
        low=0.0,
        high=0.5,
        step=0.05,
        meaning="share of draws that do not depend on the urn",
    )
    draws: int = whole(
        1000, low=50, high=2000, step=50, scale="log", unit="draws", meaning="draws in all"
    )

    card = Card(
        assumes="The two schools are equally good, nobody leaves, and nobody changes sides.",
        leaves_out="Argument, evidence and crises: what makes a profession abandon what it was "
        "taught.",
        absent="Those who were never let near the urn.",
        wrong_if="A bad record costs a school its recruits, so that merit and numbers pull against "
        "each other.",
        boundary="Where numbers draw less than in proportion, or some recruits come from outside, "
        "the path is forgotten.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how the shares of many urns spread, and how early the end can be seen."""
        shares = self.shares(rng)
        low, median, high = band(shares, axis=1)
        away = shares - shares.mean(axis=1, keepdims=True)
        spread = np.sqrt((away**2).mean(axis=1))
        scale = spread * spread[-1]
        echo = (away * away[-1]).mean(axis=1) / np.where(scale > 0, scale, 1)
        return pd.DataFrame(
            {
                "draw": np.arange(len(shares)),
                "low": low,
                "median": median,
                "high": high,
                "larger": np.maximum(shares, 1 - shares).mean(axis=1),
                "spread": spread,
                "echo": echo,
            }
        )

    def shares(self, rng: np.random.Generator) -> np.ndarray:
        """Return the first colour's share after every draw, of shape (draws + 1, 500 urns)."""
        luck = rng.random((self.draws, URNS))

        def put_back(draw: int, first: np.ndarray, second: np.ndarray) -> tuple:
            chance = first / (first + second)
            if self.reinforcement != 1:
                # first^γ/(first^γ + second^γ), from the odds of second against first
                chance = 1 / (1 + (1 / chance - 1) ** self.reinforcement)
            if self.fresh:
                chance = (1 - self.fresh) * chance + self.fresh / 2
            drawn = luck[draw] < chance
            return drawn, ~drawn

        start = np.full(URNS, self.start)
        return two_colour_urn(start, start, self.draws, put_back)
