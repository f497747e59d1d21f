"""Input-output analysis: who works, and what is used up, for what somebody else buys.

A `Table` says of every node (a region's sector) what it buys from every other for one unit of its
own output, what final buyers take from it, and what it uses up (hours of work, water) for that
unit. All else follows from one system of linear equations: to deliver y the nodes must put out x
with x = A x + y. The functions take plain arrays, ours or those of a statistical office, so that a
reader's own table goes where the course's table goes.

A is of shape (nodes, nodes), its column what one node buys; demand is of shape (nodes,) or (nodes,
buyers); an intensity is of shape (nodes,), an amount for one unit of output.
[leontief1970, miller2009io]
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike

from .parameters import ParameterError


def _kept(intensities: Mapping[str, Any]) -> Mapping[str, np.ndarray]:
    """Return intensities to which none can be added: what is in a table has been checked."""
    arrays = {name: np.array(values, dtype=float) for name, values in intensities.items()}
    return MappingProxyType(arrays)


@attrs.frozen(eq=False, kw_only=True)
class Table:
    """A table of who buys what from whom, and what it takes.

    Parameters
    ----------
    regions, sectors : sequence of str
        Of every node, in order.
    requirements : array of float, shape (nodes, nodes)
        A: what a node (column) buys from each (row) for one unit of output.
    demand : array of float, shape (nodes, buyers)
        What final buyers take, in the table's unit of money.
    buyers : sequence of str
        Their names.
    intensities : mapping of str to array of float, shape (nodes,)
        Name, such as "hours" -> what one unit of a node's output uses up. None may be called
        "value", and none can be added later.

    Raises
    ------
    ParameterError
        Where shapes do not fit or a number is missing.
    """

    regions: tuple[str, ...] = attrs.field(converter=tuple)
    sectors: tuple[str, ...] = attrs.field(converter=tuple)
    requirements: np.ndarray = attrs.field(converter=lambda x: np.asarray(x, dtype=float))
    demand: np.ndarray = attrs.field(converter=lambda x: np.asarray(x, dtype=float))
    buyers: tuple[str, ...] = attrs.field(converter=tuple)
    intensities: Mapping[str, np.ndarray] = attrs.field(converter=_kept)

    def __attrs_post_init__(self) -> None:
        nodes = len(self.regions)
        if "value" in self.intensities:
            raise ParameterError("no intensity may be called 'value': that is the value added")
        wanted = {
            "sectors": (len(self.sectors), nodes),
            "requirements": (self.requirements.shape, (nodes, nodes)),
        }
        wanted["demand"] = (self.demand.shape, (nodes, len(self.buyers)))
        wanted |= {name: (np.shape(values), (nodes,)) for name, values in self.intensities.items()}
        for name, (found, fitting) in wanted.items():
            if found != fitting:
                raise ParameterError(
                    f"{name} must have shape {fitting}, one place a node: got {found}"
                )
        for name, values in {
            "requirements": self.requirements,
            "demand": self.demand,
            **self.intensities,
        }.items():
            if not np.isfinite(values).all():
                raise ParameterError(
                    f"{name} must be finite: {(~np.isfinite(values)).sum()} values are not"
                )

    def at(self, *, region: str | None = None, sector: str | None = None) -> np.ndarray:
        """Return which nodes belong to a region, to a sector or to both.

        Returns
        -------
        numpy.ndarray of bool, shape (nodes,)

        Raises
        ------
        ParameterError
            Where there is none.
        """
        found = np.array(
            [
                (region in (None, r)) and (sector in (None, s))
                for r, s in zip(self.regions, self.sectors, strict=True)
            ]
        )
        if not found.any():
            raise ParameterError(f"no node is called {' / '.join(filter(None, (region, sector)))}")
        return found

    def bought(self, buyer: str, *, sector: str | None = None) -> np.ndarray:
        """Return what one final buyer takes from every node, or from those of one sector.

        Returns
        -------
        numpy.ndarray of float, shape (nodes,)
            In the table's unit of money.

        Raises
        ------
        ParameterError
            Where there is no such buyer or sector.
        """
        if buyer not in self.buyers:
            raise ParameterError(
                f"no buyer is called {buyer!r}; there are {', '.join(self.buyers)}"
            )
        demand = self.demand[:, self.buyers.index(buyer)]
        return demand if sector is None else demand * self.at(sector=sector)

    def intensity(self, name: str) -> np.ndarray:
        """Return what one unit of output uses up of something; "value" is the value that it adds.

        Returns
        -------
        numpy.ndarray of float, shape (nodes,)

        Raises
        ------
        ParameterError
            Where the table does not have it.
        """
        if name != "value" and name not in self.intensities:
            raise ParameterError(
                f"no intensity is called {name!r}; there are value, {', '.join(self.intensities)}"
            )
        return (
            value_added(self.requirements)
            if name == "value"
            else np.asarray(self.intensities[name], dtype=float)
        )

    def by_region(self, amounts: np.ndarray) -> dict[str, np.ndarray]:
        """Return amounts, of shape (nodes, ...), summed over the nodes of each region.

        Returns
        -------
        dict of str to numpy.ndarray, shape (...)
            In the order in which regions appear.
        """
        places: dict[str, list[int]] = {}
        for node, region in enumerate(self.regions):
            places.setdefault(region, []).append(node)
        return {region: amounts[nodes].sum(axis=0) for region, nodes in places.items()}


def requirements(flows: ArrayLike, output: ArrayLike) -> np.ndarray:
    """Return A from what nodes buy of each other in a year.

    Parameters
    ----------
    flows : array of float, shape (..., nodes)
        What each node (column) buys.
    output : array of float, shape (nodes,)
        What each puts out.

    Returns
    -------
    numpy.ndarray of float, shape (..., nodes)
        Each column over its node's output, 0 where that is 0.
    """
    z, x = np.asarray(flows, dtype=float), np.asarray(output, dtype=float)
    return np.divide(z, x, out=np.zeros_like(z), where=x != 0)


def value_added(a: np.ndarray) -> np.ndarray:
    """Return what is left of a unit of output when all that was bought for it is paid.

    That are wages, profits and taxes, of shape (nodes,).
    """
    return 1 - a.sum(axis=0)


def outputs(a: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """Return what every node must put out to deliver a demand, that demand included.

    It is x with x = A x + y, in the demand's shape: (nodes,) or (nodes, buyers).
    """
    return np.linalg.solve(np.eye(len(a)) - a, demand)


def footprint(a: np.ndarray, intensity: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """Return what a demand uses up at every node, however far upstream, in the demand's shape.

    Parameters
    ----------
    a : requirements, what a unit of output (column) buys of each node, of shape (nodes, nodes).
    intensity : what a unit of output uses up, of shape (nodes,).
    demand : what final buyers take, of shape (nodes,) or (nodes, buyers).
    """
    return (intensity * outputs(a, demand).T).T


def embodied(a: np.ndarray, intensity: np.ndarray) -> np.ndarray:
    """Return what one unit of each node's output has used up on its whole way.

    It is m with m = A'm + e, of shape (nodes,).

    Parameters
    ----------
    a : requirements, what a unit of output (column) buys of each node, of shape (nodes, nodes).
    intensity : what a unit of output uses up, of shape (nodes,).
    """
    return np.linalg.solve(np.eye(len(a)) - a.T, intensity)


def price_change(a: np.ndarray, cost_change: np.ndarray) -> np.ndarray:
    """Return by how much every price moves, as a share, where costs do and all is passed on.

    It is the dual of the quantities: what is added to a price is what the added costs upstream of
    it come to. `cost_change` is a share of price, both are of shape (nodes,).
    """
    return embodied(a, cost_change)


def tiers(a: np.ndarray, intensity: np.ndarray, demand: np.ndarray, deepest: int) -> np.ndarray:
    """Return what a demand uses up tier by tier, of shape (deepest + 1, *shape of the demand).

    Tier 0 sells to the buyer, tier 1 to tier 0, and so on. Over all tiers they sum to the
    footprint, by the power series of Waugh: (I − A)⁻¹ = I + A + A² + …

    Parameters
    ----------
    a : requirements, what a unit of output (column) buys of each node, of shape (nodes, nodes).
    intensity : what a unit of output uses up, of shape (nodes,).
    demand : what final buyers take, of shape (nodes,) or (nodes, buyers).
    deepest : the last tier, 0 or more.
    """
    reached = [demand]
    for _ in range(deepest):
        reached.append(a @ reached[-1])
    return np.array([(intensity * bought.T).T for bought in reached])


def routes(a: np.ndarray, intensity: np.ndarray, demand: np.ndarray, deepest: int) -> np.ndarray:
    """Return what passes from node to node on its way to a buyer, of shape (nodes, nodes).

    It comes from tiers no further than `deepest`. What is used up in tier k travels along k
    purchases. An entry adds up all paths that go through one purchase, after structural path
    analysis: Σ (e'Aᵐ)ᵢ Aᵢⱼ (Aᵈy)ⱼ over all depths with m + d + 1 <= deepest.

    Parameters
    ----------
    a : requirements, what a unit of output (column) buys of each node, of shape (nodes, nodes).
    intensity : what a unit of output uses up, of shape (nodes,).
    demand : what final buyers take together, of shape (nodes,).
    deepest : the last tier, 0 or more.

    Raises
    ------
    ParameterError where the demand has another shape.
    """
    if demand.shape != intensity.shape:
        raise ParameterError(
            f"demand must have the shape (nodes,), {intensity.shape}: got {demand.shape}"
        )
    carried, wanted = [intensity], [demand]
    for _ in range(deepest - 1):
        carried.append(carried[-1] @ a)
        wanted.append(a @ wanted[-1])
    upstream = np.cumsum(carried, axis=0)
    return sum(
        (np.outer(upstream[deepest - 1 - d], wanted[d]) * a for d in range(deepest)),
        np.zeros_like(a),
    )


def merged(table: Table, into: Mapping[str, str]) -> Table:
    """Return the table with some regions counted as part of others, as a coarser one has them.

    Sales between merged nodes stay in the table as sales to oneself; what a unit uses up becomes
    the mean over the merged nodes, each weighted by its output. Buyers stay as they are.

    Parameters
    ----------
    table : Table
        The finer one.
    into : mapping of str to str
        A region -> the one that takes it in.

    Returns
    -------
    Table
        With fewer nodes.

    Raises
    ------
    ParameterError
        Where there is no such region.
    """
    names = [
        (into.get(region, region), sector)
        for region, sector in zip(table.regions, table.sectors, strict=True)
    ]
    if missing := [region for region in into if region not in table.regions]:
        raise ParameterError(f"no node is called {missing[0]}")
    kept, gather = gathering(names)
    x = outputs(table.requirements, table.demand.sum(axis=1))
    total = gather @ x
    mean = {name: requirements(gather @ (e * x), total) for name, e in table.intensities.items()}
    return Table(
        regions=[region for region, _ in kept],
        sectors=[sector for _, sector in kept],
        requirements=requirements(gather @ (table.requirements * x) @ gather.T, total),
        demand=gather @ table.demand,
        buyers=table.buyers,
        intensities=mean,
    )


def gathering(names: Sequence[Hashable]) -> tuple[list[Hashable], np.ndarray]:
    """Return each name once, in order of appearance, and the matrix that sums what bears one name.

    The matrix holds 0 and 1 and is of shape (different names, names).
    """
    kept = {name: row for row, name in enumerate(dict.fromkeys(names))}
    matrix = np.zeros((len(kept), len(names)))
    matrix[[kept[name] for name in names], np.arange(len(names))] = 1
    return list(kept), matrix


def shapley(worths: ArrayLike) -> np.ndarray:
    """Return what each player adds on average to those who came before: the Shapley value.

    The average is over all orders of coming. `worths` holds the worth of every coalition, of shape
    (2, 2, …, 2): one axis a player, place 1 where the player is in. The values sum to the
    worth of all together less that of nobody.
    """
    worth = np.asarray(worths, dtype=float)
    players = worth.ndim
    size = sum(np.ix_(*[[0, 1]] * players)) if players > 1 else np.array([0, 1])
    orders = np.array(
        [
            math.factorial(s) * math.factorial(players - 1 - s) / math.factorial(players)
            for s in range(players)
        ]
    )
    value = []
    for player in range(players):
        before = size.take(0, axis=player)
        value.append(
            (orders[before] * (worth.take(1, axis=player) - worth.take(0, axis=player))).sum()
        )
    return np.array(value)
