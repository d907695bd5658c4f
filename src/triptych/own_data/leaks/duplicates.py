"""Items that repeat another, and the groups that keep them on one side of every split."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from triptych.dataset import Raw, digests
from triptych.own_data.understood import Finding

_CONTRADICTING: Final = 0.01


@dataclass(frozen=True, eq=False)
class Repeats:
    """Which items are equal, by number (n,), and what to say of them."""

    numbers: npt.NDArray[np.intp]
    findings: tuple[Finding, ...]


def repeats(raw: Raw, answers: npt.NDArray[Any], noun: str) -> Repeats:
    """Items that are equal; texts are, whose letters and digits are, whatever the capitals."""
    if isinstance(raw, np.ndarray) and raw.dtype == object:
        keys = np.array([_plain(text) for text in raw], dtype=object)
    else:
        keys = digests(raw)
    numbers = np.asarray(pd.factorize(keys)[0], dtype=np.intp)
    different = int(numbers.max()) + 1
    surplus = len(numbers) - different
    if not surplus:
        return Repeats(numbers, ())
    text = (
        f"{surplus:,} of {len(numbers):,} {noun} repeat another: kept on one side of every split."
    )
    findings = [Finding("warning" if surplus * 20 >= len(numbers) else "note", text)]
    torn = _contradicting(numbers, answers)
    if torn > _CONTRADICTING * len(numbers):
        findings.append(
            Finding(
                "warning",
                f"{torn:,} {noun} equal another with another answer: nobody can be right about "
                "both.",
            )
        )
    return Repeats(numbers, tuple(findings))


def joined(parts: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.intp]:
    """Groups (n,) of items that share a number in any of the parts, or by a chain of such pairs."""
    columns = [np.asarray(pd.factorize(part)[0], dtype=np.intp) for part in parts]
    count = len(columns[0])
    starts = np.cumsum([count, *(int(column.max()) + 1 for column in columns)])
    rows = np.concatenate([np.arange(count)] * len(columns))
    ends = np.concatenate([c + start for c, start in zip(columns, starts, strict=False)])
    graph = coo_array((np.ones(len(rows)), (rows, ends)), shape=(starts[-1], starts[-1]))
    _, component = connected_components(graph, directed=False)
    return np.asarray(pd.factorize(component[:count])[0], dtype=np.intp)


def _plain(text: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join(letters.split()) or text


def _contradicting(numbers: npt.NDArray[np.intp], answers: npt.NDArray[Any]) -> int:
    """How many items have an equal one with another answer."""
    frame = pd.DataFrame({"item": numbers, "answer": pd.factorize(answers)[0]})
    return int((frame.groupby("item")["answer"].transform("nunique") > 1).sum())
