"""The rule budget: scores as a function of the number of rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from triptych.cell import Cell, Condition
from triptych.estimator import View, missing
from triptych.metric import Metric
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import Task, view_of

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    import numpy as np
    import numpy.typing as npt

    from triptych.dataset import Raw

SIZES: Final = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""Numbers of rules; a system with fewer is whole."""

GREEDY: Final = "rules:greedy"
"""The same rules, ordered by what each adds on the author's part."""


class RuleBudget(Study):
    """Test the first rules of the committed system, in the author's order and by greedy gain."""

    name = "rule_budget"
    question = "How many rules buy what a model has?"
    axis = Axis(label="rules", scale="log", is_stepped=True)
    unvaried: ClassVar[tuple[str, ...]] = ("classical", "deep")
    shares_training = True

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Numbers of rules: planning imports no rules, so how many there are is not known."""
        return SIZES

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """The rules, in their author's order."""
        return ("rules",)

    def own_contenders(self, task: Task) -> Mapping[str, str]:
        """The rules in the order of their gain."""
        return {GREEDY: "rules"}

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """One step: nothing but the author's part is looked at, and the main study's items tested.

        Items that the author saw in the order of time are earlier than every tested one.
        """
        import numpy as np

        costs = data.dataset.costs
        adapt = Shortened(
            metric=data.card.metric,
            classes=data.dataset.classes,
            costs=None if costs is None else tuple(map(tuple, costs.tolist())),
            is_greedy=cell.contender == GREEDY,
        )
        tested = np.sort(np.concatenate([fold.test for fold in data.folds(cell.seed)]))
        step = Step(labelled=data.author_part, test=tested)
        return Trial(
            steps=[step], adapt=adapt, ask=partial(_first_rules, count=int(cell.condition or 0))
        )


def _first_rules(estimator: Any, X: "Raw", *, count: int) -> Any:
    return estimator.decided_by_first(X, count)


@dataclass(frozen=True, kw_only=True)
class Shortened:
    """Makes a shortened system of a rule system; equal for all conditions of a trial.

    costs   of (truth, decision), where the metric needs them
    """

    metric: Metric
    classes: tuple[str, ...] | None
    costs: tuple[tuple[float, ...], ...] | None
    is_greedy: bool

    def __call__(self, rules: Any) -> "FirstRules":
        """The system's rules, of which some may be asked alone; raises Unfit where none can be."""
        from triptych.errors import Unfit
        from triptych.estimator import HasLines

        if missing(rules, HasLines):
            raise Unfit(
                f"its rules are a {type(rules).__name__}: a program, of which no line can be left "
                "out without another meaning"
            )
        return FirstRules(rules, self)


class FirstRules:
    """A rule system that is asked for the decisions of its first rules alone.

    order_   positions of the rules, those that count first at the beginning
    """

    def __init__(self, rules: Any, settings: Shortened) -> None:
        self.rules = rules
        self.settings = settings
        self.reads: View = view_of(rules, "rules")

    def fit(self, X: "Raw", y: "npt.NDArray[Any]") -> Self:
        """Order the rules by what they add on these items, or keep their author's order."""
        self.rules.fit(X, y)
        holding = self.rules.holds(X)
        self.order_ = [*range(holding.shape[1])]
        if self.settings.is_greedy:
            self.order_ = self._by_gain(holding, y)
        return self

    def predict(self, X: "Raw") -> Any:
        """The decisions of all rules."""
        return self.decided_by_first(X, len(self.order_))

    def decided_by_first(self, X: "Raw", count: int) -> Any:
        """The decision for each item (n,) by so many rules alone, which stay in their order."""
        return self.rules.decided_by(self.rules.holds(X), sorted(self.order_[:count]))

    def rulebook(self) -> Any:
        """The rules in words."""
        return self.rules.rulebook()

    def _by_gain(self, holding: "npt.NDArray[np.bool_]", y: "npt.NDArray[Any]") -> list[int]:
        """The order in which each next rule improves the score most; the author's where equal."""
        chosen: list[int] = []
        left = [*range(holding.shape[1])]
        while left:
            scores = [self._score(holding, sorted([*chosen, one]), y) for one in left]
            chosen.append(left.pop(scores.index(max(scores))))
        return chosen

    def _score(
        self, holding: "npt.NDArray[np.bool_]", lines: Sequence[int], y: "npt.NDArray[Any]"
    ) -> float:
        """The task's metric, larger is better."""
        import numpy as np

        from triptych.measure.quality import score

        decisions, settings = self.rules.decided_by(holding, lines), self.settings
        if settings.classes is None:
            answers = np.asarray(y, dtype=np.float64), np.asarray(decisions, dtype=np.float64)
        else:
            numbers = {label: number for number, label in enumerate(settings.classes)}
            truth, given = ([numbers[str(one)] for one in part] for part in (y, decisions))
            answers = np.array(truth), np.array(given)
        costs = None if settings.costs is None else np.array(settings.costs)
        found = score(settings.metric, *answers, classes=settings.classes, costs=costs)
        return found if settings.metric.greater_is_better else -found


STUDY = RuleBudget()
