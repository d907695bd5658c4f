"""Prequential shares: how many answers are right in each window of a stream.

Formulas and sources: docs/statistics.md#prequential.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from triptych.analysis.one_task.studies.curves import Point, records_at
from triptych.cell import Condition
from triptych.results.run import Run

PURE: Final = 0.95
"""The share of a window's items that have to come from one regime for the window to be of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What a contender answered on one stream with one seed, window by window.

    starts    number of tested items before each window (windows,); `items` is the number in all
    shares    share of right answers in each window (windows,)
    regimes   how many known changes lie before most of a window's items (windows,)
    is_pure   whether nearly all of a window's items come from one regime (windows,)
    """

    seed: int
    items: int
    starts: tuple[int, ...]
    shares: tuple[float, ...]
    regimes: tuple[int, ...]
    is_pure: tuple[bool, ...]

    @property
    def changes(self) -> tuple[int, ...]:
        """The windows in which another regime begins."""
        pairs = enumerate(pairwise(self.regimes), start=1)
        return tuple(number for number, (before, after) in pairs if before != after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prequential:
    """What a contender answered under a condition of a study, on each stream."""

    contender: str
    condition: Condition
    streams: tuple[Stream, ...]


def prequential(
    run: Run, task: str, study: str, curves: Mapping[str, Sequence[Point]]
) -> list[Prequential]:
    """The share of right answers in each window that a study tested before it was learned.

    Test, then train (Dawid, JRSS A 147, 1984; Gama, Sebastião and Rodrigues, Machine Learning 90,
    2013): docs/statistics.md#prequential. A window is a step of the study. Changes are those that
    the card knows; of items in another order than that of time, where most of a window's items come
    from another regime than those before.

    curves   what `study_curves` gives for the study
    """
    changes = run.task(task).changes
    return [
        Prequential(
            contender=who,
            condition=point.condition,
            streams=run.aggregates.of(
                f"windows of {study}: {changes}",
                records_at(run, task, who, study, point),
                tuple[Stream, ...],
                partial(_streams, run, task, who, study, point.condition),
            ),
        )
        for who, line in curves.items()
        for point in line
        if point.condition is not None
    ]


def _streams(
    run: Run, task: str, contender: str, study: str, condition: Condition
) -> tuple[Stream, ...]:
    rows = run.items(task, contender, study, condition, columns=("item", "fold", "loss"))
    rows["regime"] = np.searchsorted(run.task(task).changes, rows["item"], side="right")
    return tuple(_stream(int(str(seed)), one) for seed, one in rows.groupby("seed"))


def _stream(seed: int, rows: pd.DataFrame) -> Stream:
    sizes = rows.groupby("fold").size().to_numpy()
    counts = pd.crosstab(rows["fold"], rows["regime"])
    share_of_regime = counts.to_numpy() / sizes[:, None]
    regimes = counts.columns.to_numpy()[share_of_regime.argmax(axis=1)]
    right = (rows["loss"] == 0).groupby(rows["fold"]).mean()
    return Stream(
        seed=seed,
        items=len(rows),
        starts=tuple((np.cumsum(sizes) - sizes).tolist()),
        shares=tuple(right.tolist()),
        regimes=tuple(regimes.tolist()),
        is_pure=tuple((share_of_regime.max(axis=1) >= PURE).tolist()),
    )
