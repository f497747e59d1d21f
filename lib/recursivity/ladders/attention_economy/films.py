"""The film of *The attention economy*: two followings in a circle, and where they come to rest."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np

from ... import style
from ...core import Model
from ...explore import Chart, Film, Frame, Look, Stage
from . import Ceiling

AHEAD = 3  # the rank of the other account
HEARTS = (25.0, 75.0)  # of the two circles, across the stage
HIGH = 23.0  # of both, down the stage
INNER = 11.0  # radius of where followers stand, and of those who may follow
OUTER = 22.0
GOLDEN = np.pi * (3 - np.sqrt(5))
FOLLOWS, MAY_FOLLOW, ACCOUNT = range(3)


class _Members:
    """Who of a circle follows: the model says how many come and leave, all being alike."""

    def __init__(self, reach: int) -> None:
        self.waiting = deque(range(reach))
        self.following: deque[int] = deque()

    def move(self, came: int, left: int) -> None:
        """Let so many leave, who have followed longest, and so many come, who wait longest."""
        gone = [self.following.popleft() for _ in range(left)]
        self.following += [self.waiting.popleft() for _ in range(came)]
        self.waiting += gone

    def places(self, heart: float) -> np.ndarray:
        """Return x, y and look of every member, of shape (members, 3)."""
        members = len(self.waiting) + len(self.following)
        follows = np.zeros(members, dtype=bool)
        follows[list(self.following)] = True
        turn = np.arange(members) * GOLDEN
        even = np.sqrt((np.arange(members) + 0.5) / members)
        far = np.where(follows, INNER * even, INNER + 3 + (OUTER - INNER - 3) * even)
        look = np.where(follows, FOLLOWS, MAY_FOLLOW)
        return np.column_stack((heart + far * np.cos(turn), HIGH + far * np.sin(turn), look))


def _record_circles(model: Model, seed: int) -> Iterator[Frame]:
    """Yield a frame for each day of the table: the account behind, and one ahead of it."""
    models = (model.but(rank=AHEAD), model)
    circles = [_Members(each.reach) for each in models]
    ends = [each.plateau for each in models]
    for days in zip(*(each.steps(seed) for each in models), strict=True):
        places = []
        for members, day, heart in zip(circles, days, HEARTS, strict=True):
            members.move(int(day.came[0]), int(day.left[0]))
            places.append(members.places(heart))
        marks = np.vstack([*places, [[heart, HIGH, ACCOUNT] for heart in HEARTS]])
        ahead, behind = (int(day.inside[0]) for day in days)
        yield Frame(
            x=marks[:, 0],
            y=marks[:, 1],
            look=marks[:, 2].astype(int),
            size=1.0,
            measures=(ahead, behind),
            says=f"Day {days[0].day:,}: of {model.reach} people, {ahead} follow the account of "
            f"rank {AHEAD} and {behind} that of rank {model.rank}. Since the last step "
            f"{int(days[1].came[0])} have come to the latter and {int(days[1].left[0])} have left; "
            f"as many come as leave at {ends[0]:.0f} and {ends[1]:.0f}.",
        )


under_the_ceiling = Film(
    name="under_the_ceiling",
    title="One circle, two accounts",
    home=__name__,
    model=Ceiling(circle=201, rank=100, loss=0.005),
    record=_record_circles,
    stage=Stage(
        height=50.0,
        marks=(
            Look(word="follows", colour=style.BLUE, size=0.8),
            Look(word="may follow", colour=style.FAINT, shape="ring", size=0.8),
            Look(word="the account", colour=style.VERMILION, shape="square", size=1.6),
        ),
        words=((HEARTS[0], 48.0, "rank 3"), (HEARTS[1], 48.0, "Maud, rank 100")),
        chart=Chart(
            title="followers",
            lines=(
                Look(word="of rank 3", colour=style.BLUE, shape="dashes"),
                Look(word="of Maud", colour=style.VERMILION, shape="line"),
            ),
            ticks={0.0: "0", 100.0: "100", 200.0: "200"},
        ),
    ),
    step="step",
    pace=3,
    seals=("E40-ceiling",),
)
