import subprocess
import sys

import numpy as np
import pytest
import torch
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import make_column_transformer
from sklearn.datasets import make_classification
from sklearn.ensemble import (
    BaggingClassifier,
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
    VotingClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from skorch import NeuralNetClassifier

from triptych.measure.size import size_of

X, Y = make_classification(60, 4, n_informative=3, n_redundant=0, random_state=0)
X = X.astype(np.float32)


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 2)

    def forward(self, rows):
        return torch.softmax(self.layer(rows), dim=-1)


def stump(**options):
    return DecisionTreeClassifier(max_depth=1, random_state=0, **options)


@pytest.mark.parametrize(
    ("estimator", "expected"),
    [
        pytest.param(stump(), {"trees": 1, "leaves": 2}, id="tree"),
        pytest.param(
            RandomForestClassifier(3, max_depth=1, random_state=0),
            {"trees": 3, "leaves": 6},
            id="forest",
        ),
        pytest.param(
            GradientBoostingClassifier(n_estimators=4, max_depth=1),
            {"trees": 4, "leaves": 8},
            id="boosting",
        ),
        pytest.param(
            HistGradientBoostingClassifier(max_iter=5, max_leaf_nodes=2, min_samples_leaf=5),
            {"trees": 5, "leaves": 10},
            id="histogram boosting",
        ),
        pytest.param(
            BaggingClassifier(stump(), n_estimators=3, random_state=0),
            {"trees": 3, "leaves": 6},
            id="bagging",
        ),
        pytest.param(LogisticRegression(), {"coefficients": 5}, id="linear"),
        pytest.param(
            make_pipeline(StandardScaler(), LogisticRegression()),
            {"coefficients": 5},
            id="pipeline",
        ),
        pytest.param(
            make_pipeline(
                make_column_transformer((StandardScaler(), [0, 1]), remainder="passthrough"),
                stump(),
            ),
            {"trees": 1, "leaves": 2},
            id="columns",
        ),
        pytest.param(
            GridSearchCV(LogisticRegression(), {"C": [1.0, 2.0]}), {"coefficients": 5}, id="search"
        ),
        pytest.param(
            VotingClassifier([("tree", stump()), ("line", LogisticRegression())]),
            {"trees": 1, "leaves": 2, "coefficients": 5},
            id="vote",
        ),
        pytest.param(
            CalibratedClassifierCV(stump(), cv=2), {"trees": 2, "leaves": 4}, id="calibrated"
        ),
        pytest.param(KNeighborsClassifier(), {"stored items": 60}, id="neighbours"),
        pytest.param(
            MLPClassifier((3,), max_iter=300, tol=1e9), {"parameters": 4 * 3 + 3 + 3 + 1}, id="mlp"
        ),
        pytest.param(
            NeuralNetClassifier(Network, max_epochs=1, verbose=0), {"parameters": 10}, id="skorch"
        ),
        pytest.param(
            make_pipeline(StandardScaler(), NeuralNetClassifier(Network, max_epochs=1, verbose=0)),
            {"parameters": 10},
            id="skorch in a pipeline",
        ),
    ],
)
def test_fitted_estimators_are_counted_in_their_own_terms(estimator, expected):
    """Leaves, coefficients, stored items, weights: wrapped or not."""
    assert size_of(estimator.fit(X, Y)) == expected


def test_support_vectors_are_counted():
    """A kernel machine is as large as what it keeps of the training items."""
    machine = SVC().fit(X, Y)

    assert size_of(machine) == {"support vectors": len(machine.support_vectors_)}


def test_a_contender_may_count_itself():
    """What the author says comes before anything found by looking."""

    class Rules:
        tree_ = None

        def size(self):
            return {"rules": 3, "conditions": 7}

    assert size_of(Rules()) == {"rules": 3.0, "conditions": 7.0}


def test_the_unknown_has_no_size():
    """Nothing countable known is an empty answer, not a guess."""
    assert size_of(object()) == {}


def test_counting_imports_neither_torch_nor_scikit_learn():
    """A trial of a rule system must not pay for torch."""
    code = (
        "import sys; from triptych.measure.size import size_of; size_of(object());"
        "sys.exit('torch' in sys.modules or 'sklearn' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
