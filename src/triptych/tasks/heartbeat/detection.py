"""Finding the beats: where a strip is steep for about as long as a QRS complex.

After Pan and Tompkins, A Real-Time QRS Detection Algorithm (IEEE Transactions on Biomedical
Engineering 32, 1985): filter, differentiate, square, average, compare with what is usual.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import ndimage, signal

Strips = npt.NDArray[np.float64]
"""Millivolts (n, samples)."""

_DRIFT_TO_MUSCLE_HERTZ: Final = (0.5, 40)
_QRS_HERTZ: Final = (5, 18)
_QRS_SECONDS: Final = 0.12
# No heart beats twice within it: its muscle does not answer yet.
_REFRACTORY_SECONDS: Final = 0.25
# A beat of half the height or twice the width has a quarter of a usual beat's squared slopes
# or less. Of five shares from 0.03 to 0.2 the best for boosted trees on the author's part.
_LEAST_SHARE_OF_USUAL: Final = 0.08
_EXACT_WITHIN_SECONDS: Final = 0.08


def cleaned(strips: Strips, samples_per_second: int) -> Strips:
    """The strips without drift and most of the noise, nothing shifted in time."""
    return _band(strips, _DRIFT_TO_MUSCLE_HERTZ, samples_per_second)


def find_beats(clean: Strips, samples_per_second: int) -> list[npt.NDArray[np.intp]]:
    """The samples of the R waves of each cleaned strip, in order."""
    slopes = np.gradient(_band(clean, _QRS_HERTZ, samples_per_second), axis=1)
    steepness = ndimage.uniform_filter1d(slopes**2, round(_QRS_SECONDS * samples_per_second))
    # Most seconds have a beat in them, so the median of their maxima is a usual beat's.
    seconds = np.array_split(steepness, steepness.shape[1] // samples_per_second, axis=1)
    usual = np.median([part.max(axis=1) for part in seconds], axis=0)
    apart = round(_REFRACTORY_SECONDS * samples_per_second)
    near = round(_EXACT_WITHIN_SECONDS * samples_per_second)
    found = []
    for strip, steep, height in zip(np.abs(clean), steepness, usual, strict=True):
        steepest, _ = signal.find_peaks(
            steep, height=max(_LEAST_SHARE_OF_USUAL * height, 1e-12), distance=apart
        )
        tallest = [
            max(0, peak - near) + strip[max(0, peak - near) : peak + near].argmax()
            for peak in steepest
        ]
        found.append(np.unique(np.array(tallest, dtype=np.intp)))
    return found


def _band(strips: Strips, hertz: tuple[float, float], samples_per_second: int) -> Strips:
    return np.asarray(signal.sosfiltfilt(_band_pass(hertz, samples_per_second), strips, axis=1))


@cache
def _band_pass(hertz: tuple[float, float], samples_per_second: int) -> npt.NDArray[np.float64]:
    """Second-order sections; designing them takes longer than filtering one strip."""
    return np.asarray(
        signal.butter(2, hertz, btype="bandpass", fs=samples_per_second, output="sos")
    )
