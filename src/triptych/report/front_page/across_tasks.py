"""Results over all tasks of a run: claims, their effects, and pairwise comparisons."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict, decide
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.task_tests import ClaimTests, measure_claim
from triptych.claim import Claim
from triptych.claims import declared_claims
from triptych.claims.declared.table import (
    Declaration,
    Evidence,
    declarations,
    evidence,
    known_before,
)
from triptych.report.findings import Findings
from triptych.report.front_page.claim_effects import claim_effects_section
from triptych.report.front_page.claims import claims_section
from triptych.report.front_page.pairwise import pairwise_section
from triptych.report.model.page import Section
from triptych.report.words.number import counted
from triptych.report.words.verdict import HOW_TO_GET_TABLES
from triptych.results.run import Run

LEAST_TASKS: Final = 3


def sections_across_tasks(run: Run, findings: Sequence[Findings]) -> list[Section]:
    """The sections of the first page about more than one task, from three tasks on.

    With one or two nothing of a third can be said.
    """
    if len(findings) < LEAST_TASKS:
        return []
    lost = [one.card.title for one in findings if one.verdict.lost]
    if lost:
        return [Section("claims", "Claims", notices=[_not_recomputed(lost, len(findings))])]
    tasks = [MeasuredTask.of(run, one.verdict) for one in findings]
    declared = declarations()
    verdicts = _decided(tasks, declared)
    sections = (
        claims_section(verdicts, declared),
        claim_effects_section(
            [one for one in verdicts if isinstance(one, ClaimVerdict)],
            {one.card.name: one.card.title for one in tasks},
        ),
        pairwise_section([one.effects for one in tasks]),
    )
    return [section for section in sections if section is not None]


def _decided(
    tasks: Sequence[MeasuredTask], declared: Mapping[str, Declaration]
) -> list[ClaimVerdict | ConjunctionVerdict]:
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
