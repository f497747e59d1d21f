"""Two remedies: an audit that finds nothing, and a ban on what is most visible."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, real, whole

TASKS = 1_856_316  # on one marketplace in a year [heder2018black]
DOUBT = 0.05  # chance that so rare a kind would have been found, were it no rarer

SITES = 240
GROUPS = 6
INWARD = 0.12  # chance of a link between two sites of a group
OUTWARD = 0.006  # and of two groups
NEW_LINKS = 6  # of a site that comes back
SCENES = 4  # worlds over which the table is a mean


@model
class MarketAudit(Model):
    """How much can be hidden in a market in which a sample has found nothing.

    The rule of three: if none of n jobs drawn by lot is of a kind, up to 1 − 0.05^(1/n) of all
    jobs may be (at 95 % confidence), about 3/n. A kind that is a share `rate` of all, of which a
    share `public` is posted where one can draw, is missed altogether with chance
    (1 − rate · public)^n.

    Returns rows by `sample` (30 to 30,000 jobs, and the one chosen): `upper` (share of all jobs),
    `rule` (3/n), `hidden` (that many of 1,856,316 tasks), `missed` (chance), and `yours`.
    [heder2018black]
    """

    sample: int = whole(
        1000,
        low=30,
        high=30_000,
        scale="log",
        unit="jobs",
        symbol="n",
        meaning="jobs read, drawn by lot",
    )
    rate: float = real(
        0.002, low=0.0, high=0.02, step=0.0005, meaning="true share of political jobs"
    )
    public: float = real(
        1.0, low=0.0, high=1.0, step=0.1, meaning="share of them that an auditor can come across"
    )

    random = False
    card = Card(
        assumes="The sample is drawn by lot, and a political job is known as one when it is seen.",
        leaves_out="Jobs split into innocent halves, and clients behind clients.",
        absent="Whoever could compel a platform to open its files.",
        wrong_if="Political jobs cluster in a week or a corner that the sample did not reach.",
        boundary="What is handed out by invitation is in no sample, however large.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what a sample without a find leaves open, for every size."""
        ends = self.parameters()["sample"]
        sizes = np.geomspace(ends.low, ends.high, 31).round().astype(int)
        sample = np.union1d(sizes, [self.sample])
        upper = 1 - DOUBT ** (1 / sample)
        return pd.DataFrame(
            {
                "sample": sample,
                "upper": upper,
                "rule": 3 / sample,
                "hidden": upper * TASKS,
                "missed": (1 - self.rate * self.public) ** sample,
                "yours": sample == self.sample,
            }
        )


@model
class ToothpasteTube(Model):
    """Squeeze a scene in one place, and it comes out in another, more tightly packed.

    Displacement on a planted-partition graph: 240 sites in six groups, linked with chance 0.12
    within and 0.006 between groups. A ban strikes the most visible first, those with most links
    to other groups. Of the banned a share `reopen` comes back inside the two largest groups that
    are left, each with six links to survivors there. Site by site::

        banned = the sites with most links to other groups
        take the banned and all their links away
        hosts = the two largest groups that are left
        for turn, site in enumerate(the first share `reopen` of the banned):
            join hosts[turn % 2]
            link site with six survivors of that group, drawn by lot

    Returns rows by `banned` (shares from 0 to 0.8, and the one chosen), means over 4 worlds:
    `sites`, `links` (per site), `bridging` (share of links between groups), `crowded` (share of
    sites in the two largest groups), and `yours`. [casilli2013proana]
    """

    ban: float = real(
        0.4,
        low=0.0,
        high=0.8,
        step=0.1,
        meaning="share of sites that are banned, most visible first",
    )
    reopen: float = real(
        1.0, low=0.0, high=1.0, step=0.1, meaning="share of them that come back elsewhere"
    )

    card = Card(
        assumes="Who is banned comes back where most are left, and makes as many links as before.",
        leaves_out="People who recover, and visitors who no longer find anything.",
        absent="The people who run the sites, and their illness.",
        wrong_if="Coming back is dear, so that a ban ends what it strikes.",
        boundary=(
            "Where nobody comes back sites do vanish; even then the links that are left are the "
            "inward ones."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what a ban of every size leaves."""
        largest = self.parameters()["ban"].high
        bans = np.union1d(np.linspace(0, largest, 5).round(9), [self.ban])
        worlds = self.worlds(rng)
        rows = np.array([[self.after(ban, *world) for ban in bans] for world in worlds])
        means = dict(zip(("sites", "links", "bridging", "crowded"), rows.mean(0).T, strict=True))
        return pd.DataFrame({"banned": bans, **means, "yours": bans == self.ban})

    def worlds(
        self, rng: np.random.Generator, number: int = SCENES
    ) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return scenes before the ban.

        Parameters
        ----------
        rng : where chance comes from.
        number : how many scenes, >= 1.

        Returns
        -------
        For each scene its links, bool of shape (240, 240), both ways, and the luck that decides
        whom the banned will link to, of the same shape; site i is of group i % 6.
        """
        group = np.arange(SITES) % GROUPS
        chance = np.where(group[:, None] == group, INWARD, OUTWARD)
        upper = [np.triu(rng.random((SITES, SITES)) < chance, 1) for _ in range(number)]
        return [(graph | graph.T, rng.random((SITES, SITES))) for graph in upper]

    def after(self, ban: float, graph: np.ndarray, luck: np.ndarray) -> tuple[float, ...]:
        """Return what is left of a scene after a ban.

        Parameters
        ----------
        ban : share of sites that are banned, 0 to 1.
        graph, luck : a scene, as `worlds` makes it.

        Returns
        -------
        Sites, links per site, share of links between groups, and share of sites in the two
        largest groups.
        """
        group = np.arange(SITES) % GROUPS
        order = self._most_visible(graph, group, luck[0])
        banned = np.zeros(SITES, dtype=bool)
        banned[order[: round(ban * SITES)]] = True
        back = order[: round(self.reopen * banned.sum())]
        left = np.bincount(group[~banned], minlength=GROUPS)
        hosts = np.argsort(-left, kind="stable")[:2]
        home = group.copy()
        home[back] = hosts[np.arange(len(back)) % 2]
        graph = graph & ~banned & ~banned[:, None]
        self._link(graph, back, home, banned, luck)
        there = ~banned
        there[back] = True
        sites = there.sum()
        links = graph.sum() / 2
        bridging = (graph & (home[:, None] != home)).sum() / 2 / max(links, 1)
        crowded = np.sort(np.bincount(home[there], minlength=GROUPS))[-2:].sum() / sites
        return float(sites), float(links / sites), float(bridging), float(crowded)

    @staticmethod
    def _most_visible(graph: np.ndarray, group: np.ndarray, luck: np.ndarray) -> np.ndarray:
        """Return all sites, those with most links to other groups first, ties by luck."""
        across = (graph & (group[:, None] != group)).sum(axis=1)
        return np.lexsort((luck, -across))

    @staticmethod
    def _link(
        graph: np.ndarray, back: np.ndarray, home: np.ndarray, banned: np.ndarray, luck: np.ndarray
    ) -> None:
        """Link those who come back, in place, with up to six survivors of their new group each."""
        # A survivor's own luck is below 1, so that 2 puts all others last.
        may = ~banned & (home == home[back][:, None])
        friends = np.argsort(np.where(may, luck[back], 2), axis=1)[:, :NEW_LINKS]
        for site, chosen in zip(back, friends, strict=True):
            found = chosen[~banned[chosen] & (home[chosen] == home[site])]
            graph[site, found] = True
            graph[found, site] = True
