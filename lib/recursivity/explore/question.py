"""Questions: what a reader commits to before an explorer shows anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from ..core import ParameterError


@attrs.frozen(kw_only=True)
class Choice:
    """A question with a short list of answers.

    `answer` computes, from the model, which of the options is right (its place in the list) and a sentence that says why.
    """

    ask: str
    options: tuple[str, ...]
    answer: Callable[[], tuple[int, str]]

    def settle(self) -> Settled:
        """Ask the model, and return everything a page needs to take a guess and quote it back."""
        right, because = self.answer()
        if not 0 <= right < len(self.options):
            raise ParameterError(
                f"answer must satisfy 0 <= answer < {len(self.options)} options: got {right!r}"
            )
        verdicts = [
            f"You guessed “{guess}”, which is what the model finds. {because}"
            if place == right
            else f"You guessed “{guess}”; the model finds “{self.options[right]}”. {because}"
            for place, guess in enumerate(self.options)
        ]
        return Settled(
            question=self,
            answer=f"The model finds “{self.options[right]}”. {because}",
            verdicts=verdicts,
        )


@attrs.frozen(kw_only=True)
class Estimate:
    """A question for a number between `low` and `high`.

    `answer` computes the model's number and a sentence that says why.
    """

    ask: str
    low: float
    high: float
    step: float
    unit: str = ""
    answer: Callable[[], tuple[float, str]]

    def settle(self) -> Settled:
        """Ask the model, and return everything a page needs to take a guess and quote it back."""
        value, because = self.answer()
        number = f"{value:.3g}{self.gap}{self.unit}"
        verdict = f"You guessed {{guess}}{self.gap}{self.unit}; the model says {number}. {because}"
        return Settled(
            question=self, answer=f"The model says {number}. {because}", verdicts=[verdict]
        )

    @property
    def gap(self) -> str:
        """What stands between number and unit: a no-break space, or nothing before a per cent sign and without a unit."""
        return "\N{NO-BREAK SPACE}" if self.unit.strip("%") else ""


@attrs.frozen(kw_only=True)
class Settled:
    """A question with the model's answer: `verdicts` has one sentence an option, or one with a place for `{guess}`."""

    question: Choice | Estimate
    answer: str
    verdicts: list[str]

    def verdict(self, guess: Any) -> str:
        """Return the sentence that quotes a guess back: the place of an option, a number, or None for who looked at once."""
        if guess is None:
            return f"You looked at once. {self.answer}"
        if isinstance(self.question, Choice):
            return self.verdicts[guess]
        return self.verdicts[0].replace("{guess}", f"{guess:g}")
