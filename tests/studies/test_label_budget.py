"""Promises of the label budget: nested, balanced subsets, and nothing trained twice."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from triptych.catalogue import Catalogue
from triptych.cell import Cell
from triptych.dataset import Dataset
from triptych.errors import ContractError
from triptych.fold import Fold
from triptych.learners.subsets import nested_order
from triptych.split import cross_validated, held_out, official, rolling
from triptych.studies.label_budget import STUDY

LARGER_CARD = """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Even or odd", question="Is the number even?", why="A test.", modality="symbolic",
    items=120, classes=2, metric=accuracy(), split=cross_validated(3), delta_reason="a test",
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


def of_classes(*sizes):
    target = np.repeat([f"class {number}" for number in range(len(sizes))], sizes).astype(object)
    names = tuple(f"class {number}" for number in range(len(sizes)))
    return Dataset(raw=np.arange(sum(sizes))[:, None], target=target, classes=names)


def data_of(dataset, *folds):
    return SimpleNamespace(dataset=dataset, folds=lambda seed: folds)


def cell(condition, seed=0):
    return Cell("letters", "deep", "label_budget", condition, seed)


def subsets(dataset, condition, seed=0):
    items = np.arange(len(dataset))
    folds = Fold(items[20:], items[:20]), Fold(items[:-20], items[-20:])
    return STUDY.trial(data_of(dataset, *folds), cell(condition, seed)).steps


def test_every_beginning_is_balanced_until_a_class_is_used_up():
    """Of 3 rare and 100 frequent items the first six are three of each, whatever the seed."""
    dataset = of_classes(3, 100)
    for seed in range(20):
        order = nested_order(dataset, np.arange(103), np.random.default_rng(seed))
        assert sorted(order) == list(range(103))
        for size in (2, 4, 6):
            assert np.sum(order[:size] < 3) == size // 2


def test_subsets_of_a_seed_are_nested_and_tested_on_the_same_items():
    """So that a curve shows what more labels are worth, and not what other labels are."""
    dataset = of_classes(40, 60, 100)
    small, large = subsets(dataset, 16), subsets(dataset, 64)
    for few, many in zip(small, large, strict=True):
        assert len(few.labelled) == 16
        assert set(few.labelled) < set(many.labelled)
        assert few.test.tolist() == many.test.tolist()
        assert not set(many.labelled) & set(many.test)
    assert subsets(dataset, 16, seed=1)[0].labelled.tolist() != small[0].labelled.tolist()


def test_numbers_have_no_classes_to_balance():
    """Their subsets are random, and nested all the same."""
    dataset = Dataset(raw=np.arange(200)[:, None], target=np.arange(200.0), classes=None)

    assert set(subsets(dataset, 16)[0].labelled) < set(subsets(dataset, 32)[0].labelled)


def test_a_quarter_is_one_of_each_fold():
    """180 items of each training part make 45."""
    assert [len(one.labelled) for one in subsets(of_classes(100, 100), "quarter")] == [45, 45]


def test_a_card_that_promises_more_items_than_there_are_is_told_so():
    """The full budget would be trained a second time."""
    with pytest.raises(ContractError, match="asks for 256 of 180 training items"):
        subsets(of_classes(100, 100), 256)


@pytest.mark.parametrize(
    ("items", "classes", "split", "conditions"),
    [
        pytest.param(100, 2, cross_validated(5), (16, 32, 64, "quarter"), id="cross-validated"),
        pytest.param(100, None, held_out(30), (16, 32, 64, "quarter"), id="held out"),
        pytest.param(200, 10, official(), (32, 64, "quarter"), id="three items of each class"),
        pytest.param(256, 2, official(), (16, 32, 64, "quarter"), id="never all of them"),
    ],
)
def test_sizes_follow_from_the_card(items, classes, split, conditions):
    """Planning loads no data."""
    card = SimpleNamespace(items=items, classes=classes, split=split)

    assert STUDY.conditions(card) == conditions


def test_tasks_that_do_not_fit_say_why():
    """Items in order, and too few of them."""
    ordered = SimpleNamespace(items=1000, classes=2, split=rolling(window=100, step=10))
    few = SimpleNamespace(items=40, classes=2, split=cross_validated(2))

    assert "order of time" in STUDY.unfit_for(ordered)
    assert "too few training items" in STUDY.unfit_for(few)
    tasks = Catalogue.find().tasks.values()
    assert {task.name for task in tasks if STUDY.unfit_for(task.card)} == {
        "electricity",
        "loan_stream",
    }


def test_a_run_and_its_page(elsewhere, write_parity, process, tmp_path):
    """Rules run no cell and are a level line; the last point is the main study's, of any run."""
    tasks = write_parity("parity", __init__=LARGER_CARD, data=LARGER_DATA)
    asked = ("parity", "--tasks", tasks, "--run", "r", "--profile", "quick")
    plain = process("run", *asked, "--executor", "serial")
    assert plain.code == 0, plain.said
    assert process("report", "--run", "r").code == 0
    page = tmp_path / "results" / "r" / "report" / "parity.html"
    assert "make studies" in page.read_text()
    assert "triptych run parity --study label_budget" in page.read_text()

    plan = json.loads(process("plan", *asked, "--study", "label_budget", "--json").out)
    assert [one["cell"] for one in plan["cells"]] == [
        f"parity/{who}/label_budget/{size}/0"
        for who in ("classical", "deep")
        for size in (16, 32, 64, "quarter")
    ]
    ran = process("run", *asked, "--study", "label_budget", "--executor", "serial")
    assert ran.code == 0, ran.said
    assert process("report", "--run", "r").code == 0
    told = page.read_text()
    assert "Rules stand at the number of items that their author could see" in told
    lines = (page.parent / "tables" / "parity.study.label_budget.csv").read_text().splitlines()
    rows = [line.split(",")[:2] for line in lines[1:]]
    assert rows[0] == ["rules", ""]
    assert [row[1] for row in rows if row[0] == "deep"] == [
        *("16.0", "quarter", "32.0", "64.0", "all")
    ]
    crossings = page.parent / "tables" / "parity.study.label_budget.crossings.csv"
    assert len(crossings.read_text().splitlines()) == 4
