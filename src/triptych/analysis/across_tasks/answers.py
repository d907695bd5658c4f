"""Answers over tasks: how many of each, with other deltas too, and how many may be wrong.

docs/statistics.md#headline.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from scipy import stats

from triptych.analysis.one_task.answer.decision import Answer
from triptych.analysis.one_task.verdict import Verdict
from triptych.task import PARADIGMS

JUDGED: Final[tuple[Answer, ...]] = (*PARADIGMS, "undecided")
"""The answers of a task whose three contenders all have a result."""
FACTORS: Final = (0.25, 0.5, 1.0, 2.0, 3.0)


def judged(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts with an answer, `undecided` included."""
    return [one for one in verdicts if one.answer in JUDGED]


def count_answers(verdicts: Iterable[Verdict], factor: float = 1.0) -> Counter[Answer]:
    """The number of tasks by their answer, if every delta were so many times as large.

    docs/statistics.md#other-deltas.
    """
    return Counter(one.answer_if(factor) for one in verdicts)


def expected_wrong(verdicts: Iterable[Verdict]) -> float:
    """How many of the decided tasks are expected to have a wrong answer, at the most.

    The largest p-value among them after Benjamini and Hochberg's adjustment over all judged tasks
    (Journal of the Royal Statistical Society B 57, 1995), times their number. An undecided task
    counts with a p-value of 1.
    """
    tasks = judged(verdicts)
    decided = [one for one in tasks if one.p_value is not None]
    if not decided:
        return 0.0
    p_values = [1.0 if one.p_value is None else one.p_value for one in tasks]
    adjusted = stats.false_discovery_control(p_values)
    largest = max(p for one, p in zip(tasks, adjusted, strict=True) if one.p_value is not None)
    return float(largest) * len(decided)
