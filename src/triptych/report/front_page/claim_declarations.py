"""What each claim declared before its tasks were scored, and when: a folded table."""

from collections.abc import Mapping, Sequence

from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict
from triptych.claim import Claim, Scope
from triptych.claims.declared.table import Declaration
from triptych.report.model.table import Column, Table
from triptych.report.words.number import plain


def declarations_table(
    verdicts: Sequence[ClaimVerdict | ConjunctionVerdict], declared: Mapping[str, Declaration]
) -> Table:
    """The declaration of each claim, with its fingerprint and the date of its first commit."""

    def day(verdict: ClaimVerdict | ConjunctionVerdict) -> str | None:
        found = declared.get(verdict.name)
        is_declared = found is not None and found.fingerprint == verdict.claim.fingerprint
        return found.declared.date().isoformat() if found and is_declared else None

    alone = [
        Column("quantifier", "holds on", of=lambda claim: f"{claim.quantifier} tasks"),
        Column("scope", "tasks", of=lambda claim: scope_in_words(claim.tasks)),
        Column("null", "H0 on a task", style="wide", of=lambda claim: claim.null),
        Column("margins", "margins", of=_margins),
        Column("study", "study", of=lambda claim: claim.study),
        Column("measure", "measured", of=lambda claim: claim.measure),
    ]
    return Table(
        "table-claim-declarations",
        "claim_declarations.csv",
        "The values that a claim declares, a hash of them, and the day of the first commit that "
        "holds them.",
        [
            Column("claim", shown=False, of=lambda one: one.name),
            Column("sentence", "claim", style="wide", of=lambda one: one.claim.sentence),
            *(column.on(_alone) for column in alone),
            Column("because", shown=False, of=lambda one: one.claim.because),
            Column("fingerprint", "fingerprint", of=lambda one: one.claim.fingerprint),
            Column("declared", "declared", of=day),
        ],
        verdicts,
        folded=True,
        summary="What was declared",
    )


def scope_in_words(scope: Scope) -> str:
    """The rule that selects tasks, in words."""
    parts = [" or ".join(scope.modalities)] if scope.modalities else []
    if scope.fewest_conditions is not None:
        parts.append(f"rules with at least {scope.fewest_conditions} conditions")
    if scope.most_conditions is not None:
        parts.append(f"rules with at most {scope.most_conditions} conditions")
    if scope.ordered is not None:
        parts.append("items in the order of time" if scope.ordered else "items in no order")
    return "; ".join(parts) or "all that fit the study"


def _alone(verdict: ClaimVerdict | ConjunctionVerdict) -> Claim | None:
    return verdict.claim if isinstance(verdict.claim, Claim) else None


def _margins(claim: Claim) -> str:
    return "; ".join(f"{plain(one.value)} {one.unit}" for one in claim.margins)
