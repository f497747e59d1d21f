"""What a reader turns of the tool for follower lists: a ladder with its ceilings, and a curve."""

from __future__ import annotations

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ... import style
from ...core import Option, Result, gini, lorenz, status_bound
from ...explore import Estimate, Explorer
from ...explore.desk import Desk, Field
from ..finding import Findings
from ..words import count
from .circle import InventedCircle, invented_circle
from .lists import Follows
from .reading import read_follows
from .standing import Standing, about

TIES = ("as the file says", "in both directions")  # how ties are read
DOTS = 150  # of a ladder, at most: more cannot be told apart
BETWEEN = (3, 30, 300)  # steps that are left out where it gets crowded
STEPS = (0, 1, 3, 10, 30, 100, 300, *(10**k for k in range(3, 9)))

# --------------------------------------------------------------------------------------- the ladder


def _scene(fig: Figure, people: int, most: float) -> Axes:
    steps = [s for s in STEPS if s <= most]
    ax = style.axes(
        fig,
        x="place on the ladder of followings (logarithmic)",
        y="followers (logarithmic)",
        xlim=(0.85, people * 1.3),
        ylim=(-0.3, most * 2.5),
        xscale="log",
        yscale="symlog",
        xticks={
            s: f"{s:,}" for s in STEPS[1:] if s <= people and (people < 30 or s not in BETWEEN)
        },
        yticks={s: f"{s:,}" for s in steps if len(steps) < 10 or s not in BETWEEN},
        box=(0.15, 0.17, 0.81, 0.71),
    )
    return ax


def _rungs(people: int) -> np.ndarray:
    """Return places to draw, spread over a logarithmic ladder, both ends among them."""
    return np.unique(np.geomspace(1, people, DOTS).round().astype(int)) - 1


def _draw(
    ax: Axes, audience: ArrayLike, bound: ArrayLike, place: int, ends: tuple[float, float]
) -> None:
    """Draw everybody's following, the most that the order allows, and one's way to two plateaus."""
    at = _rungs(len(audience))
    now = audience[place - 1]
    plateau, bridged = ends
    ax.plot(at + 1, bound[at], color=style.OCHRE, ls=style.DASHES[1], lw=1.5)
    style.note(ax, 1, bound[0], "– –  as the order allows", style.OCHRE, xytext=(2, 6))
    ax.plot(at + 1, audience[at], ".", color=style.FAINT, ms=4)
    ax.plot([place, place], [now, bridged], color=style.INK, lw=1, ls=style.DASHES[2])
    ax.plot(place, bridged, "^", color=style.GREEN, ms=9)
    ax.plot(place, plateau, "s", color=style.BLUE, ms=9)
    ax.plot(place, now, "o", color=style.VERMILION, ms=9)
    legend = {
        "▲  with a bridge": style.GREEN,
        "■  settles": style.BLUE,
        "●  now": style.VERMILION,
    }
    for line, (text, colour) in enumerate(legend.items()):
        height = 0.19 - 0.08 * line
        where = {"transform": ax.transAxes, "va": "bottom"}
        ax.text(0.02, height, text, color=colour, fontsize=10, **where)


def ladder(standing: Standing) -> Figure:
    """Return the ladder of a reader's own list, with one person's place and ceilings.

    Parameters
    ----------
    standing : Standing
        What a list says about the person.

    Returns
    -------
    matplotlib.figure.Figure
        Places and followings on logarithmic scales.
    """
    style.use()
    order = np.argsort(-standing.follows.audience, kind="stable")
    audience = standing.follows.audience[order]
    bound = status_bound(audience)
    fig = Figure()
    ax = _scene(fig, standing.people, max(audience[0], bound[0], standing.bridged, 10))
    place = int(np.flatnonzero(order == standing.person)[0]) + 1
    _draw(ax, audience, bound, place, (standing.plateau, standing.bridged))
    return fig


def curve(follows: Follows) -> Figure:
    """Return the Lorenz curve of a list: what share of follows the less followed people have.

    Parameters
    ----------
    follows : Follows
        Who follows whom.

    Returns
    -------
    matplotlib.figure.Figure
        With the Gini coefficient written in it.
    """
    style.use()
    fig = Figure()
    ax = style.axes(
        fig,
        x="share of people, least followed first",
        y="their share of all follows",
        xlim=(0, 1.03),
        ylim=(0, 1.03),
        xticks={s / 4: f"{s / 4:.0%}" for s in range(5)},
        yticks={s / 4: f"{s / 4:.0%}" for s in range(5)},
    )
    shares = lorenz(follows.audience)
    last = len(shares) - 1
    evenly = np.linspace(0, last, 100)
    near_the_top = last - np.geomspace(1, len(shares) / 4, 40)  # where a curve of few giants turns
    at = np.unique(np.concatenate([evenly, near_the_top]).clip(0).round().astype(int))
    ax.plot([0, 1], [0, 1], color=style.FAINT, lw=1, ls=style.DASHES[2])
    ax.plot(at / last, shares[at], color=style.BLUE)
    told = f"Gini {gini(follows.audience):.2f}"
    style.note(ax, 0.05, 0.85, told, style.BLUE, xytext=(0, 0), fontweight="bold")
    style.note(ax, 0.45, 0.45, "all alike", style.FAINT, ha="right")
    return fig


# ---------------------------------------------------------------------------- over an invented list


def _answer() -> tuple[float, str]:
    model = InventedCircle()
    row = model.result().yours
    free = model.but(loss=0.0).result().yours
    return row.plateau, (
        f"The order of places would let {row.bound} follow, and {row.pool} ever hear, so that "
        f"without loss the end would be {free.plateau:.0f}. At {row.plateau:.0f} as many leave in "
        "a day as come."
    )


def _draw_result(result: Result, ax: Axes) -> None:
    audience = result.table.followers.to_numpy()
    bound = result.table.bound.to_numpy()
    ends = (result.yours.plateau, result.yours.bridged)
    _draw(ax, audience, bound, result.model.place, ends)
    told = "invented list, model only"
    style.note(ax, 200, 1000, told, style.FAINT, ha="right", xytext=(0, 0))


def _say(result: Result) -> str:
    model = result.model
    row = result.yours
    return (
        f"In an invented circle of {len(result.table)}, {row['name']} has {row.followers} "
        f"followers and rank {row['rank']}; {row.pool} people are within reach. At a gain of "
        f"{model.gain:.2%} and a loss of {model.loss:.2%} a day the following settles at "
        f"{row.plateau:,.0f}. A bridge to {count(model.bridge, 'stranger')} lifts that to "
        f"{row.bridged:,.0f}. If all followed upward alone, at most {row.bound} could follow."
    )


def _ask() -> str:
    row = InventedCircle().result().yours
    return (
        f"In an invented circle of 182 writers {row['name']} has {row.followers} followers and "
        f"rank {row['rank']}. Day by day three quarters of a per cent of those who could hear of "
        "them, and do not follow yet, begin to; half a per cent of the followers leave. Nobody new "
        "joins the circle. How many followers in the end?"
    )


own_ladder = Explorer(
    name="own_ladder",
    title="A place and its ceiling",
    model=InventedCircle(),
    question=Estimate(ask=_ask(), low=0, high=182, step=1, unit="followers", answer=_answer),
    controls={
        "place": [1, 10, 40, 120],
        "loss": [0.0, 0.0025, 0.005, 0.01],
        "bridge": [10, 100, 400],
    },
    scene=partial(_scene, people=182, most=700),
    draw=_draw_result,
    sentence=_say,
)

# ----------------------------------------------------------------------------------- over one's own


def _shown(
    follows: Follows, values: dict[str, object]
) -> tuple[list[tuple[Figure, str]], Findings]:
    """Return figures, each with its sentence, and findings for the person and numbers chosen."""
    asked = dict(values)
    if asked.pop("ties") == TIES[1]:
        follows = follows.both_ways()
    standing = about(follows, **asked)
    found = standing.findings
    says = [found["Where it settles"].says, found["How unequal"].says]
    return list(zip([ladder(standing), curve(follows)], says, strict=True)), found


def _fields(follows: Follows) -> dict[str, Field]:
    """Return what can be turned: who it is about, the rates, and how ties are read.

    It begins with the person in the middle of the ladder.
    """
    order = np.argsort(-follows.audience, kind="stable")
    known = InventedCircle.parameters()
    turned = {name: (known[name], known[name].default) for name in known if name != "place"}
    ties = Option(default=TIES[0], options=TIES, meaning="how ties are read")
    return {
        "person": (None, follows.names[order[len(order) // 2]]),
        **turned,
        "ties": (ties, TIES[0]),
    }


def desk() -> Desk:
    """Return the front end for one's own list; it begins with the invented one."""
    return Desk(
        name="own_followers",
        title="Your own follower list",
        wanted="A CSV with a column for who follows and one for who is followed, or GraphML",
        accept=".csv,.tsv,.txt,.graphml,.xml",
        read=read_follows,
        sample=lambda: invented_circle(np.random.default_rng(0)),
        fields=_fields,
        show=_shown,
    )
