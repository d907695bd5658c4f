"""The data: 300 generated observations. Replace `load` and `features` by your own."""

from typing import Final

import numpy as np
import pandas as pd

from triptych import Dataset

MEANINGS: Final = {
    "hour": "hour of the day, 0 to 24",
    "temperature": "outside, in degrees Celsius",
    "distance": "to the entrance, in metres",
    "rain": "1 where it rains",
}
"""What each column of the table means; shown by `triptych show`."""


def load() -> Dataset:
    """Draw the observations, always the same ones."""
    random = np.random.default_rng(0)
    raw = pd.DataFrame(
        {
            "hour": random.uniform(0, 24, 300).round(1),
            "temperature": random.normal(12, 8, 300).round(1),
            "distance": random.uniform(10, 200, 300).round(),
            "rain": random.integers(0, 2, 300),
        }
    )
    busy = raw["hour"].between(8, 18) & (raw["distance"] < 120 + 40 * (1 - raw["rain"]))
    surprised = random.random(300) < 0.05
    target = np.where(busy ^ surprised, "taken", "free").astype(object)
    return Dataset(raw=raw, target=target, classes=("free", "taken"))


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The columns as they are: a table's raw items are its rows."""
    return raw
