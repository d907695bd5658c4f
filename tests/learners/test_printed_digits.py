"""Promises of printed digits: drawn from fonts at hand, like UCI's, the same for one seed."""

import numpy as np

from triptych.learners.printed_digits import DIGITS, FULL_INK, printed_digits


def test_printed_digits_are_made_as_handwritten_ones_were():
    """Eight by eight, 0 to 16, of the image's height; ten classes in turns."""
    images, names = printed_digits(40, seed=3)

    assert images.shape == (40, 8, 8)
    assert images.dtype == np.uint8
    assert images.max() == FULL_INK
    assert (images[:, 0].any(axis=1) & images[:, -1].any(axis=1)).mean() > 0.8
    assert names.tolist() == [*DIGITS] * 4


def test_a_hole_is_paper():
    """The outline of a 0 has two lines, and the inner one takes out what the outer put in."""
    images, names = printed_digits(200, seed=0)
    rings, posts = images[names == "0"], images[names == "1"]

    assert np.median(rings[:, 3:5, 3:5].mean(axis=(1, 2))) < 4
    assert np.median(posts[:, 3:5, 3:5].mean(axis=(1, 2))) > 5


def test_a_seed_gives_the_same_digits():
    """Another gives others."""
    first, second, third = (printed_digits(20, seed=seed)[0] for seed in (1, 1, 2))

    assert np.array_equal(first, second)
    assert not np.array_equal(first, third)
