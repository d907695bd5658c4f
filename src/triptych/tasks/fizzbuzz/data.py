"""The numbers 1 to 2,000: the first thousand train, the second thousand is tested."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Dataset
from triptych.units import Digits

TRAINED_TO: Final = 1000
TESTED_TO: Final = 2000
CLASSES: Final = ("number", "fizz", "buzz", "fizzbuzz")

MEANINGS: Final = {
    "thousands": "the fourth digit from the right, 0 where the number is shorter",
    "hundreds": "the third digit from the right, 0 where the number is shorter",
    "tens": "the second digit from the right, 0 where the number is shorter",
    "ones": "the last digit",
}
"""The digits as they are written. A remainder or the digit sum would be the rule in disguise."""

_COLUMNS: Final = pd.Index(list(MEANINGS))
_PLACES: Final = 10 ** np.arange(len(MEANINGS))[::-1]

UNITS: Final = Digits(count=len(MEANINGS))

WAIVED: Final = {
    "check_training_and_tested_items_are_alike": (
        "the numbers above 1,000 are tested on purpose: who found the rule knows them as well"
    )
}


def load() -> Dataset:
    """Every number (n,) with what a player says; those above a thousand are for testing."""
    numbers = np.arange(1, TESTED_TO + 1)
    spoken = 1 * (numbers % 3 == 0) + 2 * (numbers % 5 == 0)
    return Dataset(
        raw=numbers,
        target=np.array(CLASSES, dtype=object)[spoken],
        classes=CLASSES,
        official_split=numbers > TRAINED_TO,
        provenance={
            "source": "generated: whole numbers, nothing is drawn",
            "allowed in the table": "the digits as they are written",
            "not allowed in the table": "remainders and the digit sum: the rule in disguise",
            "of a contender's own": "waves of every period up to 64, which hold the remainders by "
            "3 and by 5 among those by 61 other numbers",
        },
    )


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The digits of each number, a column for each place."""
    return pd.DataFrame(raw[:, None] // _PLACES % 10, columns=_COLUMNS)


def number_of(table: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The number that each row of digits writes (n,)."""
    return np.asarray(table.to_numpy() @ _PLACES)
