"""Promises of measurements of pictures."""

import numpy as np
import pytest

from triptych.features.images import COLOURS, MEANINGS, grey, meanings_of, measure_images


def bar(*, standing):
    picture = np.zeros((12, 12), dtype=np.uint8)
    picture[2:10, 5:7] = 255
    return picture if standing else picture.T


def test_a_bar_is_longer_where_it_lies():
    """A standing bar spreads downwards, one that lies across; both are as bright."""
    table = measure_images(np.stack([bar(standing=True), bar(standing=False)]))

    assert table["spread down"][0] > 2 * table["spread across"][0]
    assert table["spread across"][1] > 2 * table["spread down"][1]
    assert table["brightness"][0] == pytest.approx(table["brightness"][1])
    assert table["left and right alike"][0] == pytest.approx(1)


@pytest.mark.parametrize("size", [(1, 1), (3, 7), (28, 28)])
def test_any_size_gives_every_column(size):
    """Also black pictures, and those smaller than the grid of fields."""
    table = measure_images(np.zeros((2, *size), dtype=np.uint8))

    assert list(table) == list(MEANINGS)
    assert np.isfinite(table.to_numpy()).all()


def test_pictures_in_colour_have_a_share_of_each():
    """Of a red picture all the brightness is red."""
    red = np.zeros((1, 5, 5, 3), dtype=np.uint8)
    red[..., 0] = 200
    table = measure_images(red)

    assert [table[colour][0] for colour in COLOURS] == [1, 0, 0]
    assert list(table) == list(meanings_of(red))
    assert grey(red, 255)[0, 0, 0] == pytest.approx(200 / 255 / 3)
