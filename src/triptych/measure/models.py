"""Kinds of models: their size, and how much they read for one decision."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np


@dataclass(frozen=True, slots=True)
class ModelKind:
    """Counting functions for fitted models of one kind.

    size    numbers of learned parts, by name
    read    comparisons of trees, multiply-adds of other models, for one decision
    """

    size: Callable[[Any], dict[str, float]]
    read: Callable[[Any], float]


def kind_of(model: object) -> ModelKind | None:
    """The kind of a fitted model; None where it is not known."""
    # By what is learned, as scikit-learn documents it: linear models, say, have no public class
    # in common, and whoever counts a rule system must not pay for importing scikit-learn.
    learned = (name for name in _KINDS if getattr(model, name, None) is not None)
    return _KINDS.get(next(learned, ""))


def _size_of_tree(model: Any) -> dict[str, float]:
    return {"trees": 1.0, "leaves": float(model.tree_.n_leaves)}


def _depth_of_tree(model: Any) -> float:
    tree = model.tree_
    return _mean_depth(tree.compute_node_depths() - 1, tree.n_node_samples, tree.children_left < 0)


def _size_of_binned_trees(model: Any) -> dict[str, float]:
    trees = _binned_trees(model)
    leaves = sum(tree.get_n_leaf_nodes() for tree in trees)
    return {"trees": float(len(trees)), "leaves": float(leaves)}


def _depth_of_binned_trees(model: Any) -> float:
    nodes = [tree.nodes for tree in _binned_trees(model)]
    return sum(_mean_depth(one["depth"], one["count"], one["is_leaf"] > 0) for one in nodes)


def _binned_trees(model: Any) -> list[Any]:
    return [tree for trees in model._predictors for tree in trees]


def _mean_depth(depths: Any, counts: Any, is_leaf: Any) -> float:
    """The mean depth of the leaves, weighted by training items."""
    return float(np.average(depths[is_leaf], weights=counts[is_leaf]))


def _size_of_line(model: Any) -> dict[str, float]:
    intercept = getattr(model, "intercept_", 0.0)  # where none is fitted, some keep a zero
    return {"coefficients": _count([model.coef_, intercept])}


def _count(weights: Iterable[Any]) -> float:
    return float(sum(np.size(weight) for weight in weights))


_KINDS: Final[Mapping[str, ModelKind]] = {
    "tree_": ModelKind(_size_of_tree, _depth_of_tree),
    # Of histogram gradient boosting, which shows its trees under no public name.
    "_predictors": ModelKind(_size_of_binned_trees, _depth_of_binned_trees),
    "support_vectors_": ModelKind(
        size=lambda machine: {"support vectors": float(len(machine.support_vectors_))},
        read=lambda machine: float(machine.support_vectors_.size + machine.dual_coef_.size),
    ),
    "coefs_": ModelKind(  # of a multi-layer perceptron
        size=lambda network: {"parameters": _count([*network.coefs_, *network.intercepts_])},
        read=lambda network: _count(network.coefs_),
    ),
    "coef_": ModelKind(_size_of_line, read=lambda line: float(np.size(line.coef_))),
    "n_samples_fit_": ModelKind(  # of nearest neighbours
        size=lambda model: {"stored items": float(model.n_samples_fit_)},
        read=lambda model: float(model.n_samples_fit_ * model.n_features_in_),
    ),
}
"""Kinds by the name of a learned attribute; the first match counts.

A linear support vector machine has coefficients too, but keeps its vectors.
"""
