"""Contributions of trees with numeric splits only: TreeSHAP, by the library shap.

Path-dependent: unknown columns are weighted by the training items in each branch. The other kind
(interventional) needs background items, which fitted trees do not store.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.base import is_classifier
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor

from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.additive import ANSWERS, LOG_ODDS, MEAN, PROBABILITY, Additive, leads
from triptych.paradigms.origins import column_names

_BOOSTED: Final = (GradientBoostingClassifier, GradientBoostingRegressor)


def contribute(model: Any, X: Any, decisions: npt.NDArray[Any]) -> Additive:
    """Contributions of each column to the given decisions (n,).

    For forests and trees, to the probability of the class; for boosted trees, to its log-odds.
    Raises ExplanationUnavailable for boosting of more than two classes.
    """
    # Imported when asked: shap takes seconds to import, and only explanations need it.
    from shap import TreeExplainer

    is_boosted = isinstance(model, GradientBoostingClassifier)
    if is_boosted and len(model.classes_) > 2:
        raise ExplanationUnavailable("shap does not support boosting of more than two classes")
    if is_boosted and model.loss == "exponential":
        raise ExplanationUnavailable("boosting with exponential loss predicts half the log-odds")
    if isinstance(model, _BOOSTED) and model.init is not None:
        raise ExplanationUnavailable(
            "its boosting begins with another model, which has no contributions"
        )
    if is_classifier(model) and len(model.classes_) < 2:
        raise ExplanationUnavailable("it knows a single class, so there is nothing to explain")
    table = np.asarray(X, dtype=np.float64)
    explainer = TreeExplainer(model, feature_perturbation="tree_path_dependent")
    # (n, columns), or (n, columns, classes) where the model gives probabilities
    values = np.asarray(explainer.shap_values(table, check_additivity=False))
    bases = np.broadcast_to(np.ravel(explainer.expected_value), (len(table), values[0, 0].size))
    if not is_classifier(model):
        outputs, scale = np.asarray(model.predict(X), dtype=np.float64), ANSWERS
        bases = bases[:, 0]
    elif is_boosted:
        own = np.searchsorted(model.classes_, decisions)
        outputs, scale = leads(np.reshape(model.decision_function(X), (-1, 1)), own), LOG_ODDS
        values, bases = leads(values[:, None], own), leads(bases, own)
    else:
        chosen = np.arange(len(table)), np.searchsorted(model.classes_, decisions)
        outputs, scale = np.asarray(model.predict_proba(X))[chosen], PROBABILITY
        values, bases = values.swapaxes(1, 2)[chosen], bases[chosen]
    return Additive(
        contributions=list(values),
        outputs=outputs,
        bases=bases,
        scale=scale,
        against=MEAN,
        names=column_names(X),
    )
