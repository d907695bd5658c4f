"""Declarations of splits: how a task's items are divided; `fold` divides them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Split:
    """How items are divided into training and test parts.

    Groups and duplicates never straddle the parts, and the author's part (the items a rule author
    may look at) is never tested, for every kind of split. It is always in training, except for a
    rolling split, whose window passes it.
    """

    kind: Literal["cross_validated", "held_out", "official", "rolling"]
    folds: int = 1
    test_items: int = 0
    window: int = 0
    step: int = 0
    streams: int = 1


def cross_validated(folds: int = 5) -> Split:
    """Test every item once a seed, in `folds` parts; a new partition each seed."""
    return Split("cross_validated", folds=folds)


def held_out(test_items: int = 2000) -> Split:
    """Set one fixed test part of about `test_items` items aside, the same for every seed."""
    return Split("held_out", test_items=test_items)


def official() -> Split:
    """Test on the part the data's publisher set aside (`Dataset.official_split`)."""
    return Split("official")


def rolling(window: int, step: int, *, streams: int = 1) -> Split:
    """Test each block of `step` items after training on the `window` items before it.

    For items in the order of time (`Dataset.order`): a rolling origin, or prequential evaluation in
    blocks (Dawid 1984). The first `window` items are never tested, the last block may be shorter,
    and the folds are the same for every seed. Where the data are several generated streams
    (`Dataset.streams`), each seed is trained and tested on a stream of its own.
    """
    return Split("rolling", window=window, step=step, streams=streams)
