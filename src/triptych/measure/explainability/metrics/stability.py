"""Stability of explanations under small changes of the item that keep the decision."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from typing import Final

import numpy as np

from triptych.measure.explainability.metrics.card import ExplanationMetric, OverTasks
from triptych.measure.explainability.metrics.measured import MeasuredTrack
from triptych.measure.formula import explanation_note


def _flip_rate(track: MeasuredTrack) -> float:
    """Share of all noisy copies whose decision changed; NaN without copies."""
    made = [one for one in track.stability if one.copies]
    if not made:
        return np.nan
    return float(np.average([one.flip_rate for one in made], weights=[one.copies for one in made]))


def _why_no_copy(track: MeasuredTrack) -> str:
    if track.has_no_order:
        return track.why_no_order()
    return "no noisy copy of an item kept its decision"


_NOTE: Final = explanation_note(
    "stability",
    "Stability",
    "A unit or a few become another item's, and the item is explained anew: rank correlation of "
    "the importances, and the largest share of importance that moved to other units. Changes that "
    "change the decision are left out; how often they did is the flip rate.",
    "Spearman(a, a′);  max ½ Σ |p − p′|, p = |a| / Σ |a|",
)

TOTAL_VARIATION: Final = ExplanationMetric(
    "stability_total_variation",
    "worst shift",
    "The largest part of the importance that such a change moves to other units: {each}.",
    note=_NOTE,
    better="down",
    columns={
        "stability_total_variation": lambda track: np.concatenate(
            [one.total_variation for one in track.stability]
        )
    },
    why_absent=_why_no_copy,
    with_native=False,
)
FLIP_RATE: Final = ExplanationMetric(
    "flip_rate",
    "flip rate",
    note=_NOTE,
    unit="percent",
    better="",
    value=_flip_rate,
    why_absent=lambda _: "every item is a single unit",
    beside="flips {each}",
)
STABILITY: Final = ExplanationMetric(
    "stability_spearman",
    "stability",
    "How far the order of units agrees with the one before after small changes that keep the "
    "decision, where 1 is the same order (and how often such a change does not keep it): {each}.",
    note=_NOTE,
    low=-1.0,
    columns={
        "stability_spearman": lambda track: np.concatenate(
            [one.spearman for one in track.stability]
        )
    },
    why_absent=_why_no_copy,
    read_with=FLIP_RATE,
    table="trust",
    controls=(TOTAL_VARIATION, FLIP_RATE),
    beside="stable {each}",
    is_compared=True,
    figures={"probe": "Stability by the probe: 1 is the same order after small changes"},
    axis="rank correlation",
    over_tasks=OverTasks(
        "stability",
        "How far the order of units agrees after small changes that keep the decision; 1 is the "
        "same order.",
    ),
)

CARDS: Final = (STABILITY, TOTAL_VARIATION, FLIP_RATE)
