"""The recordings, by who speaks."""

from typing import Final

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.tasks.fsdd import RECORDINGS
from triptych.tasks.fsdd.recordings import SPEAKERS, read_recordings
from triptych.tasks.fsdd_speaker.measurements import MEANINGS, features
from triptych.units import Frames

__all__ = ["MEANINGS", "UNITS", "features", "load"]

UNITS: Final = Frames(20)


def load() -> Dataset:
    """3,000 waves (n, 8000) of 16-bit whole numbers at 8 kHz, zeros after the recording's end.

    Raises DataNotDownloaded and DataError as `located` does.
    """
    recordings = read_recordings(located(RECORDINGS))
    return Dataset(
        raw=recordings.waves,
        target=recordings.speakers,
        classes=SPEAKERS,
        provenance={
            "source": "Free Spoken Digit Dataset v1.0.10",
            "licence": "CC BY-SA 4.0",
            "words": "every tested word is trained on too, said by the same person at another "
            "time, as in the publisher's own split; nothing is known of words never heard",
            "rooms": "each person has one microphone and one room, which a contender may learn "
            "in place of the voice",
        },
    )
