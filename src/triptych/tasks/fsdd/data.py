"""The recordings, without the names of those who speak."""

from typing import Final

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.tasks.fsdd import RECORDINGS
from triptych.tasks.fsdd.measurements import MEANINGS, features
from triptych.tasks.fsdd.recordings import DIGITS, read_recordings
from triptych.units import Frames

__all__ = ["MEANINGS", "UNITS", "features", "load"]

UNITS: Final = Frames(20)


def load() -> Dataset:
    """3,000 waves (n, 8000) of 16-bit whole numbers at 8 kHz, zeros after the recording's end.

    Groups are the six speakers. Raises DataNotDownloaded and DataError as `located` does.
    """
    recordings = read_recordings(located(RECORDINGS))
    return Dataset(
        raw=recordings.waves,
        target=recordings.digits,
        classes=DIGITS,
        groups=recordings.speakers,
        provenance={
            "source": "Free Spoken Digit Dataset v1.0.10",
            "licence": "CC BY-SA 4.0",
            "groups": "the six speakers: none is on both sides of a split, and two, the "
            "author's, are never tested",
            "rules": "a prototype model: ten prototypes of 20 numbers each, with a tolerance of "
            "each measurement, rounded by hand from the author's part",
            "cut": "after one second: 20 recordings are longer, and have nearly faded by then",
        },
    )
