import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from triptych.analysis.statistics.sampling import StudentT, bootstrap, student_t
from triptych.errors import DataError
from triptych.measure.quality import confusion, score_of_confusion
from triptych.metric import balanced_accuracy, f1, macro_f1

CLASSES = ("a", "b", "c")


@given(
    estimate=st.floats(-5, 5),
    error=st.floats(0.01, 5),
    degrees=st.floats(1, 500),
    value=st.floats(-5, 5),
)
def test_student_t_agrees_with_scipy(estimate, error, degrees, value):
    """Bounds and tail probability are those of Student's t, for degrees that are not whole."""
    sampling = StudentT(estimate, error, degrees)
    reference = stats.t(degrees, loc=estimate, scale=error)

    assert sampling.bounds(0.95) == pytest.approx(reference.interval(0.95), rel=1e-9)
    expected = stats.t.sf((estimate - value) / error, degrees)
    assert sampling.p_at_most(value) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_an_empty_matrix_is_refused():
    """There is no distribution of nothing."""
    with pytest.raises(DataError, match="seeds x items"):
        student_t(np.empty((0, 3)))


def naive_bootstrap(metric, truth, predictions, resamples, random):
    """Draw seeds and items one by one, as the textbook does."""
    seeds, items = predictions.shape
    drawn = []
    for _ in range(resamples):
        rows = random.integers(0, seeds, seeds)
        columns = random.integers(0, items, items)
        scores = [
            score_of_confusion(
                metric, confusion(truth[columns], predictions[row, columns], len(CLASSES)), CLASSES
            )
            for row in rows
        ]
        drawn.append(np.mean(scores))
    return np.array(drawn)


@pytest.mark.parametrize("metric", [balanced_accuracy(), f1("b"), macro_f1()])
def test_weights_are_the_same_lottery_as_drawing_items(metric):
    """Counting patterns of answers changes nothing but the time it takes."""
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 120)
    right = random.random((4, 120)) < np.array([0.7, 0.8, 0.75, 0.9])[:, None]
    predictions = np.where(right, truth, random.integers(0, 3, (4, 120)))

    ours = bootstrap(metric, truth, predictions, CLASSES).replicates
    naive = naive_bootstrap(metric, truth, predictions, 1500, random)

    assert ours.mean() == pytest.approx(naive.mean(), abs=5 * naive.std() / np.sqrt(1500))
    assert ours.std() == pytest.approx(naive.std(), rel=0.12)


def test_a_difference_is_bootstrapped_on_the_same_resamples():
    """A contender against itself differs by nothing in every resample."""
    random = np.random.default_rng(1)
    truth, predictions = random.integers(0, 3, 50), random.integers(0, 3, (3, 50))

    sampling = bootstrap(macro_f1(), truth, predictions, CLASSES, minus=predictions)

    assert not sampling.replicates.any()


def test_the_bootstrap_repeats_itself():
    """The same answers always give the same interval."""
    random = np.random.default_rng(2)
    truth, predictions = random.integers(0, 3, 50), random.integers(0, 3, (3, 50))

    first, second = (bootstrap(f1("a"), truth, predictions, CLASSES) for _ in range(2))

    assert (first.replicates == second.replicates).all()
    assert first.p_at_most(-1) == 1 / 2001
