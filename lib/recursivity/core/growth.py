"""Growth by success: who is chosen the more often for having been chosen before.

Exact laws, drawn without a loop over people. In each of these processes one step depends on all the
steps before it, and a plain loop would take them one by one. Both can be drawn as arrays all the
same, with exactly the law of the loop: a follow copied from an earlier follow is a pointer, and
pointers can be shortened all at once; and choices that compete are independent clocks, whose rings
need only be put in the order of their times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .parameters import ParameterError


def preferential_attachment(
    users: int, follows: int, copying: float, rng: np.random.Generator
) -> np.ndarray:
    """Grow a network in which every newcomer follows earlier users, the popular ones more readily.

    Attachment: Simon's process, or the network of Price. As a plain loop::

        for newcomer in range(1, users):
            for _ in range(follows):
                if earlier follows exist and rng.random() < copying:
                    follow whomever a random earlier follow goes to
                else:
                    follow a random earlier user

    So each earlier user is chosen in proportion to followers + a, with a = follows · (1 −
    copying)/copying; where `copying` is ½, to followers plus follows, the rule of Barabási and
    Albert. The share of users with k followers then falls as k^−(1 + 1/copying).

    A copied follow points to an earlier one, as in the slots of Batagelj and Brandes. Each round
    replaces every pointer by the pointer of what it points to, so that chains of any length are
    read in a number of rounds that is about the logarithm of theirs. Time and memory grow with
    users · follows. [simon1955, barabasi1999, batagelj2005]

    Parameters
    ----------
    users : people in the end, at least 2; user 0 is there first and follows nobody.
    follows : follows of each newcomer, at least 1. A newcomer may follow somebody twice, and user 1
        always does.
    copying : 0 to 1; 0 gives uniform attachment, and at 1 everybody follows user 0.
    rng : the random stream.

    Returns
    -------
    Whom each newcomer follows, of shape (users − 1, follows): row i holds those whom user i + 1
    follows.

    Raises
    ------
    ParameterError where a number is out of its range.

    Examples
    --------
    >>> follows = preferential_attachment(5, 1, 1.0, np.random.default_rng(0))
    >>> follows.ravel().tolist()
    [0, 0, 0, 0]
    """
    for name, value, low in (("users", users, 2), ("follows", follows, 1)):
        if value < low:
            raise ParameterError(f"{name} must satisfy {low} <= {name}: got {value!r}")
    if not 0 <= copying <= 1:
        raise ParameterError(f"copying must satisfy 0 <= copying <= 1: got {copying!r}")
    slots = (users - 1) * follows
    kind = np.int32 if slots < 2**31 else np.int64
    newcomer = np.repeat(np.arange(1, users, dtype=kind), follows)
    before = (newcomer - 1) * kind(follows)  # follows made before this newcomer came
    copies = (rng.random(slots, dtype=np.float32) < copying) & (before > 0)
    chosen = rng.random(slots)
    pointer = np.where(copies, (chosen * before).astype(kind), np.arange(slots, dtype=kind))
    unread = np.flatnonzero(copies)
    while unread.size:
        pointer[unread] = pointer[pointer[unread]]
        unread = unread[copies[pointer[unread]]]
    own = (chosen * newcomer).astype(
        kind
    )  # of a slot that copies nothing: anybody who was there before
    return own[pointer].reshape(users - 1, follows)


def followers(follows: np.ndarray) -> np.ndarray:
    """Return how many follow each user of a grown network.

    Parameters
    ----------
    follows : whom each newcomer follows, as `preferential_attachment` gives it, (users − 1,
        follows).

    Returns
    -------
    Whole numbers of shape (users,).

    Examples
    --------
    >>> followers(np.array([[0], [0], [1]])).tolist()
    [2, 1, 0, 0]
    """
    return np.bincount(follows.ravel(), minlength=len(follows) + 1)


def cumulative_advantage(
    appeal: ArrayLike, start: ArrayLike, influence: float, listeners: int, rng: np.random.Generator
) -> np.ndarray:
    """Let listeners choose one after the other, each drawn by what those before have taken.

    Cumulative advantage, an urn to which every draw adds. One world, as a plain loop::

        for listener in range(listeners):
            item = one, with a chance in proportion to (start + taken) ** influence
            if rng.random() < appeal[item]:
                taken[item] += 1

    Rubin's construction draws many worlds at once: give each item a clock of its own that rings
    after independent exponential waits, with the rate that its present takings give it. The order
    in which the clocks of a world ring has the very law of the listeners' tries, since of several
    such clocks the next one rings in proportion to its rate. So all rings are drawn at once, and
    the first `listeners` of each world are kept. Holds only where an item's rate depends on its own
    takings. [pemantle2007]

    Parameters
    ----------
    appeal : chance (0 to 1) that who tries the item takes it, of shape (worlds, items); a try that
        ends in nothing leaves no trace.
    start : takings > 0 that each item is shown with before the first listener comes, broadcast to
        that shape.
    influence : >= 0; 0 means that nobody looks at the takings, 1 that chances are proportional to
        them.
    listeners : how many come to each world, 0 or more.
    rng : the random stream.

    Returns
    -------
    Takings of shape (worlds, items), those at the start not among them.

    Raises
    ------
    ParameterError where a number is out of its range.

    Examples
    --------
    >>> taken = cumulative_advantage(np.ones((1, 3)), 1.0, 1.0, 10, np.random.default_rng(0))
    >>> int(taken.sum())
    10
    """
    return takings_after(appeal, start, influence, [listeners], rng)[0]


def takings_after(
    appeal: ArrayLike,
    start: ArrayLike,
    influence: float,
    counts: Sequence[int],
    rng: np.random.Generator,
) -> np.ndarray:
    """Return the takings of `cumulative_advantage` after several numbers of listeners.

    Parameters
    ----------
    appeal, start, influence, rng : as there; the random stream is used as there for the largest
        number.
    counts : numbers of listeners, 0 or more.

    Returns
    -------
    Takings of shape (counts, worlds, items).

    Raises
    ------
    ParameterError where a number is out of its range.

    Examples
    --------
    >>> after = takings_after(np.ones((1, 3)), 1.0, 1.0, [0, 4, 10], np.random.default_rng(0))
    >>> after.sum(axis=(1, 2)).tolist()
    [0, 4, 10]
    """
    appeal = np.asarray(appeal, dtype=float)
    first = np.broadcast_to(np.asarray(start, dtype=float), appeal.shape)
    if not ((appeal >= 0) & (appeal <= 1)).all():
        raise ParameterError("appeal must satisfy 0 <= appeal <= 1")
    listeners = max(counts)
    if not (first > 0).all() or influence < 0 or min(counts) < 0:
        raise ParameterError(
            "start, influence and listeners must satisfy 0 < start, 0 <= influence, 0 <= "
            "listeners: "
            f"got {first.min()}, {influence}, {min(counts)}"
        )
    worlds, items = appeal.shape
    if listeners == 0:
        return np.zeros((len(counts), worlds, items), dtype=int)
    times, takes = np.empty((worlds, items, 0)), np.empty((worlds, items, 0), dtype=bool)
    clock, taken = np.zeros((worlds, items, 1)), np.zeros((worlds, items, 1), dtype=np.int32)
    places = [count - 1 for count in counts if count]
    rings = min(listeners, 4 * math.ceil(listeners / items))
    while True:
        more = (worlds, items, rings - times.shape[2])
        took = rng.random(more, dtype=np.float32) < appeal[..., None]
        shown = (
            np.cumsum(took, axis=2, dtype=np.int32) - took + taken
        )  # takings that the listener who comes now can see
        waits = rng.standard_exponential(more) * _pace(shown, first, influence)
        times = np.concatenate([times, clock + np.cumsum(waits, axis=2)], axis=2)
        takes = np.concatenate([takes, took], axis=2)
        in_order = np.partition(times.reshape(worlds, -1), places, axis=1)
        last = in_order[:, listeners - 1]
        if (
            rings == listeners or (times[..., -1] > last[:, None]).all()
        ):  # no clock was stopped too early
            return _counted(times, takes, in_order, counts)
        clock, taken = times[..., -1:], shown[..., -1:] + took[..., -1:]
        rings = min(listeners, 2 * rings)


def _counted(
    times: np.ndarray, takes: np.ndarray, in_order: np.ndarray, counts: Sequence[int]
) -> np.ndarray:
    """Return how many of the first `counts` rings of each world were takes, by item.

    Of each world `in_order` has the times of all rings, those that end a count in their place.
    """
    nobody = np.full(len(times), -np.inf)
    lasts = [in_order[:, count - 1] if count else nobody for count in counts]
    return np.array([(takes & (times <= last[:, None, None])).sum(axis=2) for last in lasts])


def _pace(shown: np.ndarray, first: np.ndarray, influence: float) -> np.ndarray:
    """Return the mean wait of a clock for each number of takings: (first + shown)^−influence."""
    if influence == 0:
        return np.ones(1)
    starts, at = np.unique(first, return_inverse=True)
    table = (
        starts[:, None] + np.arange(shown.max() + 1)
    ) ** -influence  # few powers, looked up many times
    return table[at.reshape(first.shape)[..., None], shown]
