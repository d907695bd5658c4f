"""The label budget: scores as a function of the number of labelled training items."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from triptych.cell import Cell, Condition
from triptych.errors import ContractError
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import PARADIGMS, PRETRAINED, Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    import numpy as np

    from triptych.dataset import Dataset, Indices

SMALLEST: Final = 16
"""The smallest subset, unless it would have too few items of each class."""

OF_EACH_CLASS: Final = 3
"""Items of each class in the smallest subset: models that choose by inner folds need them."""

QUARTER: Final = "quarter"
"""The subset of a quarter of the training items, which a claim compares with all of them."""


class LabelBudget(Study):
    """Train on nested subsets of the training items, test on the same items every time."""

    name = "label_budget"
    question = "How many labels does each of the three need?"
    axis = Axis(label="labelled items", scale="log", main="all")
    unvaried: ClassVar[tuple[str, ...]] = ("rules",)

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Powers of two below the size of the training part, and a quarter of it."""
        size = SMALLEST
        while size < OF_EACH_CLASS * (task.classes or 0):
            size *= 2
        sizes: list[Condition] = []
        while size < _least_training_items(task):
            sizes.append(size)
            size *= 2
        return (*sizes, QUARTER)

    def unfit_for(self, task: Task) -> str:
        """Items in the order of time do not fit, nor do tasks with few training items."""
        if task.split.kind == "rolling":
            return (
                "its items are in the order of time, where a number of labels is a length of time: "
                "random subsets of a window would mix old and new ones"
            )
        if len(self.conditions(task)) < 3:
            return "it has too few training items for subsets of two sizes"
        return ""

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """The three but the rules, and a pretrained network where the task offers one."""
        taking_part = (*PARADIGMS, PRETRAINED)
        return [name for name in names if name in taking_part and name not in self.unvaried]

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """A step for each of the task's own folds, with the first items of its nested order."""
        import numpy as np

        steps = []
        for number, fold in enumerate(data.folds(cell.seed)):
            count = _count(cell, len(fold.train))
            random = np.random.default_rng((cell.seed, number))
            order = nested_order(data.dataset, fold.train, random)
            steps.append(Step(labelled=np.sort(order[:count]), test=fold.test))
        return Trial(steps=steps)


def nested_order(dataset: "Dataset", items: "Indices", random: "np.random.Generator") -> "Indices":
    """Put items (n,) into a random order whose every beginning is balanced over the classes.

    Classes take turns until their items are used up. Of numbers, a random order.
    """
    import numpy as np

    shuffled: Indices = random.permutation(items)
    if dataset.classes is None:
        return shuffled
    _, labels, sizes = np.unique(dataset.target[shuffled], return_inverse=True, return_counts=True)
    by_class = np.argsort(labels, kind="stable")
    turn = np.empty(len(items), dtype=np.intp)
    turn[by_class] = np.arange(len(items)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return shuffled[np.argsort(turn, kind="stable")]


def _count(cell: Cell, available: int) -> int:
    """The number of items in the cell's subset; raises ContractError where there are too few."""
    if cell.condition == QUARTER:
        return available // 4
    count = int(cell.condition or 0)
    if count >= available:
        raise ContractError(
            f"the study {cell.study} on {cell.task} asks for {count} of {available} training "
            "items; expected fewer. State the number of items on the card as load() gives it."
        )
    return count


def _least_training_items(task: Task) -> float:
    """A bound on the number of training items, by the card: planning loads no data.

    Of an official split, whose sizes the card does not name, half of the items.
    """
    split = task.split
    if split.kind == "cross_validated":
        return task.items * (1 - 1 / split.folds)
    return task.items - split.test_items if split.kind == "held_out" else task.items / 2


STUDY = LabelBudget()
