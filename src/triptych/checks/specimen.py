"""A specimen: a task under examination, with a sample small enough for seconds."""

from functools import cached_property
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.catalogue import LoadedTask
from triptych.dataset import Dataset, Indices, Raw, take
from triptych.estimator import Estimator, View
from triptych.fold import Fold, folds
from triptych.task import Task, view_of

TRAINING_ITEMS: Final = 240
TESTED_ITEMS: Final = 60
LEAST_OF_EACH_CLASS: Final = 10
SEED: Final = 0


@final
class Specimen:
    """A loaded task, a small sample of its items, and contenders fitted once on that sample."""

    def __init__(self, task: LoadedTask) -> None:
        self.task = task
        self._fitted: dict[str, Estimator] = {}
        self._altered: dict[str, tuple[str, ...]] = {}

    @property
    def name(self) -> str:
        """The task's name."""
        return self.task.name

    @property
    def card(self) -> Task:
        """The task's card."""
        return self.task.card

    @property
    def dataset(self) -> Dataset:
        """All items with their answers."""
        return self.task.dataset

    @cached_property
    def folds(self) -> tuple[Fold, ...]:
        """The task's own folds for the first seed."""
        return folds(self.dataset, self.card.split, SEED)

    @cached_property
    def sample(self) -> Fold:
        """A few items of the first fold, every class among the training items."""
        first = self.folds[0]
        return Fold(
            train=self._spread(first.train, TRAINING_ITEMS, LEAST_OF_EACH_CLASS),
            test=self._spread(first.test, TESTED_ITEMS, 1),
        )

    @property
    def tested_raw(self) -> Raw:
        """The sample's test items, raw."""
        return take(self.dataset.raw, self.sample.test)

    def view(self, contender: str, raw: Raw) -> Any:
        """The contender's view of raw items: the items themselves, or their table."""
        return self.task.features(raw) if self.reads(contender) == "table" else raw

    def reads(self, contender: str) -> View:
        """Which view of the items the contender reads."""
        return view_of(self.task.make(contender, SEED), contender)

    def fitted(self, contender: str) -> Estimator:
        """The contender, fitted once on the sample's training items."""
        if contender not in self._fitted:
            estimator = self.task.make(contender, SEED)
            X, y = self._training(contender)
            before = X.copy(), y.copy()
            estimator.fit(X, y)
            same = {"X": is_unchanged(X, before[0]), "y": is_unchanged(y, before[1])}
            self._altered[contender] = tuple(name for name in same if not same[name])
            self._fitted[contender] = estimator
        return self._fitted[contender]

    def altered_by_fitting(self, contender: str) -> tuple[str, ...]:
        """Which of X and y were changed by fitting the contender."""
        self.fitted(contender)
        return self._altered[contender]

    def fit(self, contender: str) -> Estimator:
        """Fit a fresh contender on the sample's training items."""
        estimator = self.task.make(contender, SEED)
        estimator.fit(*self._training(contender))
        return estimator

    def predict(self, contender: str, raw: Raw) -> npt.NDArray[Any]:
        """The fitted contender's answers for raw items."""
        return np.asarray(self.fitted(contender).predict(self.view(contender, raw)))

    def predict_proba(self, contender: str, raw: Raw) -> npt.NDArray[np.float64]:
        """The fitted contender's probabilities for raw items (n, classes)."""
        estimator: Any = self.fitted(contender)
        return np.asarray(estimator.predict_proba(self.view(contender, raw)), dtype=np.float64)

    def _training(self, contender: str) -> tuple[Any, npt.NDArray[Any]]:
        """The sample's training items in the contender's view, and their answers."""
        train = self.sample.train
        X = self.view(contender, take(self.dataset.raw, train))
        return X, self.dataset.target[train].copy()

    def _spread(self, indices: Indices, count: int, least: int) -> Indices:
        """About `count` of the indices, evenly spread, at least `least` of each class."""
        if self.dataset.classes is None:
            return _evenly(indices, count)
        labels = self.dataset.target[indices].astype(str)
        each = max(count // len(self.dataset.classes), least)
        parts = [_evenly(indices[labels == label], each) for label in self.dataset.classes]
        return np.sort(np.concatenate(parts))


def is_unchanged(now: Any, before: Any) -> bool:
    """Whether items or answers are unchanged; missing values are equal to each other."""
    if isinstance(now, pd.DataFrame):
        return bool(now.equals(before))
    return np.array_equal(now, before, equal_nan=np.asarray(now).dtype.kind == "f")


def _evenly(indices: Indices, count: int) -> Indices:
    if len(indices) <= count:
        return indices
    return indices[np.linspace(0, len(indices) - 1, count).round().astype(np.intp)]
