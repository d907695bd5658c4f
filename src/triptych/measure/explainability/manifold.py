"""Off-manifold rate: whether masked inputs still resemble real items."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

from triptych.dataset import Raw
from triptych.errors import ContractError
from triptych.measure.explainability.masking import Masking

_COMMON: Final = 0.95


def off_manifold(
    masking: Masking,
    items: Raw,
    real: Raw,
    represent: Callable[[Raw], npt.NDArray[Any]],
    *,
    sets: int = 10,
    seed: int = 0,
) -> float:
    """Share of masked inputs that are further from real items than real items are from each other.

    The masked inputs are those of random sets of units, `sets` for each item, whose sizes are
    uniform between one unit and all but one, with the item's donors. NaN where every item is a
    single unit: then there are no masked inputs.

    real        real items other than explained ones and donors, to which masked inputs are close;
                1,000 suffice
    represent   function from n raw items to numbers (n, columns), such as the feature table
    """
    masked = masking.samples(items, sets, seed)
    return share_off(represent(masked), represent(real)) if len(masked) else np.nan


def share_off(masked: npt.NDArray[Any], real: npt.NDArray[Any]) -> float:
    """Share of masked inputs whose nearest real item is unusually far.

    The limit is the 95 % quantile of the distances from real items to their nearest other, so that
    real items would get .05. Distances are Euclidean over standardised columns; constant columns
    are not scaled, missing values count as the mean.

    masked, real    numbers (n, columns) and (m, columns)
    Raises ContractError for fewer than two real items.
    """
    if len(real) < 2:
        raise ContractError(f"{len(real)} real items have no nearest other; give two or more.")
    scaler = StandardScaler().fit(_with_gaps(real))
    known, asked = (np.nan_to_num(scaler.transform(_with_gaps(rows))) for rows in (real, masked))
    # Trees lose to plain products of matrices in as many columns as images have pixels.
    neighbours = NearestNeighbors(n_neighbors=1, algorithm="brute").fit(known)
    common = np.quantile(neighbours.kneighbors()[0], _COMMON)
    return float((neighbours.kneighbors(asked)[0] > common).mean())


def _with_gaps(numbers: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Replace values that are not finite by NaN, which the scaler ignores."""
    values = np.asarray(numbers, dtype=np.float64)
    return np.where(np.isfinite(values), values, np.nan)
