"""Claims over tasks: what the run says of sentences declared before it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict
from triptych.analysis.across_tasks.effect import TaskEffects
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.claim import reason, shared_sources
from triptych.report.words.number import points_interval, signed_points
from triptych.report.words.text import shorten
from triptych.results.run import Run

LONGEST_REASON: Final = 120


def claims_section(
    run: Run, verdicts: Sequence[ClaimVerdict | ConjunctionVerdict], tasks: Sequence[TaskEffects]
) -> Section:
    """A row a claim, and what limits them."""
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
        [
            Column("claim", shown=False),
            Column("sentence", "claim"),
            Column("word", "verdict", formula="formula-claim"),
            Column("mean_effect_points", "mean effect", numeric=True, formula="formula-effect"),
            Column("mean_effect_low", shown=False, formula="formula-effect"),
            Column("mean_effect_high", shown=False, formula="formula-effect"),
            Column("needed_points", "needs", numeric=True),
            Column("p_value", "p (Holm)", numeric=True, formula="formula-claim"),
            Column("tasks", "tasks", numeric=True),
            Column("won", shown=False, formula="formula-claim"),
            Column("tied", shown=False, formula="formula-claim"),
            Column("lost", shown=False, formula="formula-claim"),
            Column("spread_points", shown=False, formula="formula-effect"),
            Column("median_points", "median", numeric=True, formula="formula-claim"),
            Column("without_one_low", shown=False, formula="formula-claim"),
            Column("without_one_high", shown=False, formula="formula-claim"),
            Column("bootstrap_low", shown=False, formula="formula-claim"),
            Column("bootstrap_high", shown=False, formula="formula-claim"),
            Column("power", shown=False, formula="formula-claim"),
            Column("tasks_to_settle", shown=False, formula="formula-claim"),
            Column("reason", "how sure", style="wide"),
            Column("declared", shown=False),
        ],
        [_row(one) for one in verdicts],
        style="sortable claims",
    )


def _row(verdict: ClaimVerdict | ConjunctionVerdict) -> list[Entry]:
    opening = [
        Entry(verdict.name),
        Entry(verdict.claim.sentence, note=_about(verdict)),
        Entry(verdict.word, style="" if verdict.word == "inconclusive" else "chosen"),
    ]
    why = [Entry(reason(verdict)), Entry(verdict.claim.declared.isoformat())]
    p_value = Entry(verdict.p_value, number.probability(verdict.p_value))
    if isinstance(verdict, ConjunctionVerdict):
        return [*opening, *_blank(4), p_value, *_blank(12), *why]
    won, tied, lost = verdict.tally
    mean = verdict.mean
    if mean is None:
        return [*opening, *_blank(3), _needed(verdict), Entry(), Entry(0), *_blank(11), *why]
    low, high = mean.interval
    without_one = mean.without_one or (None, None)
    return [
        *opening,
        Entry(
            mean.estimate,
            signed_points(mean.estimate),
            note=points_interval(low, high),
        ),
        Entry(low),
        Entry(high),
        _needed(verdict),
        p_value if mean.tasks > 1 else Entry(),
        Entry(mean.tasks, note=f"{won} won, {tied} tied, {lost} lost"),
        Entry(won),
        Entry(tied),
        Entry(lost),
        Entry(mean.spread),
        Entry(
            mean.median,
            signed_points(mean.median),
            note=""
            if mean.without_one is None
            else f"one out {points_interval(*mean.without_one)}",
        ),
        Entry(without_one[0]),
        Entry(without_one[1]),
        Entry(mean.bootstrap[0]),
        Entry(mean.bootstrap[1]),
        Entry(verdict.power),
        Entry(verdict.tasks_to_settle),
        *why,
    ]


def _about(verdict: ClaimVerdict | ConjunctionVerdict) -> str:
    if isinstance(verdict, ConjunctionVerdict):
        sentences = "; ".join(part.claim.sentence.rstrip(".") for part in verdict.parts)
        return f"all of: {sentences}"
    claim = verdict.claim
    against = " and ".join(claim.rivals)
    hardest = ", whichever is better" if len(claim.rivals) > 1 else ""
    return f"{claim.first} over {against}{hardest}, on {', '.join(claim.modalities)}"


def _needed(verdict: ClaimVerdict) -> Entry:
    threshold = verdict.claim.threshold_points
    return Entry(threshold, f"> {signed_points(threshold)}")


def _blank(count: int) -> list[Entry]:
    return [Entry(text=" ") for _ in range(count)]


def _declared_later(run: Run, verdicts: Sequence[ClaimVerdict]) -> str:
    """Say which claims are younger than the run, and may have been written knowing it."""
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
    """Name the tasks that do not count, by the first of their reasons."""
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
