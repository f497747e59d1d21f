"""What a reader turns of the tool for tables: who has the money, who does the hours."""

from __future__ import annotations

from functools import partial
from typing import Any

import attrs
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import style
from ...core import Option, Result
from ...core.input_output import Table
from ...explore import Choice, Explorer
from ...explore.desk import Desk, Field
from .. import samples
from ..content import Source, content
from ..finding import Findings
from ..labels import label, on_a_line
from ..records import Records
from .chain import Chain, about_chain, read_chain
from .flows import read_flows
from .invented import CHAIN, InventedChain
from .kinds import read_own
from .spending import Flows, ask_flows

EVERYTHING = "everything"  # of what a buyer takes
ROWS = 8  # of bars, at most; the others are drawn as one

# ------------------------------------------------------------------------------------------ figures


def _scene(fig: Figure, rows: int) -> Axes:
    ax = style.axes(
        fig,
        x="share of the whole",
        y="",
        xlim=(0, 1.02),
        ylim=(rows - 0.1, -0.15),
        xticks={s / 4: f"{s / 4:.0%}" for s in range(5)},
        yticks={},
        box=(0.04, 0.17, 0.92, 0.72),
    )
    ax.set_title(
        "money (filled) and hours (hatched)", loc="left", fontsize=11, color=style.INK, x=0, pad=8
    )
    ax.grid(axis="y", visible=False)
    return ax


def _bars(ax: Axes, names: list[str], money: np.ndarray, hours: np.ndarray) -> None:
    """Draw for each name, from the top, its shares of money and of hours, the name above."""
    at = np.arange(len(names))
    work = {"facecolor": "none", "edgecolor": style.VERMILION, "hatch": "////", "lw": 1}
    ax.barh(at + 0.45, money, height=0.2, color=style.BLUE)
    ax.barh(at + 0.69, np.nan_to_num(hours), height=0.2, **work)
    for y, name, share, part in zip(at, names, money, hours, strict=True):
        told = "no hours told" if np.isnan(part) else f"{part:.0%}"
        text = f"{on_a_line(name)}: {share:.0%} and {told}"
        label(ax, 0.005, y + 0.3, text, fontsize=10, va="bottom", color=style.INK)


def bars(shares: pd.DataFrame) -> Figure:
    """Return bars of shares of the money and of the hours.

    Parameters
    ----------
    shares : pandas.DataFrame
        Columns `money` and `hours`; its index are the names, of which two may be alike.

    Returns
    -------
    matplotlib.figure.Figure
        The largest in the order of the table, and the others as one where there are many.
    """
    style.use()
    names = [str(name) for name in shares.index]
    parts = shares[["money", "hours"]].reset_index(drop=True)
    if len(parts) > ROWS:
        sizes = parts.fillna(0).sum(axis=1).to_numpy()
        order = np.argsort(-sizes, kind="stable")
        kept = np.sort(order[: ROWS - 1])
        others = parts.loc[order[ROWS - 1 :]].sum(min_count=1)  # no hours told is not 0 hours
        names = [*(names[i] for i in kept), f"{len(parts) - len(kept)} others"]
        parts = pd.concat([parts.loc[kept], others.to_frame().T])
    fig = Figure(figsize=(style.WIDTH, max(style.HEIGHT, 0.9 + 0.5 * len(parts))))
    _bars(_scene(fig, len(parts)), names, parts.money.to_numpy(), parts.hours.to_numpy())
    return fig


def _labels(stage: pd.Series, country: pd.Series) -> list[str]:
    both = zip(stage, country, strict=True)
    return [f"{name} ({place})" if place else name for name, place in both]


# --------------------------------------------------------------------------- over an invented chain


def _answer() -> tuple[int, str]:
    pay = {
        name: InventedChain(without=name).result().yours.kept
        for name in ("nobody", "Main contractor", "Local agency")
    }
    table = InventedChain().run().set_index("stage")
    return 2, (
        f"The annotator has {pay['nobody']:.2f} dollars with both, {pay['Main contractor']:.2f} "
        f"without the contractor and {pay['Local agency']:.2f} without the agency: what is left is "
        "a product, and its factors may stand in any order. The contractor's "
        f"{table.kept['Main contractor']:.2f} dollars would first run down the chain and be shared "
        "on the way."
    )


def _draw_result(result: Result, ax: Axes) -> None:
    table = result.table
    hours = np.where(table.hours > 0, table.work, np.nan)
    _bars(ax, _labels(table.stage, table.country), table.money.to_numpy(), hours)
    after = f"the client pays {result.model.price:g} → {table.kept_after.sum():.2f}"
    for y, text, colour in ((0.02, "invented", style.FAINT), (0.35, after, style.INK)):
        ax.text(1.01, y, text, fontsize=10, color=colour, ha="right", va="top")


def _say(result: Result) -> str:
    model = result.model
    table = result.table
    last = result.yours
    best = table.loc[table.kept.idxmax()]
    so = " As it is," if model.without == "nobody" else f" Without the {model.without.lower()},"
    return (
        f"An invented chain.{so} the annotator has {last.kept:.2f} of {model.price:g} dollars "
        f"({last.money:.0%}) for {last.work:.0%} of the hours; the largest sum, {best.kept:.2f}, "
        f"stays with the {best.stage.lower()}. Pay at the end times {model.rise:g} would cost the "
        f"client {table.kept_after.sum():.2f}, as every stage insists on its {model.rule}."
    )


own_chain = Explorer(
    name="own_chain",
    title="Cutting out the middle",
    model=InventedChain(),
    question=Choice(
        ask="In an invented chain the main contractor keeps 30% of what arrives there, and two "
        "stages below it the local agency keeps 30% of the little that arrives there. One of the "
        "two is cut out, and all below share its sum as before. For which of them does the "
        "annotator, at the end, gain more?",
        options=(
            "For the main contractor, whose sum is larger",
            "For the local agency, who is nearer",
            "It is the same",
        ),
        answer=_answer,
    ),
    controls={
        "without": ["nobody", *(stage[0] for stage in CHAIN[:-1])],
        "rise": [1.0, 2.0, 3.0],
        "rule": 2,
        "price": [10.0],
    },
    scene=partial(_scene, rows=len(CHAIN)),
    draw=_draw_result,
    sentence=_say,
)

# ----------------------------------------------------------------------------------- over one's own


@attrs.frozen(eq=False)
class _Read:
    """A file on the desk: the rows of a chain, or a table of flows with its notes."""

    rows: Records | None = None
    table: Table | None = None
    notes: tuple[str, ...] = ()


def _read(source: Source, *, name: str = "") -> _Read:
    name, raw = content(source, name)
    if read_own(raw, name=name) == "chain":
        return _Read(rows=read_chain(raw, name=name))
    table, notes = read_flows(raw, name=name)
    return _Read(table=table, notes=notes)


def _fields(read: _Read) -> dict[str, Field]:
    rise = {"rise": (InventedChain.parameters()["rise"], 2.0)}
    if read.table is None:
        return {"price": (None, 100.0)} | rise
    sold = read.table.demand.any(axis=1)
    named = zip(read.table.sectors, sold, strict=True)
    sectors = dict.fromkeys(sector for sector, some in named if some)
    choices = {
        "buyer": read.table.buyers,
        "sector": (EVERYTHING, *sectors),
        "whose": tuple(dict.fromkeys(read.table.regions)),
    }
    fields: dict[str, Field] = {}
    for name, words in choices.items():
        fields[name] = (Option(default=words[0], options=words, meaning=""), words[0])
    return fields | rise


def _shown(read: _Read, values: dict[str, Any]) -> tuple[list[tuple[Figure, str]], Findings]:
    if read.rows is not None:
        answer = about_chain(read.rows, **values)
    else:
        sector = None if values["sector"] == EVERYTHING else values["sector"]
        answer = ask_flows(read.table, read.notes, **{**values, "sector": sector})
    found = answer.findings
    return [(picture(answer), found["Where the money stops"].says)], found


def picture(read: Chain | Flows) -> Figure:
    """Return the figure of a chain, by stage, or of a table of flows, by region.

    Parameters
    ----------
    read : Chain or Flows
        What was read.

    Returns
    -------
    matplotlib.figure.Figure
        Shares of the money and of the hours.
    """
    shares = read.shares
    if isinstance(read, Chain):
        shares = shares.set_index(pd.Index(_labels(shares.stage, shares.country)))
    return bars(shares)


def desk() -> Desk:
    """Return the front end for one's own chain or flows; it begins with the template of a chain."""
    return Desk(
        name="own_table",
        title="Your own chain, or your own table of flows",
        wanted="A CSV with a row for each stage of a chain, or with a row for each payment between "
        "sectors",
        accept=".csv,.tsv,.txt",
        read=_read,
        sample=lambda: _read(samples.CHAIN),
        fields=_fields,
        show=_shown,
    )
