"""A study: a protocol that turns tasks into cells, and each cell into a trial."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Protocol

from triptych.cell import Cell, Condition
from triptych.task import PARADIGMS, Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    import numpy as np

    from triptych.dataset import Dataset, Indices, Raw
    from triptych.fold import Fold

MAIN_STUDY: Final = "supervised"
"""The study that verdicts rest on, and whose fitted contenders a run keeps for later phases."""

Learning = Literal["anew", "further", "none"]
"""How a step learns: a fresh contender is fitted (`fit`), the one of the step before learns these
items as well (`partial_fit`), or that one stays as it is."""


Alter = Callable[["Raw", "np.random.Generator"], "Raw"]
"""Changes raw items before they are tested, by nothing but the items and the generator."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Step:
    """Some learning, then a test. Indices point into the dataset.

    labelled      items whose answers are given to the contender
    unlabelled    items given without their answers, to `fit_semi_supervised(X, y, unlabelled)`
    contender     who learns anew in this step and answers from it on, where another takes over,
                  such as `rules:edited`; None for whoever answered before
    """

    test: "Indices"
    labelled: "Indices"
    unlabelled: "Indices | None" = None
    learning: Learning = "anew"
    contender: str | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Trial:
    """What the trial of one cell does, step by step.

    adapt     makes the estimator that is fitted from the contender's, such as one that trains
              itself on unlabelled items; it is called for every fresh contender
    alter     what is done to raw items before they are tested, the same for every contender: its
              generator depends on the seed and the step alone
    labels    how many answers the contender has had in all, where that is not the most that the
              steps give to one fitted contender
    """

    steps: "Sequence[Step]"
    adapt: Callable[[Any], Any] | None = None
    alter: Alter | None = None
    labels: int | None = None


class StudyData(Protocol):
    """What a study may look at to describe a trial."""

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

    def source(self, name: str) -> "Dataset":
        """The items and answers of a task that the study named in `sources`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What a study varies, and how a figure shows it.

    label     in words, with its unit: `labelled items`
    scale     of a figure's axis; `names` where conditions are names
    """

    label: str
    scale: Literal["linear", "log", "names"] = "linear"


class Study(ABC):
    """One file in `studies/` gives one of these as STUDY.

    name        as commands and cells have it
    question    what it answers, for people
    axis        what it varies; None where it varies nothing
    ordered     whether tested items come in an order, so that neighbours are not independent
    """

    name: ClassVar[str]
    question: ClassVar[str]
    axis: ClassVar[Axis | None] = None
    ordered: ClassVar[bool] = False

    @abstractmethod
    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """Describe the trial of one cell; raises ContractError where it cannot be had."""

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Every value that is varied on this task; `(None,)` where nothing is."""
        return (None,)

    def unfit_for(self, task: Task) -> str:
        """Why the task does not fit, in a clause; empty where it does."""
        return ""

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """Which of a task's contenders take part: the three, no variants, unless it says so."""
        return [name for name in names if name in PARADIGMS]

    def sources(self, task: Task) -> Sequence[str]:
        """Names of other tasks whose data a trial needs."""
        return ()
