"""The dual footprint: what AI takes from nature and from people, by one and the same matrix.

The models of the first half share one input-output table of AI, `ai_table`, seven regions by five stages. **Every number in
it is illustrative**: orders of magnitude, put together for teaching, and no estimate of anything. One is anchored, the hourly
pay of data workers in Madagascar; and one is checked, the workers that the table implies (see `workers`). The models of the
second half are small mechanisms beside it. A row marked `yours` belongs to the setting that was chosen. A value outside a
declared range raises `ParameterError`. Keys in brackets are those of the bibliography.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, band, model, option, real, whole
from ...core.input_output import (
    Table,
    footprint,
    merged,
    outputs,
    price_change,
    requirements,
    routes,
    shapley,
    tiers,
    value_added,
)

# ------------------------------------------------------------------------------------------------- the table of AI: regions

ARGENTINA, MADAGASCAR, CHINA = "Argentina", "Madagascar", "China"
JAPAN, FRANCE, USA, REST = "Japan and Korea", "France", "United States", "Rest of the world"
REGIONS = (ARGENTINA, MADAGASCAR, CHINA, JAPAN, FRANCE, USA, REST)
MINING, DATA, HARDWARE, AI, OTHER = STAGES = ("Mining", "Data work", "Hardware", "AI", "Other")
BUYERS = (FRANCE, USA, JAPAN)
SUPPLIER = {
    FRANCE: MADAGASCAR,
    JAPAN: MADAGASCAR,
    USA: ARGENTINA,
}  # who annotates for whom in the two case studies
FULL_TIME = 1800  # hours in a year

# Illustrative: what one dollar of a buyer's output spends on a supplier's. Key: stages, then buyer's region -> seller's: share.
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
        FRANCE: {CHINA: 0.06, JAPAN: 0.08},
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
    (AI, AI): {
        region: {USA: 0.15} for region in (ARGENTINA, MADAGASCAR, JAPAN, FRANCE, REST)
    },  # computing that is rented
    (AI, DATA): {
        ARGENTINA: {USA: 0.20},
        MADAGASCAR: {FRANCE: 0.05},
        REST: {USA: 0.20},
    },  # the platform's fee
    (AI, OTHER): {region: {region: 0.001} for region in REGIONS},
}
_AT_HOME = {
    OTHER: 0.40,
    MINING: 0.25,
    DATA: 0.18,
    HARDWARE: 0.25,
    AI: 0.18,
}  # what each stage buys of its own region's Other
_FROM_ABROAD = 0.04  # what Other buys of the rest of the world's Other

# Illustrative: final demand in billions of dollars a year, in the order of REGIONS.
_DEMAND = {
    AI: (0.5, 0.01, 40, 25, 12, 150, 60),
    HARDWARE: (
        0,
        0,
        122.05,
        60,
        15,
        150,
        200,
    ),  # Argentina's 2 and Madagascar's 0.05 are bought in China
    OTHER: (600, 15, 17_000, 6_000, 2_900, 26_000, 45_000),
}
# Illustrative, but for the pay of data workers in Madagascar: dollars an hour, in the order of REGIONS. [leludec2023annotation]
_PAY = {
    DATA: (3, 0.7, 3, 15, 15, 18, 2),
    MINING: (9, 2, 6, 25, 30, 40, 5),
    HARDWARE: (6, 1, 6, 28, 35, 45, 6),
    AI: (12, 2, 15, 35, 45, 75, 15),
    OTHER: (6, 0.8, 6, 25, 35, 38, 4),
}
_LABOUR_SHARE = {
    MINING: 0.25,
    DATA: 0.55,
    HARDWARE: 0.40,
    AI: 0.35,
    OTHER: 0.55,
}  # illustrative: of value added
# Illustrative: millions of cubic metres of water for a billion dollars of output; for mining, in the order of REGIONS.
_WATER = {DATA: 0.5, HARDWARE: 4, AI: 2.5, OTHER: 6, MINING: (45, 20, 20, 10, 10, 15, 25)}

NODES = [(region, stage) for region in REGIONS for stage in STAGES]
_GATHER = np.array(
    [[region == one for region, _ in NODES] for one in REGIONS], dtype=float
)  # sums nodes by region


def node(region: str, stage: str) -> int:
    """Return the place of a region's stage among the nodes."""
    return NODES.index((region, stage))


def ai_table(buyer: str = FRANCE, share: float | None = None, pay: float | None = None) -> Table:
    """Return the illustrative table of AI, with hours of work (billions) and water (millions of m³) for a billion dollars.

    Parameters
    ----------
    buyer : one of `BUYERS`: whose data work is changed by the other two.
    share : what data work bought in `SUPPLIER[buyer]` is of that buyer's costs of AI; the table's own where None.
    pay : dollars an hour of the supplier's data workers; the table's own where None.
    """
    a = _requirements()
    seller = node(SUPPLIER[buyer], DATA)
    if share is not None:
        a[seller, node(buyer, AI)] = share
    demand = np.zeros((len(NODES), len(REGIONS)))
    for stage, amounts in _DEMAND.items():
        for buys, amount in enumerate(amounts):
            demand[node(REGIONS[buys], stage), buys] = amount
    wages = np.array([_PAY[stage][REGIONS.index(region)] for region, stage in NODES], dtype=float)
    if pay is not None:
        wages[seller] = pay
    labour = np.array([_LABOUR_SHARE[stage] for _, stage in NODES])
    water = [
        np.broadcast_to(_WATER[stage], len(REGIONS))[REGIONS.index(region)]
        for region, stage in NODES
    ]
    return Table(
        regions=[region for region, _ in NODES],
        sectors=[stage for _, stage in NODES],
        requirements=a,
        demand=demand,
        buyers=REGIONS,
        intensities={"hours": value_added(a) * labour / wages, "water": np.array(water)},
    )


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
    """Return how many full-time workers the table implies in a region's stage: what keeps a slider from inventing a country."""
    there = table.at(region=region, sector=stage)
    x = outputs(table.requirements, table.demand.sum(axis=1))
    return float((table.intensity("hours") * x)[there].sum() * 1e9 / FULL_TIME)


def used(table: Table, buyer: str, measure: str) -> np.ndarray:
    """Return what a buyer's final demand for AI uses up at every node (value: what it earns there), of shape (nodes,)."""
    return footprint(table.requirements, table.intensity(measure), table.bought(buyer, sector=AI))


def by_region(amounts: np.ndarray) -> np.ndarray:
    """Return each region's share of amounts that stand by node."""
    return _GATHER @ amounts / amounts.sum()


def unevenness(gained: np.ndarray, given: np.ndarray) -> float:
    """Return the Gini coefficient of what is gained for each unit that is given: 0 where it is the same for all who give.

    Lorenz' curve of the gains against what is given, the worst rate first; shapes (places,), those that give nothing aside.
    """
    gained, given = gained[given > 0], given[given > 0]
    order = np.argsort(gained / given)
    x, y = (
        np.concatenate([[0.0], np.cumsum(amounts[order]) / amounts.sum()])
        for amounts in (given, gained)
    )
    return float(1 - ((y[1:] + y[:-1]) * np.diff(x)).sum())


# ------------------------------------------------------------------------------------------------------- models of the table


@model
class DualFootprint(Model):
    """One matrix, two footprints: where the value, the hours and the water of a country's AI come to lie.

    Leontief's inverse with extensions: what final demand y uses up at node i is eᵢ ((I − A)⁻¹ y)ᵢ, where e is value added,
    hours of work or water for a unit of output. A link's share of the hours over its share of the value is the mean hourly
    value of the whole chain over the hourly value of the link. The table is illustrative (see `ai_table`).

    Returns rows by `region`: `value`, `hours` and `water`, its shares of the buyer's AI; `an_hour` (dollars of value for an
    hour worked there for it, 0 where nobody does); `asked`, `worked` and `earned`: its shares of the hours of the whole
    world's AI as buyer and as worker, and of its value; `yours` (the country of the data work). [leontief1970, tubaro2025dual]
    """

    buyer: str = option(FRANCE, options=BUYERS, meaning="whose AI is looked through")
    cost_share: float = real(
        0.2,
        low=0.05,
        high=5.0,
        step=0.05,
        scale="log",
        unit="%",
        meaning="data work from the supplier in the costs of AI",
    )
    pay: float = real(
        0.7,
        low=0.5,
        high=15.0,
        step=0.1,
        scale="log",
        unit="dollars an hour",
        meaning="pay of the supplier's data workers",
        source="leludec2023annotation",
    )
    thirst: float = real(
        1.0,
        low=1.0,
        high=100.0,
        step=1,
        scale="log",
        meaning="how much a litre of Argentina's mines counts",
    )

    random = False
    card = Card(
        assumes="Prices measure amounts, every dollar of a stage's output is made alike, and one wage stands for each cell.",
        leaves_out="Data centres and mines as investments, unpaid and informal work, dust, land, waste and grief.",
        absent="Those who live beside the brine or the server, and anybody whom no payment reaches.",
        wrong_if="What a country sells to AI firms is made very differently from what it sells to everybody else.",
        boundary="At equal hourly value a link has as much of the hours as of the value; most litres stay in the core.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return shares by region."""
        table = self.table()
        value, hours, water = (
            used(table, self.buyer, measure) for measure in ("value", "hours", "water")
        )
        everybody = table.demand * table.at(sector=AI)[:, None]
        world = {
            m: footprint(table.requirements, table.intensity(m), everybody)
            for m in ("value", "hours")
        }
        return pd.DataFrame(
            {
                "region": REGIONS,
                "value": by_region(value),
                "hours": by_region(hours),
                "water": by_region(water),
                "an_hour": requirements(_GATHER @ value, _GATHER @ hours),
                "asked": world["hours"].sum(axis=0) / world["hours"].sum(),
                "worked": by_region(world["hours"].sum(axis=1)),
                "earned": by_region(world["value"].sum(axis=1)),
                "yours": [region == SUPPLIER[self.buyer] for region in REGIONS],
            }
        )

    def table(self) -> Table:
        """Return the table at this setting, with the mines of Argentina weighted by thirst."""
        table = ai_table(self.buyer, self.cost_share / 100, self.pay)
        table.intensities["water"][node(ARGENTINA, MINING)] *= self.thirst
        return table

    @property
    def workers(self) -> float:
        """How many full-time data workers the setting implies in the supplier's country."""
        return workers(self.table(), SUPPLIER[self.buyer])


@model
class WhoWouldPay(Model):
    """Better pay at the far end, and what it does to the price at the near end.

    Leontief's price model: added costs dv raise prices by dp with dp = (1 + m)(A'dp + dv), everything passed on. m is the
    `markup` that every stage puts on its added costs; 0 is plain pass-through. dv is the wage bill of the chosen stage, times
    what is added to the pay. The table is illustrative (see `ai_table`).

    Returns rows by `buyer`: `price` (by how much AI becomes dearer, as a share) and `pay` (the same of the pay). [miller2009io]
    """

    multiplier: float = real(2.0, low=1.0, high=10.0, step=0.5, meaning="times the present pay")
    where: str = option("both", options=(MADAGASCAR, ARGENTINA, "both"), meaning="where pay rises")
    stage: str = option(DATA, options=(DATA, MINING), meaning="whose pay rises")
    markup: float = real(
        0.0, low=0.0, high=0.5, step=0.05, meaning="what each stage adds to its added costs"
    )

    random = False
    card = Card(
        assumes="All of the raise is passed on, nobody buys less or elsewhere, and nobody automates.",
        leaves_out="Bargaining: who could force the raise, and who would be replaced for asking.",
        absent="Workers elsewhere whose orders come to the better paid, or leave them.",
        wrong_if="Buyers leave at the first cent, or each stage answers a higher cost with a far higher price.",
        boundary="Where data work is a large part of the costs, or margins pile up, the price does move.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the price change of every buyer's AI."""
        a, added = ai_table().requirements, np.zeros(len(NODES))
        for region in (MADAGASCAR, ARGENTINA) if self.where == "both" else (self.where,):
            i = node(region, self.stage)
            added[i] = value_added(a)[i] * _LABOUR_SHARE[self.stage] * (self.multiplier - 1)
        rise = price_change((1 + self.markup) * a, (1 + self.markup) * added)
        return pd.DataFrame(
            {
                "buyer": BUYERS,
                "price": [rise[node(buyer, AI)] for buyer in BUYERS],
                "pay": self.multiplier - 1,
            }
        )


@model
class SupplyTiers(Model):
    """How many tiers an audit has to go up before it meets the annotators, and before it meets the miners.

    Tiers of the power series: tier k of a demand y is e'Aᵏy; tier 0 is the seller of AI. `in_house` hands a part of the
    hardware's own purchases, work and water to the firm that buys it. `routes` follows the same tiers over the map.
    The table is illustrative (see `ai_table`).

    Returns rows by `tier` (0 to 6): `data_work`, `mining` and `all` (what of each has been seen when the audit has gone so
    far, as a share of its whole) and `yours`. [miller2009io]
    """

    buyer: str = option(FRANCE, options=BUYERS, meaning="whose AI is audited")
    measure: str = option(
        "hours", options=("hours", "value", "water"), meaning="what is looked for"
    )
    audited: int = whole(1, low=1, high=6, unit="tiers", meaning="how far up the audit goes")
    in_house: float = real(
        0.0, low=0.0, high=1.0, step=0.1, meaning="share of hardware that AI firms make themselves"
    )

    random = False
    card = Card(
        assumes="An audit sees all of a tier, and firms are as far apart as the stages of the table.",
        leaves_out="Forged papers, subcontractors of subcontractors, smelters that mix what they melt.",
        absent="Whoever works for nobody's supplier: the diggers, dealers and guards around a mine.",
        wrong_if="Annotators sit behind several layers of subcontracting, or AI firms buy their minerals directly.",
        boundary="When AI firms make their own hardware, the mines move up a tier and the direct audit meets them.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is seen, tier by tier."""
        table = self.table()
        a, e, y = (
            table.requirements,
            table.intensity(self.measure),
            table.bought(self.buyer, sector=AI),
        )
        reached, whole_of_it = tiers(a, e, y, 6).cumsum(axis=0), footprint(a, e, y)
        layers = {
            "data_work": table.at(sector=DATA),
            "mining": table.at(sector=MINING),
            "all": np.ones(len(a), dtype=bool),
        }
        seen = {
            name: reached[:, layer].sum(axis=1) / whole_of_it[layer].sum()
            for name, layer in layers.items()
        }
        return pd.DataFrame({"tier": range(7), **seen, "yours": np.arange(7) == self.audited})

    def routes(self, stage: str) -> np.ndarray:
        """Return what a stage's work or water for the buyer passes on from region (row) to region (column), as far as audited.

        Shares of all that the stage contributes, of shape (regions, regions); what stays in a region is on the diagonal.
        """
        table = self.table()
        a, y = table.requirements, table.bought(self.buyer, sector=AI)
        e = table.intensity(self.measure) * table.at(sector=stage)
        return _GATHER @ routes(a, e, y, self.audited) @ _GATHER.T / footprint(a, e, y).sum()

    def table(self) -> Table:
        """Return the table, with a part of the hardware made by those who buy it."""
        table = ai_table()
        a = table.requirements
        part = np.zeros_like(
            a
        )  # of each AI firm (column): the hardware that it makes itself from now on
        rows, columns = table.at(sector=HARDWARE), table.at(sector=AI)
        part[np.ix_(rows, columns)] = self.in_house * a[np.ix_(rows, columns)]
        moved = {name: e + part.T @ e for name, e in table.intensities.items()}
        return Table(
            regions=table.regions,
            sectors=table.sectors,
            requirements=a - part + a @ part,
            demand=table.demand,
            buyers=table.buyers,
            intensities=moved,
        )


@model
class MissingCountry(Model):
    """A country that the database counts as part of the rest of the world, and what disappears with it.

    Aggregation bias: with G the matrix that sums merged regions, A becomes G A x̂ Gᵀ (G x)⁻¹ and an intensity its mean over
    the merged, weighted by output. `likeness` gives the merged regions a part of the rest of the world's technology and pay;
    at 1 they are the same and nothing is lost. The table is illustrative (see `ai_table`).

    Returns rows by `indicator` (value, hours, water): `before` and `after` merging, for the buyer's AI (billions of dollars,
    billions of hours, millions of m³), and `change`, as a share. [bjelle2020exiobase3rx]
    """

    buyer: str = option(FRANCE, options=BUYERS, meaning="whose AI is looked through")
    missing: str = option(
        MADAGASCAR, options=(MADAGASCAR, ARGENTINA, "both"), meaning="who becomes rest of the world"
    )
    cost_share: float = real(
        0.2,
        low=0.05,
        high=5.0,
        step=0.05,
        scale="log",
        unit="%",
        meaning="data work from the supplier in the costs of AI",
    )
    pay: float = real(
        0.7,
        low=0.5,
        high=15.0,
        step=0.1,
        scale="log",
        unit="dollars an hour",
        meaning="pay of the supplier's data workers",
        source="leludec2023annotation",
    )
    likeness: float = real(
        0.0,
        low=0.0,
        high=1.0,
        step=0.1,
        meaning="how far the missing resemble the rest of the world",
    )

    random = False
    card = Card(
        assumes="The finer table is right, and the coarser one was made from it without further error.",
        leaves_out="Everything else that differs between databases, which is a good deal.",
        absent="Those who are missing from the finer table as well.",
        wrong_if="The merged countries work, are paid and buy as the rest of the world does.",
        boundary="With equal technology and pay the loss is exactly nothing; with equal pay alone it is not.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return three indicators before and after merging."""
        fine = self.table()
        coarse = merged(fine, dict.fromkeys(self.gone(), REST))
        names = ("value", "hours", "water")
        before, after = (
            np.array([used(table, self.buyer, name).sum() for name in names])
            for table in (fine, coarse)
        )
        return pd.DataFrame(
            {"indicator": names, "before": before, "after": after, "change": after / before - 1}
        )

    def gone(self) -> tuple[str, ...]:
        """Return the countries that are merged."""
        return (MADAGASCAR, ARGENTINA) if self.missing == "both" else (self.missing,)

    def table(self) -> Table:
        """Return the table at this setting, before merging."""
        table = ai_table(self.buyer, self.cost_share / 100, self.pay)
        for region in self.gone():
            ours, theirs = (np.array([node(r, stage) for stage in STAGES]) for r in (region, REST))
            for values in (table.requirements, *table.intensities.values()):
                values[..., ours] += self.likeness * (values[..., theirs] - values[..., ours])
        return table

    @property
    def workers(self) -> float:
        """How many full-time data workers the setting implies in the supplier's country."""
        return workers(self.table(), SUPPLIER[self.buyer])


@model
class Replaceability(Model):
    """What an input is paid when pay follows what would be missing without it, and how little of that need is labour.

    Shapley value of a game in which AI is worth 100 if a firm with computing, and hardware, are there; times 1 − loss where
    all suppliers of data are missing and outside sources step in, and likewise for lithium. A loss of 100 % is: nothing runs.

    Returns rows by `supplied` (AI firm, hardware, lithium, data): `share` (of 100, for all who supply it together), `each` (for
    one of them) and `in_table` (the share of value of its stage in French AI, in the illustrative table, all that the rest of
    the economy adds going with the firm).
    """

    rivals: int = whole(3, low=1, high=10, unit="suppliers", meaning="rival suppliers of data")
    data_loss: float = real(
        10.0,
        low=0.0,
        high=100.0,
        step=5,
        called="loss without them",
        unit="%",
        meaning="what is lost if none of them supplies",
    )
    lithium_loss: float = real(
        5.0,
        low=0.0,
        high=100.0,
        step=5,
        called="loss without lithium",
        unit="%",
        meaning="what is lost if the mine does not sell",
    )

    random = False
    card = Card(
        assumes="Everybody bargains with everybody, knows what is at stake, and is paid the mean of what they add.",
        leaves_out="Force, patience, hunger, contracts and the law.",
        absent="Workers as such: the suppliers here are firms, and pass on what they like.",
        wrong_if="Suppliers can combine at no cost, or the one who asks last is paid as the first.",
        boundary="Suppliers who act as one and cannot be replaced get as much as the firm.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return shares by what is supplied."""
        places = np.ix_(*[[0, 1]] * (3 + self.rivals))
        firm, hardware, lithium, data = (
            *places[:3],
            np.maximum.reduce(np.broadcast_arrays(*places[3:])),
        )
        with_lithium, with_data = (
            1 - loss / 100 * (1 - there)
            for loss, there in ((self.lithium_loss, lithium), (self.data_loss, data))
        )
        value = shapley(100.0 * firm * hardware * with_lithium * with_data)
        paid = (
            pd.Series(used(ai_table(), FRANCE, "value"))
            .groupby([stage for _, stage in NODES])
            .sum()
        )
        paid = 100 * paid / paid.sum()
        return pd.DataFrame(
            {
                "supplied": ("AI firm", "hardware", "lithium", "data"),
                "share": [*value[:3], value[3:].sum()],
                "each": value[:4],
                "in_table": [paid[AI] + paid[OTHER], paid[HARDWARE], paid[MINING], paid[DATA]],
            }
        )


# --------------------------------------------------------------------------------------------------- mechanisms beside it


@model
class TwoStocks(Model):
    """Two stocks behind one output, water and people's strength, and how long money can grow while both run down.

    Stocks and flows with a Leontief technology: each year output grows towards (1 + growth)ᵗ, draws `draw` of water for each
    unit against a recharge of 1, and takes one unit of strength against a recovery of `pay` (what wages and rest restore)
    plus `newcomers` from elsewhere. Both stocks begin at 20 years of recharge. Where one is empty, output is what flows in.

    Returns rows by `year` (0 to 60): `output`, `water` and `strength` (stocks, 1 is full), and `worn` (newcomers used up so
    far, in years of the first year's work).
    """

    draw: float = real(
        1.2, low=0.0, high=3.0, step=0.1, meaning="draw of water, over what is recharged"
    )
    pay: float = real(
        0.8, low=0.3, high=2.0, step=0.1, meaning="what pay restores, over what work takes at first"
    )
    newcomers: float = real(
        0.0, low=0.0, high=3.0, step=0.1, meaning="fresh workers a year, over the first year's work"
    )
    growth: float = real(
        0.03, low=0.0, high=0.1, step=0.01, unit="a year", meaning="growth that buyers ask for"
    )

    random = False
    card = Card(
        assumes="Stocks are full at first, are known to nobody, and give as readily when nearly empty as when full.",
        leaves_out="Prices that rise with scarcity, technology that saves, and politics.",
        absent="What a worn-out worker, or a village without water, does next.",
        wrong_if="Exhaustion shows in prices long before it comes.",
        boundary="Where the buyer can take new people from elsewhere, the stock of strength never binds the buyer.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return output and stocks year by year."""
        size, rows = 20.0, []
        water = strength = size
        worn = 0.0
        for year in range(61):
            by_water = (water + 1) / self.draw if self.draw else math.inf
            output = min((1 + self.growth) ** year, by_water, strength + self.pay + self.newcomers)
            rows.append((year, output, water / size, strength / size, worn))
            worn += min(max(output - self.pay, 0), self.newcomers)
            water = min(max(water + 1 - self.draw * output, 0), size)
            strength = min(max(strength + self.pay + self.newcomers - output, 0), size)
        return pd.DataFrame(rows, columns=["year", "output", "water", "strength", "worn"])


@model
class InheritedTies(Model):
    """Old ties and lower pay elsewhere: whether a buyer goes on choosing whom it chose before.

    A non-linear Pólya urn: each new contract goes to the old partner with a probability in proportion to language ·
    (contracts so far)^g, to the rival in proportion to (contracts so far)^g / rival pay. Below g = 1 shares settle where the
    ratio of contracts is (language · rival pay)^(1/(1 − g)), whatever the head start; above 1 somebody wins all, and at 1
    exactly the better offer creeps ahead.

    Returns rows by `contracts` (41 of them, 0 to 1,000): `low`, `median`, `high` and `mean` of the old partner's share over 300
    worlds.
    """

    gravity: float = real(
        1.0, low=0.0, high=2.0, step=0.1, symbol="g", meaning="pull of earlier contracts"
    )
    head_start: int = whole(
        2, low=1, high=10, unit="contracts", meaning="contracts that the old partner begins with"
    )
    language: float = real(
        1.0, low=1.0, high=3.0, step=0.1, meaning="advantage of a common language, as a factor"
    )
    rival_pay: float = real(
        1.0, low=0.4, high=1.0, step=0.05, meaning="pay at the rival, over pay at the old partner"
    )

    card = Card(
        assumes="Two partners, and buyers who copy what was done before, to a degree.",
        leaves_out="Why the ties are there: conquest, schools, call centres, law.",
        absent="The third partner, whom nobody has thought of.",
        wrong_if="Buyers search the world afresh for every contract.",
        boundary="Where the pull of the past is weak, the head start is forgotten and pay decides.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the old partner's share."""
        old, rival = np.full(300, float(self.head_start)), np.ones(300)
        shares = [old / (old + rival)]
        for _ in range(1000):
            pull = self.language * self.rival_pay * (old / rival) ** self.gravity
            chosen = rng.random(300) * (1 + pull) < pull
            old += chosen
            rival += ~chosen
            shares.append(old / (old + rival))
        shares = np.array(shares[::25])
        low, median, high = band(shares, axis=1)
        return pd.DataFrame(
            {
                "contracts": range(0, 1001, 25),
                "low": low,
                "median": median,
                "high": high,
                "mean": shares.mean(axis=1),
            }
        )

    @property
    def rest(self) -> float:
        """The old partner's share in the long run where g < 1; where g >= 1, that of an equal choice without a past."""
        better = (self.language * self.rival_pay) ** (
            1 / (1 - self.gravity) if self.gravity < 1 else 1
        )
        return better / (1 + better)


@model
class Rebound(Model):
    """Machines that need less energy for each answer, and the answers that are asked for because they do.

    Jevons: where each use takes c times the energy it took and costs so much less, use grows to c^(−η) and energy to c^(1−η),
    η being the price elasticity of use. A `cap` holds energy where it binds.

    Returns rows by `elasticity` (0 to 3, and the one chosen): `use` and `energy` (before the saving: 1), `capped` (energy
    under the cap), `served` (use under the cap) and `yours`.
    """

    saving: float = real(
        0.5, low=0.1, high=0.9, step=0.1, meaning="saved of the energy for one use"
    )
    elasticity: float = real(
        1.2, low=0.0, high=3.0, step=0.1, symbol="η", meaning="price elasticity of use"
    )
    cap: float = real(
        2.0, low=0.5, high=5.0, step=0.5, meaning="most energy that is allowed, over that before"
    )

    random = False
    card = Card(
        assumes="The price of a use falls as its energy does, and one elasticity holds over the whole fall.",
        leaves_out="The energy for making the machines, and uses that pay with something else than money.",
        absent="Whoever lives beside the power station.",
        wrong_if="Energy is a small part of the price, or use is already all that anybody wants.",
        boundary="Energy falls if and only if the elasticity is below 1, or a cap binds.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return use and energy by elasticity."""
        elasticity = np.union1d(np.linspace(0, 3, 31).round(9), [self.elasticity])
        left = 1 - self.saving
        energy = left ** (1 - elasticity)
        capped = np.minimum(energy, self.cap)
        return pd.DataFrame(
            {
                "elasticity": elasticity,
                "use": energy / left,
                "energy": energy,
                "capped": capped,
                "served": capped / left,
                "yours": elasticity == self.elasticity,
            }
        )


@model
class CoolingWater(Model):
    """Litres for a kilowatt-hour of computing, at the server and at the power station, and what drying one does to the other.

    Water use effectiveness: W = site · (1 − d) + grid · (1 + k · d), where d is the share cooled without water and k the extra
    electricity that this takes. A litre at the site may count `thirst` times a litre at the power stations. All defaults are
    illustrative.

    Returns rows by `dry` (0 to 1, and the one chosen): `at_site`, `at_plants` and `litres` (their sum), `weighted` (with the
    thirst of the site) and `yours`. [li2023thirsty]
    """

    dry: float = real(
        0.0, low=0.0, high=1.0, step=0.1, symbol="d", meaning="share of cooling that takes no water"
    )
    site: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        unit="litres",
        meaning="evaporated at the site, a kilowatt-hour",
    )
    grid: float = real(
        3.0,
        low=0.0,
        high=8.0,
        step=0.5,
        unit="litres",
        meaning="consumed by power stations, a kilowatt-hour",
    )
    extra: float = real(
        0.15,
        low=0.0,
        high=0.6,
        step=0.05,
        symbol="k",
        meaning="extra electricity of cooling without water",
    )
    thirst: float = real(
        1.0, low=1.0, high=100.0, step=1, scale="log", meaning="what a litre at the site counts"
    )

    random = False
    card = Card(
        assumes="Averages over a year, one grid, and water that is consumed (evaporated) instead of merely borrowed.",
        leaves_out="Making chips, sea water, waste water, seasons, and the hour at which a query is answered.",
        absent="The other users of the well, who appear as a weight.",
        wrong_if="The grid runs on wind and sun, or the site on the sea.",
        boundary="Where power is thirsty, cooling without water takes more of it; where the site is, less.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return litres by the share that is cooled without water."""
        dry = np.union1d(np.linspace(0, 1, 11).round(9), [self.dry])
        at_site, at_plants = self.site * (1 - dry), self.grid * (1 + self.extra * dry)
        return pd.DataFrame(
            {
                "dry": dry,
                "at_site": at_site,
                "at_plants": at_plants,
                "litres": at_site + at_plants,
                "weighted": self.thirst * at_site + at_plants,
                "yours": dry == self.dry,
            }
        )
