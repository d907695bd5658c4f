"""The metrics of explanations: a card for each metric, families in the order of the report.

`triptych explain` computes them; formulas in docs/explainability.md.
"""

from typing import Final

from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.conciseness import CARDS as CONCISENESS
from triptych.measure.explainability.metrics.contender import CARDS as CONTENDER
from triptych.measure.explainability.metrics.curves import CARDS as CURVES
from triptych.measure.explainability.metrics.faithfulness import CARDS as FAITHFULNESS
from triptych.measure.explainability.metrics.ground_truth import CARDS as GROUND_TRUTH
from triptych.measure.explainability.metrics.randomisation import CARDS as RANDOMISATION
from triptych.measure.explainability.metrics.stability import CARDS as STABILITY

CARDS: Final[tuple[ExplanationMetric, ...]] = (
    FAITHFULNESS + CURVES + STABILITY + CONCISENESS + RANDOMISATION + GROUND_TRUTH + CONTENDER
)
OF_CONTENDER: Final = tuple(card for card in CARDS if card.of_contender)
OF_TRACK: Final = tuple(card for card in CARDS if not card.of_contender)
