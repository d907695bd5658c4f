"""In which texts RE2 finds what `re` finds: it depends on the characters and on the pattern."""

import re
from functools import cache
from typing import Final

from triptych.paradigms.rules.pattern import names_character

PLAIN: Final = 0
"""ASCII, to both the same letters, digits, spaces, ends of words and of lines."""

SYMBOLS: Final = 1
"""A sign beyond ASCII that is to both neither letter, digit nor space."""

LETTERS: Final = 2
"""A letter beyond ASCII: one to `re`, none to RE2."""

NEVER: Final = 3
"""A character on which both differ whatever the pattern: another digit or space."""

NOWHERE: Final = -1

_SYMBOL: Final = "\x01"
_LETTER: Final = "_"
"""Put in place of symbols and of letters beyond ASCII: they are to RE2 what those are to `re`."""

_READ_DIFFERENTLY: Final = re.compile(r"\{\s*,|\[[:.=]|\(\?\(|\\[0-9xuUN]|[\x00-\x1f]")
"""What both accept and may read in another way, {,3} and [[:alpha:]]; and what names stand-ins."""

_IGNORES_CASE: Final = re.compile(r"\(\?[a-zA-Z]*i")

_OTHER_CASE_IN_ASCII: Final = "\u0130\u0131\u017f\u212a"
"""Letters beyond ASCII that are an i, s or k in another case."""

_SPACES_OF_BOTH: Final = " \t\n\f\r"

_LONGEST_PATTERN: Final = 10_000


def kind(character: str) -> int:
    """The kind of a character; a text is of the highest kind among its characters."""
    if character.isspace():
        return PLAIN if character in _SPACES_OF_BOTH else NEVER
    if character.isascii():
        return PLAIN
    if not character.isalnum():
        return SYMBOLS
    return NEVER if character.isdecimal() or character in _OTHER_CASE_IN_ASCII else LETTERS


def stand_in(character: str) -> int:
    """The ASCII code to search for in place of the character: its own, if it is ASCII."""
    if character.isascii():
        return ord(character)
    return ord(_LETTER if character.isalnum() else _SYMBOL)


@cache
def reach(pattern: str) -> int:
    """The highest kind of text in which RE2 finds the pattern where `re` does, or NOWHERE."""
    if _READ_DIFFERENTLY.search(pattern) or len(pattern) > _LONGEST_PATTERN:
        return NOWHERE
    if not pattern.isascii():
        # It may ask for what stand-ins replace. And the Kelvin sign is a k in another case.
        return NOWHERE if _IGNORES_CASE.search(pattern) or not is_accepted(pattern) else PLAIN
    if not is_accepted(pattern):
        return NOWHERE
    return SYMBOLS if names_character(pattern, _LETTER) else LETTERS


@cache
def is_accepted(pattern: str) -> bool:
    """Whether RE2 can read the pattern."""
    import pyarrow
    import pyarrow.compute

    try:
        pyarrow.compute.match_substring_regex(pyarrow.array(["a"]), pattern)
    except (pyarrow.ArrowInvalid, UnicodeEncodeError):
        # It has no lookaround and no references, by design; nor is a lone surrogate encoded.
        return False
    return True
