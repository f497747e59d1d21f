"""A line, and where it is cut; ladders on which each rung admits to the next."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import (
    Card,
    Model,
    k_means,
    model,
    normal_cdf,
    normal_quantile,
    real,
    spanning_tree,
    whole,
)

POINTS = 200
MOST = 6  # classes that are tried, from two on


@model
class CutClasses(Model):
    """Classes are distances, cut somewhere: they come out whether there are any or not.

    k-means and single linkage: 200 points in a plane, in `groups` round clouds whose centres are
    `gap` standard deviations apart (one cloud: no structure at all). k-means puts as much of the
    variance as it can between k classes; of one round normal cloud in three classes that is
    27/(16π), more than a half. Single linkage joins whatever is nearer than a height; each height
    gives a number of classes, and a number that lasts over a wide range of heights is found and not
    made.

    A cut of single linkage at a height, by hand::

        classes = [{point} for point in points]
        for edge in sorted(pairs_of(points), key=distance):
            if distance(edge) < height:
                join(classes, *edge)

    The heights at which two classes become one are the edges of the least spanning tree, so that
    their differences, in order, are how far each number of classes lasts.

    Returns rows by `classes` (2 to 6): `explained` (share of variance between the classes of
    k-means), `parted` (share of points whose nearest neighbour is in another of these classes),
    `slack` (range of heights at which single linkage gives so many classes, as a share of the
    greatest height that joins two) and `yours`. What is asked for (`classes`) marks a row and
    changes none. [fourcade2016]
    """

    groups: int = whole(
        1, low=1, high=5, unit="clouds", meaning="clouds that the points really come from"
    )
    gap: float = real(
        8.0,
        low=1.0,
        high=12.0,
        step=0.5,
        unit="sd",
        meaning="distance of neighbouring clouds' centres",
    )
    classes: int = whole(
        3, low=2, high=6, symbol="k", unit="classes", meaning="classes that somebody asks for"
    )

    card = Card(
        assumes="Likeness is distance in a plane, and everybody is as well measured as everybody "
        "else.",
        leaves_out="Classes that people make real by acting on them, and lines along which one is "
        "ranked within a class.",
        absent="Who asks for so many classes, and what for.",
        wrong_if="The classes were there first, in law or in custom, and the distances follow "
        "from them.",
        boundary="Where clouds are far apart their number is stable over a wide range of cuts; in "
        "one cloud none is.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what every number of classes explains, parts and survives."""
        points = self.centres[np.arange(POINTS) % self.groups] + rng.normal(size=(POINTS, 2))
        apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
        heights = np.sort(spanning_tree(apart))[::-1]
        nearest = (apart + np.diag(np.full(POINTS, np.inf))).argmin(axis=1)
        spread = ((points - points.mean(axis=0)) ** 2).sum()
        rows = []
        for classes in range(2, MOST + 1):
            label, within = k_means(points, classes, rng)
            explained = 1 - within / spread
            parted = (label != label[nearest]).mean()
            slack = (heights[classes - 2] - heights[classes - 1]) / heights[0]
            rows.append((classes, explained, parted, slack, classes == self.classes))
        return pd.DataFrame(rows, columns=["classes", "explained", "parted", "slack", "yours"])

    @property
    def centres(self) -> np.ndarray:
        """Centres of the clouds on a circle, neighbours `gap` apart, of shape (groups, 2)."""
        angle = 2 * np.pi * np.arange(self.groups) / self.groups
        radius = self.gap / (2 * math.sin(math.pi / self.groups)) if self.groups > 1 else 0.0
        return radius * np.column_stack([np.cos(angle), np.sin(angle)])


@model
class SelectionLadder(Model):
    """Each rung admits to the next, and those who reach the top were good and lucky.

    Sequential selection under noise: on each rung a score is √(1 − λ) · skill + √λ · luck, luck
    being new on every rung (and the mean of several `trials`), and the best go on, so many that the
    same share is kept on all rungs.

    The ladder, entrant by entrant::

        left = entrants
        for rung in range(rungs):
            for person in left:
                luck = mean(rng.normal() for _ in range(trials))
                person.score = sqrt(1 - weight) * person.skill + sqrt(weight) * luck
            left = sorted(left, key=score, reverse=True)[: survivors[rung]]

    Returns rows by `place` (true place by skill, in intervals that grow from the top): `reached`
    (share of those in the interval who reach the final), `expected` (the same for very many
    entrants), and in every row `kept` (share of the truly best, as many as the final has places,
    who are in it), `expected_kept` and `fortune` (finalists' mean luck on a rung, in standard
    deviations of the luck there). [denrell2012, pluchino2018]
    """

    weight: float = real(
        0.1,
        low=0.0,
        high=0.9,
        step=0.05,
        called="luck",
        symbol="λ",
        meaning="luck's share of a score",
    )
    rungs: int = whole(3, low=1, high=6, unit="rungs", meaning="stages from entry to final")
    trials: int = whole(
        1, low=1, high=25, unit="trials", meaning="trials whose mean is the score on a rung"
    )
    entrants: int = whole(
        100_000, low=1000, high=100_000, scale="log", unit="people", meaning="who enter"
    )
    final: int = whole(
        100, low=10, high=500, scale="log", unit="places", meaning="places in the final"
    )

    card = Card(
        assumes="One skill, the same on all rungs, and luck that favours nobody and is forgotten "
        "on the next rung.",
        leaves_out="Learning on the way up, advantages of having been up before, and tests of the "
        "wrong thing.",
        absent="Those who never enter, and what happens to those who are sent home.",
        wrong_if="Scores on one rung hardly differ from those on another, as where a field can be "
        "measured with a tape.",
        boundary="The mean of several trials makes luck small; one hard cut loses more of the "
        "best than several mild ones.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who reaches the final."""
        skill = np.sort(rng.normal(size=self.entrants))[::-1]  # in the order of their true places
        left = np.arange(self.entrants)
        fortune = np.zeros(self.entrants)
        of_skill, of_luck = self._mix
        for survivors in self.survivors:
            luck = rng.normal(size=len(left))
            score = of_skill * skill[left] + of_luck * luck
            # A partial sort leaves an order that depends on the processor; who is chosen does not.
            chosen = np.sort(np.argpartition(-score, survivors - 1)[:survivors])
            left = left[chosen]
            fortune = (fortune + luck)[chosen]
        edges = np.unique(np.geomspace(1, self.entrants + 1, 25).round().astype(int))
        middle = np.sqrt(edges[:-1] * (edges[1:] - 1))
        place, chance, kept = self.law()
        return pd.DataFrame(
            {
                "place": middle,
                "reached": np.histogram(left, edges - 1)[0] / np.diff(edges),
                "expected": np.interp(np.log(middle), np.log(place), chance),
                "kept": (left < self.final).mean(),
                "expected_kept": kept,
                "fortune": fortune.mean() / self.rungs,
            }
        )

    @property
    def survivors(self) -> list[int]:
        """How many are left after each rung."""
        shares = (self.final / self.entrants) ** (np.arange(1, self.rungs + 1) / self.rungs)
        return [max(round(self.entrants * share), self.final) for share in shares]

    @property
    def _mix(self) -> tuple[float, float]:
        """What skill and luck count for in a score, whose variance need not be one."""
        return math.sqrt(1 - self.weight), math.sqrt(self.weight / self.trials)

    def law(self) -> tuple[np.ndarray, np.ndarray, float]:
        """Return who is expected in the final, of very many entrants.

        Returns
        -------
        True places, of shape (200,), from the best to the last; the chance from each of them to
        reach the final; and the share of the best, as many as the final has places, who reach it.
        """
        # Eighty intervals of places for the best, and 120 for the others; the person at place i
        # stands for the share of the normal law between (i − 1)/n and i/n.
        best = np.geomspace(0.5, self.final + 0.5, 81)
        others = np.geomspace(self.final + 0.5, self.entrants + 0.5, 121)
        edges = np.concatenate([best, others[1:]])
        size = np.diff(edges)
        place = np.sqrt(edges[1:] * edges[:-1])
        skill = normal_quantile(1 - (place - 0.5) / self.entrants)
        of_skill, of_luck = self._mix
        of_luck = max(of_luck, 1e-6)
        chance = np.ones(200)
        for survivors in self.survivors:
            low = -12.0
            high = 12.0
            for _ in range(24):  # where must the bar be, for so many to pass?
                bar = (low + high) / 2
                passing = chance * normal_cdf((of_skill * skill - bar) / of_luck)
                if passing @ size > survivors:
                    low = bar
                else:
                    high = bar
            chance = passing
        return place, chance, float(chance[:80] @ size[:80] / self.final)
