"""Size: how much was built or learned, counted in the contender's own terms."""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np

from triptych.measure.held import held


def size_of(estimator: Any) -> dict[str, float]:
    """Count what a fitted estimator is made of; empty where nothing countable is known.

    An estimator's own `size()` comes first. Otherwise: `trees` and `leaves`, `coefficients`,
    `support vectors`, `stored items`, `parameters` (weights of a network). Pipelines,
    ensembles, searches and skorch nets are counted by what they hold.
    """
    size = getattr(estimator, "size", None)
    if callable(size):
        return {str(name): float(count) for name, count in size().items()}
    return dict(_own(estimator) or _summed(held(estimator)))


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


def _summed(parts: Iterable[Any]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(size_of(part))
    return total


def _count(weights: Iterable[Any]) -> float:
    return float(sum(np.size(weight) for weight in weights))
