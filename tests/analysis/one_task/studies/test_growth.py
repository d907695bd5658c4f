"""Promises of growth: a power law is found, and what is no line has a wide interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from triptych.analysis.one_task.studies.growth import growth, growths
from triptych.cell import Cell
from triptych.results.record import Record

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)


@given(st.floats(0, 3), st.floats(1e-6, 1e3))
def test_a_power_law_is_found(exponent, factor):
    """Whatever the factor: seconds or milliseconds."""
    found = growth("rules", "fit", [(size, factor * size**exponent) for size in SIZES])

    assert found.exponent == pytest.approx(exponent, abs=1e-9)
    assert found.low <= found.exponent <= found.high


def test_the_interval_is_students():
    """The slope and its standard error by the textbook, with three degrees of freedom."""
    seconds = [0.1, 0.25, 1.2, 2.9, 11.0]
    found = growth("deep", "fit", list(zip(SIZES, seconds, strict=True)))
    x, y = np.log(SIZES), np.log(seconds)
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    rest = y - y.mean() - slope * (x - x.mean())
    error = np.sqrt(np.sum(rest**2) / 3 / np.sum((x - x.mean()) ** 2))

    assert found.exponent == pytest.approx(slope)
    assert found.high - found.low == pytest.approx(2 * stats.t.ppf(0.975, 3) * error)


def test_nine_in_ten_five_times_hold_the_power():
    """Of 400 lines with noise about 95 % of the intervals hold the exponent."""
    random = np.random.default_rng(0)
    held = 0
    for _ in range(400):
        noisy = [(size, size**1.2 * np.exp(random.normal(0, 0.2))) for size in SIZES]
        found = growth("deep", "fit", noisy)
        held += found.low <= 1.2 <= found.high

    assert 0.92 <= held / 400 <= 0.98


def test_two_numbers_have_no_exponent():
    """Through two points any line goes."""
    assert growth("deep", "fit", [(1_000, 1.0), (3_000, 3.0)]).exponent is None


def test_a_run_tells_each_quantity_of_each_contender(made_run):
    """Means over seeds of done trials; a time of 0 and memory that nobody knows have no point."""

    def record(size, seed=0, **values):
        cell = Cell("task", "rules", "scale", size, seed)
        return Record(cell=cell, key=f"{size}-{seed}", status="done", test_items=4, **values)

    records = [
        record(1_000, cpu_seconds=3.0, fit_cpu_seconds=1.0, fit_bytes=500),
        record(3_000, cpu_seconds=5.0, fit_cpu_seconds=3.0),
        record(10_000, cpu_seconds=12.0, fit_cpu_seconds=10.0),
        record(30_000),
    ]
    run = made_run(
        {("rules", "supervised", None): np.zeros(4, int)}, np.zeros(4, int), records=records
    )
    found = {one.quantity: one for one in growths(run, "task", "scale")}

    assert found["fit"].points == ((1_000, 1.0), (3_000, 3.0), (10_000, 10.0))
    assert found["decision"].points == ((1_000, 0.5), (3_000, 0.5), (10_000, 0.5))
    assert found["memory"].points == ((1_000, 500.0),)
    assert found["fit"].exponent == pytest.approx(1.0)
    assert found["decision"].exponent == pytest.approx(0.0)
