"""Promises of `triptych.compare`: from a table to an answer, and only what changed is run again."""

import re

import numpy as np
import pandas as pd
import pytest
from sklearn.tree import DecisionTreeClassifier

import triptych
from triptych.comparison.compare import Silent, carry_out, name_of, understand
from triptych.comparison.task_folder import FRAME
from triptych.comparison.wanted import Given, Wanted
from triptych.errors import UsageError
from triptych.own_data.wishes import Wishes
from triptych.paradigms.rules import Rule, column


@pytest.fixture
def frame():
    random = np.random.default_rng(0)
    table = pd.DataFrame(
        {"size": random.normal(size=90), "port": random.choice(["Cork", "Kiel"], 90)}
    )
    is_large = (table["size"] > 0) ^ (random.random(90) < 0.1)
    return table.assign(answer=np.where(is_large, "large", "small"))


class Counted(Silent):
    """Counts the cells that are run."""

    def __init__(self):
        self.run = 0

    def finished(self, record, seconds_left):
        self.run += 1


def test_a_table_and_models_of_ones_own_give_an_answer(frame, tmp_path):
    """With rules and an estimator; what was given is judged, and nothing is called suggested."""
    found = triptych.compare(
        frame,
        target="answer",
        rules=[Rule("large", column("size") > 0, because="what is large is large")],
        classical=DecisionTreeClassifier(max_depth=1),
        effort="quick",
        into=tmp_path,
        workers=1,
    )

    assert set(found.scores["role"]) == {"judged", "reference"}
    assert found.scores.loc["rules", "score"] > 0.8
    assert (tmp_path / "frame" / FRAME).is_file()
    assert found.answer in {"rules", "classical", "deep", "undecided"}


def test_after_an_edit_only_the_rules_are_run_again(frame, tmp_path):
    """And with nothing changed, nothing is."""
    file, folder = tmp_path / "mine.csv", tmp_path / "compared" / "mine"
    frame.to_csv(file, index=False)

    def cells():
        listener, wanted = Counted(), Wanted(effort="quick")
        data, written = understand(file, Wishes(target="answer"), wanted, Given(), folder)
        carry_out(data, written, wanted, listener, workers=1)
        return listener.run

    first, second = cells(), cells()
    rules = folder / "rules.py"
    other = {"large": "small", "small": "large"}
    edited = re.sub(
        r"otherwise='(\w+)'", lambda was: f"otherwise='{other[was[1]]}'", rules.read_text()
    )
    rules.write_text(edited)

    assert first > 3
    assert (second, cells()) == (0, 1)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Tickets 2026.csv", "tickets_2026"),
        ("2026.csv", "task_2026"),
        ("-.csv", "task"),
        ("class.csv", "task_class"),
    ],
)
def test_names_of_files_become_names_of_tasks(source, name):
    assert name_of(source) == name


def test_a_misspelt_option_is_refused_before_anything_is_written(frame, tmp_path):
    with pytest.raises(UsageError):
        triptych.compare(frame, target="answer", delta=-1, into=tmp_path)
    assert not (tmp_path / "frame" / "data.py").exists()
