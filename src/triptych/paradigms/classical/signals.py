"""Support vectors on the pixels of pictures and on the spectra of sounds."""

from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import PCA
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from triptych.features.images import grey
from triptych.features.sounds import frame_levels
from triptych.paradigms.classical.kernel import GaussianSVC

_KEPT_VARIANCE: Final = 0.95
_PENALTIES: Final = (1.0, 10.0)
_WIDTHS: Final = (0.3, 1.0, 3.0)
_PIECES: Final = 4


def pixel_vectors(seed: int, brightest: float = 255.0) -> Pipeline:
    """Support vectors on pictures (n, height, width) or (n, height, width, 3) of 0 to `brightest`.

    On the principal components that hold 95 % of the variance of grey pixels.
    """
    return _on_raw(
        partial(_pixels, brightest=brightest), PCA(_KEPT_VARIANCE, random_state=seed), seed
    )


def spectrum_vectors(seed: int, samples_per_second: int) -> Pipeline:
    """Support vectors on sounds (n, samples): mean and movement of 24 mel bands, in four pieces."""
    levels = partial(_levels, samples_per_second=samples_per_second)
    return _on_raw(levels, StandardScaler(), seed)


def _on_raw(numbers: Any, prepared: Any, seed: int) -> Pipeline:
    """A pipeline whose penalty and width are chosen in a three-fold cross-validation."""
    machine = GridSearchCV(
        _Scaled(),
        {"C": _PENALTIES, "width": _WIDTHS},
        cv=StratifiedKFold(3, shuffle=True, random_state=seed),
    )
    pipeline = make_pipeline(FunctionTransformer(numbers), prepared, machine)
    pipeline.reads = "raw"
    return pipeline


class _Scaled(GaussianSVC):
    """Support vectors whose kernel is `width` times narrower than scikit-learn's `scale`."""

    def __init__(self, *, C: float = 1.0, width: float = 1.0) -> None:
        super().__init__(C=C)
        self.width = width

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Any:
        """Fit with gamma = width / (columns times variance)."""
        self.gamma = self.width / (X.shape[1] * max(float(np.var(X)), 1e-12))
        return super().fit(X, y, sample_weight)


def _pixels(pictures: npt.NDArray[Any], brightest: float) -> npt.NDArray[np.float64]:
    return grey(pictures, brightest).reshape(len(pictures), -1)


def _levels(sounds: npt.NDArray[Any], samples_per_second: int) -> npt.NDArray[np.float64]:
    levels = frame_levels(sounds, samples_per_second)
    pieces = np.array_split(levels, _PIECES, axis=1)
    parts = [piece.mean(axis=1) for piece in pieces if piece.shape[1]]
    return np.concatenate([*parts, levels.std(axis=1)], axis=1)
