"""A residual network on the measurements."""

from sklearn.preprocessing import StandardScaler

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network


def make(seed: int) -> NetworkClassifier:
    """Two residual blocks; the epoch is chosen on a tenth of the training patients."""
    return NetworkClassifier(
        residual_network(width=64, blocks=2, dropout=0.2),
        StandardScaler(),
        max_epochs=30,
        learning_rate=3e-3,
        batch_size=64,
        weight_decay=1e-2,
        label_smoothing=0.05,
        seed=seed,
    )
