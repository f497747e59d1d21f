"""Your guesses: the page on which readers see their own, and where each question stands.

```{guesses}
```

The page carries every question with the model's answer; what a reader guessed stays in their
browser, and
`your_guesses.js` brings the two together there. `{chapters}` draws the welcome page's cards.
"""

from __future__ import annotations

import html
import importlib
import json
import re
from typing import Any

import closure
import matplotlib as mpl
import seals
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from recursivity import style


def asked(builder: Any, page: str) -> list[dict[str, Any]]:
    """Return every question of every chapter, in the order of the contents, with its answer."""
    from recursivity.explore import Choice

    contents = re.findall(r"file: (\S+)", (closure.ROOT / "_toc.yml").read_text(encoding="utf-8"))
    found = []
    for name, place in sorted(
        seals.places().items(), key=lambda each: contents.index(each[1].page)
    ):
        explorer = seals.explorers()[name]
        question = explorer.question
        known = explorer.settled
        entry: dict[str, Any] = {
            "name": name,
            "title": explorer.title,
            "chapter": title_of(place.page),
            "at": f"{builder.get_relative_uri(page, place.page)}#{place.anchor}",
            "ask": question.ask,
            "right": known.right,
            "leans": list(question.leans),
        }
        if isinstance(question, Choice):
            entry["options"] = list(question.options)
        else:
            entry |= {"unit": question.unit, "step": question.step}
        found.append(entry)
    return found


def title_of(page: str) -> str:
    """Return the title of an essay, or of the notebook that is named after it."""
    essay = closure.ROOT / f"{page}.md"
    if essay.exists():
        text = essay.read_text(encoding="utf-8")
    else:
        notebook = (closure.ROOT / f"{page}.ipynb").read_text(encoding="utf-8")
        text = "".join(json.loads(notebook)["cells"][0]["source"])
    return re.search(r"^# (.*?)(?:: (?:the laboratory|a tool))?$", text, re.M)[1]


class GuessesDirective(SphinxDirective):
    """The place of a reader's own guesses, with all that is needed to judge them."""

    def run(self) -> list[nodes.Node]:
        """Return the questions as data, and an empty place."""
        from recursivity.explore.svg import embed

        for path in seals.rooms():
            module = ".".join(path.relative_to(closure.LIB).with_suffix("").parts)
            for file in closure.of_module(module):
                self.env.note_dependency(str(file))
        data = embed(asked(self.env.app.builder, self.env.docname))
        block = (
            '<div class="your-guesses"><p>Your guesses are shown here by a script of this page, '
            "from your own browser; without JavaScript there is nothing to show.</p></div>"
            f'<script type="application/json" id="questions">{data}</script>'
        )
        return [nodes.raw("", block, format="html")]


class ChaptersDirective(SphinxDirective):
    """A card a chapter: its picture, drawn by its model, its title and its first sentence of
    purpose.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the cards; each line of content is `part/chapter: what it asks`."""
        cards = []
        for line in self.content:
            place, _, asks = line.partition(":")
            cards.append(self._card(place.strip(), asks.strip()))
        return [nodes.raw("", f'<div class="chapter-cards">{"".join(cards)}</div>', format="html")]

    def _card(self, place: str, asks: str) -> str:
        part, chapter = place.split("/")
        module = f"recursivity.{part}.{chapter}.pictures"
        for file in closure.of_module(module):
            self.env.note_dependency(str(file))
        with mpl.rc_context(style.RC):
            drawn = importlib.import_module(module).sign().html()
        title = title_of(f"book/{part}/{chapter}")
        link = self.env.app.builder.get_relative_uri(self.env.docname, f"book/{part}/{chapter}")
        return (
            f'<a class="chapter-card" href="{link}"><span class="chapter-part">{part}</span>'
            f'{drawn}<strong>{html.escape(title)}</strong><span class="chapter-asks">'
            f"{html.escape(asks)}</span></a>"
        )


def setup(app: Sphinx) -> dict[str, bool]:
    """Add directives."""
    app.add_directive("guesses", GuessesDirective)
    app.add_directive("chapters", ChaptersDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
