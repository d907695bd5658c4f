"""What layers are called: by depth and kind, `2 Conv2d`, not by where code keeps them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from triptych.report.text import printable, shorten

_INPUT: Final = "input"
_DECISION: Final = "decision"
_LONGEST: Final = 24
_READ_BY: Final = re.compile(r"as (.+) reads it")
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def layer_names(layers: Sequence[Mapping[str, Any]]) -> list[str]:
    """A name for each layer of layers.json: the input first, the decision last."""
    between = [f"{depth} {_kind(one)}" for depth, one in enumerate(layers[1:-1], start=1)]
    return [_INPUT, *between, _DECISION][: len(layers)]


def _kind(layer: Mapping[str, Any]) -> str:
    """The first module a layer is made of, in words: `ResidualBlock` is a residual block."""
    if read := _READ_BY.fullmatch(str(layer["layer"])):
        return shorten(printable(f"input of {read[1]}"), _LONGEST)
    first = printable(str(layer["layer"]).partition(",")[0])
    words = _INNER_CAPITAL.split(first)
    return shorten(first if len(words) == 1 else " ".join(words).lower(), _LONGEST)
