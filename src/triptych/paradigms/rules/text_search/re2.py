"""Translates regular expressions for RE2, from the syntax tree of `re`."""

import re
from dataclasses import dataclass
from functools import cache
from re import _parser  # type: ignore[attr-defined]  # nothing public tells what a pattern is made of
from typing import Any, Final

from triptych.paradigms.rules.text_search.stand_in import OWN

_PLACES: Final = {
    "AT_BEGINNING": "^",
    "AT_BEGINNING_STRING": r"\A",
    "AT_BOUNDARY": r"\b",
    "AT_NON_BOUNDARY": r"\B",
    "AT_END": "$",
    "AT_END_STRING": r"\z",
}
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
_FLAGS: Final = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
_UNSEEN: Final = re.VERBOSE | re.UNICODE
"""Flags that have no effect after parsing, or that all patterns of texts have."""

_REPEATS: Final[dict[tuple[int, int | str], str]] = {
    (0, ""): "*",
    (1, ""): "+",
    (0, 1): "?",
    (1, 1): "",
}

_ASCII: Final = 128

_GROUPED: Final = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "SUBPATTERN", "BRANCH"}
"""Syntax that can be repeated without a group."""


@dataclass(frozen=True, slots=True)
class Re2Pattern:
    """A pattern in the syntax of RE2.

    is_exact      False: it is found wherever the pattern is, and perhaps elsewhere
    ignores_case  whether any part of it ignores case
    named         first and last code points of its characters and ranges
    """

    pattern: str
    is_exact: bool
    ignores_case: bool
    named: frozenset[tuple[int, int]]

    def names(self, character: str) -> bool:
        """Whether it names the character, or a range that contains it: `_`, `[^_]`, `[A-z]`."""
        return any(first <= ord(character) <= last for first, last in self.named)

    @property
    def names_beyond_ascii(self) -> bool:
        """Whether it names a character or a range beyond ASCII without a stand-in of its own."""
        return any(last >= _ASCII for _, last in self.named)


@cache
def translated(pattern: str) -> Re2Pattern | None:
    """The pattern for RE2; None where it cannot be translated.

    RE2 has neither lookarounds nor possessive and atomic parts (`a*+`): lookarounds are dropped,
    and such parts become ordinary, so that RE2 finds a superset.
    """
    parsed = _parser.parse(pattern)
    writer = _Writer()
    try:
        flags = writer.flags(parsed.state.flags)
        body = writer.sequence(parsed)
    except _NotInRe2:
        return None
    return Re2Pattern(
        f"(?{flags}){body}" if flags else body,
        writer.is_exact,
        writer.ignores_case,
        frozenset(writer.named),
    )


class _NotInRe2(Exception):  # noqa: N818  it is a reason, and never leaves this file
    """A part of a pattern has no counterpart in RE2."""


class _Writer:
    def __init__(self) -> None:
        self.is_exact = True
        self.ignores_case = False
        self.named: set[tuple[int, int]] = set()

    def flags(self, flags: int) -> str:
        if flags & ~(sum(_FLAGS) | _UNSEEN):
            raise _NotInRe2
        self.ignores_case |= bool(flags & re.IGNORECASE)
        return "".join(letter for flag, letter in _FLAGS.items() if flags & flag)

    def sequence(self, parts: Any) -> str:
        return "".join(self._part(str(operation), argument) for operation, argument in parts)

    def _part(self, operation: str, argument: Any) -> str:
        match operation:
            case "LITERAL":
                return self._character(argument)
            case "NOT_LITERAL":
                return f"[^{self._character(argument)}]"
            case "ANY":
                return "."
            case "IN":
                return f"[{''.join(self._member(str(kind), value) for kind, value in argument)}]"
            case "AT":
                return _PLACES[str(argument)]
            case "BRANCH":
                return f"(?:{'|'.join(map(self.sequence, argument[1]))})"
            case "SUBPATTERN":
                return self._group(*argument[1:])
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self._repeat(*argument)
            case "POSSESSIVE_REPEAT":
                self.is_exact = False
                return self._repeat(*argument)
            case "ATOMIC_GROUP":
                self.is_exact = False
                return self._group(0, 0, argument)
            case "ASSERT" | "ASSERT_NOT" | "FAILURE":
                self.is_exact = False
                return ""
        raise _NotInRe2

    def _group(self, added: int, removed: int, parts: Any) -> str:
        on, off = self.flags(added), self.flags(removed)
        return f"(?{on}{f'-{off}' if off else ''}:{self.sequence(parts)})"

    def _repeat(self, least: int, most: int, parts: Any) -> str:
        once = self.sequence(parts)
        if not (len(parts) == 1 and str(parts[0][0]) in _GROUPED):
            once = f"(?:{once})"
        limit = "" if most is _parser.MAXREPEAT else most
        return once + _REPEATS.get((least, limit), f"{{{least},{limit}}}")

    def _member(self, kind: str, value: Any) -> str:
        match kind:
            case "NEGATE":
                return "^"
            case "LITERAL":
                return self._character(value)
            case "RANGE":
                self.named.add(value)
                return f"{_escaped(value[0])}-{_escaped(value[1])}"
            case "CATEGORY":
                return _CATEGORIES[str(value)]
        raise _NotInRe2

    def _character(self, point: int) -> str:
        own = OWN.get(chr(point))
        if own is not None:
            return _escaped(ord(own))
        self.named.add((point, point))
        return _escaped(point)


def _escaped(point: int) -> str:
    character = chr(point)
    if character.isascii() and (character.isalnum() or character in " _"):
        return character
    if character.isascii() and character.isprintable():
        return f"\\{character}"
    return f"\\x{{{point:x}}}"
