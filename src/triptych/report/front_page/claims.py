"""Claims over tasks: the verdicts on sentences declared before the run."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from triptych.absent import Absent
from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict
from triptych.analysis.across_tasks.effect import TaskEffects
from triptych.analysis.across_tasks.mean_effect import MeanEffect
from triptych.report.front_page.claim_effects import mean_effect_columns
from triptych.report.model.columns import number_column
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.claim import reason, shared_sources
from triptych.report.words.number import points_interval, signed_points
from triptych.report.words.text import shorten
from triptych.results.run import Run

LONGEST_REASON: Final = 120

_BLANK: Final = Entry(text=" ")
_UNKNOWN: Final = (None, None)


def claims_section(
    run: Run, verdicts: Sequence[ClaimVerdict | ConjunctionVerdict], tasks: Sequence[TaskEffects]
) -> Section:
    """One row per claim, with the limits of the verdicts."""
    alone = [one for one in verdicts if isinstance(one, ClaimVerdict)]
    notices = [_declared_later(run, alone), shared_sources(alone, tasks), _left_out(alone)]
    return Section(
        "claims",
        "Claims",
        paragraphs=[
            "Sentences about many tasks, each declared together with what decides it: the mean "
            "effect over tasks, one counting as much as another, against what would be no "
            "difference in practice."
        ],
        notices=[notice for notice in notices if notice],
        tables=[_table(verdicts)],
    )


def _table(verdicts: Sequence[ClaimVerdict | ConjunctionVerdict]) -> Table:
    return Table(
        "table-claims",
        "claims.csv",
        "Mean effects in points with 90% intervals, and what they have to exceed; p of the word "
        "given, or of being supported, after Holm's correction for all claims; the median effect, "
        "and the range of the mean when one task is left out; in the file, the 90% interval of a "
        "hierarchical bootstrap as a check.",
        _columns(),
        verdicts,
        style="sortable claims",
    )


def _columns() -> list[Column]:
    claim = partial(Column, formula="formula-claim", shown=False)
    tally = [
        claim("won", of=lambda one: one.tally[0]),
        claim("tied", of=lambda one: one.tally[1]),
        claim("lost", of=lambda one: one.tally[2]),
    ]
    sure = [
        claim("power", of=lambda one: one.power),
        claim("tasks_to_settle", of=lambda one: one.tasks_to_settle),
    ]
    return [
        Column("claim", shown=False, of=lambda one: one.name),
        Column("sentence", "claim", of=lambda one: Entry(one.claim.sentence, note=_about(one))),
        Column("word", "verdict", formula="formula-claim", of=_word),
        *(column.on(_mean) for column in mean_effect_columns(_BLANK)),
        number_column("needed_points", "needs", _needed),
        number_column("p_value", "p (Holm)", _p_value, formula="formula-claim"),
        number_column("tasks", "tasks", _tasks),
        *(column.on(_with_mean) for column in tally),
        *(column.on(_mean) for column in _detail_columns()),
        *(column.on(_with_mean) for column in sure),
        Column("reason", "how sure", style="wide", of=reason),
        Column("declared", shown=False, of=lambda one: one.claim.declared.isoformat()),
    ]


def _detail_columns() -> list[Column]:
    """Further columns on a mean effect; the page shows only the median."""
    claim = partial(Column, formula="formula-claim", shown=False)
    return [
        Column("spread_points", shown=False, formula="formula-effect", of=lambda one: one.spread),
        number_column(
            "median_points", "median", _median, formula="formula-claim", absent=lambda _: _BLANK
        ),
        claim("without_one_low", of=lambda one: (one.without_one or _UNKNOWN)[0]),
        claim("without_one_high", of=lambda one: (one.without_one or _UNKNOWN)[1]),
        claim("bootstrap_low", of=lambda one: one.bootstrap[0]),
        claim("bootstrap_high", of=lambda one: one.bootstrap[1]),
    ]


def _mean(verdict: ClaimVerdict | ConjunctionVerdict) -> MeanEffect | Absent:
    if isinstance(verdict, ConjunctionVerdict):
        return Absent("each of its parts has a mean effect of its own")
    return Absent("no task counts") if verdict.mean is None else verdict.mean


def _with_mean(verdict: ClaimVerdict | ConjunctionVerdict) -> ClaimVerdict | None:
    return None if isinstance(verdict, ConjunctionVerdict) or verdict.mean is None else verdict


def _word(verdict: ClaimVerdict | ConjunctionVerdict) -> Entry:
    return Entry(verdict.word, style="" if verdict.word == "inconclusive" else "chosen")


def _median(mean: MeanEffect) -> Entry:
    note = "" if mean.without_one is None else f"one out {points_interval(*mean.without_one)}"
    return Entry(mean.median, signed_points(mean.median), note=note)


def _p_value(verdict: ClaimVerdict | ConjunctionVerdict) -> Entry:
    """The p-value; None for a claim over fewer than two tasks."""
    if isinstance(verdict, ClaimVerdict) and (verdict.mean is None or verdict.mean.tasks < 2):
        return Entry()
    return Entry(verdict.p_value, number.probability(verdict.p_value))


def _tasks(verdict: ClaimVerdict | ConjunctionVerdict) -> Entry:
    if isinstance(verdict, ConjunctionVerdict):
        return _BLANK
    won, tied, lost = verdict.tally
    if verdict.mean is None:
        return Entry(0)
    return Entry(verdict.mean.tasks, note=f"{won} won, {tied} tied, {lost} lost")


def _about(verdict: ClaimVerdict | ConjunctionVerdict) -> str:
    if isinstance(verdict, ConjunctionVerdict):
        sentences = "; ".join(part.claim.sentence.rstrip(".") for part in verdict.parts)
        return f"all of: {sentences}"
    claim = verdict.claim
    against = " and ".join(claim.rivals)
    hardest = ", whichever is better" if len(claim.rivals) > 1 else ""
    return f"{claim.first} over {against}{hardest}, on {', '.join(claim.modalities)}"


def _needed(verdict: ClaimVerdict | ConjunctionVerdict) -> Entry:
    if isinstance(verdict, ConjunctionVerdict):
        return _BLANK
    threshold = verdict.claim.threshold_points
    return Entry(threshold, f"> {signed_points(threshold)}")


def _declared_later(run: Run, verdicts: Sequence[ClaimVerdict]) -> str:
    """Name claims that were declared after the run, perhaps with knowledge of it."""
    try:
        created = date.fromisoformat(run.header.created[:10])
    except ValueError:
        return ""
    younger = [one.claim.sentence for one in verdicts if one.claim.declared > created]
    if not younger:
        return ""
    which = "All claims" if len(younger) == len(verdicts) else f"“{'”, “'.join(younger)}”"
    return (
        f"{which} declared after {_day(created)}, when this run began: it describes them rather "
        "than testing them."
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _left_out(verdicts: Sequence[ClaimVerdict]) -> str:
    """Name the tasks that do not count, with the first of their reasons."""
    reasons: dict[str, str] = {}
    for verdict in verdicts:
        reasons = dict(verdict.left_out) | reasons
    by_reason: dict[str, list[str]] = defaultdict(list)
    for task, why in reasons.items():
        by_reason[shorten(" ".join(why.split()).rstrip("."), LONGEST_REASON)].append(task)
    if not by_reason:
        return ""
    listed = "; ".join(f"{', '.join(names)} ({why})" for why, names in by_reason.items())
    return f"Tasks that do not count: {listed}."
