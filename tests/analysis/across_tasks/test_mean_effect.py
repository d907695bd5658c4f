import numpy as np
import pytest
from scipy import stats

from triptych.analysis.across_tasks.mean_effect import mean_effect
from triptych.errors import DataError

EFFECTS = [2.0, -1.5, 4.0, 0.5, 7.0, 3.5]


def test_the_interval_is_students_over_tasks():
    """As scipy computes it for the same effects, and so are the p-values."""
    mean = mean_effect(EFFECTS, [0.1] * 6)
    tested = stats.ttest_1samp(EFFECTS, 1.0, alternative="greater")

    assert mean.interval == pytest.approx(
        tuple(stats.t.interval(0.9, 5, np.mean(EFFECTS), stats.sem(EFFECTS))), abs=1e-9
    )
    assert mean.p_at_most(1.0) == pytest.approx(tested.pvalue, abs=1e-9)
    assert mean.p_at_least(1.0) == pytest.approx(1 - tested.pvalue, abs=1e-9)
    assert mean.spread == pytest.approx(np.std(EFFECTS, ddof=1))


def test_beside_the_mean_stand_a_median_and_what_one_task_does_to_it():
    """Hodges and Lehmann's estimate, and the range of the mean without each task."""
    mean = mean_effect([0.0, 1.0, 11.0], [1.0] * 3)

    assert mean.median == 3.25  # of 0, 0.5, 1, 5.5, 6 and 11
    assert mean.without_one == (0.5, 6.0)


def test_the_bootstrap_agrees_where_tasks_are_many():
    """Tasks and their own errors resampled: much the same interval, and the same each time."""
    random = np.random.default_rng(4)
    effects = random.normal(2, 3, 60)
    mean = mean_effect(effects, np.full(60, 0.5))

    assert mean.bootstrap == pytest.approx(mean.interval, abs=0.25)
    assert mean.bootstrap == mean_effect(effects, np.full(60, 0.5)).bootstrap


def test_effects_that_agree_by_chance_show_no_certainty():
    """Tasks that all say the same are as uncertain as their own standard errors make them."""
    mean = mean_effect([2.0, 2.0, 2.0, 2.0], [1.0, 1.0, 1.0, 1.0])

    assert mean.sampling.standard_error == 0.5
    assert mean_effect([2.0, 2.0], [0.0, 0.0]).interval == (2.0, 2.0)


def test_one_task_says_nothing_of_others():
    """Its interval has no end, and nothing is shown."""
    mean = mean_effect([5.0], [0.1])

    assert mean.interval == (-np.inf, np.inf)
    assert mean.p_at_most(0) == mean.p_at_least(0) == 0.5
    assert (mean.median, mean.spread, mean.without_one) == (5.0, 0.0, None)


@pytest.mark.parametrize(
    ("effects", "errors"), [([], []), ([1.0, np.nan], [1.0, 1.0]), ([1.0, 2.0], [1.0, np.inf])]
)
def test_no_effect_or_none_that_is_a_number_is_refused(effects, errors):
    """A mean of nothing is nothing."""
    with pytest.raises(DataError):
        mean_effect(effects, errors)
