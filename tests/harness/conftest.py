"""Tiny tasks, written where a test can change them."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.cell import Cell
from triptych.harness.order import Order
from triptych.task import TaskFolder

CARD = """
from triptych import Task, accuracy, cross_validated

TASK = Task(
    title="Tiny", question="Is the number large?", why="for tests", modality="table",
    items=60, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="none",
    licence="CC0", source="made here", citation="none",
)
"""

DATA = """
import numpy as np
import pandas as pd
from triptych.dataset import Dataset


def load():
    numbers = np.arange(60)
    labels = np.where(numbers % 7 > 3, "large", "small").astype(object)
    return Dataset(raw=numbers[:, None] % 7 + numbers[:, None] / 100, target=labels,
                   classes=("small", "large"))


def features(raw):
    return pd.DataFrame({"number": raw[:, 0]})
"""

CONTENDER = """
import numpy as np


class Threshold:
    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.where(np.asarray(X)[:, 0] > 3.5, "large", "small").astype(object)


def make(seed):
    return Threshold()
"""

WriteTask = Callable[..., Path]
OrderFor = Callable[..., Order]


@pytest.fixture
def write_task(tmp_path: Path) -> WriteTask:
    """Write a task folder under tmp_path/tasks; a file's content replaces the tiny default."""

    def write(name: str = "tiny", **files: str) -> Path:
        folder = tmp_path / "tasks" / name
        folder.mkdir(parents=True, exist_ok=True)
        contents = {
            "__init__": CARD,
            "data": DATA,
            "rules": CONTENDER,
            "classical": CONTENDER,
            "deep": CONTENDER,
        }
        for module, content in (contents | files).items():
            (folder / f"{module}.py").write_text(dedent(content), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def tiny(write_task: WriteTask) -> TaskFolder:
    """The tiny task as it is."""
    return found(write_task())


@pytest.fixture
def order_for() -> OrderFor:
    """Order a trial of a contender of a written task; limits are small, but may be given."""
    fingerprints: dict[TaskFolder, str] = {}

    def order(folder: Path | TaskFolder, contender: str, seed: int = 0, **limits: Any) -> Order:
        task = folder if isinstance(folder, TaskFolder) else found(folder)
        if task not in fingerprints:
            fingerprints[task] = LoadedTask(task).dataset.fingerprint
        defaults = {"fingerprint": fingerprints[task], "time_limit": 30.0, "memory_limit": 2**30}
        return Order(
            cell=Cell(task.name, contender, "supervised", None, seed),
            key=f"{contender}-{seed}",
            folder=task,
            inputs={"seed": str(seed)},
            **(defaults | limits),
        )

    return order


def found(folder: Path) -> TaskFolder:
    """The task in `folder`, through the catalogue's door."""
    return Catalogue.find([folder])[folder.name]
