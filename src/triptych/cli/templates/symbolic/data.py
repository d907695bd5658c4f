"""The data: 300 generated strings of brackets. Replace `load` and `features` by your own."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych import Dataset

LENGTH: Final = 14

MEANINGS: Final = {
    "length": "how many brackets there are",
    "opening": "how many of them open",
    "opens first": "1 where the first bracket opens",
    "closes last": "1 where the last bracket closes",
}
"""What each column of the table means; shown by `triptych show`."""


def load() -> Dataset:
    """Write the strings, always the same ones; none occurs twice."""
    random = np.random.default_rng(0)
    found: dict[str, list[str]] = {"balanced": [], "unbalanced": []}
    while min(map(len, found.values())) < 150:
        half = LENGTH // 2
        text = "".join(random.permutation(["("] * half + [")"] * half))
        label = "balanced" if _closes(text) else "unbalanced"
        if text not in found[label] and len(found[label]) < 150:
            found[label].append(text)
    raw = np.array([text for pair in zip(*found.values(), strict=True) for text in pair], object)
    target = np.array(list(found) * 150, dtype=object)
    return Dataset(raw=raw, target=target, classes=("balanced", "unbalanced"))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """Measure each string by itself; leave out every measurement that equals the answer."""
    return pd.DataFrame(
        {
            "length": [len(text) for text in raw],
            "opening": [text.count("(") for text in raw],
            "opens first": [float(text.startswith("(")) for text in raw],
            "closes last": [float(text.endswith(")")) for text in raw],
        }
    )


def _closes(text: str) -> bool:
    while "()" in text:
        text = text.replace("()", "")
    return not text
