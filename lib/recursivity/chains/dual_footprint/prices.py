"""What better pay does to a price, and what the needed and the replaceable are paid."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, option, real, whole
from ...core.input_output import price_change, shapley, value_added
from .table import (
    AI,
    ARGENTINA,
    BUYERS,
    DATA,
    FRANCE,
    HARDWARE,
    LABOUR_SHARE,
    MADAGASCAR,
    MINING,
    NODES,
    OTHER,
    ai_table,
    node,
    used,
)


@model
class WhoWouldPay(Model):
    """Better pay at the far end, and what it does to the price at the near end.

    Leontief's price model: added costs dv raise prices by dp with dp = (1 + m)(A'dp + dv),
    everything passed on. m is the `markup` that every stage puts on its added costs; 0 is plain
    pass-through. dv is the wage bill of the chosen stage, times what is added to the pay. Prices
    are passed on until nothing moves any more::

        while moving:
            for j in nodes:
                dp[j] = (1 + m) * (dv[j] + sum(a[i][j] * dp[i] for i in nodes))

    The table is illustrative (see `ai_table`).

    Returns rows by `buyer`: `price` (by how much AI becomes dearer, as a share) and `pay` (the
    same of the pay). [miller2009io]
    """

    multiplier: float = real(
        2.0, low=1.0, high=10.0, step=0.5, unit="times", meaning="new pay over the present pay"
    )
    where: str = option("both", options=(MADAGASCAR, ARGENTINA, "both"), meaning="where pay rises")
    stage: str = option(DATA, options=(DATA, MINING), meaning="whose pay rises")
    markup: float = real(
        0.0, low=0.0, high=0.5, step=0.05, meaning="what each stage adds to its added costs"
    )

    random = False
    card = Card(
        assumes="All of the raise is passed on, nobody buys less or elsewhere, and nobody "
        "automates.",
        leaves_out="Bargaining: who could force the raise, and who would be replaced for asking.",
        absent="Workers elsewhere whose orders come to the better paid, or leave them.",
        wrong_if="Buyers leave at the first cent, or each stage answers a higher cost with a far "
        "higher price.",
        boundary="Where data work is a large part of the costs, or margins pile up, the price does "
        "move.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the price change of every buyer's AI."""
        a = ai_table().requirements
        added = np.zeros(len(NODES))
        for region in (MADAGASCAR, ARGENTINA) if self.where == "both" else (self.where,):
            i = node(region, self.stage)
            added[i] = value_added(a)[i] * LABOUR_SHARE[self.stage] * (self.multiplier - 1)
        rise = price_change((1 + self.markup) * a, (1 + self.markup) * added)
        price = [rise[node(buyer, AI)] for buyer in BUYERS]
        return pd.DataFrame({"buyer": BUYERS, "price": price, "pay": self.multiplier - 1})


@model
class Replaceability(Model):
    """What an input is paid when pay follows what would be missing without it.

    Shapley value of a game in which AI is worth 100 if a firm with computing, and hardware, are
    there; times 1 − loss where all suppliers of data are missing and outside sources step in, and
    likewise for lithium. A loss of 100 % is: nothing runs. Everybody is paid the mean of what they
    add to those who came before, over all orders of coming::

        for order in permutations(players):
            present = set()
            for player in order:
                paid[player] += worth(present | {player}) - worth(present)
                present.add(player)
        paid = {player: amount / factorial(len(players)) for player, amount in paid.items()}

    Returns rows by `supplied` (AI firm, hardware, lithium, data): `share` (of 100, for all who
    supply it together), `each` (for one of them) and `in_table` (the share of value of its stage
    in French AI, in %, in the illustrative table, all that the rest of the economy adds going with
    the firm).
    """

    rivals: int = whole(3, low=1, high=10, unit="suppliers", meaning="rival suppliers of data")
    data_loss: float = real(
        10.0,
        low=0.0,
        high=100.0,
        step=5,
        called="loss without them",
        unit="%",
        meaning="what is lost if none of them supplies",
    )
    lithium_loss: float = real(
        5.0,
        low=0.0,
        high=100.0,
        step=5,
        called="loss without lithium",
        unit="%",
        meaning="what is lost if the mine does not sell",
    )

    random = False
    card = Card(
        assumes="Everybody bargains with everybody, knows what is at stake, and is paid the mean "
        "of what they add.",
        leaves_out="Force, patience, hunger, contracts and the law.",
        absent="Workers as such: the suppliers here are firms, and pass on what they like.",
        wrong_if="Suppliers can combine at no cost, or the one who asks last is paid as the first.",
        boundary="Suppliers who act as one and cannot be replaced get as much as the firm.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return shares by what is supplied."""
        # One axis a player: firm, hardware, lithium, and each of the rivals; 1 is: there.
        firm, hardware, lithium, *rivals = np.ix_(*[[0, 1]] * (3 + self.rivals))
        data = np.maximum.reduce(np.broadcast_arrays(*rivals))
        with_lithium = 1 - self.lithium_loss / 100 * (1 - lithium)
        with_data = 1 - self.data_loss / 100 * (1 - data)
        value = shapley(100.0 * firm * hardware * with_lithium * with_data)
        paid = pd.Series(used(ai_table(), FRANCE, "value"))
        paid = 100 * paid.groupby([stage for _, stage in NODES]).sum() / paid.sum()
        return pd.DataFrame(
            {
                "supplied": ("AI firm", "hardware", "lithium", "data"),
                "share": [*value[:3], value[3:].sum()],
                "each": value[:4],
                "in_table": [paid[AI] + paid[OTHER], paid[HARDWARE], paid[MINING], paid[DATA]],
            }
        )
