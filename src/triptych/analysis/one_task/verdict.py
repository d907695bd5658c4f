"""Verdict: the simplest contender that is not worse than the best by more than delta.

Formulas, sources and simulated error rates: docs/statistics.md.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final, Literal

from triptych.analysis.one_task.comparison import Comparison, compare
from triptych.analysis.one_task.reference_rows import (
    ReferenceRows,
    lost_constant,
    reference_outcomes,
    reference_rows,
    rows_ahead,
)
from triptych.analysis.one_task.verdict_notes import notes
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import CONFIDENCE, Interval
from triptych.analysis.statistics.rank_tests import holm
from triptych.analysis.statistics.score import of_outcomes
from triptych.errors import DamageError, DataError, ItemTableMissing, TriptychError
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS

Word = Literal[
    "suffices", "falls short", "undecided", "best", "of no use", "missing", "not recomputed"
]
Answer = Literal[
    "rules", "classical", "deep", "none", "undecided", "incomplete", "not recomputed", "skipped"
]

ALPHA: Final = 1 - CONFIDENCE
SIMPLER: Final = PARADIGMS[:-1]
"""The paradigms that can suffice; the last paradigm is needed when they fall short."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The verdict on one contender.

    word             `missing` where no trial is done, `not recomputed` where the item tables of
                     any of the three are lost; `reason` says why
    score            its score with interval, on its own items and seeds
    leads            whether its score is the best of the contenders present
    p_value          of the hypothesis that it is worse than some rival by delta or more: the
                     largest p-value over rivals; `against` names that rival
    adjusted_p_value after Holm's adjustment over rules and classical; unadjusted for deep, on which
    no answer rests
    items_to_settle  number of test items that would settle an undecided contender; None where items
                     cannot settle it, as in a single stream
    """

    contender: str
    word: Word
    reason: str = ""
    score: Interval | None = None
    leads: bool = False
    p_value: float | None = None
    adjusted_p_value: float | None = None
    against: str | None = None
    items_to_settle: int | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Which contender a task needs.

    answer       the paradigm that suffices or is needed, `none` where nobody is shown to be better
                 than the best constant answer, `undecided`, `incomplete` where a paradigm has no
                 result, `not recomputed` where what decided it once is lost, or `skipped` where
                 all three were
    standings    one for each paradigm, in order of simplicity
    comparisons  the comparison of each pair of contenders present, by (simpler, other)
    notes        limits of the verdict, as sentences
    lost         why the item tables of a paradigm that ended well cannot be read, by its name
    references   the rows that are not judged, and what they tell
    """

    task: TaskCard
    answer: Answer
    standings: Mapping[str, Standing]
    comparisons: Mapping[tuple[str, str], Comparison]
    notes: tuple[str, ...] = ()
    lost: Mapping[str, str] = field(default_factory=dict)
    references: ReferenceRows = field(default_factory=ReferenceRows)

    @property
    def leader(self) -> Standing | None:
        """The contender with the best score; None where no contender has a score."""
        return next((standing for standing in self.standings.values() if standing.leads), None)

    @property
    def settled_by(self) -> Literal["items", "streams"]:
        """What more of would settle it, where it is open (docs/statistics.md#ordered-items)."""
        return design_of(self.task).settled_by

    @property
    def why_skipped(self) -> str:
        """The reason why a task was skipped, without the details of its files."""
        _, _, reason = next(iter(self.standings.values())).reason.partition(": ")
        return reason.partition(":")[0] or "skipped"


def verdict(run: Run, task: str) -> Verdict:
    """Give the verdict on a task of a run from its main study.

    A contender without a result makes the answer `incomplete`: leaving it out would favour
    whoever failed (docs/statistics.md#verdict). Where all ended well but item tables are lost,
    nothing is said in the place of what they said. Raises UnknownName for a task that is not in
    the run.
    """
    outcomes: dict[str, Outcomes] = {}
    reasons: dict[str, str] = {}
    lost: dict[str, str] = {}
    for contender in PARADIGMS:
        try:
            outcomes[contender] = run.outcomes(task, contender)
        except (ItemTableMissing, DamageError) as error:
            lost[contender] = str(error)
        except TriptychError as error:
            reasons[contender] = _why_missing(run, task, contender) or str(error)
    others, lost_rows = reference_outcomes(run, task)
    lost |= lost_constant(lost_rows)
    judged = judge(run.task(task), outcomes, reasons | lost, others)
    judged = replace(judged, notes=(*judged.notes, *_unfinished(run, task, outcomes)), lost=lost)
    return _not_recomputed(judged) if lost and not reasons else judged


def judge(
    card: TaskCard,
    outcomes: Mapping[str, Outcomes],
    reasons: Mapping[str, str] | None = None,
    others: Mapping[str, Outcomes] | None = None,
) -> Verdict:
    """Give the verdict on a task from outcomes; `reasons` explains missing paradigms.

    `others` are outcomes of rows that are not judged: variants and the reference panel.

    An intersection-union test against every rival (Berger, Technometrics 24, 1982), then Holm's
    adjustment over rules and classical.
    """
    comparisons, unpaired = _compared(card, outcomes)
    missing = unpaired | dict(reasons or {})
    present = [name for name in PARADIGMS if name in outcomes and name not in missing]
    scores = {name: of_outcomes(outcomes[name], card.metric, card.classes) for name in present}
    direction = 1 if card.metric.greater_is_better else -1
    leader = max(present, key=lambda name: direction * scores[name].estimate, default=None)
    standings = {name: _against_hardest(name, comparisons, card) for name in present}
    answer = _unanswered(missing)
    if len(present) == len(PARADIGMS):
        standings = _adjusted(standings)
        answer = _answer(standings)
    for name, score in scores.items():
        standings[name] = replace(standings[name], score=score, leads=name == leader)
    if leader == PARADIGMS[-1] and answer in PARADIGMS:
        standings[leader] = replace(standings[leader], word="best", items_to_settle=None)
    for name in PARADIGMS:
        if name not in standings:
            reason = missing.get(name, "it has no result")
            standings[name] = Standing(contender=name, word="missing", reason=reason)
    judged = Verdict(
        task=card,
        answer=answer,
        standings={name: standings[name] for name in PARADIGMS},
        comparisons=comparisons,
        notes=notes(card, [outcomes[name] for name in present]),
    )
    return _beside_references(judged, outcomes, others or {})


def _beside_references(
    judged: Verdict, outcomes: Mapping[str, Outcomes], others: Mapping[str, Outcomes]
) -> Verdict:
    """The verdict with what reference rows tell: whether any is of use, and which are ahead."""
    rows = reference_rows(judged.task, outcomes, others)
    leader = judged.leader
    if leader is None or judged.answer not in (*PARADIGMS, "undecided"):
        return replace(judged, references=rows)
    if rows.show_no_use:
        of_no_use = {name: replace(one, word="of no use") for name, one in judged.standings.items()}
        judged = replace(judged, answer="none", standings=of_no_use)
    named = judged.standings.get(judged.answer, leader)
    assert named.score is not None  # the answer names nobody without a score
    score = named.score.estimate
    ahead = rows_ahead(judged.task, outcomes[named.contender], score, others, rows)
    return replace(judged, references=replace(rows, ahead=ahead))


def _not_recomputed(judged: Verdict) -> Verdict:
    """The verdict without an answer, since another would be of fewer contenders than there were."""
    standings = {
        name: Standing(
            contender=name,
            word="not recomputed",
            reason=judged.lost.get(name, "it is judged against others, whose item tables are lost"),
            score=one.score,
        )
        for name, one in judged.standings.items()
    }
    return replace(judged, answer="not recomputed", standings=standings)


def _compared(
    card: TaskCard, outcomes: Mapping[str, Outcomes]
) -> tuple[dict[tuple[str, str], Comparison], dict[str, str]]:
    """Compare each pair; leave out a contender that cannot be paired with a simpler one."""
    comparisons: dict[tuple[str, str], Comparison] = {}
    unpaired: dict[str, str] = {}
    for first, second in combinations([name for name in PARADIGMS if name in outcomes], 2):
        if first in unpaired or second in unpaired:
            continue
        try:
            comparisons[first, second] = compare(
                outcomes[first], outcomes[second], card.metric, card.classes
            )
        except DataError as error:
            unpaired[second] = str(error)
    kept = {pair: one for pair, one in comparisons.items() if not unpaired.keys() & set(pair)}
    return kept, unpaired


def _against_hardest(
    contender: str, comparisons: Mapping[tuple[str, str], Comparison], card: TaskCard
) -> Standing:
    """The standing of a contender against its hardest rival, the one with the largest p-value."""
    views = [one for one in comparisons.values() if one.first == contender]
    views += [one.swapped() for one in comparisons.values() if one.second == contender]
    if not views:
        return Standing(contender=contender, word="undecided")
    hardest = max(views, key=lambda view: (view.p_worse_by(card.delta), -view.advantage.estimate))
    found = Standing(
        contender=contender,
        word="undecided",
        p_value=hardest.p_worse_by(card.delta),
        against=hardest.second,
    )
    if any(view.advantage.high < -card.delta for view in views):
        return replace(found, word="falls short")
    needed = hardest.items_to_settle(card.delta)
    if needed and needed > hardest.difference.items and design_of(card).settled_by == "items":
        return replace(found, items_to_settle=needed)
    return found


def _adjusted(standings: Mapping[str, Standing]) -> dict[str, Standing]:
    """Adjust the simpler contenders by Holm, and decide whether they suffice.

    The last contender is not adjusted: no answer rests on whether it suffices.
    """
    p_values = {name: one.p_value for name, one in standings.items() if one.p_value is not None}
    p_values |= holm({name: p_values[name] for name in SIMPLER})
    adjusted = {
        name: replace(one, adjusted_p_value=p_values[name]) for name, one in standings.items()
    }
    return adjusted | {
        name: replace(adjusted[name], word="suffices", items_to_settle=None)
        for name, p_value in p_values.items()
        if p_value <= ALPHA
    }


def _answer(standings: Mapping[str, Standing]) -> Answer:
    for name in SIMPLER:
        if standings[name].word == "suffices":
            return name
    fall_short = all(standings[name].word == "falls short" for name in SIMPLER)
    return PARADIGMS[-1] if fall_short else "undecided"


def _unfinished(run: Run, task: str, outcomes: Mapping[str, Outcomes]) -> list[str]:
    """Name the contenders whose score rests on fewer seeds than were planned."""
    return [
        f"{contender.capitalize()} rests on the seeds that ended well, {len(one.seeds)} of "
        f"{len(run.records_of(task, contender))} ({_why_missing(run, task, contender)})."
        for contender, one in outcomes.items()
        if _why_missing(run, task, contender)
    ]


def _unanswered(missing: Mapping[str, str]) -> Answer:
    skipped = all(missing.get(name, "").startswith("skipped") for name in PARADIGMS)
    return "skipped" if skipped else "incomplete"


def _why_missing(run: Run, task: str, contender: str) -> str:
    """The reason why a contender has no result; empty where no trial was recorded."""
    ends = Counter(
        f"{record.status}: {record.reason}" if record.reason else record.status
        for record in run.records_of(task, contender)
        if record.status != "done"
    )
    return "; ".join(reason for reason, _ in ends.most_common(2))
