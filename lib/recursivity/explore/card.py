"""Model cards: what a reader must know before trusting a model, drawn from the model itself."""

from __future__ import annotations

import html
import inspect

import attrs

from ..core import Model, Number, Parameter

HEADS = {
    "assumes": "It assumes",
    "leaves_out": "It leaves out",
    "absent": "Absent",
    "wrong_if": "It would be wrong if",
    "boundary": "Where the claim turns",
}


@attrs.frozen
class ModelCard:
    """The card and the parameters of a model, as HTML for a page and as text for everyone else.

    Parameters
    ----------
    model : a class, not an instance of it.
    """

    model: type[Model]

    def _repr_html_(self) -> str:
        parts = "".join(
            f"<dt>{head}</dt><dd>{html.escape(text)}</dd>" for head, text in self._parts()
        )
        heads = "".join(
            f'<th scope="col">{h}</th>' for h in ("parameter", "meaning", "default", "range")
        )
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in self._rows()
        )
        return (
            f'<section class="model-card" aria-label="Model card of '
            f'{self.model.__name__}"><p><strong>{self.model.__name__}</strong>. '
            f"{html.escape(self._title())}</p><dl>{parts}</dl>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
        )

    def __repr__(self) -> str:
        parts = [
            f"{self.model.__name__}. {self._title()}",
            *(f"{head}: {text}" for head, text in self._parts()),
        ]
        return "\n".join([*parts, *("  ".join(row) for row in self._rows())])

    def _title(self) -> str:
        return inspect.getdoc(self.model).splitlines()[0]

    def _parts(self) -> list[tuple[str, str]]:
        return [(head, getattr(self.model.card, field)) for field, head in HEADS.items()]

    def _rows(self) -> list[tuple[str, str, str, str]]:
        return [
            (label(p), p.meaning, f"{p.default}", span(p)) for p in self.model.parameters().values()
        ]


def called(parameter: Parameter) -> str:
    """Return a parameter's name as prose writes it."""
    return parameter.called or parameter.name.replace("_", " ")


def label(parameter: Parameter) -> str:
    """Return a parameter's name as prose writes it, with its symbol."""
    words = called(parameter)
    return f"{words} {parameter.symbol}" if parameter.symbol else words


def span(parameter: Parameter) -> str:
    """Return a parameter's range with its unit."""
    if isinstance(parameter, Number):
        return f"{parameter.low:g} to {parameter.high:g} {parameter.unit}".strip()
    return ", ".join(parameter.options)
