"""A convolutional network on the strip as it was recorded."""

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import FunctionTransformer

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.explaining.ordered_encoder import InStep
from triptych.paradigms.deep.networks.sequence import sequence_network


def make(seed: int) -> NetworkClassifier:
    """Five stages, the last of which sees more than three seconds at once: two long intervals.

    Epochs chosen on strips drawn with other seeds than the task's, 1,600 to learn from and 2,000
    to answer, two seeds: .975 in 6 epochs, .977 in 8. Halving time by four in the first of four
    stages is no better (.970 to .975 in 8).
    """
    return NetworkClassifier(
        sequence_network(channels=(8, 16, 24, 32, 48), width=7),
        FunctionTransformer(InStep(_standardised)),
        max_epochs=6,
        batch_size=64,
        learning_rate=1e-2,
        validation_share=0,
        seed=seed,
    )


def _standardised(strips: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Each strip about its median, in its own standard deviations: how tall says nothing.

    Two samples become one: a QRS complex has six of them left, and half as much is calculated.
    """
    halved = np.asarray(strips, dtype=np.float32).reshape(len(strips), -1, 2).mean(axis=2)
    centred = halved - np.median(halved, axis=1, keepdims=True)
    spreads = centred.std(axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(spreads, 1e-6), dtype=np.float32)
