"""Crossing: the number of labels from which one learning curve lies above another.

Formulas and sources: docs/statistics.md#crossing.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

from triptych.analysis.statistics.interval import TAIL
from triptych.analysis.statistics.sampling import RESAMPLES
from triptych.errors import DataError
from triptych.measure.quality import Numbers

DECIMALS: Final = 12
"""An advantage that is 0 to this many decimals counts as 0: further digits are rounding error."""
LEAST_ITEMS: Final = 6
"""With fewer items no 95 % interval exists: even if all agree, a sign test's p is above .05."""
_CHUNK: Final = 250
"""Resamples held in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The interval of sizes at which a challenger overtakes, with 95 % confidence.

    low, high          ends of the interval, in labels: 0 where the challenger may be ahead from the
                       start, infinite where it may never be ahead within the measured range
    smallest, largest  the measured range of sizes, in labels
    seeds              number of learning curves that were resampled; one curve measures no variance
                       between seeds
    """

    low: float
    high: float
    smallest: float
    largest: float
    seeds: int

    def in_words(self, thing: str = "labels") -> str:
        """The crossing as a clause, always a range: `between 200 and 1,600 labels`.

        No measurement shows that it never happens, only that it does not happen within the measured
        range.
        """
        measured = f"{_rounded(self.smallest)} to {_rounded(self.largest)} {thing}"
        maybe_at_once, maybe_never = self.low <= 0, math.isinf(self.high)
        if maybe_at_once and maybe_never:
            return f"cannot be said from {measured}"
        if math.isinf(self.low):
            return f"not within the range measured, {measured}"
        if self.high <= 0:
            return f"from the start, {_rounded(self.smallest)} {thing}"
        # Rounded outwards, so that the words claim no more than the numbers.
        low = _rounded(self.low)
        if maybe_never:
            return f"not before {low} {thing}, if within the range measured, {measured}"
        high = _rounded(self.high, up=True)
        if maybe_at_once:
            return f"from {high} {thing} on at the latest, maybe from the start"
        return f"between {low} and {high} {thing}"


def crossing(sizes: npt.ArrayLike, advantage: Numbers, *, resamples: int = RESAMPLES) -> Crossing:
    """Return the size from which the challenger's advantage stays positive, with an interval.

    sizes      numbers of labels (sizes,), increasing; the subsets of each seed are nested
    advantage  how much better the challenger did: shape (sizes, seeds, items), the same test items

    Isotonic regression of the mean advantage over the logarithm of the size (Barlow et al.,
    Statistical Inference under Order Restrictions, 1972), its change of sign interpolated;
    percentiles over a bootstrap of seeds and items (Owen, Annals of Applied Statistics 1, 2007). It
    finds where more labels help the challenger; exchange the two contenders for the other
    direction. From fewer than `LEAST_ITEMS` items the interval is everything. Raises DataError for
    sizes that do not increase and for numbers that are not finite.
    """
    numbers = np.asarray(sizes, dtype=np.float64)
    _require_curves(numbers, advantage)
    low, high = 0.0, np.inf
    if advantage.shape[2] >= LEAST_ITEMS:
        low, high = _interval(numbers, advantage, resamples)
    return Crossing(
        low=low,
        high=high,
        smallest=float(numbers[0]),
        largest=float(numbers[-1]),
        seeds=advantage.shape[1],
    )


def _interval(sizes: Numbers, advantage: Numbers, resamples: int) -> tuple[float, float]:
    """Percentiles of the crossing over resamples."""
    rising = (isotonic_regression(curve).x for curve in _resampled(advantage, resamples))
    drawn = [_crossed(curve.round(DECIMALS), np.log(sizes)) for curve in rising]
    # Percentiles that are replicates themselves: no value lies between a size and infinity.
    low = float(np.quantile(drawn, TAIL, method="lower"))
    high = float(np.quantile(drawn, 1 - TAIL, method="higher"))
    return low, high


def _require_curves(sizes: Numbers, advantage: Numbers) -> None:
    rising = (
        sizes.ndim == 1 and len(sizes) > 1 and sizes[0] > 0 and bool((np.diff(sizes) > 0).all())
    )
    if not rising or not np.isfinite(sizes).all():
        raise DataError(
            f"a crossing needs two or more sizes that rise from above 0; got {sizes.tolist()}."
        )
    if advantage.ndim != 3 or len(advantage) != len(sizes) or not advantage.size:
        raise DataError(
            f"a crossing over {len(sizes)} sizes needs advantages of shape (sizes, seeds, items); "
            f"got {advantage.shape}."
        )
    if not np.isfinite(advantage).all():
        raise DataError(
            "a crossing needs advantages that are finite numbers; some are not. Leave out items "
            "that were not tested with every size and seed."
        )


def _resampled(advantage: Numbers, resamples: int) -> Numbers:
    """Mean advantage at each size over resamples of seeds and items: (resamples, sizes)."""
    sizes, seeds, items = advantage.shape
    generator = np.random.default_rng(0)
    of_seeds = generator.multinomial(seeds, np.full(seeds, 1 / seeds), size=resamples) / seeds
    by_item = advantage.reshape(-1, items).T
    means = np.empty((resamples, sizes))
    for start in range(0, resamples, _CHUNK):
        part = slice(start, min(start + _CHUNK, resamples))
        drawn = generator.multinomial(items, np.full(items, 1 / items), size=part.stop - start)
        curves = (drawn / items @ by_item).reshape(-1, sizes, seeds)
        means[part] = np.einsum("bks,bs->bk", curves, of_seeds[part])
    return means


def _crossed(curve: Numbers, logarithms: Numbers) -> float:
    """The size at which an increasing curve crosses 0: 0 below the range, infinite above it."""
    if curve[-1] <= 0:
        return np.inf
    return float(np.exp(np.interp(0.0, curve, logarithms, left=-np.inf)))


def _rounded(size: float, *, up: bool = False) -> str:
    """A number of labels, rounded down or up to two significant digits."""
    step = 10.0 ** max(math.floor(math.log10(size)) - 1, 0) if size > 0 else 1.0
    # A size that is whole up to rounding error stays unchanged.
    steps = round(size / step, 6)
    return f"{step * (math.ceil(steps) if up else math.floor(steps)):,.0f}"
