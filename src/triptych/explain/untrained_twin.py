"""Twins: randomised models, for the sanity check that explanations depend on learning."""

from dataclasses import replace
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.estimator import Estimator, HasRulebook, View, offers
from triptych.explain.context import ExplainContext
from triptych.explanation import Explanation, ExplanationUnavailable
from triptych.harness.workers.isolation import seed_everything
from triptych.paradigms import native
from triptych.results.record import Record

NO_TWINS: Final = "this profile trains no twins"


def twin_of(
    estimator: Estimator, record: Record, context: ExplainContext, view: View, most_seconds: float
) -> Any:
    """Make a randomised model: a contender of the same kind without knowledge of the task.

    A rule system has its bindings shuffled: each column it names is exchanged for another one of
    the same type. Any other is trained on the same items with permuted answers. Raises
    ExplanationUnavailable, with the reason, where that is not possible, or not in `most_seconds`.
    After Adebayo et al., Sanity Checks for Saliency Maps, NeurIPS 2018.
    """
    if not most_seconds:
        raise ExplanationUnavailable(NO_TWINS)
    if offers(estimator, HasRulebook):  # training changes no rule
        if view == "raw":
            raise ExplanationUnavailable(
                "its rules read raw items, which have no columns to shuffle"
            )
        return PermutedColumns(estimator, pd.DataFrame(context.table.metric_donors), context.seed)
    folds = len(context.task_data.folds(record.cell.seed))
    expected = record.fit_seconds / folds
    if expected > most_seconds:
        raise ExplanationUnavailable(
            f"training a twin would take {expected:.0f} s, and this profile gives it "
            f"{most_seconds:.0f} s"
        )
    task_data, train = context.task_data, context.fold.train
    seed_everything(record.cell.seed)
    twin = task_data.task.make(record.cell.contender, record.cell.seed)
    random = np.random.default_rng(record.cell.seed)
    answers = random.permutation(task_data.dataset.target[train])
    return twin.fit(task_data.items(view, train), answers)


@final
class PermutedColumns:
    """A rule system that reads each column under the name of another of the same type."""

    def __init__(self, rules: Estimator, table: pd.DataFrame, seed: int) -> None:
        self._rules = rules
        self._shown = _shuffled(table, np.random.default_rng(seed))
        if (self._shown == np.arange(len(self._shown))).all():
            raise ExplanationUnavailable(
                "no two columns of its table have the same type, so none can be exchanged"
            )

    def predict(self, X: pd.DataFrame) -> Any:
        """The decisions (n,) about rows with permuted columns."""
        return self._rules.predict(self._exchanged(X))

    def explain(self, X: pd.DataFrame) -> list[Explanation]:
        """The rules' explanations, with contributions assigned to the columns they truly read."""
        return [self._returned(one) for one in native.explain(self._rules, self._exchanged(X))]

    def _exchanged(self, X: pd.DataFrame) -> pd.DataFrame:
        return X.iloc[:, self._shown].set_axis(X.columns, axis=1)

    def _returned(self, explanation: Explanation) -> Explanation:
        if explanation.contributions is None:
            return explanation
        contributions = np.zeros_like(explanation.contributions)
        contributions[self._shown] = explanation.contributions
        return replace(explanation, contributions=contributions, named=None)


def _shuffled(table: pd.DataFrame, random: np.random.Generator) -> npt.NDArray[np.intp]:
    """A random permutation of the columns within each type."""
    shown = np.arange(table.shape[1])
    kinds = np.array([_kind(dtype) for dtype in table.dtypes])
    for kind in dict.fromkeys(kinds.tolist()):
        alike = np.flatnonzero(kinds == kind)
        round_about = random.permutation(alike)
        shown[round_about] = np.roll(round_about, 1)  # so that none stands for itself
    return shown


def _kind(dtype: Any) -> str:
    is_number = pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
    return "number" if is_number else str(dtype)
