import numpy as np
import pytest
import torch
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import make_classification
from sklearn.ensemble import (
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
    VotingClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from skorch import NeuralNetClassifier
from torch import nn

from triptych.measure.read import read_for_a_decision

X, Y = make_classification(60, 4, n_informative=3, n_redundant=0, random_state=0)
X = X.astype(np.float32)


def stump():
    return DecisionTreeClassifier(max_depth=1, random_state=0)


@pytest.mark.parametrize(
    ("estimator", "expected"),
    [
        pytest.param(stump(), 1, id="tree"),
        pytest.param(RandomForestClassifier(3, max_depth=1), 3, id="forest"),
        pytest.param(GradientBoostingClassifier(n_estimators=4, max_depth=1), 4, id="boosting"),
        pytest.param(
            HistGradientBoostingClassifier(max_iter=5, max_depth=1), 5, id="histogram boosting"
        ),
        pytest.param(LogisticRegression(), 4, id="linear"),
        pytest.param(make_pipeline(StandardScaler(), LogisticRegression()), 4, id="pipeline"),
        pytest.param(GridSearchCV(LogisticRegression(), {"C": [1.0]}), 4, id="search"),
        pytest.param(CalibratedClassifierCV(stump(), cv=3, ensemble=True), 3, id="calibrated"),
        pytest.param(
            VotingClassifier([("tree", stump()), ("linear", LogisticRegression())]), 5, id="vote"
        ),
        pytest.param(KNeighborsClassifier(3), 60 * 4, id="neighbours"),
        pytest.param(MLPClassifier((5,), max_iter=3), 4 * 5 + 5, id="perceptron"),
        pytest.param(GaussianNB(), None, id="of a kind that is not known"),
    ],
)
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_what_is_read_is_counted(estimator, expected):
    assert read_for_a_decision(estimator.fit(X, Y), X) == expected


def test_a_tree_is_read_along_the_paths_that_items_take():
    tree = DecisionTreeClassifier(random_state=0).fit(X, Y)
    paths = tree.decision_path(X).sum(axis=1) - 1

    assert read_for_a_decision(tree, X) == pytest.approx(paths.mean())


def test_trees_that_ask_nothing_read_nothing():
    """A root that is a leaf: known, and 0."""
    tree = DecisionTreeClassifier().fit(X, np.zeros(len(X)))

    assert read_for_a_decision(tree, X) == 0
    assert read_for_a_decision(VotingClassifier([("a", stump())]).fit(X, Y), X) == 1


def test_support_vectors_are_all_held_against_the_item():
    machine = SVC().fit(X, Y)

    vectors = len(machine.support_vectors_)
    assert read_for_a_decision(machine, X) == vectors * 4 + vectors


class Last(nn.Module):
    """A layer whose steps are read at the end, as of a recurrent network."""

    def __init__(self, make):
        super().__init__()
        self.layer = make()

    def forward(self, rows):
        made = self.layer(rows[:, None, :])
        return (made[0] if isinstance(made, tuple) else made)[:, -1, :2]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(lambda: nn.Linear(4, 2), 4 * 2, id="linear"),
        pytest.param(lambda: nn.GRU(4, 3, batch_first=True), (4 + 3) * 9, id="GRU"),
        pytest.param(lambda: nn.LSTM(4, 3, batch_first=True), (4 + 3) * 12, id="LSTM"),
        pytest.param(
            lambda: nn.TransformerEncoderLayer(4, 2, 8, batch_first=True),
            # queries, keys, values and output; one place attends to itself; two layers of 8
            4 * 4 * 4 + 2 * 4 + 2 * 4 * 8,
            id="attention",
        ),
    ],
)
def test_of_a_network_multiply_adds_are_counted(make, expected):
    net = NeuralNetClassifier(
        lambda: Last(make), criterion=nn.CrossEntropyLoss, max_epochs=1, verbose=0
    ).fit(X, Y)
    is_enabled = torch.backends.mkldnn.enabled

    assert read_for_a_decision(net, X) == expected
    assert torch.backends.mkldnn.enabled is is_enabled
