"""The ground floor: parameters, models, measures, sweeps and claims. Nothing here knows a chapter."""

from .annotation import Annotation, dawid_skene, vote_shares
from .chains import RULES, Waterfall, equal_margin, raised, waterfall
from .claims import Observation, at_end, boundary, check, checks_of, claimed, headlines, mean_table, observe, over_seeds, report
from .measures import band, gini, herfindahl, lorenz, majority, rank_correlation, top_share
from .model import Card, Model, Result, generator, model
from .parameters import Number, Option, Parameter, ParameterError, option, real, whole
from .sweep import sweep
from .thresholds import lock_in_threshold

__all__ = [
    "RULES",
    "Annotation",
    "Card",
    "Model",
    "Number",
    "Observation",
    "Option",
    "Parameter",
    "ParameterError",
    "Result",
    "Waterfall",
    "at_end",
    "band",
    "boundary",
    "check",
    "checks_of",
    "claimed",
    "dawid_skene",
    "equal_margin",
    "generator",
    "gini",
    "headlines",
    "herfindahl",
    "lock_in_threshold",
    "lorenz",
    "majority",
    "mean_table",
    "model",
    "observe",
    "option",
    "over_seeds",
    "raised",
    "rank_correlation",
    "real",
    "report",
    "sweep",
    "top_share",
    "vote_shares",
    "waterfall",
    "whole",
]
