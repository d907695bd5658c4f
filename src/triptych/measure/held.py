"""What a fitted estimator holds: the estimators inside pipelines, ensembles and searches."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

_ONE_INSIDE: Final = ("best_estimator_", "module_", "regressor_", "estimator_")
"""Attributes under which a fitted wrapper keeps the one thing it wraps."""


def held(estimator: Any) -> Iterator[Any]:
    """Everything a fitted wrapper holds that may have learned something."""
    if steps := getattr(estimator, "steps", None):
        yield from (step for _, step in steps)
    elif (many := getattr(estimator, "estimators_", None)) is not None:
        yield from (many.ravel() if isinstance(many, np.ndarray) else many)
        if (final := getattr(estimator, "final_estimator_", None)) is not None:
            yield final
    elif columns := getattr(estimator, "transformers_", None):
        yield from (transformer for _, transformer, _ in columns)
    elif calibrated := getattr(estimator, "calibrated_classifiers_", None):
        yield from (one.estimator for one in calibrated)
    else:
        found = (getattr(estimator, name, None) for name in _ONE_INSIDE)
        yield from (part for part in found if part is not None)
