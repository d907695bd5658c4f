"""Promises of walks.json: what is led through, published and made up has one form."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.key_trees import key_tree
from fixtures.tiny_tasks import found
from triptych.errors import StoreError
from triptych.harness.trials.trial import run_trial
from triptych.results.formats.document import read_json, to_json
from triptych.results.formats.walks import RawImage, Walks, read_walks
from triptych.results.run import Run
from triptych.results.store import Store
from triptych.task import PARADIGMS
from triptych.walks.walk import picked_walks

PUBLISHED = Path(__file__).parents[3] / "results" / "reference"
DATA_KEYS = ("tasks", "absent", "made_of", "keys", "left_out", "contenders", "columns", "means")
CARD = """
from triptych import Task, accuracy, cross_validated

TASK = Task(
    title="Bright", question="Is it bright?", why="for tests", modality="{modality}",
    items=40, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="none",
    licence="CC0", source="made here", citation="none",
)
"""
DATA = """
import numpy as np
import pandas as pd
from triptych.dataset import Dataset

MEANINGS = {{"light": "how bright it is"}}


def load():
    bright = np.arange(40) % 2 == 0
    random = np.random.default_rng(0)
    return Dataset(
        raw={raw}, target=np.where(bright, "bright", "dark").astype(object),
        classes=("bright", "dark"),
    )


def features(raw):
    rows = raw.to_dict("records") if isinstance(raw, pd.DataFrame) else raw
    light = np.array([float({light}) for item in rows])
    return pd.DataFrame({{"light": light, "is light": light > 0.7}})
"""
WORDS = """np.array(
    [f"the {'sun' if one else 'moon'} is up, day {day}" for day, one in enumerate(bright)], object
)"""
KINDS = {
    "image": ("image", "random.random((40, 6, 6)) + bright[:, None, None]", "item.mean()"),
    "audio": ("audio", "random.normal(size=(40, 900)) * 0.1 + bright[:, None]", "item.mean()"),
    "series": ("series", "random.normal(size=(40, 30)) * 0.1 + bright[:, None]", "item.mean()"),
    "text": ("text", WORDS, "'sun' in item"),
    "string": ("symbolic", WORDS, "'sun' in item"),
    "number": ("symbolic", "np.arange(40)[:, None]", "1 - item[0] % 2"),
    "row": (
        "table",
        "pd.DataFrame({'light': bright * 2.0 + np.arange(40) / 100})",
        "item['light']",
    ),
}
"""By kind of item: the task's modality, its raw items, and the feature of one."""

RULES = """
from triptych.paradigms.rules import Rule, RuleList, column


def make(seed):
    rule = Rule("bright", column("light") > 0.7, because="that is what the word means")
    return RuleList([rule], otherwise="dark")
"""
CLASSICAL = """
from sklearn.dummy import DummyClassifier


def make(seed):
    return DummyClassifier(random_state=seed)
"""
DEEP = """
from types import SimpleNamespace

import numpy as np
from sklearn.dummy import DummyClassifier


class Layered(DummyClassifier):
    def activations(self, X):
        return [SimpleNamespace(name="first", layer="Linear", values=np.zeros((len(X), 4)))]


def make(seed):
    return Layered(random_state=seed)
"""
STRANGE = """
from sklearn.dummy import DummyClassifier

from triptych.explanation import Explanation


class Strange(DummyClassifier):
    def explain(self, X):
        return [Explanation(decision, "so", kind="strange") for decision in self.predict(X)]


def make(seed):
    return Strange(random_state=seed)
"""


@pytest.fixture
def store(tmp_path):
    """A run folder opened for writing."""
    with Store(tmp_path / "results" / "quick") as store:
        yield store


@pytest.fixture
def led(store, write_task, order_for):
    """Run a small task of some kind of items, and lead picked ones through what was fitted."""

    def call(kind, **files):
        modality, raw, light = KINDS[kind]
        card, data = CARD.format(modality=modality), DATA.format(raw=raw, light=light)
        contenders = {"rules": RULES, "classical": CLASSICAL, "deep": DEEP} | files
        task = found(write_task(kind, __init__=card, data=data, **contenders))
        records = []
        for contender in PARADIGMS:
            order = order_for(task, contender, keep_artefact=True)
            order = replace(order, key=f"{kind}-{contender}")
            outcome = run_trial(order)
            store.add(outcome)
            records.append(outcome.record)
        return picked_walks(store.folder, task, records)

    return call


@pytest.fixture
def written(store, led):
    """What walks.json says of real walks through items of these kinds."""

    def call(*kinds):
        tasks = {kind: led(kind) for kind in kinds}
        store.write(Walks(schema=Walks.SCHEMA, tasks=tasks, made_of=dict.fromkeys(kinds, "0")))
        return content(store.folder)

    return call


@pytest.fixture
def copy(folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(folder, tmp_path / "standard")


def content(folder):
    return read_json(folder / Walks.FILE)


def names(document):
    """The names in the file, but for names of classes and of columns."""
    tree = key_tree(document, DATA_KEYS)
    trace = tree["tasks"]["*"]["picked"]["[]"]["contenders"]["*"]
    for part in (trace["output"], trace["steps"]["[]"]):
        assert part["values"]
        part["values"] = {"*": {}}
    return tree


def test_real_and_made_up_walks_have_the_same_names(written, folder):
    """Pages tried on made-up walks show true ones."""
    assert names(written("image", "text", "row")) == names(content(folder))


def test_published_walks_have_the_names_of_today(written):
    """Of every kind of item: with another name, runs made before could not be read."""
    assert names(written(*KINDS)) == names(content(PUBLISHED))


def test_published_walks_lose_nothing():
    """Read and written again the file says the same, down to the type of each number."""
    walks = Walks.read(PUBLISHED)
    again, before = to_json(walks), content(PUBLISHED)

    assert json.dumps(again, sort_keys=True) == json.dumps(before, sort_keys=True)
    assert Run.open(PUBLISHED).walks == walks.tasks
    assert isinstance(walks.tasks["digits"].picked[0].raw, RawImage)


def test_what_the_file_cannot_hold_costs_one_task(led):
    """It is refused where a failure is a reason, not when the file of all tasks is read."""
    with pytest.raises(StoreError, match=r"said of row .* 'strange' .*\.kind"):
        led("row", classical=STRANGE)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        pytest.param(lambda walk: walk.pop("truth"), r"`truth`.*picked\[0\]", id="missing"),
        pytest.param(lambda walk: walk.update(item="3"), r"picked\[0\]\.item", id="another type"),
        pytest.param(
            lambda walk: walk["raw"].update(kind="smell"), r"'smell'.*raw\.kind", id="unknown kind"
        ),
        pytest.param(
            lambda walk: walk["contenders"]["deep"]["steps"][1].pop("shape"),
            r"`shape`.*contenders\[...\]\.steps\[1\]",
            id="deep inside",
        ),
    ],
)
def test_a_file_of_another_form_says_where_and_what_to_do(copy, change, place):
    """A sentence instead of a traceback."""
    values = content(copy)
    change(values["tasks"]["figures"]["picked"][0])
    (copy / Walks.FILE).write_text(json.dumps(values))

    with pytest.raises(StoreError, match=rf"{Walks.FILE}.*{place}.*`triptych explain` writes it"):
        read_walks(copy, ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("{", "cannot be read", id="torn"),
        pytest.param("[]", "holds a list", id="no object"),
        pytest.param('{"schema": 2, "tasks": 7}', "is of format 2", id="of another version"),
    ],
)
def test_a_damaged_file_says_what_to_do(copy, text, reason):
    """The error names the file and the command that writes it."""
    (copy / Walks.FILE).write_text(text)

    with pytest.raises(StoreError, match=rf"{Walks.FILE}.*{reason}.*triptych explain"):
        read_walks(copy, ())
