"""The data: 300 generated messages. Replace `load` and `features` by your own."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych import Dataset

THINGS: Final = ("lamp", "chair", "kettle", "desk", "mirror", "shelf", "clock", "carpet")
COMPLAINTS: Final = (
    "The {thing} of order {number} arrived broken",
    "Order {number}: the {thing} never came",
    "I want my money back for the {thing}, order {number}",
    "My {thing} stopped working, see order {number}",
)
ORDERS: Final = (
    "Please send me {number} pieces of the {thing}",
    "I would like to order a {thing}, article {number}",
    "Can you deliver one {thing}, article {number}, this week",
    "We need another {thing} like article {number}",
)

MEANINGS: Final = {
    "characters": "how long the message is",
    "share of digits": "digits among its characters, 0 to 1",
    "says please": "1 where it asks politely: please, would, can you",
    "words of trouble": "how many of: broken, never, back, stopped",
}
"""What each column of the table means; shown by `triptych show`."""


def load() -> Dataset:
    """Write the messages, always the same ones."""
    random = np.random.default_rng(0)
    target = np.array(["complaint", "order"] * 150, dtype=object)
    raw = np.array([_message(label, random) for label in target], dtype=object)
    return Dataset(raw=raw, target=target, classes=("complaint", "order"))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """Measure each message by itself: one row for each, in order."""
    return pd.DataFrame([_measure(text) for text in raw], columns=list(MEANINGS))


def _message(label: str, random: np.random.Generator) -> str:
    sentence = str(random.choice(COMPLAINTS if label == "complaint" else ORDERS))
    return sentence.format(thing=random.choice(THINGS), number=random.integers(1000, 10_000))


def _measure(text: str) -> list[float]:
    words = text.lower()
    polite = any(phrase in words for phrase in ("please", "would", "can you"))
    trouble = sum(word in words for word in ("broken", "never", "back", "stopped"))
    digits = sum(letter.isdigit() for letter in text) / max(len(text), 1)
    return [len(text), digits, float(polite), float(trouble)]
