"""The attention economy: how much there is to go round, who gets it, and what is promised.

Small models of closed circles in which makers are each other's audience:

- `trays`: what a heap of pieces is worth once many have said yes or no to each;
- `budgets`: what there is to go round, and who grows by an exchange of follows;
- `tiers`: who follows whom under a star, and how many of one's followers are rivals;
- `ceilings`: where a following ends, and from where it begins to grow of itself;
- `displays`: what a count on display does to choices, and visible positions to opinions;
- `concentration`: what the first few hold, and what that gives the others to talk about;
- `advantage`: who came first, who has, and what becomes of those who have little;
- `copying`: what is left of ideas, and where makers crowd;
- `promises`: what success looks like where failure is silent, and what contests do;
- `payments`: who pays whom, and how far down that can go;
- `places`: plans that need luck after luck, and favours that have to go round.

Where many worlds run side by side they are an axis of an array; `low` and `high` are the tenth and
ninetieth percentile over them, and a row marked `yours` belongs to the chosen setting. A value
outside a declared range raises `ParameterError`. No number here is a measurement: what is known of
the world stands in the essay.
"""

from .advantage import LateComers, RichAndPoor
from .budgets import AttentionBudget, Lift
from .ceilings import Ceiling, TakeOff
from .concentration import Concentration
from .copying import HotTopics, TightLoop
from .displays import ArbitraryViews, HiddenScore
from .payments import HobbyFinance, Pyramid, RiskPool, placed
from .places import Plan, Rota
from .promises import SilentFailures, Tournament
from .tiers import PULLS, SIZES, PeersAmongFollowers, StatusTiers
from .trays import InTray

__all__ = [
    "PULLS",
    "SIZES",
    "ArbitraryViews",
    "AttentionBudget",
    "Ceiling",
    "Concentration",
    "HiddenScore",
    "HobbyFinance",
    "HotTopics",
    "InTray",
    "LateComers",
    "Lift",
    "PeersAmongFollowers",
    "Plan",
    "Pyramid",
    "RichAndPoor",
    "RiskPool",
    "Rota",
    "SilentFailures",
    "StatusTiers",
    "TakeOff",
    "TightLoop",
    "Tournament",
    "placed",
]
