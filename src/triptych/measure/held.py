"""The estimators inside fitted wrappers: pipelines, ensembles and searches."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import numpy as np

_HOLDERS: Final[Mapping[str, Callable[[Any], Iterable[Any]]]] = {
    "steps": lambda pipeline: (step for _, step in pipeline.steps),
    "final_estimator_": lambda stack: (*stack.estimators_, stack.final_estimator_),
    "estimators_": lambda ensemble: _members(ensemble.estimators_),
    "transformers_": lambda columns: (part for _, part, _ in columns.transformers_),
    "calibrated_classifiers_": lambda one: (part.estimator for part in one.calibrated_classifiers_),
    "best_estimator_": lambda search: (search.best_estimator_,),
    "module_": lambda net: (net.module_,),  # of skorch
    "regressor_": lambda transformed: (transformed.regressor_,),
    "estimator_": lambda wrapper: (wrapper.estimator_,),
}
"""Getters of wrapped estimators by the wrapper's attribute; the first match counts.

An ensemble has `estimator_` too, the unfitted template of its members.
"""

_DECIDES_ALONE: Final = frozenset({"best_estimator_", "estimator_"})


def held(estimator: object) -> list[Any]:
    """The estimators that a fitted wrapper holds and that may be fitted."""
    holder = _holder(estimator)
    return [] if holder is None else list(_HOLDERS[holder](estimator))


def innermost(estimator: Any) -> Any:
    """The deciding estimator inside wrappers that only select one or set a threshold."""
    while _holder(estimator) in _DECIDES_ALONE:
        (estimator,) = held(estimator)
    return estimator


def _holder(estimator: object) -> str | None:
    # By name, as scikit-learn and skorch document them: they have no class for all that hold
    # others, and whoever counts a rule system must not pay for importing either.
    return next((name for name in _HOLDERS if getattr(estimator, name, None) is not None), None)


def _members(estimators: Any) -> Iterable[Any]:
    """The members of an ensemble; gradient boosting keeps an array (rounds, classes) of them."""
    return estimators.ravel() if isinstance(estimators, np.ndarray) else estimators
