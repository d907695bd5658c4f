"""The plain study: all training items with their labels, tested on the rest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triptych.task import Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    from triptych.fold import Fold


class Supervised:
    """Train on every training item, test on every test item."""

    name = "supervised"
    question = "Which of the three does the task need?"

    def conditions(self, task: Task) -> tuple[float | None, ...]:
        """Nothing is varied."""
        return (None,)

    def folds(
        self, folds: "Sequence[Fold]", condition: float | None, seed: int
    ) -> "Sequence[Fold]":
        """The task's own folds, whole."""
        return folds


STUDY = Supervised()
