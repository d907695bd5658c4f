"""Verdict: the simplest contender that is not worse than the best by more than delta.

Formulas, sources and simulated error rates: docs/statistics.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import Literal

from triptych.analysis.one_task.answer.decision import (
    SIMPLER,
    Answer,
    Word,
    answer_at,
    answer_of,
    decide,
    views,
)
from triptych.analysis.one_task.answer.delta_ranges import DeltaRange, delta_ranges
from triptych.analysis.one_task.answer.plan import Plan, plan_for
from triptych.analysis.one_task.answer.reference_rows import (
    ReferenceRows,
    lost_constant,
    reference_outcomes,
    reference_rows,
    rows_ahead,
)
from triptych.analysis.one_task.comparison import Comparison, compare
from triptych.analysis.one_task.verdict_notes import notes, unfinished, why_missing
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.score import of_outcomes
from triptych.errors import DamageError, DataError, ItemTableMissing, TriptychError
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The verdict on one contender.

    word             `missing` where no trial is done, `not recomputed` where the item tables of
                     any of the three are lost; `reason` says why
    score            its score with interval, on its own items and seeds
    leads            whether its score is the best of the contenders present
    p_value          of the hypothesis that it is worse than some rival by delta or more: the
                     largest p-value over rivals; `against` names that rival
    adjusted_p_value after Holm's adjustment over rules and classical; unadjusted for deep, on
                     which no answer rests
    p_short          of the opposite hypothesis, that it is worse than no rival by more than delta
    """

    contender: str
    word: Word
    reason: str = ""
    score: Interval | None = None
    leads: bool = False
    p_value: float | None = None
    adjusted_p_value: float | None = None
    against: str | None = None
    p_short: float | None = None


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
    def p_value(self) -> float | None:
        """The p-value of the answer: of the hypothesis that its words are wrong; None if open."""
        if self.answer in SIMPLER:
            return self.standings[self.answer].adjusted_p_value
        shorts = [self.standings[name].p_short for name in SIMPLER]
        known = [one for one in shorts if one is not None]
        return max(known) if self.answer in self.standings and known else None

    @cached_property
    def delta_ranges(self) -> tuple[DeltaRange, ...]:
        """Which answer holds for which delta; empty where there is none."""
        is_judged = self.answer == "undecided" or self.answer in self.standings
        return delta_ranges(self.comparisons, self.task.delta) if is_judged else ()

    def answer_if(self, factor: float) -> Answer:
        """The answer if delta were so many times as large."""
        if not self.delta_ranges:
            return self.answer
        return answer_at(self.comparisons, factor * self.task.delta)

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """What would settle each undecided contender; without those whom no items would settle."""
        open_ones = [name for name, one in self.standings.items() if one.word == "undecided"]
        if self.settled_by != "items":
            return {}
        rivals = {name: views(name, self.comparisons) for name in open_ones}
        found = {name: plan_for(rivals[name], self.task.delta) for name in open_ones}
        return {name: plan for name, plan in found.items() if plan is not None}

    @property
    def plan(self) -> Plan | None:
        """What would settle an undecided task; None where nothing known would.

        If the differences seen are the true ones: as soon as the cheapest of the simpler ones is
        shown to suffice, or when all are shown to fall short.
        """
        if self.answer != "undecided":
            return None
        open_ones = [name for name in SIMPLER if self.standings[name].word == "undecided"]
        plans = [self.plans[name] for name in open_ones if name in self.plans]
        if enough := [plan for plan in plans if plan.is_enough]:
            return min(enough, key=lambda plan: plan.items)
        if len(plans) < len(open_ones):
            return None
        return max(plans, key=lambda plan: plan.items, default=None)

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
            reasons[contender] = why_missing(run, task, contender) or str(error)
    others, lost_rows = reference_outcomes(run, task)
    lost |= lost_constant(lost_rows)
    judged = judge(run.task(task), outcomes, reasons | lost, others)
    judged = replace(judged, notes=(*judged.notes, *unfinished(run, task, outcomes)), lost=lost)
    return _not_recomputed(judged) if lost and not reasons else judged


def judge(
    card: TaskCard,
    outcomes: Mapping[str, Outcomes],
    reasons: Mapping[str, str] | None = None,
    others: Mapping[str, Outcomes] | None = None,
) -> Verdict:
    """Give the verdict on a task from outcomes; `reasons` explains missing paradigms.

    `others` are outcomes of rows that are not judged: variants and the reference panel
    (docs/statistics.md#verdict).
    """
    comparisons, unpaired = _compared(card, outcomes)
    missing = unpaired | dict(reasons or {})
    present = [name for name in PARADIGMS if name in outcomes and name not in missing]
    scores = {name: of_outcomes(outcomes[name], card.metric, card.classes) for name in present}
    direction = 1 if card.metric.greater_is_better else -1
    leader = max(present, key=lambda name: direction * scores[name].estimate, default=None)
    standings = {name: Standing(contender=name, word="undecided") for name in present}
    standings |= _decided(comparisons, card)
    answer = _unanswered(missing)
    if len(present) == len(PARADIGMS):
        answer = answer_of({name: one.word for name, one in standings.items()})
    for name, score in scores.items():
        standings[name] = replace(standings[name], score=score, leads=name == leader)
    if leader == PARADIGMS[-1] and answer in PARADIGMS:
        standings[leader] = replace(standings[leader], word="best")
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


def _decided(
    comparisons: Mapping[tuple[str, str], Comparison], card: TaskCard
) -> dict[str, Standing]:
    """What is shown of each contender that is compared."""
    return {
        name: Standing(
            contender=name,
            word=one.word,
            p_value=one.p_value,
            adjusted_p_value=one.adjusted_p_value,
            against=one.hardest.second,
            p_short=one.p_short,
        )
        for name, one in decide(comparisons, card.delta).items()
    }


def _unanswered(missing: Mapping[str, str]) -> Answer:
    skipped = all(missing.get(name, "").startswith("skipped") for name in PARADIGMS)
    return "skipped" if skipped else "incomplete"
