"""Promises of support vectors on pictures and sounds."""

import numpy as np
import pytest

from triptych.paradigms.classical.signals import pixel_vectors, spectrum_vectors


def rings_and_crosses(count=120, colours=0):
    random = np.random.default_rng(0)
    down, across = np.mgrid[-6:7, -6:7]
    shapes = {"ring": abs(np.hypot(down, across) - 4) < 1, "cross": (down * across) == 0}
    truth = np.array(["ring", "cross"] * (count // 2), dtype=object)
    pictures = random.integers(0, 60, (count, 16, 16)).astype(np.uint8)
    for picture, label in zip(pictures, truth, strict=True):
        top, left = random.integers(0, 3, 2)
        picture[top : top + 13, left : left + 13][shapes[label]] = 220
    if colours:
        pictures = np.repeat(pictures[..., None], colours, axis=3)
    return pictures, truth


@pytest.mark.parametrize("colours", [0, 3])
def test_shapes_are_told_apart(colours):
    pictures, truth = rings_and_crosses(colours=colours)
    model = pixel_vectors(seed=0).fit(pictures[:80], truth[:80])

    assert np.mean(model.predict(pictures[80:]) == truth[80:]) > 0.9
    assert model.reads == "raw"


def test_tones_are_told_apart_in_noise():
    random = np.random.default_rng(0)
    truth = np.array(["low", "high"] * 40, dtype=object)
    steps = np.arange(2000) / 8000
    hertz = np.where(truth == "low", 400, 520)
    waves = np.sin(2 * np.pi * hertz[:, None] * steps) + random.normal(size=(80, 2000))
    model = spectrum_vectors(seed=0, samples_per_second=8000).fit(waves[:50], truth[:50])

    assert np.mean(model.predict(waves[50:]) == truth[50:]) > 0.9
