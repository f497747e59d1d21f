"""The claim ledger in the book: the page drawn from `claims.yml`, badges in the prose, and numbers that the build computes.

{claim}`F12-red-queen`                      a badge that leads to the row
{observed}`F12-red-queen.best_memory:.0f`   a number that a claim's check has just computed
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import closure
import yaml
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

CLAIMS = closure.ROOT / "book" / "claims.yml"
PAGE = "book/ledger"


def rows() -> list[dict[str, Any]]:
    """Return the rows of the ledger; end the build with a sentence where the file is missing or malformed."""
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
    """Return every observation of a chapter's checks, by claim and name; kept on disk until what it rests on changes."""
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
        number = claim["id"].split("-")[0]
        badge = nodes.inline(
            "", f"{claim['kind']} {number}", classes=["claim", f"claim-{claim['kind']}"]
        )
        link = nodes.reference(
            "",
            "",
            badge,
            internal=True,
            refuri=f"{self._ledger()}#{label(claim)}",
            reftitle=claim["claim"],
        )
        return [link], []

    def _ledger(self) -> str:
        return self.env.app.builder.get_relative_uri(self.env.docname, PAGE)


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
        return [nodes.inline("", text.replace("-", "−"), classes=["observed"])], []


class LedgerDirective(SphinxDirective):
    """Every row of the ledger, chapter by chapter, each with an anchor that badges lead to."""

    def run(self) -> list[nodes.Node]:
        """Return one section a chapter and one subsection a claim."""
        self.env.note_dependency(str(CLAIMS))
        chapters: dict[str, list[dict[str, Any]]] = {}
        for claim in rows():
            chapters.setdefault(claim["chapter"], []).append(claim)
        return [self._chapter(name, claims) for name, claims in chapters.items()]

    def _chapter(self, name: str, claims: list[dict[str, Any]]) -> nodes.section:
        section = nodes.section(ids=[f"ledger-{name.replace('_', '-')}"], names=[])
        section += nodes.title("", name.replace("_", " ").capitalize())
        for claim in claims:
            section += self._row(claim)
        return section

    def _row(self, claim: dict[str, Any]) -> nodes.section:
        section = nodes.section(ids=[label(claim)], names=[], classes=["ledger-row"])
        section += nodes.title("", claim["id"].replace("-", " ", 1))
        self._parse("\n".join(self._lines(claim)), section)
        return section

    def _lines(self, claim: dict[str, Any]) -> list[str]:
        kind = claim["kind"]
        lines = [
            f"{claim['claim']}",
            "",
            f"*{kind.capitalize()}.* {{cite:t}}`{claim['source']}`, {claim['where']}.",
            "",
        ]
        told = [
            ("Expected", "expected"),
            ("Boundary", "boundary"),
            ("Evidence", "evidence"),
            ("Standing", "standing"),
        ]
        lines += [
            line
            for head, field in told
            if claim.get(field)
            for line in (f"**{head}.** {claim[field]}", "")
        ]
        if kind == "modelled":
            place = f"{chapter_package(claim['chapter'])}.{claim['model']}"
            lines += [f"**Model.** `{place}`", ""]
        return lines

    def _parse(self, text: str, section: nodes.section) -> None:
        self.state.nested_parse(
            StringList(text.splitlines(), source=str(CLAIMS)), self.content_offset, section
        )


def label(claim: dict[str, Any]) -> str:
    """Return the anchor of a row."""
    return "claim-" + claim["id"].lower().replace("_", "-")


def setup(app: Sphinx) -> dict[str, bool]:
    """Add roles and directive."""
    app.add_role("claim", ClaimRole())
    app.add_role("observed", ObservedRole())
    app.add_directive("ledger", LedgerDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
