"""Promises of the Titanic: the published passengers, no column that tells, and floors."""

import numpy as np
import pandas as pd
import pytest

from triptych.dataset import take
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.fold import folds
from triptych.tasks.titanic import PASSENGERS
from triptych.tasks.titanic.data import LEFT_OUT, MEANINGS, features, read_passengers

COLUMNS = (
    "survived,pclass,sex,age,sibsp,parch,fare,embarked,class,who,adult_male,deck,embark_town,"
    "alive,alone"
)
ROW = "0,3,male,22.0,1,0,7.25,S,Third,man,True,,Southampton,no,False"
CANDIDATES = ["classical:logistic", "classical:forest", "classical:boosting"]
CONTENDERS = ["rules", "classical", "deep", *CANDIDATES]


@pytest.fixture
def file(tmp_path):
    """Writes lines to a file, encoded as the published one or otherwise."""

    def write(*lines, encoding="ascii"):
        path = tmp_path / "titanic.csv"
        path.write_bytes("\n".join([*lines, ""]).encode(encoding))
        return path

    return write


@pytest.fixture(scope="module")
def dataset(load_task):
    return load_task("titanic").dataset


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        (COLUMNS.replace("fare,", ""), ROW.replace("7.25,", ""), "the columns"),
        (COLUMNS.replace("fare", "price"), ROW, "the columns"),
        (COLUMNS, f"2{ROW[1:]}", "'survived'"),
        (COLUMNS, ROW.replace(",male", ",man"), "female or male"),
        (COLUMNS, ROW.replace("22.0", "young"), "numbers as age"),
        (COLUMNS, ROW.replace("Southampton", "Belfast"), "Southampton as port"),
    ],
)
def test_changed_columns_are_refused(file, header, row, words):
    """A column more, less, or with other content is named with what was expected."""
    with pytest.raises(DataError, match=words):
        read_passengers(file(header, row))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_another_encoding_is_refused(file, encoding):
    """The published file is plain ASCII."""
    with pytest.raises(DataError, match="ASCII"):
        read_passengers(file(COLUMNS, ROW, encoding=encoding))


def test_the_passengers_are_the_published_ones(dataset):
    """891, of whom 342 survived; no age for 177, no port for two."""
    assert len(dataset) == 891
    assert (dataset.target == "survived").sum() == 342
    missing = dataset.raw.isna().sum()
    assert missing[missing > 0].to_dict() == {"age": 177, "port": 2}


def test_no_column_is_the_answer(dataset):
    """`alive` is the answer in words: it is left out, and nothing else gives the answer away."""
    table = features(dataset.raw)

    assert list(table.columns) == list(MEANINGS)
    assert not set(LEFT_OUT) & set(table.columns)
    for name in table.columns:
        of_value = pd.DataFrame({"value": table[name].astype(str), "answer": dataset.target})
        guessed = of_value.groupby("value")["answer"].agg(lambda answers: answers.mode()[0])
        assert np.mean(of_value["value"].map(guessed) == dataset.target) < 0.83, name


def test_what_is_left_out_repeats_what_is_kept_or_tells(dataset):
    """`alive` is the answer; class, port, who, adult_male and alone follow from other columns."""
    published = pd.read_csv(located(PASSENGERS))
    raw = dataset.raw

    def follows(name, *columns):
        known = [published[name].astype(str), *(raw[column].astype(str) for column in columns)]
        pairs = pd.concat(known, axis=1).drop_duplicates()
        return not pairs.duplicated(subset=list(columns)).any()

    assert ((published["alive"] == "yes") == (dataset.target == "survived")).all()
    assert follows("class", "ticket class")
    assert follows("embarked", "port")
    assert follows("who", "sex", "age")
    assert follows("adult_male", "sex", "age")
    assert follows("alone", "siblings and spouses", "parents and children")
    known = published["deck"].notna()
    assert dataset.target[known].tolist().count("survived") / known.sum() > 0.65


def test_a_missing_age_stays_missing(load_task):
    """No column is filled in before a contender learns: that would use the tested items too."""
    assert load_task("titanic").table["age"].isna().sum() == 177


def test_equal_rows_are_never_on_both_sides(load_task, dataset):
    """More than a hundred rows are equal to another one: none is tested and trained on."""
    assert dataset.raw.duplicated().sum() > 100
    for fold in folds(dataset, load_task("titanic").card.split, 0):
        train, test = (take(dataset.raw, part).astype(str) for part in (fold.train, fold.test))
        assert not set(train.itertuples(index=False)) & set(test.itertuples(index=False))


def test_parties_travel_together(load_task, dataset):
    """A family of one fare, class and port is one group; who travels without family is alone."""
    relatives = features(dataset.raw)["relatives"]
    groups = pd.Series(dataset.groups)
    sizes = groups.map(groups.value_counts())

    assert (sizes[relatives == 0] == 1).all()
    sage = dataset.raw["fare"] == 69.55
    assert groups[sage].nunique() == 1
    assert "same fare" in dataset.provenance["groups"]
    for fold in folds(dataset, load_task("titanic").card.split, 0):
        assert not set(groups[fold.train]) & set(groups[fold.test])


def test_the_rules_are_few_and_say_why(load_task):
    """Three rules, each with its reason and its source."""
    rules = load_task("titanic").make("rules", 0)

    assert rules.size() == {"rules": 3, "conditions": 4}
    assert all(len(rule.because.split()) > 5 and rule.source for rule in rules.rules)


@pytest.mark.parametrize("contender", CONTENDERS)
def test_a_contender_learns_from_a_third_of_the_passengers(fit_small, contender):
    """Fitted on the author's part alone, every contender is right on most of 50 others."""
    estimator, items, answers = fit_small("titanic", contender)

    assert np.mean(estimator.predict(items) == answers) >= 0.7
    np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor"),
    [("rules", 0.785), ("classical", 0.80), ("classical:forest", 0.80), ("deep", 0.80)],
)
def test_a_contender_reaches_its_floor(tested_accuracy, contender, floor):
    """Over the whole protocol each contender is as good as is known to be possible."""
    assert tested_accuracy("titanic", contender, 3) >= floor
