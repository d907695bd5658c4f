"""The study without labels: what is shown to whom, which tasks fit, and a run with its page."""

from types import SimpleNamespace

import numpy as np
import pytest

from triptych.catalogue import Catalogue
from triptych.cell import Cell
from triptych.dataset import Dataset
from triptych.fold import Fold
from triptych.harness.trials.soundness import labels_given, require_alike, require_sound
from triptych.studies import unsupervised
from triptych.studies.unsupervised import MOST_TESTED, STUDY


def data_of(items, author):
    rest = np.setdiff1d(np.arange(items), np.arange(author))
    folds = [Fold(train=np.arange(author), test=part) for part in np.array_split(rest, 2)]
    dataset = Dataset(
        raw=np.zeros((items, 2)), target=np.array(["a", "b"] * (items // 2)), classes=("a", "b")
    )
    return SimpleNamespace(
        folds=lambda seed: folds, author_part=np.arange(author), dataset=dataset, card=None
    )


def cell(condition, seed=0):
    return Cell("task", "classical:ward", "unsupervised", condition, seed)


def test_nobody_is_given_an_answer_and_every_tested_item_is_grouped():
    """A sound trial: no label, one step, conditions that share what is learned."""
    data = data_of(60, 20)
    told, chosen = (STUDY.trial(data, cell(condition)) for condition in STUDY.conditions(None))

    require_sound(told, data, cell("told"))
    require_alike(told, chosen, cell("chosen"))
    assert labels_given(told) == 0
    (step,) = told.steps
    assert step.test.tolist() == [*range(20, 60)]
    assert step.unlabelled.tolist() == [*range(60)]
    asked = SimpleNamespace(groups=lambda X, count: count)
    assert (told.ask(asked, None), chosen.ask(asked, None)) == (2, None)


def test_of_many_items_the_same_are_tested_with_every_seed():
    """A score of other items could not be compared, nor joined over seeds."""
    found = unsupervised.tested_items(data_of(3 * MOST_TESTED, 100))

    assert len(found) == MOST_TESTED
    assert found.tolist() == unsupervised.tested_items(data_of(3 * MOST_TESTED, 100)).tolist()
    assert found.min() >= 100


def test_tasks_that_do_not_fit_say_why():
    """Numbers, streams and symbols."""
    tasks = Catalogue.find().tasks.values()
    unfit = {task.name: STUDY.unfit_for(task.card) for task in tasks if STUDY.unfit_for(task.card)}

    assert {*unfit} == {
        *("diabetes", "electricity", "loan_stream", "fizzbuzz", "luhn", "roman_numerals")
    }
    assert "order of time" in unfit["electricity"]


@pytest.mark.slow
def test_a_run_and_its_page(elsewhere, process, tmp_path):
    """Scores by the study's own metrics, clusters with what sets them apart, a map by both."""
    asked = ("wine", "--run", "r", "--profile", "quick", "--executor", "serial")
    ran = process("run", *asked, "--study", "unsupervised", "--contender", "classical")
    assert ran.code == 0, ran.said
    assert process("report", "--run", "r").code == 0
    page = (tmp_path / "results" / "r" / "report" / "wine.html").read_text()
    assert "Adjusted mutual information by number of clusters" in page
    assert "what sets it apart" in page
    tables = tmp_path / "results" / "r" / "report" / "tables"
    assert (tables / "wine.study.unsupervised.adjusted_mutual_information.csv").is_file()
