"""What a phonetician would note down about a spoken word, without its length and loudness.

The word has a voiced middle, cut into five equal pieces of time, and what comes before and
after it: hiss, a gap, a burst. Levels are relative to the loudest hundredth of a second.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.tasks.fsdd.cepstra import CEPSTRUM_MEANINGS, cepstra
from triptych.tasks.fsdd.spectra import (
    HERTZ,
    SILENCE,
    Floats,
    Word,
    band_power,
    decibels,
    find_words,
    piece_spectra,
)

PIECES: Final = ("start", "early", "middle", "late", "end")
"""Of the voiced middle, in order."""

_SIDES: Final = ("before", "after")
_VOICE_HERTZ: Final = (100.0, 1000.0)
_HISS_HERTZ: Final = (2500.0, 4000.0)
_FIRST_RESONANCE_HERTZ: Final = (200.0, 1000.0)
_SECOND_RESONANCE_HERTZ: Final = (900.0, 2900.0)
_LEAST_HISS: Final = 10 ** (-50 / 10)
_GAP: Final = 10 ** (-30 / 10)
_BATCH: Final = 250

_OF_A_SIDE: Final = {
    "hiss {}": "frames of hiss {} the voiced middle, as a share of all voiced and hissing ones",
    "hiss level {}": "loudest hiss above 2,500 Hz {} the voiced middle, in dB, -60 if none",
    "hiss balance {}": "power above 2,500 Hz over that below 1,000 Hz {} the middle, in dB",
}
_OF_A_PIECE: Final = {
    "first resonance {}": "mean frequency between 200 and 1,000 Hz in the {} of the middle",
    "second resonance {}": "mean frequency between 900 and 2,900 Hz in the {} of the middle",
    "brightness {}": "power of 1,200 to 2,900 Hz over that below, in dB, in the {} of the middle",
    "murmur {}": "power below 400 Hz over that of 400 to 1,200 Hz, in dB, in the {}",
    "level {}": "mean level in the {} of the middle, in dB",
}

PHONETIC_MEANINGS: Final = {
    **{
        name.format(side): says.format(side) for side in _SIDES for name, says in _OF_A_SIDE.items()
    },
    "gap": "silence between the middle and hiss after it, as a share of the spoken frames",
    "dip": "depth of the deepest hollow between two louder parts of the middle, in dB",
    "first resonance rise": "first resonance late in the middle less that early in it, in Hz",
    "second resonance rise": "second resonance late in the middle less that early in it, in Hz",
    **{
        name.format(piece): says.format(piece)
        for piece in PIECES
        for name, says in _OF_A_PIECE.items()
    },
}
"""The columns that rules read, in order, with what they mean."""

MEANINGS: Final = PHONETIC_MEANINGS | CEPSTRUM_MEANINGS
"""Every column of the table, in order, with what it means."""

_COLUMNS: Final = pd.Index(list(MEANINGS))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each wave (n, samples): a row a wave, one column of floats each."""
    parts = []
    for start in range(0, len(raw), _BATCH):
        word = find_words(raw[start : start + _BATCH])
        pieces = piece_spectra(word.power, word.start, word.end, len(PIECES))
        columns = (*_beside(word), *_within(pieces), *cepstra(word, pieces))
        parts.append(np.column_stack(columns))
    return pd.DataFrame(np.concatenate(parts), columns=_COLUMNS)


def _beside(word: Word) -> Iterator[Floats]:
    """Hiss before and after the middle, the gap, and the dip inside it."""
    frame = np.arange(word.power.shape[1])
    before, after = frame < word.start[:, None], frame >= word.end[:, None]
    hiss, voice = band_power(word.power, *_HISS_HERTZ), band_power(word.power, *_VOICE_HERTZ)
    hissing = (hiss > voice) & (hiss > _LEAST_HISS) & (before | after)
    spoken = word.end - word.start + hissing.sum(axis=1)
    for side in (before, after):
        here = hissing & side
        yield here.sum(axis=1) / spoken
        yield decibels((hiss * here).max(axis=1))
        yield _ratio((hiss * side).sum(axis=1), (voice * side).sum(axis=1))
    total = word.power.sum(axis=2)
    hiss_follows = np.logical_or.accumulate((hissing & after)[:, ::-1], axis=1)[:, ::-1]
    yield (after & hiss_follows & (total < _GAP)).sum(axis=1) / spoken
    level = np.where(before | after, -np.inf, decibels(total))
    louder_before = np.maximum.accumulate(level, axis=1)
    louder_after = np.maximum.accumulate(level[:, ::-1], axis=1)[:, ::-1]
    hollow = np.minimum(louder_before, louder_after) - np.where(before | after, 0, level)
    yield np.maximum(hollow.max(axis=1), 0)


def _within(pieces: Floats) -> Iterator[Floats]:
    """Resonances, balance and level of the pieces (n, pieces, lines) of the middle."""
    first = _resonance(pieces, *_FIRST_RESONANCE_HERTZ)
    second = _resonance(pieces, *_SECOND_RESONANCE_HERTZ)
    yield first[:, 3] - first[:, 1]
    yield second[:, 3] - second[:, 1]
    bright = _ratio(band_power(pieces, 1200, 2900), band_power(pieces, 100, 1200))
    murmur = _ratio(band_power(pieces, 100, 400), band_power(pieces, 400, 1200))
    level = decibels(pieces.sum(axis=2))
    for piece in range(len(PIECES)):
        for measured in (first, second, bright, murmur, level):
            yield measured[:, piece]


def _resonance(spectra: Floats, lowest: float, highest: float) -> Floats:
    """Mean frequency by power; high lines weigh more, as voices fall off by 6 dB an octave."""
    first, last = np.searchsorted(HERTZ, (lowest, highest))
    hertz = HERTZ[first:last]
    weights = (spectra[..., first:last] + SILENCE / len(HERTZ)) * hertz**2
    return np.asarray((weights @ hertz) / weights.sum(axis=-1))


def _ratio(power: Floats, other: Floats) -> Floats:
    """One power over another in dB; silence over silence is 0."""
    return np.asarray(10 * np.log10((power + SILENCE) / (other + SILENCE)))
