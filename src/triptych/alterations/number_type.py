"""Number types: altered numbers get the type that they had, as if they had been read so."""

from typing import Any

import numpy as np
import numpy.typing as npt


def as_before(values: npt.NDArray[np.float64], kind: Any) -> npt.NDArray[Any]:
    """Numbers (…) as the type `kind`: whole ones are rounded, and kept within what it can hold."""
    if np.issubdtype(kind, np.integer):
        limits = np.iinfo(kind)
        return np.clip(np.rint(values), limits.min, limits.max).astype(kind)
    return values.astype(kind)
