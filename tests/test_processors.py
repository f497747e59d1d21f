"""The stage that computes the course's numbers as other processors would: it tells what differs."""

from __future__ import annotations

import json
import os
import platform

import pytest

from tools import processors
from tools.processors import OWN, PLAINEST, Run


def observed(values: dict[str, float], on: str = "OpenBLAS Prescott") -> Run:
    return Run(0, json.dumps([[on], values]), "", 1.0)


@pytest.mark.parametrize(
    ("here", "there", "agree"),
    [
        (0.123456, 0.12345600000001, True),
        (0.123456, 0.123457, False),
        (1e-9, 1.00001e-9, False),
        (0.0, 0.0, True),
        (0.0, 2.2e-16, False),
        (float("nan"), float("nan"), True),
        (float("nan"), 1.0, False),
        (float("inf"), float("inf"), True),
        (-3.0, 3.0, False),
    ],
)
def test_numbers_agree_in_their_first_six_digits_and_a_residue_is_no_zero(here, there, agree):
    assert processors.same(here, there) == agree
    assert processors.same(there, here) == agree


def test_a_number_that_differs_is_named_with_both_values(capsys):
    own = observed({"loop F1.share": 0.25, "loop F1.rank": 3.0, "loop F2.gap": 1.0}, "SkylakeX")
    other = observed({"loop F1.share": 0.2501, "loop F1.rank": 3.0})
    differ = processors.claims_differ({OWN: own, PLAINEST: other})
    assert differ == [
        f"loop F1.share: 0.25 on {OWN}, 0.2501 on {PLAINEST}",
        f"loop F2.gap: observed on {OWN} only",
    ]
    assert f"{PLAINEST}: 2 numbers, 1 s; OpenBLAS Prescott" in capsys.readouterr().out


def test_a_process_that_fails_and_claims_that_nobody_observed_are_failures():
    broken = Run(1, "", "Traceback: no such model", 1.0)
    (failure,) = processors.claims_differ({OWN: observed({"a b.c": 1.0}), PLAINEST: broken})
    assert "no such model" in failure
    assert processors.claims_differ({OWN: observed({}), PLAINEST: observed({})}) == [
        "no claim was observed"
    ]


def test_a_machine_that_can_imitate_no_other_says_so(capsys):
    assert processors.claims_differ({OWN: observed({"a b.c": 1.0})}) == []
    assert "nothing was compared" in capsys.readouterr().out


def test_a_notebook_that_differs_is_named_with_what_nbval_says():
    path = processors.ROOT / "notebooks" / "loops" / "some.ipynb"
    said = Run(1, "Notebook cell execution failed: Cell 4", "", 2.0)
    (failure,) = processors.notebooks_differ({path: said})
    assert failure.startswith("notebooks/loops/some.ipynb gives other outputs")
    assert "Cell 4" in failure
    assert processors.notebooks_differ({path: Run(0, "", "", 2.0)}) == []


def test_every_notebook_that_reports_claims_or_solves_a_system_is_run():
    names = {path.stem for path in processors.notebooks()}
    assert {"dual_footprint", "data_hunger", "pymrio_bridge"} <= names
    assert "data_hunger_exercises" not in names


def test_the_plainest_has_the_oldest_core_and_none_of_numpys_vectors():
    tried = processors.variants()
    assert list(tried)[:2] == [OWN, PLAINEST]
    assert tried[OWN] == {}
    if platform.machine() == "x86_64":
        assert tried[PLAINEST]["OPENBLAS_CORETYPE"] == "Prescott"
        assert tried["Haswell"]["OPENBLAS_CORETYPE"] == "Haswell"
    script = "from tools.processors import dispatched; print(dispatched())"
    plain = processors.run({**tried[PLAINEST], "PYTHONPATH": os.curdir}, "-c", script)
    assert (plain.code, plain.text.strip()) == (0, "[]"), plain.errors
