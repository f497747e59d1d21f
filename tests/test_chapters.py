"""The contract of a chapter, and that of a tool: every part is there, finished, and speaks."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys

import pytest

from recursivity.core import Model, checks_of, observe
from recursivity.explore import Explorer

from .chapters import (
    ROOT,
    all_text,
    bibliography,
    chapters,
    claims,
    models_of,
    notebook,
    notebooks,
    pages,
    source,
    tags,
    tools,
)

CHAPTERS = pytest.mark.parametrize("chapter", chapters(), ids=lambda c: c.name)
TOOLS = pytest.mark.parametrize("tool", tools(), ids=lambda t: t.name)
BOTH = pytest.mark.parametrize("chapter", [*chapters(), *tools()], ids=lambda c: c.name)
PROSE_PARTS = (
    "What you will be able to do",
    "Also claimed",
    "What the models leave out",
    "For the seminar",
    "Read on",
)
TOOL_PARTS = (
    "What your file looks like",
    "Your own file",
    "What goes wrong",
    "Model cards",
    "What it cannot know",
    "References",
)
LABORATORY_PARTS = ("The claim, tested", "Exercises", "Model cards", "What you saw", "References")


def heads(text: str) -> list[str]:
    return re.findall(r"^## +(.*?)\s*$", text, re.M)


def without_roles(text: str) -> str:
    """Return the words that are typed: no roles, directives, formulas, code, link targets."""
    text = re.sub(r"^---\n.*?\n---\n|```.*?```|\$\$.*?\$\$", "", text, flags=re.S)
    text = re.sub(r"^:::.*$", "", text, flags=re.M)  # what a block holds are words, its fences none
    return re.sub(r"\{[\w:]+\}`[^`]*`|`[^`]*`|\$[^$]*\$|\]\([^)]*\)", "", text)


def models(chapter) -> dict[str, type[Model]]:
    found = models_of(importlib.import_module(chapter.module()))
    return {model.__name__: model for model in found}


def explorers(chapter) -> dict[str, Explorer]:
    module = importlib.import_module(chapter.module("explorers"))
    return {n: e for n, e in vars(module).items() if isinstance(e, Explorer)}


def test_there_are_chapters():
    assert chapters()


@BOTH
def test_every_room_is_there(chapter):
    assert [p for p in chapter.rooms if not p.exists()] == []


LONGEST = 350  # lines of a module of models: read in one sitting


@CHAPTERS
def test_a_module_of_models_is_read_in_one_sitting(chapter):
    rooms = {"claims.py", "explorers.py", "films.py", "pictures.py"}
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines())
        for path in chapter.package.glob("*.py")
        if path.name not in rooms
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@CHAPTERS
def test_importing_a_chapter_imports_no_figures_and_no_widgets(chapter):
    heavy = ("matplotlib", "ipywidgets", "seaborn", "sklearn", "scipy", "networkx")
    source = f"import sys, {chapter.module()}; print(*(m for m in {heavy} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


@CHAPTERS
def test_prose_has_every_part(chapter):
    text = chapter.prose.read_text(encoding="utf-8")
    assert [part for part in PROSE_PARTS if part not in heads(text)] == []
    assert any("objection" in head.lower() for head in heads(text))
    assert len(heads(text)) > len(PROSE_PARTS) + 2, "the argument needs sections of its own"
    assert 2500 <= len(without_roles(text).split()) <= 4000


@CHAPTERS
def test_an_essay_shows(chapter):
    text = chapter.prose.read_text(encoding="utf-8")
    shown = re.findall(r"^`{3,}\{explorer\} ([\w.]+)$", text, re.M)
    assert 2 <= len(set(shown)) == len(shown) <= 4
    assert len(set(re.findall(r"^`{3,}\{picture\} ([\w.]+)$", text, re.M))) >= 3
    assert text.count("{argument-map}") == text.count("{also-claimed}") == 1
    assert "worked by hand" in text.lower()
    assert f"/notebooks/{chapter.part}/{chapter.name}>`" in text, "it leads to its laboratory"


@CHAPTERS
def test_an_essay_tells_at_most_a_dozen_claims_each_with_one_badge(chapter):
    badges = re.findall(r"\{claim\}`([^`]+)`", chapter.prose.read_text(encoding="utf-8"))
    assert len(badges) == len(set(badges))
    assert 5 <= len(badges) <= 12


@CHAPTERS
def test_every_explorer_seals_what_answers_it(chapter):
    known = {row["id"] for row in claims() if row["chapter"] == chapter.name}
    for name, explorer in explorers(chapter).items():
        assert explorer.seals, name
        for what in explorer.seals:
            claim, _, observation = what.partition(".")
            assert claim in known, what
            if observation:
                checks_of(chapter.module("claims"))
                assert observation in observe(claim), what


@CHAPTERS
def test_every_seal_in_words_names_an_explorer(chapter):
    ours = {explorer.name for c in chapters() for explorer in explorers(c).values()}
    told = [chapter.prose.read_text(encoding="utf-8")] + [
        source(c) for c in chapter.cells("markdown")
    ]
    spans = [span for text in told for span in re.findall(r"\]\{([^}]*)\}", text)]
    named = {n for span in spans for n in re.findall(r"\.seal-(\w+)", span)}
    named |= {
        n
        for text in told
        for line in re.findall(r":::+\{sealed\}(.*)$", text, re.M)
        for n in line.split()
    }
    assert named - ours == set()


@CHAPTERS
def test_prose_cites_and_defines(chapter):
    text = chapter.prose.read_text(encoding="utf-8")
    assert len(set(re.findall(r"\{cite:[tp]\}`([^`]+)`", text))) >= 5
    assert len(set(re.findall(r"\{term\}`([^`]+)`", text))) >= 5


@CHAPTERS
def test_numbers_in_prose_are_computed_or_cited(chapter):
    for paragraph in chapter.prose.read_text(encoding="utf-8").split("\n\n"):
        if "{cite:" not in paragraph:
            assert (
                re.findall(
                    r"\d+(?:[.,]\d+)?\s?(?:%|per cent)|(?<![\w.])\d+\.\d+(?![\w.])",
                    without_roles(paragraph),
                )
                == []
            )


@CHAPTERS
def test_laboratory_has_every_part(chapter):
    words = "\n\n".join(source(c) for c in chapter.cells("markdown"))
    assert [part for part in LABORATORY_PARTS if part not in heads(words)] == []
    assert re.search(r"break this model", words, re.I)


@BOTH
def test_the_first_code_cell_sets_up(chapter):
    first = chapter.cells("code")[0]
    assert "setup" in tags(first)
    assert "import" in source(first)
    assert "style.use()" in source(first)


@TOOLS
def test_the_notebook_of_a_tool_has_every_part_and_its_desk(tool):
    words = "\n\n".join(source(c) for c in tool.cells("markdown"))
    assert [part for part in TOOL_PARTS if part not in heads(words)] == []
    shown = "\n".join(source(c) for c in tool.cells("code"))
    assert re.search(r"^desk\(\)$", shown, re.M)
    assert explorers(tool)
    assert [
        name for name in explorers(tool) if not re.search(rf"^(?:explorers\.)?{name}$", shown, re.M)
    ] == []


@BOTH
def test_laboratory_cells_are_short(chapter):
    cells = [c for c in chapter.cells("code") if "setup" not in tags(c)]
    assert [source(c) for c in cells if len(source(c).splitlines()) > 20] == []


@CHAPTERS
def test_laboratory_shows_three_to_five_explorers_or_more_and_all_of_them(chapter):
    shown = "\n".join(source(c) for c in chapter.cells("code"))
    ours = explorers(chapter)
    assert len(ours) >= 3
    assert [name for name in ours if not re.search(rf"^(?:explorers\.)?{name}$", shown, re.M)] == []


@CHAPTERS
def test_a_laboratory_opens_with_something_to_see(chapter):
    first = next(c for c in chapter.cells("code") if "setup" not in tags(c))
    shown = re.search(r"^(?:explorers|pictures)\.\w+(?:\(\))?$|Picture\(", source(first), re.M)
    assert shown or any("image/png" in o.get("data", {}) for o in first["outputs"])


@CHAPTERS
def test_a_laboratory_seals_what_was_seen_and_the_cards_of_what_is_asked(chapter):
    (saw,) = [
        source(c) for c in chapter.cells("markdown") if source(c).startswith("## What you saw")
    ]
    assert re.sub(r":::\{sealed\}.*?\n:::$", "", saw, flags=re.S | re.M).strip() == (
        "## What you saw"
    )
    asked = {e.name: type(e.model).__name__ for e in explorers(chapter).values()}
    for name, model in asked.items():
        (card,) = [c for c in chapter.cells("code") if source(c) == f"ModelCard({model})"]
        assert f"sealed-{name}" in tags(card), model


@CHAPTERS
def test_a_laboratory_works_in_the_open(chapter):
    code = "\n".join(source(c) for c in chapter.cells("code"))
    assert re.search(r"^\s*(?:import seaborn as sns|sns\.)", code, re.M), "a figure by seaborn"
    assert re.search(r"\bExplorer\($", code, re.M), "an explorer of the reader's own"


@BOTH
def test_laboratory_has_a_card_for_every_model_that_it_uses(chapter):
    code = "\n".join(source(c) for c in chapter.cells("code"))
    used = {type(e.model).__name__ for e in explorers(chapter).values()} | {
        n for n in models(chapter) if re.search(rf"\b{n}\(", code)
    }
    assert [name for name in sorted(used) if not re.search(rf"ModelCard\({name}\)", code)] == []


@BOTH
def test_every_model_has_a_card_and_a_docstring(chapter):
    for name, cls in models(chapter).items():
        assert cls.__doc__, name
        assert all(
            len(v.split()) >= 4
            for v in (
                cls.card.assumes,
                cls.card.leaves_out,
                cls.card.absent,
                cls.card.wrong_if,
                cls.card.boundary,
            )
        ), name
        assert all(p.meaning for p in cls.parameters().values()), name


@CHAPTERS
def test_exercises_have_solutions_that_pass_and_stubs_that_do_not(chapter):
    def said(path):
        return "".join(
            "".join(o.get("text", ""))
            for c in notebook(path)["cells"]
            if c["cell_type"] == "code"
            for o in c["outputs"]
        )

    assert any("solution" in tags(c) for c in chapter.cells("code"))
    solved, open_ = (
        said(chapter.laboratory),
        said(chapter.laboratory.with_name(f"{chapter.name}_exercises.ipynb")),
    )
    assert "Right: " in solved
    assert "Not yet: " not in solved
    assert "Not yet: " in open_
    assert "Right: " not in open_


def test_exercises_are_in_step_with_their_laboratories():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "exercises.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", notebooks(), ids=lambda p: p.stem)
def test_no_figure_hangs_on_chance_or_on_the_order_of_a_set(path):
    code = "\n".join(source(c) for c in notebook(path)["cells"] if c["cell_type"] == "code")
    plain = re.sub(r"^[%!].*$", "", code, flags=re.M)
    # What seaborn and networkx draw from a stream of their own, and what makes them do without.
    fixed = {
        "stripplot": r"jitter\W+False",
        "regplot": r"ci\W+None|seed=",
        "lmplot": r"ci\W+None|seed=",
        "barplot": r"errorbar\W+(None|sd)|seed=",
        "pointplot": r"errorbar\W+(None|sd)|seed=",
        "spring_layout": r"seed=",
        "multipartite_layout": r"subset_key=[\w'\"]",
    }
    calls = [ast.unparse(n) for n in ast.walk(ast.parse(plain)) if isinstance(n, ast.Call)]
    for name, without in fixed.items():
        drawn = [c for c in calls if re.match(rf"(sns|nx)\.{name}\(", c)]
        assert [c for c in drawn if not re.search(without, c) and "**" not in c] == []
        assert not drawn or re.search(without, plain), name


@pytest.mark.parametrize("path", notebooks(), ids=lambda p: p.stem)
def test_every_code_cell_was_executed_and_stored(path):
    code = [c for c in notebook(path)["cells"] if c["cell_type"] == "code"]
    assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
    assert any(c["outputs"] for c in code)
    assert not any(o["output_type"] == "error" for c in code for o in c["outputs"])


@pytest.mark.parametrize("path", notebooks(), ids=lambda p: p.stem)
def test_every_plain_figure_has_a_text_alternative(path):
    for cell in notebook(path)["cells"]:
        if "Picture(" in source(cell) or "pictures." in source(cell):
            continue  # a picture is given its sentence, and refuses to be without
        if any(
            "image/png" in o.get("data", {}) or "image/svg+xml" in o.get("data", {})
            for o in cell.get("outputs", [])
        ):
            assert cell["metadata"].get("mystnb", {}).get("image", {}).get("alt", "").strip(), (
                source(cell)
            )


def test_every_citation_has_an_entry_and_every_entry_a_use():
    cited = {
        k.strip()
        for text in all_text().values()
        for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text)
        for k in keys.split(",")
    }
    cited |= {row["source"] for row in claims()}
    assert sorted(cited - set(bibliography())) == []
    texts = "\n".join(
        p.read_text(encoding="utf-8")
        for p in [*(ROOT / "lib").rglob("*.py"), ROOT / "book" / "claims.yml"]
    )
    assert [key for key in bibliography() if key not in cited and key not in texts] == []


def test_every_term_is_in_the_glossary_and_used():
    glossary = (ROOT / "book" / "glossary.md").read_text(encoding="utf-8")
    block = re.search(r"```\{glossary\}\n(.*?)\n```", glossary, re.S)[1]
    defined = {
        line.strip().lower()
        for line in block.splitlines()
        if line and not line[0].isspace() and not line.startswith(":")
    }
    used = {
        " ".join(re.sub(r".*<(.*)>", r"\1", t, flags=re.S).lower().split())
        for text in all_text().values()
        for t in re.findall(r"\{term\}`([^`]+)`", text)
    }
    assert sorted(used - defined) == []
    assert len(defined) >= 20


def test_no_page_loads_anything_from_elsewhere():
    for path, text in all_text().items():
        assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*https?://", text), path
        assert not re.search(r"!\[[^\]]*\]\(https?://", text), path


def test_every_image_in_prose_has_a_text_alternative():
    for path in pages():
        assert not re.search(r"!\[\s*\]\(", path.read_text(encoding="utf-8")), path
