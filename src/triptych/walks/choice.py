"""The automatic selection of a task's items for walks, by which contenders were right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import compute, parquet

from triptych.errors import StoreError
from triptych.results.formats.document import find_document
from triptych.results.items.index import ItemIndex
from triptych.results.record import ITEMS_FOLDER, Record
from triptych.task import PARADIGMS

FIRST_FOLD: Final = 0
"""The fold whose contenders are kept: its tested items are new to them."""

FIRST: Final = "the first tested item"
"""The reason for selecting an item where no kind of item occurs."""

_COLUMNS: Final = ("key", "item", "fold", "truth", "prediction", "confidence")
_Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pick:
    """A selected item, with the reason for its selection."""

    item: int
    why: str


@dataclass(frozen=True, slots=True)
class Picks:
    """The selected items in a fixed order, and the reasons for kinds without one."""

    chosen: tuple[Pick, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Answers:
    """One contender's answers for the tested items of the first fold, sorted by item."""

    item: npt.NDArray[Any]
    truth: npt.NDArray[Any]
    prediction: npt.NDArray[Any]
    confidence: npt.NDArray[np.float64]
    """NaN where there are no probabilities."""


def answers_of(run_folder: Path, record: Record) -> Answers:
    """Read the answers of the kept contender of `record` for the items of its test part.

    Raises StoreError where the item table is missing.
    """
    table = _table(run_folder, record)
    table = table.filter(compute.equal(table["fold"], FIRST_FOLD)).sort_by("item")
    columns = {name: table[name].to_numpy() for name in _COLUMNS[1:]}
    return Answers(
        item=columns["item"],
        truth=columns["truth"],
        prediction=columns["prediction"],
        confidence=columns["confidence"].astype(np.float64),
    )


def pick(answers: Mapping[str, Answers]) -> Picks:
    """Select at most five items on which the three differ; of each kind, the first in the data.

    The most confident error is selected first, the others among the remaining items. For a
    regression, "right" means an absolute error below the median of all decisions of the three.
    Where one of the three has no answers, or no kind occurs, the first tested item is selected.
    """
    first, *_ = answers.values()
    if not set(PARADIGMS) <= answers.keys():
        return Picks((Pick(int(first.item[0]), FIRST),))
    three = {name: answers[name] for name in PARADIGMS}
    kinds = _of_numbers(three) if first.truth.dtype.kind == "f" else _of_classes(three)
    picks = _chosen(first.item, kinds)
    return picks if picks.chosen else Picks((Pick(int(first.item[0]), FIRST),), picks.left_out)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of item: `places` are positions of its items, the best first."""

    why: str
    places: npt.NDArray[np.intp]
    comes_first: bool = False


def _of_classes(three: Mapping[str, Answers]) -> list[_Kind]:
    right = {name: one.prediction == one.truth for name, one in three.items()}
    sure = np.max(
        [
            np.where(right[name], -np.inf, np.nan_to_num(one.confidence, nan=-np.inf))
            for name, one in three.items()
        ],
        axis=0,
    )
    errors = np.flatnonzero(np.isfinite(sure))
    surest = errors[np.argsort(-sure[errors], kind="stable")][:1]
    return [
        *_patterns(right, ("all three right", "only {} right", "all wrong")),
        _Kind("most confident error", surest, comes_first=True),
    ]


def _of_numbers(three: Mapping[str, Answers]) -> list[_Kind]:
    distances = {name: np.abs(one.prediction - one.truth) for name, one in three.items()}
    middle = np.median(list(distances.values()))
    near = {name: (one < middle) | (one == 0) for name, one in distances.items()}
    farthest = np.argmax(np.max(list(distances.values()), axis=0))
    return [
        *_patterns(near, ("all three near", "only {} near", "all far off")),
        _Kind("largest error", np.array([farthest]), comes_first=True),
    ]


def _patterns(right: Mapping[str, _Truths], words: tuple[str, str, str]) -> Iterator[_Kind]:
    table = np.array(list(right.values()))
    alone = table.sum(axis=0) == 1
    every, only, none = words
    yield _Kind(every, np.flatnonzero(table.all(axis=0)))
    for name in (PARADIGMS[0], PARADIGMS[-1]):
        yield _Kind(only.format(name), np.flatnonzero(alone & right[name]))
    yield _Kind(none, np.flatnonzero(~table.any(axis=0)))


def _chosen(items: npt.NDArray[Any], kinds: list[_Kind]) -> Picks:
    taken: dict[str, int] = {}
    left_out: dict[str, str] = {}
    for kind in sorted(kinds, key=lambda kind: not kind.comes_first):
        free = [int(place) for place in kind.places if place not in taken.values()]
        if free:
            taken[kind.why] = free[0]
        else:
            left_out[kind.why] = (
                "its only item is shown already" if len(kind.places) else "there is none"
            )
    order = [kind.why for kind in kinds if kind.why in taken]
    return Picks(tuple(Pick(int(items[taken[why]]), why) for why in order), left_out)


def _table(run_folder: Path, record: Record) -> pa.Table:
    """The rows of one trial, from its own file or from a compacted one."""
    index = find_document(run_folder, ItemIndex) or ItemIndex()
    folder = run_folder / ITEMS_FOLDER
    for name in (f"{record.key}.parquet", *index.holders(record.key)):
        path = folder / name
        if path.is_file():
            rows = parquet.read_table(
                path,
                columns=list(_COLUMNS),
                filters=compute.field("key") == record.key,
                partitioning=None,
            )
            if len(rows):
                return rows
    raise StoreError(
        f"{record.cell.label}: its item table is missing from {folder}. "
        "`triptych run` with the same options makes it again."
    )
