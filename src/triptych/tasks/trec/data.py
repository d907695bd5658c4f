"""The questions: train and test part as Li and Roth published them, six kinds."""

from pathlib import Path
from typing import Final

import numpy as np

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.tasks.trec import TEST, TRAINING
from triptych.tasks.trec.measurements import MEANINGS, features
from triptych.units import Tokens

__all__ = ["KINDS", "MEANINGS", "UNITS", "features", "load", "read_questions"]

KINDS: Final = {
    "ABBR": "abbreviation",
    "DESC": "description",
    "ENTY": "entity",
    "HUM": "human",
    "LOC": "location",
    "NUM": "number",
}
"""The six coarse kinds by the names they have in the files."""

UNITS: Final = Tokens(most=24)
"""A question falls into its words and marks, which the publisher set apart."""

WAIVED: Final = {
    "check_training_and_tested_items_are_alike": (
        "the official test part has mostly short definitions: told apart with an AUC of about .8, "
        "as the card says"
    )
}


def load() -> Dataset:
    """5,452 training questions and the 500 of the official test part.

    Questions that differ in capitals alone are one group: eleven tested ones also occur in the
    training part, one of them with another capital. Raises DataNotDownloaded where a file is
    not there, DataError where it is another.
    """
    kinds, questions = read_questions(located(TRAINING))
    tested_kinds, tested_questions = read_questions(located(TEST))
    texts = np.array(questions + tested_questions, dtype=object)
    return Dataset(
        raw=texts,
        target=np.array(kinds + tested_kinds, dtype=object),
        classes=tuple(KINDS.values()),
        groups=np.array([text.lower() for text in texts], dtype=object),
        official_split=np.arange(len(texts)) >= len(questions),
        provenance={
            "source": "TREC question classification (Li and Roth 2002), coarse kinds",
            "licence": "unclear",
            "split": "the publisher's; training questions that are also tested are left out",
        },
    )


def read_questions(path: Path) -> tuple[list[str], list[str]]:
    """Kinds and questions of a Latin-1 file with a line `COARSE:fine question` for each item.

    Raises DataError where a line is not so.
    """
    lines = path.read_bytes().decode("latin-1").removesuffix("\n").split("\n")
    kinds, questions = [], []
    for number, line in enumerate(lines, start=1):
        label, _, question = line.partition(" ")
        coarse, colon, _ = label.partition(":")
        if coarse not in KINDS or not colon or not question:
            raise DataError(
                f"{path} line {number}: expected one of {', '.join(KINDS)}, `:`, a fine kind, a "
                f"space and a question in Latin-1, got {line[:60]!r}. `triptych data fetch` "
                "gets the published file."
            )
        kinds.append(KINDS[coarse])
        questions.append(question)
    return kinds, questions
