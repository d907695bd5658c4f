"""The line: 5,000 pieces of a tenth of a second, drawn anew from one seed."""

from typing import Final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Dataset
from triptych.tasks.dtmf.measurements import MEANINGS, features
from triptych.tasks.dtmf.signals import KEYS, NO_KEY, SAMPLES, hear, key_tone
from triptych.units import Frames

__all__ = ["MEANINGS", "UNITS", "features", "load", "noise_decibels"]

UNITS: Final = Frames(20)

ITEMS_OF_EACH_KEY: Final = 225
ITEMS_OF_NO_KEY: Final = 1400
ITEMS: Final = ITEMS_OF_EACH_KEY * len(KEYS) + ITEMS_OF_NO_KEY
NOISE_DECIBELS: Final = (20.0, 10.0, 5.0, 0.0)
_SEED: Final = 24


def load() -> Dataset:
    """5,000 waves (n, 800) at 8 kHz, full scale 1: a burst of 40 to 60 ms in noise.

    What is relevant are the 5 ms pieces that lie in the burst at least by half; in noise
    alone there are none.
    """
    random = np.random.default_rng(_SEED)
    sounds = [
        *((key, key_tone(key)) for key in KEYS for _ in range(ITEMS_OF_EACH_KEY)),
        *(("none", NO_KEY[number % len(NO_KEY)]) for number in range(ITEMS_OF_NO_KEY)),
    ]
    order = random.permutation(ITEMS)
    heard = [
        hear(sounds[item][1], level, random)
        for item, level in zip(order, noise_decibels(), strict=True)
    ]
    middles = (np.arange(UNITS.count) + 0.5) * SAMPLES / UNITS.count
    return Dataset(
        raw=np.stack([one.wave for one in heard]),
        target=np.array([sounds[item][0] for item in order], dtype=object),
        classes=(*KEYS, "none"),
        relevant=np.stack([(middles >= one.begin) & (middles < one.end) for one in heard]),
        provenance={
            "generated": f"numpy's default_rng({_SEED})",
            "frequencies": "ITU-T Q.23; accepted within 1.5 %, rejected 3.5 to 5 % off (Q.24)",
            "twist": "the high tone 8 dB below to 4 dB above the low one (Q.24)",
            "no key": "in equal parts noise alone, one tone of a pair, a tone with its "
            "multiples, a vowel, a pair with one or both tones off",
            "noise": "white, 20, 10, 5 or 0 dB below the burst, in turn",
        },
    )


def noise_decibels() -> npt.NDArray[np.float64]:
    """How far the noise lies below the burst, for each item in the order of `load`.

    No contender is told; an analysis by it is all this is for.
    """
    return np.resize(NOISE_DECIBELS, ITEMS)
