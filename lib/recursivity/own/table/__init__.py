"""Your own chain, or your own table of flows: where the money stops, who works, what better pay would cost."""

from .flows import (
    CHAIN,
    Chain,
    Flows,
    InventedChain,
    about_chain,
    about_flows,
    ask_flows,
    read_flows,
    read_own,
)

__all__ = [
    "CHAIN",
    "Chain",
    "Flows",
    "InventedChain",
    "about_chain",
    "about_flows",
    "ask_flows",
    "read_flows",
    "read_own",
]
