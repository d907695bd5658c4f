import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from triptych.analysis.one_task.risk_coverage import Curve, selective_risk


def contender(forecasting, confidence, wrong):
    """ClassProbabilities of class 0 with that confidence; the truth is 1 where it is wrong."""
    confidence = np.atleast_2d(confidence)
    probabilities = np.stack([confidence, 1 - confidence], axis=-1)
    decided = np.zeros(confidence.shape, int)
    return forecasting(probabilities, np.asarray(wrong, int), predictions=decided)


def drawn(items, digits=6, random_state=0):
    random = np.random.default_rng(random_state)
    confidence = np.round(random.beta(5, 2, items), digits)
    return confidence, (random.random(items) > confidence).astype(int)


@pytest.mark.parametrize("digits", [1, 6])
def test_augrc_is_the_formula_of_its_authors(forecasting, digits):
    """(1 - AUROC) of errors times accuracy times error, and half the error's square; with ties."""
    confidence, wrong = drawn(300, digits)
    error = wrong.mean()
    auroc = roc_auc_score(1 - wrong, confidence)

    found = selective_risk(contender(forecasting, confidence, wrong))

    expected = (1 - auroc) * (1 - error) * error + error**2 / 2
    assert found.augrc.estimate == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("digits", [1, 6])
def test_areas_are_the_integrals_of_the_curve(forecasting, digits):
    """Between distinct confidences errors rise evenly: ties are in random order."""
    confidence, wrong = drawn(200, digits, 1)
    curve = Curve.of(confidence, wrong)
    places = (np.arange(200_000) + 0.5) / 200_000
    errors = curve.errors_at(places)

    found = selective_risk(contender(forecasting, confidence, wrong))

    assert found.augrc.estimate == pytest.approx(errors.mean(), abs=1e-6)
    assert found.aurc.estimate == pytest.approx((errors / places).mean(), abs=1e-4)


def test_ties_stay_together():
    """Two confidences are two places to stop, whatever the order of the rows."""
    curve = Curve.of(np.array([0.6, 0.9, 0.6, 0.9]), np.array([1.0, 0.0, 0.0, 1.0]))

    assert curve.confidence.tolist() == [0.9, 0.6]
    assert curve.coverage.tolist() == [0.5, 1.0]
    assert curve.risk.tolist() == [0.5, 0.5]


def test_the_best_and_the_uninformed_are_the_bounds(forecasting):
    """Errors last: half the squared error. One confidence for all: half the error."""
    wrong = np.r_[np.zeros(80), np.ones(20)]
    best = selective_risk(contender(forecasting, np.linspace(0.99, 0.6, 100), wrong))
    constant = selective_risk(contender(forecasting, np.full(100, 0.8), wrong))

    assert best.augrc.estimate == pytest.approx(best.perfect_augrc)
    assert constant.augrc.estimate == pytest.approx(constant.uninformed_augrc)
    assert constant.aurc.estimate == pytest.approx(constant.risk)


def test_intervals_agree_with_the_bootstrap(forecasting):
    """The projection's interval is as wide as that of resampled items."""
    confidence, wrong = drawn(400, 6, 2)
    found = selective_risk(contender(forecasting, confidence, wrong))
    random = np.random.default_rng(3)

    again = []
    for _ in range(300):
        chosen = random.integers(0, 400, 400)
        curve = Curve.of(confidence[chosen], wrong[chosen])
        grid = (np.arange(2000) + 0.5) / 2000
        errors = curve.errors_at(grid)
        again.append((errors.mean(), (errors / grid).mean()))

    spread = 1.96 * np.std(again, axis=0)
    assert found.augrc.half_width == pytest.approx(spread[0], rel=0.15)
    assert found.aurc.half_width == pytest.approx(spread[1], rel=0.20)


@pytest.mark.slow
@pytest.mark.parametrize("digits", [1, 6])
def test_intervals_cover(forecasting, digits):
    """The nominal 95 % holds, with ties as without."""
    big = selective_risk(contender(forecasting, *drawn(400_000, digits, 99)))
    covered = np.zeros(2)
    for repetition in range(500):
        found = selective_risk(contender(forecasting, *drawn(300, digits, repetition)))
        covered[0] += found.augrc.low <= big.augrc.estimate <= found.augrc.high
        covered[1] += found.aurc.low <= big.aurc.estimate <= found.aurc.high
    assert covered[0] / 500 == pytest.approx(0.95, abs=0.03)
    assert covered[1] / 500 == pytest.approx(0.95, abs=0.04)


@pytest.mark.parametrize("items", [1, 10])
@pytest.mark.parametrize("wrong", [0, 1])
def test_all_right_and_all_wrong_have_areas(forecasting, items, wrong):
    """No error is 0; nothing but errors is one half and 1."""
    found = selective_risk(contender(forecasting, np.full(items, 0.7), np.full(items, wrong)))

    assert found.augrc.estimate == pytest.approx(wrong / 2)
    assert found.aurc.estimate == pytest.approx(wrong)
    assert not np.isnan([found.augrc.low, found.aurc.high]).any()
