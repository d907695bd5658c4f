"""Surrogate: how well a small decision tree imitates the contender, beyond knowing the task.

After Craven and Shavlik, Extracting Tree-structured Representations of Trained Networks, NIPS
1995; corrected by the agreement of a tree of the same size that learned the truth.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import cohen_kappa_score, r2_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from triptych.measure.quality import Answers

_LEAST_LEAVES: Final = 8


@dataclass(frozen=True, slots=True)
class Surrogate:
    """How well a tree fitted to the contender's decisions predicts them on other items.

    fidelity        Cohen's kappa of the tree with the contender; for regression R², 0 where a
                    tree does worse than the mean
    of_truth        the same for a tree of the same size that was fitted to the truth
    error_share     share of the contender's errors that the tree makes as well, with the same
                    wrong label; NaN for regression, and without errors of the contender
    leaves          largest number of leaves of each tree
    """

    fidelity: float
    of_truth: float
    error_share: float
    leaves: int

    @property
    def excess(self) -> float:
        """`fidelity` minus `of_truth`; larger means a simpler contender."""
        return self.fidelity - self.of_truth


@dataclass(frozen=True, eq=False, kw_only=True)
class Answered:
    """Rows of a table with the contender's decisions and the truth (n,)."""

    table: pd.DataFrame
    decisions: Answers
    truth: Answers


def surrogate(
    fitted: Answered, held_out: Answered, classes: int | None, seed: int = 0
) -> Surrogate:
    """Fit both trees on some items and compare them with the contender on others.

    classes     K: trees get at most max(8, 2 K) leaves; None for regression, whose get 8
    seed        of the trees, which break ties between equally good cuts
    """
    leaves = max(_LEAST_LEAVES, 2 * (classes or 0))
    tree = DecisionTreeRegressor if classes is None else DecisionTreeClassifier
    rows = _numeric(pd.concat([fitted.table, held_out.table], ignore_index=True))
    known, asked = rows[: len(fitted.table)], rows[len(fitted.table) :]
    of_contender, of_truth = (
        tree(max_leaf_nodes=leaves, random_state=seed).fit(known, answers).predict(asked)
        for answers in (fitted.decisions, fitted.truth)
    )
    agreement = _explained if classes is None else _kappa
    decisions, truth = np.asarray(held_out.decisions), np.asarray(held_out.truth)
    is_error = np.zeros(len(truth), dtype=bool) if classes is None else decisions != truth
    repeated = of_contender[is_error] == decisions[is_error]
    return Surrogate(
        fidelity=agreement(of_contender, decisions),
        of_truth=agreement(of_truth, decisions),
        error_share=float(repeated.mean()) if len(repeated) else np.nan,
        leaves=leaves,
    )


def _kappa(first: Answers, second: Answers) -> float:
    """Cohen's kappa (1960) by scikit-learn; 1 where both are the same constant."""
    return 1.0 if (first == second).all() else float(cohen_kappa_score(first, second))


def _explained(prediction: Answers, answers: Answers) -> float:
    """R², at least 0; for constant answers 1 where all are predicted and 0 otherwise."""
    return max(0.0, float(r2_score(answers, prediction)))


def _numeric(table: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Columns as numbers: categories by their codes, words by their alphabetical rank."""
    columns = []
    for name in table:
        column = table[name]
        if not pd.api.types.is_numeric_dtype(column):
            codes = np.asarray(column.astype("category").cat.codes, dtype=np.float64)
            column = pd.Series(np.where(codes < 0, np.nan, codes))
        columns.append(np.asarray(column, dtype=np.float64))
    return np.column_stack(columns)
