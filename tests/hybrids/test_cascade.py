"""Promises of cascades: rules decide where training items show that they may, a model elsewhere."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta
from sklearn.dummy import DummyClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from triptych.dataset import Dataset
from triptych.errors import Unfit
from triptych.estimator import Fires, HasRulebook, offers
from triptych.fold import author_part
from triptych.hybrids.cascade import Cascade, trusted
from triptych.hybrids.known_items import KnownItems
from triptych.hybrids.views import Views
from triptych.paradigms.rules import Points, Procedure, Rule, RuleList, ScoreCard, column

ITEMS = 600
NUMBERS = np.arange(ITEMS) / ITEMS
RAW = pd.DataFrame({"x": NUMBERS, "noise": np.random.default_rng(0).permutation(NUMBERS)})
LABELS = np.where(NUMBERS > 0.5, "high", "low").astype(object)
DATA = Dataset(raw=RAW, target=LABELS, classes=("high", "low"))
ABOVE, BELOW = column("x") > 0.5, column("x") <= 0.5
OUTSIDE = np.setdiff1d(np.arange(ITEMS), author_part(DATA))


def cascade(rules, model, data=DATA):
    views = Views(rules, model, lambda raw: pd.DataFrame(raw))
    return Cascade(rules, model, views, KnownItems(data), seed=0)


def rule_list(first="high", second="low", otherwise="low"):
    rules = [
        Rule(first, ABOVE, because="it is above"),
        Rule(second, column("x") > 0.25, because="it is in the middle"),
    ]
    return RuleList(rules, otherwise=otherwise)


def test_perfect_rules_beside_a_model_that_guesses_decide_all():
    """Every rule has its share of about 100 items or more, of which none is wrong."""
    made = cascade(rule_list(), DummyClassifier()).fit(RAW, LABELS)

    assert made.predict(RAW).tolist() == LABELS.tolist()
    assert made.fires(RAW).tolist() == [[True, False]] * ITEMS
    assert len(made.trusted_) == 3


def test_bad_rules_beside_a_good_model_decide_nothing():
    """The answers are the model's, item by item."""
    model = DecisionTreeClassifier(random_state=0)
    made = cascade(rule_list("low", "high", "high"), model).fit(RAW, LABELS)

    assert made.predict(RAW).tolist() == LABELS.tolist()
    assert made.fires(RAW).tolist() == [[False, True]] * ITEMS


def test_no_bound_reaches_a_model_without_an_error():
    """Perfect rules are not shown to be as good as a model that was never wrong: it decides."""
    made = cascade(rule_list(), DecisionTreeClassifier(random_state=0)).fit(RAW, LABELS)

    assert made.trusted_ == set()


def test_each_rule_is_judged_by_itself():
    """One rule is right and one is wrong: the model has what the wrong one would decide."""
    made = cascade(rule_list("high", "high", "low"), DummyClassifier()).fit(RAW, LABELS)
    decided = made.fires(RAW)[:, 0]

    assert decided[NUMBERS > 0.5].all()
    assert not decided[(NUMBERS > 0.25) & (NUMBERS <= 0.5)].any()


def test_what_the_author_saw_speaks_for_no_rule():
    """Rules that know the author's answers by heart, and others' not, decide nothing."""
    author = np.zeros(ITEMS, dtype=bool)
    author[author_part(DATA)] = True
    known = set(RAW["noise"][author])

    def by_heart(row):
        right = "high" if row["x"] > 0.5 else "low"
        wrong = "low" if row["x"] > 0.5 else "high"
        return (right, "known") if row["noise"] in known else (wrong, "known")

    rules = Procedure(by_heart, ("high", "low"), reads="table")
    made = cascade(rules, DummyClassifier()).fit(RAW, LABELS)

    assert not made.fires(RAW)[:, 0].any()


def test_items_that_belong_together_do_not_flatter_the_model():
    """A nearest neighbour that has seen the twin of an item is not taken for a good model."""
    random = np.random.default_rng(1)
    raw = pd.DataFrame({"x": random.random(200).repeat(2), "noise": random.random(200).repeat(2)})
    labels = random.choice(["high", "low"], 200).repeat(2).astype(object)
    data = Dataset(raw=raw, target=labels, classes=("high", "low"), groups=np.arange(200).repeat(2))
    labels_of = dict(zip(raw["noise"], labels, strict=True))

    def nearly_right(row):
        label = labels_of[row["noise"]]
        other = "low" if label == "high" else "high"
        return (other if row["x"] < 0.2 else label), "told"

    rules = Procedure(nearly_right, ("high", "low"), reads="table")
    made = cascade(rules, KNeighborsClassifier(1), data).fit(raw, labels)

    assert len(made.trusted_) == 2  # reasons are beside the label: both are right more often


def test_points_are_the_ground_of_a_score_card():
    """What is decided at each sum of points is a rule of its own."""
    card = ScoreCard(
        ("low", "high"),
        [Points(1, ABOVE, because="above"), Points(2, column("x") > 0.75, because="far above")],
        threshold=1,
    )
    made = cascade(card, DummyClassifier()).fit(RAW, LABELS)

    assert made.trusted_ == {0.0, 1.0, 3.0}
    assert made.predict(RAW).tolist() == LABELS.tolist()


def test_too_few_items_of_a_class_leave_all_to_the_model():
    """Nobody can say how often the model is right of what it has not learned."""
    few = np.array([0, 1, 2, 599])
    made = cascade(rule_list(), DummyClassifier()).fit(RAW.iloc[few], LABELS[few])

    assert made.trusted_ == set()
    assert made.fires(RAW)[:, 1].all()


def test_who_decides_is_recorded_as_rules_that_fired_are():
    """Pages count both, and how rightly they decided."""
    made = cascade(rule_list(), DummyClassifier()).fit(RAW, LABELS)

    assert offers(made, Fires)
    assert offers(made, HasRulebook)
    assert [line["says"] for line in made.rulebook()] == ["rules", "model"]
    assert made.size() == {"trusted grounds": 3.0}


def test_rules_that_do_not_say_who_decided_cannot_be_first():
    class Silent:
        def fit(self, X, y):
            return self

        def predict(self, X):
            return np.full(len(X), "low", dtype=object)

    with pytest.raises(Unfit, match="does not tell which rule decided"):
        cascade(Silent(), DummyClassifier()).fit(RAW, LABELS)


def test_a_model_that_scikit_learn_cannot_validate_has_no_cascade():
    class Plain:
        def fit(self, X, y):
            return self

        def predict(self, X):
            return np.full(len(X), "low", dtype=object)

    with pytest.raises(Unfit, match="the classical Plain is no estimator of scikit-learn"):
        cascade(rule_list(), Plain()).fit(RAW, LABELS)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans()), min_size=1, max_size=60)
)
def test_the_bound_is_clopper_and_pearsons(items):
    """Of each ground the 5 % quantile of beta(hits, misses + 1) decides, against the same items."""
    grounds, right, model_right = (np.array(part) for part in zip(*items, strict=True))
    found = trusted(grounds, right, model_right)

    for ground in np.unique(grounds):
        same = grounds == ground
        hits, misses = right[same].sum(), (~right[same]).sum()
        bound = beta.ppf(0.05, hits, misses + 1) if hits else 0.0
        share = model_right[same].mean()
        if abs(bound - share) > 1e-9:
            assert (ground in found) is bool(bound >= share)
