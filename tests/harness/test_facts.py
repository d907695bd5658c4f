"""Facts about data: trusted later only where nothing they came from has changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from triptych.catalogue import Catalogue
from triptych.harness.facts import are_current, gather_facts
from triptych.results.formats.document import from_json, to_json
from triptych.results.formats.known_facts import TaskFacts
from triptych.task import TaskFolder

DATA = """
import os
from pathlib import Path
import numpy as np
import pandas as pd
from triptych.dataset import Dataset

FOLDER = Path(os.environ["TRIPTYCH_DATA"])


def load():
    table = pd.read_csv(FOLDER / "numbers.csv")
    for path in sorted(FOLDER.glob("extra/*.txt")):
        table.loc[len(table)] = [float(path.read_text()), "small"]
    return Dataset(raw=table[["number"]], target=table["size"].to_numpy(dtype=object),
                   classes=("small", "large"), provenance={"source": "made here"})


def features(raw):
    return raw
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a table and a folder of single items."""
    folder = tmp_path / "data"
    (folder / "extra").mkdir(parents=True)
    rows = [f"{number},{'large' if number % 5 > 2 else 'small'}" for number in range(40)]
    (folder / "numbers.csv").write_text("\n".join(["number,size", *rows]))
    (folder / "extra" / "one.txt").write_text("41")
    monkeypatch.setenv("TRIPTYCH_DATA", str(folder))
    return folder


@pytest.fixture
def task(data: Path, write_task: Callable[..., Path]) -> TaskFolder:
    return Catalogue.find([write_task("numbers", data=DATA)])["numbers"]


def test_facts_say_what_planning_needs(task: TaskFolder, data: Path) -> None:
    """Counts, classes and the files that were read are known after one loading."""
    facts = gather_facts(task)

    assert (facts.items, facts.classes) == (41, ("small", "large"))
    assert facts.author_items + facts.tested_items == facts.items
    assert facts.provenance == {"source": "made here"}
    assert {Path(file.path).name for file in facts.files} == {"numbers.csv", "one.txt", "extra"}
    assert from_json(to_json(facts), TaskFacts, "facts") == facts
    assert are_current(facts, task)


def test_touching_a_file_changes_nothing(task: TaskFolder, data: Path) -> None:
    """A copy with a new date is the same data."""
    facts = gather_facts(task)
    os.utime(data / "numbers.csv", (1, 1))

    assert are_current(facts, task)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "numbers.csv").write_text("number,size\n1,small\n"),
        lambda data: (data / "numbers.csv").unlink(),
        lambda data: (data / "extra" / "two.txt").write_text("42"),
    ],
    ids=["edited", "deleted", "file added to a folder that was listed"],
)
def test_changed_data_is_noticed(
    task: TaskFolder, data: Path, change: Callable[[Path], object]
) -> None:
    """Facts do not outlive the files they were read from."""
    facts = gather_facts(task)
    change(data)

    assert not are_current(facts, task)


def test_changed_circumstances_are_noticed(
    task: TaskFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Other code in data.py, or another data folder, may load other data."""
    facts = gather_facts(task)
    code = (task.path / "data.py").read_text()

    (task.path / "data.py").write_text(code + "\n# a comment\n")
    assert are_current(facts, task)
    (task.path / "data.py").write_text(code + "\nSHUFFLE = True\n")
    assert not are_current(facts, task)
    (task.path / "data.py").write_text(code)
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path))
    assert not are_current(facts, task)
