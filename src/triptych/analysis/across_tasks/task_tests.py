"""Tests of a claim on its tasks: p of H0 that it does not hold there, and of the opposite H0.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from triptych.analysis.across_tasks.effect import Effect
from triptych.analysis.across_tasks.measured_task import MeasuredTask, in_scope
from triptych.analysis.across_tasks.measures.measure import Position
from triptych.analysis.across_tasks.task_measures import MEASURES
from triptych.claim import Claim
from triptych.claims.declared.table import EVIDENCE, Evidence
from triptych.errors import DataError, NotRun


@dataclass(frozen=True, kw_only=True)
class TaskTest:
    """The test of a claim on one task.

    source              where the task's data come from: tasks of one source count once
    p_value             of H0, that the claim does not hold there
    opposite_p_value    of the opposite H0, that it holds
    evidence            whether its result was known when the claim was declared
    position            where it lies in the claim's figure; None where nothing has a size
    effect              effect against the rival that comes off best, in points; None where the
                        measure is no difference of scores, or it has no size
    """

    task: str
    source: str
    p_value: float
    opposite_p_value: float
    evidence: Evidence
    position: Position | None = None
    effect: Effect | None = None

    @property
    def generated(self) -> bool:
        """Whether the items come from a program: their source is no address."""
        return bool(self.source) and not self.source.startswith("http")


@dataclass(frozen=True, kw_only=True)
class ClaimTests:
    """The tests of a claim on all its tasks; `left_out` gives the reason for each without one.

    why_not_run   why nothing of it was measured on any task; empty where it was tried
    """

    tests: tuple[TaskTest, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    why_not_run: str = ""


def measure_claim(
    claim: Claim, tasks: Iterable[MeasuredTask], evidence: Callable[[MeasuredTask], Evidence]
) -> ClaimTests:
    """Test a claim on each task in its scope; `evidence` says what was known of a task."""
    measure = MEASURES.get(claim.measure)
    if measure is None:
        return ClaimTests(why_not_run=f"not measured yet by the study {claim.study}")
    tests, left_out, not_run = [], {}, []
    for task in tasks:
        if not in_scope(claim.tasks, task):
            continue
        try:
            found = measure.test(claim, task)
        except DataError as error:
            left_out[task.card.name] = str(error)
            not_run += [str(error)] if isinstance(error, NotRun) else []
            continue
        test = TaskTest(
            task=task.card.name,
            source=task.card.source,
            p_value=found.p_value,
            opposite_p_value=found.opposite_p_value,
            evidence=evidence(task),
            position=found.position,
            effect=found.effect,
        )
        tests.append(test)
    why_not_run = "" if tests or not not_run else not_run[0]
    return ClaimTests(tests=tuple(tests), left_out=left_out, why_not_run=why_not_run)


def by_source(tests: Sequence[TaskTest]) -> list[TaskTest]:
    """One test for each source of data: the largest p-values of its tasks, the weakest evidence.

    Tasks without a source count as tasks of different sources.
    """
    sources: dict[str, list[TaskTest]] = {}
    for one in tests:
        sources.setdefault(one.source or f"task {one.task}", []).append(one)
    return [
        TaskTest(
            task=", ".join(one.task for one in members),
            source=members[0].source,
            p_value=max(one.p_value for one in members),
            opposite_p_value=max(one.opposite_p_value for one in members),
            evidence=max((one.evidence for one in members), key=EVIDENCE.index),
        )
        for members in sources.values()
    ]
