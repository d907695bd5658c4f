"""TaskData: the data that all trials on one task share, loaded once for each worker."""

from contextlib import suppress
from functools import cache, cached_property
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.catalogue import LoadedTask, studies
from triptych.cell import Cell
from triptych.dataset import Dataset, Indices, Raw, take
from triptych.errors import ContractError, DataError
from triptych.estimator import View
from triptych.fold import Fold, author_part, folds
from triptych.harness.task_needs import load_task_data
from triptych.harness.workers.isolation import seed_everything
from triptych.harness.workers.kept import kept
from triptych.reference.repeat_last import ANSWER_BEFORE
from triptych.study import Trial
from triptych.task import TaskFolder

known_studies = cache(studies)


class TaskData:
    """A task's data, table, true answers and folds, each made on first use.

    `sources` are other tasks' data by name, for studies that need them.
    """

    def __init__(self, task: LoadedTask) -> None:
        self.task = task
        self.card = task.card
        self.sources: dict[str, TaskData] = {}
        self._folds: dict[int, tuple[Fold, ...]] = {}
        self._last_trial: tuple[Cell, Trial] | None = None

    @classmethod
    def loaded(cls, folder: TaskFolder) -> Self:
        """All that trials need, made now; a table that cannot be made is tried again later."""
        data = cls(LoadedTask(folder))
        data.truth, data.author_part, data.dataset.fingerprint  # noqa: B018  made by being read
        with suppress(Exception):  # who needs it is told why
            data.table  # noqa: B018  made by being read
        return data

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
        """The true answers (n,) as in item tables: class numbers, or numbers."""
        if self.dataset.classes is None:
            return np.asarray(self.dataset.target, dtype=np.float64)
        numbers = {label: number for number, label in enumerate(self.dataset.classes)}
        return np.array([numbers[str(label)] for label in self.dataset.target], dtype=np.int32)

    @cached_property
    def author_part(self) -> Indices:
        """The items that a rule author may look at."""
        return author_part(self.dataset)

    def folds(self, seed: int) -> tuple[Fold, ...]:
        """The task's own folds for a seed."""
        split = self.card.split
        partition = seed if split.kind == "cross_validated" or split.streams > 1 else 0
        if partition not in self._folds:
            self._folds[partition] = folds(self.dataset, split, partition)
        return self._folds[partition]

    def generated(self, items: int, seed: int) -> Dataset:
        """As many items as are asked for, drawn anew by `generate` of the task's data.py.

        Raises ContractError where it returns something else.
        """
        seed_everything(0)
        drawn = self.task.call("data", "generate", items, seed)
        if not isinstance(drawn, Dataset) or len(drawn) != items:
            got = f"{len(drawn)} items" if isinstance(drawn, Dataset) else type(drawn).__name__
            raise ContractError(
                f"{self.task.name}.data: generate({items}, {seed}) returned {got}; expected a "
                f"triptych.Dataset of {items} items."
            )
        return drawn

    def source(self, name: str) -> Dataset:
        """The items and answers of another task; raises ContractError unless `sources` names it."""
        if name not in self.sources:
            raise ContractError(
                f"task {self.task.name}: the study asks for the data of {name!r}, which its "
                f"`sources` do not name; they are {sorted(self.sources)}."
            )
        return self.sources[name].dataset

    def trial(self, cell: Cell) -> Trial:
        """What the cell's trial does, as its study describes it; the last is remembered."""
        if self._last_trial is None or self._last_trial[0] != cell:
            self._last_trial = cell, known_studies()[cell.study].trial(self, cell)
        return self._last_trial[1]

    def items(self, view: View | Literal["answer before"], indices: Indices) -> Raw:
        """Copies of the items at `indices`, as the view shows them."""
        if view == ANSWER_BEFORE:
            return self.answers_before[indices]
        return take(self.table if view == "table" else self.dataset.raw, indices)

    def seen(self, raw: Raw, view: View) -> Raw:
        """Raw items as the view shows them."""
        return self.task.features(raw) if view == "table" else raw

    @cached_property
    def answers_before(self) -> npt.NDArray[Any]:
        """The true answer (n,) of the item before each, for `reference:repeat_last` alone."""
        target = self.dataset.target
        return np.concatenate([target[:1], target[:-1]])

    def forget_answers(self) -> None:
        """Overwrite every true answer, for good: whoever runs after this cannot come by one."""
        self.dataset.target[:] = self.dataset.target[:1].copy()
        self.truth[:] = self.truth[:1].copy()

    def require(self, fingerprint: str) -> None:
        """Raise DataError unless the data have the planned fingerprint."""
        if self.dataset.fingerprint != fingerprint:
            raise DataError(
                f"task {self.task.name}: the data have the fingerprint "
                f"{self.dataset.fingerprint}, the plan was made for {fingerprint}. If they "
                "changed, run the command again; if not, load() does not give the same data "
                "each time: fix its seed."
            )


def task_data_of(folder: TaskFolder) -> TaskData:
    """The TaskData of a task; the latest ones are cached in this process."""
    data: TaskData = kept(load_task_data, folder)
    return data
