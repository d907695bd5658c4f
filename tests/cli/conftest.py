"""The command line, called in this process or in one of its own, and a small task to run."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from triptych.cli.app import main

CARD = """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Even or odd", question="Is the number even?", why="A test.", modality="symbolic",
    items=60, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="a test",
    licence="CC0", source="made up", citation="none",
)
"""
DATA = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
MEANINGS = {"last bit": "1 where the number is odd"}
def load():
    raw = np.arange(60).reshape(-1, 1)
    target = np.array([("even", "odd")[n % 2] for n in range(60)], dtype=object)
    return Dataset(raw=raw, target=target, classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({"last bit": raw[:, 0] % 2})
"""
RULES = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    rule = Rule("odd", column("last bit") == 1, because="an odd number ends in a one")
    return RuleList([rule], otherwise="even")
"""
DUMMY = """
from sklearn.dummy import DummyClassifier
def make(seed):
    return DummyClassifier(random_state=seed)
"""
FILES = {"__init__": CARD, "data": DATA, "rules": RULES, "classical": DUMMY, "deep": DUMMY}


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything, with line breaks as spaces."""
        return " ".join((self.out + self.err).split())


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, with no settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("TRIPTYCH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def triptych(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Call the command line in this process: `triptych("list", "--json")`."""

    def call(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["triptych", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        return Ended(int(end.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture
def process() -> Callable[..., Ended]:
    """Call the command line in a process of its own."""

    def call(*arguments: object, **environment: str) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "triptych", *map(str, arguments)],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return call


@pytest.fixture
def write_task(tmp_path: Path) -> Callable[..., Path]:
    """Write a task into `tasks/NAME`, with files given by name instead of the usual ones."""

    def write(name: str = "parity", **files: str | None) -> Path:
        folder = tmp_path / "tasks" / name
        folder.mkdir(parents=True)
        for file, text in (FILES | files).items():
            if text is not None:
                (folder / f"{file}.py").write_text(text)
        return tmp_path / "tasks"

    return write
