"""Mel-frequency cepstral coefficients: the shape of a spectrum in a dozen numbers."""

from typing import Final

import numpy as np
from scipy.fft import dct

from triptych.features.mel import mel_filters
from triptych.tasks.fsdd.spectra import HERTZ, SILENCE, Floats, Word, piece_spectra

# Davis and Mermelstein, IEEE Transactions on Acoustics, Speech, and Signal Processing, 1980.
COEFFICIENTS: Final = 12
_BANDS: Final = 24
_FILTERS: Final = mel_filters(_BANDS, HERTZ, 100, 4000)
_BESIDE_FRAMES: Final = 20
_PLACES: Final = ("before", "start", "early", "middle", "late", "end", "after")

CEPSTRUM_MEANINGS: Final = {
    f"cepstrum {number} {place}": f"mel-frequency cepstral coefficient {number}, {place} "
    + ("the voiced middle" if place in ("before", "after") else "in the voiced middle")
    for place in _PLACES
    for number in range(1, COEFFICIENTS + 1)
}
"""Columns, in order, with what they mean."""


def cepstra(word: Word, pieces: Floats) -> Floats:
    """Coefficients 1 to 12 of the fifth of a second before, of each piece, and after: columns.

    The coefficient 0, which is loudness, is left out.
    """
    before = piece_spectra(
        word.power, np.maximum(word.start - _BESIDE_FRAMES, 0), word.start, pieces=1
    )
    after = piece_spectra(
        word.power, word.end, np.minimum(word.end + _BESIDE_FRAMES, word.last), pieces=1
    )
    spectra = np.concatenate((before, pieces, after), axis=1)
    logarithms = np.log(spectra @ _FILTERS.T + SILENCE / len(HERTZ))
    coefficients = dct(logarithms, norm="ortho", axis=2)[..., 1 : COEFFICIENTS + 1]
    return np.asarray(coefficients.reshape(len(coefficients), -1).T)
