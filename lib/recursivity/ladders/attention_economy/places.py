"""Places: plans that need one stroke of luck after another, and favours that have to go round.

Nothing here is a measurement: what is known of the world stands in the essay. Keys in brackets are
those of the bibliography.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import (
    Card,
    Model,
    model,
    normal_cdf,
    normal_density,
    normal_quantile,
    option,
    real,
    whole,
)


@model
class Plan(Model):
    """A plan of so many steps, each of which has to come off before the next can.

    Conjunction: n steps that each come off with probability p come off together with pⁿ where they
    have nothing to do with each other. Doors may open doors: then steps share a cause, a normal
    number z that counts for a share ρ of the luck of each. Given z they are independent again, and
    all come off with the mean over z of Φ((Φ⁻¹(p) + √ρ·z)/√(1 − ρ))ⁿ, which lies between pⁿ and p.

    Returns
    -------
    Rows by `steps` (1 to 10): `independent` (pⁿ), `chance` (that all steps come off) and `yours`.
    [tversky1983]
    """

    steps: int = whole(5, low=1, high=10, symbol="n", unit="steps", meaning="how long the plan is")
    each: float = real(
        0.5, low=0.05, high=0.95, step=0.05, symbol="p", meaning="chance that a step comes off"
    )
    doors: float = real(
        0.0,
        low=0.0,
        high=0.9,
        step=0.1,
        symbol="ρ",
        meaning="share of a step's luck that is that of all steps",
    )

    random = False
    card = Card(
        assumes="Every step is as likely as any other, and no step can be left out.",
        leaves_out="Second attempts, and what the first steps are worth if the last one fails.",
        absent="Those who open the doors, and for whom.",
        wrong_if="One success makes the next nearly certain, or other roads lead to the same end.",
        boundary="Where all steps hang on one cause the plan is as likely as any single step.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the chance of the whole plan by its length."""
        steps = np.arange(1, self.parameters()["steps"].high + 1)
        z = np.linspace(-8, 8, 1601)
        weight = normal_density(z) * (z[1] - z[0])
        hurdle = float(normal_quantile(self.each))
        given = normal_cdf((hurdle + self.doors**0.5 * z) / (1 - self.doors) ** 0.5)
        return pd.DataFrame(
            {
                "steps": steps,
                "independent": self.each**steps,
                "chance": (given[:, None] ** steps * weight[:, None]).sum(axis=0),
                "yours": steps == self.steps,
            }
        )


@model
class Rota(Model):
    """A generous star with time for so many boosts a month, and a queue of hopefuls.

    Capacity: B boosts a month go round among n hopefuls. In turn, everybody has had one after n/B
    months. By lot, which asks for no queue, a share 1 − (1 − 1/n)^(B·t) has had one after t months,
    and the last is expected after n/B · (1 + 1/2 + … + 1/n).

    Returns
    -------
    Rows by `month` (0 to 120): `in_turn` and `by_lot` (shares of hopefuls who have had a boost) and
    `boosted` (the share under the chosen order). [essay_social2]
    """

    hopefuls: int = whole(
        900, low=10, high=10_000, scale="log", symbol="n", unit="people", meaning="who hopes"
    )
    boosts: int = whole(
        10,
        low=1,
        high=100,
        scale="log",
        symbol="B",
        unit="a month",
        meaning="boosts that a star gives",
    )
    order: str = option("in turn", options=("in turn", "by lot"), meaning="whose turn it is")

    random = False
    card = Card(
        assumes="A boost is a boost: no star gives more of itself to one hopeful than to another.",
        leaves_out="What a boost is worth, and that it is worth less the more have had one.",
        absent="Other stars, and hopefuls who boost each other.",
        wrong_if="One word reaches many hopefuls at once, as a list of names may.",
        boundary="A circle as small as the star's year is lifted in that year; nobody need wait.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who has had a boost, month by month."""
        month = np.arange(121)
        in_turn = np.minimum(1.0, self.boosts * month / self.hopefuls)
        by_lot = 1 - (1 - 1 / self.hopefuls) ** (self.boosts * month)
        boosted = in_turn if self.order == "in turn" else by_lot
        columns = {"month": month, "in_turn": in_turn, "by_lot": by_lot, "boosted": boosted}
        return pd.DataFrame(columns)

    @property
    def months(self) -> float:
        """How many months it takes, on average, until every hopeful has had a boost."""
        turn = self.hopefuls / self.boosts
        if self.order == "in turn":
            return turn
        return turn * float((1 / np.arange(1, self.hopefuls + 1)).sum())
