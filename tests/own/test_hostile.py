"""Hostile files: each is read rightly or refused by name, and the count of neither is 0."""

from __future__ import annotations

import os
import random

import numpy as np
import pandas as pd
import pytest

from recursivity.core import ParameterError
from recursivity.own import samples
from recursivity.own.content import content
from recursivity.own.followers import (
    UnknownPersonError,
    about,
    from_pairs,
    mutual_core,
    pools,
    rates,
    reach_of,
    read_follows,
    write_csv,
    write_graphml,
)
from recursivity.own.followers.explorers import curve, ladder
from recursivity.own.reader import ReadingError, read_text
from recursivity.own.table import about_chain, about_flows, read_flows, read_own
from recursivity.own.table.explorers import bars, picture


def read(text: str | bytes, **more):
    raw = text.encode() if isinstance(text, str) else text
    return read_follows(raw, name="mine.csv", **more)


def edges(follows) -> set[tuple[str, str]]:
    ends = zip(follows.follower, follows.followed, strict=True)
    return {(follows.names[a], follows.names[b]) for a, b in ends}


def refusal(ask, *given, **more) -> str:
    with pytest.raises(ReadingError) as caught:
        ask(*given, **more)
    return str(caught.value)


# ---------------------------------------------------------------------------------------- headers

HEADERS = """
follower,followed|source,target|Source,Target|from,to|FROM,TO|src,dst|FromNodeId,ToNodeId
from_node_id,to_node_id|SourceID,TargetID|sourceId,targetId|source id,target id|who,whom
user,friend|User,Friend|user_id,friend_id|Follower ID,Followee ID|follower_name,followed_name
follower,following|user,following|user,follows|follower,user|subscriber,target|fan,followed
ego,alter|sender,receiver|tail,head|start,end|"source","target"|subject,object
seguidor,seguido|Seguidora,Seguida|origen,destino|de,a|desde,hacia|quien,sigue|usuario,amigo
quién,a quién|fuente,destino|abonné,suivi|Abonnée,Suivie|source,cible|de,à|de,vers|origine,cible
qui,suit|utilisateur,ami|Quelle,Ziel|von,an|von,nach|von,zu|wer,wen|wer,wem|Follower,Gefolgter
Abonnent,gefolgt|wer,folgt|Nutzer,Freund|seguace,seguito|origine,destinazione|da,a|chi,segue
sorgente,destinazione|utente,amico|seguidor,seguida|origem,destino|de,para|fonte,alvo|quem,segue
volger,gevolgde|van,naar|bron,doel|screen_name,friend_screen_name|who,follows whom|:START_ID,:END_ID
Who follows,Who is followed|userId,friendId|account,follows
follower_screen_name,followee_screen_name
""".replace("\n", "|").strip("|").split("|")  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_in_any_common_style_or_language_is_no_pair_of_people(header):
    follows = read(f"{header}\nana,bo\nbo,cy\n")
    assert edges(follows) == {("ana", "bo"), ("bo", "cy")}


@pytest.mark.parametrize(
    "header",
    [
        "target,source",
        "seguido,seguidor",
        "followed,follower",
        "user,follower",
        "user_id,followed_by",
    ],
)
def test_a_header_the_other_way_round_turns_the_follows(header):
    assert edges(read(f"{header}\nana,bo\ncy,bo\n")) == {("bo", "ana"), ("bo", "cy")}


@pytest.mark.parametrize("header", ["id_1,id_2", "node1,node2", "user a,user b", "Person1,Person2"])
def test_a_header_that_does_not_say_who_follows_whom_is_told(header):
    follows = read(f"{header}\n1,2\n2,3\n")
    assert edges(follows) == {("1", "2"), ("2", "3")}
    assert "does not say who follows whom" in " ".join(follows.notes)
    assert "blank" not in " ".join(follows.notes)
    assert edges(read(f"{header}\n1,2\n2,3\n", directed=False)) == {
        ("1", "2"),
        ("2", "1"),
        ("2", "3"),
        ("3", "2"),
    }


def test_words_over_numbers_are_a_header_whatever_they_say():
    follows = read("kto,kogo\n1,2\n2,3\n")
    assert edges(follows) == {("1", "2"), ("2", "3")}
    assert "('kto', 'kogo') does not say who follows whom" in " ".join(follows.notes)


def test_a_first_line_that_is_read_as_people_is_quoted():
    follows = read("kto,kogo\nana,bo\nbo,ana\n")
    assert ("kto", "kogo") in edges(follows)
    assert "'kto' follows 'kogo'. If it is a header, say header=True." in " ".join(follows.notes)
    assert edges(read("kto,kogo\nana,bo\nbo,ana\n", header=True)) == {("ana", "bo"), ("bo", "ana")}


def test_columns_of_names_are_not_matched_with_columns_of_numbers():
    head = "source_name,source_id,target_id,target_name"
    assert edges(read(f"{head}\nana,1,2,bo\nbo,2,3,cy\n")) == {("ana", "bo"), ("bo", "cy")}
    assert "one column for" in refusal(read, "follower,followed,followed\na,b,c\n")
    found = refusal(read, "source_name,source_id,target_label\nana,1,bo\n")
    assert "one column for the follower and one for the followed" in found


@pytest.mark.parametrize(
    "text",
    [
        "name,age\nana,31\nbo,25\n",
        "Id,Label\n1,ana\n2,bo\n",
        "Id;Label;Timeset\n1;ana;\n2;bo;\n",
        "user,email\nana,a@b.c\nbo,b@b.c\n",
        "id,days,mature,views,partner,new_id\n1,2,0,5,0,2\n3,2,0,9,0,1\n",
        "name,followers\nana,120\nbo,45\n",
        "name,followers,following\nana,120,45\nbo,45,120\n",
        "name,follower,following\nana,120,45\nbo,45,120\n",
        "user,following\nana,120\nbo,45\n",
        "login,followers_count\nana,120\nbo,45\n",
        "ana,31\nbo,25\n",
        "nombre,edad\nana,31\nbo,25\n",
        "nom,âge\nana,31\nbo,25\n",
        "ana,2024-05-01\nbo,2024-05-02\n",
    ],
)
def test_a_table_of_attributes_is_refused_by_name(text):
    found = refusal(read, text)
    assert "a table of attributes" in found or "expected a column for the" in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!DOCTYPE html><html><body>Log in, please</body></html>", "a web page"),
        ("<html>\n<head>a,b</head>\n</html>", "a web page"),
        ('{"users": ["a", "b"]}', "JSON"),
        ('[{"a": 1}, {"a": 2}]', "JSON"),
        (
            "Please log in, then go on.\nUser name, password\nForgot it?, Ask\n",
            "nobody occurs twice",
        ),
        ("When I was young, the world was small\nI was glad, and so were you\n", "found"),
        ("To be or not to be, that is the question.\nIt is so, my good old friend.\n", "sentences"),
        ("%PDF-1.4, x\na,b\n", "a PDF"),
        ("%%MatrixMarket matrix coordinate pattern symmetric\n3 3 2\n2 1\n", "a matrix"),
    ],
)
def test_what_is_no_list_is_told_what_it_is(text, found):
    assert found in refusal(read, text)


# ----------------------------------------------------------------------------- remarks, directions


def test_names_that_begin_with_a_mark_of_remarks_stay():
    text = 'follower,followed\n# one,bo\n% two,bo\n#three,bo\n"# four",bo\n'
    assert {a for a, _ in edges(read(text))} == {"# one", "% two", "#three", "# four"}
    assert edges(read('"# one",bo\nbo,"# one"\n')) == {("# one", "bo"), ("bo", "# one")}
    follows = read("# exported in May\n# by me, at home\nana,bo\nbo,cy\n")
    assert edges(follows) == {("ana", "bo"), ("bo", "cy")}
    told = "2 lines on top read as remarks: '# exported in May', '# by me, at home'."
    assert told in follows.notes
    assert "remarks alone" in refusal(read, "# a,b\n% c,d\n")


def test_what_is_written_is_read_back(tmp_path):
    names = ["# one", "% two", "#three", 'q"q', "a,b", "c;d", "line\nbreak", "cr\rcr", "tab\tx"]
    names += ["follower", "followed", "sep=;", "007", "None", "é", "$x$", "<b>", "'", "x\u200by"]
    ring = np.arange(len(names))
    given = from_pairs(names, ring, np.roll(ring, 1))
    for write, name in ((write_csv, "list.csv"), (write_graphml, "list.graphml")):
        write(given, tmp_path / name)
        assert edges(read_follows(tmp_path / name)) == edges(given)


def test_a_csv_that_would_lose_somebody_is_not_written(tmp_path):
    alone = from_pairs(["a", "b", "c"], [0], [1])
    with pytest.raises(ValueError, match=r"1 person without any follow \(the first is 'c'\)"):
        write_csv(alone, tmp_path / "x.csv")
    write_graphml(alone, tmp_path / "x.graphml")
    assert read_follows(tmp_path / "x.graphml").names == ["a", "b", "c"]
    with pytest.raises(ValueError, match="cannot stand in GraphML"):
        write_graphml(from_pairs(["a\x01", "b"], [0], [1]), tmp_path / "y.graphml")


BOTH = {("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Source,Target,Type\na,b,Undirected\nb,c,Undirected\n", BOTH),
        ("Source,Target,Type\na,b,Directed\nb,c,Directed\n", {("a", "b"), ("b", "c")}),
        ("Source,Target,Type\na,b,Directed\nb,c,Undirected\n", BOTH - {("b", "a")}),
        ("source,target,directed\na,b,false\nb,c,true\n", BOTH - {("c", "b")}),
        ("source,target,type\na,b,friend\nb,c,foe\n", {("a", "b"), ("b", "c")}),
        ("# Undirected graph: ../data/x\n# FromNodeId\tToNodeId\na\tb\nb\tc\n", BOTH),
        ("# Directed graph (each unordered pair of nodes is saved once)\na\tb\nb\tc\n", BOTH),
        ("% sym unweighted\na\tb\nb\tc\n", BOTH),
        ("% asym unweighted\na\tb\nb\tc\n", {("a", "b"), ("b", "c")}),
    ],
)
def test_ties_without_a_direction_are_recognised_and_told(text, found):
    follows = read(text)
    assert edges(follows) == found
    assert not any("blank" in note for note in follows.notes)
    said = any("undirected tie" in note for note in follows.notes)
    assert said == (len(found) > 2)


def test_a_direction_that_is_neither_is_named_and_can_be_said():
    found = refusal(read, "Source,Target,Type\na,b,Undirected\nb,c,perhaps\n")
    assert 'line 3, column 3: found \'perhaps\', expected "Directed" or "Undirected"' in found
    text = "Source,Target,Type\na,b,Undirected\nb,c,Undirected\n"
    assert edges(read(text, directed=True)) == {("a", "b"), ("b", "c")}
    assert edges(read("a,b\nb,c\n", directed=False)) == BOTH
    assert "directed='no'" in refusal(read, "a,b\nb,c\n", directed="no")


def test_a_list_in_which_nothing_is_returned_asks_whether_it_has_directions():
    chain = "".join(f"p{i},p{i + 1}\n" for i in range(30))
    assert "Not one of these follows is returned" in " ".join(read(chain).notes)
    assert "Not one" not in " ".join(read(chain, directed=True).notes)
    assert "Not one" not in " ".join(read(chain + "p1,p0\n").notes)


# --------------------------------------------------------------------------- quoting, odd marks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Doe, Jane;Roe, Rich\nRoe, Rich;Poe, Ann\n",
            {("Doe, Jane", "Roe, Rich"), ("Roe, Rich", "Poe, Ann")},
        ),
        (
            "Doe, Jane\tRoe, Rich\nRoe, Rich\tPoe, Ann\n",
            {("Doe, Jane", "Roe, Rich"), ("Roe, Rich", "Poe, Ann")},
        ),
        ('ana, "Doe, Jane"\n"Doe, Jane", ana\n', {("ana", "Doe, Jane"), ("Doe, Jane", "ana")}),
        ('"a;b",c\nc,"a;b"\n', {("a;b", "c"), ("c", "a;b")}),
        ("follower,followed\na;b,c\nc;d,a;b\n", {("a;b", "c"), ("c;d", "a;b")}),
        ('follower,followed\n"a ""x"" b",c\n', {('a "x" b', "c")}),
        ("sep=;\na;b\nb;a\n", {("a", "b"), ("b", "a")}),
        ('"sep=;"\na;b\nb;a\n', {("a", "b"), ("b", "a")}),
    ],
)
def test_cells_are_cut_where_their_writer_meant(text, found):
    assert edges(read(text)) == found


def test_two_marks_that_cut_equally_well_are_told():
    follows = read("Doe, Jane;Roe, Rich\nRoe, Rich;Doe, Jane\n")
    assert "Commas would cut the lines as well: say separator=... if so." in follows.notes


def test_names_that_look_alike_or_hide_something_are_told_and_kept_apart():
    follows = read("ana,bo\nana\u200b,bo\nAna,bo\n@ana,bo\n\u202eevil,bo\nbo,ana\n")
    assert len(follows) == 6
    said = " ".join(follows.notes)
    assert "2 names hold marks that cannot be seen: 'ana\\u200b', '\\u202eevil'." in said
    assert "3 names look like another and was kept apart" in said
    assert "marks that cannot be seen, expected a name" in refusal(
        read, "ana,bo\n\u200b,bo\nbo,ana\n"
    )


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("a,b\nb,a".encode("utf-32"), {("a", "b"), ("b", "a")}),
        ("a,b\nb,ä\n".encode("utf-16"), {("a", "b"), ("b", "ä")}),
        ("a,b\nb,ä".encode("utf-32-be"), "a zero byte"),
        ("a,b\nb,a".encode("utf-16-le"), "a zero byte"),
        (b"\xff\xfea", "text in utf-16"),
        (b"\xff\xfe\x00\x00abc", "text in utf-32"),
        (
            b"a,b\nb,\x81\n",
            "the byte 0x81 (byte 3 of the line), expected text in UTF-8 or Windows-",
        ),
        ("a,b\nb,ä\n".encode("cp1252"), {("a", "b"), ("b", "ä")}),
        (b"", "found nothing, expected a table"),
        (b"\xef\xbb\xbf", "found nothing, expected a table"),
        (b";;;\n;;;\n", "cells without anything in them"),
        (b'"', "one column"),
        (b"a,b\n" + b"x" * 200_000 + b",c\n", "a cell of more than 131,072 characters"),
        (b"x" * 200_000 + b",c\nc,d\n", "a cell of more than 131,072 characters"),
    ],
)
def test_odd_encodings_and_cells_are_read_or_named(raw, found):
    if isinstance(found, str):
        assert found in refusal(read, raw)
    else:
        assert edges(read(raw)) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"separator": ",,"}, "the separator ',,', expected one character"),
        ({"separator": ""}, "the separator ''"),
        ({"separator": '"'}, "the separator"),
        ({"separator": 3}, "the separator 3"),
        ({"encoding": "klingon"}, "the encoding 'klingon'"),
        ({"encoding": "rot13"}, "the encoding 'rot13'"),
        ({"encoding": "idna"}, "text in idna"),
        ({"encoding": "ut\0f"}, "the encoding"),
        ({"encoding": 8}, "the encoding 8"),
        ({"follower": 0}, "follower=0, expected the name of a column, or its number from 1"),
        ({"follower": -1}, "follower=-1"),
        ({"followed": True}, "followed=True"),
        ({"followed": 1.5}, "followed=1.5"),
        ({"followed": 9}, "line 1, column 9 (followed): found nothing"),
        ({"follower": "who"}, "a column for the follower called 'who'"),
        ({"follower": "a", "header": False}, "a column asked for by name, and header=False"),
        ({"follower": 2}, "two different columns"),
    ],
)
def test_options_that_cannot_be_are_named(options, found):
    assert found in refusal(read, "a,b\nb,é\n", **options)


@pytest.mark.parametrize("path", ["x" * 5_000, "~nouser/list.csv", "a\0b", "", "/", "no/where.csv"])
def test_paths_that_lead_nowhere_are_named(path):
    for ask in (read_follows, read_own, about_chain, about_flows):
        assert ask is not None
        assert len(refusal(ask, path)) < 600


def test_pipes_and_vanished_files_and_other_objects_are_named(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "a device or a pipe" in refusal(read_follows, tmp_path / "pipe.csv")
    assert "a device or a pipe" in refusal(read_follows, "/dev/zero")
    assert "a NoneType, expected the path of a file" in refusal(read_follows, None)
    path = tmp_path / "there.csv"
    path.write_text("a,b\n", encoding="utf-8")

    def vanish(self):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(type(path), "read_bytes", vanish)
    assert "no such file" in refusal(content, path)


# ---------------------------------------------------------------------------------------- GraphML

HEAD = '<graphml><key id="k" for="node" attr.name="name"/>'
NESTED = (
    HEAD + '<graph edgedefault="directed"><node id="a"><data key="k">A</data>'
    '<graph edgedefault="undirected"><node id="x"/><node id="y"/>'
    '<edge source="x" target="y"><data key="k">no name</data></edge></graph></node>'
    '<node id="b"/><edge source="a" target="b"/></graph></graphml>'
)


def graph(body: str, kind: str = "directed") -> str:
    return f'{HEAD}<graph edgedefault="{kind}">{body}</graph></graphml>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NESTED, {("a", "b"), ("x", "y"), ("y", "x")}),
        (graph('<edge source="a" target="b" directed="0"/>'), {("a", "b"), ("b", "a")}),
        (graph('<edge source="a" target="b" directed="1"/>', "undirected"), {("a", "b")}),
        (graph('<edge source="a" target="b" directed="false"/>'), {("a", "b"), ("b", "a")}),
        (graph('<edge source="a" target="b" directed="no"/>'), "an edge with directed='no'"),
        (graph('<node id="a"/><node id="a"/>'), "the node 'a' again"),
        (graph('<node id="a"/><node id=" a"/>'), "1 id for 2 nodes ('a' twice)"),
        (graph('<node id=" "/>'), "a node without an id"),
        (graph('<node id="&#x200b;"/>'), "expected a name to be seen"),
        (graph('<edge source="a"/>'), "an edge without target"),
        (graph(""), "no node"),
        ('<?xml version="1.0" encoding="klingon"?><graphml/>', "an encoding that cannot be read"),
        ('<?xml version="1.0" encoding="utf-7"?><graphml/>', "encoding"),
        ("<?xml version='1.0'?><node id='a'/>", "expected <graphml>"),
        ("<?xml version='1.0'?><html/>", "expected <graphml>"),
        ("<?xml", "XML that breaks off or is malformed"),
    ],
)
def test_graphml_is_read_rightly_or_named(text, found):
    if isinstance(found, str):
        assert found in refusal(read, text)
    else:
        assert edges(read(text)) == found


def test_labels_name_everybody_differently_or_are_refused():
    with_labels = graph(
        '<node id="a"><data key="k">Ana</data></node><node id="b"><data key="k">{}</data></node>'
        '<edge source="a" target="b"/>'
    )
    assert edges(read(with_labels.format("Bo"), label="name")) == {("Ana", "Bo")}
    assert "1 label for 2 nodes" in refusal(read, with_labels.format(" Ana "), label="name")
    accent = with_labels.replace("Ana", "Jose\u0301")
    assert "1 label for 2 nodes" in refusal(read, accent.format("Jos\u00e9"), label="name")
    lacks = graph('<node id="a"><data key="k">b</data></node><edge source="a" target="b"/>')
    assert "1 node without 'name' (such as 'b')" in refusal(read, lacks, label="name")
    assert "a second 'name'" in refusal(
        read,
        graph('<node id="a"><data key="k">A</data><data key="k">B</data></node>'),
        label="name",
    )
    assert "carry" not in " ".join(read(with_labels.format("Bo"), label="name").notes)
    assert "nodes also carry name." in " ".join(read(with_labels.format("Bo")).notes)
    bare = '<graphml><graph edgedefault="directed"><edge source="a" target="b"/></graph></graphml>'
    assert "carry" not in " ".join(read(bare).notes)
    assert "2 people named in an edge alone." in read(bare).notes


# ------------------------------------------------------------------------- chains and flows


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("stage,kept,hours\na,1e999,\nb,,1\n", "line 2, column 2 (kept): found '1e999'"),
        ("stage,wage,hours\na,1,1e999\nb,,1\n", "line 2, column 3 (hours): found '1e999'"),
        ("stage,hours\na,1e-999\n", "found '1e-999'"),
        ("stage,hours\na,1e31\n", "0 or from 1e-30 to 1e+30"),
        ("stage,hours\na,nan\n", "found 'nan'"),
        ("stage,hours\na,inf\n", "found 'inf'"),
        ("stage,hours\na,-1\n", "found '-1'"),
        ("stage;hours\na;0,125\nb;1.5\n", "found '1.5'"),
        ("stage;hours\na;12 34\n", "found '12 34'"),
        ("stage;hours\na;2021 50\n", "found '2021 50'"),
        ("stage,hours\n\u200b,1\n", "marks that cannot be seen"),
        (";;;\n;;;\n", "cells without anything in them"),
        ("stage,hours\n", "nothing below the header"),
    ],
)
def test_cells_of_a_chain_are_named(text, found):
    assert found in refusal(about_chain, text.encode())


@pytest.mark.parametrize("price", ["100", None, True, 0, -1, float("nan"), float("inf"), 10**400])
def test_prices_that_are_none_are_named(price):
    with pytest.raises(ParameterError, match=r"^price must be"):
        about_chain(samples.CHAIN, price=price)
    with pytest.raises(ParameterError, match=r"^rise must be"):
        about_chain(samples.CHAIN, rise="2")
    with pytest.raises(ParameterError, match=r"^rise must be"):
        about_flows(samples.FLOWS, rise=None)
    assert "the decimal mark ';'" in refusal(about_chain, samples.CHAIN, decimal=";")


def test_twin_stages_are_counted_once_in_the_figure():
    rows = "".join(f"agency,North,10%,{i + 1}\n" for i in range(11))
    chain = about_chain(f"stage,country,margin,hours\n{rows}worker,South,,5\n".encode())
    figure = picture(chain)
    money, hours = ([bar.get_width() for bar in bars_] for bars_ in figure.axes[0].containers)
    assert len(money) == 8
    assert sum(money) == pytest.approx(1)
    assert sum(hours) == pytest.approx(1)
    assert figure.axes[0].texts[-1].get_text().startswith("5 others: ")


def test_others_without_hours_have_none_told():
    shares = pd.DataFrame({"money": np.full(12, 1 / 12), "hours": [1.0] + [np.nan] * 11})
    told = [text.get_text() for text in bars(shares).axes[0].texts]
    assert told[-1] == "5 others: 42% and no hours told"


def test_names_reach_a_figure_as_text():
    text = "stage,margin,hours\n$\\frac{1}$,10%,1\na $x$ b$,10%,1\n" + '"two\nlines",,1\n'
    figure = picture(about_chain(text.encode()))
    figure.canvas.draw()
    told = [each.get_text() for each in figure.axes[0].texts]
    assert told[0].startswith("$\\frac{1}$: ")
    assert told[2].startswith("two lines: ")
    assert not any(each.get_parse_math() for each in figure.axes[0].texts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hour,a,5\n", None),
        ("Working hours,a,5\n", None),
        ("hours,nobody,5\n", "nobody selling nothing"),
        ("hours,final demand,5\n", "hours going to final demand"),
        ("labour,a,5\n", 'found \'labour\', expected "hours" or "wages"'),
        ("b,a,1e999\n", "found '1e999'"),
        ("b,a,60\n", "a buying for 60, expected less than the 50 it sells for"),
    ],
)
def test_rows_of_flows_are_read_or_named(text, found):
    whole = f"from,to,value\na,final demand,50\n{text}".encode()
    if found:
        assert found in refusal(about_flows, whole)
    else:
        assert about_flows(whole).by_region("hours").sum() == pytest.approx(5)


def test_sectors_without_a_region_among_others_with_one_are_named():
    head = "from_region,from_sector,to_region,to_sector,value\nN,a,N,final demand,50\n"
    assert "line 3: found no from_region" in refusal(about_flows, f"{head},b,N,a,5\n".encode())
    assert "line 3: found no to_region" in refusal(about_flows, f"{head}N,b,,a,5\n".encode())


def test_hours_that_are_none_say_so():
    said = repr(about_flows(b"from,to,value\na,final demand,50\nhours,a,0\n"))
    assert "The work for it is 0 hours in the table" in said
    assert "nan" not in said


# ------------------------------------------------------------------- rates and what they cost


def test_rates_refuse_what_cannot_be():
    follows = read_follows(samples.FOLLOWERS)
    with pytest.raises(ParameterError, match=r"^boosters must be one of"):
        rates(follows, follows, "Uma M.", 30, boosters="typo")
    with pytest.raises(ParameterError, match=r"^boosters must be one of"):
        pools(follows, "typo")
    for days in ("3", 0, float("nan"), float("inf"), None, True):
        with pytest.raises(ParameterError, match=r"^days must be"):
            rates(follows, follows, "Uma M.", days)
    with pytest.raises(ParameterError, match="can be said of a file alone"):
        about(follows, "Uma M.", header=True)


def seconds(ask) -> float:
    """Return what a call costs of the processor: others may be at work on this machine."""
    import time

    began = time.process_time()
    ask()
    return time.process_time() - began


def test_costs_are_near_linear():
    many = np.arange(100_000)
    chain = from_pairs([f"p{i}" for i in range(100_001)], many, many + 1)
    assert seconds(lambda: repr(about(chain, "p100000"))) < 4
    assert reach_of(chain, 100_000) == 100_000
    one, other = np.nonzero(~np.eye(1_000, dtype=bool))
    full = from_pairs([f"p{i}" for i in range(1_000)], one, other)
    assert seconds(lambda: repr(about(full, "p5"))) < 6
    assert mutual_core(full, 5) == 999


def test_figures_of_long_lists_cost_little():
    many = np.arange(50_000)
    star = from_pairs([f"p{i}" for i in range(50_001)], many + 1, np.zeros(50_000, dtype=int))
    said = about(star, "p0")
    assert seconds(lambda: (ladder(said), curve(star))) < 4


def test_too_many_sectors_are_refused_with_the_number_that_is_possible():
    rows = "".join(f"s{i},final demand,1\n" for i in range(20_000))
    raw = ("from,to,value\n" + rows).encode()
    assert "20,000 sectors of regions, expected at most 3,000" in refusal(read_flows, raw)
    rows = "".join(f"s{i},s{(i * 7 + 1) % 600},0.5\ns{i},final demand,9\n" for i in range(600))
    raw = ("from,to,value\n" + rows).encode()
    assert seconds(lambda: repr(about_flows(raw))) < 6
    with pytest.raises(ParameterError, match="need at most 5,000 people: got 6,000"):
        pools(from_pairs([f"p{i}" for i in range(6_000)], [0], [1]))


# ---------------------------------------------------------------------------------- byte by byte

GRAPHML = (NESTED * 1).encode()
FORMATS = {
    "csv": (samples.FOLLOWERS.read_bytes()[:700], lambda raw: repr(about(raw, "Ada K."))),
    "graphml": (GRAPHML, lambda raw: repr(about(raw, "a"))),
    "chain": (samples.CHAIN.read_bytes(), lambda raw: repr(about_chain(raw, price=10))),
    "flows": (samples.FLOWS.read_bytes(), lambda raw: repr(about_flows(raw))),
}
NAMED = (ReadingError, ParameterError, UnknownPersonError)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some were changed, left out, doubled, or put in."""
    made = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made))
        way = chance.randrange(5)
        if way == 0:
            made[at] = chance.randrange(256)
        elif way == 1:
            del made[at : at + chance.randint(1, 9)]
        elif way == 2:
            made[at:at] = made[at : at + chance.randint(1, 30)]
        elif way == 3:
            made[at:at] = chance.choice([b'"', b"\0", b";", b"\n", b"\r", b"\xff", b"# ", b"<"])
        else:
            del made[at + 1 :]
    return bytes(made)


@pytest.mark.parametrize("kind", FORMATS)
def test_damaged_bytes_are_read_or_named(kind):
    raw, ask = FORMATS[kind]
    chance = random.Random(kind)
    neither = []
    for _ in range(250):
        text = damaged(raw, chance)
        try:
            assert "nan" not in ask(text)
        except NAMED as error:
            if not str(error).strip():
                neither.append((text, error))
        except Exception as error:  # whatever it is, it is neither
            neither.append((text, error))
    assert neither == []


def test_a_text_of_any_cells_has_no_other_error():
    chance = random.Random(2)
    for _ in range(300):
        text = "".join(chance.choices("ab,;\t|\"\n\r #%'\u200bé0.", k=chance.randrange(60)))
        try:
            list(read_text(text.encode()).rows())
            read(text)
        except ReadingError:
            continue
