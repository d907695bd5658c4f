"""Searches of one text for a regular expression; compiled once for each pattern."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from re import _parser  # type: ignore[attr-defined]  # nothing public tells what a pattern is made of
from typing import Final

_ONE_CHARACTER: Final = {"LITERAL", "NOT_LITERAL", "IN", "ANY"}


@cache
def searcher(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """A function that finds the pattern's first match in a text, or None."""
    return re.compile(pattern).search


@cache
def finder(pattern: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """A function that finds the pattern's matches in a text, one after the other."""
    return re.compile(pattern).finditer


@cache
def counter(pattern: str) -> Callable[[str], int]:
    """A function that counts the pattern's matches in a text."""
    find = re.compile(pattern).findall
    return lambda text: len(find(text))


@cache
def sharer(pattern: str) -> Callable[[str], float]:
    """A function that gives the share of a text's characters inside the pattern's matches."""
    regex = re.compile(pattern)
    if regex.groups:  # findall would give the groups, not the whole matches
        find_each = regex.finditer

        def covered(text: str) -> int:
            return sum(match.end() - match.start() for match in find_each(text))
    else:
        find = regex.findall

        def covered(text: str) -> int:
            return len("".join(find(text)))

    return lambda text: covered(text) / len(text) if text else 0.0


@cache
def matcher(pattern: str) -> Callable[[str], bool]:
    """A function that returns whether the pattern matches a whole text, such as one character."""
    match = re.compile(pattern).fullmatch
    return lambda text: match(text) is not None


@cache
def is_one_character(pattern: str) -> bool:
    r"""Whether every match is one character, independent of its neighbours: `\d`, `[A-Z]`."""
    parts = list(_parser.parse(pattern))
    return len(parts) == 1 and str(parts[0][0]) in _ONE_CHARACTER


@cache
def rare_character(pattern: str) -> str | None:
    """A non-ASCII character that every match contains; None if there is none."""
    parsed = _parser.parse(pattern)
    if parsed.state.flags & re.IGNORECASE:
        return None
    points = [argument for operation, argument in parsed if str(operation) == "LITERAL"]
    return next((chr(point) for point in points if not chr(point).isascii()), None)
