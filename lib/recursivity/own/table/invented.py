"""An invented chain of five stages, to look at before it is anybody's, and its model."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, option, raised, real, waterfall
from ...core.chains import RULES

CHAIN = (  # stage, country, margin, wage, hours: what the template says; all of it invented
    ("Platform", "North", 0.4, np.nan, np.nan),
    ("Main contractor", "North", 0.3, 45.0, 0.02),
    ("Subcontractor", "Middle", 0.2, 15.0, 0.05),
    ("Local agency", "South", 0.3, 2.0, 0.1),
    ("Annotator", "South", np.nan, np.nan, 1.0),
)


@model
class InventedChain(Model):
    """An invented chain of five stages, one of which may be cut out, and its end better paid.

    Successive mark-ups: of what reaches it each stage keeps its margin, and the last takes what is
    left. A stage that is cut out keeps nothing, and all below it share its sum in their old
    proportions. When the pay at the end is multiplied, a stage that insists on its percentage
    multiplies its own sum, too, and one that insists on its fixed sum passes on the rise alone.

    Returns rows by `stage`: `country`, `hours`, `received` and `kept` of the price, `money` and
    `work` (shares of all money and of all hours told), `kept_after` (with the better pay) and
    `yours` (the last stage).
    """

    price: float = real(
        10.0,
        low=1.0,
        high=100.0,
        step=1.0,
        unit="dollars",
        meaning="what the client pays for an hour's labels",
    )
    without: str = option(
        "nobody",
        options=("nobody", *(stage[0] for stage in CHAIN[:-1])),
        meaning="stage that is cut out",
    )
    rise: float = real(
        2.0,
        low=1.0,
        high=5.0,
        step=0.5,
        called="pay multiplied by",
        meaning="new pay at the end over the old",
    )
    rule: str = option(
        "percentage",
        options=RULES,
        called="what they insist on",
        meaning="what each stage keeps after a rise",
    )

    random = False
    card = Card(
        assumes="A stage that goes is not missed, and the client goes on paying the same price.",
        leaves_out="What a stage does for its share, and what the next one would ask for doing it.",
        absent="The hours of searching, waiting and being refused, which nobody in the chain "
        "writes down.",
        wrong_if="Whoever stays takes the sum of the stage that went, and nothing of it reaches "
        "the end.",
        boundary="Where stages insist on sums, better pay costs the client the rise alone; on "
        "shares, many times as much.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return who keeps and who works."""
        stages = [stage for stage in CHAIN if stage[0] != self.without]
        before = waterfall(self.price, [stage[2] for stage in stages[:-1]])
        after = raised(before, self.rise, self.rule)
        kept = np.append(before.kept, before.wage)
        hours = np.nan_to_num([stage[4] for stage in stages])
        return pd.DataFrame(
            {
                "stage": [stage[0] for stage in stages],
                "country": [stage[1] for stage in stages],
                "hours": hours,
                "received": before.received,
                "kept": kept,
                "money": kept / self.price,
                "work": hours / hours.sum(),
                "kept_after": np.append(after.kept, after.wage),
                "yours": np.arange(len(stages)) == len(stages) - 1,
            }
        )
