"""Randomisation: whether explanations depend on what the contender learned."""

from typing import Final

from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.measured import MeasuredTrack
from triptych.measure.formula import explanation_note


def _why_no_pair(track: MeasuredTrack) -> str:
    if track.no_twin:
        return track.no_twin.reason
    return "no item's units were ranked both for the contender and for its twin"


_NOTE: Final = explanation_note(
    "randomisation",
    "Randomised twin",
    "The contender's explanations compared with those of a twin trained on permuted labels, or of "
    "rules with their bindings shuffled; beside it stands how alike explanations of different "
    "items are. An explanation no less like the twin's does not depend on what was learned.",
    "Spearman(a of the contender, a of the twin)",
)

RANDOMISATION_LEVEL: Final = ExplanationMetric(
    "randomisation_level",
    "similarity from item to item",
    note=_NOTE,
    better="",
    low=-1.0,
    value=lambda track: track.similarity.level,
    why_absent=_why_no_pair,
    beside="item to item {each}",
)
RANDOMISATION: Final = ExplanationMetric(
    "randomisation",
    "similarity to a twin",
    "How far explanations agree with those of a twin made from shuffled labels or bindings, where "
    "1 is the same order (and how far those of two items agree: the twin should come to no more): "
    "{each}.",
    note=_NOTE,
    better="down",
    low=-1.0,
    columns={"randomisation": lambda track: track.similarity.spearman},
    value=lambda track: track.similarity.mean,
    why_absent=_why_no_pair,
    read_with=RANDOMISATION_LEVEL,
    table="trust",
    controls=(RANDOMISATION_LEVEL,),
)

CARDS: Final = (RANDOMISATION, RANDOMISATION_LEVEL)
