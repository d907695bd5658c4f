"""The fitted contenders of a workload, loaded once each with what surrounds them."""

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
    """A contender as the run kept it, its task's task_data, and what it can be asked for."""

    task_data: TaskData
    fitted: Fitted
    answers: dict[Kind, Pipeline]


class FittedContenders:
    """Loads contenders when first asked for; tasks are shared between theirs."""

    def __init__(self, workload: Workload) -> None:
        self.workload = workload
        self._loaded: dict[str, FittedContender] = {}

    def __getitem__(self, record: Record) -> FittedContender:
        """The contender that `record` kept; its items for fresh processes are left in `scratch`."""
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
