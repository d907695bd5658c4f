"""A residual network over pieces of the numbers and a vector for each word."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network, table_encoder


def make(seed: int) -> NetworkClassifier:
    """One residual block, trained to the end: there are too few passengers to spare any.

    It reads the table, as it needs the number of relatives on board beside the raw columns.
    """
    network = NetworkClassifier(
        residual_network(width=64, blocks=1, dropout=0.3),
        table_encoder(pieces=4),
        max_epochs=20,
        learning_rate=3e-3,
        batch_size=64,
        weight_decay=3e-2,
        validation_share=0.0,
        seed=seed,
    )
    network.reads = "table"
    return network
