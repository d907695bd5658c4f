"""Whatever a contender does, it leaves one record with its reason; its neighbours notice nothing.

The same bad contenders as in test_run.py, made on two workers in one go.
"""

import pytest

from fixtures.faults import FAULTS
from triptych.harness.trials.calls import run_trials
from triptych.harness.workers.processes import Processes

SECONDS = 2.0
MEMORY = 2**29

REACHES_IN = ("cheatstack", "cheatgc", "cheattruth", "forge")
"""Those that look for something of the harness, and say that they found it."""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """All bad contenders, each beside an honest one: records and item tables by fault."""
    from fixtures.tiny_tasks import order_maker, task_writer

    place = tmp_path_factory.mktemp("faults")
    (place / "marks").mkdir()
    write, order_for = task_writer(place / "tasks"), order_maker()
    orders = []
    for name, fault in FAULTS.items():
        module = fault.module(str(place / "marks"), str(place / "results"))
        folder = write(name, deep=module)
        limits = {
            "time_limit": SECONDS if fault.status == "timeout" else 60.0,
            "memory_limit": MEMORY,
            "keep_artefact": True,
        }
        orders += [order_for(folder, one, **limits) for one in ("deep", "rules")]
    with Processes(workers=2) as executor:
        outcomes = [*run_trials(executor, orders)]
    place_of = {
        (outcome.record.cell.task, outcome.record.cell.contender): outcome for outcome in outcomes
    }
    assert len(place_of) == len(outcomes) == len(orders)
    return place_of, place / "marks"


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_contender_ends_as_it_should(world, name):
    """With its status, and a reason that says what happened."""
    record, fault = world[0][name, "deep"].record, FAULTS[name]
    reason = record.reason.replace(f"{name}.deep", "tiny.deep")

    assert (record.status, reason[: len(fault.reason)]) == (fault.status, fault.reason), record
    if len(record.stderr) < 1000:
        assert "reached" in record.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_its_neighbour_answers_as_if_it_were_alone(world, name):
    """The honest contender of the same task, made before or after it."""
    outcomes, _ = world

    assert outcomes[name, "rules"].record.status == "done"
    assert outcomes[name, "rules"].items == outcomes["control", "rules"].items


@pytest.mark.parametrize("name", REACHES_IN)
def test_who_reaches_into_the_harness_finds_no_true_answer(world, name):
    """What it looks for is there, and of no use: its score is what it can do by itself."""
    record = world[0][name, "deep"].record

    assert "found data" in record.stderr, "it no longer reaches what it was written for: adapt it"
    assert record.score is None or record.score < 1.0 or name == "cheatgc"


def test_nothing_that_a_contender_pickled_is_run(world):
    """Neither in the answer nor when the fitted contender is kept."""
    assert list(world[1].iterdir()) == []
