"""Promises of drift: every window is tested before it is learned, by each policy in its own way."""

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from triptych.catalogue import Catalogue
from triptych.cell import Cell
from triptych.dataset import Dataset
from triptych.errors import Unfit
from triptych.fold import author_part, folds
from triptych.harness.plan import plan
from triptych.harness.profile import PROFILES
from triptych.split import rolling
from triptych.studies import drift
from triptych.studies.drift import ABRUPT, EDITED, MADE_OF, RECORDED, STUDY, window_size

TASKS = Catalogue.find().tasks
LOANS = TASKS["loan_stream"]

CARD = """
from triptych import Task, accuracy
from triptych.split import rolling
TASK = Task(
    title="Large or small", question="Is it large?", why="A test.", modality="table",
    items=1000, classes=2, metric=accuracy(), split=rolling(400, 120), delta_reason="a test",
    licence="CC0", source="made up", citation="none", changes=(600,), edited_after=40,
)
"""
DATA = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    size = np.random.default_rng(0).uniform(size=1000)
    is_late = np.arange(1000) >= 600
    target = np.where((size > 0.5) ^ is_late, "large", "small").astype(object)
    raw = np.column_stack([size, is_late])
    return Dataset(raw=raw, target=target, classes=("large", "small"), order=np.arange(1000))
def features(raw):
    return pd.DataFrame({"size": raw[:, 0], "late": raw[:, 1]})
"""
RULES = """
from triptych.paradigms.rules import EditedRules, Rule, RuleList, column
def make(seed):
    return RuleList([Rule("large", column("size") > 0.5, because="it is")], otherwise="small")
def make_edited(seed):
    return EditedRules(write)
def write(table):
    is_late = bool(table["late"].tail(1).item())
    condition = column("size") <= 0.5 if is_late else column("size") > 0.5
    return RuleList([Rule("large", condition, because="it is")], otherwise="small")
"""
CLASSICAL = """
from sklearn.compose import make_column_transformer
from sklearn.pipeline import make_pipeline
from sklearn.tree import DecisionTreeClassifier
def make(seed):
    return make_pipeline(
        make_column_transformer(("passthrough", ["size"])), DecisionTreeClassifier(max_depth=2)
    )
"""

DEEP = """
from sklearn.tree import DecisionTreeClassifier
def make(seed):
    return DecisionTreeClassifier(max_depth=2)
"""


class Data:
    """A stream of 1,000 items, or two of 500, that a study may look at."""

    def __init__(self, streams=1, *, twins=(), **card):
        values = np.arange(1000.0)
        values[list(twins)] = -1.0
        self.dataset = Dataset(
            raw=values[:, None],
            target=np.array(["no", "yes"] * 500, dtype=object),
            classes=("no", "yes"),
            order=np.arange(1000),
            streams=np.arange(1000) * streams // 1000 if streams > 1 else None,
        )
        split = rolling(400, 120, streams=streams)
        given = {"changes": (), "edited_after": None} | card
        self.card = SimpleNamespace(split=split, classes=2, **given)
        self.author_part = author_part(self.dataset)

    def folds(self, seed):
        return folds(self.dataset, self.card.split, seed)


def trial(data, contender, condition=RECORDED, seed=0):
    return STUDY.trial(data, Cell("task", contender, "drift", condition, seed))


@pytest.mark.parametrize("contender", MADE_OF)
def test_all_policies_are_tested_on_the_same_windows(contender):
    """Of a tenth of the training window, after the first of these; nothing is known before."""
    steps = trial(Data(edited_after=40), contender).steps

    assert [step.test.tolist() for step in steps] == [
        list(range(start, start + 40)) for start in range(400, 1000, 40)
    ]
    assert all(step.labelled.max(initial=-1) < step.test[0] for step in steps)


def test_frozen_learns_the_first_window_alone():
    """And is asked till the end."""
    first, *others = trial(Data(), "deep:frozen").steps

    assert first.labelled.tolist() == list(range(400))
    assert {step.learning for step in others} == {"none"}


def test_retrained_is_as_often_as_in_the_main_study():
    """Every 120 items, at the first window of 40 after them, or the next one."""
    steps = trial(Data(), "classical:retrained").steps
    anew = [step for step in steps if step.learning == "anew"]

    assert [int(step.test[0]) for step in anew] == list(range(400, 1000, 120))
    assert all(
        step.labelled.tolist() == list(range(step.test[0] - 400, step.test[0])) for step in anew
    )
    data = Data()
    data.card.split = rolling(400, 100)
    steps = trial(data, "classical:retrained").steps
    starts = [int(step.test[0]) for step in steps if step.learning == "anew"]
    assert starts[:5] == [400, 520, 600, 720, 800]


@pytest.mark.parametrize(
    "contender", ["classical:incremental", "classical:retrained_on_alarm", "deep:fine_tuned"]
)
def test_who_learns_on_is_given_each_window_once(contender):
    """After it was tested."""
    first, *others = trial(Data(), contender).steps

    assert (first.learning, first.labelled.tolist()) == ("anew", list(range(400)))
    assert {step.learning for step in others} == {"further"}
    assert [step.labelled.tolist() for step in others] == [
        list(range(step.test[0] - 40, step.test[0])) for step in others
    ]


def test_edited_rules_are_as_late_as_the_card_says():
    """The person has seen a window of items that ends so many before those that are tested."""
    steps = trial(Data(edited_after=40), EDITED).steps

    assert {step.contender for step in steps} == {EDITED}
    assert steps[0].labelled.tolist() == list(range(360))
    assert steps[5].labelled.tolist() == list(range(160, 560))


def test_frozen_rules_are_the_same_before_any_edit():
    """Where nobody edits them they are the task's own."""
    edited = trial(Data(edited_after=40), "rules:frozen").steps
    alone = trial(Data(), "rules:frozen").steps

    assert [step.contender for step in edited[:2]] == [EDITED, None]
    assert [step.contender for step in alone[:2]] == [None, None]


def test_labels_are_those_that_a_policy_asked_for():
    """A person's are those of the author's part; who watches its errors needs them all."""
    data = Data(edited_after=40)
    labels = {who: trial(data, who).labels for who in MADE_OF}

    assert labels["rules:frozen"] == labels[EDITED] == len(data.author_part) == 333
    assert labels["classical:frozen"] is None  # the harness counts what was given
    assert {labels[who] for who in MADE_OF if "frozen" not in who and who != EDITED} == {960}


def test_an_item_that_comes_again_is_never_learned():
    """Whoever remembers it would be right without knowing anything."""
    for who in ("classical:retrained", "deep:fine_tuned"):
        learned = np.concatenate([one.labelled for one in trial(Data(twins=(150, 700)), who).steps])
        assert not {150, 700} & set(learned)
        assert {149, 701} <= set(learned)


def test_a_seed_has_a_stream_of_its_own():
    """Nothing of another one is learned or tested."""
    steps = trial(Data(streams=2, changes=(450, 950)), "classical:incremental", ABRUPT, 1).steps

    assert min(step.labelled.min() for step in steps) == 500
    assert sorted(np.concatenate([step.test for step in steps])) == list(range(900, 1000))


def test_other_orders_are_of_the_same_items():
    """Each tested once, whatever the kind of change; those of the first window are never."""
    data = Data(streams=2, changes=(450, 950))
    for kind in (ABRUPT, "gradual", "recurring"):
        tested = np.concatenate([one.test for one in trial(data, "deep:frozen", kind).steps])
        assert sorted(tested) == list(range(400, 500))
        assert (tested.tolist() == sorted(tested)) is (kind == ABRUPT)


@pytest.mark.parametrize(("window", "size"), [(2000, 200), (4704, 500), (200, 20), (96, 9), (7, 1)])
def test_windows_are_a_tenth_to_one_digit(window, size):
    """Those of loan_stream and of electricity, and small ones."""
    assert window_size(window) == size


def test_tasks_that_do_not_fit_say_why():
    """Two built-in tasks are streams."""
    fit = {name for name, task in TASKS.items() if not STUDY.unfit_for(task.card)}
    numbers = SimpleNamespace(split=rolling(400, 120), classes=None)

    assert fit == {"electricity", "loan_stream"}
    assert "no order of time" in STUDY.unfit_for(TASKS["wine"].card)
    assert "numbers" in STUDY.unfit_for(numbers)
    assert tuple(STUDY.conditions(TASKS["electricity"].card)) == (RECORDED,)
    assert STUDY.further_conditions(TASKS["electricity"].card) == ()


@pytest.mark.parametrize(
    ("profile", "cells"),
    [
        ("quick", {(ABRUPT, 0)}),
        ("standard", {*((ABRUPT, n) for n in range(10)), ("gradual", 0), ("recurring", 0)}),
        ("full", {(kind, n) for kind in (ABRUPT, "gradual", "recurring") for n in range(10)}),
    ],
)
def test_every_stream_is_run_but_in_quick(profile, cells):
    """One stream says nothing of others; other orders take as many as the main study has."""
    planned = plan((LOANS,), (STUDY,), PROFILES[profile], {})

    assert {one.cell.contender for one in planned} == {*MADE_OF}
    assert {(one.cell.condition, one.cell.seed) for one in planned} == cells


@pytest.mark.parametrize("change", [{"changes": (1,)}, {"edited_after": 7}], ids=str)
def test_what_a_card_says_of_time_is_part_of_the_key(change):
    """It decides what is learned, and when."""
    keys = [
        {one.key for one in plan((task,), (STUDY,), PROFILES["quick"], {})}
        for task in (LOANS, replace(LOANS, card=replace(LOANS.card, **change)))
    ]

    assert keys[0].isdisjoint(keys[1])


def test_without_river_its_contenders_are_skipped(monkeypatch):
    """With the command that installs it; installed later, the cells are others."""
    monkeypatch.setattr(drift, "RIVER", "no_such_package")
    for who in drift.WITH_RIVER:
        with pytest.raises(Unfit, match=r"triptych\[studies\]"):
            trial(Data(), who)
    trial(Data(), "classical:retrained")
    (first, *_) = plan((LOANS,), (STUDY,), PROFILES["quick"], {})
    assert first.inputs["river"] != "absent"


def test_a_run_and_its_page(elsewhere, write_parity, process, tmp_path):
    """Planned, run, not run again, and shown; a network without weights of ours is skipped."""
    pytest.importorskip("river")
    tasks = write_parity(
        "sizes", __init__=CARD, data=DATA, rules=RULES, classical=CLASSICAL, deep=DEEP
    )
    asked = ("sizes", "--tasks", tasks, "--run", "r", "--profile", "quick")
    of_study = (*asked, "--study", "drift", "--executor", "serial")
    planned = json.loads(process("plan", *asked, "--study", "drift", "--json").out)
    assert {one["cell"] for one in planned["cells"]} == {
        f"sizes/{who}/drift/recorded/0" for who in MADE_OF
    }

    ran = process("run", *of_study)
    assert ran.code == 0, ran.said
    assert "0 run now" in process("run", *of_study).said
    lines = (tmp_path / "results" / "r" / "records.jsonl").read_text().splitlines()
    records = {one["cell"][1]: one for one in map(json.loads, lines)}
    assert records["deep:fine_tuned"]["status"] == "skipped"
    scores = {who: one["score"] for who, one in records.items() if one["status"] == "done"}
    assert scores["rules:frozen"] < 0.5 < 0.8 < scores[EDITED]
    assert scores["classical:frozen"] < 0.5 < scores["classical:retrained"]
    assert scores["classical:retrained_on_alarm"] > 0.8 < scores["classical:incremental"]
