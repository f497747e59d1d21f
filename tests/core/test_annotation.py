"""Labels from many hands: the estimator against a plain twin, and against what it must find."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recursivity.core import ParameterError, dawid_skene, vote_shares


def crowd(seed, items=60, annotators=12, labels=5, classes=3, good=0.85, spammers=4):
    rng = np.random.default_rng(seed)
    truth = rng.integers(classes, size=items)
    annotator = np.argsort(rng.random((items, annotators)), axis=1)[:, :labels].ravel()
    item = np.repeat(np.arange(items), labels)
    right = rng.random(len(item)) < np.where(annotator < spammers, 1 / classes, good)
    label = np.where(
        right, truth[item], (truth[item] + rng.integers(1, classes, len(item))) % classes
    )
    return truth, item, annotator, label


def one_label_at_a_time(item, annotator, label, classes, rounds):
    items, annotators = max(item) + 1, max(annotator) + 1
    posterior = [[0.0] * classes for _ in range(items)]
    heard = [0] * items
    for i, said in zip(item, label, strict=True):
        posterior[i][said] += 1
        heard[i] += 1
    posterior = [
        [p / n if n else 1 / classes for p in row] for row, n in zip(posterior, heard, strict=True)
    ]
    for _ in range(rounds):
        prior = [sum(row[k] for row in posterior) / items for k in range(classes)]
        confusion = [[[0.01] * classes for _ in range(classes)] for _ in range(annotators)]
        for i, a, said in zip(item, annotator, label, strict=True):
            for k in range(classes):
                confusion[a][k][said] += posterior[i][k]
        confusion = [[[c / sum(row) for c in row] for row in matrix] for matrix in confusion]
        logs = [[math.log(max(p, 1e-12)) for p in prior] for _ in range(items)]
        for i, a, said in zip(item, annotator, label, strict=True):
            for k in range(classes):
                logs[i][k] += math.log(confusion[a][k][said])
        posterior = [[math.exp(x - max(row)) for x in row] for row in logs]
        posterior = [[p / sum(row) for p in row] for row in posterior]
    return np.array(posterior), np.array(confusion)


@pytest.mark.parametrize("classes", [2, 3])
def test_one_label_at_a_time(classes):
    _, item, annotator, label = crowd(1, classes=classes)
    posterior, confusion = one_label_at_a_time(item, annotator, label, classes, 10)
    found = dawid_skene(item, annotator, label, classes, rounds=10)
    np.testing.assert_allclose(found.posterior, posterior, atol=1e-9)
    np.testing.assert_allclose(found.confusion, confusion, atol=1e-9)
    np.testing.assert_allclose(found.prior.sum(), 1)


def test_without_rounds_nothing_is_weighed():
    _, item, annotator, label = crowd(2)
    shares = vote_shares(item, label, 60, 3)
    one = dawid_skene(
        item, np.zeros_like(annotator), label, 3, rounds=1
    )  # a single annotator: nobody to tell apart
    assert (one.labels == shares.argmax(axis=1)).mean() > 0.9


def test_it_finds_out_who_guesses():
    truth, item, annotator, label = crowd(3, items=500, spammers=5)
    found = dawid_skene(item, annotator, label, 3)
    skill = np.trace(found.confusion, axis1=1, axis2=2) / 3
    assert skill[:5].max() < 0.5 < 0.75 < skill[5:].min()
    majority = vote_shares(item, label, 500, 3).argmax(axis=1)
    assert (found.labels == truth).mean() > (majority == truth).mean() + 0.03


def test_it_uses_who_is_always_wrong():
    # A liar who always says the opposite is as good a witness as an expert, for an estimator that
    # may learn it.
    rng = np.random.default_rng(5)
    truth = rng.integers(2, size=200)
    annotator, item = np.tile(np.arange(5), 200), np.repeat(np.arange(200), 5)
    right = np.where(annotator == 4, False, rng.random(1000) < 0.75)
    label = np.where(right, truth[item], 1 - truth[item])
    found = dawid_skene(item, annotator, label, 2)
    assert (found.labels == truth).mean() > 0.97
    assert found.confusion[4].diagonal().max() < 0.05


def test_votes_by_hand():
    shares = vote_shares(np.array([0, 0, 0, 2]), np.array([1, 1, 0, 0]), 3, 2)
    np.testing.assert_allclose(shares, [[1 / 3, 2 / 3], [0.5, 0.5], [1, 0]])


def test_impossible_labels_are_refused():
    ones = np.ones(3, dtype=int)
    with pytest.raises(ParameterError, match=r"0 <= label < 2: got 2 to 2"):
        dawid_skene(ones, ones, 2 * ones, 2)
    with pytest.raises(ParameterError, match="of one length and not empty: got 3, 2, 3"):
        dawid_skene(ones, ones[:2], ones, 2)
    with pytest.raises(ParameterError, match="not empty: got 0, 0, 0"):
        dawid_skene(ones[:0], ones[:0], ones[:0], 2)
