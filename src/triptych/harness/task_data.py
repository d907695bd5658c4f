"""TaskData: what all trials on one task share, made once in each worker."""

from functools import cache, cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.catalogue import LoadedTask, studies
from triptych.cell import Cell
from triptych.dataset import Dataset, Indices, Raw, take
from triptych.errors import DataError
from triptych.estimator import View
from triptych.fold import Fold, folds
from triptych.harness.workers.isolation import seed_everything
from triptych.study import Study
from triptych.task import TaskFolder

TASKS_KEPT = 4
"""A worker stays with a task as long as it can; a few more are kept for the end of a run."""

known_studies = cache(studies)


class TaskData:
    """A task's data, table, true answers and folds, each made when first asked for."""

    def __init__(self, task: LoadedTask) -> None:
        self.task = task
        self._folds: dict[int, tuple[Fold, ...]] = {}

    @cached_property
    def dataset(self) -> Dataset:
        """The task's items, loaded with global generators in a known state."""
        seed_everything(0)
        return self.task.dataset

    @cached_property
    def table(self) -> pd.DataFrame:
        """The table view of all items."""
        raw = self.dataset.raw
        seed_everything(0)
        return self.task.features(raw)

    @cached_property
    def truth(self) -> npt.NDArray[np.int32] | npt.NDArray[np.float64]:
        """The true answers as item tables hold them: class numbers, or numbers."""
        if self.dataset.classes is None:
            return np.asarray(self.dataset.target, dtype=np.float64)
        numbers = {label: number for number, label in enumerate(self.dataset.classes)}
        return np.array([numbers[str(label)] for label in self.dataset.target], dtype=np.int32)

    def folds(self, cell: Cell) -> tuple[Fold, ...]:
        """The folds of a cell: the task's own for its seed, passed through its study."""
        split = self.task.card.split
        partition = cell.seed if split.kind == "cross_validated" else 0
        if partition not in self._folds:
            self._folds[partition] = folds(self.dataset, split, partition)
        study: Study = known_studies()[cell.study]
        return tuple(study.folds(self._folds[partition], cell.condition, cell.seed))

    def items(self, view: View, indices: Indices) -> Raw:
        """Copies of the items at `indices`, as the view shows them."""
        return take(self.table if view == "table" else self.dataset.raw, indices)

    def require(self, fingerprint: str) -> None:
        """Raise DataError unless the data are those that were planned for."""
        if self.dataset.fingerprint != fingerprint:
            raise DataError(
                f"task {self.task.name}: the data have the fingerprint "
                f"{self.dataset.fingerprint}, the plan was made for {fingerprint}. If they "
                "changed, run the command again; if not, load() does not give the same data "
                "each time: fix its seed."
            )


@lru_cache(maxsize=TASKS_KEPT)
def task_data_of(folder: TaskFolder) -> TaskData:
    """Give the task's task_data, from memory where this process used it lately."""
    return TaskData(LoadedTask(folder))
