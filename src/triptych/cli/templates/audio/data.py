"""The data: 300 generated tones. Replace `load` and `features` by your own."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych import Dataset

SAMPLES_PER_SECOND: Final = 8000
SECONDS: Final = 0.05

MEANINGS: Final = {
    "zero crossings": "how often the wave crosses zero in a second",
    "loudness": "root of the mean square of the wave",
}
"""What each column of the table means; shown by `triptych show`."""


def load() -> Dataset:
    """Play the tones (n, 400 samples), always the same ones."""
    random = np.random.default_rng(0)
    target = np.array(["low", "high"] * 150, dtype=object)
    raw = np.stack([_tone(label == "high", random) for label in target])
    return Dataset(raw=raw, target=target, classes=("low", "high"))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """Measure each tone by itself: one row for each, in order."""
    crossings = (np.diff(np.signbit(raw).astype(np.int8), axis=1) != 0).sum(axis=1)
    seconds = raw.shape[1] / SAMPLES_PER_SECOND
    return pd.DataFrame(
        {
            "zero crossings": crossings / seconds,
            "loudness": np.sqrt((raw.astype(np.float64) ** 2).mean(axis=1)),
        }
    )


def _tone(high: bool, random: np.random.Generator) -> npt.NDArray[np.float32]:
    hertz = random.uniform(900, 1800) if high else random.uniform(200, 800)
    time = np.arange(int(SECONDS * SAMPLES_PER_SECOND)) / SAMPLES_PER_SECOND
    wave = np.sin(2 * np.pi * (hertz * time + random.random()))
    return (random.uniform(0.3, 1) * (wave + random.normal(0, 0.1, len(time)))).astype(np.float32)
