"""Changed answers: the fewest tested items whose answers, changed, would change a task's answer.

docs/statistics.md#changed-answers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, product

import numpy as np

from triptych.analysis.one_task.answer.decision import Answer, answer_at
from triptych.analysis.one_task.comparison import compare
from triptych.analysis.statistics.strata import strata_of
from triptych.measure.quality import Answers, Numbers
from triptych.results.outcomes import Outcomes
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS


def fewest_changed(card: TaskCard, outcomes: Mapping[str, Outcomes]) -> int | None:
    """The fewest tested items whose answers, changed in all seeds, would give another answer.

    On the changed items one contender becomes right and its rivals wrong, or the reverse; items
    that change the differences most come first. So it is an upper bound, and exact where one rival
    decides and items weigh alike. None where an answer is a number, which may be off by any
    amount, where contenders were tested on different items, and where nothing changes it
    (docs/statistics.md#changed-answers).
    """
    if card.metric.answer == "number" or not _on_the_same_items(outcomes):
        return None
    answers, fewest = _Answers(card, outcomes), None
    for contender, right in product(PARADIGMS, (False, True)):
        change = _Change(contender, right, answers.order(contender, right))
        is_other = partial(answers.is_other_after, change)
        most = len(change.order) if fewest is None else fewest - 1
        # A direction that is no shorter than the best so far need not be searched.
        if most > 0 and is_other(most):
            fewest = _first(is_other, most)
    return fewest


@dataclass(frozen=True, slots=True)
class _Change:
    """A contender becomes right and its rivals wrong, or the reverse, on items in this order."""

    contender: str
    right: bool
    order: Answers


class _Answers:
    """The answers of all three to a task, and what the verdict would be if some were changed."""

    def __init__(self, card: TaskCard, outcomes: Mapping[str, Outcomes]) -> None:
        self.card = card
        self.outcomes = outcomes
        self._cost = _extreme_costs(outcomes)
        self._before = self._answer(outcomes)

    def is_other_after(self, change: _Change, items: int) -> bool:
        """Whether the task has another answer with the first `items` of the order changed."""
        where = change.order[:items]
        changed = {
            name: self._set(one, where, right=(name == change.contender) == change.right)
            for name, one in self.outcomes.items()
        }
        return self._answer(changed) != self._before

    def _answer(self, changed: Mapping[str, Outcomes]) -> Answer:
        pairs = {
            (one, other): compare(changed[one], changed[other], self.card.metric, self.card.classes)
            for one, other in combinations(PARADIGMS, 2)
        }
        return answer_at(pairs, self.card.delta)

    def order(self, contender: str, right: bool) -> Answers:
        """Items by how much such a change moves the contender's differences, most first."""
        own = self.outcomes[contender].hits.mean(axis=0)
        rivals = [one for name, one in self.outcomes.items() if name != contender]
        lead = sum((own - one.hits.mean(axis=0) for one in rivals), np.zeros(len(own)))
        moved = len(rivals) - lead if right else len(rivals) + lead
        strata = strata_of(*self._first_two(), self.card.metric, self.card.classes or ())
        weights = {one.number: one.weight / one.items for one in strata}
        truth = rivals[0].truth if len(strata) > 1 else np.zeros(len(own), int)
        weighed = moved * np.array([weights.get(int(number), 0.0) for number in truth])
        ordered: Answers = np.argsort(-weighed, kind="stable")
        return ordered

    def _first_two(self) -> tuple[Outcomes, Outcomes]:
        first, second, *_ = self.outcomes.values()
        return first, second

    def _set(self, outcomes: Outcomes, where: Answers, *, right: bool) -> Outcomes:
        truth = outcomes.truth[where]
        predictions, losses = outcomes.predictions.copy(), outcomes.losses.copy()
        classes = len(self.card.classes or ())
        predictions[:, where] = truth if right else (truth + 1) % max(classes, 2)
        losses[:, where] = 0.0 if right else 1.0
        costs = None if outcomes.costs is None else outcomes.costs.copy()
        if costs is not None and self._cost is not None:
            costs[:, where] = self._cost[int(not right)][truth.astype(np.intp)]
        return replace(outcomes, predictions=predictions, losses=losses, costs=costs)


def _extreme_costs(outcomes: Mapping[str, Outcomes]) -> tuple[Numbers, Numbers] | None:
    """The lowest and the highest cost that was seen of each true class."""
    costs = [one.costs for one in outcomes.values() if one.costs is not None]
    if len(costs) < len(outcomes):
        return None
    truth = next(iter(outcomes.values())).truth.astype(np.intp)
    low, high = np.full(truth.max() + 1, np.inf), np.zeros(truth.max() + 1)
    for one in costs:
        np.minimum.at(low, truth, one.min(axis=0))
        np.maximum.at(high, truth, one.max(axis=0))
    return low, high


def _on_the_same_items(outcomes: Mapping[str, Outcomes]) -> bool:
    if {*outcomes} != {*PARADIGMS}:
        return False
    first, *others = outcomes.values()
    return all(np.array_equal(first.items, other.items) for other in others)


def _first(is_other: Callable[[int], bool], most: int) -> int:
    """The smallest number that changes the answer, by doubling and halving."""
    high = 1
    while high < most and not is_other(high):
        high = min(2 * high, most)
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_other(middle) else (middle, high)
    return high
