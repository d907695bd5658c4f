"""What in texts gives the class away: its name, and characters that nobody sees."""

import re
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.own_data.answers import Answers
from triptych.own_data.columns.cells import has_unseen, visible_text
from triptych.own_data.understood import Finding

_NEARLY_ALL: Final = 0.9
_FEW: Final = 0.1
_LEAST: Final = 5
_SAMPLE: Final = 20_000


def cleaned(texts: npt.NDArray[Any], answers: Answers) -> tuple[npt.NDArray[Any], list[Finding]]:
    """Texts without characters that nobody sees, and a finding where some had them."""
    unseen = np.array([has_unseen(text) for text in texts])
    if not unseen.any():
        return texts, []
    clean = np.array([visible_text(text) for text in texts], dtype=object)
    count = int(unseen.sum())
    text = f"{count:,} texts have characters that nobody sees: taken out."
    holders = {label for label, has in zip(answers.values, unseen, strict=True) if has}
    if answers.classes is not None and len(holders) == 1 and count >= _LEAST:
        text = f"{text[:-1]}; they would have told the class {holders.pop()!r}."
    return clean, [Finding("warning", text)]


def class_names_in(texts: npt.NDArray[Any], answers: Answers) -> list[Finding]:
    """A warning where texts of a class nearly always have its name, and others hardly ever."""
    if answers.classes is None:
        return []
    lower = [text.casefold() for text in texts[:_SAMPLE]]
    labels = answers.values[:_SAMPLE]
    found = list[str]()
    for label in answers.classes:
        word = re.compile(rf"(?<!\w){re.escape(label.casefold())}(?!\w)")
        has = np.array([word.search(text) is not None for text in lower])
        own = labels == label
        if has[own].mean() >= _NEARLY_ALL and has[~own].mean() <= _FEW:
            found.append(label)
    if len(found) * 2 < len(answers.classes):
        return []
    return [
        Finding(
            "warning",
            f"Texts of class {found[0]!r} have the word {found[0]!r}, others hardly ever: is it "
            "part of the question?",
        )
    ]
