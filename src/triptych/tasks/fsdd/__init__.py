"""Which digit was spoken? Recordings of people the system has never heard."""

from pathlib import Path
from typing import Final

from triptych.downloads.download import DownloadedArchive
from triptych.downloads.pretrained import SPEECH_EMBEDDING
from triptych.metric import accuracy
from triptych.split import cross_validated
from triptych.task import Task

RECORDINGS: Final = DownloadedArchive(
    path="fsdd/recordings",
    url=(
        "https://github.com/Jakobovski/free-spoken-digit-dataset/archive/"
        "26eb9aaf76e81b692f806f9140c2d2777410d7a1.tar.gz"
    ),
    members="recordings/*.wav",
    listing=Path(__file__).with_name("recordings.sha256"),
    size=21_128_848,
)

TASK = Task(
    title="Spoken digits, unknown speakers",
    question="Which digit does this person, whom nobody has heard before, say?",
    why=(
        "Phonetics knows how each word sounds, and everybody's voice is another. A random split "
        "lets a model recognise the speaker's other recordings and hides the whole difference; "
        "here each speaker is tested by what was learned from others. Which paradigm carries "
        "over to a new voice? What stands for the rules is a prototype model written by "
        "hand: the word whose 20 expected measurements are met best. Its 220 numbers are two "
        "voices' medians, rounded, and most are what a machine would fit: it says little of rules."
    ),
    modality="audio",
    items=3000,
    classes=10,
    metric=accuracy(),
    split=cross_validated(folds=4),
    delta=0.03,
    delta_reason=(
        "Three words in a hundred: a dialogue asks back after a doubtful digit anyway, and "
        "between two speakers the same system differs by far more than that."
    ),
    licence="CC BY-SA 4.0",
    source="https://github.com/Jakobovski/free-spoken-digit-dataset",
    citation=(
        "Z. Jackson, C. Souza, J. Flaks, Y. Pan, H. Nicolas and A. Thite, "
        "Free Spoken Digit Dataset, v1.0.10, 2020, doi:10.5281/zenodo.1342401"
    ),
    files=(RECORDINGS,),
    pretrained=SPEECH_EMBEDDING,
    time_limit=1200,
    hybrids=("cascade", "firings"),
)
