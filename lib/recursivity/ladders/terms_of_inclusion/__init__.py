"""Terms of inclusion: what a count knows of those it counts, and who can stay out of it.

The chapter computes what answers are worth that people give of their own accord, and what weights
can repair (`volunteers`, `weights`); what a price index makes of a shop's own files (`prices`);
where patrols end up that follow their own record, and how often a test for something rare is right
(`patrols`); what watching does to those who are watched, and two of their answers (`avoidance`);
and what a silence, or other people's address books, say of somebody who is absent (`outsiders`).

Chance enters only through `seed`, and many independent worlds run side by side along one axis of
an array. In every table `low` and `high` are the tenth and the ninetieth percentile over worlds,
and the row marked `yours` belongs to the setting that was chosen. A value outside a declared range
raises `ParameterError`. Keys in brackets are those of the bibliography.
"""

from .avoidance import InspectionGame, Obfuscation, SystemAvoidance
from .outsiders import InformativeSilence, ShadowProfile
from .patrols import BaseRates, PatrolUrn, innocent_flagged
from .prices import ChainDrift
from .volunteers import BigSample
from .weights import PostStratification, patient_panels, patients, post_stratified

__all__ = [
    "BaseRates",
    "BigSample",
    "ChainDrift",
    "InformativeSilence",
    "InspectionGame",
    "Obfuscation",
    "PatrolUrn",
    "PostStratification",
    "ShadowProfile",
    "SystemAvoidance",
    "innocent_flagged",
    "patient_panels",
    "patients",
    "post_stratified",
]
