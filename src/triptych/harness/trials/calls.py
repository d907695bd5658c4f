"""Calls on executors: trials, and one function for several arguments."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from triptych.harness.planned_cell import PlannedCell
from triptych.harness.task_needs import data_needed, libraries_needed
from triptych.harness.workers.call import Call
from triptych.results.record import Record
from triptych.results.trial_result import TrialResult

if TYPE_CHECKING:
    from triptych.harness.trials.scoring import TrialAnswers
    from triptych.harness.workers.executor import Executor
    from triptych.harness.workers.guard import CallResult


def run_trials(executor: "Executor", cells: Iterable[PlannedCell]) -> Iterator[TrialResult]:
    """Run every trial; results come back in any order, one for each.

    An unfinished trial gives a result with the reason. A worker stays with the task it has loaded
    as long as possible.
    """
    for call, ending in executor.call(map(_call, cells), _task_of):
        yield _outcome(call.argument, ending)


def call_with_each(
    executor: "Executor",
    function: Callable[[Any], Any],
    arguments: Iterable[Any],
    *,
    time_limit: float,
    memory_limit: int,
) -> Iterator["CallResult"]:
    """Call an importable function with each argument, guarded; results in the arguments' order.

    time_limit is in seconds for one call, memory_limit in bytes.
    """
    calls = [Call(function, argument, time_limit, memory_limit) for argument in arguments]
    early: dict[int, CallResult] = {}
    due = 0
    for call, ending in executor.call(calls, id):
        early[id(call)] = ending
        while due < len(calls) and id(calls[due]) in early:
            yield early.pop(id(calls[due]))
            due += 1


def unfinished(planned: PlannedCell, ending: "CallResult") -> TrialResult:
    """The result of a trial that was not finished or not begun, with the reason."""
    record = Record(
        cell=planned.cell,
        key=planned.key,
        status=ending.status,
        reason=ending.reason,
        inputs=planned.inputs,
    )
    return TrialResult(_completed(record, ending))


def _task_of(call: Call) -> Hashable:
    planned: PlannedCell = call.argument
    return planned.cell.task


def _call(planned: PlannedCell) -> Call:
    return Call(
        _take_trial,
        planned,
        planned.time_limit,
        planned.memory_limit,
        needs=data_needed(planned.folder, *planned.sources),
        libraries=libraries_needed(planned.inputs),
        prepare=_prepare,
        conclude=_scored,
    )


# Only workers pay for numpy, pandas and what else a trial needs.


def _prepare(planned: PlannedCell) -> None:
    from triptych.harness.trials.soundness import described

    described(planned)


def _take_trial(planned: PlannedCell) -> "TrialAnswers":
    from triptych.harness.trials.trial import take_trial

    return take_trial(planned)


def _scored(planned: PlannedCell, answers: "TrialAnswers") -> TrialResult:
    from triptych.harness.trials.scoring import scored

    return scored(planned, answers)


def _outcome(planned: PlannedCell, ending: "CallResult") -> TrialResult:
    if ending.status != "done":
        return unfinished(planned, ending)
    outcome: TrialResult = ending.value
    return replace(outcome, record=_completed(outcome.record, ending))


def _completed(record: Record, ending: "CallResult") -> Record:
    """The record, completed with the executor's facts: start time and output."""
    return replace(
        record,
        stderr=ending.stderr,
        started_at=ending.started_at,
        wall_seconds=ending.wall_seconds,
    )
