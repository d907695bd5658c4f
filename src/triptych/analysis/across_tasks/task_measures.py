"""The measures that claims name, and how each is tested on a task: one family a file.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Mapping
from typing import Final

from triptych.analysis.across_tasks.measures.agreement import AGREEMENT
from triptych.analysis.across_tasks.measures.cost import SCORE_AND_COST
from triptych.analysis.across_tasks.measures.measure import Measure
from triptych.analysis.across_tasks.measures.score import SCORE

MEASURES: Final[Mapping[str, Measure]] = {
    "adjusted mutual information": AGREEMENT,
    "score": SCORE,
    "score and CPU": SCORE_AND_COST,
}
"""How each measure that claims name is tested; others are not run."""
