"""The network: reads the raw pictures."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import convolutional_network, grey_images


def make(seed: int) -> NetworkClassifier:
    """A small convolutional network."""
    return NetworkClassifier(
        convolutional_network(channels=(8, 16)),
        prepare=grey_images(brightest=16),
        max_epochs=10,
        learning_rate=5e-3,
        batch_size=32,
        seed=seed,
    )
