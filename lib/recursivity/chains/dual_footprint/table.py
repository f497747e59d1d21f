"""The illustrative input-output table of AI: seven regions, five stages, and who buys what.

**Every number in it is illustrative**: orders of magnitude, put together for teaching, and no
estimate of anything. Two things are anchored, the hourly pay of data workers in Madagascar and the
differences between countries in the water behind electricity (see `electricity`); and one is
checked, the workers that the table implies (see `workers`). Keys in brackets are those of the
bibliography.
"""

from __future__ import annotations

import numpy as np

from ...core.input_output import Table, footprint, outputs, value_added
from .electricity import WORLD, litres

ARGENTINA = "Argentina"
MADAGASCAR = "Madagascar"
CHINA = "China"
JAPAN = "Japan and Korea"
FRANCE = "France"
USA = "United States"
REST = "Rest of the world"
REGIONS = (ARGENTINA, MADAGASCAR, CHINA, JAPAN, FRANCE, USA, REST)
PERIPHERY = (ARGENTINA, MADAGASCAR, REST)

MINING = "Mining"
DATA = "Data work"
HARDWARE = "Hardware"
AI = "AI"
OTHER = "Other"
STAGES = (MINING, DATA, HARDWARE, AI, OTHER)

BUYERS = (FRANCE, USA, JAPAN)
# Who annotates for whom in the two case studies. [tubaro2025dual]
SUPPLIER = {FRANCE: MADAGASCAR, JAPAN: MADAGASCAR, USA: ARGENTINA}
FULL_TIME = 1800  # hours in a year

# What one dollar of a buyer's output spends on a supplier's.
# Key: stages (seller, buyer), then buyer's region -> seller's region: share.
_COSTS = {
    (MINING, HARDWARE): {
        CHINA: {ARGENTINA: 0.006, MADAGASCAR: 0.002, CHINA: 0.03, REST: 0.03},
        JAPAN: {ARGENTINA: 0.004, MADAGASCAR: 0.006, CHINA: 0.02, REST: 0.03},
        FRANCE: {MADAGASCAR: 0.004, REST: 0.03},
        USA: {ARGENTINA: 0.006, MADAGASCAR: 0.001, USA: 0.01, REST: 0.02},
        REST: {CHINA: 0.02, REST: 0.03},
    },
    (HARDWARE, HARDWARE): {
        CHINA: {JAPAN: 0.12},
        JAPAN: {CHINA: 0.12},
        FRANCE: {CHINA: 0.12, JAPAN: 0.08},
        USA: {CHINA: 0.12, JAPAN: 0.10},
        REST: {CHINA: 0.10},
    },
    (HARDWARE, AI): {
        ARGENTINA: {CHINA: 0.10},
        MADAGASCAR: {CHINA: 0.10},
        CHINA: {CHINA: 0.20},
        JAPAN: {CHINA: 0.06, JAPAN: 0.14},
        FRANCE: {CHINA: 0.06, JAPAN: 0.06},
        USA: {CHINA: 0.08, JAPAN: 0.08, USA: 0.06},
        REST: {CHINA: 0.10},
    },
    (DATA, AI): {
        CHINA: {CHINA: 0.02},
        JAPAN: {MADAGASCAR: 0.0005, REST: 0.006},
        FRANCE: {MADAGASCAR: 0.002, REST: 0.006},
        USA: {ARGENTINA: 0.001, REST: 0.010},
        REST: {REST: 0.02},
    },
    # Computing that is rented.
    (AI, AI): {buyer: {USA: 0.15} for buyer in (ARGENTINA, MADAGASCAR, JAPAN, FRANCE, REST)},
    # The platform's fee.
    (AI, DATA): {ARGENTINA: {USA: 0.20}, MADAGASCAR: {FRANCE: 0.05}, REST: {USA: 0.20}},
    (AI, OTHER): {region: {region: 0.001} for region in REGIONS},
}
# What each stage buys of its own region's Other, and Other of the rest of the world's Other.
_AT_HOME = {OTHER: 0.40, MINING: 0.25, DATA: 0.18, HARDWARE: 0.25, AI: 0.18}
_FROM_ABROAD = 0.04

# Final demand in billions of dollars a year, in the order of REGIONS. China's hardware includes
# what Argentina (2) and Madagascar (0.05) buy there.
_DEMAND = {
    AI: (0.5, 0.01, 40, 25, 12, 150, 60),
    HARDWARE: (0, 0, 122.05, 60, 15, 150, 200),
    OTHER: (600, 15, 17_000, 6_000, 2_900, 26_000, 45_000),
}
# Dollars an hour, in the order of REGIONS; that of data workers in Madagascar is not illustrative.
# [leludec2023annotation]
PAY = {
    DATA: (3, 0.7, 3, 15, 15, 18, 2),
    MINING: (9, 2, 6, 25, 30, 40, 5),
    HARDWARE: (6, 1, 6, 28, 35, 45, 6),
    AI: (12, 2, 15, 35, 45, 75, 15),
    OTHER: (6, 0.8, 6, 25, 35, 38, 4),
}
# Of value added.
LABOUR_SHARE = {MINING: 0.25, DATA: 0.55, HARDWARE: 0.40, AI: 0.35, OTHER: 0.55}

# What a billion dollars of output takes from nature. Where a stage has one number, nobody knows
# better here: the regions are equal until a model spreads them (see `TwoMaps`).
ORE = "ore"  # millions of tonnes
LAND = "land"  # square kilometres
WATER = "water"  # millions of cubic metres; in mines, in the order of REGIONS
NATURE = (ORE, LAND, WATER)
_TAKES = {
    ORE: {MINING: 0.1, DATA: 0, HARDWARE: 0, AI: 0, OTHER: 0},
    LAND: {MINING: 50, DATA: 1, HARDWARE: 2, AI: 1, OTHER: 300},
    WATER: {DATA: 0.5, HARDWARE: 4, AI: 2.5, OTHER: 6, MINING: (45, 20, 20, 10, 10, 15, 25)},
}
# The water of these stages is mostly that of their electricity.
_ELECTRIC = (DATA, HARDWARE, AI)
# Madagascar has no figure of its own, and is given the world's.
ZONES = {
    ARGENTINA: ("ARG",),
    MADAGASCAR: (WORLD,),
    CHINA: ("CHN",),
    JAPAN: ("JPN", "KOR"),
    FRANCE: ("FRA",),
    USA: ("USA",),
    REST: (WORLD,),
}

NODES = [(region, stage) for region in REGIONS for stage in STAGES]
# Sums what stands by node to what stands by region: of shape (regions, nodes).
GATHER = np.array([[region == one for region, _ in NODES] for one in REGIONS], dtype=float)


def node(region: str, stage: str) -> int:
    """Return the place of a region's stage among the nodes."""
    return NODES.index((region, stage))


def ai_table(
    buyer: str = FRANCE,
    share: float | None = None,
    pay: float | None = None,
    *,
    pay_gap: float = 1.0,
    grids: float = 1.0,
) -> Table:
    """Return the illustrative table of AI.

    Parameters
    ----------
    buyer : one of `BUYERS`: whose data work is changed by the other two.
    share : data work bought in `SUPPLIER[buyer]`, as a share of that buyer's costs of AI (0 to 1);
        the table's own where None.
    pay : dollars an hour of the supplier's data workers, > 0; the table's own where None.
    pay_gap : how much of the differences in pay is left, 0 (the same for all) to 1.
    grids : how much of the measured differences in the water of electricity is left, 0 (one grid
        for all) to 1.

    Returns
    -------
    A table of 35 nodes, demand in billions of dollars a year, and intensities for a billion
    dollars of output: `hours` (billions), `ore` (millions of tonnes), `land` (km²) and `water`
    (millions of m³).
    """
    a = _requirements()
    seller = node(SUPPLIER[buyer], DATA)
    if share is not None:
        a[seller, node(buyer, AI)] = share
    wages = _by_node(PAY)
    if pay is not None:
        wages[seller] = pay
    # Between one wage (the geometric mean) and the table's own, on a scale of ratios.
    wages = wages**pay_gap * np.exp(np.log(wages).mean()) ** (1 - pay_gap)
    nature = {name: _by_node(takes) for name, takes in _TAKES.items()}
    nature[WATER] *= _grid() ** grids
    return Table(
        regions=[region for region, _ in NODES],
        sectors=[stage for _, stage in NODES],
        requirements=a,
        demand=_demand(),
        buyers=REGIONS,
        intensities={"hours": value_added(a) * _by_node(LABOUR_SHARE) / wages, **nature},
    )


def _by_node(values: dict) -> np.ndarray:
    """Return a number for each node from one a stage, or from one for each region of a stage."""
    spread = {stage: np.broadcast_to(values[stage], len(REGIONS)) for stage in STAGES}
    return np.array([spread[stage][REGIONS.index(region)] for region, stage in NODES], dtype=float)


def _grid() -> np.ndarray:
    """Return how thirsty the electricity of each node is over the world's; 1 for other stages."""
    known = litres()
    over = {r: np.mean([known[zone] for zone in ZONES[r]]) / known[WORLD] for r in REGIONS}
    return np.array([over[region] if stage in _ELECTRIC else 1.0 for region, stage in NODES])


def _demand() -> np.ndarray:
    demand = np.zeros((len(NODES), len(REGIONS)))
    for stage, amounts in _DEMAND.items():
        for place, amount in enumerate(amounts):
            demand[node(REGIONS[place], stage), place] = amount
    return demand


def _requirements() -> np.ndarray:
    a = np.zeros((len(NODES), len(NODES)))
    for (sells, buys), costs in _COSTS.items():
        for buyer, shares in costs.items():
            for seller, share in shares.items():
                a[node(seller, sells), node(buyer, buys)] = share
    for region in REGIONS:
        for stage, share in _AT_HOME.items():
            a[node(region, OTHER), node(region, stage)] = share
        a[node(REST, OTHER), node(region, OTHER)] += _FROM_ABROAD
    return a


def workers(table: Table, region: str, stage: str = DATA) -> float:
    """Return how many full-time workers a table implies in a region's stage.

    It is what keeps a slider from inventing a country.

    Parameters
    ----------
    table : as `ai_table` returns it: hours in billions for a billion dollars.
    region, stage : where they work; one of `REGIONS`, one of `STAGES`.

    Raises
    ------
    ParameterError where the table has no such node.
    """
    there = table.at(region=region, sector=stage)
    x = outputs(table.requirements, table.demand.sum(axis=1))
    return float((table.intensity("hours") * x)[there].sum() * 1e9 / FULL_TIME)


def used(table: Table, buyer: str, measure: str) -> np.ndarray:
    """Return what a buyer's final demand for AI uses up at every node.

    Parameters
    ----------
    table : as `ai_table` returns it.
    buyer : one of the table's buyers.
    measure : an intensity of the table, or "value": what the demand earns there.

    Returns
    -------
    Amounts a year of shape (nodes,), in the unit of the measure.

    Raises
    ------
    ParameterError where the table has no such buyer or measure.
    """
    return footprint(table.requirements, table.intensity(measure), table.bought(buyer, sector=AI))


def by_region(amounts: np.ndarray) -> np.ndarray:
    """Return each region's share, of shape (regions,), of amounts of shape (nodes,)."""
    return GATHER @ amounts / amounts.sum()


def unevenness(gained: np.ndarray, given: np.ndarray) -> float:
    """Return the Gini coefficient of what is gained for each unit that is given.

    It is 0 where the rate is the same for all who give. Lorenz' curve of the gains against what is
    given, the worst rate first; who gives nothing is set aside.

    Parameters
    ----------
    gained, given : amounts >= 0 of shape (places,).
    """
    gives = given > 0
    gained = gained[gives]
    given = given[gives]
    order = np.argsort(gained / given)
    x = np.concatenate([[0.0], np.cumsum(given[order]) / given.sum()])
    y = np.concatenate([[0.0], np.cumsum(gained[order]) / gained.sum()])
    return float(1 - ((y[1:] + y[:-1]) * np.diff(x)).sum())
