from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.analysis.statistics.clustered import (
    Sample,
    clustered_t,
    difference,
    interval,
    p_of_difference,
)
from triptych.analysis.statistics.interval import ONE_SEED
from triptych.analysis.statistics.sampling import student_t
from triptych.errors import DataError

ENDLESS = (-np.inf, np.inf)
NUMBERS = st.floats(-5, 5, allow_nan=False)


def crossed(matrix):
    """A sample of the mean of M[seed, item]."""
    seeds, items = np.indices(matrix.shape)
    return Sample(seeds.ravel(), items.ravel(), matrix.ravel().astype(float), np.ones(matrix.size))


def nested(matrix):
    """The same numbers, each of an item of its own."""
    sample = crossed(matrix)
    return Sample(sample.seeds, np.arange(matrix.size), sample.numerator, sample.denominator)


def ratio(numerator, denominator):
    """A ratio of sums over the items of one seed."""
    items = np.arange(len(numerator))
    return Sample(items * 0, items, np.asarray(numerator, float), np.asarray(denominator, float))


def covered(make, repetitions, *, truth=0.0):
    """Share of made samples whose interval holds the truth."""
    found = [interval(make(np.random.default_rng(state)), ENDLESS) for state in range(repetitions)]
    return np.mean([one.low <= truth <= one.high for one in found])


def test_one_seed_is_students_t_over_items():
    """As everywhere else, and it is said that seeds were not seen to vary."""
    values = np.random.default_rng(0).normal(size=(1, 30))
    found = interval(crossed(values), ENDLESS)
    expected = student_t(values).bounds(0.95)

    assert (found.low, found.high) == pytest.approx(expected)
    assert (found.items, found.seeds, found.note) == (30, 1, ONE_SEED)


def test_the_same_items_for_every_seed_are_the_crossed_design_of_scores():
    """Many items: both formulas for the variance come to the same."""
    random = np.random.default_rng(1)
    values = random.normal(size=400) + 0.3 * random.normal(size=(5, 1))
    values = values + 0.2 * random.normal(size=(5, 400))

    assert clustered_t(crossed(values)).standard_error == pytest.approx(
        student_t(values).standard_error, rel=0.01
    )


@given(st.lists(st.lists(NUMBERS, min_size=4, max_size=4), min_size=2, max_size=5))
def test_items_of_each_seed_alone_cover_seeds_and_pooled_items(rows):
    """V is at least the variance between seeds over S, and the pooled one of items over nS."""
    matrix = np.array(rows)
    error = clustered_t(nested(matrix)).standard_error
    between = matrix.mean(axis=1).var(ddof=1) / len(matrix)
    within = matrix.var(axis=1, ddof=1).mean() / matrix.size

    assert error**2 >= between * (1 - 1e-9) - 1e-12
    assert error**2 >= within * (1 - 1 / matrix.size) * (1 - 1 / len(matrix)) - 1e-12


@pytest.mark.parametrize("arrange", [crossed, nested])
def test_intervals_hold_the_truth_as_often_as_they_say(arrange):
    """Nominal 95 %, three seeds that vary."""

    def make(random):
        item = random.normal(size=(1 if arrange is crossed else 3, 50))
        return arrange(item + random.normal(0, 0.2, (3, 1)) + random.normal(0, 0.5, (3, 50)))

    assert covered(make, 400) >= 0.92


@pytest.mark.parametrize("items", [3, 10, 50])
def test_ratios_hold_the_truth_too(items):
    """Sum over sum, where numerators go with denominators; also of a few items."""

    def make(random):
        best = random.gamma(4, 0.15, items)
        return ratio(best * (0.8 + random.normal(0, 0.2, items)), best)

    assert covered(make, 1500, truth=0.8) >= 0.92


def test_a_ratio_is_of_sums_and_not_of_items():
    """An item where little can be shown weighs little."""
    assert interval(ratio([0.9, 0.0], [1.0, 0.001]), (-1, 1)).estimate == pytest.approx(0.899101)


def test_shares_of_one_fit_have_wilsons_interval():
    """Never 100 ± 0; seeds that all say the same are one fit."""
    once, thrice = (interval(crossed(np.ones((seeds, 50))), (0, 1)) for seeds in (1, 3))

    assert once.low == pytest.approx(0.92865, abs=1e-4)
    assert (once.low, once.high, once.method) == (thrice.low, thrice.high, "Wilson")


def test_shares_of_several_fits_cover_how_these_differ():
    """Other items for every seed, all right with one and all wrong with the next."""
    seeds, hits = np.repeat(np.arange(3), 50), np.repeat([1.0, 0.5, 0.0], 50)
    hits[50:100] = np.arange(50) % 2
    found = interval(Sample(seeds, np.arange(150), hits, np.ones(150)), (0, 1))

    assert (found.low, found.high) == (0, 1)


def test_what_is_alike_on_all_items_is_not_known_to_be_so_on_others():
    """At most a share of 1 - 0.025^(1/n) differs, and lies at an end of what is possible."""
    found = interval(crossed(np.full((1, 50), 2.0)), (0, 16))
    unseen = 1 - 0.025 ** (1 / 50)

    assert found.low == pytest.approx(2 - 2 * unseen)
    assert found.high == pytest.approx(2 + 14 * unseen)


def test_intervals_end_where_the_metric_does():
    """No share above 1."""
    found = interval(crossed(np.array([[1.0, 1.0, 1.0, 0.4]])), (0, 1))

    assert found.high == 1


def test_one_item_says_nothing_of_others():
    """An estimate without ends."""
    found = interval(crossed(np.array([[0.3]])), ENDLESS)

    assert found.estimate == 0.3
    assert found.half_width == np.inf


def test_the_same_sample_gives_the_same_interval():
    """A report repeats itself."""
    random = np.random.default_rng(2)
    sample = ratio(random.random(20), 1 + random.random(20))

    assert interval(sample, ENDLESS) == interval(sample, ENDLESS)


def test_differences_are_paired_by_item():
    """What is difficult for both does not blur what one has over the other."""
    random = np.random.default_rng(3)
    difficulty = random.normal(size=(1, 60))
    first, second = crossed(difficulty + 0.2), crossed(difficulty + random.normal(0, 0.05, (1, 60)))
    found = difference(first, second, ENDLESS)

    assert 0.15 < found.low < 0.2 < found.high < 0.25


def test_only_common_items_are_compared():
    """Items one of the two was not explained on do not count."""
    values = np.arange(10.0)[None]
    whole = crossed(values)

    found = difference(whole, whole.at(np.arange(4)), ENDLESS)

    assert (found.estimate, found.items) == (0, 4)
    assert difference(whole.at(np.arange(4)), whole.at(np.arange(4, 10)), ENDLESS) is None


def test_a_single_seed_stands_beside_every_seed_of_the_other():
    """Rules are fitted once, networks with each seed."""
    alone, several = crossed(np.full((1, 5), 1.0)), crossed(np.arange(15.0).reshape(3, 5))
    several = Sample(several.seeds + 1, several.items, several.numerator, several.denominator)

    assert difference(alone, several, ENDLESS).estimate == pytest.approx(1 - 7)
    assert difference(several, alone, ENDLESS).estimate == pytest.approx(7 - 1)
    assert difference(several, alone, ENDLESS).seeds == 3


def test_ratios_of_the_same_decisions_do_not_differ():
    """A contender beside itself: nothing but what was not seen."""
    random = np.random.default_rng(4)
    sample = ratio(random.random(30), 1 + random.random(30))
    found = difference(sample, sample, (-1, 1))

    assert found.estimate == 0
    assert found.low < 0 < found.high


def test_no_decisions_are_refused():
    """The mean of nothing is asked for by mistake."""
    with pytest.raises(DataError, match="no decisions"):
        interval(ratio([], []), ENDLESS)


@pytest.mark.filterwarnings("error")
def test_a_ratio_of_one_item_says_nothing_of_others():
    """Its interval has no ends, and that is no warning."""
    alone = Sample(np.array([0]), np.array([7]), np.array([0.4]), np.array([0.8]))

    found = interval(alone, (-np.inf, 1.0))

    assert (found.estimate, found.low, found.high) == (0.5, -np.inf, 1.0)


def test_p_of_a_difference_agrees_with_its_interval():
    """At 5 % exactly where the interval ends at 0."""
    random = np.random.default_rng(8)
    first, second = random.normal(size=(2, 3, 40))
    shift = difference(crossed(first), crossed(second), ENDLESS).low

    at_the_end = p_of_difference(crossed(first - shift), crossed(second))

    assert at_the_end == pytest.approx(0.05)


@pytest.mark.parametrize(("by", "p_value"), [(0.0, 1.0), (1.0, 2 * 0.5**7)])
def test_p_of_a_constant_difference_is_that_of_its_signs(by, p_value):
    """Seven items that differ alike are seven signs, in however many seeds."""
    numbers = np.random.default_rng(9).normal(size=(3, 7))

    assert p_of_difference(crossed(numbers + by), crossed(numbers)) == pytest.approx(p_value)


def grouped(sample, group):
    """The same decisions, of items in groups."""
    return replace(sample, groups=np.asarray(group)[sample.items])


def test_items_in_groups_are_less_sure():
    """Never narrower than with single items; with a group for each item the same."""
    random = np.random.default_rng(8)
    matrix = random.normal(size=(3, 1)) + np.repeat(random.normal(size=10), 20)[None]
    matrix = matrix + random.normal(size=(3, 200))
    alone = interval(crossed(matrix), ENDLESS)

    over_groups = interval(grouped(crossed(matrix), np.arange(200) // 20), ENDLESS)
    assert over_groups.half_width > 1.5 * alone.half_width
    assert interval(grouped(crossed(matrix), np.arange(200)), ENDLESS) == alone


def test_intervals_over_groups_cover():
    """About 95 %, where intervals over items hold far fewer."""

    def made(random):
        shared = np.repeat(random.normal(size=20), 10)[None]
        return crossed(shared + 0.5 * random.normal(size=(2, 200)))

    assert covered(lambda random: grouped(made(random), np.arange(200) // 10), 300) >= 0.93
    assert covered(made, 300) < 0.7


def test_differences_of_groups_are_seldom_told_apart_by_chance():
    """Equal contenders whose differences come in groups."""

    def p(state):
        random = np.random.default_rng(state)
        off = np.repeat(random.normal(size=20), 10)
        sides = (crossed(off[None] * sign + random.normal(size=(2, 200))) for sign in (0, 1))
        return p_of_difference(*(grouped(one, np.arange(200) // 10) for one in sides))

    assert np.mean([p(state) <= 0.05 for state in range(300)]) <= 0.08


def test_alike_items_of_few_groups_show_little():
    """A hundred equal items of four groups are worth four: a sign test of four."""
    one, none = crossed(np.ones((1, 100))), crossed(np.zeros((1, 100)))
    group = np.arange(100) // 25

    assert p_of_difference(one, none) < 1e-20
    assert p_of_difference(grouped(one, group), grouped(none, group)) == 2 * 0.5**4
    assert interval(grouped(one, group), (0.0, 1.0)).low < 0.5


def test_one_group_shows_nothing_of_others():
    """Its interval is everything."""
    values = crossed(np.random.default_rng(9).normal(size=(2, 30)))
    found = interval(grouped(values, np.zeros(30, int)), ENDLESS)
    assert (found.low, found.high) == ENDLESS
