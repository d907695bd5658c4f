"""A small convolutional network on the images."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import (
    AffineVariation,
    convolutional_network,
    grey_images,
)
from triptych.tasks.digits.measurements import FULL_INK


def make(seed: int) -> NetworkClassifier:
    """Two stages of two convolutions, shown every image 14 times and never twice the same.

    The varied images leave little to overfit, so no item is spent on choosing an epoch.
    """
    return NetworkClassifier(
        convolutional_network(channels=(16, 32)),
        grey_images(brightest=FULL_INK),
        max_epochs=14,
        learning_rate=8e-3,
        batch_size=128,
        augment=AffineVariation(shift=1, turn=10, scale=0.1, shear=0.1),
        validation_share=0,
        seed=seed,
    )
