import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.base import clone
from sklearn.svm import SVC

from triptych.paradigms.classical.kernel import GaussianSVC, support_vectors


def items(seed: int, classes: int, count: int = 60):
    random = np.random.default_rng(seed)
    y = np.arange(count) % classes
    return random.normal(size=(count, 5)) + y[:, None] * 0.7, np.array(list("abcdef"))[y]


@settings(max_examples=25)
@given(seed=st.integers(0, 1000), classes=st.integers(2, 6), gamma=st.floats(0.01, 2.0))
def test_decisions_are_those_of_libsvm(seed, classes, gamma):
    """For any number of classes, the same values and the same labels as scikit-learn's SVC."""
    X, y = items(seed, classes)
    others, _ = items(seed + 1, classes)
    own = GaussianSVC(C=2.0, gamma=gamma).fit(X, y)
    libsvm = SVC(C=2.0, gamma=gamma, break_ties=True).fit(X, y)

    assert own.decision_function(others) == pytest.approx(
        libsvm.decision_function(others), abs=1e-9
    )
    assert own.predict(others).tolist() == libsvm.predict(others).tolist()


def test_one_item_is_decided_as_in_a_batch():
    """How many are asked about at once does not matter."""
    X, y = items(0, 3)
    fitted = support_vectors(2.0, 0.1, seed=0).fit(X, y)
    single = np.vstack([fitted.predict_proba(X[place : place + 1]) for place in range(len(X))])

    assert single == pytest.approx(fitted.predict_proba(X), abs=1e-9)


def test_it_is_an_svc_to_others():
    """It can be cloned, takes sparse tables, and refuses items of another width as SVC does."""
    X, y = items(0, 3)
    fitted = clone(GaussianSVC(C=3.0, gamma=0.2)).fit(sparse.csr_array(X), y)
    assert (
        fitted.predict(sparse.csr_array(X)).tolist() == fitted.predict(sparse.csr_array(X)).tolist()
    )
    assert (fitted.C, fitted.gamma) == (3.0, 0.2)
    with pytest.raises(ValueError, match="5 features"):
        GaussianSVC().fit(X, y).predict(X[:, :2])
