"""Promises of classical contributions: they add up, are exact, and reach the raw columns."""

from itertools import permutations
from math import factorial

import numpy as np
import pandas as pd
import pytest
import shap
from sklearn.base import is_regressor
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    VotingClassifier,
)
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.model_selection import FixedThresholdClassifier, GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVC

from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.classical.contributions import explain
from triptych.paradigms.classical.kernel import support_vectors
from triptych.paradigms.classical.linear import logistic, ridge

GOOD, BAD = "good", "bad"


@pytest.fixture(scope="module")
def table():
    """Numbers with gaps and words, and an answer that follows from both."""
    generator = np.random.default_rng(0)
    size = 300
    numbers = generator.normal(size=(size, 2)) * [1, 20]
    colour = np.array(["red", "blue", "green", "black", "white"])[generator.integers(0, 5, size)]
    score = numbers[:, 0] + 2 * np.isin(colour, ["blue", "white"]) - (numbers[:, 1] > 10)
    numbers[::11, 1] = np.nan
    X = pd.DataFrame({"size": numbers[:, 0], "age": numbers[:, 1], "colour": colour})
    return X.astype({"colour": "category"}), score


@pytest.fixture(scope="module")
def numbers(table):
    """The number columns without gaps, and three classes."""
    X, score = table
    classes = np.array(["low", "middle", "top"], dtype=object)[np.digitize(score, [-0.3, 1.0])]
    return X[["size", "age"]].fillna(0.0), classes


def binary(score):
    return np.where(score > 0.5, GOOD, BAD).astype(object)


def stacked(explanations):
    return np.stack([one.contributions for one in explanations])


def test_a_linear_model_is_explained_exactly(table):
    """Weight times distance from the training mean, for whichever class was decided on."""
    X, score = table
    X, y = X[["size", "age"]].fillna(0.0), binary(score)
    model = logistic(0).fit(X, y)
    scaler, line = model.best_estimator_
    explanations = explain(model, X[:40])

    own = np.where(model.predict(X[:40]) == GOOD, 1, -1)[:, None]
    expected = own * line.coef_ * ((X[:40] - X.mean()) / scaler.scale_).to_numpy()
    np.testing.assert_allclose(stacked(explanations), expected, atol=1e-12)
    assert max(one.completeness_error for one in explanations) < 1e-12
    assert explanations[0].kind == "additive"
    assert explanations[0].because.startswith("mostly size (")
    assert "the mean of the training items, on the scale of log-odds" in explanations[0].because


def test_of_several_classes_the_lead_over_the_others_is_explained(numbers):
    """Contributions are to the logit of the class less the mean of the others'."""
    X, y = numbers
    model = LogisticRegression().fit(X, y)
    (explanation,) = explain(model, X[:1])

    logits = model.decision_function(X[:1])[0]
    own = list(model.classes_).index(explanation.decision)
    lead = logits[own] - np.delete(logits, own).mean()
    base = model.intercept_[own] - np.delete(model.intercept_, own).mean()
    assert explanation.contributions.sum() == pytest.approx(lead - base, abs=1e-12)


def test_a_regression_is_explained_in_its_own_unit(numbers, table):
    """Contributions of ridge regression add up to the number less the mean of all answers."""
    X, score = numbers[0], table[1]
    model = ridge().fit(X, 1000 * score)

    for explanation in explain(model, X[:10]):
        assert explanation.contributions.sum() == pytest.approx(
            explanation.decision - 1000 * score.mean(), abs=1e-8
        )
    assert isinstance(model[-1], RidgeCV)


@pytest.mark.parametrize("gaps", [False, True], ids=["full", "with gaps"])
@pytest.mark.parametrize("count", [2, 3], ids=["two classes", "three classes"])
def test_boosted_trees_agree_with_shap(numbers, gaps, count):
    """Where no split asks for categories, the library shap finds the same contributions."""
    X, y = numbers
    y = y if count == 3 else np.where(y == "low", "low", "top").astype(object)
    X = X.mask(np.random.default_rng(1).random(X.shape) < 0.2) if gaps else X
    model = HistGradientBoostingClassifier(max_iter=30, max_leaf_nodes=8).fit(X, y)
    some = X[:30]
    found = stacked(explain(model, some))

    values = np.asarray(shap.TreeExplainer(model).shap_values(some.to_numpy()))
    own = np.searchsorted(model.classes_, model.predict(some))
    if count == 2:
        expected = np.where(own == 1, 1, -1)[:, None] * values
    else:
        chosen = values[np.arange(30), :, own]
        expected = chosen - (values.sum(axis=2) - chosen) / 2
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_boosted_trees_with_categories_have_the_shapley_values_of_their_paths(table):
    """Splits by category are followed: what all orders of learning the columns give on average."""
    X, score = table
    model = HistGradientBoostingRegressor(
        max_iter=3, max_leaf_nodes=6, categorical_features="from_dtype"
    ).fit(X, score)
    assert any(tree.nodes["is_categorical"].any() for (tree,) in model._predictors)
    some = X[::37]

    def along_paths(row, known):
        prepared = model._preprocess_X(row, reset=False)[0]
        return sum(expected(tree, prepared, known) for (tree,) in model._predictors)

    def expected(tree, prepared, known, node=0):
        one = tree.nodes[node]
        if one["is_leaf"]:
            return one["value"]
        children = [int(one["left"]), int(one["right"])]
        if one["feature_idx"] in known:
            return expected(tree, prepared, known, children[not goes_left(tree, one, prepared)])
        below = [expected(tree, prepared, known, child) for child in children]
        return np.average(below, weights=tree.nodes["count"][children])

    def goes_left(tree, one, prepared):
        value = prepared[one["feature_idx"]]
        if np.isnan(value):
            return bool(one["missing_go_to_left"])
        if one["is_categorical"]:
            words = tree.raw_left_cat_bitsets[one["bitset_idx"]]
            return bool(int(words[int(value) // 32]) >> int(value) % 32 & 1)
        return value <= one["num_threshold"]

    # The trees see the category first.
    places = {"colour": 0, "size": 1, "age": 2}
    for number, explanation in enumerate(explain(model, some)):
        row, shapley = some[number : number + 1], dict.fromkeys(places, 0.0)
        for order in permutations(places):
            for end, column in enumerate(order):
                before = {places[name] for name in order[:end]}
                gain = along_paths(row, before | {places[column]}) - along_paths(row, before)
                shapley[column] += gain / factorial(len(places))
        np.testing.assert_allclose(
            explanation.contributions, [shapley[name] for name in X.columns], atol=1e-12
        )
        assert explanation.completeness_error < 1e-12


@pytest.mark.parametrize(
    ("model", "scale"),
    [
        pytest.param(RandomForestClassifier(10, random_state=0), "probabilities", id="forest"),
        pytest.param(GradientBoostingClassifier(n_estimators=10), "log-odds", id="boosting"),
    ],
)
def test_trees_of_cuts_add_up_to_the_decision(table, model, scale):
    """What shap finds adds up from the mean to what the trees computed."""
    X, score = table
    X = X[["size", "age"]].fillna(0.0)
    explanations = explain(model.fit(X, binary(score)), X[:20])

    assert max(one.completeness_error for one in explanations) < 1e-6
    assert explanations[0].because.endswith(f"on the scale of {scale}")


def test_prepared_columns_are_credited_to_the_raw_ones(table):
    """Indicators of a word count for its column, and numbers for theirs."""
    X, score = table
    X = X.fillna({"age": 0.0})
    prepare = make_column_transformer(
        (OneHotEncoder(sparse_output=False), make_column_selector(dtype_exclude="number")),
        (StandardScaler(), make_column_selector(dtype_include="number")),
    )
    model = make_pipeline(prepare, LogisticRegression()).fit(X, binary(score))
    explanations = explain(model, X[:30])

    line, prepared = model[-1], prepare.transform(X[:30])
    own = np.where(model.predict(X[:30]) == GOOD, 1, -1)[:, None]
    derived = own * line.coef_ * prepared
    expected = np.column_stack([derived[:, 5], derived[:, 6], derived[:, :5].sum(axis=1)])
    np.testing.assert_allclose(stacked(explanations), expected, atol=1e-12)
    assert "colour" in " ".join(one.because for one in explanations)


def test_a_threshold_explains_the_decision_it_takes(table):
    """A class decided on below one half is what is explained, by its own log-odds."""
    X, score = table
    X, y = X[["size", "age"]].fillna(0.0), binary(score)
    line = LogisticRegression()
    model = FixedThresholdClassifier(line, threshold=0.1, pos_label=GOOD).fit(X, y)
    plain = line.fit(X, y)
    turned = (model.predict(X) == GOOD) & (plain.predict(X) == BAD)
    assert turned.any()

    found, usual = explain(model, X[turned]), explain(plain, X[turned])
    assert {one.decision for one in found} == {GOOD}
    np.testing.assert_allclose(stacked(found), -stacked(usual), atol=1e-12)


def test_a_vote_is_the_mean_of_its_members(table):
    """Members on one scale are averaged, and the error says that log-odds of a vote are not."""
    X, score = table
    X, y = X[["size", "age"]].fillna(0.0), binary(score)
    lines = [("one", LogisticRegression()), ("two", LogisticRegression(C=1e-3))]
    vote = VotingClassifier(lines, voting="soft").fit(X, y)
    weights = np.mean([member.coef_ for member in vote.estimators_], axis=0)
    explanations = explain(vote, X[:30])

    own = np.where(vote.predict(X[:30]) == GOOD, 1, -1)[:, None]
    np.testing.assert_allclose(stacked(explanations), own * weights * X[:30], atol=1e-12)
    assert max(one.completeness_error for one in explanations) > 1e-12


def test_a_vote_is_held_against_what_it_computed(table):
    """A calibrated member is looked through: the error says what that misses."""
    X, score = table
    X, y = X[["size", "age"]].fillna(0.0), binary(score)
    calibrated = CalibratedClassifierCV(LogisticRegression(C=1e-6), ensemble=False)
    members = [("one", LogisticRegression()), ("two", calibrated), ("three", "drop")]
    vote = VotingClassifier(members, voting="soft", weights=[1, 2, 3]).fit(X, y)

    assert max(one.completeness_error for one in explain(vote, X)) > 0.3


def test_sparse_weights_are_weights(table):
    """A linear support vector machine on sparse one-hot columns."""
    X, score = table
    words = X[["colour"]].astype(str)
    model = make_pipeline(OneHotEncoder(), SVC(kernel="linear")).fit(words, binary(score))

    assert max(one.completeness_error for one in explain(model, words[:20])) < 1e-9


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        pytest.param(support_vectors(1.0, 0.1, 0), "radial kernel", id="calibrated"),
        pytest.param(SVC(kernel="poly"), "polynomial kernel", id="polynomial"),
        pytest.param(KNeighborsClassifier(), "KNeighborsClassifier has no", id="neighbours"),
        pytest.param(make_pipeline(PCA(), LogisticRegression()), "PCA does not say", id="mixed"),
        pytest.param(CalibratedClassifierCV(LogisticRegression()), "several", id="several"),
        pytest.param(GradientBoostingClassifier(n_estimators=2), "two classes", id="boosting"),
        pytest.param(
            GradientBoostingRegressor(n_estimators=2, init="zero"), "another model", id="begun"
        ),
        pytest.param(
            VotingClassifier([("a", LogisticRegression()), ("b", RandomForestClassifier(3))]),
            "vote with classes",
            id="hard vote",
        ),
        pytest.param(
            VotingClassifier(
                [("a", LogisticRegression()), ("b", RandomForestClassifier(3))], voting="soft"
            ),
            "scales",
            id="two scales",
        ),
        pytest.param(
            HistGradientBoostingRegressor(loss="poisson", max_iter=2), "logarithms", id="poisson"
        ),
    ],
)
def test_what_has_no_contributions_says_why(numbers, model, reason):
    """The reason names what stands in the way."""
    X, y = numbers
    y = np.arange(len(y)) if is_regressor(model) else y

    with pytest.raises(ExplanationUnavailable, match=reason):
        explain(model.fit(X, y), X[:3])


def test_a_search_is_explained_by_its_best(numbers):
    """The estimator a search settled on speaks for it."""
    X, y = numbers
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]}, cv=3).fit(X, y)

    np.testing.assert_array_equal(
        stacked(explain(search, X[:5])), stacked(explain(search.best_estimator_, X[:5]))
    )
