"""Promises of fit times: the time is shared fairly, and few fits are said to be few."""

from triptych.results.formats.speed import Fit
from triptych.timing.fit import FitTiming, plan_fits, summarise_fits


def test_the_cheap_are_fitted_three_times_and_the_dear_once_or_not_at_all():
    """What time is left after the cheap ones goes to one fit of whoever still fits in."""
    costs = {"network": 50.0, "rules": 1.0, "forest": 10.0, "boosting": 20.0}
    assert plan_fits(costs, fits=3, seconds=60.0) == {
        "rules": 3,
        "forest": 3,
        "boosting": 1,
        "network": 0,
    }


def test_without_time_nothing_is_fitted_and_without_contenders_nothing_planned():
    """No budget and no contender are answers too."""
    assert plan_fits({"rules": 1.0}, fits=3, seconds=0.0) == {"rules": 0}
    assert plan_fits({}, fits=3, seconds=9.0) == {}


def test_a_contender_whose_fit_costs_nothing_is_fitted_in_full():
    """Rules learn nothing: their fits are free, whatever the budget."""
    assert plan_fits({"rules": 0.0}, fits=3, seconds=0.0) == {"rules": 3}


def test_the_median_of_the_fits_is_told_with_their_number():
    """One slow fit of three moves nothing."""
    fits = [
        FitTiming(task="digits", contender="deep", wall_seconds=w, cpu_seconds=1.0, items=80)
        for w in (2.0, 9.0, 2.5)
    ]
    assert summarise_fits(fits) == {
        ("digits", "deep"): Fit(wall_seconds=2.5, cpu_seconds=1.0, fits=3, items=80)
    }
