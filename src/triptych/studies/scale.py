"""Scale: what training and deciding cost as a function of the number of training items."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final

from triptych.cell import Cell, Condition
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import Task, view_of

SIZES: Final = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
"""Numbers of training items."""

LARGEST: Final[Mapping[str, int]] = {
    "quick": 10_000,
    "compare": 10_000,
    "standard": 100_000,
    "full": 1_000_000,
}
"""The largest number of each profile, on tables and symbols."""

LARGEST_OF_SIGNALS: Final[Mapping[str, int]] = {
    "quick": 0,
    "compare": 0,
    "standard": 10_000,
    "full": 100_000,
}
"""The same for images, sounds and series, which take networks some ten times as long."""

SIGNALS: Final = ("image", "audio", "series")

_SEED: Final = 20_261_201
"""No task draws its own items with it."""


class Scale(Study):
    """Train on more and more generated items, test on the same items every time."""

    name = "scale"
    question = "How do time and memory grow with the number of items?"
    axis = Axis(label="training items", scale="log", tells_cost=True)
    most_seeds: ClassVar[int | None] = 1

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Numbers of training items, of which a profile runs those it can pay for."""
        return SIZES

    def conditions_in(self, task: Task, profile: str) -> Sequence[Condition]:
        """The numbers up to the largest of the profile."""
        largest = LARGEST_OF_SIGNALS if task.modality in SIGNALS else LARGEST
        return [size for size in SIZES if size <= largest[profile]]

    def unfit_for(self, task: Task) -> str:
        """Tasks fit that can make any number of items."""
        if not task.generates:
            return (
                "it has the items it has: a task fits whose data.py has generate(items, seed), and "
                "whose card says so"
            )
        return ""

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """One step, without any item of the task itself but those that are tested."""
        import numpy as np

        fold = data.folds(0)[0]
        step = Step(labelled=np.arange(0), test=fold.test)
        size = int(cell.condition or 0)
        return Trial(steps=[step], adapt=_adapter(data, cell, size), labels=size)


def _adapter(data: StudyData, cell: Cell, size: int) -> Callable[[Any], Any]:
    """What has the cell's contender learn from generated items, drawn before the clock starts."""

    def adapt(made: Any) -> Any:
        import numpy as np

        from triptych.dataset import take
        from triptych.learners.generated import LearnsGenerated

        drawn = data.generated(size, _SEED + cell.seed)
        # Whoever has few symbols may draw one that is tested.
        new = np.flatnonzero(~np.isin(drawn.item_digests, data.dataset.item_digests))
        view = view_of(made, cell.contender)
        items = data.seen(take(drawn.raw, new), view)
        return LearnsGenerated(made, items, drawn.target[new], view)

    return adapt


STUDY = Scale()
