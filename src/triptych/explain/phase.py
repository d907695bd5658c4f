"""The phase after `run` and before `bench`: measures explanations of kept contenders."""

import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triptych.absent import Absent
from triptych.errors import StoreError
from triptych.explain.files import ASKED, Explanations, File, OfTasks
from triptych.explain.job import ExplainJob
from triptych.harness.budgets import ExplainBudget
from triptych.harness.code.look import one_look
from triptych.harness.planned_cell import MEMORY_LIMIT
from triptych.harness.task_needs import data_needed, libraries_needed
from triptych.harness.workers.call import Call
from triptych.results.formats.explanations import ExplanationLine
from triptych.results.formats.layers import Layers, NetworkLayers
from triptych.results.formats.walks import TaskWalks, Walks
from triptych.results.record import Record
from triptych.results.signature import require_signed
from triptych.results.store import Store
from triptych.task import TaskFolder

if TYPE_CHECKING:
    from triptych.harness.workers.executor import Executor

Kept = Sequence[tuple[TaskFolder, Record]]
"""Records of finished contenders, with their tasks."""

Listener = Callable[[int, int, str], None]
"""Receives the number of finished calls, the total, and the label of the last call."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The result of the phase.

    measured        number of measurements made now
    present         number of present measurements, made by the same code from the same contenders
    failures        the reasons of failed measurements, by label
    """

    measured: int
    present: int
    failures: dict[str, str]
    seconds: float

    @property
    def exit_code(self) -> int:
        """0, or 3 where something could not be measured."""
        return 3 if self.failures else 0


def explain(
    store: Store,
    kept: Kept,
    executor: "Executor",
    budget: ExplainBudget,
    listener: Listener = lambda done, total, label: None,
) -> Summary:
    """Measure the missing explanations of these contenders; store each as it is finished.

    A contender whose artefact was not kept is a failure with advice. Raises StoreError where none
    was kept, or one that is needed was not signed by this user. On KeyboardInterrupt, stores the
    finished measurements and raises it again.
    """
    if not any(record.artefact for _, record in kept):
        raise StoreError(
            f"{store.folder}: no fitted contender to explain. "
            "Run `triptych run` first; contenders of cells that ended `done` are kept."
        )
    start = time.perf_counter()
    files = _files(store, kept, budget)
    with one_look():
        calls = [(file, _call(file, one)) for file in files for one in file.missing()]
    require_signed(store.folder, _asked_for(call for _, call in calls))
    slowness = _slowness(kept)
    calls.sort(key=lambda pair: slowness[pair[1].argument.folder.name], reverse=True)
    files_of = {id(call): file for file, call in calls}
    asked = [call for _, call in calls]
    for done, (call, ending) in enumerate(executor.call(asked, _task_of), start=1):
        file, job = files_of[id(call)], call.argument
        file.keep(job, ending)
        listener(done, len(calls), file.label(job))
    failures = {label: why for file in files for label, why in file.failures.items()}
    made = {file.label(call.argument) for file, call in calls}
    return Summary(
        measured=len(made - failures.keys()),
        present=sum(file.present for file in files),
        failures=failures,
        seconds=time.perf_counter() - start,
    )


def _asked_for(calls: Iterable[Call]) -> list[Record]:
    """Each contender that the calls load, once."""
    records = (record for call in calls for record in call.argument.records)
    return list({record.key: record for record in records}.values())


def _files(store: Store, kept: Kept, budget: ExplainBudget) -> tuple[File, ...]:
    """Every file that the phase fills: with a line per contender and seed, or an entry per task."""

    def job(folder: TaskFolder, *records: Record) -> ExplainJob:
        return ExplainJob(run_folder=store.folder, folder=folder, records=records, budget=budget)

    networks = [
        job(folder, record)
        for folder, record in kept
        if record.artefact and record.cell.contender == "deep" and record.cell.seed == 0
    ]
    walked: dict[str, tuple[TaskFolder, list[Record]]] = {}
    for folder, record in kept:
        if record.artefact and record.cell.seed == 0:
            walked.setdefault(folder.name, (folder, []))[1].append(record)
    tasks = [job(folder, *records) for folder, records in walked.values()]
    return (
        Explanations(
            store,
            [job(*pair) for pair in kept],
            _explained,
            "triptych.explain.contender",
        ),
        OfTasks(store, Layers, networks, _layers, "triptych.explain.layers"),
        OfTasks(store, Walks, tasks, _walks, "triptych.walks.walk"),
    )


def _explained(job: ExplainJob) -> ExplanationLine:
    # Only workers pay for numpy, scikit-learn and what else measuring needs.
    from triptych.explain.contender import explained

    return explained(job)


def _layers(job: ExplainJob) -> NetworkLayers | Absent:
    from triptych.explain.layers import layers

    return layers(job)


def _walks(job: ExplainJob) -> TaskWalks:
    from triptych.walks.walk import picked_walks

    return picked_walks(job.run_folder, job.folder, job.records)


def _call(file: File, job: ExplainJob) -> Call:
    inputs = dict(item for record in job.records for item in record.inputs.items())
    return Call(
        file.make,
        job,
        _time_limit(job),
        MEMORY_LIMIT,
        needs=data_needed(job.folder),
        libraries=(*(torch := libraries_needed(inputs)), *(ASKED if torch else ()), file.module),
    )


def _time_limit(job: ExplainJob) -> float:
    """Time limit of a job in seconds: that of a trial plus the budget for explaining."""
    budget = job.budget
    return job.folder.card.time_limit + budget.seconds + budget.twin_seconds


def _slowness(kept: Kept) -> dict[str, tuple[float, str]]:
    """A sort key that puts slow tasks first, so that none is left for the end.

    Seconds per decision and the name, by task: calls of one task stay together.
    """
    slowness: dict[str, float] = {}
    for _, record in kept:
        seconds = record.predict_seconds / max(record.test_items, 1)
        slowness[record.cell.task] = max(seconds, slowness.get(record.cell.task, 0.0))
    return {task: (seconds, task) for task, seconds in slowness.items()}


def _task_of(call: Call) -> Hashable:
    job: ExplainJob = call.argument
    return job.folder.name
