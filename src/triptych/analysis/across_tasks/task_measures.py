"""The measures that claims name, and how each is tested on a task: one family a file.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Mapping
from typing import Final

from triptych.analysis.across_tasks.measures.after_change import SCORE_AFTER_THE_FIRST_CHANGE
from triptych.analysis.across_tasks.measures.agreement import AGREEMENT
from triptych.analysis.across_tasks.measures.corruption import MEAN_OVER_LEVELS
from triptych.analysis.across_tasks.measures.cost import SCORE_AND_COST
from triptych.analysis.across_tasks.measures.errors import SHARE_OF_ERRORS
from triptych.analysis.across_tasks.measures.few_labels import FEWER_LABELS, UNLABELLED_ITEMS
from triptych.analysis.across_tasks.measures.gap import SHARE_OF_THE_GAP
from triptych.analysis.across_tasks.measures.justified import SHARE_OF_JUSTIFIED_DECISIONS
from triptych.analysis.across_tasks.measures.label_budget import (
    GAIN_FROM_A_QUARTER,
    SCORE_WITH_64_LABELS,
)
from triptych.analysis.across_tasks.measures.measure import Measure
from triptych.analysis.across_tasks.measures.probe import SCORE_OF_A_LINEAR_PROBE
from triptych.analysis.across_tasks.measures.score import SCORE

MEASURES: Final[Mapping[str, Measure]] = {
    "adjusted mutual information": AGREEMENT,
    "score": SCORE,
    "score and CPU": SCORE_AND_COST,
    "share of the gap": SHARE_OF_THE_GAP,
    "score with 64 labels": SCORE_WITH_64_LABELS,
    "gain from a quarter of the labels to all": GAIN_FROM_A_QUARTER,
    "score, mean over levels of corruption": MEAN_OVER_LEVELS,
    "share of justified decisions": SHARE_OF_JUSTIFIED_DECISIONS,
    "score of a linear probe": SCORE_OF_A_LINEAR_PROBE,
    "share of errors and of confident errors": SHARE_OF_ERRORS,
    "score with 20 labels": UNLABELLED_ITEMS,
    "score with 10 labels a class against 50": FEWER_LABELS,
    "score after the first change": SCORE_AFTER_THE_FIRST_CHANGE,
}
"""How each measure that claims name is tested; others are not run."""
