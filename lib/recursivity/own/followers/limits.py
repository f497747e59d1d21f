"""What limits a following: who is within reach, who stands around, how fast people come and go.

Each of these is one pass or a few over the follows, so that a million of them take about a second.
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np
import pandas as pd

from ...core import ParameterError
from ..numbers import within
from .lists import Follows

BOOSTERS = ("everybody who follows", "only those above")
NEIGHBOURS = 5  # shown above and below
TOGETHER = 5_000  # people whose pools fit into one product of matrices
LONGEST = 1e6  # days between two lists


def checked_boosters(boosters: str) -> str:
    """Return who passes on.

    Raises
    ------
    ParameterError where it is not one of `BOOSTERS`.
    """
    if not isinstance(boosters, str) or boosters not in BOOSTERS:
        options = ", ".join(map(repr, BOOSTERS))
        raise ParameterError(f"boosters must be one of {options}: got {boosters!r}")
    return boosters


def pool_of(follows: Follows, person: int, boosters: str = BOOSTERS[0]) -> np.ndarray:
    """Return who is within one person's reach.

    Within reach are the followers, and the followers of those who may pass on.

    Parameters
    ----------
    follows : Follows
        Who follows whom.
    person : int
        Of whom.
    boosters : str
        Who passes on: "everybody who follows", or "only those above", who have a larger following
        than the person.

    Returns
    -------
    numpy.ndarray of bool, shape (people,)
        The person not included.

    Raises
    ------
    ParameterError
        Where `boosters` is another word.
    """
    checked_boosters(boosters)
    passing = np.zeros(len(follows), dtype=bool)
    passing[follows.followers_of(person)] = True
    reached = passing.copy()
    if boosters == "only those above":
        passing &= follows.audience > follows.audience[person]
    reached[follows.follower[passing[follows.followed]]] = True
    reached[person] = False
    return reached


def pools(follows: Follows, boosters: str = BOOSTERS[0]) -> np.ndarray:
    """Return how many are within everybody's reach, by one product of matrices.

    Parameters
    ----------
    follows : Follows
        Of at most `TOGETHER` people.
    boosters : str
        As in `pool_of`.

    Returns
    -------
    numpy.ndarray of int, shape (people,)
        The size of each person's pool.

    Raises
    ------
    ParameterError
        Where there are too many people, or `boosters` is another word.
    """
    checked_boosters(boosters)
    if len(follows) > TOGETHER:
        raise ParameterError(
            f"all pools together need at most {TOGETHER:,} people: got {len(follows):,} "
            "(pool_of takes one person at a time)"
        )
    direct = np.zeros((len(follows), len(follows)), dtype=np.float32)
    direct[follows.follower, follows.followed] = 1
    passing = direct
    if boosters == "only those above":
        passing = direct * (follows.audience[:, None] > follows.audience)
    reached = (direct + direct @ passing) > 0
    np.fill_diagonal(reached, False)
    return reached.sum(axis=0)


def reach_of(follows: Follows, person: int) -> int:
    """Return how many can hear of one person through chains of any length.

    Parameters
    ----------
    follows : Follows
        Who follows whom: everybody passes on to their followers.
    person : int
        Of whom.

    Returns
    -------
    int
        The person not included.
    """
    starts, fans = (part.tolist() for part in follows.fans)
    seen = bytearray(len(follows))  # a chain has as many steps as people: no pass of numpy for each
    seen[person] = True
    waiting = deque([person])
    reached = 0
    while waiting:
        one = waiting.popleft()
        for fan in fans[starts[one] : starts[one + 1]]:
            if not seen[fan]:
                seen[fan] = True
                reached += 1
                waiting.append(fan)
    return reached


def mutual_core(follows: Follows, person: int) -> int:
    """Return how tight the tightest circle of mutual follows around a person is.

    It is the core number among mutual follows: the largest k such that the person stands in a
    circle all of whose members follow k others of it mutually. People are taken away one after the
    other, each time whoever has the fewest ties left; the largest number at which that happened, up
    to the person's turn, is the answer. That takes one visit to every tie (Batagelj and Zaversnik).

    Parameters
    ----------
    follows : Follows
        Who follows whom.
    person : int
        Of whom.

    Returns
    -------
    int
        0 where nobody follows back.
    """
    one = follows.follower[follows.returned]
    other = follows.followed[follows.returned][np.argsort(one, kind="stable")]
    ties = np.bincount(one, minlength=len(follows))
    starts = np.concatenate([[0], np.cumsum(ties)]).tolist()
    neighbours = other.tolist()
    left = ties.tolist()
    queues: list[list[int]] = [[] for _ in range(int(ties.max(initial=0)) + 1)]
    for each, number in enumerate(left):
        queues[number].append(each)
    gone = bytearray(len(left))
    core = 0
    k = 0
    while True:
        if not queues[k]:
            k += 1
            continue
        each = queues[k].pop()
        if gone[each] or left[each] != k:
            continue  # moved to a lower queue meanwhile
        core = max(core, k)
        if each == person:
            return core
        gone[each] = True
        for friend in neighbours[starts[each] : starts[each + 1]]:
            if not gone[friend] and left[friend] > k:
                left[friend] -= 1
                queues[left[friend]].append(friend)


def bridges_within(
    follows: Follows, person: int, pool: np.ndarray, most: int = NEIGHBOURS
) -> pd.DataFrame:
    """Return who of the list would widen a person's pool most by beginning to follow and pass on.

    Parameters
    ----------
    follows : Follows
        Who follows whom.
    person : int
        Whose pool.
    pool : numpy.ndarray of bool, shape (people,)
        See `pool_of`.
    most : int
        How many rows at most.

    Returns
    -------
    pandas.DataFrame
        Columns `name`, `followers`, and `opens`: how many come within reach, that one included.
    """
    heard = pool.copy()
    heard[person] = True
    strangers = ~heard[follows.follower]
    opens = np.bincount(follows.followed[strangers], minlength=len(follows)) + ~heard
    opens[follows.followers_of(person)] = 0  # who follows already opens nothing
    opens[person] = 0
    best = [i for i in np.argsort(-opens, kind="stable")[:most] if opens[i] > 0]
    rows = [(follows.names[i], int(follows.audience[i]), int(opens[i])) for i in best]
    return pd.DataFrame(rows, columns=["name", "followers", "opens"])


def rates(
    before: Follows, now: Follows, person: str, days: float, boosters: str = BOOSTERS[0]
) -> tuple[float, float]:
    """Return gain and loss in a day, g and δ, from two lists: the numbers that one list lacks.

    Of those in the earlier pool who did not follow yet, the share that follows now gives g, and of
    the earlier followers the share that is gone gives δ, each as a constant rate:
    −log(1 − share)/days. People are matched by name; whoever has left the list counts as gone.

    Parameters
    ----------
    before, now : Follows
        Lists of different dates.
    person : str
        Whose following.
    days : float
        Between the two, more than 0.
    boosters : str
        As in `pool_of`.

    Returns
    -------
    (float, float)
        Gain and loss, a day.

    Raises
    ------
    ParameterError
        Where `days` or `boosters` is out of range, there is nobody to tell a rate from, or
        everybody moved.
    UnknownPersonError
        Where the person is not in both lists.
    """
    days = within("days", days, 0, LONGEST)
    then = before.find(person)
    there = now.find(person)
    fans = {before.names[i] for i in before.followers_of(then)}
    pool = {before.names[i] for i in np.flatnonzero(pool_of(before, then, boosters))}
    follow = {now.names[i] for i in now.followers_of(there)}
    moved = {"gain": (pool - fans, follow), "loss": (fans, fans - follow)}
    found = []
    for name, (could, did) in moved.items():
        some = len(could & did)
        if some == len(could):
            raise ParameterError(
                f"{name} cannot be told: {some} of {len(could)} moved, which leaves no rate to "
                "reckon with"
            )
        found.append(-math.log1p(-some / len(could)) / days)
    gain, loss = found
    return gain, loss
