"""A reader's chain and a reader's flows: against the chapters' functions and plain loops."""

from __future__ import annotations

import datetime
import warnings

import numpy as np
import pandas as pd
import pytest

from recursivity.chains.dual_footprint import AI, FRANCE, ai_table, by_region, used
from recursivity.chains.gig_labour_chains import LabourChain
from recursivity.core import ParameterError
from recursivity.explore.desk_jupyter import JupyterDesk
from recursivity.own import samples
from recursivity.own.reader import ReadingError
from recursivity.own.table import (
    CHAIN,
    InventedChain,
    about_chain,
    about_flows,
    read_flows,
    read_own,
)
from recursivity.own.table.explorers import bars, desk, picture


def chain(text: str, **more):
    return about_chain(text.encode(), name="mine.csv", **more)


def flows(text: str, **more):
    return about_flows(text.encode(), name="mine.csv", **more)


def complaints(ask, text: str, **more) -> list[str]:
    with pytest.raises(ReadingError) as caught:
        ask(text, **more)
    return [str(problem) for problem in caught.value.problems]


# ------------------------------------------------------------------------------------------- chains


def test_equal_stages_are_the_chapters_chain():
    given = LabourChain(price=12.5, tiers=5, margin=0.34, rise=2.0)
    wanted = given.run()
    text = "stage,margin\n" + "".join(f"s{i},34%\n" for i in range(5)) + "worker,\n"
    found = chain(text, price=12.5, rise=2.0)
    assert found.rows.received.tolist() == pytest.approx(wanted.received.tolist())
    assert found.rows.kept.tolist() == pytest.approx(wanted.kept.tolist())
    assert (
        "5 equal stages would have to keep 34% each" in found.findings["Where the money stops"].says
    )
    assert (
        f"{wanted.received_after[0]:,.4g} (+100.0%) if every stage insists on its percentage"
        in repr(found)
    )


@pytest.mark.parametrize("seed", range(20))
def test_what_is_kept_adds_up_to_the_price_however_it_is_told(seed):
    rng = np.random.default_rng(seed)
    price, left, lines, kept = 50.0, 50.0, ["stage;margin;kept;wage;hours"], []
    for i in range(rng.integers(1, 7)):
        share, way = rng.uniform(0, 0.6), rng.integers(3)
        hours = rng.uniform(0.1, 3)
        cells = {
            0: f"{share:.6f};;;",
            1: f";{share * left:.9f};;",
            2: f";;{share * left / hours:.9f};{hours:.9f}",
        }[int(way)]
        lines.append(f"s{i};{cells}")
        kept.append(share * left)
        left -= kept[-1]
    lines.append("worker;;;;")
    found = chain("\n".join(lines), price=price, decimal=".")
    assert found.rows.kept.tolist() == pytest.approx([*kept, left], rel=1e-4, abs=1e-6)
    assert found.rows.kept.sum() == pytest.approx(price)
    assert found.missing == 0


def test_countries_hours_and_pay_of_the_template():
    found = about_chain(samples.CHAIN, price=10)
    assert found.rows.stage.tolist() == [stage[0] for stage in CHAIN]
    wanted = InventedChain().run()
    assert found.rows.kept.tolist() == pytest.approx(wanted.kept.tolist())
    assert found.shares.hours.fillna(0).tolist() == pytest.approx(wanted.work.tolist())
    assert found.shares.an_hour.iloc[1] == pytest.approx(1.8 / 0.02)
    says = found.findings["Where the money stops"].says
    assert "North 58%, Middle 8%, South 34%" in says
    assert "No hours are told for Platform." in found.notes
    assert "Annotator does 85% of the hours that are told" in repr(found)


def test_money_that_nobody_accounts_for_is_told():
    found = chain("stage,margin,wage,hours\nfirm,50%,,\nworker,,10,2\n", price=100)
    assert found.missing == pytest.approx(30)
    assert "For 30 that reach the last stage nobody accounts." in repr(found)


def test_every_row_whose_money_cannot_be_right_is_named():
    text = (
        "stage,margin,kept,wage,hours\na,20%,5,,\nb,,,,\nc,10%,,50,1\nd,,500,,\ne,100%,,,\nf,,,,\n"
    )
    assert complaints(chain, text, price=100) == [
        "line 2: found both a margin and a sum kept, expected one of the two",
        "line 3: found a stage without margin, sum kept, or wage and hours, "
        "expected one of them (the last stage takes what is left)",
        "line 4: found wages of 50 at c, expected at most the 10 that it keeps",
        "line 5: found 500 going to d, expected at most the 90 that arrive there",
        "line 6: found all of the 0 kept by e, expected something to be left for those below",
    ]
    assert complaints(chain, "stage,margin\na,120%\nb,\n")[0].startswith(
        "line 2, column 2 (margin): found '120%', expected a share"
    )


def test_prices_and_rises_out_of_range_are_refused():
    for price in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ParameterError, match=r"^price must be finite and satisfy 0 < price"):
            about_chain(samples.CHAIN, price=price)
    with pytest.raises(ParameterError, match=r"^rise must be finite and satisfy 1 <= rise <= 10"):
        about_chain(samples.CHAIN, rise=0.5)
    with pytest.raises(ParameterError, match=r"^rise must be finite and satisfy 1 <= rise <= 10"):
        about_flows(samples.FLOWS, rise=11)


def test_a_chain_of_one_and_a_chain_without_hours():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        alone = chain("stage,hours\nworker,1\n", price=5)
        assert alone.rows.kept.tolist() == [5]
        bare = chain("stage,margin\nfirm,40%\nworker,\n")
        assert "who does the work cannot be said" in repr(bare)
        for found in (alone, bare):
            assert "nan" not in repr(found)
            picture(found).canvas.draw()


# -------------------------------------------------------------------------------------------- flows


def as_csv(table) -> str:
    """Return a table of the core as a reader would keep it: what was bought, worked and paid."""
    inverse = np.linalg.inv(np.eye(len(table.regions)) - table.requirements)
    x = inverse @ table.demand.sum(axis=1)
    nodes = list(zip(table.regions, table.sectors, strict=True))
    rows = [
        (*nodes[i], *nodes[j], z) for (i, j), z in np.ndenumerate(table.requirements * x) if z > 0
    ]
    rows += [
        (*nodes[i], table.buyers[j], "final demand", y)
        for (i, j), y in np.ndenumerate(table.demand)
        if y > 0
    ]
    rows += [
        ("", "hours", *node, h)
        for node, h in zip(nodes, table.intensities["hours"] * x, strict=True)
        if h > 0
    ]
    columns = ["from_region", "from_sector", "to_region", "to_sector", "value"]
    return pd.DataFrame(rows, columns=columns).to_csv(index=False, float_format="%.17g")


def test_the_chapters_table_comes_back_with_the_chapters_footprint():
    table = ai_table()
    found = flows(as_csv(table), buyer=FRANCE, sector=AI)
    for measure in ("value", "hours"):
        shares = found.by_region(measure) / found.by_region(measure).sum()
        wanted = by_region(used(table, FRANCE, measure))
        regions = list(dict.fromkeys(table.regions))
        assert [shares[region] for region in regions] == pytest.approx(wanted.tolist(), rel=1e-9)


def test_value_added_is_what_was_spent_and_hours_are_what_was_worked():
    table, _ = read_flows(samples.FLOWS)
    asked = [about_flows(samples.FLOWS, buyer=buyer) for buyer in table.buyers]
    for each in asked:
        assert each.by_region("value").sum() == pytest.approx(each.bought.sum())
    assert sum(each.by_region("hours").sum() for each in asked) == pytest.approx(1 + 18 + 1.2 + 22)
    assert sum(each.by_region("wages").sum() for each in asked) == pytest.approx(
        40 + 600 + 1.9 + 50
    )


def test_a_rise_costs_the_wages_that_are_in_what_is_bought():
    found = about_flows(samples.FLOWS, buyer="North", sector="AI", whose="South", rise=3.0)
    assert found.dearer == pytest.approx(2 * found.by_region("wages")["South"] / found.bought.sum())
    assert (
        about_flows(samples.FLOWS, buyer="North", sector="AI", whose="South", rise=1.0).dearer == 0
    )


def test_two_sectors_by_hand():
    text = "from,to,value\nb,a,20\na,final demand,100\nhours,a,4\nhours,b,6\n"
    found = flows(text)
    assert (found.buyer, found.whose) == ("", "")
    assert found.by_region("value").tolist() == pytest.approx([100])
    assert found.by_region("hours").tolist() == pytest.approx([10])
    assert "40% with the seller, 60% one tier up, 0% two up, and 0% further off" in repr(found)


def test_repeated_rows_are_added_and_counted():
    found = flows("from,to,value\nb,a,12\nb,a,8\na,final demand,100\n")
    assert found.table.requirements[0, 1] == pytest.approx(0.2)
    assert "1 row between the same two sectors added to another." in found.notes


def test_books_that_cannot_be_right_are_named():
    assert complaints(flows, "from,to,value\nb,a,20\na,b,5\n") == [
        'the file: found no sale to final demand, expected rows with the to_sector "final demand"'
    ]
    text = "from,to,value\nb,a,120\na,final demand,100\nhours,c,4\na,b,10\nc,d,1\n"
    found = complaints(flows, text)
    assert found == [
        "line 2: found a buying for 120, expected less than the 110 it sells for",
        "line 6: found d selling nothing, expected a row in which it sells to somebody",
    ]
    assert complaints(flows, "from,to,value\na,final demand,5\nhours,final demand,5\n")[
        0
    ].startswith("line 3: found hours going to")
    assert complaints(flows, "from,to,value\na,final demand,-5\n") == [
        "line 2, column 3 (value): found '-5', expected a number, 0 or more"
    ]
    with pytest.raises(ParameterError, match="no buyer is called 'East'"):
        about_flows(samples.FLOWS, buyer="East")
    with pytest.raises(ParameterError, match="South buys nothing of Data work"):
        about_flows(samples.FLOWS, buyer="South", sector="Data work")


def test_kinds_are_told_by_their_headers():
    assert read_own(samples.CHAIN) == "chain"
    assert read_own(samples.FLOWS) == "flows"
    with pytest.raises(
        ReadingError,
        match=r"found a header with 'a', 'b', expected a column stage, or columns from_sector",
    ):
        read_own(b"a,b\n1,2\n")


# ----------------------------------------------------------------------------------- invented chain


@pytest.mark.parametrize("gone", [stage[0] for stage in CHAIN[:-1]])
def test_a_stage_that_goes_leaves_its_margin_to_those_below(gone):
    margin = {stage[0]: stage[2] for stage in CHAIN}[gone]
    before, after = (
        InventedChain(without=name).run().set_index("stage") for name in ("nobody", gone)
    )
    below = list(before.index[list(before.index).index(gone) + 1 :])
    assert (after.kept[below] / before.kept[below]).tolist() == pytest.approx(
        [1 / (1 - margin)] * len(below)
    )
    assert after.kept.sum() == pytest.approx(before.kept.sum())


def test_a_fixed_sum_costs_the_rise_and_a_percentage_multiplies_everything():
    sums, shares = (
        InventedChain(rise=3.0, rule=rule).run() for rule in ("fixed sum", "percentage")
    )
    assert sums.kept_after.sum() == pytest.approx(10 + 2 * sums.kept.iloc[-1])
    assert shares.kept_after.sum() == pytest.approx(30)


def test_what_the_invented_chain_declares():
    known = InventedChain.parameters()
    numbers = {
        n: (known[n].default, known[n].low, known[n].high, known[n].step) for n in ("price", "rise")
    }
    assert numbers == {"price": (10.0, 1.0, 100.0, 1.0), "rise": (2.0, 1.0, 5.0, 0.5)}
    assert known["without"].options == (
        "nobody",
        "Platform",
        "Main contractor",
        "Subcontractor",
        "Local agency",
    )
    assert (known["without"].default, known["rule"].default) == ("nobody", "percentage")
    assert known["rule"].options == ("percentage", "fixed sum")
    assert [stage[2] for stage in CHAIN[:-1]] == [0.4, 0.3, 0.2, 0.3]
    assert [stage[3] for stage in CHAIN[1:-1]] == [45.0, 15.0, 2.0]
    assert [stage[4] for stage in CHAIN[1:]] == [0.02, 0.05, 0.1, 1.0]


@pytest.mark.parametrize("price", [1.0, 10.0, 40.0])
def test_shares_of_the_invented_chain_sum_to_one(price):
    table = InventedChain(price=price).run().set_index("stage")
    assert table.money.sum() == pytest.approx(1)
    assert table.work.sum() == pytest.approx(1)
    by_hand = [0.4, 0.6 * 0.3, 0.6 * 0.7 * 0.2, 0.6 * 0.7 * 0.8 * 0.3, 0.6 * 0.7 * 0.8 * 0.7]
    assert table.money.tolist() == pytest.approx(by_hand)
    assert table.kept.tolist() == pytest.approx([share * price for share in by_hand])
    assert table.work["Annotator"] == pytest.approx(1 / 1.17)


def test_what_an_hour_keeps_is_told():
    found = about_chain(samples.CHAIN, price=10)
    says = found.findings["Who does the hours"].says
    assert "has 24% of the money: 2.35 an hour." in says
    assert "An hour of Main contractor keeps 90, 38.3 times as much." in says
    alike = chain("stage,margin,hours\nfirm,50%,1\nworker,,1\n", price=10)
    says = alike.findings["Who does the hours"].says
    assert says == "firm does 50% of the hours that are told, and has 50% of the money: 5 an hour."


# ---------------------------------------------------------------------------------------- front end


def test_many_stages_are_drawn_as_the_largest_and_the_others():
    names = [f"s{i}" for i in range(40)]
    shares = pd.DataFrame({"money": np.full(40, 1 / 40), "hours": np.full(40, 1 / 40)}, index=names)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = bars(shares)
        figure.canvas.draw()
    said = [text.get_text() for text in figure.axes[0].texts]
    assert len(said) == 8
    assert said[-1] == "33 others: 82% and 82%"


def test_the_desk_takes_both_kinds_and_says_what_is_wrong(tmp_path):
    live = JupyterDesk(desk())
    assert "Annotator, at the end" in live.out.value
    live.values["price"].value = 10.0
    assert "Of 10 paid, Platform keeps most, 4" in live.out.value
    live.path.value = str(samples.FLOWS)
    assert set(live.values) == {"buyer", "sector", "whose", "rise"}
    live.values["sector"].value = "AI"
    assert "Of 100 that North spends on AI" in live.out.value
    live.values["buyer"].value = "South"
    live.values["rise"].value = 5.0
    assert "multiplied by 5" in live.out.value
    bad = {
        "name": "x.csv",
        "type": "text/csv",
        "size": 3,
        "content": memoryview(b"stage,margin\na,b\n"),
    }
    live.upload.value = (bad | {"last_modified": datetime.datetime.now(datetime.UTC)},)
    assert "x.csv: 1 problem" in live.state.value
    assert "multiplied by 5" in live.out.value
    live.reset()
    assert "Annotator, at the end" in live.out.value
