"""Promises of values that may be absent: one of the two is read, and an error says where it was."""

from dataclasses import dataclass

import msgspec
import pytest

from triptych.absent import Absent
from triptych.results.formats.or_absent import OrAbsent, choose


@dataclass(frozen=True)
class Fit:
    seconds: float


@dataclass(frozen=True)
class Row:
    fit: OrAbsent[Fit]


def read(values):
    return msgspec.convert({"fit": values}, Row, dec_hook=choose).fit


def test_a_value_or_its_reason_is_read():
    """Whoever reads a table finds a number, or a clause that says why there is none."""
    assert read({"seconds": 2.5}) == Fit(2.5)
    assert read({"reason": "it was not timed"}) == Absent("it was not timed")


@pytest.mark.parametrize("values", [{"seconds": "long"}, {}, 3, {"reason": 3}])
def test_what_is_neither_is_refused_with_its_place(values):
    """The name of the field is in the words; nothing is guessed."""
    with pytest.raises(msgspec.ValidationError, match=r"\$\.fit"):
        read(values)
