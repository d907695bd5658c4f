"""Tests of a claim on single tasks: p of H0 that it does not hold, and of the opposite H0.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Self

import numpy as np

from triptych.analysis.across_tasks.effect import Effect, TaskEffects, task_effects
from triptych.analysis.one_task.comparison import Comparison
from triptych.analysis.one_task.verdict import Verdict
from triptych.claim import Claim, Scope
from triptych.claims.declared.table import EVIDENCE, Evidence
from triptych.errors import DataError
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS


@dataclass(frozen=True, kw_only=True)
class MeasuredTask:
    """What a run tells of one task.

    effects           the effects between its paradigms, and who has none
    comparisons       comparisons of its contenders, each in one direction
    rule_conditions   number of conditions in its rules; None where they are a procedure
    scored            when its first trial began; None where that is not known
    """

    effects: TaskEffects
    comparisons: Mapping[tuple[str, str], Comparison]
    rule_conditions: float | None = None
    scored: datetime | None = None

    @classmethod
    def of(cls, run: Run, verdict: Verdict) -> Self:
        """What a run tells of a task, by its verdict."""
        name = verdict.task.name
        records = [one for who in PARADIGMS for one in run.records_of(name, who)]
        sizes = [one.size for one in records if one.cell.contender == PARADIGMS[0] and one.size]
        started = min((one.started_at for one in records if one.started_at), default="")
        return cls(
            effects=task_effects(run, verdict),
            comparisons=verdict.comparisons,
            rule_conditions=sizes[0].get("conditions") if sizes else None,
            scored=_moment(started or run.header.created),
        )

    @property
    def card(self) -> TaskCard:
        """The task's card."""
        return self.effects.task

    def comparison(self, first: str, second: str) -> Comparison:
        """The comparison of two contenders, in this direction; raises DataError without one."""
        for name in (first, second):
            if name in self.effects.missing:
                raise DataError(self.effects.missing[name])
        if (first, second) in self.comparisons:
            return self.comparisons[first, second]
        if (second, first) in self.comparisons:
            return self.comparisons[second, first].swapped()
        raise DataError(f"{first} and {second} were not compared")


@dataclass(frozen=True, kw_only=True)
class TaskTest:
    """The test of a claim on one task.

    source              where the task's data come from: tasks of one source count once
    p_value             of H0, that the claim does not hold there
    opposite_p_value    of the opposite H0, that it holds
    evidence            whether its result was known when the claim was declared
    effect              effect against the rival that comes off best; None where it has no size
    """

    task: str
    source: str
    p_value: float
    opposite_p_value: float
    evidence: Evidence
    effect: Effect | None = None

    @property
    def generated(self) -> bool:
        """Whether the items come from a program: their source is no address."""
        return bool(self.source) and not self.source.startswith("http")


@dataclass(frozen=True, kw_only=True)
class ClaimTests:
    """The tests of a claim on all its tasks; `left_out` gives the reason for each without one."""

    tests: tuple[TaskTest, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    why_not_run: str = ""


PValues = tuple[float, float]


def score_p_values(claim: Claim, task: MeasuredTask) -> PValues:
    """The p-values of a claim about scores on a task, and of its opposite.

    To hold against every rival, the largest p of the rivals counts; to fail against some, the
    smallest times their number. Raises DataError where two of them were not compared.
    """
    margin = claim.margins[0].value * task.card.delta
    threshold = margin if claim.relation == "better" else -margin
    compared = [task.comparison(claim.first, rival) for rival in claim.rivals]
    above = [_p(one.p_worse_by(-threshold)) for one in compared]
    below = [_p(one.swapped().p_worse_by(threshold)) for one in compared]
    ahead_of_all, behind_some = max(above), min(1.0, min(below) * len(below))
    return (
        (behind_some, ahead_of_all) if claim.relation == "behind" else (ahead_of_all, behind_some)
    )


MEASURES: Final[Mapping[str, Callable[[Claim, MeasuredTask], PValues]]] = {"score": score_p_values}
"""How the p-values of each measure that claims name are computed; others are not run."""


def measure_claim(
    claim: Claim, tasks: Iterable[MeasuredTask], evidence: Callable[[MeasuredTask], Evidence]
) -> ClaimTests:
    """Test a claim on each task in its scope; `evidence` says what was known of a task."""
    if claim.measure not in MEASURES or {claim.first, *claim.rivals} - {*PARADIGMS}:
        return ClaimTests(why_not_run=f"not measured yet by the study {claim.study}")
    tests, left_out = [], {}
    for task in tasks:
        if not in_scope(claim.tasks, task):
            continue
        try:
            holds, fails = MEASURES[claim.measure](claim, task)
        except DataError as error:
            left_out[task.card.name] = str(error)
            continue
        test = TaskTest(
            task=task.card.name,
            source=task.card.source,
            p_value=holds,
            opposite_p_value=fails,
            evidence=evidence(task),
            effect=_effect(claim, task.effects),
        )
        tests.append(test)
    return ClaimTests(tests=tuple(tests), left_out=left_out)


def in_scope(scope: Scope, task: MeasuredTask) -> bool:
    """Whether a task is one of those that a claim is about."""
    if scope.modalities and task.card.modality not in scope.modalities:
        return False
    if scope.ordered is not None and task.card.ordered is not scope.ordered:
        return False
    if scope.fewest_conditions is None and scope.most_conditions is None:
        return True
    conditions = task.rule_conditions
    least = 0 if scope.fewest_conditions is None else scope.fewest_conditions
    most = np.inf if scope.most_conditions is None else scope.most_conditions
    return conditions is not None and least <= conditions <= most


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


def _effect(claim: Claim, effects: TaskEffects) -> Effect | None:
    try:
        return effects.against_hardest(claim.first, claim.rivals)
    except (DataError, KeyError):
        return None


def _moment(text: str) -> datetime | None:
    """A moment from ISO 8601, in UTC where it names no zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _p(value: float) -> float:
    """A p-value; one that is not a number shows nothing."""
    return value if np.isfinite(value) else 1.0
