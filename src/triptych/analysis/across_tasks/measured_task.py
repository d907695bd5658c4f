"""What a run tells of one task, for tests of claims, and which tasks a claim is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

import numpy as np

from triptych.analysis.across_tasks.effect import TaskEffects, task_effects
from triptych.analysis.across_tasks.study_outcomes import outcomes_in
from triptych.analysis.one_task.comparison import Comparison, compare
from triptych.analysis.one_task.verdict import Verdict
from triptych.cell import Condition
from triptych.claim import Scope
from triptych.errors import DataError
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.study import MAIN_STUDY
from triptych.task import PARADIGMS


@dataclass(frozen=True, kw_only=True)
class MeasuredTask:
    """What a run tells of one task.

    run               where answers, explanations and layers are
    effects           the effects between its paradigms, and who has none
    comparisons       comparisons of its contenders, each in one direction
    rule_conditions   number of conditions in its rules; None where they are a procedure
    cpu_seconds       of training and deciding, by contender and seed; without trials that
                      recorded none
    """

    run: Run
    effects: TaskEffects
    comparisons: Mapping[tuple[str, str], Comparison]
    rule_conditions: float | None = None
    cpu_seconds: Mapping[str, Mapping[int, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, run: Run, verdict: Verdict) -> Self:
        """What a run tells of a task, by its verdict."""
        name = verdict.task.name
        records = [one for who in PARADIGMS for one in run.records_of(name, who)]
        sizes = [one.size for one in records if one.cell.contender == PARADIGMS[0] and one.size]
        cpu_seconds: dict[str, dict[int, float]] = {who: {} for who in PARADIGMS}
        for one in records:
            if one.status == "done" and one.cpu_seconds > 0:
                cpu_seconds[one.cell.contender][one.cell.seed] = one.cpu_seconds
        return cls(
            run=run,
            effects=task_effects(run, verdict),
            comparisons=verdict.comparisons,
            rule_conditions=sizes[0].get("conditions") if sizes else None,
            cpu_seconds=cpu_seconds,
        )

    @property
    def card(self) -> TaskCard:
        """The task's card."""
        return self.effects.task

    def scored(self, study: str) -> datetime | None:
        """When its first trial of a study began; None where that is not known.

        Of measurements without trials, as of explanations, when the run began.
        """
        records = self.run.records_of_task(self.card.name)
        starts = [one.started_at for one in records if one.cell.study == study and one.started_at]
        return _moment(min(starts, default=self.run.header.created))

    def outcomes(
        self, contender: str, study: str = MAIN_STUDY, condition: Condition = None
    ) -> Outcomes:
        """A contender's answers under a condition of a study.

        Raises DataError without any; NotRun, which names the command, where nothing was run.
        """
        if study == MAIN_STUDY and contender in self.effects.missing:
            raise DataError(self.effects.missing[contender])
        return outcomes_in(self.run, self.card.name, contender, study, condition)

    def comparison(self, first: str, second: str) -> Comparison:
        """The comparison of two contenders in the main study, in this direction.

        Raises DataError where one of them has no result.
        """
        for name in (first, second):
            if name in self.effects.missing:
                raise DataError(self.effects.missing[name])
        if (first, second) in self.comparisons:
            return self.comparisons[first, second]
        if (second, first) in self.comparisons:
            return self.comparisons[second, first].swapped()
        outcomes = self.outcomes(first), self.outcomes(second)
        return compare(*outcomes, self.card.metric, self.card.classes)


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


def _moment(text: str) -> datetime | None:
    """A moment from ISO 8601, in UTC where it names no zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
