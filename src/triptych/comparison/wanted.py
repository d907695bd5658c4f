"""What somebody wants of a comparison beside the data: how answers are judged, and how long."""

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from triptych import metric as metrics
from triptych.errors import UsageError
from triptych.metric import Metric
from triptych.own_data.understood import OwnData
from triptych.split import Split, cross_validated, held_out, rolling

Effort = Literal["quick", "compare", "standard"]
"""The profile: one seed; two; several, with variants, explanations and timing."""

DELTA: Final = 0.02
"""Two points of accuracy: two answers in a hundred."""

SHARE_OF_CONSTANT: Final = 0.05
"""Of numbers: a twentieth of what the best constant answer misses by."""

_CROSS_VALIDATED: Final = 6000
_TESTED: Final = 2000
_BLOCKS: Final = 4


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How answers are judged.

    delta   the difference that would change nobody's choice, in the metric's unit; None for the
            usual one
    effort  the profile that is run
    """

    delta: float | None = None
    effort: Effort = "compare"


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was given in place of a file; None where the file is written or kept."""

    rules: Any = None
    classical: Any = None
    deep: Any = None

    @property
    def is_nothing(self) -> bool:
        """Whether every contender is a file's."""
        return self.rules is None and self.classical is None and self.deep is None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of a comparison, as they stand on its card, each as Python source too."""

    metric: Metric
    metric_source: str
    split: Split
    split_source: str
    delta: float
    delta_reason: str
    scoring: str


def terms_of(data: OwnData, wanted: Wanted) -> Terms:
    """Judge and split so; raises UsageError for a delta that cannot be one."""
    metric, metric_source, scoring = _metric(data)
    split, split_source = _split(data)
    if wanted.delta is None:
        delta, reason = _usual_delta(data, metric)
    else:
        delta, reason = wanted.delta, "Whoever asked said so (--delta)."
    if not delta > 0 or (metric.is_share and delta >= 1):
        unit = "of 1: .02 is two points" if metric.is_share else f"in {metric.unit}"
        raise UsageError(f"--delta {delta:g}: expected a difference above 0, {unit}.")
    return Terms(
        metric=metric,
        metric_source=metric_source,
        split=split,
        split_source=split_source,
        delta=delta,
        delta_reason=reason,
        scoring=scoring,
    )


def _metric(data: OwnData) -> tuple[Metric, str, str]:
    if data.target_kind == "number":
        unit = data.target
        source = f"mean_absolute_error({unit!r})"
        return metrics.mean_absolute_error(unit), source, "neg_mean_absolute_error"
    if data.positive is not None:
        return metrics.f1(data.positive), f"f1({data.positive!r})", "f1_macro"
    return metrics.accuracy(), "accuracy()", "accuracy"


def _split(data: OwnData) -> tuple[Split, str]:
    items = len(data.dataset.raw)
    if data.dataset.order is not None:
        window = items // 2
        step = -(-(items - window) // _BLOCKS)
        return rolling(window, step), f"rolling({window}, {step})"
    if items <= _CROSS_VALIDATED:
        return cross_validated(), "cross_validated()"
    return held_out(_TESTED), f"held_out({_TESTED})"


def _usual_delta(data: OwnData, metric: Metric) -> tuple[float, str]:
    if data.target_kind == "classes":
        words = "Two answers in a hundred, the usual choice of `triptych compare`."
        return DELTA, words if metric.is_share else f"{words} Say yours by --delta."
    answers = np.asarray(data.dataset.target, dtype=np.float64)
    missed = float(np.abs(answers - np.median(answers)).mean())
    delta = float(f"{SHARE_OF_CONSTANT * missed:.2g}") or SHARE_OF_CONSTANT
    return delta, "A twentieth of what the best constant answer misses by."
