"""The mel scale: frequency bands by the resolution of human hearing."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def mel_filters(
    bands: int, hertz: npt.NDArray[np.floating[Any]], lowest: float, highest: float
) -> Floats:
    """Weights (bands, frequencies) of triangular mel bands, for power at frequencies `hertz`.

    The bands lie evenly on the mel scale of O'Shaughnessy (1987) from `lowest` to `highest`
    hertz, and each reaches to the centres of its neighbours. The weights of a band sum to 1.
    """
    edges = _hertz(np.linspace(_mel(lowest), _mel(highest), bands + 2))
    below, middle, above = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (hertz - below) / (middle - below), (above - hertz) / (above - middle)
    weights = np.maximum(np.minimum(rising, falling), 0)
    # A band narrower than the spacing of frequencies takes the nearest one.
    for band in np.flatnonzero(weights.sum(axis=1) == 0):
        weights[band, np.abs(hertz - middle[band]).argmin()] = 1
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))


def _hertz(mel: Floats) -> Floats:
    return np.asarray(700 * (10 ** (mel / 2595) - 1))
