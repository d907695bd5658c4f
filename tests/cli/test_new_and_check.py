"""Promises of `new` and `check`: a task to begin with, and what is wrong with one."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from sklearn.model_selection import StratifiedKFold

from triptych.catalogue import Catalogue, LoadedTask
from triptych.dataset import take
from triptych.task import Modality, view_of

ALWAYS = ("table", "text")
"""The kinds that most people begin with; the others take as long again each, and are slow."""


@pytest.mark.parametrize(
    "modality",
    [
        pytest.param(kind, marks=() if kind in ALWAYS else pytest.mark.slow)
        for kind in get_args(Modality)
    ],
)
def test_a_new_task_keeps_the_contract(triptych, modality):
    """What `new` writes passes `check` as it is, for every kind of item."""
    written = triptych("new", "mine", "--modality", modality)
    checked = triptych("check", "mine", "--tasks", "my_tasks")

    assert written.code == 0
    assert "mine" in written.out
    assert checked.code == 0, checked.out
    assert "1 of 1 task keeps the contract" in checked.out


@pytest.mark.parametrize(
    ("modality", "beside"), [("series", "classical:logistic"), ("text", "classical:measurements")]
)
def test_the_classical_model_of_new_is_strong_on_forty_items(triptych, modality, beside):
    """It is as good as the variant beside it, where boosting could only guess."""
    triptych("new", "forty", "--modality", modality)
    task = LoadedTask(Catalogue.find([Path("my_tasks")])["forty"])

    assert accuracy_on_forty(task, "classical") >= max(accuracy_on_forty(task, beside), 0.85)


def accuracy_on_forty(task, contender):
    """Share of the first forty items that are decided rightly in a cross-validation of them."""
    answers = task.dataset.target[:40]
    hits = []
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(answers, answers):
        estimator = task.make(contender, 0)
        is_raw = view_of(estimator, contender) == "raw"
        items = task.dataset.raw if is_raw else task.table
        estimator.fit(take(items, train), answers[train])
        hits.append(estimator.predict(take(items, test)) == answers[test])
    return np.concatenate(hits).mean()


def test_new_says_how_to_go_on(triptych):
    """The commands `new` prints are the way to a report, ready to be typed."""
    written = triptych("new", "mine", "--modality", "table", "--into", "my tasks")
    commands = [line.strip() for line in written.out.splitlines() if line.startswith("  triptych")]

    verbs = [command.split()[1] for command in commands]
    assert verbs == ["check", "run", "explain", "bench", "report"]
    assert "--tasks 'my tasks'" in commands[0]


def test_new_never_overwrites(triptych, tmp_path):
    """A folder that is there stays as it is."""
    triptych("new", "mine", "--modality", "text")
    rules = tmp_path / "my_tasks" / "mine" / "rules.py"
    rules.write_text("# my work")
    ended = triptych("new", "mine", "--modality", "table")

    assert ended.code == 2
    assert rules.read_text() == "# my work"


@pytest.mark.parametrize("name", ["my task", "2tasks", "class", "_mine", "Mine", "../mine", ""])
def test_a_name_that_cannot_be_imported_is_refused(triptych, tmp_path, name):
    """A task's name is its folder's and its package's."""
    ended = triptych("new", name, "--modality", "text")

    assert ended.code == 2
    assert not (tmp_path / "my_tasks").exists()


def test_a_built_in_name_is_refused(triptych):
    """A task of one's own does not silently replace a built-in one."""
    assert triptych("new", "digits", "--modality", "image").code == 2


def test_check_ends_with_1_and_says_what_to_do(triptych, write_task):
    """A failed check is a line with its reason; the other contenders are checked all the same."""
    ended = triptych("check", "parity", "--tasks", write_task(deep="def make(seed): return 1 / 0"))

    assert ended.code == 1
    assert "✗ deep: check_fits_and_answers: ZeroDivisionError" in ended.out
    assert "✓ classical: " in ended.out
    assert "0 of 1 task keeps the contract" in ended.out
    assert ended.out.splitlines()[-1] == "failed: parity"


def test_check_shows_what_is_waived(triptych, write_task):
    """An exemption is shown with its reason and fails nothing."""
    waived = 'WAIVED = {"check_unseen_items_are_answered": "zero is seen"}'
    ended = triptych("check", "parity", "--tasks", write_task(rules=f"{RULES}\n{waived}\n"))

    assert ended.code == 0
    assert "○ rules: check_unseen_items_are_answered: waived: zero is seen" in ended.out


def test_check_skips_what_is_not_downloaded(triptych, write_task):
    """A task whose data is not here is no failure; the reason is shown."""
    data = """
from triptych.errors import DataNotDownloaded
def load():
    raise DataNotDownloaded("parity.csv is not here")
"""
    ended = triptych("check", "parity", "--tasks", write_task(data=data))

    assert ended.code == 0
    assert "parity.csv is not here" in ended.out
    assert ended.out.splitlines()[-1] == "skipped: parity"


def test_check_refuses_an_unknown_name_before_it_begins(triptych, write_task):
    """A misspelled name among right ones is a usage error, not a failed check."""
    ended = triptych("check", "parity", "partiy", "--tasks", write_task())

    assert ended.code == 2
    assert ended.out == ""


RULES = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    rule = Rule("odd", column("last bit") == 1, because="an odd number ends in a one")
    return RuleList([rule], otherwise="even")
"""
