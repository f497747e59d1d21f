"""Your own follower list: who follows whom, and what the list says about one person in it."""

from .lists import Follows, UnknownPersonError, from_networkx, from_pairs, read_follows, write_csv
from .standing import (
    BOOSTERS,
    InventedCircle,
    Standing,
    about,
    bridges_within,
    gini_interval,
    invented_circle,
    mutual_core,
    pool_of,
    pools,
    rates,
    reach_of,
)

__all__ = [
    "BOOSTERS",
    "Follows",
    "InventedCircle",
    "Standing",
    "UnknownPersonError",
    "about",
    "bridges_within",
    "from_networkx",
    "from_pairs",
    "gini_interval",
    "invented_circle",
    "mutual_core",
    "pool_of",
    "pools",
    "rates",
    "reach_of",
    "read_follows",
    "write_csv",
]
