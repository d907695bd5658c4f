"""What a run says of every declared claim, decided once for all pages and for advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Self

from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict, decide
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.task_tests import ClaimTests, measure_claim
from triptych.analysis.one_task.verdict import Verdict
from triptych.claim import Claim
from triptych.claims import declared_claims
from triptych.claims.declared.table import (
    Declaration,
    Evidence,
    declarations,
    evidence,
    known_before,
)
from triptych.report.words.number import counted
from triptych.report.words.verdict import HOW_TO_GET_TABLES
from triptych.results.run import Run

LEAST_TASKS: Final = 3
"""With one or two tasks nothing of a third can be said."""


@dataclass(frozen=True, kw_only=True)
class RunClaims:
    """The verdicts on all claims, or why there are none.

    tasks       what the run tells of each of its tasks
    declared    what each claim declared, by its name
    verdicts    one for each declared claim; none where `withheld` says why
    withheld    why nothing is decided, as a sentence; empty where it is
    """

    tasks: Sequence[MeasuredTask] = ()
    declared: Mapping[str, Declaration]
    verdicts: Sequence[ClaimVerdict | ConjunctionVerdict] = ()
    withheld: str = ""

    @classmethod
    def of(cls, run: Run, verdicts: Sequence[Verdict]) -> Self:
        """Decide every claim by the verdicts on the run's tasks."""
        declared = declarations()
        if len(verdicts) < LEAST_TASKS:
            few = f"Claims are decided from {LEAST_TASKS} tasks on; the run has {len(verdicts)}."
            return cls(declared=declared, withheld=few)
        if lost := [one.task.title for one in verdicts if one.lost]:
            return cls(declared=declared, withheld=_not_recomputed(lost, len(verdicts)))
        tasks = [MeasuredTask.of(run, one) for one in verdicts]
        return cls(tasks=tasks, declared=declared, verdicts=_decided(tasks, declared))

    def of_study(self, study: str) -> list[ClaimVerdict]:
        """The verdicts on claims that rest on a study, by their number in the list of claims."""
        alone = [one for one in self.verdicts if isinstance(one, ClaimVerdict)]
        found = [one for one in alone if one.claim.study == study]
        return sorted(found, key=lambda one: one.claim.number or float("inf"))

    def named(self, name: str) -> ClaimVerdict | ConjunctionVerdict | None:
        """The verdict on a claim; None where nothing is decided."""
        return next((one for one in self.verdicts if one.name == name), None)


def _decided(
    tasks: Sequence[MeasuredTask], declared: Mapping[str, Declaration]
) -> list[ClaimVerdict | ConjunctionVerdict]:
    """The verdict on every claim, by what was known when it was declared."""
    known = known_before()

    def of_task(task: MeasuredTask, name: str, claim: Claim) -> Evidence:
        found = declared.get(name)
        # What was changed since is another claim, and no commit has declared it.
        is_declared = found is not None and found.fingerprint == claim.fingerprint
        return evidence(
            task.card.name,
            claim.study,
            declared=found.declared if found and is_declared else None,
            scored=task.scored(claim.study),
            known=known,
        )

    def tested(name: str, claim: Claim) -> ClaimTests:
        return measure_claim(claim, tasks, partial(of_task, name=name, claim=claim))

    return decide(declared_claims(), tested)


def _not_recomputed(titles: Sequence[str], tasks: int) -> str:
    """Why nothing is said: fewer tasks would say something else."""
    return (
        "Claims over tasks, the pairwise matrix and mean ranks cannot be recomputed: the item "
        f"tables of {len(titles)} of {counted(tasks, 'task')} are missing or damaged "
        f"({', '.join(titles)}), and fewer tasks may say something else. {HOW_TO_GET_TABLES}"
    )
