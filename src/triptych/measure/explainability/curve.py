"""Insertion and deletion curves: the decision as units are kept or removed one by one.

Petsiuk, Das and Saenko, RISE, BMVC 2018 (insertion and deletion); Samek et al., Evaluating the
Visualization of What a Deep Neural Network Has Learned, IEEE TNNLS 28 (2017).
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from triptych.measure.explainability.masking import Map
from triptych.units.kinds import Kept

MOST_STEPS: Final = 16

Order = npt.NDArray[np.intp]
"""The units (units,), the most important one first."""


def sizes(units: int, most: int = MOST_STEPS) -> npt.NDArray[np.intp]:
    """Numbers of kept units (points,) along a curve: from 0 to `units`, in at most `most` steps."""
    steps = min(units, most)
    return np.rint(np.linspace(0, units, steps + 1)).astype(np.intp)


def descending(attribution: Map, random: np.random.Generator) -> Order:
    """Order the units (units,) from the most positive to the most negative attribution.

    Ties are broken at random.
    """
    return np.lexsort((random.random(len(attribution)), -attribution))


def only(order: Order, counts: npt.NDArray[np.intp]) -> Kept:
    """Sets of the first k units, for each k of `counts` (counts, units)."""
    return np.argsort(order) < counts[:, None]


def area(values: npt.NDArray[np.float64], units: int) -> npt.NDArray[np.float64]:
    """Area (…) under curves (…, points) over the share of units, with points as in `sizes`.

    By trapezoids; between 0 and 1 where the values are.
    """
    return np.asarray(np.trapezoid(values, sizes(units) / units, axis=-1))
