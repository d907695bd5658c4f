"""A residual network on the measurements."""

from sklearn.preprocessing import StandardScaler

from triptych.paradigms.deep.classifier_and_regressor import NetworkRegressor
from triptych.paradigms.deep.networks.tabular import residual_network


def make(seed: int) -> NetworkRegressor:
    """One residual block trained to the end: 442 patients are too few to spare any."""
    return NetworkRegressor(
        residual_network(width=64, blocks=1, dropout=0.3),
        StandardScaler(),
        max_epochs=25,
        learning_rate=3e-3,
        batch_size=32,
        weight_decay=3e-2,
        validation_share=0.0,
        seed=seed,
    )
