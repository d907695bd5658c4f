import numpy as np
import pytest

from triptych.analysis.across_tasks.study_outcomes import outcomes_in
from triptych.cell import Cell
from triptych.errors import DataError, NotRun
from triptych.results.record import Record

TRUTH = np.zeros(20, dtype=int)
ONES = np.ones(20, dtype=int)
MAIN = {(name, "supervised", None): TRUTH for name in ("rules", "classical", "deep")}


def test_answers_under_a_condition_are_those_of_its_cells(made_run):
    """The main study's condition, and whom no condition changes, answered in the main study."""
    run = made_run(MAIN | {("deep", "label_budget", 64): ONES}, TRUTH)

    def hits(*place):
        return outcomes_in(run, "task", *place).hits.mean()

    assert hits("deep", "label_budget", 64) == 0
    assert hits("deep", "label_budget", "all") == 1
    assert hits("rules", "label_budget", 64) == 1
    assert hits("deep") == 1


def test_what_was_not_run_says_what_runs_it(made_run):
    """The task and the study are named."""
    run = made_run(MAIN, TRUTH)

    with pytest.raises(NotRun, match=r"classical in the study label_budget at 64: `triptych run t"):
        outcomes_in(run, "task", "classical", "label_budget", 64)


@pytest.mark.parametrize(
    ("given", "contender", "why"),
    [
        (
            {"unfit": {"label_budget": "it is in order"}},
            "deep",
            "fit the study label_budget: it is",
        ),
        ({}, "deep:pretrained", "declares no pretrained network"),
        (
            {
                "records": [
                    Record(
                        cell=Cell("task", "deep", "label_budget", 64, 0),
                        key="0" * 16,
                        status="timeout",
                        reason="too slow",
                    )
                ]
            },
            "deep",
            "at 64: timeout: too slow",
        ),
    ],
)
def test_what_cannot_be_run_says_why(made_run, given, contender, why):
    """It does not fit, there is no such contender, or it did not end well."""
    run = made_run(MAIN, TRUTH, **given)

    with pytest.raises(DataError, match=why) as raised:
        outcomes_in(run, "task", contender, "label_budget", 64)

    assert not isinstance(raised.value, NotRun)
