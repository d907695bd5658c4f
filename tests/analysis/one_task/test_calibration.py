from dataclasses import replace

import numpy as np
import pytest
from scipy import signal, stats
from sklearn.calibration import calibration_curve

from triptych.analysis.one_task.calibration import calibration, calibrations, reliability_bins
from triptych.analysis.statistics.smooth_ece import null_of_calibrated, smooth_ece


def two_classes(confidence):
    """Probabilities in which class 0 is decided with that confidence."""
    return np.stack([confidence, 1 - confidence], axis=-1)


def by_integration(stated, came_true):
    """Smooth ECE from its definition: kernels summed at 1,000 places, halving for the width."""
    places = (np.arange(1000) + 0.5) / 1000

    def error(width):
        kernel = sum(
            np.exp(-0.5 * ((places[:, None] - sign * stated + 2 * shift) / width) ** 2)
            for sign in (1, -1)
            for shift in (-1, 0, 1)
        )
        kernel = kernel / (width * np.sqrt(2 * np.pi))
        return np.abs(kernel @ (stated - came_true) / len(stated)).mean()

    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if error(middle) > middle else (low, middle)
    return middle


@pytest.mark.parametrize("items", [1, 10, 100])
def test_smooth_ece_is_the_integral_it_is_defined_as(items):
    """Blasiok and Nakkiran's definition, computed without a grid or cosines."""
    random = np.random.default_rng(items)
    stated = random.beta(5, 1, items)
    came_true = (random.random(items) < stated**2).astype(float)

    assert smooth_ece(stated, came_true) == pytest.approx(
        by_integration(stated, came_true), abs=5e-4
    )


def test_a_constant_forecast_is_off_by_its_bias():
    """One certain answer for all, 4 % of them wrong: .04; a coin that is a coin: 0."""
    wrong_twice = np.r_[np.zeros(2), np.ones(48)]
    heads = np.r_[np.zeros(25), np.ones(25)]

    assert smooth_ece(np.ones(50), wrong_twice) == pytest.approx(0.04, abs=1e-6)
    assert smooth_ece(np.full(50, 0.5), heads) == pytest.approx(0, abs=1e-6)


def test_the_null_is_what_calibrated_answers_show():
    """Mean and 95th percentile agree with drawing item by item; more items, less of it."""
    random = np.random.default_rng(5)
    stated = random.beta(5, 1, 500)
    drawn = [smooth_ece(stated, (random.random(500) < stated).astype(float)) for _ in range(200)]

    null = null_of_calibrated(stated)

    assert null.mean == pytest.approx(np.mean(drawn), rel=0.08)
    assert null.upper == pytest.approx(np.quantile(drawn, 0.95), rel=0.10)
    assert null_of_calibrated(np.tile(stated, 10)).mean < 0.5 * null.mean
    assert null_of_calibrated(stated).errors.tolist() == null.errors.tolist()
    assert null.p_at_least(0.0) == 1
    assert null.p_at_least(1.0) == 1 / 201


def test_calibration_is_judged_among_all_contenders(forecasting):
    """One p among many weighs less than alone; who is far off is shown all the same."""
    random = np.random.default_rng(6)
    truth = (random.random(400) < 0.5).astype(int)

    def stating(confidence, right):
        hits = random.random(400) < right
        decided = np.where(hits, truth, 1 - truth)
        return forecasting(np.where(np.eye(2)[decided] > 0, confidence, 1 - confidence), truth)

    alone = {"rules": stating(0.95, 0.7)} | {f"deep:{n}": stating(0.8, 0.8) for n in range(9)}

    found = calibrations(alone)

    assert found["rules"].shown
    for name, one in alone.items():
        assert found[name].adjusted_p_value >= calibration(one).adjusted_p_value


@pytest.mark.slow
def test_calibrated_contenders_are_seldom_called_miscalibrated():
    """At most about one in twenty: the null is a test."""
    random = np.random.default_rng(6)
    found = 0
    for _ in range(400):
        stated = random.beta(6, 2, 300)
        came_true = (random.random(300) < stated).astype(float)
        found += smooth_ece(stated, came_true) > null_of_calibrated(stated).upper
    assert found / 400 <= 0.08


def on_a_stream(forecasting, random, items, lasting):
    """Confidence that is kept to, by answers that are right and wrong in runs."""
    stated = np.clip(random.beta(6, 2, items), 0.5, 1)
    noise = random.normal(size=items + 200) * np.sqrt(1 - lasting**2)
    trouble = stats.norm.cdf(signal.lfilter([1], [1, -lasting], noise)[200:])
    drawn = forecasting(two_classes(stated), (trouble > stated).astype(int))
    return replace(drawn, outcomes=replace(drawn.outcomes, ordered=True))


@pytest.mark.slow
@pytest.mark.parametrize(("items", "lasting"), [(300, 0.8), (1000, 0.95), (3000, 0.95)])
def test_runs_of_errors_are_no_miscalibration(forecasting, items, lasting):
    """Taken as independent, more than a third of these streams would be called miscalibrated."""
    random = np.random.default_rng(0)

    found = sum(
        calibration(on_a_stream(forecasting, random, items, lasting)).shown for _ in range(200)
    )

    assert found / 200 <= 0.085


def test_bins_of_a_stream_count_fewer_items(forecasting):
    """The same shares, known less well; of a few items in order nothing is called miscalibrated."""
    forecasts = on_a_stream(forecasting, np.random.default_rng(1), 1000, 0.95)
    unordered = replace(forecasts, outcomes=replace(forecasts.outcomes, ordered=False))

    bins, wider = calibration(unordered).bins, calibration(forecasts).bins

    assert [one.right.estimate for one in wider] == pytest.approx(
        [one.right.estimate for one in bins]
    )
    assert [one.items for one in wider] == [one.items for one in bins]
    assert all(
        one.right.half_width > other.right.half_width
        for one, other in zip(wider, bins, strict=True)
    )


def test_overconfidence_is_shown(forecasting):
    """90 % stated, 70 % right, on 500 items; averaged over seeds."""
    right = np.random.default_rng(7).random(500) < 0.7
    probabilities = np.tile(two_classes(np.full(500, 0.9)), (2, 1, 1))

    judged = calibration(forecasting(probabilities, np.where(right, 0, 1)))

    assert judged.shown
    assert judged.confidence == pytest.approx(0.9)
    assert judged.smooth_ece == pytest.approx(0.9 - right.mean(), abs=1e-3)


def test_bins_are_those_of_scikit_learn():
    """Tenths of equal size, by the same edges."""
    random = np.random.default_rng(8)
    confidence = random.random((2, 150))
    hits = (random.random((2, 150)) < confidence).astype(float)

    bins = reliability_bins(confidence, hits)

    right, stated = calibration_curve(
        hits.ravel(), confidence.ravel(), n_bins=10, strategy="quantile"
    )
    assert [one.right.estimate for one in bins] == pytest.approx(right, abs=1e-9)
    assert [one.confidence for one in bins] == pytest.approx(stated, abs=1e-9)
    assert sum(one.items for one in bins) == pytest.approx(150)


def test_few_confidences_are_a_bin_each():
    """Rules state few: nothing is mixed, and seeds do not count as items."""
    confidence = np.tile([0.6, 0.6, 0.9, 0.9, 0.9], (3, 1))

    bins = reliability_bins(confidence, np.ones((3, 5)))

    assert [one.confidence for one in bins] == pytest.approx([0.6, 0.9])
    assert [one.items for one in bins] == [2, 3]
    assert bins[0].right.low < bins[1].right.low < 1


@pytest.mark.parametrize("items", [1, 10])
def test_few_items_and_certainty_are_judged(forecasting, items):
    """Numbers without a nan, whatever there is."""
    judged = calibration(forecasting(two_classes(np.ones(items)), np.zeros(items, int)))

    assert (judged.smooth_ece, judged.null.mean) == pytest.approx((0, 0), abs=1e-6)
    assert not judged.shown
