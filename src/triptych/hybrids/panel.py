"""The hybrids of a task, which run beside its contenders and are never judged."""

from typing import TYPE_CHECKING, Any, Protocol

from triptych.estimator import Estimator
from triptych.task import HYBRIDS, Hybrid, Task

if TYPE_CHECKING:  # planning must not pay for numpy and pandas
    import pandas as pd

    from triptych.dataset import Dataset


class TaskParts(Protocol):
    """What a hybrid is made of: a task with its modules imported."""

    @property
    def card(self) -> Task:
        """The task's card."""
        ...

    @property
    def dataset(self) -> "Dataset":
        """The task's items; no answer is read."""
        ...

    def make(self, contender: str, seed: int) -> Estimator:
        """A fresh estimator of a contender."""
        ...

    def features(self, raw: Any) -> "pd.DataFrame":
        """The table view of raw items (n rows), in order."""
        ...


def hybrids_of(card: Task) -> tuple[Hybrid, ...]:
    """The hybrids that a card asks for, in the order of `HYBRIDS`."""
    return tuple(name for name in HYBRIDS if name in card.hybrids)


def module_of(hybrid: str) -> str:
    """The import name of the module that makes a hybrid."""
    return f"{__package__}.{hybrid}"


def make_hybrid(hybrid: str, task: TaskParts, seed: int) -> Estimator:
    """A fresh estimator of a hybrid of the task's `rules` and `classical`.

    Raises ContractError, or Unfit, where the two cannot be joined.
    """
    if hybrid == "cascade":
        from triptych.hybrids.cascade import make_cascade

        return make_cascade(task, seed)
    from triptych.hybrids.firings import make_firings

    return make_firings(task, seed)
