"""The reference panel: a tiny task of each kind runs its own, through the harness."""

import importlib
import subprocess
import sys

import numpy as np
import pytest

from fixtures.tiny_tasks import CARD, found
from triptych.errors import UnknownName
from triptych.harness.code.dependencies import contender_code
from triptych.harness.plan import known_contenders
from triptych.harness.trials.calls import run_trials
from triptych.harness.workers.serial import Serial
from triptych.reference.panel import module_of, references_of

LOAD = """
import numpy as np
import pandas as pd
from triptych.dataset import Dataset

NUMBERS = np.arange(60)
LARGE = NUMBERS % 7 > 3
LABELS = np.where(LARGE, "large", "small").astype(object)


def features(raw):
    return pd.DataFrame({"number": [len(str(item)) for item in raw], "kind": "one"})


def load():
    return Dataset(classes=("small", "large"), target=LABELS, raw=NUMBERS % 7 + NUMBERS / 100
"""
OF_NUMBERS = """
import numpy as np


class Zero:
    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.zeros(len(X))


def make(seed):
    return Zero()
"""
KINDS = {
    "classes": ({}, ")"),
    "numbers": (
        {"classes=2, metric=accuracy()": "classes=None, metric=mean_absolute_error('m')"},
        None,
    ),
    "costs": (
        {"metric=accuracy()": "metric=mean_cost()"},
        ", costs=np.array([[0.0, 9.0], [1.0, 0.0]]))",
    ),
    "text": (
        {'modality="table"': 'modality="text"'},
        None,
    ),
    "ordered": ({"split=cross_validated(2)": "split=rolling(30, 10)"}, ", order=NUMBERS)"),
}
"""What is another in a task's card, and the end of its `load`."""
LOADS = {
    "numbers": "classes=None, target=NUMBERS % 7 * 1.0, raw=NUMBERS % 7 + NUMBERS / 100)",
    "text": "classes=('small', 'large'), target=LABELS, "
    "raw=np.array([f'{label} {n}' for n, label in enumerate(LABELS)], dtype=object))",
}


@pytest.fixture
def task_of(write_task):
    """Write a tiny task of a kind."""

    def write(kind):
        changes, end = KINDS[kind]
        imports = "from triptych import Task, accuracy, cross_validated"
        card = CARD.replace(imports, f"{imports}, mean_absolute_error, mean_cost, rolling")
        for old, new in changes.items():
            card = card.replace(old, new)
        load = LOAD.rstrip() + end if end else LOAD.partition("Dataset(classes")[0]
        load += "" if end else f"Dataset({LOADS[kind]}"
        own = {"rules": OF_NUMBERS, "classical": OF_NUMBERS, "deep": OF_NUMBERS}
        files = own if kind == "numbers" else {}
        return found(write_task(f"tiny_{kind}", **{"__init__": card, "data": load + "\n", **files}))

    return write


def ran(task, order_for):
    """Each reference's record, by its name."""
    orders = [order_for(task, name) for name in references_of(task.card)]
    results = run_trials(Serial(), orders)
    return {one.record.cell.contender.partition(":")[2]: one.record for one in results}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("classes", ["constant", "logistic", "forest", "boosting"]),
        ("numbers", ["constant", "ridge", "forest", "boosting"]),
        ("costs", ["constant", "logistic", "forest", "boosting"]),
        ("text", ["constant", "logistic", "forest", "boosting", "tfidf"]),
        ("ordered", ["constant", "repeat_last", "logistic", "forest", "boosting"]),
    ],
)
def test_a_task_of_each_kind_runs_its_panel(task_of, order_for, kind, names):
    """Classes, numbers, costs, texts and ordered items: every reference ends with a score."""
    records = ran(task_of(kind), order_for)

    assert sorted(records) == sorted(names)
    assert {name: record.reason for name, record in records.items() if record.reason} == {}
    assert all(np.isfinite(record.score) for record in records.values())


def test_costs_decide_the_constant(task_of, order_for):
    """A large one that is missed costs 1, a false alarm 9: `small` for all is the cheapest."""
    score = ran(task_of("costs"), order_for)["constant"].score

    assert score == pytest.approx(np.mean(np.arange(60) % 7 > 3), abs=0.05)


def test_a_linear_model_reads_raw_texts(task_of, order_for):
    """The word that names the class is found in the text, not in the table."""
    records = ran(task_of("text"), order_for)

    assert records["tfidf"].score == 1.0
    assert records["logistic"].score < 1.0


def test_the_last_answer_is_that_of_the_item_before(task_of, order_for):
    """Each tested item is answered as the one before it turned out, within a block too."""
    score = ran(task_of("ordered"), order_for)["repeat_last"].score

    labels = np.arange(60) % 7 > 3
    assert score == np.mean(labels[30:] == labels[29:-1])


def test_a_contender_may_not_read_the_answer_before(write_task, order_for):
    """The view of `reference:repeat_last` is refused to a task's own contenders."""
    contender = """
class Peeks:
    reads = "answer before"
    def fit(self, X, y): return self
    def predict(self, X): return X
def make(seed): return Peeks()
"""
    (result,) = run_trials(Serial(), [order_for(found(write_task(rules=contender)), "rules")])

    assert result.record.status == "failed"
    assert "expected 'raw' or 'table'" in result.record.reason


def test_references_are_no_contenders_of_the_task(tiny):
    """Checks, explanations and timing look at what the author wrote."""
    assert not any("reference" in name for name in tiny.contenders)
    assert set(known_contenders(tiny)) - {*tiny.contenders} == {*references_of(tiny.card)}


def test_a_reference_has_a_code_digest_of_its_own(tiny, write_task):
    """It runs again when it or data.py is changed, not when a contender is."""
    before = {name: contender_code(tiny, name) for name in references_of(tiny.card)}
    (tiny.path / "rules.py").write_text("def make(seed): ...\n")
    digests = {name: contender_code(tiny, name).digest for name in before}

    assert digests == {name: code.digest for name, code in before.items()}
    assert before["reference:constant"].digest != before["reference:forest"].digest
    assert "triptych/reference/constant.py" in before["reference:constant"].files
    assert "tiny/data.py" in before["reference:constant"].files


def test_every_reference_has_its_maker(tiny):
    """A name that nothing makes is refused, with the nearest one."""
    for name in references_of(tiny.card):
        module = importlib.import_module(module_of(name))
        assert callable(getattr(module, f"make_{name.partition(':')[2]}"))
    with pytest.raises(UnknownName, match="Did you mean 'reference:forest'"):
        module_of("reference:forrest")


def test_naming_the_panel_imports_no_library():
    """Planning looks at it, and must not pay for numpy or scikit-learn."""
    code = (
        "import sys, triptych.reference.panel\n"
        "sys.exit(str({'numpy', 'pandas', 'sklearn'} & sys.modules.keys() or ''))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert ended.stderr.strip() == ""
