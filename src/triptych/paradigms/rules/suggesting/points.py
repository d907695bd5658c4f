"""A score card for numbers, from a lasso over simple conditions."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_numeric_dtype
from sklearn.linear_model import LassoCV, LinearRegression

from triptych.paradigms.rules.language.column import column
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.rule import Points
from triptych.paradigms.rules.suggesting.suggestion import (
    MOST_NAMES,
    TODO,
    SuggestedPoints,
)
from triptych.paradigms.rules.suggesting.tree_rules import roundest

MOST_LINES: Final = 12
"""Lines of the card: as many as a person reads."""

_CUTS: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
_LEAST: Final = 5
_DIGITS: Final = 2


def suggest_points(table: pd.DataFrame, answers: npt.NDArray[Any]) -> SuggestedPoints:
    """A card from columns (n rows) and numbers (n,): points for names and numbers above a cut.

    The lines are those that scikit-learn's `LassoCV` keeps (Tibshirani, JRSS B 58, 1996), the
    twelve heaviest; their points are of least squares on these lines alone, to two digits.
    """
    target = np.asarray(answers, dtype=np.float64)
    conditions, columns = _candidates(table)
    middle = float(np.median(target))
    if not conditions:
        return SuggestedPoints((), middle)
    matrix = np.column_stack(columns).astype(np.float64)
    weights = np.abs(LassoCV(random_state=0).fit(matrix, target).coef_) * matrix.std(axis=0)
    kept = [place for place in np.argsort(-weights)[:MOST_LINES] if weights[place] > 0]
    if not kept:
        return SuggestedPoints((), middle)
    model = LinearRegression().fit(matrix[:, kept], target)
    lines = tuple(
        Points(
            _short(points),
            conditions[place],
            f"{TODO} Holds for {int(matrix[:, place].sum())} of {len(target)} seen",
        )
        for place, points in zip(kept, model.coef_, strict=True)
        if points
    )
    return SuggestedPoints(lines, _short(float(model.intercept_), _DIGITS + 1))


def _candidates(
    table: pd.DataFrame,
) -> tuple[list[Condition], list[npt.NDArray[np.bool_]]]:
    conditions: list[Condition] = []
    columns: list[npt.NDArray[np.bool_]] = []

    def add(condition: Condition, holds: npt.NDArray[np.bool_]) -> None:
        if _LEAST <= holds.sum() <= len(holds) - _LEAST:
            conditions.append(condition)
            columns.append(holds)

    for name, values in table.items():
        measure = column(str(name))
        if is_numeric_dtype(values):
            numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
            known = np.unique(numbers[np.isfinite(numbers)])
            if len(known) < 2:
                continue
            for low in np.unique(np.quantile(known, _CUTS, method="lower")):
                above = known[known > low]
                if len(above):
                    bound = roundest(low, above[0])
                    add(measure > bound, numbers > bound)
        elif values.nunique() <= MOST_NAMES:
            words = values.astype(str)
            for one in words[values.notna()].unique():
                add(measure == one, ((words == one) & values.notna()).to_numpy())
    return conditions, columns


def _short(number: float, digits: int = _DIGITS) -> float:
    return float(f"{number:.{digits}g}")
