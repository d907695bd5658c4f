"""Columns that nobody reads: empty, constant, identifiers, lists, and those that were dropped."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from triptych.own_data.columns.column import Column
from triptych.own_data.columns.identifiers import is_identifier, is_named_as_identifier
from triptych.own_data.understood import Finding, typed

_SHOWN: Final = 6
_MANY: Final = 2000


def sort_out(
    columns: Sequence[Column], keep: tuple[str, ...]
) -> tuple[list[Column], dict[str, str], list[Finding]]:
    """The columns that can be read, why the others are left out, and what to say of it.

    One column of words that is alone is never an identifier but what the question is about, unless
    its name says so.
    """
    reasons = {column.name: _reason(column) for column in columns if column.name not in keep}
    left_out = {name: reason for name, reason in reasons.items() if reason}
    usable = [column for column in columns if column.name not in left_out]
    if not usable:
        words = [
            column
            for column in columns
            if column.kind == "words" and is_identifier(column) and not _is_serial(column)
        ]
        if len(words) == 1 and not is_named_as_identifier(words[0].name):
            left_out.pop(words[0].name)
            usable = words
    findings = list[Finding]()
    for reason, option in _OPTIONS.items():
        names = [name for name, why in left_out.items() if why == reason]
        if names:
            shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            verb = "is" if len(names) == 1 else "are"
            kept = typed("--keep", names[0]) if option else ""
            text = f"{shown}{more} {verb} {reason}: left out."
            findings.append(Finding("warning" if option else "note", text, kept))
    if len(usable) > _MANY:
        findings.append(
            Finding(
                "warning",
                f"{len(usable):,} columns: fits take long, and with so many some tell the answer "
                "by chance.",
                "--drop 'pattern_*'",
            )
        )
    return usable, left_out, findings


_IDENTIFIER: Final = "another in every row, an identifier"
_UNREADABLE: Final = "of lists or objects"
_OPTIONS: Final = {
    "empty": False,
    "equal in every row": False,
    _UNREADABLE: False,
    _IDENTIFIER: True,
}


def _reason(column: Column) -> str:
    """Why the column is left out; empty where it is read."""
    if column.kind == "unreadable":
        return _UNREADABLE
    filled = column.values[~column.gaps]
    if not len(filled):
        return "empty"
    if (filled == filled[0]).all() and (len(filled) == len(column.values) or filled[0] == ""):
        return "equal in every row"
    return _IDENTIFIER if is_identifier(column) else ""


def _is_serial(column: Column) -> bool:
    """Whether words are codes: all of one length, and with a digit, or hexadecimal."""
    filled = [str(word) for word in column.values[~column.gaps][:200]]
    with_digit = np.mean([any(letter.isdigit() for letter in word) for word in filled])
    return bool(with_digit >= 0.9 and len({len(word) for word in filled}) <= 3)
