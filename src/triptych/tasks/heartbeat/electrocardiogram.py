"""Electrocardiograms: beats drawn as sums of Gaussian waves, and what else an electrode picks up.

The waves are those of McSharry et al., A Dynamical Model for Generating Synthetic
Electrocardiogram Signals (IEEE Transactions on Biomedical Engineering 50, 2003), here with
times in seconds; heights and widths vary from person to person.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from triptych.tasks.heartbeat.rhythm import SECONDS, Beat

SAMPLES_PER_SECOND: Final = 125
SAMPLES: Final = round(SECONDS * SAMPLES_PER_SECOND)
TIMES: Final = np.arange(SAMPLES) / SAMPLES_PER_SECOND
MAINS_HERTZ: Final = 50
# A Gaussian is nothing beyond five spreads: less than four millionths of its height.
_REACH: Final = 5

Strip = npt.NDArray[np.float64]
"""Millivolts, 125 a second (1000,)."""


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave: seconds after R (at an interval of one second), millivolts, seconds of spread."""

    after: float
    height: float
    spread: float


def lead(beats: list[Beat], random: np.random.Generator) -> Strip:
    """What one lead shows of the beats of one person."""
    height = random.uniform(0.6, 1.6)
    p_wave = Wave(-random.uniform(0.14, 0.2), random.uniform(0.08, 0.2), random.uniform(0.02, 0.03))
    q_wave = Wave(-0.03, -height * random.uniform(0.02, 0.2), 0.01)
    r_wave = Wave(0.0, height, random.uniform(0.01, 0.015))
    s_wave = Wave(0.03, -height * random.uniform(0.05, 0.4), 0.012)
    t_wave = Wave(random.uniform(0.26, 0.34), random.uniform(0.08, 0.4), random.uniform(0.04, 0.06))
    # A beat that begins in a ventricle spreads slowly: it is wide, and its T wave is opposite.
    turned = random.choice((-1.0, 1.0)) * height * random.uniform(0.6, 1.4)
    ventricular = (
        Wave(0.0, turned, r_wave.spread * random.uniform(1.5, 2.8)),
        Wave(t_wave.after + 0.03, -turned * random.uniform(0.2, 0.4), 0.06),
    )
    waves = {
        "sinus": (p_wave, q_wave, r_wave, s_wave, t_wave),
        "ventricle": ventricular,
        "blocked": (p_wave,),
    }
    faint = _faint_beat(beats, random)
    strip = np.zeros(SAMPLES)
    for beat in beats:
        strength = 0.4 if beat is faint else random.normal(1, 0.04)
        for wave in waves[beat.origin]:
            # Waves after R keep to the root of the interval (Bazett 1920).
            stretch = np.sqrt(beat.interval_seconds) if wave.after > 0.1 else 1.0
            seconds = beat.seconds + wave.after * stretch
            _add_bump(strip, seconds, strength * wave.height, wave.spread)
    return strip


def disturbance(random: np.random.Generator) -> Strip:
    """What every recording has: wandering baseline, mains hum, muscles, now and then a jerk."""
    wander = sum(
        random.uniform(0, 0.2)
        * np.sin(2 * np.pi * random.uniform(0.05, 0.5) * TIMES + random.uniform(0, 2 * np.pi))
        for _ in range(3)
    )
    hum = random.uniform(0, 0.06) * np.sin(2 * np.pi * MAINS_HERTZ * TIMES + random.uniform(0, 6))
    muscles = random.normal(0, np.exp(random.uniform(np.log(0.01), np.log(0.08))), SAMPLES)
    jerks = int(random.random() < 0.35)
    return np.asarray(wander + hum + muscles + _jerks(jerks, (0.0, SECONDS), random))


def electrode_motion(random: np.random.Generator) -> tuple[Strip, tuple[float, float]]:
    """A loose electrode: jerks as tall and as wide as beats, tremor and drift; and when."""
    length = random.uniform(3, SECONDS)
    start = random.uniform(0, SECONDS - length)
    span = (start, start + length)
    loose = (span[0] <= TIMES) & (span[1] > TIMES)
    tremor = random.normal(0, random.uniform(0.05, 0.3), SAMPLES) * loose
    steps = random.normal(0, random.uniform(0.02, 0.12), SAMPLES) * loose
    drift = ndimage.gaussian_filter1d(np.cumsum(steps), 0.1 * SAMPLES_PER_SECOND)
    jerks = round(length * random.uniform(1.2, 3))
    return tremor + drift + _jerks(jerks, span, random), span


def _faint_beat(beats: list[Beat], random: np.random.Generator) -> Beat | None:
    """Now and then one beat is small, as when a breath moves the heart: it is not missing."""
    sinus = [
        beat for beat in beats if beat.origin == "sinus" and 0.5 < beat.seconds < SECONDS - 0.5
    ]
    return sinus[int(random.integers(len(sinus)))] if random.random() < 0.2 else None


def _jerks(count: int, span: tuple[float, float], random: np.random.Generator) -> Strip:
    strip = np.zeros(SAMPLES)
    for _ in range(count):
        height = random.choice((-1.0, 1.0)) * random.uniform(0.4, 1.6)
        _add_bump(strip, random.uniform(*span), height, random.uniform(0.012, 0.06))
    return strip


def _add_bump(strip: Strip, seconds: float, height: float, spread: float) -> None:
    """Add a Gaussian to the strip in place, as far as it is not negligible."""
    first = max(0, int((seconds - _REACH * spread) * SAMPLES_PER_SECOND))
    last = max(first, int((seconds + _REACH * spread) * SAMPLES_PER_SECOND) + 1)
    distances = (TIMES[first:last] - seconds) / spread
    strip[first:last] += height * np.exp(-0.5 * distances**2)
