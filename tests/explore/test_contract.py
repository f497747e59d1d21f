"""What the Explorer promises its authors: clear refusals, packed frames that unpack, guesses that are quoted."""

from __future__ import annotations

import json
import re

import attrs
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from recursivity import style
from recursivity.core import Card, Model, ParameterError, model, option, real, whole
from recursivity.explore import (
    MOST_FRAMES,
    PAGES,
    Choice,
    Estimate,
    Explorer,
    ExplorerError,
    ModelCard,
    Picture,
)
from recursivity.explore.card import label
from recursivity.explore.live import _Live, control
from recursivity.explore.static import page, shown
from recursivity.explore.svg import embed, pack, svg


@model
class Walk(Model):
    """A walk with a slope."""

    slope: float = real(
        1.0, low=-2.0, high=2.0, step=0.5, symbol="b", unit="metres", meaning="rise in one step"
    )
    steps: int = whole(10, low=1, high=1000, scale="log", unit="steps", meaning="steps taken")
    mood: str = option("calm", options=("calm", "wild"), meaning="how it walks")

    card = Card(
        assumes="a b c d",
        leaves_out="e f g h",
        absent="nobody at all",
        wrong_if="i j k l",
        boundary="m n o p",
    )

    def simulate(self, rng):
        return pd.DataFrame(
            {
                "at": self.slope
                * rng.normal(1, 0.1 if self.mood == "calm" else 1, self.steps).cumsum()
            }
        )


def explorer(**changes) -> Explorer:
    parts = {
        "name": "walk",
        "title": "A walk",
        "model": Walk(),
        "question": Choice(
            ask="Up or down?", options=("Up", "Down"), answer=lambda: (0, "It ends at 10.")
        ),
        "controls": {"slope": [-1.0, 1.0], "mood": 2},
        "scene": lambda fig: style.axes(fig, x="step", y="height", xlim=(0, 10), ylim=(-30, 30)),
        "draw": lambda result, ax: ax.plot(result.table["at"], label="walk"),
        "sentence": lambda result: f"It ends at {result.table['at'].iloc[-1]:.2f} & stays <there>.",
        "seeds": (0, 1),
    }
    return Explorer(**{**parts, **changes})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"controls": {"slop": 3}}, "Walk has no parameter 'slop'"),
        ({"controls": {"slope": []}}, "positions of slope are empty"),
        ({"seeds": ()}, "seeds are empty"),
    ],
)
def test_a_wrong_declaration_is_refused_at_once(changes, told):
    with pytest.raises(ExplorerError, match=told):
        explorer(**changes)


@pytest.mark.parametrize(
    ("controls", "error", "told"),
    [
        ({"slope": [-3.0, 1.0]}, ParameterError, "-2 <= slope <= 2: got -3.0"),
        (
            {"slope": [-1.0, 0.0]},
            ExplorerError,
            "slope starts at 1.0, which is not among its positions",
        ),
        (
            {"slope": 9, "steps": 9},
            ExplorerError,
            rf"need \d+ frames \(slope 9 x steps \d+ x seeds 2\); a page can carry {MOST_FRAMES}",
        ),
        ({"slope": 1}, ParameterError, "at least 2 positions"),
    ],
)
def test_positions_that_no_page_can_show_are_refused(controls, error, told):
    with pytest.raises(error, match=told):
        explorer(controls=controls).states()


def test_a_page_that_is_too_heavy_is_refused():
    points = np.random.default_rng(0).normal(size=(2, 30_000))
    with pytest.raises(
        ExplorerError, match=r"walk weighs \d+ kB gzipped; a page can carry 150: draw fewer points"
    ):
        page(
            explorer(draw=lambda result, ax: ax.plot(*(points * (1 + result.model.slope) + 5), ","))
        )


def test_states_run_over_every_combination():
    states = explorer().states()
    assert len(states) == len(set(states)) == 2 * 2 * 2
    assert states[0] == (Walk(slope=-1.0), 0)
    assert states[1] == (Walk(slope=-1.0), 1)


def test_page_holds_every_frame_with_its_sentence_and_line():
    text = page(explorer())
    data = json.loads(re.search(r'<script type="application/json">(.*?)</script>', text, re.S)[1])
    assert len(data["frames"]) == len(data["says"]) == len(data["code"]) == 8
    frames = [
        "\n".join("\n".join(data["lines"][s : s + n]) for s, n in zip(r[::2], r[1::2], strict=True))
        for r in data["frames"]
    ]
    at = explorer().states().index((Walk(), 0))
    assert frames[at] in text
    assert "It ends at" in data["says"][at]
    assert data["code"][at] == "Walk().run(seed=0)"
    assert all(
        f'aria-label="{says.split(" ")[0]}' in frame
        for frame, says in zip(frames, data["says"], strict=True)
    )


def test_the_same_page_twice_is_byte_identical():
    assert page(explorer()) == page(explorer())


def test_text_is_escaped():
    assert "stays &lt;there&gt;" in page(explorer()).split("<script")[0]
    assert "</script>" not in embed({"a": "</script>"})


def test_colours_become_variables():
    fig = Figure()
    style.use()
    ax = explorer().scene(fig)
    ax.plot([0, 1], [0, 1], color=style.BLUE)
    text = svg(fig, "a line", salt="s")
    assert "var(--rx-1)" in text
    assert "currentColor" in text
    assert not re.search(r"#[0-9a-f]{6}\b", text)
    assert not re.search(r"font-family|<metadata|<style|<!--", text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "font: 11px 'DejaVu Sans', sans-serif; text-anchor: middle",
            "font-size: 11px; text-anchor: middle",
        ),
        (
            "font: italic 700 9.5px 'DejaVu Sans'",
            "font-style: italic; font-weight: 700; font-size: 9.5px",
        ),
        (
            "font-weight: 700; font-size: 9px; font-family: 'DejaVu Sans', serif",
            "font-weight: 700; font-size: 9px",
        ),
        (
            "font-size: 9px; font-family: 'DejaVu Sans'; text-anchor: end",
            "font-size: 9px; text-anchor: end",
        ),
    ],
)
def test_text_keeps_its_size_and_takes_the_page_s_font_whatever_matplotlib_writes(
    monkeypatch, written, kept
):
    drawn = f'<svg viewBox="0 0 9 9">\n<text style="{written}" x="1" y="2">hi</text>\n</svg>'
    monkeypatch.setattr(Figure, "savefig", lambda self, file, **more: file.write(drawn))
    assert f'<text style="{kept}" x="1" y="2">' in svg(Figure(), "x", salt="x")


def test_every_colour_of_the_style_has_a_value_in_both_themes():
    from importlib import resources

    css = (
        resources.files("recursivity.explore")
        .joinpath("assets/explorer.css")
        .read_text(encoding="utf-8")
    )
    for colour in (style.FAINT, style.GRID, style.PAPER, *style.COLOURS):
        variable = re.search(r"--rx-[\w]+", style.css_name(colour))[0]
        assert len(re.findall(rf"{variable}: #", css)) == 2


def test_pack_shares_lines():
    frames = ["a\nb\nc", "a\nx\nc", "a\nb\nc"]
    packed = pack(frames)
    assert packed["lines"] == ["a", "b", "c", "x"]
    assert packed["frames"] == [[0, 3], [0, 1, 3, 1, 2, 1], [0, 3]]


def test_choice_quotes_the_guess_back():
    settled = explorer().settle()
    assert settled.verdict(0) == "You guessed “Up”, which is what the model finds. It ends at 10."
    assert settled.verdict(1) == "You guessed “Down”; the model finds “Up”. It ends at 10."
    assert settled.verdict(None).startswith("You looked at once. The model finds “Up”.")


def test_choice_with_an_answer_out_of_reach_is_refused():
    with pytest.raises(ParameterError, match="0 <= answer < 2 options: got 2"):
        Choice(ask="?", options=("a", "b"), answer=lambda: (2, "")).settle()


def test_estimate_quotes_the_guess_back():
    settled = Estimate(
        ask="How much?", low=0, high=100, step=5, unit="%", answer=lambda: (73.2, "Because.")
    ).settle()
    assert settled.verdict(40.0) == "You guessed 40%; the model says 73.2%. Because."


def test_widgets_hide_the_result_until_a_guess():
    live = _Live(explorer())
    assert live.result.layout.display == "none"
    live.commit(1)
    assert live.result.layout.display is None
    assert "You guessed “Down”" in live.verdict.value
    live.ask_again()
    assert live.result.layout.display == "none"


def test_a_failing_drawing_keeps_the_last_figure_and_says_why():
    def draw(result, ax):
        if result.model.slope < 0:
            raise RuntimeError("no way down")
        ax.plot(result.table["at"])

    live = _Live(explorer(draw=draw))
    before = live.figure.value
    live.controls["slope"].value = -1.0
    assert "no way down" in live.says.value
    assert live.figure.value == before
    live.controls["slope"].value = 1.0
    assert "no way down" not in live.says.value


def test_a_control_covers_the_whole_range_of_its_parameter():
    declared = Walk.parameters()
    slope, steps, mood = (
        control(declared[n], declared[n].default) for n in ("slope", "steps", "mood")
    )
    assert (slope.min, slope.max, slope.step) == (-2.0, 2.0, 0.5)
    assert [value for _, value in steps.options][:: len(steps.options) - 1] == [1, 1000]
    assert list(mood.options) == ["calm", "wild"]


def test_a_control_is_called_what_prose_calls_it():
    steps = Walk.parameters()["steps"]
    assert label(steps) == "steps"
    assert (
        label(attrs.evolve(steps, name="steps_in_a", called="steps in A", symbol="n"))
        == "steps in A n"
    )


def test_values_are_shown_with_their_unit():
    steps = Walk.parameters()["steps"]
    assert [shown(steps, v) for v in (1, 2, 1000)] == ["1 step", "2 steps", "1,000 steps"]


def test_in_the_books_build_it_is_a_page_and_elsewhere_widgets(monkeypatch):
    monkeypatch.setenv(PAGES, "1")
    assert set(explorer()._repr_mimebundle_()) == {"text/html", "text/plain"}
    monkeypatch.delenv(PAGES)
    bundle = explorer()._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "It ends at" not in bundle["text/plain"], "the answer must not show before the guess"
    assert bundle["application/vnd.recursivity.explorer+json"]["line"] == "Walk().run(seed=0)"


def test_a_picture_has_its_sentence_on_the_page_and_is_a_png_elsewhere(monkeypatch):
    style.use()
    figure = Figure()
    explorer().scene(figure).plot([0, 1], [0, 1], color=style.BLUE)
    monkeypatch.delenv(PAGES, raising=False)
    elsewhere = Picture(figure, "A line & no more.")._repr_mimebundle_()
    assert elsewhere["image/png"].startswith(b"\x89PNG")
    assert elsewhere["text/plain"] == "A line & no more."
    monkeypatch.setenv(PAGES, "1")
    page = Picture(figure, "A line & no more.")._repr_mimebundle_()["text/html"]
    assert page.count("A line &amp; no more.") == 2
    assert "var(--rx-1)" in page
    with pytest.raises(ExplorerError, match="needs a sentence"):
        Picture(figure, " ")


def test_model_card_shows_card_and_parameters():
    html, text = ModelCard(Walk)._repr_html_(), repr(ModelCard(Walk))
    for words in (
        "A walk with a slope.",
        "nobody at all",
        "rise in one step",
        "-2 to 2 metres",
        "calm, wild",
    ):
        assert words in html
        assert words in text
