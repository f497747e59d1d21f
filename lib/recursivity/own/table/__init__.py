"""Your own chain, or your own table of flows: where the money stops, who works, at what price.

`chain` reads and answers for a chain of stages; `flows` reads a table of payments and `spending`
answers for it; `kinds` tells the two apart; `invented` is a chain to begin with, `explorers` what a
reader turns.
"""

from .chain import Chain, about_chain, read_chain
from .flows import read_flows
from .invented import CHAIN, InventedChain
from .kinds import read_own
from .spending import Flows, about_flows, ask_flows

__all__ = [
    "CHAIN",
    "Chain",
    "Flows",
    "InventedChain",
    "about_chain",
    "about_flows",
    "ask_flows",
    "read_chain",
    "read_flows",
    "read_own",
]
