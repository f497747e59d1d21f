"""What a follower list says about one person in it: how unequal, which place, what limits.

`about` answers in one call. Each answer comes with what it rests on and what it cannot know; the
numbers are in the fields of `Standing`. Nothing here is a forecast. The limits follow from a list
as it stands today and from two rates that hardly anybody knows, unless there are two lists of
different dates (`rates`).
"""

from __future__ import annotations

import math
from functools import cached_property

import attrs
import networkx as nx
import numpy as np
import pandas as pd

from ...core import ParameterError, gini, plateau, status_bound, top_share
from ..content import Source
from ..finding import Findings
from .circle import InventedCircle
from .inequality import gini_interval
from .limits import BOOSTERS, NEIGHBOURS, bridges_within, pool_of
from .lists import Follows, from_networkx
from .reading import read_follows
from .sentences import findings

TOPS = (0.01, 0.1, 0.2)  # shares of people whose share of attention is told


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Standing:
    """What a list says about one person; shown, it is a list of findings.

    Parameters
    ----------
    follows : Follows
        Who follows whom.
    person : int
        Whom it is about.
    gain, loss : float
        g and δ, a day.
    bridge : int
        People outside whom one outsider would bring within earshot.
    boosters : str
        Who passes on, one of `BOOSTERS`.
    """

    follows: Follows
    person: int
    gain: float
    loss: float
    bridge: int
    boosters: str

    def __repr__(self) -> str:
        """Return the findings as text."""
        return repr(self.findings)

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()

    @property
    def name(self) -> str:
        """Who it is about."""
        return self.follows.names[self.person]

    @property
    def people(self) -> int:
        """How many are in the list."""
        return len(self.follows)

    @property
    def followers(self) -> int:
        """How many follow."""
        return int(self.follows.audience[self.person])

    @cached_property
    def inequality(self) -> pd.Series:
        """The `gini` of followings, `low` and `high` ends of its interval, and what the top holds.

        The top are the shares of people in `TOPS`. A share that is less than one person is left
        out; where all are, what the `first` holds is told.
        """
        audience = self.follows.audience
        low, high = gini_interval(audience)
        tops = {
            f"top {share:.0%}": math.ceil(share * self.people)
            for share in TOPS
            if share * self.people >= 1
        }
        held = {name: top_share(audience, top) for name, top in (tops or {"first": 1}).items()}
        return pd.Series({"gini": gini(audience), "low": low, "high": high, **held})

    @property
    def rank(self) -> int:
        """One more than how many have a larger following."""
        return int((self.follows.audience > self.followers).sum()) + 1

    @property
    def level(self) -> int:
        """How many others have exactly as large a following."""
        return int((self.follows.audience == self.followers).sum()) - 1

    @property
    def bound(self) -> int:
        """How many have a smaller following.

        It is the most who could follow if nobody followed downward or level.
        """
        return int(status_bound(self.follows.audience)[self.person])

    @property
    def against(self) -> int:
        """How many followers stand level or above, against the order that the bound rests on."""
        fans = self.follows.followers_of(self.person)
        return int((self.follows.audience[fans] >= self.followers).sum())

    @property
    def upward(self) -> float:
        """The share of all follows that lead to somebody with a larger following than one's own."""
        audience = self.follows.audience
        upward = audience[self.follows.followed] > audience[self.follows.follower]
        return float(upward.mean())

    @cached_property
    def pool(self) -> np.ndarray:
        """Who is within reach, of shape (people,), as yes and no (see `pool_of`)."""
        return pool_of(self.follows, self.person, self.boosters)

    @property
    def plateau(self) -> float:
        """Where the following settles: C·g/(g + δ)."""
        return float(plateau(self.pool.sum(), self.gain, self.loss))

    @property
    def bridged(self) -> float:
        """Where it settles with one bridge to people outside the list."""
        return float(plateau(self.pool.sum() + self.bridge, self.gain, self.loss))

    @cached_property
    def around(self) -> pd.DataFrame:
        """Those next above and below.

        Columns: `rank`, `name`, `followers`, `follows_them` (whether this person does) and
        `follows_back` (whether they do).
        """
        audience = self.follows.audience
        order = np.argsort(-audience, kind="stable")
        at = int(np.flatnonzero(order == self.person)[0])
        near = order[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
        return pd.DataFrame(
            {
                "rank": [int((audience > audience[i]).sum()) + 1 for i in near],
                "name": [self.follows.names[i] for i in near],
                "followers": audience[near],
                "follows_them": np.isin(near, self.follows.followed_by(self.person)),
                "follows_back": np.isin(near, self.follows.followers_of(self.person)),
            }
        )

    @cached_property
    def bridges(self) -> pd.DataFrame:
        """Who of the list would widen the pool most (see `bridges_within`)."""
        return bridges_within(self.follows, self.person, self.pool)

    @cached_property
    def findings(self) -> Findings:
        """All that is said, each with what it assumes and what it cannot know."""
        return findings(self)


def about(
    source: Source | nx.Graph | Follows,
    person: str,
    *,
    gain: float = 0.0075,
    loss: float = 0.005,
    bridge: int = 100,
    boosters: str = BOOSTERS[0],
    **reading: object,
) -> Standing:
    """Return what a follower list says about one person.

    Parameters
    ----------
    source : str, path, bytes, networkx.Graph or Follows
        A path, the content of a file, a graph, or a list that has been read.
    person : str
        A name in it.
    gain, loss : float
        Shares of those in reach who begin to follow in a day, and of followers who leave. The
        defaults are the course's, chosen to show something; nobody has measured yours (see
        `rates`).
    bridge : int
        How many people outside the list one outsider would bring within earshot.
    boosters : str
        Who passes on: "everybody who follows", or "only those above".
    reading
        What `read_follows` is to know of a file.

    Returns
    -------
    Standing
        Shown, it is a list of findings.

    Raises
    ------
    ReadingError
        Where the file cannot be read.
    UnknownPersonError
        Where the person is not in it.
    ParameterError
        Where a number is out of range, or `reading` is said of something that is no file.
    """
    known = InventedCircle.parameters()
    values = {"gain": gain, "loss": loss, "bridge": bridge, "boosters": boosters}
    checked = {
        name: attrs.evolve(known[name], name=name).check(value) for name, value in values.items()
    }
    if isinstance(source, (nx.Graph, Follows)):
        if reading:
            told = ", ".join(reading)
            raise ParameterError(f"{told} can be said of a file alone, not of what has been read")
        follows = from_networkx(source) if isinstance(source, nx.Graph) else source
    else:
        follows = read_follows(source, **reading)
    if not len(follows.follower):
        raise ParameterError("a list without any follow says nothing: give one with at least one")
    return Standing(follows=follows, person=follows.find(person), **checked)
