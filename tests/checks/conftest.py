"""A small honest task, written anew with one defect for each test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from triptych.catalogue import Catalogue, LoadedTask

FILES = {
    "__init__": """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Upright or flat", question="Is the box upright?", why="A test.", modality="table",
    items=200, classes=2, metric=accuracy(), split=cross_validated(), delta_reason="a test",
    licence="CC0", source="made up", citation="none",
)
""",
    "data": """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    random = np.random.default_rng(0)
    raw = pd.DataFrame(random.uniform(1, 9, (200, 3)), columns=["width", "height", "weight"])
    target = np.where(raw["height"] > raw["width"], "upright", "flat").astype(object)
    return Dataset(raw=raw, target=target, classes=("flat", "upright"))
def features(raw):
    return pd.DataFrame({"width": raw["width"], "height": raw["height"]})
""",
    "rules": """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    rule = Rule("upright", column("height") > column("width"), because="that is what it means")
    return RuleList([rule], otherwise="flat")
""",
    "classical": """
from sklearn.linear_model import LogisticRegression
def make(seed):
    return LogisticRegression(random_state=seed)
""",
    "deep": """
from sklearn.linear_model import LogisticRegression
def make(seed):
    return LogisticRegression(random_state=seed)
""",
}


@pytest.fixture
def task(tmp_path: Path) -> Callable[..., LoadedTask]:
    """Write the task with the files given by name instead of the honest ones, and load it."""

    def write(**files: str) -> LoadedTask:
        folder = tmp_path / "boxes"
        folder.mkdir()
        for name, text in (FILES | files).items():
            (folder / f"{name}.py").write_text(text)
        return LoadedTask(Catalogue.find([folder])["boxes"])

    return write


@pytest.fixture
def defective(task: Callable[..., LoadedTask]) -> Callable[..., LoadedTask]:
    """Write the task with passages of one file replaced: (old, new) and so on."""

    def write(file: str, *changes: tuple[str, str]) -> LoadedTask:
        text = FILES[file]
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return task(**{file: text})

    return write


@pytest.fixture
def official_task(task: Callable[..., LoadedTask]) -> Callable[..., LoadedTask]:
    """Write the honest task with its last fifty items set aside by a publisher, and changes."""
    answers = "target=target,"

    def write(*changes: tuple[str, str]) -> LoadedTask:
        data = FILES["data"].replace(answers, f"{answers} official_split=np.arange(200) >= 150,")
        for old, new in changes:
            data = data.replace(old, new)
        card = FILES["__init__"].replace("cross_validated", "official")
        return task(__init__=card, data=data)

    return write


@pytest.fixture
def rolling_task(task: Callable[..., LoadedTask]) -> LoadedTask:
    """The honest task with its items in the order of time: three blocks are tested."""
    card = FILES["__init__"].replace("cross_validated()", "rolling(window=80, step=40)")
    return task(
        __init__=card.replace("cross_validated", "rolling"),
        data=FILES["data"].replace("target=target,", "target=target, order=np.arange(200),"),
    )


@pytest.fixture
def costly_task(task: Callable[..., LoadedTask]) -> Callable[[str], LoadedTask]:
    """Write the task with costs, calling upright flat costs nine times the opposite."""
    costs = "costs=np.array([[0.0, 1.0], [9.0, 0.0]]), "

    def write(classical: str) -> LoadedTask:
        return task(
            __init__=FILES["__init__"].replace("accuracy", "mean_cost"),
            data=FILES["data"].replace("classes=(", f"{costs}classes=("),
            classical=classical,
        )

    return write


@pytest.fixture
def numbers_task(task: Callable[..., LoadedTask]) -> Callable[..., LoadedTask]:
    """Write the task with the height as its answer, which is a number, and three regressors."""
    target = 'np.where(raw["height"] > raw["width"], "upright", "flat").astype(object)'
    ridge = FILES["deep"].replace("LogisticRegression(random_state=seed)", "Ridge()")
    files = {
        "__init__": FILES["__init__"]
        .replace("accuracy()", 'mean_absolute_error("cm")')
        .replace("Task, accuracy", "Task, mean_absolute_error")
        .replace("classes=2", "classes=None"),
        "data": FILES["data"]
        .replace(target, 'raw["height"].to_numpy()')
        .replace('("flat", "upright")', "None"),
        "rules": """
from triptych.paradigms.rules import Points, ScoreCardRegressor, column
def make(seed):
    return ScoreCardRegressor([Points(4, column("height") > 5, because="it is high")], base=3)
""",
        "classical": ridge.replace("LogisticRegression", "Ridge"),
        "deep": ridge.replace("LogisticRegression", "Ridge"),
    }

    def write(**others: str) -> LoadedTask:
        return task(**files | others)

    write.files = files
    return write
