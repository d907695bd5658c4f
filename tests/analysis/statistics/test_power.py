import numpy as np
import pytest
from statsmodels.stats.power import TTestPower

from triptych.analysis.statistics.power import power, tasks_needed

PLANNED = {6: 0.41, 12: 0.70, 20: 0.89}
"""docs/statistics.md: a mean of 3 points against 1, at a spread of 3 points between tasks."""


@pytest.mark.parametrize(("tasks", "expected"), PLANNED.items())
def test_the_power_is_as_documented(tasks, expected):
    """And as statsmodels computes it."""
    computed = power(tasks, excess=2.0, spread=3.0)
    reference = TTestPower().power(2 / 3, tasks, 0.05, alternative="larger")

    assert computed == pytest.approx(reference, abs=1e-9)
    assert round(computed, 2) == expected


@pytest.mark.parametrize("tasks", PLANNED)
def test_the_power_is_what_happens(tasks):
    """The share of simulated studies whose 90 % interval lies above 1 point."""
    effects = np.random.default_rng(1).normal(3, 3, (20_000, tasks))
    mean, error = effects.mean(axis=1), effects.std(axis=1, ddof=1) / np.sqrt(tasks)
    critical = {6: 2.015, 12: 1.796, 20: 1.729}[tasks]

    assert np.mean(mean - critical * error > 1) == pytest.approx(PLANNED[tasks], abs=0.015)


def test_enough_tasks_are_the_fewest_that_have_the_power():
    """One task fewer would not do; what is not there cannot be found."""
    needed = tasks_needed(excess=2.0, spread=3.0)

    assert needed == 16
    assert power(15, excess=2.0, spread=3.0) < 0.8 <= power(16, excess=2.0, spread=3.0)
    assert tasks_needed(excess=-0.1, spread=3.0) is None
    assert tasks_needed(excess=0.01, spread=30.0) is None


@pytest.mark.parametrize("tasks", [0, 1])
def test_fewer_than_two_tasks_have_no_power(tasks):
    """Nor any warning."""
    assert power(tasks, excess=5.0, spread=1.0) == 0.0


def test_the_extremes_are_defined():
    """No spread, and an effect far beyond doubt."""
    assert power(3, excess=1.0, spread=0.0) == 1.0
    assert power(3, excess=-1.0, spread=0.0) == 0.0
    assert power(20, excess=500.0, spread=0.1) == 1.0
