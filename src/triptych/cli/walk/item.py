"""The item of a walk in a window of text: its picture, words, curve or row, with marks."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from triptych.cli.show.item import SHADES
from triptych.cli.terminal import console
from triptych.cli.walk.curve import curve, spark
from triptych.report.words.text import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

INDENT: Final = 2
WIDEST: Final = 100
"""Columns of a drawing where no window limits it."""

SMALLEST_PICTURE: Final = 16
"""Columns a picture is drawn on at least: each pixel several times where it has fewer."""

STRONG: Final = 0.5
WEAK: Final = 0.2
"""Shares of the largest weight in the item from which a part is marked."""

RANKED: Final = 3

_FOR: Final = np.array([255.0, 176.0, 0.0])
_AGAINST: Final = np.array([80.0, 170.0, 255.0])

_Numbers = npt.NDArray[np.float64]


def print_item(place: "Console", raw: dict[str, Any]) -> None:
    """Print the item as a person would look at it."""
    match raw["kind"]:
        case "image":
            _print_lines(place, _picture(place, np.array(raw["values"]), None))
        case "text" | "string":
            _print_words(place, raw["text"])
            _print_cut(place, raw)
        case "audio" | "series":
            _print_lines(place, curve(raw["values"], _room(place)))
            rate = f" at {raw['rate']:g} a second" if raw["rate"] else ""
            place.print(f"  {raw['samples']:,} samples{rate}", style="dim")
        case "number":
            place.print(f"  {raw['value']}")
        case "row":
            cells = raw["columns"].items()
            pairs = [
                (name, "missing" if value is None else printable(str(value)))
                for name, value in cells
            ]
            console.print_pairs(place, pairs)


def print_marked(place: "Console", raw: dict[str, Any], saliency: Any) -> None:
    """Print the item once more, with what spoke for a decision and what against it."""
    weights = scaled(saliency)
    match raw["kind"]:
        case "image":
            pixels = np.array(raw["values"])
            weights = weights.reshape(*pixels.shape, -1).sum(axis=2)
            _print_lines(place, _picture(place, pixels, scaled(weights)))
        case "text" | "string":
            _print_tokens(place, raw["text"], weights)
        case "audio" | "series":
            room = _room(place)
            _print_lines(place, curve(raw["values"], room))
            for line in spark(weights.reshape(len(weights), -1).sum(axis=1), room):
                place.print(f"  {line}", soft_wrap=True)
        case "number":
            digits = str(raw["value"]).zfill(len(weights))
            _print_tokens(place, digits, weights)


def scaled(values: Any) -> _Numbers:
    """The weights as shares of the largest."""
    weights = np.nan_to_num(np.array(values, dtype=np.float64))
    largest = np.abs(weights).max(initial=0.0)
    return weights / largest if largest > 0 else weights


def level(weight: float) -> int:
    """2 for what speaks strongly for the decision, 1 weakly, 0 neither; negative against it."""
    size = 2 if abs(weight) >= STRONG else 1 if abs(weight) >= WEAK else 0
    return size if weight > 0 else -size


def _picture(place: "Console", pixels: _Numbers, weights: _Numbers | None) -> "list[Text]":
    if place.color_system is not None and not place.no_color:
        return _coloured(place, pixels, weights)
    return _signs(place, pixels, weights)


def _coloured(place: "Console", pixels: _Numbers, weights: _Numbers | None) -> "list[Text]":
    """Two pixels a letter, one above the other."""
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
    """Two letters a pixel, because letters are twice as high as wide."""
    from rich.text import Text

    if weights is None:
        shades = _pooled(pixels, _room(place) // 2) * (len(SHADES) - 1)
        letters = [[SHADES[round(shade)] for shade in row] for row in shades.tolist()]
    else:
        signs = {2: "#", 1: "+", 0: "·", -1: "-", -2: "="}
        rows = _pooled(weights, _room(place) // 2).tolist()
        letters = [[signs[level(weight)] for weight in row] for row in rows]
    return [Text("".join(letter * 2 for letter in row).rstrip()) for row in letters]


def _fitting(picture: _Numbers, room: int) -> _Numbers:
    """As large as can be seen, and no wider than the window."""
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


def _print_tokens(place: "Console", text: str, weights: _Numbers) -> None:
    """The words, the three that count most in brackets: `[1+ free]` speaks for the decision."""
    from rich.text import Text

    tokens = _tokens(text, weights)
    order = sorted(tokens, key=lambda token: -abs(token[1]))[:RANKED]
    ranks = {id(token): rank for rank, token in enumerate(order, start=1) if level(token[1])}
    line = Text()
    for token in tokens:
        words, weight = token
        inner = words.strip()
        gap = words[: len(words) - len(words.lstrip())]
        line.append(" " if gap else "")
        if id(token) in ranks:
            sign = "+" if weight > 0 else "-"
            inner = f"[{ranks[id(token)]}{sign} {inner}]"
        line.append(inner, _STYLES[level(weight)])
    _print_wrapped(place, line)


_STYLES: Final = {2: "bold yellow", 1: "yellow", 0: "", -1: "cyan", -2: "bold cyan"}


def _tokens(text: str, weights: _Numbers) -> list[tuple[str, float]]:
    """Neighbouring characters of one weight, with it; what has no weight comes last."""
    pairs = list(zip(printable(text), weights.tolist(), strict=False))
    tokens = [
        ("".join(letter for letter, _ in group), weight)
        for weight, group in groupby(pairs, key=lambda pair: pair[1])
    ]
    rest = text[len(pairs) :]
    return [*tokens, (rest, 0.0)] if rest else tokens


def _print_words(place: "Console", text: str) -> None:
    from rich.text import Text

    _print_wrapped(place, Text(" ".join(printable(text).split())))


def _print_cut(place: "Console", raw: dict[str, Any]) -> None:
    if raw["characters"] > len(raw["text"]):
        place.print(f"  … {raw['characters']:,} characters in all", style="dim")


def _print_wrapped(place: "Console", text: "Text") -> None:
    _print_lines(place, list(text.wrap(place, max(_room(place), 1))))


def _print_lines(place: "Console", lines: "Sequence[Text]") -> None:
    from rich.text import Text

    for line in lines:
        place.print(Text(" " * INDENT) + line, soft_wrap=True)


def _room(place: "Console") -> int:
    return min(place.width, WIDEST) - 2 * INDENT
