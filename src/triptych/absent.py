"""What cannot be said: an answer too, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Absent:
    """Stands where a number would; `reason` says in a clause why there is none."""

    reason: str
