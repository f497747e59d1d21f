"""What a price index makes of a shop's own files."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, band, model, option, real, whole

SHOPS = 20
GOODS = 8
LATER = 3  # weeks in which what was bought ahead is not bought
LEAST = 0.05  # of the ordinary quantity: nobody buys less in a week


@model
class ChainDrift(Model):
    """A price index made from scanner files, in a shop where in the end nothing has changed.

    Chain drift: eight goods go on sale now and then, and shoppers buy ahead. A sale cuts a price by
    `depth`; demand is price^−elasticity; a share `stocking` of what is bought beyond the ordinary
    is missing from the next three weeks. The weekly index (Fisher's, or Laspeyres's) is chained:
    each week against the one before. In the last week all prices and quantities are as they were in
    the first. A multilateral index (GEKS: the geometric mean over all weeks of two-step
    comparisons) and a fixed basket say so.

    One shop, week by week, chained::

        index = 1
        for week in range(1, weeks + 1):
            before, now = price[week - 1], price[week]
            old_basket = (now @ quantity[week - 1]) / (before @ quantity[week - 1])
            new_basket = (now @ quantity[week]) / (before @ quantity[week])
            index *= sqrt(old_basket * new_basket)  # Laspeyres: old_basket alone

    Returns rows by `week`: `chained` (median over 20 shops) with `low` and `high`, `multilateral`
    and `fixed` (medians), in units of week 0, where all are 1. [ivancic2011]
    """

    depth: float = real(0.3, low=0.0, high=0.6, step=0.05, meaning="price cut in a sale")
    elasticity: float = real(
        3.0,
        low=0.0,
        high=6.0,
        step=0.5,
        symbol="ε",
        meaning="how strongly demand answers to a price",
    )
    stocking: float = real(
        0.5, low=0.0, high=1.0, step=0.1, meaning="share of the extra that replaces later purchases"
    )
    every: int = whole(6, low=4, high=13, unit="weeks", meaning="time between two sales of a good")
    weeks: int = whole(52, low=12, high=104, unit="weeks", meaning="from the first to the last")
    formula: str = option(
        "Fisher", options=("Fisher", "Laspeyres"), meaning="index that is chained"
    )

    card = Card(
        assumes="The same eight goods all year; nobody buys less than a twentieth of the ordinary "
        "quantity.",
        leaves_out="New goods, shrinking packages, other shops, and what the file does not "
        "contain.",
        absent="Those who pay cash at a market stall, and the firm that may stop delivering the "
        "file.",
        wrong_if="Purchases are spread over months, so that buying ahead cancels within each "
        "period.",
        boundary="Without buying ahead, or with a multilateral index, the index comes back to "
        "where it began.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return three indices of the same shops, week by week."""
        price, quantity = self.purchases(rng)
        spent = price @ quantity.mT  # [shop, s, t]: the basket of week t at the prices of week s
        own = np.einsum("...tt->...t", spent)
        # Both compare the prices of week t with those of week s, and lie at [shop, s, t].
        laspeyres = spent.mT / own[:, :, None]
        paasche = own[:, None, :] / spent
        fisher = np.sqrt(laspeyres * paasche)
        compared = fisher if self.formula == "Fisher" else laspeyres
        steps = np.diagonal(compared, offset=1, axis1=1, axis2=2)
        low, chained, high = band(np.cumprod(np.insert(steps, 0, 1.0, axis=1), axis=1))
        detours = np.log(fisher)  # from week 0 to s, and from s to t, for every week s
        multilateral = np.exp(detours[:, 0].mean(axis=1, keepdims=True) + detours.mean(axis=1))
        return pd.DataFrame(
            {
                "week": np.arange(self.weeks + 1),
                "chained": chained,
                "low": low,
                "high": high,
                "multilateral": np.median(multilateral, axis=0),
                "fixed": np.median(laspeyres[:, 0], axis=0),
            }
        )

    def purchases(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return prices and quantities of every good in every week.

        Parameters
        ----------
        rng : draws how much of each good a shop usually sells, and when each is on sale.

        Returns
        -------
        Two arrays of shape (20 shops, weeks + 1, 8 goods): prices in units of the usual price, and
        quantities in a common unit. The last week is like the first.
        """
        usual = np.exp(rng.normal(0, 0.5, (SHOPS, 1, GOODS)))
        turn = rng.integers(self.every, size=(SHOPS, 1, GOODS))
        week = np.arange(self.weeks + 1)[:, None]
        # No sale comes so late that what was bought ahead would be missing from the last week.
        open_for_sales = (week > 0) & (week < self.weeks - LATER)
        price = 1 - self.depth * (((week + turn) % self.every == 0) & open_for_sales)
        demand = price**-self.elasticity
        at_home = np.zeros_like(demand)
        for later in range(1, LATER + 1):
            at_home[:, later:] += self.stocking * (demand[:, :-later] - 1) / LATER
        return price, usual * np.maximum(demand - at_home, LEAST)
