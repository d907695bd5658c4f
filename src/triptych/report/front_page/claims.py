"""Claims over tasks: on how many of them each is shown to hold, and not to hold."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict, Tally
from triptych.analysis.across_tasks.counts import TasksLikeThese
from triptych.claim import Claim
from triptych.claims.declared.table import EVIDENCE, Declaration, Evidence
from triptych.report.front_page.claim_declarations import declarations_table
from triptych.report.front_page.claim_effects import mean_effect_columns
from triptych.report.model.columns import number_column
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import claim as words
from triptych.report.words import number
from triptych.report.words.text import shorten

LONGEST_REASON: Final = 120

_UNKNOWN: Final = (None, None)
_Verdict = ClaimVerdict | ConjunctionVerdict


def claims_section(verdicts: Sequence[_Verdict], declared: dict[str, Declaration]) -> Section:
    """One row per claim, with the limits of the verdicts, and what each has declared."""
    alone = [one for one in verdicts if isinstance(one, ClaimVerdict)]
    notices = [_exploratory(alone), words.shared_sources(alone), _left_out(alone)]
    return Section(
        "claims",
        "Claims",
        paragraphs=[
            "Sentences about many tasks, each declared with a rule for its tasks, H0 for each of "
            "them, and a number of tasks on which it must hold: all, or most. A claim is "
            "supported or refuted by these tasks; what they say of tasks like these stands "
            "beside it, uncorrected."
        ],
        notices=[notice for notice in notices if notice],
        tables=[
            _table(sorted(verdicts, key=_order)),
            declarations_table(verdicts, declared),
        ],
    )


def _order(verdict: _Verdict) -> tuple[bool, float]:
    """What was measured first, then by the number in the list of claims; others after these."""
    number_of = verdict.claim.number if isinstance(verdict.claim, Claim) else None
    return verdict.not_run, number_of or float("inf")


def _table(verdicts: Sequence[_Verdict]) -> Table:
    return Table(
        "table-claims",
        "claims.csv",
        "On how many tasks a claim is shown to hold, and not to hold, at 5% for all at once; p of "
        "support and refutation after Holm's correction for all claims; one-sided 95% bound on "
        "the share of tasks like these, uncorrected. The file has what describes the effects, too.",
        _columns(),
        verdicts,
        style="sortable claims",
    )


def _columns() -> list[Column]:
    return [
        Column("claim", shown=False, of=lambda one: one.name),
        Column("sentence", "claim", style="wide", of=_sentence),
        Column("word", "verdict", formula="formula-claim", of=_word),
        *(column.on(_alone) for column in _count_columns()),
        *(column.on(_like_these) for column in _like_these_columns("like_these")),
        *(column.on(_without_generated) for column in _like_these_columns("without_generated")),
        *(column.on(_with_mean) for column in _effect_columns()),
        Column(
            "settled_by",
            "would show it of most tasks like these",
            formula="formula-tasks-like-these",
            of=words.settling,
        ),
    ]


def _count_columns() -> list[Column]:
    """Numbers of tasks, over all and by what was known before; then what decides."""
    claim = partial(Column, formula="formula-claim", shown=False)
    p_value = partial(number_column, formula="formula-claim", write=number.probability)
    these_tasks = Column(
        "these_tasks",
        "these tasks",
        style="wide",
        formula="formula-claim",
        of=_these_tasks,
    )
    tested = [
        claim("tasks", of=lambda one: one.tally.tasks),
        claim("shown", of=lambda one: one.tally.shown),
        claim("shown_not_to_hold", of=lambda one: one.tally.failed),
        p_value("p_supported", "p supported", lambda one: one.adjusted_support_p),
        p_value("p_refuted", "p refuted", lambda one: one.adjusted_refute_p),
        claim("p_supported_alone", of=lambda one: one.support_p),
        claim("p_refuted_alone", of=lambda one: one.refute_p),
    ]
    apart = [
        claim(f"{kind.replace(' ', '_')}_{name}", of=partial(_of_kind, kind=kind, name=name))
        for kind in EVIDENCE
        for name in ("tasks", "shown", "failed")
    ]
    return [
        these_tasks.on(lambda one: None if one.not_run else one),
        *(column.on(lambda one: one if one.tests else None) for column in (*tested, *apart)),
    ]


def _of_kind(verdict: ClaimVerdict, kind: Evidence, name: str) -> int:
    return int(getattr(verdict.tallies.get(kind, Tally(0, 0, 0)), name))


def _like_these_columns(name: str) -> list[Column]:
    """What the tasks say of others like them; the page shows it for all, the file without some."""
    claim = partial(Column, formula="formula-tasks-like-these", shown=False)
    shown = Column(
        "tasks_like_these",
        "tasks like these",
        style="sure",
        formula="formula-tasks-like-these",
        of=_shown_of,
    )
    return [
        *([shown] if name == "like_these" else []),
        claim(f"{name}_tasks", of=lambda one: one.tasks),
        claim(f"{name}_shown", of=lambda one: one.shown),
        claim(f"{name}_p_value", of=lambda one: one.p_value),
        claim(f"{name}_lowest_share", of=lambda one: one.lowest_share),
    ]


def _effect_columns() -> list[Column]:
    """What describes the effects on the tasks, in points, and decides nothing."""
    effect = partial(Column, formula="formula-effect", shown=False)
    of_mean = [
        *(replace(column, shown=False) for column in mean_effect_columns()),
        effect("spread_points", of=lambda one: one.spread),
        effect("median_points", of=lambda one: one.median),
        effect("without_one_low", of=lambda one: (one.without_one or _UNKNOWN)[0]),
        effect("without_one_high", of=lambda one: (one.without_one or _UNKNOWN)[1]),
        effect("bootstrap_low", of=lambda one: one.bootstrap[0]),
        effect("bootstrap_high", of=lambda one: one.bootstrap[1]),
    ]
    return [
        effect("won", of=lambda one: one.wins[0]),
        effect("tied", of=lambda one: one.wins[1]),
        effect("lost", of=lambda one: one.wins[2]),
        *(column.on(lambda one: one.mean) for column in of_mean),
    ]


def _alone(verdict: _Verdict) -> ClaimVerdict | None:
    return verdict if isinstance(verdict, ClaimVerdict) else None


def _like_these(verdict: _Verdict) -> TasksLikeThese | None:
    found = _alone(verdict)
    return found.like_these if found and found.tests else None


def _without_generated(verdict: _Verdict) -> TasksLikeThese | None:
    found = _alone(verdict)
    return found.without_generated if found and found.tests else None


def _with_mean(verdict: _Verdict) -> ClaimVerdict | None:
    found = _alone(verdict)
    return found if found and found.mean else None


def _sentence(verdict: _Verdict) -> Entry:
    return Entry(verdict.claim.sentence, note=_about(verdict))


def _word(verdict: _Verdict) -> Entry:
    decided = verdict.word != "open"
    known = "exploratory" if decided and verdict.exploratory else ""
    return Entry(words.word(verdict), note=known, style="chosen" if decided else "")


def _these_tasks(verdict: ClaimVerdict) -> Entry:
    return Entry(words.counts(verdict.tally), note=words.by_evidence(verdict))


def _shown_of(found: TasksLikeThese) -> Entry:
    return Entry(f"{found.shown} of {found.tasks}", note=words.tasks_like_these(found))


def _about(verdict: _Verdict) -> str:
    if isinstance(verdict, ConjunctionVerdict):
        return "of all its parts: " + ", ".join(part.name for part in verdict.parts)
    return f"on {verdict.claim.quantifier} of its tasks"


def _exploratory(verdicts: Sequence[ClaimVerdict]) -> str:
    """Say how much was known before the claims were declared."""
    known = {one.task: one.evidence for verdict in verdicts for one in verdict.tests}
    explored = sum(kind == "exploratory" for kind in known.values())
    if not explored:
        return ""
    tasks = "All tasks" if explored == len(known) else f"{explored} of {len(known)} tasks"
    return (
        f"{tasks} had been scored when the claims on them were declared: there the claims describe "
        "what was known (exploratory), and only other tasks can confirm them."
    )


def _left_out(verdicts: Sequence[ClaimVerdict]) -> str:
    """Name the tasks that count for no claim, with the first of their reasons.

    A task that only some claims leave out has its reason in the table of effects.
    """
    counted = {test.task for verdict in verdicts for test in verdict.tests}
    reasons: dict[str, str] = {}
    for verdict in verdicts:
        reasons = dict(verdict.left_out) | reasons
    by_reason: dict[str, list[str]] = defaultdict(list)
    for task in sorted(reasons.keys() - counted):
        by_reason[shorten(" ".join(reasons[task].split()).rstrip("."), LONGEST_REASON)].append(task)
    if not by_reason:
        return ""
    listed = "; ".join(f"{', '.join(names)} ({why})" for why, names in by_reason.items())
    return f"Tasks that do not count: {listed}."
