"""Finding the thing in a picture: what is lighter than the rest, in one piece, and largest."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Grey = npt.NDArray[np.float64]
"""Pictures (n, height, width), 0 for black to 1 for white."""
Mask = npt.NDArray[np.bool_]

# Evens out noise, hardly rounds corners; pixels.
_SMOOTHING: Final = 0.5
# Of the pixels; whoever loses more by having its lines cut off is thin itself.
_LEAST_LEFT: Final = 0.7
_EMPTY: Final = np.zeros((3, 3), dtype=bool)
# Neighbours in the same picture, never in the next.
_BY_SIDES: Final = np.stack((_EMPTY, ndimage.generate_binary_structure(2, 1), _EMPTY))
_BY_CORNERS: Final = np.stack((_EMPTY, np.ones((3, 3), dtype=bool), _EMPTY))


class Found(NamedTuple):
    """What was found in each of n pictures.

    body       (n, height, width): how much of each pixel belongs to the thing, holes filled
    core       (n, height, width): the pixels that belong to it, holes filled
    hollow     (n,): share of the thing that was hole
    contrast   (n,): how much lighter the light pixels are than the dark ones, 0 to 1
    """

    body: Grey
    core: Mask
    hollow: Grey
    contrast: Grey


def find(pictures: Grey) -> Found:
    """Find the largest light thing of each picture; its outline alone counts as the whole."""
    smooth = ndimage.gaussian_filter(pictures, (0, _SMOOTHING, _SMOOTHING))
    threshold, dark, light = _otsu(smooth)
    lit = smooth > threshold[:, None, None]
    core = _without_lines(_largest(ndimage.binary_fill_holes(lit, structure=_BY_SIDES)))
    contrast = light - dark
    share = np.clip(
        (smooth - dark[:, None, None]) / np.maximum(contrast, 1e-9)[:, None, None], 0, 1
    )
    inside = ndimage.binary_erosion(core, structure=_BY_SIDES)
    beside = ndimage.binary_dilation(core, structure=_BY_CORNERS)
    body = np.where(inside, 1, np.where(beside, share, 0))
    area = np.maximum(core.sum(axis=(1, 2)), 1)
    return Found(body, core, (core & ~lit).sum(axis=(1, 2)) / area, contrast)


def _otsu(pictures: Grey) -> tuple[Grey, Grey, Grey]:
    """The threshold that parts light from dark pixels best, and the mean of either part.

    After N. Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979.
    """
    values = np.sort(pictures.reshape(len(pictures), -1), axis=1)
    size = values.shape[1]
    darker = np.arange(1, size)
    sums = np.cumsum(values, axis=1)
    below = sums[:, :-1] / darker
    above = (sums[:, -1:] - sums[:, :-1]) / (size - darker)
    cut = (darker * (size - darker) * (above - below) ** 2).argmax(axis=1)
    each = np.arange(len(pictures))
    threshold = (values[each, cut] + values[each, cut + 1]) / 2
    return threshold, below[each, cut], above[each, cut]


def _without_lines(core: Mask) -> Mask:
    """The largest piece after thin lines have been cut off, or the whole where little is left."""
    thick = _largest(ndimage.binary_opening(core, structure=_BY_SIDES))
    enough = thick.sum(axis=(1, 2)) >= _LEAST_LEFT * core.sum(axis=(1, 2))
    return np.where(enough[:, None, None], thick, core)


def _largest(mask: Mask) -> Mask:
    """The largest piece of each picture; pixels are joined along their sides."""
    numbers, count = ndimage.label(mask, structure=_BY_SIDES)
    sizes = np.bincount(numbers.ravel(), minlength=count + 1)
    sizes[0] = 0
    flat = numbers.reshape(len(mask), -1)
    largest = flat[np.arange(len(mask)), sizes[flat].argmax(axis=1)]
    return np.asarray((numbers == largest[:, None, None]) & mask)
