"""Promises of the catalogue: every task is found through one door, broken ones by reason."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from triptych.catalogue import Catalogue, LoadedTask, studies
from triptych.cell import Cell
from triptych.errors import ContractError, TriptychError, UnknownName, UsageError

CARD = """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Even or odd", question="Is the number even?", why="A test.", modality="symbolic",
    items=100, classes=2, metric=accuracy(), split=cross_validated(), delta_reason="a test",
    licence="CC0", source="made up", citation="none",
)
"""
DATA = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
from . import words
def load():
    raw = np.arange(100).reshape(-1, 1)
    return Dataset(raw=raw, target=np.array([words.NAMES[n % 2] for n in range(100)], dtype=object),
                   classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({"last bit": raw[:, 0] % 2})
"""
MAKER = """
from sklearn.dummy import DummyClassifier
def make(seed):
    return DummyClassifier()
def make_stratified(seed):
    return DummyClassifier(strategy="stratified", random_state=seed)
"""


def write_task(folder: Path, **files: str) -> Path:
    defaults = {
        "__init__": CARD,
        "data": DATA,
        "words": "NAMES = ('even', 'odd')",
        "rules": MAKER,
        "classical": MAKER,
        "deep": MAKER,
    }
    folder.mkdir(parents=True)
    for name, text in (defaults | files).items():
        if text is not None:
            (folder / f"{name}.py").write_text(text)
    return folder


def test_a_folder_of_tasks_is_found_loaded_and_made(tmp_path):
    """A task in a folder is as good as a built-in one, relative imports included."""
    write_task(tmp_path / "parity")
    folder = Catalogue.find([tmp_path])["parity"]
    task = LoadedTask(folder)
    assert folder.contenders[:4] == ("rules", "classical", "deep", "rules:stratified")
    assert task.dataset.classes == ("even", "odd")
    assert task.table.columns.tolist() == ["last bit"]
    assert task.make("rules:stratified", 3).random_state == 3


def test_one_task_folder_may_be_named_itself(tmp_path):
    """`--tasks my_task` works as well as `--tasks folder_of_tasks`."""
    task = write_task(tmp_path / "parity")
    assert "parity" in Catalogue.find([task]).tasks


def test_unknown_name_suggests_the_nearest(tmp_path):
    """A typing error is met with the right spelling."""
    write_task(tmp_path / "parity")
    with pytest.raises(UnknownName, match="Did you mean 'parity'"):
        Catalogue.find([tmp_path])["partiy"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"__init__": "TASK = 1"}, "has no TASK = Task"),
        ({"__init__": "import nowhere"}, "cannot be imported: ModuleNotFoundError"),
        ({"__init__": "TASK ="}, "cannot be imported: SyntaxError"),
    ],
)
def test_a_broken_card_breaks_only_its_task(tmp_path, files, message):
    """The other tasks stay usable; asking for the broken one says what is wrong."""
    write_task(tmp_path / "parity")
    write_task(tmp_path / "broken", **files)
    catalogue = Catalogue.find([tmp_path])
    assert catalogue["parity"].name == "parity"
    with pytest.raises(ContractError, match=message):
        catalogue["broken"]
    with pytest.raises(ContractError, match=message):
        catalogue.choose([])


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"deep": None}, r"no deep\.py"),
        ({"rules": "def make(seed:"}, "rules.py line 1"),
        ({"classical": "x = 1"}, r"no function `make\(seed\)`"),
    ],
)
def test_a_broken_contender_is_told_by_reading_it(tmp_path, files, message):
    """Contenders are listed without importing them, and what is missing is said."""
    write_task(tmp_path / "parity", **files)
    with pytest.raises(ContractError, match=message):
        _ = Catalogue.find([tmp_path])["parity"].contenders


@pytest.mark.parametrize(
    ("files", "use", "message"),
    [
        ({"data": "x = 1"}, lambda task: task.dataset, "no function `load`"),
        ({"data": "def load(): return 3"}, lambda task: task.dataset, "returned a int"),
        (
            {"data": DATA + "\ndef features(raw): return raw"},
            lambda task: task.table,
            r"features\(raw\) returned ndarray",
        ),
        (
            {"rules": "def make(seed): return 3"},
            lambda task: task.make("rules", 0),
            "a int without `fit`",
        ),
    ],
    ids=["no load", "load returns no dataset", "features returns no table", "no estimator"],
)
def test_breaking_the_protocol_is_an_error_that_helps(tmp_path, files, use, message):
    """Each door of the protocol says what it expected and what came."""
    write_task(tmp_path / "parity", **files)
    with pytest.raises(ContractError, match=message):
        use(LoadedTask(Catalogue.find([tmp_path])["parity"]))


@pytest.mark.parametrize(("place", "message"), [("nowhere", "no such folder"), (".", "no task")])
def test_a_folder_without_tasks_is_refused(tmp_path, place, message):
    """A wrong --tasks is a usage error."""
    with pytest.raises(UsageError, match=message):
        Catalogue.find([tmp_path / place])


def test_every_error_is_one_line_with_an_exit_code():
    """Commands end with 1 or 2; never with a traceback."""
    assert {error.exit_code for error in TriptychError.__subclasses__()} == {1, 2}


def test_finding_tasks_and_studies_is_light():
    """Listing must not cost numpy, pandas, torch or scikit-learn."""
    code = (
        "import sys; from triptych.catalogue import Catalogue, studies;"
        "[task.contenders for task in Catalogue.find().tasks.values()]; studies();"
        "sys.exit(bool({'numpy', 'pandas', 'torch', 'sklearn'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_supervised_study_varies_nothing():
    """The plain study has one condition, and a step for each of the task's own folds."""
    study = studies()["supervised"]
    data = SimpleNamespace(folds=lambda seed: [SimpleNamespace(train="train", test=seed)])
    (step,) = study.trial(data, Cell("digits", "rules", "supervised", None, 7)).steps

    assert study.conditions(None) == (None,)
    assert (step.labelled, step.test, step.learning) == ("train", 7, "anew")
