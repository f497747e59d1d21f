"""Meaning accretion: how a past settles in whoever learns from it – a person, a profession, a model, an archive."""

from .archive import (
    FORECASTERS,
    BulkOrWeight,
    DemandShock,
    FirstSignal,
    LiveArchive,
    PolyaUrn,
    Sediment,
    UnseenKinds,
    real_words,
    words_halves,
)

__all__ = [
    "FORECASTERS",
    "BulkOrWeight",
    "DemandShock",
    "FirstSignal",
    "LiveArchive",
    "PolyaUrn",
    "Sediment",
    "UnseenKinds",
    "real_words",
    "words_halves",
]
