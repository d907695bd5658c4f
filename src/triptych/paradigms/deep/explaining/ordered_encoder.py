"""Encoders that keep the order of an item's parts, so that credit can be traced back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw
from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.additive import Floats


@final
@dataclass(frozen=True)
class InStep:
    """A function from items to prepared positions that keeps the order of parts in equal steps.

    A sequence of 100 samples may become 50 positions: each stands for two samples, which share its
    credit equally. A number of 4 digits may become 40 indicators: ten for each digit.

    function   from n items to numbers (n, positions)
    count      number of parts of an item; None for its length
    """

    function: Callable[[Any], npt.NDArray[Any]]
    count: int | None = None

    def __call__(self, items: Raw) -> npt.NDArray[Any]:
        """The prepared items (n, positions)."""
        return self.function(items)

    def parts(self, items: Raw, credit: Floats) -> list[Floats]:
        """The credit of each part, for each item."""
        return [
            self._shared(own, self.count or len(item))
            for item, own in zip(np.asarray(items), credit, strict=True)
        ]

    def _shared(self, credit: Floats, count: int) -> Floats:
        places = len(credit)
        if places % count == 0:
            return np.asarray(credit.reshape(count, -1).sum(axis=1))
        if count % places == 0:
            return np.repeat(credit / (count // places), count // places)
        raise ExplanationUnavailable(f"{places} places are not in step with {count} parts")
