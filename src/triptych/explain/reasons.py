"""Why a track has no number of a metric."""

from collections.abc import Collection
from typing import Final

import numpy as np

from triptych.explain.context import ViewedItems
from triptych.measure.explainability.track import METRICS, TrackValues

OF_TRACK: Final = tuple(name for name in METRICS if name != "none")
"""Metrics of single items that need a map and an order of units."""

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


def reasons(
    present: Collection[str], joined: TrackValues, viewed: ViewedItems, no_twin: str
) -> dict[str, str]:
    """The reason for each metric that is not among the present ones.

    joined      of all items
    no_twin     why there is no twin; empty where there is one
    """
    is_unexplained = bool(joined.is_unexplained.all())
    is_flat = bool((joined.is_unexplained | joined.is_dropped).all())
    nothing = NO_MAP if is_unexplained else _NO_RANKING
    is_known = viewed.context.task_data.dataset.relevant is not None
    all_reasons = {
        (*OF_TRACK, "faith", "faith_random", "faith_constant", "v_none"): nothing,
        ("faith_excess",): nothing if np.isnan(joined.faith) else _NO_CONSTANT,
        ("stability_spearman", "stability_total_variation"): nothing if is_flat else _NO_COPY,
        ("off_manifold_rate", "flip_rate"): _ONE_UNIT,
        ("exactness", "named_units"): _NOTHING_NAMED,
        ("completeness_error",): _NOT_ADDITIVE,
        ("relevant_top1", "relevant_mass", "relevant_auc"): nothing
        if is_unexplained
        else (_NOT_OF_COLUMNS if is_known else _NO_TRUTH),
        ("randomisation", "randomisation_level"): no_twin or _NO_PAIR,
    }
    return {
        name: reason
        for names, reason in all_reasons.items()
        for name in names
        if name not in present
    }
