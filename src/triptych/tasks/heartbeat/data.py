"""The strips: eight seconds of one generated lead, 500 of each class."""

from typing import Final, cast

import numpy as np
import numpy.typing as npt

from triptych.dataset import Dataset
from triptych.tasks.heartbeat.electrocardiogram import (
    SAMPLES,
    disturbance,
    electrode_motion,
    lead,
)
from triptych.tasks.heartbeat.measurements import MEANINGS, features
from triptych.tasks.heartbeat.rhythm import CLASSES, SECONDS, Rhythm, beats_of
from triptych.units import Frames

__all__ = ["MEANINGS", "UNITS", "features", "load"]

ITEMS_OF_EACH_CLASS: Final = 500
_FRAMES: Final = 16
_SEED: Final = 1903  # Einthoven's string galvanometer

UNITS: Final = Frames(_FRAMES)


def load() -> Dataset:
    """2,000 strips (n, 1000) in millivolts, each of another person.

    `relevant` (n, 16) says which half seconds show the class: from the beat before the
    premature or missing one to the beat after, the time the electrode was loose, and all of a
    normal strip.
    """
    random = np.random.default_rng(_SEED)
    target = random.permutation(np.repeat(np.array(CLASSES, dtype=object), ITEMS_OF_EACH_CLASS))
    raw = np.empty((len(target), SAMPLES), dtype=np.float32)
    relevant = np.empty((len(target), _FRAMES), dtype=bool)
    for item, label in enumerate(target):
        raw[item], span = _strip(cast("Rhythm", label), random)
        relevant[item] = _frames_within(span)
    return Dataset(
        raw=raw,
        target=target,
        classes=CLASSES,
        relevant=relevant,
        provenance={
            "source": "generated from a fixed seed: waves after McSharry et al. (2003)",
            "in all classes": "50 to 110 beats a minute, sinus arrhythmia in 30 %, one faint "
            "beat in 20 %, one jerk of the electrode in 35 %, baseline wander, hum, muscle noise",
            "premature": "one wide ventricular beat after 50 to 85 % of the interval, and a "
            "compensatory pause",
            "missed": "one beat left out, half of them with a P wave",
            "noisy": "3 to 8 seconds with jerks as tall and wide as beats, tremor and drift",
        },
    )


def _strip(
    label: Rhythm, random: np.random.Generator
) -> tuple[npt.NDArray[np.float64], tuple[float, float]]:
    """A strip of a class, and the seconds that show it."""
    beats, span = beats_of(label, random)
    strip = lead(beats, random) + disturbance(random)
    if label == "noisy":
        motion, span = electrode_motion(random)
        strip += motion
    return strip, span


def _frames_within(span: tuple[float, float]) -> npt.NDArray[np.bool_]:
    starts = np.arange(_FRAMES) * SECONDS / _FRAMES
    return np.asarray((starts < span[1]) & (starts + SECONDS / _FRAMES > span[0]))
