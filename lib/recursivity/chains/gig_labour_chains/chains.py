"""Long chains: who keeps what of a price, and what a supplier learns at its end."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import RULES, Card, Model, model, option, raised, real, waterfall, whole

YEARS = 20  # how long a supplier is watched
ENOUGH = 1e-9  # months of skill that rounding may take from an entry that is just reached


@model
class LabourChain(Model):
    """A client pays, intermediaries keep their margins, and a worker gets what is left.

    Successive mark-ups with full pass-through. Of what reaches it each of `tiers` stages keeps a
    share `margin`, so that the wage is price · (1 − margin)^tiers. When the wage is to be
    multiplied by `rise`, a stage that keeps its percentage multiplies its own sum, too, and one
    that keeps its sum passes the rise on and no more. If every stage recruits `branching` others,
    depth multiplies reach as it divides pay. Stage by stage::

        received = price
        for stage in range(tiers):
            kept = margin * received
            received -= kept                  # the last one is the wage
        extra = (rise - 1) * received         # what the worker is to have besides
        for stage in reversed(range(tiers)):
            extra /= 1 - margin               # percentages; with fixed sums it stays as it is

    Returns rows by `stage` (0 is the client, the last one the worker): `received` and `kept`
    (dollars an hour), the same after the rise (`received_after`, `kept_after`), and `people` at
    the stage. [perrigo2023openai, wang2012serf]
    """

    price: float = real(
        12.5,
        low=1.0,
        high=50.0,
        step=0.5,
        unit="dollars",
        meaning="what the client pays per hour",
        source="perrigo2023openai",
    )
    tiers: int = whole(
        5, low=1, high=8, unit="tiers", meaning="intermediaries between client and worker"
    )
    margin: float = real(
        0.34, low=0.0, high=0.9, step=0.01, symbol="m", meaning="share that each of them keeps"
    )
    rule: str = option(
        "percentage",
        options=RULES,
        called="what they insist on",
        meaning="what each stage keeps after a rise",
    )
    rise: float = real(
        2.0,
        low=1.0,
        high=5.0,
        step=0.5,
        called="pay multiplied by",
        meaning="the worker's new pay over the old",
    )
    branching: int = whole(
        10, low=1, high=1000, scale="log", meaning="how many each stage of a campaign recruits"
    )

    random = False
    card = Card(
        assumes=(
            "Every stage keeps the same share, and all of a rise in pay is passed on to the client."
        ),
        leaves_out=(
            "What a stage does for its share: training, checking, taking the risk that the client "
            "does not pay."
        ),
        absent="The client's other choices: to pay less, to go elsewhere, or to hire the worker.",
        wrong_if=(
            "Stages are paid in reputation or in favours, or squeeze one another instead of "
            "passing anything on."
        ),
        boundary=(
            "Where stages keep sums and not shares, a rise costs the client the rise, however "
            "long the chain is."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what reaches every stage, before the rise and after it."""
        before = waterfall(self.price, [self.margin] * self.tiers)
        after = raised(before, self.rise, self.rule)
        stage = np.arange(self.tiers + 1)
        return pd.DataFrame(
            {
                "stage": stage,
                "received": before.received,
                "kept": np.append(before.kept, before.wage),
                "received_after": after.received,
                "kept_after": np.append(after.kept, after.wage),
                "people": float(self.branching) ** stage,
            }
        )


@model
class Upgrading(Model):
    """A supplier learns by working, and forgets between contracts.

    Learning by doing with leaks: a contract of T months teaches a month's worth of skill a month;
    when it ends a share `leak` of all skill is lost, as the team is dismissed and the tools stay
    with the buyer. Skill approaches T/leak, and better work at a better margin asks for `entry`
    months of it: out of reach for ever, and not for twenty years only, as soon as leak > T/entry.
    Contract by contract::

        skill = 0
        for contract in range(240 // T):      # twenty years
            skill += T
            most = max(most, skill)
            skill *= 1 - leak
        upgrades = most >= entry

    Returns rows by `leak` (0 to 1, and the one chosen): `skill` (most ever reached within twenty
    years, in months), `limit` (T/leak, at most 240 months), `upgrades` (whether `entry` is
    reached) and `yours`. [mudambi2008, kraemer2011capturing]
    """

    leak: float = real(
        0.7, low=0.0, high=1.0, step=0.05, meaning="share of skill lost when a contract ends"
    )
    contract: int = whole(
        12, low=1, high=60, unit="months", symbol="T", meaning="length of a contract"
    )
    entry: int = whole(
        24, low=2, high=120, unit="months", meaning="skill that better work asks for"
    )

    random = False
    card = Card(
        assumes=(
            "Skill is one number, contracts follow one another, and better work is there for "
            "whoever can do it."
        ),
        leaves_out=("Bargaining, tariffs, patents, and buyers who see to it that nobody learns."),
        absent="The workers, who keep their own skill and take it elsewhere.",
        wrong_if=(
            "Suppliers fail to rise although they have the skill, because the better work is not "
            "given to them."
        ),
        boundary=(
            "One contract as long as the learning takes (T >= entry) is enough, whatever leaks "
            "afterwards."
        ),
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the skill that is ever reached, for every leak."""
        months = 12 * YEARS
        leak = np.union1d(np.linspace(0, 1, 21).round(9), [self.leak])
        skill = np.zeros_like(leak)
        most = np.zeros_like(leak)
        for _ in range(months // self.contract):
            most = np.maximum(most, skill + self.contract)
            skill = (skill + self.contract) * (1 - leak)
        return pd.DataFrame(
            {
                "leak": leak,
                "skill": most,
                "limit": np.minimum(self.contract / np.maximum(leak, 1e-9), months),
                "upgrades": most >= self.entry - ENOUGH,
                "yours": leak == self.leak,
            }
        )

    @property
    def most_leak(self) -> float:
        """The leak from which on no number of contracts is enough: T/entry, 1 where one is."""
        return min(1.0, self.contract / self.entry)
