"""Size: how much was built or learned, counted in the contender's own terms."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np

_ONE_INSIDE: Final = ("best_estimator_", "module_", "regressor_", "estimator_")
"""Attributes under which a fitted wrapper keeps the one thing it wraps."""


def size_of(estimator: Any) -> dict[str, float]:
    """Count what a fitted estimator is made of; empty where nothing countable is known.

    An estimator's own `size()` comes first. Otherwise: `trees` and `leaves`, `coefficients`,
    `support vectors`, `stored items`, `parameters` (weights of a network). Pipelines,
    ensembles, searches and skorch nets are counted by what they hold.
    """
    size = getattr(estimator, "size", None)
    if callable(size):
        return {str(name): float(count) for name, count in size().items()}
    return dict(_own(estimator) or _summed(_parts(estimator)))


def _own(estimator: Any) -> dict[str, float]:
    """Count what this very estimator learned, without what it wraps."""
    if (torch := sys.modules.get("torch")) and isinstance(estimator, torch.nn.Module):
        return {"parameters": float(sum(weight.numel() for weight in estimator.parameters()))}
    if (tree := getattr(estimator, "tree_", None)) is not None:
        return {"trees": 1.0, "leaves": float(tree.n_leaves)}
    if predictors := getattr(estimator, "_predictors", None):  # histogram gradient boosting
        trees = [tree for iteration in predictors for tree in iteration]
        leaves = sum(tree.get_n_leaf_nodes() for tree in trees)
        return {"trees": float(len(trees)), "leaves": float(leaves)}
    if (vectors := getattr(estimator, "support_vectors_", None)) is not None:
        return {"support vectors": float(len(vectors))}
    if (weights := getattr(estimator, "coefs_", None)) is not None:  # multi-layer perceptron
        return {"parameters": _count([*weights, *estimator.intercepts_])}
    if (weights := getattr(estimator, "coef_", None)) is not None:
        return {"coefficients": _count([weights, getattr(estimator, "intercept_", 0.0)])}
    if (items := getattr(estimator, "n_samples_fit_", None)) is not None:  # nearest neighbours
        return {"stored items": float(items)}
    return {}


def _parts(estimator: Any) -> Iterator[Any]:
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


def _summed(parts: Iterable[Any]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(size_of(part))
    return total


def _count(weights: Iterable[Any]) -> float:
    return float(sum(np.size(weight) for weight in weights))
