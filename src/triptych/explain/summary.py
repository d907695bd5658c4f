"""What was measured of a track, case by case, put together: its part of a line."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from statistics import fmean, median
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.explain.context import ViewedItems
from triptych.explain.explainer import Attribution
from triptych.explain.reasons import OF_TRACK, reasons
from triptych.explain.track import Measured
from triptych.explanation import Kind
from triptych.measure.explainability.randomisation import Randomisation, randomisation
from triptych.measure.explainability.stability import Stability
from triptych.measure.explainability.track import TrackValues
from triptych.results.formats.explanations import TrackSummary

Numbers = npt.NDArray[np.float64]

_SURENESS: Final[tuple[Kind, ...]] = ("exact", "additive", "post-hoc")
_DIGITS: Final = 6
"""Significant ones that are stored: more than what is measured deserves."""


def summary(
    measured: Sequence[Measured], viewed: ViewedItems, decided: Sequence[Any], no_twin: str
) -> TrackSummary:
    """Put together what was measured of a track's cases; a number that is NaN is left out.

    decided     the decision about each item, in the order of the cases
    no_twin     why there is no twin; empty where there is one
    """
    joined = _joined([case.values for case in measured])
    likeness = _likeness(measured)
    columns = _columns(measured, joined, likeness)
    numbers = _numbers(measured, joined, columns, likeness)
    numbers["off_manifold_rate"] = viewed.off_manifold_rate
    items = {name: _plain(each) for name, each in columns.items() if not np.isnan(each).all()}
    values = {name: rounded(value) for name, value in numbers.items() if not np.isnan(value)}
    told = _told(measured)
    counts = [len(one.map) for one in told if one.map is not None]
    return TrackSummary(
        units=type(viewed.units).__name__.lower(),
        unit_count=round(fmean(counts), 2) if counts else None,
        most_units=max(counts, default=None),
        kind=max((one.kind for one in told), key=_SURENESS.index),
        items=items,
        values=values,
        v_none_by_class=_by_class(decided, joined.none),
        absent=reasons(items.keys() | values.keys(), joined, viewed, no_twin),
    )


def rounded(value: float) -> float:
    """The number as it is stored."""
    return float(f"{value:.{_DIGITS}g}")


def _columns(
    measured: Sequence[Measured], joined: TrackValues, likeness: Randomisation
) -> dict[str, Numbers]:
    """By metric, a number for each item."""
    parts = {
        "stability_spearman": [case.stability.spearman for case in measured],
        "stability_total_variation": [case.stability.total_variation for case in measured],
        "exactness": [case.exactness.values for case in measured],
        "named_units": [case.exactness.named_units for case in measured],
        "randomisation": [likeness.spearman],
    }
    truths = [case.truth for case in measured if case.truth is not None]
    if truths:
        for name in ("top1", "mass", "auc"):
            parts[f"relevant_{name}"] = [getattr(one, name) for one in truths]
    of_track = {name: getattr(joined, name) for name in OF_TRACK}
    return of_track | {name: np.concatenate(part) for name, part in parts.items()}


def _numbers(
    measured: Sequence[Measured],
    joined: TrackValues,
    columns: Mapping[str, Numbers],
    likeness: Randomisation,
) -> dict[str, float]:
    """By metric, a number over all items."""
    errors = [one.error for one in _told(measured) if one.error is not None]
    explained = [case for case in measured for _ in case.told]
    return {
        "faith": joined.faith,
        "faith_excess": joined.faith_excess,
        "faith_random": joined.faith_random,
        "faith_constant": joined.faith_constant,
        "flip_rate": _flip_rate([case.stability for case in measured]),
        "v_none": _mean(joined.none),
        "exactness": _mean(columns["exactness"]),
        "named_units": _mean(columns["named_units"]),
        "completeness_error": _mean(errors),
        "milliseconds": 1000 * median(case.seconds for case in explained),
        "calls": fmean(case.calls for case in explained),
        "dropped": float(joined.is_dropped.sum()),
        "unexplained": float(joined.is_unexplained.sum()),
        "randomisation": likeness.mean,
        "randomisation_level": likeness.level,
    }


def _told(measured: Sequence[Measured]) -> list[Attribution]:
    return [one for case in measured for one in case.told]


def _likeness(measured: Sequence[Measured]) -> Randomisation:
    """How alike the maps are to those of the twin; NaN throughout where there is none."""
    ranked = [one for case in measured for one in case.ranked]
    twins = [one for case in measured for one in case.twins]
    if not twins:
        return Randomisation(np.full(len(ranked), np.nan), np.nan)
    return randomisation(ranked, twins)


def _flip_rate(stable: Sequence[Stability]) -> float:
    """Share of all copies made for which the decision changed; NaN where none were made."""
    made = [one for one in stable if one.copies]
    if not made:
        return np.nan
    return float(np.average([one.flip_rate for one in made], weights=[one.copies for one in made]))


def _joined(parts: Sequence[TrackValues]) -> TrackValues:
    names = [field.name for field in fields(TrackValues)]
    return TrackValues(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )


def _by_class(decided: Sequence[Any], none: Numbers) -> dict[str, float]:
    """How often a donor alone has the decision, for each class that was decided."""
    if not all(isinstance(one, str) for one in decided):
        return {}
    shares: dict[str, list[float]] = {}
    for decision, share in zip(decided, none, strict=True):
        shares.setdefault(str(decision), []).append(float(share))
    means = {label: _mean(each) for label, each in sorted(shares.items())}
    return {label: rounded(mean) for label, mean in means.items() if not np.isnan(mean)}


def _mean(values: Any) -> float:
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    return float(known.mean()) if len(known) else np.nan


def _plain(values: Numbers) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else rounded(value) for value in values.tolist())
