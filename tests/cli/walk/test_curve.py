"""Promises of curves in letters: as wide as the window, without gaps, peaks where they are."""

import numpy as np
import pytest

from triptych.cli.walk.curve import ROWS, curve, spark

BLANK = "\N{BRAILLE PATTERN BLANK}"


def lines(texts):
    return [text.plain for text in texts]


@pytest.mark.parametrize("values", [[0.0], [1.0, 2.0], [3.0] * 500, list(np.sin(np.arange(999)))])
def test_a_curve_fills_its_place(values):
    """However few or many samples there are, and where they are all alike."""
    drawn = lines(curve(values, 30))

    assert [len(line) for line in drawn] == [30] * ROWS
    assert all(any(line[place] != BLANK for line in drawn) for place in range(30))


def test_a_single_peak_is_not_lost_among_many_samples():
    """The highest sample reaches the top row, though 40 share a letter."""
    values = np.zeros(1000)
    values[500] = 1.0
    top, *_, bottom = lines(curve(values.tolist(), 25))

    assert [place for place, letter in enumerate(top) if letter != BLANK] == [12]
    assert BLANK not in bottom


def test_a_missing_sample_is_drawn_as_nothing():
    assert lines(curve([float("nan"), 0.0], 4)) == lines(curve([0.0, 0.0], 4))


def test_what_speaks_against_has_a_line_of_its_own():
    """Only where there is any: most explanations of a class have one line."""
    both = spark(np.array([1.0, -1.0, 0.0]), 3)
    alone = spark(np.array([1.0, 0.5]), 2)

    assert lines(both) == ["█", " █"]
    assert lines(alone) == ["█▄"]


def test_weights_of_a_piece_are_added_up():
    """More weights than letters: a letter stands for all of its piece."""
    assert lines(spark(np.array([1.0, 1.0, 0.5, 0.5]), 2)) == ["█▄"]
    assert lines(spark(np.zeros(3), 3)) == [""]
