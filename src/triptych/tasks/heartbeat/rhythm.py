"""Rhythms: when the heart beats, and what replaces one of its beats.

The sinus node keeps its own time whatever the chambers do: a premature beat takes the place of
the next sinus beat, and the one after that comes on schedule (the compensatory pause); a beat
that is blocked leaves a gap of two intervals.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

SECONDS: Final = 8.0
CLASSES: Final = ("normal", "premature", "missed", "noisy")
Rhythm = Literal["normal", "premature", "missed", "noisy"]
Origin = Literal["sinus", "ventricle", "blocked"]

# Of all strips: breathing that speeds the heart up and slows it down by a tenth is healthy.
_SHARE_OF_SINUS_ARRHYTHMIA: Final = 0.3
_MARGIN_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat: when its R wave comes, how long after the one before, and where it began.

    origin   "sinus"; "ventricle" (early, no P wave); "blocked" (a P wave and nothing after it)
    """

    seconds: float
    interval_seconds: float
    origin: Origin = "sinus"


def beats_of(rhythm: Rhythm, random: np.random.Generator) -> tuple[list[Beat], tuple[float, float]]:
    """The beats of a strip, with some around it, and the time that shows its rhythm.

    The time is from the beat before the premature or missing one to the one after, the whole
    strip where nothing of the kind happens.
    """
    beats = _sinus_beats(random)
    if rhythm not in ("premature", "missed"):
        return beats, (0.0, SECONDS)
    inside = [
        place
        for place in range(1, len(beats) - 1)
        if beats[place - 1].seconds > 0.3 and beats[place + 1].seconds < SECONDS - 0.3
    ]
    place = int(random.choice(inside))
    before, due, after = beats[place - 1 : place + 2]
    if rhythm == "premature":
        interval = due.interval_seconds * random.uniform(0.5, 0.85)
        early = Beat(before.seconds + interval, interval, "ventricle")
        beats[place] = early
    elif random.random() < 0.5:
        # The node itself is blocked: no P wave either.
        del beats[place]
    else:
        beats[place] = Beat(due.seconds, due.interval_seconds, "blocked")
    return beats, (before.seconds, after.seconds)


def _sinus_beats(random: np.random.Generator) -> list[Beat]:
    """Beats at 50 to 110 a minute whose intervals follow the breath and wander a little."""
    interval = 60 / random.uniform(50, 110)
    arrhythmia = random.random() < _SHARE_OF_SINUS_ARRHYTHMIA
    swing = random.uniform(0.08, 0.18) if arrhythmia else random.uniform(0.0, 0.05)
    breaths_per_second = random.uniform(0.15, 0.35)
    phase = random.uniform(0, 2 * np.pi)
    seconds = -_MARGIN_SECONDS - random.random() * interval
    beats = []
    while seconds < SECONDS + _MARGIN_SECONDS:
        breath = np.sin(2 * np.pi * breaths_per_second * seconds + phase)
        step = interval * (1 + swing * breath + random.normal(0, 0.015))
        seconds += step
        beats.append(Beat(seconds, step))
    return beats
