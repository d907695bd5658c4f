"""What the ink encloses: holes, and bays that are open to one side."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Ink = npt.NDArray[np.float64]
"""Images (n, 8, 8), 0 for paper to 1 for full ink."""

# Paper joins along its sides, ink also over corners: a thin slanted stroke does not leak.
_SIDES: Final = np.array([[[0, 0, 0]] * 3, [[0, 1, 0], [1, 1, 1], [0, 1, 0]], [[0, 0, 0]] * 3])


def hole_depths(ink: Ink) -> Ink:
    """How much darker the faintest part of the surrounding ring is, for each pixel.

    Zero where a way over paper of the same grey leads out of the image. It is the depth of
    water that would stand if ink were height: no threshold decides what counts as ink.
    """
    ground = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    water = np.ones_like(ground)
    water[:, [0, -1], :] = water[:, :, [0, -1]] = 0
    while True:
        inside = water[:, 1:-1, 1:-1]
        beside = (water[:, :-2, 1:-1], water[:, 2:, 1:-1], water[:, 1:-1, :-2], water[:, 1:-1, 2:])
        lower = np.maximum(np.minimum.reduce((inside, *beside)), ink)
        if np.array_equal(lower, inside):
            return np.asarray(lower - ink)
        water[:, 1:-1, 1:-1] = lower


def count_holes(depths: Ink, least_depth: float) -> npt.NDArray[np.float64]:
    """How many separate holes of at least that depth each image has."""
    numbers, _ = ndimage.label(depths >= least_depth, structure=_SIDES)
    image, row, column = np.nonzero(numbers)
    _, first = np.unique(numbers[image, row, column], return_index=True)
    return np.bincount(image[first], minlength=len(depths)).astype(np.float64)


def bay_depths(ink: Ink) -> dict[str, Ink]:
    """How sheltered each pixel is on three sides, by the side that is open.

    A pixel of a bay that is open to the left sees ink when it looks up, down and right,
    and less of it to the left; the faintest of the three sights less the open one is its depth.
    """
    above, below = _seen(ink, axis=1, backward=False), _seen(ink, axis=1, backward=True)
    left, right = _seen(ink, axis=2, backward=False), _seen(ink, axis=2, backward=True)
    walls_and_opening = {
        "left": (above, below, right, left),
        "right": (above, below, left, right),
        "top": (left, right, below, above),
        "bottom": (left, right, above, below),
    }
    return {
        side: np.maximum(np.minimum.reduce(walls) - np.maximum(ink, opening), 0)
        for side, (*walls, opening) in walls_and_opening.items()
    }


def _seen(ink: Ink, axis: int, backward: bool) -> Ink:
    """The darkest ink each pixel sees along an axis, itself not included."""
    ordered = np.flip(ink, axis) if backward else ink
    darkest = np.maximum.accumulate(ordered, axis=axis)
    shifted = np.zeros_like(ink)
    ahead, behind = (slice(None),) * axis + (slice(1, None),), (slice(None),) * axis + (slice(-1),)
    shifted[ahead] = darkest[behind]
    return np.flip(shifted, axis) if backward else shifted
