"""The context: the items and donors that all contenders of a task share, for one seed."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Indices, Raw, take
from triptych.errors import DataError
from triptych.estimator import View
from triptych.explain.feature_cache import RememberedFeatures
from triptych.fold import Fold
from triptych.harness.budgets import ExplainBudget
from triptych.harness.task_data import TaskData, task_data_of
from triptych.measure.explainability.manifold import share_off
from triptych.measure.explainability.masking import Masking
from triptych.task import TaskFolder
from triptych.units import Columns, Units

_CONTEXTS_KEPT: Final = 4
_ITEMS_MASKED: Final = 10


@dataclass(frozen=True, eq=False)
class ExplainContext:
    """Items to explain and donors, the same for all contenders of a seed.

    fold                the first fold of the seed, whose contender the run kept
    tested              tested items of the fold, in the order in which they are explained
    metric_donors       raw donors for the metrics of explanations
    explainer_donors    raw donors for the explainers; disjoint from `metric_donors`
    reserved            training items that are not donors
    donors              a description of the donors, in words
    budget              the `ExplainBudget`
    """

    task_data: TaskData
    seed: int
    fold: Fold
    tested: Indices
    metric_donors: Raw
    explainer_donors: Raw
    reserved: Indices
    donors: str
    budget: ExplainBudget

    @property
    def tolerance(self) -> float | None:
        """Largest difference between numbers that count as the same decision; None for classes."""
        is_class = self.task_data.dataset.classes is not None
        return None if is_class else self.task_data.task.card.delta

    @cached_property
    def features(self) -> RememberedFeatures:
        """The table rows of raw items."""
        return RememberedFeatures(self.task_data.task.features)

    @cached_property
    def surrogate_tables(self) -> tuple[tuple[Indices, pd.DataFrame], ...]:
        """Items with their table rows: those that a surrogate is fitted to, and held-out ones."""
        most = self.budget.surrogate_items
        return tuple(
            (indices, pd.DataFrame(self.table.items(indices)))
            for indices in (self.reserved[:most], self.tested[:most])
        )

    @cached_property
    def raw(self) -> "ViewedItems":
        """The view of raw items, with their units."""
        return ViewedItems(self, "raw")

    @cached_property
    def table(self) -> "ViewedItems":
        """The view of table rows, whose units are the columns."""
        return ViewedItems(self, "table")


class ViewedItems:
    """The items and donors of a context in one view, with the units of that view."""

    def __init__(self, context: ExplainContext, view: View) -> None:
        self.context = context
        self.view = view
        task = context.task_data.task
        self.units: Units = task.units if view == "raw" else Columns()
        self.metric_donors = self._seen(context.metric_donors)
        self.explainer_donors = self._seen(context.explainer_donors)

    def items(self, indices: Indices) -> Raw:
        """The items at `indices` of the dataset, in this view."""
        return self._seen(take(self.context.task_data.dataset.raw, indices))

    @cached_property
    def off_manifold_rate(self) -> float:
        """Share of masked inputs that are off the data manifold, by the columns of the table."""
        context = self.context
        masking = Masking(len, self.units, self.metric_donors, seed=context.seed)
        items = self.items(context.tested[:_ITEMS_MASKED])
        masked = masking.samples(items, context.budget.masked_sets, context.seed)
        if not len(masked):
            return np.nan
        (_, real), _ = context.surrogate_tables
        return share_off(_numbers(self._rows(masked), like=real), _numbers(real, like=real))

    def _rows(self, seen: Raw) -> pd.DataFrame:
        """Table rows of the items `seen` in this view."""
        return pd.DataFrame(seen) if self.view == "table" else self.context.features(seen)

    def _seen(self, raw: Raw) -> Raw:
        return self.context.features(raw) if self.view == "table" else raw


@lru_cache(maxsize=_CONTEXTS_KEPT)
def context_of(
    folder: TaskFolder, seed: int, fingerprint: str, budget: ExplainBudget
) -> ExplainContext:
    """Make the context; the latest ones are cached in this process.

    Raises DataError where the data have another fingerprint.
    """
    task_data = task_data_of(folder)
    task_data.require(fingerprint)
    fold = task_data.folds(seed)[0]
    random = np.random.default_rng(seed)
    tested, train = random.permutation(fold.test), random.permutation(fold.train)
    dataset, most = task_data.dataset, budget.donors
    if dataset.neutral is None:
        pool, order = dataset.raw, train
        donors = "training items"
        # Half at least are spared: surrogates and constant maps are made of these.
        count = min(most, len(order) // 4)
        lent = 2 * count
    else:
        pool, order = dataset.neutral, random.permutation(len(dataset.neutral))
        donors = "neutral items"
        count = min(most, len(order) // 2)
        lent = 0
    if not count:
        raise DataError(f"task {folder.name}: {len(order)} {donors} are too few to lend parts.")
    return ExplainContext(
        task_data,
        seed,
        fold,
        tested=tested,
        metric_donors=take(pool, order[:count]),
        explainer_donors=take(pool, order[count : 2 * count]),
        reserved=train[lent:],
        donors=donors,
        budget=budget,
    )


def _numbers(table: pd.DataFrame, *, like: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Numeric columns unchanged, others as one indicator column for each value in `like`."""
    columns = []
    for name in like:
        column, known = table[name], like[name]
        if pd.api.types.is_numeric_dtype(known):
            columns.append(np.asarray(column, dtype=np.float64)[:, None])
        else:
            values = np.unique(_words(known))
            columns.append(np.equal.outer(_words(column), values).astype(float))
    return np.concatenate(columns, axis=1)


def _words(column: "pd.Series[Any]") -> npt.NDArray[np.str_]:
    """The column's values as text; a missing value becomes a text too."""
    return np.array([str(value) for value in column], dtype=np.str_)
