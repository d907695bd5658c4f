"""The item of a walk in a terminal: a picture, text, curve or row, with marks."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from triptych.cli.show.item import SHADES
from triptych.cli.terminal import console
from triptych.cli.walk.curve import curve, spark
from triptych.report.drawing.walk import level, shares
from triptych.report.words.text import printable
from triptych.results.formats.walks import RawAudio, RawImage, RawSeries

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from triptych.report.model.walk import Sight, Token
    from triptych.results.formats.walks import Nested, RawItem

INDENT: Final = 2
WIDEST: Final = 100
"""Largest width of a drawing, in columns, outside a terminal."""

SMALLEST_PICTURE: Final = 16
"""Columns a picture is drawn on at least: each pixel several times where it has fewer."""

_FOR: Final = np.array([255.0, 176.0, 0.0])
_AGAINST: Final = np.array([80.0, 170.0, 255.0])

_SIGNS: Final = {3: "#", 2: "#", 1: "+", 0: "·", -1: "-", -2: "=", -3: "="}
"""For each level, the signs for parts that count for the decision, and against it."""

_STYLES: Final = {
    "for-3": "bold yellow",
    "for-2": "yellow",
    "for-1": "yellow",
    "against-1": "cyan",
    "against-2": "cyan",
    "against-3": "bold cyan",
}

_Numbers = npt.NDArray[np.float64]


def print_item(place: "Console", raw: "RawItem", sight: "Sight") -> None:
    """Print the item as a person would look at it."""
    match raw:
        case RawImage():
            _print_lines(place, _picture(place, np.array(raw.values, dtype=np.float64), None))
        case RawAudio() | RawSeries():
            _print_lines(place, curve(raw.values, _room(place)))
        case _ if sight.cells:
            cells = [(printable(name), printable(value)) for name, value in sight.cells]
            console.print_pairs(place, cells)
        case _:
            _print_tokens(place, sight.tokens)
    if sight.caption:
        place.print(f"  {sight.caption}", style="dim")


def print_marked(
    place: "Console", raw: "RawItem", sight: "Sight", saliency: "Nested | None"
) -> None:
    """Print the item with marks on the parts that count for a decision and against it."""
    match raw:
        case RawImage():
            pixels, weights = np.array(raw.values, dtype=np.float64), shares(saliency)
            weights = weights.reshape(*pixels.shape, -1).sum(axis=2)
            _print_lines(place, _picture(place, pixels, shares(weights)))
        case RawAudio() | RawSeries():
            room, weights = _room(place), shares(saliency)
            _print_lines(place, curve(raw.values, room))
            _print_lines(place, spark(weights.reshape(len(weights), -1).sum(axis=1), room))
        case _:
            _print_tokens(place, sight.tokens)


def _picture(place: "Console", pixels: _Numbers, weights: _Numbers | None) -> "list[Text]":
    if place.color_system is not None and not place.no_color:
        return _coloured(place, pixels, weights)
    return _signs(place, pixels, weights)


def _coloured(place: "Console", pixels: _Numbers, weights: _Numbers | None) -> "list[Text]":
    """Draw two pixels per character, one above the other, in colour."""
    from rich.text import Text

    colours = np.repeat(pixels[:, :, None] * 255, 3, axis=2)
    if weights is not None:
        share = 0.75 * np.abs(weights)[:, :, None]
        tint = np.where(weights[:, :, None] > 0, _FOR, _AGAINST)
        colours = (1 - share) * colours + share * tint
    colours = _fitting(colours, _room(place))
    if len(colours) % 2:
        colours = np.concatenate([colours, colours[-1:]])
    lines = []
    for upper, lower in zip(colours[::2], colours[1::2], strict=True):
        line = Text()
        for above, below in zip(upper, lower, strict=True):
            line.append("▀", f"{_colour(above)} on {_colour(below)}")
        lines.append(line)
    return lines


def _colour(value: _Numbers) -> str:
    return f"#{''.join(f'{round(part):02x}' for part in value.tolist())}"


def _signs(place: "Console", pixels: _Numbers, weights: _Numbers | None) -> "list[Text]":
    """Draw two characters per pixel, because characters are twice as high as wide."""
    from rich.text import Text

    if weights is None:
        shades = _pooled(pixels, _room(place) // 2) * (len(SHADES) - 1)
        letters = [[SHADES[round(shade)] for shade in row] for row in shades.tolist()]
    else:
        rows = _pooled(weights, _room(place) // 2).tolist()
        letters = [[_SIGNS[level(weight)] for weight in row] for row in rows]
    return [Text("".join(letter * 2 for letter in row).rstrip()) for row in letters]


def _fitting(picture: _Numbers, room: int) -> _Numbers:
    """The picture, enlarged where it is small, and no wider than the terminal."""
    times = max(1, SMALLEST_PICTURE // picture.shape[1])
    return _pooled(picture.repeat(times, axis=0).repeat(times, axis=1), room)


def _pooled(picture: _Numbers, room: int) -> _Numbers:
    """Means of squares of pixels, no more than `room` beside each other."""
    side = -(-picture.shape[1] // room)
    if side == 1:
        return picture
    height, width = (length - length % side for length in picture.shape[:2])
    blocks = picture[:height, :width].reshape(
        height // side, side, width // side, side, *picture.shape[2:]
    )
    return np.asarray(blocks.mean(axis=(1, 3)))


def _print_tokens(place: "Console", tokens: "Iterable[Token]") -> None:
    """Print the words, the most important ones in brackets: `[1+ free]` counts for the decision."""
    from rich.text import Text

    line = Text()
    for token in tokens:
        # Line breaks and tabs of the item would tear the lines made here.
        words = re.sub(r"\s+", " ", printable(token.in_brackets))
        line.append(words, _STYLES.get(token.style))
    _print_lines(place, list(line.wrap(place, max(_room(place), 1))))


def _print_lines(place: "Console", lines: "Sequence[Text]") -> None:
    from rich.text import Text

    for line in lines:
        place.print(Text(" " * INDENT) + line, soft_wrap=True)


def _room(place: "Console") -> int:
    return min(place.width, WIDEST) - 2 * INDENT
