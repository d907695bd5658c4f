"""Every check of the contract on every built-in task."""

import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.checks import count_checks, examine

TASKS = Catalogue.find().tasks
ALWAYS = ("diabetes", "digits", "luhn", "wine")
"""One of each: numbers, images, symbols, a table. The others are slow, or like one of these."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in ALWAYS else pytest.mark.slow)
        for name in sorted(TASKS)
    ],
)
def test_a_built_in_task_keeps_the_contract(name):
    """What is asked of everybody's tasks holds for ours."""
    task = LoadedTask(TASKS[name])
    findings = list(examine(task))
    if findings[0].verdict == "skipped":
        pytest.skip(findings[0].reason)

    assert [finding for finding in findings if finding.verdict == "failed"] == []
    assert len(findings) == count_checks(task)


def test_no_built_in_task_is_broken():
    """The catalogue has nothing to complain about."""
    assert Catalogue.find().broken == {}
