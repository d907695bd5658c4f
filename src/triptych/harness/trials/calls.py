"""Calls on executors: trials, and one function for several arguments."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from triptych.harness.planned_cell import PlannedCell
from triptych.harness.task_needs import data_needed, libraries_needed
from triptych.harness.workers.call import Call
from triptych.results.record import Record
from triptych.results.trial_result import TrialResult

Batch = tuple[PlannedCell, ...]
"""Cells that share training, or a single one."""

if TYPE_CHECKING:
    from triptych.harness.trials.scoring import TrialAnswers
    from triptych.harness.workers.executor import Executor
    from triptych.harness.workers.guard import CallResult


def run_trials(executor: "Executor", cells: Iterable[PlannedCell]) -> Iterator[TrialResult]:
    """Run every trial; results come back in any order, one for each.

    Cells that share training are one call. An unfinished trial gives a result with the reason; of
    several that share training each is tried by itself first, for one may keep the others from
    ending. A worker stays with the task it has loaded as long as possible.
    """
    unfinished_batches: list[Batch] = []
    for call, ending in executor.call(map(_call, _batches(cells)), _task_of):
        batch: Batch = call.argument
        if ending.status != "done" and len(batch) > 1:
            unfinished_batches.append(batch)
        else:
            yield from _outcomes(batch, ending)
    if unfinished_batches:
        alone = [(one,) for batch in unfinished_batches for one in batch]
        for call, ending in executor.call(map(_call, alone), _task_of):
            yield from _outcomes(call.argument, ending)


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


def _batches(cells: Iterable[PlannedCell]) -> Iterator[Batch]:
    """Cells that share training together, in the order of the first of them; others alone."""
    batches: dict[Hashable, list[PlannedCell]] = {}
    for one in cells:
        key: Hashable = one.cell._replace(condition=None) if one.shares_training else id(one)
        batches.setdefault(key, []).append(one)
    return map(tuple, batches.values())


def _task_of(call: Call) -> Hashable:
    batch: Batch = call.argument
    return batch[0].cell.task


def _call(batch: Batch) -> Call:
    planned = batch[0]
    return Call(
        _take_trials,
        batch,
        sum(one.time_limit for one in batch),
        planned.memory_limit,
        needs=data_needed(planned.folder, *planned.sources),
        libraries=libraries_needed(planned.inputs),
        prepare=_prepare,
        conclude=_scored,
    )


# Only workers pay for numpy, pandas and what else a trial needs.


def _prepare(batch: Batch) -> None:
    from triptych.harness.trials.soundness import described

    for planned in batch:
        described(planned)


def _take_trials(batch: Batch) -> "list[TrialAnswers]":
    from triptych.harness.trials.trial import take_trials

    return take_trials(batch)


def _scored(batch: Batch, answers: "list[TrialAnswers]") -> list[TrialResult]:
    from triptych.harness.trials.scoring import scored

    return [scored(planned, one) for planned, one in zip(batch, answers, strict=True)]


def _outcomes(batch: Batch, ending: "CallResult") -> Iterator[TrialResult]:
    """The results of a call; trials that share training share its time and output."""
    share = replace(ending, wall_seconds=ending.wall_seconds / len(batch))
    if ending.status != "done":
        yield from (unfinished(planned, share) for planned in batch)
        return
    for outcome in ending.value:
        yield replace(outcome, record=_completed(outcome.record, share))


def _completed(record: Record, ending: "CallResult") -> Record:
    """The record, completed with the executor's facts: start time and output."""
    return replace(
        record,
        stderr=ending.stderr,
        started_at=ending.started_at,
        wall_seconds=ending.wall_seconds,
    )
