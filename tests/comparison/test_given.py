"""Promises of rules, estimators and networks that are given from Python."""

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.tree import DecisionTreeClassifier
from torch import nn

from triptych.comparison.given import fresh, write_given
from triptych.comparison.task_folder import Written
from triptych.comparison.wanted import Given
from triptych.dataset import Dataset
from triptych.errors import UsageError
from triptych.own_data.understood import OwnData
from triptych.paradigms.rules import Rule, column

COUNT = 60
NUMBERS = np.random.default_rng(0).normal(size=COUNT)


def own(raw, modality):
    target = np.where(NUMBERS > 0, "up", "down").astype(object)
    dataset = Dataset(raw=raw, target=target, classes=("down", "up"))
    return OwnData(
        name="mine", dataset=dataset, modality=modality, target="t", target_kind="classes"
    )


TABLE = own(pd.DataFrame({"a": NUMBERS}), "table")
TEXTS = own(np.where(NUMBERS > 0, "it goes up", "it goes down").astype(object), "text")
PICTURES = own((np.ones((COUNT, 5, 5)) * np.clip(NUMBERS, -1, 1)[:, None, None]), "image")


@pytest.fixture
def written(tmp_path):
    return Written(tmp_path, has_suggested=True, kept=())


def made(folder, paradigm, seed):
    """What the written file makes."""
    file = folder / f"{paradigm}.py"
    names = {"__file__": str(file)}
    exec(compile(file.read_text(), str(file), "exec"), names)
    return names["make"](seed)


@pytest.mark.parametrize(
    ("data", "estimator"),
    [
        pytest.param(TABLE, DecisionTreeClassifier(), id="table"),
        pytest.param(TEXTS, make_pipeline(CountVectorizer(), MultinomialNB()), id="texts"),
        pytest.param(PICTURES, DecisionTreeClassifier(), id="pictures"),
    ],
)
def test_any_estimator_learns_from_any_kind_of_data(written, data, estimator):
    write_given(Given(classical=estimator), written, data)
    model = made(written.folder, "classical", 3)

    answers = model.fit(data.dataset.raw, data.dataset.target).predict(data.dataset.raw)

    assert (answers == data.dataset.target).all()
    assert getattr(model, "reads", "table") == ("table" if data is TABLE else "raw")


def test_words_and_gaps_are_made_numbers_for_whoever_reads_numbers(written):
    """A tree of scikit-learn learns from a table as it came; a pipeline gets it as it is."""
    table = pd.DataFrame({"a": NUMBERS, "port": pd.Categorical(["Kiel", None] * (COUNT // 2))})
    table.loc[:5, "a"] = np.nan
    write_given(Given(classical=DecisionTreeClassifier()), written, own(table, "table"))
    model = made(written.folder, "classical", 0)

    assert len(model.fit(table, TABLE.dataset.target).predict(table)) == COUNT


def test_the_seed_reaches_an_estimator_that_takes_one(written):
    write_given(Given(classical=DecisionTreeClassifier()), written, TABLE)

    tree = made(written.folder, "classical", 7)[-1]

    assert tree.random_state == 7


@pytest.mark.parametrize("module", [nn.Sequential(nn.Flatten(), nn.Linear(25, 2)), "class"])
def test_a_module_or_its_class_is_trained(written, module):
    """A class of a script or notebook travels by value."""

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(nn.Flatten(), nn.Linear(25, 2))

        def forward(self, batch):
            return self.layers(batch)

    write_given(Given(deep=Net if module == "class" else module), written, PICTURES)
    network = made(written.folder, "deep", 0)
    network.fit(PICTURES.dataset.raw, PICTURES.dataset.target)

    assert np.mean(network.predict(PICTURES.dataset.raw) == PICTURES.dataset.target) > 0.8


def test_a_list_of_rules_is_a_system_and_no_suggestion(written):
    rules = [Rule("up", column("a") > 0, because="what rises is up")]

    after = write_given(Given(rules=rules), written, TABLE)
    system = made(written.folder, "rules", 0).fit(TABLE.dataset.raw, TABLE.dataset.target)

    assert not after.has_suggested
    assert (system.predict(TABLE.dataset.raw) == TABLE.dataset.target).all()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given(classical="logistic"), "classical: expected an estimator .* got str without fit"),
        (Given(rules=["a > 0"]), r"rules: expected a list of Rule\(label, condition, because\)"),
    ],
)
def test_what_cannot_take_part_is_refused(written, given, words):
    with pytest.raises(UsageError, match=words):
        write_given(given, written, TABLE)


def test_a_changed_estimator_is_another_contender(written):
    """Its digest stands in the file, which is part of the cell's key."""
    write_given(Given(classical=DecisionTreeClassifier(max_depth=1)), written, TABLE)
    before = (written.folder / "classical.py").read_text()
    write_given(Given(classical=DecisionTreeClassifier(max_depth=2)), written, TABLE)

    assert (written.folder / "classical.py").read_text() != before
    assert fresh(written.folder / "classical.pickle", "", 0)[-1].max_depth == 2
