"""Makes text from task authors safe to show."""

import re
from typing import Final

# Control characters, lone surrogates, and marks that turn the direction of what follows.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def printable(text: str) -> str:
    """The text with unprintable characters replaced by a visible sign."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def shorten(text: str, length: int) -> str:
    """The text, cut with an ellipsis where it is longer than `length`."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def capital(text: str) -> str:
    """The text with a capital first letter, as at the start of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"
