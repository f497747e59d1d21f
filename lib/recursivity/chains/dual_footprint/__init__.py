"""The dual footprint: what AI takes from nature and from people, by one and the same matrix.

An illustrative input-output table of AI, seven regions by five stages (`ai_table`), carries value,
hours of work and water to whoever calls for them (`DualFootprint`), up the tiers of an audit
(`SupplyTiers`), into prices (`WhoWouldPay`) and through a coarser database (`MissingCountry`).
Beside it stand small mechanisms: what the replaceable are paid (`Replaceability`), stocks that run
down (`TwoStocks`), ties that are carried on (`InheritedTies`), energy that is saved and used again
(`Rebound`) and the water of computing (`CoolingWater`).

A row marked `yours` belongs to the setting that was chosen. A value outside a declared range raises
`ParameterError`.
"""

from .energy import CoolingWater, Rebound
from .footprints import DualFootprint, MissingCountry
from .prices import Replaceability, WhoWouldPay
from .stocks import InheritedTies, TwoStocks
from .table import (
    AI,
    ARGENTINA,
    BUYERS,
    CHINA,
    DATA,
    FRANCE,
    FULL_TIME,
    HARDWARE,
    JAPAN,
    MADAGASCAR,
    MINING,
    NODES,
    OTHER,
    PERIPHERY,
    REGIONS,
    REST,
    STAGES,
    SUPPLIER,
    USA,
    ai_table,
    by_region,
    node,
    unevenness,
    used,
    workers,
)
from .tiers import SupplyTiers

__all__ = [
    "AI",
    "ARGENTINA",
    "BUYERS",
    "CHINA",
    "DATA",
    "FRANCE",
    "FULL_TIME",
    "HARDWARE",
    "JAPAN",
    "MADAGASCAR",
    "MINING",
    "NODES",
    "OTHER",
    "PERIPHERY",
    "REGIONS",
    "REST",
    "STAGES",
    "SUPPLIER",
    "USA",
    "CoolingWater",
    "DualFootprint",
    "InheritedTies",
    "MissingCountry",
    "Rebound",
    "Replaceability",
    "SupplyTiers",
    "TwoStocks",
    "WhoWouldPay",
    "ai_table",
    "by_region",
    "node",
    "unevenness",
    "used",
    "workers",
]
