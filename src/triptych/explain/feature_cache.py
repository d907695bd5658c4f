"""A cache of features: contenders of one task decide about many of the same masked items."""

from collections.abc import Callable
from typing import Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Raw, digests, take

_MOST_ROWS: Final = 60_000


@final
class RememberedFeatures:
    """A task's `features`, computed only once for each image, recording or series.

    For other items, computing features costs less than a look-up.
    """

    def __init__(self, features: Callable[[Raw], pd.DataFrame]) -> None:
        self._features = features
        self._rows: dict[int, npt.NDArray[np.float64]] = {}

    def __call__(self, raw: Raw) -> pd.DataFrame:
        """The table of raw items."""
        if isinstance(raw, pd.DataFrame) or raw.ndim == 1 or not len(raw):
            return self._features(raw)
        contents = digests(raw).tolist()
        places = {content: place for place, content in enumerate(contents)}
        new = {content: place for content, place in places.items() if content not in self._rows}
        if len(self._rows) + len(new) > _MOST_ROWS:
            self._rows.clear()
            new = places
        asked = np.array([*(new.values() or [0])])
        table = self._features(take(raw, asked))
        if any(dtype != np.float64 for dtype in table.dtypes):
            return self._features(raw)
        self._rows.update(zip(new, table.to_numpy(), strict=False))
        return pd.DataFrame([self._rows[content] for content in contents], columns=table.columns)
