"""The network: reads the raw series."""

from sklearn.preprocessing import StandardScaler

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network


def make(seed: int) -> NetworkClassifier:
    """A small residual network over the hours."""
    return NetworkClassifier(
        residual_network(width=32, blocks=1),
        prepare=StandardScaler(),
        max_epochs=12,
        learning_rate=5e-3,
        batch_size=32,
        seed=seed,
    )
