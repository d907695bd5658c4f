"""Transfer: what a network that learned something else before needs of a task's labels."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from triptych.cell import Cell, Condition
from triptych.errors import ContractError
from triptych.learners.subsets import first_folds, nested_order
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import PRETRAINED, Task, view_of

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    import numpy.typing as npt

    from triptych.dataset import Indices, Raw

SOURCE_RULES: Final = "rules:source"

LABELS: Final = (1, 2, 5, 10, 50)
"""Labels of each class."""

MOST_ROWS: Final = 2000
"""Rows of a training, in which the labelled items are repeated, and items of a source."""

PRINTED: Final = "Handwritten digits"
"""The task whose source are printed digits: it has the same classes, so no label is needed."""

HALVES: Final = "Cursive hiragana"
"""The task whose source is the first half of its classes, and whose target is the other half."""


class Transfer(Study):
    """Give few labels of each class to a network that knows a source, and to one from scratch."""

    name = "transfer"
    question = "How many labels does a network save that learned something else before?"
    axis = Axis(label="labels of each class", scale="names")
    baselines: ClassVar[Mapping[str, str]] = {PRETRAINED: "deep"}

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Numbers of labels a class; none at all too where the source has the same classes."""
        return (0, *LABELS) if task.title == PRINTED else LABELS

    def unfit_for(self, task: Task) -> str:
        """Tasks fit that have a source, or a network that others trained."""
        if task.classes is None:
            return "its answers are numbers, which have no labels of each class"
        if task.split.kind == "rolling":
            return "its items are in the order of time: a network knows the past already"
        if task.title not in (PRINTED, HALVES) and task.pretrained is None:
            return (
                "there is no source for it: a task fits that has a pretrained network, as those of "
                "texts and sounds have, or one of the sources that the study makes"
            )
        return ""

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """The network from scratch, and the task's own pretrained one."""
        return [name for name in names if name in ("deep", PRETRAINED)]

    def own_contenders(self, task: Task) -> Mapping[str, str]:
        """Where the study makes the source: the network that is fine-tuned, and rules unchanged."""
        tuned = {PRETRAINED: "deep"} if task.title in (PRINTED, HALVES) else {}
        return tuned | ({SOURCE_RULES: "rules"} if task.title == PRINTED else {})

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """A step for the first folds, the same for every seed, which draws the labelled items."""
        import numpy as np

        steps = []
        for number, fold in enumerate(first_folds(data)):
            train, test = _of_target(data, fold.train), _of_target(data, fold.test)
            random = np.random.default_rng((cell.seed, number))
            order = nested_order(data.dataset, train, random)
            names, counts = np.unique(data.dataset.target[order], return_counts=True)
            count = int(cell.condition or 0) * len(names)
            if count > len(names) * counts.min():
                raise ContractError(
                    f"the study {cell.study} on {cell.task} asks for {cell.condition} labels of "
                    f"each class, of one there are {counts.min()} items in training. Leave the "
                    "study out."
                )
            steps.append(Step(labelled=np.sort(order[:count]), test=test))
        rows = min(min(len(fold.train) for fold in first_folds(data)), MOST_ROWS)
        return Trial(steps=steps, adapt=_adapter(data, cell, rows))


def _of_target(data: StudyData, items: "Indices") -> "Indices":
    """The items of the classes that are asked for: of halves those of the second half."""
    import numpy as np

    if data.card.title != HALVES or data.dataset.classes is None:
        return items
    later = data.dataset.classes[len(data.dataset.classes) // 2 :]
    return items[np.isin(data.dataset.target[items].astype(str), later)]


def _source(data: StudyData, seed: int) -> "tuple[Raw, npt.NDArray[Any]]":
    """Items of the source and their class names; none of them is ever tested."""
    import numpy as np

    from triptych.dataset import take
    from triptych.learners.printed_digits import printed_digits

    if data.card.title == PRINTED:
        return printed_digits(MOST_ROWS, seed)
    train = data.folds(0)[0].train
    known = np.setdiff1d(train, _of_target(data, train))
    chosen = np.random.default_rng(seed).permutation(known)[:MOST_ROWS]
    # Copies: true answers are overwritten before a contender's code runs.
    return take(data.dataset.raw, chosen), data.dataset.target[chosen].copy()


def _adapter(data: StudyData, cell: Cell, rows: int) -> Callable[[Any], Any] | None:
    """What makes the cell's contender; both networks take as many steps on the task's items."""
    from triptych.learners.fine_tuned import FineTuned
    from triptych.learners.printed_rules import printed_rules
    from triptych.learners.repeated import Repeated, whole_batches
    from triptych.learners.unchanged import Unchanged, Uninformed

    size = whole_batches(rows)
    if cell.contender == SOURCE_RULES:
        images, names = _source(data, cell.seed)
        rules = printed_rules().fit(data.seen(images, "table"), names)
        return lambda _: Unchanged(rules, "table")
    if cell.contender == PRETRAINED:
        if data.card.pretrained is not None:
            return None
        source = _source(data, cell.seed)
        return lambda network: FineTuned(network, source, size, cell.seed)
    if cell.condition == 0:
        classes = data.dataset.classes or ()
        return lambda network: Uninformed(classes[0], view_of(network, "deep"))
    return lambda network: Repeated(network, size, cell.seed)


STUDY = Transfer()
