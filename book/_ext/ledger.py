"""The claim ledger in the book: its pages, badges in the prose, and numbers that the build
computes.

{claim}`F12-red-queen`                      a badge that leads to the row
{observed}`F12-red-queen.best_memory:.0f`   a number that a claim's check has just computed
"""

from __future__ import annotations

import html
import json
from functools import cache
from pathlib import Path
from typing import Any

import closure
import seals
import yaml
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

CLAIMS = closure.ROOT / "book" / "claims.yml"
PAGES = "book/ledger/"  # a page a chapter
BEARINGS = {
    "contested": "evidence speaks against it as well",
    "indirect": "what was measured is its neighbour",
}


def rows() -> list[dict[str, Any]]:
    """Return the rows of the ledger; end the build with a sentence where the file is missing or
    malformed.
    """
    return _read(CLAIMS)


@cache  # every badge and every number in the prose asks for a row
def _read(claims: Path) -> list[dict[str, Any]]:
    try:
        found = yaml.safe_load(claims.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ExtensionError(
            "book/claims.yml is missing: it holds the claims of every chapter; restore it"
        ) from None
    except yaml.YAMLError as error:
        raise ExtensionError(f"book/claims.yml is not YAML: {error}") from None
    if not isinstance(found, list) or not all(
        isinstance(each, dict) and "id" in each for each in found
    ):
        raise ExtensionError("book/claims.yml has to be a list of claims, each with an id")
    return found


def row(claim: str) -> dict[str, Any]:
    """Return one row; raise `KeyError` with the known identifiers where there is none."""
    for each in rows():
        if each["id"] == claim:
            return each
    raise KeyError(
        f"book/claims.yml has no claim {claim!r}; it has {', '.join(each['id'] for each in rows())}"
    )


def checks_module(claim: dict[str, Any]) -> str:
    """Return the module that holds the check of a modelled row."""
    return f"{chapter_package(claim['chapter'])}.claims"


def chapter_package(name: str) -> str:
    """Return the dotted name of a chapter's package; raise `KeyError` where there is none."""
    for found in closure.PACKAGE.glob(f"*/{name}/claims.py"):
        return ".".join(found.parent.relative_to(closure.LIB).parts)
    raise KeyError(f"lib/recursivity has no chapter {name!r}")


@cache
def observations(module: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Return every observation of a chapter's checks, by claim and name; kept on disk until what
    it rests on changes.
    """
    place = (
        closure.ROOT
        / "_build"
        / "observed"
        / f"{module.split('.', 1)[1]}.{closure.digest(*closure.of_module(module))}.json"
    )
    if not place.exists():
        from recursivity.core import checks_of, observe

        found = {
            claim: {
                o.name: {"value": o.value, "meaning": o.meaning} for o in observe(claim).values()
            }
            for claim in checks_of(module)
        }
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.glob(f"{module.split('.', 1)[1]}.*.json"):
            old.unlink()
        place.write_text(json.dumps(found), encoding="utf-8")
    return json.loads(place.read_text(encoding="utf-8"))


class ClaimRole(SphinxRole):
    """A badge: what kind of claim this is, with a link to its row."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the badge, or a warning where there is no such row."""
        self.env.note_dependency(str(CLAIMS))
        try:
            claim = row(self.text)
        except KeyError as error:
            return [], [self.inliner.reporter.error(error.args[0], line=self.lineno)]
        badge = nodes.inline("", badge_text(claim), classes=["claim", f"claim-{claim['kind']}"])
        link = nodes.reference(
            "",
            "",
            badge,
            internal=True,
            refuri=address(self.env, claim),
            reftitle=claim["claim"],
        )
        return [*told(self.env, claim), link], []


def told(env: Any, claim: dict[str, Any]) -> list[nodes.Node]:
    """Return the place that the map of the argument leads to, where a page first tells a claim."""
    if claim["id"] in env.temp_data.setdefault("claims told", set()):
        return []
    env.temp_data["claims told"].add(claim["id"])
    return [nodes.target("", "", ids=[f"told-{label(claim)}"])]


def badge_text(claim: dict[str, Any]) -> str:
    """Return what a badge says: kind, bearing of the evidence, number."""
    bearing = f", {claim['bearing']}" if claim.get("bearing") else ""
    return f"{claim['kind']}{bearing} {claim['id'].split('-')[0]}"


def address(env: Any, claim: dict[str, Any]) -> str:
    """Return the address of a claim's row, seen from the page that is being read."""
    page = env.app.builder.get_relative_uri(env.docname, PAGES + claim["chapter"])
    return f"{page}#{label(claim)}"


class ObservedRole(SphinxRole):
    """A number that was computed in this build, by the check of a claim."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number, or a warning where the claim has no such observation."""
        place, _, form = self.text.partition(":")
        claim, _, name = place.rpartition(".")
        try:
            module = checks_module(row(claim))
            self.env.note_dependency(str(CLAIMS))
            for file in closure.of_module(module):
                self.env.note_dependency(str(file))
            known = observations(module)[claim]
            if name not in known:
                raise KeyError(
                    f"claim {claim} observes no {name!r}; it observes {', '.join(known)}"
                )
            text = format(known[name]["value"], form or ".3g")
        except (KeyError, ValueError) as error:
            return [], [
                self.inliner.reporter.error(
                    f"{{observed}}`{self.text}`: {error.args[0]}", line=self.lineno
                )
            ]
        number = nodes.inline("", _signed(text), classes=["observed"])
        names = seals.sealing(place)
        return [seals.words(names, number) if names else number], []


def _signed(text: str) -> str:
    """Return a number with a true minus sign, and without one where nothing but zeros follows."""
    if text.startswith("-") and not any(digit in text for digit in "123456789"):
        text = text[1:]
    return text.replace("-", "−")


class LedgerDirective(SphinxDirective):
    """Every row of a chapter, each with an anchor that badges lead to: `{ledger} data_hunger`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return one section a claim."""
        self.env.note_dependency(str(CLAIMS))
        found = [claim for claim in rows() if claim["chapter"] == self.arguments[0]]
        if not found:
            raise self.error(f"book/claims.yml has no row of a chapter {self.arguments[0]!r}")
        return [self._row(claim) for claim in found]

    def _row(self, claim: dict[str, Any]) -> nodes.section:
        section = nodes.section(ids=[label(claim)], names=[], classes=["ledger-row"])
        section += nodes.title("", claim["id"].replace("-", " ", 1))
        self._parse("\n".join(self._lines(claim)), section)
        return section

    def _lines(self, claim: dict[str, Any]) -> list[str]:
        kind = claim["kind"].capitalize()
        bearing = claim.get("bearing")
        weighed = f", {bearing}: {BEARINGS[bearing]}" if bearing else ""
        source = f"{{cite:t}}`{claim['source']}`, {claim['where']}."
        lines = [claim["claim"], "", f"*{kind}{weighed}.* {source}", ""]
        shown = [line for head in ("expected", "boundary") for line in _field(claim, head)]
        if names := seals.telling(claim["id"], "\n".join(shown)):
            seal = f":::{{sealed}} {' '.join(names)}"
            shown = [seal, ":holds: What is expected, and where it turns,", "", *shown, ":::", ""]
        lines += shown
        lines += [line for head in ("evidence", "standing") for line in _field(claim, head)]
        if claim["kind"] == "modelled":
            place = f"{chapter_package(claim['chapter'])}.{claim['model']}"
            lines += [f"**Model.** `{place}`", ""]
        if claim.get("mechanism"):
            lines += [f"**Mechanism.** {', '.join(self._mechanisms(claim))}", ""]
        if claim.get("rests_on"):
            resting = ", ".join(f"{{claim}}`{other}`" for other in claim["rests_on"])
            lines += [f"**Rests on.** {resting}", ""]
        return lines

    def _mechanisms(self, claim: dict[str, Any]) -> list[str]:
        names = [name.replace("_", " ") for name in claim["mechanism"]]
        return [f"{{ref}}`{name} <{name.replace(' ', '-')}>`" for name in names]

    def _parse(self, text: str, section: nodes.section) -> None:
        lines = StringList(text.splitlines(), source=str(CLAIMS))
        self.state.nested_parse(lines, self.content_offset, section)


class CarriesDirective(SphinxDirective):
    """The claims that a mechanism carries, chapter by chapter: `{carries} urn`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return one paragraph a chapter; end the build where nothing is carried."""
        self.env.note_dependency(str(CLAIMS))
        slug = self.arguments[0]
        chapters: dict[str, list[dict[str, Any]]] = {}
        for claim in rows():
            if slug in claim.get("mechanism", []):
                chapters.setdefault(claim["chapter"], []).append(claim)
        if not chapters:
            raise self.error(f"no row of book/claims.yml names the mechanism {slug!r}")
        return [self._chapter(name, claims) for name, claims in chapters.items()]

    def _chapter(self, name: str, claims: list[dict[str, Any]]) -> nodes.paragraph:
        essay = chapter_package(name).replace("recursivity.", "").replace(".", "/")
        told = "; ".join(
            f"{claim['id'].partition('-')[2].replace('-', ' ')} {{claim}}`{claim['id']}`"
            for claim in claims
        )
        found, messages = self.parse_inline(f"{{doc}}`/book/{essay}`: {told}.", lineno=self.lineno)
        return nodes.paragraph("", "", *found, *messages, classes=["carries"])


class LedgerIndexDirective(SphinxDirective):
    """All claims as one plain list with links to their rows; `ledger.js` adds what filters it."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        self.env.note_dependency(str(CLAIMS))
        entries = "\n".join(self._entry(claim) for claim in rows())
        return [nodes.raw("", f'<ul class="ledger-index">\n{entries}\n</ul>', format="html")]

    def _entry(self, claim: dict[str, Any]) -> str:
        data = {
            "chapter": claim["chapter"].replace("_", " "),
            "kind": claim["kind"],
            "bearing": claim.get("bearing", "as told"),
            "mechanism": "|".join(m.replace("_", " ") for m in claim.get("mechanism", [])),
            "source": works()[claim["source"]],
        }
        attributes = "".join(f' data-{k}="{html.escape(v, quote=True)}"' for k, v in data.items())
        name = html.escape(claim["id"].replace("-", " ", 1))
        kind = html.escape(badge_text(claim).rpartition(" ")[0])
        return (
            f'<li id="{label(claim)}"{attributes}><a href="{address(self.env, claim)}">{name}</a> '
            f'<span class="claim claim-{claim["kind"]}">{kind}</span> '
            f"{html.escape(claim['claim'])} "
            f'<span class="ledger-source">{html.escape(data["source"])}, '
            f"{data['chapter']}</span></li>"
        )


def _field(claim: dict[str, Any], head: str) -> list[str]:
    return [f"**{head.capitalize()}.** {claim[head]}", ""] if claim.get(head) else []


@cache
def works() -> dict[str, str]:
    """Return every work of the bibliography as authors and year."""
    from pybtex.database import parse_file

    found = parse_file(str(closure.ROOT / "book" / "references.bib")).entries
    return {
        key: f"{_authors(entry)} {entry.fields.get('year', '')}" for key, entry in found.items()
    }


def _authors(entry: Any) -> str:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [" ".join([*person.prelast_names, *person.last_names]) for person in people]
    names = [name.replace("{", "").replace("}", "") for name in names]
    if len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names) or "Anonymous"


def label(claim: dict[str, Any]) -> str:
    """Return the anchor of a row."""
    return "claim-" + claim["id"].lower().replace("_", "-")


def setup(app: Sphinx) -> dict[str, bool]:
    """Add roles and directive."""
    app.add_role("claim", ClaimRole())
    app.add_role("observed", ObservedRole())
    app.add_directive("ledger", LedgerDirective)
    app.add_directive("carries", CarriesDirective)
    app.add_directive("ledger-index", LedgerIndexDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
