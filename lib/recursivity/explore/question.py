"""Questions: what a reader commits to before an explorer shows anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from ..core import ParameterError
from .units import quantity


@attrs.frozen(kw_only=True)
class Choice:
    """A question with a short list of answers.

    Parameters
    ----------
    ask : the question, with its question mark.
    options : what can be answered.
    answer : computes, from the model, which of the options is right (its place in the list) and a
        sentence that says why.
    leans : of each option, in which direction it errs where it is wrong ("too equal"), or nothing;
        no leans at all where the options have no direction.

    Raises
    ------
    ParameterError where there are leans, and not one an option.
    """

    ask: str
    options: tuple[str, ...]
    answer: Callable[[], tuple[int, str]]
    leans: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.leans and len(self.leans) != len(self.options):
            raise ParameterError(
                f"leans must be one an option, {len(self.options)}: got {len(self.leans)}"
            )

    def settle(self) -> Settled:
        """Ask the model, and return all that is needed to take a guess and quote it back.

        Raises
        ------
        ParameterError where the model's answer is the place of no option.
        """
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
            right=right,
            answer=f"The model finds “{self.options[right]}”. {because}",
            verdicts=verdicts,
        )


@attrs.frozen(kw_only=True)
class Estimate:
    """A question for a number.

    Parameters
    ----------
    ask : the question, with its question mark.
    low, high, step : ends of the slider and distance of its positions, in `unit`.
    unit : words in the plural, or "%".
    answer : computes the model's number and a sentence that says why.
    leans : what a guess that is too low, and one that is too high, is.
    """

    ask: str
    low: float
    high: float
    step: float
    unit: str = ""
    answer: Callable[[], tuple[float, str]]
    leans: tuple[str, str] = ("too low", "too high")

    @property
    def middle(self) -> float:
        """Where the slider stands first: the position nearest to its middle."""
        return self.low + round((self.high - self.low) / 2 / self.step) * self.step

    def said(self, number: str) -> str:
        """Return a number with the unit, never to be broken apart."""
        return quantity(number, self.unit, gap="\N{NO-BREAK SPACE}")

    def settle(self) -> Settled:
        """Ask the model, and return all that is needed to take a guess and quote it back."""
        value, because = self.answer()
        answer = f"model says {self.said(f'{value:.3g}')}. {because}"
        return Settled(
            question=self,
            right=float(value),
            answer=f"The {answer}",
            verdicts=[f"You guessed {{guess}}; the {answer}"],
        )


@attrs.frozen(kw_only=True)
class Settled:
    """A question with the model's answer.

    Parameters
    ----------
    question : what was asked.
    right : the place of the right option, or the model's number.
    answer : the model's answer in a sentence or two.
    verdicts : one sentence an option, or one with a place for `{guess}`.
    """

    question: Choice | Estimate
    right: float
    answer: str
    verdicts: list[str]

    def verdict(self, guess: Any) -> str:
        """Return the sentence that quotes a guess back.

        Parameters
        ----------
        guess : the place of an option, a number, or None for who looked at once.
        """
        if guess is None:
            return f"You looked at once. {self.answer}"
        if isinstance(self.question, Choice):
            return self.verdicts[guess]
        return self.verdicts[0].replace("{guess}", self.question.said(f"{guess:g}"))
