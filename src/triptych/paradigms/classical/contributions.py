"""Contributions of table columns to a scikit-learn estimator's decisions.

Wrappers are unwrapped, and contributions of prepared columns are assigned to the columns they were
made of. The decision of the whole estimator is explained, on the scale of its innermost model.
"""

from functools import singledispatch
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import issparse
from scipy.special import expit, logit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import (
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
    VotingClassifier,
)
from sklearn.linear_model import (
    LinearRegression,
    LogisticRegression,
    Ridge,
    RidgeClassifier,
    RidgeCV,
)
from sklearn.model_selection import (
    FixedThresholdClassifier,
    GridSearchCV,
    RandomizedSearchCV,
    TunedThresholdClassifierCV,
)
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from triptych.estimator import Contributes, offers
from triptych.explanation import Explanation, ExplanationUnavailable
from triptych.paradigms.additive import LOG_ODDS, MEAN, PROBABILITY, ZERO, Additive
from triptych.paradigms.champion import Champion
from triptych.paradigms.classical import binned_trees, lines, trees_by_shap
from triptych.paradigms.origins import column_names, gathered, origins

Decisions = npt.NDArray[Any]

_KERNELS: Final = {"rbf": "radial", "poly": "polynomial", "sigmoid": "sigmoid"}


def explain(estimator: Any, X: Any) -> list[Explanation]:
    """Explain each decision by contributions of the columns of X, a table or array (n, columns).

    Returns one explanation per item. Raises ExplanationUnavailable, with the reason, where the
    estimator has no contributions, or prepared columns cannot be traced back to columns.
    """
    decisions = np.asarray(estimator.predict(X))
    return contribute(estimator, X, decisions).explanations(decisions)


@singledispatch
def contribute(estimator: Any, X: Any, decisions: Decisions) -> Additive:
    """Contributions of each column to any given decisions (n,), as `Additive`.

    An estimator of another kind is asked for its own `contributions(X, decisions)`. Raises
    ExplanationUnavailable for an estimator without it.
    """
    if offers(estimator, Contributes):
        additive: Additive = estimator.contributions(X, decisions)
        return additive
    raise ExplanationUnavailable(f"{type(estimator).__name__} has no contributions of its own")


@contribute.register(GridSearchCV)
@contribute.register(RandomizedSearchCV)
def _search(search: Any, X: Any, decisions: Decisions) -> Additive:
    return contribute(search.best_estimator_, X, decisions)


@contribute.register(Champion)
@contribute.register(FixedThresholdClassifier)
@contribute.register(TunedThresholdClassifierCV)
def _wrapper(wrapper: Any, X: Any, decisions: Decisions) -> Additive:
    return contribute(wrapper.estimator_, X, decisions)


@contribute.register
def _(calibrated: CalibratedClassifierCV, X: Any, decisions: Decisions) -> Additive:
    if len(calibrated.calibrated_classifiers_) > 1:
        raise ExplanationUnavailable("its probabilities are the mean of several calibrated models")
    return contribute(calibrated.calibrated_classifiers_[0].estimator, X, decisions)


@contribute.register
def _(steps: Pipeline, X: Any, decisions: Decisions) -> Additive:
    if len(steps) == 1:
        return contribute(steps[-1], X, decisions)
    preparation, last = steps[:-1], steps[-1]
    inner = contribute(last, preparation.transform(X), decisions)
    if np.ndim(X) != 2:
        raise ExplanationUnavailable(
            "it reads overlapping pieces, so that no single part can be credited"
        )
    names = column_names(X)
    prepared = np.stack(inner.contributions)
    scaler = preparation[-1]
    is_centred = isinstance(scaler, StandardScaler) and scaler.with_mean
    centred = inner.against == ZERO and is_centred
    return Additive(
        contributions=list(gathered(prepared, origins(preparation, X), len(names))),
        outputs=inner.outputs,
        bases=inner.bases,
        scale=inner.scale,
        against=MEAN if centred else inner.against,
        names=names,
    )


@contribute.register
def _(vote: VotingClassifier, X: Any, decisions: Decisions) -> Additive:
    """The weighted mean of the members' contributions.

    A vote adds up probabilities. Where its members explain log-odds, the mean of theirs is not
    quite the log-odds of the vote: the completeness error measures the difference.
    """
    if vote.voting != "soft":
        raise ExplanationUnavailable("its members vote with classes, which have no additive scale")
    # Members are trained on the numbers of the classes.
    numbers = vote.le_.transform(decisions)
    members = [contribute(member, X, numbers) for member in vote.estimators_]
    scales = {member.scale for member in members}
    if len(scales) > 1 or not scales <= {LOG_ODDS, PROBABILITY}:
        raise ExplanationUnavailable(
            "its members explain themselves on scales that a vote does not add"
        )
    (scale,) = scales
    # Members may have been dropped, and their weights with them.
    pairs = zip(vote.estimators, vote.weights or [1.0] * len(vote.estimators), strict=True)
    weights = [weight for (_, member), weight in pairs if member != "drop"]
    if any(len({np.shape(parts) for parts in item}) > 1 for item in _by_item(members)):
        raise ExplanationUnavailable("its members read different parts of an item")
    shares, odds = (expit, logit) if scale == LOG_ODDS else (np.asarray, np.asarray)
    chosen = np.arange(len(numbers)), numbers
    against = dict.fromkeys(member.against for member in members)
    return Additive(
        contributions=[np.average(item, axis=0, weights=weights) for item in _by_item(members)],
        outputs=odds(np.asarray(vote.predict_proba(X))[chosen]),
        bases=odds(np.average([shares(one.bases) for one in members], axis=0, weights=weights)),
        scale=scale,
        against=" and ".join(against),
        names=members[0].names,
    )


def _by_item(members: list[Additive]) -> Any:
    return zip(*(member.contributions for member in members), strict=True)


@contribute.register
def _(machine: SVC, X: Any, decisions: Decisions) -> Additive:
    kernel = _KERNELS.get(machine.kernel, "own") if isinstance(machine.kernel, str) else "own"
    if machine.kernel != "linear":
        raise ExplanationUnavailable(
            f"a support vector machine with a {kernel} kernel has no contributions of its own"
        )
    if len(machine.classes_) > 2:
        raise ExplanationUnavailable(
            "support vectors decide between more than two classes by pairwise votes"
        )
    return lines.classifier(machine, _dense(X), decisions)


@contribute.register(LogisticRegression)
@contribute.register(LinearSVC)
@contribute.register(RidgeClassifier)
def _linear_classifier(model: Any, X: Any, decisions: Decisions) -> Additive:
    return lines.classifier(model, _dense(X), decisions)


@contribute.register(LinearRegression)
@contribute.register(Ridge)
@contribute.register(RidgeCV)
def _linear_regressor(model: Any, X: Any, _: Decisions) -> Additive:
    return lines.regressor(model, _dense(X))


@contribute.register(HistGradientBoostingClassifier)
@contribute.register(HistGradientBoostingRegressor)
def _binned(model: Any, X: Any, decisions: Decisions) -> Additive:
    return binned_trees.contribute(model, X, decisions)


@contribute.register(DecisionTreeClassifier)
@contribute.register(DecisionTreeRegressor)
@contribute.register(RandomForestClassifier)
@contribute.register(RandomForestRegressor)
@contribute.register(GradientBoostingClassifier)
@contribute.register(GradientBoostingRegressor)
def _trees(model: Any, X: Any, decisions: Decisions) -> Additive:
    return trees_by_shap.contribute(model, _dense(X), decisions)


def _dense(X: Any) -> Any:
    return X.toarray() if issparse(X) else X
