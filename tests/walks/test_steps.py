"""Promises of a walk's steps: what an item becomes on the way, and how what comes out is read."""

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import FixedThresholdClassifier, GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from triptych.paradigms.rules import Points, Rule, RuleList, ScoreCard, ScoreCardRegressor, column
from triptych.results.formats.walks import Output
from triptych.walks.steps import steps_of, verdict_of

NUMBERS = np.random.default_rng(0).normal(size=(80, 3))
TABLE = pd.DataFrame(NUMBERS, columns=["height", "width", "depth"])
LABELS = np.where(NUMBERS[:, 0] > 0, "tall", "flat").astype(object)
CLASSES = ("flat", "tall")
ONE = TABLE[:1]


def names(estimator, X=ONE):
    return [step.name for step in steps_of(estimator, X, (), {})]


def verdict(estimator, X=ONE, classes=CLASSES):
    return verdict_of(estimator, X, classes)


def rules(*lines):
    return RuleList(
        [Rule("tall", column("height") > 0, because="that is what it means"), *lines],
        otherwise="flat",
    ).fit(TABLE, LABELS)


@pytest.mark.parametrize(
    ("estimator", "expected"),
    [
        pytest.param(
            make_pipeline(StandardScaler(), LogisticRegression()),
            ["table row", "StandardScaler", "LogisticRegression"],
            id="pipeline",
        ),
        pytest.param(
            make_pipeline("passthrough", LogisticRegression()),
            ["table row", "LogisticRegression"],
            id="a step that changes nothing",
        ),
        pytest.param(
            GridSearchCV(make_pipeline(StandardScaler(), LinearSVC()), {"linearsvc__C": [1.0]}),
            ["table row", "StandardScaler", "LinearSVC"],
            id="what a search chose",
        ),
        pytest.param(
            RandomForestClassifier(3), ["table row", "RandomForestClassifier"], id="forest"
        ),
    ],
)
def test_an_item_is_followed_through_what_prepares_it(estimator, expected):
    """Each step that changes the item is shown, then what the model made of it."""
    assert names(estimator.fit(TABLE, LABELS)) == expected


def test_a_text_becomes_one_row_of_numbers():
    """Of a sparse table the row is shown like any other, with its range."""
    texts = np.array(["a tall house", "a flat stone"] * 10, dtype=object)
    pipeline = make_pipeline(TfidfVectorizer(), LogisticRegression())

    item, words, _ = steps_of(pipeline.fit(texts, LABELS[:20]), texts[:1], (), {})

    assert (item.type, item.shape) == ("text", [len(texts[0])])
    assert words.shape == [len(pipeline[0].vocabulary_)]
    assert 0 == words.low < words.high <= 1


def test_the_columns_that_tell_are_shown_with_what_they_mean():
    """A row is cut to what explains the decision; other columns have no place."""
    row, *_ = steps_of(rules(), ONE, ("width",), {"width": "from left to right", "depth": "-"})

    assert row.values == {"width": pytest.approx(ONE["width"][0], rel=1e-3)}
    assert row.means == {"width": "from left to right"}
    assert row.shape == [3]


def test_the_most_probable_class_is_said_to_be_so():
    said = verdict(LogisticRegression().fit(TABLE, LABELS))

    assert said.reading == "the most probable of 2 classes"
    assert said.confidence == max(said.output.values.values())


def test_a_threshold_is_told_where_one_decides():
    """Whoever sees 60 % and the other answer must learn why."""
    model = FixedThresholdClassifier(LogisticRegression(), threshold=0.99, pos_label="tall")
    said = verdict(model.fit(TABLE, LABELS))
    relation = "reaches" if said.decision == "tall" else "stays below"

    assert said.reading == f"the probability of tall {relation} the threshold of 0.99"


def test_a_threshold_that_is_one_half_goes_without_saying():
    """scikit-learn's "auto" is the most probable class, and no number to compare with."""
    model = FixedThresholdClassifier(LogisticRegression(), pos_label="tall")

    assert verdict(model.fit(TABLE, LABELS)).reading == "the most probable of 2 classes"


def test_a_rule_decides_whatever_the_probabilities_say():
    assert verdict(rules()).reading.startswith("the label of the rule that fired")


def test_points_are_held_against_their_threshold():
    """Of a card that decides; of one that gives a number, the sum is the number."""
    line = Points(2, column("height") > 0, because="that is what it means")
    card = ScoreCard(CLASSES, [line], threshold=1).fit(TABLE, LABELS)
    sums = ScoreCardRegressor([line]).fit(TABLE, NUMBERS[:, 0])
    tall = TABLE[TABLE["height"] > 0][:1]
    flat = TABLE[TABLE["height"] <= 0][:1]

    assert verdict(card, tall).reading == "2 points reach the threshold of 1"
    assert verdict(card, flat).reading == "0 points stay below the threshold of 1"
    assert verdict(sums, tall, None).reading == "the sum of the points is the number"
    assert verdict(card, tall).output == Output(kind="points", values={"points": 2.0})


def test_without_probabilities_a_decision_stands_alone():
    """A number is itself; a class without probabilities has no confidence."""
    machine = verdict(LinearSVC().fit(TABLE, LABELS))
    line = verdict(LinearRegression().fit(TABLE, NUMBERS[:, 1]), classes=None)

    assert (machine.output.kind, machine.confidence) == ("class", None)
    assert (line.output.kind, line.reading) == ("number", "the number itself")
