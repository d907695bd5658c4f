"""The fitted contenders of a workload, each loaded once, with its task's data."""

from dataclasses import dataclass
from functools import cached_property

from triptych.catalogue import LoadedTask
from triptych.harness.pipeline import Pipeline, decider, explainer
from triptych.harness.task_data import TaskData
from triptych.results.fitted import Fitted, load_fitted
from triptych.results.record import Record
from triptych.timing.clock_process import Workload
from triptych.timing.cold_start import leave_items
from triptych.timing.summary import Kind


@dataclass(frozen=True, eq=False)
class FittedContender:
    """A kept contender with its task's data, and the functions that are timed."""

    task_data: TaskData
    fitted: Fitted
    answers: dict[Kind, Pipeline]


class FittedContenders:
    """Loads contenders on first use; contenders of one task share its data."""

    def __init__(self, workload: Workload) -> None:
        self.workload = workload
        self._loaded: dict[str, FittedContender] = {}

    def __getitem__(self, record: Record) -> FittedContender:
        """The fitted contender of `record`; writes its items for fresh processes into `scratch`."""
        if record.key not in self._loaded:
            self._loaded[record.key] = self._load(record)
        return self._loaded[record.key]

    def _load(self, record: Record) -> FittedContender:
        task_data = self._materials[record.cell.task]
        fitted = load_fitted(self.workload.run_folder, record)
        leave_items(self.workload.scratch, record, task_data.dataset.raw, fitted.test)
        contender, estimator = record.cell.contender, fitted.estimator
        return FittedContender(
            task_data=task_data,
            fitted=fitted,
            answers={
                "decide": decider(task_data.task, contender, estimator),
                "explain": explainer(task_data.task, contender, estimator),
            },
        )

    @cached_property
    def _materials(self) -> dict[str, TaskData]:
        return {task.name: TaskData(LoadedTask(task)) for task in self.workload.tasks}
