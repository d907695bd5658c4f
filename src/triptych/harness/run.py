"""A run: runs every missing cell and stores its outcome."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from triptych.downloads.folder import data_folder, is_lacking, not_downloaded
from triptych.errors import DataNotDownloaded
from triptych.harness.code.look import one_look
from triptych.harness.description import describe
from triptych.harness.facts import gather_facts
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.run_request import Prepared, RunRequest, compare, facts_that_hold
from triptych.harness.task_needs import as_skipped
from triptych.harness.time_left import TimeLeft
from triptych.harness.trials.calls import call_with_each, run_trials, unfinished
from triptych.harness.trials.unseeded import Unseeded
from triptych.results.formats.environment import Environment
from triptych.results.formats.known_facts import TaskFacts
from triptych.results.record import Record, Status
from triptych.results.store import Store
from triptych.results.trial_result import TrialResult
from triptych.task import HYBRID, PARADIGMS, REFERENCE, TaskFolder, paradigm_of

if TYPE_CHECKING:  # a command that only looks at the plan starts no worker
    from triptych.harness.workers.executor import Executor
    from triptych.harness.workers.guard import CallResult


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The result of a run.

    statuses        number of planned cells by status, including the cells already present
    executed        number of cells that were run now
    present         number of cells that were present before
    outdated        number of keys in the folder that the plan no longer contains
    gaps            the record of every planned cell that is neither `done` nor `skipped`
    """

    folder: Path
    statuses: dict[Status, int]
    executed: int
    present: int
    outdated: int
    seconds: float
    gaps: tuple[Record, ...]

    @property
    def exit_code(self) -> int:
        """0, or 3 where planned cells are missing from the results."""
        return 3 if self.gaps else 0


class Listener(Protocol):
    """Receives the progress of a run."""

    def loading(self, tasks: Sequence[str]) -> None:
        """These tasks' data are about to be loaded and fingerprinted."""

    def planned(self, prepared: Prepared) -> None:
        """The plan is known; trials start now."""

    def finished(self, record: Record, seconds_left: float | None) -> None:
        """A trial ended and is stored; `seconds_left` is None while nothing is known."""

    def compacting(self) -> None:
        """All trials ended; item tables are being merged into few files."""


def execute(request: RunRequest, executor: "Executor", listener: Listener) -> Summary:
    """Run every cell without a `done` or `skipped` record, and store the outcomes.

    A cell that failed, timed out, crashed or ran out of memory in an earlier run is tried again.
    Where a task's data cannot be loaded, its cells get records with the reason, and the other tasks
    are run. On KeyboardInterrupt, stores finished outcomes and raises it again: the same command
    resumes. Raises StoreError where the folder is locked by another run, was written by another
    version, or cannot be written.
    """
    start = time.perf_counter()
    with Store(request.folder) as store:
        with one_look():
            facts = facts_that_hold(request)
        failed = _complete(facts, request, executor, listener)
        with one_look():  # loading may have taken minutes
            prepared = _without_stale(compare(request, store.contents, facts), failed)
            _describe(store, request, prepared, executor.workers)
        listener.planned(prepared)
        records = dict(prepared.present)
        forecast = TimeLeft(
            (planned.cell for planned in prepared.missing), store.contents.records, executor.workers
        )
        for outcome in _outcomes(prepared, failed, executor):
            store.add(outcome)
            records[outcome.record.key] = outcome.record
            forecast.finish(outcome.record)
            listener.finished(outcome.record, forecast.seconds_left())
        listener.compacting()
        store.compact()
    ended = [records[planned.key] for planned in prepared.planned]
    return Summary(
        folder=request.folder,
        statuses=dict(Counter(record.status for record in ended)),
        executed=len(prepared.missing),
        present=len(prepared.planned) - len(prepared.missing),
        outdated=prepared.outdated,
        seconds=time.perf_counter() - start,
        gaps=tuple(record for record in ended if record.status not in ("done", "skipped")),
    )


def _complete(
    facts: dict[str, TaskFacts], request: RunRequest, executor: "Executor", listener: Listener
) -> "dict[str, CallResult]":
    """Add the facts of tasks whose data must be loaded; say how that ended where it failed."""
    unknown = [task for task in (*request.tasks, *request.sources) if task.name not in facts]
    failed = {task.name: ending for task in unknown if (ending := _lacking(task)) is not None}
    to_load = [task for task in unknown if task.name not in failed]
    if to_load:
        listener.loading([task.name for task in to_load])
        for task, ending in zip(to_load, _load(request, to_load, executor), strict=True):
            if ending.status == "done":
                facts[task.name] = ending.value
            else:
                failed[task.name] = _as_of_a_cell(ending)
    return failed


def _lacking(task: TaskFolder) -> "CallResult | None":
    """How the cells end of a task that declares a file which is not there: nothing is loaded."""
    lacking = next(filter(is_lacking, task.card.files), None)
    if lacking is None:
        return None
    from triptych.harness.workers.guard import CallResult

    error = not_downloaded(lacking)
    return _as_of_a_cell(CallResult("failed", reason=str(error), error=error))


def _load(
    request: RunRequest, tasks: Sequence[TaskFolder], executor: "Executor"
) -> "Iterator[CallResult]":
    return call_with_each(
        executor,
        gather_facts,
        tasks,
        time_limit=request.time_limit or max(task.card.time_limit for task in tasks),
        memory_limit=request.memory_limit,
    )


def _describe(store: Store, request: RunRequest, prepared: Prepared, workers: int) -> None:
    for document in describe(request, prepared, workers):
        store.write(document)
    if prepared.missing or not (request.folder / Environment.FILE).is_file():
        from triptych.harness.machine import environment  # asks git; nothing new, no question

        store.write(environment(Path.cwd()))
    store.point_latest()


def _outcomes(
    prepared: Prepared, failed: "Mapping[str, CallResult]", executor: "Executor"
) -> Iterator[TrialResult]:
    """Yield the outcomes of all missing cells; cells without data or weights come first."""
    runnable = []
    for planned in prepared.missing:
        if (ending := _failed_data(planned, failed) or as_skipped(planned)) is not None:
            yield unfinished(planned, ending)
        else:
            runnable.append(planned)
    unseeded = Unseeded(runnable)
    for result in _run(unseeded.first, executor):
        unseeded.note(result)
        yield result
    yield from unseeded.taken()
    yield from _run(unseeded.left(), executor)


def _run(cells: Sequence[PlannedCell], executor: "Executor") -> Iterator[TrialResult]:
    if cells:
        yield from run_trials(executor, sorted(cells, key=_by_length))


def _by_length(planned: PlannedCell) -> tuple[float, str, int]:
    """Sort cells with the longest first, so that none is left for the end."""
    kinds = (REFERENCE, HYBRID, *PARADIGMS)
    kind = kinds.index(paradigm_of(planned.cell.contender))
    return -planned.folder.card.time_limit, planned.folder.name, -kind


def _failed_data(planned: PlannedCell, failed: "Mapping[str, CallResult]") -> "CallResult | None":
    """The failed loading of the first task that the cell needs; None where all were loaded."""
    needed = (planned.folder, *planned.sources)
    return next((failed[task.name] for task in needed if task.name in failed), None)


def _without_stale(prepared: Prepared, failed: "Mapping[str, CallResult]") -> Prepared:
    """Treat skipped cells as missing where their data now fail for another reason."""
    present = dict(prepared.present)
    for planned in prepared.planned:
        ending = _failed_data(planned, failed)
        if ending and planned.key in present and present[planned.key].reason != ending.reason:
            del present[planned.key]
    return replace(prepared, present=present)


def _as_of_a_cell(loading: "CallResult") -> "CallResult":
    """The result of cells whose data could not be loaded: `skipped` if not downloaded."""
    if not isinstance(loading.error, DataNotDownloaded):
        return replace(loading, wall_seconds=0.0)
    # A published record tells nothing of whose machine it was.
    reason = f"data not downloaded: {loading.reason}".replace(str(data_folder()), "the data folder")
    return replace(loading, status="skipped", reason=reason, stderr="", wall_seconds=0.0)
