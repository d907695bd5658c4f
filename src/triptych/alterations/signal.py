"""Corrupted sounds and series: noise."""

import numpy as np

from triptych.alterations.number_type import as_before
from triptych.dataset import Raw
from triptych.study import Alter


def noise(known: Raw, level: float) -> Alter:
    """Add Gaussian noise; the level is its power in decibels relative to that of each item."""

    def alter(raw: Raw, random: np.random.Generator) -> Raw:
        signals = np.asarray(raw)
        samples = signals.astype(float)
        time = tuple(range(1, signals.ndim))
        power = samples.var(axis=time, keepdims=True)
        added = np.sqrt(power * 10 ** (level / 10)) * random.normal(size=signals.shape)
        return as_before(samples + added, signals.dtype)

    return alter
