"""Verdicts on claims: on how many of its tasks each is shown to hold, and not to hold.

Formulas, sources and simulated error rates: docs/statistics.md#claims.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from triptych.analysis.across_tasks.counts import (
    LEVEL,
    TasksLikeThese,
    failing_p,
    holding_p,
    more_tasks,
    shown_count,
    tasks_like_these,
)
from triptych.analysis.across_tasks.effect import Effect, mean_of
from triptych.analysis.across_tasks.mean_effect import MeanEffect
from triptych.analysis.across_tasks.task_tests import ClaimTests, TaskTest, by_source
from triptych.analysis.statistics.rank_tests import holm
from triptych.claim import Claim, Conjunction
from triptych.claims.declared.table import EVIDENCE, Evidence
from triptych.measure.quality import Numbers

Word = Literal["supported", "refuted", "open"]


@dataclass(frozen=True, slots=True)
class Tally:
    """On at least `shown` of `tasks` a claim holds, on at least `failed` it does not."""

    tasks: int
    shown: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class ClaimVerdict:
    """The verdict on one claim.

    tests                    one for each of its tasks with results
    left_out                 its tasks without a test, with the reason
    why_not_run              why nothing of it was measured; empty where it was
    tally                    of these tasks, those of one source counted once
    support_p, refute_p      that it holds on as many of these tasks as it says, and that it does
                             not; by themselves, and adjusted by Holm over all claims
    like_these               of tasks like these, uncorrected; `without_generated` leaves out tasks
                             whose items a program made
    """

    name: str
    claim: Claim
    word: Word
    tests: tuple[TaskTest, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    why_not_run: str = ""
    tally: Tally = Tally(0, 0, 0)
    support_p: float = 1.0
    refute_p: float = 1.0
    adjusted_support_p: float = 1.0
    adjusted_refute_p: float = 1.0
    like_these: TasksLikeThese
    without_generated: TasksLikeThese

    @property
    def not_run(self) -> bool:
        """Whether the claim is open because nothing of it was measured."""
        return bool(self.why_not_run)

    @property
    def exploratory(self) -> bool:
        """Whether all its tasks had been scored when it was declared."""
        return {one.evidence for one in self.tests} == {"exploratory"}

    @property
    def tallies(self) -> dict[Evidence, Tally]:
        """The tally of its tasks by what was known of them when the claim was declared."""
        groups = {kind: [one for one in self.tests if one.evidence == kind] for kind in EVIDENCE}
        return {kind: tally(by_source(tests)) for kind, tests in groups.items() if tests}

    @property
    def more_tasks(self) -> int | None:
        """How many more tasks, at the rate seen, would show it of most tasks like these."""
        return more_tasks(self.like_these.shown, self.like_these.tasks)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """The effects on its tasks that have a size."""
        return tuple(one.effect for one in self.tests if one.effect is not None)

    @property
    def mean(self) -> MeanEffect | None:
        """The mean of those effects: it describes, and decides nothing."""
        return mean_of(self.effects)

    @property
    def wins(self) -> tuple[int, int, int]:
        """Numbers of tasks won, tied (within δ) and lost by the claim's first contender."""
        won = sum(one.points > one.delta_points for one in self.effects)
        lost = sum(one.points < -one.delta_points for one in self.effects)
        return won, len(self.effects) - won - lost, lost


@dataclass(frozen=True, kw_only=True)
class ConjunctionVerdict:
    """The verdict on claims that must all hold: refuted where one of them is."""

    name: str
    claim: Conjunction
    word: Word
    parts: tuple[ClaimVerdict, ...]

    @property
    def not_run(self) -> bool:
        """Whether it is open because nothing of a part was measured."""
        return self.word == "open" and any(part.not_run for part in self.parts)

    @property
    def exploratory(self) -> bool:
        """Whether all tasks of all parts had been scored when they were declared."""
        return all(part.exploratory for part in self.parts)


def decide(
    claims: Mapping[str, Claim | Conjunction], tested: Callable[[str, Claim], ClaimTests]
) -> list[ClaimVerdict | ConjunctionVerdict]:
    """Decide every claim by the tests on its tasks, in the order they are given.

    tested   the tests of a claim, by its name
    Holm's adjustment runs over the p-values of support and of refutation of all claims that were
    tested, so that the chance of any wrong word stays below 5 % (Holm, Scandinavian Journal of
    Statistics 6, 1979). A conjunction is decided by its parts (intersection-union: Berger,
    Technometrics 24, 1982). docs/statistics.md#claims.
    """
    alone = {name: claim for name, claim in claims.items() if isinstance(claim, Claim)}
    found = {name: tested(name, claim) for name, claim in alone.items()}
    p_values = {
        (name, word): p_value
        for name, claim in alone.items()
        if found[name].tests
        for word, p_value in _p_values(claim, by_source(found[name].tests)).items()
    }
    adjusted = holm(p_values)
    decided = {
        name: _verdict(name, claim, found[name], p_values, adjusted)
        for name, claim in alone.items()
    }
    return [
        decided[name] if isinstance(claim, Claim) else _joined(name, claim, decided)
        for name, claim in claims.items()
    ]


def tally(tests: Sequence[TaskTest]) -> Tally:
    """On how many tasks a claim is shown to hold and not to hold, at least.

    docs/statistics.md#claims.
    """
    holds, fails = _arrays(tests)
    return Tally(len(tests), int(shown_count(holds)), int(shown_count(fails)))


_PValues = Mapping[tuple[str, Word], float]


def _p_values(claim: Claim, tests: Sequence[TaskTest]) -> dict[Word, float]:
    holds, fails = _arrays(tests)
    return {
        "supported": float(holding_p(holds, claim.quantifier)),
        "refuted": float(failing_p(fails, claim.quantifier)),
    }


def _verdict(
    name: str, claim: Claim, found: ClaimTests, p_values: _PValues, adjusted: _PValues
) -> ClaimVerdict:
    sources = by_source(found.tests)
    collected = by_source([one for one in found.tests if not one.generated])
    words: tuple[Word, ...] = ("supported", "refuted")
    word: Word = next((one for one in words if adjusted.get((name, one), 1.0) <= LEVEL), "open")
    return ClaimVerdict(
        name=name,
        claim=claim,
        word=word,
        tests=found.tests,
        left_out=found.left_out,
        why_not_run=found.why_not_run,
        tally=tally(sources),
        support_p=p_values.get((name, "supported"), 1.0),
        refute_p=p_values.get((name, "refuted"), 1.0),
        adjusted_support_p=adjusted.get((name, "supported"), 1.0),
        adjusted_refute_p=adjusted.get((name, "refuted"), 1.0),
        like_these=tasks_like_these(_arrays(sources)[0]),
        without_generated=tasks_like_these(_arrays(collected)[0]),
    )


def _arrays(tests: Sequence[TaskTest]) -> tuple[Numbers, Numbers]:
    """The p-values of tests, and those of the opposite."""
    holds = [one.p_value for one in tests]
    return np.array(holds), np.array([one.opposite_p_value for one in tests])


def _joined(
    name: str, claim: Conjunction, decided: Mapping[str, ClaimVerdict]
) -> ConjunctionVerdict:
    parts = tuple(decided[part] for part in claim.parts)
    words = {part.word for part in parts}
    word: Word = "refuted" if "refuted" in words else "open"
    if words == {"supported"}:
        word = "supported"
    return ConjunctionVerdict(name=name, claim=claim, word=word, parts=parts)
