"""Size: numbers of built or learned parts, in the contender's own units."""

import sys
from collections import Counter
from collections.abc import Iterable

from triptych.estimator import HasSize, offers
from triptych.measure.held import held
from triptych.measure.models import kind_of


def size_of(estimator: object) -> dict[str, float]:
    """Count the parts of a fitted estimator; empty where no part is known.

    An estimator's own `size()` comes first. Otherwise: `trees` and `leaves`, `coefficients`,
    `support vectors`, `stored items`, `parameters` (weights of a network). Pipelines, ensembles,
    searches and skorch nets are counted by their inner estimators.
    """
    if offers(estimator, HasSize):
        return {str(name): float(count) for name, count in estimator.size().items()}
    return dict(_own(estimator) or _summed(held(estimator)))


def _own(estimator: object) -> dict[str, float]:
    """Count the parts that this estimator learned, without wrapped estimators."""
    if (torch := sys.modules.get("torch")) and isinstance(estimator, torch.nn.Module):
        return {"parameters": float(sum(weight.numel() for weight in estimator.parameters()))}
    kind = kind_of(estimator)
    return {} if kind is None else kind.size(estimator)


def _summed(parts: Iterable[object]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(size_of(part))
    return total
