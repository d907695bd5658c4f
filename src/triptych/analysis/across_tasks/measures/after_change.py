"""After a change: scores on the items that come after the first change of a stream.

Formulas and sources: docs/statistics.md#claims-on-change.
"""

from functools import partial
from typing import Final

import numpy as np

from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import Measure, TaskResult, axis_in_deltas
from triptych.analysis.across_tasks.measures.score import of_comparisons
from triptych.analysis.one_task.comparison import compare
from triptych.claim import Claim
from triptych.errors import DataError
from triptych.results.outcomes import Outcomes

MEANT: Final = {"retrained": "classical:retrained"}
"""Whom a claim means: its H0 says that it is the classical model that is retrained on a window."""

EDITED: Final = "rules:edited"


def score_after_the_first_change(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test a claim about scores on all items after the first known change of each stream.

    In the order in which items came, the first condition of the study
    (docs/statistics.md#claims-on-change, #score-test). Raises DataError where no change is known,
    nobody edits the rules, or a contender has no result.
    """
    card, study = task.card, claim.study
    if not card.changes:
        raise DataError("no change of its world is known, so nothing comes after the first")
    if EDITED in claim.rivals and card.edited_after is None:
        raise DataError(f"nobody edits its rules: the rival {EDITED} is missing")
    first = MEANT.get(claim.first, claim.first)
    condition = task.conditions(first, study)[0]
    ahead, *behind = (
        after_the_first_change(task.outcomes(who, study, condition), card.changes)
        for who in (first, *claim.rivals)
    )
    compared = [compare(ahead, one, card.metric, card.classes) for one in behind]
    return of_comparisons(claim, task, compared)


def after_the_first_change(outcomes: Outcomes, changes: tuple[int, ...]) -> Outcomes:
    """The outcomes on the items from the first change of their stream on.

    changes   indices of items from which on something has changed, over all streams
    Raises DataError where no stream has changed (docs/statistics.md#claims-on-change).
    """
    items = outcomes.items
    stream = np.zeros(len(items)) if outcomes.groups is None else outcomes.groups
    is_after = np.zeros(len(items), dtype=bool)
    for one in np.unique(stream):
        own = items[stream == one]
        within = [change for change in changes if own[0] <= change <= own[-1]]
        if within:
            is_after |= (stream == one) & (items >= within[0])
    if not is_after.any():
        raise DataError("no known change lies within the items that were tested")
    return outcomes.on(np.flatnonzero(is_after))


SCORE_AFTER_THE_FIRST_CHANGE: Final = Measure(
    test=score_after_the_first_change,
    axis=partial(axis_in_deltas, of=" after the first change"),
)
