"""The network: reads the raw strings, character by character."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.text import character_network, characters


def make(seed: int) -> NetworkClassifier:
    """A small convolutional network over characters."""
    return NetworkClassifier(
        character_network(embedding=4, channels=(32, 32)),
        prepare=characters(longest=16),
        max_epochs=12,
        learning_rate=5e-3,
        batch_size=32,
        seed=seed,
    )
