"""Findings: what a tool says about a reader's own data, each with what it rests on and what it cannot know."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

import attrs


@attrs.frozen(kw_only=True)
class Finding:
    """One answer, in sentences with numbers."""

    name: str
    says: str
    assumes: str
    cannot: str  # what it cannot know


@attrs.frozen
class Findings:
    """Answers in the order in which they are to be read, and notes on how the file was read."""

    found: Sequence[Finding]
    notes: Sequence[str] = ()

    def __iter__(self) -> Iterator[Finding]:
        """Visit the findings."""
        return iter(self.found)

    def __getitem__(self, name: str) -> Finding:
        """Return the finding of this name."""
        return next(f for f in self.found if f.name == name)

    def __repr__(self) -> str:
        """Return all of it as text."""
        parts = [f"{f.name}\n  {f.says}\n  Assumes: {f.assumes}\n  Cannot know: {f.cannot}" for f in self.found]
        return "\n\n".join([*parts, *(["How the file was read\n  " + "\n  ".join(self.notes)] if self.notes else [])])

    def _repr_html_(self) -> str:
        text = html.escape
        parts = [
            f"<dt>{text(f.name)}</dt><dd>{text(f.says)}<br><small>It assumes: {text(f.assumes)} "
            f"It cannot know: {text(f.cannot)}</small></dd>"
            for f in self.found
        ]
        if self.notes:
            parts.append(f"<dt>How the file was read</dt><dd><small>{text(' '.join(self.notes))}</small></dd>")
        return f'<section class="model-card" aria-label="What your data say"><dl>{"".join(parts)}</dl></section>'
