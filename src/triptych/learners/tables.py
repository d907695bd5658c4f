"""Classical learners on the table, from items with answers alone or from others too."""

import warnings
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.semi_supervised import LabelSpreading, SelfTrainingClassifier

from triptych.estimator import View
from triptych.reference.table import plain, standardised

Labels = npt.NDArray[Any]

_UNLABELLED: Final = -1
"""scikit-learn's mark of items without an answer."""

_MOST_ITERATIONS: Final = 1000

_SMALLEST_CHANGE: Final = 1e-9
"""So that answers reach items that many neighbours are between: they are halved at each."""


@final
class LabelsAlone:
    """A model on the standardised table that items without answers do not reach.

    model   a classifier of scikit-learn
    """

    reads: View = "table"

    def __init__(self, model: Any) -> None:
        self.model = model

    def fit(self, X: pd.DataFrame, y: Labels) -> Self:
        """Learn from n items and their class names (n,)."""
        self.estimator_ = make_pipeline(standardised(), self.model).fit(plain(X), y)
        return self

    def fit_semi_supervised(self, X: pd.DataFrame, y: Labels, unlabelled: pd.DataFrame) -> Self:
        """Learn from the items with answers, as if there were no others."""
        return self.fit(X, y)

    def predict(self, X: pd.DataFrame) -> Labels:
        """The class of each item (n,)."""
        return np.asarray(self.estimator_.predict(plain(X)))


@final
class LabelsAndOthers:
    """A semi-supervised model on the table, standardised by all items that are given.

    model   a semi-supervised classifier of scikit-learn: it reads -1 as no answer
    """

    reads: View = "table"

    def __init__(self, model: Any) -> None:
        self.model = model

    def fit(self, X: pd.DataFrame, y: Labels) -> Self:
        """Learn from n items and their class names (n,), with no others."""
        return self.fit_semi_supervised(X, y, X.iloc[:0])

    def fit_semi_supervised(self, X: pd.DataFrame, y: Labels, unlabelled: pd.DataFrame) -> Self:
        """Learn from n items and their class names (n,), and from m items without."""
        self.classes_, numbers = np.unique(y, return_inverse=True)
        answers = np.concatenate([numbers, np.full(len(unlabelled), _UNLABELLED)])
        prepared = standardised()
        rows = prepared.fit_transform(plain(pd.concat([X, unlabelled], ignore_index=True)))
        rows = rows.toarray() if hasattr(rows, "toarray") else rows
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            self.model.fit(rows, answers)
        self.prepared_, self.estimator_ = prepared, self.model
        return self

    def predict(self, X: pd.DataFrame) -> Labels:
        """The class of each item (n,)."""
        rows = self.prepared_.transform(plain(X))
        rows = rows.toarray() if hasattr(rows, "toarray") else rows
        with np.errstate(invalid="ignore"):
            # Items that no chain of neighbours joins to an answer are left to the first class.
            return np.asarray(self.classes_[self.estimator_.predict(rows)])


def logistic_alone() -> LabelsAlone:
    """Logistic regression: what `self_training` and rules as labelling functions are held to."""
    return LabelsAlone(LogisticRegression(max_iter=_MOST_ITERATIONS))


def nearest_alone() -> LabelsAlone:
    """The nearest item with an answer: what `label_spreading` is held to."""
    return LabelsAlone(KNeighborsClassifier(n_neighbors=1))


def self_training() -> LabelsAndOthers:
    """Logistic regression that takes its guesses above .75 for answers, until none is left.

    With scikit-learn's default settings (Yarowsky, ACL 1995).
    """
    return LabelsAndOthers(SelfTrainingClassifier(LogisticRegression(max_iter=_MOST_ITERATIONS)))


def label_spreading() -> LabelsAndOthers:
    """Answers that spread from each item to its ten nearest (Zhou and others, NeurIPS 2003).

    Ten neighbours, and half of each item's answer from them: chosen in the author's parts of
    digits, breast_cancer, wine, dtmf and code_or_prose, with 20 and 50 labels, among 5, 7, 10 and
    15 neighbours and .2, .5, .8 and .95. There 15 were better on code_or_prose and 5 on wine.
    """
    return LabelsAndOthers(
        LabelSpreading(
            kernel="knn", n_neighbors=10, alpha=0.5, max_iter=_MOST_ITERATIONS, tol=_SMALLEST_CHANGE
        )
    )
