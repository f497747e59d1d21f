"""The dual footprint: what AI takes from nature and from people, by one and the same matrix.

An illustrative input-output table of AI, seven regions by five stages (`ai_table`), carries value,
hours of work, ore, land and water to whoever calls for them (`DualFootprint`), asks whether the map
of nature is that of work or that of money (`TwoMaps`), and follows the chain up the tiers of an
audit (`SupplyTiers`), into prices (`WhoWouldPay`) and through a coarser database
(`MissingCountry`).
Beside it stand small mechanisms: what the replaceable are paid (`Replaceability`), stocks that run
down (`TwoStocks`), ties that are carried on (`InheritedTies`), energy that is saved and used again
(`Rebound`) and the water of computing (`CoolingWater`).

A row marked `yours` belongs to the setting that was chosen. A value outside a declared range raises
`ParameterError`.
"""

from .electricity import litres
from .energy import CoolingWater, Rebound
from .footprints import DualFootprint, MissingCountry
from .maps import ALL_WORK, TwoMaps
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
    LAND,
    MADAGASCAR,
    MINING,
    NATURE,
    NODES,
    ORE,
    OTHER,
    PERIPHERY,
    REGIONS,
    REST,
    STAGES,
    SUPPLIER,
    USA,
    WATER,
    ZONES,
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
    "ALL_WORK",
    "ARGENTINA",
    "BUYERS",
    "CHINA",
    "DATA",
    "FRANCE",
    "FULL_TIME",
    "HARDWARE",
    "JAPAN",
    "LAND",
    "MADAGASCAR",
    "MINING",
    "NATURE",
    "NODES",
    "ORE",
    "OTHER",
    "PERIPHERY",
    "REGIONS",
    "REST",
    "STAGES",
    "SUPPLIER",
    "USA",
    "WATER",
    "ZONES",
    "CoolingWater",
    "DualFootprint",
    "InheritedTies",
    "MissingCountry",
    "Rebound",
    "Replaceability",
    "SupplyTiers",
    "TwoMaps",
    "TwoStocks",
    "WhoWouldPay",
    "ai_table",
    "by_region",
    "litres",
    "node",
    "unevenness",
    "used",
    "workers",
]
