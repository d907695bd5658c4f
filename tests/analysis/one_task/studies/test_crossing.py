import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.optimize import isotonic_regression

from triptych.analysis.one_task.studies.crossing import Crossing, crossing
from triptych.errors import DataError

SIZES = [100, 200, 400, 800, 1600]


def curves(levels, *, seeds=3, items=400, spread=0.3, random_state=0):
    """Advantages around a level for each size, whose mean over seeds and items is known."""
    random = np.random.default_rng(random_state)
    return np.reshape(levels, (-1, 1, 1)) + spread * random.normal(size=(len(levels), seeds, items))


def flat(levels):
    """Advantages that do not scatter at all."""
    return np.broadcast_to(np.reshape(levels, (-1, 1, 1)), (len(levels), 2, 8)).astype(float)


def test_a_crossing_is_a_range_around_the_truth():
    """The challenger draws level at the geometric mean of two sizes."""
    found = crossing(SIZES, curves([-0.2, -0.1, -0.03, 0.03, 0.1]))

    assert 400 < found.low < np.sqrt(400 * 800) < found.high < 800
    assert found.in_words().startswith("between ")


@pytest.mark.parametrize(
    ("levels", "where"),
    [
        pytest.param([-2, -1, 1, 2, 3], np.sqrt(200 * 400), id="between two sizes"),
        pytest.param([-2, -1, 0, 1, 3], 400.0, id="at a size"),
        pytest.param([-2, 1, -1, 1, 3], 400.0, id="not where it only rises for a while"),
        pytest.param([1, 1, 2, 2, 3], 0.0, id="ahead from the start"),
        pytest.param([-3, -2, -2, -1, -1], np.inf, id="never within the range"),
        pytest.param([0, 0, 0, 0, 0], np.inf, id="ties are not ahead"),
    ],
)
def test_without_scatter_the_last_change_of_sign_is_it(levels, where):
    """Interpolated over the logarithm of the size, on the rising curve nearest to the data."""
    found = crossing(SIZES, flat(levels), resamples=20)

    assert found.low == pytest.approx(where)
    assert found.high == pytest.approx(where)


@settings(max_examples=60)
@given(levels=arrays.arrays(float, st.integers(2, 9), elements=st.floats(-5, 5, width=16)))
def test_the_rising_curve_is_that_of_isotonic_regression(levels):
    """The crossing of the raw curve is that of scipy's isotonic fit to it."""
    rising = isotonic_regression(levels).x
    if np.any((rising != 0) & (np.abs(rising) < 1e-9)):
        return  # a sign that hangs on the last bit
    sizes = 2.0 ** np.arange(len(levels))

    assert crossing(sizes, flat(levels), resamples=2).low == pytest.approx(
        crossing(sizes, flat(rising), resamples=2).low
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (203.0, 1588.0, "between 200 and 1,600 labels"),
        (0.0, 0.0, "from the start, 100 labels"),
        (0.0, 380.0, "from 380 labels on at the latest, maybe from the start"),
        (380.0, np.inf, "not before 380 labels, if within the range measured, 100 to 1,600 labels"),
        (np.inf, np.inf, "not within the range measured, 100 to 1,600 labels"),
        (0.0, np.inf, "cannot be said from 100 to 1,600 labels"),
        (401.0, 402.0, "between 400 and 410 labels"),
    ],
)
def test_a_crossing_is_told_in_words(low, high, words):
    """Never one exact number, and never more than was measured."""
    assert Crossing(low=low, high=high, smallest=100, largest=1600, seeds=3).in_words() == words


@pytest.mark.parametrize(
    ("sizes", "advantage"),
    [
        pytest.param([100], np.zeros((1, 2, 3)), id="one size"),
        pytest.param([100, 100], np.zeros((2, 2, 3)), id="sizes that do not rise"),
        pytest.param([0, 100], np.zeros((2, 2, 3)), id="no labels at all"),
        pytest.param([100, 200], np.zeros((3, 2, 3)), id="more curves than sizes"),
        pytest.param([100, 200], np.zeros((2, 0, 3)), id="no seed"),
        pytest.param([100, 200], np.full((2, 2, 3), np.nan), id="nan"),
    ],
)
def test_what_makes_no_curve_is_refused(sizes, advantage):
    """Better no range than one of something else."""
    with pytest.raises(DataError, match="crossing"):
        crossing(sizes, advantage)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("shape", [(2, 1, 10), (5, 3, 6)])
def test_one_seed_is_no_trouble(shape):
    """Little to resample is a range all the same."""
    advantage = np.linspace(-1, 1, shape[0])[:, None, None] + np.zeros(shape)

    found = crossing(2.0 ** np.arange(shape[0]), advantage, resamples=50)

    assert found.low == found.high > 0
    assert found.seeds == shape[1]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("items", [1, 5])
def test_so_few_items_say_nothing_of_a_crossing(items):
    """One item crosses somewhere, and tells of no other: no range from 200 to 200 labels."""
    advantage = np.linspace(-1, 1, 5)[:, None, None] + np.zeros((5, 3, items))

    found = crossing(SIZES, advantage, resamples=50)

    assert (found.low, found.high) == (0, np.inf)
    assert found.in_words().startswith("cannot be said")


@pytest.mark.slow
def test_the_range_covers():
    """Of 300 studies with five seeds 93 in 100 ranges or more hold the true crossing."""
    truth = np.sqrt(400 * 800)
    held = 0
    for study in range(300):
        random = np.random.default_rng(study)
        advantage = curves([-0.1, -0.05, -0.02, 0.02, 0.06], seeds=5, items=200, random_state=study)
        advantage += 0.01 * random.normal(size=(5, 5, 1))
        found = crossing(SIZES, advantage, resamples=500)
        held += found.low <= truth <= found.high

    assert held / 300 >= 0.93
