"""Contenders that no seed changes are fitted twice; what a seed changes is run with every seed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fixtures.tiny_tasks import CARD, CONTENDER

from triptych.catalogue import Catalogue, studies
from triptych.harness.profile import PROFILES
from triptych.harness.run import Listener, Summary, execute
from triptych.harness.run_request import Prepared, RunRequest
from triptych.harness.workers.serial import Serial
from triptych.results.record import Record
from triptych.results.run import Run

pytestmark = pytest.mark.usefixtures("without_references")

HELD_OUT = CARD.replace("cross_validated(2)", "held_out(20)").replace("cross_validated", "held_out")
UNSEEDED = HELD_OUT.replace('delta_reason="none"', 'delta_reason="none", unseeded=("rules",)')
BY_SEED = (
    CONTENDER.replace("return Threshold()", "return Threshold(seed)")
    .replace(
        "class Threshold:",
        "class Threshold:\n    def __init__(self, seed):\n        self.seed = seed\n",
    )
    .replace("> 3.5", "> self.seed")
)

SEEDS = PROFILES["standard"].held_out_seeds


class Silent(Listener):
    def loading(self, tasks: object) -> None: ...

    def planned(self, prepared: Prepared) -> None: ...

    def finished(self, record: Record, seconds_left: float | None) -> None: ...

    def compacting(self) -> None: ...


def run(folder: Path) -> Summary:
    request = RunRequest(
        folder=folder.parent.parent / "results" / "run",
        tasks=Catalogue.find([folder]).choose(("tiny",)),
        studies=(studies()["supervised"],),
        profile=PROFILES["standard"],
        partial=False,
    )
    with Serial() as executor:
        return execute(request, executor, Silent())


def records(summary: Summary, contender: str) -> list[Record]:
    found = Run.open(summary.folder).records
    return sorted(
        (one for one in found if one.cell.contender == contender), key=lambda one: one.cell.seed
    )


@pytest.mark.parametrize("card", [HELD_OUT, UNSEEDED], ids=["not declared", "declared"])
def test_answers_are_those_of_every_seed_run_by_itself(write_task: Callable[..., Path], card: str):
    """All seeds are there, with the same answers; what was taken says from where."""
    summary = run(write_task(__init__=card))
    rules = records(summary, "rules")

    assert summary.statuses == {"done": 3 * SEEDS}
    assert [one.cell.seed for one in rules] == list(range(SEEDS))
    taken = [one.taken_from for one in rules]
    of_first = rules[0].key if card == UNSEEDED else ""
    assert taken == ["", "", *[of_first] * (SEEDS - 2)]
    outcomes = Run.open(summary.folder).outcomes("tiny", "rules")
    assert outcomes.seeds == tuple(range(SEEDS))
    assert outcomes.deterministic


def test_a_wrong_declaration_costs_time_and_no_truth(write_task: Callable[..., Path]):
    """Where two seeds differ, every seed is run, as if nothing had been declared."""
    summary = run(write_task(__init__=UNSEEDED, rules=BY_SEED))
    rules = records(summary, "rules")

    assert [one.taken_from for one in rules] == [""] * SEEDS
    assert len({one.score for one in rules}) > 1


def test_a_failing_contender_fails_with_every_seed(write_task: Callable[..., Path]):
    """Nothing is taken from what did not finish."""
    rules = CONTENDER.replace("return self", "raise ValueError('no')")
    summary = run(write_task(__init__=UNSEEDED, rules=rules))

    assert summary.statuses == {"done": 2 * SEEDS, "failed": SEEDS}


def test_a_run_that_has_all_runs_nothing(write_task: Callable[..., Path]):
    """Taken answers are present like any other."""
    folder = write_task(__init__=UNSEEDED)
    first = run(folder)

    assert replace(run(folder), seconds=0, executed=first.executed, present=0) == replace(
        first, seconds=0
    )
