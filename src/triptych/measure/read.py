"""How much a fitted model reads for one decision: comparisons, or multiply-adds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from triptych.dataset import Raw
from triptych.measure.held import held


def read_for_a_decision(estimator: Any, X: Raw) -> float | None:
    """Comparisons of trees and multiply-adds of other models for one of the items X (n, …).

    What prepares an item before the model is not counted: features, scaling. Of trees the
    length of the paths that training items took; of networks what torch's FlopCounterMode
    counts, two of its operations to a multiply-add. None where the kind of model is unknown.
    """
    counts = [_count(model) for model in _models(estimator)]
    if None in counts:
        return _by_torch(estimator, X) or None
    return float(sum(filter(None, counts)))


def _models(estimator: Any) -> Iterator[Any]:
    """The models that decide, without the steps before them."""
    if isinstance(estimator, Pipeline):
        yield from _models(estimator[-1])
    elif _count(estimator) is not None or not (parts := [*held(estimator)]):
        yield estimator
    else:
        for part in parts:
            yield from _models(part)


def _count(model: Any) -> float | None:
    comparisons = _comparisons(model)
    return _multiply_adds(model) if comparisons is None else comparisons


def _comparisons(model: Any) -> float | None:
    """The mean length of the paths from roots to leaves, added up over the trees."""
    if (tree := getattr(model, "tree_", None)) is not None:
        return _mean_depth(
            tree.compute_node_depths() - 1, tree.n_node_samples, tree.children_left < 0
        )
    if predictors := getattr(model, "_predictors", None):  # histogram gradient boosting
        nodes = [tree.nodes for trees in predictors for tree in trees]
        return sum(_mean_depth(one["depth"], one["count"], one["is_leaf"] > 0) for one in nodes)
    return None


def _mean_depth(depths: Any, counts: Any, is_leaf: Any) -> float:
    return float(np.average(depths[is_leaf], weights=counts[is_leaf]))


def _multiply_adds(model: Any) -> float | None:
    if (vectors := getattr(model, "support_vectors_", None)) is not None:
        return float(vectors.size + model.dual_coef_.size)
    if (layers := getattr(model, "coefs_", None)) is not None:  # multi-layer perceptron
        return float(sum(weights.size for weights in layers))
    if (weights := getattr(model, "coef_", None)) is not None:
        return float(np.size(weights))
    if (items := getattr(model, "n_samples_fit_", None)) is not None:  # nearest neighbours
        return float(items * model.n_features_in_)
    return None


def _by_torch(estimator: Any, X: Raw) -> float:
    """What torch multiplies and adds while the estimator decides; 0 where it has no part in it."""
    if "torch" not in sys.modules:
        return 0.0
    from torch.utils.flop_counter import FlopCounterMode

    with _no_fused_kernels(), FlopCounterMode(display=False) as counter:
        estimator.predict(X)
    return float(counter.get_total_flops() / 2 / len(X))


@contextmanager
def _no_fused_kernels() -> Iterator[None]:
    """Recurrent and attention layers in operations that are counted."""
    from torch.backends import mha, mkldnn
    from torch.nn.attention import SDPBackend, sdpa_kernel

    is_fast, is_enabled = mha.get_fastpath_enabled(), mkldnn.enabled
    mha.set_fastpath_enabled(False)
    mkldnn.enabled = False  # type: ignore[assignment]  # torch's stubs miss the setter
    try:
        with sdpa_kernel(SDPBackend.MATH):
            yield
    finally:
        mha.set_fastpath_enabled(is_fast)
        mkldnn.enabled = is_enabled
