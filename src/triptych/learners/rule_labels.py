"""Rules as labelling functions: a model learns from what rules say of items without answers."""

from collections.abc import Callable
from typing import Any, Self, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw, take
from triptych.errors import ContractError
from triptych.estimator import Fires, HasRulebook, View, missing
from triptych.learners.tables import LabelsAlone, logistic_alone
from triptych.learners.together import together
from triptych.paradigms.rules import Procedure
from triptych.paradigms.rules.systems.rule_list import NO_RULE
from triptych.task import view_of


@final
class RuleLabels:
    """Logistic regression on the table, from answers and from those of rules that fired.

    Weak supervision with one source of labels (Ratner and others, NeurIPS 2016), whose word is
    taken as it is. Items of which no rule says anything are left out, and what rules say when
    none fires is not asked.

    rules   the task's rules, which training changes in nothing but their confidence
    seen    gives raw items as a view shows them
    """

    def __init__(self, rules: Any, seen: Callable[[Raw, View], Raw]) -> None:
        if lacking := (*missing(rules, Fires), *missing(rules, HasRulebook)):
            raise ContractError(
                f"Rules as labelling functions must say which of them fired; {type(rules).__name__}"
                f" has no {', '.join(lacking)}. Give it one, or leave this contender out."
            )
        self.rules = rules
        self.seen = seen
        self.reads = view_of(rules, "rules")

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn from n items and their class names (n,), with no others."""
        return self.fit_semi_supervised(X, y, take(X, np.arange(0)))

    def fit_semi_supervised(self, X: Raw, y: npt.NDArray[Any], unlabelled: Raw) -> Self:
        """Learn from n items and their class names (n,), and from those m that rules name."""
        self.rules.fit(X, y)
        items, answers = X, y
        if len(unlabelled):
            fired = np.flatnonzero(self._fired(unlabelled))
            named = take(unlabelled, fired)
            if len(fired):
                items = together(X, named)
                answers = np.concatenate([y, self.rules.predict(named)])
        self.estimator_: LabelsAlone = logistic_alone().fit(self._table(items), answers)
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The model's class of each item (n,)."""
        return self.estimator_.predict(self._table(X))

    def _fired(self, items: Raw) -> npt.NDArray[np.bool_]:
        """Whether a rule says something of each item (n,); a procedure does of every one."""
        if isinstance(self.rules, Procedure):  # of reasons it names those that training met
            return np.ones(len(items), dtype=bool)
        is_rule = [line["because"] != NO_RULE for line in self.rules.rulebook()]
        fired: npt.NDArray[np.bool_] = self.rules.fires(items)[:, is_rule].any(axis=1)
        return fired

    def _table(self, items: Raw) -> Any:
        return items if self.reads == "table" else self.seen(items, "table")
