"""Findings: what a tool says about a reader's own data, what that rests on, what it cannot know."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

import attrs


@attrs.frozen(kw_only=True)
class Finding:
    """One answer, in sentences with numbers.

    Parameters
    ----------
    name : str
        What it is about, in a few words.
    says, assumes, cannot : str
        The answer, what it takes for granted, and what it cannot know.
    """

    name: str
    says: str
    assumes: str
    cannot: str


@attrs.frozen
class Findings:
    """Answers in the order in which they are to be read.

    Parameters
    ----------
    found : sequence of Finding
        The answers.
    notes : sequence of str
        How the file was read.
    """

    found: Sequence[Finding]
    notes: Sequence[str] = ()

    def __iter__(self) -> Iterator[Finding]:
        """Visit the findings."""
        return iter(self.found)

    def __getitem__(self, name: str) -> Finding:
        """Return the finding of this name; raise `KeyError` where there is none."""
        for finding in self.found:
            if finding.name == name:
                return finding
        raise KeyError(name)

    def __repr__(self) -> str:
        """Return all of it as text."""
        parts = [
            f"{each.name}\n  {each.says}\n  Assumes: {each.assumes}\n  Cannot know: {each.cannot}"
            for each in self.found
        ]
        if self.notes:
            parts.append("How the file was read\n  " + "\n  ".join(self.notes))
        return "\n\n".join(parts)

    def _repr_html_(self) -> str:
        text = html.escape
        parts = [
            f"<dt>{text(each.name)}</dt><dd>{text(each.says)}<br>"
            f"<small>It assumes: {text(each.assumes)} It cannot know: {text(each.cannot)}</small>"
            "</dd>"
            for each in self.found
        ]
        if self.notes:
            notes = text(" ".join(self.notes))
            parts.append(f"<dt>How the file was read</dt><dd><small>{notes}</small></dd>")
        return (
            '<section class="model-card" aria-label="What your data say">'
            f"<dl>{''.join(parts)}</dl></section>"
        )
