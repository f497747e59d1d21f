"""Gig-labour chains: three ways to be badly paid, what cheap work is for, and why it stays.

The chapter computes what reaches a worker through a chain of intermediaries (`chains`), one low
wage of two markets and what a minimum does in each (`markets`), how pledges to refuse a rate
spread (`pledges`), what a piece rate is worth by the hour and by the month (`payslips`), when a
crowd is cheaper than a program (`clicks`), how few bought posts silence half a town (`silence`),
what an audit and a ban can do about it (`remedies`), what clicks and cheap judgements are worth
as labels (`labels`), how much work automation leaves (`automation`), and who stays where skill is
seen in part (`recognition`).

Every model is small, exact about its mechanism and silent about everything else (see its `card`).
Chance enters only through `seed`, and many independent worlds run side by side along one axis of
an array. A row marked `yours` belongs to the setting that was chosen. Where no source is given
for a default it is illustrative. A value outside a declared range raises `ParameterError`. Keys
in brackets are those of the bibliography.
"""

from .automation import Heteromation, Triage
from .chains import LabourChain, Upgrading
from .clicks import PRICES, BotOrCrowd, ShareOfVoice, bill
from .labels import CrowdLabels, FreeLabels
from .markets import (
    JOBS,
    LEAST,
    MOST,
    PlanetaryMarket,
    TwoLabourMarkets,
    clearing,
    offered,
    wanted,
)
from .payslips import CommodifiedRisk, PieceWork, TwoAverages
from .pledges import CollectiveFloor
from .recognition import HalfRecognition
from .remedies import MarketAudit, ToothpasteTube
from .silence import BoughtSilence

__all__ = [
    "JOBS",
    "LEAST",
    "MOST",
    "PRICES",
    "BotOrCrowd",
    "BoughtSilence",
    "CollectiveFloor",
    "CommodifiedRisk",
    "CrowdLabels",
    "FreeLabels",
    "HalfRecognition",
    "Heteromation",
    "LabourChain",
    "MarketAudit",
    "PieceWork",
    "PlanetaryMarket",
    "ShareOfVoice",
    "ToothpasteTube",
    "Triage",
    "TwoAverages",
    "TwoLabourMarkets",
    "Upgrading",
    "bill",
    "clearing",
    "offered",
    "wanted",
]
