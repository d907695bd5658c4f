"""Promises of groups: items that belong together never count for more than their groups do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.analysis.one_task.comparison import compare
from triptych.analysis.statistics import groups
from triptych.analysis.statistics.design import INDEPENDENT, design_of
from triptych.analysis.statistics.sampling import p_of_no_difference, student_t
from triptych.analysis.statistics.score import of_outcomes
from triptych.metric import accuracy, balanced_accuracy, f1

CLASSES = ("no", "yes")


def of_speakers(random, speakers, each, seeds, *, shared=1.0):
    """Differences M[seed, item] whose truth is 0, and the speaker of each item."""
    speaker = np.repeat(np.arange(speakers), each)
    level = shared * random.normal(size=speakers)[speaker]
    by_seed = 0.2 * random.normal(size=(seeds, 1))
    return level + by_seed + random.normal(size=(seeds, speakers * each)), speaker


def covered(random, speakers, each, seeds, repetitions):
    """How often the interval over groups and that over items hold the truth."""
    held = np.zeros(2)
    for _ in range(repetitions):
        matrix, speaker = of_speakers(random, speakers, each, seeds)
        for place, sampling in enumerate((groups.of_means(matrix, speaker), student_t(matrix))):
            low, high = sampling.bounds(0.95)
            held[place] += low <= 0 <= high
    return held / repetitions


@pytest.mark.parametrize(("speakers", "each", "seeds"), [(4, 100, 1), (4, 100, 5), (30, 10, 3)])
def test_an_interval_over_groups_covers_new_groups(speakers, each, seeds):
    """Where speakers differ, the interval of a new speaker's score covers; that of items fails."""
    of_groups, of_items = covered(np.random.default_rng(1), speakers, each, seeds, 400)

    assert of_groups >= 0.92
    assert of_items < of_groups - 0.05


@given(
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=8),
    seeds=st.integers(1, 3),
    random_state=st.integers(0, 1000),
)
def test_the_larger_p_counts(sizes, seeds, random_state):
    """Whatever the groups, p is at least that of independent items, df at most groups less one."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    matrix = np.random.default_rng(random_state).normal(0.5, 1, size=(seeds, len(group)))

    found, items = groups.of_means(matrix, group), student_t(matrix)

    assert p_of_no_difference(found) >= p_of_no_difference(items) - 1e-12
    assert found.degrees <= max(len(sizes) - 1, 1)


def test_items_that_are_groups_of_their_own_stay_independent():
    """Grouping nobody changes nothing but the last bits."""
    matrix = np.random.default_rng(2).normal(size=(3, 50))

    found, items = groups.of_means(matrix, np.arange(50)), student_t(matrix)

    assert found.standard_error == pytest.approx(items.standard_error)
    assert groups.effective_items(matrix, np.arange(50)) == pytest.approx(50)
    assert groups.effective_groups(np.arange(50)) == 50


def test_groups_that_agree_within_count_as_one_item_each(hitting):
    """Ten speakers who are always or never understood are ten items, however often they speak."""
    hits = np.repeat([1, 1, 0, 1, 0, 1, 1, 1, 0, 1], 100)
    grouped = replace(hitting(hits), groups=np.repeat(np.arange(10), 100))

    assert 9 < design_of(grouped).effective_items(grouped.hits) <= 10
    score = of_outcomes(grouped, accuracy(), CLASSES)
    assert score.half_width > 0.2
    assert score.items == 1000


def test_few_speakers_show_no_difference(answered):
    """Four speakers of whom one is much better understood: p is near .1 or above, not .0001."""
    random = np.random.default_rng(3)
    speaker = np.repeat(np.arange(4), 500)
    shares = np.array([[0.9, 0.9, 0.9, 0.9], [0.9, 0.88, 0.88, 0.7]])
    right = random.random((2, 2000)) < shares[:, speaker]
    pair = [
        answered(1 - one.astype(int), contender=name)
        for one, name in zip(right, ("classical", "rules"), strict=True)
    ]

    alone = compare(*pair, accuracy(), CLASSES)
    of_speakers = compare(*(replace(one, groups=speaker) for one in pair), accuracy(), CLASSES)

    assert alone.p_value < 0.001
    assert of_speakers.p_value > 0.1
    assert of_speakers.difference.high - of_speakers.difference.low > 0.1
    assert of_speakers.p_worse_by(0.02) >= alone.p_worse_by(0.02)


@pytest.mark.parametrize("seeds", [1, 3])
def test_metrics_of_confusions_go_by_groups_too(answered, seeds):
    """Balanced accuracy of messages that come in near copies."""
    random = np.random.default_rng(4)
    truth = np.repeat(random.integers(0, 2, 40), 25)
    wrong = np.repeat(random.random((seeds, 40)) < 0.2, 25, axis=1)
    outcomes = answered(np.where(wrong, 1 - truth, truth), truth)
    grouped = replace(outcomes, groups=np.repeat(np.arange(40), 25))

    alone, of_groups = (
        of_outcomes(one, balanced_accuracy(), CLASSES) for one in (outcomes, grouped)
    )

    assert of_groups.half_width > 3 * alone.half_width


def test_the_larger_p_counts_of_confusions_too(answered):
    """A bootstrap's p is never 0, so grouping items one by one must not make it smaller."""
    random = np.random.default_rng(6)
    truth = random.integers(0, 2, 400)
    pair = [
        answered(np.where(random.random(400) < share, truth, 1 - truth), truth, contender=name)
        for share, name in ((0.95, "classical"), (0.7, "rules"))
    ]

    alone = compare(*pair, f1("yes"), CLASSES)
    grouped = compare(*(replace(one, groups=np.arange(400)) for one in pair), f1("yes"), CLASSES)

    assert grouped.p_value >= alone.p_value > 0
    assert grouped.p_worse_by(0.02) >= alone.p_worse_by(0.02)
    assert grouped.swapped().p_worse_by(0.3) >= alone.swapped().p_worse_by(0.3)


def test_one_group_shows_nothing_of_others(hitting):
    """A single speaker: the interval is everything, and its note says why."""
    hits = np.random.default_rng(5).random((2, 100)) < 0.9
    grouped = replace(hitting(hits), groups=np.zeros(100, int))

    score = of_outcomes(grouped, accuracy(), CLASSES)

    assert (score.low, score.high) == (0, 1)
    assert "one group" in score.note


def test_few_differences_borrow_from_errors():
    """Two contenders that hardly differ cannot show how alike groups are; their errors can."""
    group = np.repeat(np.arange(20), 50)
    wrong = np.repeat(np.arange(20) < 5, 50).astype(float)[None, :]
    differences = np.zeros((1, 1000))
    differences[0, [3, 500]] = 1.0

    assert groups.effective_pairs(differences, [wrong, wrong], group) < 30
    assert INDEPENDENT.effective_pairs(differences, [wrong, wrong]) == 1000
