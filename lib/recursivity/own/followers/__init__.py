"""Your own follower list: who follows whom, and what the list says about one person in it.

`lists` holds follows in memory, `reading` (with `headers` and `graphml`) takes them out of files,
`writing` puts them into some,
`limits` and `inequality` compute, `standing` answers in one call and `sentences` says it in words;
`circle` is an invented list to begin with, `explorers` what a reader turns.
"""

from .circle import InventedCircle, invented_circle
from .inequality import gini_interval
from .limits import BOOSTERS, bridges_within, mutual_core, pool_of, pools, rates, reach_of
from .lists import Follows, UnknownPersonError, from_networkx, from_pairs
from .reading import read_follows
from .standing import Standing, about
from .writing import write_csv, write_graphml

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
    "write_graphml",
]
