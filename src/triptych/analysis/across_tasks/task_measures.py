"""The measures that claims name, and how each is tested on a task: one family a file.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Mapping
from typing import Final

from triptych.analysis.across_tasks.measures.cost import SCORE_AND_COST
from triptych.analysis.across_tasks.measures.few_labels import (
    FEWER_LABELS,
    UNLABELLED_ITEMS,
)
from triptych.analysis.across_tasks.measures.measure import Measure
from triptych.analysis.across_tasks.measures.score import SCORE

MEASURES: Final[Mapping[str, Measure]] = {
    "score": SCORE,
    "score and CPU": SCORE_AND_COST,
    "score with 20 labels": UNLABELLED_ITEMS,
    "score with 10 labels a class against 50": FEWER_LABELS,
}
"""How each measure that claims name is tested; others are not run."""
