"""Networks over the number: its bits, after Grus's joke that became a lesson, and its digits."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import FunctionTransformer

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.explaining.ordered_encoder import InStep
from triptych.paradigms.deep.networks.tabular import residual_network
from triptych.tasks.fizzbuzz.data import MEANINGS, features

# 2,000 has eleven bits; the eleventh is 0 in all training numbers.
BITS: Final = 11
Switches = npt.NDArray[np.float32]


def make(seed: int) -> NetworkClassifier:
    """Sees the number in base two and is trained on all training numbers, as Grus's was."""
    return _network(_bits, seed)


def make_digits(seed: int) -> NetworkClassifier:
    """The same network on decimal digits; it does find the rule, as far as it knows the digits.

    Trained on four fifths of the numbers to 999 it is right for nearly all of the others. Above
    1,000 the weights of a switch that was never on decide, which training has left as they were
    drawn: from seed to seed the balanced accuracy is anything from .3 to .7.
    """
    return _network(InStep(_digits, count=len(MEANINGS)), seed)


def _network(encode: Callable[[npt.NDArray[Any]], Switches], seed: int) -> NetworkClassifier:
    return NetworkClassifier(
        residual_network(width=128),
        FunctionTransformer(encode),
        max_epochs=30,
        batch_size=128,
        learning_rate=8e-3,
        validation_share=0,
        seed=seed,
    )


def _bits(numbers: npt.NDArray[Any]) -> Switches:
    """The number in base two, lowest bit first (n, 11)."""
    return (np.asarray(numbers)[:, None] >> np.arange(BITS) & 1).astype(np.float32)


def _digits(numbers: npt.NDArray[Any]) -> Switches:
    """Ten switches for each decimal digit (n, 40)."""
    return np.eye(10, dtype=np.float32)[features(numbers)].reshape(len(numbers), -1)
