"""A residual network on the measurements."""

from sklearn.preprocessing import StandardScaler

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network


def make(seed: int) -> NetworkClassifier:
    """One residual block, trained to the end: every one of 142 bottles is needed to learn from."""
    return NetworkClassifier(
        residual_network(width=32, blocks=1, dropout=0.2),
        StandardScaler(),
        max_epochs=30,
        learning_rate=5e-3,
        batch_size=32,
        weight_decay=1e-2,
        label_smoothing=0.05,
        validation_share=0.0,
        seed=seed,
    )
