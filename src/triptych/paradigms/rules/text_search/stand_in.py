"""Stand-ins: ASCII characters that RE2 reads as `re` reads what they are put in place of."""

from typing import Final

PLAIN: Final = 0
"""ASCII, to both the same letters, digits, spaces, ends of words and of lines."""

SYMBOLS: Final = 1
"""A sign beyond ASCII that is to both neither letter, digit nor space."""

LETTERS: Final = 2
"""A letter beyond ASCII: one to `re`, none to RE2."""

NEVER: Final = 3
"""A character on which both differ whatever the pattern, another digit or space; or a stand-in."""

LETTER: Final = "_"
"""In place of every letter beyond ASCII: a letter to RE2, as those are to `re`."""

SYMBOL: Final = "\x01"
"""In place of every symbol without a stand-in of its own."""

OWN: Final = dict(
    zip(
        "£€¥§©®°±·×÷–—‘’“”•…™",  # noqa: RUF001  signs that patterns ask for by name
        "\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a",
        strict=True,
    )
)
"""A symbol has one where patterns ask for it: a pattern names the stand-in instead."""

CODES: Final = frozenset((SYMBOL, *OWN.values()))
"""Stand-ins of symbols: what is in a text itself cannot stand for something else in it."""

OTHER_CASE_IN_ASCII: Final = "\u0130\u0131\u017f\u212a"
"""Letters beyond ASCII that are an i, s or k in another case."""

_SPACES_OF_BOTH: Final = " \t\n\f\r"


def kind(character: str) -> int:
    """The kind of a character; a text is of the highest kind among its characters."""
    if character.isspace():
        return PLAIN if character in _SPACES_OF_BOTH else NEVER
    if character.isascii():
        return NEVER if character in CODES else PLAIN
    if not character.isalnum():
        return SYMBOLS
    return NEVER if character.isdecimal() or character in OTHER_CASE_IN_ASCII else LETTERS


def stand_in(character: str) -> str:
    """What to search for in place of the character: itself, if it is ASCII."""
    if character.isascii():
        return character
    return LETTER if character.isalnum() else OWN.get(character, SYMBOL)
