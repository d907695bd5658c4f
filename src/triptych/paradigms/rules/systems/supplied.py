"""What a person supplied beside rules and code: words in patterns, and constants in tables."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any, Final

import numpy as np

from triptych.paradigms.rules.language.node import Node
from triptych.paradigms.rules.language.text import OfPattern
from triptych.paradigms.rules.systems.procedure_size import globals_used

_SYNTAX: Final = re.compile(r"\\.|\(\?[A-Za-z-]+[:)]|\(\?P<\w+>|\[[^\]]*\]")
"""What stands in a regular expression beside its words: escapes, flags, names, sets."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def words_in_patterns(conditions: Iterable[Node]) -> int:
    """Count the different words, of two letters or more, that the conditions look for.

    A pattern may list a thousand of them and is one condition all the same.
    """
    patterns = {
        node.pattern
        for condition in conditions
        for node in condition.walk()
        if isinstance(node, OfPattern)
    }
    return len({word for one in patterns for word in _WORD.findall(_SYNTAX.sub(" ", one))})


def constants_used(function: Callable[..., Any]) -> int:
    """Count the numbers in the values of its module that a function and its helpers use.

    Numbers in its code itself are part of its lines.
    """
    return sum(map(_numbers, globals_used(function)))


def _numbers(value: Any) -> int:
    if isinstance(value, bool | str | bytes):
        return 0
    if isinstance(value, int | float | np.number):
        return 1
    if isinstance(value, np.ndarray):
        return value.size if value.dtype.kind in "iuf" else 0
    if isinstance(value, Mapping):
        return sum(map(_numbers, value.values()))
    if isinstance(value, Sequence | Set):
        return sum(map(_numbers, value))
    return 0
