"""Promises of stability: explanations under noise that keeps the decision."""

import numpy as np
import pytest

from triptych.measure.explainability.masking import Masking
from triptych.measure.explainability.shapley import shapley_of
from triptych.measure.explainability.stability import Noisy, noisy, stability
from triptych.units import Blocks, Frames, Tokens

RANDOM = np.random.default_rng(0)
ITEMS, DONORS = RANDOM.normal(size=(2, 20, 6))
WEIGHTS = np.array([3.0, 1, 1, 0.5, 0.1, 0.1])


def decide(rows):
    return rows @ WEIGHTS > 0


def masking(contender=decide):
    return Masking(contender, Frames(6), DONORS)


def contributions(rows, origin=None):
    return list(rows * WEIGHTS)


def test_a_copy_differs_in_one_unit_and_keeps_the_decision():
    """That unit is a donor's."""
    copies = noisy(masking(), ITEMS, decide(ITEMS), copies=4)

    changed = copies.items != ITEMS[copies.origin]
    assert (changed.sum(axis=1) == 1).all()
    assert np.isin(copies.items[changed], DONORS).all()
    assert (decide(copies.items) == decide(ITEMS)[copies.origin]).all()
    assert copies.flip_rate == pytest.approx(1 - len(copies.items) / 80)
    assert 0 < copies.flip_rate < 0.5


def test_a_share_of_the_units_may_change():
    """Half of six units are three."""
    copies = noisy(masking(), ITEMS, decide(ITEMS), share=0.5)

    assert ((copies.items != ITEMS[copies.origin]).sum(axis=1) == 3).all()


def test_the_same_seed_makes_the_same_copies():
    """Whoever else is copied: the content of the item decides."""
    together = noisy(masking(), ITEMS, decide(ITEMS), seed=3)
    alone = noisy(masking(), ITEMS[7:8], decide(ITEMS)[7:8], seed=3)

    assert together.items[together.origin == 7].tolist() == alone.items.tolist()


def test_an_explanation_that_does_not_move_is_stable():
    """One and the same map: 1 and 0; and a contender nobody can move has no flips."""
    fixed = RANDOM.normal(size=6)
    copies = noisy(masking(lambda rows: np.zeros(len(rows))), ITEMS, [0] * 20)

    values = stability([fixed] * 20, copies, lambda rows, origin: [fixed] * len(rows))

    assert values.spearman == pytest.approx(np.ones(20))
    assert values.total_variation.tolist() == [0] * 20
    assert values.flip_rate == 0


def test_a_random_explanation_is_not():
    """No rank correlation, and most of the evidence elsewhere."""
    maps = list(RANDOM.normal(size=(20, 6)))
    copies = noisy(masking(), ITEMS, decide(ITEMS), copies=10)

    values = stability(maps, copies, lambda rows, origin: list(RANDOM.normal(size=(len(rows), 6))))

    assert abs(np.nanmean(values.spearman)) < 0.15
    assert (values.total_variation > 0.5).all()


def test_the_worst_copy_counts_for_the_variation_and_the_mean_for_the_ranks():
    """Two copies, by hand: one whose map is turned round, one whose map is the item's."""
    maps = [np.array([1.0, 0, 0, 0, 0, -1.0])] * 2
    copies = Noisy(np.zeros((2, 6)), np.array([0, 0]), made=8)

    values = stability(maps, copies, lambda rows, origin: [maps[0], -maps[0]])

    assert values.spearman[0] == pytest.approx(0)
    assert values.total_variation[0] == 1
    assert np.isnan([values.spearman[1], values.total_variation[1]]).all()
    assert (values.flip_rate, values.copies) == (0.75, 8)


def test_what_is_random_is_drawn_as_for_the_item():
    """Shapley values under the item's own seed: a copy differs by what changed, not by luck."""
    exact = Masking(lambda rows: rows[:, 0] > 0, Frames(6), DONORS)
    decisions = ITEMS[:, 0] > 0
    copies = noisy(exact, ITEMS, decisions)

    values = stability(
        shapley_of(exact, ITEMS, decisions, 4, range(20)),
        copies,
        lambda rows, origin: shapley_of(exact, rows, decisions[origin], 4, origin.tolist()),
    )

    assert values.spearman == pytest.approx(np.ones(20))


def test_texts_keep_their_number_of_words():
    """A copy that cannot be compared word by word is drawn again, or left out."""
    texts = np.array(["win a prize now", "no"], dtype=object)
    donors = np.array(["we meet at eight", "a", "see you all there my friend"], dtype=object)
    contender = Masking(lambda rows: ["prize" in text for text in rows], Tokens(), donors)

    copies = noisy(contender, texts, [True, False], copies=6)

    assert {len(text.split()) for text in copies.items[copies.origin == 0]} == {4}
    assert set(copies.items[copies.origin == 1]) == {"a"}


def test_items_that_cannot_be_changed_have_no_stability():
    """All donors equal the items: no copy, no flip rate, and NaN for each item."""
    blank = np.zeros((3, 4, 4))
    copies = noisy(Masking(lambda rows: [1] * len(rows), Blocks(), blank), blank, [1] * 3)

    values = stability([np.ones(16)] * 3, copies, lambda rows, origin: [])

    assert np.isnan(values.spearman).all()
    assert np.isnan(values.total_variation).all()
    assert np.isnan(values.flip_rate)


def test_items_without_a_map_are_left_out():
    """NaN for them, numbers for the others."""
    copies = noisy(masking(), ITEMS, decide(ITEMS), copies=8)

    values = stability([None, *contributions(ITEMS)[1:]], copies, contributions)

    assert np.flatnonzero(np.isnan(values.spearman)).tolist() == [0]
