"""Measurements of a strip, as a cardiologist takes them with dividers and ruler."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.tasks.heartbeat.detection import cleaned, find_beats
from triptych.tasks.heartbeat.electrocardiogram import SAMPLES_PER_SECOND

MEANINGS: Final = {
    "beats": "how many beats are found",
    "rate": "beats a minute, from the median interval",
    "interval spread": "standard deviation of the intervals, in medians",
    "shortest interval": "in median intervals",
    "interval after the shortest": "in median intervals",
    "shortest and next together": "in median intervals: 2 where a pause makes up for it",
    "longest interval": "in median intervals",
    "second longest interval": "in median intervals",
    "interval before the longest": "in median intervals",
    "longest in local intervals": "the longest interval in means of the two beside it",
    "deflection in the pause": "largest in the middle of the longest interval, in median heights",
    "early width": "of the beat that ends the shortest interval, in median widths",
    "early height": "of the beat that ends the shortest interval, in median heights",
    "early agreement": "correlation of that beat with the median beat, -1 to 1",
    "early rest": "largest deflection 0.2 to 0.1 s before that beat, in that of the median beat",
    "widest": "width of the widest beat, in median widths",
    "strangest interval": "interval before the beat that agrees least, in median intervals",
    "lowest agreement": "smallest correlation of a beat with the median beat",
    "second lowest agreement": "the same without that beat",
    "mean agreement": "mean correlation of the beats with the median beat",
    "smallest height": "of a beat, in median heights",
    "height": "median height of the R waves above the cleaned baseline, in millivolts",
    "width": "median width of the beats: area over height, in seconds",
    "noise between beats": "standard deviation more than 0.1 s from a beat, in median heights",
    "roughness": "standard deviation from sample to sample between beats, in median heights",
    "drift": "standard deviation of what cleaning took away, in median heights",
}
"""Every column of the table, in order; missing where a strip has fewer than four beats."""

_FEWEST_BEATS: Final = 4
_BESIDE: Final = round(0.1 * SAMPLES_PER_SECOND)


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each strip (n, 1000) in millivolts: a row of numbers each."""
    strips = np.asarray(raw, dtype=np.float64)
    clean = cleaned(strips, SAMPLES_PER_SECOND)
    rows = [
        _measured(*strip)
        for strip in zip(strips, clean, find_beats(clean, SAMPLES_PER_SECOND), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(MEANINGS), dtype=np.float64)


def _measured(
    strip: npt.NDArray[np.float64], clean: npt.NDArray[np.float64], beats: npt.NDArray[np.intp]
) -> list[float]:
    if len(beats) < _FEWEST_BEATS:
        return [float(len(beats)), *[np.nan] * (len(MEANINGS) - 1)]
    distances = np.diff(beats)
    usual = float(_median(distances))
    intervals = distances / usual
    # Each beat with its surroundings; beyond the edges the strip stands still.
    around = np.arange(-2 * _BESIDE, 2 * _BESIDE + 1)
    complexes = clean[np.clip(beats[:, None] + around, 0, len(clean) - 1)]
    middle = complexes[:, _BESIDE:-_BESIDE]
    typical = _median(complexes)
    heights = np.abs(clean[beats])
    height = float(_median(heights))
    widths = np.abs(middle).sum(axis=1) / heights
    width = float(_median(widths))
    agreement = _correlations(middle, typical[_BESIDE:-_BESIDE])
    between = np.ones(len(clean), dtype=bool)
    between[np.clip(beats[:, None] + np.arange(-_BESIDE, _BESIDE + 1), 0, len(clean) - 1)] = False
    quiet = clean[between]
    short, long = int(intervals.argmin()), int(intervals.argmax())
    early, strange = short + 1, int(agreement.argmin())
    framed = np.concatenate(([np.nan], intervals, [np.nan]))
    neighbours = framed[[long, long + 2]]
    pause = clean[beats[long] + 5 * _BESIDE : beats[long + 1] - 2 * _BESIDE]
    before = slice(0, _BESIDE)
    ranked = np.sort(agreement)
    return [
        float(len(beats)),
        60 * SAMPLES_PER_SECOND / usual,
        float(intervals.std()),
        float(intervals[short]),
        float(framed[short + 2]),
        float(intervals[short] + framed[short + 2]),
        float(intervals[long]),
        float(np.sort(intervals)[-2]),
        float(framed[long]),
        float(intervals[long] / np.nanmean(neighbours)),
        float(np.abs(pause).max(initial=0) / height),
        float(widths[early] / width),
        float(heights[early] / height),
        float(agreement[early]),
        float(np.abs(complexes[early, before]).max() / max(np.abs(typical[before]).max(), 1e-9)),
        float(widths.max() / width),
        float(framed[strange]),
        float(ranked[0]),
        float(ranked[1]),
        float(agreement.mean()),
        float(heights.min() / height),
        height,
        width / SAMPLES_PER_SECOND,
        float(quiet.std() / height),
        float(np.diff(quiet).std() / height),
        float((strip - clean).std() / height),
    ]


def _median(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """The median along the first axis; `np.median` takes three times as long for a few values."""
    ordered = np.sort(values, axis=0)
    middle = len(values) // 2
    return np.asarray((ordered[middle] + ordered[-middle - 1]) / 2, dtype=np.float64)


def _correlations(
    complexes: npt.NDArray[np.float64], typical: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The correlation of each beat with the typical one."""
    centred = complexes - complexes.mean(axis=1, keepdims=True)
    pattern = typical - typical.mean()
    norms = np.linalg.norm(centred, axis=1) * np.linalg.norm(pattern)
    return np.asarray(centred @ pattern / np.maximum(norms, 1e-12))
