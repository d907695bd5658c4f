"""Promises of semi_supervised: both arms of a pair get the same labels, and none gets more."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from triptych.catalogue import Catalogue
from triptych.cell import Cell
from triptych.dataset import Dataset
from triptych.fold import Fold
from triptych.learners.pseudo_labels import TRAININGS
from triptych.split import cross_validated, held_out, rolling
from triptych.studies.semi_supervised import LABELS, MADE_OF, MOST_UNLABELLED, STUDY

LARGER_CARD = """
from triptych import Task, accuracy, held_out
TASK = Task(
    title="Even or odd", question="Is the number even?", why="A test.", modality="symbolic",
    items=120, classes=2, metric=accuracy(), split=held_out(40), delta_reason="a test",
    licence="CC0", source="made up", citation="none",
)
"""
LARGER_DATA = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    raw = np.arange(120).reshape(-1, 1)
    target = np.array([("even", "odd")[n % 2] for n in range(120)], dtype=object)
    return Dataset(raw=raw, target=target, classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({"last bit": raw[:, 0] % 2})
"""
COUNTED = """
import numpy as np
class Counted:
    def fit(self, X, y):
        self.classes_ = np.unique(y)
        print("rows", len(y))
        return self
    def predict_proba(self, X):
        odd = np.clip(np.asarray(X)[:, 0] % 2, 0.1, 0.9)
        return np.column_stack([1 - odd, odd])
    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]
def make(seed):
    return Counted()
"""


def data_of(classes=2, items=400):
    names = tuple(f"class {number}" for number in range(classes))
    target = np.array(names, dtype=object)[np.arange(items) % classes]
    dataset = Dataset(raw=np.arange(items)[:, None], target=target, classes=names)
    fold = Fold(np.arange(items - 250), np.arange(items - 250, items))
    return SimpleNamespace(dataset=dataset, folds=lambda seed: [fold], seen=None)


def cell(condition, contender="deep:pseudo_labels", seed=0):
    return Cell("letters", contender, "semi_supervised", condition, seed)


def only_step(data, *given, **named):
    (step,) = STUDY.trial(data, cell(*given, **named)).steps
    return step


def test_all_arms_get_the_same_items_of_a_seed():
    """And are tested on the same ones; more labels are the same ones and others."""
    data = data_of()
    for who in MADE_OF:
        few, many = only_step(data, 10, who), only_step(data, 20, who)
        assert few.labelled.tolist() == only_step(data, 10).labelled.tolist()
        assert few.unlabelled.tolist() == only_step(data, 10).unlabelled.tolist()
        assert set(few.labelled) < set(many.labelled)
        assert few.test.tolist() == many.test.tolist() == list(range(150, 400))
        assert not set(few.labelled) & set(few.unlabelled)
        assert {*few.labelled, *few.unlabelled} == {*range(150)}
    assert only_step(data, 10, seed=1).labelled.tolist() != only_step(data, 10).labelled.tolist()


def test_unlabelled_items_do_not_come_in_the_order_of_their_answers():
    """Nor more of them than a network is trained on in reasonable time."""
    step = only_step(data_of(items=9_000), 10)

    assert len(step.unlabelled) == MOST_UNLABELLED
    assert (np.diff(step.unlabelled) > 0).all()


def test_both_networks_are_trained_on_as_many_rows():
    """So that neither takes more steps than the other."""

    class Counted:
        def __init__(self):
            self.rows = []

        def fit(self, X, y):
            self.rows.append(len(y))
            self.classes_ = np.unique(y)

        def predict_proba(self, X):
            return np.full((len(X), 2), 0.5)

    data, rows = data_of(items=3_000), {}
    for who in ("deep:labels_alone", "deep:pseudo_labels"):
        trial, network = STUDY.trial(data, cell(10, who)), Counted()
        step = trial.steps[0]
        X, y = data.dataset.raw, data.dataset.target
        trial.adapt(network).fit_semi_supervised(
            X[step.labelled], y[step.labelled], X[step.unlabelled]
        )
        rows[who] = network.rows

    assert len(rows["deep:labels_alone"]) == 1
    assert len(rows["deep:pseudo_labels"]) == TRAININGS
    assert sum(rows["deep:labels_alone"]) == sum(rows["deep:pseudo_labels"])


@pytest.mark.parametrize(
    ("items", "classes", "split", "conditions"),
    [
        pytest.param(1000, 10, cross_validated(5), LABELS, id="one of each of ten classes"),
        pytest.param(5000, 17, held_out(2000), (20, 50, 100), id="more classes than ten"),
        pytest.param(178, 3, cross_validated(5), (10, 20, 50), id="few items"),
    ],
)
def test_numbers_of_labels_follow_from_the_card(items, classes, split, conditions):
    """Every class has a label, and at least as many items have none."""
    card = SimpleNamespace(items=items, classes=classes, split=split)

    assert tuple(STUDY.conditions(card)) == conditions
    assert STUDY.unfit_for(card) == ""


def test_tasks_that_do_not_fit_say_why():
    """Numbers, items in order, and too few or too many classes."""
    ordered = SimpleNamespace(items=1000, classes=2, split=rolling(window=100, step=10))
    many = SimpleNamespace(items=1000, classes=60, split=held_out(100))

    assert "order of time" in STUDY.unfit_for(ordered)
    assert "too many classes" in STUDY.unfit_for(many)
    tasks = Catalogue.find().tasks.values()
    assert {task.name for task in tasks if STUDY.unfit_for(task.card)} == {
        *("diabetes", "electricity", "loan_stream")
    }


def test_a_run_and_its_page(elsewhere, write_parity, process, tmp_path):
    """Planned, run, not run again, and shown with the gain of each arm over labels alone."""
    tasks = write_parity("parity", __init__=LARGER_CARD, data=LARGER_DATA, deep=COUNTED)
    asked = ("parity", "--tasks", tasks, "--run", "r", "--profile", "quick")
    of_study = (*asked, "--study", "semi_supervised", "--executor", "serial")
    plan = json.loads(process("plan", *asked, "--study", "semi_supervised", "--json").out)
    assert {one["cell"] for one in plan["cells"]} == {
        f"parity/{who}/semi_supervised/{count}/0" for who in MADE_OF for count in (10, 20)
    }

    ran = process("run", *of_study)
    assert ran.code == 0, ran.said
    assert "0 run now" in process("run", *of_study).said
    assert process("report", "--run", "r").code == 0
    page = tmp_path / "results" / "r" / "report" / "parity.html"
    assert "deep:pseudo_labels over deep:labels_alone" in page.read_text()
    gains = page.parent / "tables" / "parity.study.semi_supervised.gains.csv"
    rows = [line.split(",")[:3] for line in gains.read_text().splitlines()[1:]]
    assert ["classical:self_training", "classical:logistic_alone", "10"] in [
        [who, rival, count.removesuffix(".0")] for who, rival, count in rows
    ]
    assert len(rows) == 2 * len(STUDY.baselines)
