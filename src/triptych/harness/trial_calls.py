"""What a run asks executors for: trials, and one function for each of some arguments."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from triptych.harness.trial_request import TrialRequest
from triptych.harness.workers.worker_process import Call
from triptych.results.record import Record
from triptych.results.trial_result import TrialResult

if TYPE_CHECKING:
    from triptych.harness.workers.executor import Executor
    from triptych.harness.workers.guard import CallResult


def run_trials(executor: "Executor", orders: Iterable[TrialRequest]) -> Iterator[TrialResult]:
    """Run every trial; results come back in any order, one for each.

    A trial that cannot be finished gives a result that says why. A worker goes on with the task
    it has loaded as long as it can.
    """
    calls = (Call(_trial, order, order.time_limit, order.memory_limit) for order in orders)
    for call, ending in executor.call(calls, _task_of):
        yield _outcome(call.argument, ending)


def call_with_each(
    executor: "Executor",
    function: Callable[[Any], Any],
    arguments: Iterable[Any],
    *,
    time_limit: float,
    memory_limit: int,
) -> Iterator["CallResult"]:
    """Call an importable function with each argument, guarded; endings in their order.

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


def _task_of(call: Call) -> Hashable:
    order: TrialRequest = call.argument
    return order.cell.task


def _trial(order: TrialRequest) -> TrialResult:
    # Only workers pay for numpy, pandas and what else a trial needs.
    from triptych.harness.trial import run_trial

    return run_trial(order)


def _outcome(order: TrialRequest, ending: "CallResult") -> TrialResult:
    """Complete what the trial told with how it ended."""
    if ending.status == "done":
        outcome: TrialResult = ending.value
        record = replace(
            outcome.record,
            stderr=ending.stderr,
            started_at=ending.started_at,
            wall_seconds=ending.wall_seconds,
        )
        return replace(outcome, record=record)
    return TrialResult(
        Record(
            cell=order.cell,
            key=order.key,
            status=ending.status,
            reason=ending.reason,
            stderr=ending.stderr,
            started_at=ending.started_at,
            wall_seconds=ending.wall_seconds,
            inputs=order.inputs,
        )
    )
