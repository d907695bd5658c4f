"""The messages: the SMS Spam Collection, freed of the marks of its sources."""

from pathlib import Path
from typing import Final

import numpy as np

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.tasks.sms_spam import MESSAGES
from triptych.tasks.sms_spam.cleaning import neutral
from triptych.tasks.sms_spam.measurements import MEANINGS, features
from triptych.tasks.sms_spam.near_duplicates import near_duplicates
from triptych.units import Tokens

__all__ = ["MEANINGS", "UNITS", "features", "load", "read_messages"]

CLASSES: Final = ("ham", "spam")
UNITS: Final = Tokens(most=24)
"""A message falls into its words."""


def load() -> Dataset:
    """5,574 messages, near-duplicates in one group.

    Raises DataNotDownloaded where the file is not there, DataError where it is another.
    """
    labels, messages = read_messages(located(MESSAGES))
    neutralised = [neutral(message) for message in messages]
    return Dataset(
        raw=np.array(neutralised, dtype=object),
        target=np.array(labels, dtype=object),
        classes=CLASSES,
        groups=near_duplicates(neutralised),
        provenance={
            "source": "SMS Spam Collection v.1 (UCI data set 228)",
            "licence": "CC BY 4.0 (per records of UCI)",
            "changed": (
                "HTML entities read; masks (<#>, <DECIMAL>, <TIME>, <URL>, …) left out; misread "
                "and typographic quotes, dashes and dots made plain; white space made single"
            ),
            "groups": "near-duplicates: cosine above 0.8 on pieces of four characters",
        },
    )


def read_messages(path: Path) -> tuple[list[str], list[str]]:
    """Labels and messages of a UTF-8 file with a line `label<TAB>message` for each item.

    Quotes mean nothing: 145 messages hold an odd one. Raises DataError where a line is not so.
    """
    try:
        lines = path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path}: expected UTF-8, byte {error.start} is {error.object[error.start]:#04x}. "
            "`triptych data fetch` gets the published file."
        ) from error
    labels, messages = [], []
    for number, line in enumerate(lines, start=1):
        label, tab, message = line.partition("\t")
        if label not in CLASSES or not tab or "\t" in message:
            raise DataError(
                f"{path} line {number}: expected `ham` or `spam`, one tab and a message, "
                f"got {line[:60]!r}. `triptych data fetch` gets the published file."
            )
        labels.append(label)
        messages.append(message)
    return labels, messages
