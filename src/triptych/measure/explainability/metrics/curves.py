"""Curves: the decision as units are inserted or deleted in order of importance."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from math import inf
from typing import Final

from triptych.measure.explainability.metrics.card import ExplanationMetric, OverTasks
from triptych.measure.formula import explanation_note

_AREAS: Final = explanation_note(
    "insertion",
    "Insertion and deletion",
    "The decision's share of draws, averaged over the steps from no unit to all in the order of "
    "importance, and from all to none. Ties are ordered at random with a seed.",
    "trapezoid of v(top k kept), of v(top k removed), k = 0 … d",
)
_QUARTER: Final = explanation_note(
    "comprehensiveness",
    "The top quarter",
    "How often the decision is lost when the most important quarter of units is exchanged, and "
    "how often that quarter alone keeps it.",
    "1 − v(all but the top d/4);  v(top d/4)",
)

K95: Final = ExplanationMetric(
    "k95",
    "units that keep it",
    "How many of the most important units it takes to keep the decision in 95 of 100 draws: "
    "{each}.",
    note=explanation_note(
        "k95",
        "Units that keep the decision",
        "The fewest of the most important units that keep the decision in 95% of draws. How many "
        "that is depends on the units: compare within a task only.",
        "smallest k with v(top k) ≥ .95",
    ),
    unit="units",
    better="down",
    high=inf,
    columns={"k95": lambda track: track.values.k95},
    sentence_heading="Units that keep it",
    table="order",
    beside="{each} units",
    is_compared=True,
    figures={"probe": "Units that keep the decision, by the probe: fewer are better"},
    axis="units",
    over_tasks=OverTasks(
        "k95",
        "How many of the most important units it takes to keep the decision in 95 of 100 draws.",
    ),
)
DELETION: Final = ExplanationMetric(
    "deletion",
    "deletion",
    "While they are taken away, the most important first (less is better): {each}.",
    note=_AREAS,
    unit="percent",
    better="down",
    columns={"deletion": lambda track: track.values.deletion},
    with_native=False,
)
INSERTION: Final = ExplanationMetric(
    "insertion",
    "insertion",
    "Share of draws in which the decision stands while units are put back, the most important "
    "first, averaged on the way (more is better): {each}.",
    note=_AREAS,
    unit="percent",
    columns={"insertion": lambda track: track.values.insertion},
    with_native=False,
    table="order",
    controls=(DELETION,),
)
COMPREHENSIVENESS: Final = ExplanationMetric(
    "comprehensiveness",
    "lost without top quarter",
    "Share of draws in which the decision is lost without the most important quarter of the "
    "units: {each}.",
    note=_QUARTER,
    unit="percent",
    columns={"comprehensiveness": lambda track: track.values.comprehensiveness},
    with_native=False,
    table="order",
    is_compared=True,
)
SUFFICIENCY: Final = ExplanationMetric(
    "sufficiency",
    "kept by top quarter",
    "Share in which that quarter alone keeps it: {each}.",
    note=_QUARTER,
    unit="percent",
    columns={"sufficiency": lambda track: track.values.sufficiency},
    with_native=False,
    table="order",
    is_compared=True,
)

CARDS: Final = (K95, INSERTION, DELETION, COMPREHENSIVENESS, SUFFICIENCY)
