"""Every film of every chapter: alive for any seed and setting, light, and true to its model."""

from __future__ import annotations

import gzip
import html
import importlib
import json
import re
from functools import cache

import numpy as np
import pytest

from recursivity.explore import ExplorerError, Film
from recursivity.explore.film import FINE, HIDDEN, MOST_EDGES, MOST_MARKS
from recursivity.explore.film_page import HEAVIEST, page

from ..chapters import Chapter, chapters
from .test_explorers import every as explorers
from .test_explorers import numbers


def films_of(chapter: Chapter) -> list[Film]:
    """Return the films of a chapter."""
    names = vars(importlib.import_module(chapter.module("films")))
    return [film for film in names.values() if isinstance(film, Film)]


def every() -> list[Film]:
    """Return every film of the library."""
    return [film for chapter in chapters() for film in films_of(chapter)]


FILMS = pytest.mark.parametrize("film", every(), ids=lambda film: film.name)


@cache
def page_of(name: str) -> str:
    """Return a film's page: its recordings take time, and several tests ask for them."""
    return page(next(film for film in every() if film.name == name))


def data_of(name: str) -> dict:
    """Return what the page's script is given."""
    found = re.search(r'<script type="application/json">(.*?)</script>', page_of(name), re.S)
    return json.loads(found[1])


def unpacked(changes: list[list[int]], things: int) -> np.ndarray:
    """Return rows from gaps and differences, as the page's script makes them."""
    row = np.zeros(things, dtype=int)
    rows = []
    for pairs in changes:
        at = np.cumsum(pairs[::2], dtype=int)
        row = row.copy()
        row[at] += np.array(pairs[1::2], dtype=int)
        rows.append(row)
    return np.array(rows)


def test_names_are_unique_among_films_and_explorers():
    names = [each.name for each in [*every(), *explorers()]]
    assert len(names) == len(set(names)), "a guess is kept under its name"


@FILMS
def test_every_step_says_numbers_and_stays_on_its_stage(film):
    for seed in (*film.seeds, 11):
        for frame in film.frames(seed):
            assert numbers(frame.says)
            assert not re.search(r"\bnan\b|\binf\b", frame.says.lower())
            shown = np.broadcast_to(frame.look, np.shape(frame.x)) != HIDDEN
            x = np.ravel(frame.x)[shown]
            y = np.ravel(frame.y)[shown]
            assert ((x >= 0) & (x <= 100)).all()
            assert ((y >= 0) & (y <= film.stage.height)).all()
            assert np.size(frame.x) <= MOST_MARKS
            assert len(frame.edges) <= MOST_EDGES
            low = min(film.stage.chart.ticks)
            assert min(frame.measures) >= low


@FILMS
def test_the_page_holds_what_was_recorded(film):
    for seed, reel in zip(film.seeds, data_of(film.name)["reels"], strict=True):
        frames = film.frames(seed)
        assert reel["seed"] == seed
        assert reel["says"] == [frame.says for frame in frames]
        x = unpacked(reel["x"], reel["marks"])
        looks = unpacked(reel["look"], reel["marks"])
        shown = unpacked(reel["shown"], len(reel["ends"]) // 2)
        for step, frame in enumerate(frames):
            count = np.size(frame.x)
            np.testing.assert_allclose(x[step, :count] / FINE, np.ravel(frame.x), atol=0.051)
            assert (looks[step, :count] == frame.look).all()
            assert (looks[step, count:] == HIDDEN).all()
            assert np.count_nonzero(shown[step]) == len({tuple(e) for e in frame.edges})


@FILMS
def test_it_runs_at_the_corners_of_its_model_or_says_that_it_is_too_large(film):
    names = list(film.model.parameters())[:2]
    for model in list(type(film.model).corners(names))[:4]:
        other = film.but(**{name: getattr(model, name) for name in names}, seeds=[3])
        try:
            frames = other.frames()
        except ExplorerError as refused:
            if "; a page can move" not in str(refused):
                raise
        else:
            assert numbers(frames[-1].says)


@FILMS
def test_its_page_is_light_and_the_same_twice(film):
    text = page_of(film.name)
    assert len(gzip.compress(text.encode())) <= HEAVIEST
    assert page(film) == text


@FILMS
def test_without_a_script_three_steps_stand_side_by_side(film):
    frames = film.frames()
    text = page_of(film.name).split('<script type="application/json">')[0]
    stills = re.findall(r"<figure>(.*?)</figure>", text, re.S)
    assert len(stills) == 3
    middle = len(frames) // 2
    for still, frame in zip(stills, (frames[0], frames[middle], frames[-1]), strict=True):
        said = html.escape(frame.says)
        assert f"<figcaption>{said}</figcaption>" in still
        assert f'aria-label="{html.escape(frame.says, quote=True)}"' in still
        assert "nan" not in re.sub(r'aria-label="[^"]*"', "", still)


@FILMS
def test_its_line_of_python_shows_it(film):
    space: dict = {}
    lines = film.line().splitlines()
    exec("\n".join(lines[:-1]), space)
    assert eval(lines[-1], space) is film


@FILMS
def test_a_film_that_asks_is_answered(film):
    if film.question is None:
        assert "data-asks" not in page_of(film.name)
        return
    assert film.question.ask.endswith("?")
    assert numbers(film.settled.answer)
    assert html.escape(film.settled.answer) in page_of(film.name)
