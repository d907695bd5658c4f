"""Reference rows: what variants and the reference panel tell beside a verdict that judges neither.

Formulas: docs/statistics.md#reference-rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from triptych.analysis.one_task.comparison import Comparison, compare
from triptych.analysis.statistics.interval import CONFIDENCE, Interval
from triptych.analysis.statistics.rank_tests import holm
from triptych.analysis.statistics.score import of_outcomes
from triptych.errors import DamageError, DataError, ItemTableMissing, TriptychError
from triptych.reference.panel import CONSTANT
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS, PRETRAINED, is_reference


@dataclass(frozen=True, kw_only=True)
class ReferenceRows:
    """The rows of a task that are not judged: variants, then the reference panel.

    scores       the score of each row that has one
    same_as      the variant that gave the same answers as a reference, by the reference's name
    p_of_no_use  p-value of the hypothesis that none of the three is better than the best constant
                 answer; None where that is not known
    ahead        comparisons of each row that is ahead of the contender the answer names by more
                 than delta with that contender, the best first; of equal rows one
    """

    scores: Mapping[str, Interval] = field(default_factory=dict)
    same_as: Mapping[str, str] = field(default_factory=dict)
    p_of_no_use: float | None = None
    ahead: tuple[Comparison, ...] = ()

    @property
    def show_no_use(self) -> bool:
        """Whether none of the three is shown to be better than the best constant answer."""
        return self.p_of_no_use is not None and self.p_of_no_use > 1 - CONFIDENCE


def reference_outcomes(run: Run, task: str) -> tuple[dict[str, Outcomes], dict[str, str]]:
    """The outcomes of each row that has some, and why item tables of others cannot be read.

    A pretrained network is none of them: its row depends on which weights a machine has.
    """
    outcomes: dict[str, Outcomes] = {}
    lost: dict[str, str] = {}
    for name in run.task(task).contenders:
        if name in (*PARADIGMS, PRETRAINED):
            continue
        try:
            outcomes[name] = run.outcomes(task, name)
        except (ItemTableMissing, DamageError) as error:
            lost[name] = str(error)
        except TriptychError:  # what did not end is told among the gaps
            continue
    return outcomes, lost


def lost_constant(lost: Mapping[str, str]) -> dict[str, str]:
    """Why the table of the best constant answer is lost, by its name: an answer rests on it."""
    return {name: why for name, why in lost.items() if name == CONSTANT}


def reference_rows(
    card: TaskCard, three: Mapping[str, Outcomes], others: Mapping[str, Outcomes]
) -> ReferenceRows:
    """Score the rows, and test whether any of the three is of use.

    docs/statistics.md#reference-rows
    """
    return ReferenceRows(
        scores={name: of_outcomes(one, card.metric, card.classes) for name, one in others.items()},
        same_as=_same_answers(others),
        p_of_no_use=p_of_no_use(card, three, others.get(CONSTANT)),
    )


def p_of_no_use(
    card: TaskCard, three: Mapping[str, Outcomes], constant: Outcomes | None
) -> float | None:
    """The p-value of the hypothesis that none of the three is better than the best constant.

    The smallest of the three one-sided p-values after Holm, None where one cannot be compared
    (docs/statistics.md#reference-rows).
    """
    if constant is None:
        return None
    try:
        p_values = {
            name: compare(one, constant, card.metric, card.classes).p_worse_by(0.0)
            for name, one in three.items()
        }
    except DataError:
        return None
    return min(holm(p_values).values(), default=None)


def rows_ahead(
    card: TaskCard,
    named: Outcomes,
    score: float,
    others: Mapping[str, Outcomes],
    rows: ReferenceRows,
) -> tuple[Comparison, ...]:
    """Compare each row that is more than delta better than a contender with it, the best first.

    A description without a p-value (docs/statistics.md#reference-rows).

    named, score    the contender that the answer names, and its score
    """
    direction = 1 if card.metric.greater_is_better else -1
    found = []
    for name, one in others.items():
        if name == CONSTANT or name in rows.same_as:  # of the constant `p_of_no_use` tells
            continue
        # Scores first: a comparison may cost a bootstrap.
        if direction * (rows.scores[name].estimate - score) <= card.delta:
            continue
        try:
            found.append(compare(one, named, card.metric, card.classes))
        except DataError:  # no item or seed in common: nothing is said of it
            continue
    ahead = (one for one in found if one.advantage.estimate > card.delta)
    return tuple(sorted(ahead, key=lambda one: -one.advantage.estimate))


def _same_answers(others: Mapping[str, Outcomes]) -> dict[str, str]:
    """The variant that decides every item as a reference does, by the reference's name."""
    variants = {name: one for name, one in others.items() if not is_reference(name)}
    return {
        name: variant
        for name, one in others.items()
        if is_reference(name)
        for variant, other in variants.items()
        if np.array_equal(one.items, other.items)
        and np.array_equal(one.predictions, other.predictions)
    }
