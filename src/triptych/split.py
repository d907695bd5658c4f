"""Splits, declared: how a task's items are divided; `fold` does the dividing."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Split:
    """How items are divided into training and test parts.

    Groups and duplicates never straddle the parts, and the author's part (the items a
    rule author may look at) is always in training; that holds for every kind.
    """

    kind: Literal["cross_validated", "held_out", "official"]
    folds: int = 1
    test_items: int = 0


def cross_validated(folds: int = 5) -> Split:
    """Test every item once a seed, in `folds` parts; a new partition each seed."""
    return Split("cross_validated", folds=folds)


def held_out(test_items: int = 2000) -> Split:
    """Set one fixed test part of about `test_items` items aside, the same for every seed."""
    return Split("held_out", test_items=test_items)


def official() -> Split:
    """Test on the part the data's publisher set aside (`Dataset.official_split`)."""
    return Split("official")
