"""Meaning accretion: how a past settles in whoever learns from it.

That is a person, a profession, a model or an archive. The chapter computes what one more record can
move, when all count alike and when old ones fade (`sediment`); who ends up wrong about somebody,
and what many small signs are worth that repeat each other (`signals`); how a profession is trained
by whoever is there (`urns`); what three forecasters miss during a shock and after it (`forecasts`);
what a record says about what it never saw (`unseen`); and how long an archive that is copied keeps
a stigma (`archive`).

Chance enters only through the seed. Where a process is random, many independent worlds run side by
side along one axis of an array. A value outside a declared range raises `ParameterError`. Keys in
brackets are those of the bibliography.
"""

from .archive import LiveArchive
from .forecasts import FORECASTERS, DemandShock
from .sediment import Sediment
from .signals import BulkOrWeight, FirstSignal
from .unseen import UnseenKinds, real_words, words_halves
from .urns import PolyaUrn

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
