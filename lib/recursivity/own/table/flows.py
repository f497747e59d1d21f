"""A chain or a table of flows of one's own: where the money stops, who does the hours, what better pay would cost.

Two kinds of file, told apart by their headers. A *chain* has a row for every stage, from the client's side to whoever does
the work: `stage`, and where known `country`, `margin` (share kept of what arrives) or `kept` (as a sum), `wage` (an hour) and
`hours`. *Flows* have a row for every payment: `from_region`, `from_sector`, `to_region`, `to_sector`, `value`; a sale to
"final demand" is what the buyers of a region take, and rows from "hours" or "wages" say what a sector works and pays. The
sums are those of the chapters, out of `recursivity.core`. Templates of both kinds ship with the course (`samples`).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
import pandas as pd

from ...core import Card, Model, ParameterError, equal_margin, model, option, raised, real, waterfall
from ...core.chains import RULES, Waterfall
from ...core.input_output import Table, footprint, price_change, requirements, tiers
from ..finding import Finding, Findings
from ..reader import Column, Problem, Source, TableError, count, plain, read_table, read_text

STAGES = (
    Column(name="stage", also=("step", "link", "who")),
    Column(name="country", needed=False, blank=True, also=("region", "place")),
    Column(name="margin", kind="share", needed=False, blank=True, also=("share kept",)),
    Column(name="kept", kind="number", needed=False, blank=True, also=("amount",)),
    Column(name="wage", kind="number", needed=False, blank=True, also=("hourly wage", "pay")),
    Column(name="hours", kind="number", needed=False, blank=True),
)
FLOWS = (
    Column(name="from_region", needed=False, blank=True),
    Column(name="from_sector", also=("from",)),
    Column(name="to_region", needed=False, blank=True),
    Column(name="to_sector", also=("to",)),
    Column(name="value", kind="number", also=("amount", "flow")),
)
FINAL, MEASURES = "finaldemand", ("hours", "wages")
SPARE = 1e-9  # of a sum, lost to rounding
TIERS = 3  # told one by one


# --------------------------------------------------------------------------------------------------------------- chains


@attrs.frozen(eq=False, repr=False)
class Chain:
    """A chain that was read. Shown, it is a list of findings; `rows` holds its numbers."""

    price: float
    rise: float
    rows: pd.DataFrame  # stage, country, received, kept, wage, hours
    missing: float  # what reaches the last stage and is accounted for by nobody
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        """Return the findings as text."""
        return repr(self.findings)

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()

    @cached_property
    def shares(self) -> pd.DataFrame:
        """By stage: `stage`, `country`, `money` (share of the price), `hours` (share of those told), `an_hour` (kept)."""
        hours = self.rows.hours
        return pd.DataFrame(
            {
                "stage": self.rows.stage,
                "country": self.rows.country,
                "money": self.rows.kept / self.price,
                "hours": hours / hours.sum() if hours.sum() > 0 else np.nan,
                "an_hour": (self.rows.kept / hours).where(hours > 0),
            }
        )

    @property
    def waterfall(self) -> Waterfall:
        """The price on its way down, as the chapter on gig labour has it."""
        return waterfall(self.price, (self.rows.kept / self.rows.received).iloc[:-1])

    @cached_property
    def findings(self) -> Findings:
        """All that is said, each with what it assumes and what it cannot know."""
        found = [_where_it_stops(self), _who_works(self), _better_pay(self)]
        return Findings(found, self.notes)


def about_chain(source: Source, *, price: float = 100.0, rise: float = 2.0, **reading: Any) -> Chain:
    """Return what a chain says: where the money stops, who does the hours, what `rise` times the last pay would cost.

    Parameters
    ----------
    source : a path, or the bytes of a CSV with a row for each stage, the client's side first. The last stage takes what is
        left, unless it says what it keeps or works for.
    price : what the client pays, in the unit of the table's sums.
    rise : by how much the pay of the last stage is multiplied, 1 to 10.
    reading : what `recursivity.own.reader.read_table` is to know of the file.

    Raises
    ------
    TableError naming every row that could not be read, or that has more going out than comes in.
    """
    if not (price > 0 and np.isfinite(price)):
        raise ParameterError(f"price must be finite and satisfy 0 < price: got {price!r}")
    if not 1 <= rise <= 10:
        raise ParameterError(f"rise must satisfy 1 <= rise <= 10: got {rise!r}")
    table = read_table(source, STAGES, **reading)
    rows = table.values.reindex(columns=["line", *(c.name for c in STAGES)])
    rows["country"] = rows.country.fillna("")
    problems: list[Problem] = []
    left, received, kept = price, [], []
    for i, row in enumerate(rows.itertuples()):
        keeps, complaint = _keeps(row, left, last=i == len(rows) - 1)
        if complaint:
            problems.append(Problem(row.line, 0, *complaint))
        received.append(left)
        kept.append(keeps)
        left = max(left - keeps, 0.0)
    if problems:
        raise TableError(table.file, problems)
    rows = rows.assign(received=received, kept=kept)[["line", "stage", "country", "received", "kept", "wage", "hours"]]
    notes = [f"{count(len(rows), 'stage')}, read in the order of the file.", *table.notes]
    if silent := [row.stage for row in rows.itertuples() if np.isnan(row.hours)]:
        notes.append(f"No hours are told for {', '.join(silent)}.")
    return Chain(price, rise, rows, left if left > SPARE * price else 0.0, tuple(notes))


def _keeps(row: Any, left: float, last: bool) -> tuple[float, tuple[str, str] | None]:
    """Return what a stage keeps of what reaches it, and what was found and expected where that cannot be."""
    paid = row.wage * row.hours
    if not np.isnan(row.margin) and not np.isnan(row.kept):
        return 0.0, ("both a margin and a sum kept", "one of the two")
    if not np.isnan(row.margin):
        keeps = row.margin * left
    elif not np.isnan(row.kept):
        keeps = row.kept
    elif not np.isnan(paid):
        keeps = paid
    elif last:
        keeps = left
    else:
        return 0.0, ("a stage without margin, sum kept, or wage and hours", "one of them (the last stage takes what is left)")
    if keeps > left * (1 + SPARE):
        return left, (f"{keeps:,.4g} going to {row.stage}", f"at most the {left:,.4g} that arrive there")
    if not np.isnan(paid) and paid > keeps * (1 + SPARE):
        return keeps, (f"wages of {paid:,.4g} at {row.stage}", f"at most the {keeps:,.4g} that it keeps")
    if not last and keeps >= left * (1 - SPARE):
        return keeps, (f"all of the {left:,.4g} kept by {row.stage}", "something to be left for those below")
    return keeps, None


def _where_it_stops(c: Chain) -> Finding:
    most, last = c.rows.loc[c.rows.kept.idxmax()], c.rows.iloc[-1]
    says = f"Of {c.price:,.4g} paid, {most.stage} keeps most, {most.kept:,.3g}, and {last.stage}, at the end, {last.kept:,.3g}"
    says += f" ({last.kept / c.price:.0%})."
    between = len(c.rows) - 1
    if between > 1 and c.waterfall.passed > 0:
        says += (
            f" {between} equal stages would have to keep {equal_margin(float(c.waterfall.passed), between):.0%} each for that."
        )
    if c.missing:
        says += f" For {c.missing:,.3g} that reach the last stage nobody accounts."
    if c.rows.country.str.strip().any():
        where = c.rows.groupby("country", sort=False).kept.sum().div(c.price)
        says += " By country: " + ", ".join(f"{name or 'not told'} {share:.0%}" for name, share in where.items()) + "."
    return Finding(
        name="Where the money stops",
        says=says,
        assumes="Stages are paid one after the other, and what is kept is what the table says.",
        cannot="what a stage does for its share, what it pays for rent and machines out of it, and who owns it.",
    )


def _who_works(c: Chain) -> Finding:
    shares = c.shares.dropna(subset=["hours"])
    if shares.empty:
        says = "The table tells 0 hours, so who does the work cannot be said."
    else:
        most = shares.loc[shares.hours.idxmax()]
        says = f"{most.stage} does {most.hours:.0%} of the hours that are told, and has {most.money:.0%} of the money"
        says += f": {most.an_hour:,.3g} an hour." if most.an_hour == most.an_hour else "."
        best = shares.loc[shares.an_hour.idxmax()]
        if best.an_hour > most.an_hour:
            says += f" An hour of {best.stage} keeps {best.an_hour:,.3g}, {best.an_hour / most.an_hour:,.3g} times as much."
    return Finding(
        name="Who does the hours",
        says=says,
        assumes="Hours are hours: of whatever skill, paid or waited through, if the table counts them.",
        cannot="the hours that it leaves out, of searching, waiting and unpaid tests above all, and which part of a sum "
        "kept is a wage, unless it says so.",
    )


def _better_pay(c: Chain) -> Finding:
    last = c.rows.iloc[-1]
    after = {rule: float(raised(c.waterfall, c.rise, rule).price) for rule in RULES}
    told = [f"{price:,.4g} ({price / c.price - 1:+.1%}) if every stage insists on its {rule}" for rule, price in after.items()]
    return Finding(
        name="What better pay would cost",
        says=f"If what reaches {last.stage} were multiplied by {c.rise:g}, the client would pay {' and '.join(told)}.",
        assumes="All of a rise is passed on to the client, who buys as before.",
        cannot="who would give way: a client who leaves, a stage that takes less, or a worker who is replaced.",
    )


# ---------------------------------------------------------------------------------------------------------------- flows


@attrs.frozen(eq=False, repr=False)
class Flows:
    """A table of flows that was read, and what is asked of it. Shown, it is a list of findings."""

    table: Table
    buyer: str
    sector: str | None  # what of the buyer's demand is looked through; all of it where None
    whose: str  # the region whose wages rise
    rise: float
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        """Return the findings as text."""
        return repr(self.findings)

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()

    @property
    def bought(self) -> np.ndarray:
        """What is looked through: the buyer's final demand, of every sector or of one."""
        return self.table.bought(self.buyer, sector=self.sector)

    def by_region(self, measure: str) -> pd.Series:
        """Return what the buyer's demand comes to in each region: "value" that stays there, "hours" or "wages"."""
        t = self.table
        amounts = footprint(t.requirements, t.intensity(measure), self.bought)
        return pd.Series(t.by_region(amounts), dtype=float)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """By region: `money` and `hours`, shares of what the buyer's demand comes to, and `an_hour`, value for an hour."""
        value = self.by_region("value")
        hours = self.by_region("hours") if "hours" in self.table.intensities else value * np.nan
        return pd.DataFrame(
            {"money": value / value.sum(), "hours": hours / hours.sum(), "an_hour": (value / hours).where(hours > 0)}
        )

    @property
    def dearer(self) -> float:
        """By which share the buyer's purchases cost more if wages in one region are multiplied and all is passed on."""
        t = self.table
        added = t.intensity("wages") * t.at(region=self.whose) * (self.rise - 1)
        return float(price_change(t.requirements, added) @ self.bought / self.bought.sum())

    @cached_property
    def findings(self) -> Findings:
        """All that is said, each with what it assumes and what it cannot know."""
        found = [_money_of(self)]
        if "hours" in self.table.intensities:
            found += [_hours_of(self), _depth_of(self)]
        if "wages" in self.table.intensities:
            found += [_wages_of(self)]
        return Findings(found, self.notes)


def read_flows(source: Source, **reading: Any) -> tuple[Table, tuple[str, ...]]:
    """Return a table of the core out of a CSV of flows, and notes on how it was read.

    Raises
    ------
    TableError naming every row that could not be read, and every sector whose books cannot be right.
    """
    read = read_table(source, FLOWS, **reading)
    rows = read.values.reindex(columns=["line", *(c.name for c in FLOWS)]).fillna({"from_region": "", "to_region": ""})
    use = rows.from_sector.map(plain)
    final, extra = rows.to_sector.map(plain) == FINAL, use.isin(MEASURES)
    problems = [
        Problem(r.line, 0, f"{r.from_sector} going to final demand", "hours and wages of a sector")
        for r in rows[final & extra].itertuples()
    ]
    sellers = list(zip(rows.from_region[~extra], rows.from_sector[~extra], strict=True))
    buyers = list(zip(rows.to_region[~final], rows.to_sector[~final], strict=True))
    number = {node: i for i, node in enumerate(dict.fromkeys([*sellers, *buyers]))}
    if not final.any():
        problems.append(Problem(0, 0, "no sale to final demand", 'rows with the to_sector "final demand"'))
    if problems:
        raise TableError(read.file, problems)
    regions = list(dict.fromkeys(rows.to_region[final]))
    n = len(number)
    flows, demand = np.zeros((n, n)), np.zeros((n, len(regions)))
    extras = {name: np.zeros(n) for name in MEASURES if (use == name).any()}
    for row, name in zip(rows.itertuples(), use, strict=True):
        if name in extras:
            extras[name][number[row.to_region, row.to_sector]] += row.value
        elif plain(row.to_sector) == FINAL:
            demand[number[row.from_region, row.from_sector], regions.index(row.to_region)] += row.value
        else:
            flows[number[row.from_region, row.from_sector], number[row.to_region, row.to_sector]] += row.value
    output = flows.sum(axis=1) + demand.sum(axis=1)
    _balance(read.file, list(number), flows, output, rows)
    table = Table(
        regions=[region for region, _ in number],
        sectors=[sector for _, sector in number],
        requirements=requirements(flows, output),
        demand=demand,
        buyers=regions,
        intensities={name: requirements(total, output) for name, total in extras.items()},
    )
    again = int(rows.duplicated([c.name for c in FLOWS[:4]]).sum())
    notes = [
        f"{count(len(rows), 'row')}: {count(n, 'sector of a region', 'sectors of regions')}, {count(len(regions), 'buyer')}."
    ]
    notes += [f"{count(again, 'row')} between the same two sectors added to another."] * (again > 0)
    return table, (*notes, *read.notes)


def _balance(file: str, nodes: list[tuple[str, str]], flows: np.ndarray, output: np.ndarray, rows: pd.DataFrame) -> None:
    """Refuse sectors that buy or work and sell nothing, or that buy for more than they sell."""
    spent = flows.sum(axis=0)
    problems = []
    for i, (region, sector) in enumerate(nodes):
        there = rows[(rows.to_region == region) & (rows.to_sector == sector)]
        line, name = (int(there.line.iloc[0]) if len(there) else 0), f"{sector} of {region}" if region else sector
        if output[i] == 0 and len(there):
            problems.append(Problem(line, 0, f"{name} selling nothing", "a row in which it sells to somebody"))
        elif spent[i] >= output[i] > 0:
            problems.append(
                Problem(line, 0, f"{name} buying for {spent[i]:,.4g}", f"less than the {output[i]:,.4g} it sells for")
            )
    if problems:
        raise TableError(file, problems)


def about_flows(
    source: Source,
    *,
    buyer: str | None = None,
    sector: str | None = None,
    whose: str | None = None,
    rise: float = 2.0,
    **reading: Any,
) -> Flows:
    """Return what a table of flows says of what one region buys.

    Parameters
    ----------
    source : a path, or the bytes of a CSV of flows.
    buyer : a region with final demand; the first in the file where nothing is said.
    sector : what of its demand is looked through; all of it where nothing is said.
    whose : the region whose wages are multiplied; the one with the cheapest hour where nothing is said.
    rise : by how much, 1 to 10.
    reading : what `recursivity.own.reader.read_table` is to know of the file.

    Raises
    ------
    TableError naming every row that could not be read, `ParameterError` for a region that is not in the file.
    """
    table, notes = read_flows(source, **reading)
    return ask_flows(table, notes, buyer=buyer, sector=sector, whose=whose, rise=rise)


def ask_flows(
    table: Table, notes: tuple[str, ...], *, buyer: str | None, sector: str | None, whose: str | None, rise: float
) -> Flows:
    """Return the same of a table that has been read (see `about_flows`)."""
    if not 1 <= rise <= 10:
        raise ParameterError(f"rise must satisfy 1 <= rise <= 10: got {rise!r}")
    buyer = table.buyers[0] if buyer is None else buyer
    if not table.bought(buyer, sector=sector).any():  # or refuses a buyer or a sector who is not there
        raise ParameterError(f"{buyer} buys nothing" + (f" of {sector}" if sector else "") + ": nothing can be looked through")
    if whose is None:
        an_hour = Flows(table, buyer, sector, "", rise, notes).shares.an_hour.dropna()
        whose = an_hour.idxmin() if len(an_hour) else table.regions[0]
    table.at(region=whose)
    return Flows(table, buyer, sector, whose, rise, notes)


_STATIC = "One year's prices hold, a sector makes everything alike, and whatever is bought is in the table."


def _ranked(shares: pd.Series, most: int = 5) -> str:
    top = shares.sort_values(ascending=False)
    told = ", ".join(f"{name or 'no region'} {share:.1%}" for name, share in top.head(most).items())
    return told + (f" and {len(top) - most} more" if len(top) > most else "")


def _money_of(f: Flows) -> Finding:
    on = f" on {f.sector}" if f.sector else ""
    return Finding(
        name="Where the money stops",
        says=f"Of {f.bought.sum():,.4g} that {f.buyer or 'final demand'} spends{on}, this stays as wages, profits and taxes: "
        f"{_ranked(f.shares.money)}.",
        assumes=_STATIC,
        cannot="who in a region gets it, and payments that no table records.",
    )


def _hours_of(f: Flows) -> Finding:
    s = f.shares.dropna(subset=["an_hour"])
    low, high = s.an_hour.idxmin(), s.an_hour.idxmax()
    return Finding(
        name="Who does the hours",
        says=f"The work for it is {f.by_region('hours').sum():,.4g} hours in the table's unit: {_ranked(f.shares.hours)}. "
        f"An hour leaves {s.an_hour[high]:,.3g} in {high or 'the region'} and {s.an_hour[low]:,.3g} in {low or 'the region'}.",
        assumes=_STATIC,
        cannot="unpaid and unrecorded hours, which are the ones that this course is most curious about.",
    )


def _depth_of(f: Flows) -> Finding:
    t = f.table
    by_tier = tiers(t.requirements, t.intensity("hours"), f.bought, TIERS - 1).sum(axis=1)
    total = f.by_region("hours").sum()
    told = [
        f"{hours / total:.0%} {where}"
        for hours, where in zip(by_tier, ("with the seller", "one tier up", "two up"), strict=True)
    ]
    return Finding(
        name="How far away",
        says=f"Of these hours {', '.join(told)}, and {1 - by_tier.sum() / total:.0%} further off.",
        assumes="A purchase within a sector is one tier, whoever makes it.",
        cannot="chains inside a sector: five subcontractors in one row are one row.",
    )


def _wages_of(f: Flows) -> Finding:
    return Finding(
        name="What better pay would cost",
        says=f"If wages in {f.whose or 'the region'} were multiplied by {f.rise:g} and every price passed it on, what "
        f"{f.buyer or 'final demand'} buys would cost {f.dearer:.2%} more.",
        assumes="Nobody adds a margin on the rise, and everybody buys as before.",
        cannot="who would be replaced, and who would keep the difference.",
    )


def read_own(source: Source, **reading: Any) -> str:
    """Return which kind of table a file is, "chain" or "flows", by its header.

    Raises
    ------
    TableError where it is neither.
    """
    text = read_text(source, **{k: v for k, v in reading.items() if k != "decimal"})
    line, header = next((line, cells) for line, cells in text.rows() if any(map(str.strip, cells)))
    said = {plain(cell) for cell in header}
    for kind, columns in (("chain", STAGES), ("flows", FLOWS)):
        if all(said & {plain(n) for n in (c.name, *c.also)} for c in columns if c.needed):
            return kind
    there = ", ".join(repr(cell) for cell in header)
    expected = "a column stage, or columns from_sector, to_sector and value"
    raise TableError(text.file, [Problem(line, 0, f"a header with {there}", expected)])


# ----------------------------------------------------------------------------------------------------- an invented chain

CHAIN = (  # stage, country, margin, wage, hours: what the template says; all of it invented
    ("Platform", "North", 0.4, np.nan, np.nan),
    ("Main contractor", "North", 0.3, 45.0, 0.02),
    ("Subcontractor", "Middle", 0.2, 15.0, 0.05),
    ("Local agency", "South", 0.3, 2.0, 0.1),
    ("Annotator", "South", np.nan, np.nan, 1.0),
)


@model
class InventedChain(Model):
    """An invented chain of five stages, one of which may be cut out, and its end better paid.

    Successive mark-ups: of what reaches it each stage keeps its margin, and the last takes what is left. A stage that is cut
    out keeps nothing, and all below it share its sum in their old proportions. When the pay at the end is multiplied, a stage
    that insists on its percentage multiplies its own sum, too, and one that insists on its fixed sum passes on the rise alone.

    Returns rows by `stage`: `country`, `hours`, `received` and `kept` of the price, `money` and `work` (shares of all money
    and of all hours told), `kept_after` (with the better pay) and `yours` (the last stage).
    """

    price: float = real(
        10.0, low=1.0, high=100.0, step=1.0, unit="dollars", meaning="what the client pays for an hour's labels"
    )
    without: str = option("nobody", options=("nobody", *(stage[0] for stage in CHAIN[:-1])), meaning="stage that is cut out")
    rise: float = real(2.0, low=1.0, high=5.0, step=0.5, called="pay multiplied by", meaning="new pay at the end over the old")
    rule: str = option("percentage", options=RULES, called="what they insist on", meaning="what each stage keeps after a rise")

    random = False
    card = Card(
        assumes="A stage that goes is not missed, and the client goes on paying the same price.",
        leaves_out="What a stage does for its share, and what the next one would ask for doing it.",
        absent="The hours of searching, waiting and being refused, which nobody in the chain writes down.",
        wrong_if="Whoever stays takes the sum of the stage that went, and nothing of it reaches the end.",
        boundary="Where stages insist on sums, better pay costs the client the rise alone; on shares, many times as much.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who keeps and who works."""
        stages = [stage for stage in CHAIN if stage[0] != self.without]
        before = waterfall(self.price, [stage[2] for stage in stages[:-1]])
        after = raised(before, self.rise, self.rule)
        kept, kept_after = (np.append(chain.kept, chain.wage) for chain in (before, after))
        hours = np.nan_to_num([stage[4] for stage in stages])
        return pd.DataFrame(
            {
                "stage": [stage[0] for stage in stages],
                "country": [stage[1] for stage in stages],
                "hours": hours,
                "received": before.received,
                "kept": kept,
                "money": kept / self.price,
                "work": hours / hours.sum(),
                "kept_after": kept_after,
                "yours": np.arange(len(stages)) == len(stages) - 1,
            }
        )
