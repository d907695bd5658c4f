"""The label budget: scores as a function of the number of labelled training items."""

from collections.abc import Sequence
from typing import ClassVar, Final

from triptych.cell import Cell, Condition
from triptych.errors import ContractError
from triptych.learners.subsets import least_training_items, nested_order
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import PARADIGMS, PRETRAINED, Task

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
        while size < least_training_items(task):
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


STUDY = LabelBudget()
