"""The table of this chapter that takes minutes and is kept: learning curves of all five tribes."""

from __future__ import annotations

from ...kept import Kept
from .tribes import LEARNERS, FiveTribes

TABLES = {
    "five_tribes": Kept(
        base=FiveTribes(),
        over={
            "learner": list(LEARNERS),
            "label_noise": [0.0, 0.1, 0.2, 0.3],
            "examples": [20, 40, 80, 160, 320, 640, 1200],
        },
        seeds=list(range(5)),
        packages=("numpy", "scikit-learn"),
        digits=4,
    ),
}
