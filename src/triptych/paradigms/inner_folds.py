"""Inner folds: divisions of the training items, for choices that no tested item may steer."""

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import KFold, StratifiedGroupKFold, StratifiedKFold

Folds = list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]
"""Training and held-out positions of each fold."""


def inner_folds(
    items: int,
    labels: npt.NDArray[Any] | None,
    together: npt.NDArray[Any] | None,
    *,
    folds: int,
    seed: int,
) -> Folds:
    """Divide so many items for a cross-validation; none where the items are too few.

    labels     the class of each item (n,), by which folds are stratified; None for numbers
    together   the group of each item (n,), which no fold divides; None where all are alone
    folds      number of folds, fewer where a class has not as many items

    By scikit-learn's `KFold`, `StratifiedKFold` or `StratifiedGroupKFold`.
    """
    parts = [items if together is None else len(np.unique(together))]
    if labels is not None:
        parts.append(int(np.unique(labels, return_counts=True)[1].min()))
    count = min(folds, *parts)
    if count < 2:
        return []
    positions = np.arange(items)
    if labels is None:
        return list(KFold(count, shuffle=True, random_state=seed).split(positions))
    kind = StratifiedKFold if together is None else StratifiedGroupKFold
    cutter = kind(count, shuffle=True, random_state=seed)
    return list(cutter.split(positions, labels, together))
