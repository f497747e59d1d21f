"""The ground floor: parameters, models, measures, sweeps and claims. Nothing here knows a chapter."""

from .claims import Observation, boundary, check, checks_of, claimed, observe, report
from .measures import gini, herfindahl, lorenz, rank_correlation, top_share
from .model import Card, Model, Result, generator, model
from .parameters import Number, Option, Parameter, ParameterError, option, real, whole
from .sweep import sweep

__all__ = [
    "Card", "Model", "Number", "Observation", "Option", "Parameter", "ParameterError", "Result", "boundary", "check",
    "checks_of", "claimed", "generator", "gini", "herfindahl", "lorenz", "model", "observe", "option", "rank_correlation",
    "real", "report", "sweep", "top_share", "whole",
]
