"""The pictures: one shape in noise, among blobs and lines that are none."""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from triptych.tasks.shapes.outlines import (
    SHAPES,
    SIZE,
    Numbers,
    Points,
    corners,
    directions,
    polygon_distances,
    segment_distances,
)

Pictures = npt.NDArray[np.uint8]
"""Grey pictures (n, 28, 28), 0 for black to 255 for white."""

RADIUS: Final = (5.5, 9.5)
"""Least and most distance of a shape's outermost corner from its centre, in pixels."""
DECOYS: Final = 4
"""Most blobs and lines in a picture; some lie beyond its edge."""
CORNER: Final = 7
"""Height and width of the upper left corner that no shape reaches into."""

# Pixels down and across from the upper left: where the dot of each shape begins.
_DOTS: Final = ((1, 0), (1, 2), (1, 4), (4, 0), (4, 2), (4, 4))
_FAR: Final = np.float32(SIZE)

Draw = Callable[..., Numbers]
"""Draws numbers evenly between two bounds, one for each picture."""


def draw(
    count: int, seed: int, shortcut: bool = False
) -> tuple[Pictures, npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """Draw pictures, the names of their shapes, and which pixels (n, 28, 28) each shape covers.

    All shapes are equally frequent. With `shortcut` the same pictures have, besides, a white
    dot in the upper left corner whose place gives the shape away; it counts as no part of it.
    """
    generator = np.random.default_rng(seed)
    numbers = generator.permutation(np.arange(count) % len(SHAPES))
    pictures, covered = _pictures(generator, numbers)
    if shortcut:
        for number, (row, column) in enumerate(_DOTS):
            pictures[numbers == number, row : row + 2, column : column + 2] = 255
    return pictures, np.array(SHAPES, dtype=object)[numbers], covered


def neutral(count: int, seed: int) -> Pictures:
    """Draw pictures of background, noise and decoys alone: there is no shape in them."""
    pictures, _ = _pictures(np.random.default_rng(seed), np.full(count, -1))
    return pictures


def _pictures(
    generator: np.random.Generator, numbers: npt.NDArray[np.intp]
) -> tuple[Pictures, npt.NDArray[np.bool_]]:
    """Pictures of the shapes with these numbers, -1 for none, and what the shapes cover."""

    def drawn(least: float, most: float) -> Numbers:
        return generator.uniform(least, most, len(numbers)).astype(np.float32)

    radius = drawn(*RADIUS)
    centre = _centres(drawn, radius)
    coverage = _shapes(drawn, numbers, centre, radius)
    light = _background(drawn)
    light += coverage * drawn(0.25, 0.6)[:, None, None]
    for _ in range(DECOYS):
        light += _decoys(drawn, centre, radius) * drawn(0.2, 0.6)[:, None, None]
    noise = generator.standard_normal(light.shape, dtype=np.float32)
    light += noise * drawn(0.02, 0.1)[:, None, None]
    return (np.clip(light, 0, 1) * 255).round().astype(np.uint8), coverage > 0


def _centres(drawn: Draw, radius: Numbers) -> Points:
    """Centres of shapes that lie wholly inside the picture and off its upper left corner."""
    margin = radius + 1
    row, column = (margin + drawn(0, 1) * (SIZE - 1 - 2 * margin) for _ in range(2))
    below, beside = np.maximum(row - CORNER, 0), np.maximum(column - CORNER, 0)
    near = np.sqrt(below**2 + beside**2) < margin
    centre = row + 1j * column
    return np.where(near, (SIZE - 1) * (1 + 1j) - centre, centre).astype(np.complex64)


def _shapes(drawn: Draw, numbers: npt.NDArray[np.intp], centre: Points, radius: Numbers) -> Numbers:
    """How much of each pixel the shapes cover: filled or in outline, turned, and foreshortened."""
    turn, view = directions(drawn(0, 2 * np.pi)), directions(drawn(0, 2 * np.pi))
    shortened = drawn(0.75, 1)
    distance = np.full((len(numbers), SIZE, SIZE), _FAR)
    for number, name in enumerate(SHAPES):
        these = numbers == number
        seen = corners(name) * turn[these, None]
        seen.imag *= shortened[these, None]
        placed = seen * (view * radius)[these, None] + centre[these, None]
        distance[these] = polygon_distances(placed)
    in_outline = drawn(0, 1)[:, None, None] < 0.5
    outline = np.abs(distance + 1) - drawn(0.6, 1)[:, None, None]
    return _coverage(np.where(in_outline, outline, distance))


def _decoys(drawn: Draw, centre: Points, radius: Numbers) -> Numbers:
    """How much of each pixel one decoy a picture covers: a blob or a line beside the shape.

    A line may run in any direction, and so into the shape.
    """
    middle = centre + directions(drawn(0, 2 * np.pi)) * (radius + drawn(2, 10))
    is_line = drawn(0, 1) < 0.5
    half = directions(drawn(0, np.pi)) * np.where(is_line, drawn(2, 5), drawn(0, 0.8))
    thickness = np.where(is_line, drawn(0.4, 0.8), drawn(0.9, 1.7))
    return _coverage(segment_distances(middle - half, middle + half) - thickness[:, None, None])


def _background(drawn: Draw) -> Numbers:
    """An even grey that grows lighter to one side."""
    level, down, across = drawn(0.15, 0.35), drawn(-0.08, 0.08), drawn(-0.08, 0.08)
    from_middle = np.linspace(-1, 1, SIZE, dtype=np.float32)
    rows, columns = from_middle[:, None], from_middle[None, :]
    down, across = down[:, None, None] * rows, across[:, None, None] * columns
    return np.asarray(level[:, None, None] + down + across)


def _coverage(distance: Numbers) -> Numbers:
    """How much of a pixel lies within a border at that distance from its middle."""
    return np.asarray(np.clip(np.float32(0.5) - distance, 0, 1))
