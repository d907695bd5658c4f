"""Walks: one item through every contender that a run kept, from raw item to decision."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, final

import numpy as np
import pandas as pd

from triptych.dataset import Raw, take
from triptych.errors import StoreError, TriptychError, UsageError
from triptych.harness.code.dependencies import contender_code
from triptych.harness.pipeline import decider
from triptych.harness.task_data import task_data_of
from triptych.harness.workers.isolation import seed_everything
from triptych.results.fitted import Fitted, load_fitted
from triptych.results.formats.document import from_json, to_json
from triptych.results.formats.walks import TaskWalks, Trace, Walk
from triptych.results.record import Record
from triptych.task import PARADIGMS, TaskFolder, view_of
from triptych.walks.choice import Picks, answers_of, pick
from triptych.walks.evidence import SEED, Question, first
from triptych.walks.raw_item import plain, raw_item
from triptych.walks.steps import verdict_of
from triptych.walks.trace import trace_of

MOST_DONORS: Final = 100


def picked_walks(run_folder: Path, task: TaskFolder, records: Sequence[Record]) -> TaskWalks:
    """The walks of a task for the report, and the reasons for missing kinds of items.

    Raises StoreError where the run kept no contender of the task, or a contender's outputs do not
    fit the file's format.
    """
    walks = Walks(run_folder, task, records)
    found = TaskWalks(
        keys={name: record.key for name, record in walks.records.items()},
        picked=[walks.walk(one.item, one.why) for one in walks.picks.chosen],
        left_out=walks.picks.left_out,
    )
    # Contenders may return anything: values that the file cannot hold fail this task only.
    return from_json(to_json(found), TaskWalks, f"what is said of {task.name}")


@final
class Walks:
    """A task with the contenders of it that a run kept.

    Those of one seed take part, variants do not. Raises StoreError where the run kept none,
    DataError where the data have changed since the run.
    """

    def __init__(self, run_folder: Path, task: TaskFolder, records: Sequence[Record]) -> None:
        self.run_folder = run_folder
        self.records = _kept(task, records)
        if not self.records:
            raise StoreError(
                f"{run_folder} holds no fitted contender of {task.name}. "
                f"`triptych run {task.name}` fits and keeps them."
            )
        self._task_data = task_data_of(task)
        for record in self.records.values():
            self._task_data.require(record.inputs["data"])

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The contenders whose code, or the code of their table, has changed since the run."""
        task = self._task_data.task.folder
        return tuple(
            name
            for name, record in self.records.items()
            if record.inputs.get("code", "") != contender_code(task, name).digest
        )

    @cached_property
    def picks(self) -> Picks:
        """The items that the report shows."""
        return pick({name: answers_of(self.run_folder, one) for name, one in self.records.items()})

    def walk(self, item: int, why: str = "") -> Walk:
        """One item, by its number in the dataset, through every contender.

        Raises UsageError for an item that does not exist.
        """
        dataset = self._task_data.dataset
        if not 0 <= item < len(dataset):
            raise UsageError(
                f"there is no item {item} of {self._task_data.task.name}: "
                f"they are numbered from 0 to {len(dataset) - 1:,}."
            )
        raw = take(dataset.raw, np.array([item]))
        units = self._task_data.task.units
        return Walk(
            item=item,
            why=why,
            truth=plain(dataset.target[item]),
            raw=raw_item(raw, self._task_data.task.card.modality),
            units=[str(name) for name in units.names(first(raw))],
            contenders={name: self._trace(name, item, raw) for name in self.records},
        )

    def _trace(self, contender: str, item: int, raw: Raw) -> Trace:
        """One contender's trace of the item.

        Raises StoreError where the contender no longer runs because code has changed.
        """
        try:
            return self._traced(contender, item, raw)
        except TriptychError:
            raise
        except Exception as error:
            if contender in self.changed:
                raise StoreError(
                    f"{contender}: what the run fitted does not fit today's code: {error}. "
                    f"`triptych run {self._task_data.task.name}` fits it anew."
                ) from error
            raise

    def _traced(self, contender: str, item: int, raw: Raw) -> Trace:
        task, dataset = self._task_data.task, self._task_data.dataset
        estimator = self._fitted[contender].estimator
        seed_everything(SEED)
        view = view_of(estimator, contender)
        X = task.features(raw) if view == "table" else raw
        verdict = verdict_of(estimator, X, dataset.classes)
        question = Question(
            estimator=estimator,
            raw=raw,
            X=X,
            decision=verdict.decision,
            decide=decider(task, contender, estimator),
            units=task.units,
            donors=self._donors,
            rows=lambda: self._donor_table if view == "table" else self._donors,
            tolerance=self._tolerance,
        )
        return trace_of(
            question,
            verdict,
            truth=dataset.target[item],
            was_trained_on=self._was_trained_on(contender, item),
            meanings=task.meanings,
        )

    def _was_trained_on(self, contender: str, item: int) -> bool:
        """Whether the item was in the training part of the contender that was kept."""
        fold, *_ = self._task_data.folds(self.records[contender].cell.seed)
        return bool(np.isin(item, fold.train))

    @cached_property
    def _fitted(self) -> Mapping[str, Fitted]:
        return {name: load_fitted(self.run_folder, one) for name, one in self.records.items()}

    @cached_property
    def _donors(self) -> Raw:
        """Neutral items where the data have them, otherwise training items."""
        dataset = self._task_data.dataset
        if dataset.neutral is not None:
            return take(dataset.neutral, np.arange(min(MOST_DONORS, len(dataset.neutral))))
        record, *_ = self.records.values()
        fold, *_ = self._task_data.folds(record.cell.seed)
        count = min(MOST_DONORS, len(fold.train))
        chosen = np.random.default_rng(SEED).choice(fold.train, count, replace=False)
        return take(dataset.raw, np.sort(chosen))

    @cached_property
    def _donor_table(self) -> pd.DataFrame:
        return self._task_data.task.features(self._donors)

    @cached_property
    def _tolerance(self) -> float | None:
        """The tolerance: half a standard deviation of the target; None for classes."""
        dataset = self._task_data.dataset
        return None if dataset.classes is not None else float(np.std(dataset.target)) / 2


def _kept(task: TaskFolder, records: Sequence[Record]) -> dict[str, Record]:
    """The record of each paradigm whose contender was kept, in their order.

    All are of one seed, the first with most kept contenders, because each seed tests other items.
    """
    by_seed: dict[int, dict[str, Record]] = {}
    for record in sorted(records, key=lambda record: record.cell.seed):
        contender = record.cell.contender
        if record.cell.task == task.name and record.artefact is not None and contender in PARADIGMS:
            by_seed.setdefault(record.cell.seed, {})[contender] = record
    found = max(by_seed.values(), key=len, default={})
    return {name: found[name] for name in PARADIGMS if name in found}
