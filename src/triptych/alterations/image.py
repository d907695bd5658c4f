"""Corrupted images: noisy pixels, and blur."""

import numpy as np
from scipy.ndimage import gaussian_filter

from triptych.alterations.number_type import as_before
from triptych.dataset import Raw
from triptych.study import Alter


def noise(known: Raw, level: float) -> Alter:
    """Add Gaussian noise to every pixel; the level is in shares of the range of brightness."""
    darkest, brightest = float(np.min(known)), float(np.max(known))

    def alter(raw: Raw, random: np.random.Generator) -> Raw:
        images = np.asarray(raw)
        added = level * (brightest - darkest) * random.normal(size=images.shape)
        return as_before(np.clip(images + added, darkest, brightest), images.dtype)

    return alter


def blur(known: Raw, level: float) -> Alter:
    """Blur images (n, height, width, …); the level is a Gaussian's standard deviation in pixels."""

    def alter(raw: Raw, random: np.random.Generator) -> Raw:
        images = np.asarray(raw)
        widths = (0, level, level, *[0] * (images.ndim - 3))
        return as_before(gaussian_filter(images.astype(float), widths), images.dtype)

    return alter
