"""Tiers: who follows whom in a circle with a star, and how many of one's followers are rivals.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, ParameterError, band, model, real, whole

# Of the four tiers, from the top: an illustration, and not data.
SIZES = np.array([1, 9, 90, 900])  # people
PULLS = np.array([0.8, 0.35, 0.06, 0.004])  # chance that a member of mean appetite follows

SAMPLES = 400  # of profiles, to show what chance leaves


@model
class StatusTiers(Model):
    """Follow those above you and return the follows of equals: a star, nine names, and the others.

    Status-directed attachment with selective reciprocity. Each member has an appetite for
    following (log-normal, mean 1, standard deviation of the logarithm `appetite`). A tier pulls
    everybody alike, with 0.8, 0.35, 0.06 or 0.004 from the star to the nine hundred. With `status`
    0 members follow by interest, and all tiers pull alike, so much that there are as many follows.

    Pairs are drawn all at once, as this loop would::

        for i, j in permutations(members, 2):
            wishes[i, j] = rng.random() < 1 - (1 - pull[tier[j]]) ** appetite[i]
        for i, j in permutations(members, 2):
            below = tier[i] - tier[j]  # tiers that i stands below j
            chance = courtesy * exp(-gap * below)
            returned = wishes[i, j] and below >= 0 and rng.random() < chance
            follows[j, i] = wishes[j, i] or returned

    Returns
    -------
    Rows by `tier` (1 to 4): `size` (people), `followers` and `following` (people, means over the
    tier), `below` (share of its followers who stand in a lower tier), `returned` (share of their
    follows that are returned), `both` (share of its followers, the star aside, who follow the star,
    too) and `mutual` (share of all follows in the circle that go both ways). [gould2002, konig2014]
    """

    status: float = real(
        1.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how far status settles whom one follows, and not interest",
    )
    appetite: float = real(
        0.4, low=0.0, high=1.5, step=0.1, meaning="how unlike members are in how much they follow"
    )
    courtesy: float = real(
        0.5, low=0.0, high=1.0, step=0.1, meaning="chance that an equal's follow is returned"
    )
    gap: float = real(
        2.0,
        low=0.0,
        high=5.0,
        step=0.5,
        symbol="λ",
        meaning="how fast that fades with each tier between",
    )

    card = Card(
        assumes="Tiers are given, everybody sees them, and a bigger name pulls everybody alike.",
        leaves_out="How somebody came to be in a tier, taste, and rival camps with a star each.",
        absent="Why they follow: to learn, to be seen, or because they like the work.",
        wrong_if="Followings go by interest, or the known return a follow as a matter of course.",
        boundary="Following by interest levels the tiers; with one appetite for all, whose "
        "follower one is says nothing more.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who follows whom, tier by tier."""
        tier = np.repeat(np.arange(len(SIZES)), SIZES)
        follows = self.graph(rng)
        rows = [self._row(follows, tier, number) for number in range(len(SIZES))]
        columns = ["tier", "size", "followers", "following", "below", "returned", "both"]
        mutual = (follows & follows.T).sum() / max(follows.sum(), 1)
        return pd.DataFrame(rows, columns=columns).assign(mutual=mutual)

    def graph(self, rng: np.random.Generator) -> np.ndarray:
        """Draw who follows whom.

        Parameters
        ----------
        rng : the random stream to draw from.

        Returns
        -------
        Truth values of shape (1000, 1000), the star first: entry [i, j] says whether i follows j.
        """
        tier = np.repeat(np.arange(len(SIZES)), SIZES)
        even = (PULLS * SIZES).sum() / SIZES.sum()
        pull = even + self.status * (PULLS - even)  # as many follows whatever the status
        appetite = rng.lognormal(-(self.appetite**2) / 2, self.appetite, len(tier))
        wish, back = rng.random((2, len(tier), len(tier)), dtype=np.float32)
        follows = wish < 1 - (1 - pull[tier]) ** appetite[:, None]
        np.fill_diagonal(follows, False)
        distance = tier[:, None] - tier
        returns = self.courtesy * np.exp(-self.gap * np.abs(distance))
        return follows | (follows & (distance >= 0) & (back < returns)).T

    @staticmethod
    def _row(follows: np.ndarray, tier: np.ndarray, number: int) -> tuple[float, ...]:
        """Return what a tier has: whose followers, how many returned, and how many the star's."""
        inside = tier == number
        lower = tier > number
        fans = follows[:, inside]  # entry [i, j]: i follows the tier's j
        gives = follows[inside]
        from_below = fans[lower].sum()
        returned = (fans & gives.T)[lower].sum()
        others = np.arange(len(tier)) > 0  # the star does not follow itself
        both = fans[others & follows[:, 0]].sum() / max(fans[others].sum(), 1)
        return (
            number + 1,
            SIZES[number],
            fans.sum() / SIZES[number],
            gives.sum() / SIZES[number],
            from_below / max(fans.sum(), 1),
            returned / max(from_below, 1),
            both,
        )


@model
class PeersAmongFollowers(Model):
    """How many of a writer's followers write: what profiles say, and what one has to assume.

    A proportion and what is not declared: a share `stated` of followers say in their profiles that
    they write; of all others a share u writes and does not say so. Writers are then
    stated + u·(1 − stated) of them. Chance enters through the number of profiles that somebody
    reads and sorts: the share found in a sample is a binomial number of so many profiles.

    Returns
    -------
    Rows by `undeclared` (0 to 1, and the share chosen): `writers` (share of followers), `count`
    (people), `low` and `high` (tenth and ninetieth percentile of the share found, over 400 samples
    of profiles) and `yours`. [giles2017]
    """

    stated: float = real(
        0.23, low=0.05, high=0.6, step=0.01, meaning="share of followers who say that they write"
    )
    followers: int = whole(
        13_000, low=500, high=100_000, scale="log", unit="people", meaning="followers"
    )
    undeclared: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.05,
        symbol="u",
        meaning="share of the others who write in silence",
    )
    profiles: int = whole(
        500,
        low=50,
        high=5000,
        scale="log",
        unit="profiles",
        meaning="profiles that are read (an illustration)",
    )

    card = Card(
        assumes="Each follower writes or does not, and who says so does.",
        leaves_out="Followers who are nobody, such as automata, and those who follow without "
        "reading.",
        absent="Why writers follow writers, which may be friendship.",
        wrong_if="Those who sort profiles take readers for writers.",
        boundary="From what is stated alone no third and no half follows, unless the stated share "
        "reaches it.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the share of writers by how many do not say so."""
        undeclared = np.union1d(np.linspace(0, 1, 21).round(9), [self.undeclared])
        writers = self.stated + undeclared * (1 - self.stated)
        found = rng.binomial(self.profiles, writers, (SAMPLES, len(writers))) / self.profiles
        low, _, high = band(found)
        return pd.DataFrame(
            {
                "undeclared": undeclared,
                "writers": writers,
                "count": (writers * self.followers).round().astype(int),
                "low": low,
                "high": high,
                "yours": undeclared == self.undeclared,
            }
        )

    def needed(self, claimed: float) -> float:
        """Return how many of the others have to write in silence for a claim to be true.

        Parameters
        ----------
        claimed : the share of followers who are said to write, 0 to 1.

        Returns
        -------
        A share of those who do not say so; 0 where those who say so are enough.

        Raises
        ------
        ParameterError where the claimed share is out of its range.
        """
        if not 0 <= claimed <= 1:
            raise ParameterError(f"claimed must satisfy 0 <= claimed <= 1: got {claimed!r}")
        return max(0.0, (claimed - self.stated) / (1 - self.stated))
