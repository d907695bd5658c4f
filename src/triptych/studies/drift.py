"""Drift: when the world changes, who is retrained, edited or left alone comes back how soon."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from triptych.cell import Cell, Condition
from triptych.errors import Unfit
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import PARADIGMS, Task, paradigm_of

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    from triptych.dataset import Indices

EDITED: Final = "rules:edited"
RECORDED: Final = "recorded"
"""The condition of a stream that nobody made: as it came."""

ABRUPT: Final = "abrupt"
"""The condition of generated streams as they were made: from one item to the next."""

MADE_OF: Final = {
    "rules:frozen": "rules",
    EDITED: "rules",
    "classical:frozen": "classical",
    "classical:retrained": "classical",
    "classical:retrained_on_alarm": "classical",
    "classical:incremental": "classical",
    "deep:frozen": "deep",
    "deep:fine_tuned": "deep",
    "deep:retrained": "deep",
}

FROZEN: Final = ("rules:frozen", "classical:frozen", "deep:frozen")
RETRAINED: Final = ("classical:retrained", "deep:retrained")

WITH_RIVER: Final = ("classical:retrained_on_alarm", "classical:incremental")
RIVER: Final = "river"
"""The package of learning from streams, which these need."""


class Drift(Study):
    """Test every window of a stream, then let each contender learn it by its own policy."""

    name = "drift"
    question = "When the world changes, who comes back, how soon, and at which cost?"
    axis = Axis(label="kind of change", scale="names")
    ordered = True
    every_stream = True
    packages: ClassVar[tuple[str, ...]] = (RIVER,)

    def conditions(self, task: Task) -> Sequence[Condition]:
        """The stream as it is."""
        return (ABRUPT if _is_generated(task) else RECORDED,)

    def further_conditions(self, task: Task) -> Sequence[Condition]:
        """Of generated streams whose changes are known, the same items in other orders."""
        return ("gradual", "recurring") if _is_generated(task) else ()

    def unfit_for(self, task: Task) -> str:
        """Tasks fit whose items come in the order of time, and whose answers are classes."""
        if task.split.kind != "rolling":
            return "its items come in no order of time"
        if task.classes is None:
            return "its answers are numbers: right and wrong ones cannot be counted"
        return ""

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """None of the task's own: each policy is a contender, made from one of them."""
        return ()

    def own_contenders(self, task: Task) -> Mapping[str, str]:
        """Every policy; edited rules where the task has a person's procedure of editing them."""
        is_edited = task.edited_after is not None
        return {name: base for name, base in MADE_OF.items() if name != EDITED or is_edited}

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """Windows of a tenth of the training window, each tested before it is learned."""
        _require_river(cell.contender)
        stream = _Stream(data, cell)
        steps = [stream.step(start) for start in stream.starts]
        labels = len(data.author_part) if paradigm_of(cell.contender) == PARADIGMS[0] else None
        if cell.contender not in FROZEN and labels is None:
            labels = stream.starts[-1]
        return Trial(steps=steps, adapt=_adapter(data, cell), labels=labels)


class _Stream:
    """The items of a cell's stream in its order, and what is learned and tested in each step.

    starts   positions at which windows of tested items start
    """

    def __init__(self, data: StudyData, cell: Cell) -> None:
        import numpy as np

        from triptych.fold import inseparable
        from triptych.learners.stream_order import in_order

        card = data.card
        folds = data.folds(cell.seed)
        first, last = int(folds[0].test[0]), int(folds[-1].test[-1])
        self.window, self.retrained_every = card.split.window, card.split.step
        self.order = in_order(
            np.arange(first - self.window, last + 1),
            self.window,
            card.changes,
            str(cell.condition),
            width=self.window,
            seed=cell.seed,
        )
        together = inseparable(data.dataset)[self.order]
        _, place, counts = np.unique(together, return_inverse=True, return_counts=True)
        # A tested item may have come before: a memorised answer is no evidence.
        self.is_learned = counts[place] == 1
        self.size = window_size(self.window)
        self.starts = range(self.window, len(self.order), self.size)
        self.contender = cell.contender
        self.late = card.edited_after

    def step(self, start: int) -> Step:
        """What is learned before the window at a position, by the contender's policy."""
        test = self.order[start : start + self.size]
        is_first = start == self.window
        if self.contender == EDITED:
            seen = self._before(start - (self.late or 0))
            return Step(test=test, labelled=seen, contender=EDITED)
        if is_first or (self.contender in RETRAINED and self._is_due(start)):
            # Of rules that somebody edits the version before any change: the same in all but that.
            is_edited = self.late is not None and self.contender == "rules:frozen"
            taken_over = EDITED if is_edited else None
            return Step(test=test, labelled=self._before(start), contender=taken_over)
        if self.contender in (*FROZEN, *RETRAINED):
            return Step(test=test, labelled=self.order[:0], learning="none")
        return Step(test=test, labelled=self._between(start - self.size, start), learning="further")

    def _is_due(self, start: int) -> bool:
        """Whether another of the task's steps has passed since the window before."""
        passed, before = start - self.window, start - self.window - self.size
        return passed // self.retrained_every > before // self.retrained_every

    def _before(self, end: int) -> "Indices":
        """The items of the training window that ends at a position."""
        return self._between(max(0, end - self.window), end)

    def _between(self, start: int, end: int) -> "Indices":
        items: Indices = self.order[start:end][self.is_learned[start:end]]
        return items


def window_size(training_window: int) -> int:
    """Number of items tested at a time: a tenth of the training window, to one digit."""
    tenth = max(1, training_window // 10)
    return round(tenth, 1 - len(str(tenth)))


def _is_generated(task: Task) -> bool:
    """Whether its streams are made by a program, with changes at known times."""
    return task.split.streams > 1 and bool(task.changes)


def _require_river(contender: str) -> None:
    from importlib.util import find_spec

    if contender in WITH_RIVER and find_spec(RIVER) is None:
        raise Unfit(
            f"{contender} needs river, which this Python does not have. To install it: "
            "`pip install 'triptych[studies]'`."
        )


def _adapter(data: StudyData, cell: Cell) -> Callable[[Any], Any] | None:
    """What makes the cell's contender; None for the task's own."""
    # Only those who need them pay for river and torch.
    if cell.contender == "classical:incremental":
        from triptych.learners.incremental import Incremental

        return lambda made: Incremental(made, cell.seed)
    if cell.contender == "classical:retrained_on_alarm":
        from triptych.learners.retrained_on_alarm import RetrainedOnAlarm

        window = data.card.split.window
        return lambda made: RetrainedOnAlarm(made, cell.contender, window)
    if cell.contender == "deep:fine_tuned":
        from triptych.learners.trained_further import TrainedFurther

        return TrainedFurther
    return None


STUDY = Drift()
