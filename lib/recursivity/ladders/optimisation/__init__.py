"""Stratification by optimisation: rankings that answer to those who are ranked.

The chapter computes how much of a success is earlier success or what was brought along
(`success`); what classes say that are cut out of distances, and who climbs a ladder of rungs
(`orderings`); what a silence costs, before machines and before people (`presence`); what is left of
ratings where candour is answered in kind (`ratings`); how much of a prize is spent on winning it,
and what a bought edge is worth when all have bought it (`contests`); when a measure survives being
a target, and where a bar ends that is moved in answer (`targets`); how surely a place in a table is
known (`league`); and whom people keep up with where everybody can count (`ties`).

Chance enters only through `seed`; where many worlds run side by side they are an axis of an array.
The row marked `yours` belongs to the setting that was chosen. A value outside a declared range
raises `ParameterError`. Keys in brackets are those of the bibliography.
"""

from .contests import GrindContest, PaidLift
from .league import LeagueTable
from .orderings import CutClasses, SelectionLadder
from .presence import FeedDecay, TieDecay
from .ratings import ReputationInflation
from .success import Endowment, ParallelWorlds
from .targets import RisingBar, TargetedScore, judged
from .ties import CuratedTies, FollowRatio

__all__ = [
    "CuratedTies",
    "CutClasses",
    "Endowment",
    "FeedDecay",
    "FollowRatio",
    "GrindContest",
    "LeagueTable",
    "PaidLift",
    "ParallelWorlds",
    "ReputationInflation",
    "RisingBar",
    "SelectionLadder",
    "TargetedScore",
    "TieDecay",
    "judged",
]
