"""What is said of one person in a follower list: against networkx, loops and exact results."""

from __future__ import annotations

import datetime
import time
import warnings

import networkx as nx
import numpy as np
import pytest

from recursivity.core import ParameterError, gini
from recursivity.explore.desk_jupyter import JupyterDesk
from recursivity.own.followers import (
    BOOSTERS,
    Follows,
    InventedCircle,
    UnknownPersonError,
    about,
    bridges_within,
    from_networkx,
    from_pairs,
    gini_interval,
    invented_circle,
    mutual_core,
    pool_of,
    pools,
    rates,
    reach_of,
    read_follows,
)
from recursivity.own.followers.explorers import curve, desk, ladder
from recursivity.own.samples import FOLLOWERS


def some_graph(seed: int, people: int = 25, density: float = 0.12) -> nx.DiGraph:
    return nx.relabel_nodes(
        nx.gnp_random_graph(people, density, seed=seed, directed=True), lambda i: f"p{i}"
    )


def pool_twin(graph: nx.DiGraph, person: str, boosters: str) -> set[str]:
    """Return a pool as a reader would write it down."""
    reached = set()
    for follower in graph.predecessors(person):
        reached.add(follower)
        if boosters == BOOSTERS[0] or graph.in_degree(follower) > graph.in_degree(person):
            reached |= set(graph.predecessors(follower))
    return reached - {person}


# --------------------------------------------------------------------------------------- inequality


def test_the_bootstrap_draws_the_same_law_as_drawing_every_person():
    amounts = np.array([0, 0, 0, 1, 1, 2, 3, 3, 8, 20])
    rng = np.random.default_rng(5)
    plain = [gini(amounts[rng.integers(0, 10, 10)]) for _ in range(20_000)]
    assert gini_interval(amounts, draws=20_000) == pytest.approx(
        np.quantile(plain, [0.025, 0.975]), abs=0.012
    )


def test_the_interval_covers_the_truth_of_a_mild_law_and_fails_for_a_wild_one():
    def coverage(draw, truth):
        intervals = (
            gini_interval(draw(np.random.default_rng(seed)), draws=200, seed=seed)
            for seed in range(150)
        )
        return np.mean([low <= truth <= high for low, high in intervals])

    # an exponential law has a Gini of 1/2; a Pareto law with exponent 1.1 one of 1/(2 · 1.1 − 1)
    assert 0.88 <= coverage(lambda rng: rng.exponential(1, 300), 0.5) <= 0.99
    assert coverage(lambda rng: rng.pareto(1.1, 300) + 1, 1 / 1.2) < 0.6


def test_the_interval_of_equal_amounts_is_a_point_and_nothing_has_none():
    assert gini_interval(np.full(9, 3.0)) == (0.0, 0.0)
    with pytest.raises(ParameterError, match="must not all be 0"):
        gini_interval(np.zeros(4))
    low, high = gini_interval(np.array([0, 0, 0, 5]))  # in some draws nobody has anything
    assert 0 <= low < high <= 0.75


def test_shares_and_gini_are_those_of_the_core():
    follows = invented_circle(np.random.default_rng(1))
    said = about(follows, follows.names[0]).inequality
    ordered = np.sort(follows.audience)[::-1]
    assert said.gini == gini(follows.audience)
    assert said["top 10%"] == pytest.approx(
        ordered[:19].sum() / ordered.sum()
    )  # 18.2 people are rounded up
    assert said.low < said.gini < said.high
    few = from_networkx(nx.DiGraph([(f"p{i}", "a") for i in range(11)] + [("a", "p0")]))
    assert about(few, "a").inequality.index.tolist() == [
        "gini",
        "low",
        "high",
        "top 10%",
        "top 20%",
    ]
    assert "of all follows the first holds 50%" in repr(
        about(nx.DiGraph([("a", "b"), ("b", "a")]), "a")
    )


# -------------------------------------------------------------------------------- places and limits


@pytest.mark.parametrize("boosters", BOOSTERS)
@pytest.mark.parametrize("seed", range(5))
def test_pools_reach_cores_and_bridges_are_those_of_networkx_and_plain_loops(seed, boosters):
    graph = some_graph(seed)
    follows = from_networkx(graph)
    mutual = nx.Graph([(a, b) for a, b in graph.edges if graph.has_edge(b, a)])
    mutual.add_nodes_from(graph)
    core = nx.core_number(mutual)
    all_pools = pools(follows, boosters)
    for i, name in enumerate(follows.names):
        twin = pool_twin(graph, name, boosters)
        pool = pool_of(follows, i, boosters)
        assert {follows.names[j] for j in np.flatnonzero(pool)} == twin
        assert all_pools[i] == len(twin)
        assert reach_of(follows, i) == len(nx.ancestors(graph, name))
        assert mutual_core(follows, i) == core[name]
        for bridge in bridges_within(follows, i, pool).itertuples():
            opened = ({bridge.name} | set(graph.predecessors(bridge.name))) - twin - {name}
            assert bridge.opens == len(opened)
            assert not graph.has_edge(bridge.name, name)


@pytest.mark.parametrize("seed", range(3))
def test_the_best_bridge_is_best(seed):
    graph = some_graph(seed, density=0.05)
    follows = from_networkx(graph)
    person = int(np.argmax(follows.audience))
    best = bridges_within(follows, person, pool_of(follows, person)).opens.max()
    others = set(graph) - set(graph.predecessors(follows.names[person])) - {follows.names[person]}
    before = pool_twin(graph, follows.names[person], BOOSTERS[0])
    opened = []
    for other in others:
        wider = graph.copy()
        wider.add_edge(other, follows.names[person])
        opened.append(len(pool_twin(wider, follows.names[person], BOOSTERS[0]) - before))
    assert best == max(opened)


def test_place_bound_and_order_by_hand():
    graph = nx.DiGraph([("b", "a"), ("c", "a"), ("d", "a"), ("c", "b"), ("a", "b"), ("d", "c")])
    said = about(graph, "b")
    assert (said.followers, said.rank, said.level, said.bound) == (2, 2, 0, 2)
    assert said.against == 1  # a stands above and follows nevertheless
    assert said.upward == pytest.approx(5 / 6)
    assert about(graph, "c").bound == 1
    assert said.around.name.tolist() == ["a", "b", "c", "d"]
    assert said.around.follows_them.tolist() == [True, False, False, False]
    assert said.around.follows_back.tolist() == [True, False, True, False]


def test_equals_are_counted_and_told():
    ring = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")])
    said = about(ring, "b")
    assert (said.followers, said.level, said.rank) == (1, 1, 2)
    assert "rank 2 of 4, level with 1 other: 33% of the others" in repr(said)
    assert (about(ring, "a").level, about(ring, "d").level) == (0, 0)
    assert "level with" not in said.findings["Which place"].says.replace("level with 1 other", "")


def test_the_order_is_said_to_bind_where_it_does():
    graph = nx.DiGraph([("b", "a"), ("c", "a"), ("d", "a"), ("c", "b"), ("a", "b"), ("d", "c")])
    bound = about(graph, "b").findings["What the order would allow"].says
    assert "at most 2 followers" in bound
    assert "1 of 2 followers stands level or above; in the list" in bound
    assert "does not bind" not in bound
    loose = nx.DiGraph([("a", "b"), ("b", "a"), ("c", "a"), ("c", "b"), ("a", "c"), ("b", "c")])
    free = about(loose, "a").findings["What the order would allow"].says
    assert "at most 0 followers" in free
    assert "That is fewer than the 2 there are, so the order does not bind here" in free
    assert "level or above" not in free


def test_where_all_follow_upward_nobody_exceeds_the_bound():
    graph = nx.DiGraph([(f"p{i}", f"p{j}") for i in range(12) for j in range(i)])
    for name in graph:
        said = about(graph, name)
        assert said.followers == said.bound
        assert said.against == 0


def test_plateau_and_bridge_are_the_formula():
    follows = invented_circle(np.random.default_rng(0))
    said = about(follows, "Uma M.", gain=0.01, loss=0.03, bridge=60)
    assert said.plateau == pytest.approx(said.pool.sum() * 0.25)
    assert said.bridged - said.plateau == pytest.approx(15)
    assert about(follows, "Uma M.", loss=0.0).plateau == said.pool.sum()
    few = about(follows, "Uma M.", boosters="only those above")
    assert 0 < few.pool.sum() < said.pool.sum()


def test_rates_are_recovered_from_two_lists():
    people, days, gain, loss = 4000, 20, 0.01, 0.02
    rng = np.random.default_rng(3)
    names = ["me", "hub", *(f"p{i}" for i in range(people))]
    fans = np.arange(2, people + 2)
    mine = fans[: people // 2]
    before = from_pairs(
        names,
        np.concatenate([fans, mine, [1]]),
        np.concatenate([np.full(people, 1), np.zeros(len(mine) + 1, int)]),
    )
    stay = mine[rng.random(len(mine)) < np.exp(-loss * days)]
    come = fans[people // 2 :][rng.random(people // 2) < 1 - np.exp(-gain * days)]
    new = np.concatenate([stay, come, [1]])
    now = from_pairs(
        names,
        np.concatenate([fans, new]),
        np.concatenate([np.full(people, 1), np.zeros(len(new), int)]),
    )
    assert rates(before, now, "me", days) == (
        pytest.approx(gain, rel=0.15),
        pytest.approx(loss, rel=0.1),
    )
    with pytest.raises(ParameterError, match="0 < days"):
        rates(before, now, "me", 0)
    with pytest.raises(ParameterError, match="gain cannot be told: 0 of 0"):
        rates(now, now, "p3", days)


# -------------------------------------------------------------------------------------- in one call


def test_every_finding_says_numbers_what_it_assumes_and_what_it_cannot_know():
    said = about(FOLLOWERS, "Uma M.")
    names = [finding.name for finding in said.findings]
    assert names == [
        "How unequal",
        "Which place",
        "Who is above and around",
        "What the order would allow",
        "Where it settles",
        "What a bridge would change",
    ]
    for finding in said.findings:
        assert any(c.isdigit() for c in finding.says)
        assert min(len(finding.assumes.split()), len(finding.cannot.split())) >= 6
        assert ".." not in finding.says
    text, page = repr(said), said._repr_html_()
    assert "16 followers here and rank 39 of 182" in text
    assert "Columns are separated by commas." in page
    assert page.count("<dt>") == 7


def test_the_shipped_list_is_the_recipe():
    shipped, made = read_follows(FOLLOWERS), invented_circle(np.random.default_rng(0))

    def edges(follows: Follows) -> set[tuple[str, str]]:
        return {
            (follows.names[a], follows.names[b])
            for a, b in zip(follows.follower, follows.followed, strict=True)
        }

    assert edges(shipped) == edges(made)


def test_a_person_whom_nobody_follows_and_a_list_of_two():
    graph = nx.DiGraph([("a", "b")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in graph:
            text = repr(about(graph, name))
            assert "nan" not in text
    assert "Nobody in the list follows a" in repr(about(graph, "a"))
    alone = nx.DiGraph([("a", "b")])
    alone.add_node("c")
    assert "Nobody in the list follows c" in repr(about(alone, "c"))


def test_what_cannot_be_answered_is_refused():
    graph = nx.DiGraph([("a", "b")])
    with pytest.raises(UnknownPersonError):
        about(graph, "z")
    with pytest.raises(ParameterError, match=r"^loss must satisfy 0 <= loss"):
        about(graph, "a", loss=-0.1)
    with pytest.raises(ParameterError, match=r"^boosters must be one of"):
        about(graph, "a", boosters="friends")
    empty = nx.DiGraph()
    empty.add_nodes_from("ab")
    with pytest.raises(ParameterError, match="without any follow"):
        about(empty, "a")


# ------------------------------------------------------------------------------ the invented circle


def test_the_model_says_of_everybody_what_the_tool_says_of_one():
    table = InventedCircle(loss=0.01, bridge=50).run(4)
    follows = invented_circle(np.random.default_rng(4))
    for row in table.iloc[::13].itertuples():
        said = about(follows, row.name, loss=0.01, bridge=50)
        assert (said.followers, said.rank, said.bound) == (row.followers, row.rank, row.bound)
        assert (said.plateau, said.bridged) == (
            pytest.approx(row.plateau),
            pytest.approx(row.bridged),
        )


def test_what_the_invented_circle_declares():
    declared = {
        name: (known.default, known.low, known.high, known.step)
        for name, known in InventedCircle.parameters().items()
        if name != "boosters"
    }
    assert declared == {
        "place": (40, 1, 182, 1),
        "gain": (0.0075, 0.0005, 0.05, 0.0005),
        "loss": (0.005, 0.0, 0.05, 0.0005),
        "bridge": (100, 1, 100_000, 1),
    }
    boosters = InventedCircle.parameters()["boosters"]
    assert (boosters.default, boosters.options) == ("everybody who follows", BOOSTERS)
    assert BOOSTERS == ("everybody who follows", "only those above")
    for name in ("gain", "loss", "place", "bridge"):
        with pytest.raises(ParameterError, match=name):
            InventedCircle(**{name: declared[name][2] * 2})


def test_in_the_invented_circle_follows_lead_upward_and_keep_to_camps():
    upward, within = [], []
    for seed in range(5):
        follows = invented_circle(np.random.default_rng(seed))
        upward.append(about(follows, follows.names[0]).upward)
        camp = np.repeat(np.arange(3), (96, 54, 32))
        within.append((camp[follows.follower] == camp[follows.followed]).mean())
    assert 0.65 < np.mean(upward) < 0.85
    assert 0.75 < np.mean(within) < 0.97
    assert len(set(follows.names)) == 182


# -------------------------------------------------------------------------------- a million follows


def test_a_million_follows_take_seconds():
    rng = np.random.default_rng(0)
    follower, followed = (
        rng.integers(0, 100_000, 1_000_000),
        (100_000 * rng.random(1_000_000) ** 3).astype(int),
    )
    text = "\n".join(
        [
            "follower,followed",
            *(f"p{a},p{b}" for a, b in zip(follower.tolist(), followed.tolist(), strict=True)),
        ]
    )
    began = time.process_time()
    said = about(text.encode(), "p50")
    findings = repr(said)
    seconds = time.process_time() - began
    different = follower != followed
    pairs = np.unique(np.stack([follower[different], followed[different]]), axis=1)
    assert len(said.follows.follower) == pairs.shape[1]
    assert said.followers == (pairs[1] == 50).sum()
    assert "Gini" in findings
    assert seconds < 10


# ---------------------------------------------------------------------------------------- front end


def test_figures_of_lists_of_every_size():
    rng = np.random.default_rng(2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for people in (2, 7, 300, 20_000):
            ends = rng.integers(0, people, (2, 5 * people))
            follows = from_pairs([f"p{i}" for i in range(people)], *ends)
            for person in follows.names[:2]:
                for figure in (ladder(about(follows, person)), curve(follows)):
                    figure.canvas.draw()


def chosen(content: bytes) -> tuple[dict, ...]:
    """Return what a browser hands over when a file is chosen."""
    now = datetime.datetime.now(datetime.UTC)
    file = {
        "name": "x.csv",
        "type": "text/csv",
        "size": len(content),
        "content": memoryview(content),
        "last_modified": now,
    }
    return (file,)


def test_the_desk_takes_a_chosen_file_a_path_and_what_is_wrong_with_either(tmp_path):
    live = JupyterDesk(desk())
    assert "Uma M." not in live.out.value
    live.values["person"].value = "uma m."
    assert "Uma M. has 16 followers here" in live.out.value
    live.values["loss"].value = 0.0
    assert "settles at 124" in live.out.value
    live.values["person"].value = "Umma"
    assert "did you mean" in live.out.value
    live.upload.value = chosen(b"a,b\nc,\n")
    assert live.upload.value == ()
    assert "x.csv: 1 problem" in live.state.value
    live.upload.value = chosen(b"<i>,b\nc,b\n")
    assert "x.csv" in live.state.value
    assert "&lt;i&gt;" in live.out.value
    assert "<i>" not in live.out.value
    (tmp_path / "mine.csv").write_text("follower,followed\nme,you\n", encoding="utf-8")
    live.path.value = str(tmp_path / "mine.csv")
    assert "1 follow among 2 people" in live.out.value
    live.path.value = str(tmp_path / "none.csv")
    assert "no such file" in live.state.value
    live.reset()
    assert "182" in live.out.value


def test_a_desk_says_where_it_can_be_used(monkeypatch):
    shown = desk()._repr_mimebundle_()
    assert "stays with you" in shown["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in shown
    monkeypatch.setenv("RECURSIVITY_PAGES", "1")
    assert desk()._repr_mimebundle_()["text/html"].startswith('<p class="desk">')


def test_a_crowded_ladder_leaves_out_every_other_step():
    def steps(people):
        star = from_pairs(
            [str(i) for i in range(people)], np.arange(1, people), np.zeros(people - 1)
        )
        (axes,) = ladder(about(star, "0")).axes
        return [label.get_text() for label in axes.get_xticklabels()]

    assert steps(20) == ["1", "3", "10"]
    assert steps(2000) == ["1", "10", "100", "1,000"]
