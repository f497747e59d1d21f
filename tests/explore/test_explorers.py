"""Every explorer of every chapter and tool: alive at all corners of its controls, the same by every way to it, and light."""

from __future__ import annotations

import gzip
import importlib
import warnings

import pytest

from recursivity.explore import Explorer
from recursivity.explore.live import _Live
from recursivity.explore.static import HEAVIEST, page

from ..chapters import chapters, tools


def every() -> list[Explorer]:
    """Return every explorer of the library."""
    modules = [importlib.import_module(one.module("explorers")) for one in [*chapters(), *tools()]]
    return [e for module in modules for e in vars(module).values() if isinstance(e, Explorer)]


EXPLORERS = pytest.mark.parametrize("explorer", every(), ids=lambda e: e.name)


def numbers(text: str) -> list[str]:
    return [word for word in text.split() if any(c.isdigit() for c in word)]


def test_names_are_unique():
    names = [explorer.name for explorer in every()]
    assert len(names) == len(set(names)), "a guess is kept under its explorer's name"


@EXPLORERS
def test_it_asks_and_answers(explorer):
    settled = explorer.settle()
    assert explorer.question.ask.endswith("?")
    assert numbers(settled.answer)
    assert settled.verdict(None)


@EXPLORERS
def test_all_corners_of_the_full_ranges(explorer):
    painter = explorer.painter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for model in type(explorer.model).corners(list(explorer.controls)):
            model = explorer.model.but(**{name: getattr(model, name) for name in explorer.controls})
            svg, sentence = painter.frame(explorer.run(model, 5))
            assert numbers(sentence)
            assert "nan" not in sentence.lower()
            assert "inf" not in sentence.lower().split()
            assert svg.endswith("</svg>")
            assert "nan" not in svg.split(">", 1)[1].lower()


@EXPLORERS
def test_a_frame_does_not_depend_on_the_frames_before_it(explorer):
    states = explorer.states()
    model, seed = states[-1]
    painter = explorer.painter()
    painter.frame(explorer.run(*states[0]))
    assert painter.frame(explorer.run(model, seed)) == explorer.painter().frame(
        explorer.run(model, seed)
    )


@EXPLORERS
def test_widgets_and_page_say_the_same(explorer):
    live, text = _Live(explorer), page(explorer)
    sentence = explorer.sentence(explorer.run(explorer.model, explorer.seeds[0]))
    import html

    assert html.escape(sentence) in live.says.value
    assert html.escape(sentence) in text
    assert html.escape(live.settled.answer) in text


@EXPLORERS
def test_widgets_reach_both_ends_and_come_back(explorer):
    live = _Live(explorer)
    first = live.figure.value
    for name, parameter in explorer.parameters().items():
        for value in parameter.corners():
            live.controls[name].value = value
            assert "explorer-failure" not in live.says.value
    live.reset()
    assert live.figure.value == first


@EXPLORERS
def test_its_page_is_light(explorer):
    assert len(gzip.compress(page(explorer).encode())) <= HEAVIEST
