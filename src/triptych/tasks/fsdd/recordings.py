"""The recordings as they lie in the data folder: one digit, one speaker, one file each."""

import re
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.io import wavfile

from triptych.errors import DataError

SAMPLES_PER_SECOND: Final = 8000
LONGEST_SAMPLES: Final = 8000
"""One second: the twenty recordings that are longer have faded by then, or nearly so."""

SPEAKERS: Final = ("george", "jackson", "lucas", "nicolas", "theo", "yweweler")
DIGITS: Final = tuple("0123456789")
RECORDINGS_OF_EACH: Final = 50
"""Of each digit by each speaker."""

_NAME: Final = re.compile(r"(?P<digit>\d)_(?P<speaker>[a-z]+)_(?P<number>\d+)\.wav")


class Recordings(NamedTuple):
    """All recordings, sorted by digit, speaker and number: waves (n, 8000) and who said what.

    A wave is 16-bit whole numbers, with zeros after its end.
    """

    waves: npt.NDArray[np.int16]
    digits: npt.NDArray[np.object_]
    speakers: npt.NDArray[np.object_]


def read_recordings(folder: Path) -> Recordings:
    """Read every recording `digit_speaker_number.wav` of a folder.

    Raises DataError where a name, a format or the number of recordings is another one.
    """
    named = [(_NAME.fullmatch(path.name), path) for path in folder.glob("*.wav")]
    odd = sorted(path.name for name, path in named if name is None)
    if odd:
        raise DataError(
            f"{folder}: {odd[0]} is no name of a recording; expected digit_speaker_number.wav, "
            "such as 7_jackson_32.wav. Move it elsewhere."
        )
    found = sorted(
        (name["digit"], name["speaker"], int(name["number"]), path)
        for name, path in named
        if name is not None
    )
    said = [(digit, speaker) for digit, speaker, _, _ in found]
    for pair in ((digit, speaker) for digit in DIGITS for speaker in SPEAKERS):
        if (count := said.count(pair)) != RECORDINGS_OF_EACH:
            raise DataError(
                f"{folder}: {count} recordings of {pair[0]} by {pair[1]}; expected "
                f"{RECORDINGS_OF_EACH}. `triptych data fetch` gets the version that is meant."
            )
    waves = np.zeros((len(found), LONGEST_SAMPLES), dtype=np.int16)
    for row, (*_, path) in zip(waves, found, strict=True):
        wave = _read_wave(path)[:LONGEST_SAMPLES]
        row[: len(wave)] = wave
    digits, speakers = (np.array(names, dtype=object) for names in zip(*said, strict=True))
    return Recordings(waves, digits, speakers)


def _read_wave(path: Path) -> npt.NDArray[np.int16]:
    try:
        rate, wave = wavfile.read(path)
    except (ValueError, EOFError) as error:
        raise DataError(f"{path} is no readable wave file: {error}.") from error
    if rate != SAMPLES_PER_SECOND or wave.dtype != np.int16 or wave.ndim != 1:
        raise DataError(
            f"{path} has {rate} samples a second of {wave.dtype} in {wave.ndim} dimension(s); "
            f"expected {SAMPLES_PER_SECOND} of int16 in one channel."
        )
    return np.asarray(wave)
