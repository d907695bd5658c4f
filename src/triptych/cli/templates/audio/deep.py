"""The network: reads the raw wave."""

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import FunctionTransformer

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network


def make(seed: int) -> NetworkClassifier:
    """A small residual network over the spectrum."""
    return NetworkClassifier(
        residual_network(width=32, blocks=1),
        prepare=FunctionTransformer(spectrum),
        max_epochs=12,
        learning_rate=5e-3,
        batch_size=32,
        seed=seed,
    )


def spectrum(waves: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """How loud each frequency is, from silent (0) on a logarithmic scale."""
    return np.log1p(np.abs(np.fft.rfft(waves, axis=1))).astype(np.float32)
