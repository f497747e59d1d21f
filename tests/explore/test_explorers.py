"""Every explorer of every chapter and tool.

Alive at all corners of its controls, the same by every way to it, and light.
"""

from __future__ import annotations

import gzip
import html
import importlib
import warnings
from functools import cache

import pytest

from recursivity.explore import Explorer
from recursivity.explore.jupyter import JupyterExplorer
from recursivity.explore.static import HEAVIEST, page
from recursivity.explore.units import ONE

from ..chapters import chapters, models_of, tools


def every() -> list[Explorer]:
    """Return every explorer of the library."""
    modules = [importlib.import_module(one.module("explorers")) for one in [*chapters(), *tools()]]
    return [e for module in modules for e in vars(module).values() if isinstance(e, Explorer)]


EXPLORERS = pytest.mark.parametrize("explorer", every(), ids=lambda e: e.name)


@cache
def page_of(name: str) -> str:
    """Return an explorer's page: its frames take seconds, and several tests ask for them."""
    return page(next(explorer for explorer in every() if explorer.name == name))


def numbers(text: str) -> list[str]:
    return [word for word in text.split() if any(c.isdigit() for c in word)]


def test_names_are_unique():
    names = [explorer.name for explorer in every()]
    assert len(names) == len(set(names)), "a guess is kept under its explorer's name"


@EXPLORERS
def test_it_asks_and_answers(explorer):
    settled = explorer.settled
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
    front = JupyterExplorer(explorer)
    text = page_of(explorer.name)
    sentence = explorer.sentence(explorer.run(explorer.model, explorer.seeds[0]))
    assert html.escape(sentence) in front.says.value
    assert html.escape(sentence) in text
    assert html.escape(explorer.settled.answer) in text


@EXPLORERS
def test_widgets_reach_both_ends_and_come_back(explorer):
    front = JupyterExplorer(explorer)
    first = front.figure.value
    for name, parameter in explorer.parameters().items():
        for value in parameter.corners():
            front.controls[name].value = value
            assert "explorer-failure" not in front.says.value
    front.reset()
    assert front.figure.value == first


@EXPLORERS
def test_its_page_is_light(explorer):
    assert len(gzip.compress(page_of(explorer.name).encode())) <= HEAVIEST


def test_every_unit_is_known_in_the_singular():
    modules = [importlib.import_module(one.module()) for one in [*chapters(), *tools()]]
    models = [model for module in modules for model in models_of(module)]
    units = {p.unit for model in models for p in model.parameters().values()}
    units |= {getattr(explorer.question, "unit", "") for explorer in every()}
    unknown = {unit for unit in units if unit and unit.split()[0] not in ONE}
    assert unknown == set(), "say in explore/units.py what they are of one"
