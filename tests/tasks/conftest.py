"""What the tests of every built-in task need: the task, loaded, and its whole protocol."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import triptych.task
from triptych.catalogue import Catalogue, LoadedTask
from triptych.dataset import Indices, take
from triptych.errors import DataNotDownloaded
from triptych.fold import author_part, folds


@pytest.fixture(scope="session")
def load_task() -> Callable[[str], LoadedTask]:
    """Loads a task by name, once; skips the test, with the reason, where its data is not here."""
    catalogue = Catalogue.find()
    loaded = cache(lambda name: LoadedTask(catalogue[name]))

    def load(name: str) -> LoadedTask:
        try:
            len(loaded(name).dataset)
        except DataNotDownloaded as error:
            pytest.skip(str(error))
        return loaded(name)

    return load


@pytest.fixture
def data_folder_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Makes a data folder inside another one, such as tmp_path, and the one that is used."""

    def make(folder: Path) -> Path:
        data = folder / "data"
        data.mkdir()
        monkeypatch.setenv("TRIPTYCH_DATA", str(data))
        return data

    return make


@pytest.fixture(scope="session")
def view_of() -> Callable[[LoadedTask, Any, str, Indices], Any]:
    """The items at some indices, as an estimator of a contender reads them."""

    def view(task: LoadedTask, estimator: Any, contender: str, indices: Indices) -> Any:
        reads = triptych.task.view_of(estimator, contender)
        return take(task.dataset.raw if reads == "raw" else task.table, indices)

    return view


@pytest.fixture(scope="session")
def fit_small(load_task, view_of) -> Callable[[str, str], tuple[Any, Any, Any]]:
    """Fits a contender on the author's part; gives it, 50 other items and their answers."""

    def fit(name: str, contender: str) -> tuple[Any, Any, Any]:
        task = load_task(name)
        train = author_part(task.dataset)
        test = np.setdiff1d(np.arange(len(task.dataset)), train)[:50]
        estimator = task.make(contender, 0)
        estimator.fit(view_of(task, estimator, contender, train), task.dataset.target[train])
        return estimator, view_of(task, estimator, contender, test), task.dataset.target[test]

    return fit


@pytest.fixture(scope="session")
def tested_accuracy(load_task, view_of) -> Callable[[str, str, int], float]:
    """Accuracy of a contender over all folds of its task's own split, mean over seeds."""

    def accuracy(name: str, contender: str, seeds: int) -> float:
        task = load_task(name)
        dataset = task.dataset
        hits: list[np.ndarray] = []
        for seed in range(seeds):
            for fold in folds(dataset, task.card.split, seed):
                estimator = task.make(contender, seed)
                estimator.fit(
                    view_of(task, estimator, contender, fold.train), dataset.target[fold.train]
                )
                decided = estimator.predict(view_of(task, estimator, contender, fold.test))
                hits.append(decided == dataset.target[fold.test])
        return float(np.concatenate(hits).mean())

    return accuracy
