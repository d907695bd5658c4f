"""Score cards: points, a threshold, and the regression form."""

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from triptych.errors import ContractError
from triptych.paradigms.rules import Points, ScoreCard, ScoreCardRegressor, column, count, matches

LINES = [
    Points(+2, column("income") > 50, because="income pays the rates"),
    Points(-1.5, column("debts") > 2, because="debts compete for it"),
    Points(+1, column("years").is_missing(), because="test"),
]
X = pd.DataFrame({"income": [60.0, 60, 10, 10], "debts": [0, 3, 0, 3], "years": [1, 2, 3, None]})
Y = np.array(["good", "good", "bad", "bad"], dtype=object)
CARD = ScoreCard(("bad", "good"), LINES, threshold=0.5)


def test_points_of_the_lines_that_hold_are_summed():
    """Base is where every item starts."""
    assert clone(CARD).fit(X, Y).points(X).tolist() == [2, 0.5, 0, -0.5]
    assert clone(CARD).set_params(base=10).fit(X, Y).points(X).tolist() == [12, 10.5, 10, 9.5]


def test_from_the_threshold_on_the_second_class_is_decided():
    """Reaching the threshold is enough, alone or in a batch."""
    card = clone(CARD).fit(X, Y)

    assert card.predict(X).tolist() == ["good", "good", "bad", "bad"]
    assert [card.predict(X[n : n + 1])[0] for n in range(4)] == ["good", "good", "bad", "bad"]


def test_fires_rulebook_and_explanations_tell_one_story():
    """Every line that holds is a True; its points add up to the sum."""
    card = clone(CARD).fit(X, Y)
    points = [entry["points"] for entry in card.rulebook()]

    assert card.fires(X).dtype == bool
    assert (card.fires(X) @ np.array(points)).tolist() == card.points(X).tolist()
    assert [entry["label"] for entry in card.rulebook()] == ["good", "bad", "good"]
    explanation = card.explain(X)[1]
    assert explanation.decision == "good"
    assert explanation.fired == ("income > 50 (+2)", "debts > 2 (-1.5)")
    assert explanation.because == (
        "0.5 points, good from 0.5: +2 income pays the rates; -1.5 debts compete for it"
    )
    assert card.size() == {"rules": 3, "conditions": 3}
    assert card.reads == "table"


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=60).filter(
        lambda items: len({truth for _, truth in items}) == 2
    )
)
def test_probabilities_rise_with_the_points(items):
    """More points never make the second class less likely; rows sum to one, none is 0 or 1."""
    table = np.array([[value] for value, _ in items], dtype=float)
    y = ["yes" if truth else "no" for _, truth in items]
    lines = [Points(1, column("x0") > cut, because="test") for cut in range(5)]
    card = ScoreCard(("no", "yes"), lines, threshold=3).fit(table, y)
    no, yes = card.predict_proba(np.arange(6.0)[:, None]).T

    assert card.classes_.tolist() == ["no", "yes"]
    assert (np.diff(yes) >= -1e-12).all()
    assert no + yes == pytest.approx(1)
    assert ((yes > 0) & (yes < 1)).all()


def test_columns_of_probabilities_follow_the_sorted_classes():
    """Whichever of the two is the second class of the card."""
    card = ScoreCard(("good", "bad"), LINES[:1], threshold=1).fit(X, ["bad", "bad", "good", "good"])

    assert card.classes_.tolist() == ["bad", "good"]
    assert card.predict(X).tolist() == ["bad", "bad", "good", "good"]
    assert (card.predict_proba(X).argmax(axis=1) == [0, 0, 1, 1]).all()


def test_a_card_reads_texts_too():
    """Points for what is found in a text."""
    lines = [Points(2, matches("prize"), because="bait"), Points(1, count("!") > 1, because="loud")]
    texts = ["a prize!!", "hi", "hi!!"]
    card = ScoreCard(("ham", "spam"), lines, threshold=2).fit(texts, ["spam", "ham", "ham"])

    assert card.reads == "raw"
    assert card.predict(texts).tolist() == ["spam", "ham", "ham"]
    assert card.points(texts[:1]).tolist() == [3]


def test_a_fitted_card_is_pickled_and_decides_the_same():
    """Its probabilities too."""
    card = clone(CARD).fit(X, Y)
    again = pickle.loads(pickle.dumps(card))

    assert np.array_equal(again.predict_proba(X), card.predict_proba(X))
    assert again.predict(X[:1]).tolist() == ["good"]


@pytest.mark.parametrize(
    ("card", "y", "message"),
    [
        (ScoreCard(("bad", "fine"), LINES, threshold=1), Y, "3 classes: 'bad', 'fine', 'good'"),
        (CARD, ["good", "bad", "ugly", "bad"], "binary classification"),
        (ScoreCard(("bad", "good", "ugly"), LINES, threshold=1), Y, "between two classes"),
    ],
)
@pytest.mark.filterwarnings("ignore:the rules give the label")
def test_a_card_that_does_not_fit_the_labels_is_refused(card, y, message):
    """A card decides between the two classes it names."""
    with pytest.raises(ContractError, match=message):
        clone(card).fit(X, y)


def test_a_card_whose_class_no_training_item_has_still_decides():
    """Few labels may all be of one class: the card decides as ever, and says what it misses."""
    with pytest.warns(UserWarning, match="'good', which no training item has"):
        card = clone(CARD).fit(X, ["bad"] * len(X))

    assert card.predict(X).tolist() == clone(CARD).fit(X, Y).predict(X).tolist()
    assert card.classes_.tolist() == ["bad", "good"]
    assert np.allclose(card.predict_proba(X).sum(axis=1), 1)


@pytest.mark.parametrize("points", [np.nan, np.inf])
def test_points_are_finite(points):
    """A sum with infinity says nothing about the other lines."""
    with pytest.raises(ContractError, match="finite"):
        Points(points, column("x") > 3, because="test")


def test_before_fit_nothing_is_decided():
    """The error is scikit-learn's own."""
    with pytest.raises(NotFittedError):
        clone(CARD).predict(X)
    with pytest.raises(NotFittedError):
        ScoreCardRegressor(LINES).predict(X)


def test_the_regression_form_predicts_the_sum():
    """Base and the points of every line that holds, in the target's unit."""
    card = ScoreCardRegressor(LINES, base=3).fit(X, [1.0, 2, 3, 4])

    check_is_fitted(card)
    assert card.predict(X).tolist() == [5, 3.5, 3, 2.5]
    assert card.predict(X[:1]).tolist() == [5]
    assert card.explain(X)[0].decision == 5
    assert card.explain(X)[0].because.startswith("5 points, 3 to begin with: +2 income")
    assert [entry["points"] for entry in card.rulebook()] == [2, -1.5, 1, 3]
    assert card.fires(X) @ [2, -1.5, 1, 3] == pytest.approx(card.predict(X))


@pytest.mark.parametrize("y", [[1.0, 2], [1.0, 2, 3, np.nan], None])
def test_a_target_that_is_no_finite_number_for_each_item_is_refused(y):
    """As a regression task promises."""
    with pytest.raises(ContractError, match="y"):
        ScoreCardRegressor(LINES).fit(X, y)
