"""A missing value, with the reason why it is missing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Absent:
    """Takes the place of a number; `reason` is a clause that says why there is none."""

    reason: str
