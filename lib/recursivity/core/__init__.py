"""The ground floor: parameters, models, mechanisms, measures, claims. It knows no chapter."""

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
    ERRORS,
    Mean,
    Observation,
    at_end,
    boundary,
    check,
    checks_of,
    chosen,
    claimed,
    forget,
    headlines,
    mean_table,
    observe,
    over_seeds,
    report,
)
from .clusters import k_means, spanning_tree
from .growth import cumulative_advantage, followers, preferential_attachment, takings_after
from .learning import delta_rule, posterior
from .measures import band, gini, herfindahl, lorenz, majority, rank_correlation, top_share
from .model import Card, Model, Result, generator, model, reseeded
from .normal import normal_cdf, normal_density, normal_quantile
from .parameters import Number, Option, Parameter, ParameterError, option, real, whole
from .steady import steady
from .sweep import sweep
from .thresholds import cascade, lock_in_threshold
from .urns import two_colour_urn

__all__ = [
    "ERRORS",
    "RULES",
    "Annotation",
    "Card",
    "Mean",
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
    "cascade",
    "check",
    "checks_of",
    "chosen",
    "claimed",
    "cumulative_advantage",
    "dawid_skene",
    "delta_rule",
    "equal_margin",
    "followers",
    "following",
    "forget",
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
    "posterior",
    "preferential_attachment",
    "raised",
    "rank_correlation",
    "real",
    "report",
    "reseeded",
    "spanning_tree",
    "status_bound",
    "steady",
    "sweep",
    "takings_after",
    "top_share",
    "two_colour_urn",
    "vote_shares",
    "waterfall",
    "whole",
]
