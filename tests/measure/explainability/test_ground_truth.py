"""Promises of the comparison with what truly decides, and that it tells the honest from others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from triptych.errors import ContractError
from triptych.measure.explainability.ground_truth import ground_truth
from triptych.measure.explainability.masking import Masking
from triptych.measure.explainability.shapley import shapley_of
from triptych.units import Blocks

TRUTH = np.array([True, False, False, True])


@given(seed=st.integers(0, 1000), units=st.integers(2, 10))
def test_the_area_is_the_share_of_pairs_in_the_right_order(seed, units):
    """Mann and Whitney's U over the number of pairs; ties count half."""
    random = np.random.default_rng(seed)
    attribution = random.integers(-3, 4, size=units).astype(float)
    relevant = random.permutation(units) < random.integers(1, units)

    found = ground_truth([attribution], [relevant])

    pairs = relevant.sum() * (~relevant).sum()
    u = mannwhitneyu(attribution[relevant], attribution[~relevant]).statistic
    assert found.auc[0] == pytest.approx(u / pairs)
    assert 0 <= found.top1[0] <= 1
    assert 0 <= found.mass[0] <= 1


def test_known_maps():
    """Right, wrong, flat, and half right."""
    maps = [
        np.array([2.0, -1, 0, 1]),
        np.array([-1.0, 3, 1, 0]),
        np.zeros(4),
        np.array([1.0, 1, 0, 0]),
    ]

    found = ground_truth(maps, [TRUTH] * 4)

    assert found.top1.tolist() == [1, 0, 0.5, 0.5]
    assert found.mass.tolist() == [1, 0, 0, 0.5]
    assert found.auc.tolist() == [1, 0, 0.5, 0.5]


@pytest.mark.filterwarnings("error")
def test_what_has_no_truth_or_no_map_is_not_judged():
    """Nothing is relevant, everything is, nothing was explained, or by no number."""
    found = ground_truth(
        [np.ones(4), np.ones(4), None, np.array([0, 1, np.nan, 2])],
        [np.zeros(4, bool), np.ones(4, bool), TRUTH, TRUTH],
    )

    assert np.isnan(found.top1).tolist() == [True, False, True, True]
    assert np.isnan(found.mass).tolist() == [True, False, True, True]
    assert np.isnan(found.auc).all()
    with pytest.raises(ContractError, match=r"shape \(3,\), and a truth of shape \(4,\)"):
        ground_truth([np.ones(3)], [TRUTH])


def test_honest_contenders_are_told_from_those_that_took_a_shortcut():
    """A bright or dark block decides; beside it a dot gives the answer away.

    Both contenders are always right, and donors show neither block nor dot.
    """
    random = np.random.default_rng(0)
    labels, places = random.choice([-1, 1], size=40), random.integers(1, 16, size=40)
    images = random.normal(0, 0.1, size=(40, 8, 8))
    for image, label, place in zip(images, labels, places, strict=True):
        row, column = divmod(place, 4)
        image[2 * row : 2 * row + 2, 2 * column : 2 * column + 2] += 2 * label
        image[0, 0] = 5 * label
    neutral = random.normal(0, 0.1, size=(100, 8, 8))
    relevant = np.eye(16, dtype=bool)[places]

    def read_block(rows):
        means = rows.reshape(-1, 4, 2, 4, 2).mean(axis=(2, 4)).reshape(-1, 16)[:, 1:]
        strongest = np.take_along_axis(means, np.abs(means).argmax(axis=1)[:, None], axis=1)[:, 0]
        return np.where(np.abs(strongest) > 1, np.sign(strongest), 0)

    def read_dot(rows):
        return np.where(np.abs(rows[:, 0, 0]) > 2, np.sign(rows[:, 0, 0]), 0)

    hits = {}
    for decide in (read_block, read_dot):
        assert (decide(images) == labels).all()
        maps = shapley_of(Masking(decide, Blocks(), neutral), images, labels, 10, range(40))
        hits[decide] = ground_truth(maps, relevant).top1.mean()

    assert hits[read_block] == 1
    assert hits[read_dot] == 0
