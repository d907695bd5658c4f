"""Promises of oriented gradients: edges are where they are, and run the way they run."""

import numpy as np
import pytest

from triptych.paradigms.classical.gradients import gradient_meanings, oriented_gradients

CELLS, DIRECTIONS = 4, 4


@pytest.fixture
def histogram():
    """The histogram (directions, cells, cells) of an image."""

    def measure(image, brightest=1.0):
        measured = oriented_gradients(np.asarray(image)[None], brightest, CELLS, DIRECTIONS)
        return measured.reshape(DIRECTIONS, CELLS, CELLS)

    return measure


@pytest.fixture
def slopes():
    """Images that grow lighter along a straight line; their edges run across it, in degrees."""
    rows, columns = np.mgrid[:16, :16] / 32
    return {0: rows, 90: columns, 45: (rows + columns) / 2, 135: (rows - columns + 1) / 2}


@pytest.mark.parametrize("degrees", [0, 45, 90, 135])
def test_all_of_an_even_slope_runs_one_way(histogram, slopes, degrees):
    """Every cell of an even slope has edges of one direction, counted from across, upwards."""
    found = histogram(slopes[degrees])

    assert (found.argmax(axis=0) == degrees // 45).all()
    assert np.delete(found, degrees // 45, axis=0).max() < 1e-6


def test_an_edge_is_in_its_own_cell(histogram):
    """A spot in the upper left leaves the far cells empty."""
    image = np.zeros((16, 16))
    image[1:3, 1:3] = 1
    found = histogram(image)

    assert found[:, 0, 0].max() > 0.3
    assert found[:, 2:, 2:].max() == 0


def test_contrast_hardly_matters(histogram):
    """Half as light a picture has nearly the same edges; a blank one has none."""
    image = np.random.default_rng(0).random((16, 16))

    np.testing.assert_allclose(histogram(image), histogram(image / 2), atol=0.05)
    assert histogram(np.ones((16, 16))).max() == 0


def test_values_are_read_against_the_brightest(histogram):
    """Whole numbers to 255 and shares to 1 are the same image."""
    image = np.random.default_rng(0).integers(0, 256, (16, 16)).astype(np.uint8)

    np.testing.assert_allclose(histogram(image, 255), histogram(image / 255), atol=1e-6)


def test_images_are_measured_by_themselves():
    """A hundred images, measured in portions, are what each is alone; no image gives no row."""
    images = np.random.default_rng(0).random((100, 12, 12))
    together = oriented_gradients(images, 1, CELLS, DIRECTIONS)

    for number in (0, 63, 64, 99):
        alone = oriented_gradients(images[[number]], 1, CELLS, DIRECTIONS)[0]
        np.testing.assert_allclose(alone, together[number], atol=1e-6)
    assert oriented_gradients(images[:0], 1, CELLS, DIRECTIONS).shape == (0, 64)


def test_every_column_has_a_meaning_of_its_own():
    """Names and meanings are as many as the columns, and none is given twice."""
    meanings = gradient_meanings(CELLS, DIRECTIONS)

    assert len(meanings) == len(set(meanings.values())) == DIRECTIONS * CELLS**2
    assert next(iter(meanings)) == "edges at 0 degrees, row 1 column 1"
