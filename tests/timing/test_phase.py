"""Promises of the quiet phase: it times what this run fitted, and nothing else."""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.dummy import DummyClassifier

from triptych.catalogue import Catalogue, LoadedTask
from triptych.cell import Cell
from triptych.errors import StoreError, TriptychError
from triptych.results.fitted import load_fitted, pickle_fitted
from triptych.results.record import ARTEFACTS_FOLDER, Record
from triptych.timing import phase as quiet
from triptych.timing.budget import TimingBudget

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
RULES = """
from triptych.paradigms.rules import Rule, RuleList, column
from .words import ODD
def make(seed):
    rule = Rule(ODD, column("last bit") == 1, because="an odd number ends in a one")
    return RuleList([rule], otherwise="even")
"""
WORDS = 'ODD = "odd"  # a word apart'
MAKER = """
from sklearn.dummy import DummyClassifier
def make(seed):
    return DummyClassifier()
"""
TIMING_BUDGETS = TimingBudget(
    blocks=2,
    rounds=5,
    seconds=5.0,
    explains=True,
    again_seconds=0.5,
    fits=3,
    fit_seconds=5.0,
    processes=1,
    process_seconds=20.0,
)


@pytest.fixture
def run(tmp_path):
    """A run folder with two fitted contenders, and what `measure` needs to know of them."""
    task = tmp_path / "tasks" / "parity"
    task.mkdir(parents=True)
    files = {"__init__": CARD, "data": DATA, "rules": RULES, "words": WORDS}
    for name, text in (files | {"classical": MAKER, "deep": MAKER}).items():
        (task / f"{name}.py").write_text(text)
    parity = Catalogue.find([tmp_path / "tasks"])["parity"]
    rules = LoadedTask(parity).make("rules", 0)
    folder = tmp_path / "results" / "quick"
    records = [
        kept(folder, "rules", rules.fit(pd.DataFrame({"last bit": [0, 1]}), ["even", "odd"])),
        kept(folder, "classical", DummyClassifier().fit(np.zeros((2, 1)), ["even", "odd"])),
    ]
    return folder, parity, records


def kept(folder, contender, estimator):
    """The record of a fitted contender whose artefact lies in the run folder."""
    content = pickle_fitted(estimator, np.arange(20))
    (folder / ARTEFACTS_FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / ARTEFACTS_FOLDER / f"{contender}.pkl").write_bytes(content)
    return Record(
        cell=Cell("parity", contender, "supervised", None, 0),
        key=contender,
        status="done",
        fit_seconds=0.01,
        artefact=hashlib.sha256(content).hexdigest(),
    )


def test_every_quantity_of_every_fitted_contender_is_measured(run):
    """Latency, throughput, explanation, fit, cold start, memory, CPU and size; or the reason."""
    folder, task, records = run
    ballast = np.ones(30_000_000)  # 240 MB of this process, which a fresh one must not count
    seen = []
    speed = quiet.measure(
        folder,
        [(task, record) for record in records],
        effort=TIMING_BUDGETS,
        listener=lambda *both: seen.append(both),
    )
    classical, rules = speed["contenders"]
    assert (classical["task"], classical["contender"], rules["contender"]) == (
        "parity",
        "classical",
        "rules",
    )
    for row in (classical, rules):
        assert row["key"] == row["contender"]
        assert 0 < row["latency_seconds"]["p50"] <= row["latency_seconds"]["p95"]
        assert row["latency_seconds"]["rounds"] == TIMING_BUDGETS.blocks * TIMING_BUDGETS.rounds
        assert row["latency_seconds"]["p99"] is None
        assert set(row["throughput_items_per_second"]) == {"1", "8", "64", "512"}
        assert set(row["cpu_seconds_per_million"]) == {"1", "512"}
        assert row["fit"]["fits"] == TIMING_BUDGETS.fits
        assert row["fit"]["items"] > 0
        assert row["fit"]["cpu_seconds"] > 0
        assert row["cold_start"]["processes"] == 1
        assert 0 < row["cold_start"]["first_decision_seconds"] < row["cold_start"]["seconds"]
        if Path("/proc/self/status").is_file():  # only Linux tells the peak
            assert 1e6 < row["cold_start"]["memory_bytes"] < ballast.nbytes
    assert min(row["relative"] for row in (classical, rules)) >= 1
    assert rules["explanation"]["ratio"] > 0
    assert "DummyClassifier has no contributions of its own" in classical["explanation"]["reason"]
    assert (rules["size_of"], rules["size_bytes"]) == ("source", len(RULES) + len(WORDS))
    assert classical["size_bytes"] == (folder / ARTEFACTS_FOLDER / "classical.pkl").stat().st_size
    assert 0 < speed["floor_seconds"] < rules["latency_seconds"]["p50"]
    assert speed["canary_ratio"] >= 1
    assert speed["machine"]["cpu"]
    assert all(done <= total for done, total in seen)
    assert "seconds" not in speed["contenders"][0]["latency_seconds"]


def test_a_file_this_run_did_not_write_is_never_unpickled(run):
    """Unpickling runs code: a changed artefact is refused before it is read."""
    folder, _, (record, _) = run
    path = folder / ARTEFACTS_FOLDER / "rules.pkl"
    path.write_bytes(path.read_bytes() + b".")
    with pytest.raises(StoreError, match="not what this run wrote"):
        load_fitted(folder, record)


def test_nothing_fitted_says_what_to_run_first(tmp_path):
    """An empty run is met with the command that fills it."""
    with pytest.raises(StoreError, match="Run `triptych run` first"):
        quiet.measure(tmp_path, [], effort=TIMING_BUDGETS)


def test_a_failing_clock_shows_its_last_words(run):
    """When a contender cannot be timed, the reason reaches the user."""
    folder, task, (record, _) = run
    (folder / ARTEFACTS_FOLDER / "rules.pkl").unlink()
    with pytest.raises(TriptychError, match="its fitted contender cannot be read"):
        quiet.measure(folder, [(task, record)], effort=TIMING_BUDGETS)
