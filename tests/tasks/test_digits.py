"""Promises of the digits: a figure is measured as a person would, and decided well enough."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from triptych.tasks.digits.data import MEANINGS, features, load

IMAGES = arrays(
    np.uint8, st.tuples(st.integers(1, 6), st.just(8), st.just(8)), elements=st.integers(0, 16)
)

DRAWINGS = {
    "0": """
        ..####..
        .##..##.
        .#....#.
        .#....#.
        .#....#.
        .#....#.
        .##..##.
        ..####..
    """,
    "1": """
        ...##...
        ..###...
        ...##...
        ...##...
        ...##...
        ...##...
        ...##...
        ...##...
    """,
    "3": """
        .#####..
        .....##.
        ......#.
        ...###..
        .....##.
        ......#.
        .....##.
        .#####..
    """,
    "5": """
        .######.
        .#......
        .#......
        .#####..
        .....##.
        ......#.
        .....##.
        .#####..
    """,
    "8": """
        ..####..
        .#....#.
        .#....#.
        ..####..
        .#....#.
        .#....#.
        .#....#.
        ..####..
    """,
}


@pytest.fixture
def measured():
    """Measures a drawing by name: full ink where it has a #."""

    def measure(name):
        lines = DRAWINGS[name].split()
        image = np.array([[16 if mark == "#" else 0 for mark in line] for line in lines])
        return features(image[None]).iloc[0]

    return measure


@pytest.mark.parametrize(("figure", "holes"), [("0", 1), ("1", 0), ("3", 0), ("5", 0), ("8", 2)])
def test_holes_are_counted_as_a_person_would(measured, figure, holes):
    """A 0 has one hole, an 8 has two, and an open figure has none."""
    figure = measured(figure)

    assert figure["holes"] == holes
    assert (figure["hole area"] > 0) == (holes > 0)


def test_a_slanted_stroke_of_single_pixels_holds_water():
    """Ink that meets at corners closes a hole: a thin ring does not leak."""
    ring = np.zeros((1, 8, 8), dtype=np.uint8)
    ring[0, [2, 3, 3, 4], [3, 2, 4, 3]] = 16

    figure = features(ring).iloc[0]

    assert figure["holes"] == 1
    assert figure["hole area"] == 1


def test_a_faint_ring_makes_a_shallow_hole():
    """A hole is as deep as the faintest part of the ink around it, not there or not there."""
    ring = np.full((1, 8, 8), 0, dtype=np.uint8)
    ring[0, 2:5, 2:5] = 16
    ring[0, 3, 3] = 0
    ring[0, 2, 3] = 8

    assert features(ring).loc[0, "hole depth"] == 0.5


def test_bays_tell_a_three_from_a_five(measured):
    """A 3 is open to the left twice, a 5 above to the right and below to the left."""
    three, five = measured("3"), measured("5")

    assert three["upper left bay"] > 1
    assert three["lower left bay"] > 1
    assert three["upper right bay"] <= 1
    assert five["upper right bay"] > 1
    assert five["lower left bay"] > 1
    assert five["upper left bay"] == 0


def test_strokes_are_counted_along_rows_and_columns(measured):
    """A line across the middle of a 0 meets two strokes; one down the middle of an 8, three."""
    assert measured("0")["row 4 strokes"] == 2
    assert measured("1")["row 4 strokes"] == 1
    assert measured("8")["column 4 strokes"] == 3


def test_symmetry_is_one_for_a_mirrored_figure(measured):
    """A drawn 0 equals its mirror images; a 5 does not."""
    zero, five = measured("0"), measured("5")

    assert zero["left-right symmetry"] == pytest.approx(1)
    assert zero["top-bottom symmetry"] == pytest.approx(1)
    assert five["left-right symmetry"] < 0.8


def test_every_column_has_its_meaning():
    """The table has the columns that MEANINGS explains, in that order."""
    assert list(features(load().raw[:2]).columns) == list(MEANINGS)
    assert all(MEANINGS.values())


@settings(max_examples=40)
@given(IMAGES)
def test_an_image_is_measured_by_itself(images):
    """Any image gives finite numbers, the same alone as among others, and is left as it was."""
    before = images.copy()
    table = features(images)

    assert np.isfinite(table.to_numpy()).all()
    for number, image in enumerate(images):
        alone = features(image[None]).iloc[0]
        np.testing.assert_array_equal(alone.to_numpy(), table.iloc[number].to_numpy())
    np.testing.assert_array_equal(images, before)


def test_blank_paper_and_full_ink_are_measured_too():
    """An image without a figure has no holes, no bays and finite numbers."""
    table = features(np.stack([np.zeros((8, 8)), np.full((8, 8), 16)]))

    assert np.isfinite(table.to_numpy()).all()
    assert (table["holes"] == 0).all()


def test_every_rule_says_why(load_task):
    """Each rule gives its reason; there are few enough to read, and every figure has one."""
    rules = load_task("digits").make("rules", 0)

    assert all(len(rule.because.split()) > 5 for rule in rules.rules)
    assert len(rules.rules) <= 40
    assert {rule.label for rule in rules.rules} | {rules.otherwise} == set("0123456789")


@pytest.mark.parametrize(
    ("contender", "least"),
    [
        ("rules", 0.7),
        ("classical", 0.85),
        ("classical:measurements", 0.85),
        ("classical:pixels", 0.85),
        ("deep", 0.85),
    ],
)
def test_a_contender_learns_from_a_third_of_the_images(fit_small, contender, least):
    """Fitted on the author's part alone, every contender reads most of 50 other figures."""
    estimator, items, answers = fit_small("digits", contender)
    probabilities = estimator.predict_proba(items)

    assert np.mean(estimator.predict(items) == answers) >= least
    assert sorted(estimator.classes_) == list("0123456789")
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor", "seeds"),
    [
        ("rules", 0.80, 1),
        ("classical", 0.985, 3),
        ("classical:measurements", 0.96, 3),
        ("classical:pixels", 0.98, 3),
        ("deep", 0.985, 3),
    ],
)
def test_a_contender_reaches_its_floor(tested_accuracy, contender, floor, seeds):
    """Over the whole protocol each contender is as good as is known to be possible."""
    assert tested_accuracy("digits", contender, seeds) >= floor
