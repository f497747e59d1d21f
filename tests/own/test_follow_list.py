"""Follower lists out of files and graphs: the same follows by every way, each oddity named."""

from __future__ import annotations

import io
import unicodedata

import networkx as nx
import numpy as np
import pytest

from recursivity.own.followers import (
    Follows,
    UnknownPersonError,
    from_networkx,
    from_pairs,
    read_follows,
    write_csv,
)
from recursivity.own.reader import ReadingError


def read(text: str | bytes, **more):
    return read_follows(text if isinstance(text, bytes) else text.encode(), name="mine.csv", **more)


def edges(follows) -> set[tuple[str, str]]:
    return {
        (follows.names[a], follows.names[b])
        for a, b in zip(follows.follower, follows.followed, strict=True)
    }


def complaints(text: str | bytes, **more) -> list[str]:
    with pytest.raises(ReadingError) as caught:
        read(text, **more)
    return [str(problem) for problem in caught.value.problems]


def messy_graph(seed: int) -> nx.DiGraph:
    """Return a random graph whose people have names that files stumble over, some of them alone."""
    rng = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(30, 0.1, seed=seed, directed=True)
    odd = [
        "Ana Maria",
        'Bo "the" Li',
        "Chloé, D.",
        "д, ж",
        "None",
        "007",
        "semi;colon",
        "tab\tbed",
        "<b>&amp;",
        "new\nline",
    ]
    return nx.relabel_nodes(graph, dict(enumerate([*odd, *(f"p{i}" for i in rng.permutation(20))])))


@pytest.mark.parametrize("seed", range(10))
def test_csv_graphml_and_graph_give_the_same_follows_and_networkx_the_same_counts(seed, tmp_path):
    graph = messy_graph(seed)
    given = from_networkx(graph)
    write_csv(given, tmp_path / "list.csv")
    file = io.BytesIO()
    nx.write_graphml(nx.relabel_nodes(graph, {"new\nline": "new line"}), file)
    by_csv, by_graphml = (
        read_follows(tmp_path / "list.csv"),
        read_follows(file.getvalue(), name="list.graphml"),
    )
    assert edges(given) == edges(by_csv) == set(graph.edges)
    assert {(a.replace("\n", " "), b.replace("\n", " ")) for a, b in graph.edges} == edges(
        by_graphml
    )
    assert len(given) == len(by_graphml) == len(graph)
    assert dict(zip(given.names, given.audience.tolist(), strict=True)) == dict(graph.in_degree)
    assert dict(zip(given.names, given.following.tolist(), strict=True)) == dict(graph.out_degree)
    assert nx.utils.graphs_equal(given.to_networkx(), nx.DiGraph(graph.edges)) or set(
        given.to_networkx()
    ) == set(graph)
    some = given.find("Ana Maria")
    assert {given.names[i] for i in given.followers_of(some)} == set(
        graph.predecessors("Ana Maria")
    )
    assert {given.names[i] for i in given.followed_by(some)} == set(graph.successors("Ana Maria"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "header", ["follower,followed", "Source,Target", "from,to", "Follower ID,Followed-ID", ""]
)
def test_headers_and_separators(header, separator):
    lines = [*([header] if header else []), "ana,bo", "bo,cy"]
    follows = read("\r\n".join(lines).replace(",", separator))
    assert edges(follows) == {("ana", "bo"), ("bo", "cy")}
    assert any("was read as a follow: 'ana' follows 'bo'" in note for note in follows.notes) == (
        not header
    )


def test_columns_by_name_by_number_and_in_another_order():
    text = "id,when,followed,follower\n1,May,bo,ana\n2,June,cy,bo\n"
    assert edges(read(text)) == {("ana", "bo"), ("bo", "cy")}
    assert "2 other columns not used." in read(text).notes
    assert edges(read("a,b\nana,bo\n", follower="b", followed="a")) == {("bo", "ana")}
    assert edges(read("x,bo,ana\ny,cy,bo\n", follower=3, followed=2)) == {
        ("ana", "bo"),
        ("bo", "cy"),
    }
    assert edges(read("from,to\nana,bo\n", header=False)) == {("from", "to"), ("ana", "bo")}


def test_repeats_own_follows_blank_lines_spellings_and_remarks_are_counted():
    accent = unicodedata.normalize("NFD", "José")
    text = f"# exported in May\nfollower,followed\nana,José\nana,{accent}\n\n"
    text += "ana,ana\n ana ,bo\n#one,bo\n"
    follows = read(text)
    assert edges(follows) == {("ana", "José"), ("ana", "bo"), ("#one", "bo")}
    said = " ".join(follows.notes)
    assert "3 follows among 4 people." in said
    assert "2 spellings of a name differed" in said
    assert "1 follow of oneself left out." in said
    assert "1 repeated follow counted once." in said
    assert "1 blank line passed over." in said


def test_lines_that_cannot_be_read_are_named_or_set_aside_when_asked():
    text = "follower,followed\nana,bo\nana\n,cy\nbo, \n"
    assert complaints(text) == [
        "line 3, column 2 (followed): found nothing, expected a name",
        "line 4, column 1 (follower): found nothing, expected a name",
        "line 5, column 2 (followed): found nothing, expected a name",
    ]
    follows = read(text, set_aside=True)
    assert edges(follows) == {("ana", "bo")}
    assert any(
        note.startswith("3 lines set aside: line 3, column 2 (followed)") for note in follows.notes
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file: found nothing, expected a table"),
        (
            "follower,followed\n",
            "the file: found no follow, expected lines that name a follower and somebody followed",
        ),
        ("ana\nbo\n", "line 1: found one column, expected columns separated by"),
        (
            "follower,age\nana,3\n",
            "line 1: found a header with 'follower', 'age', expected a column for the followed",
        ),
    ],
)
def test_files_without_follows(text, complaint):
    assert complaints(text)[0].startswith(complaint)


def test_columns_that_are_not_there():
    assert complaints("a,b\nana,bo\n", follower="fan")[0].startswith(
        "line 1: found a header with 'a', 'b', expected a column for the f"
    )
    assert "two different columns" in complaints("a,b\nana,bo\n", follower=1, followed=1)[0]
    assert (
        complaints("a,b\nana,bo\n", follower=1, followed=7)[0]
        == "line 1, column 7 (followed): found nothing, expected a name"
    )


def test_a_list_of_one_account_is_recognised():
    star = read("follower,followed\n" + "".join(f"p{i},me\n" for i in range(50)))
    assert "looks like the followers of single accounts" in " ".join(star.notes)
    ring = read("follower,followed\n" + "".join(f"p{i},p{(i + 1) % 50}\n" for i in range(50)))
    assert "looks like" not in " ".join(ring.notes)


GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="d0" for="node" attr.name="label" attr.type="string"/>
 <key id="d1" for="edge" attr.name="weight" attr.type="double"/>
 <graph edgedefault="{kind}">
  <node id="n0"><data key="d0">Ana &amp; Co</data></node>
  <node id="n1"><data key="d0">Bo</data></node>
  <node id="n2"><data key="d0">{third}</data></node>
  <edge source="n0" target="n1"><data key="d1">2</data></edge>
  <edge source="n1" target="n0" directed="true"/>
 </graph>
</graphml>"""


def test_graphml_with_labels_and_people_alone():
    text = GRAPHML.format(kind="directed", third="Cy")
    follows = read(text)
    assert edges(follows) == {("n0", "n1"), ("n1", "n0")}
    assert "nodes also carry label" in " ".join(follows.notes)
    assert "1 person without any follow, counted among all." in follows.notes
    assert edges(read(text, label="label")) == {("Ana & Co", "Bo"), ("Bo", "Ana & Co")}
    assert (
        "found nodes that carry 'label', expected nodes with an attribute 'name'"
        in complaints(text, label="name")[0]
    )
    twice = GRAPHML.format(kind="directed", third="Bo")
    assert "found 2 labels for 3 nodes" in complaints(twice, label="label")[0]


def test_undirected_ties_count_in_both_directions_and_it_is_said():
    follows = read(GRAPHML.format(kind="undirected", third="Cy"))
    assert edges(follows) == {("n0", "n1"), ("n1", "n0")}
    said = " ".join(follows.notes)
    assert "1 undirected tie read as two follows each" in said
    assert "1 repeated follow counted once." in said
    both = from_networkx(nx.path_graph(3))
    assert edges(both) == {("0", "1"), ("1", "0"), ("1", "2"), ("2", "1")}
    assert "2 undirected ties read as two follows each, one in either direction." in both.notes


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "</graphml>",
            "",
            "found XML that breaks off or is malformed (no element found), expected well-formed",
        ),
        ('target="n1"', "", "line 9, column 3: found an edge without target"),
        ('<node id="n1">', "<node>", "line 7, column 3: found a node without an id"),
        ("{kind}", "both", "line 5, column 2: found a graph with edgedefault='both'"),
        ("graphml", "gexf", "line 2, column 1: found <gexf>, expected <graphml>"),
        ("<edge", "<hyperedge", "line 9, column 3: found a hyperedge"),
    ],
)
def test_graphml_that_goes_wrong_is_named_by_line_and_column(old, new, complaint):
    text = GRAPHML.replace(old, new).replace(
        "</edge>", "</hyperedge>" if new == "<hyperedge" else "</edge>"
    )
    assert any(complaint in found for found in complaints(text.format(kind="directed", third="Cy")))


def test_graphml_is_told_by_its_first_words_in_any_encoding_and_by_its_name():
    text = GRAPHML.format(kind="directed", third="Cy").replace("UTF-8", "UTF-16")
    assert edges(read(text.encode("utf-16"))) == {("n0", "n1"), ("n1", "n0")}
    assert edges(read("<i>,<b>\n")) == {("<i>", "<b>")}  # a CSV of people with odd names
    with pytest.raises(ReadingError, match="expected <graphml>"):
        read_follows(b"<gexf></gexf>", name="mine.gexf")


def test_graphml_that_could_unfold_into_gigabytes_is_refused():
    bomb = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>\n'
    bomb += '<graphml><graph edgedefault="directed"/></graphml>'
    assert "found a definition of an entity" in complaints(bomb)[0]


def test_a_graph_of_networkx_keeps_people_alone_and_refuses_two_of_one_name():
    graph = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "b")])
    graph.add_node("c")
    follows = from_networkx(graph)
    assert (edges(follows), len(follows)) == ({("a", "b")}, 3)
    with pytest.raises(ValueError, match="same name as text"):
        from_networkx(nx.DiGraph([(1, "1")]))


def test_people_are_found_and_look_alikes_offered():
    follows = read("Ana Maria,@bo_li\nANA maria,Cy\ncy d,Cy\n")
    assert follows.names[follows.find(" Ana Maria ")] == "Ana Maria"
    assert follows.names[follows.find("BO_LI")] == "@bo_li"
    with pytest.raises(
        UnknownPersonError, match=r"may be any of 'Ana Maria', 'ANA maria': say which"
    ):
        follows.find("ana maria")
    with pytest.raises(
        UnknownPersonError,
        match=r"^'Bo Li' is not in the list of 5 names: did you mean '@bo_li'\?$",
    ):
        follows.find("Bo Li")
    with pytest.raises(UnknownPersonError, match="no name in it looks alike"):
        follows.find("Zacharias")


def test_nothing_is_opened_but_the_file(monkeypatch, tmp_path):
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader's list must stay on the machine")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    (tmp_path / "list.csv").write_text("ana,bo\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    read_follows(tmp_path / "list.csv")
    assert sorted(tmp_path.iterdir()) == before


def test_a_list_given_as_pairs_is_checked():
    one = np.array([0])
    with pytest.raises(ValueError, match="a follow leads to nobody: there are 2 names"):
        Follows(["a", "b"], one, one + 2)
    with pytest.raises(ValueError, match="somebody follows themselves"):
        Follows(["a", "b"], one, one)
    with pytest.raises(ValueError, match="a follow is there twice"):
        Follows(["a", "b"], np.array([0, 0]), np.array([1, 1]))
    with pytest.raises(ValueError, match="two lists of one length"):
        Follows(["a", "b"], np.array([0, 0]), one + 1)
    with pytest.raises(ValueError, match="in which nothing can be seen"):
        from_pairs(["a", " "], one, one + 1)


def test_a_list_can_be_read_as_ties_without_a_direction():
    both = read("ana,bo\nbo,cy\ncy,bo\n").both_ways()
    assert edges(both) == {("ana", "bo"), ("bo", "ana"), ("bo", "cy"), ("cy", "bo")}
    assert both.notes[-1] == "Read as ties without a direction: 4 follows in all."
