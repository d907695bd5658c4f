"""Measurements of any series of numbers."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

_LEAST_SPREAD: Final = 1e-12

MEANINGS: Final = {
    "mean": "over all steps",
    "spread": "standard deviation over all steps",
    "lowest": "the smallest number",
    "highest": "the largest number",
    "change": "mean of the last quarter less mean of the first",
    "roughness": "mean distance from one step to the next, in spreads",
    "crossings": "how often it crosses its mean, as a share of the steps",
    "skewness": "above 0 where it has peaks, below 0 where it has dips",
    "peaks": "fourth power of the distance from the mean, in spreads: large for rare peaks",
    "memory": "correlation of each step with the next",
    "place of the peak": "where the largest number is, from 0 (start) to 1 (end)",
    "period": "steps of the strongest wave, as a share of the length",
    "share of the wave": "how much of the variance that wave has, 0 to 1",
}
"""What each column of a series means."""


def measure_series(series: npt.NDArray[Any]) -> pd.DataFrame:
    """A row of the columns in MEANINGS for each series (n, steps), or (n, steps, channels).

    Of several channels each has its columns, as `channel 2 mean`.
    """
    numbers = np.asarray(series, dtype=np.float64)
    if numbers.ndim == 2:
        return pd.DataFrame(dict(zip(MEANINGS, _measured(numbers), strict=True)))
    columns: dict[str, Floats] = {}
    for channel in range(numbers.shape[2]):
        of_channel = _measured(numbers[:, :, channel])
        columns |= {
            f"channel {channel + 1} {name}": values
            for name, values in zip(MEANINGS, of_channel, strict=True)
        }
    return pd.DataFrame(columns)


def meanings_of(series: npt.NDArray[Any]) -> dict[str, str]:
    """What each column of `measure_series` means."""
    if series.ndim == 2:
        return dict(MEANINGS)
    return {
        f"channel {channel + 1} {name}": words
        for channel in range(series.shape[2])
        for name, words in MEANINGS.items()
    }


def _measured(numbers: Floats) -> list[Floats]:
    _, steps = numbers.shape
    quarter = max(steps // 4, 1)
    mean, spread = numbers.mean(axis=1), numbers.std(axis=1)
    safe = np.maximum(spread, _LEAST_SPREAD)
    scaled = (numbers - mean[:, None]) / safe[:, None]
    power = np.abs(np.fft.rfft(scaled, axis=1))[:, 1:] ** 2
    strongest = power.argmax(axis=1)
    total = np.maximum(power.sum(axis=1), _LEAST_SPREAD)
    return [
        mean,
        spread,
        numbers.min(axis=1),
        numbers.max(axis=1),
        numbers[:, -quarter:].mean(axis=1) - numbers[:, :quarter].mean(axis=1),
        np.abs(np.diff(scaled, axis=1)).mean(axis=1),
        (np.diff(np.signbit(scaled), axis=1) != 0).mean(axis=1),
        (scaled**3).mean(axis=1),
        (scaled**4).mean(axis=1),
        (scaled[:, 1:] * scaled[:, :-1]).mean(axis=1),
        numbers.argmax(axis=1) / max(steps - 1, 1),
        1 / (strongest + 1),
        np.take_along_axis(power, strongest[:, None], axis=1)[:, 0] / total,
    ]
