"""Random convolutions of series, with a linear model."""

from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.linear_model import RidgeClassifierCV, RidgeCV
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.utils.validation import check_is_fitted
from torch.nn import functional

from triptych.features.series import measure_series

_LENGTH: Final = 9
_KERNELS: Final = 84
_MOST_DILATIONS: Final = 8
_BATCH: Final = 128
_PENALTIES: Final = np.logspace(-3, 3, 10)


@final
class RandomConvolutions(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped
    """A transformer of series to shares of steps at which a random convolution exceeds a bias.

    After Dempster, Schmidt and Webb, MiniRocket (KDD 2021): kernels of nine weights drawn from -1
    and 2, at dilations that grow to the length of the series; biases are quantiles of what a kernel
    gives for training series. The library's own (aeon 1.6) compiles for three and a half minutes
    before its first answer, and does not accept the numba that shap needs.

    features   number of shares
    """

    def __init__(self, features: int = 2000, seed: int = 0) -> None:
        self.features = features
        self.seed = seed

    def fit(self, X: npt.NDArray[Any], y: Any = None) -> Self:
        """Draw kernels, and take the biases from series (n, steps) or (n, steps, channels)."""
        random = np.random.default_rng(self.seed)
        series = _channels_first(X)
        _, channels, steps = series.shape
        most = max(1, int(np.log2(max((steps - 1) / (_LENGTH - 1), 1))) + 1)
        self.dilations_ = [2**power for power in range(min(most, _MOST_DILATIONS))]
        self.kernels_ = []
        self.biases_ = []
        each = max(1, self.features // (_KERNELS * len(self.dilations_)))
        shares = (np.arange(each) + 0.5) / each
        for dilation in self.dilations_:
            kernels = _drawn(random, channels)
            self.kernels_.append(kernels)
            some = series[random.permutation(len(series))[:_BATCH]]
            given = _convolved(some, kernels, dilation).transpose(0, 1).flatten(1)
            self.biases_.append(np.quantile(given.numpy(), shares, axis=1).T.astype(np.float32))
        return self

    def transform(self, X: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
        """The shares (n, features) of each series."""
        check_is_fitted(self)
        series = _channels_first(X)
        return np.concatenate(
            [self._shares(series[at : at + _BATCH]) for at in range(0, len(series), _BATCH)]
        )

    def _shares(self, series: torch.Tensor) -> npt.NDArray[np.float32]:
        parts = []
        for dilation, kernels, biases in zip(
            self.dilations_, self.kernels_, self.biases_, strict=True
        ):
            given = _convolved(series, kernels, dilation)
            parts += [
                (given > torch.from_numpy(bias)[:, None]).float().mean(dim=2) for bias in biases.T
            ]
        return torch.cat(parts, dim=1).numpy()


def random_convolutions(seed: int) -> Pipeline:
    """Ridge classification of random convolutions, measurements and the steps themselves.

    Convolutions alone do not see how high a series is, which decides some tasks. The penalty is
    chosen by leaving one out.
    """
    return _on_raw(RidgeClassifierCV(_PENALTIES), seed)


def random_convolutions_regression(seed: int) -> Pipeline:
    """Ridge regression of what `random_convolutions` reads."""
    return _on_raw(RidgeCV(_PENALTIES), seed)


def _on_raw(model: Any, seed: int) -> Pipeline:
    read = make_union(
        RandomConvolutions(seed=seed), FunctionTransformer(_measured), FunctionTransformer(_steps)
    )
    pipeline = make_pipeline(read, StandardScaler(), model)
    pipeline.reads = "raw"
    return pipeline


def _measured(series: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return measure_series(series).to_numpy()


def _steps(series: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return np.asarray(series, dtype=np.float64).reshape(len(series), -1)


def _drawn(random: np.random.Generator, channels: int) -> npt.NDArray[np.float32]:
    """Kernels (84, channels, 9) of three weights 2 and six of -1, each over some channels."""
    kernels = np.full((_KERNELS, channels, _LENGTH), -1, dtype=np.float32)
    for kernel in kernels:
        kernel[:, random.permutation(_LENGTH)[:3]] = 2
        left_out = random.permutation(channels)[random.integers(1, channels + 1) :]
        kernel[left_out] = 0
    return kernels


def _convolved(
    series: torch.Tensor, kernels: npt.NDArray[np.float32], dilation: int
) -> torch.Tensor:
    return functional.conv1d(
        series, torch.from_numpy(kernels), padding=dilation * (_LENGTH // 2), dilation=dilation
    )


def _channels_first(X: npt.NDArray[Any]) -> torch.Tensor:
    """Series (n, channels, steps), each channel of the series about its mean, in its spreads."""
    numbers = np.asarray(X, dtype=np.float32)
    series = numbers[:, :, None] if numbers.ndim == 2 else numbers
    series = series - series.mean(axis=1, keepdims=True)
    return torch.from_numpy(np.ascontiguousarray(series.transpose(0, 2, 1)))
