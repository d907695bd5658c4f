"""A residual network over pieces of the numbers and a vector for each word."""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network, table_encoder
from triptych.tasks.adult.data import features


def make(seed: int) -> NetworkClassifier:
    """One residual block; numbers many persons share are told apart as words are.

    Some capital gains are nearly always of a high income, others next to them never: without
    indicators of their own the network is a point less accurate.
    """
    return NetworkClassifier(
        residual_network(width=64, blocks=1, dropout=0.4),
        make_pipeline(FunctionTransformer(features), table_encoder(pieces=16, repeated=5)),
        max_epochs=6,
        learning_rate=2e-3,
        batch_size=256,
        weight_decay=1e-2,
        seed=seed,
    )
