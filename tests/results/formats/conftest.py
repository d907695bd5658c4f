"""A small task that was truly run and explained, and the published run."""

from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.tiny_tasks import found, order_maker, task_writer
from triptych.explain.phase import explain
from triptych.harness.profile import PROFILES
from triptych.harness.trials.trial import run_trial
from triptych.harness.workers.serial import Serial
from triptych.results.formats.run_header import RunHeader
from triptych.results.store import Store
from triptych.task import PARADIGMS

FEW = replace(
    PROFILES["quick"].explaining, items=8, least_items=8, draws=3, permutations=2, twin_seconds=30
)
DATA = """
import numpy as np
import pandas as pd
from triptych.dataset import Dataset


def load():
    raw = np.random.default_rng(0).normal(size=(60, 3))
    labels = np.where(raw[:, 0] + 0.5 * raw[:, 1] > 0, "large", "small").astype(object)
    # Only the first two decide.
    relevant = np.tile([True, True, False], (60, 1))
    return Dataset(raw=raw, target=labels, classes=("small", "large"), relevant=relevant)


def features(raw):
    return pd.DataFrame(raw, columns=["first", "second", "third"])
"""
RULES = """
from triptych.paradigms.rules import Rule, RuleList, column


def make(seed):
    rule = Rule("large", column("first") > 0.1, because="the first counts twice")
    return RuleList([rule], otherwise="small")
"""
DEEP = """
from sklearn.preprocessing import StandardScaler

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network


def make(seed):
    network = residual_network(width=4, blocks=1)
    return NetworkClassifier(
        network, prepare=StandardScaler(), max_epochs=2, batch_size=16, seed=seed
    )
"""


HEADER = RunHeader(profile="quick", created="", command="", triptych="", python="", workers=1)


@pytest.fixture(scope="session")
def explained_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder with what `triptych explain` wrote of rules, a bare classifier and a network."""
    place = tmp_path_factory.mktemp("explained")
    task = found(task_writer(place / "tasks")(data=DATA, rules=RULES, deep=DEEP))
    order_for = order_maker()
    folder, kept = place / "results" / "quick", []
    with Store(folder) as store:
        store.write(HEADER)
        for contender in PARADIGMS:
            order = order_for(task, contender, keep_artefact=True)
            outcome = run_trial(order)
            store.add(outcome)
            kept.append((task, outcome.record))
        assert explain(store, kept, Serial(), FEW).failures == {}
    return folder


@pytest.fixture(scope="session")
def published() -> Path:
    """The run that is published with the code."""
    return Path(__file__).parents[3] / "results" / "reference"
