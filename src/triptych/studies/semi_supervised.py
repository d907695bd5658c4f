"""Few labels: what the rest of the training items is worth without their answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from triptych.cell import Cell, Condition
from triptych.learners.subsets import first_folds, least_training_items, nested_order
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    from triptych.fold import Fold

LABELS: Final = (10, 20, 50, 100)
"""Numbers of labels, balanced over the classes."""

MOST_UNLABELLED: Final = 2000
"""Items without answers, so that a network's trainings stay affordable."""

MOST_ROWS: Final = 1024
"""Rows of each of a network's trainings, for their cost.

In the author's part of digits 50 and 100 labels reached .961 and .950 with 768, .966 and .983 with
1,536 (one seed).
"""

MADE_OF: Final = {
    "classical:logistic_alone": "classical",
    "classical:self_training": "classical",
    "classical:rules_as_labels": "rules",
    "classical:nearest_alone": "classical",
    "classical:label_spreading": "classical",
    "deep:labels_alone": "deep",
    "deep:pseudo_labels": "deep",
}


class SemiSupervised(Study):
    """Give few labels, and the other training items without; each arm beside labels alone."""

    name = "semi_supervised"
    question = "What are unlabelled items worth where labels are few?"
    axis = Axis(label="labelled items", scale="names")
    unvaried: ClassVar[tuple[str, ...]] = ("rules",)
    baselines: ClassVar[Mapping[str, str]] = {
        "classical:self_training": "classical:logistic_alone",
        "classical:rules_as_labels": "classical:logistic_alone",
        "classical:label_spreading": "classical:nearest_alone",
        "deep:pseudo_labels": "deep:labels_alone",
    }

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Those numbers of labels that have one of each class and leave as many items without."""
        most = least_training_items(task) / 2
        return [count for count in LABELS if (task.classes or 0) <= count <= most]

    def unfit_for(self, task: Task) -> str:
        """Numbers do not fit, nor do items in the order of time or tasks with few of them."""
        if task.classes is None:
            return "its answers are numbers, of which there are no classes to guess"
        if task.split.kind == "rolling":
            return (
                "its items are in the order of time: those without answers would be older or newer "
                "than those with"
            )
        if len(self.conditions(task)) < 2:
            return "it has too many classes, or too few training items, for two numbers of labels"
        return ""

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """None of the task's own: each arm is made from one of them, and so is its comparison."""
        return ()

    def own_contenders(self, task: Task) -> Mapping[str, str]:
        """The four arms, and what each is held to: the same model with the same labels alone."""
        return MADE_OF

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """A step for the first folds, the same for every seed, which draws the labelled items."""
        folds = first_folds(data)
        steps = [_step(data, cell, fold, number) for number, fold in enumerate(folds)]
        return Trial(steps=steps, adapt=_adapter(data, cell, steps[0]))


def _step(data: StudyData, cell: Cell, fold: "Fold", number: int) -> Step:
    """The first items of the fold's nested order with their answers, others without."""
    import numpy as np

    random = np.random.default_rng((cell.seed, number))
    order = nested_order(data.dataset, fold.train, random)
    count = int(cell.condition or 0)
    # The order is balanced by answers: who draws from all others alike gives none of them away.
    rest = random.permutation(np.sort(order[LABELS[-1] :]))[:MOST_UNLABELLED]
    unlabelled = np.concatenate([order[count : LABELS[-1]], rest])[:MOST_UNLABELLED]
    return Step(labelled=order[:count], unlabelled=np.sort(unlabelled), test=fold.test)


def _adapter(data: StudyData, cell: Cell, step: Step) -> Callable[[Any], Any]:
    """What makes the cell's contender; both networks take as many steps.

    step    the first: of folds, each has as many items
    """
    import numpy as np

    from triptych.learners import tables
    from triptych.learners.pseudo_labels import TRAININGS, PseudoLabels
    from triptych.learners.repeated import Repeated, whole_batches
    from triptych.learners.rule_labels import RuleLabels

    given = np.concatenate([step.labelled, np.asarray(step.unlabelled)])
    names, counts = np.unique(data.dataset.target[given].astype(str), return_counts=True)
    frequencies = dict(zip(names.tolist(), (counts / len(given)).tolist(), strict=True))
    rows, seed = min(whole_batches(len(given)), MOST_ROWS), cell.seed
    adapters: dict[str, Callable[[Any], Any]] = {
        "classical:logistic_alone": lambda _: tables.logistic_alone(),
        "classical:self_training": lambda _: tables.self_training(),
        "classical:rules_as_labels": lambda rules: RuleLabels(rules, data.seen),
        "classical:nearest_alone": lambda _: tables.nearest_alone(),
        "classical:label_spreading": lambda _: tables.label_spreading(),
        "deep:labels_alone": lambda network: Repeated(network, TRAININGS * rows, seed),
        "deep:pseudo_labels": lambda network: PseudoLabels(network, rows, frequencies, seed),
    }
    return adapters[cell.contender]


STUDY = SemiSupervised()
