"""Terms of inclusion: what a count knows of those it counts, whom it watches, and who cannot leave it."""

from .models import (
    BaseRates,
    BigSample,
    ChainDrift,
    InformativeSilence,
    InspectionGame,
    Obfuscation,
    PatrolUrn,
    PostStratification,
    ShadowProfile,
    SystemAvoidance,
    innocent_flagged,
    patient_panels,
    patients,
    post_stratified,
)

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
