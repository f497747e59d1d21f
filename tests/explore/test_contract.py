"""What the Explorer promises its authors.

Clear refusals, packed frames that unpack, guesses that are quoted, nothing computed twice.
"""

from __future__ import annotations

import json
import re

import attrs
import matplotlib as mpl
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
from recursivity.explore.desk import Desk
from recursivity.explore.desk_jupyter import JupyterDesk
from recursivity.explore.jupyter import JupyterExplorer, control
from recursivity.explore.static import FINE, fine, page, shown
from recursivity.explore.svg import embed, pack, svg
from recursivity.explore.units import quantity


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
    with mpl.rc_context(style.RC):
        fig = Figure()
        explorer().scene(fig).plot([0, 1], [0, 1], color=style.BLUE)
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
    settled = explorer().settled
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
    live = JupyterExplorer(explorer())
    assert live.result.layout.display == "none"
    live.commit(1)
    assert live.guess.layout.display == "none"
    assert live.result.layout.display == "flex", "JupyterLite shows no box again that was hidden"
    assert "You guessed “Down”" in live.verdict.value
    live.ask_again()
    assert live.result.layout.display == "none"
    assert live.guess.layout.display == "flex"
    assert live.verdict.value == ""


def test_a_failing_drawing_keeps_the_last_figure_and_says_why():
    def draw(result, ax):
        if result.model.slope < 0:
            raise RuntimeError("no way down")
        ax.plot(result.table["at"])

    live = JupyterExplorer(explorer(draw=draw))
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
    share = attrs.evolve(steps, unit="%", whole=False)
    assert [shown(share, v) for v in (1.0, 2.5)] == ["1%", "2.5%"]
    assert shown(Walk.parameters()["mood"], "calm") == "calm"


@pytest.mark.parametrize(
    ("unit", "one", "two"),
    [
        ("people", "1 person", "2 people"),
        ("items a day", "1 item a day", "2 items a day"),
        ("dollars an hour", "1 dollar an hour", "2 dollars an hour"),
        ("a day", "1 a day", "2 a day"),
        ("%", "1%", "2%"),
        ("", "1", "2"),
    ],
)
def test_one_of_a_kind_is_said_in_the_singular(unit, one, two):
    assert quantity("1", unit) == one
    assert quantity("2", unit) == two
    assert quantity("1.5", unit) == two.replace("2", "1.5")


def test_in_the_books_build_it_is_a_page_and_elsewhere_widgets(monkeypatch):
    monkeypatch.setenv(PAGES, "1")
    assert set(explorer()._repr_mimebundle_()) == {"text/html", "text/plain"}
    monkeypatch.delenv(PAGES)
    bundle = explorer()._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "It ends at" not in bundle["text/plain"], "the answer must not show before the guess"
    assert bundle["application/vnd.recursivity.explorer+json"]["line"] == "Walk().run(seed=0)"


def test_a_picture_has_its_sentence_on_the_page_and_is_a_png_elsewhere(monkeypatch):
    with mpl.rc_context(style.RC):
        figure = Figure()
        explorer().scene(figure).plot([0, 1], [0, 1], color=style.BLUE)
    monkeypatch.delenv(PAGES, raising=False)
    elsewhere = Picture(figure, "A line & no more.")._repr_mimebundle_()
    assert elsewhere["image/png"].startswith(b"\x89PNG")
    assert elsewhere["text/plain"] == "A line & no more."
    monkeypatch.setenv(PAGES, "1")
    text = Picture(figure, "A line & no more.")._repr_mimebundle_()["text/html"]
    assert text.count("A line &amp; no more.") == 2
    assert "var(--rx-1)" in text
    with pytest.raises(ExplorerError, match="needs a sentence"):
        Picture(figure, " ")


def test_model_card_shows_card_and_parameters():
    markup = ModelCard(Walk)._repr_html_()
    text = repr(ModelCard(Walk))
    for words in (
        "A walk with a slope.",
        "nobody at all",
        "rise in one step",
        "-2 to 2 metres",
        "calm, wild",
    ):
        assert words in markup
        assert words in text


class Counted:
    """An explorer that counts what is computed for it."""

    def __init__(self, **changes) -> None:
        self.answers = 0
        self.runs: list[tuple[Walk, int]] = []
        self.drawn = 0
        self.explorer = explorer(
            question=Choice(ask="Up?", options=("Up", "Down"), answer=self.answer),
            run=self.run,
            draw=self.draw,
            **changes,
        )

    def answer(self) -> tuple[int, str]:
        self.answers += 1
        return 0, "It ends at 10."

    def run(self, model, seed):
        self.runs.append((model, seed))
        return model.result(seed)

    def draw(self, result, ax) -> None:
        self.drawn += 1
        ax.plot(result.table["at"])


def test_a_page_asks_once_and_runs_every_state_once(monkeypatch):
    monkeypatch.setenv(PAGES, "1")
    counted = Counted()
    counted.explorer._repr_mimebundle_()
    assert counted.answers == 1
    assert counted.runs == counted.explorer.states()


def test_widgets_ask_once_and_run_the_first_state_once(monkeypatch):
    monkeypatch.delenv(PAGES, raising=False)
    counted = Counted()
    state = counted.explorer._repr_mimebundle_()["application/vnd.recursivity.explorer+json"]
    assert counted.answers == 1
    assert counted.runs == [(Walk(), 0)]
    assert state == {
        "answer": "The model finds “Up”. It ends at 10.",
        "line": "Walk().run(seed=0)",
        "sentence": counted.explorer.sentence(Walk().result(0)),
    }


def test_a_reset_draws_once_and_goes_back_to_the_first_seed():
    counted = Counted()
    front = JupyterExplorer(counted.explorer)
    first = front.figure.value
    front.controls["slope"].value = -1.5
    front.controls["mood"].value = "wild"
    front.another_seed()
    drawn = counted.drawn
    front.reset()
    assert counted.drawn == drawn + 1
    assert counted.runs[-1] == (Walk(), 0)
    assert front.figure.value == first


def test_another_seed_visits_the_declared_ones_first_in_jupyter_too():
    counted = Counted(seeds=(3, 5))
    front = JupyterExplorer(counted.explorer)
    for _ in range(3):
        front.another_seed()
    assert [seed for _, seed in counted.runs] == [3, 5, 6, 7]
    assert "seed=7" in front.line.value


def test_another_seed_is_offered_where_there_is_one():
    assert page(explorer(seeds=(0, 1))).count('data-do="seed" data-seeds="2" value="0"') == 1
    assert 'data-do="seed"' not in page(explorer(seeds=(4,)))
    buttons = [
        [
            button.description
            for button in JupyterExplorer(explorer(seeds=seeds))._buttons().children
        ]
        for seeds in ((0, 1), (4,))
    ]
    assert buttons == [["Reset", "Another seed", "Guess again"], ["Reset", "Guess again"]]


def test_a_control_with_one_position_has_no_place_on_the_page():
    text = page(explorer(controls={"slope": [1.0], "mood": 2, "steps": [10]}))
    assert text.count("<select") == 1
    assert '<input type="range"' not in text


def test_a_control_says_where_it_stands_and_where_a_reset_leads():
    text = page(explorer(controls={"slope": [-1.0, 1.0, 2.0], "mood": 2}))
    (control_of_slope,) = re.findall(r'<input type="range"[^>]*>', text)
    assert 'min="0" max="2" value="1" data-start="1"' in control_of_slope
    assert 'data-texts="-1 metre|1 metre|2 metres" aria-valuetext="1 metre"' in control_of_slope
    assert '<option value="0" selected>calm</option><option value="1">wild</option>' in text


def test_a_symbol_is_seen_and_not_read_aloud():
    text = page(explorer())
    assert '<span class="explorer-label">slope <span aria-hidden="true">b</span></span>' in text
    assert '<span class="explorer-label">mood</span>' in text


def test_words_of_an_author_are_words_and_no_markup():
    text = page(explorer(title='"Up" & <on>', seeds=(0,)))
    assert 'aria-label="&quot;Up&quot; &amp; &lt;on&gt;">' in text
    assert '<p class="explorer-title">&quot;Up&quot; &amp; &lt;on&gt;</p>' in text


def guessing(**changes) -> Explorer:
    declared = {"ask": "How long?", "low": 0, "high": 7, "step": 1, "unit": "days"}
    answer = {"answer": lambda: (1.0, "Because.")}
    return explorer(question=Estimate(**{**declared, **answer, **changes}))


def test_a_guess_is_heard_with_its_unit():
    (field,) = re.findall(
        r'<input type="range" min="0" max="7"[^>]*>.*?</output>', page(guessing())
    )
    gap = "\N{NO-BREAK SPACE}"
    assert (
        f'value="4" data-one="{gap}day" data-unit="{gap}days" aria-valuetext="4{gap}days"' in field
    )
    assert f">4{gap}days</output>" in field
    assert guessing().settled.answer == f"The model says 1{gap}day. Because."
    assert guessing().settled.verdict(1) == (
        f"You guessed 1{gap}day; the model says 1{gap}day. Because."
    )
    share = page(guessing(unit="%", high=100, step=5))
    assert 'data-one="%" data-unit="%" aria-valuetext="50%"' in share


def test_a_guess_in_jupyter_is_committed_as_it_stands():
    front = JupyterExplorer(guessing())
    field, buttons = front.guess.children
    assert (field.min, field.max, field.step, field.value) == (0, 7, 1, 4)
    assert "days" in field.description
    commit, look = buttons.children
    assert not commit.disabled
    field.value = 6
    commit.click()
    assert "You guessed 6\N{NO-BREAK SPACE}days" in front.verdict.value
    front.ask_again()
    look.click()
    assert "You looked at once." in front.verdict.value


def test_in_jupyter_nothing_can_be_committed_before_it_is_chosen():
    front = JupyterExplorer(explorer())
    field, buttons = front.guess.children
    commit = buttons.children[0]
    assert commit.disabled
    field.value = 1
    assert not commit.disabled
    commit.click()
    assert "You guessed “Down”" in front.verdict.value


def test_in_jupyter_a_control_shows_its_unit_and_every_step():
    declared = Walk.parameters()
    assert control(declared["slope"], 1.0).description == "slope b (metres)"
    steps = control(declared["steps"], 10)
    assert steps.description == "steps"
    assert dict(steps.options)["1 step"] == 1
    assert len(steps.options) > 30
    small = attrs.evolve(declared["slope"], step=0.0005)
    assert control(small, 1.0).readout_format == ".4f"
    assert control(declared["slope"], 1.0).readout_format == ".2f"
    whole_steps = attrs.evolve(declared["steps"], scale="linear")
    assert type(control(whole_steps, 10)).__name__ == "IntSlider"


def test_the_whole_range_has_every_step_or_as_many_as_a_finger_can_tell():
    declared = Walk.parameters()
    assert fine(declared["slope"]) == [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0]
    assert 0.3 in fine(declared["slope"], 0.3)
    many = fine(attrs.evolve(declared["steps"], high=100_000, scale="linear"))
    assert FINE - 2 <= len(many) <= FINE + 1
    assert (many[0], many[-1]) == (1, 100_000)


def test_a_logarithmic_range_leaves_out_none_of_its_small_values():
    steps = attrs.evolve(Walk.parameters()["steps"], high=100)
    assert set(range(1, 41)) <= set(fine(steps))
    assert len(fine(steps)) < 100


def test_a_page_takes_as_many_frames_as_it_can_carry_and_not_one_more():
    full = explorer(controls={"slope": [1.0]}, seeds=range(MOST_FRAMES))
    assert len(full.states()) == MOST_FRAMES
    with pytest.raises(ExplorerError, match=f"would need {MOST_FRAMES + 1} frames"):
        explorer(controls={"slope": [1.0]}, seeds=range(MOST_FRAMES + 1)).states()


def test_drawing_leaves_a_readers_settings_alone(monkeypatch):
    monkeypatch.delenv(PAGES, raising=False)
    with mpl.rc_context({"axes.grid": False, "font.size": 23, "svg.hashsalt": "mine"}):
        before = dict(mpl.rcParams)
        page(explorer())
        JupyterExplorer(explorer()).another_seed()
        explorer()._repr_mimebundle_()
        assert dict(mpl.rcParams) == before


def test_a_readers_settings_leave_the_drawing_alone():
    usual = page(explorer())
    with mpl.rc_context({"font.size": 23, "svg.fonttype": "path", "axes.labelsize": 30}):
        assert page(explorer()) == usual


def test_a_figure_keeps_its_text_as_text_whatever_the_readers_settings():
    figure = Figure()
    figure.text(0.5, 0.5, "hello")
    with mpl.rc_context({"svg.fonttype": "path"}):
        assert ">hello</text>" in svg(figure, "x", salt="x")


def test_two_figures_have_identifiers_of_their_own():
    def identifiers(salt: str) -> set[str]:
        figure = Figure()
        figure.add_axes((0, 0, 1, 1)).plot([0, 5], [0, 5])
        return set(re.findall(r'id="([^"]+)"', svg(figure, "x", salt=salt)))

    assert identifiers("a")
    assert identifiers("a") == identifiers("a")
    assert not identifiers("a") & identifiers("b")


def test_coordinates_have_one_decimal_and_no_negative_zero(monkeypatch):
    drawn = '<svg viewBox="0 0 9 9">\n<path d="M 1.26 -0.04 \nL 2.04 3.96"/>\n</svg>'
    monkeypatch.setattr(Figure, "savefig", lambda self, file, **more: file.write(drawn))
    assert '<path d="M 1.3 0 2 4"/>' in svg(Figure(), "x", salt="x")


class Found(str):
    def _repr_html_(self) -> str:
        return f"<p>{self}</p>"


def desk() -> Desk:
    def read(file, name=""):
        if file == "broken.csv":
            raise ValueError("broken.csv: not a table")
        return [name or file]

    return Desk(
        name="files",
        title="Your files",
        wanted="Any file",
        accept=".csv",
        read=read,
        sample=lambda: ["invented"],
        fields=lambda found: {"word": (None, found[0]), "pay": (None, 2.0)},
        show=lambda found, values: (
            [(Figure(), "An empty sheet.")],
            Found(f"{found} {values['word']} {1 / values['pay']:g}"),
        ),
    )


def test_a_desk_in_jupyter_reads_answers_and_keeps_what_was_there():
    front = JupyterDesk(desk())
    assert "the invented example" in front.state.value
    assert "['invented'] invented 0.5" in front.out.value
    assert 'aria-label="An empty sheet."' in front.out.value
    front.path.value = " mine.csv "
    assert "This is mine.csv." in front.state.value
    front.values["pay"].value = 4.0
    assert "['mine.csv'] mine.csv 0.25" in front.out.value
    front.path.value = "broken.csv"
    assert front.state.value.endswith("broken.csv: not a table</pre>")
    front.values["word"].value = "other"
    assert "['mine.csv'] other 0.25" in front.out.value
    front.values["pay"].value = 0.0
    assert "ZeroDivisionError" in front.out.value
    front.upload.value = (
        {
            "name": "sent.csv",
            "content": memoryview(b"1"),
            "size": 1,
            "type": "text/csv",
            "last_modified": pd.Timestamp("2026-01-01", tz="UTC").to_pydatetime(),
        },
    )
    assert "This is sent.csv." in front.state.value
    assert front.upload.value == ()
    front.reset()
    assert "['invented'] invented 0.5" in front.out.value


def test_a_desk_elsewhere_says_where_to_find_it(monkeypatch):
    monkeypatch.setenv(PAGES, "1")
    bundle = desk()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "Your files. Any file. Run this page" in bundle["text/html"]
    monkeypatch.delenv(PAGES)
    assert "application/vnd.jupyter.widget-view+json" in desk()._repr_mimebundle_()
