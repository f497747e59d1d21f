"""Clicks for sale: what one costs that survives, and how many make a majority."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, model, real, whole

# What one action costs, in dollars but for the bundle's euros. The first, third and fourth are
# Casilli's, the second is 300 euros for 54,380 actions. [casilli2017fillon, bay2019stratcom]
PRICES = {"farm": 0.00006, "bundle": 300 / 54_380, "crowd": 0.01, "influencer": 0.35}


def bill(actions: ArrayLike) -> dict[str, np.ndarray]:
    """Return what a number of actions costs at each of the published `PRICES`.

    Parameters
    ----------
    actions : how many, >= 0, of any shape.

    Returns
    -------
    Name of the price -> dollars (euros for "bundle"), of the same shape. [casilli2017fillon]
    """
    return {name: np.asarray(actions, dtype=float) * price for name, price in PRICES.items()}


@model
class BotOrCrowd(Model):
    """A program that posts, or people who are paid to.

    Make or buy under detection: what counts is the cost of an action that survives. A program
    costs a fixed sum and loses a share `bots_caught`, so that an action costs
    sum/(volume · (1 − bots_caught)); a crowd costs click/(1 − people_caught). They meet at a
    volume of sum · (1 − people_caught)/(click · (1 − bots_caught)), above which the program is
    cheaper.

    Returns rows by `volume` (100 to a million actions, and the one chosen): `bot`, `crowd` and
    `cheapest` (dollars for an action that survives), and `yours`. [wang2012serf,
    casilli2017fillon]
    """

    volume: float = real(
        10_000,
        low=100,
        high=1_000_000,
        step=1,
        scale="log",
        unit="actions",
        meaning="actions bought",
    )
    program: float = real(
        100.0,
        low=10.0,
        high=10_000.0,
        step=1.0,
        scale="log",
        unit="dollars",
        meaning="cost of the program",
    )
    click: float = real(
        0.01,
        low=0.00005,
        high=1.0,
        step=0.00001,
        scale="log",
        unit="dollars",
        meaning="pay for an action",
    )
    bots_caught: float = real(
        0.9, low=0.0, high=0.99, step=0.01, meaning="share of automatic actions that are removed"
    )
    people_caught: float = real(
        0.2, low=0.0, high=0.9, step=0.05, meaning="share of paid people's actions that are removed"
    )

    random = False
    card = Card(
        assumes=(
            "An action that survives is worth the same whoever made it, and detection does not "
            "answer to price."
        ),
        leaves_out=(
            "The time until removal, accounts that are lost, and people who are fooled or not."
        ),
        absent="Those in the crowd: they have a price and no reason.",
        wrong_if="Buyers choose crowds for another reason, such as comments that make sense.",
        boundary=(
            "Where programs are caught no more often than people, the crowd loses every large "
            "order."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the cost of an action that survives, for every volume."""
        ends = self.parameters()["volume"]
        volume = np.union1d(np.geomspace(ends.low, ends.high, 41), [self.volume])
        bot = self.program / (volume * (1 - self.bots_caught))
        crowd = np.full_like(volume, self.click / (1 - self.people_caught))
        return pd.DataFrame(
            {
                "volume": volume,
                "bot": bot,
                "crowd": crowd,
                "cheapest": np.minimum(bot, crowd),
                "yours": volume == self.volume,
            }
        )

    @property
    def break_even(self) -> float:
        """The volume above which the program is cheaper, in actions."""
        return self.program * (1 - self.people_caught) / (self.click * (1 - self.bots_caught))


@model
class ShareOfVoice(Model):
    """How many bought posts make a minority look like a majority, and at what price.

    Share of voice: to have a share s of all posts with own posts F against A others,
    s · A/(1 − s) − F must be added, and nothing where the share is there already. They are priced
    at four published prices of an action (`PRICES`), in the currency in which each was quoted.

    Returns rows by `share` (0.05 to 0.95, and the one chosen): `posts` to be added, their cost by
    `farm`, `crowd` and `influencer` (dollars) and `bundle` (euros), and `yours`.
    [casilli2017fillon, bay2019stratcom]
    """

    own: int = whole(
        40_000, low=0, high=100_000, step=5000, unit="posts", meaning="posts of one's own side"
    )
    others: int = whole(
        60_000, low=5000, high=100_000, step=5000, unit="posts", meaning="posts of the other side"
    )
    wanted: float = real(
        0.55,
        low=0.05,
        high=0.95,
        step=0.05,
        called="share wanted",
        meaning="share of voice to be reached",
    )

    random = False
    card = Card(
        assumes="Every post counts once, and a reader cannot tell a bought one.",
        leaves_out="Who reads, ranking by account, removal, and the other side's answer in kind.",
        absent="The readers, and anybody's opinion.",
        wrong_if="Voices and not posts are counted, so that one account more counts one more.",
        boundary=(
            "Where the share is there already nothing has to be bought; towards the whole the "
            "bill has no end."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return posts and bills for every share."""
        ends = self.parameters()["wanted"]
        share = np.union1d(np.linspace(ends.low, ends.high, 19).round(9), [self.wanted])
        posts = np.maximum(share * self.others / (1 - share) - self.own, 0)
        return pd.DataFrame(
            {"share": share, "posts": posts, **bill(posts), "yours": share == self.wanted}
        )
