"""Pairwise comparisons over tasks: tasks won, tied and lost, and the mean difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from triptych.analysis.across_tasks.effect import Effect, TaskEffects, mean_of
from triptych.analysis.across_tasks.mean_effect import MeanEffect
from triptych.task import PARADIGMS


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """Two contenders on the tasks where both have results.

    won, tied, lost   numbers of tasks where the first is ahead by more than the task's delta,
                      within delta of the second, and behind by more than delta
    mean              the mean effect over these tasks, in points; None where there are none
    """

    first: str
    second: str
    won: int
    tied: int
    lost: int
    mean: MeanEffect | None

    @property
    def tasks(self) -> int:
        """The number of tasks where both have results."""
        return self.won + self.tied + self.lost


def pairings(tasks: Sequence[TaskEffects]) -> dict[tuple[str, str], Pairing]:
    """Pair every two paradigms, in both directions (docs/statistics.md#ranks)."""
    found: dict[tuple[str, str], Pairing] = {}
    for first, second in combinations(PARADIGMS, 2):
        effects = [one.between[first, second] for one in tasks if (first, second) in one.between]
        found[first, second] = _pairing(first, second, effects)
        found[second, first] = _pairing(second, first, [one.swapped() for one in effects])
    return found


def _pairing(first: str, second: str, effects: Sequence[Effect]) -> Pairing:
    won = sum(one.points > one.delta_points for one in effects)
    lost = sum(one.points < -one.delta_points for one in effects)
    return Pairing(
        first=first,
        second=second,
        won=won,
        tied=len(effects) - won - lost,
        lost=lost,
        mean=mean_of(effects),
    )
