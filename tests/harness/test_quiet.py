"""Promises of the quiet phase: it times what this run fitted, and nothing else."""

import hashlib
import pickle

import numpy as np
import pytest
from sklearn.dummy import DummyClassifier

from triptych.catalogue import Catalogue
from triptych.cell import Cell
from triptych.errors import StoreError, TriptychError
from triptych.harness import quiet
from triptych.harness.artefact import load_fitted
from triptych.record import ARTEFACTS_FOLDER, Record

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
def load():
    raw = np.arange(100).reshape(-1, 1)
    target = np.array([("even", "odd")[n % 2] for n in range(100)], dtype=object)
    return Dataset(raw=raw, target=target, classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({"last bit": raw[:, 0] % 2})
"""
MAKER = """
from sklearn.dummy import DummyClassifier
def make(seed):
    return DummyClassifier()
"""
EFFORT = quiet.Effort(blocks=2, rounds=5, seconds=5.0)


@pytest.fixture
def run(tmp_path):
    """A run folder with one fitted contender, and what `measure` needs to know of it."""
    task = tmp_path / "tasks" / "parity"
    task.mkdir(parents=True)
    for name, text in {"__init__": CARD, "data": DATA}.items():
        (task / f"{name}.py").write_text(text)
    for paradigm in ("rules", "classical", "deep"):
        (task / f"{paradigm}.py").write_text(MAKER)
    fitted = DummyClassifier().fit(np.zeros((4, 1)), ["even", "odd", "even", "odd"])
    content = pickle.dumps({"estimator": fitted, "test": np.arange(20)})
    folder = tmp_path / "results" / "quick"
    (folder / ARTEFACTS_FOLDER).mkdir(parents=True)
    (folder / ARTEFACTS_FOLDER / "abc.pkl").write_bytes(content)
    record = Record(
        cell=Cell("parity", "classical", "supervised", None, 0),
        key="abc",
        status="done",
        artefact=hashlib.sha256(content).hexdigest(),
    )
    return folder, Catalogue.find([tmp_path / "tasks"])["parity"], record


def test_every_fitted_contender_is_timed_alone_and_in_batches(run):
    """One row a contender: quantiles of single items, throughput of four batch sizes."""
    folder, task, record = run
    seen = []
    speed = quiet.measure(
        folder, [(task, record)], effort=EFFORT, listener=lambda *both: seen.append(both)
    )
    (row,) = speed["contenders"]
    assert (row["task"], row["contender"], row["key"]) == ("parity", "classical", "abc")
    assert 0 < row["latency_seconds"]["p50"] <= row["latency_seconds"]["p95"]
    assert row["latency_seconds"]["rounds"] == EFFORT.blocks * EFFORT.rounds
    assert row["latency_seconds"]["p99"] is None
    assert set(row["throughput_items_per_second"]) == {"1", "8", "64", "512"}
    assert row["size_bytes"] > 0
    assert 0 < speed["floor_seconds"] < row["latency_seconds"]["p50"]
    assert speed["canary_ratio"] >= 1
    assert all(done <= total for done, total in seen)


def test_a_file_this_run_did_not_write_is_never_unpickled(run):
    """Unpickling runs code: a changed artefact is refused before it is read."""
    folder, _, record = run
    path = folder / ARTEFACTS_FOLDER / "abc.pkl"
    path.write_bytes(path.read_bytes() + b".")
    with pytest.raises(StoreError, match="not what this run wrote"):
        load_fitted(folder, record)


def test_nothing_fitted_says_what_to_run_first(tmp_path):
    """An empty run is met with the command that fills it."""
    with pytest.raises(StoreError, match="Run `triptych run` first"):
        quiet.measure(tmp_path, [], effort=EFFORT)


def test_a_failing_clock_shows_its_last_words(run):
    """When a contender cannot be timed, the reason reaches the user."""
    folder, task, record = run
    (folder / ARTEFACTS_FOLDER / "abc.pkl").unlink()
    with pytest.raises(TriptychError, match="its fitted contender cannot be read"):
        quiet.measure(folder, [(task, record)], effort=EFFORT)
