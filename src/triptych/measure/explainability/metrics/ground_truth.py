"""Ground truth: whether explanations name the truly relevant units of generated items."""

from typing import Final

from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.measured import MeasuredTrack
from triptych.measure.formula import explanation_note


def _why_no_truth(track: MeasuredTrack) -> str:
    if track.has_no_map:
        return track.why_no_order()
    if track.is_truth_known:
        return "the relevant parts of raw items are known, but not the relevant columns"
    return "the relevant parts of items are not known"


_NOTE: Final = explanation_note(
    "ground-truth",
    "Ground truth",
    "Generated items whose signal has a known place: whether the most important unit lies in it, "
    "how much of the positive importance does, and how well importance ranks such units above "
    "others.",
    "top unit ∈ relevant;  Σ relevant a⁺ / Σ a⁺;  ROC-AUC",
)

RELEVANT_MASS: Final = ExplanationMetric(
    "relevant_mass",
    "mass on what matters",
    note=_NOTE,
    unit="percent",
    columns={"relevant_mass": lambda track: track.truth.mass},
    why_absent=_why_no_truth,
    beside="mass {each}",
)
RELEVANT_AUC: Final = ExplanationMetric(
    "relevant_auc",
    "ROC-AUC",
    note=_NOTE,
    columns={"relevant_auc": lambda track: track.truth.auc},
    why_absent=_why_no_truth,
    beside="AUC {each}",
)
TOP_IS_RELEVANT: Final = ExplanationMetric(
    "relevant_top1",
    "top unit matters",
    "Share of items on which the unit called most important is one that truly matters: {each}.",
    note=_NOTE,
    unit="percent",
    columns={"relevant_top1": lambda track: track.truth.top1},
    why_absent=_why_no_truth,
    table="trust",
    controls=(RELEVANT_MASS, RELEVANT_AUC),
    is_compared=True,
)

CARDS: Final = (TOP_IS_RELEVANT, RELEVANT_MASS, RELEVANT_AUC)
