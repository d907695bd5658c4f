"""Decision: what the comparisons of a task show at a delta.

Formulas, sources and simulated error rates: docs/statistics.md#verdict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from triptych.analysis.one_task.comparison import Comparison
from triptych.analysis.statistics.interval import CONFIDENCE
from triptych.analysis.statistics.rank_tests import holm
from triptych.task import PARADIGMS

Word = Literal[
    "suffices", "falls short", "undecided", "best", "of no use", "missing", "not recomputed"
]
Answer = Literal[
    "rules", "classical", "deep", "none", "undecided", "incomplete", "not recomputed", "skipped"
]
Comparisons: TypeAlias = Mapping[tuple[str, str], Comparison]
"""Each pair of contenders, by (simpler, other)."""

ALPHA: Final = 1 - CONFIDENCE
SIMPLER: Final = PARADIGMS[:-1]
"""The paradigms that can suffice; the last paradigm is needed when they fall short."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is shown of a contender.

    p_value           of the hypothesis that it is worse than some rival by delta or more: the
                      largest p-value over rivals; `hardest` is the comparison with that rival
    adjusted_p_value  after Holm's adjustment over rules and classical; unadjusted for deep, on
                      which no answer rests; None where a contender is missing
    p_short           of the opposite hypothesis, that it is worse than no rival by more than delta:
                      the smallest p-value over rivals, times their number
    """

    word: Word
    p_value: float
    hardest: Comparison
    p_short: float
    adjusted_p_value: float | None = None


def decide(comparisons: Comparisons, delta: float) -> dict[str, Decision]:
    """Decide what is shown of each contender that is compared with another.

    An intersection-union test against every rival (Berger, Technometrics 24, 1982), then Holm's
    adjustment over rules and classical.
    """
    present = [name for name in PARADIGMS if any(name in pair for pair in comparisons)]
    decisions = {name: _against_rivals(views(name, comparisons), delta) for name in present}
    return _adjusted(decisions) if len(present) == len(PARADIGMS) else decisions


def answer_at(comparisons: Comparisons, delta: float) -> Answer:
    """The task's answer if its delta were `delta` (docs/statistics.md#other-deltas)."""
    decisions = decide(comparisons, delta)
    return answer_of({name: one.word for name, one in decisions.items()})


def answer_of(words: Mapping[str, Word]) -> Answer:
    """The simplest contender that suffices; the last one where all simpler ones fall short.

    docs/statistics.md#verdict.
    """
    if len(words) < len(PARADIGMS):
        return "incomplete"
    for name in SIMPLER:
        if words[name] == "suffices":
            return name
    fall_short = all(words[name] == "falls short" for name in SIMPLER)
    return PARADIGMS[-1] if fall_short else "undecided"


def views(contender: str, comparisons: Comparisons) -> list[Comparison]:
    """The comparisons of a contender with its rivals, from its side."""
    found = [one for one in comparisons.values() if one.first == contender]
    return found + [one.swapped() for one in comparisons.values() if one.second == contender]


def _against_rivals(rivals: Iterable[Comparison], delta: float) -> Decision:
    p_values = [(view.p_worse_by(delta), -view.advantage.estimate, view) for view in rivals]
    p_value, _, hardest = max(p_values, key=lambda one: one[:2])
    is_short = any(view.advantage.high < -delta for *_, view in p_values)
    p_short = min(view.p_better_by(-delta) for *_, view in p_values) * len(p_values)
    return Decision(
        word="falls short" if is_short else "undecided",
        p_value=p_value,
        hardest=hardest,
        p_short=min(p_short, 1.0),
    )


def _adjusted(decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """Adjust the simpler contenders by Holm, and decide whether they suffice.

    The last contender is not adjusted: no answer rests on whether it suffices.
    """
    p_values = {name: one.p_value for name, one in decisions.items()}
    p_values |= holm({name: p_values[name] for name in SIMPLER})
    return {
        name: replace(
            one,
            adjusted_p_value=p_values[name],
            word="suffices" if p_values[name] <= ALPHA else one.word,
        )
        for name, one in decisions.items()
    }
