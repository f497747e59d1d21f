"""Stratification by optimisation: rankings that answer to those who are ranked, and what it costs to live in them."""

from .models import (
    CuratedTies,
    CutClasses,
    Endowment,
    FeedDecay,
    FollowRatio,
    GrindContest,
    LeagueTable,
    PaidLift,
    ParallelWorlds,
    ReputationInflation,
    RisingBar,
    SelectionLadder,
    TargetedScore,
    TieDecay,
    judged,
)

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
