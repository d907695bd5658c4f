"""Three small networks that vote with their probabilities."""

from sklearn.ensemble import VotingClassifier
from sklearn.model_selection import FixedThresholdClassifier

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network, table_encoder
from triptych.tasks.german_credit.cut import refusing_at_the_cut

_NETWORKS = 3


def make(seed: int) -> FixedThresholdClassifier:
    """The mean of three networks, which differ in their seeds, is nearer the true probability."""
    networks = [
        (f"network {number + 1}", _network(_NETWORKS * seed + number))
        for number in range(_NETWORKS)
    ]
    return refusing_at_the_cut(VotingClassifier(networks, voting="soft"))


def _network(seed: int) -> NetworkClassifier:
    # All items are trained on: a tenth of 800 would choose the epoch by chance.
    return NetworkClassifier(
        residual_network(width=32, blocks=1, dropout=0.5),
        table_encoder(pieces=6),
        max_epochs=12,
        learning_rate=2e-3,
        batch_size=64,
        weight_decay=0.1,
        validation_share=0.0,
        seed=seed,
    )
