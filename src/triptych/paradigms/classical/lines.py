"""Contributions of linear models: weight times value, exactly.

A linear model does not store the mean of its training items, so the base is zero; for standardised
columns, zero is that mean.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import issparse
from sklearn.linear_model import LogisticRegression

from triptych.paradigms.additive import (
    ANSWERS,
    DECISION_VALUES,
    LOG_ODDS,
    LOGITS,
    ZERO,
    Additive,
    leads,
)
from triptych.paradigms.origins import column_names


def classifier(model: Any, X: Any, decisions: npt.NDArray[Any]) -> Additive:
    """Contributions to the lead of the decisions' (n,) classes; of two, to the decision value."""
    own = np.searchsorted(model.classes_, decisions)
    table = np.asarray(X, dtype=np.float64)
    values = np.asarray(model.decision_function(X), dtype=np.float64).reshape(len(table), -1)
    # A support vector machine that was fitted to sparse columns has sparse weights.
    coefficients = model.coef_.toarray() if issparse(model.coef_) else model.coef_
    weights = np.broadcast_to(coefficients, (len(table), *coefficients.shape))
    bases = np.broadcast_to(model.intercept_, values.shape)
    scale = DECISION_VALUES
    if isinstance(model, LogisticRegression):
        scale = LOG_ODDS if values.shape[1] == 1 else LOGITS
    return Additive(
        contributions=list(leads(weights, own) * table),
        outputs=leads(values, own),
        bases=leads(bases, own),
        scale=scale,
        against=ZERO,
        names=column_names(X),
    )


def regressor(model: Any, X: Any) -> Additive:
    """Contributions to the number, in the target's unit."""
    table = np.asarray(X, dtype=np.float64)
    return Additive(
        contributions=list(np.ravel(model.coef_) * table),
        outputs=np.asarray(model.predict(X), dtype=np.float64).ravel(),
        bases=np.full(len(table), float(np.ravel(model.intercept_)[0])),
        scale=ANSWERS,
        against=ZERO,
        names=column_names(X),
    )
