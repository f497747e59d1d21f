"""Clusters: known partitions, known trees, and how much three classes explain of nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recursivity.core import generator, k_means, spanning_tree


def kruskal(apart):
    """Return the lengths of a least spanning tree, pair by pair from the shortest."""
    home = list(range(len(apart)))
    lengths = []
    for length, a, b in sorted((apart[i][j], i, j) for i in range(len(apart)) for j in range(i)):
        if home[a] != home[b]:
            lengths.append(length)
            home = [home[a] if h == home[b] else h for h in home]
    return lengths


@pytest.mark.parametrize("seed", range(3))
def test_spanning_tree_pair_by_pair(seed):
    points = generator(seed).normal(size=(40, 2))
    apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    np.testing.assert_allclose(np.sort(spanning_tree(apart)), kruskal(apart))


def test_far_clouds_are_found():
    rng = generator(1)
    true = np.repeat([0, 1, 2], 30)
    points = np.array([[0.0, 0], [50, 0], [0, 50]])[true] + rng.normal(size=(90, 2))
    label, within = k_means(points, 3, rng)
    assert len(set(zip(true, label, strict=True))) == 3
    assert within == pytest.approx(
        sum(((points[true == g] - points[true == g].mean(axis=0)) ** 2).sum() for g in range(3))
    )


def test_three_classes_explain_more_than_half_of_a_round_cloud():
    points = generator(2).normal(size=(20_000, 2))
    _, within = k_means(points, 3, generator(3))
    assert 1 - within / ((points - points.mean(axis=0)) ** 2).sum() == pytest.approx(
        27 / (16 * math.pi), abs=0.01
    )


def test_as_many_classes_as_points_explain_everything():
    points = np.arange(10.0).reshape(5, 2) ** 2
    label, within = k_means(points, 5, generator(0))
    assert sorted(label) == [0, 1, 2, 3, 4]
    assert within == 0
