"""The network: reads the raw pictures."""

from triptych.paradigms.deep.image import convolutional_network, grey_images
from triptych.paradigms.deep.training import NetworkClassifier


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
