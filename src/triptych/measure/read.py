"""How much a fitted model reads for one decision: comparisons and multiply-adds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sklearn.pipeline import Pipeline

from triptych.dataset import Raw
from triptych.estimator import Estimator
from triptych.measure.held import held
from triptych.measure.models import kind_of


def read_for_a_decision(estimator: Estimator, X: Raw) -> float | None:
    """Comparisons of trees and multiply-adds of other models per decision, averaged over X (n, …).

    Preparation before the model is not counted: features, scaling. Trees count the mean path length
    of training items; networks count by torch's FlopCounterMode, at two operations per
    multiply-add. None where the kind of model is unknown.
    """
    counts = [_count(model) for model in _models(estimator)]
    if None in counts:
        return _by_torch(estimator, X) or None
    return float(sum(filter(None, counts)))


def _models(estimator: Any) -> Iterator[Any]:
    """The deciding models, without preparation steps."""
    if isinstance(estimator, Pipeline):
        yield from _models(estimator[-1])
    elif _count(estimator) is not None or not (parts := held(estimator)):
        yield estimator
    else:
        for part in parts:
            yield from _models(part)


def _count(model: object) -> float | None:
    kind = kind_of(model)
    return None if kind is None else kind.read(model)


def _by_torch(estimator: Estimator, X: Raw) -> float:
    """Multiply-adds that torch counts while the estimator decides; 0 without torch."""
    if "torch" not in sys.modules:
        return 0.0
    from torch.utils.flop_counter import FlopCounterMode

    with _no_fused_kernels(), FlopCounterMode(display=False) as counter:
        estimator.predict(X)
    return float(counter.get_total_flops() / 2 / len(X))


@contextmanager
def _no_fused_kernels() -> Iterator[None]:
    """Disable fused kernels of recurrent and attention layers, which are not counted."""
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
