"""Conciseness: effective units, and whether the named units are sufficient."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from math import inf
from typing import Final

from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.measured import MeasuredTrack, mean
from triptych.measure.formula import explanation_note


def _nothing_named(_: MeasuredTrack) -> str:
    return "its explanations name no parts as enough for the decision"


_CONCENTRATION: Final = explanation_note(
    "effective-units",
    "Effective units and Gini",
    "Over how many equally important units the importance is as good as spread, and Gini's index "
    "of it, 1 where one unit has all. Fewer are easier to read; where faithfulness is lower as "
    "well, they only leave out more.",
    "exp(− Σ p log p), p = |a| / Σ |a|",
)
_KIND: Final = explanation_note(
    "exactness",
    "Kind and exactness",
    "Exact: what is named decides, whatever the rest is, and that is proved or follows from the "
    "rules. Additive: contributions add up to what was computed, but for the completeness error. "
    "Post-hoc: made afterwards, from outside. Named units are tested by exchanging all others, 30 "
    "times.",
    "v(named units), R = 30;  |Σ a − (f(x) − f(baseline))|",
)

GINI: Final = ExplanationMetric(
    "gini",
    "Gini",
    note=_CONCENTRATION,
    better="",
    columns={"gini": lambda track: track.values.gini},
)
EFFECTIVE_UNITS: Final = ExplanationMetric(
    "effective_units",
    "effective units",
    "Over how many equally important units the importance is as good as spread (fewer are easier "
    "to read, but only where faithfulness is equal): {each}.",
    note=_CONCENTRATION,
    unit="units",
    better="",
    low=1.0,
    high=inf,
    columns={"effective_units": lambda track: track.values.effective_units},
    sentence_heading="Effective units",
    with_native=False,
    table="trust",
    controls=(GINI,),
)
NAMED_UNITS: Final = ExplanationMetric(
    "named_units",
    "units named",
    note=_KIND,
    unit="units",
    better="",
    high=inf,
    columns={"named_units": lambda track: track.exactness.named_units},
    value=lambda track: mean(track.exactness.named_units),
    why_absent=_nothing_named,
)
EXACTNESS: Final = ExplanationMetric(
    "exactness",
    "kept by named units",
    "Share of draws in which the named units alone keep the decision (and how many are named): "
    "{each}.",
    note=_KIND,
    unit="percent",
    columns={"exactness": lambda track: track.exactness.values},
    value=lambda track: mean(track.exactness.values),
    why_absent=_nothing_named,
    sentence_heading="Named units",
    read_with=NAMED_UNITS,
    table="trust",
    controls=(NAMED_UNITS,),
)
COMPLETENESS_ERROR: Final = ExplanationMetric(
    "completeness_error",
    "completeness error",
    note=_KIND,
    better="down",
    high=inf,
    value=lambda track: mean(track.errors),
    why_absent=lambda _: "its explanations are not meant to add up to anything",
    table="kind",
    beside="adds up within {each}",
)

CARDS: Final = (EFFECTIVE_UNITS, GINI, EXACTNESS, NAMED_UNITS, COMPLETENESS_ERROR)
