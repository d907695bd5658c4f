"""Recovery: how far a contender falls with a change, and how long it takes to come back.

Formulas and sources: docs/statistics.md#recovery.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from scipy import special
from statsmodels.duration.survfunc import SurvfuncRight

from triptych.analysis.one_task.studies.prequential import Prequential, Stream
from triptych.analysis.statistics.interval import TAIL
from triptych.cell import Condition
from triptych.measure.quality import Numbers

LEVEL_WINDOWS: Final = 5
"""A contender's level is its mean over as many windows before the first change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean over streams, and half of its 95 % interval; None where there is one stream."""

    value: float
    half_width: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What known changes do to a contender under a condition.

    level      share of right answers before the first change
    drop       how much lower the share is in the first window after a change
    lost       right answers lost from a change to the next, or to the end, beside that level
    changes    number of changes, of which it came back after `recovered`
    median     number of items after which it is back, median; None where that is not within
               `followed`
    followed   the longest that a change was followed, in items
    """

    contender: str
    condition: Condition
    level: Mean
    drop: Mean
    lost: Mean
    changes: int
    recovered: int
    median: float | None
    followed: int


@dataclass(frozen=True, slots=True)
class _Change:
    """One change: `items` until it was recovered from, or until nobody looked any more."""

    seed: int
    level: float
    drop: float
    lost: float
    items: int
    is_recovered: bool


def recovery(answered: Prequential, tolerance: float) -> Recovery | None:
    """What a contender loses by changes; None where no change is known, or nothing before it.

    tolerance   how far below its level counts as back

    Beside the contender's own level in the world it began in (recovery analysis: Shaker and
    Hüllermeier, Neurocomputing 150, 2015). The median is Kaplan and Meier's (JASA 53, 1958;
    statsmodels), since who did not come back until the next change may have done so later:
    docs/statistics.md#recovery.
    """
    changes = [one for stream in answered.streams for one in _changes(stream, tolerance)]
    if not changes:
        return None
    items = np.array([one.items for one in changes])
    is_recovered = np.array([one.is_recovered for one in changes])
    return Recovery(
        contender=answered.contender,
        condition=answered.condition,
        level=_over_streams(changes, [one.level for one in changes]),
        drop=_over_streams(changes, [one.drop for one in changes]),
        lost=_over_streams(changes, [one.lost for one in changes]),
        changes=len(changes),
        recovered=int(is_recovered.sum()),
        median=_median(items, is_recovered),
        followed=int(items.max()),
    )


def _changes(stream: Stream, tolerance: float) -> Iterator[_Change]:
    shares, is_pure = np.array(stream.shares), np.array(stream.is_pure)
    starts = np.array([*stream.starts, stream.items])
    changes = stream.changes
    before = np.flatnonzero(is_pure[: changes[0]])[-LEVEL_WINDOWS:] if changes else ()
    if not len(before):
        return
    level = float(shares[before].mean())
    for first, end in pairwise((*changes, len(shares))):
        after, sizes = shares[first:end], np.diff(starts)[first:end]
        # Of two windows, since one may be lucky.
        both = (after[:-1] + after[1:]) / 2
        back = np.flatnonzero(both >= level - tolerance)
        followed = len(both)
        yield _Change(
            seed=stream.seed,
            level=level,
            drop=level - float(after[0]),
            lost=float(((level - after) * sizes).sum()),
            items=int(starts[first + (back[0] if len(back) else followed)] - starts[first]),
            is_recovered=bool(len(back)),
        )


def _median(items: Numbers, is_recovered: Numbers) -> float | None:
    if not is_recovered.any():
        return None
    survival = SurvfuncRight(items, is_recovered.astype(int))
    median = float(survival.quantile(0.5))
    return median if np.isfinite(median) else None


def _over_streams(changes: Sequence[_Change], values: Sequence[float]) -> Mean:
    """The mean over streams of the mean over their changes, with Student's t."""
    seeds = np.array([one.seed for one in changes])
    means = np.array([np.mean(np.array(values)[seeds == seed]) for seed in np.unique(seeds)])
    half_width = None
    if len(means) > 1:
        error = float(means.std(ddof=1)) / np.sqrt(len(means))
        half_width = float(special.stdtrit(len(means) - 1, 1 - TAIL) * error)
    return Mean(value=float(means.mean()), half_width=half_width)
