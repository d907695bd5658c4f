"""Faithfulness of explanations relative to the best order of units, with its controls."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from math import inf
from typing import Final

import numpy as np

from triptych.measure.explainability.metrics.card import ExplanationMetric, OverTasks
from triptych.measure.explainability.metrics.measured import MeasuredTrack, mean
from triptych.measure.formula import explanation_note


def _why_no_excess(track: MeasuredTrack) -> str:
    if np.isnan(track.values.faithfulness):
        return track.why_no_order()
    return "the constant map is as good as the best order, so nothing can exceed it"


_VALUE: Final = explanation_note(
    "value",
    "Value of a set of units",
    "Units outside S take the values of a donor, a real other item; v(S) is the share of R donors "
    "with whom the contender still decides as before (a number: within the δ of the task's card). "
    "v of no unit is how often a donor is decided so anyway; items for which v is the same for "
    "every set hang on nothing, and are dropped and counted.",
    "v(S) = share of R draws in which the decision stays",
)

OFF_MANIFOLD: Final = ExplanationMetric(
    "off_manifold_rate",
    "off-manifold rate",
    note=explanation_note(
        "off-manifold",
        "Off-manifold rate",
        "The share of items with exchanged units whose nearest real item is further away than is "
        "common among real ones, of which 5% would be. The more, the more answers are about "
        "inputs nobody will see; it is the same for all explanations.",
        "share beyond the 95% quantile of distances from real items to their nearest",
    ),
    unit="percent",
    better="",
    value=lambda track: track.off_manifold_rate,
    why_absent=lambda _: "every item is a single unit",
    table="conditions",
    beside="{each} off-manifold",
)
V_NONE: Final = ExplanationMetric(
    "v_none",
    "kept by no unit",
    note=_VALUE,
    unit="percent",
    better="",
    value=lambda track: mean(track.values.none),
    table="conditions",
)
DROPPED: Final = ExplanationMetric(
    "dropped",
    "items dropped",
    note=_VALUE,
    better="",
    high=inf,
    value=lambda track: float(track.values.is_dropped.sum()),
    table="conditions",
)
UNEXPLAINED: Final = ExplanationMetric(
    "unexplained",
    "items without a map",
    note=_VALUE,
    better="",
    high=inf,
    value=lambda track: float(track.values.is_unexplained.sum()),
)

_NOTE: Final = explanation_note(
    "faithfulness",
    "Faithfulness",
    "How much of what an order of units could show the explanation's own order shows: the area "
    "between putting units back and taking them away, in the order of their signed importance, "
    "over that of the best of a greedy search and every order that was tried, or its reverse. A "
    "ratio of sums over items. Beside it: a random order, and one average explanation for all "
    "items.",
    "Σ (insertion − deletion) / Σ (insertion − deletion of the best order)",
)
_OF_THE_BEST: Final = {"faith_denominator": 1.0}

FAITHFULNESS_CONSTANT: Final = ExplanationMetric(
    "faith_constant",
    "faithfulness of the average explanation",
    note=_NOTE,
    unit="percent",
    better="",
    low=-1.0,
    columns={
        "faith_constant_numerator": lambda track: track.values.faithfulness_constant_numerator
    },
    value=lambda track: track.values.faithfulness_constant,
    numerator={"faith_constant_numerator": 1.0},
    denominator=_OF_THE_BEST,
    beside="average {each}",
)
FAITHFULNESS_RANDOM: Final = ExplanationMetric(
    "faith_random",
    "faithfulness of a random order",
    note=_NOTE,
    unit="percent",
    better="",
    low=-1.0,
    columns={"faith_random_numerator": lambda track: track.values.faithfulness_random_numerator},
    value=lambda track: track.values.faithfulness_random,
    numerator={"faith_random_numerator": 1.0},
    denominator=_OF_THE_BEST,
    beside="random {each}",
)
FAITHFULNESS: Final = ExplanationMetric(
    "faith",
    "faithfulness",
    "Of what the best order of units found could show, the probe's order shows {each}.",
    note=_NOTE,
    unit="percent",
    low=-1.0,
    columns={
        "faith_numerator": lambda track: track.values.faithfulness_numerator,
        "faith_denominator": lambda track: track.values.faithfulness_denominator,
    },
    value=lambda track: track.values.faithfulness,
    numerator={"faith_numerator": 1.0},
    denominator=_OF_THE_BEST,
    table="order",
    controls=(FAITHFULNESS_RANDOM, FAITHFULNESS_CONSTANT),
    is_compared=True,
    figures={
        "probe": "Faithfulness by the probe: 0 is a random order, 100 the best one",
        "native": "Faithfulness of native explanations, on the units that contenders read",
    },
    axis="faithfulness, %",
    over_tasks=OverTasks(
        "faith", "Of what the best order of units could show, how much the probe's order shows."
    ),
)
FAITHFULNESS_EXCESS: Final = ExplanationMetric(
    "faith_excess",
    "about this item",
    "Of what one and the same average explanation for every item leaves open, this item's own "
    "explanation shows {each}.",
    note=explanation_note(
        "faithfulness-excess",
        "Information about the single item",
        "Faithfulness above that of the average explanation over training items, as a part of "
        "what that leaves open. 0: the explanation says nothing about this very item.",
        "(faithfulness − that of the average) / (1 − that of the average)",
    ),
    unit="percent",
    low=-inf,
    value=lambda track: track.values.faithfulness_excess,
    why_absent=_why_no_excess,
    numerator={"faith_numerator": 1.0, "faith_constant_numerator": -1.0},
    denominator={"faith_denominator": 1.0, "faith_constant_numerator": -1.0},
    table="order",
    is_compared=True,
)

CARDS: Final = (
    OFF_MANIFOLD,
    V_NONE,
    DROPPED,
    UNEXPLAINED,
    FAITHFULNESS,
    FAITHFULNESS_EXCESS,
    FAITHFULNESS_CONSTANT,
    FAITHFULNESS_RANDOM,
)
