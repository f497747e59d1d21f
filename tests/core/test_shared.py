"""What several chapters share on the ground floor: bands over worlds, means over seeds, a
threshold.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recursivity.core import (
    Card,
    Model,
    ParameterError,
    at_end,
    band,
    lock_in_threshold,
    mean_table,
    model,
    normal_cdf,
    normal_density,
    normal_quantile,
    over_seeds,
    real,
)


@model
class Die(Model):
    """A die thrown thrice, with something added."""

    extra: float = real(0.0, low=0.0, high=10.0, step=1.0, meaning="what is added to every throw")

    card = Card(assumes="a", leaves_out="b", absent="c", wrong_if="d", boundary="e")

    def simulate(self, rng):
        return pd.DataFrame({"throw": rng.integers(1, 7, 3) + self.extra})


def test_band_is_stacked_in_front():
    worlds = np.arange(101.0)[:, None] + np.array([0, 1000])
    assert band(worlds).tolist() == [[10, 1010], [50, 1050], [90, 1090]]
    assert band(worlds, axis=1).shape == (3, 101)


def test_means_over_seeds():
    runs = [Die(extra=2.0).run(seed) for seed in range(4)]
    assert over_seeds(Die(extra=2.0), at_end("throw"), seeds=4) == np.mean(
        [run.throw.iloc[-1] for run in runs]
    )
    assert (
        mean_table(Die(extra=2.0), seeds=4).throw.tolist()
        == np.mean([run.throw for run in runs], axis=0).tolist()
    )


@pytest.mark.parametrize(
    ("support", "threshold"), [(0.5, 0.0), (0.6, 1 / 6), (0.75, 1 / 3), (1.0, 0.5)]
)
def test_at_the_threshold_a_wrong_lean_meets_as_much_truth_as_error(support, threshold):
    assert lock_in_threshold(support) == pytest.approx(threshold)
    assert (1 - lock_in_threshold(support)) * support == pytest.approx(0.5)


@pytest.mark.parametrize("support", [0.49, 1.01, float("nan")])
def test_evidence_that_speaks_for_error_has_no_threshold(support):
    with pytest.raises(ParameterError, match=r"0\.5 <= support <= 1: got"):
        lock_in_threshold(support)


def test_normal_law_agrees_with_itself():
    z = np.linspace(-4, 4, 2001)
    np.testing.assert_allclose(normal_quantile(normal_cdf(z)), z, atol=1e-9)
    np.testing.assert_allclose(
        np.gradient(normal_cdf(z), z)[1:-1], normal_density(z)[1:-1], atol=1e-5
    )
    assert normal_cdf(1.96) == pytest.approx(0.975, abs=1e-4)
