"""Typing errors: what a hand does to a number, and which of it a Luhn check notices.

The check notices every single wrong digit. Of two neighbours that are swapped it notices all
pairs but 0 and 9: 09 and 90 add the same to the sum, 9 doubled being 18 and 1 + 8 being 9
again. Those are 2 of the 90 pairs of different digits.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Digits = npt.NDArray[np.int64]
"""Numbers as rows of digits (n, places)."""

# J. Verhoeff, Error Detecting Decimal Codes, 1969, as it is usually quoted: 79.1 % of the errors
# are one wrong digit, 10.2 % swapped neighbours. Most others lose or add a digit, which the
# length of a number gives away.
_WRONG_DIGIT: Final = 79.1
_SWAPPED_NEIGHBOURS: Final = 10.2
SHARE_OF_SWAPS: Final = _SWAPPED_NEIGHBOURS / (_WRONG_DIGIT + _SWAPPED_NEIGHBOURS)


def luhn_sums(numbers: Digits) -> Digits:
    """The Luhn sum of each number: every second digit from the right doubled, less 9 above 9."""
    doubled = numbers.copy()
    doubled[:, -2::-2] *= 2
    doubled[doubled > 9] -= 9
    return np.asarray(doubled.sum(axis=1))


def mistype(digits: npt.NDArray[np.int64], random: np.random.Generator) -> npt.NDArray[np.int64]:
    """A number with one typing error at any of its places; always another number."""
    typed = digits.copy()
    if random.random() < SHARE_OF_SWAPS:
        unequal = np.flatnonzero(digits[:-1] != digits[1:])
        if len(unequal):
            place = int(random.choice(unequal))
            typed[[place, place + 1]] = digits[[place + 1, place]]
            return typed
    place = int(random.integers(len(digits)))
    typed[place] = (digits[place] + random.integers(1, 10)) % 10
    return typed
