"""The texts in which RE2 agrees with `re`, by their characters and the pattern."""

from functools import cache
from typing import Final

from triptych.paradigms.rules.text_search.re2 import translated
from triptych.paradigms.rules.text_search.stand_in import (
    CODES,
    LETTER,
    LETTERS,
    OTHER_CASE_IN_ASCII,
    PLAIN,
    SYMBOLS,
)

NOWHERE: Final = -1

_LONGEST_PATTERN: Final = 20_000


@cache
def re2_scope(pattern: str) -> int:
    """The highest kind of text in which RE2 finds every match of `re`, or NOWHERE.

    Where the translation is not exact, RE2 finds the pattern in a superset of texts.
    """
    said = translated(pattern)
    if said is None or len(said.pattern) > _LONGEST_PATTERN or not is_accepted(said.pattern):
        return NOWHERE
    if said.names_beyond_ascii:
        # It may ask for what stand-ins replace. And the Kelvin sign is a k in another case.
        is_ascii_too = said.ignores_case and any(map(said.names, OTHER_CASE_IN_ASCII))
        return NOWHERE if is_ascii_too else PLAIN
    if any(map(said.names, CODES)):
        return PLAIN
    return SYMBOLS if said.names(LETTER) else LETTERS


@cache
def is_accepted(pattern: str) -> bool:
    """Whether RE2 can read the pattern."""
    import pyarrow
    import pyarrow.compute

    try:
        pyarrow.compute.match_substring_regex(pyarrow.array(["a"]), pattern)
    except pyarrow.ArrowInvalid:
        # Too often repeated, or too large.
        return False
    return True
