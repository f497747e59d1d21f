"""The ground floor: parameters, models, measures, sweeps and claims. Nothing here knows a chapter."""

from .annotation import Annotation, dawid_skene, vote_shares
from .attention import (
    following,
    lognormal_gini,
    lognormal_spread,
    lognormal_top_share,
    pareto_exponent,
    pareto_gini,
    pareto_top_share,
    plateau,
    status_bound,
)
from .chains import RULES, Waterfall, equal_margin, raised, waterfall
from .claims import (
    Observation,
    at_end,
    boundary,
    check,
    checks_of,
    chosen,
    claimed,
    headlines,
    mean_table,
    observe,
    over_seeds,
    report,
)
from .clusters import k_means, spanning_tree
from .growth import cumulative_advantage, followers, preferential_attachment
from .measures import band, gini, herfindahl, lorenz, majority, rank_correlation, top_share
from .model import Card, Model, Result, generator, model
from .normal import normal_cdf, normal_density, normal_quantile
from .parameters import Number, Option, Parameter, ParameterError, option, real, whole
from .steady import steady
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
    "chosen",
    "claimed",
    "cumulative_advantage",
    "dawid_skene",
    "equal_margin",
    "followers",
    "following",
    "generator",
    "gini",
    "headlines",
    "herfindahl",
    "k_means",
    "lock_in_threshold",
    "lognormal_gini",
    "lognormal_spread",
    "lognormal_top_share",
    "lorenz",
    "majority",
    "mean_table",
    "model",
    "normal_cdf",
    "normal_density",
    "normal_quantile",
    "observe",
    "option",
    "over_seeds",
    "pareto_exponent",
    "pareto_gini",
    "pareto_top_share",
    "plateau",
    "preferential_attachment",
    "raised",
    "rank_correlation",
    "real",
    "report",
    "spanning_tree",
    "status_bound",
    "steady",
    "sweep",
    "top_share",
    "vote_shares",
    "waterfall",
    "whole",
]
