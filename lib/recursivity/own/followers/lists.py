"""Follower lists: who follows whom, as names and pairs of numbers.

A list is kept as two arrays of whole numbers, a pair for each follow, beside the names. That holds
a million follows in 8 MB, where a `networkx.DiGraph` takes several hundred, and every count is one
pass of numpy. `Follows.to_networkx` gives the graph where the list is small enough to enjoy one.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Sequence
from functools import cached_property

import attrs
import networkx as nx
import numpy as np

from ..words import cleaned, count, look, look_alikes, visible

COMPARED = 50_000  # names that a misspelt one is compared with in full


class UnknownPersonError(LookupError):
    """Somebody who is not in the list; the message offers names that look alike."""

    def __str__(self) -> str:
        """Return the message without the marks that Python puts round that of a missing key."""
        return str(self.args[0])


@attrs.frozen(eq=False)
class Follows:
    """Who follows whom.

    Parameters
    ----------
    names : sequence of str
        Of all people, each once.
    follower, followed : numpy.ndarray of int, shape (follows,)
        Places in `names`: for each follow those of two different people, no pair twice.
    notes : tuple of str
        What was read, merged, counted and left out.

    Raises
    ------
    ValueError
        Where a follow leads to nobody or to oneself, or is there twice.
    """

    names: Sequence[str]
    follower: np.ndarray
    followed: np.ndarray
    notes: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.follower.shape != self.followed.shape or self.follower.ndim != 1:
            shapes = f"{self.follower.shape} and {self.followed.shape}"
            raise ValueError(f"follower and followed must be two lists of one length: got {shapes}")
        if not len(self.follower):
            return
        ends = np.concatenate([self.follower, self.followed])
        if ends.min() < 0 or ends.max() >= len(self.names):
            raise ValueError(f"a follow leads to nobody: there are {count(len(self), 'name')}")
        if (self.follower == self.followed).any():
            raise ValueError("somebody follows themselves: leave that out, or use from_pairs")
        in_order = np.diff(self.codes) > 0
        if not in_order.all() and len(np.unique(self.codes)) < len(self.codes):
            raise ValueError("a follow is there twice: leave it out, or use from_pairs")

    def __len__(self) -> int:
        """Return the number of people."""
        return len(self.names)

    @cached_property
    def codes(self) -> np.ndarray:
        """One number for each follow: the follower's place times people, plus the followed's."""
        return self.follower.astype(np.int64) * len(self) + self.followed

    @cached_property
    def audience(self) -> np.ndarray:
        """How many follow each person, within the list, of shape (people,)."""
        return np.bincount(self.followed, minlength=len(self))

    @cached_property
    def following(self) -> np.ndarray:
        """How many each person follows, within the list, of shape (people,)."""
        return np.bincount(self.follower, minlength=len(self))

    @cached_property
    def returned(self) -> np.ndarray:
        """Which follows are returned, of shape (follows,), as yes and no."""
        back = self.followed.astype(np.int64) * len(self) + self.follower
        return np.isin(self.codes, back)

    @cached_property
    def fans(self) -> tuple[np.ndarray, np.ndarray]:
        """Followers by whom they follow: where each person's begin, and all of them in a row."""
        starts = np.concatenate([[0], np.cumsum(self.audience)])
        return starts, self.follower[np.argsort(self.followed, kind="stable")]

    def followers_of(self, person: int) -> np.ndarray:
        """Return the numbers of those who follow a person, ascending."""
        starts, fans = self.fans
        return np.sort(fans[starts[person] : starts[person + 1]])

    def followed_by(self, person: int) -> np.ndarray:
        """Return the numbers of those whom a person follows, ascending."""
        return np.sort(self.followed[self.follower == person])

    def both_ways(self) -> Follows:
        """Return the list with every follow returned: what ties without a direction come to."""
        follower = np.concatenate([self.follower, self.followed])
        followed = np.concatenate([self.followed, self.follower])
        codes = np.unique(follower.astype(np.int64) * max(len(self), 1) + followed)
        note = f"Read as ties without a direction: {count(len(codes), 'follow')} in all."
        ends = np.divmod(codes, max(len(self), 1))
        return Follows(self.names, *(end.astype(np.int32) for end in ends), (*self.notes, note))

    def find(self, name: str) -> int:
        """Return the number of a person.

        Parameters
        ----------
        name : str
            Capitals and a leading @ matter only where they tell two people apart.

        Returns
        -------
        int
            The place in `names`.

        Raises
        ------
        UnknownPersonError
            Where nobody or more than one person is meant, with names that look alike.
        """
        wanted = cleaned(str(name))
        if wanted in self._numbers:
            return self._numbers[wanted]
        loose = [i for i, known in enumerate(self.names) if look(known) == look(wanted)]
        if len(loose) == 1:
            return loose[0]
        if loose:
            some = ", ".join(repr(self.names[i]) for i in loose[:5])
            raise UnknownPersonError(f"{name!r} may be any of {some}: say which")
        hint = _hint(look(wanted), self.names)
        names = count(len(self), "name")
        raise UnknownPersonError(f"{name!r} is not in the list of {names}: {hint}")

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.names)}

    def to_networkx(self) -> nx.DiGraph:
        """Return the list as a graph, an edge from each follower to whom they follow.

        Returns
        -------
        networkx.DiGraph
            With everybody, people without any follow included.
        """
        graph = nx.DiGraph()
        graph.add_nodes_from(self.names)
        ends = zip(self.follower.tolist(), self.followed.tolist(), strict=True)
        graph.add_edges_from((self.names[a], self.names[b]) for a, b in ends)
        return graph


def _hint(wanted: str, names: Sequence[str]) -> str:
    alike = {look(known): known for known in names}
    if len(alike) > COMPARED:  # a comparison costs microseconds, and there may be a million names
        alike = {seen: known for seen, known in alike.items() if seen[:1] == wanted[:1]}
    near = difflib.get_close_matches(wanted, alike, n=5, cutoff=0.6)
    if not near:
        return "no name in it looks alike"
    return f"did you mean {' or '.join(repr(alike[seen]) for seen in near)}?"


# ------------------------------------------------------------------------------------ out of memory


def from_pairs(
    names: Sequence[str],
    follower: np.ndarray,
    followed: np.ndarray,
    notes: Sequence[str] = (),
) -> Follows:
    """Return a list from pairs of numbers.

    Repeated follows and follows of oneself are counted and left out. Names that differ only in
    spaces around them or in how an accent is stored are one person.

    Parameters
    ----------
    names : sequence of str
        Of all people.
    follower, followed : array of int, shape (follows,)
        Places in `names`.
    notes : sequence of str
        What was decided before.

    Returns
    -------
    Follows
        With notes on all of that.

    Raises
    ------
    ValueError
        Where a name is empty, or a place is none.
    """
    follower = np.asarray(follower, dtype=np.int64)
    followed = np.asarray(followed, dtype=np.int64)
    for ends in (follower, followed):
        if ends.size and not 0 <= ends.min() <= ends.max() < len(names):
            raise ValueError(f"a follow leads to nobody: there are {count(len(names), 'name')}")
    people, at = _merged(names)
    pairs = _Pairs(len(people), at[follower], at[followed])
    told = [f"{count(len(pairs.codes), 'follow')} among {count(len(people), 'person', 'people')}."]
    told += notes
    if merged := len(names) - len(people):
        spellings = count(merged, "spelling")
        told.append(
            f"{spellings} of a name differed in spaces or stored accents alone: one person each."
        )
    if pairs.own:
        told.append(f"{count(pairs.own, 'follow')} of oneself left out.")
    if pairs.repeated:
        told.append(f"{count(pairs.repeated, 'repeated follow')} counted once.")
    follows = Follows(people, *pairs.ends)
    told += look_alikes(people)
    told += _odd(follows)
    return attrs.evolve(follows, notes=tuple(told))


class _Pairs:
    """Pairs of different people, each once and in order, and how many others there were."""

    def __init__(self, people: int, follower: np.ndarray, followed: np.ndarray) -> None:
        different = follower != followed
        self.people = max(people, 1)
        self.codes = np.unique(follower[different] * self.people + followed[different])
        self.own = int((~different).sum())
        self.repeated = len(follower) - self.own - len(self.codes)

    @property
    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        follower, followed = np.divmod(self.codes, self.people)
        return follower.astype(np.int32), followed.astype(np.int32)


def _merged(names: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Return cleaned names, each once, and for every given name the place of its cleaned one."""
    number: dict[str, int] = {}
    at = np.array([number.setdefault(cleaned(name), len(number)) for name in names], dtype=np.int64)
    if nameless := [name for name in number if not visible(name).strip()]:
        raise ValueError(f"a person is called {nameless[0]!r}, in which nothing can be seen")
    return list(number), at


def _odd(follows: Follows) -> list[str]:
    """Return notes on people without any follow, and on a list that lacks most of the follows."""
    notes = []
    alone = int(((follows.audience == 0) & (follows.following == 0)).sum())
    if alone:
        notes.append(f"{count(alone, 'person', 'people')} without any follow, counted among all.")
    busy = int((follows.audience > 0).sum())
    if len(follows) > 20 and busy <= max(2, len(follows) // 100):
        seen = "nobody has followers"
        if busy:
            seen = f"only {count(busy, 'person has', 'people have')} followers"
        notes.append(
            f"In this list {seen}: it looks like the followers of single accounts. What the others "
            "are followed by is missing, so inequality, places and pools below are too extreme to "
            "mean anything."
        )
    return notes


def from_networkx(graph: nx.Graph) -> Follows:
    """Return a list from a graph of networkx.

    Parameters
    ----------
    graph : networkx.Graph
        An edge leads from a follower to whom they follow. An undirected edge counts as a follow in
        both directions, and a note says so.

    Returns
    -------
    Follows
        People are called as their node is, as text.

    Raises
    ------
    ValueError
        Where two nodes have the same name as text, or one has none.
    """
    nodes: list[Hashable] = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    pairs = np.array([(number[a], number[b]) for a, b, *_ in graph.edges], dtype=np.int64)
    pairs = pairs.reshape(-1, 2)
    notes = []
    if not graph.is_directed():
        notes.append(both_ways(len(pairs)))
        pairs = with_returns(pairs)
    names = [str(node) for node in nodes]
    if len(set(map(cleaned, names))) < len(nodes):
        raise ValueError(
            "two nodes of the graph have the same name as text: rename them "
            "(networkx.relabel_nodes)"
        )
    return from_pairs(names, pairs[:, 0], pairs[:, 1], notes)


def both_ways(ties: int) -> str:
    """Return the note on ties without a direction."""
    tie = count(ties, "undirected tie")
    return f"{tie} read as two follows each, one in either direction."


def with_returns(pairs: np.ndarray, undirected: np.ndarray | slice = slice(None)) -> np.ndarray:
    """Return pairs with those that have no direction once more, turned round.

    Parameters
    ----------
    pairs : numpy.ndarray of int, shape (follows, 2)
        Follower and followed.
    undirected : numpy.ndarray of bool, shape (follows,), optional
        Which of them have no direction; all where nothing is said.

    Returns
    -------
    numpy.ndarray of int, shape (more follows, 2)
        Follows of oneself are not repeated.
    """
    ties = pairs[undirected]
    return np.concatenate([pairs, ties[ties[:, 0] != ties[:, 1]][:, ::-1]])
