"""Rule lists: the first rule that holds decides."""

import pickle
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.validation import check_is_fitted

from triptych.errors import ContractError
from triptych.explanation import Explanation
from triptych.paradigms.rules import Rule, RuleList, column, length, matches

RULES = [
    Rule("big", column("size") > 10, because="large things are big", source="a dictionary"),
    Rule("small", column("size").between(0, 3), because="little things are small"),
    Rule("big", column("name") == "elephant", because="elephants are big, whatever was measured"),
]
X = pd.DataFrame({"size": [11.0, 2.0, 5.0, np.nan, 12.0], "name": ["a", "b", "elephant", "c", "d"]})
Y = np.array(["big", "small", "big", "middle", "small"], dtype=object)
TEXT_RULES = [Rule("spam", matches("(?i)prize") & (length() > 3), because="prizes are bait")]
TEXTS = np.array(["a PRIZE", "hello", "prize"], dtype=object)


@pytest.fixture
def fitted():
    return RuleList(RULES, otherwise="middle").fit(X, Y)


def test_the_first_rule_that_holds_decides(fitted):
    """Later rules are not asked; where none holds, otherwise decides."""
    assert fitted.predict(X).tolist() == ["big", "small", "big", "middle", "big"]


def test_swapping_rules_that_overlap_swaps_the_decision():
    """The order of the rules is part of what they say."""
    rules = [Rule(n, column("x0") > n, because="test") for n in (0, 1)]
    table, y = np.array([[2.0], [0.5], [-1.0]]), [0, 1, 0]

    assert RuleList(rules, otherwise=0).fit(table, y).predict(table).tolist() == [0, 0, 0]
    assert RuleList(rules[::-1], otherwise=0).fit(table, y).predict(table).tolist() == [1, 0, 0]


@pytest.mark.parametrize("estimator", ["table", "text"])
def test_fires_rulebook_and_explanations_tell_one_story(fitted, estimator):
    """Exactly one column of fires is True, its rulebook entry has the label predicted."""
    items = X
    if estimator == "text":
        items, fitted = TEXTS, RuleList(TEXT_RULES, "ham").fit(TEXTS, ["spam", "ham", "spam"])
    fires, book = fitted.fires(items), fitted.rulebook()

    assert fires.dtype == bool
    assert fires.shape == (len(items), len(book))
    assert fires.sum(axis=1).tolist() == [1] * len(items)
    deciding = [book[number] for number in fires.argmax(axis=1)]
    assert [entry["label"] for entry in deciding] == fitted.predict(items).tolist()
    explanations = fitted.explain(items)
    assert [each.decision for each in explanations] == fitted.predict(items).tolist()
    assert [each.because for each in explanations] == [entry["because"] for entry in deciding]


def test_an_explanation_names_the_condition(fitted):
    """The reader sees what held, and why that matters."""
    explained = fitted.explain(X)

    assert isinstance(explained[0], Explanation)
    assert explained[0].decision == "big"
    assert explained[0].because == "large things are big"
    assert explained[0].fired == ("size > 10",)
    assert explained[3].because == "no rule before it holds"


def test_size_counts_rules_and_elementary_conditions(fitted):
    """The cost of writing a rule system is on record; otherwise costs nothing."""
    assert fitted.size() == {"rules": 3, "conditions": 3}
    assert RuleList(TEXT_RULES, "ham").size() == {"rules": 1, "conditions": 2, "words": 1}


def test_reads_says_which_view_the_rules_need():
    """Columns are the table view, text the raw one; nothing but otherwise reads a table."""
    assert RuleList(RULES, otherwise="middle").reads == "table"
    assert RuleList(TEXT_RULES, otherwise="ham").reads == "raw"
    assert RuleList([], otherwise="ham").reads == "table"


def test_confidence_is_the_smoothed_precision_of_the_rule():
    """A rule right in 8 of 10 items is trusted a little less or more, as the list deserves."""
    table = np.array([[1.0]] * 10 + [[0.0]] * 10)
    y = np.array(["yes"] * 8 + ["no"] * 2 + ["no"] * 10)
    rules = [Rule("yes", column("x0") > 0.5, because="test")]
    fitted = RuleList(rules, otherwise="no").fit(table, y)

    accuracy = (18 + 1) / (20 + 2)
    no, yes = fitted.predict_proba(table[:1])[0]
    assert fitted.classes_.tolist() == ["no", "yes"]
    assert yes == pytest.approx((8 + 2 * accuracy) / 12)
    assert no == pytest.approx(1 - yes)


def test_a_rule_never_met_is_trusted_like_the_list_as_a_whole():
    """No count of its own: the list's accuracy stands in."""
    table, y = np.zeros((8, 1)), np.array(["a"] * 6 + ["b"] * 2)
    rules = [Rule("b", column("x0") > 5, because="test")]
    fitted = RuleList(rules, otherwise="a").fit(table, y)

    assert fitted.predict_proba([[9.0], [9.0]])[0].tolist() == pytest.approx([0.3, 0.7])


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=4, max_size=40),
    st.lists(st.integers(0, 9), max_size=4),
)
def test_probabilities_are_probabilities(items, cuts):
    """Each row sums to one, none is negative, and each class has its column."""
    table = np.array([[value] for value, _ in items], dtype=float)
    y = [truth for _, truth in items]
    labels = sorted(set(y))
    rules = [
        Rule(labels[n % len(labels)], column("x0") > cut, because="test")
        for n, cut in enumerate(cuts)
    ]
    probabilities = RuleList(rules, otherwise=labels[0]).fit(table, y).predict_proba(table)

    assert probabilities.shape == (len(items), len(labels))
    assert (probabilities >= 0).all()
    assert probabilities.sum(axis=1) == pytest.approx(1)


@settings(max_examples=30)
@given(st.permutations(["big", "small", "big", "middle", "small"]))
def test_fitting_never_changes_which_rule_decides(y):
    """The labels of the training items move the probabilities, never the decisions."""
    fitted = RuleList(RULES, otherwise="middle").fit(X, y)

    assert fitted.fires(X).argmax(axis=1).tolist() == [0, 1, 2, 3, 0]


def test_names_as_labels_keep_their_type():
    """Labels come back as y had them: object arrays stay object, numbers stay numbers."""
    rules = [Rule("one", column("x0") > 0, because="test")]
    table = np.array([[1.0], [-1.0]])

    for y in (np.array(["one", "two"]), np.array(["one", "two"], dtype=object)):
        fitted = RuleList(rules, otherwise="two").fit(table, y)
        assert fitted.predict(table).dtype == fitted.classes_.dtype == y.dtype
        assert fitted.predict(table[:1]).dtype == y.dtype
    numbers = RuleList([Rule(-1, column("x0") > 0, because="test")], otherwise=1)
    assert numbers.fit(table, [-1, 1]).predict(table).tolist() == [-1, 1]


def test_clone_and_parameters():
    """A rule list is a scikit-learn estimator: cloned, inspected, put into a pipeline."""
    original = RuleList(RULES, otherwise="middle")
    copy = clone(original)

    assert copy.get_params()["rules"] == RULES
    assert original.get_params()["rules"] is RULES
    assert copy.set_params(otherwise="small").otherwise == "small"
    pipeline = make_pipeline(FunctionTransformer(), original).fit(X, Y)
    assert pipeline.predict(X).tolist() == ["big", "small", "big", "middle", "big"]


def test_a_fitted_list_is_pickled_and_decides_the_same(fitted):
    """Also for one item: the compiled code is made again."""
    again = pickle.loads(pickle.dumps(fitted))

    assert again.predict(X).tolist() == fitted.predict(X).tolist()
    assert again.predict(X[:1]).tolist() == ["big"]
    assert np.array_equal(again.predict_proba(X[:1]), fitted.predict_proba(X[:1]))
    check_is_fitted(again)
    unfitted = pickle.loads(pickle.dumps(RuleList(RULES, otherwise="middle")))
    with pytest.raises(NotFittedError):
        unfitted.predict(X)


@pytest.mark.parametrize("method", ["predict", "predict_proba", "fires", "explain"])
def test_before_fit_nothing_is_decided(method):
    """The error is scikit-learn's own, and names the class."""
    with pytest.raises(NotFittedError, match="RuleList"):
        getattr(RuleList(RULES, otherwise="middle"), method)(X)


def test_a_fit_that_failed_does_not_count():
    """Labels that do not fit leave the list unfitted."""
    rules = RuleList(RULES, otherwise="middle")
    with pytest.raises(ContractError):
        rules.fit(X, [1] * 5)
    with pytest.raises(NotFittedError):
        rules.predict(X)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (X.rename(columns={"size": "sizes"}), "'size', which the table does not have.*'sizes'"),
        (X["name"].to_numpy(), "given texts"),
        (X["name"].tolist(), "given texts"),
        (X.iloc[:0], "minimum of 1"),
    ],
    ids=["missing column", "array of texts", "list of texts", "no rows"],
)
def test_a_table_that_does_not_fit_the_rules_is_refused(table, message):
    """The error names what is missing and the nearest names there are."""
    with pytest.raises(ContractError, match=message):
        RuleList(RULES, otherwise="middle").fit(table, Y[: len(table)])


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (X, "given a DataFrame"),
        (np.zeros((2, 2)), "given a ndarray"),
        (["a", None], "item 1 is None, a NoneType"),
        ("prize", "given a str"),
        ([], "minimum of 1"),
    ],
    ids=["table", "matrix", "missing text", "one string", "no texts"],
)
def test_items_that_are_no_texts_are_refused(texts, message):
    """The error says which item is off, or which view is needed."""
    with pytest.raises(ContractError, match=message):
        RuleList(TEXT_RULES, otherwise="ham").fit(texts, ["spam", "ham"])


@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 5)], ids=["one row", "many rows"])
def test_names_where_a_number_is_needed_are_an_error(rows):
    """Alone or in a batch, the error names the column and what it holds."""
    fitted = RuleList(RULES, otherwise="middle").fit(X, Y)
    spoiled = X.assign(size=["11", "2", "5", "1", "12"])

    with pytest.raises(ContractError, match=r"column\('size'\).*'11'"):
        fitted.predict(spoiled[rows])


@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 2)], ids=["one row", "many rows"])
def test_names_cannot_be_added(rows):
    """Python would join them; alone or in a batch it is an error instead."""
    numbers = pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, 2.0]})
    rules = [Rule(1, column("a") + column("b") == 2, because="test")]
    fitted = RuleList(rules, otherwise=0).fit(numbers, [1, 0])

    with pytest.raises(ContractError, match="'x'"):
        fitted.predict(numbers.astype(object).assign(a="x", b="y")[rows])


@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 2)], ids=["one row", "many rows"])
@pytest.mark.parametrize("gap", [None, np.nan, pd.NA])
def test_a_gap_that_training_did_not_have_is_a_missing_value(gap, rows):
    """Also where the column was of numbers in training and holds objects now."""
    numbers = pd.DataFrame({"a": [1.0, 2.0]})
    rules = [Rule(1, column("a") != 5, because="test")]
    fitted = RuleList(rules, otherwise=0).fit(numbers, [1, 0])
    with_gap = pd.DataFrame({"a": pd.Series([gap, 2], dtype=object)})

    assert fitted.predict(with_gap[rows])[0] == 0


def test_another_table_than_in_fit_is_an_error(fitted):
    """As everywhere in scikit-learn: the columns are those of the training table."""
    with pytest.raises(ValueError, match="feature names"):
        fitted.predict(X[["name", "size"]])
    with pytest.raises(ValueError, match="feature names"):
        fitted.predict(X.iloc[:1].rename(columns={"name": "title"}))


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([1, 2, 1, 2, 1], "'big', 'small', 'middle', which no training item has.*1, 2"),
        (["big", "small", "middle"], "3 labels for 5 items"),
        (None, "y to be passed"),
    ],
)
def test_labels_that_do_not_fit_the_rules_are_refused(y, message):
    """Labels of another type than the training items' are named with those they have."""
    with pytest.raises(ContractError, match=message):
        RuleList(RULES, otherwise="middle").fit(X, y)


def test_rules_whose_label_no_training_item_has_still_decide():
    """With few labels some class may be missing: rules decide as ever, and say what they miss."""
    y = ["big", "small", "big", "small", "big"]
    with pytest.warns(UserWarning, match="'middle', which no training item has.*'small'"):
        rules = RuleList(RULES, otherwise="middle").fit(X, y)

    assert rules.classes_.tolist() == ["big", "middle", "small"]
    assert "middle" in rules.predict(X)
    assert np.allclose(rules.predict_proba(X).sum(axis=1), 1)


@pytest.mark.parametrize("because", ["", "  ", None])
def test_a_rule_without_a_reason_is_refused(because):
    """Rules are knowledge: each says where it comes from in the domain."""
    with pytest.raises(ContractError, match="because"):
        Rule("big", column("size") > 3, because=because)


def test_what_is_no_rule_is_refused():
    """A forgotten Rule(…) or condition is named where it stands."""
    with pytest.raises(TypeError, match="not a condition"):
        Rule("big", True, because="test")
    with pytest.raises(TypeError, match="line 0"):
        RuleList([column("size") > 3], otherwise="big").fit(X, Y)


def test_the_rule_language_does_not_import_torch():
    """Rules must start fast."""
    code = "import sys, triptych.paradigms.rules; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
