"""Promises of plans: what is planned settles it in four studies of five."""

from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.one_task.answer.plan import plan_for, planned, power_of_test
from triptych.analysis.one_task.comparison import compare
from triptych.metric import accuracy

CLASSES = ("no", "yes")


@pytest.fixture
def discordant(hitting):
    """A comparison of equal contenders; on `each` items only the one, only the other is right."""

    def make(each, items=2000):
        first = np.ones(items, int)
        second = first.copy()
        first[:each], second[each : 2 * each] = 0, 0
        return compare(hitting(first), hitting(second, contender="deep"), accuracy(), CLASSES)

    return make


def seen(comparison, difference, parts, seeds=5):
    """The comparison with this difference, and these parts of its variance by items and seeds."""
    interval = replace(comparison.difference, estimate=difference, seeds=seeds)
    return replace(
        comparison,
        difference=interval,
        item_variance=parts[0] * interval.items,
        seed_variance=parts[1] * seeds,
    )


def test_the_plan_for_shapes_is_known(discordant):
    """Worse by 1.21 of 2 points, 2,000 items and 5 seeds: about 7,800 items, with 20 seeds."""
    plan = planned(seen(discordant(80), -0.0121, (24.1e-6, 7.1e-6)), 0.02)

    assert (plan.items, plan.seeds) == (pytest.approx(7800, rel=0.005), 20)
    assert plan.more_seeds
    assert plan.is_enough


def test_without_variance_of_seeds_their_number_stays(discordant):
    """Four times the items halve the standard error, whoever is ahead."""
    short, enough = (
        planned(seen(discordant(80), difference, (16e-6, 0.0)), 0.02)
        for difference in (-0.02 - 0.0056, -0.02 + 0.0056)
    )

    assert [plan.items for plan in (short, enough)] == [pytest.approx(8000, rel=0.005)] * 2
    assert [plan.is_enough for plan in (short, enough)] == [False, True]
    assert not short.more_seeds


@pytest.mark.parametrize("each", [0, 5, 10])
def test_near_perfection_the_plan_has_its_power(discordant, each):
    """Discordances of 0, .005 and .01: studies of that size, simulated beside the plan's own."""
    comparison = discordant(each)
    random = np.random.default_rng(7)

    items = planned(comparison, 0.02).items

    shares = [each / 2000, each / 2000, 1 - each / 1000]
    shown = []
    for better, worse, _ in random.multinomial(items, shares, size=600):
        (stratum,) = comparison.strata
        drawn = replace(stratum, better=better, worse=worse, items=items)
        mean = (better - worse) / items
        error = np.sqrt((better + worse) / items - mean**2) / np.sqrt(items - 1)
        sampling = replace(
            comparison.sampling, estimate=mean, standard_error=error, degrees=items - 1
        )
        study = replace(
            comparison,
            strata=(drawn,),
            sampling=sampling,
            difference=replace(comparison.difference, items=items),
            effective_items=items,
        )
        shown.append(study.p_worse_by(0.02) <= 0.025)
    assert np.mean(shown) >= 0.76
    assert power_of_test(comparison, 0.02, 0.5 * items, 1) < 0.8


def test_so_near_delta_nothing_is_planned(discordant):
    """No number of items tells a difference of delta from delta; nor proves exact equality."""
    comparison = discordant(80)

    assert planned(seen(comparison, -0.02, (24e-6, 0.0)), 0.02) is None
    assert planned(seen(comparison, -0.0199, (24e-6, 7e-6)), 0.02) is None
    assert planned(comparison, 0.0) is None


def test_all_rivals_must_be_beaten_and_one_is_enough_to_fail(discordant):
    """Sufficing takes the largest plan over rivals; falling short the smallest."""
    comparison = discordant(80)
    near, far, worse = (
        replace(seen(comparison, difference, (24e-6, 0.0)), second=name)
        for difference, name in ((-0.01, "classical"), (0.01, "deep"), (-0.05, "deep"))
    )

    assert plan_for([near, far], 0.02) == planned(near, 0.02)
    assert plan_for([near, worse], 0.02) == planned(worse, 0.02)
    assert not plan_for([near, worse], 0.02).is_enough
    assert plan_for([], 0.02) is None
