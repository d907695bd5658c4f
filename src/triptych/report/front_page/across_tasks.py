"""Results over all tasks of a run: claims, their effects, and pairwise comparisons."""

from collections.abc import Sequence
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict, decide
from triptych.analysis.across_tasks.effect import task_effects
from triptych.claims import declared_claims
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
    tasks = [task_effects(run, one.verdict) for one in findings]
    verdicts = decide(declared_claims(), tasks)
    alone = [one for one in verdicts if isinstance(one, ClaimVerdict)]
    sections = (
        claims_section(run, verdicts, tasks),
        claim_effects_section(alone, tasks),
        pairwise_section(tasks),
    )
    return [section for section in sections if section is not None]


def _not_recomputed(titles: Sequence[str], tasks: int) -> str:
    """Why nothing is said: fewer tasks would say something else."""
    return (
        "Claims over tasks, the pairwise matrix and mean ranks cannot be recomputed: the item "
        f"tables of {len(titles)} of {counted(tasks, 'task')} are missing or damaged "
        f"({', '.join(titles)}), and fewer tasks may say something else. {HOW_TO_GET_TABLES}"
    )
