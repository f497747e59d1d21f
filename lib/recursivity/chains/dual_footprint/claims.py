"""The claims of *The dual footprint*: every number that the chapter quotes is observed here.

The table of AI is illustrative, so that these are numbers of a teaching device: what is claimed is their order and direction.
Intervals are those in which the mechanism holds: wide enough for other seeds, too narrow for a broken model.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...core import Observation, at_end, boundary, check, claimed, over_seeds
from ...core.input_output import footprint
from . import (
    AI,
    ARGENTINA,
    CHINA,
    FRANCE,
    JAPAN,
    MADAGASCAR,
    MINING,
    REST,
    USA,
    CoolingWater,
    DualFootprint,
    InheritedTies,
    MissingCountry,
    Rebound,
    Replaceability,
    SupplyTiers,
    TwoStocks,
    WhoWouldPay,
    ai_table,
    unevenness,
    used,
    workers,
)

Observations = Iterator[Observation]
OWN = {
    FRANCE: (0.2, 0.7),
    USA: (0.1, 3.0),
    JAPAN: (0.05, 0.7),
}  # each buyer's own link in the table: % of cost, pay
FAR = [ARGENTINA, MADAGASCAR, REST]


def regions(buyer: str = FRANCE, **settings: float) -> pd.DataFrame:
    """Return the shares of one buyer's AI by region, its link as in the table where it is not changed."""
    share, pay = OWN[buyer]
    return (
        DualFootprint(buyer=buyer, **{"cost_share": share, "pay": pay} | settings)
        .run()
        .set_index("region")
    )


def totals(table, measure: str) -> np.ndarray:
    """Return by region what the whole world's final demand for AI uses up of something."""
    amounts = footprint(
        table.requirements, table.intensity(measure), table.demand.sum(axis=1) * table.at(sector=AI)
    )
    return np.array(list(table.by_region(amounts).values()))


@check("B01-one-process")
def one_process() -> Observations:
    """Observe where the hours and where the water of one country's AI come to lie, by the same matrix."""
    france = regions()
    yield claimed(
        "hours_home",
        france.hours[FRANCE],
        low=0.31,
        high=0.35,
        meaning="share of French AI's hours worked in France",
    )
    yield claimed(
        "water_home",
        france.water[FRANCE],
        low=0.61,
        high=0.66,
        meaning="share of its water drawn in France",
    )
    yield claimed(
        "hours_far",
        france.hours[FAR].sum(),
        low=0.28,
        high=0.31,
        meaning="hours in the three peripheral regions",
    )
    yield boundary(
        "water_far",
        france.water[FAR].sum(),
        low=0.055,
        high=0.075,
        meaning="water in the three peripheral regions",
    )
    together = np.corrcoef(france.hours, france.water)[0, 1]
    yield boundary(
        "correlation",
        together,
        low=0.6,
        high=0.8,
        meaning="correlation of hours and water over all regions",
    )
    abroad = france.drop(index=FRANCE)
    away = np.corrcoef(abroad.hours, abroad.water)[0, 1]
    yield boundary(
        "correlation_abroad", away, low=0.2, high=0.45, meaning="the same without France itself"
    )


@check("B02-two-stocks")
def two_stocks() -> Observations:
    """Observe how long output grows on two shrinking stocks, and who does not notice."""
    table = TwoStocks().run()
    top = table.output.idxmax()
    yield claimed(
        "grew_until",
        top,
        low=22,
        high=26,
        meaning="year in which output is highest, both stocks running down",
    )
    yield claimed(
        "top", table.output[top], low=1.9, high=2.2, meaning="output in that year, over the first"
    )
    yield claimed(
        "water_then",
        table.water[top],
        low=0.05,
        high=0.2,
        meaning="share of the water left in that year",
    )
    yield claimed(
        "strength_then",
        table.strength[top],
        low=0.15,
        high=0.35,
        meaning="share of the strength left",
    )
    yield claimed(
        "two_years_later",
        table.output[top + 2],
        low=0.8,
        high=0.86,
        meaning="output two years later",
    )
    fresh = TwoStocks(draw=0.2, newcomers=3.0).run()
    yield boundary(
        "fresh_grows",
        at_end("output")(fresh),
        low=5.8,
        high=6.0,
        meaning="output in year 60, people replaced at will",
    )
    yield boundary(
        "fresh_worn",
        at_end("worn")(fresh),
        low=95,
        high=110,
        meaning="years of first-year work in people used up",
    )
    kept = TwoStocks(draw=0.8, pay=1.2, growth=0.0).run()
    least = min(kept.water.min(), kept.strength.min())
    yield boundary(
        "kept",
        least,
        low=1,
        high=1,
        meaning="least of either stock in 60 years, with draw below recharge and pay above wear",
    )


@check("B03-core-demand")
def core_demand() -> Observations:
    """Observe who asks for the hours of the world's AI, who works them and who earns."""
    world = regions()
    for name, region, column, low, high in (
        ("usa_asked", USA, "asked", 0.31, 0.33),
        ("usa_worked", USA, "worked", 0.10, 0.12),
        ("usa_earned", USA, "earned", 0.45, 0.47),
        ("madagascar_asked", MADAGASCAR, "asked", 0.0001, 0.0006),
        ("madagascar_worked", MADAGASCAR, "worked", 0.009, 0.0105),
        ("madagascar_earned", MADAGASCAR, "earned", 0.0007, 0.0012),
    ):
        told = {
            "asked": "hours of AI called forth by",
            "worked": "hours of AI worked in",
            "earned": "value of AI earned in",
        }
        yield claimed(
            name,
            world[column][region],
            low=low,
            high=high,
            meaning=f"share of {told[column]} {region}",
        )
    gap = world.asked.sum() - world.worked.sum()
    yield claimed(
        "closed",
        gap,
        low=-1e-12,
        high=1e-12,
        meaning="all hours called forth less all hours worked",
    )
    yield boundary(
        "china_asked",
        world.asked[CHINA],
        low=0.21,
        high=0.24,
        meaning=f"share of hours called forth by {CHINA}",
    )
    yield boundary(
        "china_worked",
        world.worked[CHINA],
        low=0.38,
        high=0.41,
        meaning=f"share of hours worked in {CHINA}",
    )


@check("B04-argentina-us-route")
def argentina_us_route() -> Observations:
    """Observe how far an audit has to go before it meets annotators, and miners."""
    seen = SupplyTiers(buyer=USA).run().set_index("tier")
    yield claimed(
        "data_1",
        seen.data_work[1],
        low=0.99,
        high=1,
        meaning="data-work hours of US AI seen at tier 1",
    )
    yield claimed(
        "mining_1", seen.mining[1], low=0, high=1e-9, meaning="mining hours of US AI seen at tier 1"
    )
    yield claimed(
        "mining_2",
        seen.mining[2],
        low=0.81,
        high=0.85,
        meaning="mining hours of US AI seen at tier 2",
    )
    french = SupplyTiers().run().set_index("tier")
    yield claimed(
        "french_data_1",
        french.data_work[1],
        low=0.87,
        high=0.91,
        meaning="data-work hours of French AI seen at tier 1",
    )
    yield claimed(
        "french_mining_2",
        french.mining[2],
        low=0.70,
        high=0.75,
        meaning="mining hours of French AI seen at tier 2",
    )
    implied = workers(ai_table(), ARGENTINA) / 1000
    yield claimed(
        "workers",
        implied,
        low=13.5,
        high=14.9,
        meaning="thousands of full-time data workers implied in Argentina",
    )
    own = SupplyTiers(buyer=USA, in_house=1.0).run().set_index("tier")
    yield boundary(
        "in_house",
        own.mining[1],
        low=0.81,
        high=0.85,
        meaning="mining hours at tier 1, all hardware made in house",
    )


@check("B05-madagascar-france-japan-korea-route")
def madagascar_route() -> Observations:
    """Observe a small payment and the hours behind it, and what becomes of them where the hour is dear."""
    france, japan = regions().loc[MADAGASCAR], regions(JAPAN).loc[MADAGASCAR]
    yield claimed(
        "value",
        france.value,
        low=0.0024,
        high=0.0029,
        meaning="Madagascar's share of the value of French AI",
    )
    yield claimed(
        "hours", france.hours, low=0.079, high=0.084, meaning="Madagascar's share of its hours"
    )
    yield claimed(
        "ratio",
        france.hours / france.value,
        low=28,
        high=34,
        meaning="share of hours over share of value",
    )
    everybody = ai_table()
    hourly = used(everybody, FRANCE, "value").sum() / used(everybody, FRANCE, "hours").sum()
    yield claimed(
        "by_formula",
        hourly / france.an_hour,
        low=28,
        high=34,
        meaning="dollars an hour in the chain, over Madagascar's",
    )
    yield claimed(
        "japan_value",
        japan.value,
        low=0.0014,
        high=0.0019,
        meaning="Madagascar's share of value, Japan and Korea",
    )
    yield claimed(
        "japan_hours",
        japan.hours,
        low=0.027,
        high=0.032,
        meaning="Madagascar's share of hours, Japan and Korea",
    )
    implied = workers(everybody, MADAGASCAR) / 1000
    yield claimed(
        "workers",
        implied,
        low=16.5,
        high=18,
        meaning="thousands of full-time data workers implied in Madagascar",
    )
    month = 40 * 52 / 12
    yield claimed(
        "pay_low",
        96 / month,
        low=0.5,
        high=0.6,
        meaning="euros an hour at 96 euros for a month of 40-hour weeks",
    )
    yield claimed(
        "pay_high", 126 / month, low=0.7, high=0.8, meaning="euros an hour at 126 euros a month"
    )
    for name, share, low, high in (("hours_1", 1.0, 0.27, 0.30), ("hours_5", 5.0, 0.65, 0.68)):
        table = regions(cost_share=share).loc[MADAGASCAR]
        yield boundary(
            name,
            table.hours,
            low=low,
            high=high,
            meaning=f"share of hours where data work is {share:g} % of costs",
        )
    yield boundary(
        "ratio_5",
        table.hours / table.value,
        low=13,
        high=15,
        meaning="share of hours over share of value at 5 %",
    )
    invented = DualFootprint(cost_share=2.0).workers / 1000
    yield boundary(
        "workers_2",
        invented,
        low=115,
        high=123,
        meaning="thousands of full-time data workers implied at 2 %",
    )
    dear = regions(pay=15.0).loc[MADAGASCAR]
    yield boundary(
        "hours_dear",
        dear.hours,
        low=0.024,
        high=0.028,
        meaning="share of hours at 15 dollars an hour",
    )


@check("B06-unequal-exchange")
def unequal_exchange() -> Observations:
    """Observe how unequal the exchange is by one measure, and how equal by another."""
    table = ai_table()
    value, hours, water = (totals(table, measure) for measure in ("value", "hours", "water"))
    yield claimed(
        "by_hours",
        unevenness(value, hours),
        low=0.45,
        high=0.48,
        meaning="Gini of value for an hour of work",
    )
    price = WhoWouldPay().run().set_index("buyer").price
    yield claimed(
        "doubled",
        price[FRANCE],
        low=0.0008,
        high=0.001,
        meaning="dearer French AI, data pay doubled in both countries",
    )
    yield claimed(
        "doubled_us",
        price[USA],
        low=0.0003,
        high=0.0004,
        meaning="dearer AI in the United States, the same",
    )
    tenfold = WhoWouldPay(multiplier=10.0).run().set_index("buyer").price
    yield claimed(
        "tenfold",
        tenfold[FRANCE],
        low=0.0075,
        high=0.0085,
        meaning="dearer French AI, ten times the pay",
    )
    miners = WhoWouldPay(stage=MINING).run().set_index("buyer").price
    yield claimed(
        "miners",
        miners[FRANCE],
        low=0.0003,
        high=0.0004,
        meaning="dearer French AI, miners' pay doubled",
    )
    piled = WhoWouldPay(multiplier=10.0, markup=0.5).run().set_index("buyer").price
    yield boundary(
        "piled",
        piled[FRANCE],
        low=0.017,
        high=0.021,
        meaning="ten times the pay, each stage adding half to it",
    )
    yield boundary(
        "by_water",
        unevenness(value, water),
        low=0.05,
        high=0.08,
        meaning="Gini of value for a litre of water",
    )


@check("B08-invisible-in-the-database")
def invisible() -> Observations:
    """Observe what disappears when a country is counted as rest of the world."""
    for name, settings, low, high in (
        ("madagascar", {}, -0.058, -0.054),
        ("both", {"missing": "both"}, -0.059, -0.055),
        ("both_half", {"missing": "both", "cost_share": 0.5}, -0.125, -0.115),
        ("both_2", {"missing": "both", "cost_share": 2.0}, -0.31, -0.29),
    ):
        change = MissingCountry(**settings).run().set_index("indicator").change
        told = f"{settings.get('missing', MADAGASCAR)} missing, data work {settings.get('cost_share', 0.2):g} % of costs"
        yield claimed(
            f"hours_{name}",
            change.hours,
            low=low,
            high=high,
            meaning=f"change of the hours of French AI: {told}",
        )
        yield claimed(
            f"water_{name}", change.water, low=0, high=0.003, meaning=f"change of its water: {told}"
        )
    yield claimed(
        "value",
        change.value,
        low=-1e-9,
        high=1e-9,
        meaning="change of its value: nothing, by construction",
    )
    alike = (
        MissingCountry(missing="both", cost_share=2.0, likeness=1.0)
        .run()
        .set_index("indicator")
        .change
    )
    yield boundary(
        "alike",
        abs(alike.hours),
        low=0,
        high=1e-9,
        meaning="change of the hours, same technology and pay",
    )
    same_pay = (
        MissingCountry(missing="both", cost_share=2.0, pay=2.0).run().set_index("indicator").change
    )
    yield boundary(
        "same_pay",
        same_pay.hours,
        low=-0.12,
        high=-0.10,
        meaning="the same with equal pay for data work only",
    )


@check("B09-inherited-ties")
def inherited_ties() -> Observations:
    """Observe whether an old tie outlives better offers elsewhere."""

    def after(column: str = "mean", **settings: float) -> float:
        return over_seeds(InheritedTies(**settings), at_end(column), seeds=4)

    luck = after("high") - after("low")
    yield claimed(
        "spread",
        luck,
        low=0.55,
        high=0.68,
        meaning="spread of the old partner's share over worlds, g = 1",
    )
    yield claimed(
        "mean", after(), low=0.64, high=0.69, meaning="its mean share, which began at two in three"
    )
    locked = after(gravity=1.5, rival_pay=0.7, head_start=10)
    yield claimed(
        "locked",
        locked,
        low=0.98,
        high=1,
        meaning="its share, g = 1.5, ten contracts ahead, rival at 70 % of the pay",
    )
    forgot = InheritedTies(gravity=0.5, rival_pay=0.7)
    yield boundary(
        "forgotten",
        after(gravity=0.5, rival_pay=0.7),
        low=0.33,
        high=0.36,
        meaning="its share, g = 0.5, two ahead",
    )
    yield boundary(
        "rest",
        forgot.rest,
        low=0.328,
        high=0.33,
        meaning="where that settles, whatever the head start",
    )
    creeping = after(gravity=1.0, rival_pay=0.7)
    yield boundary(
        "creeping",
        creeping,
        low=0.25,
        high=0.34,
        meaning="its share, g = 1, rival at 70 % of the pay, still falling",
    )


@check("B10-rebound")
def rebound() -> Observations:
    """Observe what becomes of energy where each use takes half as much."""
    for name, elasticity, low, high, observe in (
        ("elastic", 1.2, 1.14, 1.16, claimed),
        ("very_elastic", 2.0, 1.99, 2.01, claimed),
        ("even", 1.0, 0.999, 1.001, boundary),
        ("inelastic", 0.5, 0.70, 0.715, boundary),
    ):
        row = Rebound(elasticity=elasticity).result().yours
        meaning = f"energy over that before, each use taking half, elasticity {elasticity:g}"
        yield observe(name, row.energy, low=low, high=high, meaning=meaning)
    capped = Rebound(elasticity=2.0, cap=1.0).result().yours
    yield boundary(
        "capped",
        capped.capped,
        low=1,
        high=1,
        meaning="energy at elasticity 2 under a cap of what it was",
    )
    yield boundary(
        "served", capped.served, low=1.99, high=2.01, meaning="use under that cap, over that before"
    )
    yearly = (945 / 415) ** (1 / 6) - 1
    yield claimed(
        "yearly",
        yearly,
        low=0.14,
        high=0.15,
        meaning="growth a year that leads from 415 to 945 in six years",
    )


@check("B11-data-centre-water")
def data_centre_water() -> Observations:
    """Observe where the water of computing evaporates, and where that of AI's whole chain is drawn."""
    wet, dry = CoolingWater().result().yours, CoolingWater(dry=1.0).result().yours
    yield claimed(
        "on_site",
        wet.at_site / wet.litres,
        low=0.24,
        high=0.26,
        meaning="share of a server's water that is drawn on site",
    )
    saved = 1 - dry.litres / wet.litres
    yield claimed(
        "saved",
        saved,
        low=0.13,
        high=0.145,
        meaning="litres saved by cooling without any water on site",
    )
    thirsty = [CoolingWater(dry=d, grid=8.0).result().yours.litres for d in (0.0, 1.0)]
    yield boundary(
        "thirsty_grid",
        thirsty[1] / thirsty[0] - 1,
        low=0.02,
        high=0.03,
        meaning="the same where power takes 8 litres",
    )
    site = [CoolingWater(dry=d, grid=8.0, thirst=10.0).result().yours.weighted for d in (0.0, 1.0)]
    yield boundary(
        "thirsty_site",
        site[1] / site[0] - 1,
        low=-0.55,
        high=-0.45,
        meaning="and where a litre on site counts ten",
    )
    for name, thirst, low, high, observe in (
        ("puna", 1.0, 0.0075, 0.009, claimed),
        ("puna_10", 10.0, 0.07, 0.077, claimed),
        ("puna_100", 100.0, 0.42, 0.46, boundary),
    ):
        share = regions(JAPAN, thirst=thirst).water[ARGENTINA]
        meaning = f"Argentina's share of the water of Japanese and Korean AI, its mines' litres counting {thirst:g}"
        yield observe(name, share, low=low, high=high, meaning=meaning)


@check("B33-replaceable-means-weak")
def replaceable() -> Observations:
    """Observe what the needed are paid, and what the replaceable."""

    def paid(rivals: int, data: float, lithium: float) -> pd.DataFrame:
        return (
            Replaceability(rivals=rivals, data_loss=data, lithium_loss=lithium)
            .run()
            .set_index("supplied")
        )

    three = paid(3, 100.0, 100.0)
    yield claimed(
        "three_rivals",
        three.each["data"],
        low=1.66,
        high=1.67,
        meaning="share of one of three rivals, data essential",
    )
    yield claimed(
        "together", three.share["data"], low=4.99, high=5.01, meaning="share of the three together"
    )
    yield claimed(
        "the_rest",
        three.share["lithium"],
        low=31.6,
        high=31.7,
        meaning="share of each other essential input",
    )
    easy = paid(1, 10.0, 5.0)
    yield claimed(
        "lithium",
        easy.share["lithium"],
        low=1.6,
        high=1.65,
        meaning="lithium's share, replaceable at a loss of 5 %",
    )
    yield claimed(
        "data",
        easy.share["data"],
        low=3.25,
        high=3.35,
        meaning="data's share, replaceable at a loss of 10 %",
    )
    yield claimed(
        "in_table",
        easy.in_table["lithium"],
        low=0.85,
        high=1.0,
        meaning="mining's share of value in the table",
    )
    one = paid(1, 100.0, 100.0)
    yield boundary(
        "as_one",
        one.share["data"],
        low=24.99,
        high=25.01,
        meaning="data's share, suppliers acting as one, essential",
    )
    united = paid(1, 10.0, 5.0).share["data"] / paid(3, 10.0, 5.0).share["data"]
    yield boundary(
        "united",
        united,
        low=3.3,
        high=3.45,
        meaning="what uniting multiplies three replaceable rivals' share by",
    )
