"""Promises of answers over tasks: counts with any delta, and how many may be wrong."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from statsmodels.stats.multitest import multipletests

from triptych.analysis.across_tasks.answers import count_answers, expected_wrong, judged
from triptych.analysis.one_task.verdict import verdict
from triptych.results.run import Run

PUBLISHED = Path(__file__).parents[3] / "results" / "reference"
WITH_TABLES = (
    "breast_cancer", "code_or_prose", "diabetes", "fizzbuzz", "german_credit", "heartbeat",
    "roman_numerals", "shapes", "sms_spam", "titanic", "trec", "wine",
)  # fmt: skip
"""Tasks whose item tables are published: the verdicts on the others cannot be recomputed."""


@pytest.fixture(scope="module")
def published():
    """The verdicts of the published run that can be recomputed."""
    run = Run.open(PUBLISHED)
    return {task: verdict(run, task) for task in WITH_TABLES}


@pytest.mark.parametrize(
    ("factor", "expected"),
    [(0.25, (4, 1, 1, 6)), (1.0, (6, 2, 0, 4)), (3.0, (11, 1, 0, 0))],
)
def test_the_published_tasks_by_delta(published, factor, expected):
    """Rules, classical, deep, undecided: few lenient deltas decide, many strict ones do not."""
    counts = count_answers(published.values(), factor)

    assert tuple(counts[one] for one in ("rules", "classical", "deep", "undecided")) == expected


def test_the_published_plan_for_shapes(published):
    """About 7,800 items with 20 seeds, for classical to be shown to suffice."""
    plan = published["shapes"].plan

    assert (plan.items, plan.seeds) == (pytest.approx(7800, rel=0.01), 20)
    assert plan == published["shapes"].plans["classical"]


def decided(p_value):
    return SimpleNamespace(answer="rules" if p_value is not None else "undecided", p_value=p_value)


def test_how_many_are_wrong_is_benjamini_and_hochbergs(published):
    """As statsmodels adjusts them, an open task with a p-value of 1."""
    p_values = [0.04, 0.01, 0.02]

    _, adjusted, *_ = multipletests([*p_values, 1.0], method="fdr_bh")

    tasks = [decided(one) for one in (*p_values, None)]
    assert expected_wrong(tasks) == pytest.approx(3 * max(adjusted[:3]))
    assert expected_wrong(tasks) == pytest.approx(3 * 0.04 * 4 / 3)
    assert 0 < expected_wrong(published.values()) < 1


def test_where_nothing_is_decided_nothing_is_wrong(published):
    """No answer, no wrong answer; a task without a verdict does not count."""
    skipped = SimpleNamespace(answer="skipped", p_value=None)

    assert expected_wrong([decided(None), skipped]) == 0
    assert expected_wrong([]) == 0
    assert judged([skipped]) == []
    assert published["shapes"].p_value is None
