"""The explorers of *The dual footprint*: how to guess, turn and read its models."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from ... import style, world
from ...core import Result
from ...explore import Choice, Estimate, Explorer
from . import (
    ALL_WORK,
    ARGENTINA,
    CHINA,
    DATA,
    FRANCE,
    JAPAN,
    MADAGASCAR,
    MINING,
    NATURE,
    ORE,
    PERIPHERY,
    REGIONS,
    REST,
    SUPPLIER,
    USA,
    WATER,
    DualFootprint,
    MissingCountry,
    Replaceability,
    SupplyTiers,
    TwoMaps,
    WhoWouldPay,
)

ILLUSTRATIVE = "illustrative table, no estimate"
SHORT = {FRANCE: "French AI", USA: "AI in the United States", JAPAN: "AI in Japan and Korea"}
HOURS = "hours"


def _percent(share: float) -> str:
    """Return a share as a percentage, two digits that mean something; only the whole is 100 %."""
    percent = 100 * share
    if round(percent) == 100 and percent < 99.95:
        return f"{percent:.1f}%"
    return f"{percent:.0f}%" if abs(percent) >= 10 or percent == 0 else f"{percent:.2g}%"


def _people(number: float) -> str:
    """Return a number of people to two digits, as befits an order of magnitude."""
    return f"{float(f'{number:.2g}'):,.0f}"


def _foot(fig: Figure, text: str = ILLUSTRATIVE) -> None:
    """Say on the figure what must not be forgotten over it."""
    fig.text(0.99, 0.015, text, ha="right", va="bottom", fontsize=9.5, color=style.FAINT)


# ----------------------------------------------------------------------- a quarter of one per cent

ROWS = {"value": 3.0, HOURS: 2.0, ORE: 1.0, WATER: 0.0}


def _quarter_answer() -> tuple[float, str]:
    row = DualFootprint().result().yours
    return 100 * row.hours, (
        f"Madagascar has {_percent(row.value)} of the value of French AI and does "
        f"{_percent(row.hours)} of its work, {row.hours / row.value:.0f} times as much, because an "
        "hour that earns the chain dozens of dollars on average earns "
        f"{row.an_hour:.2f} there. The table is illustrative; the multiple is one of hourly values."
    )


def _quarter_scene(fig: Figure) -> Axes:
    ax = fig.add_axes((0.13, 0.17, 0.8, 0.66))
    ax.set(xlim=(0, 1), ylim=(-0.4, 3.75), yticks=list(ROWS.values()), yticklabels=list(ROWS))
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False)
    _foot(fig)
    return ax


def _draw_quarter(result: Result, ax: Axes) -> None:
    model = result.model
    table = result.table.set_index("region")
    supplier = SUPPLIER[model.buyer]
    rich = [region for region in (FRANCE, USA, JAPAN) if region != model.buyer]
    periphery = [region for region in PERIPHERY if region != supplier]
    parts = [
        ([supplier], style.VERMILION, 1.0, None),
        (periphery, style.VERMILION, 0.3, None),
        ([CHINA], style.OCHRE, 0.45, "China"),
        (rich, style.BLUE, 0.3, None),
        ([model.buyer], style.BLUE, 0.75, model.buyer),
    ]
    for measure, y in ROWS.items():
        left = 0.0
        for regions, colour, alpha, name in parts:
            share = table[measure][regions].sum()
            look = {"color": colour, "alpha": alpha, "edgecolor": style.PAPER, "linewidth": 0.6}
            ax.barh(y, share, 0.5, left=left, **look)
            if name and share > 0.022 * len(name):
                middle = left + share / 2
                ax.text(middle, y, name, ha="center", va="center", fontsize=9.5, color=style.INK)
            left += share
        label = f"{_percent(table[measure][supplier])} in {supplier}"
        look = {"fontsize": 10, "color": style.VERMILION, "fontweight": "bold"}
        ax.text(0, y + 0.28, label, va="bottom", **look)
    corner = {"transform": ax.transAxes, "va": "bottom"}
    title = f"{SHORT[model.buyer]}: where it all falls"
    ax.text(-0.15, 1.11, title, fontsize=11, color=style.INK, **corner)
    told = "left to right: supplier, other periphery, China, rich, home"
    ax.text(-0.15, 1.02, told, fontsize=9.5, color=style.FAINT, **corner)
    implied = f"implies {_people(model.workers)} data workers"
    ax.text(-0.15, -0.24, implied, fontsize=9.5, color=style.INK, **corner)


def _say_quarter(result: Result) -> str:
    model = result.model
    row = result.yours
    home = result.table.set_index("region").loc[model.buyer]
    return (
        f"At {model.cost_share:g}% of the costs and {model.pay:g} dollars an hour, {row.region} "
        f"has {_percent(row.value)} of the value of {SHORT[model.buyer]}, {_percent(row.hours)} of "
        f"its hours ({row.hours / row.value:.1f} times as much), {_percent(row.ore)} of its ore "
        f"and {_percent(row.water)} of its water. The buyer’s own country has "
        f"{_percent(home.value)}, {_percent(home.hours)}, {_percent(home.ore)} and "
        f"{_percent(home.water)}. The table would imply {_people(model.workers)} full-time data "
        f"workers in {row.region}."
    )


quarter = Explorer(
    name="quarter",
    title="A quarter of one per cent",
    model=DualFootprint(),
    question=Estimate(
        ask="French AI firms spend a fifth of one per cent of their costs on data work in "
        "Madagascar, which ends up with about a quarter of one per cent of the value of French AI. "
        "What share of all the hours behind it is worked there?",
        low=0,
        high=30,
        step=0.25,
        unit="%",
        leans=("too near the money", "too far from the money"),
        answer=_quarter_answer,
    ),
    controls={
        "buyer": [FRANCE, USA, JAPAN],
        "cost_share": [0.05, 0.2, 0.5, 1.0, 5.0],
        "pay": [0.7, 2.0, 5.0, 15.0],
    },
    scene=_quarter_scene,
    draw=_draw_quarter,
    sentence=_say_quarter,
    seals=(
        "B05-madagascar-france-japan-korea-route.hours",
        "B05-madagascar-france-japan-korea-route.ratio",
        "B05-madagascar-france-japan-korea-route.by_formula",
        "B05-madagascar-france-japan-korea-route.japan_hours",
        "B05-madagascar-france-japan-korea-route.hours_1",
        "B05-madagascar-france-japan-korea-route.hours_5",
        "B05-madagascar-france-japan-korea-route.ratio_5",
        "B05-madagascar-france-japan-korea-route.hours_dear",
        "B05-madagascar-france-japan-korea-route.ratio_dear",
        "B03-core-demand.madagascar_worked",
    ),
)

# ----------------------------------------------------------------------------------- who would pay

LEAST = 1e-5


def _raise_answer() -> tuple[float, str]:
    price = WhoWouldPay(multiplier=10.0, where=MADAGASCAR).run().set_index("buyer").price
    doubled = WhoWouldPay(where=MADAGASCAR).run().set_index("buyer").price
    return 100 * price[FRANCE], (
        f"Doubling the pay would cost {_percent(doubled[FRANCE])}. What is small in money stays "
        "small when it is multiplied; the reason for the low pay is not that the buyer could not "
        "afford another."
    )


def _raise_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="change (logarithmic)",
        y="what a raise does to the price of AI",
        xlim=(0.4 * LEAST, 300),
        ylim=(-0.6, 3.7),
        xscale="log",
        xticks={
            1e-5: "0.001%",
            1e-4: "0.01%",
            1e-3: "0.1%",
            0.01: "1%",
            0.1: "10%",
            1: "100%",
            10: "1,000%",
        },
        yticks={3: "pay", 2: "France", 1: "US", 0: "Japan,\nKorea"},
        box=(0.16, 0.25, 0.8, 0.63),
    )
    ax.tick_params(axis="x", labelsize=9.5)
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False, axis="y")
    _foot(fig)
    return ax


def _draw_raise(result: Result, ax: Axes) -> None:
    changes = [result.table.pay[0], *result.table.price]
    for place, (y, change) in enumerate(zip((3, 2, 1, 0), changes, strict=True)):
        colour = style.BLUE if place else style.VERMILION
        shown = max(change, LEAST)
        ax.hlines(y, 0.4 * LEAST, shown, color=colour, lw=6, ls=style.DASHES[0])
        ax.plot(shown, y, "o" if place else "D", color=colour, ms=9, clip_on=False)
        label = f"+{_percent(change)}" if change >= LEAST else "hardly anything"
        style.note(ax, shown, y, label, colour, xytext=(9, 0), va="center", fontweight="bold")


def _say_raise(result: Result) -> str:
    model = result.model
    price = result.table.price
    where = "both countries" if model.where == "both" else model.where
    who = "data workers" if model.stage == DATA else "miners"
    pile = f", each stage adding {model.markup:.0%} to its added costs," if model.markup else ""
    dearer = [
        _percent(change) if change >= LEAST or change == 0 else "less than 0.001%"
        for change in price
    ]
    return (
        f"{model.multiplier:g} times the pay for {who} in {where}{pile} would make French AI "
        f"{dearer[0]} dearer, AI in the United States {dearer[1]}, AI in Japan and Korea "
        f"{dearer[2]}."
    )


raise_pay = Explorer(
    name="raise_pay",
    title="Who would pay",
    model=WhoWouldPay(where=MADAGASCAR),
    question=Estimate(
        ask="Data workers in Madagascar are paid ten times as much from tomorrow, and every cent "
        "of it is passed on. By how much does French AI become dearer?",
        low=0,
        high=20,
        step=0.1,
        unit="%",
        leans=("too cheap a raise", "too dear a raise"),
        answer=_raise_answer,
    ),
    controls={
        "multiplier": [1.5, 2.0, 5.0, 10.0],
        "where": [MADAGASCAR, ARGENTINA, "both"],
        "stage": [DATA, MINING],
        "markup": [0.0, 0.5],
    },
    scene=_raise_scene,
    draw=_draw_raise,
    sentence=_say_raise,
    seals=(
        "B06-unequal-exchange.doubled",
        "B06-unequal-exchange.doubled_us",
        "B06-unequal-exchange.tenfold",
        "B06-unequal-exchange.piled",
        "B06-unequal-exchange.miners",
    ),
)

# --------------------------------------------------------------------------- two routes on one map

MARKED = (32, 450, 156, 392, 410, 250, 840)  # the table's countries, by ISO 3166-1
PLACES = {
    ARGENTINA: (-66, -31),
    MADAGASCAR: (47, -19.5),
    CHINA: (112, 31),
    JAPAN: (132, 36.5),
    FRANCE: (2.5, 47),
    USA: (-98, 39),
    REST: (6, -43),
}
LAYERS = {DATA: (style.VERMILION, "solid", 0.22), MINING: (style.BLUE, (0, (3, 1.2)), -0.22)}
FAINTEST = 0.005  # of a layer: thinner arcs are left out


def _point(region: str) -> tuple[float, float]:
    x, y = world.equal_earth(*PLACES[region])
    return float(x), float(y)


def _map_scene(fig: Figure, box: tuple[float, float, float, float]) -> Axes:
    """Draw the world, the table's countries marked, and a square at sea for all others."""
    ax = fig.add_axes(box)
    world.draw(ax, MARKED)
    x, y = _point(REST)
    ax.plot(x, y, "s", color=style.FAINT, ms=5)
    ax.text(
        x,
        y - 0.1,
        "rest of the world: no address",
        fontsize=9.5,
        color=style.FAINT,
        ha="center",
        va="top",
    )
    return ax


def _routes_answer() -> tuple[int, str]:
    france, usa = (SupplyTiers(buyer=buyer).run().set_index("tier") for buyer in (FRANCE, USA))
    return 0, (
        f"At tier 1 the audit sees {_percent(france.data_work[1])} of the hours of data work "
        f"behind French AI, and {_percent(usa.data_work[1])} behind AI in the United States. Of "
        f"the hours in the mines it sees none: they begin at tier 2, where "
        f"{_percent(france.mining[2])} and {_percent(usa.mining[2])} of them lie."
    )


def _routes_scene(fig: Figure) -> Axes:
    ax = _map_scene(fig, (0.0, 0.31, 1.0, 0.61))
    bars = fig.add_axes((0.2, 0.12, 0.66, 0.16))
    bars.set(xlim=(0, 1), ylim=(-0.6, 1.6))
    bars.set_yticks([1, 0], ["data work", "mining"], fontsize=9.5)
    bars.set_xticks([0, 0.5, 1], ["seen: 0%", "50%", "100%"], fontsize=9.5)
    bars.tick_params(axis="both", length=0)
    bars.grid(visible=False)
    fig.text(0.01, 0.015, "borders as in Natural Earth", fontsize=9.5, color=style.FAINT)
    _foot(fig)
    return ax


def _draw_routes(result: Result, ax: Axes) -> None:
    model = result.model
    row = result.yours
    for stage, (colour, dash, bend) in LAYERS.items():
        carried = model.routes(stage)
        for origin, goal in np.argwhere(carried > FAINTEST):
            if origin == goal:
                continue
            share = carried[origin, goal]
            arrow = FancyArrowPatch(
                _point(REGIONS[origin]),
                _point(REGIONS[goal]),
                connectionstyle=f"arc3,rad={bend}",
                arrowstyle="-|>",
                mutation_scale=7 + 8 * share**0.5,
                lw=0.7 + 6 * share,
                color=colour,
                ls=dash,
                shrinkA=2,
                shrinkB=2,
            )
            ax.add_patch(arrow)
    bars = ax.figure.axes[1]
    for y, stage, seen in ((1, DATA, row.data_work), (0, MINING, row.mining)):
        bars.barh(
            y,
            seen,
            0.55,
            color=LAYERS[stage][0],
            hatch=None if y else "////",
            edgecolor=style.PAPER,
            linewidth=0,
        )
        bars.text(1.03, y, _percent(seen), fontsize=10, va="center", color=style.INK)
    deep = "tier 1" if model.audited == 1 else f"tiers 1 to {model.audited}"
    ax.text(
        -2.3,
        1.36,
        f"{SHORT[model.buyer]}, {model.measure}, {deep}",
        fontsize=11,
        color=style.INK,
        va="bottom",
    )


def _say_routes(result: Result) -> str:
    model = result.model
    row = result.yours
    strongest = []
    for stage, name in ((DATA, "data work"), (MINING, "mining")):
        carried = model.routes(stage)
        np.fill_diagonal(carried, 0)
        if carried.max() > FAINTEST:
            origin, goal = np.unravel_index(carried.argmax(), carried.shape)
            strongest.append(f"most {name} travels from {REGIONS[origin]} to {REGIONS[goal]}")
    own = f" {model.in_house:.0%} of hardware is made in house." if model.in_house else ""
    return (
        f"{SHORT[model.buyer]}, by {model.measure}: an audit of {model.audited} "
        f"{'tier' if model.audited == 1 else 'tiers'} sees {_percent(row.data_work)} of its data "
        f"work and {_percent(row.mining)} of its mining; {'; '.join(strongest)}.{own}"
    )


two_routes = Explorer(
    name="two_routes",
    title="Whom an audit meets",
    model=SupplyTiers(),
    question=Choice(
        ask="A law obliges you, a seller of AI, to know your direct suppliers, and you visit every "
        "one of them. Whom do you meet?",
        options=(
            "Annotators, and not one miner",
            "Miners, and not one annotator",
            "Some of both: the routes are the same",
        ),
        leans=("", "too far", "too alike"),
        answer=_routes_answer,
    ),
    controls={
        "buyer": [FRANCE, USA, JAPAN],
        "measure": [HOURS, "value", WATER],
        "audited": [1, 2, 3, 5],
        "in_house": [0.0],
    },
    scene=_routes_scene,
    draw=_draw_routes,
    sentence=_say_routes,
    seals=(
        "B04-argentina-us-route.data_1",
        "B04-argentina-us-route.mining_1",
        "B04-argentina-us-route.mining_2",
        "B04-argentina-us-route.french_data_1",
        "B04-argentina-us-route.french_mining_2",
        "B04-argentina-us-route.half",
        "B04-argentina-us-route.in_house",
    ),
)

# --------------------------------------------------------- the country that is not in the database


def _missing_answer() -> tuple[int, str]:
    change, wider = (
        MissingCountry(cost_share=share).run().set_index("indicator").change for share in (0.2, 2.0)
    )
    return 2, (
        f"The hours of French AI fall by {_percent(-change.hours)}, the money by nothing at all, "
        "ore and water move by less than a tenth of one per cent; at 2% of the costs the hours "
        f"fall by {_percent(-wider.hours)}. What vanishes are cheap hours: they take the mean pay "
        "of the rest of the world, and become fewer."
    )


def _missing_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="change of the footprint",
        y="",
        xlim=(-0.72, 0.12),
        ylim=(-0.6, 3.6),
        xticks={-0.6: "−60%", -0.4: "−40%", -0.2: "−20%", 0: "0"},
        yticks={3: "money", 2: "ore", 1: "water", 0: "hours"},
        box=(0.15, 0.25, 0.81, 0.56),
    )
    ax.axvline(0, color=style.FAINT, lw=1)
    ax.tick_params(axis="y", length=0)
    _foot(fig)
    return ax


def _draw_missing(result: Result, ax: Axes) -> None:
    model = result.model
    change = result.table.set_index("indicator").change
    for y, name, colour in (
        (3, "value", style.OCHRE),
        (2, ORE, style.GREEN),
        (1, WATER, style.BLUE),
        (0, HOURS, style.VERMILION),
    ):
        here = change[name]
        ax.barh(y, here, 0.5, color=colour)
        label = f"{100 * here:+.2g}%".replace("-", "−") if here else "unmoved"
        style.note(
            ax,
            min(here, 0),
            y,
            label,
            colour,
            xytext=(-5, 0),
            va="center",
            ha="right",
            fontweight="bold",
        )
    gone = "Both countries" if model.missing == "both" else model.missing
    corner = {"transform": ax.transAxes, "va": "bottom"}
    title = f"{gone} missing: what becomes of {SHORT[model.buyer]}"
    ax.text(-0.15, 1.19, title, fontsize=11, color=style.INK, **corner)
    told = (
        f"{model.cost_share:g}% of costs implies {_people(model.workers)} data workers in "
        f"{SUPPLIER[model.buyer]}"
    )
    ax.text(-0.15, 1.07, told, fontsize=9.5, color=style.FAINT, **corner)


def _say_missing(result: Result) -> str:
    model = result.model
    change = result.table.set_index("indicator").change
    gone = "Argentina and Madagascar are" if model.missing == "both" else f"{model.missing} is"
    alike = f" and made {model.likeness:.0%} like it beforehand" if model.likeness else ""
    return (
        f"When {gone} counted as rest of the world{alike}, the hours of {SHORT[model.buyer]} "
        f"change by {100 * change.hours:+.1f}%, its ore by {100 * change.ore:+.2f}%, its water by "
        f"{100 * change.water:+.2f}%, its value by 0%. (Data work from {SUPPLIER[model.buyer]} is "
        f"{model.cost_share:g}% of costs, which implies {_people(model.workers)} full-time "
        "workers.)"
    ).replace(" by -", " by −")


missing = Explorer(
    name="missing",
    title="The country that is not in the database",
    model=MissingCountry(),
    question=Choice(
        ask="The usual database has no line for Madagascar: it is part of “rest of Africa”. We "
        "merge it in our table, too. Which footprint of French AI moves?",
        options=(
            "The money",
            "Ore and water",
            "The hours of work",
            "None: what is merged is still counted",
        ),
        leans=("", "", "", "too trusting of averages"),
        answer=_missing_answer,
    ),
    controls={
        "missing": [MADAGASCAR, ARGENTINA, "both"],
        "cost_share": [0.05, 0.2, 0.5, 2.0, 5.0],
        "pay": [0.7],
        "likeness": [0.0, 0.5, 1.0],
    },
    scene=_missing_scene,
    draw=_draw_missing,
    sentence=_say_missing,
    seals=("B08-invisible-in-the-database",),
)

# ------------------------------------------------------------------------ needed, and paid nothing


def _needed_answer() -> tuple[float, str]:
    easy, hard = (
        Replaceability(rivals=1, lithium_loss=loss).run().set_index("supplied").share
        for loss in (5.0, 100.0)
    )
    return easy["lithium"], (
        f"If nothing ran without this mine, its share would be {hard['lithium']:.0f}. Since "
        "another can be had at a loss of 5%, most of what it is needed for is not needed of it. "
        "Pay follows what is missing without you."
    )


def _needed_scene(fig: Figure) -> Axes:
    ax = style.axes(
        fig,
        x="share of what AI is worth (logarithmic above 1%)",
        y="what each kind of supplier gets",
        xlim=(0, 900),
        ylim=(-0.55, 3.9),
        xscale="symlog",
        xticks={0: "0%", 1: "1%", 3: "3%", 10: "10%", 30: "30%", 100: "100%"},
        yticks={3: "AI firm", 2: "hardware", 1: "lithium", 0: "data"},
        box=(0.2, 0.17, 0.76, 0.71),
    )
    ax.title.set_position((-0.22, 1))
    ax.tick_params(axis="y", length=0)
    style.note(
        ax,
        0,
        3.72,
        "■ bargaining   ◇ in the (illustrative) table",
        style.INK,
        xytext=(2, 0),
        va="center",
        fontsize=9.5,
    )
    return ax


def _draw_needed(result: Result, ax: Axes) -> None:
    for y, row in zip((3, 2, 1, 0), result.table.itertuples(), strict=True):
        ax.barh(y, row.share, 0.5, color=style.BLUE if y > 1 else style.VERMILION)
        ax.plot(row.in_table, y, "D", color=style.INK, mfc=style.PAPER, ms=7)
        note = f"{row.share:.1f}%" + (
            f"\n({row.each:.2g} each)" if y == 0 and result.model.rivals > 1 else ""
        )
        style.note(ax, 115, y, note, style.INK, xytext=(0, 0), va="center", fontweight="bold")


def _say_needed(result: Result) -> str:
    model = result.model
    share = result.table.set_index("supplied").share
    each = f" together, {result.table.each[3]:.2g}% each" if model.rivals > 1 else ""
    rivals = (
        "one supplier of data" if model.rivals == 1 else f"{model.rivals} rival suppliers of data"
    )
    return (
        f"With {rivals}, a loss of {model.data_loss:g}% without their data and of "
        f"{model.lithium_loss:g}% without lithium, bargaining gives the firm "
        f"{share['AI firm']:.1f}%, hardware {share['hardware']:.1f}%, lithium "
        f"{share['lithium']:.1f}% and data {share['data']:.1f}%{each}."
    )


needed = Explorer(
    name="needed",
    title="Needed, and replaceable",
    model=Replaceability(rivals=1),
    question=Estimate(
        ask="AI needs a firm with computers, hardware, lithium and data: leave one out and nothing "
        "runs. But lithium of another mine does at a loss of 5%, and data from elsewhere at a loss "
        "of 10%. Of 100, what does the mine get, if each is paid what it adds on average?",
        low=0,
        high=50,
        step=0.5,
        unit="%",
        leans=("too little for the needed", "too much for the replaceable"),
        answer=_needed_answer,
    ),
    controls={
        "rivals": [1, 2, 3, 5, 10],
        "data_loss": [0.0, 10.0, 50.0, 100.0],
        "lithium_loss": [5.0, 50.0, 100.0],
    },
    scene=_needed_scene,
    draw=_draw_needed,
    sentence=_say_needed,
    seals=("B33-replaceable-means-weak",),
)

# -------------------------------------------------------------------------------- litres or thirst


LABELS = {  # where each share is written, in points from its place
    ARGENTINA: ("center", (0, 9)),
    MADAGASCAR: ("left", (7, 0)),
    CHINA: ("right", (-6, 4)),
    JAPAN: ("left", (8, 8)),
    FRANCE: ("center", (0, 0)),
    USA: ("center", (0, 0)),
    REST: ("center", (0, 11)),
}


def _litres_answer() -> tuple[int, str]:
    plain, dear = (
        DualFootprint(buyer=JAPAN, cost_share=0.05, thirst=thirst).run().set_index("region").water
        for thirst in (1.0, 100.0)
    )
    return 1, (
        f"By litres, {_percent(plain[JAPAN])} of it is drawn at home, and "
        f"{_percent(plain[ARGENTINA])} in Argentina. If a litre in its high desert counts a "
        f"hundred, Argentina has {_percent(dear[ARGENTINA])}. The weight decides, and somebody has "
        "to choose it. (So do the litres, which for most stages are not known region by region.)"
    )


def _litres_scene(fig: Figure) -> Axes:
    ax = _map_scene(fig, (0.0, 0.12, 1.0, 0.72))
    fig.text(0.01, 0.015, "borders as in Natural Earth", fontsize=9.5, color=style.FAINT)
    _foot(fig)
    return ax


def _draw_litres(result: Result, ax: Axes) -> None:
    model = result.model
    for region, share in result.table.set_index("region").water.items():
        x, y = _point(region)
        colour = style.VERMILION if region == ARGENTINA else style.BLUE
        ax.scatter(x, y, s=1800 * share, color=colour, alpha=0.65, lw=0)
        if share > 0.004:
            side, shift = LABELS[region]
            note = {
                "fontsize": 10,
                "color": style.INK,
                "fontweight": "bold",
                "textcoords": "offset points",
            }
            ax.annotate(_percent(share), (x, y), xytext=shift, ha=side, va="center", **note)
    title = f"Water of {SHORT[model.buyer]}, mines’ litres × {model.thirst:g}"
    ax.text(-2.3, 1.36, title, fontsize=11, color=style.INK, va="bottom")


def _say_litres(result: Result) -> str:
    model = result.model
    water = result.table.set_index("region").water
    return (
        f"If a litre of Argentina’s mines counts {model.thirst:g}, Argentina has "
        f"{_percent(water[ARGENTINA])} of the water of {SHORT[model.buyer]}, {model.buyer} itself "
        f"{_percent(water[model.buyer])}, and Argentina, Madagascar and the rest of the world "
        f"together {_percent(water[list(PERIPHERY)].sum())}."
    )


litres = Explorer(
    name="litres",
    title="Litres or thirst",
    model=DualFootprint(buyer=JAPAN, cost_share=0.05),
    question=Choice(
        ask="Follow the water of Japanese and Korean AI upstream: servers, chips, power, mines, "
        "everything. Litre for litre, where is most of it drawn, as far as our table knows?",
        options=("In the deserts where the minerals are", "At home", "In China"),
        leans=("too far from home", "", "too far from home"),
        answer=_litres_answer,
    ),
    controls={"buyer": [FRANCE, USA, JAPAN], "thirst": [1.0, 3.0, 10.0, 30.0, 100.0]},
    scene=_litres_scene,
    draw=_draw_litres,
    sentence=_say_litres,
    seals=(
        "B11-data-centre-water.puna",
        "B11-data-centre-water.puna_10",
        "B11-data-centre-water.puna_100",
        "B11-data-centre-water.puna_level",
    ),
)

# ----------------------------------------------------------------------------------- two maps

NAMES = {JAPAN: "Japan, Korea", USA: "US", REST: "rest of world"}


def _maps_answer() -> tuple[int, str]:
    ore, land, water = (
        TwoMaps(indicator=name, spread=100.0).run()["follows"].iloc[0] for name in NATURE
    )
    turn = TwoMaps(indicator=WATER, slope=1.0).turn()
    return 0, (
        f"With luck deciding, ore lies nearer work in {_percent(ore)} of draws, land in "
        f"{_percent(land)} and water in {_percent(water)}: they copy the money, unless regions "
        f"with low pay take more for a dollar. Then water goes over at a spread of {turn:.1f}. "
        "Where the mines lie is put into the table, and decides for ore."
    )


def _maps_scene(fig: Figure) -> Axes:
    ax = fig.add_axes((0.27, 0.2, 0.66, 0.61))
    ax.set(xlim=(0, 1), ylim=(-0.6, len(REGIONS) - 0.4))
    ax.set_yticks(range(len(REGIONS)), [NAMES.get(r, r) for r in reversed(REGIONS)])
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False, axis="y")
    _foot(fig)
    return ax


def _draw_maps(result: Result, ax: Axes) -> None:
    model = result.model
    for y, row in zip(reversed(range(len(REGIONS))), result.table.itertuples(), strict=True):
        ax.hlines(y, row.low, row.high, color=style.GREEN, lw=7, alpha=0.35)
        ax.plot(row.median, y, "s", color=style.GREEN, ms=7)
        ax.plot(row.value, y + 0.22, "D", color=style.OCHRE, mfc=style.PAPER, ms=6)
        ax.plot(row.labour, y - 0.22, "o", color=style.VERMILION, ms=6)
    follows = result.table["follows"].iloc[0]
    corner = {"transform": ax.transAxes, "va": "bottom"}
    work = "work" if model.labour == ALL_WORK else "data work"
    if model.spread == 1:
        verdict = f"nearer {work} than money" if follows else f"nearer money than {work}"
    else:
        verdict = f"nearer {work} in {_percent(follows)} of draws"
    title = f"{model.indicator.capitalize()} of {SHORT[model.buyer]}: {verdict}"
    ax.text(-0.4, 1.14, title, fontsize=11, color=style.INK, **corner)
    for x, text, colour in (
        (-0.4, f"■ {model.indicator}, 8 draws in 10", style.GREEN),
        (0.28, "◇ money", style.OCHRE),
        (0.54, f"● {work}", style.VERMILION),
    ):
        ax.text(x, 1.03, text, fontsize=9.5, color=colour, **corner)


def _say_maps(result: Result) -> str:
    model = result.model
    row = result.table.iloc[0]
    work = "all work" if model.labour == ALL_WORK else "data work"
    order = {0.0: "luck decides who takes more", 1.0: "low pay decides who takes more"}
    who = order.get(model.slope, f"low pay decides with a weight of {model.slope:g}")
    alike = "regions are as the table has them" if model.spread == 1 else who
    return (
        f"At a spread of {model.spread:g}, where {alike}, the map of the {model.indicator} of "
        f"{SHORT[model.buyer]} is nearer that of {work} than that of money in "
        f"{_percent(row['follows'])} of draws. Half of the draws put more than {_percent(row.far)} "
        f"of it into Argentina, Madagascar and the rest of the world; {_percent(row.from_labour)} "
        f"of it would have to move to lie where the work is, {_percent(row.from_money)} to lie "
        "where the money is."
    )


two_maps = Explorer(
    name="two_maps",
    title="Where the money is, or where the work is",
    model=TwoMaps(spread=1.0),
    question=Choice(
        ask="How much more of nature a dollar takes in one country than in another is not known "
        "for most stages. So let luck decide, draw after draw, with up to a hundred times between "
        "the places. What lies where the work lies, rather than where the money goes?",
        options=(
            "Ore, nearly always; water and land mostly not",
            "Water and land; ore mostly not",
            "All three: one process, the same places",
            "None of them",
        ),
        leans=("", "", "too alike", "too unlike"),
        answer=_maps_answer,
    ),
    controls={
        "indicator": list(NATURE),
        "spread": [1.0, 3.0, 10.0, 100.0, 1000.0],
        "slope": [0.0, 0.5, 1.0],
        "labour": [ALL_WORK],
        "buyer": [FRANCE],
    },
    scene=_maps_scene,
    draw=_draw_maps,
    sentence=_say_maps,
    seals=("B01-one-process",),
)
