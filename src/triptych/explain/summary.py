"""What was measured of a track, in plain JSON values: docs/architecture.md describes the format."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from statistics import fmean, median
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.explain.context import ViewedItems
from triptych.explain.track import Measured
from triptych.explanation import Kind
from triptych.measure.explainability.randomisation import randomisation
from triptych.measure.explainability.track import METRICS, TrackValues

Numbers = npt.NDArray[np.float64]

_OF_TRACK: Final = tuple(name for name in METRICS if name != "none")
_SURENESS: Final[tuple[Kind, ...]] = ("exact", "additive", "post-hoc")
_DIGITS: Final = 6
"""Significant ones that are stored: more than what is measured deserves."""

NO_MAP: Final = "its explanations give no number for each part"
_NO_RANKING: Final = "no item has units between which its decision could depend"
_NO_CONSTANT: Final = "the constant map does as well as the best order: nothing can exceed it"
_NO_COPY: Final = "no noisy copy of an item kept its decision"
_NO_PAIR: Final = "no item's units were ranked both for the contender and for its twin"
_NOTHING_NAMED: Final = "its explanations name no parts as enough for the decision"
_NOT_ADDITIVE: Final = "its explanations are not meant to add up to anything"
_ONE_UNIT: Final = "every item is a single unit"
_NO_TRUTH: Final = "it is not known which parts of an item decide"
_NOT_OF_COLUMNS: Final = "known is which parts of the raw item decide, not which columns"


def summary(
    measured: Sequence[Measured], viewed: ViewedItems, decided: Sequence[Any], no_twin: str
) -> dict[str, Any]:
    """One track of a line of `explanations.jsonl`.

    decided     the decision about each item, in the order of the cases
    no_twin     why there is no twin; empty where there is one
    """
    joined = _joined([case.values for case in measured])
    told = [one for case in measured for one in case.told]
    items = {name: getattr(joined, name) for name in _OF_TRACK} | _of_items(measured)
    copies = [one for one in (case.stability for case in measured) if one.copies]
    errors = [one.error for one in told if one.error is not None]
    values = {
        "faith": joined.faith,
        "faith_excess": joined.faith_excess,
        "faith_random": joined.faith_random,
        "faith_constant": joined.faith_constant,
        "off_manifold_rate": viewed.off_manifold_rate,
        "flip_rate": np.average(
            [one.flip_rate for one in copies], weights=[one.copies for one in copies]
        )
        if copies
        else np.nan,
        "v_none": _mean(joined.none),
        "exactness": _mean(items["exactness"]),
        "named_units": _mean(items["named_units"]),
        "completeness_error": _mean(errors),
        "milliseconds": 1000 * median(case.seconds for case in measured for _ in case.told),
        "calls": fmean(case.calls for case in measured for _ in case.told),
        "dropped": float(joined.is_dropped.sum()),
        "unexplained": float(joined.is_unexplained.sum()),
    }
    if not no_twin:
        twins = [one for case in measured for one in case.twins]
        compared = randomisation([one for case in measured for one in case.ranked], twins)
        values |= {"randomisation": compared.mean, "randomisation_level": compared.level}
        items["randomisation"] = compared.spearman
    known = {name: _plain(each) for name, each in items.items() if not np.isnan(each).all()}
    numbers = {name: rounded(value) for name, value in values.items() if not np.isnan(value)}
    counts = [len(one.map) for one in told if one.map is not None]
    return {
        "units": type(viewed.units).__name__.lower(),
        "unit_count": round(fmean(counts), 2) if counts else None,
        "most_units": max(counts, default=None),
        "kind": max((one.kind for one in told), key=_SURENESS.index),
        "items": known,
        "values": numbers,
        "v_none_by_class": _by_class(decided, joined.none),
        "absent": _absent(known.keys() | numbers.keys(), joined, viewed, no_twin),
    }


def rounded(value: float) -> float:
    """The number as it is stored."""
    return float(f"{value:.{_DIGITS}g}")


def _of_items(measured: Sequence[Measured]) -> dict[str, Numbers]:
    stable, exact = (
        [getattr(case, name) for case in measured] for name in ("stability", "exactness")
    )
    columns = {
        "stability_spearman": [one.spearman for one in stable],
        "stability_total_variation": [one.total_variation for one in stable],
        "exactness": [one.values for one in exact],
        "named_units": [one.named_units for one in exact],
    }
    truths = [case.truth for case in measured if case.truth is not None]
    if truths:
        for name in ("top1", "mass", "auc"):
            columns[f"relevant_{name}"] = [getattr(one, name) for one in truths]
    return {name: np.concatenate(parts) for name, parts in columns.items()}


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


def _absent(present: Any, joined: TrackValues, viewed: ViewedItems, no_twin: str) -> dict[str, str]:
    """Why what is not there is not."""
    unexplained = bool(joined.is_unexplained.all())
    nothing = NO_MAP if unexplained else _NO_RANKING
    is_flat = bool((joined.is_unexplained | joined.is_dropped).all())
    known = viewed.context.task_data.dataset.relevant is not None
    truth = nothing if unexplained else _NOT_OF_COLUMNS if known else _NO_TRUTH
    reasons: Mapping[str, str] = {
        **dict.fromkeys((*_OF_TRACK, "faith", "faith_random", "faith_constant", "v_none"), nothing),
        "faith_excess": nothing if np.isnan(joined.faith) else _NO_CONSTANT,
        **dict.fromkeys(
            ("stability_spearman", "stability_total_variation"),
            nothing if unexplained or is_flat else _NO_COPY,
        ),
        **dict.fromkeys(("off_manifold_rate", "flip_rate"), _ONE_UNIT),
        **dict.fromkeys(("exactness", "named_units"), _NOTHING_NAMED),
        "completeness_error": _NOT_ADDITIVE,
        **dict.fromkeys(("relevant_top1", "relevant_mass", "relevant_auc"), truth),
        **dict.fromkeys(("randomisation", "randomisation_level"), no_twin or _NO_PAIR),
    }
    return {name: reason for name, reason in reasons.items() if name not in present}


def _mean(values: Any) -> float:
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    return float(known.mean()) if len(known) else np.nan


def _plain(values: Numbers) -> list[float | None]:
    return [None if np.isnan(value) else rounded(value) for value in values.tolist()]
