"""What explanations are judged by: each metric's parts, range, unit and direction.

`triptych explain` computes them of single items; formulas in docs/explainability.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final, Literal

Unit = Literal["percent", "number", "units", "milliseconds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationMetric:
    """One metric of explanations.

    name         as the run folder has it
    label        for people
    formula      anchor of its note in the report
    unit         `percent`: a share, shown times 100; `units`: how many of the item's units
    better       "up", "down", or "" where that depends
    low, high    least and largest value that is possible
    numerator    which numbers of an item are added up, each times its weight
    denominator  of a ratio of sums over items, likewise; empty for a mean
    of_items     False where there is one number a seed and none an item
    """

    name: str
    label: str
    formula: str
    unit: Unit = "number"
    better: Literal["up", "down", ""] = "up"
    low: float = 0.0
    high: float = 1.0
    numerator: Mapping[str, float] = field(default_factory=dict)
    denominator: Mapping[str, float] = field(default_factory=dict)
    of_items: bool = True

    @property
    def parts(self) -> Mapping[str, float]:
        """What is added up: the number of that name unless it is said otherwise."""
        return self.numerator or {self.name: 1.0}


FAITH: Final = ExplanationMetric(
    name="faith",
    label="faith",
    formula="formula-faith",
    unit="percent",
    low=-1.0,
    numerator={"faith_numerator": 1.0},
    denominator={"faith_denominator": 1.0},
)
FAITH_CONSTANT: Final = ExplanationMetric(
    name="faith_constant",
    label="faith of the average explanation",
    formula="formula-faith",
    unit="percent",
    better="",
    low=-1.0,
    numerator={"faith_constant_numerator": 1.0},
    denominator={"faith_denominator": 1.0},
)
FAITH_EXCESS: Final = ExplanationMetric(
    name="faith_excess",
    label="about this item",
    formula="formula-faith-excess",
    unit="percent",
    low=-inf,
    numerator={"faith_numerator": 1.0, "faith_constant_numerator": -1.0},
    denominator={"faith_denominator": 1.0, "faith_constant_numerator": -1.0},
)
K95: Final = ExplanationMetric(
    name="k95",
    label="units that keep it",
    formula="formula-k95",
    unit="units",
    better="down",
    high=inf,
)
INSERTION: Final = ExplanationMetric(
    name="insertion", label="insertion", formula="formula-insertion", unit="percent"
)
DELETION: Final = ExplanationMetric(
    name="deletion", label="deletion", formula="formula-insertion", unit="percent", better="down"
)
COMPREHENSIVENESS: Final = ExplanationMetric(
    name="comprehensiveness",
    label="lost without top quarter",
    formula="formula-comprehensiveness",
    unit="percent",
)
SUFFICIENCY: Final = ExplanationMetric(
    name="sufficiency",
    label="kept by top quarter",
    formula="formula-comprehensiveness",
    unit="percent",
)
STABILITY: Final = ExplanationMetric(
    name="stability_spearman", label="stability", formula="formula-stability", low=-1.0
)
TOTAL_VARIATION: Final = ExplanationMetric(
    name="stability_total_variation",
    label="worst shift",
    formula="formula-stability",
    better="down",
)
EFFECTIVE_UNITS: Final = ExplanationMetric(
    name="effective_units",
    label="effective units",
    formula="formula-effective-units",
    unit="units",
    better="",
    low=1.0,
    high=inf,
)
GINI: Final = ExplanationMetric(
    name="gini", label="Gini", formula="formula-effective-units", better=""
)
TOP_IS_RELEVANT: Final = ExplanationMetric(
    name="relevant_top1",
    label="top unit matters",
    formula="formula-ground-truth",
    unit="percent",
)
RELEVANT_MASS: Final = ExplanationMetric(
    name="relevant_mass",
    label="mass on what matters",
    formula="formula-ground-truth",
    unit="percent",
)
RELEVANT_AUC: Final = ExplanationMetric(
    name="relevant_auc", label="ROC-AUC", formula="formula-ground-truth"
)

FAITH_RANDOM: Final = ExplanationMetric(
    name="faith_random",
    label="faith of a random order",
    formula="formula-faith",
    unit="percent",
    better="",
    low=-1.0,
    numerator={"faith_random_numerator": 1.0},
    denominator={"faith_denominator": 1.0},
)
OFF_MANIFOLD: Final = ExplanationMetric(
    name="off_manifold_rate",
    label="off-manifold rate",
    formula="formula-off-manifold",
    unit="percent",
    better="",
    of_items=False,
)
FLIP_RATE: Final = ExplanationMetric(
    name="flip_rate",
    label="flip rate",
    formula="formula-stability",
    unit="percent",
    better="",
    of_items=False,
)
V_NONE: Final = ExplanationMetric(
    name="v_none",
    label="kept by no unit",
    formula="formula-value",
    unit="percent",
    better="",
    of_items=False,
)
RANDOMISATION: Final = ExplanationMetric(
    name="randomisation",
    label="likeness to a twin",
    formula="formula-randomisation",
    better="down",
    low=-1.0,
    of_items=False,
)
RANDOMISATION_LEVEL: Final = ExplanationMetric(
    name="randomisation_level",
    label="likeness from item to item",
    formula="formula-randomisation",
    better="",
    low=-1.0,
    of_items=False,
)
EXACTNESS: Final = ExplanationMetric(
    name="exactness",
    label="kept by named units",
    formula="formula-exactness",
    unit="percent",
    of_items=False,
)
NAMED_UNITS: Final = ExplanationMetric(
    name="named_units",
    label="units named",
    formula="formula-exactness",
    unit="units",
    better="",
    high=inf,
    of_items=False,
)
COMPLETENESS_ERROR: Final = ExplanationMetric(
    name="completeness_error",
    label="completeness error",
    formula="formula-exactness",
    better="down",
    high=inf,
    of_items=False,
)
MILLISECONDS: Final = ExplanationMetric(
    name="milliseconds",
    label="time",
    formula="formula-explanation-cost",
    unit="milliseconds",
    better="down",
    high=inf,
    of_items=False,
)
CALLS: Final = ExplanationMetric(
    name="calls",
    label="calls",
    formula="formula-explanation-cost",
    better="down",
    high=inf,
    of_items=False,
)
DROPPED: Final = ExplanationMetric(
    name="dropped",
    label="items dropped",
    formula="formula-value",
    better="",
    high=inf,
    of_items=False,
)
SURROGATE_EXCESS: Final = ExplanationMetric(
    name="surrogate_excess",
    label="a small tree copies it",
    formula="formula-surrogate",
    low=-2.0,
    high=2.0,
    of_items=False,
)
SURROGATE_ERRORS: Final = ExplanationMetric(
    name="surrogate_error_share",
    label="of its errors copied",
    formula="formula-surrogate",
    unit="percent",
    of_items=False,
)
READ: Final = ExplanationMetric(
    name="read_per_decision",
    label="read for a decision",
    formula="formula-read",
    better="down",
    high=inf,
    of_items=False,
)

OF_ITEMS: Final = (
    FAITH,
    FAITH_EXCESS,
    FAITH_CONSTANT,
    FAITH_RANDOM,
    K95,
    INSERTION,
    DELETION,
    COMPREHENSIVENESS,
    SUFFICIENCY,
    STABILITY,
    TOTAL_VARIATION,
    EFFECTIVE_UNITS,
    GINI,
    TOP_IS_RELEVANT,
    RELEVANT_MASS,
    RELEVANT_AUC,
)
OF_SEEDS: Final = (
    OFF_MANIFOLD,
    FLIP_RATE,
    V_NONE,
    RANDOMISATION,
    RANDOMISATION_LEVEL,
    EXACTNESS,
    NAMED_UNITS,
    COMPLETENESS_ERROR,
    MILLISECONDS,
    CALLS,
    DROPPED,
)
OF_CONTENDER: Final = (SURROGATE_EXCESS, SURROGATE_ERRORS, READ)
