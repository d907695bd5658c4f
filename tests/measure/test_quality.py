import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from triptych.errors import ContractError
from triptych.measure.quality import confusion, item_cost, loss, score, score_of_confusion
from triptych.metric import (
    accuracy,
    balanced_accuracy,
    f1,
    macro_f1,
    mean_absolute_error,
    mean_cost,
)

CLASSES = ("ham", "spam", "other")
OF_CLASSES = [
    pytest.param(accuracy(), metrics.accuracy_score, id="accuracy"),
    pytest.param(balanced_accuracy(), metrics.balanced_accuracy_score, id="balanced accuracy"),
    pytest.param(
        f1("spam"),
        lambda truth, answer: metrics.f1_score(
            truth, answer, labels=[1], average="macro", zero_division=0
        ),
        id="f1",
    ),
    pytest.param(
        macro_f1(),
        lambda truth, answer: metrics.f1_score(truth, answer, average="macro", zero_division=0),
        id="macro f1",
    ),
]


def answers(least=1):
    return st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=least).map(
        lambda pairs: np.array(pairs, dtype=np.int32).T
    )


@pytest.mark.filterwarnings("ignore:y_pred contains classes")
@pytest.mark.filterwarnings("ignore:A single label was found")
@pytest.mark.parametrize(("metric", "reference"), OF_CLASSES)
@given(pairs=answers())
def test_scores_agree_with_scikit_learn(metric, reference, pairs):
    """Whatever is answered, absent classes and constant answers included."""
    truth, prediction = pairs

    ours = score(metric, truth, prediction, classes=CLASSES)

    assert ours == pytest.approx(reference(truth, prediction), abs=1e-9)


def test_mean_absolute_error_agrees_with_scikit_learn():
    """A regression is judged by the mean distance."""
    random = np.random.default_rng(0)
    truth, prediction = random.normal(size=(2, 50))

    ours = score(mean_absolute_error("euros"), truth, prediction, classes=None)

    assert ours == pytest.approx(metrics.mean_absolute_error(truth, prediction), abs=1e-9)


def test_mean_cost_looks_decisions_up():
    """The entry at (truth, decision) is what an item costs."""
    costs = np.array([[0.0, 1.0], [5.0, 0.0]])
    truth, prediction = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])

    assert item_cost(truth, prediction, costs).tolist() == [0.0, 1.0, 5.0, 0.0]
    assert score(mean_cost(), truth, prediction, classes=("good", "bad"), costs=costs) == 1.5


@given(pairs=answers())
def test_accuracy_is_one_minus_the_mean_loss(pairs):
    """Scores and recorded losses tell the same story."""
    truth, prediction = pairs

    ours = score(accuracy(), truth, prediction, classes=CLASSES)

    assert ours == pytest.approx(1 - loss(accuracy(), truth, prediction).mean(), abs=1e-12)


@pytest.mark.parametrize("metric", [balanced_accuracy(), f1("spam"), macro_f1()])
def test_many_confusions_are_scored_at_once(metric):
    """A stack of confusion counts gives the scores that each gives alone."""
    random = np.random.default_rng(1)
    stack = random.integers(0, 9, size=(4, 5, 3, 3)).astype(float)

    together = score_of_confusion(metric, stack, CLASSES)

    alone = [[float(score_of_confusion(metric, one, CLASSES)) for one in row] for row in stack]
    assert together.tolist() == alone


def test_confusion_counts_truth_in_rows():
    """The same layout as scikit-learn's."""
    truth, prediction = np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0])

    ours = confusion(truth, prediction, 3)

    assert ours.tolist() == metrics.confusion_matrix(truth, prediction).tolist()


@pytest.mark.parametrize(
    ("metric", "truth", "prediction", "classes", "complaint"),
    [
        pytest.param(accuracy(), [0, 1], [0], CLASSES, "one answer for each", id="lengths"),
        pytest.param(accuracy(), [], [], CLASSES, "at least one item", id="nothing"),
        pytest.param(accuracy(), [0], [3], CLASSES, "prediction must hold", id="unknown class"),
        pytest.param(accuracy(), [0], [-1], CLASSES, "prediction must hold", id="negative"),
        pytest.param(accuracy(), [0.0], [0.0], CLASSES, "truth must hold", id="not integers"),
        pytest.param(accuracy(), [0], [0], None, "a regression", id="regression"),
        pytest.param(f1("eggs"), [0], [0], CLASSES, "'eggs' is not a class", id="positive"),
        pytest.param(mean_cost(), [0], [0], CLASSES, "Dataset.costs", id="no costs"),
    ],
)
def test_answers_that_do_not_fit_are_refused(metric, truth, prediction, classes, complaint):
    """One sentence says what was expected and what came."""
    with pytest.raises(ContractError, match=complaint):
        score(metric, np.array(truth), np.array(prediction), classes=classes)
