"""What comes down the line: tones of keys, sounds that are none, and noise."""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Random = np.random.Generator

SAMPLES_PER_SECOND: Final = 8000
SAMPLES: Final = 800
SHORTEST_BURST_SAMPLES: Final = 320
LONGEST_BURST_SAMPLES: Final = 480

LOW_HERTZ: Final = (697.0, 770.0, 852.0, 941.0)
HIGH_HERTZ: Final = (1209.0, 1336.0, 1477.0, 1633.0)
KEYS: Final = {
    key: (low, high)
    for low, row in zip(LOW_HERTZ, ("123A", "456B", "789C", "*0#D"), strict=True)
    for high, key in zip(HIGH_HERTZ, row, strict=True)
}
"""The two frequencies of each key, ITU-T Recommendation Q.23."""

# ITU-T Recommendation Q.24, the column of the North American network.
ACCEPTED_DEVIATION: Final = 0.015
REJECTED_DEVIATION: Final = 0.035
LARGEST_DEVIATION: Final = 0.05
TWIST_DECIBELS: Final = (-8.0, 4.0)
"""Level of the high tone above the low one: lines weaken high frequencies more."""
LEVEL_DECIBELS: Final = (-25.0, 0.0)


class Heard(NamedTuple):
    """A tenth of a second of the line, and where in it the burst begins and ends."""

    wave: npt.NDArray[np.float32]
    begin: int
    end: int


def hear(
    sound: Callable[[Random, Floats], Floats] | None, noise_decibels: float, random: Random
) -> Heard:
    """A burst of 40 to 60 ms somewhere in noise; None is noise alone.

    sound            gives a wave for times in seconds
    noise_decibels   power of the burst over that of the noise between 0 and 4,000 Hz
    """
    duration = int(random.integers(SHORTEST_BURST_SAMPLES, LONGEST_BURST_SAMPLES + 1))
    begin = int(random.integers(0, SAMPLES - duration + 1))
    wave = random.normal(0, 10 ** (-noise_decibels / 20), SAMPLES)
    if sound is None:
        duration = 0
    else:
        burst = sound(random, np.arange(duration) / SAMPLES_PER_SECOND)
        wave[begin : begin + duration] += burst / np.sqrt(np.mean(burst**2))
    level = 10 ** (random.uniform(*LEVEL_DECIBELS) / 20) / 10
    return Heard((wave * level).astype(np.float32), begin, begin + duration)


def key_tone(key: str) -> Callable[[Random, Floats], Floats]:
    """The sound of a key, its frequencies and twist anywhere in the tolerance."""

    def sound(random: Random, time: Floats) -> Floats:
        return _pair(random, time, *(hertz * _tolerated(random) for hertz in KEYS[key]))

    return sound


def single_tone(random: Random, time: Floats) -> Floats:
    """One tone of a key without the other."""
    return _tone(random, time, random.choice((*LOW_HERTZ, *HIGH_HERTZ)) * _tolerated(random))


def harmonics(random: Random, time: Floats) -> Floats:
    """A tone of a key with its multiples, as a pipe or a string would sound."""
    hertz = random.choice(LOW_HERTZ) * _tolerated(random)
    return _partials(random, time, hertz, 10 ** (-random.uniform(0, 8, 4) / 20))


def voice(random: Random, time: Floats) -> Floats:
    """A vowel: all multiples of a voice's pitch, which glides, louder near two resonances."""
    pitch = random.uniform(90, 250) * (1 + random.uniform(-1, 1) * time)
    partials = np.arange(1, int(3400 / pitch.max()))
    middle = partials * pitch.mean()
    resonances = (random.uniform(300, 900), random.uniform(900, 2300))
    amplitude = sum(np.exp(-(((middle - hertz) / 150) ** 2)) for hertz in resonances) + 0.03
    return _partials(random, time, pitch, amplitude)


def detuned_pair(random: Random, time: Floats) -> Floats:
    """The pair of a key with one or both tones 3.5 to 5 % off."""
    low, high = KEYS[random.choice(tuple(KEYS))]
    off = random.choice(("low", "high", "both"))
    low *= _tolerated(random) if off == "high" else _off(random)
    high *= _tolerated(random) if off == "low" else _off(random)
    return _pair(random, time, low, high)


NO_KEY: Final[tuple[Callable[[Random, Floats], Floats] | None, ...]] = (
    None,
    single_tone,
    harmonics,
    voice,
    detuned_pair,
)
"""What is heard when no key was pressed; None is noise alone."""


def _pair(random: Random, time: Floats, low: float, high: float) -> Floats:
    twist = 10 ** (random.uniform(*TWIST_DECIBELS) / 20)
    return _tone(random, time, low) + twist * _tone(random, time, high)


def _partials(random: Random, time: Floats, hertz: float | Floats, amplitudes: Floats) -> Floats:
    numbered = enumerate(amplitudes, start=1)
    tones = [size * _tone(random, time, hertz * n) for n, size in numbered]
    return np.asarray(np.sum(tones, axis=0))


def _tone(random: Random, time: Floats, hertz: float | Floats) -> Floats:
    turns = np.cumsum(np.broadcast_to(hertz, time.shape)) / SAMPLES_PER_SECOND
    return np.asarray(np.sin(2 * np.pi * (turns + random.random())))


def _tolerated(random: Random) -> float:
    return 1 + random.uniform(-ACCEPTED_DEVIATION, ACCEPTED_DEVIATION)


def _off(random: Random) -> float:
    deviation = random.uniform(REJECTED_DEVIATION, LARGEST_DEVIATION)
    return float(1 + random.choice((-1, 1)) * deviation)
