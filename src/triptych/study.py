"""A study: a protocol that turns tasks into cells, and each cell into a trial."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Protocol

from triptych.cell import Cell, Condition
from triptych.metric import Metric
from triptych.task import PARADIGMS, Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    import numpy as np

    from triptych.dataset import Dataset, Indices, Raw
    from triptych.estimator import View
    from triptych.fold import Fold

MAIN_STUDY: Final = "supervised"
"""The main study: verdicts use it, and a run keeps its fitted contenders for later phases."""

Learning = Literal["anew", "further", "none"]
"""How a step learns: a fresh contender is fitted (`fit`), the one of the step before learns these
items as well (`partial_fit`), or that one stays as it is."""


Alter = Callable[["Raw", "np.random.Generator"], "Raw"]
"""A function that changes raw items before they are tested, by the items and a generator only."""

Ask = Callable[[Any, "Raw"], Any]
"""A function that asks a learned estimator for its answers about items, in place of `predict`."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Step:
    """One step of a trial: learning, then a test. Indices point into the dataset.

    labelled      items whose answers are given to the contender
    unlabelled    items given without their answers, to `fit_semi_supervised(X, y, unlabelled)`
    contender     the contender that takes over, learns anew in this step and answers from it on,
                  such as `rules:edited`; None for no change
    """

    test: "Indices"
    labelled: "Indices"
    unlabelled: "Indices | None" = None
    learning: Learning = "anew"
    contender: str | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Trial:
    """The description of one cell's trial, step by step.

    adapt     makes the estimator that is fitted from the contender's, such as one that trains
              itself on unlabelled items; it is called for every fresh contender
    alter     changes raw items before they are tested, equally for every contender: its generator
              depends only on the seed and the step
    ask       asks for answers where not by `predict`, such as for a told number of clusters
    labels    number of labels given in all, where it differs from the maximum over fitted
              contenders
    """

    steps: "Sequence[Step]"
    adapt: Callable[[Any], Any] | None = None
    alter: Alter | None = None
    ask: Ask | None = None
    labels: int | None = None


class StudyData(Protocol):
    """The data that a study can use to describe a trial."""

    @property
    def card(self) -> Task:
        """The task's card."""
        ...

    @property
    def dataset(self) -> "Dataset":
        """The task's items and answers."""
        ...

    @property
    def author_part(self) -> "Indices":
        """The items that a rule author may look at."""
        ...

    def folds(self, seed: int) -> "Sequence[Fold]":
        """The task's own folds for a seed."""
        ...

    def seen(self, raw: "Raw", view: "View") -> "Raw":
        """Raw items (n rows) as the view shows them."""
        ...

    def generated(self, items: int, seed: int) -> "Dataset":
        """As many items as are asked for, drawn anew; runs the task's code, so only in `adapt`."""
        ...

    def source(self, name: str) -> "Dataset":
        """The items and answers of a task that the study named in `sources`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The condition that a study varies, and how a figure shows it.

    label     in words, with its unit: `labelled items`
    scale     of a figure's axis; `names` where conditions are names. On other axes a condition that
              is a name, such as `all`, is placed at its number of labels
    main      the condition that is the main study itself, such as `all`: no cell of it is planned,
              its point is taken from the main study; empty where there is none
    tells_cost  whether it is a number of training items, so that pages tell how cost grows with it
    is_stepped  whether a score holds up to the next condition, so that the curve is a staircase
    kinds     what the levels of each kind mean, in words, where conditions are levels of kinds, as
              in `noise 0.5`: each kind is a figure of its own
    """

    label: str
    scale: Literal["linear", "log", "names"] = "linear"
    main: str = ""
    is_stepped: bool = False
    tells_cost: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)


class Study(ABC):
    """The base of studies; each file in `studies/` defines one instance as STUDY.

    name        its name in commands and cells
    question    its question, for people
    axis        the condition it varies; None where it varies nothing
    ordered     whether tested items come in an order, so that neighbours are not independent
    unvaried    paradigms that no condition changes: they run no cell, and their score in the main
                study holds under every condition
    baselines   the contender that each is held to, such as the one with the same labels alone: its
                gain over that one, on the same items and seeds, is a figure of its own
    shares_training  whether conditions differ in `alter` and `ask` alone: a contender is fitted
                     once a seed, and tested under each of them
    metrics     what answers are judged by, the first of them in records; empty for the task's
    every_stream  whether profiles with variants run the study's conditions on every stream of a
                  task of several generated ones, however few the main study is run on
    packages    distributions that are no dependency of triptych, and that the study needs: their
                versions are part of the keys of its cells
    most_seeds  how many of a profile's seeds it runs at most; None for all
    """

    name: ClassVar[str]
    question: ClassVar[str]
    axis: ClassVar[Axis | None] = None
    ordered: ClassVar[bool] = False
    unvaried: ClassVar[tuple[str, ...]] = ()
    baselines: ClassVar[Mapping[str, str]] = {}
    shares_training: ClassVar[bool] = False
    metrics: ClassVar[tuple[Metric, ...]] = ()
    every_stream: ClassVar[bool] = False
    packages: ClassVar[tuple[str, ...]] = ()
    most_seeds: ClassVar[int | None] = None

    @abstractmethod
    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """Describe the trial of one cell; raises ContractError where it is impossible."""

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Every condition for this task; `(None,)` where nothing is varied."""
        return (None,)

    def further_conditions(self, task: Task) -> Sequence[Condition]:
        """Conditions that only profiles with variants run, on as many seeds as the main study."""
        return ()

    def conditions_in(self, task: Task, profile: str) -> Sequence[Condition]:
        """The conditions that a profile of that name runs: all, unless a study says otherwise."""
        return self.conditions(task)

    def unfit_for(self, task: Task) -> str:
        """The reason why the task does not fit, as a clause; empty where it fits."""
        return ""

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """The task's contenders that take part: by default the three, without variants.

        Without those that are `unvaried`.
        """
        return [name for name in names if name in PARADIGMS and name not in self.unvaried]

    def own_contenders(self, task: Task) -> Mapping[str, str]:
        """Contenders of the study's own, such as `deep:pseudo_labels`, and whom each is made from.

        A trial's `adapt` makes them from that contender of the task; they take part where it does.
        """
        return {}

    def metric(self, task: Task) -> Metric:
        """What a trial's score is: the first of the study's own metrics, or the task's."""
        return self.metrics[0] if self.metrics else task.metric

    def sources(self, task: Task) -> Sequence[str]:
        """Names of other tasks whose data a trial needs."""
        return ()
