"""The data: 300 generated series. Replace `load` and `features` by your own."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych import Dataset

HOURS: Final = 48

MEANINGS: Final = {
    "mean pressure": "over the 48 hours, in bar",
    "change": "mean of the last 12 hours less mean of the first 12, in bar",
    "roughness": "mean distance from one hour to the next, in bar",
}
"""What each column of the table means; shown by `triptych show`."""


def load() -> Dataset:
    """Draw the hourly pressures (n, 48), always the same ones."""
    random = np.random.default_rng(0)
    target = np.array(["healthy", "failing"] * 150, dtype=object)
    raw = np.stack([_pressure(label == "failing", random) for label in target])
    return Dataset(raw=raw, target=target, classes=("healthy", "failing"))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """Measure each series by itself: one row for each, in order."""
    return pd.DataFrame(
        {
            "mean pressure": raw.mean(axis=1),
            "change": raw[:, -12:].mean(axis=1) - raw[:, :12].mean(axis=1),
            "roughness": np.abs(np.diff(raw, axis=1)).mean(axis=1),
        }
    )


def _pressure(failing: bool, random: np.random.Generator) -> npt.NDArray[np.float64]:
    hours = np.arange(HOURS)
    daily = 0.3 * np.sin(2 * np.pi * (hours / 24 + random.random()))
    loss = random.uniform(0.01, 0.04) * hours if failing else 0
    return random.normal(5, 0.5) + daily - loss + random.normal(0, 0.3, HOURS)
