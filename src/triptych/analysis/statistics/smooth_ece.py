"""Smooth ECE: a calibration error without bins, and its null distribution.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import fft

from triptych.measure.quality import Numbers

CELLS: Final = 512
"""Steps of the grid on [0, 1]."""

DRAWS: Final = 200

_HALVINGS: Final = 10


@dataclass(frozen=True, eq=False, slots=True)
class Null:
    """Smooth ECE of a perfectly calibrated contender, of `DRAWS` simulations (draws,)."""

    errors: Numbers

    @property
    def mean(self) -> float:
        """The mean over simulations."""
        return float(self.errors.mean())

    @property
    def upper(self) -> float:
        """The 95 % quantile over simulations."""
        return float(np.quantile(self.errors, 0.95))

    def p_at_least(self, value: float) -> float:
        """Share of simulations at or above `value`; never 0, because simulations are finite."""
        return float(1 + np.sum(self.errors >= value)) / (1 + len(self.errors))


def smooth_ece(stated: Numbers, came_true: Numbers) -> float:
    """Return the smooth calibration error of n stated probabilities, 0 to 1.

    came_true   1 where the event happened, 0 where it did not
    Blasiok and Nakkiran (ICLR 2024), smECE: the residuals `stated - came_true`, smoothed by a
    Gaussian kernel that is reflected at 0 and 1, and the integral of their absolute value; the
    kernel's bandwidth is the one that equals the result.
    """
    return float(_self_consistent(_on_grid(stated, stated - came_true)[None, :] / len(stated))[0])


def null_of_calibrated(stated: Numbers) -> Null:
    """Simulate outcomes from n stated probabilities, 200 times with a fixed seed.

    A parametric bootstrap under the hypothesis of calibration (Bröcker and Smith, Weather and
    Forecasting 22, 2007). Probabilities in one cell of the grid are drawn together, by a binomial:
    the work does not grow with the number of items.
    """
    cell = np.rint(stated * CELLS).astype(np.intp)
    count = np.bincount(cell, minlength=CELLS + 1)
    total = np.bincount(cell, stated, minlength=CELLS + 1)
    mean = np.clip(np.divide(total, count, out=np.zeros(CELLS + 1), where=count > 0), 0, 1)
    happened = np.random.default_rng(0).binomial(count, mean, size=(DRAWS, CELLS + 1))
    return Null(_self_consistent((total - happened) / len(stated)))


def _on_grid(places: Numbers, weights: Numbers) -> Numbers:
    """Split each weight between the two neighbouring grid points."""
    exact = places * CELLS
    left = np.minimum(exact.astype(np.intp), CELLS - 1)
    to_right = exact - left
    grid: Numbers = np.bincount(left, weights * (1 - to_right), minlength=CELLS + 1).astype(float)
    grid += np.bincount(left + 1, weights * to_right, minlength=CELLS + 1)
    return grid


def _self_consistent(residuals: Numbers) -> Numbers:
    """Find, for each row of residuals on the grid, the bandwidth that equals its smoothed error."""
    # A Gaussian reflected at both ends is the heat kernel of the interval, which cosines
    # diagonalise: smoothing by any bandwidth is one multiplication of each coefficient.
    waves = fft.dct(_as_density(residuals), type=1, axis=1)
    frequencies: Numbers = np.pi * np.arange(CELLS + 1.0)
    low: Numbers = np.zeros(len(residuals))
    high: Numbers = np.ones(len(residuals))
    # The error falls as the bandwidth grows, so halving finds where the two cross.
    for _ in range(_HALVINGS):
        bandwidth = _middle(low, high)
        above = _error(waves, frequencies, bandwidth) > bandwidth
        low[above], high[~above] = bandwidth[above], bandwidth[~above]
    return _error(waves, frequencies, _middle(low, high))


def _middle(low: Numbers, high: Numbers) -> Numbers:
    middle: Numbers = (low + high) / 2
    return middle


def _as_density(residuals: Numbers) -> Numbers:
    """Turn masses into densities: the points at both ends represent half a cell."""
    density = residuals * CELLS
    density[:, [0, -1]] *= 2
    return density


def _error(waves: Numbers, frequencies: Numbers, bandwidth: Numbers) -> Numbers:
    damping = np.exp(-0.5 * (frequencies * bandwidth[:, None]) ** 2)
    smoothed = np.abs(fft.idct(waves * damping, type=1, axis=1))
    smoothed[:, [0, -1]] /= 2
    error: Numbers = smoothed.sum(axis=1) / CELLS
    return error
