"""The claims of *The dual footprint*: every number that the chapter quotes is observed here.

The table of AI is illustrative, so that these are numbers of a teaching device: what is claimed is
their order and direction. `expected` is what the table, typed again from the ledger, gives to a
program of plain loops; `within` is half a unit of the last digit that is written down.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...core import Mean, Observation, at_end, boundary, check, claimed, over_seeds
from ...core.input_output import footprint
from . import (
    AI,
    ALL_WORK,
    ARGENTINA,
    CHINA,
    DATA,
    FRANCE,
    JAPAN,
    LAND,
    MADAGASCAR,
    MINING,
    ORE,
    PERIPHERY,
    USA,
    WATER,
    CoolingWater,
    DualFootprint,
    InheritedTies,
    MissingCountry,
    Rebound,
    Replaceability,
    SupplyTiers,
    TwoMaps,
    TwoStocks,
    WhoWouldPay,
    ai_table,
    node,
    unevenness,
    used,
    workers,
)

Observations = Iterator[Observation]
# Each buyer's own link in the table: % of the costs of AI, dollars an hour.
OWN = {FRANCE: (0.2, 0.7), USA: (0.1, 3.0), JAPAN: (0.05, 0.7)}
FAR = list(PERIPHERY)
SEEDS = 10


def regions(buyer: str = FRANCE, **settings: float) -> pd.DataFrame:
    """Return the shares of one buyer's AI by region, its link as in the table unless changed."""
    share, pay = OWN[buyer]
    model = DualFootprint(buyer=buyer, **{"cost_share": share, "pay": pay} | settings)
    return model.run().set_index("region")


def follows(**settings: object) -> Mean:
    """Return the share of draws in which the map of nature is nearer that of work than of money."""
    return over_seeds(TwoMaps(**settings), lambda table: table.follows[0], 4 * SEEDS)


@check("B01-one-process")
def one_process() -> Observations:
    """Observe on which indicator, and from which spread on, nature and labour part."""
    france = regions()
    yield claimed(
        "ore_far",
        france.ore[FAR].sum(),
        expected=0.613,
        within=0.0005,
        meaning="share of French AI's ore that is mined in the three peripheral regions",
    )
    yield claimed(
        "ore_home",
        france.ore[FRANCE],
        expected=0,
        within=1e-12,
        meaning="share of its ore that is mined in France, which has no mine in the table",
    )
    yield claimed(
        "hours_home",
        france.hours[FRANCE],
        expected=0.347,
        within=0.0005,
        meaning="share of its hours that are worked in France",
    )
    yield claimed(
        "hours_far",
        france.hours[FAR].sum(),
        expected=0.295,
        within=0.0005,
        meaning="share of its hours that are worked in the three peripheral regions",
    )
    yield from _ore_follows_labour()
    for name, amount, expected in (
        ("water_home", france.water[FRANCE], 0.650),
        ("water_far", france.water[FAR].sum(), 0.063),
        ("land_home", france.land[FRANCE], 0.655),
        ("land_far", france.land[FAR].sum(), 0.081),
    ):
        where = "in France" if name.endswith("home") else "in the three peripheral regions"
        yield boundary(
            name,
            amount,
            expected=expected,
            within=0.0005,
            meaning=f"share of its {name.split('_')[0]} that lies {where}",
        )
    abroad = france.drop(index=FRANCE)
    for name, places, column, expected in (
        ("correlation", france, WATER, 0.76),
        ("correlation_abroad", abroad, WATER, 0.56),
        ("ore_correlation", france, ORE, 0.39),
        ("ore_correlation_abroad", abroad, ORE, 0.90),
    ):
        outside = ", France left out" if name.endswith("abroad") else ""
        yield boundary(
            name,
            np.corrcoef(places.hours, places[column])[0, 1],
            expected=expected,
            within=0.005,
            meaning=f"correlation of its hours and its {column} over regions{outside}",
        )
    yield from _water_and_land_follow_money()


def _ore_follows_labour() -> Observations:
    """Observe that no spread drawn by luck parts ore from labour, and how nearly one does."""
    for name, spread, labour, expected, within in (
        ("ore_100", 100.0, ALL_WORK, 1.0, 0.0005),
        ("ore_1000", 1000.0, ALL_WORK, 0.997, 0.001),
        ("ore_data_100", 100.0, DATA, 0.915, 0.005),
        ("ore_data_1000", 1000.0, DATA, 0.815, 0.005),
    ):
        yield claimed(
            name,
            follows(spread=spread, labour=labour),
            expected=expected,
            within=within,
            meaning=f"share of draws in which the map of ore is nearer {labour.lower()} than "
            f"money, by luck, spread {spread:g}",
        )
    for name, labour, expected, within in (
        ("ore_turn_us", ALL_WORK, 648.4, 0.05),
        ("ore_turn_us_data", DATA, 49.63, 0.005),
    ):
        yield boundary(
            name,
            TwoMaps(buyer=USA, indicator=ORE, labour=labour, slope=-1.0).turn(),
            expected=expected,
            within=within,
            meaning="spread from which the ore of AI in the United States is nearer money than "
            f"{labour.lower()}, the better paid region taking more",
        )


def _water_and_land_follow_money() -> Observations:
    """Observe that water and land follow money while regions are alike, and where that turns."""
    for name, settings, expected in (
        ("water_1", {"indicator": WATER, "spread": 1.0}, 0.0),
        ("land_1", {"indicator": LAND, "spread": 1.0}, 0.0),
        ("water_10", {"indicator": WATER}, 0.233),
        ("water_100", {"indicator": WATER, "spread": 100.0}, 0.391),
        ("land_100", {"indicator": LAND, "spread": 100.0}, 0.373),
        ("water_1000", {"indicator": WATER, "spread": 1000.0}, 0.445),
        ("land_1000", {"indicator": LAND, "spread": 1000.0}, 0.422),
        ("water_half_20", {"indicator": WATER, "spread": 20.0, "slope": 0.5}, 0.518),
        ("water_half_100", {"indicator": WATER, "spread": 100.0, "slope": 0.5}, 0.715),
    ):
        order = "half by low pay" if "slope" in settings else "by luck"
        spread = settings.get("spread", 10)
        yield boundary(
            name,
            follows(**settings),
            expected=expected,
            within=0.008 if expected else 1e-12,
            meaning=f"share of draws in which the map of {settings['indicator']} is nearer work "
            f"than money, {order}, spread {spread:g}",
        )
    for name, settings, expected, within in (
        ("water_turn", {"indicator": WATER}, 4.497, 5e-4),
        ("water_turn_alike", {"indicator": WATER, "grids": 0.0}, 6.716, 5e-4),
        ("land_turn", {"indicator": LAND}, 5.974, 5e-4),
        ("water_turn_data", {"indicator": WATER, "labour": DATA}, 120.98, 0.005),
        ("land_turn_data", {"indicator": LAND, "labour": DATA}, 87.42, 0.005),
    ):
        work = settings.get("labour", ALL_WORK).lower()
        grids = ", one grid for all" if "grids" in settings else ""
        yield boundary(
            name,
            TwoMaps(**settings).turn(),
            expected=expected,
            within=within,
            meaning=f"spread from which the map of {settings['indicator']} is nearer {work} than "
            f"money, the worse paid region taking more{grids}",
        )


@check("B02-two-stocks")
def two_stocks() -> Observations:
    """Observe how long output grows on two shrinking stocks, and who does not notice."""
    table = TwoStocks().run()
    top = table.output.idxmax()
    for name, value, expected, within, meaning in (
        ("grew_until", top, 24, 0, "year in which output is highest, both stocks running down"),
        ("top", table.output[top], 2.03, 0.005, "output in that year, over the first"),
        ("water_then", table.water[top], 0.134, 5e-4, "share of the water left in that year"),
        ("strength_then", table.strength[top], 0.239, 5e-4, "share of the strength left"),
        ("two_years_later", table.output[top + 2], 1 / 1.2, 1e-9, "output two years later: what "
         "is recharged, over the draw"),
    ):  # fmt: skip
        yield claimed(name, value, expected=expected, within=within, meaning=meaning)
    fresh = TwoStocks(draw=0.2, newcomers=3.0).run()
    yield boundary(
        "fresh_grows",
        at_end("output")(fresh),
        expected=1.03**60,
        within=1e-9,
        meaning="output in year 60, people replaced at will: as the buyer asks",
    )
    yield boundary(
        "fresh_worn",
        at_end("worn")(fresh),
        expected=101.7,
        within=0.05,
        meaning="years of first-year work in people used up by then",
    )
    short = TwoStocks(draw=0.2, newcomers=2.0).run()
    yield boundary(
        "fresh_short",
        at_end("output")(short),
        expected=2.8,
        within=1e-9,
        meaning="output in year 60 with two thirds as many newcomers: what flows in",
    )
    kept = TwoStocks(draw=0.8, pay=1.2, growth=0.0).run()
    yield boundary(
        "kept",
        min(kept.water.min(), kept.strength.min()),
        expected=1,
        within=1e-12,
        meaning="least of either stock in 60 years, draw below recharge and pay above wear",
    )


@check("B03-core-demand")
def core_demand() -> Observations:
    """Observe who asks for the hours of the world's AI, who works them and who earns."""
    world = regions()
    told = {
        "asked": "hours of AI called forth by",
        "worked": "hours of AI worked in",
        "earned": "value of AI earned in",
    }
    for name, region, column, expected, within in (
        ("usa_asked", USA, "asked", 0.319, 5e-4),
        ("usa_worked", USA, "worked", 0.109, 5e-4),
        ("usa_earned", USA, "earned", 0.461, 5e-4),
        ("madagascar_asked", MADAGASCAR, "asked", 0.00026, 5e-6),
        ("madagascar_worked", MADAGASCAR, "worked", 0.0096, 5e-5),
        ("madagascar_earned", MADAGASCAR, "earned", 0.00087, 5e-6),
    ):
        yield claimed(
            name,
            world[column][region],
            expected=expected,
            within=within,
            meaning=f"share of {told[column]} {region}",
        )
    for name, column, expected in (
        ("china_asked", "asked", 0.226),
        ("china_worked", "worked", 0.392),
    ):
        yield boundary(
            name,
            world[column][CHINA],
            expected=expected,
            within=5e-4,
            meaning=f"share of {told[column]} {CHINA}",
        )
    even = regions(pay_gap=0.0)
    yield boundary(
        "madagascar_even",
        even.worked[MADAGASCAR] / even.earned[MADAGASCAR],
        expected=0.87,
        within=0.005,
        meaning="Madagascar's share of the hours over its share of the value, one pay for all",
    )
    yield boundary(
        "usa_even",
        even.worked[USA] / even.asked[USA],
        expected=0.861,
        within=5e-4,
        meaning="hours worked in the United States over those it calls forth, one pay for all",
    )


@check("B04-argentina-us-route")
def argentina_us_route() -> Observations:
    """Observe how far an audit has to go before it meets annotators, and miners."""
    american = SupplyTiers(buyer=USA).run().set_index("tier")
    french = SupplyTiers().run().set_index("tier")
    audit = SupplyTiers(buyer=USA).result().yours
    for name, value, expected, within, meaning in (
        ("data_1", audit.data_work, 0.9973, 5e-5, "data-work hours of US AI seen at tier 1"),
        ("mining_1", american.mining[1], 0, 1e-12, "mining hours of US AI seen at tier 1"),
        ("mining_2", american.mining[2], 0.832, 5e-4, "mining hours of US AI seen at tier 2"),
        ("french_data_1", french.data_work[1], 0.890, 5e-4, "data-work hours of French AI seen at "
         "tier 1"),
        ("french_mining_2", french.mining[2], 0.705, 5e-4, "mining hours of French AI seen at "
         "tier 2"),
    ):  # fmt: skip
        yield claimed(name, value, expected=expected, within=within, meaning=meaning)
    yield claimed(
        "workers",
        workers(ai_table(), ARGENTINA) / 1000,
        expected=14.19,
        within=0.005,
        meaning="thousands of full-time data workers implied in Argentina",
    )
    for name, share, expected, told in (
        ("half", 0.6, 0.499, "three fifths of hardware"),
        ("in_house", 1.0, 0.832, "all hardware"),
    ):
        own = SupplyTiers(buyer=USA, in_house=share).run().set_index("tier")
        yield boundary(
            name,
            own.mining[1],
            expected=expected,
            within=5e-4,
            meaning=f"mining hours seen at tier 1, {told} made in house",
        )


@check("B05-madagascar-france-japan-korea-route")
def madagascar_route() -> Observations:
    """Observe a small payment, the hours behind it, and where the two would be even."""
    france = regions().loc[MADAGASCAR]
    japan = regions(JAPAN).loc[MADAGASCAR]
    everybody = ai_table()
    hourly = used(everybody, FRANCE, "value").sum() / used(everybody, FRANCE, "hours").sum()
    for name, value, expected, within, meaning in (
        ("value", france.value, 0.00254, 5e-6, "Madagascar's share of the value of French AI"),
        ("hours", france.hours, 0.0816, 5e-5, "Madagascar's share of its hours"),
        ("ratio", france.hours / france.value, 32.15, 0.005, "share of hours over share of value"),
        ("by_formula", hourly / france.an_hour, 32.15, 0.005, "dollars an hour in the chain, over "
         "Madagascar's"),
        ("japan_value", japan.value, 0.00163, 5e-6, "its share of value, Japan and Korea"),
        ("japan_hours", japan.hours, 0.0294, 5e-5, "its share of hours, Japan and Korea"),
        ("workers", DualFootprint().workers / 1000, 17.22, 0.005, "thousands of full-time "
         "data workers implied in Madagascar"),
    ):  # fmt: skip
        yield claimed(name, value, expected=expected, within=within, meaning=meaning)
    for name, share, expected in (("hours_1", 1.0, 0.290), ("hours_5", 5.0, 0.670)):
        table = regions(cost_share=share).loc[MADAGASCAR]
        yield boundary(
            name,
            table.hours,
            expected=expected,
            within=5e-4,
            meaning=f"share of hours where data work is {share:g} % of costs",
        )
    yield boundary(
        "ratio_5",
        table.hours / table.value,
        expected=14.04,
        within=0.005,
        meaning="share of hours over share of value at 5 %",
    )
    yield boundary(
        "workers_2",
        DualFootprint(cost_share=2.0).workers / 1000,
        expected=119.2,
        within=0.05,
        meaning="thousands of full-time data workers implied at 2 %",
    )
    dear = regions(pay=15.0).loc[MADAGASCAR]
    for name, value, expected, within, meaning in (
        ("hours_dear", dear.hours, 0.0246, 5e-5, "share of hours at 15 dollars an hour"),
        ("ratio_dear", dear.hours / dear.value, 9.71, 0.005, "share of hours over share of value "
         "at 15 dollars an hour"),
        ("link_even", _link(29.6), 1, 0.005, "the same of data work alone, at 29.6 dollars an "
         "hour"),
    ):  # fmt: skip
        yield boundary(name, value, expected=expected, within=within, meaning=meaning)


def _link(pay: float) -> float:
    """Return Malagasy data work's share of the hours of French AI over its share of the value."""
    table = DualFootprint(pay=pay).table()
    here = node(MADAGASCAR, DATA)
    hours = used(table, FRANCE, "hours")
    value = used(table, FRANCE, "value")
    return (hours[here] / hours.sum()) / (value[here] / value.sum())


@check("B06-unequal-exchange")
def unequal_exchange() -> Observations:
    """Observe how unequal the exchange is by one measure, and how equal by another."""
    table = ai_table()
    gini = {name: _gini(table, name) for name in ("hours", ORE, LAND, WATER)}
    yield claimed(
        "by_hours",
        gini["hours"],
        expected=0.464,
        within=5e-4,
        meaning="Gini of value for an hour of work, over regions",
    )
    yield claimed(
        "by_ore",
        gini[ORE],
        expected=0.612,
        within=5e-4,
        meaning="Gini of value for a tonne of ore, over regions that mine",
    )
    price = {
        name: WhoWouldPay(**settings).run().set_index("buyer").price
        for name, settings in (
            ("doubled", {}),
            ("tenfold", {"multiplier": 10.0}),
            ("miners", {"stage": MINING}),
            ("piled", {"multiplier": 10.0, "markup": 0.5}),
        )
    }
    for name, value, expected, meaning in (
        ("doubled", price["doubled"][FRANCE], 0.000899, "dearer French AI, data pay doubled in "
         "both countries"),
        ("doubled_us", price["doubled"][USA], 0.000342, "dearer AI in the United States, the same"),
        ("tenfold", price["tenfold"][FRANCE], 0.00809, "dearer French AI, ten times the pay"),
        ("miners", price["miners"][FRANCE], 0.000293, "dearer French AI, miners' pay doubled"),
    ):  # fmt: skip
        yield claimed(name, value, expected=expected, within=5e-3 * expected, meaning=meaning)
    yield boundary(
        "piled",
        price["piled"][FRANCE],
        expected=0.01876,
        within=5e-6,
        meaning="dearer French AI, ten times the pay, each stage adding half to it",
    )
    for name, value, expected, meaning in (
        ("by_water", gini[WATER], 0.134, "Gini of value for a litre of water, over regions"),
        ("by_land", gini[LAND], 0.063, "Gini of value for a piece of land, over regions"),
        ("by_hours_even", _gini(ai_table(pay_gap=0.0), "hours"), 0.014, "Gini of value for an hour "
         "of work, one pay for all"),
    ):  # fmt: skip
        yield boundary(name, value, expected=expected, within=5e-4, meaning=meaning)


def _gini(table, measure: str) -> float:
    """Return how unequal the value is that regions get for what they give to the world's AI."""
    everybody = table.demand.sum(axis=1) * table.at(sector=AI)
    value, given = (
        np.array(
            list(
                table.by_region(
                    footprint(table.requirements, table.intensity(name), everybody)
                ).values()
            )
        )
        for name in ("value", measure)
    )
    return unevenness(value, given)


@check("B08-invisible-in-the-database")
def invisible() -> Observations:
    """Observe what disappears when a country is counted as rest of the world."""
    for name, settings, hours, ore, water in (
        ("madagascar", {}, -0.0562, 0.0004, 0.0005),
        ("both", {"missing": "both"}, -0.0568, 0.0004, 0.0002),
        ("both_half", {"missing": "both", "cost_share": 0.5}, -0.1207, 0.0011, 0.0006),
        ("both_2", {"missing": "both", "cost_share": 2.0}, -0.3047, 0.0041, 0.0026),
    ):
        change = MissingCountry(**settings).run().set_index("indicator").change
        told = (
            f"{settings.get('missing', MADAGASCAR)} missing, data work "
            f"{settings.get('cost_share', 0.2):g} % of costs"
        )
        for measure, expected in (("hours", hours), ("ore", ore), ("water", water)):
            yield claimed(
                f"{measure}_{name}",
                change[measure],
                expected=expected,
                within=5e-5,
                meaning=f"change of the {measure} of French AI: {told}",
            )
    alike = MissingCountry(missing="both", cost_share=2.0, likeness=1.0).run()
    yield boundary(
        "alike",
        alike.set_index("indicator").change.abs().max(),
        expected=0,
        within=1e-9,
        meaning="largest change of any indicator, same technology and pay",
    )
    same_pay = MissingCountry(missing="both", cost_share=2.0, pay=2.0).run()
    yield boundary(
        "same_pay",
        same_pay.set_index("indicator").change.hours,
        expected=-0.109,
        within=5e-4,
        meaning="change of the hours, both missing at 2 %, equal pay for data work only",
    )
    turned = MissingCountry(cost_share=1.0, pay=6.55).run()
    yield boundary(
        "turned",
        turned.set_index("indicator").change.hours,
        expected=0,
        within=5e-5,
        meaning="change of the hours, Madagascar missing at 1 %, its data work at 6.55 dollars",
    )


@check("B09-inherited-ties")
def inherited_ties() -> Observations:
    """Observe whether an old tie outlives better offers elsewhere."""

    def after(column: str = "mean", **settings: float) -> Mean:
        return over_seeds(InheritedTies(**settings), at_end(column), SEEDS)

    spread = over_seeds(InheritedTies(), lambda t: t.high.iloc[-1] - t.low.iloc[-1], SEEDS)
    yield claimed(
        "spread",
        spread,
        expected=0.9**0.5 - 0.1**0.5,
        within=0.005,
        meaning="spread of the old partner's share over eight worlds in ten, g = 1",
    )
    yield claimed(
        "mean",
        after(),
        expected=2 / 3,
        meaning="its mean share, which began at two in three",
    )
    yield claimed(
        "locked",
        after(gravity=1.5, rival_pay=0.7, head_start=10),
        expected=0.994,
        within=0.001,
        meaning="its share, g = 1.5, ten contracts ahead, rival at 70 % of the pay",
    )
    yield boundary(
        "forgotten",
        after(gravity=0.5, rival_pay=0.7),
        expected=0.347,
        within=0.001,
        meaning="its share, g = 0.5, two contracts to one, rival at 70 % of the pay",
    )
    yield boundary(
        "rest",
        InheritedTies(gravity=0.5, rival_pay=0.7).rest,
        expected=0.49 / 1.49,
        within=1e-9,
        meaning="where that settles, whatever the head start",
    )
    yield boundary(
        "creeping",
        after(gravity=1.0, rival_pay=0.7),
        expected=0.294,
        within=0.005,
        meaning="its share, g = 1, rival at 70 % of the pay, still falling",
    )


@check("B10-rebound")
def rebound() -> Observations:
    """Observe what becomes of energy where each use takes half as much."""
    for name, model, elasticity, observe in (
        ("elastic", Rebound(), 1.2, claimed),
        ("very_elastic", Rebound(elasticity=2.0), 2.0, claimed),
        ("even", Rebound(elasticity=1.0), 1.0, boundary),
        ("inelastic", Rebound(elasticity=0.5), 0.5, boundary),
    ):
        yield observe(
            name,
            model.result().yours.energy,
            expected=2 ** (elasticity - 1),
            within=1e-9,
            meaning=f"energy over that before, each use taking half, elasticity {elasticity:g}",
        )
    yield boundary(
        "capped_at_2",
        Rebound(elasticity=2.5).result().yours.capped,
        expected=2,
        within=1e-9,
        meaning="energy at elasticity 2.5 under a cap of twice what it was",
    )
    capped = Rebound(elasticity=2.0, cap=1.0).result().yours
    yield boundary(
        "capped",
        capped.capped,
        expected=1,
        within=1e-9,
        meaning="energy at elasticity 2 under a cap of what it was",
    )
    yield boundary(
        "served",
        capped.served,
        expected=2,
        within=1e-9,
        meaning="use under that cap, over that before",
    )


@check("B11-data-centre-water")
def data_centre_water() -> Observations:
    """Observe where the water of computing evaporates, and where that of AI's chain is drawn."""

    def litres(dry: float, **settings: float) -> float:
        return CoolingWater(dry=dry, **settings).result().yours.weighted

    wet = CoolingWater().result().yours
    yield claimed(
        "on_site",
        wet.at_site / wet.litres,
        expected=1 / 4,
        within=1e-9,
        meaning="share of a server's water that is drawn on site",
    )
    yield claimed(
        "saved",
        1 - litres(1.0) / litres(0.0),
        expected=1 - 3 * 1.15 / 4,
        within=1e-9,
        meaning="litres saved by cooling without any water on site",
    )
    yield boundary(
        "thirsty_grid",
        litres(1.0, grid=8.0) / litres(0.0, grid=8.0) - 1,
        expected=8 * 1.15 / 9 - 1,
        within=1e-9,
        meaning="litres added by it where power takes 8 litres",
    )
    yield boundary(
        "thirsty_site",
        litres(1.0, grid=8.0, thirst=10.0) / litres(0.0, grid=8.0, thirst=10.0) - 1,
        expected=8 * 1.15 / 18 - 1,
        within=1e-9,
        meaning="change of the weighted sum where a litre on site counts ten as well",
    )
    for name, thirst, expected, within, observe in (
        ("puna", 1.0, 0.0101, 5e-5, claimed),
        ("puna_10", 10.0, 0.0883, 5e-5, claimed),
        ("puna_100", 100.0, 0.490, 5e-4, boundary),
    ):
        yield observe(
            name,
            regions(JAPAN, thirst=thirst).water[ARGENTINA],
            expected=expected,
            within=within,
            meaning="Argentina's share of the water of Japanese and Korean AI, its mines' litres "
            f"counting {thirst:g}",
        )
    level = regions(JAPAN, thirst=68.31).water
    yield boundary(
        "puna_level",
        level[ARGENTINA] / level[JAPAN],
        expected=1,
        within=0.0005,
        meaning="that share over the one at home, its mines' litres counting 68.3",
    )


@check("B33-replaceable-means-weak")
def replaceable() -> Observations:
    """Observe what the needed are paid, and what the replaceable."""

    def paid(rivals: int, data: float, lithium: float) -> pd.DataFrame:
        model = Replaceability(rivals=rivals, data_loss=data, lithium_loss=lithium)
        return model.run().set_index("supplied")

    # A rival adds all where it comes after the three others and before its own kind: 3! 2! / 6!.
    three = paid(3, 100.0, 100.0)
    easy = Replaceability(rivals=1).run().set_index("supplied")
    rivals = Replaceability().run().set_index("supplied")
    for name, value, expected, meaning in (
        ("three_rivals", three.each["data"], 100 / 60, "share of one of three rivals, data "
         "essential"),
        ("together", three.share["data"], 5, "share of the three together"),
        ("the_rest", three.share["lithium"], 95 / 3, "share of each other essential input"),
        # Replaceable at a loss l, beside another at a loss d: firm and hardware come before it in a
        # third of the orders, the other as well in a quarter: 100 (l/3 − l d (1/3 − 1/4)).
        ("lithium", easy.share["lithium"], 100 * (0.05 / 3 - 0.005 / 12), "lithium's share, "
         "replaceable at a loss of 5 %"),
        ("data", easy.share["data"], 100 * (0.10 / 3 - 0.005 / 12), "data's share, replaceable at "
         "a loss of 10 %"),
    ):  # fmt: skip
        yield claimed(name, value, expected=expected, within=1e-9, meaning=meaning)
    yield claimed(
        "in_table",
        easy.in_table["lithium"],
        expected=0.823,
        within=0.0005,
        meaning="mining's share of value in the table, in %",
    )
    yield boundary(
        "as_one",
        paid(1, 100.0, 100.0).share["data"],
        expected=25,
        within=1e-9,
        meaning="data's share, suppliers acting as one, essential",
    )
    yield boundary(
        "united",
        easy.share["data"] / rivals.share["data"],
        # Firm and hardware come before all of three rivals in 1/10 of the orders, lithium too in
        # 1/20 of them.
        expected=(1 / 3 - 0.05 / 12) / (1 / 10 - 0.05 / 20),
        within=1e-9,
        meaning="what uniting multiplies three replaceable rivals' share by",
    )
