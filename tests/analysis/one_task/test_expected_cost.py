import numpy as np
import pytest

from triptych.analysis.one_task.expected_cost import (
    RATIOS,
    cost_curves,
    cost_curves_of_moved_thresholds,
)

TRUTH = np.repeat([0, 1], 200)


def deciding(answered, misses, alarms, contender):
    """Outcomes with so many misses of class 1 and false alarms for it."""
    predictions = TRUTH.copy()
    predictions[200 : 200 + misses] = 0
    predictions[:alarms] = 1
    return answered(predictions, TRUTH, contender=contender)


def test_costs_are_misses_and_false_alarms_weighed(answered):
    """(r · misses + false alarms) / ((r + 1) n), for whichever class is positive."""
    outcomes = {
        "rules": deciding(answered, 20, 5, "rules"),
        "deep": deciding(answered, 5, 20, "deep"),
    }

    one, other = (cost_curves(outcomes, positive, (3.0,)) for positive in (1, 0))

    assert one.costs["rules"] == pytest.approx([(3 * 20 + 5) / (4 * 400)])
    assert other.costs["rules"] == pytest.approx([(20 + 3 * 5) / (4 * 400)])
    assert one.differences["rules", "deep"][0].estimate == pytest.approx(30 / 1600)


def test_who_leads_changes_where_the_costs_cross(answered):
    """Cautious where misses are dear, bold where alarms are, and nobody shown in between."""
    curves = cost_curves(
        {
            "rules": deciding(answered, 30, 2, "rules"),
            "deep": deciding(answered, 2, 30, "deep"),
        },
        positive=1,
    )

    first, middle, last = curves.leads
    assert (first.leaders, first.shown) == (("rules",), True)
    assert not middle.shown
    assert (last.leaders, last.shown) == (("deep",), True)
    assert middle.low < 1 < middle.high
    assert (first.low, last.high) == (RATIOS[0], RATIOS[-1])


def test_equal_decisions_lead_nowhere(answered):
    """No difference, no lead; also of one item."""
    same = {name: deciding(answered, 9, 9, name) for name in ("rules", "deep")}
    single = {name: answered([1], [0], contender=name) for name in ("rules", "deep")}

    for outcomes in (same, single):
        (lead,) = cost_curves(outcomes, 1).leads
        assert not lead.shown


def test_items_that_not_all_were_tested_on_are_left_out(answered):
    """Three contenders are compared on what they share."""
    short = deciding(answered, 20, 5, "rules").on(np.arange(100, 400))

    curves = cost_curves({"rules": short, "deep": deciding(answered, 20, 5, "deep")}, 1, (1.0,))

    assert curves.costs["rules"] == curves.costs["deep"] == pytest.approx((20 / 600,))


def test_a_moved_threshold_makes_calibrated_probabilities_the_cheapest(forecasting):
    """At each ratio no dearer than decisions at one half; at 1 the same."""
    random = np.random.default_rng(4)
    chance = random.random(4000)
    truth = (random.random(4000) < chance).astype(int)
    both = {"classical": forecasting(np.stack([1 - chance, chance], -1), truth)}
    both["deep"] = forecasting(np.tile([0.5, 0.5], (4000, 1)), truth, contender="deep")

    moved = cost_curves_of_moved_thresholds(both, 1)
    still = cost_curves({name: one.outcomes for name, one in both.items()}, 1)

    gain = np.subtract(still.costs["classical"], moved.costs["classical"])
    assert (gain > -0.002).all()
    assert gain[[0, -1]].min() > 0.1
    assert gain[20] == pytest.approx(0, abs=1e-9)


def test_one_class_only_has_costs(answered):
    """Without a positive item nothing is missed: the dearer a miss, the smaller the rest."""
    outcomes = {name: answered([0, 1, 0], [0, 0, 0], contender=name) for name in ("rules", "deep")}

    curves = cost_curves(outcomes, 1, (0.01, 100.0))

    assert curves.costs["rules"] == pytest.approx((1 / 3 / 1.01, 1 / 3 / 101))
