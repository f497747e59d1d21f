"""Advantage: who came first, who has, and what becomes of those who have little.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import heapq

import numpy as np
import pandas as pd

from ...core import Card, Model, band, gini, model, real, steady, whole

WORLDS = 40
ROUNDS = 100
AT_A_TIME = 10  # newcomers to a round
AT_FIRST = 5  # followers of an account at the start


@model
class LateComers(Model):
    """Everybody who comes links to somebody who is there, and mostly to whom others have linked.

    Preferential attachment with fitness: each entrant makes one link, to an earlier one in
    proportion to fitness · (1 + links received)^γ. Fitness is log-normal. With γ = 1 and one
    fitness for all, the first share q of entrants hold 2√q − q of all links in the long run; how
    many come hardly matters.

    Drawn exactly, as clocks that compete: an entrant's next link arrives after an exponential time
    at that rate, and whoever is linked to is the one whose clock rings first. Every link starts the
    clock of its receiver anew, and brings the next entrant; by the law of such clocks this is ::

        for newcomer in range(1, entrants):
            weight = fitness[:newcomer] * (1 + links[:newcomer]) ** pull
            links[rng.choice(newcomer, p=weight / weight.sum())] += 1

    Returns
    -------
    Rows by `first` (0.01 to 1, a share of the entrants in the order of coming): `held` (their share
    of all links, mean over 12 worlds), `low`, `high`, `expected` (2√q − q), `correlation` (rank
    correlation of coming late with links) and `late` (how many of the ten most linked, as a share,
    came in the last 80 %; these two are the same in every row).
    [simon1955, barabasi1999, bianconi2001, newman2009]
    """

    entrants: int = whole(
        1000,
        low=200,
        high=2000,
        step=100,
        scale="log",
        symbol="n",
        unit="people",
        meaning="people who come",
    )
    fitness: float = real(
        0.0, low=0.0, high=2.0, step=0.25, meaning="how unlike entrants are in what draws links (σ)"
    )
    pull: float = real(
        1.0, low=0.5, high=1.5, step=0.1, symbol="γ", meaning="exponent with which links draw links"
    )

    card = Card(
        assumes="Nothing grows old or is forgotten, and everybody sees everybody's links.",
        leaves_out="Fashion, and rooms that newcomers have to themselves.",
        absent="Those who looked, saw that places were taken, and did not come.",
        wrong_if="Attention goes to what is new because it is new.",
        boundary="Unlike fitness lets newcomers in; a pull below 1 shares out more, and still by "
        "the order of coming.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return how much those who came first hold."""
        first = np.array([0.01, 0.02, 0.05, *np.linspace(0.1, 1, 10).round(9)])
        worlds = [self.links(rng) for _ in range(12)]
        counts = np.ceil(first * self.entrants - 1e-9).astype(int)
        held = np.array([np.cumsum(w)[counts - 1] / w.sum() for w in worlds])
        low, _, high = band(held)
        order = pd.Series(np.arange(self.entrants, dtype=float))
        best = [np.argsort(-w, kind="stable")[:10] for w in worlds]
        return pd.DataFrame(
            {
                "first": first,
                "held": held.mean(axis=0),
                "low": low,
                "high": high,
                "expected": 2 * np.sqrt(first) - first,
                "correlation": np.mean([pd.Series(w).rank().corr(order) for w in worlds]),
                "late": np.mean([(b >= 0.2 * self.entrants).mean() for b in best]),
            }
        )

    def links(self, rng: np.random.Generator) -> np.ndarray:
        """Draw how many links each entrant receives in one world.

        Parameters
        ----------
        rng : the random stream to draw from.

        Returns
        -------
        Whole numbers of shape (entrants,), in the order of coming; one link fewer in all than
        entrants, as the first finds nobody there.
        """
        n = self.entrants
        fitness = np.exp(self.fitness * rng.standard_normal(n))
        first_wait, next_wait = rng.exponential(size=(2, n)).tolist()
        pace = [(1 + k) ** -self.pull for k in range(n)]
        slow = (1 / fitness).tolist()
        received = [0] * n
        clocks = [(first_wait[0] * slow[0], 0)]
        for newcomer in range(1, n):
            now, chosen = clocks[0]
            received[chosen] += 1
            wait = next_wait[newcomer] * slow[chosen] * pace[received[chosen]]
            heapq.heapreplace(clocks, (now + wait, chosen))
            heapq.heappush(clocks, (now + first_wait[newcomer] * slow[newcomer], newcomer))
        return np.array(received)


@model
class RichAndPoor(Model):
    """To those who have is given, from those who have little is taken, and one had a start.

    Matthew effect with loss: in each of 100 rounds ten newcomers follow accounts with a probability
    in proportion to k^γ, where k is the following now, and for each of them a follower leaves with
    a chance of `loss`, an account being left in proportion to 1/k. All begin with five followers;
    the first account begins with `head_start` more. An account that is down to none is out of
    sight, and can neither be found nor be left. Without loss and with γ = 1 it is Pólya's urn: the
    mean share of the first account stays at (5 + head start)/(5n + head start).

    Forty worlds are rows of one array. Newcomers of a round decide at once, and so are one draw;
    leavers go one after the other, each from what the ones before have left::

        weight = k**pull
        for newcomer in rng.choice(accounts, 10, p=weight / weight.sum()):
            k[newcomer] += 1
        for leaver in range(rng.binomial(10, loss)):
            weight = [1 / x if x > 0 else 0 for x in k]
            k[rng.choice(accounts, p=weight / sum(weight))] -= 1

    Returns
    -------
    Rows by `round` (0 to 100, over 40 worlds): `gini`, `largest` (share of the largest), `gained`
    (followers, by the first account since the start), `typical` (by the mean account), `leads`
    (share of worlds that the first account leads, ties shared) and `empty` (share of accounts
    without followers). [merton1968, krapivsky2000, zhulerman2016, vanderijt2014]
    """

    accounts: int = whole(
        50, low=10, high=100, step=10, symbol="n", unit="accounts", meaning="how many compete"
    )
    pull: float = real(
        1.0,
        low=0.5,
        high=1.5,
        step=0.1,
        symbol="γ",
        meaning="exponent with which a following draws followers",
    )
    loss: float = real(0.0, low=0.0, high=0.9, step=0.1, meaning="departures for each arrival")
    head_start: int = whole(
        0,
        low=0,
        high=80,
        step=5,
        unit="followers",
        meaning="what the first account begins with besides",
    )

    card = Card(
        assumes="All accounts are equally good, and ten newcomers decide before they see each "
        "other; followers who leave go one by one.",
        leaves_out="Quality, which in experiments keeps the very good from failing and the very "
        "bad from winning.",
        absent="Who can afford a head start: family, friends, money.",
        wrong_if="Small accounts are left no more readily than large ones, or what is given early "
        "is soon forgotten.",
        boundary="A pull below 1 wears a head start down, above 1 one takes all; without loss the "
        "poor lose nothing.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return inequality and the fate of the first account, round by round."""
        k = np.full((WORLDS, self.accounts), AT_FIRST)
        k[:, 0] += self.head_start
        history = np.empty((ROUNDS + 1, *k.shape), dtype=int)
        history[0] = k
        for number in range(1, ROUNDS + 1):
            weight = steady(k.astype(float) ** self.pull)
            k += rng.multinomial(AT_A_TIME, weight / weight.sum(axis=1, keepdims=True))
            self._leave(rng, k)
            history[number] = k
        return self._measured(history)

    def _leave(self, rng: np.random.Generator, k: np.ndarray) -> None:
        """Take the followers who leave in a round from the accounts, in every world."""
        world = np.arange(WORLDS)
        leaving = rng.binomial(AT_A_TIME, self.loss, WORLDS)
        for number in range(leaving.max()):
            little = np.divide(1.0, k, out=np.zeros(k.shape), where=k > 0)
            edge = little.cumsum(axis=1)  # an account is left where the draw falls below its edge
            drawn = rng.random((WORLDS, 1)) * edge[:, -1:]
            left = (edge <= drawn).sum(axis=1)
            k[world, left] -= leaving > number

    @staticmethod
    def _measured(history: np.ndarray) -> pd.DataFrame:
        """Return the measures of followings of shape (rounds, worlds, accounts), by round."""
        largest = history.max(axis=2)
        best = history == largest[..., None]
        gained = (history - history[0]).mean(axis=1)
        return pd.DataFrame(
            {
                "round": np.arange(len(history)),
                "gini": gini(history).mean(axis=1),
                "largest": (largest / history.sum(axis=2)).mean(axis=1),
                "gained": gained[:, 0],
                "typical": gained.mean(axis=1),
                "leads": (best[..., 0] / best.sum(axis=2)).mean(axis=1),
                "empty": (history == 0).mean(axis=(1, 2)),
            }
        )
