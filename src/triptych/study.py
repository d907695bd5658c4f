"""A study: a protocol that turns tasks into cells; and how much of it a profile runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from triptych.split import Split
from triptych.task import Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    from triptych.fold import Fold


class Study(Protocol):
    """What is varied, and what each trial of it trains and tests on."""

    name: str
    question: str

    def conditions(self, task: Task) -> tuple[float | None, ...]:
        """Every value the study varies on this task; `(None,)` where it varies nothing."""
        ...

    def folds(
        self, folds: "Sequence[Fold]", condition: float | None, seed: int
    ) -> "Sequence[Fold]":
        """The folds of one trial, made from the task's own folds for this seed."""
        ...


@dataclass(frozen=True, slots=True)
class Profile:
    """How much is run: seeds, and whether variants of contenders take part.

    Of the first `explained_seeds` seeds the fitted contenders are kept for `triptych explain`.
    """

    name: str
    cross_validated_seeds: int
    held_out_seeds: int
    variants: bool
    explained_seeds: int = 1

    def seeds(self, split: Split) -> range:
        """Training seeds for a task with this split: fewer where each tests all items anew."""
        is_held_out = split.kind in ("held_out", "official")
        return range(self.held_out_seeds if is_held_out else self.cross_validated_seeds)


PROFILES: Final = {
    profile.name: profile
    for profile in (
        Profile("quick", cross_validated_seeds=1, held_out_seeds=1, variants=False),
        Profile(
            "standard",
            cross_validated_seeds=3,
            held_out_seeds=5,
            variants=True,
            explained_seeds=2,
        ),
        Profile(
            "full",
            cross_validated_seeds=5,
            held_out_seeds=10,
            variants=True,
            explained_seeds=3,
        ),
    )
}
