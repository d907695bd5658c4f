"""Results over all tasks of a run: claims, their effects, and pairwise comparisons."""

from collections.abc import Sequence

from triptych.analysis.across_tasks.claims import ClaimVerdict
from triptych.report.findings import Findings
from triptych.report.front_page.claim_effects import claim_effects_section
from triptych.report.front_page.claims import claims_section
from triptych.report.front_page.pairwise import pairwise_section
from triptych.report.model.page import Section
from triptych.report.run_claims import LEAST_TASKS, RunClaims


def sections_across_tasks(findings: Sequence[Findings], claims: RunClaims) -> list[Section]:
    """The sections of the first page about more than one task, from three tasks on."""
    if len(findings) < LEAST_TASKS:
        return []
    if claims.withheld:
        return [Section("claims", "Claims", notices=[claims.withheld])]
    sections = (
        claims_section(claims.verdicts, dict(claims.declared)),
        claim_effects_section(
            [one for one in claims.verdicts if isinstance(one, ClaimVerdict)],
            {one.card.name: one.card.title for one in claims.tasks},
        ),
        pairwise_section([one.effects for one in claims.tasks]),
    )
    return [section for section in sections if section is not None]
