"""The numbers: random, with their check digit; every second one then mistyped."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Dataset
from triptych.tasks.luhn.typing_errors import Digits, luhn_sums, mistype
from triptych.units import Characters

ITEMS: Final = 20_000
PLACES: Final = 16
CLASSES: Final = ("mistyped", "valid")
_SEED: Final = 1960

MEANINGS: Final = {
    f"digit {place}": f"the digit at place {place} from the left" for place in range(1, PLACES + 1)
}
"""The digits as they are written. The Luhn sum, reduced or not, would be the rule in disguise."""

_COLUMNS: Final = pd.Index(list(MEANINGS))

UNITS: Final = Characters(most=PLACES)


def load() -> Dataset:
    """Ten thousand valid numbers and ten thousand with a typing error, as strings (n,)."""
    return generate(ITEMS, _SEED)


def generate(items: int, seed: int) -> Dataset:
    """As many numbers as are asked for, half of them with a typing error.

    All places are drawn evenly, without the prefixes of card issuers: an impossible prefix
    would give a typing error away without any check. A number that is still valid after a
    typing error is mistyped anew, because no check digit can tell.
    """
    random = np.random.default_rng(seed)
    numbers = random.integers(0, 10, size=(items, PLACES))
    numbers[:, -1] = (numbers[:, -1] - luhn_sums(numbers)) % 10
    mistyped = random.permutation(items) < items // 2
    unnoticed = np.flatnonzero(mistyped)
    while len(unnoticed):
        typed = np.array([mistype(numbers[number], random) for number in unnoticed])
        noticed = luhn_sums(typed) % 10 != 0
        numbers[unnoticed[noticed]] = typed[noticed]
        unnoticed = unnoticed[~noticed]
    return Dataset(
        raw=np.array(["".join(map(str, digits)) for digits in numbers.tolist()], dtype=object),
        target=np.where(mistyped, *CLASSES).astype(object),
        classes=CLASSES,
        provenance={
            "source": "generated from a fixed seed",
            "typing errors": "one wrong digit 89 %, swapped neighbours 11 %: Verhoeff's counts "
            "of 1969 without lost or added digits and rarer kinds",
            "left out": "swaps of 0 and 9, 2 % of the swaps, which no Luhn check notices",
            "allowed in the table": "the digits by place",
            "not allowed": "sums over digits, which are the rule in disguise; only the reference "
            "classical:modular_algebra has them",
        },
    )


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The digits of each number, a column for each place."""
    return pd.DataFrame(digits_of(raw), columns=_COLUMNS)


def digits_of(raw: npt.NDArray[Any]) -> Digits:
    """The first sixteen digits of each number (n, 16); 0 where a number is shorter."""
    padded = np.array([text[:PLACES].ljust(PLACES, "0") for text in raw.tolist()], f"U{PLACES}")
    return padded.view("U1").reshape(len(padded), PLACES).astype(np.int64)
