"""A convolutional network on the images."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import (
    AffineVariation,
    convolutional_network,
    grey_images,
)
from triptych.tasks.kmnist.data import FULL_INK


def make(seed: int) -> NetworkClassifier:
    """Four stages, shown every image eleven times and never twice the same.

    Width and epochs: of four networks that were tried on 1,400 training images set aside
    (.982 to .988), the least work above .985.
    """
    return NetworkClassifier(
        convolutional_network(
            channels=(16, 32, 64, 128), convolutions=(1, 2, 2, 1), channels_last=True
        ),
        grey_images(brightest=FULL_INK),
        max_epochs=11,
        learning_rate=8e-3,
        batch_size=128,
        label_smoothing=0.05,
        augment=AffineVariation(shift=2, turn=10, scale=0.1, shear=0.15),
        validation_share=0,
        seed=seed,
    )
