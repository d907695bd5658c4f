"""Models with default settings, made safe for any training part."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LinearRegression, LogisticRegression

from triptych.dataset import Dataset
from triptych.measure.size import size_of
from triptych.metric import accuracy, mean_cost
from triptych.reference.untuned import Untuned, costs_that_decide

X = np.arange(6.0)[:, None]


def test_a_class_that_occurs_alone_is_always_decided():
    """Scikit-learn's logistic regression refuses one class; the first window may have one."""
    alone = np.full(6, "no", dtype=object)
    model = Untuned(lambda items: items, LogisticRegression(), "raw").fit(X, alone)

    assert model.predict(X).tolist() == ["no"] * 6


def test_a_number_that_occurs_alone_is_fitted_as_any():
    """Only classes need two of a kind."""
    model = Untuned(lambda items: items, LinearRegression(), "raw").fit(X, np.full(6, 2.0))

    assert np.allclose(model.predict(X), 2.0)


def test_items_are_prepared_before_they_are_learned_and_before_they_are_answered():
    """Both see the same columns."""
    labels = np.array(["no", "yes"] * 3, dtype=object)
    model = Untuned(lambda items: items % 2, LogisticRegression(C=100), "raw").fit(X, labels)

    assert (model.predict(X) == labels).all()


def test_too_few_iterations_are_no_warning():
    """Untuned includes scikit-learn's number of iterations: a run says nothing of it."""
    labels = np.array(["no", "yes"] * 3, dtype=object)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        model = Untuned(lambda items: items * 1e3, LogisticRegression(max_iter=1), "raw")
        model.fit(X, labels)


def test_its_size_is_that_of_the_model_inside():
    """Two coefficients: the slope and the intercept."""
    labels = np.array(["no", "yes"] * 3, dtype=object)
    model = Untuned(lambda items: items, LogisticRegression(), "raw").fit(X, labels)

    assert size_of(model) == {"coefficients": 2.0}


def test_where_costs_are_the_metric_they_decide():
    """An error that costs nine times the other is avoided, though it is the likelier class."""
    labels = np.array(["no", "no", "yes"] * 20, dtype=object)
    items = np.zeros((60, 1))
    costs = np.array([[0.0, 1.0], [9.0, 0.0]])
    dataset = Dataset(raw=items, target=labels, classes=("no", "yes"), costs=costs)
    by_cost = costs_that_decide(mean_cost(), dataset)
    model = Untuned(lambda items: items, LogisticRegression(), "raw", by_cost).fit(items, labels)

    assert set(model.predict(items)) == {"yes"}
    assert costs_that_decide(accuracy(), dataset) is None
