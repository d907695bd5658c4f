"""The check of ISO/IEC 7812-1:2017, Annex B, as a cash desk makes it."""

from triptych.paradigms.rules import Procedure
from triptych.tasks.luhn.data import CLASSES


def check(number: str) -> tuple[str, str]:
    """Add the digits up from the right, every second one doubled and its two digits added."""
    total = 0
    for place, digit in enumerate(map(int, reversed(number))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    if total % 10 == 0:
        return "valid", "the Luhn sum ends in 0"
    return "mistyped", "the Luhn sum does not end in 0"


def make(seed: int) -> Procedure:
    """Make the check; the seed decides nothing."""
    return Procedure(check, CLASSES, reads="raw")
