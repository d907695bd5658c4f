"""Wishes: what somebody who brings a file says about it; the rest is guessed, and told."""

from dataclasses import dataclass
from typing import Literal

TargetKind = Literal["classes", "number"]


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was said about a file, column by column.

    target       the column to predict; of an array file (.npz) the key of the answers
    target_kind  whether the target names classes or is a number; None where that is guessed
    text         columns of text: their words are what is read, and no other column
    images       the column with the file names of pictures
    audio        the column with the file names of recordings
    series       number columns that are the points of one series, in order; `hour_*` is a pattern
    group        the column whose equal values stay on one side of every split; it is not read
    time         the column with the time of each row; rows are sorted by it
    positive     the class that is looked for; it becomes the last one
    drop         columns that are not read
    keep         columns that are read although they look like the answer or like an identifier
    names        the names of all columns, for a file without a header
    """

    target: str | None = None
    target_kind: TargetKind | None = None
    text: tuple[str, ...] = ()
    images: str | None = None
    audio: str | None = None
    series: tuple[str, ...] = ()
    group: str | None = None
    time: str | None = None
    positive: str | None = None
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
