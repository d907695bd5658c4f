"""A residual network, trained anew every two weeks on the last fourteen."""

from typing import Final

from sklearn.compose import make_column_transformer

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import PiecewiseLinear, residual_network
from triptych.tasks.electricity.data import MEANINGS, OBSERVED

WAIVED: Final = {
    "check_within_delta_of_references": (
        "the panel reads the answer and the price of the half-hour before, which decide most of it "
        "and are kept from the three; on the columns the three read, the perceptron has 77.7, "
        "behind the contender"
    )
}

NEVER_JUDGED: Final = {
    "with_last_label": "it reads the answer of the half-hour before, which the three do not"
}


def make(seed: int) -> NetworkClassifier:
    """Two residual blocks over pieces of each column of the current row."""
    return _network_on(OBSERVED, seed)


def make_with_last_label(seed: int) -> NetworkClassifier:
    """The same with answer and price of the half-hour before."""
    return _network_on(tuple(MEANINGS), seed)


def _network_on(columns: tuple[str, ...], seed: int) -> NetworkClassifier:
    return NetworkClassifier(
        residual_network(width=32, blocks=2, dropout=0.2),
        make_column_transformer((PiecewiseLinear(16), list(columns))),
        max_epochs=8,
        learning_rate=2e-2,
        batch_size=512,
        weight_decay=0.1,
        validation_share=0.0,
        seed=seed,
    )
