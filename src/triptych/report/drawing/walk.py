"""Drawings of the item of a walk: its pixels or its curve, with the parts that count."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from markupsafe import escape

from triptych.report.words.text import printable

GREYS: Final = 12
LARGEST: Final = 32
"""Largest side of a picture, in pixels; larger ones are downsampled."""

LEVELS: Final = (0.15, 0.4, 0.7)
"""Shares of the largest weight at which the levels 1, 2 and 3 begin."""

CURVE: Final = (320, 90)
BARS: Final = 26
"""Largest height of a weight's bar above or below its line, in points."""

RANKED: Final = 3

Numbers = npt.NDArray[np.float64]


def level(weight: float) -> int:
    """The level of a share of the largest weight, 0 to 3; negative against the decision."""
    size = sum(abs(weight) >= bound for bound in LEVELS)
    return size if weight > 0 else -size


def shares(values: Any) -> Numbers:
    """Weights as shares of the largest; unknown weights become 0."""
    weights = np.nan_to_num(np.array(values, dtype=np.float64))
    largest = np.abs(weights).max(initial=0.0)
    return weights / largest if largest > 0 else weights


def ranked(weights: Sequence[float]) -> dict[int, int]:
    """The ranks of the most important parts, by their position."""
    order = sorted(range(len(weights)), key=lambda place: -abs(weights[place]))
    counting = [place for place in order if level(weights[place])]
    return {place: rank for rank, place in enumerate(counting[:RANKED], start=1)}


def picture(name: str, title: str, values: Any) -> str:
    """Grey pixels, as a drawing that marked copies refer to."""
    pixels = _coarser(np.array(values, dtype=np.float64))
    greys = np.clip(np.round(pixels * (GREYS - 1)), 0, GREYS - 1).astype(int)
    paths = "".join(
        f'<path fill="{_grey(grey)}" d="{_runs(greys == grey, _full)}"/>'
        for grey in np.unique(greys).tolist()
    )
    height, width = greys.shape
    inner = f'<g id="{name}-pixels" shape-rendering="crispEdges">{paths}</g>'
    return _svg(name, (width, height), title, "", inner, "picture")


def marked_picture(name: str, item: str, title: str, description: str, saliency: Any) -> str:
    """The drawing `item`, with squares on pixels for the decision and dots on pixels against it."""
    weights = np.nan_to_num(np.array(saliency, dtype=np.float64))
    weights = shares(_coarser(weights.reshape(*weights.shape[:2], -1).sum(axis=2)))
    levels = np.vectorize(level)(weights)
    paths = [f'<use href="#{item}-pixels"/>']
    for found in np.unique(levels[levels != 0]).tolist():
        shape, kind = (_full, "for") if found > 0 else (_dot, "against")
        paths.append(f'<path class="{kind}-{abs(found)}" d="{_runs(levels == found, shape)}"/>')
    height, width = levels.shape
    return _svg(name, (width, height), title, description, "".join(paths), "picture")


def curve(name: str, title: str, values: Any) -> str:
    """A recording or series over time."""
    # A class of its own: a copy by <use> lies outside the drawing that a longer selector names.
    inner = f'<path id="{name}-line" class="walk-line" d="{_line(values)}"/>'
    return _svg(name, CURVE, title, "", inner, "curve")


def marked_curve(
    name: str, item: str, title: str, description: str, saliency: Any, pieces: int
) -> str:
    """The curve `item` with bars: up for the decision, down against it."""
    width, height = CURVE
    weights = _by_piece(saliency, pieces)
    step = width / len(weights)
    middle = height + BARS + 4
    parts = []
    for place, weight in enumerate(weights.tolist()):
        if found := level(weight):
            kind = f"{'for' if found > 0 else 'against'}-{abs(found)}"
            left, tall = f"{place * step:.4g}", BARS * abs(weight)
            top = middle - tall if found > 0 else middle
            parts.append(
                f'<path class="band {kind}" d="M{left} 0h{step:.4g}v{height}h-{step:.4g}z"/>'
                f'<path class="{kind}" d="M{left} {top:.4g}h{step:.4g}v{tall:.4g}h-{step:.4g}z"/>'
            )
    ranks = "".join(
        f'<text x="{(place + 0.5) * step:.4g}" y="9" class="rank">{rank}</text>'
        for place, rank in ranked(weights.tolist()).items()
    )
    axis = f'<path class="axis" d="M0 {middle}h{width}"/>'
    inner = f'{"".join(parts)}<use href="#{item}-line"/>{axis}{ranks}'
    return _svg(name, (width, middle + BARS), title, description, inner, "curve")


def _svg(
    name: str, size: tuple[int, int], title: str, description: str, inner: str, kind: str
) -> str:
    width, height = size
    named = f"{name}-title"
    said = f'<title id="{named}">{escape(printable(title))}</title>'
    if description:
        named += f" {name}-description"
        said += f'<desc id="{name}-description">{escape(printable(description))}</desc>'
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{named}">{said}{inner}</svg>'
    )


def _grey(number: int) -> str:
    return f"#{f'{round(number * 255 / (GREYS - 1)):02x}' * 3}"


def _runs(mask: npt.NDArray[np.bool_], shape: Callable[[int, int, int], str]) -> str:
    """One SVG path over all true pixels, a piece for each run in a row."""
    pieces = []
    for row, line in enumerate(mask.tolist()):
        start = 0
        for is_in, group in groupby(line):
            length = len(list(group))
            if is_in:
                pieces.append(shape(start, row, length))
            start += length
    return "".join(pieces)


def _full(column: int, row: int, length: int) -> str:
    return f"M{column} {row}h{length}v1h-{length}z"


def _dot(column: int, row: int, length: int) -> str:
    return "".join(f"M{place}.3 {row}.3h.4v.4h-.4z" for place in range(column, column + length))


def _coarser(pixels: Numbers) -> Numbers:
    """Means of squares of pixels, so that no side is longer than LARGEST."""
    side = -(-max(pixels.shape) // LARGEST)
    if side == 1:
        return pixels
    height, width = (length // side for length in pixels.shape)
    blocks = pixels[: height * side, : width * side].reshape(height, side, width, side)
    return np.asarray(blocks.mean(axis=(1, 3)))


def _line(values: Any) -> str:
    width, height = CURVE
    line = np.nan_to_num(np.array(values, dtype=np.float64))
    span = float(np.ptp(line)) or 1.0
    across = np.linspace(0, width, len(line))
    down = 3 + (line.max(initial=0.0) - line) / span * (height - 6)
    points = (f"{x:.4g} {y:.3g}" for x, y in zip(across.tolist(), down.tolist(), strict=True))
    return f"M{'L'.join(points)}"


def _by_piece(saliency: Any, pieces: int) -> Numbers:
    """The weight of each of `pieces` equal pieces of time."""
    weights = np.nan_to_num(np.array(saliency, dtype=np.float64))
    weights = weights.reshape(len(weights), -1).sum(axis=1)
    count = max(1, min(pieces, len(weights)))
    starts = np.arange(count) * len(weights) // count
    return shares(np.add.reduceat(weights, starts) / np.diff([*starts, len(weights)]))
