"""Two kinds of tiny items that a network can learn in a second."""

import numpy as np
import pytest


@pytest.fixture(scope="session")
def bars():
    """Images (n, 6, 6) with one bar across or one bar down, and which it is."""
    generator = np.random.default_rng(0)
    images = generator.random((120, 6, 6)) * 0.3
    labels = np.array(["across", "down"], dtype=object)[generator.integers(0, 2, 120)]
    for image, label, place in zip(images, labels, generator.integers(1, 5, 120), strict=True):
        image[(place, slice(None)) if label == "across" else (slice(None), place)] = 1
    return images, labels


@pytest.fixture(scope="session")
def rows():
    """Rows of four numbers, and on which side of a bent line they lie."""
    generator = np.random.default_rng(1)
    X = generator.normal(size=(300, 4)) * [1, 10, 100, 1000]
    inside = np.abs(X[:, 0]) + np.abs(X[:, 1] / 10) < 1.2
    return X, np.where(inside, "inside", "outside").astype(object)
