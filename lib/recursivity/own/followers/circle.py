"""An invented circle of writers, to look at before it is about anybody, and its model."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from ...core import Card, Model, model, option, plateau, real, status_bound, whole
from .limits import BOOSTERS, pools
from .lists import Follows, from_pairs

# fmt: off
_GIVEN = (
    "Ada", "Béla", "Chidi", "Dao", "Elif", "Fumi", "Goran", "Hana", "Ines", "Jorge", "Kavya",
    "Lotte", "Mira", "Nils", "Oona", "Pavel", "Quim", "Rosa", "Sofía", "Timur", "Uma", "Vera",
    "Wim", "Xenia", "Yusuf", "Zoë",
)
# fmt: on
_CAMPS = np.repeat(np.arange(3), (96, 54, 32))  # crime, verse and travel, say


def invented_circle(rng: np.random.Generator) -> Follows:
    """Return an invented circle of 182 writers in three camps, from a recipe and chance.

    Everybody has an appeal (log-normal) and chooses about eight to follow: the appealing, those of
    the own camp, those above. Who is followed follows back the likelier, the smaller the gap in
    appeal. Nobody in it exists.

    Parameters
    ----------
    rng : numpy.random.Generator
        Of the chance.

    Returns
    -------
    Follows
        Among 182 people.
    """
    people = len(_CAMPS)
    names = [f"{given} {letter}." for letter, given in product("KLMNRST", _GIVEN)]
    appeal = rng.normal(0, 1.1, people)
    choices = np.minimum(np.exp(rng.normal(2.0, 0.5, people)).astype(int) + 1, people // 3)
    same_camp = _CAMPS[:, None] == _CAMPS
    above = appeal[:, None] < appeal
    wish = 1.2 * appeal + (3.0 * same_camp + 0.5 * above) + rng.gumbel(size=(people, people))
    np.fill_diagonal(wish, -np.inf)
    rank = np.argsort(np.argsort(-wish, axis=1), axis=1)
    chosen = rank < choices[:, None]
    gap = np.abs(appeal[:, None] - appeal)
    back = rng.random((people, people)) < 0.5 * np.exp(-gap)
    follower, followed = np.nonzero(chosen | (chosen.T & back))
    return from_pairs(names, follower, followed, ["Invented: nobody in this list exists."])


@model
class InventedCircle(Model):
    """Everybody's place and ceiling in an invented circle of writers.

    Reachable set with loss: within reach are one's followers and the followers of those who pass
    on, C people in all. Of those in reach who do not follow yet a share g begins to in a day, and
    of the followers a share δ leaves, so that the following settles at F* = C·g/(g + δ). If all
    followed upward alone, nobody could have more followers than there are people with fewer: the
    bound of the status order. One bridge adds people from outside to one person's pool.

    Returns rows by person, most followed first: `rank`, `name`, `followers`, `pool` C, `plateau`
    F*, `bridged` (the plateau with the bridge), `bound`, and `yours` (the person whose place was
    chosen).
    """

    place: int = whole(
        40, low=1, high=182, meaning="place of the person on the ladder of followings, 1 at the top"
    )
    gain: float = real(
        0.0075,
        low=0.0005,
        high=0.05,
        step=0.0005,
        symbol="g",
        unit="a day",
        meaning="share of those in reach who begin",
    )
    loss: float = real(
        0.005,
        low=0.0,
        high=0.05,
        step=0.0005,
        symbol="δ",
        unit="a day",
        meaning="share of followers who leave",
    )
    bridge: int = whole(
        100,
        low=1,
        high=100_000,
        scale="log",
        unit="people",
        meaning="strangers whom one bridge brings within earshot",
    )
    boosters: str = option(
        BOOSTERS[0], options=BOOSTERS, meaning="who passes on what a person says"
    )

    card = Card(
        assumes="The list of follows stays as it is, and everybody within reach hears equally "
        "often.",
        leaves_out="Feeds that rank, what is said and how well, new members, and followers who "
        "never look.",
        absent="Readers who follow nobody and write nothing: in a list of follows they do not "
        "occur.",
        wrong_if="Followings are found to settle at levels that have nothing to do with who is "
        "within reach.",
        boundary="Without loss the ceiling is the whole pool; with any bridge it is no longer the "
        "circle's.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return everybody's place and ceiling."""
        follows = invented_circle(rng)
        order = np.argsort(-follows.audience, kind="stable")
        audience = follows.audience[order]
        pool = pools(follows, self.boosters)[order]
        return pd.DataFrame(
            {
                "rank": np.searchsorted(-audience, -audience) + 1,
                "name": [follows.names[i] for i in order],
                "followers": audience,
                "pool": pool,
                "plateau": plateau(pool, self.gain, self.loss),
                "bridged": plateau(pool + self.bridge, self.gain, self.loss),
                "bound": status_bound(audience),
                "yours": np.arange(len(follows)) == self.place - 1,
            }
        )
