"""What models offer step by step is what their tables sum up."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from recursivity.chains.gig_labour_chains import BoughtSilence
from recursivity.ladders.attention_economy import Ceiling
from recursivity.ladders.optimisation import ParallelWorlds
from recursivity.ladders.terms_of_inclusion import PatrolUrn
from recursivity.loops.data_hunger import RedQueen
from recursivity.loops.meaning_accretion import LiveArchive


def test_a_learner_reports_the_mean_of_what_it_remembers():
    steps = list(RedQueen(memory=4, drift=0.1).steps(seed=3, count=30))
    seen = [step.seen for step in steps]
    means = [np.mean(seen[max(0, now - 3) : now + 1]) for now in range(30)]
    assert [step.estimate for step in steps] == pytest.approx(means)
    assert steps[0].truth == 0


def test_two_memories_live_in_the_same_world():
    short, long = (list(RedQueen(memory=m).steps(seed=1, count=20)) for m in (2, 500))
    assert [s.truth for s in short] == [s.truth for s in long]
    assert [s.seen for s in short] == [s.seen for s in long]
    assert [s.estimate for s in short[:2]] == pytest.approx([s.estimate for s in long[:2]])
    assert short[-1].estimate != long[-1].estimate


def test_the_error_of_a_learners_last_step_is_what_the_equation_expects():
    model = RedQueen(memory=20, drift=0.1)
    lasts = [list(model.steps(seed, 60))[-1] for seed in range(400)]
    squared = np.array([(last.estimate - last.truth) ** 2 for last in lasts])
    margin = 3 * squared.std() / np.sqrt(len(squared))
    assert abs(squared.mean() - model.expected_error(20)) < margin


def test_the_table_of_patrols_is_made_of_its_days():
    model = PatrolUrn(days=200)
    table = model.run(seed=2)
    days = list(model.steps(seed=2))
    assert len(days) == 201
    for number in range(5):
        assert [days[day].share[number] for day in table.day] == table[
            f"world_{number + 1}"
        ].tolist()
    for before, now in itertools.pairwise(days):
        assert ((now.a > before.a) <= now.to_a).all(), (
            "without reports a find is where the patrol is"
        )
        np.testing.assert_allclose(now.a + now.b - before.a - before.b, now.entered)


def test_the_table_of_songs_is_the_last_step():
    model = ParallelWorlds(listeners=300, songs=10, worlds=3)
    steps = list(model.steps(seed=4, count=30))
    assert [step.listeners for step in steps] == list(range(0, 301, 10))
    downloads = np.array([step.downloads for step in steps])
    assert (downloads[0] == 0).all()
    assert (np.diff(downloads, axis=0) >= 0).all()
    assert (np.diff(downloads, axis=0).sum(axis=2) <= 10).all(), "nobody takes two"
    assert downloads[-1].ravel().tolist() == model.run(seed=4).downloads.tolist()


def test_the_table_of_a_circle_sums_up_its_days():
    model = Ceiling(circle=301, rank=3, loss=0.005, bridge=0.1)
    table = model.run(seed=1)
    days = list(model.steps(seed=1))
    assert [day.day for day in days] == table.day.tolist()
    assert [np.median(day.inside + day.outside) for day in days] == table["median"].tolist()
    for before, now in itertools.pairwise(days):
        assert (now.inside == before.inside + now.came - now.left).all()
        assert (now.left <= before.inside).all()


def test_the_table_of_bought_silence_sums_up_its_rounds():
    model = BoughtSilence(bought=0.05)
    rounds = list(model.steps(seed=6))
    table = model.run(seed=6)
    assert [talk.said[0] for talk in rounds] == table.world_1.tolist()
    for talk in rounds:
        assert (talk.voice[:, model.sides] >= 0).all(), "nobody speaks for the other side"
        assert (talk.voice[:, ~model.sides] <= 0).all()
        ours = (talk.voice > 0).sum(axis=1)
        spoken = np.abs(talk.voice).sum(axis=1)
        np.testing.assert_allclose(talk.count, (ours + 10) / (spoken + 10))


def archive_at(model: LiveArchive, day: float, seed: int) -> tuple[int, int]:
    """Return bad and good items of one archive on a day, counted from its events."""
    bad, good = 0, 0
    for event in itertools.takewhile(lambda event: event.day <= day, model.steps(seed)):
        change = -1 if event.what == "gone" else 1
        bad += change * event.bad
        good += change * (not event.bad)
    return bad, good


@pytest.mark.parametrize("changes", [{}, {"expiry": 0.05, "delisting": 0.05}, {"salience": 1.5}])
def test_the_table_of_the_archive_is_the_mean_of_many(changes):
    model = LiveArchive(**changes)
    counted = np.array([archive_at(model, 5, seed) for seed in range(150)])
    table = model.run()
    for column, counts in zip(("bad", "good"), counted.T, strict=True):
        expected = np.interp(5, table.day, table[column])
        margin = 3 * counts.std() / np.sqrt(len(counts)) + 0.02 * expected
        assert abs(counts.mean() - expected) < margin


def test_a_copy_is_of_the_kind_of_what_was_met():
    kinds: list[bool] = []
    for event in itertools.islice(LiveArchive().steps(seed=0), 300):
        assert event.item == len(kinds)
        if event.what == "copied":
            assert event.bad == kinds[event.source]
        if event.what == "added":
            assert not event.bad
        kinds.append(event.bad)
    assert kinds[:40] == [True] * 30 + [False] * 10
