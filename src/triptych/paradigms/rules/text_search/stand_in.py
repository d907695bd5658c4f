"""Stand-ins: ASCII characters that RE2 treats as `re` treats the characters they replace."""

from typing import Final

PLAIN: Final = 0
"""ASCII: both engines agree on letters, digits, spaces and ends of words and lines."""

SYMBOLS: Final = 1
"""A non-ASCII sign that is no letter, digit or space in both engines."""

LETTERS: Final = 2
"""A non-ASCII letter: a letter for `re`, but not for RE2."""

NEVER: Final = 3
"""A character on which the engines differ for every pattern, or a stand-in."""

LETTER: Final = "_"
"""Replaces every non-ASCII letter: RE2 treats it as a letter, as `re` treats those."""

SYMBOL: Final = "\x01"
"""Replaces every symbol without a stand-in of its own."""

OWN: Final = dict(
    zip(
        "£€¥§©®°±·×÷–—‘’“”•…™",  # noqa: RUF001  signs that patterns ask for by name
        "\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a",
        strict=True,
    )
)
"""Stand-ins of symbols that patterns name: the pattern then names the stand-in."""

CODES: Final = frozenset((SYMBOL, *OWN.values()))
"""The stand-ins of symbols; a text that itself contains one is of the kind NEVER."""

OTHER_CASE_IN_ASCII: Final = "\u0130\u0131\u017f\u212a"
"""Non-ASCII letters whose other case is i, s or k."""

_SPACES_OF_BOTH: Final = " \t\n\f\r"


def kind(character: str) -> int:
    """The kind of a character; a text has the highest kind of its characters."""
    if character.isspace():
        return PLAIN if character in _SPACES_OF_BOTH else NEVER
    if character.isascii():
        return NEVER if character in CODES else PLAIN
    if not character.isalnum():
        return SYMBOLS
    return NEVER if character.isdecimal() or character in OTHER_CASE_IN_ASCII else LETTERS


def stand_in(character: str) -> str:
    """The stand-in for a character; an ASCII character stays unchanged."""
    if character.isascii():
        return character
    return LETTER if character.isalnum() else OWN.get(character, SYMBOL)
