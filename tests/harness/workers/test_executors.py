"""Executors by name, and the page that says how to add one."""

import re
from pathlib import Path

import pytest

from triptych.harness.trials.calls import run_trials
from triptych.harness.workers.executors import EXECUTORS

PAGE = Path(__file__).parents[3] / "docs" / "add-an-executor.md"


def executor_of_the_page():
    """The class that the page shows."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    namespace = {"__name__": "threads"}
    exec(compile(code, str(PAGE), "exec"), namespace)
    return namespace["Threads"]


def test_the_executor_in_the_docs_gives_the_item_tables_of_serial(tiny, order_for):
    """Who follows the page to the letter has an executor that trials run on."""
    requests = [order_for(tiny, "rules", seed) for seed in range(3)]
    tables = []
    for make in (EXECUTORS["serial"], executor_of_the_page()):
        with make(2) as executor:
            results = list(run_trials(executor, requests))
        tables.append({result.record.key: result.items for result in results})

    assert tables[0] == tables[1]
    assert None not in tables[0].values()


@pytest.mark.parametrize("name", sorted(EXECUTORS))
def test_executors_are_made_by_their_name(name):
    """Each says how many calls it makes at once: one where it can make no more."""
    with EXECUTORS[name](2) as executor:
        assert executor.workers == (1 if name == "serial" else 2)


def test_an_unknown_executor_is_named(elsewhere, process):
    """With those there are."""
    ended = process("run", "--executor", "proceses")

    assert ended.code == 2
    assert "unknown executor 'proceses'. Did you mean 'processes'?" in ended.said
