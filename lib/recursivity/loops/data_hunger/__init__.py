"""Data hunger: what makes a learner want more data, and when more stops helping.

A learner is a child, a platform or a model. The chapter computes learning curves of five families
of learners on real digits (`tribes`); what precision, coverage and freshness cost (`hungers`,
`freshness`); who labels, and how well (`labels`); two loops that several sciences share
(`feedback`); what searching for oneself corrects (`search`); when an advantage in data becomes one
in a market (`firms`); and what being counted does to the person who is counted (`counted`).

Chance enters only through the seed. Where a process is random, many independent worlds run side by
side along one axis of an array. A value outside a declared range raises `ParameterError`. Keys in
brackets are those of the bibliography.
"""

from .counted import FriendRanking, SelfTracking
from .feedback import (
    DeltaRule,
    FeedbackLoop,
    bush_mosteller,
    exponential_smoothing,
    least_mean_squares,
    rescorla_wagner,
)
from .firms import DataRace
from .freshness import RedQueen
from .hungers import LearningCurve, VolumeOrVariety, fitted_exponent
from .labels import LabelMajority
from .search import LoadedSearch
from .tribes import LEARNERS, EvolvedRule, FiveTribes, digits, digits_halves

__all__ = [
    "LEARNERS",
    "DataRace",
    "DeltaRule",
    "EvolvedRule",
    "FeedbackLoop",
    "FiveTribes",
    "FriendRanking",
    "LabelMajority",
    "LearningCurve",
    "LoadedSearch",
    "RedQueen",
    "SelfTracking",
    "VolumeOrVariety",
    "bush_mosteller",
    "digits",
    "digits_halves",
    "exponential_smoothing",
    "fitted_exponent",
    "least_mean_squares",
    "rescorla_wagner",
]
