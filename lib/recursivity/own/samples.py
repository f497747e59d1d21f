"""Files that ship with the course, to copy and to fill in: a follower list, a chain, flows."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
FOLLOWERS = DATA / "invented_followers.csv"
CHAIN = DATA / "template_chain.csv"
FLOWS = DATA / "template_flows.csv"
