"""Verdicts on claims: sentences about many tasks, declared before the run, tested on its tasks.

Formulas, sources and simulated error rates: docs/statistics.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from triptych.analysis.across_tasks.effect import Effect, TaskEffects, mean_of
from triptych.analysis.across_tasks.mean_effect import MeanEffect
from triptych.analysis.statistics.power import (
    ASSUMED_EFFECT_POINTS,
    ASSUMED_SPREAD_POINTS,
    LEVEL,
    power,
    tasks_needed,
)
from triptych.analysis.statistics.rank_tests import holm
from triptych.claim import Claim, Conjunction
from triptych.errors import DataError

Word = Literal["supported", "refuted", "practically equal", "inconclusive"]
_DECISIVE: Final[tuple[Word, ...]] = ("supported", "refuted", "practically equal")
_PValues = Mapping[Word, float]

ENOUGH_POWER: Final = 0.5
"""With less power, a true claim would more likely than not be missed: inconclusive by design."""


@dataclass(frozen=True, kw_only=True)
class ClaimVerdict:
    """The verdict on one claim.

    effects            one for each of its tasks with results
    left_out           its tasks without an effect, with the reason
    mean               the mean of those effects; None where there is no effect
    unadjusted         the verdict by its 90 % interval alone, before Holm's adjustment
    p_value            of the verdict it got, or of being supported where it is inconclusive;
                       adjusted by Holm over all claims
    power              chance that its tasks show the assumed effect: 3 points, or no difference for
                       a claim of `not worse`, at a standard deviation of 3 points between tasks
    tasks_to_settle    tasks with a power of 80 % at the observed standard deviation; None where the
                       claim is settled, or where 1,000 tasks are not enough
    decisive_tasks     tasks each of which, left out, would change the verdict
    """

    name: str
    claim: Claim
    word: Word
    effects: tuple[Effect, ...] = ()
    left_out: Mapping[str, str]
    mean: MeanEffect | None = None
    unadjusted: Word = "inconclusive"
    p_value: float = 1.0
    power: float = 0.0
    tasks_to_settle: int | None = None
    decisive_tasks: tuple[str, ...] = ()

    @property
    def inconclusive_by_design(self) -> bool:
        """Whether the claim is inconclusive, and its tasks were too few to expect anything else."""
        return self.word == "inconclusive" and self.power < ENOUGH_POWER

    @property
    def tally(self) -> tuple[int, int, int]:
        """Numbers of tasks won, tied (within the ROPE) and lost by the claim's first paradigm."""
        rope = self.claim.rope_points
        won = sum(one.points > rope for one in self.effects)
        lost = sum(one.points < -rope for one in self.effects)
        return won, len(self.effects) - won - lost, lost


@dataclass(frozen=True, kw_only=True)
class ConjunctionVerdict:
    """The verdict on claims that must all hold.

    p_value   the largest p-value of its parts; where it is refuted, the smallest of the parts that
              refute it
    """

    name: str
    claim: Conjunction
    word: Word
    parts: tuple[ClaimVerdict, ...]
    p_value: float


def decide(
    claims: Mapping[str, Claim | Conjunction], tasks: Sequence[TaskEffects]
) -> list[ClaimVerdict | ConjunctionVerdict]:
    """Decide every claim by the mean effect over its tasks, in the order they are given.

    Each of the three conclusive verdicts is a one-sided test, or two; Holm's adjustment runs over
    all claims for each verdict, so that the chance of any claim being wrongly called `supported`
    stays below 5 %, and likewise for the others (Holm, Scandinavian Journal of Statistics 6, 1979).
    A conjunction needs no further adjustment: it holds when every part does (intersection-union:
    Berger, Technometrics 24, 1982). docs/statistics.md#claims.
    """
    alone = {name: claim for name, claim in claims.items() if isinstance(claim, Claim)}
    measured = {name: _measured(claim, tasks) for name, claim in alone.items()}
    tests = {name: _p_values(alone[name], one.mean) for name, one in measured.items()}
    decided = {name: _verdict(name, claim, measured[name], tests) for name, claim in alone.items()}
    return [
        decided[name] if isinstance(claim, Claim) else _joined(name, claim, decided)
        for name, claim in claims.items()
    ]


@dataclass(frozen=True)
class _Measured:
    effects: tuple[Effect, ...]
    left_out: Mapping[str, str]
    mean: MeanEffect | None


def _measured(claim: Claim, tasks: Iterable[TaskEffects]) -> _Measured:
    effects, left_out = [], {}
    for one in tasks:
        if one.task.modality not in claim.modalities:
            continue
        try:
            effects.append(one.against_hardest(claim.first, claim.rivals))
        except DataError as error:
            left_out[one.task.name] = str(error)
    return _Measured(tuple(effects), left_out, mean_of(effects))


def _p_values(claim: Claim, mean: MeanEffect | None) -> _PValues:
    """One p-value for each verdict; 1 where the verdict cannot be given."""
    p_values: dict[Word, float] = dict.fromkeys(_DECISIVE, 1.0)
    if mean is None or mean.tasks < 2:
        return p_values
    rope = claim.rope_points
    p_values["supported"] = mean.p_at_most(claim.threshold_points)
    p_values["refuted"] = mean.p_at_least(-rope)
    if claim.relation == "better":
        # Two one-sided tests (Schuirmann 1987). Being equal already supports `not worse`.
        p_values["practically equal"] = max(mean.p_at_most(-rope), mean.p_at_least(rope))
    return p_values


def _adjusted(name: str, tests: Mapping[str, _PValues]) -> _PValues:
    """The p-values of one claim, adjusted by Holm over all claims, for each verdict."""
    return {
        word: holm({other: test[word] for other, test in tests.items()})[name] for word in _DECISIVE
    }


def _word(p_values: _PValues) -> Word:
    return next((word for word in _DECISIVE if p_values[word] <= LEVEL), "inconclusive")


def _verdict(
    name: str, claim: Claim, measured: _Measured, tests: Mapping[str, _PValues]
) -> ClaimVerdict:
    mean, effects = measured.mean, measured.effects
    adjusted = _adjusted(name, tests)
    word = _word(adjusted)
    planned = ASSUMED_EFFECT_POINTS if claim.relation == "better" else 0.0
    excess = planned - claim.threshold_points
    spread = mean.spread if mean is not None and mean.spread > 0 else ASSUMED_SPREAD_POINTS
    needed = tasks_needed(excess=excess, spread=spread) if word == "inconclusive" else None

    def word_without(gone: Effect) -> Word:
        rest = mean_of([one for one in effects if one is not gone])
        return _word(_adjusted(name, {**tests, name: _p_values(claim, rest)}))

    return ClaimVerdict(
        name=name,
        claim=claim,
        word=word,
        effects=effects,
        left_out=measured.left_out,
        mean=mean,
        unadjusted=_word(tests[name]),
        p_value=adjusted["supported" if word == "inconclusive" else word],
        power=power(len(effects), excess=excess, spread=ASSUMED_SPREAD_POINTS),
        tasks_to_settle=needed if needed is not None and needed > len(effects) else None,
        decisive_tasks=tuple(one.task for one in effects if word_without(one) != word),
    )


def _joined(
    name: str, claim: Conjunction, decided: Mapping[str, ClaimVerdict]
) -> ConjunctionVerdict:
    parts = tuple(decided[part] for part in claim.parts)
    words = {part.word for part in parts}
    if words == {"supported"}:
        word: Word = "supported"
    else:
        # A part of relation `better` that is practically equal does not hold either.
        word = "refuted" if words & {"refuted", "practically equal"} else "inconclusive"
    p_value = max(part.p_value for part in parts)
    if word == "refuted":
        p_value = min(
            part.p_value for part in parts if part.word in ("refuted", "practically equal")
        )
    return ConjunctionVerdict(name=name, claim=claim, word=word, parts=parts, p_value=p_value)
