"""Summaries of the measurements of a track over its cases: its part of a line."""

from collections.abc import Sequence
from dataclasses import fields
from statistics import fmean
from typing import Any, Final, TypeVar

import numpy as np

from triptych.absent import Absent
from triptych.explain.context import ViewedItems
from triptych.explain.track import Measured
from triptych.explanation import Kind
from triptych.measure.explainability.exactness import Exactness
from triptych.measure.explainability.ground_truth import GroundTruth
from triptych.measure.explainability.metrics import OF_CONTENDER, OF_TRACK
from triptych.measure.explainability.metrics.measured import MeasuredContender, MeasuredTrack, mean
from triptych.measure.explainability.track import Numbers, TrackValues
from triptych.results.formats.explanations import TrackSummary

Joined = TypeVar("Joined", TrackValues, Exactness, GroundTruth)

_SURENESS: Final[tuple[Kind, ...]] = ("exact", "additive", "post-hoc")
_DIGITS: Final = 6
"""Number of significant digits that are stored."""


def summary(
    measured: Sequence[Measured],
    viewed: ViewedItems,
    decided: Sequence[Any],
    no_twin: Absent | None,
) -> TrackSummary:
    """Summarise the measurements of a track's cases; NaN values are left out.

    decided     the decision about each item (n,), in the order of the cases
    no_twin     the reason why there is no twin; None where there is one
    """
    track = _together(measured, viewed, no_twin)
    columns = {key: of(track) for card in OF_TRACK for key, of in card.columns.items()}
    numbers = {card.key: card.value(track) for card in OF_TRACK if card.value}
    items = {name: _plain(each) for name, each in columns.items() if not np.isnan(each).all()}
    values = {name: rounded(value) for name, value in numbers.items() if not np.isnan(value)}
    attributions = [one for case in measured for one in case.attributions]
    counts = [len(one.map) for one in attributions if one.map is not None]
    return TrackSummary(
        units=type(viewed.units).__name__.lower(),
        unit_count=round(fmean(counts), 2) if counts else None,
        most_units=max(counts, default=None),
        kind=max((one.kind for one in attributions), key=_SURENESS.index),
        items=items,
        values=values,
        v_none_by_class=_by_class(decided, track.values.none),
        absent={
            name: card.why_absent(track)
            for card in OF_TRACK
            for name in card.stored
            if name not in items and name not in values
        },
    )


def contender_summary(contender: MeasuredContender) -> tuple[dict[str, float], dict[str, str]]:
    """The metrics of a contender itself, and the reasons of missing ones."""
    numbers = {card: card.of_contender(contender) for card in OF_CONTENDER if card.of_contender}
    known = {card: value for card, value in numbers.items() if not np.isnan(value)}
    return (
        {card.key: rounded(value) for card, value in known.items()},
        {card.key: card.why_absent(contender) for card in numbers if card not in known},
    )


def rounded(value: float) -> float:
    """The number, rounded as it is stored."""
    return float(f"{value:.{_DIGITS}g}")


def _together(
    measured: Sequence[Measured], viewed: ViewedItems, no_twin: Absent | None
) -> MeasuredTrack:
    explained = [(case, one) for case in measured for one in case.attributions]
    return MeasuredTrack(
        values=_joined([case.values for case in measured]),
        stability=[case.stability for case in measured],
        exactness=_joined([case.exactness for case in measured]),
        truth=_joined([case.truth for case in measured]),
        maps=[one for case in measured for one in case.ranked],
        twins=[one for case in measured for one in case.twins],
        errors=[one.error for _, one in explained if one.error is not None],
        seconds=[case.seconds for case, _ in explained],
        calls=[case.calls for case, _ in explained],
        off_manifold_rate=viewed.off_manifold_rate,
        is_truth_known=viewed.context.task_data.dataset.relevant is not None,
        no_twin=no_twin,
    )


def _joined(parts: Sequence[Joined]) -> Joined:
    """Concatenate dataclasses of arrays over items."""
    names = [field.name for field in fields(parts[0])]
    return type(parts[0])(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )


def _by_class(decided: Sequence[Any], none: Numbers) -> dict[str, float]:
    """The share of donors with the decision, for each decided class."""
    if not all(isinstance(one, str) for one in decided):
        return {}
    shares: dict[str, list[float]] = {}
    for decision, share in zip(decided, none, strict=True):
        shares.setdefault(str(decision), []).append(float(share))
    means = {label: mean(each) for label, each in sorted(shares.items())}
    return {label: rounded(one) for label, one in means.items() if not np.isnan(one)}


def _plain(values: Numbers) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else rounded(value) for value in values.tolist())
